//! # The claims first
//!
//! Why compute a tag for a user who doesn't exist? This verifier looks at the
//! claims first, which costs less. But before the signature holds they are what
//! a stranger wrote, and every answer to them is an answer to that stranger.
//!
//! **Who:** texts that build a verifier step by step, and stop reading at the
//! first thing that is wrong, often check the time first. `jwt.rs` on your own
//! disk may be one of them.
//!
//! **The way in:** write a payload that asks your question. "No such user" is
//! one answer, "the signature is wrong" is the other, and you need neither an
//! account nor a secret. Ask for every name in the telephone book.
//!
//! **Closed by** check 9, and by its place: nothing of the payload is looked at
//! before. Both questions get the same answer.

use crate::tutorial::*;

const USERS: [&str; 2] = ["ada", "grace"];

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, _] = three_parts(token)?;
    let claims = read_json(payload)?;
    let user = claims["sub"].as_str().unwrap_or_default();

    let user_first = !USERS.contains(&user);
    if user_first {
        return refuse("there is no such user");
    }
    check_signature(token, secret)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -     let user_first = !USERS.contains(&user);
// +     check_signature(token, secret)?; let user_first = !USERS.contains(&user);

use crate::level::{Attacker, Case, Hole, USUAL};
use serde_json::json;

pub const HOLE: Hole = Hole {
    goal: "learn whether Grace has an account, and Mallory none, without one",
    cases: &[Case {
        name: "a tutorial",
        url: "https://github.com/hthuong09/node-implement-jwt-from-scratch/blob/master/src/helpers/jwt.js",
        date: "",
        library: "node-implement-jwt-from-scratch",
        versions: "as of c964291",
        wrong: "the payload is read and judged before the signature",
    }],
    won: |attacker, forged| {
        let Ok([header, _, signature]) = three_parts(forged) else { return false };
        let mallory = encode(&json!({ "sub": "mallory" }));
        let of_mallory = format!("{header}.{mallory}.{signature}");
        let refusal = |token: &str| attacker.send(token).verdict.err();
        refusal(forged).is_some() && refusal(forged) != refusal(&of_mallory)
    },
    ..USUAL
};

pub fn forge(_: &Attacker) -> String {
    let grace = encode(&json!({ "sub": "grace" }));
    format!("{}.{grace}.{}", usual_header(), "A".repeat(43))
}
