// Inside the tag, as it is shown
//
// The walkthrough shows every block of a message, every round of a block, and for a
// token and its secret both passes of HMAC. This file pins that all of it comes from
// the functions in `inside`, that the tag is the one that signs, and what is left out
// when a message is long.
//
// Run this file with: cargo test --test inside

mod by_hand;

use by_hand::{drawn, shown};
use insta::assert_snapshot;
use jwt_by_hand::inside::hmac::{KeyStates, hmac};
use jwt_by_hand::inside::sha256::{
    INITIAL_STATE, blocks, compress, padded, rounds, schedule, sha256, words,
};
use jwt_by_hand::signature::tag;
use jwt_by_hand::walkthrough::{BlockSteps, Hashing, Line, TwoPasses};
use jwt_by_hand::{Secret, printed_token};

const SIGNING_INPUT: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0";

fn passes() -> TwoPasses {
    TwoPasses::new(SIGNING_INPUT, &printed_secret())
}

#[test]
fn step_1_each_block_of_a_message() {
    for length in 0..=300 {
        let message = drawn(1, length);
        let hashing = Hashing::new(&message);
        assert_eq!(hashing.message(), message);
        assert_eq!(
            [hashing.message(), hashing.padding()].concat(),
            padded(&message)
        );
        assert_eq!(hashing.digest(), sha256(&message));
        assert_eq!(hashing.block_count(), hashing.blocks().count());

        let mut state = INITIAL_STATE;
        for (place, block) in blocks(&padded(&message)).iter().enumerate() {
            let steps = hashing.blocks().nth(place).unwrap();
            assert_eq!((steps.number, steps.bytes), (place + 1, *block));
            assert_eq!(steps.before, state);
            state = compress(state, block);
            assert_eq!(steps.after, state);
        }
    }
}

#[test]
fn step_2_each_round_of_a_block() {
    for block in passes().blocks() {
        assert_eq!(block.schedule(), schedule(words(&block.bytes)));
        assert_eq!(block.rounds(), rounds(block.before, &block.schedule()));
    }
}

#[test]
fn step_3_five_blocks_and_two_states_of_the_secret() {
    let passes = passes();
    let states: Vec<_> = passes.blocks().map(|block| block.after).collect();
    assert_snapshot!(shown(states.as_flattened()), @"
    0ea57f1c f6f45867 9440472a c78a130c cc87662d 937f7f01 2c6b9cb5 8d9b9c13
    323a348c 404a23d9 53b6c723 6e272325 2561eea1 ca0d6393 ea244dbf 1de309ba
    ff3e1d9e f1b600ad d61bf063 27ae8eff 186df66d 1e0ad1a5 8bb85ae6 7e56c44b
    723925c0 22471c77 42c14aff 132625ba feb00abb 99b6376b ee98f1c1 31187002
    977f238b 83eed5fb 7a31a925 4e603c5b 17df689b aa25c53a dcfc2b6f 52e3a389
    ");
    let kept = passes.key_states();
    assert_eq!([kept.inner, kept.outer], [states[0], states[3]]);
}

#[test]
fn step_4_the_tag_is_the_one_that_signs() {
    for length in [1, 8, 31, 32, 63, 64, 65, 131] {
        let key = drawn(4, length);
        let secret = Secret::insecure_for_lessons(&key).unwrap();
        for message in ["", "header.payload", SIGNING_INPUT, &"x".repeat(1000)] {
            let passes = TwoPasses::new(message, &secret);
            assert_eq!(passes.tag(), *tag(message, &secret).as_bytes(), "{length}");
            assert_eq!(passes.tag(), hmac(&key, message.as_bytes()), "{length}");
            assert_eq!(passes.secret_length, length);

            let (kept, states) = (passes.key_states(), KeyStates::new(&key));
            assert_eq!([kept.inner, kept.outer], [states.inner, states.outer]);
        }
    }
}

#[test]
fn step_5_for_a_program() {
    assert_snapshot!(
        "for_a_program_two_passes",
        format!("{:#}", passes().to_value())
    );
    let block = Hashing::new("abc").blocks().next().unwrap();
    // Rounds on a line each, so that the file can be read.
    let block = block.to_value().to_string().replace(",[", ",\n[");
    assert_snapshot!("for_a_program_block", block);
}

#[test]
fn step_6_a_long_message_is_not_printed_whole() {
    let text = |length| Hashing::new("x".repeat(length)).to_string();
    let count = |text: &str| text.lines().count();
    let (two, three, ten) = (text(100), text(150), text(600));
    assert!(!two.contains("After"));
    assert!(three.contains("After block 2\n"));
    assert_eq!(count(&three), count(&two) + 5);
    assert!(ten.contains("After blocks 2 to 9\n"));
    assert!(!ten.contains("more"));
    assert!(text(640).contains("After blocks 2 to 10\n"));
    assert!(text(640).contains("       and 1 more\n"));

    // A hundred thousand letters: as many lines as with 640, and no more.
    let long = text(100_000);
    assert_eq!(count(&long), count(&text(640)));
    assert!(long.contains("Block 1563 of 1563\n"));
    assert!(long.contains("       and 1553 more\n"));

    let passes = TwoPasses::new("x".repeat(100_000), &printed_secret());
    let long = passes.to_string();
    assert!(long.contains("First pass, block 2 of 1564: the message\n"));
    assert!(long.contains("After blocks 3 to 1563\n"));
    assert!(
        long.contains("First pass, block 1564 of 1564: the message and padding\n")
    );
}

#[test]
fn step_7_each_block_says_what_is_in_it() {
    let titles = |length: usize| -> Vec<String> {
        let passes = TwoPasses::new("x".repeat(length), &printed_secret());
        let lines = passes.to_string();
        let titles = lines.lines().filter(|line| line.starts_with("First pass"));
        titles.map(|title| title.split_once(": ").unwrap().1.to_owned()).collect()
    };
    let key = "the key block, each byte XOR 36";
    assert_eq!(titles(0), [key, "padding"]);
    assert_eq!(titles(1), [key, "the message and padding"]);
    assert_eq!(titles(55), [key, "the message and padding"]);
    assert_eq!(titles(56), [key, "the message and padding", "padding"]);
    assert_eq!(titles(63), [key, "the message and padding", "padding"]);
    assert_eq!(titles(64), [key, "the message", "padding"]);
    assert_eq!(titles(65), [key, "the message", "the message and padding"]);
}

#[test]
fn step_8_for_a_person() {
    let head = |message: &str| -> String {
        let lines = Hashing::new(message).lines();
        let head = lines.iter().map(Line::to_string);
        head.take_while(|line| !line.starts_with("Block"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(head(""), @"
    message
                    0 bytes

    padding         0x80, 55 zeros, and the number of bits, 0, in 8 bytes
                    64 bytes → 1 block of 64
    ");
    assert_snapshot!(head(&"x".repeat(54)), @"
    message         xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                    54 bytes

    padding         0x80, 1 zero, and the number of bits, 432, in 8 bytes
                    64 bytes → 1 block of 64
    ");
    assert!(
        head(&"x".repeat(55))
            .contains("0x80, no zero, and the number of bits, 440")
    );
    assert_snapshot!(head(&"Zoë\u{1b}[31m".repeat(40)), @r"
    message         Zoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[3
                    1mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}
                    [31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1
                    b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u{1b}[31mZoë\u
                    …
                    360 bytes

    padding         0x80, 15 zeros, and the number of bits, 2880, in 8 bytes
                    384 bytes → 6 blocks of 64
    ");

    let secret = |length| {
        let secret = Secret::insecure_for_lessons(vec![7; length]).unwrap();
        let lines = TwoPasses::new("", &secret).lines();
        lines
            .iter()
            .map(Line::to_string)
            .find(|line| line.starts_with("secret"))
            .unwrap()
    };
    assert_snapshot!(secret(1), @"secret          1 byte, filled up with zeros to 64");
    assert_snapshot!(secret(64), @"secret          64 bytes, a block exactly");
    assert_snapshot!(secret(65), @"secret          65 bytes, hashed to 32, filled up with zeros to 64");

    // No line is longer than a terminal of 80 columns shows.
    for length in [0, 1, 55, 252, 253, 100_000] {
        let message = "x".repeat(length);
        let mut lines = Hashing::new(&message).lines();
        lines.extend(TwoPasses::new(&message, &printed_secret()).lines());
        for line in lines {
            assert!(line.to_string().chars().count() < 80, "{line}");
        }
    }
}

#[test]
fn step_9_debug_shows_nothing() {
    let passes = passes();
    assert_snapshot!(format!("{passes:?}"), @"TwoPasses { .. }");
    assert_snapshot!(format!("{:?}", passes.inner), @"Hashing { .. }");
    let block: BlockSteps = passes.blocks().next().unwrap();
    assert_snapshot!(format!("{block:?}"), @"BlockSteps { .. }");
}

fn printed_secret() -> Secret {
    Secret::insecure_for_lessons(printed_token::SECRET).unwrap()
}
