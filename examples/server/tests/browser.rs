// In the browser
//
// A browser sends a cookie by itself, whoever made it send the request. So what comes
// with a cookie is let in to look, and has to show that it was meant before it changes
// anything. A token in the header was put there by a script, which is meaning enough.
//
// What a real browser sends, and from where, is tested in
// examples/node/tests/in-the-browser.test.js.
//
// Run this file with: cargo test -p server --test browser

mod support;

use axum::http::HeaderValue;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use support::{NOW, PASSWORD, Server, log_in, program, refused};

/// A client that keeps no cookies: each test says what is sent.
fn request(server: &Server, method: Method, path: &str) -> RequestBuilder {
    Client::new().request(method, format!("{}{path}", server.url()))
}

async fn begin(server: &Server) -> Response {
    let body = json!({ "name": "ada", "password": PASSWORD });
    request(server, Method::POST, "/session").json(&body).send().await.unwrap()
}

/// The cookie as a browser sends it back, and the CSRF token.
async fn logged_in(server: &Server) -> (String, String) {
    let answer = begin(server).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let body: Value = answer.json().await.unwrap();
    (cookie, body["csrf_token"].as_str().unwrap().to_owned())
}

async fn order(server: &Server, headers: &[(&'static str, &str)]) -> u16 {
    let mut request = request(server, Method::POST, "/order");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn step_1_the_cookie_holds_the_token_that_a_login_gives() {
    let server = Server::start().await;
    let answer = begin(&server).await;
    assert_eq!(answer.status(), 200);
    let token = log_in(&server.url()).await;
    assert_eq!(
        answer.headers()["set-cookie"],
        format!(
            "__Host-token={token}; Max-Age=3600; Path=/; Secure; HttpOnly; \
             SameSite=Lax"
        )
    );
    // No script is told what is in it.
    assert!(!answer.text().await.unwrap().contains(&token));
}

#[tokio::test]
async fn step_2_it_opens_what_the_header_opens() {
    let server = Server::start().await;
    let (cookie, _) = logged_in(&server).await;
    let get = async |cookie: &str| {
        let request = request(&server, Method::GET, "/profile");
        request.header("cookie", cookie).send().await.unwrap().status().as_u16()
    };
    assert_eq!(get(&cookie).await, 200);
    assert_eq!(get(&format!("a=b; {cookie}; c=d")).await, 200);
    assert_eq!(get(&format!("{cookie}x")).await, 401);
    assert_eq!(get(&format!("X{cookie}")).await, 401);
    assert_eq!(get(&cookie.replace("__Host-", "")).await, 401);
    assert_eq!(get(&format!("{cookie}; {cookie}")).await, 400);
    server.set_clock(NOW + 3600);
    assert_eq!(get(&cookie).await, 401);
}

#[tokio::test]
async fn step_3_to_change_something_takes_a_csrf_token() {
    let server = Server::start().await;
    let (cookie, csrf) = logged_in(&server).await;
    let (cookie, csrf) = (&*cookie, &*csrf);
    assert_eq!(order(&server, &[("cookie", cookie)]).await, 403);
    let both = [("cookie", cookie), ("x-csrf-token", csrf)];
    assert_eq!(order(&server, &both).await, 201);
    // It is no token, and opens nothing alone.
    assert_eq!(order(&server, &[("x-csrf-token", csrf)]).await, 401);
    let bearer = format!("Bearer {csrf}");
    assert_eq!(order(&server, &[("authorization", &bearer)]).await, 401);
}

#[tokio::test]
async fn step_4_it_fits_one_cookie_and_no_other() {
    let server = Server::start().await;
    let (cookie, csrf) = logged_in(&server).await;
    server.set_clock(NOW + 1);
    let (next, fresh) = logged_in(&server).await;
    assert_ne!(csrf, fresh);
    let send = async |cookie: &str, csrf: &str| {
        order(&server, &[("cookie", cookie), ("x-csrf-token", csrf)]).await
    };
    assert_eq!(send(&cookie, &fresh).await, 403);
    assert_eq!(send(&next, &csrf).await, 403);
    assert_eq!(send(&next, &fresh).await, 201);
    for wrong in ["", "a", &csrf[..42], &format!("{csrf}="), "ü"] {
        assert_eq!(send(&next, wrong).await, 403, "{wrong}");
    }
}

#[tokio::test]
async fn step_5_the_header_needs_none() {
    let server = Server::start().await;
    let token = log_in(&server.url()).await;
    let bearer = format!("Bearer {token}");
    assert_eq!(order(&server, &[("authorization", &bearer)]).await, 201);
    // With both, the header counts, since a script has put it there.
    let (cookie, _) = logged_in(&server).await;
    let both = [("authorization", &*bearer), ("cookie", &cookie)];
    assert_eq!(order(&server, &both).await, 201);
    let both = [("authorization", "Bearer x"), ("cookie", &cookie)];
    assert_eq!(order(&server, &both).await, 401);
}

#[tokio::test]
async fn step_6_a_page_that_was_loaded_again_asks_for_it_again() {
    let server = Server::start().await;
    let (cookie, csrf) = logged_in(&server).await;
    let again = request(&server, Method::GET, "/session").header("cookie", cookie);
    let again: Value = again.send().await.unwrap().json().await.unwrap();
    assert_eq!(again, json!({ "csrf_token": csrf }));
}

#[tokio::test]
async fn step_7_to_log_out_is_to_forget_the_cookie() {
    let server = Server::start().await;
    let (cookie, csrf) = logged_in(&server).await;
    let end = || request(&server, Method::DELETE, "/session");
    let answer = end().header("cookie", &cookie).send().await.unwrap();
    assert_eq!(answer.status(), 403, "another page could log Ada out");
    let meant = end().header("cookie", &cookie).header("x-csrf-token", csrf);
    let answer = meant.send().await.unwrap();
    assert_eq!(answer.status(), 204);
    let cleared = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cleared.starts_with("__Host-token=; Max-Age=0; Path=/; Secure;"));
}

#[tokio::test]
async fn step_8_a_form_of_another_site_cannot_log_anyone_in() {
    // Its three types of body are all that a page may send elsewhere without being asked.
    let server = Server::start().await;
    let body = json!({ "name": "ada", "password": PASSWORD }).to_string();
    for content_type in
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
    {
        let request = request(&server, Method::POST, "/session");
        let request = request.header("content-type", content_type);
        let answer = request.body(body.clone()).send().await.unwrap();
        assert_eq!(answer.status(), 415);
        assert!(!answer.headers().contains_key("set-cookie"));
    }
}

/// What a browser asks before it sends a token to another origin.
async fn preflight(server: &Server, origin: &str) -> (u16, HeaderMap) {
    let ask = request(server, Method::OPTIONS, "/profile")
        .header("origin", origin)
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization");
    let answer = ask.send().await.unwrap();
    (answer.status().as_u16(), answer.headers().clone())
}

#[tokio::test]
async fn step_9_the_scripts_of_one_other_origin_if_it_is_named() {
    let silent = Server::start().await;
    let (status, headers) = preflight(&silent, "https://app.example").await;
    assert_eq!(status, 405);
    assert!(!headers.contains_key("access-control-allow-origin"));

    let allowed = HeaderValue::from_static("https://app.example");
    let server = Server::allowing(allowed).await;
    let (status, headers) = preflight(&server, "https://app.example").await;
    assert_eq!(status, 200);
    assert_eq!(headers["access-control-allow-origin"], "https://app.example");
    assert_eq!(
        headers["access-control-allow-headers"],
        "authorization,content-type"
    );
    // A browser compares it with the page's own, and another page's is another.
    let (_, headers) = preflight(&server, "https://elsewhere.example").await;
    assert_eq!(headers["access-control-allow-origin"], "https://app.example");
    // Cookies are for our own pages.
    assert!(!headers.contains_key("access-control-allow-credentials"));
}

#[test]
fn step_10_an_origin_that_no_browser_sends_is_refused_at_the_start() {
    for wrong in ["", "*", "app.example", "https://", "https://app.example/"] {
        let output = refused(program(&[("ALLOWED_ORIGIN", wrong)]));
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with("error: ALLOWED_ORIGIN is not an origin"),
            "{said}"
        );
    }
}
