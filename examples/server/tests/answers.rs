// Every answer
//
// What a browser or a cache may do with an answer is said by its headers, and an answer
// that refuses needs them as much as one that gives. Here is each status that this
// server answers with, and what comes with it.
//
// Run this file with: cargo test -p server --test answers

mod support;

use std::time::Duration;

use server::serve::Limits;
use support::{PASSWORD, Server, log_in, login_request, secret};

/// The answer's head, with its names in lower case, and its body.
async fn answer(server: &Server, request: &[u8]) -> (String, String) {
    let answer = server.raw(request).await;
    let (head, body) = answer.split_once("\r\n\r\n").expect(&answer);
    (head.to_owned(), body.to_owned())
}

/// A request for a path, with these lines in its head.
fn request(method: &str, path: &str, lines: &str) -> Vec<u8> {
    let head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    format!("{head}{lines}\r\n").into_bytes()
}

/// A login whose body is this, under this type.
fn post(content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let lines = format!(
        "Host: a\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n"
    );
    let mut bytes = request("POST", "/login", &lines);
    bytes.extend(body.bytes());
    bytes
}

const OF_ALL: [&str; 3] = [
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "referrer-policy: no-referrer",
];
const OF_JSON: [&str; 2] = [
    "content-type: application/json",
    "content-security-policy: default-src 'none'; frame-ancestors 'none'",
];

#[tokio::test]
async fn step_1_each_has_the_headers_that_fit_it() {
    let patient = Server::start().await;
    let hasty = Limits {
        answer_time: Duration::from_millis(100),
        login_time: Duration::ZERO,
        logins_per_minute: 1.try_into().unwrap(),
        ..Limits::default()
    };
    let hasty = Server::with(secret(), hasty).await;
    let token = format!(
        "Host: a\r\nAuthorization: Bearer {}\r\n",
        log_in(&patient.url()).await
    );
    let login = login_request("ada", PASSWORD);
    let long = " ".repeat(5000);
    let json = "application/json";
    for (server, request, status, also) in [
        (&patient, login.clone(), 200, ""),
        (&patient, request("GET", "/profile", &token), 200, ""),
        (&patient, request("GET", "/protected-route", &token), 200, ""),
        (&patient, request("GET", "/profile", ""), 400, ""),
        (&patient, post(json, "{"), 400, ""),
        (
            &patient,
            request(
                "GET",
                "/profile",
                &format!("{token}Authorization: Basic YTpi\r\n"),
            ),
            400,
            "www-authenticate: Bearer error=\"invalid_request\"",
        ),
        (
            &patient,
            request("GET", "/profile", "Host: a\r\n"),
            401,
            "www-authenticate: Bearer realm=",
        ),
        (
            &patient,
            request(
                "GET",
                "/profile",
                "Host: a\r\nAuthorization: Bearer a.b.c\r\n",
            ),
            401,
            "www-authenticate: Bearer error=\"invalid_token\"",
        ),
        (
            &patient,
            login_request("ada", "difference engine"),
            401,
            "www-authenticate: Bearer realm=",
        ),
        (&patient, request("GET", "/nowhere", "Host: a\r\n"), 404, ""),
        (&patient, request("GET", "/login", "Host: a\r\n"), 405, "allow: POST"),
        (&patient, request("DELETE", "/", "Host: a\r\n"), 405, "allow: GET,HEAD"),
        (
            &hasty,
            // It doesn't ask for it, and the connection is closed all the same.
            b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\
              Content-Length: 9\r\n\r\n"
                .to_vec(),
            408,
            "connection: close",
        ),
        (&patient, post(json, &long), 413, ""),
        (&patient, post("text/plain", "{}"), 415, ""),
        (&patient, post(json, "[]"), 422, ""),
        (&hasty, login.clone(), 503, "retry-after: 1"),
        (&hasty, login.clone(), 429, "retry-after: "),
    ] {
        let (head, body) = answer(server, &request).await;
        assert!(
            head.starts_with(&format!("HTTP/1.1 {status} ")),
            "{status}: {head}"
        );
        for line in OF_ALL.into_iter().chain(OF_JSON).chain([also]) {
            assert!(head.contains(line), "{line}: {head}");
        }
        let json: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert!(json.is_object(), "{body}");
    }
}

#[tokio::test]
async fn step_2_a_head_that_is_none_gets_a_number_and_no_more() {
    // These come from hyper, before a path is known. There is nothing in them to keep,
    // to sniff or to show.
    let server = Server::start().await;
    for (request, status) in [
        ("HELO\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(101)), 431),
    ] {
        let (head, body) = answer(&server, request.as_bytes()).await;
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
        assert!(head.contains("connection: close"), "{head}");
        assert_eq!(body, "");
    }
}
