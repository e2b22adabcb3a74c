//! Run with `cargo bench --package benchmarks`.
//!
//! The same claims, signed and verified by this crate and by the libraries that
//! people would pick, in one run; and the floor: what HMAC, JSON and base64
//! cost alone. Keys are prepared beforehand wherever a library lets us.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use criterion::{
    BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, aws_lc, rust_crypto};
use jwt_by_hand::{Claims, Expectations, Header, NumericDate, Secret};
use jwt_simple::prelude::{
    Duration, HS256Key, JWTClaims, MACLike as _, UnixTimeStamp,
};
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use sha2::Sha256;

const SECRET: &[u8] = b"a text of 32 bytes, or of more!!";

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

const BACKENDS: [(&str, bool); 2] =
    [("jsonwebtoken, rust_crypto", false), ("jsonwebtoken, aws_lc_rs", true)];

/// `id`, `iat` and an `exp` that lies ahead, as a login has them.
struct Login {
    issued: u64,
    expires: u64,
    map: Map<String, Value>,
    claims: Claims,
}

fn login() -> Login {
    let issued = Clock::now();
    let expires = issued + 3600;
    let claims = Claims::new()
        .with("id", "123456")
        .issued_at(NumericDate::from_seconds(issued))
        .expires_at(NumericDate::from_seconds(expires));
    let map = serde_json::from_str(&claims.to_json()).unwrap();
    Login { issued, expires, map, claims }
}

struct Clock;

impl Clock {
    fn now() -> u64 {
        std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()
    }
}

fn sign(criterion: &mut Criterion) {
    let login = login();
    let mut group = criterion.benchmark_group("sign");

    let secret = Secret::from_bytes(SECRET).unwrap();
    let header = Header::new();
    group.bench_function("jwt-by-hand", |bencher| {
        bencher
            .iter(|| jwt_by_hand::sign(&header, black_box(&login.claims), &secret));
    });

    let key = jsonwebtoken::EncodingKey::from_secret(SECRET);
    let header = jsonwebtoken::Header::default();
    for (name, use_aws_lc) in BACKENDS {
        USE_AWS_LC.store(use_aws_lc, Ordering::Relaxed);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                jsonwebtoken::encode(&header, black_box(&login.map), &key).unwrap()
            });
        });
    }

    let key = HS256Key::from_bytes(SECRET);
    group.bench_function("jwt-simple", |bencher| {
        bencher.iter(|| key.authenticate(jwt_simple_claims(&login)).unwrap());
    });

    let signing_input = signing_input(&login);
    let prepared = Hmac::<Sha256>::new_from_slice(SECRET).unwrap();
    group.bench_function("floor: HMAC", |bencher| {
        bencher.iter(|| {
            prepared.clone().chain_update(black_box(&signing_input)).finalize()
        });
    });
    let header: Map<String, Value> =
        serde_json::from_str(jwt_by_hand::documented::HEADER_JSON).unwrap();
    group.bench_function("floor: JSON", |bencher| {
        bencher.iter(|| {
            let header = serde_json::to_string(black_box(&header)).unwrap();
            (header, serde_json::to_string(black_box(&login.map)).unwrap())
        });
    });
    let payload = login.claims.to_json();
    group.bench_function("floor: base64", |bencher| {
        bencher.iter(|| {
            (
                URL_SAFE_NO_PAD
                    .encode(black_box(jwt_by_hand::documented::HEADER_JSON)),
                URL_SAFE_NO_PAD.encode(black_box(&payload)),
                URL_SAFE_NO_PAD.encode(black_box([7; 32])),
            )
        });
    });
    group.finish();
}

fn verify(criterion: &mut Criterion) {
    let login = login();
    let mut group = criterion.benchmark_group("verify");

    let secret = Secret::from_bytes(SECRET).unwrap();
    let token = jwt_by_hand::sign(&Header::new(), &login.claims, &secret);
    let expected = Expectations::new().require_expiry();
    let now = NumericDate::from_seconds(login.issued);
    group.bench_function("jwt-by-hand", |bencher| {
        bencher.iter(|| {
            jwt_by_hand::verify(black_box(&token), &secret, &expected, now).unwrap()
        });
    });

    let other = jwt_by_hand::sign(
        &Header::new().with_key_id("2026-11"),
        &login.claims,
        &secret,
    );
    group.bench_function("jwt-by-hand, a header with kid", |bencher| {
        bencher.iter(|| {
            jwt_by_hand::verify(black_box(&other), &secret, &expected, now).unwrap()
        });
    });

    let key = jsonwebtoken::DecodingKey::from_secret(SECRET);
    let validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::HS256);
    for (name, use_aws_lc) in BACKENDS {
        USE_AWS_LC.store(use_aws_lc, Ordering::Relaxed);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                jsonwebtoken::decode::<Map<String, Value>>(
                    black_box(&token),
                    &key,
                    &validation,
                )
                .unwrap()
            });
        });
    }

    let key = HS256Key::from_bytes(SECRET);
    group.bench_function("jwt-simple", |bencher| {
        bencher.iter(|| {
            key.verify_token::<Map<String, Value>>(black_box(&token), None).unwrap()
        });
    });

    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    let (header_part, payload_part) = signing_input.split_once('.').unwrap();
    let tag = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let prepared = Hmac::<Sha256>::new_from_slice(SECRET).unwrap();
    group.bench_function("floor: HMAC", |bencher| {
        bencher.iter(|| {
            prepared
                .clone()
                .chain_update(black_box(signing_input))
                .verify_slice(&tag)
                .unwrap();
        });
    });
    let payload = login.claims.to_json();
    group.bench_function("floor: JSON", |bencher| {
        bencher.iter(|| {
            let header = black_box(jwt_by_hand::documented::HEADER_JSON);
            serde_json::from_str::<IgnoredAny>(header).unwrap();
            serde_json::from_str::<Map<String, Value>>(black_box(&payload)).unwrap()
        });
    });
    group.bench_function("floor: JSON, header into a map too", |bencher| {
        bencher.iter(|| {
            let header = black_box(jwt_by_hand::documented::HEADER_JSON);
            let header =
                serde_json::from_str::<Map<String, Value>>(header).unwrap();
            (
                header,
                serde_json::from_str::<Map<String, Value>>(black_box(&payload))
                    .unwrap(),
            )
        });
    });
    group.bench_function("floor: base64", |bencher| {
        bencher.iter(|| {
            (
                URL_SAFE_NO_PAD.decode(black_box(header_part)).unwrap(),
                URL_SAFE_NO_PAD.decode(black_box(payload_part)).unwrap(),
                URL_SAFE_NO_PAD.decode(black_box(signature)).unwrap(),
            )
        });
    });
    group.finish();
}

/// From a payload of 100 bytes to one of 1 MiB: the time per byte must not grow.
fn size(criterion: &mut Criterion) {
    let secret = Secret::from_bytes(SECRET).unwrap();
    let expected = Expectations::new().max_length(usize::MAX);
    let now = NumericDate::from_seconds(0);
    let mut group = criterion.benchmark_group("size");
    for bytes in [100, 1 << 10, 10 << 10, 100 << 10, 1 << 20] {
        let many_claims = (0..bytes / 20).fold(Claims::new(), |claims, number| {
            claims.with(format!("claim-{number:06}"), 7)
        });
        let one_claim = Claims::new().with("text", "x".repeat(bytes - 11));
        for (shape, claims) in
            [("one claim", one_claim), ("many claims", many_claims)]
        {
            let token = jwt_by_hand::sign(&Header::new(), &claims, &secret);
            group.throughput(Throughput::Bytes(bytes as u64));
            group.bench_function(
                BenchmarkId::new(format!("sign, {shape}"), bytes),
                |bencher| {
                    bencher.iter(|| {
                        jwt_by_hand::sign(
                            &Header::new(),
                            black_box(&claims),
                            &secret,
                        )
                    });
                },
            );
            group.bench_function(
                BenchmarkId::new(format!("verify, {shape}"), bytes),
                |bencher| {
                    bencher.iter(|| {
                        jwt_by_hand::verify(
                            black_box(&token),
                            &secret,
                            &expected,
                            now,
                        )
                        .unwrap()
                    });
                },
            );
        }
    }
    group.finish();
}

fn signing_input(login: &Login) -> String {
    jwt_by_hand::signature::signing_input(
        Header::new().to_base64url(),
        login.claims.to_base64url(),
    )
}

fn jwt_simple_claims(login: &Login) -> JWTClaims<Map<String, Value>> {
    let mut claims = jwt_simple::prelude::Claims::with_custom_claims(
        Map::from_iter([("id".to_owned(), Value::from("123456"))]),
        Duration::from_hours(1),
    );
    claims.issued_at = Some(UnixTimeStamp::from_secs(login.issued));
    claims.expires_at = Some(UnixTimeStamp::from_secs(login.expires));
    claims.invalid_before = None;
    claims
}

fn install_and_run(criterion: &mut Criterion) {
    EITHER_BACKEND.install_default().expect("nothing else installs a provider");
    sign(criterion);
    verify(criterion);
    size(criterion);
}

criterion_group!(benches, install_and_run);
criterion_main!(benches);
