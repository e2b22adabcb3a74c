//! The page for people: three files and an icon, and the parts that it shares with the
//! pages of the book, all inside the program.

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
    let parts = PARTS.map(|(path, content)| {
        let content_type = if path.ends_with(".css") { CSS } else { SCRIPT };
        (path, file(content_type, content))
    });
    let pages = Router::new()
        .route("/", file("text/html; charset=utf-8", html))
        .route("/page.css", file(CSS, css))
        .route("/page.js", file(SCRIPT, script))
        .route("/icon.svg", file("image/svg+xml", icon));
    parts.into_iter().fold(pages, |pages, (path, part)| pages.route(path, part))
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Each is under its own name in the folder `parts` of the repository.
macro_rules! parts {
    ($($name:literal),*) => {
        [$((concat!("/parts/", $name), include_str!(concat!("../../../parts/", $name)))),*]
    };
}

const PARTS: [(&str, &str); 8] = parts!(
    "colours.css",
    "parts.css",
    "draw.js",
    "rules.js",
    "inked.js",
    "token.js",
    "turner.js",
    "lamps.js"
);

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
