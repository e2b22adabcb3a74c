// Why a signature doesn't match
//
// `verify` says that a signature doesn't match, and no more: to look for the reason
// costs more than to accept, and the reason speaks of our secret. Whoever holds the
// secret may ask afterwards. What is asked here are mistakes that thousands have made
// before, and each answer is proved: the tag is right for the secret read another way,
// or for the token without a break.
//
// Run this file with: cargo test --test why

use insta::assert_snapshot;
use jwt_by_hand::why::{self, SignatureMixUp};
use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, VerifyError, sign, verify,
};

const TEXT: &str = "a text of 32 bytes, or of more!!";
/// The same text as base64url.
const CHARACTERS: &str = "YSB0ZXh0IG9mIDMyIGJ5dGVzLCBvciBvZiBtb3JlISE";

#[test]
fn step_1_one_decodes_the_secret_and_the_other_does_not() {
    let decoded = || Secret::from_base64url(CHARACTERS).unwrap();
    let found = mix_up(&token(&text(TEXT)), &text(CHARACTERS));
    assert_eq!(found, Some(SignatureMixUp::SignerDecodedIt));
    let padded = format!("{CHARACTERS}=");
    let found = mix_up(&token(&text(TEXT)), &text(&padded));
    assert_eq!(found, Some(SignatureMixUp::SignerDecodedIt));
    let found = mix_up(&token(&text(CHARACTERS)), &decoded());
    assert_eq!(found, Some(SignatureMixUp::SignerTookTheText));

    // 32 bytes that standard base64 writes with all that base64url lacks.
    let standard = "+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/8=";
    let urlsafe = standard.replace('+', "-").replace('/', "_").replace('=', "");
    let signers = Secret::from_base64url(&urlsafe).unwrap();
    let found = mix_up(&token(&signers), &text(standard));
    assert_eq!(found, Some(SignatureMixUp::SignerDecodedIt));
}

#[test]
fn step_2_something_stands_around_the_secret() {
    for wrapped in [format!("{TEXT}\n"), format!(" {TEXT}"), format!("\"{TEXT}\"")]
    {
        let found = mix_up(&token(&text(TEXT)), &text(&wrapped));
        assert_eq!(found, Some(SignatureMixUp::OursIsWrapped));
    }
    for line_break in [format!("{TEXT}\n"), format!("{TEXT}\r\n")] {
        let found = mix_up(&token(&text(&line_break)), &text(TEXT));
        assert_eq!(found, Some(SignatureMixUp::SignersEndsWithALineBreak));
    }
}

#[test]
fn step_3_the_token_was_copied_with_a_break() {
    let token = token(&text(TEXT));
    for broken in ["e\n30", "e3 0", "\te30\r\n"] {
        let found = mix_up(&token.replace("e30", broken), &text(TEXT));
        assert_eq!(found, Some(SignatureMixUp::WhiteSpaceInThePayload));
    }
}

#[test]
fn step_4_what_cannot_be_proved_is_not_said() {
    let another = text("another text of 32 bytes or more");
    assert_eq!(mix_up(&token(&another), &text(TEXT)), None);
    assert_eq!(why::mix_up("no token", &text(TEXT)), None);
    assert_eq!(why::mix_up("a.b.c", &text(TEXT)), None);
}

#[test]
fn step_5_an_explanation_with_the_cause() {
    let causes = [
        SignatureMixUp::SignerDecodedIt,
        SignatureMixUp::SignerTookTheText,
        SignatureMixUp::OursIsWrapped,
        SignatureMixUp::SignersEndsWithALineBreak,
        SignatureMixUp::WhiteSpaceInThePayload,
    ];
    assert_snapshot!(causes.map(SignatureMixUp::cause).join("\n"));

    let (token, ours) = (token(&text(TEXT)), text(CHARACTERS));
    let explanation = why::explain(&VerifyError::SignatureMismatch, &token, &ours);
    let cause = SignatureMixUp::SignerDecodedIt.cause();
    assert_eq!(explanation.likely_cause.as_deref(), Some(cause));
    // Other errors, and a mismatch without a proof, are explained as they are.
    for error in [VerifyError::Empty, VerifyError::SignatureMismatch] {
        let another = text("another text of 32 bytes or more");
        assert_eq!(why::explain(&error, &token, &another), error.explain());
    }
}

fn text(secret: &str) -> Secret {
    Secret::from_text(secret).unwrap()
}

/// A token without claims, whose payload is `e30`.
fn token(secret: &Secret) -> String {
    sign(&Header::new(), &Claims::new(), secret)
}

/// Why a token was refused, and that it was.
fn mix_up(token: &str, secret: &Secret) -> Option<SignatureMixUp> {
    let now = NumericDate::from_seconds(1_690_407_762);
    let refused = verify(token, secret, &Expectations::new(), now);
    assert_eq!(refused, Err(VerifyError::SignatureMismatch));
    why::mix_up(token, secret)
}
