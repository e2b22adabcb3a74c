//! # The login that the source documents describe, working
//!
//! A user logs in, the server signs a token, the client keeps it and sends it along,
//! and the server verifies it or answers 401. The tokens are made and checked by
//! `jwt-by-hand`; all else is what people really use: axum, tokio, argon2.
//!
//! Read it in this order:
//!
//! | file | what it does |
//! | --- | --- |
//! | `main.rs` | starts and stops |
//! | [`configuration`] | the secret, from the environment |
//! | `lib.rs` | which path leads where |
//! | [`login`] | a name and a password → a token |
//! | [`verified`] | a request → claims that hold, or a refusal |
//! | [`routes`] | what a token gives access to |
//! | [`refusal`] | how the server says *no* |
//! | [`users`] | where a database goes |
//! | [`serve`] | sockets, and the limits on what a stranger may do with them |
//! | [`log`] | what is written down, and what is not |
//! | [`page`] | the page for people |

#![forbid(unsafe_code)]

pub mod configuration;
pub mod log;
pub mod login;
pub mod page;
pub mod refusal;
pub mod routes;
pub mod serve;
pub mod users;
pub mod verified;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::routing::post;
use jwt_by_hand::{Expectations, NumericDate, Secret};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::login::log_in;
use crate::refusal::Refusal;
use crate::routes::{profile, protected_route};
use crate::serve::Limits;
use crate::users::Users;
use crate::verified::with_token;

/// What every request needs to know. There is no list of sessions in it.
// ANCHOR: app
pub struct App {
    pub(crate) secret: Secret,
    pub(crate) expected: Expectations,
    pub(crate) users: Users,
    clock: Box<dyn Fn() -> NumericDate + Send + Sync>,
}

impl App {
    /// `clock` is asked for the time at each login and each verification.
    pub fn new(
        secret: Secret,
        clock: impl Fn() -> NumericDate + Send + Sync + 'static,
    ) -> Arc<App> {
        Arc::new(App {
            secret,
            // A token without `exp` would be good for as long as the secret is.
            expected: Expectations::new().require_expiry(),
            users: Users::new(),
            clock: Box::new(clock),
        })
    }
    // ANCHOR_END: app

    pub(crate) fn now(&self) -> NumericDate {
        (self.clock)()
    }
}

/// Which path leads where. `with_token` takes no handler that doesn't ask for
/// verified claims.
// ANCHOR: router
pub fn router(app: Arc<App>, limits: &Limits) -> Router {
    let routes = Router::new()
        .merge(page::routes())
        .route("/login", post(log_in))
        .route("/profile", with_token(profile))
        .route("/protected-route", with_token(protected_route))
        .fallback(async || Refusal::NoSuchRoute)
        .method_not_allowed_fallback(async || Refusal::NotThisMethod)
        .with_state(app);
    // ANCHOR_END: router
    routes
        .layer(on_every_answer(header::CACHE_CONTROL, "no-store"))
        .layer(on_every_answer(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            limits.answer_time,
        ))
        .layer(middleware::from_fn(log::request))
}

/// Nothing that this server answers belongs in a cache: it is a token, or it depends
/// on one. And nothing is to be taken for another type than it says.
fn on_every_answer(
    name: HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
