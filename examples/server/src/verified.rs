//! From a request to claims that hold.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::routing::{MethodRouter, get};
use jwt_by_hand::{VerifiedClaims, VerifyError, verify};

use crate::App;
use crate::log;
use crate::refusal::Refusal;

/// The claims of the request's token, all thirteen checks behind them. A handler that
/// has this among its arguments is called with claims that hold, or not at all.
// ANCHOR: extractor
pub struct Verified(pub VerifiedClaims);

impl FromRequestParts<Arc<App>> for Verified {
    type Rejection = Refusal;

    async fn from_request_parts(
        request: &mut Parts,
        app: &Arc<App>,
    ) -> Result<Verified, Refusal> {
        let token = bearer_token(&request.headers)?;
        let claims = verify(&token, &app.secret, &app.expected, app.now());
        if let Err(VerifyError::SignatureMismatch) = claims {
            log::why(token.into_owned(), Arc::clone(app));
        }
        Ok(Verified(claims?))
    }
}
// ANCHOR_END: extractor

/// What follows `Bearer ` in the `Authorization` header (RFC 6750 §2.1). The scheme
/// may be in any case (RFC 9110 §11.1).
///
/// Bytes that are no text become U+FFFD, which no token has either: `verify` says
/// where.
// ANCHOR: bearer_token
fn bearer_token(headers: &HeaderMap) -> Result<Cow<'_, str>, Refusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().ok_or(Refusal::NoToken)?;
    if values.next().is_some() {
        return Err(Refusal::TwoAuthorizations);
    }
    let (scheme, token) =
        split_at_space(value.as_bytes()).ok_or(Refusal::NoToken)?;
    if !scheme.eq_ignore_ascii_case(b"Bearer") {
        return Err(Refusal::NoToken);
    }
    Ok(String::from_utf8_lossy(token.trim_ascii_start()))
}
// ANCHOR_END: bearer_token

fn split_at_space(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let space = value.iter().position(|byte| *byte == b' ')?;
    Some((&value[..space], &value[space + 1..]))
}

/// A `GET` route that needs a token. It takes only handlers whose first argument is
/// [`Verified`], so one that forgets about the token doesn't compile:
///
/// ```compile_fail
/// # use std::sync::Arc;
/// # use axum::extract::State;
/// # use server::{App, verified::{Verified, with_token}};
/// async fn careless(State(app): State<Arc<App>>) -> &'static str {
///     "for anyone who asks"
/// }
/// with_token(careless);
/// ```
///
/// With that argument, it does:
///
/// ```
/// # use std::sync::Arc;
/// # use axum::extract::State;
/// # use server::{App, verified::{Verified, with_token}};
/// async fn careful(token: Verified, State(app): State<Arc<App>>) -> &'static str {
///     "for those whose token holds"
/// }
/// with_token(careful);
/// ```
// ANCHOR: with_token
pub fn with_token<H, M>(handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<(M, Verified, State<Arc<App>>), Arc<App>>,
    M: 'static,
{
    get(handler)
}
// ANCHOR_END: with_token
