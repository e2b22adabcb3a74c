//! # The secret's name, misspelt
//!
//! The secret is 32 random bytes and stands in the environment, where it
//! belongs. The program asks for it by a name with a letter too many. There is
//! no such variable, and what a program gets then has a text, too: JavaScript
//! writes `undefined`. Tokens are signed and verified with that, and everything
//! works.
//!
//! **Who:** one of the two documents that this book starts from signs with
//! `process.env.JWT_SECRETE`. Lists of usual secrets have `undefined` on them.
//!
//! **The way in:** try `undefined` as the secret, and `null`, and the empty text.
//!
//! **Closed by** a type: `Secret::from_text` refuses nine bytes. Our server
//! doesn't start.

use crate::tutorial::*;

const ENVIRONMENT: [(&str, &str); 2] = [
    ("PORT", "3000"),
    ("JWT_SECRET", "VhYc0c9Jc8wT0nCm4pQd2l3oW5yXr7aZb1sEf6gHiKk="),
];

/// As `${process.env[name]}` has it in JavaScript.
pub fn variable(name: &str) -> &'static str {
    let found = ENVIRONMENT.iter().find(|(one, _)| *one == name);
    found.map_or("undefined", |(_, text)| text)
}

fn secret() -> &'static str {
    variable("JWT_SECRETE")
}

pub fn sign(name: &str, _secret: &str, now: u64) -> String {
    let claims =
        serde_json::json!({ "sub": name, "role": "user", "exp": now + 3600 });
    signed(&usual_header(), &encode(&claims), secret())
}

pub fn verify(token: &str, _secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    check_signature(token, secret())?;

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     variable("JWT_SECRETE")
// +     variable("JWT_SECRET")

use crate::level::{Attacker, Base, ClosedBy, Hole, Setting, USUAL};
use jwt_by_hand::Secret;

pub const HOLE: Hole = Hole {
    closed_by: ClosedBy::Secret(|| Secret::from_text("undefined").unwrap_err()),
    setting: |base| {
        let right = Base { secret: variable("JWT_SECRET"), ..base };
        Setting { wish: Some("ada".to_owned()), ..Setting::new(right) }
    },
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    signed(&usual_header(), &as_admin(attacker.token), "undefined")
}
