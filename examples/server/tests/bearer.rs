// The token on its way
//
// `Authorization: Bearer <token>`. A missing token gets a 401 that says what is
// missing, a refused one a 401 with the error code of RFC 6750 §3.1 and a body that
// teaches. Neither tells anything about the server's secret.
//
// Run this file with: cargo test -p server --test bearer

mod support;

use std::collections::BTreeSet;

use insta::assert_snapshot;
use jwt_by_hand::why::{self, SignatureMixUp};
use jwt_by_hand::{
    Check, Claims, Expectations, Header, NumericDate, Secret, base64url, sign,
    signature, verify,
};
use serde_json::Value;
use server::serve::Limits;
use support::{NOW, SECRET, Server, get, log_in, secret, send};

#[tokio::test]
async fn step_1_a_token_opens_both_routes() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;

    let profile = send(&server.url(), "/profile", &token).await;
    assert_eq!(profile.status, 200);
    assert_snapshot!(profile.json, @r#"{"id":"123456","name":"ada"}"#);

    let route = send(&server.url(), "/protected-route", &token).await;
    assert_eq!(route.status, 200);
    assert_snapshot!(route.json, @r#"{"message":"the token holds","claims":{"id":"123456","iat":1690407762,"exp":1690411362},"seconds_left":3600}"#);

    for answer in [profile, route] {
        assert_eq!(answer.challenge, None);
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn step_2_no_token_is_401_without_an_error_code() {
    let server = Server::start().await;
    let nothing = get(&server.url(), "/profile", None).await;
    assert_eq!(nothing.status, 401);
    assert_snapshot!(nothing.challenge.clone().unwrap(), @r#"Bearer realm="jwt-by-hand""#);
    assert_snapshot!(nothing.json, @r#"{"message":"this needs a token, sent as `Authorization: Bearer <token>`; POST /login gives you one"}"#);

    for path in ["/profile", "/protected-route"] {
        for value in [None, Some("Bearer"), Some("Basic YWRhOng="), Some("")] {
            let answer = get(&server.url(), path, value).await;
            assert_eq!(answer.status, 401);
            assert_eq!(answer.challenge, nothing.challenge);
            assert_eq!(answer.json, nothing.json);
        }
    }
}

#[tokio::test]
async fn step_3_the_scheme_may_be_in_any_case() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR", "Bearer  "] {
        let value = format!("{scheme} {token}");
        let answer = get(&server.url(), "/profile", Some(&value)).await;
        assert_eq!(answer.status, 200, "{scheme}");
    }
    for scheme in ["Bearers", "Bear", "Token", "Bearer:"] {
        let value = format!("{scheme} {token}");
        let answer = get(&server.url(), "/profile", Some(&value)).await;
        assert_eq!(answer.status, 401, "{scheme}");
        assert_eq!(answer.challenge.unwrap(), r#"Bearer realm="jwt-by-hand""#);
    }
}

#[tokio::test]
async fn step_4_a_token_anywhere_else_is_no_token() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    let answer =
        get(&server.url(), &format!("/profile?access_token={token}"), None).await;
    assert_eq!(answer.status, 401);
    for header in [
        format!("Cookie: token={token}"),
        format!("X-Access-Token: {token}"),
        format!("Authorization: {token}"),
    ] {
        let answer = server
            .raw(
                format!(
                    "GET /profile HTTP/1.1\r\nHost: a\r\n{header}\r\n\
                     Connection: close\r\n\r\n"
                )
                .as_bytes(),
            )
            .await;
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
        assert!(answer.contains("www-authenticate: Bearer realm="), "{answer}");
    }
}

#[tokio::test]
async fn step_5_two_authorization_headers_are_one_too_many() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    for second in ["Bearer eyJhbGciOiJub25lIn0.e30.", &format!("Bearer {token}")] {
        let answer = server
            .raw(
                format!(
                    "GET /profile HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\
                     Authorization: {second}\r\nConnection: close\r\n\r\n"
                )
                .as_bytes(),
            )
            .await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        assert!(answer.contains(r#"Bearer error="invalid_request""#), "{answer}");
    }
}

/// For each check but the last a token that it refuses. The last asks about parties,
/// and this server names none but refuses a token that names an audience.
fn refused() -> Vec<(Check, String)> {
    let part = |json: &str| base64url::encode(json);
    let signed = |header: &str, payload: &[u8]| {
        let input = format!("{}.{}", part(header), base64url::encode(payload));
        let tag = signature::tag(&input, &secret()).to_base64url();
        format!("{input}.{tag}")
    };
    let right = r#"{"alg":"HS256","typ":"JWT"}"#;
    let claims = Claims::new().with("id", "123456");
    let good = claims
        .clone()
        .issued_at(NumericDate::from_seconds(NOW))
        .expires_at(NumericDate::from_seconds(NOW + 3600));
    let token = sign(&Header::new(), &good, &secret());
    let (input, tag) = token.rsplit_once('.').unwrap();
    let other = Secret::from_text("another text, of 32 bytes or more").unwrap();
    let with = |header: &str| signed(header, good.to_json().as_bytes());
    vec![
        (Check::Length, "x".repeat(8193)),
        (Check::ThreeParts, "undefined".into()),
        (Check::ThreeParts, input.into()),
        (Check::ThreeParts, format!("\"{token}\"")),
        (Check::ThreeParts, format!("Bearer {token}")),
        (Check::HeaderEncoding, format!("e30=.e30.{tag}")),
        (Check::HeaderJson, with("[]")),
        (Check::NothingCritical, with(r#"{"alg":"HS256","crit":["exp"]}"#)),
        (Check::Algorithm, format!("{}.e30.", part(r#"{"alg":"none"}"#))),
        (Check::Algorithm, with(r#"{"alg":"HS384"}"#)),
        (Check::Type, with(r#"{"alg":"HS256","typ":"at+jwt"}"#)),
        (Check::SignatureEncoding, format!("{token}x")),
        (Check::SignatureMatches, sign(&Header::new(), &good, &other)),
        (Check::PayloadJson, signed(right, b"plain text")),
        (Check::ClaimTypes, signed(right, br#"{"exp":"1690411362"}"#)),
        (Check::Time, sign(&Header::new(), &claims, &secret())),
        (
            Check::Time,
            sign(
                &Header::new(),
                &claims.expires_at(NumericDate::from_seconds(NOW)),
                &secret(),
            ),
        ),
        (Check::Parties, sign(&Header::new(), &good.audience("web"), &secret())),
    ]
}

#[tokio::test]
async fn step_6_each_check_is_named_when_it_refuses() {
    let server = Server::start().await;
    let mut seen = BTreeSet::new();
    for (check, token) in refused() {
        seen.insert(check);
        for path in ["/profile", "/protected-route"] {
            let answer = send(&server.url(), path, &token).await;
            assert_eq!(answer.status, 401, "{check:?}");
            let description = format!(
                "check {} of 13 failed: '{}'",
                check.number(),
                check.statement()
            );
            assert_eq!(
                answer.challenge.unwrap(),
                format!(
                    r#"Bearer error="invalid_token", error_description="{description}""#
                )
            );
            assert_eq!(answer.json["error"], "invalid_token");
            assert_eq!(answer.json["error_description"], *description);
            assert_eq!(answer.json["check"], check.number());
            assert_eq!(answer.headers["content-type"], "application/json");
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), Check::ALL);
}

#[tokio::test]
async fn step_7_the_body_says_what_the_library_says() {
    let server = Server::start().await;
    let expected = Expectations::new().require_expiry();
    let now = NumericDate::from_seconds(NOW);
    for (check, token) in refused() {
        let answer = send(&server.url(), "/profile", &token).await;
        let error = verify(&token, &secret(), &expected, now).unwrap_err();
        let Value::Object(explanation) = error.explain().to_value() else {
            panic!("no object");
        };
        for (name, value) in explanation {
            assert_eq!(answer.json[&name], value, "{check:?}");
        }
    }
}

#[tokio::test]
async fn step_8_such_a_body_whole() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    server.set_clock(NOW + 3660);
    let answer = send(&server.url(), "/profile", &token).await;
    assert_snapshot!(format!("{:#}", answer.json), @r#"
    {
      "error": "invalid_token",
      "error_description": "check 12 of 13 failed: 'the time is right'",
      "check": 12,
      "found": "exp 1690411362 (2023-07-26 22:42:42 UTC)",
      "expected": "a moment after now, 1690411422 (2023-07-26 22:43:42 UTC)",
      "rule": "RFC 7519 §4.1.4",
      "likely_cause": "it expired 60 s ago; the user has to log in again"
    }
    "#);
}

#[tokio::test]
async fn step_9_the_clock_decides_to_the_second() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    for (seconds, status) in
        [(NOW + 3599, 200), (NOW + 3600, 401), (NOW + 3601, 401), (NOW, 200)]
    {
        server.set_clock(seconds);
        assert_eq!(send(&server.url(), "/profile", &token).await.status, status);
    }
}

#[tokio::test]
async fn step_10_nothing_is_told_about_how_our_secret_is_read() {
    // The signer has decoded the secret from base64, which can be proved. The server's
    // log says it, its answer does not.
    let text = "YSB0ZXh0IG9mIDMyIGJ5dGVzLCBvciBvZiBtb3JlISE=";
    let secret = Secret::from_text(text).unwrap();
    let server = Server::with(secret, Limits::default()).await;
    let decoded = Secret::from_text(SECRET).unwrap();
    let token = sign(&Header::new(), &Claims::new(), &decoded);

    let ours = Secret::from_text(text).unwrap();
    assert_eq!(why::mix_up(&token, &ours), Some(SignatureMixUp::SignerDecodedIt));

    let answer = send(&server.url(), "/profile", &token).await;
    assert_snapshot!(answer.json["likely_cause"], @r#""another secret signed it, or a character of the token was changed since""#);
}

#[tokio::test]
async fn step_11_the_header_has_only_what_rfc_6750_allows() {
    let server = Server::start().await;
    for (_, token) in refused() {
        let answer = send(&server.url(), "/profile", &token).await;
        let challenge = answer.challenge.unwrap();
        let description = challenge.split('"').nth(3).unwrap();
        assert!(!description.is_empty());
        assert!(
            description.chars().all(|character| matches!(
                character,
                '\x20'..='\x21' | '\x23'..='\x5b' | '\x5d'..='\x7e'
            )),
            "{description}"
        );
    }
    // What a stranger writes comes back in the body, escaped, and never in a header.
    let alg = r#"{"alg":"\r\nSet-Cookie: a=b"}"#;
    let token = format!("{}.e30.AA", base64url::encode(alg));
    let answer = server
        .raw(
            format!(
                "GET /profile HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\
                 Connection: close\r\n\r\n"
            )
            .as_bytes(),
        )
        .await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(!head.to_ascii_lowercase().contains("set-cookie"), "{head}");
    assert!(body.contains("Set-Cookie: a=b"), "{body}");
    assert!(!body.contains('\n'), "{body}");
}

#[tokio::test]
async fn step_12_a_good_token_for_a_user_who_has_gone() {
    let server = Server::start().await;
    for claims in [Claims::new().with("id", "345678"), Claims::new()] {
        let exp = NumericDate::from_seconds(NOW + 60);
        let token = sign(&Header::new(), &claims.expires_at(exp), &secret());
        let answer = send(&server.url(), "/profile", &token).await;
        assert_eq!(answer.status, 404);
        assert_eq!(
            answer.json["message"],
            "the token holds, but no user has its id any more"
        );
        let answer = send(&server.url(), "/protected-route", &token).await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn step_13_every_character_of_the_token_counts() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    let client = reqwest::Client::new();
    let url = format!("{}/profile", server.url());
    for place in 0..token.len() {
        let other = if &token[place..=place] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        let request = client.get(&url).bearer_auth(&changed);
        assert_eq!(request.send().await.unwrap().status(), 401, "{changed}");
    }
    let request = client.get(&url).bearer_auth(&token);
    assert_eq!(request.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn step_14_other_paths_and_methods() {
    let server = Server::start().await;
    let url = server.url();
    let client = reqwest::Client::new();
    let paths =
        ["/nothing", "/profile/", "/Profile", "//profile", "/login/../profile/x"];
    for path in paths {
        assert_eq!(get(&url, path, None).await.status, 404, "{path}");
    }
    let delete = client.delete(format!("{url}/profile")).send().await.unwrap();
    assert_eq!(delete.status(), 405);
    assert_eq!(get(&url, "/login", None).await.status, 405);
    // A script of another site asks first whether it may send a token. It may not.
    let preflight = client
        .request(reqwest::Method::OPTIONS, format!("{url}/profile"))
        .header("Origin", "https://elsewhere.example")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization");
    let answer = preflight.send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert!(!answer.headers().contains_key("access-control-allow-origin"));
}
