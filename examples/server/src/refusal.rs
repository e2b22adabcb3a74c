//! How the server says *no*: in a way that teaches, and helps nobody who attacks.
//!
//! A refusal tells the sender about what they sent. It tells nothing of what the
//! server holds: not whether a name exists, and not how its secret is read.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jwt_by_hand::{Check, VerifyError};
use serde_json::{Value, json};

use crate::hashing::Busy;
use crate::login::HOUR;

/// Every answer that isn't what was asked for.
pub enum Refusal {
    /// No `Authorization` header, or another scheme than `Bearer`.
    NoToken,
    /// Two `Authorization` headers: two readers might take different ones.
    TwoAuthorizations,
    /// Two cookies of the token's name. No browser sends them.
    TwoCookies,
    /// A token in a cookie, and nothing that shows whose page sent it.
    NotMeant,
    /// A token that doesn't hold.
    BadToken(VerifyError),
    /// Nobody has that name, or that isn't their password.
    WrongLogin,
    /// A lifetime that is not from 1 second to an hour.
    WrongLifetime,
    /// What came to `/login` is not what it takes.
    BadBody(JsonRejection),
    /// An object, with members that nobody asked for.
    NoLogin,
    /// Too many attempts to log in; so long until the next one.
    TooOften(Duration),
    /// More logins than there is time or memory for.
    Busy,
    /// The request took too long to arrive.
    TooSlow,
    /// No `Host` header, or two, or one that is none.
    NotOneHost,
    /// The token holds, but its user is gone.
    NoSuchUser,
    NoSuchRoute,
    NotThisMethod,
}

impl From<VerifyError> for Refusal {
    fn from(error: VerifyError) -> Refusal {
        Refusal::BadToken(error)
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Refusal {
        Refusal::BadBody(rejection)
    }
}

impl From<Busy> for Refusal {
    fn from(_: Busy) -> Refusal {
        Refusal::Busy
    }
}

/// What the log may know of a refused token. It names the check, and never the token.
#[derive(Clone)]
pub struct Note(pub String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::NoToken => no_token(),
            Refusal::TwoAuthorizations => two_authorizations(),
            Refusal::TwoCookies => plain(
                StatusCode::BAD_REQUEST,
                "found two cookies with a token; expected one",
            ),
            Refusal::NotMeant => plain(
                StatusCode::FORBIDDEN,
                "a browser sends a cookie by itself, so this needs the CSRF token as \
                 well, in the header `X-CSRF-Token`; GET /session gives it to you",
            ),
            Refusal::BadToken(error) => bad_token(&error),
            Refusal::WrongLogin => wrong_login(),
            Refusal::WrongLifetime => plain(
                StatusCode::UNPROCESSABLE_ENTITY,
                &format!("lifetime is a number of seconds from 1 to {HOUR}"),
            ),
            Refusal::BadBody(error) => plain(error.status(), bad_body(&error)),
            Refusal::NoLogin => plain(StatusCode::UNPROCESSABLE_ENTITY, A_LOGIN),
            Refusal::TooOften(wait) => later(
                StatusCode::TOO_MANY_REQUESTS,
                wait,
                "too many attempts, with this name or from your address",
            ),
            Refusal::Busy => later(
                StatusCode::SERVICE_UNAVAILABLE,
                Duration::from_secs(1),
                "too many are logging in; this says nothing about your password",
            ),
            Refusal::TooSlow => too_slow(),
            Refusal::NotOneHost => plain(
                StatusCode::BAD_REQUEST,
                "expected one Host header, with the name of a server",
            ),
            Refusal::NoSuchUser => plain(
                StatusCode::NOT_FOUND,
                "the token holds, but no user has its id any more",
            ),
            Refusal::NoSuchRoute => {
                plain(StatusCode::NOT_FOUND, "there is nothing here")
            }
            Refusal::NotThisMethod => plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "this path takes another method",
            ),
        }
    }
}

fn plain(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "message": message }))).into_response()
}

/// Not now. `Retry-After` counts in whole seconds (RFC 9110 §10.2.3).
fn later(status: StatusCode, wait: Duration, message: &str) -> Response {
    let seconds = wait.as_secs_f64().ceil().max(1.0);
    let message = format!("{message}; try again in {seconds} s");
    let retry_after = [(header::RETRY_AFTER, seconds.to_string())];
    (retry_after, plain(status, &message)).into_response()
}

/// The rest of the request may still come, and would be taken for the next one.
fn too_slow() -> Response {
    let answer =
        plain(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive");
    ([(header::CONNECTION, "close")], answer).into_response()
}

fn challenge(
    status: StatusCode,
    challenge: &'static str,
    message: &str,
) -> Response {
    let mut answer = plain(status, message);
    let value = HeaderValue::from_static(challenge);
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, value);
    answer
}

/// Every 401 has a challenge (RFC 9110 §15.5.2), and every challenge a parameter
/// (RFC 6750 §3).
const WITHOUT_A_CODE: &str = r#"Bearer realm="jwt-by-hand""#;

/// 401 without an error code: nothing was wrong, there was nothing (RFC 6750 §3.1).
fn no_token() -> Response {
    challenge(
        StatusCode::UNAUTHORIZED,
        WITHOUT_A_CODE,
        "this needs a token, sent as `Authorization: Bearer <token>`; \
         POST /login gives you one",
    )
}

fn two_authorizations() -> Response {
    challenge(
        StatusCode::BAD_REQUEST,
        r#"Bearer error="invalid_request", error_description="two Authorization headers""#,
        "found two Authorization headers; expected one",
    )
}

/// The same for a wrong name and a wrong password.
fn wrong_login() -> Response {
    challenge(
        StatusCode::UNAUTHORIZED,
        WITHOUT_A_CODE,
        "no user has this name and this password",
    )
}

// ANCHOR: bad_token
/// 401, with the error code of RFC 6750 §3.1.
///
/// The header has fixed words only, for it is no place for what a stranger wrote; what
/// was found in the token stands in the body, as JSON.
fn bad_token(error: &VerifyError) -> Response {
    let check = error.check();
    let description = description(check);
    let challenge = format!(
        r#"Bearer error="invalid_token", error_description="{description}""#
    );
    let mut body = json!({
        "error": "invalid_token",
        "error_description": description,
        "check": check.number(),
    });
    merge(&mut body, error.explain().to_value());
    let mut answer = (
        StatusCode::UNAUTHORIZED,
        [(header::WWW_AUTHENTICATE, challenge)],
        Json(body),
    )
        .into_response();
    answer.extensions_mut().insert(Note(description));
    answer
}
// ANCHOR_END: bad_token

/// Of the characters that RFC 6750 §3 allows here, which are those of ASCII without
/// `"` and `\`.
fn description(check: Check) -> String {
    let (number, all) = (check.number(), Check::ALL.len());
    format!("check {number} of {all} failed: '{}'", check.statement())
}

fn merge(object: &mut Value, members: Value) {
    if let (Value::Object(object), Value::Object(members)) = (object, members) {
        object.extend(members);
    }
}

const A_LOGIN: &str = r#"expected {"name": "…", "password": "…"} and, if you like, "lifetime": seconds"#;

/// In words of our own: serde's would repeat what was sent, a password perhaps.
fn bad_body(rejection: &JsonRejection) -> &'static str {
    match rejection {
        JsonRejection::MissingJsonContentType(_) => {
            "expected the header `Content-Type: application/json`"
        }
        JsonRejection::JsonSyntaxError(_) => "the body is not JSON",
        JsonRejection::JsonDataError(_) => A_LOGIN,
        _ => "the body is too long, or did not arrive whole",
    }
}
