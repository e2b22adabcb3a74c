// The program
//
// What happens when it starts and stops, and what two of them make of each other's
// tokens. Stateless, says the documentation, and scales to many servers: here are the
// many. All they share is a secret.
//
// Run this file with: cargo test -p server --test program

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use insta::assert_snapshot;
use jwt_by_hand::{Claims, Header, NumericDate, Secret, base64url, sign};
use serde_json::json;
use support::{PASSWORD, Running, get, log_in, post_login, program, refused, send};

const SECRET: &str = "aox8jFfPut399TO+fG/o19SnTdxZ5yjIcVKqN/c8jw8=";
const ANOTHER_SECRET: &str = "another text, of 32 bytes or more";

#[tokio::test]
async fn step_1_it_starts_without_any_set_up() {
    let server = Running::start(&[]);
    let token = log_in(&server.url).await;
    assert_eq!(send(&server.url, "/profile", &token).await.status, 200);

    let until = server.greeting.find("Listening").unwrap();
    assert_snapshot!(&server.greeting[..until], @r#"
    JWT_SECRET is not set, so this server has drawn a secret of its own: 32 random bytes.
    It is gone when the server stops, and with it every token that the server has made.
    To set one, in the shell from which you start it:

        export JWT_SECRET="$(openssl rand -base64 32)"

    Two users can log in: ada, whose password is "analytical engine",
    and grace, whose password is "nanoseconds and wire".
    "#);
}

#[tokio::test]
async fn step_2_a_secret_is_taken_from_the_environment() {
    let server = Running::start(&[("JWT_SECRET", SECRET)]);
    assert!(server.greeting.starts_with("The secret is JWT_SECRET, 44 bytes.\n"));

    // Its text is the secret, as in Node, so that we can sign with it here.
    let exp = NumericDate::from(std::time::SystemTime::now())
        + std::time::Duration::from_secs(60);
    let claims = Claims::new().with("id", "123456").expires_at(exp);
    let secret = Secret::from_text(SECRET).unwrap();
    let token = sign(&Header::new(), &claims, &secret);
    assert_eq!(send(&server.url, "/profile", &token).await.status, 200);
}

#[test]
fn step_3_a_secret_that_is_set_and_no_good_stops_it() {
    for (secret, found) in [
        ("", "0 bytes"),
        ("12@34$56", "8 bytes"),
        ("a text that is 31 bytes long!!!", "31 bytes"),
    ] {
        let output = refused(program(&[("JWT_SECRET", secret)]));
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.stdout.is_empty());
        assert!(
            said.contains(&format!("JWT_SECRET is a secret of {found}")),
            "{said}"
        );
        assert!(said.contains("openssl rand -base64 32"), "{said}");
        assert!(secret.is_empty() || !said.contains(secret), "{said}");
    }
    let output = refused(program(&[("JWT_SECRET", "12@34$56")]));
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @r#"
    error: JWT_SECRET is a secret of 8 bytes; expected at least 32, drawn at random (RFC 7518 §3.2).
    To set one, in the shell from which you start it:

        export JWT_SECRET="$(openssl rand -base64 32)"

    Or unset it, and the server draws a random one at each start.
    "#);
}

#[test]
fn step_4_a_number_that_is_no_good_or_a_port_that_is_taken_stops_it_too() {
    for (name, number, range) in [
        ("PORT", "", "0 to 65535"),
        ("PORT", "http", "0 to 65535"),
        ("PORT", "65536", "0 to 65535"),
        ("PORT", "-1", "0 to 65535"),
        ("LOGINS_PER_MINUTE", "0", "1 to 65535"),
        ("LOGINS_PER_MINUTE", "ten", "1 to 65535"),
        ("CONNECTIONS_PER_ADDRESS", "0", "1 to 65535"),
        ("CONNECTIONS_PER_ADDRESS", "1.5", "1 to 65535"),
    ] {
        let output = refused(program(&[(name, number)]));
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, format!("error: {name} is not a number from {range}\n"));
    }
    let first = Running::start(&[]);
    let port = first.url.rsplit(':').next().unwrap();
    let output = refused(program(&[("PORT", port)]));
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(port) && said.contains("PORT sets another one"),
        "{said}"
    );
}

#[tokio::test]
async fn step_5_two_servers_with_one_secret_take_each_others_tokens() {
    let one = Running::start(&[("JWT_SECRET", SECRET)]);
    let two = Running::start(&[("JWT_SECRET", SECRET)]);
    assert_ne!(one.url, two.url);
    for (made, sent) in [(&one, &two), (&two, &one)] {
        let token = log_in(&made.url).await;
        for server in [made, sent] {
            assert_eq!(send(&server.url, "/profile", &token).await.status, 200);
        }
    }
}

#[tokio::test]
async fn step_6_two_servers_with_two_secrets_do_not() {
    let one = Running::start(&[("JWT_SECRET", SECRET)]);
    let two = Running::start(&[("JWT_SECRET", ANOTHER_SECRET)]);
    for (made, sent) in [(&one, &two), (&two, &one)] {
        let token = log_in(&made.url).await;
        assert_eq!(send(&made.url, "/profile", &token).await.status, 200);
        let answer = send(&sent.url, "/profile", &token).await;
        assert_eq!((answer.status, &answer.json["check"]), (401, &json!(9)));
    }
}

#[tokio::test]
async fn step_7_nor_do_two_that_draw_their_own() {
    let one = Running::start(&[]);
    let two = Running::start(&[]);
    let token = log_in(&one.url).await;
    assert_eq!(send(&two.url, "/profile", &token).await.status, 401);
}

#[tokio::test]
async fn step_8_a_token_outlives_the_server_that_made_it() {
    let mut first = Running::start(&[("JWT_SECRET", SECRET)]);
    let token = log_in(&first.url).await;
    first.child.kill().unwrap();
    let second = Running::start(&[("JWT_SECRET", SECRET)]);
    assert_eq!(send(&second.url, "/profile", &token).await.status, 200);
}

#[tokio::test]
async fn step_9_a_short_token_ends_by_itself() {
    let server = Running::start(&[]);
    let body = json!({ "name": "ada", "password": PASSWORD, "lifetime": 3 });
    let answer = post_login(&server.url, &body).await;
    let token = answer.json["token"].as_str().unwrap();
    assert_eq!(send(&server.url, "/profile", token).await.status, 200);
    tokio::time::sleep(std::time::Duration::from_millis(3100)).await;
    let answer = send(&server.url, "/profile", token).await;
    assert_eq!((answer.status, &answer.json["check"]), (401, &json!(12)));
}

#[cfg(unix)]
#[tokio::test]
async fn step_10_it_finishes_what_it_has_begun_before_it_stops() {
    let mut server = Running::start(&[]);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let body = json!({ "name": "ada", "password": PASSWORD }).to_string();
    let (first, rest) = body.split_at(10);
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(
        stream,
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{first}",
        body.len()
    )
    .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    server.terminate();
    // New ones are turned away, as soon as it has heard, ...
    let start = std::time::Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(start.elapsed().as_secs() < 5, "it goes on taking connections");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    // ... and this one is answered.
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("{\"token\":\"ey"), "{answer}");
    let (code, printed) = server.end();
    assert_eq!(code, Some(0));
    assert!(printed.contains("Stopped."), "{printed}");
}

#[cfg(unix)]
#[tokio::test]
async fn step_11_no_token_no_secret_and_no_password_is_ever_written_down() {
    let mut server = Running::start(&[("JWT_SECRET", SECRET)]);
    let token = log_in(&server.url).await;
    let other = Secret::from_text(ANOTHER_SECRET).unwrap();
    let forged = sign(&Header::new(), &Claims::new().with("id", "1"), &other);
    // A secret mixed up on the signer's side is something the log may speak of, but
    // without the secret.
    let mixed_up = Secret::from_text(&format!("{SECRET}\n")).unwrap();
    let mixed_up = sign(&Header::new(), &Claims::new(), &mixed_up);
    let strange = format!(
        "{}.e30.{}",
        base64url::encode(json!({ "alg": token, "typ": token }).to_string()),
        token.rsplit_once('.').unwrap().1
    );
    for sent in [&token, &forged, &mixed_up, &strange] {
        send(&server.url, "/profile", sent).await;
        get(&server.url, &format!("/profile?access_token={sent}"), None).await;
        get(&server.url, &format!("/{sent}"), Some(&format!("Basic {sent}"))).await;
        let method = reqwest::Method::from_bytes(sent.as_bytes()).unwrap();
        let client = reqwest::Client::new();
        let request = client.request(method, format!("{}/profile", server.url));
        request.header("X-Token", sent.as_str()).send().await.unwrap();
    }
    let wrong = json!({ "name": token, "password": "difference engine" });
    post_login(&server.url, &wrong).await;
    post_login(&server.url, &json!({ "password": "difference engine" })).await;

    server.terminate();
    let (_, printed) = server.end();
    let parts = [&token, &forged, &mixed_up, &strange]
        .into_iter()
        .flat_map(|token| token.split('.'))
        .filter(|part| part.len() > 3);
    for hidden in parts.chain([SECRET, ANOTHER_SECRET, "difference engine"]) {
        assert!(!printed.contains(hidden), "{hidden} in {printed}");
    }
    // What is there instead: one line for each request, and one for the mix-up.
    assert_eq!(printed.matches(" INFO ").count(), 1 + 4 * 4 + 2 + 1, "{printed}");
    for line in [
        "POST /login 200",
        "POST /login 401",
        "GET /profile 200",
        "GET /profile 401",
        "GET (no such route) 404",
        "(another method) /profile 405",
        "check 6 of 13 failed: 'the algorithm is HS256'",
        "likely cause: the signer's secret ends with a line break",
    ] {
        assert!(printed.contains(line), "{line} is not in {printed}");
    }
}

#[cfg(unix)]
#[test]
fn step_12_a_secret_that_is_no_text_stops_it() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut command = program(&[]);
    let bytes = std::ffi::OsStr::from_bytes(&[0xff; 32]);
    command.env("JWT_SECRET", bytes);
    let output = refused(command);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: JWT_SECRET is not UTF-8 text."), "{said}");
}

#[test]
fn step_13_so_does_one_that_is_long_and_among_the_first_guesses() {
    for (secret, found) in [
        (" ".repeat(32), "white space"),
        (" \t\n".repeat(20), "white space"),
        ("a".repeat(32), "a piece of length 1, over and over"),
        ("secret".repeat(7), "a piece of length 6, over and over"),
        ("0123456789abcdef".repeat(2), "a piece of length 16, over and over"),
        ("your-256-bit-secret-".repeat(2), "a piece of length 20, over and over"),
        (
            "A-String-Secret-At-Least-256-Bits-Long\n".to_owned(),
            "in print, in jwt.io",
        ),
    ] {
        let output = refused(program(&[("JWT_SECRET", &secret)]));
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with(&format!("error: JWT_SECRET is {found}. ")),
            "{said}"
        );
        assert!(said.contains("openssl rand -base64 32"), "{said}");
        assert!(!said.contains(&secret), "{said}");
    }
    for line in include_str!("../src/published.txt").lines() {
        let (place, secret) = line.split_once(": ").unwrap();
        let output = refused(program(&[("JWT_SECRET", secret)]));
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        let found = format!("error: JWT_SECRET is in print, in {place}. ");
        assert!(said.starts_with(&found), "{said}");
        assert!(!said.contains(secret), "{said}");
    }
    // The shorter ones that everyone knows are too short already.
    for secret in ["secret", "your-256-bit-secret", "12@34$56", "      "] {
        let output = refused(program(&[("JWT_SECRET", secret)]));
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("expected at least 32, drawn at random"), "{said}");
    }
}
