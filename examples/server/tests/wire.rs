// What goes over the wire
//
// A whole conversation, byte by byte, as it passes through the socket. The secret and
// the server's clock are fixed, so only the `date` line changes from run to run; it is
// left out. The book prints these snapshots.
//
// Run this file with: cargo test -p server --test wire

mod support;

use insta::assert_snapshot;
use support::{NOW, Server, log_in};

/// One request on a connection of its own, and what came back.
async fn exchange(server: &Server, request: &str) -> String {
    let request = request.replace('\n', "\r\n");
    let asked = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let answer = server.raw(asked.as_bytes()).await;
    assert!(answer.contains("\r\ndate: "), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    let lines = answer.split("\r\n").filter(|line| {
        !line.starts_with("date: ") && !line.starts_with("connection: ")
    });
    let lines: Vec<&str> = lines.collect();
    format!("{}\n\n{}", request.replace("\r\n", "\n").trim_end(), lines.join("\n"))
}

fn with_token(token: &str) -> String {
    format!(
        "GET /profile HTTP/1.1\nHost: localhost:3000\nAuthorization: Bearer {token}\n\n"
    )
}

#[tokio::test]
async fn step_1_log_in() {
    let server = Server::start().await;
    let body = r#"{"name":"ada","password":"analytical engine"}"#;
    let request = format!(
        "POST /login HTTP/1.1\nHost: localhost:3000\nContent-Type: application/json\n\
         Content-Length: {}\n\n{body}",
        body.len()
    );
    assert_snapshot!("login", exchange(&server, &request).await);
}

#[tokio::test]
async fn step_2_send_the_token() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    assert_snapshot!("profile", exchange(&server, &with_token(&token)).await);
}

#[tokio::test]
async fn step_3_send_none() {
    let server = Server::start().await;
    let request = "GET /profile HTTP/1.1\nHost: localhost:3000\n\n";
    assert_snapshot!("no_token", exchange(&server, request).await);
}

#[tokio::test]
async fn step_4_send_it_too_late() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    server.set_clock(NOW + 3660);
    assert_snapshot!("expired", exchange(&server, &with_token(&token)).await);
}

#[tokio::test]
async fn step_5_send_one_that_somebody_changed() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    // In the payload, "123456" becomes "123457": one bit, in one character.
    let changed = token.replace("EyMzQ1NiIs", "EyMzQ1NyIs");
    assert_ne!(changed, token);
    assert_snapshot!("changed", exchange(&server, &with_token(&changed)).await);
}

#[tokio::test]
async fn step_6_a_wrong_password() {
    let server = Server::start().await;
    let body = r#"{"name":"ada","password":"difference engine"}"#;
    let request = format!(
        "POST /login HTTP/1.1\nHost: localhost:3000\nContent-Type: application/json\n\
         Content-Length: {}\n\n{body}",
        body.len()
    );
    assert_snapshot!("wrong_password", exchange(&server, &request).await);
}
