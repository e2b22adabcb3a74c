//! What the pages of the part *Attacks* ask, and what is answered: JSON in, JSON out.
//!
//! | `ask` | with | answers |
//! | --- | --- | --- |
//! | `begin` | `level` | what the attacker has: a token, and what else is at hand |
//! | `parts` | `token` | the texts of its header and its payload |
//! | `make` | `header`, `payload`; `signature`, or `key` to sign with | a token, of whatever was typed |
//! | `wish` | `level`, `wish` | the token that this server makes of it |
//! | `send` | `level`, `token` | what both verifiers say |
//! | `won` | `level`, `token` | whether the goal is reached |
//! | `repeat` | `level`, `token`, `times` | nothing: the page takes the time |
//! | `forge` | `level` | the token of the way in |
//! | `times` | `payload`, `tag`, `place` | for each byte there, how long the answer takes; and the token |
//! | `extend` | `token`, `secret_length`, `added` | the message, its padding, and the token that they become |
//! | `aim` | `token` | how many blocks a guess costs |
//! | `characters` | | those of which texts are made |
//! | `from the list` | | how many were tried, and the secret or null |
//! | `texts` | `front`, `length` | a secret that begins so, or null |
//!
//! An answer is an object with either `ok` or `error`. Here, the errors are for whoever
//! writes a page: what a verifier refuses is an answer like any other.

#[path = "../../../../book/live/src/boundary.rs"]
mod boundary;
mod game;
mod guessing;
mod hash_on;
mod stopwatch;

use serde_json::{Value, json};

const ANSWERS: fn(&[u8]) -> Vec<u8> = answer;

/// Answers a question.
///
/// ```
/// let question = br#"{"ask": "begin", "level": "empty-signature"}"#;
/// let answer = attacks_live::answer(question);
/// let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
/// assert_eq!(answer["ok"]["wish"], serde_json::Value::Null);
/// ```
pub fn answer(question: &[u8]) -> Vec<u8> {
    let question = serde_json::from_slice(question).map(Question);
    let answer = match question.ok().and_then(|question| question.answer()) {
        Some(answer) => json!({ "ok": answer }),
        None => json!({ "error": "not understood" }),
    };
    answer.to_string().into_bytes()
}

/// What a page asks. Nothing comes of it if something is missing.
struct Question(Value);

impl Question {
    fn answer(&self) -> Option<Value> {
        match self.text("ask")? {
            "begin" => game::begin(self.level()?),
            "parts" => Some(game::parts(self.text("token")?)),
            "make" => self.make(),
            "wish" => game::wish(self.level()?, self.text("wish")?),
            "send" => game::send(self.level()?, self.text("token")?),
            "won" => game::won(self.level()?, self.text("token")?),
            "repeat" => game::repeat(
                self.level()?,
                self.text("token")?,
                self.0["times"].as_u64()?,
            ),
            "forge" => game::forge(self.level()?),
            "times" => self.times(),
            "extend" => hash_on::extend(
                self.text("token")?,
                self.0["secret_length"].as_u64()?,
                self.text("added")?,
            ),
            "aim" => guessing::aim(self.text("token")?),
            "characters" => guessing::characters(),
            "from the list" => guessing::from_the_list(),
            "texts" => {
                let length = self.0["length"].as_u64()?;
                guessing::texts(self.text("front")?, length as usize)
            }
            _ => None,
        }
    }

    fn make(&self) -> Option<Value> {
        let (header, payload) = (self.text("header")?, self.text("payload")?);
        match self.text("key") {
            Some(key) => Some(game::signed(header, payload, key)),
            None => Some(game::unsigned(header, payload, self.text("signature")?)),
        }
    }

    fn times(&self) -> Option<Value> {
        let tag: Vec<u8> = serde_json::from_value(self.0["tag"].clone()).ok()?;
        let place = self.0["place"].as_u64()?;
        stopwatch::times(self.text("payload")?, &tag, place as usize)
    }

    fn level(&self) -> Option<&'static attacks::level::Level> {
        attacks::named(self.text("level")?)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0[name].as_str()
    }
}
