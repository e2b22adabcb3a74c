//! *Guess the secret*, in pieces, so that a page can show how far it is and stop.

use std::cell::RefCell;

use attacks::guess::{CHARACTERS, Guesser, list, texts_behind};
use serde_json::{Value, json};

thread_local! {
    static AIM: RefCell<Option<Guesser>> = const { RefCell::new(None) };
}

/// Takes aim at a token.
pub fn aim(token: &str) -> Option<Value> {
    let guesser = Guesser::new(token);
    let answer =
        guesser.as_ref().map(|guesser| json!({ "blocks": guesser.blocks() }));
    AIM.set(guesser);
    answer
}

/// The characters of which texts are made, in their order.
pub fn characters() -> Option<Value> {
    Some(json!(String::from_utf8_lossy(CHARACTERS)))
}

/// Tries the whole list. Says how many were tried, and which it was.
pub fn from_the_list() -> Option<Value> {
    with_guesser(|guesser| {
        let mut tried = 0_u64;
        let found = list().find(|secret| {
            tried += 1;
            guesser.is_it(secret.as_bytes())
        });
        json!({ "tried": tried, "found": found })
    })
}

/// Tries all texts of a length that begin with a few characters.
pub fn texts(front: &str, length: usize) -> Option<Value> {
    with_guesser(|guesser| {
        let found = texts_behind(guesser, CHARACTERS, front.as_bytes(), length);
        json!(found.map(|text| String::from_utf8_lossy(&text).into_owned()))
    })
}

fn with_guesser(ask: impl FnOnce(&mut Guesser) -> Value) -> Option<Value> {
    AIM.with_borrow_mut(|aim| Some(ask(aim.as_mut()?)))
}
