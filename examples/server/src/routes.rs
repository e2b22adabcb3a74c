//! What a token gives access to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jwt_by_hand::{NumericDate, VerifiedClaims};
use serde_json::{Map, Value, json};

use crate::App;
use crate::refusal::Refusal;
use crate::users::User;
use crate::verified::Verified;

/// `GET /profile`: who the token speaks of. The id is the token's, the name is the
/// table's: a user who has gone since then has a good token and no profile.
// ANCHOR: profile
pub async fn profile(
    Verified(claims): Verified,
    State(app): State<Arc<App>>,
) -> Result<Json<Value>, Refusal> {
    let user = owner(&claims, &app)?;
    Ok(Json(json!({ "id": user.id, "name": user.name })))
}

fn owner<'a>(claims: &VerifiedClaims, app: &'a App) -> Result<&'a User, Refusal> {
    let id = claims.text("id").ok_or(Refusal::NoSuchUser)?;
    app.users.with_id(id).ok_or(Refusal::NoSuchUser)
}
// ANCHOR_END: profile

/// `POST /order`: something that a user had better mean.
pub async fn order(
    Verified(claims): Verified,
    State(app): State<Arc<App>>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let user = owner(&claims, &app)?;
    let message = format!("a coffee for {}", user.name);
    Ok((StatusCode::CREATED, Json(json!({ "message": message }))))
}

/// `GET /protected-route`: what the token says. Nothing is looked up.
pub async fn protected_route(
    Verified(claims): Verified,
    State(app): State<Arc<App>>,
) -> Json<Value> {
    let left = |exp: NumericDate| exp.as_seconds() - app.now().as_seconds();
    let seconds_left = claims.time("exp").map(left).map(|seconds| seconds as i64);
    let claims: Map<String, Value> = claims
        .iter()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    Json(json!({
        "message": "the token holds",
        "claims": claims,
        "seconds_left": seconds_left,
    }))
}
