//! From a request to claims that hold.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::routing::{MethodFilter, MethodRouter, on};
use jwt_by_hand::{Secret, VerifiedClaims, VerifyError, verify};

use crate::App;
use crate::refusal::Refusal;
use crate::{csrf, log, session};

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
        let in_header = bearer_token(&request.headers);
        let is_in_cookie = matches!(in_header, Err(Refusal::NoToken));
        let token = match is_in_cookie {
            true => session::token_in(&request.headers)?.into(),
            false => in_header?,
        };
        let secret = app.keyring.chosen_by(&token);
        let claims = verify(&token, secret, &app.expected, app.now());
        if let Err(VerifyError::SignatureMismatch) = claims {
            log::why(token.to_string(), Arc::clone(app));
        }
        let claims = claims?;
        if is_in_cookie {
            is_meant(request, &token, secret)?;
        }
        Ok(Verified(claims))
    }
}
// ANCHOR_END: extractor

// ANCHOR: is_meant
/// A browser sends the cookie by itself, whoever made it send the request. To look at
/// something is harmless, since only our own pages can read the answer. To change
/// something takes a token that only they can know.
fn is_meant(request: &Parts, token: &str, secret: &Secret) -> Result<(), Refusal> {
    let sent = request.headers.get("x-csrf-token");
    let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or_default();
    if request.method.is_safe() || csrf::is_right(sent, token, secret) {
        Ok(())
    } else {
        Err(Refusal::NotMeant)
    }
}
// ANCHOR_END: is_meant

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

/// A route that needs a token. It takes only handlers whose first argument is
/// [`Verified`], so one that forgets about the token doesn't compile:
///
/// ```compile_fail
/// # use std::sync::Arc;
/// # use axum::extract::State;
/// # use axum::routing::MethodFilter;
/// # use server::{App, verified::{Verified, with_token}};
/// async fn careless(State(app): State<Arc<App>>) -> &'static str {
///     "for anyone who asks"
/// }
/// with_token(MethodFilter::GET, careless);
/// ```
///
/// With that argument, it does:
///
/// ```
/// # use std::sync::Arc;
/// # use axum::extract::State;
/// # use axum::routing::MethodFilter;
/// # use server::{App, verified::{Verified, with_token}};
/// async fn careful(token: Verified, State(app): State<Arc<App>>) -> &'static str {
///     "for those whose token holds"
/// }
/// with_token(MethodFilter::GET, careful);
/// ```
// ANCHOR: with_token
pub fn with_token<H, M>(method: MethodFilter, handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<(M, Verified, State<Arc<App>>), Arc<App>>,
    M: 'static,
{
    on(method, handler)
}
// ANCHOR_END: with_token
