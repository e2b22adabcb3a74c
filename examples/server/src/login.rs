//! A name and a password come in, a token goes out.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use jwt_by_hand::{Claims, Header, sign};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::App;
use crate::refusal::Refusal;

/// The longest lifetime of a token, in seconds, and the usual one: an hour.
pub const HOUR: u64 = 60 * 60;

/// What `POST /login` takes. A misspelt name is refused, not ignored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    name: String,
    password: String,
    /// How long the token is to be good, in seconds. For those who want to see one
    /// expire.
    lifetime: Option<u64>,
}

/// `POST /login`
// ANCHOR: log_in
pub async fn log_in(
    State(app): State<Arc<App>>,
    body: Result<Json<Login>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    let Json(login) = body?;
    let lifetime = lifetime(login.lifetime)?;
    let user = app
        .users
        .with_password(login.name, login.password)
        .await
        .ok_or(Refusal::WrongLogin)?;

    let now = app.now();
    let claims =
        Claims::new().with("id", user.id).issued_at(now).expires_at(now + lifetime);
    let token = sign(&Header::new(), &claims, &app.secret);
    Ok(Json(json!({ "token": token })))
}
// ANCHOR_END: log_in

fn lifetime(seconds: Option<u64>) -> Result<Duration, Refusal> {
    match seconds.unwrap_or(HOUR) {
        seconds @ 1..=HOUR => Ok(Duration::from_secs(seconds)),
        _ => Err(Refusal::WrongLifetime),
    }
}
