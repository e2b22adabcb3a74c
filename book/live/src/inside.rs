//! What the chapters inside the tag ask: blocks, rounds, and tags that go on.
//!
//! Their pages load a WebAssembly of their own, built with the feature `inside`, so no
//! other page carries it.
//!
//! | `ask` | with | answers |
//! | --- | --- | --- |
//! | `printed token` | | the values with which the pages begin |
//! | `passes` | `text` | [`Hashing`], its blocks with the states after them |
//! | `passes` | `header`, `payload`: JSON texts; `secret`, `secret_is` | the same of both passes of [`TwoPasses`], and the token |
//! | `block` | as for `passes`; `number` among all blocks, from 1 | [`BlockSteps`] |
//! | `round` | the same, and `t`, from 0 to 63 | the round's words, by their names |
//! | `differences` | `one`, `other`: as for `block` | how many of 256 bits differ after each round, and after the sum |
//! | `changed bits` | `before`, `after`: hexadecimal | places |
//! | `give` | `secret`, `message` | the server's two tags for a message |
//! | `extend` | `message`, its `naive` and `hmac`, `more`, `secret_length` as guessed | the attacker's messages and tags |
//! | `verify` | `secret`; `message` and `tag` in hexadecimal | what each verifier says |
//!
//! In the last three, the server has the secret and the attacker has not.

use jwt_by_hand::inside::hmac::hmac;
use jwt_by_hand::inside::sha256::{
    BLOCK_LENGTH, K, State, add, big_sigma_0, big_sigma_1, ch, continue_from,
    digest, maj, padding, round, sha256, small_sigma_0, small_sigma_1, state_of,
    sum,
};
use jwt_by_hand::walkthrough::{self, BlockSteps, Hashing, Making, TwoPasses};
use serde_json::{Value, json};

use crate::{Answer, Question, not_understood, printed_values};

/// Answers a question of these chapters.
///
/// ```
/// let answer = live::inside::answer(br#"{"ask": "passes", "text": "abc"}"#);
/// let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
/// assert_eq!(answer["ok"]["passes"][0]["block_count"], 1);
/// ```
pub fn answer(question: &[u8]) -> Vec<u8> {
    crate::respond(question, Question::answer_inside)
}

/// What goes through the rounds.
enum Work {
    Hash(Hashing),
    Mac(Box<(Making, TwoPasses)>),
}

impl Question {
    fn answer_inside(&self) -> Answer {
        match self.text("ask")? {
            "printed token" => Ok(printed_values()),
            "passes" => Ok(self.work()?.to_value()),
            "block" => Ok(self.block()?.to_value()),
            "round" => self.round(),
            "differences" => self.differences(),
            "changed bits" => Ok(Value::from(walkthrough::changed_bits(
                &self.unhex("before")?,
                &self.unhex("after")?,
            ))),
            "give" => self.give(),
            "extend" => self.extend(),
            "verify" => self.verify(),
            _ => Err(not_understood("ask", "the name of a question"))?,
        }
    }

    fn work(&self) -> Answer<Work> {
        if let Some(text) = self.text_if_any("text") {
            return Ok(Work::Hash(Hashing::new(text)));
        }
        let making = self.making()?;
        let passes = TwoPasses::new(&making.signing.signing_input, &self.secret()?);
        Ok(Work::Mac(Box::new((making, passes))))
    }

    fn block(&self) -> Answer<BlockSteps> {
        let work = self.work()?;
        let number = self.whole("number")?;
        let block = work.blocks().into_iter().nth(number.wrapping_sub(1));
        block.ok_or_else(|| not_understood("number", "that of a block").into())
    }

    fn round(&self) -> Answer {
        let t = self.whole("t")?;
        if t >= 64 {
            Err(not_understood("t", "a number from 0 to 63"))?;
        }
        Ok(round_by_name(&self.block()?, t))
    }

    fn differences(&self) -> Answer {
        let [one, other] =
            ["one", "other"].map(|name| Question(self.0[name].clone()).block());
        let [one, other] = [all_states(&one?), all_states(&other?)];
        let pairs = one.iter().zip(&other);
        let counts = pairs.map(|(one, other)| {
            walkthrough::changed_bits(&digest(*one), &digest(*other)).len()
        });
        Ok(counts.collect())
    }

    fn give(&self) -> Answer {
        Ok(tags(self.text("secret")?, self.text("message")?.as_bytes()))
    }

    /// The state is the tag that was seen, and `more` goes on from there. What was hashed
    /// before, padding and all, becomes a part of the message.
    fn extend(&self) -> Answer {
        let message = self.text("message")?.as_bytes();
        let more = self.text("more")?.as_bytes();
        let with_glue = |in_front: usize| {
            let glue = padding((in_front + message.len()) as u64);
            [message, &glue, more].concat()
        };
        let go_on = |tag: [u8; 32], hashed: usize| {
            let glue = padding(hashed as u64).len();
            continue_from(state_of(&tag), (hashed + glue) as u64, more)
        };
        let secret_length = self.whole("secret_length")?;
        let naive = go_on(self.tag("naive")?, secret_length + message.len());
        // In front of the message stands the inner pad. The tag comes from the second
        // pass: the outer pad, and 32 bytes.
        let hmac = go_on(self.tag("hmac")?, BLOCK_LENGTH + 32);
        Ok(json!({
            "naive": { "message": hex(&with_glue(secret_length)), "tag": hex(&naive) },
            "hmac": { "message": hex(&with_glue(BLOCK_LENGTH)), "tag": hex(&hmac) },
        }))
    }

    fn verify(&self) -> Answer {
        let expected = tags(self.text("secret")?, &self.unhex("message")?);
        let tag = hex(&self.tag("tag")?);
        Ok(json!({
            "naive": expected["naive"] == tag,
            "hmac": expected["hmac"] == tag,
        }))
    }

    // The arguments themselves.

    fn whole(&self, name: &str) -> Answer<usize> {
        let number = self.0[name].as_u64().filter(|number| *number < 1 << 32);
        let number =
            number.ok_or_else(|| not_understood(name, "a whole number"))?;
        Ok(number as usize)
    }

    fn unhex(&self, name: &str) -> Answer<Vec<u8>> {
        let digits = self.text(name)?.as_bytes();
        let byte = |pair: &[u8]| {
            let pair =
                std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        };
        let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
        bytes.ok_or_else(|| not_understood(name, "hexadecimal").into())
    }

    fn tag(&self, name: &str) -> Answer<[u8; 32]> {
        let bytes = self.unhex(name)?.try_into();
        bytes.map_err(|_| not_understood(name, "32 bytes in hexadecimal").into())
    }
}

impl Work {
    fn blocks(&self) -> Vec<BlockSteps> {
        match self {
            Work::Hash(hashing) => hashing.blocks().collect(),
            Work::Mac(mac) => mac.1.blocks().collect(),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Work::Hash(hashing) => json!({ "passes": [with_blocks(hashing)] }),
            Work::Mac(mac) => {
                let (making, passes) = &**mac;
                json!({
                    "passes": [with_blocks(&passes.inner), with_blocks(&passes.outer)],
                    "secret_length": passes.secret_length,
                    "tag": hex(&passes.tag()),
                    "token": making.token,
                })
            }
        }
    }
}

/// With the bytes of its blocks and the states after them, without their rounds.
fn with_blocks(hashing: &Hashing) -> Value {
    let mut value = hashing.to_value();
    let blocks = hashing.blocks().map(
        |block| json!({ "bytes": hex(&block.bytes), "after": words(&block.after) }),
    );
    value["blocks"] = blocks.collect();
    value
}

/// What one round adds up, and what its word of the schedule is made of.
fn round_by_name(block: &BlockSteps, t: usize) -> Value {
    let w = block.schedule();
    let before = if t == 0 { block.before } else { block.rounds()[t - 1] };
    let [a, b, c, d, e, f, g, h] = before;
    let t1 = sum(&[h, big_sigma_1(e), ch(e, f, g), K[t], w[t]]);
    let t2 = sum(&[big_sigma_0(a), maj(a, b, c)]);
    let made_of = (t >= 16).then(|| {
        json!({
            "sigma_1": word(small_sigma_1(w[t - 2])),
            "seven_back": word(w[t - 7]),
            "sigma_0": word(small_sigma_0(w[t - 15])),
            "sixteen_back": word(w[t - 16]),
        })
    });
    json!({
        "before": words(&before),
        "after": words(&round(before, K[t], w[t])),
        "w": word(w[t]),
        "made_of": made_of,
        "k": word(K[t]),
        "sigma_1": word(big_sigma_1(e)),
        "ch": word(ch(e, f, g)),
        "t1": word(t1),
        "sigma_0": word(big_sigma_0(a)),
        "maj": word(maj(a, b, c)),
        "t2": word(t2),
        "d": word(d),
        "h": word(h),
    })
}

/// After each round, and after the sum with what was there before.
fn all_states(block: &BlockSteps) -> Vec<State> {
    let mut states = block.rounds().to_vec();
    states.push(add(block.before, states[63]));
    states
}

fn tags(secret: &str, message: &[u8]) -> Value {
    json!({
        "naive": hex(&sha256(&[secret.as_bytes(), message].concat())),
        "hmac": hex(&hmac(secret.as_bytes(), message)),
    })
}

fn word(word: u32) -> String {
    format!("{word:08x}")
}

fn words(state: &State) -> Value {
    state.iter().map(|number| word(*number)).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
