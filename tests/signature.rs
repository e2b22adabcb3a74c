// The signature
//
// The third part of a token proves that somebody with the secret made the
// other two. The characters `header.payload` and the secret go into
// HMAC-SHA256; 32 bytes, the tag, come out:
//
//     signing input  →  HMAC-SHA256  →  32 bytes  →  base64url
//
// It is a MAC and not a hash: anyone can compute a hash, but only those who
// know the secret can compute this.
//
// Run this file with: cargo test --test signature

mod diagnosis;

use diagnosis::{Message, expect_none, of_hmac, of_secret};
use insta::assert_snapshot;
use jwt_by_hand::signature::{signing_input, tag, tag_matches};
use jwt_by_hand::walkthrough::Signing;
use jwt_by_hand::{
    Claims, Header, NumericDate, Secret, SecretError, Tag, base64url, sign,
};

const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
const PAYLOAD: &str = "eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0";
const LONG_ENOUGH: &str = "a text of 32 bytes, or of more!!";

/// What the printed token is made of.
const MESSAGE: Message<'_> = Message {
    header: r#"{"alg":"HS256","typ":"JWT"}"#,
    payload: r#"{"id":"123456","iat":1690407762}"#,
    secret: "12@34$56",
};

fn printed_secret() -> Secret {
    Secret::insecure_for_lessons("12@34$56").unwrap()
}

#[test]
fn step_1_the_signing_input_is_two_parts_and_a_dot() {
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(NumericDate::from_seconds(1_690_407_762));
    let signing_input = signing_input(&Header::new(), &claims);
    let signing_input = String::from_utf8_lossy(&signing_input);
    expect_none(&signing_input, MESSAGE.of_signing_input(&signing_input));
    assert_snapshot!(signing_input, @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0");
}

#[test]
fn step_2_the_tag_is_32_bytes() {
    let tag = tag(format!("{HEADER}.{PAYLOAD}"), &printed_secret());
    expect_none(hex(tag.as_bytes()), MESSAGE.of_tag(tag.as_bytes()));
    assert_snapshot!(hex(tag.as_bytes()), @"977f238b83eed5fb7a31a9254e603c5b17df689baa25c53adcfc2b6f52e3a389");
}

#[test]
fn step_2_hmac_fills_the_secret_up_to_a_block() {
    // The walkthrough shows the insides, from the bytes that your secret keeps.
    let signing = Signing::new("header.payload", &printed_secret());
    let (secret, zeros) = signing.hmac.key_block.split_at(8);
    assert_eq!(secret, b"12@34$56");
    assert_eq!(zeros, [0; 56]);
    let right = tag("header.payload", &printed_secret());
    assert_eq!(signing.hmac.tag(), *right.as_bytes());

    // A block has 64 bytes, and one byte more makes another way of it.
    for length in [1, 32, 63, 64, 65, 131] {
        let bytes = vec![7; length];
        let secret = Secret::insecure_for_lessons(&bytes).unwrap();
        for message in ["", "header.payload", &"x".repeat(1000)] {
            let found = tag(message, &secret);
            let mistake = of_hmac(found.as_bytes(), &bytes, message.as_bytes());
            expect_none(
                format!("a secret of {length} bytes: {}", hex(found.as_bytes())),
                mistake,
            );
            let right = diagnosis::hmac(&bytes, message);
            assert_eq!(
                hex(found.as_bytes()),
                hex(&right),
                "a secret of {length} bytes 07"
            );
        }
    }
}

#[test]
fn step_3_the_third_part_of_the_token() {
    let signature =
        tag(format!("{HEADER}.{PAYLOAD}"), &printed_secret()).to_base64url();
    expect_none(&signature, MESSAGE.of_signature(&signature));
    assert_snapshot!(signature, @"l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k");

    // Standard base64 would have `+` and `/` in this one.
    let another = Message { payload: r#"{"id":"42"}"#, ..MESSAGE };
    let signature =
        tag(format!("{HEADER}.eyJpZCI6IjQyIn0"), &printed_secret()).to_base64url();
    expect_none(&signature, another.of_signature(&signature));
    assert_snapshot!(signature, @"QO_ppVEqzVCG-0HnP0e1gBNHRpT2p3XbX-Np5jHmJKM");
}

#[test]
fn step_4_the_whole_token() {
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(NumericDate::from_seconds(1_690_407_762));
    let token = sign(&Header::new(), &claims, &printed_secret());
    expect_none(&token, MESSAGE.of_token(&token));
    assert_snapshot!(token, @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k");
}

#[test]
fn step_5_the_printed_signature_is_another_one() {
    // The documentation prints this one. The same secret does not give it: see
    // the chapter "Who is right?".
    let printed =
        base64url::decode("vz_BKX4KiAl5Zc1LhJ-2ZBPPcqHzcBxXLD6e5eBlU90").unwrap();
    let printed = Tag::from_bytes(printed.try_into().unwrap());
    assert!(!tag_matches(
        format!("{HEADER}.{PAYLOAD}"),
        &printed,
        &printed_secret()
    ));
}

#[test]
fn step_6_one_letter_changes_about_half_the_bits() {
    let secret = printed_secret();
    let (one, other) = (tag("A", &secret), tag("B", &secret));
    let bytes = one.as_bytes().iter().zip(other.as_bytes());
    let changed: u32 = bytes.map(|(one, other)| (one ^ other).count_ones()).sum();
    assert_eq!(changed, 119, "of 256");
    assert!(tag_matches("A", &one, &secret) && !tag_matches("B", &one, &secret));
}

// Whether the comparison takes the same time for all of them, no test can see by its
// answer: `==` passes this one. Nobody but you can check that there is no `==` on tags
// in your code (RFC 7518 §3.2).
#[test]
fn step_7_only_the_right_tag_matches() {
    let secret = printed_secret();
    let right = tag("message", &secret);
    assert!(tag_matches("message", &right, &secret));
    assert!(!tag_matches("Message", &right, &secret));
    assert!(!tag_matches(
        "message",
        &right,
        &Secret::insecure_for_lessons("other").unwrap()
    ));
    for bit in 0..256 {
        let mut wrong = *right.as_bytes();
        wrong[bit / 8] ^= 1 << (bit % 8);
        let wrong = Tag::from_bytes(wrong);
        let is_accepted = tag_matches("message", &wrong, &secret);
        assert!(!is_accepted, "accepted: the right tag with bit {bit} turned");
    }
}

#[test]
fn step_8_a_secret_has_32_bytes_or_more() {
    for length in 1..32 {
        is_too_short(Secret::from_bytes(vec![7; length]), length);
    }
    for length in [32, 33, 64, 65, 1000] {
        let secret = Secret::from_bytes(vec![7; length]);
        assert_eq!(secret.map(|secret| secret.len()), Ok(length));
    }
    let length = |text| Secret::from_text(text).map(|secret| secret.len());
    assert_eq!(length(LONG_ENOUGH), Ok(32), "{LONG_ENOUGH:?}");
    // Bytes are counted, and not characters.
    is_too_short(Secret::from_text("ééééééééééééééé"), 30);
    is_too_short(Secret::from_text("12@34$56"), 8);
}

#[track_caller]
fn is_too_short(secret: Result<Secret, SecretError>, found: usize) {
    let mistake = secret.is_ok().then_some(diagnosis::SHORT_SECRET);
    expect_none(format!("a secret of {found} bytes"), mistake);
    assert_eq!(
        secret.err(),
        Some(SecretError::TooShort { found }),
        "a secret of {found} bytes"
    );
}

#[test]
fn step_8_one_secret_serves_many_tokens() {
    let secret = Secret::from_text(LONG_ENOUGH).unwrap();
    let (first, second) = (tag("first", &secret), tag("second", &secret));
    assert!(tag_matches("first", &first, &secret));
    assert!(tag_matches("second", &second, &secret));
    assert_eq!(tag("first", &secret).as_bytes(), first.as_bytes());
}

#[test]
fn step_9_a_short_one_is_for_lessons_and_an_empty_one_for_nothing() {
    let length = Secret::insecure_for_lessons("x").map(|secret| secret.len());
    assert_eq!(length, Ok(1));
    for secret in [
        Secret::insecure_for_lessons(""),
        Secret::from_text(""),
        Secret::from_bytes([]),
        Secret::from_base64url(""),
    ] {
        let mistake = secret.is_ok().then_some(diagnosis::EMPTY_SECRET);
        expect_none("a secret of 0 bytes", mistake);
        assert_eq!(secret.err(), Some(SecretError::Empty), "a secret of 0 bytes");
    }
}

#[test]
fn step_10_text_and_base64url_are_two_secrets() {
    let characters = base64url::encode(LONG_ENOUGH);
    let as_text = Secret::from_text(&characters).unwrap();
    let decoded = Secret::from_base64url(&characters).unwrap();
    let lengths = (as_text.len(), decoded.len());
    assert_eq!(lengths, (43, 32), "bytes of {characters:?} as text, and decoded");

    let plain = Secret::from_text(LONG_ENOUGH).unwrap();
    let right = tag("message", &plain);
    let matches =
        [&decoded, &as_text].map(|one| tag_matches("message", &right, one));
    assert_eq!(matches, [true, false], "{characters:?} decoded, and as text");

    for not_base64url in ["12@34$56", "YQ==", "a+b/", "a b", "abcde", "Zh"] {
        assert_eq!(
            Secret::from_base64url(not_base64url).err(),
            Some(SecretError::NotBase64url),
            "{not_base64url:?}"
        );
    }
    is_too_short(Secret::from_base64url("YWJj"), 3);
}

#[test]
fn step_11_nothing_shows_a_secret_or_a_tag() {
    let secret = Secret::from_text(LONG_ENOUGH).unwrap();
    assert_snapshot!(format!("{secret:?}"), @"Secret(32 bytes)");
    assert_snapshot!(format!("{:?}", tag("message", &secret)), @"Tag(32 bytes)");

    let errors = [
        Secret::from_text("hunter2").map(drop).unwrap_err(),
        Secret::from_base64url("hunter2!").map(drop).unwrap_err(),
    ];
    for error in errors {
        let shown = format!("{error} {error:?} {:?}", error.explain());
        assert!(!shown.contains("hunter") && !shown.contains('!'), "{shown}");
    }
}

#[test]
fn step_12_a_secret_is_taken_as_it_comes() {
    // Whoever trims on one side and not on the other has two secrets.
    for given in [
        " with a space in front, and long enough",
        "with a space behind, and long enough ",
        "with a line behind it, and long enough\n",
        "\u{a0}with a space that is not ASCII, long enough\u{2003}",
        "With Capitals, AND small letters, long enough",
        "with a zero\0in it, so that it is long enough for us",
        "\0\0 zeros in front and behind, as in binary ones \0\0",
        "\"in quotes, as in a file .env, and long enough\"",
        "dGV4dCB0aGF0IGlzIGJhc2U2NHVybCBhcyB3ZWxsLCB0d28gc2VjcmV0cw",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "é is two bytes, and e with an accent e\u{301} three of them",
        "longer than a block of 64 bytes, and so it is hashed before all else ",
    ] {
        for (made, secret) in [
            ("from_text", Secret::from_text(given)),
            ("from_bytes", Secret::from_bytes(given)),
            ("insecure_for_lessons", Secret::insecure_for_lessons(given)),
            ("from_base64url", Secret::from_base64url(&base64url::encode(given))),
        ] {
            let secret = secret.unwrap();
            let found = tag("message", &secret);
            let mistake = of_secret(found.as_bytes(), given, b"message");
            expect_none(format!("Secret::{made} of {given:?}"), mistake);
            let right = diagnosis::hmac(given, "message");
            assert_eq!(
                hex(found.as_bytes()),
                hex(&right),
                "Secret::{made} of {given:?}"
            );
            assert_eq!(secret.len(), given.len(), "Secret::{made} of {given:?}");
        }
    }
    // Nor is anything skipped in a text that stands for bytes.
    let characters = base64url::encode(LONG_ENOUGH);
    for (other, mistake) in diagnosis::look_alikes(&characters) {
        let secret = Secret::from_base64url(&other);
        let right = diagnosis::hmac(LONG_ENOUGH, "message");
        let same = |secret: &Secret| tag("message", secret).as_bytes()[..] == right;
        let is_same = secret.as_ref().is_ok_and(same);
        expect_none(format!("{other:?}"), is_same.then_some(mistake));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
