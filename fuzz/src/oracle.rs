//! A strict verifier of HS256, written from the rules and nothing else: compare it
//! with them line by line. It is slow, it explains nothing, and it does not care how
//! long a comparison takes: never use it to protect anything.

pub mod base64url;
pub mod json;

use crate::{Case, Expected};
use json::{Members, Value};

/// Makes the table of the rules: a rule stands here, or it can't be asked for.
macro_rules! rules {
    ($([$($check:literal)+] $($rule:ident)+;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($($rule,)+)+ }

        /// The numbers of the checks, and the rules that each of them asks for.
        pub const RULES: &[(&[u8], &[Rule])] =
            &[$((&[$($check),+], &[$(Rule::$rule),+])),+];
    };
}

rules! {
    // RFC 8725 §3.11 in spirit
    [1] NotEmpty NotTooLong;
    // RFC 7515 §7.1, RFC 9110 §11.1
    [2] NothingAround NoScheme ThreeSegments;
    // RFC 7515 §2, RFC 4648 §3.2, §3.3, §3.5, §5
    [3 8 10] Alphabet SpareBitsAreZero;
    // (at 8, what breaks this one breaks `Has32Bytes` as well)
    [3 10] WholeBytes;
    // RFC 8259 §2 to §8, and for names RFC 7515 §4, RFC 7519 §4
    [4 10] Utf8 NoByteOrderMark Grammar NumberGrammar ControlsAreEscaped
        WholeSurrogatePairs NameOnce AtMost127Deep OneObject NothingBehind;
    // RFC 8259 §6: a number that no 64-bit float holds
    [4 11] NumbersAreFinite;
    // RFC 7515 §4.1.4, §4.1.9
    [4] KidIsText TypIsText;
    // RFC 7515 §4.1.11, RFC 7797 §7
    [5] NoCrit NoB64;
    // RFC 8725 §3.1
    [6] AlgIsHs256;
    // RFC 7515 §4.1.9, RFC 8725 §3.11
    [7] TypeIsExpected TypeIsThere;
    // RFC 7518 §3.2
    [8] Has32Bytes;
    [9] IsTheTag;
    // RFC 7519 §4.1
    [11] TimesAreNumbers PartiesAreText AudienceIsTextOrTexts;
    // RFC 7519 §4.1.4 to §4.1.6
    [12] ExpiryIsThere NotExpired NotTooEarly IssueIsThere NotFromTheFuture NotTooOld;
    // RFC 7519 §4.1.1 to §4.1.3 and §4.1.7, RFC 8725 §3.8, §3.9
    [13] Issuer Subject Audience TokenId NoOtherAudience;
}

/// The check that said *no*, and its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Refusal {
    pub check: u8,
    pub rule: Rule,
}

/// Sits at one of the thirteen checks.
#[derive(Clone, Copy, Default)]
pub struct Judge {
    check: u8,
    left_out: Option<Refusal>,
}

impl Judge {
    fn must(self, rule: Rule, holds: bool) -> Result<(), Refusal> {
        let refusal = Refusal { check: self.check, rule };
        if holds || self.left_out == Some(refusal) { Ok(()) } else { Err(refusal) }
    }
}

/// The token's claims, or the first *no*.
pub fn verify(case: &Case) -> Result<Members, Refusal> {
    verify_without(None, case)
}

/// The same with one rule left out: a verifier that is wrong, to see that a
/// comparison notices it. What the rule forbids is then passed over.
pub fn verify_without(
    left_out: Option<Refusal>,
    case: &Case,
) -> Result<Members, Refusal> {
    let at = |check| Judge { check, left_out };
    let Case { token, secret, expected, now } = case;

    at(1).must(Rule::NotEmpty, !token.is_empty())?;
    let longest = expected.max_length.unwrap_or(8 * 1024);
    at(1).must(Rule::NotTooLong, token.len() <= longest)?;

    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`');
    let is_wrapped = token.starts_with(around) || token.ends_with(around);
    at(2).must(Rule::NothingAround, !is_wrapped)?;
    let first_word = token.split_whitespace().next().unwrap_or("");
    let schemes = ["bearer", "basic"];
    let has_scheme = schemes.contains(&first_word.to_ascii_lowercase().as_str());
    at(2).must(Rule::NoScheme, !has_scheme)?;
    at(2).must(Rule::ThreeSegments, token.split('.').count() == 3)?;
    let (signed, signature) = token.rsplit_once('.').unwrap_or((token, ""));
    let (header, payload) = signed.split_once('.').unwrap_or((signed, ""));

    let header = base64url::decode(at(3), header)?;
    let (header, all_finite) = json::object(at(4), &header)?;
    at(4).must(Rule::NumbersAreFinite, all_finite)?;
    at(4).must(Rule::KidIsText, get(&header, "kid").is_none_or(is_text))?;
    at(4).must(Rule::TypIsText, get(&header, "typ").is_none_or(is_text))?;

    at(5).must(Rule::NoCrit, get(&header, "crit").is_none())?;
    at(5).must(Rule::NoB64, get(&header, "b64").is_none())?;

    at(6).must(Rule::AlgIsHs256, text(&header, "alg") == Some("HS256"))?;

    let wanted = media_type(expected.token_type.as_deref().unwrap_or("JWT"));
    match text(&header, "typ") {
        Some(typ) => at(7).must(Rule::TypeIsExpected, media_type(typ) == wanted)?,
        None => at(7).must(Rule::TypeIsThere, expected.token_type.is_none())?,
    }

    let signature = base64url::decode(at(8), signature)?;
    at(8).must(Rule::Has32Bytes, signature.len() == 32)?;

    let tag = hmac_sha256::HMAC::mac(signed, secret);
    at(9).must(Rule::IsTheTag, signature == tag)?;

    let payload = base64url::decode(at(10), payload)?;
    let (claims, all_finite) = json::object(at(10), &payload)?;

    at(11).must(Rule::NumbersAreFinite, all_finite)?;
    types(at(11), &claims)?;
    times(at(12), &claims, expected, *now)?;
    parties(at(13), &claims, expected)?;
    Ok(claims)
}

fn types(check: Judge, claims: &Members) -> Result<(), Refusal> {
    for (name, value) in claims {
        match (name.as_str(), value) {
            ("exp" | "nbf" | "iat", value) => {
                let is_number = matches!(value, Value::Number(_));
                check.must(Rule::TimesAreNumbers, is_number)?;
            }
            ("iss" | "sub" | "jti", value) => {
                check.must(Rule::PartiesAreText, is_text(value))?;
            }
            ("aud", Value::List(list)) => {
                let are_texts = list.iter().all(is_text);
                check.must(Rule::AudienceIsTextOrTexts, are_texts)?;
            }
            ("aud", value) => {
                check.must(Rule::AudienceIsTextOrTexts, is_text(value))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn times(
    check: Judge,
    claims: &Members,
    expected: &Expected,
    now: f64,
) -> Result<(), Refusal> {
    let leeway = expected.leeway.as_secs_f64();
    match number(claims, "exp") {
        Some(exp) => check.must(Rule::NotExpired, exp + leeway > now)?,
        None => check.must(Rule::ExpiryIsThere, !expected.require_expiry)?,
    }
    if let Some(nbf) = number(claims, "nbf") {
        check.must(Rule::NotTooEarly, nbf - leeway <= now)?;
    }
    if let Some(max_age) = expected.max_age {
        let iat = number(claims, "iat");
        check.must(Rule::IssueIsThere, iat.is_some())?;
        let iat = iat.unwrap_or(now);
        check.must(Rule::NotFromTheFuture, iat - leeway <= now)?;
        let end = iat + max_age.as_secs_f64() + leeway;
        check.must(Rule::NotTooOld, end > now)?;
    }
    Ok(())
}

fn parties(
    check: Judge,
    claims: &Members,
    expected: &Expected,
) -> Result<(), Refusal> {
    for (rule, name, wanted) in [
        (Rule::Issuer, "iss", &expected.issuer),
        (Rule::Subject, "sub", &expected.subject),
        (Rule::TokenId, "jti", &expected.token_id),
    ] {
        let is_right = wanted.is_none() || text(claims, name) == wanted.as_deref();
        check.must(rule, is_right)?;
    }
    match (get(claims, "aud"), &expected.audience) {
        (found, None) => check.must(Rule::NoOtherAudience, found.is_none()),
        (Some(Value::List(list)), Some(wanted)) => {
            check.must(Rule::Audience, list.contains(&Value::Text(wanted.clone())))
        }
        (_, Some(wanted)) => {
            check.must(Rule::Audience, text(claims, "aud") == Some(wanted))
        }
    }
}

/// What has no `/` is read as if `application/` stood in front, and upper and lower
/// case are the same.
fn media_type(typ: &str) -> String {
    let prefix = if typ.contains('/') { "" } else { "application/" };
    [prefix, typ].concat().to_ascii_lowercase()
}

fn get<'a>(members: &'a Members, name: &str) -> Option<&'a Value> {
    members.iter().find(|(other, _)| other == name).map(|(_, value)| value)
}

fn text<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    match get(members, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn number(members: &Members, name: &str) -> Option<f64> {
    match get(members, name) {
        Some(Value::Number(number)) => Some(number.float),
        _ => None,
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}
