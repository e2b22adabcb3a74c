//! HMAC-SHA256 with its insides: two passes of SHA-256, with the secret in
//! front of each (RFC 2104 §2).

use serde_json::{Value, json};

use super::encoding::{Encoding, hex_lines};
use super::inside::filled;
use super::text::{Ink, Line};
use crate::inside::hmac::{inner_digest, inner_pad, key_block, outer_pad};
use crate::inside::sha256::Block;
use crate::signature::{Secret, tag};

/// A signature in the making.
pub struct Signing {
    /// The characters that are signed: header, dot, payload.
    pub signing_input: String,
    /// The way to the tag.
    pub hmac: HmacSteps,
    /// The tag, and the base64url that it becomes.
    pub signature: Encoding,
}

/// HMAC's values in between.
pub struct HmacSteps {
    /// How many bytes the secret has.
    pub secret_length: usize,
    /// The secret, filled up with zeros to SHA-256's block of 64 bytes. One that
    /// is longer than a block is hashed first.
    pub padded_key: Block,
    /// Each byte of the padded key, XOR 0x36: "K XOR ipad" in RFC 2104 §2.
    pub inner_pad: Block,
    /// SHA-256 of the inner pad and the signing input.
    pub inner_digest: [u8; 32],
    /// Each byte of the padded key, XOR 0x5c: "K XOR opad" in RFC 2104 §2.
    pub outer_pad: Block,
    /// SHA-256 of the outer pad and the inner digest: the tag.
    pub tag: [u8; 32],
}

impl HmacSteps {
    fn new(signing_input: &str, secret: &Secret) -> HmacSteps {
        let padded_key = key_block(secret.bytes());
        HmacSteps {
            secret_length: secret.len(),
            padded_key,
            inner_pad: inner_pad(&padded_key),
            inner_digest: inner_digest(&padded_key, signing_input.as_bytes()),
            outer_pad: outer_pad(&padded_key),
            // From the stage itself: what is shown is what signs.
            tag: *tag(signing_input, secret).as_bytes(),
        }
    }
}

impl Signing {
    /// Signs, and keeps every value on the way.
    ///
    /// ```
    /// use jwt_by_hand::{walkthrough::Signing, Secret};
    ///
    /// let secret = Secret::insecure_for_lessons("12@34$56")?;
    /// let signing = Signing::new("eyJhbGciOiJIUzI1NiJ9.e30", &secret);
    /// assert_eq!(signing.hmac.padded_key[..9], *b"12@34$56\0");
    /// assert_eq!(signing.hmac.inner_pad[0], b'1' ^ 0x36);
    /// # Ok::<(), jwt_by_hand::SecretError>(())
    /// ```
    pub fn new(signing_input: &str, secret: &Secret) -> Signing {
        let hmac = HmacSteps::new(signing_input, secret);
        let signature = Encoding::of_bytes(Ink::Signature, &hmac.tag);
        Signing { signing_input: signing_input.to_owned(), hmac, signature }
    }

    /// The same for a program: `signing_input`, `hmac` (an object with
    /// `secret_length`, `padded_key`, `inner_pad`, `inner_digest`, `outer_pad`
    /// and `tag`, all but the first in hexadecimal) and `signature`.
    pub fn to_value(&self) -> Value {
        let hmac = &self.hmac;
        json!({
            "signing_input": self.signing_input,
            "hmac": {
                "secret_length": hmac.secret_length,
                "padded_key": hex(&hmac.padded_key),
                "inner_pad": hex(&hmac.inner_pad),
                "inner_digest": hex(&hmac.inner_digest),
                "outer_pad": hex(&hmac.outer_pad),
                "tag": hex(&hmac.tag),
            },
            "signature": self.signature.to_value(),
        })
    }

    /// The same for a person.
    pub fn lines(&self) -> Vec<Line> {
        let hmac = &self.hmac;
        let mut lines = vec![
            Line::empty()
                .with(Ink::Faint, format!("{:<16}", "signing input"))
                .followed_by(Line::token(&self.signing_input)),
            Line::empty(),
            Line::labelled("", Ink::Faint, filled(hmac.secret_length)),
        ];
        lines.extend(hex_lines("padded key", Ink::Plain, &hmac.padded_key));
        lines.extend([
            Line::empty(),
            Line::labelled("", Ink::Faint, "each byte XOR 36"),
        ]);
        lines.extend(hex_lines("inner pad", Ink::Plain, &hmac.inner_pad));
        lines.push(Line::labelled(
            "",
            Ink::Faint,
            "SHA-256 of the inner pad and the signing input",
        ));
        lines.extend(hex_lines("inner digest", Ink::Plain, &hmac.inner_digest));
        lines.extend([
            Line::empty(),
            Line::labelled("", Ink::Faint, "each byte XOR 5c"),
        ]);
        lines.extend(hex_lines("outer pad", Ink::Plain, &hmac.outer_pad));
        lines.push(Line::labelled(
            "",
            Ink::Faint,
            "SHA-256 of the outer pad and the inner digest",
        ));
        lines.extend(hex_lines("tag", Ink::Signature, &hmac.tag));
        lines.push(Line::empty());
        lines.extend(self.signature.lines());
        lines
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
