//! Why a signature doesn't match: asked after a refusal, by who wants to know.
//!
//! Nothing here accepts a token, and [`verify`](mod@crate::verify) never comes here:
//! it costs up to seven tags to find out. And it speaks of *your* secret, so what it
//! says is for you and your log, not for whoever sent the token.

use crate::base64url;
use crate::explain::Explanation;
use crate::signature::{Secret, Tag, Wiped, tag_matches};
use crate::verify::VerifyError;

/// The error taken apart, with the cause of a mismatch where that can be proved.
///
/// ```
/// use jwt_by_hand::{sign, verify, why, Claims, Expectations, Header, NumericDate, Secret};
///
/// let signers = Secret::from_text("a text of 32 bytes, or of more!!\n")?;
/// let token = sign(&Header::new(), &Claims::new(), &signers);
///
/// let ours = Secret::from_text("a text of 32 bytes, or of more!!")?;
/// let now = NumericDate::from_seconds(1_690_407_762);
/// let error = verify(&token, &ours, &Expectations::new(), now).unwrap_err();
/// let cause = why::explain(&error, &token, &ours).likely_cause.unwrap();
/// assert_eq!(cause, "the signer's secret ends with a line break that yours has not");
/// # Ok::<(), jwt_by_hand::SecretError>(())
/// ```
pub fn explain(error: &VerifyError, token: &str, secret: &Secret) -> Explanation {
    match error {
        VerifyError::SignatureMismatch => match mix_up(token, secret) {
            Some(mix_up) => error.explain().because(mix_up.cause()),
            None => error.explain(),
        },
        _ => error.explain(),
    }
}

/// Why a signature doesn't match, where that can be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureMixUp {
    /// The signer decoded the secret's text from base64, we took it as it is.
    SignerDecodedIt,
    /// We decoded the secret's text from base64url, the signer took it as it is.
    SignerTookTheText,
    /// Our secret has white space or quotes around it, the signer's has not.
    OursIsWrapped,
    /// The signer's secret ends with a line break, ours does not.
    SignersEndsWithALineBreak,
    /// White space stands in the payload, and the signer signed it without.
    WhiteSpaceInThePayload,
}

impl SignatureMixUp {
    /// What happened, in words for whoever holds the secret.
    pub fn cause(self) -> &'static str {
        match self {
            SignatureMixUp::SignerDecodedIt => {
                "the signer decodes the secret from base64 and you take its text; \
                 both must do the same"
            }
            SignatureMixUp::SignerTookTheText => {
                "the signer takes the secret's text and you decode it from \
                 base64url; both must do the same"
            }
            SignatureMixUp::OursIsWrapped => {
                "your secret has white space or quotes around it that the signer's \
                 has not"
            }
            SignatureMixUp::SignersEndsWithALineBreak => {
                "the signer's secret ends with a line break that yours has not"
            }
            SignatureMixUp::WhiteSpaceInThePayload => {
                "the token was copied with a space or a line break in its payload; \
                 without it the signature matches"
            }
        }
    }
}

/// Tries the mix-ups that can be proved: the tag is right for these characters
/// without a break, or under a secret that is ours, read differently. A forger gains
/// nothing, as the token is refused all the same.
pub fn mix_up(token: &str, secret: &Secret) -> Option<SignatureMixUp> {
    let (signing_input, signature) = token.rsplit_once('.')?;
    let tag = base64url::decode(signature).ok()?.try_into().ok()?;
    let tag = Tag::from_bytes(tag);
    let signed_with = |bytes: Wiped| {
        Secret::insecure_for_lessons(bytes)
            .is_ok_and(|other| tag_matches(signing_input, &tag, &other))
    };
    let unbroken: String = signing_input.split_whitespace().collect();
    if tag_matches(unbroken, &tag, secret) {
        return Some(SignatureMixUp::WhiteSpaceInThePayload);
    }
    if signed_with(Wiped(base64url::encode(secret.bytes()).into_bytes())) {
        return Some(SignatureMixUp::SignerTookTheText);
    }
    let text = std::str::from_utf8(secret.bytes()).ok()?;
    if decoded_from_base64(text).is_some_and(signed_with) {
        return Some(SignatureMixUp::SignerDecodedIt);
    }
    let wrapped =
        |character: char| character.is_whitespace() || QUOTES.contains(&character);
    if text.starts_with(wrapped) || text.ends_with(wrapped) {
        let bare = text.trim_matches(wrapped);
        return signed_with(Wiped(bare.into()))
            .then_some(SignatureMixUp::OursIsWrapped);
    }
    ["\n", "\r\n"]
        .into_iter()
        .any(|line_break| {
            signed_with(Wiped([text, line_break].concat().into_bytes()))
        })
        .then_some(SignatureMixUp::SignersEndsWithALineBreak)
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Reads either alphabet, with padding or without.
fn decoded_from_base64(text: &str) -> Option<Wiped> {
    let bytes = text.trim_end_matches('=').bytes();
    let text = Wiped(
        bytes
            .map(|byte| match byte {
                b'+' => b'-',
                b'/' => b'_',
                other => other,
            })
            .collect(),
    );
    Wiped::from_base64url(std::str::from_utf8(text.as_ref()).ok()?)
}
