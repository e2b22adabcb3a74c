//! The libraries, each given the same claims. Keys are prepared beforehand wherever a
//! library lets us, as in a server.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::UNIX_EPOCH;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, aws_lc, rust_crypto};
use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, printed_token,
};
use jwt_compact::alg::{Hs256, Hs256Key};
use jwt_compact::{AlgorithmExt as _, TimeOptions, UntrustedToken};
use jwt_simple::prelude::{
    Duration, HS256Key, JWTClaims, MACLike as _, UnixTimeStamp,
};
use serde_json::{Map, Value};
use sha2::Sha256;

const SECRET: &[u8] = b"a text of 32 bytes, or of more!!";

pub const OURS: &str = "jwt-by-hand";
/// The one that the limits speak of.
pub const BESIDE: &str = "jsonwebtoken, rust_crypto";

#[derive(Clone, Copy, PartialEq)]
pub enum Work {
    Sign,
    Verify,
    /// A token whose tag is wrong in one bit.
    Refuse,
}

impl Work {
    pub fn name(self) -> &'static str {
        match self {
            Work::Sign => "sign",
            Work::Verify => "verify",
            Work::Refuse => "refuse",
        }
    }
}

pub struct Contender {
    pub name: &'static str,
    pub run: Box<dyn Fn()>,
}

fn contender<T>(name: &'static str, run: impl Fn() -> T + 'static) -> Contender {
    Contender { name, run: Box::new(move || drop(black_box(run()))) }
}

/// Both of `jsonwebtoken`'s backends in one process: the provider that it is
/// given asks this switch.
static USE_AWS_LC: AtomicBool = AtomicBool::new(false);

static EITHER_BACKEND: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| (backend().signer_factory)(algorithm, key),
    verifier_factory: |algorithm, key| (backend().verifier_factory)(algorithm, key),
    key_utils: jsonwebtoken::crypto::KeyUtils::new_unimplemented(),
};

fn backend() -> &'static CryptoProvider {
    if USE_AWS_LC.load(Ordering::Relaxed) {
        &aws_lc::DEFAULT_PROVIDER
    } else {
        &rust_crypto::DEFAULT_PROVIDER
    }
}

pub fn install() {
    EITHER_BACKEND.install_default().expect("nothing else installs a provider");
}

/// `id`, `iat` and an `exp` that lies ahead, as a login has them, and some text more.
#[derive(Clone)]
struct Login {
    issued: u64,
    claims: Claims,
    map: Map<String, Value>,
}

fn login(bytes: usize) -> Login {
    let issued = UNIX_EPOCH.elapsed().expect("it is after 1970").as_secs();
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(NumericDate::from_seconds(issued))
        .expires_at(NumericDate::from_seconds(issued + 3600));
    let more = bytes.saturating_sub(claims.to_json().len() + r#","text":"""#.len());
    let claims =
        if more == 0 { claims } else { claims.with("text", "x".repeat(more)) };
    let map = serde_json::from_str(&claims.to_json()).expect("JSON that we wrote");
    Login { issued, claims, map }
}

pub fn all(work: Work, bytes: usize) -> Vec<Contender> {
    let login = login(bytes);
    match work {
        Work::Sign => signers(&login),
        Work::Verify => verifiers(&login, &token(&login), true),
        Work::Refuse => {
            let token = token(&login);
            let (signing_input, signature) = token.rsplit_once('.').expect("a dot");
            let mut tag = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
            tag[20] ^= 1;
            let forged = format!("{signing_input}.{}", URL_SAFE_NO_PAD.encode(tag));
            verifiers(&login, &forged, false)
        }
    }
}

fn token(login: &Login) -> String {
    let secret = Secret::from_bytes(SECRET).expect("32 bytes");
    jwt_by_hand::sign(&Header::new(), &login.claims, &secret)
}

fn signers(login: &Login) -> Vec<Contender> {
    let secret = Secret::from_bytes(SECRET).expect("32 bytes");
    let (header, claims) = (Header::new(), login.claims.clone());
    let ours = contender(OURS, move || {
        jwt_by_hand::sign(&header, black_box(&claims), &secret)
    });
    let jsonwebtoken = |name, use_aws_lc| {
        let key = jsonwebtoken::EncodingKey::from_secret(SECRET);
        let header = jsonwebtoken::Header::default();
        let map = login.map.clone();
        contender(name, move || {
            USE_AWS_LC.store(use_aws_lc, Ordering::Relaxed);
            jsonwebtoken::encode(&header, black_box(&map), &key).expect("signed")
        })
    };
    let key = HS256Key::from_bytes(SECRET);
    let its_login = login.clone();
    let jwt_simple = contender("jwt-simple", move || {
        key.authenticate(jwt_simple_claims(&its_login)).expect("signed")
    });
    let key = Hs256Key::new(SECRET);
    let header = jwt_compact::Header::empty().with_token_type("JWT");
    let its_claims = jwt_compact_claims(login);
    let jwt_compact = contender("jwt-compact", move || {
        Hs256.token(&header, black_box(&its_claims), &key).expect("signed")
    });
    let map = login.map.clone();
    let floor = contender("the floor", move || {
        let header = URL_SAFE_NO_PAD.encode(black_box(printed_token::HEADER_JSON));
        let payload = serde_json::to_string(black_box(&map)).expect("JSON");
        let input = header + "." + &URL_SAFE_NO_PAD.encode(payload);
        let tag = prepared().chain_update(&input).finalize().into_bytes();
        input + "." + &URL_SAFE_NO_PAD.encode(tag)
    });
    vec![
        ours,
        jsonwebtoken(BESIDE, false),
        jsonwebtoken("jsonwebtoken, aws_lc_rs", true),
        jwt_simple,
        jwt_compact,
        floor,
    ]
}

fn verifiers(login: &Login, token: &str, is_genuine: bool) -> Vec<Contender> {
    let secret = Secret::from_bytes(SECRET).expect("32 bytes");
    let expected = Expectations::new().require_expiry();
    let now = NumericDate::from_seconds(login.issued);
    let its_token = token.to_owned();
    let ours = contender(OURS, move || {
        let outcome =
            jwt_by_hand::verify(black_box(&its_token), &secret, &expected, now);
        assert_eq!(outcome.is_ok(), is_genuine);
        outcome
    });
    let jsonwebtoken = |name, use_aws_lc| {
        let key = jsonwebtoken::DecodingKey::from_secret(SECRET);
        let validation =
            jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::HS256);
        let token = token.to_owned();
        contender(name, move || {
            USE_AWS_LC.store(use_aws_lc, Ordering::Relaxed);
            let outcome = jsonwebtoken::decode::<Map<String, Value>>(
                black_box(&token),
                &key,
                &validation,
            );
            assert_eq!(outcome.is_ok(), is_genuine);
            outcome
        })
    };
    let key = HS256Key::from_bytes(SECRET);
    let its_token = token.to_owned();
    let jwt_simple = contender("jwt-simple", move || {
        let outcome =
            key.verify_token::<Map<String, Value>>(black_box(&its_token), None);
        assert_eq!(outcome.is_ok(), is_genuine);
        outcome
    });
    let key = Hs256Key::new(SECRET);
    let its_token = token.to_owned();
    let jwt_compact = contender("jwt-compact", move || {
        let outcome = with_jwt_compact(black_box(&its_token), &key);
        assert_eq!(outcome.is_some(), is_genuine);
        outcome
    });
    let its_token = token.to_owned();
    let floor = contender("the floor", move || {
        let (input, signature) = black_box(&its_token).rsplit_once('.')?;
        let tag = URL_SAFE_NO_PAD.decode(signature).ok()?;
        prepared().chain_update(input).verify_slice(&tag).ok()?;
        let payload = URL_SAFE_NO_PAD.decode(input.split_once('.')?.1).ok()?;
        serde_json::from_slice::<Map<String, Value>>(&payload).ok()
    });
    vec![
        ours,
        jsonwebtoken(BESIDE, false),
        jsonwebtoken("jsonwebtoken, aws_lc_rs", true),
        jwt_simple,
        jwt_compact,
        floor,
    ]
}

/// HMAC with its two blocks done, as a secret that is kept has them.
fn prepared() -> Hmac<Sha256> {
    thread_local! {
        static PREPARED: Hmac<Sha256> =
            Hmac::new_from_slice(SECRET).expect("a key of any length");
    }
    PREPARED.with(Clone::clone)
}

fn jwt_simple_claims(login: &Login) -> JWTClaims<Map<String, Value>> {
    let custom = ["id", "text"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), login.map.get(name)?.clone())));
    let mut claims = jwt_simple::prelude::Claims::with_custom_claims(
        custom.collect::<Map<String, Value>>(),
        Duration::from_hours(1),
    );
    claims.issued_at = Some(UnixTimeStamp::from_secs(login.issued));
    claims.expires_at = Some(UnixTimeStamp::from_secs(login.issued + 3600));
    claims.invalid_before = None;
    claims
}

fn jwt_compact_claims(login: &Login) -> jwt_compact::Claims<Map<String, Value>> {
    let own = ["id", "text"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), login.map.get(name)?.clone())));
    let at = |seconds: u64| DateTime::from_timestamp(seconds as i64, 0);
    let mut claims = jwt_compact::Claims::new(own.collect());
    claims.issued_at = at(login.issued);
    claims.expiration = at(login.issued + 3600);
    claims
}

fn with_jwt_compact(
    token: &str,
    key: &Hs256Key,
) -> Option<jwt_compact::Token<Map<String, Value>>> {
    let token = UntrustedToken::new(token).ok()?;
    let token = Hs256.validator(key).validate(&token).ok()?;
    token.claims().validate_expiration(&TimeOptions::default()).ok()?;
    Some(token)
}
