// Known mistakes
//
// Thousands have written these stages before, and most wrong answers are the same
// few. The tests of the stages recognise them and say what went wrong, which says
// more than two long strings that differ. Here are the mistakes themselves: each is
// made, and must be called by its name; the right answer must have none.
//
// Run this file with: cargo test --test known_mistakes

mod diagnosis;

use base64::Engine as _;
use base64::engine::general_purpose::{
    STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD,
};
use diagnosis::{
    Message, hex, hmac, of_base64url, of_expiry, of_json, of_not_before,
};
use jwt_by_hand::printed_token::{
    self, HEADER_JSON as HEADER, PAYLOAD_JSON as PAYLOAD, SECRET,
};
use sha2::{Digest, Sha256};

const MESSAGE: Message<'_> =
    Message { header: HEADER, payload: PAYLOAD, secret: SECRET };

#[test]
fn step_1_json_that_means_the_same() {
    for (found, mistake) in [
        (HEADER, None),
        (r#"{"typ":"JWT","alg":"HS256"}"#, Some(diagnosis::ORDER)),
        (r#"{"alg": "HS256", "typ": "JWT"}"#, Some(diagnosis::SPACES)),
        ("{\"alg\":\"HS256\",\"typ\":\"JWT\"}\n", Some(diagnosis::SPACES)),
        (r#"{"alg":"none","typ":"JWT"}"#, None),
        ("no JSON", None),
    ] {
        assert_eq!(of_json(found, HEADER), mistake, "{found}");
    }
}

#[test]
fn step_2_times_of_another_kind() {
    for (found, mistake) in [
        (PAYLOAD, None),
        (r#"{"id":"123456","iat":1690407762000}"#, Some(diagnosis::MILLISECONDS)),
        (r#"{"id":"123456","iat":"1690407762"}"#, Some(diagnosis::TIME_AS_TEXT)),
        (r#"{"id":"123456","iat":7}"#, None),
        (r#"{"id":"123456"}"#, None),
    ] {
        assert_eq!(of_json(found, PAYLOAD), mistake, "{found}");
    }
}

#[test]
fn step_3_another_base64() {
    let bytes = b"\xfb\xff";
    for (found, mistake) in [
        (URL_SAFE_NO_PAD.encode(bytes), None),
        (STANDARD_NO_PAD.encode(bytes), Some(diagnosis::ALPHABET)),
        (URL_SAFE.encode(bytes), Some(diagnosis::PADDING)),
        (STANDARD.encode(bytes), Some(diagnosis::ALPHABET_AND_PADDING)),
        (hex(bytes), Some(diagnosis::HEX)),
        (URL_SAFE_NO_PAD.encode(hex(bytes)), Some(diagnosis::HEX_ENCODED)),
        (URL_SAFE_NO_PAD.encode("-_8"), Some(diagnosis::ENCODED_TWICE)),
        ("-_9".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(of_base64url(&found, bytes), mistake, "{found}");
    }
}

#[test]
fn step_4_a_part_of_other_json() {
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    for (found, mistake) in [
        (part(HEADER), None),
        (HEADER.to_owned(), Some(diagnosis::NOT_ENCODED)),
        (part(r#"{"typ":"JWT","alg":"HS256"}"#), Some(diagnosis::ORDER)),
        (part(r#"{"alg": "HS256", "typ": "JWT"}"#), Some(diagnosis::SPACES)),
        (part(PAYLOAD), None),
    ] {
        assert_eq!(of_base64url(&found, HEADER.as_bytes()), mistake, "{found}");
    }
}

#[test]
fn step_5_another_signing_input() {
    let token = printed_token::MADE_AGAIN;
    let (signing_input, _) = token.rsplit_once('.').unwrap();
    let (header, payload) = signing_input.split_once('.').unwrap();
    for (found, mistake) in [
        (signing_input.to_owned(), None),
        (format!("{payload}.{header}"), Some(diagnosis::SWAPPED)),
        (format!("{header}{payload}"), Some(diagnosis::NO_DOT)),
        (format!("{header}.{payload}."), Some(diagnosis::TRAILING_DOT)),
        (format!("{HEADER}.{PAYLOAD}"), Some(diagnosis::OVER_JSON)),
        (format!("{HEADER}{PAYLOAD}"), Some(diagnosis::OVER_JSON)),
        (header.to_owned(), Some(diagnosis::OVER_ONE_PART)),
        (payload.to_owned(), Some(diagnosis::OVER_ONE_PART)),
        ("a.b".to_owned(), None),
    ] {
        assert_eq!(MESSAGE.of_signing_input(&found), mistake, "{found}");
        // The same mistake, made only where the tag is computed.
        let tag = hmac(SECRET, &found);
        assert_eq!(MESSAGE.of_tag(&tag), mistake, "{found}");
        let signature = URL_SAFE_NO_PAD.encode(tag);
        assert_eq!(MESSAGE.of_signature(&signature), mistake, "{found}");
    }
}

#[test]
fn step_6_another_tag() {
    let token = printed_token::MADE_AGAIN;
    let (signing_input, _) = token.rsplit_once('.').unwrap();
    let sha256 = |text: String| Sha256::digest(text).to_vec();
    for (found, mistake) in [
        (hmac(SECRET, signing_input), None),
        (sha256(signing_input.into()), Some(diagnosis::NO_SECRET)),
        (sha256(format!("{SECRET}{signing_input}")), Some(diagnosis::NOT_HMAC)),
        (sha256(format!("{signing_input}{SECRET}")), Some(diagnosis::NOT_HMAC)),
        (hmac(signing_input, SECRET), Some(diagnosis::KEY_AND_MESSAGE)),
        // What `Buffer.from('12@34$56', 'base64')` gives in Node.
        (
            hmac([0xd7, 0x6d, 0xf8, 0xe7], signing_input),
            Some(diagnosis::SECRET_DECODED),
        ),
        (hmac("another", signing_input), None),
    ] {
        assert_eq!(MESSAGE.of_tag(&found), mistake, "{}", hex(&found));
    }
}

#[test]
fn step_7_the_hexadecimal_digits_of_the_tag() {
    let token = printed_token::MADE_AGAIN;
    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    let tag = hmac(SECRET, signing_input);
    for (found, mistake) in [
        (signature.to_owned(), None),
        (hex(&tag), Some(diagnosis::HEX)),
        (URL_SAFE_NO_PAD.encode(hex(&tag)), Some(diagnosis::HEX_ENCODED)),
        (format!("{signature}="), Some(diagnosis::PADDING)),
    ] {
        assert_eq!(MESSAGE.of_signature(&found), mistake, "{found}");
        let token = format!("{signing_input}.{found}");
        assert_eq!(MESSAGE.of_token(&token), mistake, "{found}");
    }
    let over_json = format!("{HEADER}.{PAYLOAD}.{signature}");
    assert_eq!(MESSAGE.of_token(&over_json), Some(diagnosis::OVER_JSON));
}

#[test]
fn step_8_times_compared_the_wrong_way_round() {
    // Accepted a second before now, at now, and a second after it.
    assert_eq!(of_expiry([false, false, true]), None);
    assert_eq!(of_expiry([true, true, false]), Some(diagnosis::EXP_REVERSED));
    assert_eq!(of_expiry([true, false, false]), Some(diagnosis::EXP_REVERSED));
    assert_eq!(of_expiry([false, true, true]), Some(diagnosis::EXP_INCLUSIVE));
    // Not written yet.
    assert_eq!(of_expiry([true, true, true]), None);

    assert_eq!(of_not_before([true, true, false]), None);
    assert_eq!(of_not_before([false, true, true]), Some(diagnosis::NBF_REVERSED));
    assert_eq!(of_not_before([false, false, true]), Some(diagnosis::NBF_REVERSED));
    assert_eq!(of_not_before([true, false, false]), Some(diagnosis::NBF_EXCLUSIVE));
    assert_eq!(of_not_before([true, true, true]), None);
}
