//! The page for people: three files and an icon, inside the program.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::routing::{MethodRouter, get};

use crate::App;

/// The page may load its own files and ask its own server, and nothing else. A script
/// that somebody smuggles in doesn't run; one that did could still go to another
/// address and take a token along, which no policy stops. It may not be shown inside
/// another page, which could make you click what you don't see.
// ANCHOR: policy
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";
// ANCHOR_END: policy

pub(crate) fn routes() -> Router<Arc<App>> {
    let html = include_str!("../page/index.html");
    let css = include_str!("../page/page.css");
    let script = include_str!("../page/page.js");
    let icon = include_str!("../page/icon.svg");
    Router::new()
        .route("/", file("text/html; charset=utf-8", html))
        .route("/page.css", file("text/css; charset=utf-8", css))
        .route("/page.js", file("text/javascript; charset=utf-8", script))
        .route("/icon.svg", file("image/svg+xml", icon))
}

fn file(
    content_type: &'static str,
    content: &'static str,
) -> MethodRouter<Arc<App>> {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    get(async move || (headers, content))
}
