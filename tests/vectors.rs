// Known answers
//
// Nobody should believe a crate that only agrees with itself. These tokens and
// tags were made by others: the RFCs, and Node's `jsonwebtoken`.
//
// vectors/standards.json holds RFC 7515 A.1, RFC 7520 §4.4 and RFC 4231, checked
// with Python's `hmac`; vectors/node.json was made by vectors/node.mjs.
//
// Run this file with: cargo test --test vectors

use std::time::Duration;

use jwt_by_hand::signature::{tag, tag_matches};
use jwt_by_hand::{
    Check, Claims, Expectations, Header, NumericDate, Secret, Tag, printed_token,
    sign, verify, verify_signature,
};
use serde_json::Value;

fn standards() -> Value {
    serde_json::from_str(include_str!("vectors/standards.json")).unwrap()
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap_or_else(|| panic!("{name} in {vector}"))
}

fn bytes(vector: &Value, name: &str) -> Vec<u8> {
    let digits = text(vector, name);
    (0..digits.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&digits[place..place + 2], 16).unwrap())
        .collect()
}

#[test]
fn step_1_hmac_sha256_of_rfc_4231() {
    let vectors = standards();
    let vectors = vectors["rfc4231"].as_array().unwrap();
    assert_eq!(vectors.len(), 6);
    for vector in vectors {
        let secret =
            Secret::insecure_for_lessons(bytes(vector, "key_hex")).unwrap();
        let (data, known) =
            (bytes(vector, "data_hex"), bytes(vector, "hmac_sha256_hex"));
        assert_eq!(tag(&data, &secret).as_bytes().to_vec(), known);
        assert!(tag_matches(&data, &tag_of(known), &secret));
    }
}

#[test]
fn step_2_the_first_token_ever_printed_rfc_7515_a_1() {
    let vector = &standards()["rfc7515_a1"];
    let secret = Secret::from_base64url(text(vector, "key_base64url")).unwrap();
    let token = text(vector, "token");

    // It is from 2011: a second before its `exp` it is good, then no longer.
    let exp = 1_300_819_380;
    let at = |seconds| {
        verify(
            token,
            &secret,
            &Expectations::new(),
            NumericDate::from_seconds(seconds),
        )
    };
    assert_eq!(at(exp - 1).unwrap().text("iss"), Some("joe"));
    assert_eq!(at(exp).unwrap_err().check(), Check::Time);

    // Its JSON has line breaks, and those are signed.
    let header = jwt_by_hand::walkthrough::header(text(vector, "header")).unwrap();
    let payload =
        jwt_by_hand::walkthrough::payload(text(vector, "payload")).unwrap();
    let making = jwt_by_hand::walkthrough::Making::new(header, payload, &secret);
    assert_eq!(making.token, token);
}

#[test]
fn step_3_plain_text_signed_rfc_7520_4_4() {
    let vector = &standards()["rfc7520_4_4"];
    let secret = Secret::from_base64url(text(vector, "key_base64url")).unwrap();
    let token = text(vector, "token");
    let payload = verify_signature(token, &secret, &Expectations::new()).unwrap();
    assert_eq!(payload, text(vector, "payload").as_bytes());

    let now = NumericDate::from_seconds(0);
    let error = verify(token, &secret, &Expectations::new(), now).unwrap_err();
    assert_eq!(error.check(), Check::PayloadJson);
}

#[test]
fn step_4_the_printed_token() {
    let vector = &standards()["printed"];
    let (signing_input, printed) = text(vector, "token").rsplit_once('.').unwrap();
    let right = text(vector, "signature_under_the_printed_secret");
    assert_eq!(text(vector, "secret"), printed_token::SECRET);
    assert_eq!(text(vector, "token"), printed_token::TOKEN);
    let secret = Secret::insecure_for_lessons(printed_token::SECRET).unwrap();
    assert_eq!(tag(signing_input, &secret).to_base64url(), right);
    assert_ne!(printed, right);
    assert_eq!(printed_token::MADE_AGAIN, format!("{signing_input}.{right}"));
}

#[test]
fn step_5_node_makes_the_same_bytes() {
    let vectors: Value =
        serde_json::from_str(include_str!("vectors/node.json")).unwrap();
    assert_eq!(text(&vectors, "source"), "jsonwebtoken 9.0.3");
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 24);
    for vector in vectors {
        let secret = Secret::insecure_for_lessons(text(vector, "secret")).unwrap();
        let token = sign(&header(vector), &claims(vector), &secret);
        assert_eq!(token, text(vector, "token"), "{}", text(vector, "name"));
    }
}

#[test]
fn step_6_and_what_node_makes_is_accepted() {
    let vectors: Value =
        serde_json::from_str(include_str!("vectors/node.json")).unwrap();
    for vector in vectors["vectors"].as_array().unwrap() {
        let secret = Secret::insecure_for_lessons(text(vector, "secret")).unwrap();
        let expected = match vector["options"]["audience"] {
            Value::String(ref audience) => Expectations::new().audience(audience),
            Value::Array(ref list) => {
                Expectations::new().audience(list[1].as_str().unwrap())
            }
            _ => Expectations::new(),
        };
        let expected = match vector["options"]["header"]["typ"].as_str() {
            Some(typ) => expected.token_type(typ),
            None => expected,
        };
        let now = claims(vector).time("nbf").unwrap_or(ISSUED);
        let verified = verify(text(vector, "token"), &secret, &expected, now)
            .unwrap_or_else(|error| panic!("{}: {error}", text(vector, "name")));
        assert_eq!(verified.into_claims().to_json(), claims(vector).to_json());
    }
}

#[test]
fn step_7_where_node_breaks_a_key_id_we_refuse_it() {
    // Node writes the header as Latin-1: `keyid: 'clé'` gives a byte that is
    // not UTF-8, so the header is no JSON (RFC 7515 §4, RFC 8259 §8.1).
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImNs6SJ9.eyJpYXQiOjE2OTA0MDc3NjJ9.z7f6VyuXQOxx_TdeH2iIV7V_iyPn9sH0Y_XvQ5sqvg0";
    let secret = Secret::from_text("a text of 32 bytes, or of more!!").unwrap();
    let error = verify(token, &secret, &Expectations::new(), ISSUED).unwrap_err();
    assert_eq!(error.check(), Check::HeaderJson);
    assert!(tag_matches(
        token.rsplit_once('.').unwrap().0,
        &tag_of(signature_of(token)),
        &secret
    ));
}

const ISSUED: NumericDate = NumericDate::from_seconds(1_690_407_762);

fn tag_of(bytes: Vec<u8>) -> Tag {
    Tag::from_bytes(bytes.try_into().unwrap())
}

fn signature_of(token: &str) -> Vec<u8> {
    jwt_by_hand::base64url::decode(token.rsplit_once('.').unwrap().1).unwrap()
}

/// What Node's options `keyid` and `header` ask for.
fn header(vector: &Value) -> Header {
    let options = &vector["options"];
    let mut header = Header::new();
    if let Some(kid) = options["keyid"].as_str() {
        header = header.with_key_id(kid);
    }
    if let Some(typ) = options["header"]["typ"].as_str() {
        header = header.with_type(typ);
    }
    header
}

/// What Node makes of a payload and its options, in Node's order.
fn claims(vector: &Value) -> Claims {
    let options = &vector["options"];
    let mut claims = Claims::from(vector["payload"].as_object().unwrap().clone());
    let issued = claims.time("iat").unwrap_or(ISSUED);
    let lifetime =
        |name| vector["seconds"][name].as_f64().map(Duration::from_secs_f64);
    if let Some(wait) = lifetime("notBefore") {
        claims = claims.not_before(issued + wait);
    }
    if let Some(lifetime) = lifetime("expiresIn") {
        claims = claims.expires_at(issued + lifetime);
    }
    claims = match &options["audience"] {
        Value::Array(list) => {
            claims.audiences(list.iter().map(|one| one.as_str().unwrap()))
        }
        Value::String(audience) => claims.audience(audience),
        _ => claims,
    };
    if let Some(issuer) = options["issuer"].as_str() {
        claims = claims.issuer(issuer);
    }
    if let Some(subject) = options["subject"].as_str() {
        claims = claims.subject(subject);
    }
    if let Some(id) = options["jwtid"].as_str() {
        claims = claims.token_id(id);
    }
    claims
}
