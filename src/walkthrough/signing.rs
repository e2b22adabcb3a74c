//! HMAC-SHA256 with its insides: two passes of SHA-256, with the secret in
//! front of each ([RFC 2104 §2]).
//!
//! [RFC 2104 §2]: https://www.rfc-editor.org/rfc/rfc2104#section-2

use serde_json::{Value, json};

use super::encoding::{Encoding, hex, hex_lines};
use super::inside::{TwoPasses, filled};
use super::text::{Ink, Line};
use crate::signature::{Secret, tag};

/// A signature in the making.
pub struct Signing {
    /// The characters that are signed: header, dot, payload.
    pub signing_input: String,
    /// The way to the tag.
    pub hmac: TwoPasses,
    /// The tag, and the base64url that it becomes. It comes from the stage itself: what
    /// is shown is what signs.
    pub signature: Encoding,
}

impl Signing {
    /// Signs, and keeps every value on the way.
    ///
    /// ```
    /// use jwt_by_hand::{walkthrough::Signing, Secret};
    ///
    /// let secret = Secret::insecure_for_lessons("12@34$56")?;
    /// let signing = Signing::new("eyJhbGciOiJIUzI1NiJ9.e30", &secret);
    /// assert_eq!(signing.hmac.key_block[..9], *b"12@34$56\0");
    /// assert_eq!(signing.hmac.inner_pad()[0], b'1' ^ 0x36);
    /// # Ok::<(), jwt_by_hand::SecretError>(())
    /// ```
    pub fn new(signing_input: &str, secret: &Secret) -> Signing {
        let tag = tag(signing_input, secret);
        Signing {
            signing_input: signing_input.to_owned(),
            hmac: TwoPasses::new(signing_input, secret),
            signature: Encoding::of_bytes(Ink::Signature, tag.as_bytes()),
        }
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
                "padded_key": hex(&hmac.key_block),
                "inner_pad": hex(hmac.inner_pad()),
                "inner_digest": hex(&hmac.inner.digest()),
                "outer_pad": hex(hmac.outer_pad()),
                "tag": hex(&self.signature.bytes),
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
        lines.extend(hex_lines("padded key", Ink::Plain, &hmac.key_block));
        lines.extend([
            Line::empty(),
            Line::labelled("", Ink::Faint, "each byte XOR 36"),
        ]);
        lines.extend(hex_lines("inner pad", Ink::Plain, hmac.inner_pad()));
        lines.push(Line::labelled(
            "",
            Ink::Faint,
            "SHA-256 of the inner pad and the signing input",
        ));
        lines.extend(hex_lines("inner digest", Ink::Plain, &hmac.inner.digest()));
        lines.extend([
            Line::empty(),
            Line::labelled("", Ink::Faint, "each byte XOR 5c"),
        ]);
        lines.extend(hex_lines("outer pad", Ink::Plain, hmac.outer_pad()));
        lines.push(Line::labelled(
            "",
            Ink::Faint,
            "SHA-256 of the outer pad and the inner digest",
        ));
        lines.extend(hex_lines("tag", Ink::Signature, &self.signature.bytes));
        lines.push(Line::empty());
        lines.extend(self.signature.lines());
        lines
    }
}
