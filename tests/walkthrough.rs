// The walkthrough
//
// The whole way, with every value in between: from JSON to a token, and from a
// token through thirteen checks. The other chapters' files pin their own stage;
// this one pins that the values of the walkthrough are those of the stages, and
// that its HMAC, done in two visible passes, is the HMAC that signs.
//
// Run this file with: cargo test --test walkthrough

use insta::assert_snapshot;
use jwt_by_hand::walkthrough::{
    self, Checking, Ink, Line, Making, Outcome, Signing, TakenApart, changed_bits,
    same_meaning,
};
use jwt_by_hand::{
    Check, Expectations, NumericDate, Secret, base64url, printed_token,
};
use sha2::{Digest, Sha256};

fn making() -> Making {
    let header = walkthrough::header(printed_token::HEADER_JSON).unwrap();
    let payload = walkthrough::payload(printed_token::PAYLOAD_JSON).unwrap();
    Making::new(
        header,
        payload,
        &Secret::insecure_for_lessons(printed_token::SECRET).unwrap(),
    )
}

fn checking(token: &str, now: u64) -> Checking {
    let now = NumericDate::from_seconds(now);
    Checking::new(
        token,
        &Secret::insecure_for_lessons(printed_token::SECRET).unwrap(),
        &Expectations::new(),
        now,
    )
}

#[test]
fn step_1_every_group_of_the_header() {
    let header = making().header;
    let rows: Vec<String> = header
        .groups()
        .map(|group| {
            format!(
                "{:02x?} {:?} {}",
                group.bytes, group.six_bit_groups, group.characters
            )
        })
        .collect();
    assert_snapshot!(rows.join("\n"));
    let characters: String =
        header.groups().map(|group| group.characters).collect();
    assert_eq!(characters, header.base64url);
}

#[test]
fn step_2_every_group_of_the_payload() {
    let payload = making().payload;
    let last = payload.groups().last().unwrap();
    assert_eq!(
        (last.bytes.as_slice(), last.characters.as_str()),
        (b"2}".as_slice(), "Mn0")
    );
    let bytes: Vec<u8> = payload.groups().flat_map(|group| group.bytes).collect();
    assert_eq!(bytes, printed_token::PAYLOAD_JSON.as_bytes());
}

#[test]
fn step_3_the_insides_of_hmac() {
    let hmac = making().signing.hmac;
    assert_snapshot!(hex(&hmac.key_block), @"31324033342435360000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000");
    assert_snapshot!(hex(hmac.inner_pad()), @"07047605021203003636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636");
    assert_snapshot!(hex(&hmac.inner.digest()), @"ff3e1d9ef1b600add61bf06327ae8eff186df66d1e0ad1a58bb85ae67e56c44b");
    assert_snapshot!(hex(hmac.outer_pad()), @"6d6e1c6f6878696a5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c");
    assert_snapshot!(hex(&hmac.tag()), @"977f238b83eed5fb7a31a9254e603c5b17df689baa25c53adcfc2b6f52e3a389");
}

#[test]
fn step_4_two_passes_of_sha_256_are_the_tag() {
    for length in [1, 31, 32, 63, 64, 65, 100, 1000] {
        let secret = Secret::insecure_for_lessons(vec![7; length]).unwrap();
        let hmac = Signing::new("header.payload", &secret).hmac;
        let inner = Sha256::new()
            .chain_update(hmac.inner_pad())
            .chain_update("header.payload");
        assert_eq!(inner.finalize().as_slice(), hmac.inner.digest());
        let outer = Sha256::new()
            .chain_update(hmac.outer_pad())
            .chain_update(hmac.inner.digest());
        assert_eq!(outer.finalize().as_slice(), hmac.tag(), "{length}");
    }
}

#[test]
fn step_5_a_secret_longer_than_a_block_is_hashed_first() {
    let hmac = |length| {
        let secret = Secret::insecure_for_lessons(vec![7; length]).unwrap();
        Signing::new("", &secret).hmac
    };
    assert_eq!(hmac(64).key_block, [7; 64]);
    let hashed = hmac(65).key_block;
    assert_eq!(hashed[..32], *Sha256::digest([7; 65]));
    assert_eq!(hashed[32..], [0; 32]);
}

#[test]
fn step_6_the_token() {
    assert_eq!(making().token, printed_token::MADE_AGAIN);
}

#[test]
fn step_7_a_token_that_is_accepted_passes_every_check() {
    let checking = checking(printed_token::MADE_AGAIN, printed_token::ISSUED_AT);
    assert!(checking.rows.iter().all(|row| row.outcome == Outcome::Passed));
    assert!(checking.rows.iter().map(|row| row.check).eq(Check::ALL));
    assert_eq!(checking.header_json.as_deref(), Some(printed_token::HEADER_JSON));
    assert_eq!(checking.payload_json.as_deref(), Some(printed_token::PAYLOAD_JSON));
    assert!(checking.error.is_none());
}

#[test]
fn step_8_the_printed_token_stops_at_check_9_and_its_payload_stays_closed() {
    let checking = checking(printed_token::TOKEN, printed_token::ISSUED_AT);
    let passed = checking
        .rows
        .iter()
        .take_while(|row| row.outcome == Outcome::Passed)
        .count();
    assert_eq!(passed, 8);
    assert!(matches!(checking.rows[8].outcome, Outcome::Failed(_)));
    assert!(
        checking.rows[9..].iter().all(|row| row.outcome == Outcome::NotReached)
    );
    assert_eq!(checking.payload_json, None);
}

#[test]
fn step_9_for_a_program() {
    let making = making().to_value().to_string();
    // A member on a line each, so that the file can be read.
    let making = making.replace(",\"", ",\n\"");
    assert_snapshot!("for_a_program_making", making);
    let refused = checking(printed_token::TOKEN, printed_token::ISSUED_AT);
    let refused = serde_json::to_string_pretty(&refused.to_value()).unwrap();
    assert_snapshot!("for_a_program_refused", refused);
}

#[test]
fn step_10_for_a_person() {
    let line = Line::token("a.b.c.d");
    let inks: Vec<Ink> = line.pieces().iter().map(|(ink, _)| *ink).collect();
    let plain = Ink::Plain;
    assert_eq!(
        inks,
        [Ink::Header, plain, Ink::Payload, plain, Ink::Signature, plain, plain]
    );
    assert_snapshot!(line, @"a.b.c.d");
    // Text from outside can't steer a terminal.
    assert_snapshot!(Line::token("a\u{1b}[31m.b.c"), @r"a\u{1b}[31m.b.c");
    let coloured = walkthrough::header("{\"\\u001b\":1,\n\"x\":2}").unwrap();
    assert!(coloured.to_string().contains(r#"{"\u001b":1,\n"x":2}"#));
}

#[test]
fn step_11_debug_shows_nothing() {
    let making = making();
    assert_snapshot!(format!("{making:?}"), @"Making { .. }");
    assert_snapshot!(format!("{:?}", making.signing), @"Signing { .. }");
    assert_snapshot!(format!("{:?}", making.payload), @"Encoding { .. }");
    assert_snapshot!(format!("{:?}", making.payload.groups().next()), @"Some(ByteGroup { .. })");
    assert_snapshot!(format!("{:?}", making.signing.hmac), @"TwoPasses { .. }");
    assert_snapshot!(format!("{:?}", making.lines().next()), @"Some(Line { .. })");
    let apart = TakenApart::new("a.b");
    assert_snapshot!(format!("{apart:?}"), @"TakenApart { .. }");
    assert_snapshot!(format!("{:?}", apart.parts[0]), @"Part { .. }");
}

#[test]
fn step_12_dates_and_milliseconds() {
    let claims =
        jwt_by_hand::Claims::from_json(br#"{"exp":1690407762000,"iat":0,"id":7}"#)
            .unwrap();
    let dates: Vec<String> =
        walkthrough::dates(&claims).iter().map(Line::to_string).collect();
    assert_snapshot!(dates.join("\n"), @r"
    iat             0 (1970-01-01 00:00:00 UTC)
    exp             1690407762000, which must be milliseconds: divide it by 1000
    ");
}

#[test]
fn step_13_a_token_taken_apart_without_its_secret() {
    let token = TakenApart::new(printed_token::TOKEN);
    assert_eq!(token.error, None);
    let texts: Vec<Option<&str>> =
        token.parts.iter().map(|part| part.text.as_deref()).collect();
    // The signature's bytes spell no text.
    assert_eq!(
        texts,
        [Some(printed_token::HEADER_JSON), Some(printed_token::PAYLOAD_JSON), None]
    );
    assert_eq!(token.parts[2].bytes.as_ref().map(Vec::len), Some(32));
    assert!(token.parts.iter().all(|part| part.error.is_none()));

    // What is wrong with one part does not hide the others.
    let token = TakenApart::new("eyJhbGciOiJIUzI1NiJ9.e31.Zg.Zg");
    let errors: Vec<String> = token
        .parts
        .iter()
        .map(|part| part.error.as_ref().map_or("-".into(), ToString::to_string))
        .collect();
    assert_snapshot!(errors.join("\n"), @r"
    -
    found `1` as the last character of the payload; expected `0`, which has zeros in the bits that no byte needs (RFC 4648 §3.5). Likely cause: the end was cut off, or somebody changed the last character by hand
    found a signature of 1 bytes; expected 32 bytes, as HMAC-SHA256 gives (RFC 7518 §3.2). Likely cause: the end of the token was cut off
    -
    ");
    assert!(token.error.is_some());
    assert_snapshot!(
        "for_a_program_taken_apart",
        format!("{:#}", token.to_value())
    );

    // A sound token of another algorithm is taken apart without a word of blame.
    let [rs256, none] = ["RS256", "none"].map(|algorithm| {
        let header = base64url::encode(format!(r#"{{"alg":"{algorithm}"}}"#));
        let length = if algorithm == "none" { 0 } else { 256 };
        format!("{header}.e30.{}", base64url::encode(vec![7; length]))
    });
    for token in [rs256, none].map(|token| TakenApart::new(&token)) {
        assert!(token.parts.iter().all(|part| part.error.is_none()));
    }

    // Nothing is cut that would not be looked at.
    assert_eq!(TakenApart::new("").parts.len(), 0);
    assert_eq!(TakenApart::new(&".".repeat(8192)).parts.len(), 8193);
    assert_eq!(TakenApart::new(&".".repeat(8193)).parts.len(), 0);
}

#[test]
fn step_14_any_bytes() {
    let encoding = walkthrough::bytes("Zoë".as_bytes());
    assert_eq!(encoding.json.as_deref(), Some("Zoë"));
    assert_snapshot!(encoding.base64url, @"Wm_Dqw");
    assert_snapshot!(encoding.standard(), @"Wm/Dqw==");
    assert_eq!(walkthrough::bytes(&[0xff]).json, None);
    assert_eq!(walkthrough::bytes(&[]).base64url, "");
}

#[test]
fn step_15_spelling_has_no_meaning() {
    let header = printed_token::HEADER_JSON;
    for other in [
        header,
        r#"{"alg": "HS256","typ":"JWT"}"#,
        r#"{"typ":"JWT","alg":"HS256"}"#,
        "{\n  \"alg\": \"HS256\",\n  \"typ\": \"JWT\"\n}",
        r#"{"alg":"HS\u003256","typ":"JWT"}"#,
    ] {
        assert!(same_meaning(header, other), "{other}");
        assert!(same_meaning(other, header), "{other}");
    }
    for other in [
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"HS256","typ":"jwt"}"#,
        r#"{"alg":"HS256","typ":"JWT","kid":"1"}"#,
        r#"{"alg":"HS256","typ":"JWT","typ":"JWT"}"#,
        "{}",
        "",
    ] {
        assert!(!same_meaning(header, other), "{other}");
        assert!(!same_meaning(other, header), "{other}");
    }
    assert!(!same_meaning("", ""));
}

#[test]
fn step_16_which_bits_changed() {
    let tag = making().signing.hmac.tag();
    assert_eq!(changed_bits(&tag, &tag), [0; 0]);
    for place in 0..256 {
        let mut other = tag;
        other[place / 8] ^= 0b1000_0000 >> (place % 8);
        assert_eq!(changed_bits(&tag, &other), [place]);
    }
    let all = tag.map(|byte| !byte);
    assert_eq!(changed_bits(&tag, &all), (0..256).collect::<Vec<_>>());
}

#[test]
fn step_17_inks_by_name() {
    use Ink::*;
    let line = [Plain, Title, Faint, Header, Payload, Signature, Passed, Failed]
        .into_iter()
        .fold(Line::empty(), |line, ink| line.with(ink, "x"));
    assert_snapshot!(line.to_value().to_string(), @r#"[["plain","x"],["title","x"],["faint","x"],["header","x"],["payload","x"],["signature","x"],["passed","x"],["failed","x"]]"#);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
