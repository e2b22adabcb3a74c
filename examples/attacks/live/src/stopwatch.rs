//! *The stopwatch*, with the delay that can be seen.

use attacks::level::{Base, Running, Server};
use attacks::{named, tutorial, world};
use jwt_by_hand::base64url;
use serde_json::{Value, json};

/// How long the answer takes for each byte in one place of a tag, in nanoseconds; and the
/// token with the tag as it came.
pub fn times(payload: &str, tag: &[u8], place: usize) -> Option<Value> {
    let level = named("compared-byte-by-byte")?;
    let setting = level.setting(Base::default(), level.broken);
    let server = Running::new(level.broken, &setting);
    let unsigned =
        format!("{}.{}", tutorial::usual_header(), base64url::encode(payload));
    let token = |tag: &[u8]| format!("{unsigned}.{}", base64url::encode(tag));
    let as_it_came = token(tag);
    let mut tag = tag.to_vec();
    tag.get(place)?;
    let times: Vec<u64> = (0..=255)
        .map(|byte| {
            tag[place] = byte;
            let token = token(&tag);
            let start = world::clock();
            let _ = server.answer(&token);
            world::clock() - start
        })
        .collect();
    Some(json!({ "times": times, "token": as_it_came }))
}
