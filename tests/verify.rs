// Verify
//
// Thirteen questions in a fixed order; the first *no* ends it. The order is
// the lesson: nothing of the payload is looked at before the signature holds,
// because until then it is a stranger's text.
//
// Each test below stands on both sides of its question: the last token that
// passes, and the first that does not.
//
// Run this file with: cargo test --test verify

mod diagnosis;

use std::collections::BTreeMap;
use std::time::Duration;

use diagnosis::{expect_none, of_expiry, of_not_before};
use insta::assert_snapshot;
use jwt_by_hand::Check::{self, *};
use jwt_by_hand::base64url::{self, ALPHABET};
use jwt_by_hand::documented::{
    HEADER_JSON as HEADER, ISSUED_AT as NOW, SECRET, TOKEN_AS_PRINTED as PRINTED,
};
use jwt_by_hand::verify::{PartsMixUp, SignatureMixUp};
use jwt_by_hand::{
    Base64urlError, Claims, Expectations, Header, NumericDate, Secret,
    VerifiedClaims, VerifyError, peek_without_verifying, sign, verify,
    verify_signature,
};

/// The token that the documented secret gives for the documented claims.
const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k";

fn secret() -> Secret {
    Secret::insecure_for_lessons(SECRET).unwrap()
}

fn at(seconds: u64) -> NumericDate {
    NumericDate::from_seconds(seconds)
}

fn check(token: &str) -> Result<VerifiedClaims, VerifyError> {
    verify(token, &secret(), &Expectations::new(), at(NOW))
}

/// Signs two parts as they are, whatever they hold.
fn signed_parts(header: &str, payload: &str) -> String {
    signed_with(SECRET, &format!("{header}.{payload}"))
}

/// Signs without `sign`, which would write neither a forged header nor a broken payload.
fn signed_with(secret: impl AsRef<[u8]>, signing_input: &str) -> String {
    let tag = base64url::encode(diagnosis::hmac(secret, signing_input));
    format!("{signing_input}.{tag}")
}

/// Signs a header and a payload, whatever they hold.
fn signed(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    signed_parts(&base64url::encode(header), &base64url::encode(payload))
}

fn error_of(token: &str, expected: &Expectations) -> Option<VerifyError> {
    verify(token, &secret(), expected, at(NOW)).err()
}

/// A JSON object of those members that are there.
fn object(members: &[(&str, Option<String>)]) -> String {
    let there = members.iter().filter_map(|(name, value)| {
        value.as_ref().map(|value| format!(r#""{name}":{value}"#))
    });
    format!("{{{}}}", there.collect::<Vec<_>>().join(","))
}

/// A text as JSON.
fn quoted(text: &str) -> Option<String> {
    Some(format!(r#""{text}""#))
}

/// The check that said *no* to a token with this header and no claims.
fn header_stops_at(header: impl AsRef<[u8]>) -> Option<Check> {
    check(&signed(header, "{}")).err().map(|error| error.check())
}

/// The check that said *no* to a token with these claims.
fn claims_stop_at(
    claims: impl AsRef<[u8]>,
    expected: &Expectations,
) -> Option<Check> {
    claims_stop_when(claims, expected, NOW)
}

fn claims_stop_when(
    claims: impl AsRef<[u8]>,
    expected: &Expectations,
    now: u64,
) -> Option<Check> {
    let token = signed(HEADER, claims);
    verify(&token, &secret(), expected, at(now)).err().map(|error| error.check())
}

#[test]
fn step_0_these_are_the_thirteen_questions() {
    let questions = Check::ALL.map(|check| {
        format!("{:<2} {:<38} {}", check.number(), check.statement(), check.rule())
    });
    assert_snapshot!(questions.join("\n"), @r"
    1  the length is bearable                 no RFC: web servers' limits
    2  three parts, nothing around them       RFC 7515 §7.1
    3  the header is base64url                RFC 7515 §2, 4648 §3.5
    4  the header is one JSON object          RFC 7515 §4, §5.2
    5  the header asks for no extension       RFC 7515 §4.1.11, 7797 §7
    6  the algorithm is HS256                 RFC 8725 §3.1
    7  the type is the expected one           RFC 8725 §3.11
    8  the signature is 32 bytes of base64url RFC 7518 §3.2, 4648 §3.5
    9  the signature matches                  RFC 7518 §3.2
    10 the payload is one JSON object         RFC 7519 §7.2
    11 the claims have their types            RFC 7519 §4.1
    12 the time is right                      RFC 7519 §4.1.4–6
    13 the parties are right                  RFC 7519 §4.1, 8725 §3.9
    ");
}

#[test]
fn step_0_a_call_looks_like_this() {
    // ANCHOR: call
    let secret = Secret::from_text("a text of 32 bytes, or of more!!").unwrap();
    let now = NumericDate::from_seconds(1_690_407_762);

    let claims = Claims::new()
        .with("id", "123456")
        .audience("shop")
        .expires_at(now + Duration::from_secs(60 * 60));
    let token = sign(&Header::new(), &claims, &secret);

    let expected = Expectations::new().audience("shop").require_expiry();
    let verified = verify(&token, &secret, &expected, now).unwrap();
    assert_eq!(verified.text("id"), Some("123456"));
    // ANCHOR_END: call
}

#[test]
fn step_0_the_token_as_it_should_have_been_is_accepted() {
    let claims = check(TOKEN).unwrap();
    assert_eq!(claims.text("id"), Some("123456"));
    assert_eq!(claims.time("iat"), Some(at(NOW)));
    assert_snapshot!(claims.into_claims().to_json(), @r#"{"id":"123456","iat":1690407762}"#);
}

#[test]
fn step_0_the_token_as_printed_is_refused_at_the_signature() {
    let error = check(PRINTED).unwrap_err();
    assert_eq!(error, VerifyError::SignatureMismatch { mix_up: None });
    assert_eq!(error.check(), SignatureMatches);
    assert_eq!(error.check().number(), 9);
}

#[test]
fn step_0_before_the_signature_nothing_of_the_payload_is_believed() {
    // Whatever the payload says or fails to say: the signature is what is wrong.
    let (_, signature) = TOKEN.rsplit_once('.').unwrap();
    let header = base64url::encode(HEADER);
    for payload in [
        base64url::encode(r#"{"exp":1}"#),
        base64url::encode(r#"{"nbf":9999999999}"#),
        base64url::encode(r#"{"aud":"somebody else"}"#),
        base64url::encode(r#"{"exp":"soon"}"#),
        base64url::encode("no JSON"),
        "e31".to_owned(),
        "not base64url!".to_owned(),
        String::new(),
    ] {
        let error = check(&format!("{header}.{payload}.{signature}")).unwrap_err();
        let mistake = (error.check() > SignatureMatches)
            .then_some(diagnosis::PAYLOAD_BELIEVED);
        expect_none(&error, mistake);
        assert_eq!(error.check(), SignatureMatches, "{payload}");
    }
}

#[test]
fn step_1_the_length_is_bearable() {
    assert_eq!(check(""), Err(VerifyError::Empty));

    // 6018 bytes of payload make a token of 8104 characters; each byte more
    // adds one or two.
    let long = |bytes: usize| {
        signed(HEADER, format!(r#"{{"x":"{}"}}"#, "x".repeat(bytes)))
    };
    let longest =
        (6000..).map(long).take_while(|token| token.len() <= 8192).last().unwrap();
    assert_eq!(longest.len(), 8192);
    assert!(check(&longest).is_ok());

    let too_long = format!("{longest}x");
    assert_eq!(
        check(&too_long),
        Err(VerifyError::TooLong { length: 8193, limit: 8192 })
    );
    assert_eq!(check(&"x".repeat(1 << 20)).unwrap_err().check(), Length);

    let huge = long(1 << 20);
    let raised = |limit| {
        let expected = Expectations::new().max_length(limit);
        verify(&huge, &secret(), &expected, at(NOW))
            .err()
            .map(|error| error.check())
    };
    assert_eq!(raised(huge.len()), None);
    assert_eq!(raised(huge.len() - 1), Some(Length));
}

#[test]
fn step_2_three_parts_and_nothing_around_them() {
    let (unsigned, signature) = TOKEN.rsplit_once('.').unwrap();
    let (header, payload) = unsigned.split_once('.').unwrap();
    let parts = |token: &str| match check(token).unwrap_err() {
        VerifyError::Parts { found, mix_up } => (found, mix_up),
        other => panic!("{token}: {other}"),
    };
    assert_eq!(parts("x"), (1, None));
    assert_eq!(parts(header), (1, None));
    assert_eq!(parts("."), (2, Some(PartsMixUp::NoSignature)));
    assert_eq!(parts(unsigned), (2, Some(PartsMixUp::NoSignature)));
    assert_eq!(parts(&format!("{TOKEN}.")), (4, None));
    assert_eq!(parts(&format!(".{TOKEN}")), (4, None));
    assert_eq!(parts(&format!("{header}..{payload}.{signature}")), (4, None));
    assert_eq!(parts("a.b.c.d.e"), (5, Some(PartsMixUp::Encrypted)));
    assert_eq!(parts(&".".repeat(5)), (6, None));

    for scheme in ["Bearer ", "bearer ", "BEARER  ", " Bearer ", "Bearer\t"] {
        let wrapped = format!("{scheme}{TOKEN}");
        assert_eq!(
            parts(&wrapped),
            (3, Some(PartsMixUp::BearerPrefix)),
            "{wrapped}"
        );
    }
    assert_eq!(parts("Bearer"), (1, Some(PartsMixUp::BearerPrefix)));
    assert_eq!(parts("Bearer undefined"), (1, Some(PartsMixUp::BearerPrefix)));
    assert_eq!(
        parts("Basic dXNlcjpwYXNz"),
        (1, Some(PartsMixUp::BasicCredentials))
    );
    for (before, after) in
        [(" ", ""), ("", " "), ("", "\n"), ("", "\r\n"), ("\t", ""), ("\n", "\n")]
    {
        let wrapped = format!("{before}{TOKEN}{after}");
        assert_eq!(
            parts(&wrapped),
            (3, Some(PartsMixUp::WhiteSpace)),
            "{wrapped:?}"
        );
    }
    for quote in ["\"", "'", "`"] {
        for (before, after) in [(quote, quote), (quote, ""), ("", quote)] {
            let wrapped = format!("{before}{TOKEN}{after}");
            assert_eq!(parts(&wrapped), (3, Some(PartsMixUp::Quotes)), "{wrapped}");
        }
    }
    for value in ["undefined", "null", "NaN", "[object Object]"] {
        assert_eq!(parts(value), (1, Some(PartsMixUp::JavaScriptValue)));
    }
}

#[test]
fn step_3_the_header_is_base64url() {
    let payload = base64url::encode("{}");
    let refused =
        |header: &str| match check(&signed_parts(header, &payload)).unwrap_err() {
            VerifyError::HeaderEncoding(error) => error,
            other => panic!("{header}: {other}"),
        };
    let right = base64url::encode(r#"{"alg":"HS256"}"#);
    assert!(check(&signed_parts(&right, &payload)).is_ok());

    let padded = base64url::encode(r#"{"alg":"HS256" }"#) + "==";
    assert_eq!(refused(&padded), Base64urlError::Padding { position: 23 });
    assert_eq!(
        refused("+w"),
        Base64urlError::StandardAlphabet { character: '+', position: 1 }
    );
    assert_eq!(
        refused("e/"),
        Base64urlError::StandardAlphabet { character: '/', position: 2 }
    );
    let spaced = format!("{} {}", &right[..4], &right[4..]);
    assert_eq!(
        refused(&spaced),
        Base64urlError::WhiteSpace { character: ' ', position: 5 }
    );
    assert_eq!(
        refused("é"),
        Base64urlError::OtherCharacter { character: 'é', position: 1 }
    );
    assert_eq!(refused("e"), Base64urlError::ImpossibleLength { length: 1 });

    // `{"alg":"HS256" }` ends with two spare characters' worth of bits.
    let spare = base64url::encode(r#"{"alg":"HS256" }"#);
    assert!(check(&signed_parts(&spare, &payload)).is_ok());
    assert!(spare.ends_with("fQ"));
    let spare = format!("{}R", &spare[..spare.len() - 1]);
    assert_eq!(
        refused(&spare),
        Base64urlError::SpareBits { last: 'R', expected: 'Q' }
    );
}

#[test]
fn step_4_the_header_is_one_json_object() {
    assert_eq!(header_stops_at(HEADER), None);
    assert_eq!(header_stops_at(" {\"alg\" : \"HS256\"}\r\n"), None);
    for header in [
        "",
        " ",
        "HS256",
        "[]",
        "null",
        r#""HS256""#,
        r#"[{"alg":"HS256"}]"#,
        r#"{"alg":"HS256"} {}"#,
        r#"{"alg":"HS256"}x"#,
        r#"{"alg":"HS256""#,
        r#"{"alg":"HS256",}"#,
        r#"{alg:"HS256"}"#,
        "\u{feff}{\"alg\":\"HS256\"}",
        r#"{"alg":"HS256","alg":"HS256"}"#,
        r#"{"alg":"HS256","\u0061lg":"HS256"}"#,
        r#"{"alg":"HS256","jwk":{"a":1,"a":1}}"#,
        r#"{"alg":"HS256","kid":7}"#,
        r#"{"alg":"HS256","kid":null}"#,
        r#"{"alg":"HS256","typ":7}"#,
        r#"{"alg":"HS256","typ":null}"#,
    ] {
        assert_eq!(header_stops_at(header), Some(HeaderJson), "{header}");
    }
    assert_eq!(
        header_stops_at(b"{\"alg\":\"HS256\",\"x\":\"\xff\"}"),
        Some(HeaderJson)
    );
    // Signed, and refused all the same: the order of the checks.
    assert_eq!(header_stops_at(r#"{"crit":["x"],"kid":7}"#), Some(HeaderJson));
}

#[test]
fn step_5_nothing_is_critical() {
    for header in [
        r#"{"alg":"HS256","crit":["exp"]}"#,
        r#"{"alg":"HS256","crit":[]}"#,
        r#"{"alg":"HS256","crit":null}"#,
        r#"{"alg":"HS256","b64":true}"#,
        r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        r#"{"alg":"none","crit":["x"]}"#,
    ] {
        assert_eq!(header_stops_at(header), Some(NothingCritical), "{header}");
    }
    assert_eq!(header_stops_at(r#"{"alg":"HS256","Crit":1,"B64":1}"#), None);
}

#[test]
fn step_6_the_algorithm_is_hs256_to_the_letter() {
    for alg in [
        r#""none""#,
        r#""None""#,
        r#""NONE""#,
        r#""nOnE""#,
        r#""""#,
        r#""HS384""#,
        r#""HS512""#,
        r#""RS256""#,
        r#""ES256""#,
        r#""EdDSA""#,
        r#""hs256""#,
        r#""Hs256""#,
        r#""HS256 ""#,
        r#"" HS256""#,
        r#""HS256\u0000""#,
        r#""HS-256""#,
        "256",
        "null",
        "true",
        r#"["HS256"]"#,
        r#"{"alg":"HS256"}"#,
    ] {
        let header = format!(r#"{{"alg":{alg},"typ":"JWT"}}"#);
        assert_eq!(header_stops_at(&header), Some(Algorithm), "{header}");
    }
    assert_eq!(header_stops_at("{}"), Some(Algorithm));
    assert_eq!(header_stops_at(r#"{"typ":"JWT","Alg":"HS256"}"#), Some(Algorithm));
    // An escape is another spelling of the same letter.
    assert_eq!(header_stops_at(r#"{"alg":"HS\u0032\u00356"}"#), None);
    // The order: the algorithm is asked for before the type.
    assert_eq!(header_stops_at(r#"{"alg":"none","typ":"x"}"#), Some(Algorithm));
}

#[test]
fn step_7_the_type_is_the_expected_one() {
    let with_type =
        |typ: &str| signed(format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#), "{}");
    let untyped = signed(r#"{"alg":"HS256"}"#, "{}");
    let stops_at = |token: &str, expected: Expectations| {
        verify(token, &secret(), &expected, at(NOW))
            .err()
            .map(|error| error.check())
    };
    for typ in ["JWT", "jwt", "Jwt"] {
        assert_eq!(stops_at(&with_type(typ), Expectations::new()), None, "{typ}");
    }
    assert_eq!(stops_at(&untyped, Expectations::new()), None);
    for typ in ["", "JWS", "at+jwt", "JWT ", "application/jwt", "ＪＷＴ"] {
        assert_eq!(
            stops_at(&with_type(typ), Expectations::new()),
            Some(Type),
            "{typ}"
        );
    }
    // The header that we would write ourselves is not read; one that says the
    // same in other characters is, and both are accepted.
    for spelling in [
        HEADER,
        r#"{"typ":"JWT","alg":"HS256"}"#,
        r#"{"alg":"HS256", "typ":"JWT"}"#,
    ] {
        assert_eq!(
            stops_at(&signed(spelling, "{}"), Expectations::new()),
            None,
            "{spelling}"
        );
    }
    assert_eq!(
        stops_at(&signed(HEADER, "{}"), Expectations::new().token_type("x")),
        Some(Type)
    );
    let access_token = || Expectations::new().token_type("at+jwt");
    assert_eq!(stops_at(&with_type("at+jwt"), access_token()), None);
    assert_eq!(stops_at(&with_type("AT+JWT"), access_token()), None);
    assert_eq!(stops_at(&with_type("JWT"), access_token()), Some(Type));
    assert_eq!(stops_at(&untyped, access_token()), Some(Type));

    // Each of checks 5 to 7 is asked, whatever the others and the caller want.
    for (wanted, typ) in [None, Some("at+jwt")].into_iter().flat_map(|wanted| {
        [None, Some("JWT"), Some("at+jwt"), Some("x")].map(|typ| (wanted, typ))
    }) {
        let expected = match wanted {
            Some(wanted) => Expectations::new().token_type(wanted),
            None => Expectations::new(),
        };
        let is_right = typ == wanted || wanted.is_none() && typ == Some("JWT");
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let wrong_type = (!is_right).then(|| VerifyError::Type {
            found: owned(typ),
            expected: owned(wanted),
        });
        for (alg, crit) in
            [("HS256", false), ("none", false), ("none", true), ("HS256", true)]
        {
            let header = object(&[
                ("alg", quoted(alg)),
                ("typ", typ.and_then(quoted)),
                ("crit", crit.then(|| "[]".to_owned())),
            ]);
            let critical =
                crit.then_some(VerifyError::Critical { parameter: "crit" });
            let wrong_algorithm = (alg != "HS256")
                .then(|| VerifyError::Algorithm { found: Some(alg.into()) });
            assert_eq!(
                error_of(&signed(&header, "{}"), &expected),
                critical.or(wrong_algorithm).or(wrong_type.clone()),
                "{header}, expected {wanted:?}"
            );
        }
    }
}

#[test]
fn step_8_the_signature_is_base64url_of_32_bytes() {
    let (signing_input, signature) = TOKEN.rsplit_once('.').unwrap();
    let refused = |signature: &str| {
        check(&format!("{signing_input}.{signature}")).unwrap_err()
    };

    for length in (0..100).filter(|length| *length != 32) {
        let error = refused(&base64url::encode(vec![7; length]));
        assert_eq!(error, VerifyError::SignatureLength { found: length });
    }
    for (wrong, error) in [
        (format!("{signature}="), Base64urlError::Padding { position: 44 }),
        (
            signature.replace('i', "+"),
            Base64urlError::StandardAlphabet { character: '+', position: 5 },
        ),
        (format!("{signature}AA"), Base64urlError::ImpossibleLength { length: 45 }),
        (
            format!("{} {}", &signature[..4], &signature[4..]),
            Base64urlError::WhiteSpace { character: ' ', position: 5 },
        ),
    ] {
        assert_eq!(refused(&wrong), VerifyError::SignatureEncoding(error));
    }

    // 43 characters have 258 bits, the tag has 256. A lenient decoder takes
    // l, m and n for the k at the end. We don't.
    for last in ['l', 'm', 'n'] {
        let error = refused(&format!("{}{last}", &signature[..42]));
        let spare = Base64urlError::SpareBits { last, expected: 'k' };
        assert_eq!(error, VerifyError::SignatureEncoding(spare));
    }
}

#[test]
fn step_9_the_signature_matches() {
    let other = Secret::insecure_for_lessons("12@34$57").unwrap();
    let refused = verify(TOKEN, &other, &Expectations::new(), at(NOW));
    assert_eq!(refused, Err(VerifyError::SignatureMismatch { mix_up: None }));

    // The parts of two tokens, both genuine, don't mix.
    let (one, another) =
        (signed(HEADER, r#"{"id":"1"}"#), signed(HEADER, r#"{"id":"2"}"#));
    let (signing_input, _) = one.rsplit_once('.').unwrap();
    let (_, signature) = another.rsplit_once('.').unwrap();
    let mixed = check(&format!("{signing_input}.{signature}"));
    assert_eq!(mixed, Err(VerifyError::SignatureMismatch { mix_up: None }));

    // The characters are signed, not what they mean: a payload that says the
    // same with a space more needs a signature of its own.
    let (header, _) = signing_input.split_once('.').unwrap();
    let respelled =
        format!("{header}.{}.{signature}", base64url::encode(r#"{"id": "2"}"#));
    assert_eq!(check(&respelled).unwrap_err().check(), SignatureMatches);
}

#[test]
fn step_9_a_mix_up_of_the_secret_is_named_and_still_refused() {
    let characters = "YSB0ZXh0IG9mIDMyIGJ5dGVzLCBvciBvZiBtb3JlISE";
    let text = "a text of 32 bytes, or of more!!";
    let mix_up = |signer: &str, ours: Secret| match verify(
        &signed_with(signer, "eyJhbGciOiJIUzI1NiJ9.e30"),
        &ours,
        &Expectations::new(),
        at(NOW),
    ) {
        Err(VerifyError::SignatureMismatch { mix_up }) => mix_up,
        other => panic!("{other:?}"),
    };
    let as_text = |text: &str| Secret::from_text(text).unwrap();

    assert_eq!(
        mix_up(text, as_text(characters)),
        Some(SignatureMixUp::SignerDecodedIt)
    );
    let padded = format!("{characters}=");
    assert_eq!(
        mix_up(text, as_text(&padded)),
        Some(SignatureMixUp::SignerDecodedIt)
    );
    assert_eq!(
        mix_up(characters, Secret::from_base64url(characters).unwrap()),
        Some(SignatureMixUp::SignerTookTheText)
    );
    for wrapped in [format!("{text}\n"), format!(" {text}"), format!("\"{text}\"")]
    {
        assert_eq!(
            mix_up(text, as_text(&wrapped)),
            Some(SignatureMixUp::OursIsWrapped)
        );
    }
    for line_break in [format!("{text}\n"), format!("{text}\r\n")] {
        assert_eq!(
            mix_up(&line_break, as_text(text)),
            Some(SignatureMixUp::SignersEndsWithALineBreak)
        );
    }
    assert_eq!(mix_up("another text of 32 bytes or more", as_text(text)), None);

    // The token itself, copied from where it was broken into lines.
    let token = signed_with(text, "eyJhbGciOiJIUzI1NiJ9.e30");
    for broken in ["e\n30", "e3 0", "\te30\r\n"] {
        let broken = token.replace("e30", broken);
        let refused =
            verify(&broken, &as_text(text), &Expectations::new(), at(NOW));
        let mix_up = Some(SignatureMixUp::WhiteSpaceInThePayload);
        assert_eq!(refused, Err(VerifyError::SignatureMismatch { mix_up }));
    }

    // 32 bytes that standard base64 writes with all that base64url lacks.
    let standard = "+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/8=";
    let urlsafe = standard.replace('+', "-").replace('/', "_").replace('=', "");
    let bytes = base64url::decode(&urlsafe).unwrap();
    let token = signed_with(bytes, "eyJhbGciOiJIUzI1NiJ9.e30");
    let refused = verify(&token, &as_text(standard), &Expectations::new(), at(NOW));
    let mix_up = Some(SignatureMixUp::SignerDecodedIt);
    assert_eq!(refused, Err(VerifyError::SignatureMismatch { mix_up }));
}

#[test]
fn step_10_the_payload_is_base64url_of_one_json_object() {
    let header = base64url::encode(HEADER);
    for payload in ["e30=", "e3 0", "e30+", "e", "e31"] {
        let error = check(&signed_parts(&header, payload)).unwrap_err();
        assert_eq!(error.check(), PayloadJson, "{payload}");
        assert!(matches!(error, VerifyError::PayloadEncoding(_)), "{payload}");
    }
    let plain = Expectations::new();
    for payload in [
        "",
        "text",
        "[]",
        "null",
        "7",
        r#""{}""#,
        "{} {}",
        "{",
        r#"{"a":1,}"#,
        "\u{feff}{}",
        r#"{"a":1,"a":1}"#,
        r#"{"exp":1,"\u0065xp":2}"#,
        r#"{"a":{"b":1,"b":1}}"#,
    ] {
        assert_eq!(claims_stop_at(payload, &plain), Some(PayloadJson), "{payload}");
    }
    assert_eq!(claims_stop_at(b"{\"a\":\"\xff\"}", &plain), Some(PayloadJson));
    assert_eq!(claims_stop_at("{}", &plain), None);
    assert_eq!(claims_stop_at(" { } \r\n", &plain), None);
}

#[test]
fn step_11_registered_claims_have_their_types() {
    let plain = Expectations::new();
    for wrong in [
        r#"{"exp":"1690407763"}"#,
        r#"{"exp":null}"#,
        r#"{"exp":true}"#,
        r#"{"exp":[1690407763]}"#,
        r#"{"exp":1e400}"#,
        r#"{"nbf":-1e400}"#,
        r#"{"nbf":"0"}"#,
        r#"{"nbf":{}}"#,
        r#"{"iat":"0"}"#,
        r#"{"iat":false}"#,
        r#"{"iss":7}"#,
        r#"{"iss":["x"]}"#,
        r#"{"sub":7}"#,
        r#"{"sub":null}"#,
        r#"{"jti":7}"#,
        r#"{"aud":7}"#,
        r#"{"aud":null}"#,
        r#"{"aud":["x",7]}"#,
        r#"{"aud":{"x":1}}"#,
    ] {
        assert_eq!(claims_stop_at(wrong, &plain), Some(ClaimTypes), "{wrong}");
    }
    // The type comes before the time: an expired token with a wrong `iss`.
    assert_eq!(claims_stop_at(r#"{"exp":1,"iss":7}"#, &plain), Some(ClaimTypes));
    let right =
        r#"{"exp":1690407763,"nbf":0.5,"iat":-1,"iss":"","sub":"x","jti":"y"}"#;
    assert_eq!(claims_stop_at(right, &plain), None);
}

#[test]
fn step_12_exp_is_the_first_moment_that_is_too_late() {
    let exp = |exp: &str| format!(r#"{{"exp":{exp}}}"#);
    let plain = Expectations::new();
    let outcomes = [NOW - 1, NOW, NOW + 1]
        .map(|seconds| claims_stop_at(exp(&seconds.to_string()), &plain));
    let accepted = outcomes.map(|outcome| outcome.is_none());
    expect_none(format!("{outcomes:?}"), of_expiry(accepted));
    for (claim, outcome) in [
        ("1690407761", Some(Time)),
        ("1690407762", Some(Time)),
        ("1690407762.0", Some(Time)),
        ("1690407762.5", None),
        ("1690407763", None),
        ("1690407761.9", Some(Time)),
        ("0", Some(Time)),
        ("-1", Some(Time)),
        ("3600", Some(Time)),
        ("1690407762000", None),
        ("1e300", None),
    ] {
        assert_eq!(claims_stop_at(exp(claim), &plain), outcome, "{claim}");
    }
    // With a minute of leeway, a minute later.
    let leeway = Expectations::new().leeway(Duration::from_secs(60));
    for (claim, outcome) in [
        (NOW - 61, Some(Time)),
        (NOW - 60, Some(Time)),
        (NOW - 59, None),
        (NOW, None),
    ] {
        assert_eq!(
            claims_stop_at(exp(&claim.to_string()), &leeway),
            outcome,
            "{claim}"
        );
    }
    let half = Expectations::new().leeway(Duration::from_millis(500));
    assert_eq!(claims_stop_at(exp("1690407761.5"), &half), Some(Time));
    assert_eq!(claims_stop_at(exp("1690407761.75"), &half), None);
}

#[test]
fn step_12_an_exp_is_required_only_if_asked_for() {
    assert_eq!(claims_stop_at("{}", &Expectations::new()), None);
    let required = Expectations::new().require_expiry();
    assert_eq!(claims_stop_at("{}", &required), Some(Time));
    assert_eq!(claims_stop_at(r#"{"exp":1690407763}"#, &required), None);
}

#[test]
fn step_12_nbf_is_the_first_moment_that_is_not_too_early() {
    let nbf = |nbf: &str| format!(r#"{{"nbf":{nbf}}}"#);
    let plain = Expectations::new();
    let outcomes = [NOW - 1, NOW, NOW + 1]
        .map(|seconds| claims_stop_at(nbf(&seconds.to_string()), &plain));
    let accepted = outcomes.map(|outcome| outcome.is_none());
    expect_none(format!("{outcomes:?}"), of_not_before(accepted));
    for (claim, outcome) in [
        ("1690407761", None),
        ("1690407762", None),
        ("1690407762.5", Some(Time)),
        ("1690407763", Some(Time)),
        ("1690407762000", Some(Time)),
        ("-1", None),
    ] {
        assert_eq!(claims_stop_at(nbf(claim), &plain), outcome, "{claim}");
    }
    let leeway = Expectations::new().leeway(Duration::from_secs(60));
    for (claim, outcome) in
        [(NOW + 59, None), (NOW + 60, None), (NOW + 61, Some(Time))]
    {
        assert_eq!(
            claims_stop_at(nbf(&claim.to_string()), &leeway),
            outcome,
            "{claim}"
        );
    }
}

#[test]
fn step_12_a_maximum_age_needs_an_iat() {
    let iat = |iat: u64| format!(r#"{{"iat":{iat},"exp":9999999999}}"#);
    let minute = || Expectations::new().max_age(Duration::from_secs(60));
    assert_eq!(claims_stop_at(r#"{"exp":9999999999}"#, &minute()), Some(Time));
    for (claim, outcome) in [
        (NOW - 61, Some(Time)),
        (NOW - 60, Some(Time)),
        (NOW - 59, None),
        (NOW, None),
        (NOW + 1, Some(Time)),
        (NOW * 1000, Some(Time)),
    ] {
        assert_eq!(claims_stop_at(iat(claim), &minute()), outcome, "{claim}");
    }
    let with_leeway = minute().leeway(Duration::from_secs(5));
    for (claim, outcome) in [
        (NOW - 65, Some(Time)),
        (NOW - 64, None),
        (NOW + 5, None),
        (NOW + 6, Some(Time)),
    ] {
        assert_eq!(claims_stop_at(iat(claim), &with_leeway), outcome, "{claim}");
    }
    // Without a maximum age, `iat` may say what it likes.
    assert_eq!(claims_stop_at(iat(NOW + 1), &Expectations::new()), None);
}

#[test]
fn step_12_time_passes() {
    let claims = r#"{"nbf":1000,"exp":2000}"#;
    let plain = Expectations::new();
    for (now, outcome) in [
        (999, Some(Time)),
        (1000, None),
        (1999, None),
        (2000, Some(Time)),
        (2001, Some(Time)),
    ] {
        assert_eq!(claims_stop_when(claims, &plain, now), outcome, "{now}");
    }

    // All that is asked of a time is asked, whatever else is in the token: `exp`, then
    // `nbf`, then the age.
    let now = at(NOW);
    let (leeway, max_age) = (Duration::ZERO, Duration::from_secs(60));
    for (exp, nbf) in [None, Some(NOW - 9), Some(NOW + 9)]
        .into_iter()
        .flat_map(|exp| [None, Some(NOW - 9), Some(NOW + 9)].map(|nbf| (exp, nbf)))
    {
        for iat in [None, Some(NOW - 61), Some(NOW - 9), Some(NOW + 9)] {
            for (required, aged) in
                [(false, false), (false, true), (true, false), (true, true)]
            {
                let mut expected = Expectations::new();
                if required {
                    expected = expected.require_expiry();
                }
                if aged {
                    expected = expected.max_age(max_age);
                }
                let of_exp = match exp.map(at) {
                    Some(exp) if exp < now => {
                        Some(VerifyError::Expired { exp, now, leeway })
                    }
                    None if required => {
                        Some(VerifyError::MissingTime { claim: "exp" })
                    }
                    _ => None,
                };
                let of_nbf = nbf
                    .map(at)
                    .filter(|nbf| *nbf > now)
                    .map(|nbf| VerifyError::NotYetValid { nbf, now, leeway });
                let of_iat = match iat.map(at) {
                    None => Some(VerifyError::MissingTime { claim: "iat" }),
                    Some(iat) if iat > now => {
                        Some(VerifyError::FromTheFuture { iat, now, leeway })
                    }
                    Some(iat) if iat + max_age < now => {
                        Some(VerifyError::TooOld { iat, now, max_age, leeway })
                    }
                    _ => None,
                };
                let number = |time: Option<u64>| time.map(|time| time.to_string());
                let claims = object(&[
                    ("exp", number(exp)),
                    ("nbf", number(nbf)),
                    ("iat", number(iat)),
                ]);
                assert_eq!(
                    error_of(&signed(HEADER, &claims), &expected),
                    of_exp.or(of_nbf).or(of_iat.filter(|_| aged)),
                    "{claims}, exp required: {required}, maximum age: {aged}"
                );
            }
        }
    }
}

#[test]
fn step_13_who_it_is_from_and_about() {
    let expected = |claim: &str, value: &str| match claim {
        "iss" => Expectations::new().issuer(value),
        "sub" => Expectations::new().subject(value),
        "jti" => Expectations::new().token_id(value),
        _ => Expectations::new().audience(value),
    };
    for claim in ["iss", "sub", "jti", "aud"] {
        let with = |value: &str| format!(r#"{{"{claim}":"{value}"}}"#);
        assert_eq!(
            claims_stop_at(with("login"), &expected(claim, "login")),
            None,
            "{claim}"
        );
        for other in ["Login", "login ", "", "logi", "login2", "http://login"] {
            let outcome = claims_stop_at(with(other), &expected(claim, "login"));
            assert_eq!(outcome, Some(Parties), "{claim}: {other}");
        }
        assert_eq!(
            claims_stop_at("{}", &expected(claim, "login")),
            Some(Parties),
            "{claim}"
        );
        assert_eq!(claims_stop_at("{}", &Expectations::new()), None, "{claim}");
    }
    for claim in ["iss", "sub", "jti"] {
        let unexpected = format!(r#"{{"{claim}":"anything"}}"#);
        assert_eq!(
            claims_stop_at(unexpected, &Expectations::new()),
            None,
            "{claim}"
        );
    }
}

#[test]
fn step_13_whom_it_is_for() {
    let api = || Expectations::new().audience("api");
    for (claims, outcome) in [
        (r#"{"aud":"api"}"#, None),
        (r#"{"aud":["api"]}"#, None),
        (r#"{"aud":["web","api"]}"#, None),
        (r#"{"aud":["web","app"]}"#, Some(Parties)),
        (r#"{"aud":[]}"#, Some(Parties)),
        (r#"{"aud":"web,api"}"#, Some(Parties)),
        (r#"{"aud":""}"#, Some(Parties)),
        ("{}", Some(Parties)),
    ] {
        assert_eq!(claims_stop_at(claims, &api()), outcome, "{claims}");
    }
    // An audience that the caller did not name is somebody else.
    for claims in
        [r#"{"aud":"api"}"#, r#"{"aud":["api"]}"#, r#"{"aud":[]}"#, r#"{"aud":""}"#]
    {
        assert_eq!(
            claims_stop_at(claims, &Expectations::new()),
            Some(Parties),
            "{claims}"
        );
    }
    // The time comes before the parties.
    assert_eq!(claims_stop_at(r#"{"aud":"web","exp":1}"#, &api()), Some(Time));

    // Every party is asked for, whatever the others are: all 16 sets of expectations,
    // with each claim right, wrong or missing. In this order, and `aud` once more at the
    // end, when nobody asked for it.
    const NAMES: [&str; 4] = ["iss", "sub", "aud", "jti"];
    let value = |states: usize, place: usize| {
        [None, Some("right"), Some("wrong")][states / 3_usize.pow(place as u32) % 3]
    };
    for wanted in 0..16_usize {
        let is_wanted = |place: usize| wanted >> place & 1 == 1;
        let mut expected = Expectations::new();
        if is_wanted(0) {
            expected = expected.issuer("right");
        }
        if is_wanted(1) {
            expected = expected.subject("right");
        }
        if is_wanted(2) {
            expected = expected.audience("right");
        }
        if is_wanted(3) {
            expected = expected.token_id("right");
        }
        for states in 0..81_usize {
            let found = |place: usize| value(states, place);
            let another = (0..4)
                .find(|place| is_wanted(*place) && found(*place) != Some("right"))
                .map(|place| VerifyError::AnotherParty {
                    claim: NAMES[place],
                    found: found(place).map(Into::into),
                    expected: "right".to_owned(),
                });
            let unexpected = found(2)
                .filter(|_| !is_wanted(2))
                .map(|aud| VerifyError::UnexpectedAudience { found: aud.into() });
            let claims = object(
                &[0, 1, 2, 3]
                    .map(|place| (NAMES[place], found(place).and_then(quoted))),
            );
            assert_eq!(
                error_of(&signed(HEADER, &claims), &expected),
                another.or(unexpected),
                "{claims}, {expected:?}"
            );
        }
    }
}

#[test]
fn step_14_the_signature_alone_when_the_payload_is_not_json() {
    let token = signed(r#"{"alg":"HS256"}"#, "plain text");
    let plain = Expectations::new();
    assert_eq!(
        verify_signature(&token, &secret(), &plain),
        Ok(b"plain text".into())
    );
    assert_eq!(check(&token).unwrap_err().check(), PayloadJson);
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
    assert_eq!(check(&forged).unwrap_err().check(), Algorithm);

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
        assert_eq!(
            check(&forged).unwrap_err().check(),
            SignatureMatches,
            "bit {bit}"
        );
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
