// How fast secrets are guessed
//
// Whoever holds one token can try secrets on it, and the rate decides which secrets are
// good. So it should be that of somebody who means it: nearly all the time goes into the
// five blocks of SHA-256 that a guess needs.
//
// Run this file with: cargo test --release --package attacks --test guess

use std::time::Duration;

use attacks::guess::{CHARACTERS, Guesser, in_the_list, list, rates, texts_behind};
use attacks::tutorial::{encode, signed, usual_header};
use jwt_by_hand::printed_token::{MADE_AGAIN, SECRET, TOKEN};
use serde_json::json;

fn token_under(secret: &str) -> String {
    // Not by our crate, which takes no empty secret.
    signed(&usual_header(), &encode(&json!({ "sub": "ada" })), secret)
}

#[test]
fn step_1_every_secret_of_the_list_is_found() {
    // A share of them: each is a token more.
    for secret in list().step_by(1009) {
        let mut guesser = Guesser::new(&token_under(&secret)).unwrap();
        assert!(guesser.is_it(secret.as_bytes()), "{secret}");
    }
    assert_eq!(
        in_the_list(&token_under("Password2024")).as_deref(),
        Some("Password2024")
    );
}

#[test]
fn step_2_every_short_text_is_found() {
    for secret in ["a", "~", "z9", "\\\\", "K~"] {
        let mut guesser = Guesser::new(&token_under(secret)).unwrap();
        let found = texts_behind(&mut guesser, CHARACTERS, b"", secret.len());
        assert_eq!(found.as_deref(), Some(secret.as_bytes()));
    }
    let mut characters = CHARACTERS.to_vec();
    characters.sort_unstable();
    let keyboard: Vec<u8> = (b' '..=b'~').collect();
    assert_eq!(characters, keyboard, "each of the 95 once");
}

#[test]
fn step_3_a_secret_longer_than_a_block_is_one_as_well() {
    let long = "correct horse battery staple, and then some more of the same kind of words";
    let mut guesser = Guesser::new(&token_under(long)).unwrap();
    assert!(guesser.is_it(long.as_bytes()));
    assert!(!guesser.is_it(b"correct horse"));
    assert!(guesser.is_it(long.as_bytes()), "nothing of the short one is left");
}

#[test]
fn step_4_the_secret_in_print_is_on_the_list_and_the_printed_token_has_another() {
    assert_eq!(in_the_list(MADE_AGAIN).as_deref(), Some(SECRET));
    // So nobody knows the secret of the token as it was printed, and the list doesn't.
    assert_eq!(in_the_list(TOKEN), None);
}

#[test]
fn step_5_nearly_all_of_the_time_is_hashing() {
    let rates = rates(MADE_AGAIN, Duration::from_secs(1));
    let share = rates.guesses / rates.bare;
    assert!(share >= 0.8, "{share:.2} of five bare blocks a guess");
}
