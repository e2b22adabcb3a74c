//! What the rules say of a token, and how strongly: two verifiers are asked, the crate
//! and the one in `fuzz/` that shares nothing with it, and they have to agree.
//!
//! | strength | what a standard says to the verifier |
//! | --- | --- |
//! | must | it is obliged to refuse this |
//! | should | it is advised to |
//! | choice | nothing, or that both are allowed: what we do is our choice |
//! | good | nothing against this token, though nobody is obliged to take one |

use fuzz::Case;
use fuzz::compare::Answers;
use fuzz::oracle::{Refusal, Rule};
use jwt_by_hand::{Secret, SecretError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    Must,
    Should,
    Choice,
    Good,
}

impl Strength {
    pub fn name(self) -> &'static str {
        match self {
            Strength::Must => "must",
            Strength::Should => "should",
            Strength::Choice => "choice",
            Strength::Good => "good",
        }
    }
}

pub struct Verdict {
    pub accept: bool,
    /// The check that refuses, or the one that the question is about; 0 is the secret.
    pub check: usize,
    pub rule: &'static str,
    pub strength: Strength,
}

/// A good token is to be taken: its check and rule are said with the question.
pub fn verdict(case: &Case) -> Verdict {
    if let Some(error) = secret_is_none(&case.secret) {
        let rule = error.explain().rule;
        return Verdict { accept: false, check: 0, rule, strength: Strength::Must };
    }
    let answers = Answers::to(case);
    assert!(answers.agree(), "the verifiers differ on {case:?}");
    match (&answers.oracle, &answers.ours) {
        (Err(refusal), Err(error)) if refusal.rule == Rule::NotTooLong => {
            too_long(case, refusal.check.into(), error.explain().rule)
        }
        (Err(refusal), Err(error)) => Verdict {
            accept: false,
            check: refusal.check.into(),
            rule: error.explain().rule,
            strength: strength(*refusal, error.explain().rule, case),
        },
        _ => Verdict {
            accept: true,
            check: 13,
            rule: "RFC 7519 §7.2",
            strength: Strength::Good,
        },
    }
}

/// No standard limits the length. One may still oblige a verifier to refuse the token for
/// what is in it: so both are asked again, with a limit that it keeps.
fn too_long(case: &Case, check: usize, no_rfc: &'static str) -> Verdict {
    let mut case = case.clone();
    case.expected.max_length = Some(case.token.len());
    let Verdict { rule, strength, .. } = verdict(&case);
    let (rule, strength) = match strength {
        Strength::Must | Strength::Should => (rule, strength),
        Strength::Choice | Strength::Good => (no_rfc, Strength::Choice),
    };
    Verdict { accept: false, check, rule, strength }
}

fn secret_is_none(bytes: &[u8]) -> Option<SecretError> {
    Secret::from_bytes(bytes).err()
}

fn strength(refusal: Refusal, rule: &str, case: &Case) -> Strength {
    use Strength::{Choice, Must, Should};
    let expected = &case.expected;
    match refusal.rule {
        // RFC 4648 §3.5: decoders may refuse other bits.
        Rule::SpareBitsAreZero => Choice,
        // RFC 8259 §8.1, §8.2, §9, §6: parsers may differ on these.
        Rule::NoByteOrderMark
        | Rule::WholeSurrogatePairs
        | Rule::AtMost127Deep
        | Rule::NumbersAreFinite => Choice,
        // RFC 7515 §4, RFC 7519 §4: to refuse, or to take the last one.
        Rule::NameOnce => Choice,
        // They oblige whoever makes the token. What a verifier has to do with one that
        // it doesn't use, they don't say.
        Rule::KidIsText | Rule::TypIsText | Rule::PartiesAreText => Choice,
        Rule::TimesAreNumbers
            if rule == "RFC 7519 §4.1.6" && expected.max_age.is_none() =>
        {
            Choice
        }
        // RFC 7797 §7, and of whom doesn't know `b64`: RFC 7515 §4.
        Rule::NoB64 => Choice,
        // RFC 8725 §3.11 recommends types to who sets the rules. A caller who names none
        // has left it open.
        Rule::TypeIsExpected if expected.token_type.is_none() => Choice,
        Rule::TypeIsExpected | Rule::TypeIsThere => Should,
        // The caller alone asks for these.
        Rule::ExpiryIsThere
        | Rule::IssueIsThere
        | Rule::NotFromTheFuture
        | Rule::NotTooOld
        | Rule::TokenId => Choice,
        _ => Must,
    }
}
