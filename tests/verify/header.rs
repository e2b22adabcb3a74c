// Checks 3 to 7: what the sender says about the token. None of it decides how it is
// verified: the header may agree with us, or be refused.

use jwt_by_hand::Check::{Algorithm, HeaderJson, NothingCritical, Type};
use jwt_by_hand::{Base64urlError, Expectations, VerifyError, base64url, verify};

use crate::support::{
    HEADER, NOW, at, check, error, error_of, header_stops_at, object, quoted,
    secret, signed, signed_parts,
};

#[test]
fn step_3_the_header_is_base64url() {
    let payload = base64url::encode("{}");
    let refused = |header: &str| match error(&signed_parts(header, &payload)) {
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
        r#"{"crit":["b64"],"b64":false,"alg":"HS256"}"#,
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
    // Without a `/`, `application/` is meant to stand in front (RFC 7515 §4.1.9).
    for typ in ["JWT", "jwt", "Jwt", "application/jwt", "Application/JWT"] {
        assert_eq!(stops_at(&with_type(typ), Expectations::new()), None, "{typ}");
    }
    assert_eq!(stops_at(&untyped, Expectations::new()), None);
    for typ in [
        "",
        "JWS",
        "at+jwt",
        "JWT ",
        "ＪＷＴ",
        "text/jwt",
        "application/",
        "/jwt",
        "application/jwt/",
        "application/application/jwt",
        "application /jwt",
    ] {
        assert_eq!(
            stops_at(&with_type(typ), Expectations::new()),
            Some(Type),
            "{typ}"
        );
    }
    // The usual header is not read; one that says the same in other characters is,
    // and both are accepted.
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
    assert_eq!(stops_at(&with_type("application/at+jwt"), access_token()), None);
    let in_full = || Expectations::new().token_type("application/at+jwt");
    assert_eq!(stops_at(&with_type("at+jwt"), in_full()), None);
    assert_eq!(stops_at(&with_type("APPLICATION/AT+JWT"), in_full()), None);
    assert_eq!(stops_at(&with_type("text/at+jwt"), in_full()), Some(Type));
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
