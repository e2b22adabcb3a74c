//! What stands in the place of a token, or around it.

use super::error::PartsMixUp;

/// What stands around a token that may have its three parts otherwise. Whoever strips
/// it without a word takes a token that is not the one that was sent.
pub(super) fn around(token: &str) -> Option<PartsMixUp> {
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

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Whether the scheme stands in front, in any case ([RFC 9110 §11.1]), and is all
/// there is or followed by white space.
///
/// [RFC 9110 §11.1]: https://www.rfc-editor.org/rfc/rfc9110#section-11.1
fn has_scheme(token: &str, scheme: &str) -> bool {
    let Some((found, rest)) = token.trim_start().split_at_checked(scheme.len())
    else {
        return false;
    };
    found.eq_ignore_ascii_case(scheme)
        && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// What a text of so many parts is, if it has not three.
pub(super) fn in_place_of(token: &str, parts: usize) -> Option<PartsMixUp> {
    let javascript =
        ["undefined", "null", "NaN", "true", "false", "[object Object]"];
    match parts {
        _ if javascript.contains(&token) => Some(PartsMixUp::JavaScriptValue),
        2 => Some(PartsMixUp::NoSignature),
        5 => Some(PartsMixUp::Encrypted),
        _ => None,
    }
}
