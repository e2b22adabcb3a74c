//! The same token in a cookie, for pages of our own. No script can read it there, and
//! the browser sends it by itself.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, post};
use axum::{Extension, Json};
use serde_json::{Value, json};

use crate::App;
use crate::csrf;
use crate::login::{Login, token_for};
use crate::refusal::Refusal;
use crate::serve::Client;
use crate::verified::Verified;

/// `/session` is a token's life in a cookie: it begins, goes on, and is forgotten.
pub(crate) fn methods() -> MethodRouter<Arc<App>> {
    post(begin).get(resume).delete(end)
}

// ANCHOR: cookie
const NAME: &str = "__Host-token";

/// `__Host-` in front makes a browser insist: from this host alone, for all its paths,
/// over HTTPS. No script may read it (`HttpOnly`), and another site's pages don't send
/// it along, but for a link that somebody follows (`SameSite=Lax`).
fn cookie(token: &str, seconds: u64) -> String {
    format!(
        "{NAME}={token}; Max-Age={seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"
    )
}

/// `POST /session`: as `/login`, but the page gets no token. It gets what to send along
/// with whatever is to change something.
async fn begin(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    body: Result<Json<Login>, JsonRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let (token, lifetime) = token_for(&app, client, body).await?;
    let cookie = cookie(&token, lifetime.as_secs());
    Ok(([(header::SET_COOKIE, cookie)], csrf_token(&token, &app)))
}
// ANCHOR_END: cookie

/// `GET /session`: what the page has forgotten when it was loaded again.
async fn resume(
    Verified(_): Verified,
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    Ok(csrf_token(token_in(&headers)?, &app))
}

fn csrf_token(token: &str, app: &App) -> Json<Value> {
    let secret = app.keyring.chosen_by(token);
    Json(json!({ "csrf_token": csrf::token_for(token, secret) }))
}

/// `DELETE /session`: the browser forgets the cookie. The token in it holds until it
/// expires, for whoever has copied it.
async fn end(Verified(_): Verified) -> impl IntoResponse {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie("", 0))])
}

/// The token in the cookie, if there is exactly one.
pub(crate) fn token_in(headers: &HeaderMap) -> Result<&str, Refusal> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let cookies = cookies.filter_map(|value| HeaderValue::to_str(value).ok());
    let mut tokens = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='));
    let token = tokens.next().ok_or(Refusal::NoToken)?;
    match tokens.next() {
        Some(_) => Err(Refusal::TwoCookies),
        None => Ok(token),
    }
}
