// Checks 1 and 2: is it a token at all? A limit before any work, then three parts and
// nothing around them.

use jwt_by_hand::Check::Length;
use jwt_by_hand::verify::PartsMixUp;
use jwt_by_hand::{Expectations, VerifyError, verify};

use crate::support::{HEADER, NOW, TOKEN, at, check, error, secret, signed};

#[test]
fn step_1_the_length_is_within_the_limit() {
    assert_eq!(check(""), Err(VerifyError::Empty));

    // 6018 bytes of payload make a token of 8104 characters; each byte more
    // adds one or two.
    let long = |bytes: usize| {
        signed(HEADER, format!(r#"{{"x":"{}"}}"#, "x".repeat(bytes)))
    };
    let longest =
        (6000..).map(long).take_while(|token| token.len() <= 8192).last().unwrap();
    assert_eq!(longest.len(), 8192);
    assert!(check(&longest).is_ok());

    let too_long = format!("{longest}x");
    assert_eq!(
        check(&too_long),
        Err(VerifyError::TooLong { length: 8193, limit: 8192 })
    );
    assert_eq!(error(&"x".repeat(1 << 20)).check(), Length);

    let huge = long(1 << 20);
    let raised = |limit| {
        let expected = Expectations::new().max_length(limit);
        verify(&huge, &secret(), &expected, at(NOW))
            .err()
            .map(|error| error.check())
    };
    assert_eq!(raised(huge.len()), None);
    assert_eq!(raised(huge.len() - 1), Some(Length));
}

#[test]
fn step_2_three_parts_and_nothing_around_them() {
    let (unsigned, signature) = TOKEN.rsplit_once('.').unwrap();
    let (header, payload) = unsigned.split_once('.').unwrap();
    let parts = |token: &str| match error(token) {
        VerifyError::Parts { found, mix_up } => (found, mix_up),
        other => panic!("{token}: {other}"),
    };
    assert_eq!(parts("x"), (1, None));
    assert_eq!(parts(header), (1, None));
    assert_eq!(parts("."), (2, Some(PartsMixUp::NoSignature)));
    assert_eq!(parts(unsigned), (2, Some(PartsMixUp::NoSignature)));
    assert_eq!(parts(&format!("{TOKEN}.")), (4, None));
    assert_eq!(parts(&format!(".{TOKEN}")), (4, None));
    assert_eq!(parts(&format!("{header}..{payload}.{signature}")), (4, None));
    assert_eq!(parts("a.b.c.d.e"), (5, Some(PartsMixUp::Encrypted)));
    assert_eq!(parts(&".".repeat(5)), (6, None));

    for scheme in ["Bearer ", "bearer ", "BEARER  ", " Bearer ", "Bearer\t"] {
        let wrapped = format!("{scheme}{TOKEN}");
        assert_eq!(
            parts(&wrapped),
            (3, Some(PartsMixUp::BearerPrefix)),
            "{wrapped}"
        );
    }
    assert_eq!(parts("Bearer"), (1, Some(PartsMixUp::BearerPrefix)));
    assert_eq!(parts("Bearer undefined"), (1, Some(PartsMixUp::BearerPrefix)));
    assert_eq!(
        parts("Basic dXNlcjpwYXNz"),
        (1, Some(PartsMixUp::BasicCredentials))
    );
    for (before, after) in
        [(" ", ""), ("", " "), ("", "\n"), ("", "\r\n"), ("\t", ""), ("\n", "\n")]
    {
        let wrapped = format!("{before}{TOKEN}{after}");
        assert_eq!(
            parts(&wrapped),
            (3, Some(PartsMixUp::WhiteSpace)),
            "{wrapped:?}"
        );
    }
    for quote in ["\"", "'", "`"] {
        for (before, after) in [(quote, quote), (quote, ""), ("", quote)] {
            let wrapped = format!("{before}{TOKEN}{after}");
            assert_eq!(parts(&wrapped), (3, Some(PartsMixUp::Quotes)), "{wrapped}");
        }
    }
    for value in ["undefined", "null", "NaN", "[object Object]"] {
        assert_eq!(parts(value), (1, Some(PartsMixUp::JavaScriptValue)));
    }
}
