//! Mistakes that thousands have made before, recognised. Nothing here accepts
//! a token: it is asked only after a check has said *no*, or to say it.

use crate::base64url;
use crate::signature::{Secret, Wiped, tag_matches};

/// What was given in place of a token, or stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartsMixUp {
    /// The scheme of the `Authorization` header is still in front.
    BearerPrefix,
    /// The credentials are a user's name and password.
    BasicCredentials,
    /// Quotes stand around the token.
    Quotes,
    /// White space stands around the token.
    WhiteSpace,
    /// A JavaScript value that became text.
    JavaScriptValue,
    /// Two parts: the signature is missing.
    NoSignature,
    /// Five parts: an encrypted token (JWE, RFC 7516 §7.1).
    Encrypted,
}

/// What stands around a token that may have its three parts otherwise.
pub(super) fn wrapping(token: &str) -> Option<PartsMixUp> {
    if has_scheme(token, "bearer") {
        Some(PartsMixUp::BearerPrefix)
    } else if has_scheme(token, "basic") {
        Some(PartsMixUp::BasicCredentials)
    } else if token.starts_with(char::is_whitespace)
        || token.ends_with(char::is_whitespace)
    {
        Some(PartsMixUp::WhiteSpace)
    } else if token.starts_with(QUOTES) || token.ends_with(QUOTES) {
        Some(PartsMixUp::Quotes)
    } else {
        None
    }
}

/// Whether the scheme stands in front, in any case (RFC 9110 §11.1), and is all
/// there is or followed by white space.
fn has_scheme(token: &str, scheme: &str) -> bool {
    let Some((found, rest)) = token.trim_start().split_at_checked(scheme.len())
    else {
        return false;
    };
    found.eq_ignore_ascii_case(scheme)
        && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

pub(super) fn of_wrong_parts(token: &str) -> Option<PartsMixUp> {
    wrapping(token).or_else(|| match (token, token.split('.').count()) {
        (
            "undefined" | "null" | "NaN" | "true" | "false" | "[object Object]",
            _,
        ) => Some(PartsMixUp::JavaScriptValue),
        (_, 2) => Some(PartsMixUp::NoSignature),
        (_, 5) => Some(PartsMixUp::Encrypted),
        _ => None,
    })
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

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

/// Tries the mix-ups that can be proved: the tag is right for these characters
/// without a break, or under a secret that is ours, read differently. A forger gains
/// nothing, as the token is refused all the same.
pub(super) fn of_another_tag(
    signing_input: &str,
    tag: &[u8; 32],
    secret: &Secret,
) -> Option<SignatureMixUp> {
    let signed_with = |bytes: Wiped| {
        Secret::insecure_for_lessons(bytes)
            .is_ok_and(|other| tag_matches(signing_input, tag, &other))
    };
    let unbroken: String = signing_input.split_whitespace().collect();
    if tag_matches(unbroken, tag, secret) {
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
