//! What an attacker sends in each lesson of `examples/attacks`.

use std::time::Duration;

use attacks::level::{Base, ClosedBy, Level, Ours, Setting};
use fuzz::{Case, Expected, compare};
use jwt_by_hand::{Check, base64url};

use crate::question::Question;
use crate::rules::Strength;

/// It finds a signature by how long an answer takes, which one token can't ask.
const BY_TIME: &str = "compared-byte-by-byte";

/// It is refused for its names, which is a choice. But nobody may take it, as what follows
/// is no signature.
const HAS_NO_SIGNATURE: &str = "names-twice-in-the-header";

pub fn questions() -> Vec<Question> {
    let levels = attacks::all().into_iter();
    levels.filter(|level| level.name != BY_TIME).map(question).collect()
}

fn question(level: &Level) -> Question {
    let setting = level.setting(Base::default(), level.broken);
    // Where the way in leads over answers, those are answers of a verifier without holes.
    let server = Ours::new(&setting);
    let forged = level.attack(&setting, level.broken, &server).forged;
    let case = Case {
        token: forged,
        secret: secret(level, &setting),
        expected: expected(level, &setting),
        now: setting.now as f64,
    };
    let name = format!("attack: {}", level.name.replace('-', " "));
    let mut question = Question::new(name, "attack", case);
    let verdict = &mut question.verdict;
    let check = match &level.hole.closed_by {
        ClosedBy::Check(check) => check.number(),
        ClosedBy::Secret(_) if verdict.check == 0 => 0,
        // Under a secret that is one, it is not the right signature.
        ClosedBy::Secret(_) => Check::SignatureMatches.number(),
        // Nothing is wrong with such a token. It was made under the right secret.
        ClosedBy::Caller(_) => {
            assert!(verdict.accept, "{}", level.name);
            (verdict.check, verdict.rule) = (0, "RFC 8725 §3.5");
            0
        }
    };
    assert_eq!(verdict.check, check, "{}", level.name);
    if level.name == HAS_NO_SIGNATURE {
        verdict.strength = Strength::Must;
    }
    question
}

/// Where the hole is a weak secret, a library is given that one.
fn secret(level: &Level, setting: &Setting) -> Vec<u8> {
    let text = &setting.secret;
    match level.name {
        "misspelt-secret" => b"undefined".to_vec(),
        "decoded-secret" => {
            let stranger = text.find(|c| !base64url::ALPHABET.contains(c));
            let known = &text[..stranger.unwrap_or(text.len())];
            base64url::decode(known).expect("base64url")
        }
        _ => text.as_bytes().to_vec(),
    }
}

fn expected(level: &Level, setting: &Setting) -> Expected {
    let mut expected = Expected::default();
    match level.name {
        "wrong-audience" => expected.audience = Some("shop".to_owned()),
        "exp-in-milliseconds" => expected.max_age = Some(Duration::from_secs(3600)),
        "no-exp" => expected.require_expiry = true,
        _ => {}
    }
    let shown = |expectations| format!("{expectations:?}");
    assert_eq!(
        shown(&compare::expectations(&expected)),
        shown(&setting.expected),
        "{}",
        level.name
    );
    expected
}
