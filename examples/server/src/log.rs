//! What is written down: method, route, status, time, and the check that refused a
//! token. Never a header, a body, a query or the path itself, since a token or a
//! password can be in each of them.

use std::io::IsTerminal;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::refusal::Note;

/// Writes the log to standard error from now on.
pub fn start() {
    tracing_subscriber::fmt()
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}

/// One line for each request.
// ANCHOR: log
pub async fn request(
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let start = Instant::now();
    let answer = next.run(request).await;
    let route = route.as_ref().map_or("(no such route)", MatchedPath::as_str);
    let status = answer.status().as_u16();
    let time = start.elapsed();
    match answer.extensions().get::<Note>() {
        Some(Note(why)) => {
            tracing::info!("{} {route} {status} {time:.1?}: {why}", name(&method))
        }
        None => tracing::info!("{} {route} {status} {time:.1?}", name(&method)),
    }
    answer
}
// ANCHOR_END: log

/// A client may invent a method, and write into it what it likes.
fn name(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::HEAD
        | Method::POST
        | Method::PUT
        | Method::PATCH
        | Method::DELETE
        | Method::OPTIONS
        | Method::CONNECT
        | Method::TRACE => method.as_str(),
        _ => "(another method)",
    }
}
