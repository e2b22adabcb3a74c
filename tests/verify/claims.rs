// Checks 10 to 13: what the token says, when, from whom and for whom. Only now, since
// only now do we know who wrote it.

use std::time::Duration;

use jwt_by_hand::Check::{ClaimTypes, Parties, PayloadJson, Time};
use jwt_by_hand::{Expectations, VerifyError, base64url};

use crate::diagnosis::{expect_none, of_expiry, of_not_before};
use crate::support::{
    HEADER, NOW, at, claims_stop_at, claims_stop_when, error, error_of, object,
    quoted, signed, signed_parts,
};

#[test]
fn step_10_the_payload_is_base64url_of_one_json_object() {
    let header = base64url::encode(HEADER);
    for payload in ["e30=", "e3 0", "e30+", "e", "e31"] {
        let error = error(&signed_parts(&header, payload));
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
