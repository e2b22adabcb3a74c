// Two doors beside `verify`, and then every token that differs from ours in one place.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use jwt_by_hand::Check::{
    self, Algorithm, ClaimTypes, HeaderEncoding, HeaderJson, Length, Parties,
    PayloadJson, SignatureMatches, ThreeParts, Type,
};
use jwt_by_hand::base64url::{self, ALPHABET};
use jwt_by_hand::{
    Expectations, Secret, peek_without_verifying, verify, verify_signature,
};

use crate::diagnosis::{expect_none, look_alikes};
use crate::support::{
    HEADER, NOW, PRINTED, SECRET, TOKEN, at, check, error, secret, signed,
    signed_parts,
};

#[test]
fn step_14_the_signature_alone_when_the_payload_is_not_json() {
    let token = signed(r#"{"alg":"HS256"}"#, "plain text");
    let plain = Expectations::new();
    assert_eq!(
        verify_signature(&token, &secret(), &plain),
        Ok(b"plain text".into())
    );
    assert_eq!(error(&token).check(), PayloadJson);
    assert_eq!(
        verify_signature(PRINTED, &secret(), &plain).unwrap_err().check(),
        SignatureMatches
    );
    let not_base64url = signed_parts(&base64url::encode(HEADER), "e31");
    let error = verify_signature(&not_base64url, &secret(), &plain).unwrap_err();
    assert_eq!(error.check(), PayloadJson);
}

#[test]
fn step_15_anyone_can_peek_and_nobody_should_believe_it() {
    let peeked = peek_without_verifying(PRINTED).unwrap();
    assert_eq!(peeked.claims.text("id"), Some("123456"));
    assert_eq!(peeked.header.token_type(), Some("JWT"));

    let forged = format!(
        "{}.{}.",
        base64url::encode(r#"{"alg":"none"}"#),
        base64url::encode(r#"{"id":"admin"}"#)
    );
    assert_eq!(
        peek_without_verifying(&forged).unwrap().claims.text("id"),
        Some("admin")
    );
    assert_eq!(error(&forged).check(), Algorithm);

    for (unreadable, stops_at) in [
        (String::new(), Length),
        ("x".into(), ThreeParts),
        ("=.e30.".into(), HeaderEncoding),
        ("e31.e30.".into(), HeaderEncoding),
        ("W10.e30.".into(), HeaderJson),
        ("e30.e31.".into(), PayloadJson),
        ("e30.W10.".into(), PayloadJson),
    ] {
        assert_eq!(
            peek_without_verifying(&unreadable).unwrap_err().check(),
            stops_at
        );
    }
    let wrong_type = format!("e30.{}.", base64url::encode(r#"{"exp":"x"}"#));
    assert_eq!(
        peek_without_verifying(&wrong_type).unwrap_err().check(),
        ClaimTypes
    );
}

#[test]
fn step_16_every_bit_of_the_tag_counts() {
    let (signing_input, signature) = TOKEN.rsplit_once('.').unwrap();
    let tag = base64url::decode(signature).unwrap();
    for bit in 0..256 {
        let mut wrong = tag.clone();
        wrong[bit / 8] ^= 1 << (bit % 8);
        let forged = format!("{signing_input}.{}", base64url::encode(wrong));
        assert_eq!(error(&forged).check(), SignatureMatches, "bit {bit}");
    }
}

#[test]
fn step_17_every_character_of_the_token_counts() {
    // Each of the 124 characters replaced by each of the 64 of the alphabet
    // that it is not. Nothing is accepted; here is where they stop.
    let mut stopped: BTreeMap<((u8, &str), Check), usize> = BTreeMap::new();
    let (dot_1, dot_2) = (TOKEN.find('.').unwrap(), TOKEN.rfind('.').unwrap());
    for (place, original) in TOKEN.char_indices() {
        let part = match place {
            _ if original == '.' => (0, "a dot"),
            _ if place < dot_1 => (1, "the header"),
            _ if place < dot_2 => (2, "the payload"),
            _ => (3, "the signature"),
        };
        for other in ALPHABET.chars().filter(|other| *other != original) {
            let forged =
                format!("{}{other}{}", &TOKEN[..place], &TOKEN[place + 1..]);
            let error = check(&forged).expect_err(&forged);
            *stopped.entry((part, error.check())).or_default() += 1;
        }
    }
    let table: Vec<String> = stopped
        .iter()
        .map(|(((_, part), check), count)| {
            let number = check.number();
            format!(
                "{count:>4} in {part} stop at check {number}: {}",
                check.statement()
            )
        })
        .collect();
    assert_snapshot!(table.join("\n"));
}

#[test]
fn step_18_every_shorter_and_every_longer_token_is_refused() {
    for length in 0..TOKEN.len() {
        assert!(check(&TOKEN[..length]).is_err(), "{length}");
    }
    for more in ALPHABET.chars().chain(['.', '=', ' ', '\n', '\0', 'é']) {
        assert!(check(&format!("{TOKEN}{more}")).is_err(), "{more:?} behind");
        assert!(check(&format!("{more}{TOKEN}")).is_err(), "{more:?} in front");
    }
}

#[test]
fn step_19_text_is_taken_as_it_comes() {
    let plain = Expectations::new;
    // What looks like the word that is asked for, in the token, and nothing else of it.
    let mut cases = Vec::new();
    for (other, mistake) in look_alikes("HS256") {
        let alg = serde_json::json!({ "alg": other }).to_string();
        cases.push((alg, "{}".to_owned(), plain(), Algorithm, mistake));
    }
    for (other, mistake) in
        look_alikes("JWT").into_iter().filter(|(other, _)| other != "jwt")
    {
        let typ = serde_json::json!({ "alg": "HS256", "typ": other }).to_string();
        cases.push((typ, "{}".to_owned(), plain(), Type, mistake));
    }
    for (claim, expected) in [
        ("iss", plain().issuer("login")),
        ("sub", plain().subject("login")),
        ("aud", plain().audience("login")),
        ("jti", plain().token_id("login")),
    ] {
        for (other, mistake) in look_alikes("login") {
            let claims = serde_json::json!({ claim: other }).to_string();
            cases.push((
                HEADER.to_owned(),
                claims,
                expected.clone(),
                Parties,
                mistake,
            ));
        }
        for (name, mistake) in look_alikes(claim) {
            let claims = serde_json::json!({ &*name: "login" }).to_string();
            cases.push((
                HEADER.to_owned(),
                claims,
                expected.clone(),
                Parties,
                mistake,
            ));
        }
    }
    for (header, claims, expected, stops_at, mistake) in cases {
        let outcome =
            verify(&signed(&header, &claims), &secret(), &expected, at(NOW));
        let shown = format!("{header} {claims} for {expected:?}");
        expect_none(&shown, outcome.is_ok().then_some(mistake));
        let stopped = outcome.err().map(|error| error.check());
        assert_eq!(stopped, Some(stops_at), "{shown}");
    }

    // A name that looks like `exp`, and is none, says nothing about the time.
    for (name, mistake) in look_alikes("exp") {
        let claims = serde_json::json!({ &*name: 1 }).to_string();
        let outcome = check(&signed(HEADER, &claims));
        expect_none(&claims, outcome.is_err().then_some(mistake));
    }
    // The secret, and the token itself.
    for (other, mistake) in look_alikes(SECRET) {
        let other = Secret::insecure_for_lessons(&other).unwrap();
        let outcome = verify(TOKEN, &other, &plain(), at(NOW));
        expect_none(
            format!("{TOKEN} under another secret"),
            outcome.is_ok().then_some(mistake),
        );
    }
    for (other, mistake) in look_alikes(TOKEN) {
        expect_none(format!("{other:?}"), check(&other).is_ok().then_some(mistake));
    }
}
