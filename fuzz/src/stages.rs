//! What holds of any bytes whatever, a function for each stage. It panics where something
//! does not hold. libFuzzer looks for bytes that make it panic, and is told which of them
//! reach code that no others did: see [`crate::corpus`].

use std::error::Error;
use std::time::Duration;

use hmac_sha256::HMAC;
use jwt_by_hand::walkthrough::{
    self, Checking, Hashing, Making, Outcome, TakenApart,
};
use jwt_by_hand::{Claims, Header, NumericDate, Secret, UnverifiedHeader};
use jwt_by_hand::{base64url as ours, inside, printed_token, signature as signing};

use crate::compare::{Answers, expectations, is_equal, secret};
use crate::oracle::base64url::{decoded, encode};
use crate::oracle::json::{Value, parsed};
use crate::{Case, Expected};

/// Panics where something does not hold of these bytes.
type Holds = fn(&[u8]);

/// In the order of the chapters.
pub const STAGES: &[(&str, Holds)] = &[
    ("base64url", base64url),
    ("json", json),
    ("header", header),
    ("payload", payload),
    ("signature", signature),
    ("verify", verify),
    ("walkthrough", walkthrough),
];

/// Bytes become one text, and a text becomes bytes or is refused, as the oracle says.
fn base64url(bytes: &[u8]) {
    let text = ours::encode(bytes);
    assert_eq!(text, encode(bytes));
    assert_eq!(ours::decode(&text).as_deref(), Ok(bytes));
    let groups = ours::six_bit_groups(bytes).into_iter();
    let characters = groups.map(|group| ours::ALPHABET.as_bytes()[group as usize]);
    assert!(characters.eq(text.bytes()));

    let text = String::from_utf8_lossy(bytes);
    let read = ours::decode(&text);
    assert_eq!(read.as_ref().ok(), decoded(&text).as_ref());
    match read {
        Ok(bytes) => assert_eq!(ours::encode(bytes), text),
        Err(error) => says_something(&error),
    }
}

/// A value is read as the oracle and `serde_json` read it, and written so that both read
/// the same.
fn json(bytes: &[u8]) {
    let json = format!(r#"{{"a":{}}}"#, String::from_utf8_lossy(bytes));
    let oracle = parsed(&json);
    let theirs: Option<serde_json::Value> = serde_json::from_str(&json).ok();
    let read = Claims::from_json(json.as_bytes());
    let Some(value) = oracle else {
        assert!(read.is_err());
        return;
    };
    // Text that closes our object may bring an `exp` of the wrong type.
    let Ok(claims) = read else {
        assert_ne!(claims_of(&value), 1);
        return;
    };
    // It reads all that we do, and more: it takes the last of two that have one name.
    assert!(is_equal(&value, &theirs.expect("what we read is JSON")));
    let written = claims.to_json();
    let read_again = parsed(&written).expect("what we write is JSON");
    assert!(is_written(&read_again, &value));
    is_read_again(&written);
}

/// A header of any text is read back, and any JSON gets the answer of the oracle.
fn header(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (typ, kid) = text.split_once('\n').unwrap_or((&text, ""));
    let written = Header::new().with_type(typ).with_key_id(kid);
    let read = UnverifiedHeader::from_json(written.to_json().as_bytes());
    let read = read.expect("our own header");
    let parameters = [read.algorithm(), read.token_type(), read.key_id()];
    assert_eq!(parameters, [Some("HS256"), Some(typ), Some(kid)]);

    if let Err(error) = UnverifiedHeader::from_json(bytes) {
        says_something(&error);
    }
    answers_agree(&signed(bytes, b"{}"));
}

/// Any JSON gets the answer of the oracle, and claims that are read are written so that
/// they are read again.
fn payload(bytes: &[u8]) {
    answers_agree(&signed(HEADER, bytes));
    match Claims::from_json(bytes) {
        Ok(claims) => {
            let written = claims.to_json();
            assert_eq!(claims.to_base64url(), encode(&written));
            is_read_again(&written);
        }
        Err(error) => says_something(&error),
    }
}

/// Three ways to the tag, and no other tag matches. The first byte is the length of the
/// secret.
fn signature(bytes: &[u8]) {
    let (length, rest) = bytes.split_first().unwrap_or((&0, bytes));
    let (key, message) = rest.split_at(rest.len().min((*length).into()));
    let (flips, message) = message.split_first().unwrap_or((&0, message));
    for made in [
        Secret::from_bytes(key),
        Secret::from_text(&String::from_utf8_lossy(key)),
        Secret::from_base64url(&String::from_utf8_lossy(key)),
    ] {
        match made {
            Ok(secret) => assert!(secret.len() >= Secret::SHORTEST),
            Err(error) => says_something(&error),
        }
    }
    let Ok(secret) = Secret::insecure_for_lessons(key) else {
        assert!(key.is_empty());
        return;
    };
    let tag = signing::tag(message, &secret);
    assert_eq!(*tag.as_bytes(), HMAC::mac(message, key));
    assert_eq!(*tag.as_bytes(), inside::hmac::hmac(key, message));
    assert_eq!(Hashing::new(message).digest(), hmac_sha256::Hash::hash(message));
    assert!(signing::tag_matches(message, &tag, &secret));

    let mut other = *tag.as_bytes();
    other[usize::from(flips / 8)] ^= 1 << (flips % 8);
    let other = signing::Tag::from_bytes(other);
    assert!(!signing::tag_matches(message, &other, &secret));
}

/// The oracle's answer, whatever the token and whatever is expected. And no refusal gives
/// away what the tag should have been.
fn verify(bytes: &[u8]) {
    let case = case(bytes);
    let answers = answers_agree(&case);
    let Err(no) = answers.ours else { return };
    says_something(&no);
    let (signed, _) = case.token.rsplit_once('.').unwrap_or((&case.token, ""));
    let tag = encode(HMAC::mac(signed, &case.secret));
    if !case.token.contains(&tag) {
        assert!(!format!("{no} {no:?} {}", no.explain()).contains(&tag));
    }
}

/// It says what `verify` says, and all of it can be shown.
fn walkthrough(bytes: &[u8]) {
    let case = case(bytes);
    let answer = answers_agree(&case).ours;
    let now = NumericDate::from_fractional_seconds(case.now).expect("a finite now");
    let (secret, expected) = (secret(&case.secret), expectations(&case.expected));
    let checking = Checking::new(&case.token, &secret, &expected, now);
    let stopped_at =
        checking.rows.iter().find(|row| row.outcome != Outcome::Passed);
    assert_eq!(
        stopped_at.map(|row| row.check),
        answer.as_ref().err().map(|no| no.check())
    );
    assert_eq!(checking.to_value()["accepted"], answer.is_ok());
    assert!(checking.lines().len() > 13);

    let apart = TakenApart::new(&case.token).to_value();
    assert!(apart.is_object(), "{apart}");

    let read = |part: Option<String>| part.unwrap_or("no object".to_owned());
    let header = walkthrough::header(&read(checking.header_json));
    let payload = walkthrough::payload(&read(checking.payload_json));
    if let (Ok(header), Ok(payload)) = (header, payload) {
        let making = Making::new(header, payload, &secret);
        assert_eq!(making.token, case.token);
        assert!(making.lines().count() > 20);
        assert!(making.to_value().is_object());
    }
}

const HEADER: &[u8] = printed_token::HEADER_JSON.as_bytes();
const SECRET: &str = "a text of 32 bytes, or of more!!";

/// A token of this header and this payload, rightly signed.
fn signed(header: &[u8], payload: &[u8]) -> Case {
    let signed = format!("{}.{}", encode(header), encode(payload));
    let tag = encode(HMAC::mac(&signed, SECRET));
    whole(format!("{signed}.{tag}"))
}

fn whole(token: String) -> Case {
    let now = printed_token::ISSUED_AT as f64;
    Case { token, secret: SECRET.into(), expected: Expected::default(), now }
}

/// The first line has a letter for each thing that is expected. The second is a header,
/// and what follows a payload; or a whole token, after a `w` in the first.
fn case(bytes: &[u8]) -> Case {
    let mut lines = bytes.splitn(2, |byte| *byte == b'\n');
    let letters = lines.next().unwrap_or_default();
    let rest = lines.next().unwrap_or_default();
    let mut lines = rest.splitn(2, |byte| *byte == b'\n');
    let [header, payload] = [(); 2].map(|()| lines.next().unwrap_or_default());
    let has = |letter| letters.contains(&letter);
    let text = |letter| has(letter).then(|| char::from(letter).to_string());
    let mut case = if has(b'w') {
        whole(String::from_utf8_lossy(rest).into_owned())
    } else {
        signed(header, payload)
    };
    if has(b'x') {
        // The signature's first character becomes another.
        let place = case.token.rfind('.').map_or(0, |dot| dot + 1);
        let other = if case.token[place..].starts_with('A') { "B" } else { "A" };
        if case.token.is_char_boundary(place + 1) {
            case.token.replace_range(place..place + 1, other);
        }
    }
    case.expected = Expected {
        max_length: has(b'm').then_some(150),
        token_type: text(b't'),
        leeway: Duration::from_secs(if has(b'l') { 60 } else { 0 }),
        require_expiry: has(b'e'),
        max_age: has(b'o').then_some(Duration::from_secs(3600)),
        issuer: text(b'i'),
        subject: text(b's'),
        audience: text(b'a'),
        token_id: text(b'j'),
    };
    case
}

fn answers_agree(case: &Case) -> Answers {
    let answers = Answers::to(case);
    assert!(answers.agree(), "{case:?}\n{answers:?}");
    answers
}

fn says_something(error: &dyn Error) {
    assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty());
}

fn claims_of(value: &Value) -> usize {
    if let Value::Object(members) = value { members.len() } else { 0 }
}

/// What we write is spelled as we would spell it.
fn is_read_again(written: &str) {
    let again = Claims::from_json(written.as_bytes()).expect("our own claims");
    assert_eq!(again.to_json(), written);
}

/// The same value, spelled as JavaScript does: `1.0` as `1`, and `-0` as `0`.
fn is_written(written: &Value, value: &Value) -> bool {
    match (written, value) {
        (Value::Number(written), Value::Number(value)) => {
            let is_exact = value.whole.is_none() || written.whole == value.whole;
            is_exact && written.float == value.float
        }
        (Value::List(written), Value::List(values)) => {
            let mut pairs = written.iter().zip(values);
            written.len() == values.len()
                && pairs.all(|(written, value)| is_written(written, value))
        }
        (Value::Object(written), Value::Object(members)) => {
            let mut pairs = written.iter().zip(members);
            written.len() == members.len()
                && pairs.all(|(written, member)| {
                    written.0 == member.0 && is_written(&written.1, &member.1)
                })
        }
        (written, value) => written == value,
    }
}
