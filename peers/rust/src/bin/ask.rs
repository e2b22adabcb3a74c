//! ```sh
//! cargo run -p peers --bin ask -- LIBRARY < questions.json
//! ```
//!
//! Asks a library of Rust each question twice, and prints one line for each: as the first
//! example of its README calls it, and as strict as its options allow. Of what a question
//! expects, either is given what the library has an option for.

use std::error::Error;
use std::fs;

use fuzz::{Case, Expected};
use peers::question::case_of;
use serde_json::{Map, Value, json};

type Claims = Map<String, Value>;
type Answer = Result<Claims, Box<dyn Error>>;
type Ask = fn(&Case) -> Answer;

struct Library {
    name: &'static str,
    clock: &'static str,
    readme: Ask,
    strict: Ask,
    /// What it has no option for.
    cannot: &'static [&'static str],
}

const LIBRARIES: [Library; 4] = [
    Library {
        name: "jwt-by-hand",
        clock: "its argument `now`",
        readme: jwt_by_hand::readme,
        strict: jwt_by_hand::strict,
        cannot: &[],
    },
    Library {
        name: "jsonwebtoken",
        clock: "libfaketime, as it always asks the clock",
        readme: jsonwebtoken::readme,
        strict: jsonwebtoken::strict,
        cannot: &["token_type", "max_age", "token_id"],
    },
    Library {
        name: "jwt-simple",
        clock: "its option `artificial_time`",
        readme: jwt_simple::readme,
        strict: jwt_simple::strict,
        cannot: &["token_id", "require_expiry"],
    },
    Library {
        name: "jwt-compact",
        clock: "its option `clock_fn`",
        readme: jwt_compact::readme,
        strict: jwt_compact::strict,
        cannot: &[
            "token_type",
            "max_age",
            "issuer",
            "subject",
            "audience",
            "token_id",
        ],
    },
];

mod jwt_by_hand {
    use ::jwt_by_hand::{Expectations, NumericDate, Secret, verify};

    use super::*;

    pub fn readme(case: &Case) -> Answer {
        ask(case, fuzz::compare::expectations(&case.expected))
    }

    // ANCHOR: jwt-by-hand
    pub fn strict(case: &Case) -> Answer {
        let expected = fuzz::compare::expectations(&case.expected);
        ask(case, expected.require_expiry())
    }

    fn ask(case: &Case, expected: Expectations) -> Answer {
        let secret = Secret::from_bytes(&case.secret)?;
        let now = NumericDate::from_seconds(case.now as u64);
        let verified = verify(&case.token, &secret, &expected, now)?;
        Ok(verified
            .iter()
            .map(|(name, value)| (name.into(), value.clone()))
            .collect())
    }
    // ANCHOR_END: jwt-by-hand
}

mod jsonwebtoken {
    use ::jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

    use super::*;

    pub fn readme(case: &Case) -> Answer {
        let mut validation = Validation::default();
        let expected = &case.expected;
        if !expected.leeway.is_zero() {
            validation.leeway = expected.leeway.as_secs();
        }
        expect(&mut validation, expected);
        ask(case, validation)
    }

    // ANCHOR: jsonwebtoken-rust
    pub fn strict(case: &Case) -> Answer {
        let expected = &case.expected;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = expected.leeway.as_secs();
        validation.validate_nbf = true;
        // Otherwise it takes a token in the second in which it expires.
        validation.reject_tokens_expiring_in_less_than = 1;
        expect(&mut validation, expected);
        let required =
            ["exp"].into_iter().chain(claims_that_are_expected(expected));
        validation.set_required_spec_claims(&required.collect::<Vec<_>>());
        ask(case, validation)
    }

    fn expect(validation: &mut Validation, expected: &Expected) {
        if let Some(audience) = &expected.audience {
            validation.set_audience(&[audience]);
        }
        if let Some(issuer) = &expected.issuer {
            validation.set_issuer(&[issuer]);
        }
        validation.sub = expected.subject.clone();
    }

    fn ask(case: &Case, validation: Validation) -> Answer {
        let key = DecodingKey::from_secret(&case.secret);
        Ok(decode::<Claims>(&case.token, &key, &validation)?.claims)
    }
    // ANCHOR_END: jsonwebtoken-rust
}

mod jwt_simple {
    use ::jwt_simple::prelude::*;

    use super::{Answer, Case, Claims, Expected, Value};

    pub fn readme(case: &Case) -> Answer {
        let mut options = expect(&case.expected);
        if !case.expected.leeway.is_zero() {
            options.time_tolerance = Some(case.expected.leeway.into());
        }
        options.required_signature_type = case.expected.token_type.clone();
        ask(case, options)
    }

    // ANCHOR: jwt-simple
    pub fn strict(case: &Case) -> Answer {
        let mut options = expect(&case.expected);
        options.time_tolerance = Some(case.expected.leeway.into());
        let typ = case.expected.token_type.as_deref().unwrap_or("JWT");
        options.required_signature_type = Some(typ.to_owned());
        options.max_token_length = Some(8192);
        ask(case, options)
    }

    fn expect(expected: &Expected) -> VerificationOptions {
        let one = |text: &Option<String>| Some(HashSet::from([text.clone()?]));
        VerificationOptions {
            allowed_audiences: one(&expected.audience),
            allowed_issuers: one(&expected.issuer),
            required_subject: expected.subject.clone(),
            max_validity: expected.max_age.map(Duration::from),
            ..VerificationOptions::default()
        }
    }

    fn ask(case: &Case, mut options: VerificationOptions) -> Answer {
        options.artificial_time = Some(UnixTimeStamp::from_secs(case.now as u64));
        let key = HS256Key::from_bytes(&case.secret);
        let claims = key.verify_token::<Claims>(&case.token, Some(options))?;
        Ok(as_object(claims)?)
    }
    // ANCHOR_END: jwt-simple

    /// Its audiences have no order.
    fn as_object(claims: JWTClaims<Claims>) -> serde_json::Result<Claims> {
        let mut claims: Claims =
            serde_json::from_value(serde_json::to_value(claims)?)?;
        if let Some(Value::Array(audiences)) = claims.get_mut("aud") {
            audiences.sort_by_key(Value::to_string);
        }
        Ok(claims)
    }
}

mod jwt_compact {
    use ::jwt_compact::alg::{Hs256, Hs256Key};
    use ::jwt_compact::{AlgorithmExt, TimeOptions, Token, UntrustedToken};
    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;

    pub fn readme(case: &Case) -> Answer {
        // Its default.
        let leeway = match case.expected.leeway.as_secs() {
            0 => 60,
            seconds => seconds,
        };
        let key = Hs256Key::new(&case.secret);
        let token = UntrustedToken::new(&case.token)?;
        let token: Token<Claims> = Hs256.validator(&key).validate(&token)?;
        in_time(&token, leeway, case.now)
    }

    // ANCHOR: jwt-compact
    pub fn strict(case: &Case) -> Answer {
        // `StrongKey` would ask for 64 bytes. The questions' secrets mostly have 32.
        let key = Hs256Key::new(&case.secret);
        let token = UntrustedToken::<Map<String, Value>>::try_from(&*case.token)?;
        let token = Hs256.validator(&key).validate(&token)?;
        // It leaves what it doesn't know in a header to its caller.
        if ["crit", "b64"].iter().any(|name| has(&token, name)) {
            return Err("an extension in the header".into());
        }
        in_time(&token, case.expected.leeway.as_secs(), case.now)
    }

    fn has(token: &Token<Claims, Map<String, Value>>, name: &str) -> bool {
        token.header().other_fields.contains_key(name)
    }

    fn in_time<H>(token: &Token<Claims, H>, leeway: u64, now: f64) -> Answer {
        let now = DateTime::<Utc>::from_timestamp(now as i64, 0).expect("a moment");
        let options =
            TimeOptions::new(TimeDelta::seconds(leeway as i64), move || now);
        let claims = token.claims();
        claims.validate_expiration(&options)?;
        // Without `nbf` it would refuse.
        if claims.not_before.is_some() {
            claims.validate_maturity(&options)?;
        }
        let value = serde_json::to_value(claims)?;
        Ok(value.as_object().cloned().unwrap_or_default())
    }
    // ANCHOR_END: jwt-compact
}

// ANCHOR: names
fn claims_that_are_expected(
    expected: &Expected,
) -> impl Iterator<Item = &'static str> {
    let all = [
        ("aud", &expected.audience),
        ("iss", &expected.issuer),
        ("sub", &expected.subject),
    ];
    all.into_iter().filter(|(_, text)| text.is_some()).map(|(claim, _)| claim)
}
// ANCHOR_END: names

fn main() {
    let name = std::env::args().nth(1).expect("the name of a library");
    let library = LIBRARIES.iter().find(|library| library.name == name);
    let library = library.expect("one of the four");
    ::jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER
        .install_default()
        .expect("nothing else installs a provider");
    let about = json!({
        "library": library.name,
        "clock": library.clock,
        "language": "Rust",
        "source": "crates.io",
        "version": version_of(library.name),
    });
    println!("{about}");
    let questions = std::io::read_to_string(std::io::stdin()).expect("text");
    let questions: Vec<Value> = serde_json::from_str(&questions).expect("JSON");
    for question in questions {
        let (readme, strict) = (
            answer(library, library.readme, &question),
            answer(library, library.strict, &question),
        );
        let answers = json!({
            "question": question["name"], "readme": readme, "strict": strict,
        });
        println!("{answers}");
    }
}

/// As Cargo.lock has it.
fn version_of(name: &str) -> &'static str {
    let lock = include_str!("../../../../Cargo.lock");
    let (_, behind) = lock
        .split_once(&format!("name = \"{name}\"\nversion = \""))
        .expect("a package of that name");
    behind.split('"').next().expect("a version")
}

fn answer(library: &Library, ask: Ask, question: &Value) -> Value {
    let expected = question["expected"].as_object().expect("an object");
    if let Some(name) =
        library.cannot.iter().find(|name| expected.contains_key(**name))
    {
        return json!({"cannot": format!("no option for {name}")});
    }
    let case = case_of(question);
    set_the_clock(case.now);
    match ask(&case) {
        Ok(claims) => json!({"accepted": Value::Object(claims).to_string()}),
        Err(error) => json!({"refused": error.to_string()}),
    }
}

/// libfaketime, if it is loaded, reads the time from this file.
fn set_the_clock(now: f64) {
    if let Ok(file) = std::env::var("FAKETIME_TIMESTAMP_FILE") {
        fs::write(file, format!("{now}")).expect("a file to write");
    }
}
