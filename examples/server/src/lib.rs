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
//! | [`configuration`] | the secrets and the limits, from the environment |
//! | `lib.rs` | which path leads where |
//! | [`login`] | a name and a password → a token |
//! | [`verified`] | a request → claims that hold, or a refusal |
//! | [`keyring`] | which secret signs, which ones verify, and how to change them |
//! | [`routes`] | what a token gives access to |
//! | [`session`] | the same token in a cookie |
//! | [`csrf`] | whether our own page meant it |
//! | [`refusal`] | how the server says *no* |
//! | [`users`] | where a database goes |
//! | [`hashing`] | passwords, hashed by few in memory that is taken once |
//! | [`attempts`] | how often a password may be tried |
//! | [`serve`] | sockets, and the limits on what a stranger may do with them |
//! | [`log`] | what is written down, what is not, and what if nobody reads it |
//! | [`page`] | the page for people |

#![forbid(unsafe_code)]

pub mod attempts;
pub mod configuration;
pub mod csrf;
pub mod hashing;
pub mod keyring;
pub mod log;
pub mod login;
pub mod page;
pub mod refusal;
pub mod routes;
pub mod serve;
pub mod session;
pub mod users;
pub mod verified;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, Version, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, post};
use jwt_by_hand::{Expectations, NumericDate};
use tokio::time::timeout;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::attempts::Attempts;
use crate::keyring::Keyring;
use crate::login::log_in;
use crate::refusal::Refusal;
use crate::routes::{order, profile, protected_route};
use crate::serve::Limits;
use crate::users::{TABLE, Users};
use crate::verified::with_token;

/// What every request needs to know. There is no list of sessions in it.
// ANCHOR: app
pub struct App {
    pub(crate) keyring: Keyring,
    pub(crate) expected: Expectations,
    pub(crate) users: Users,
    pub(crate) attempts: Attempts,
    clock: Box<dyn Fn() -> NumericDate + Send + Sync>,
}

impl App {
    /// `clock` is asked for the time at each login and each verification.
    pub fn new(
        keyring: impl Into<Keyring>,
        limits: &Limits,
        clock: impl Fn() -> NumericDate + Send + Sync + 'static,
    ) -> Result<Arc<App>, Box<dyn Error>> {
        Ok(Arc::new(App {
            keyring: keyring.into(),
            // A token without `exp` would be good for as long as the secret is.
            expected: Expectations::new().require_expiry(),
            users: Users::new(&TABLE, limits)?,
            attempts: Attempts::new(limits.logins_per_minute),
            clock: Box::new(clock),
        }))
    }
    // ANCHOR_END: app

    pub(crate) fn now(&self) -> NumericDate {
        (self.clock)()
    }
}

/// Which path leads where. `with_token` takes no handler that doesn't ask for
/// verified claims.
// ANCHOR: router
pub fn router(
    app: Arc<App>,
    limits: &Limits,
    allowed_origin: Option<HeaderValue>,
) -> Router {
    let routes = Router::new()
        .merge(page::routes())
        .route("/login", post(log_in))
        .route("/profile", with_token(MethodFilter::GET, profile))
        .route("/protected-route", with_token(MethodFilter::GET, protected_route))
        .route("/order", with_token(MethodFilter::POST, order))
        .route("/session", session::methods())
        .fallback(async || Refusal::NoSuchRoute)
        .method_not_allowed_fallback(async || Refusal::NotThisMethod)
        .with_state(app);
    // ANCHOR_END: router
    let routes = match allowed_origin {
        Some(origin) => routes.layer(cors(origin)),
        None => routes,
    };
    // The last one comes first: the log sees each answer, with the headers of all.
    routes
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(from_fn(one_host))
        .layer(from_fn_with_state(limits.answer_time, in_time))
        .layer(on_every_answer(header::CACHE_CONTROL, "no-store"))
        .layer(on_every_answer(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(on_every_answer(header::REFERRER_POLICY, "no-referrer"))
        .layer(on_every_answer(header::CONTENT_SECURITY_POLICY, NO_PAGE))
        .layer(from_fn(log::request))
}

/// For JSON: whoever opens it as a page gets one that can do nothing.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'";

/// Nothing that this server answers belongs in a cache: it is a token, or it depends
/// on one. Nothing is to be taken for another type than it says, and nothing takes our
/// addresses elsewhere. What sets such a header itself knows better.
fn on_every_answer(
    name: HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Since HTTP/1.1, a request names the one server that it is for (RFC 9112 §3.2). If it
/// names two, or none, a proxy in front of us might take it for another one's.
async fn one_host(request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let is_one = match (hosts.next(), hosts.next()) {
        // A `user@` in front belongs into no `Host`.
        (Some(host), None) => Authority::try_from(host.as_bytes())
            .is_ok_and(|host| !host.as_str().contains('@')),
        (None, None) => request.version() < Version::HTTP_11,
        _ => false,
    };
    if is_one {
        next.run(request).await
    } else {
        Refusal::NotOneHost.into_response()
    }
}

// ANCHOR: cors
/// Lets the scripts of one other origin ask us, and read the answers. They send a token
/// in the header: cookies are not theirs to use.
fn cors(origin: HeaderValue) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::WWW_AUTHENTICATE])
}
// ANCHOR_END: cors

async fn in_time(
    State(limit): State<Duration>,
    request: Request,
    next: Next,
) -> Response {
    let answer = timeout(limit, next.run(request)).await;
    answer.unwrap_or_else(|_| Refusal::TooSlow.into_response())
}
