//! # The answer in an object
//!
//! A verifier that its author was proud of: it never fails. Whatever happens is
//! in the answer, and the answer is always an object.

use crate::tutorial::*;
use serde_json::{Value, json};

/// What is known of a token: `valid`, and `claims` or `reason`.
fn inspect(token: &str, secret: &str, now: u64) -> Result<Value, String> {
    let [_, payload, _] = three_parts(token)?;
    let claims = read_json(payload)?;
    if let Err(reason) = check_signature(token, secret) {
        return Ok(json!({ "valid": false, "reason": reason, "claims": claims }));
    }
    if let Err(reason) = check_time(&claims, now) {
        return Ok(json!({ "valid": false, "reason": reason, "claims": claims }));
    }
    Ok(json!({ "valid": true, "claims": claims }))
}

/// Lets a request in, or not.
pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    match inspect(token, secret, now) {
        Ok(answer) => Ok(answer["claims"].clone()),
        Err(reason) => Err(reason),
    }
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -         Ok(answer) => Ok(answer["claims"].clone()),
// +         Ok(answer) => if answer["valid"] == true { Ok(answer["claims"].clone()) } else { refuse("no") },
//
// **What is wrong:** a refusal comes back as a success that says so inside, and
// the caller asks only whether it is a success. A refusal belongs into `Err`,
// where nobody can mistake it: then there are no claims to be taken.

use crate::level::{Attacker, ClosedBy, Hole, USUAL};
use jwt_by_hand::Check;

pub const HOLE: Hole =
    Hole { closed_by: ClosedBy::Check(Check::SignatureMatches), ..USUAL };

pub fn forge(attacker: &Attacker) -> String {
    let [header, _, signature] = three_parts(attacker.token).unwrap();
    format!("{header}.{}.{signature}", as_admin(attacker.token))
}
