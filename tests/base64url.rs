// Text that travels
//
// A token goes through URLs, headers and cookies, where `{`, `"`, spaces and
// raw bytes don't survive. base64url writes any bytes with 64 harmless
// characters: 6 bits each, so 3 bytes become 4 characters.
//
// Run this file with: cargo test --test base64url

mod diagnosis;

use diagnosis::{expect_none, look_alikes, of_base64url};
use insta::assert_snapshot;
use jwt_by_hand::Base64urlError::*;
use jwt_by_hand::base64url::{ALPHABET, decode, encode, six_bit_groups};

#[test]
fn step_1_three_bytes_are_four_groups_of_six_bits() {
    // {        "        a           →   eyJh
    // 01111011 00100010 01100001   →   011110 110010 001001 100001
    let groups = six_bit_groups(br#"{"a"#).into_iter();
    let groups: Vec<String> = groups.map(|group| format!("{group:06b}")).collect();
    assert_eq!(groups.join(" "), "011110 110010 001001 100001", "{{\"a");
}

#[test]
fn step_2_each_group_has_a_character() {
    assert_eq!(ALPHABET.len(), 64);
    let characters: String = six_bit_groups(br#"{"a"#)
        .into_iter()
        .map(|group| char::from(ALPHABET.as_bytes()[usize::from(group)]))
        .collect();
    assert_snapshot!(characters, @"eyJh");
    assert_snapshot!(encode(r#"{"a"#), @"eyJh");
}

#[test]
fn step_3_what_is_left_over_takes_two_or_three_characters_and_no_padding() {
    // RFC 4648 §10, with the `=` left out.
    let known = [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ];
    for (text, characters) in known {
        let encoded = encode(text);
        let mistake = of_base64url(&encoded, text.as_bytes());
        expect_none(format!("{encoded}, for {text:?}"), mistake);
        assert_eq!(encoded, characters, "{text:?}");
    }
}

#[test]
fn step_4_the_last_two_characters_differ_from_standard_base64() {
    // Standard base64 writes these bytes as +/8=
    let encoded = encode([0xfb, 0xff]);
    expect_none(&encoded, of_base64url(&encoded, &[0xfb, 0xff]));
    assert_snapshot!(encoded, @"-_8");
}

/// What is decoded, in hexadecimal.
fn decoded(text: &str) -> Result<String, jwt_by_hand::Base64urlError> {
    // What is printed is shown if the test fails.
    println!("went in: {text:?}");
    decode(text).map(|bytes| hex(&bytes))
}

#[test]
fn step_5_every_byte_comes_back() {
    assert_eq!(decoded(""), Ok(hex(b"")));
    assert_eq!(decoded("Zg"), Ok(hex(b"f")));
    assert_eq!(decoded("Zm9vYmE"), Ok(hex(b"fooba")));
    assert_eq!(decoded("-_8"), Ok(hex(b"\xfb\xff")));
    let all: Vec<u8> = (0..=255).collect();
    for length in 0..=all.len() {
        assert_eq!(decoded(&encode(&all[..length])), Ok(hex(&all[..length])));
    }
}

#[test]
fn step_6_the_groups_spell_what_the_encoder_writes() {
    let all: Vec<u8> = (0..=255).rev().collect();
    for length in 0..=all.len() {
        let characters: String = six_bit_groups(&all[..length])
            .into_iter()
            .map(|group| char::from(ALPHABET.as_bytes()[usize::from(group)]))
            .collect();
        assert_eq!(characters, encode(&all[..length]), "{}", hex(&all[..length]));
    }
}

#[test]
fn step_7_a_strict_decoder_names_the_mistake() {
    let refused = |text: &str| decoded(text).unwrap_err();
    assert_eq!(refused("e30="), Padding { position: 4 });
    assert_eq!(refused("ab+/"), StandardAlphabet { character: '+', position: 3 });
    assert_eq!(refused("ab/+"), StandardAlphabet { character: '/', position: 3 });
    assert_eq!(refused("ab c"), WhiteSpace { character: ' ', position: 3 });
    assert_eq!(refused("abcd\n"), WhiteSpace { character: '\n', position: 5 });
    assert_eq!(refused("é{}"), OtherCharacter { character: 'é', position: 1 });
    for length in (1..100).step_by(4) {
        assert_eq!(refused(&"A".repeat(length)), ImpossibleLength { length });
    }
    // The first mistake from the left is the one that is named.
    assert_eq!(refused("a=+"), Padding { position: 2 });
    assert_eq!(refused("a+="), StandardAlphabet { character: '+', position: 2 });
}

#[test]
fn step_8_spare_bits_must_be_zero() {
    // One byte needs 8 bits, two characters have 12: four are spare.
    assert_eq!(decoded("Zg"), Ok(hex(b"f")));
    assert_eq!(decoded("Zh"), Err(SpareBits { last: 'h', expected: 'g' }));
    // Two bytes need 16 bits, three characters have 18: two are spare.
    assert_eq!(decoded("Zm9"), Err(SpareBits { last: '9', expected: '8' }));
    // In longer texts it is the same.
    for before in (0..100).step_by(4) {
        let before = "A".repeat(before);
        let spare = |last, expected| Err(SpareBits { last, expected });
        assert_eq!(decoded(&format!("{before}Zh")), spare('h', 'g'));
        assert_eq!(decoded(&format!("{before}Zm9")), spare('9', '8'));
    }
}

#[test]
fn step_9_one_byte_has_one_spelling_alone() {
    // Every pair of characters: 64 × 64 of them, and 256 bytes.
    let pairs: Vec<String> = ALPHABET
        .chars()
        .flat_map(|first| {
            ALPHABET.chars().map(move |second| format!("{first}{second}"))
        })
        .collect();
    let accepted = pairs.iter().filter(|pair| decode(pair).is_ok()).count();
    let spare = pairs
        .iter()
        .filter(|pair| matches!(decode(pair), Err(SpareBits { .. })))
        .count();
    assert_eq!((pairs.len(), accepted, spare), (4096, 256, 3840));
}

#[test]
fn step_10_the_spare_bits_error_gives_the_spelling_that_is_right() {
    // Z and a second character have 4 spare bits, Zm and a third have 2.
    for (begin, spare, wrong) in [("Z", 0b1111, 60), ("Zm", 0b11, 48)] {
        let mut refused = 0;
        for last in ALPHABET.chars() {
            if let Err(SpareBits { last: named, expected }) =
                decode(&format!("{begin}{last}"))
            {
                let place = |character| ALPHABET.find(character).unwrap();
                refused += 1;
                assert_eq!(named, last);
                assert_eq!(place(expected), place(last) & !spare, "{begin}{last}");
                assert!(decode(&format!("{begin}{expected}")).is_ok());
            }
        }
        assert_eq!(refused, wrong, "{begin} and one of 64 characters");
    }
}

#[test]
fn step_11_text_is_taken_as_it_comes() {
    // A decoder that helps is two readers in one: what it lets through, another refuses.
    let text = "eyJhIjoxfQ";
    let bytes = decode(text).unwrap();
    for (other, mistake) in look_alikes(text) {
        let decoded = decode(&other);
        let is_same = decoded.as_ref() == Ok(&bytes);
        expect_none(format!("{other:?}"), is_same.then_some(mistake));
    }
    for place in 0..=text.len() {
        for foreign in
            [' ', '\n', '\r', '\t', '\0', '=', '+', '/', '.', '%', '\u{feff}']
        {
            let (before, after) = text.split_at(place);
            let other = format!("{before}{foreign}{after}");
            assert!(decode(&other).is_err(), "{other:?} is accepted");
        }
    }
    for bytes in [" a ", "A", "a\n", "a\0b", "\u{feff}a"] {
        assert_eq!(decode(&encode(bytes)), Ok(bytes.into()), "{bytes:?}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
