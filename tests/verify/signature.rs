// Checks 8 and 9: the only part that a stranger can't write.

use jwt_by_hand::Check::SignatureMatches;
use jwt_by_hand::{
    Base64urlError, Expectations, Secret, VerifyError, base64url, verify,
};

use crate::diagnosis::{self, expect_none};
use crate::support::{HEADER, NOW, TOKEN, at, check, error, signed};

#[test]
fn step_8_the_signature_is_base64url_of_32_bytes() {
    let (signing_input, signature) = TOKEN.rsplit_once('.').unwrap();
    let refused = |signature: &str| error(&format!("{signing_input}.{signature}"));

    // The beginning of the right one, down to nothing, and the right one with more.
    let tag = base64url::decode(signature).unwrap();
    for other in
        [&tag[..0], &tag[..1], &tag[..16], &tag[..31], &[&tag[..], &[0]].concat()]
    {
        let token = format!("{signing_input}.{}", base64url::encode(other));
        let outcome = check(&token);
        expect_none(&token, outcome.is_ok().then_some(diagnosis::SHORTER_ONE));
        let right = VerifyError::SignatureLength { found: other.len() };
        assert_eq!(outcome, Err(right), "{token}");
    }
    for length in (0..100).filter(|length| *length != 32) {
        let error = refused(&base64url::encode(vec![7; length]));
        let right = VerifyError::SignatureLength { found: length };
        assert_eq!(error, right, "a signature of {length} bytes");
    }
    for (wrong, error) in [
        (format!("{signature}="), Base64urlError::Padding { position: 44 }),
        (
            signature.replace('i', "+"),
            Base64urlError::StandardAlphabet { character: '+', position: 5 },
        ),
        (format!("{signature}AA"), Base64urlError::ImpossibleLength { length: 45 }),
        (
            format!("{} {}", &signature[..4], &signature[4..]),
            Base64urlError::WhiteSpace { character: ' ', position: 5 },
        ),
    ] {
        assert_eq!(
            refused(&wrong),
            VerifyError::SignatureEncoding(error),
            "{wrong}"
        );
    }

    // 43 characters have 258 bits, the tag has 256. A lenient decoder takes
    // l, m and n for the k at the end. We don't.
    for last in ['l', 'm', 'n'] {
        let error = refused(&format!("{}{last}", &signature[..42]));
        let spare = Base64urlError::SpareBits { last, expected: 'k' };
        assert_eq!(error, VerifyError::SignatureEncoding(spare));
    }
}

#[test]
fn step_9_the_signature_matches() {
    let other = Secret::insecure_for_lessons("12@34$57").unwrap();
    let refused = verify(TOKEN, &other, &Expectations::new(), at(NOW));
    assert_eq!(refused, Err(VerifyError::SignatureMismatch));

    // The parts of two tokens, both genuine, don't mix.
    let (one, another) =
        (signed(HEADER, r#"{"id":"1"}"#), signed(HEADER, r#"{"id":"2"}"#));
    let (signing_input, _) = one.rsplit_once('.').unwrap();
    let (_, signature) = another.rsplit_once('.').unwrap();
    let mixed = check(&format!("{signing_input}.{signature}"));
    assert_eq!(mixed, Err(VerifyError::SignatureMismatch));

    // The characters are signed, not what they mean: a payload that says the
    // same with a space more needs a signature of its own.
    let (header, _) = signing_input.split_once('.').unwrap();
    let respelled =
        format!("{header}.{}.{signature}", base64url::encode(r#"{"id": "2"}"#));
    assert_eq!(error(&respelled).check(), SignatureMatches);
}
