// What the chapters inside the tag ask
//
// Their pages load book/src/live/inside.js, the crate as WebAssembly with the questions of
// these chapters alone. Each question here is asked of that file and of the crate, and an
// answer that differs in one byte fails: make the file anew with bash book/live/build.
// What is right, the crates `sha2` and `hmac` say, through the functions that sign.
//
// Run this file with: cargo test -p live --test inside

mod page;

use jwt_by_hand::inside::sha256::{K, schedule, sha256, words};
use jwt_by_hand::{Secret, printed_token, signature};
use page::Page;
use serde_json::{Value, json};

struct Both(Page);

impl Both {
    fn open() -> Both {
        Both(Page::open("inside.js"))
    }

    /// Asks both, and gives the one answer.
    fn ask(&mut self, question: Value) -> Value {
        let text = question.to_string();
        let native = live::inside::answer(text.as_bytes());
        let committed = self.0.ask(text.as_bytes());
        assert!(
            native == committed,
            "inside.js is older than the crate: bash book/live/build\n\
             asked:     {text}\ncrate:     {}\ncommitted: {}",
            String::from_utf8_lossy(&native),
            String::from_utf8_lossy(&committed),
        );
        serde_json::from_slice(&native).unwrap()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn token_work() -> Value {
    json!({
        "header": printed_token::HEADER_JSON,
        "payload": printed_token::PAYLOAD_JSON,
        "secret": printed_token::SECRET,
        "secret_is": "text",
    })
}

fn block(mut work: Value, number: usize) -> Value {
    work["number"] = json!(number);
    work
}

fn asking(name: &str, mut with: Value) -> Value {
    with["ask"] = json!(name);
    with
}

#[test]
fn step_1_a_text_in_blocks() {
    let mut both = Both::open();
    for length in [0, 1, 3, 55, 56, 63, 64, 80, 119, 120, 1000] {
        let text = "x".repeat(length);
        let answer = both.ask(json!({ "ask": "passes", "text": text }));
        let pass = &answer["ok"]["passes"][0];
        assert_eq!(pass["digest"], hex(&sha256(text.as_bytes())));
        let blocks = pass["blocks"].as_array().unwrap();
        assert_eq!(blocks.len(), (length + 9).div_ceil(64));
        let last: String = blocks.last().unwrap()["after"]
            .as_array()
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap())
            .collect();
        assert_eq!(last, pass["digest"]);
    }
}

#[test]
fn step_2_every_round_of_every_block_of_the_token() {
    let mut both = Both::open();
    let add = |words: &[&Value]| {
        let word = |word: &&Value| u32::from_str_radix(word.as_str().unwrap(), 16);
        words.iter().fold(0_u32, |sum, one| sum.wrapping_add(word(one).unwrap()))
    };
    let text = |word: u32| json!(format!("{word:08x}"));
    for number in 1..=5 {
        let answer = both.ask(asking("block", block(token_work(), number)));
        let block_steps = &answer["ok"];
        for t in 0..64 {
            let mut question = asking("round", block(token_work(), number));
            question["t"] = json!(t);
            let answer = both.ask(question);
            let round = &answer["ok"];
            let before = if t == 0 {
                &block_steps["before"]
            } else {
                &block_steps["rounds"][t - 1]
            };
            assert_eq!(round["before"], *before);
            assert_eq!(round["after"], block_steps["rounds"][t]);
            assert_eq!(round["k"], text(K[t]));
            assert_eq!(round["w"], block_steps["schedule"][t]);
            // The parts that are shown add up to the words that come out.
            let [h, sigma_1, ch, k, w] =
                ["h", "sigma_1", "ch", "k", "w"].map(|name| &round[name]);
            assert_eq!(round["t1"], text(add(&[h, sigma_1, ch, k, w])));
            assert_eq!(round["t2"], text(add(&[&round["sigma_0"], &round["maj"]])));
            assert_eq!(round["after"][0], text(add(&[&round["t1"], &round["t2"]])));
            assert_eq!(round["after"][4], text(add(&[&round["d"], &round["t1"]])));
            let made_of = round["made_of"].as_object();
            assert_eq!(made_of.is_some(), t >= 16);
            if let Some(made_of) = made_of {
                let four: Vec<&Value> = made_of.values().collect();
                assert_eq!(round["w"], text(add(&four)));
            }
        }
    }
}

#[test]
fn step_3_how_many_bits_differ() {
    // As step_11_one_letter_spreads_over_all_bits of tests/sha256.rs has it.
    let mut both = Both::open();
    let text = |last| {
        format!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdC{last}"
        )
    };
    let answer = both.ask(json!({
        "ask": "differences",
        "one": { "text": text("I"), "number": 1 },
        "other": { "text": text("J"), "number": 1 },
    }));
    let counts: Vec<u64> = answer["ok"]
        .as_array()
        .unwrap()
        .iter()
        .map(|count| count.as_u64().unwrap())
        .collect();
    assert_eq!(counts.len(), 65);
    assert_eq!(counts[..15], [0; 15]);
    assert_eq!(counts[15..20], [8, 35, 67, 104, 126]);
    let last = block(token_work(), 5);
    let same =
        both.ask(json!({ "ask": "differences", "one": last, "other": last }));
    assert_eq!(same["ok"], json!(vec![0; 65]));
}

#[test]
fn step_4_five_blocks_and_the_tag_that_signs() {
    let mut both = Both::open();
    let secrets = [
        printed_token::SECRET,
        "s",
        "exactly sixty-four bytes long, which is one block of SHA-256....",
        "seventy bytes and more, so that HMAC has to hash the secret before it uses it",
    ];
    for secret in secrets {
        let mut work = token_work();
        work["secret"] = json!(secret);
        let answer = &both.ask(asking("passes", work))["ok"];
        let token = answer["token"].as_str().unwrap();
        let (input, _) = token.rsplit_once('.').unwrap();
        let key = Secret::insecure_for_lessons(secret).unwrap();
        let tag = signature::tag(input, &key);
        assert_eq!(answer["tag"], hex(tag.as_bytes()));
        let counts = [0, 1]
            .map(|pass| answer["passes"][pass]["blocks"].as_array().unwrap().len());
        assert_eq!(counts, [3, 2]);
    }
    let answer = both.ask(asking("passes", token_work()));
    assert_eq!(answer["ok"]["token"], printed_token::MADE_AGAIN);
}

#[test]
fn step_5_a_hash_with_the_secret_in_front_goes_on_and_hmac_does_not() {
    let mut both = Both::open();
    let (secret, message) = ("12@34$56", r#""id":"123456""#);
    let given = both
        .ask(json!({ "ask": "give", "secret": secret, "message": message }))["ok"]
        .take();
    let mut taken = Vec::new();
    for guess in 0..=64 {
        let mut question = given.clone();
        question["ask"] = json!("extend");
        question["message"] = json!(message);
        question["more"] = json!(r#","role":"admin""#);
        question["secret_length"] = json!(guess);
        let forged = both.ask(question)["ok"].take();
        for mac in ["naive", "hmac"] {
            let mut question = asking("verify", forged[mac].clone());
            question["secret"] = json!(secret);
            if both.ask(question)["ok"][mac] == true {
                taken.push((mac, guess));
            }
        }
    }
    assert_eq!(taken, [("naive", 8)]);
    // The genuine ones pass, each at its own verifier.
    for (mac, expected) in [("naive", [true, false]), ("hmac", [false, true])] {
        let answer = both.ask(json!({ "ask": "verify", "secret": secret, "message": hex(message.as_bytes()), "tag": given[mac] }));
        assert_eq!(
            [&answer["ok"]["naive"], &answer["ok"]["hmac"]],
            expected.map(Value::from).each_ref()
        );
    }
}

#[test]
fn step_6_questions_that_nobody_asks() {
    let mut both = Both::open();
    let mut header = token_work();
    header["header"] = json!("{");
    let mut secret = token_work();
    secret["secret"] = json!("");
    for question in [
        json!({ "ask": "make" }),
        json!({ "ask": "passes" }),
        asking("passes", header),
        asking("passes", secret),
        json!({ "ask": "block", "text": "abc", "number": 0 }),
        json!({ "ask": "block", "text": "abc", "number": 2 }),
        json!({ "ask": "round", "text": "abc", "number": 1, "t": 64 }),
        json!({ "ask": "round", "text": "abc", "number": 1, "t": 0.5 }),
        json!({ "ask": "differences", "one": { "text": "abc", "number": 1 }, "other": {} }),
        json!({ "ask": "verify", "secret": "s", "message": "0", "tag": "" }),
        json!({ "ask": "verify", "secret": "s", "message": "zz", "tag": "" }),
        json!({ "ask": "verify", "secret": "s", "message": "00", "tag": "00" }),
    ] {
        assert!(both.ask(question.clone())["error"].is_object(), "{question}");
    }
}

#[test]
fn step_7_the_schedule_is_that_of_the_bytes_shown() {
    let mut both = Both::open();
    let answer = both.ask(json!({ "ask": "block", "text": "abc", "number": 1 }));
    let block = &answer["ok"];
    let digits = block["bytes"].as_str().unwrap();
    let bytes: [u8; 64] = std::array::from_fn(|i| {
        u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap()
    });
    let expected = schedule(words(&bytes)).map(|word| json!(format!("{word:08x}")));
    assert_eq!(block["schedule"], json!(expected.to_vec()));
}
