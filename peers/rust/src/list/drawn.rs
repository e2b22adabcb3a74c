//! Questions by chance: tokens that `fuzz/` makes by their structure. A seed gives the
//! same token each time.

use std::time::Duration;

use fuzz::{Case, tokens};

use crate::question::Question;
use crate::rules::verdict;

/// Half of these are good tokens, the others are not.
const EACH: usize = 20;

pub fn questions() -> Vec<Question> {
    let drawn = (1..).map(|seed| (seed, tokens::case(seed)));
    let drawn = drawn.filter(|(_, case)| can_be_asked(case));
    let drawn = drawn.map(|(seed, case)| {
        let name = format!("drawn with seed {seed}");
        Question::new(name, "drawn", without_the_wish(&case))
    });
    let (mut good, mut others) = (Vec::new(), Vec::new());
    for question in drawn {
        let half = if question.verdict.accept { &mut good } else { &mut others };
        if half.len() < EACH {
            half.push(question);
        } else if good.len() + others.len() == 2 * EACH {
            break;
        }
    }
    good.into_iter().chain(others).collect()
}

/// Without the wish for an `exp`, which not every library can be told.
fn without_the_wish(case: &Case) -> Case {
    let mut case = case.clone();
    case.expected.require_expiry = false;
    case
}

/// With what any library can be given: a secret of text, whole seconds, a day in our
/// years. Whether an `exp` is wanted changes nothing, as some libraries always want one.
fn can_be_asked(case: &Case) -> bool {
    let expected = &case.expected;
    let whole = |duration: &Duration| {
        duration.subsec_nanos() == 0 && duration.as_secs() <= 100_000
    };
    let is_set = |text: &Option<String>| {
        text.as_ref().is_none_or(|text| !text.is_empty() && !text.contains('\0'))
    };
    case.secret.len() >= 32
        && str::from_utf8(&case.secret).is_ok()
        && case.now.fract() == 0.0
        && (1.6e9..1.9e9).contains(&case.now)
        && case.token.len() < 1000
        && !case.token.contains('\0')
        && expected.require_expiry
        && verdict(case).accept == verdict(&without_the_wish(case)).accept
        && expected.max_length.is_none()
        && whole(&expected.leeway)
        && expected.max_age.as_ref().is_none_or(whole)
        && [
            &expected.token_type,
            &expected.issuer,
            &expected.subject,
            &expected.audience,
            &expected.token_id,
        ]
        .into_iter()
        .all(is_set)
}
