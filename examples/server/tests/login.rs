// Log in
//
// A name and a password come in once. What goes out is a token, good for an hour, and
// nothing is kept. Whoever guesses wrongly learns nothing: not which of the two was
// wrong, not from the answer, and not from the time that it takes.
//
// Run this file with: cargo test -p server --test login

mod support;

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use jwt_by_hand::peek_without_verifying;
use serde_json::{Value, json};
use server::serve::Limits;
use server::users::Users;
use support::{NOW, PASSWORD, Server, log_in, post_login, secret};

#[tokio::test]
async fn step_1_name_and_password_give_a_token() {
    let server = Server::start().await;
    let body = json!({ "name": "ada", "password": PASSWORD });
    let answer = post_login(&server.url(), &body).await;

    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_snapshot!(answer.json, @r#"{"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2MiwiZXhwIjoxNjkwNDExMzYyfQ.pxxoxByYbnqqEi4vy5fq-iBg99w3uhDAIp19prU1Zbc"}"#);
}

#[tokio::test]
async fn step_2_it_expires_one_hour_later() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;

    let claims = peek_without_verifying(&token).unwrap().claims;
    assert_eq!(claims.time("iat").unwrap().as_seconds(), NOW as f64);
    assert_eq!(claims.time("exp").unwrap().as_seconds(), (NOW + 3600) as f64);
    assert_eq!(claims.text("id"), Some("123456"));
    assert_eq!(claims.iter().count(), 3);
}

#[tokio::test]
async fn step_3_a_lifetime_can_be_chosen_up_to_an_hour() {
    let server = Server::start().await;
    let with = async |lifetime: Value| {
        let body =
            json!({ "name": "ada", "password": PASSWORD, "lifetime": lifetime });
        post_login(&server.url(), &body).await
    };
    for seconds in [1, 10, 3600] {
        let answer = with(json!(seconds)).await;
        let token = answer.json["token"].as_str().unwrap();
        let claims = peek_without_verifying(token).unwrap().claims;
        let exp = claims.time("exp").unwrap().as_seconds();
        assert_eq!(exp, (NOW + seconds) as f64);
    }
    for wrong in [json!(0), json!(3601), json!(u64::MAX)] {
        let answer = with(wrong).await;
        assert_eq!(answer.status, 422);
        assert_eq!(
            answer.json["message"],
            "lifetime is a number of seconds from 1 to 3600"
        );
    }
    for wrong in [json!(-1), json!(1.5), json!("60"), json!("1h"), json!(1e300)] {
        assert_eq!(with(wrong).await.status, 422);
    }
}

#[tokio::test]
async fn step_4_a_wrong_name_and_a_wrong_password_look_the_same() {
    let server = Server::start().await;
    let with = async |name: &str, password: &str| {
        let body = json!({ "name": name, "password": password });
        let mut answer = post_login(&server.url(), &body).await;
        answer.headers.remove("date");
        answer
    };
    let wrong_password = with("ada", "difference engine").await;
    assert_eq!(wrong_password.status, 401);
    assert_snapshot!(wrong_password.json, @r#"{"message":"no user has this name and this password"}"#);
    // RFC 9110 §15.5.2 wants a challenge in each 401.
    assert_snapshot!(wrong_password.challenge.clone().unwrap(), @r#"Bearer realm="jwt-by-hand""#);

    for (name, password) in [
        ("charles", "difference engine"),
        // Ada's password doesn't open another name, be it taken or not.
        ("charles", PASSWORD),
        ("grace", PASSWORD),
        ("ADA", PASSWORD),
        ("ada ", PASSWORD),
        ("", ""),
        ("ada", ""),
        ("ada", "analytical engine "),
        ("ada", "Analytical engine"),
    ] {
        assert_eq!(with(name, password).await, wrong_password, "{name} {password}");
    }
}

/// For tests that log in more often than a person would.
fn often() -> Limits {
    Limits { logins_per_minute: 1000.try_into().unwrap(), ..Limits::default() }
}

#[tokio::test]
async fn step_5_and_take_the_same_time() {
    let server = Server::with(secret(), often()).await;
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..12 {
        for (name, fastest) in [("ada", &mut known), ("charles", &mut unknown)] {
            let body = json!({ "name": name, "password": "difference engine" });
            let start = Instant::now();
            post_login(&server.url(), &body).await;
            *fastest = start.elapsed().min(*fastest);
        }
    }
    // Without the hash for nobody, an unknown name is answered in under a tenth.
    assert!(unknown > known / 3, "{unknown:?} for nobody, {known:?} for ada");
}

#[tokio::test]
async fn step_6_a_body_of_another_shape_is_refused_in_words() {
    let server = Server::start().await;
    let long = json!({ "name": "ada", "password": "x".repeat(5000) }).to_string();
    for (content_type, body, status, message) in [
        ("application/json", "{\"name\":", 400, "the body is not JSON"),
        ("application/json", "", 400, "the body is not JSON"),
        ("application/json", "{}", 422, "expected {\"name\""),
        ("application/json", "[]", 422, "expected {\"name\""),
        // The right ones, in a list: that is no object.
        (
            "application/json",
            r#"["ada","analytical engine"]"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"["ada","analytical engine",5]"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"["ada","analytical engine",5,{}]"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"{"name":"ada","password":null}"#,
            422,
            "expected {\"name\"",
        ),
        // Two names: which of them logs in?
        (
            "application/json",
            r#"{"name":"grace","name":"ada","password":"analytical engine"}"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"{"name":"ada","password":"x","password":"analytical engine"}"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"{"name":"ada","n\u0061me":"ada","password":"analytical engine"}"#,
            422,
            "expected {\"name\"",
        ),
        (
            "application/json",
            r#"{"name":"ada","password":"analytical engine"} 1"#,
            400,
            "the body is not JSON",
        ),
        ("application/json", "\"hunter2\"", 422, "expected {\"name\""),
        (
            "application/json",
            r#"{"name":"ada","password":["hunter2"]}"#,
            422,
            "expected {\"name\"",
        ),
        // A misspelt name is no reason to guess.
        (
            "application/json",
            r#"{"name":"ada","password":"hunter2","lifetimes":1}"#,
            422,
            "expected {\"name\"",
        ),
        ("text/plain", r#"{"name":"ada"}"#, 415, "expected the header"),
        // What a plain HTML form sends, from another site perhaps.
        (
            "application/x-www-form-urlencoded",
            "name=ada&password=analytical+engine",
            415,
            "expected the header",
        ),
        ("application/json", &long, 413, "the body is too long"),
        ("application/json", "\u{0}\u{1}binary", 400, "the body is not JSON"),
    ] {
        let request = format!(
            "POST /login HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = server.raw(request.as_bytes()).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        let json: Value = serde_json::from_str(body).unwrap();
        assert!(json["message"].as_str().unwrap().starts_with(message), "{body}");
        assert!(!answer.contains("hunter2"), "{answer}");
    }
}

#[tokio::test]
async fn step_7_both_users_can_log_in_many_at_a_time() {
    let server = Server::with(secret(), often()).await;
    let url = server.url();
    let mut logins = Vec::new();
    for number in 0..24 {
        let url = url.clone();
        logins.push(tokio::spawn(async move {
            let (name, password, id) = match number % 3 {
                0 => ("ada", PASSWORD, Some("123456")),
                1 => ("grace", "nanoseconds and wire", Some("234567")),
                _ => ("grace", PASSWORD, None),
            };
            let body = json!({ "name": name, "password": password });
            let answer = post_login(&url, &body).await;
            let token = answer.json["token"].as_str();
            let claims = token.map(|token| peek_without_verifying(token).unwrap());
            let found = claims.as_ref().and_then(|token| token.claims.text("id"));
            assert_eq!(found, id, "{answer:?}");
        }));
    }
    for login in logins {
        login.await.unwrap();
    }
}

#[test]
fn step_8_a_hash_that_cannot_be_read_is_found_at_the_start() {
    // Later, it would be a right password that is never taken.
    let good = server::users::TABLE[0][2];
    let new = |hash| Users::new(&[["1", "eve", hash]], &Limits::default());
    assert!(new(good).is_ok());
    let (without_hash, _) = good.rsplit_once('$').unwrap();
    let (without_salt, _) = without_hash.rsplit_once('$').unwrap();
    for broken in [
        "",
        "analytical engine",
        without_hash,
        without_salt,
        "$argon2id$v=19$m=1,t=2,p=1$kP2fF5fgVjXssqqzd6tarA$2/6s3JaojTRNjRlZhf21epLTezC/z+HpQxhlP6XEN90",
        "$bcrypt$v=19$m=19456,t=2,p=1$kP2fF5fgVjXssqqzd6tarA$2/6s3JaojTRNjRlZhf21epLTezC/z+HpQxhlP6XEN90",
    ] {
        let problem = new(broken).err().expect(broken).to_string();
        assert!(problem.starts_with("the password's hash of eve: "), "{problem}");
    }
}
