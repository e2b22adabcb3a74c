//! A name and a password come in, a token goes out.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::{Extension, Json};
use jwt_by_hand::Claims;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::App;
use crate::refusal::Refusal;
use crate::serve::Client;

/// The longest lifetime of a token, in seconds, and the usual one: an hour.
pub const HOUR: u64 = 60 * 60;

/// What `POST /login` takes.
#[derive(Deserialize)]
pub struct Login {
    name: String,
    password: String,
    /// How long the token is to be good, in seconds. For those who want to see one
    /// expire.
    lifetime: Option<u64>,
    /// All else, and there is to be none: a misspelt name is refused, not ignored. With
    /// this, serde reads an object only, where it would take a list as well.
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// `POST /login`
// ANCHOR: log_in
pub async fn log_in(
    State(app): State<Arc<App>>,
    Extension(client): Extension<Client>,
    body: Result<Json<Login>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    let (token, _) = token_for(&app, client, body).await?;
    Ok(Json(json!({ "token": token })))
}

pub(crate) async fn token_for(
    app: &App,
    client: Client,
    body: Result<Json<Login>, JsonRejection>,
) -> Result<(String, Duration), Refusal> {
    let Json(Login { name, password, lifetime, other }) = body?;
    if !other.is_empty() {
        return Err(Refusal::NoLogin);
    }
    let lifetime = up_to_an_hour(lifetime)?;
    app.attempts.count(&name, client).map_err(Refusal::TooOften)?;
    let user = app.users.with_password(&name, password).await?;
    let user = user.ok_or(Refusal::WrongLogin)?;

    let now = app.now();
    let claims =
        Claims::new().with("id", user.id).issued_at(now).expires_at(now + lifetime);
    Ok((app.keyring.sign(&claims), lifetime))
}
// ANCHOR_END: log_in

fn up_to_an_hour(seconds: Option<u64>) -> Result<Duration, Refusal> {
    match seconds.unwrap_or(HOUR) {
        seconds @ 1..=HOUR => Ok(Duration::from_secs(seconds)),
        _ => Err(Refusal::WrongLifetime),
    }
}
