//! One level of *Break in*: what the reader holds, and what both verifiers say.

use attacks::level::{Attacker, Base, Level, Running, Server, Setting};
use attacks::{tutorial, world};
use jwt_by_hand::walkthrough::Checking;
use jwt_by_hand::{NumericDate, Secret, base64url};
use serde_json::{Value, json};

fn setting(level: &Level) -> Setting {
    level.setting(Base::default(), level.broken)
}

/// What is there before the attack.
pub fn begin(level: &Level) -> Option<Value> {
    let setting = setting(level);
    Some(json!({
        "token": setting.holds,
        "now": NumericDate::from_seconds(setting.now).to_string(),
        "wish": setting.wish,
        "makes_tokens": level.broken.sign.is_some(),
        "at_hand": at_hand(level.name),
        // What is won there is the server's time, and the page has the stopwatch.
        "is_flood": level.name.starts_with("flood"),
    }))
}

/// What anyone can read, and may need.
fn at_hand(level: &str) -> Option<Value> {
    let (what, text) = match level {
        "algorithm-from-the-header" => {
            ("the server's public key", world::rsa::PUBLIC_KEY.to_owned())
        }
        "kid-as-a-path" => (
            "the page's stylesheet, /srv/page/style.css",
            world::read_file("/srv/page/style.css").ok()?,
        ),
        _ => return None,
    };
    Some(json!({ "what": what, "text": text }))
}

/// The texts of header and payload, as far as they are texts.
pub fn parts(token: &str) -> Value {
    let text =
        |part: Option<&str>| String::from_utf8(base64url::decode(part?).ok()?).ok();
    let mut parts = token.split('.');
    json!({ "header": text(parts.next()), "payload": text(parts.next()) })
}

/// A token of whatever was typed: an attacker's need be no JSON.
pub fn unsigned(header: &str, payload: &str, signature: &str) -> Value {
    let (header, payload) = (base64url::encode(header), base64url::encode(payload));
    json!(format!("{header}.{payload}.{signature}"))
}

/// The same, under a key of the attacker's.
pub fn signed(header: &str, payload: &str, key: &str) -> Value {
    let (header, payload) = (base64url::encode(header), base64url::encode(payload));
    json!(tutorial::signed(&header, &payload, key))
}

/// What the server makes for whoever asks.
pub fn wish(level: &Level, wish: &str) -> Option<Value> {
    let setting = setting(level);
    Some(json!(level.broken.sign?(wish, &setting.secret, setting.now)))
}

/// What both verifiers say of a token.
pub fn send(level: &Level, token: &str) -> Option<Value> {
    let setting = setting(level);
    let verdict = Running::new(level.broken, &setting).answer(token);
    let (claims, refusal) = match verdict {
        Ok(claims) => (Some(claims.to_string()), None),
        Err(why) => (None, Some(why)),
    };
    let secret = Secret::insecure_for_lessons(&setting.secret).ok()?;
    let now = NumericDate::from_seconds(setting.now);
    let ours = Checking::new(token, &secret, &setting.expected, now);
    Some(json!({
        "claims": claims,
        "refusal": refusal,
        "ours": ours.to_value(),
    }))
}

/// Whether a token reaches the goal.
pub fn won(level: &Level, token: &str) -> Option<Value> {
    let holds = token.to_owned();
    let setting = Setting { holds, ..setting(level) };
    let server = Running::new(level.broken, &setting);
    let as_it_is = |attacker: &Attacker| attacker.token.to_owned();
    let outcome = level.attack_by(as_it_is, &setting, level.broken, &server);
    Some(json!(outcome.won))
}

/// Sends a token so many times, for who holds a stopwatch.
pub fn repeat(level: &Level, token: &str, times: u64) -> Option<Value> {
    let setting = setting(level);
    let server = Running::new(level.broken, &setting);
    for _ in 0..times {
        let _ = server.answer(token);
    }
    Some(Value::Null)
}

/// The whole way in, as the hole's own file has it.
pub fn forge(level: &Level) -> Option<Value> {
    let setting = setting(level);
    let server = Running::new(level.broken, &setting);
    Some(json!(level.attack(&setting, level.broken, &server).forged))
}
