// Inside HMAC
//
// HMAC makes a MAC out of a hash. It hashes twice, and each time the key comes first,
// as one block of its own:
//
//     key  →  key block ──→ XOR 36 ──→ inner pad, message       →  SHA-256 ─┐
//                       │                                                   ↓
//                       └─→ XOR 5c ──→ outer pad, 32 bytes      →  SHA-256  →  tag
//
// For our token these are five blocks: the inner pad, two with the signing input and
// its padding; the outer pad, and one with the 32 bytes of the first pass. After each
// pad, SHA-256 is in a state that depends on the key alone. A secret keeps these two
// states, and goes on from them for each token: so three blocks are left.
//
// Run this file with: cargo test --test hmac

mod by_hand;
mod diagnosis;

use std::ops::RangeInclusive;

use by_hand::{drawn, hex, shown, table, unhex};
use diagnosis::{expect_none, of_hmac, of_key_block};
use hmac::{Hmac, KeyInit, Mac};
use insta::assert_snapshot;
use jwt_by_hand::inside::hmac::{
    KeyStates, hmac, inner_digest, inner_pad, key_block, outer_digest, outer_pad,
};
use jwt_by_hand::inside::sha256::{
    Block, INITIAL_STATE, State, blocks, compress, digest, padded, sha256,
};
use serde_json::Value;
use sha2::Sha256;

const SECRET: &[u8] = b"12@34$56";
const SIGNING_INPUT: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0";

#[test]
fn step_1_the_key_becomes_one_block() {
    for length in [0, 8, 63, 64] {
        let key = &drawn(1, length);
        let block = key_block(key);
        expect_none(hex(&block), of_key_block(&block, key));
    }
    assert_snapshot!(hex(&key_block(SECRET)), @"31324033342435360000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000");
    for length in 0..=64 {
        let (key, zeros) = ([7; 64], [0; 64]);
        let block = key_block(&key[..length]);
        let right = [&key[..length], &zeros[length..]].concat();
        assert_eq!(hex(&block), hex(&right), "{length} bytes");
    }
}

#[test]
fn step_1_a_key_longer_than_a_block_is_hashed_first() {
    for length in [65, 66, 128, 1000] {
        let key = vec![7; length];
        let block = key_block(&key);
        expect_none(hex(&block), of_key_block(&block, &key));
        let right = [sha256(&key), [0; 32]].concat();
        assert_eq!(hex(&block), hex(&right), "{length} bytes");
    }
    // So it has a second key, a shorter one, and every tag of the one is a tag of the
    // other.
    let long = [7; 65];
    assert_eq!(hmac(&long, b"message"), hmac(&sha256(&long), b"message"));
    assert_eq!(hmac(b"key", b"message"), hmac(b"key\0", b"message"));
}

#[test]
fn step_2_two_pads_of_one_key() {
    let key = key_block(SECRET);
    let (inner, outer) = (inner_pad(&key), outer_pad(&key));
    let with = |byte: u8| key.map(|one| one ^ byte);
    let mistake = match (inner, outer) {
        _ if (inner, outer) == (with(0x5c), with(0x36)) => {
            Some(diagnosis::PADS_SWAPPED)
        }
        _ if inner == with(36) => Some(diagnosis::PADS_DECIMAL),
        _ => None,
    };
    expect_none(format!("{} and {}", hex(&inner), hex(&outer)), mistake);
    assert_snapshot!(hex(&inner_pad(&key)), @"07047605021203003636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636363636");
    assert_snapshot!(hex(&outer_pad(&key)), @"6d6e1c6f6878696a5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c");

    // The pads differ in half of their bits, whatever the key is.
    let pairs = inner_pad(&key).into_iter().zip(outer_pad(&key));
    let different: u32 =
        pairs.map(|(inner, outer)| (inner ^ outer).count_ones()).sum();
    assert_eq!(different, 256, "of 512");
}

#[test]
fn step_3_the_first_pass() {
    let key = key_block(SECRET);
    let inner = inner_digest(&key, SIGNING_INPUT.as_bytes());
    assert_snapshot!(hex(&inner), @"ff3e1d9ef1b600add61bf06327ae8eff186df66d1e0ad1a58bb85ae67e56c44b");
    let right = sha256(&[&inner_pad(&key), SIGNING_INPUT.as_bytes()].concat());
    assert_eq!(hex(&inner), hex(&right));
}

#[test]
fn step_4_the_second_pass_gives_the_tag() {
    let key = key_block(SECRET);
    let inner = inner_digest(&key, SIGNING_INPUT.as_bytes());
    let tag = outer_digest(&key, inner);
    expect_none(hex(&tag), of_hmac(&tag, SECRET, SIGNING_INPUT.as_bytes()));
    assert_snapshot!(hex(&tag), @"977f238b83eed5fb7a31a9254e603c5b17df689baa25c53adcfc2b6f52e3a389");
    // The inner digest goes in as 32 bytes, not as the text that shows them.
    assert_eq!(hex(&tag), hex(&sha256(&[&outer_pad(&key)[..], &inner].concat())));
    let whole = hmac(SECRET, SIGNING_INPUT.as_bytes());
    expect_none(hex(&whole), of_hmac(&whole, SECRET, SIGNING_INPUT.as_bytes()));
    assert_eq!(hex(&whole), hex(&tag));
}

/// Both passes as blocks.
fn passes(key: &[u8], message: &str) -> [Vec<Block>; 2] {
    let key = key_block(key);
    let inner = inner_digest(&key, message.as_bytes());
    [
        [&inner_pad(&key), message.as_bytes()].concat(),
        [&outer_pad(&key)[..], &inner].concat(),
    ]
    .map(|pass| blocks(&padded(&pass)).to_vec())
}

/// The state after each block, in each pass.
fn states(key: &[u8], message: &str) -> [Vec<State>; 2] {
    passes(key, message).map(|pass| {
        let mut state = INITIAL_STATE;
        let after_each = pass.iter().map(|block| {
            state = compress(state, block);
            state
        });
        after_each.collect()
    })
}

#[test]
fn step_5_five_blocks_and_two_states_of_the_key() {
    let [inner, outer] = passes(SECRET, SIGNING_INPUT);
    assert_eq!((inner.len(), outer.len()), (3, 2));
    assert_eq!(inner[0], inner_pad(&key_block(SECRET)));
    assert_snapshot!(String::from_utf8_lossy(&inner[1]), @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI");
    assert_snapshot!(String::from_utf8_lossy(&inner[2][..16]), @"6MTY5MDQwNzc2Mn0");
    assert_eq!(outer[0], outer_pad(&key_block(SECRET)));

    let [inner, outer] = states(SECRET, SIGNING_INPUT);
    assert_snapshot!(shown(inner.as_flattened()), @"
    0ea57f1c f6f45867 9440472a c78a130c cc87662d 937f7f01 2c6b9cb5 8d9b9c13
    323a348c 404a23d9 53b6c723 6e272325 2561eea1 ca0d6393 ea244dbf 1de309ba
    ff3e1d9e f1b600ad d61bf063 27ae8eff 186df66d 1e0ad1a5 8bb85ae6 7e56c44b
    ");
    assert_snapshot!(shown(outer.as_flattened()), @"
    723925c0 22471c77 42c14aff 132625ba feb00abb 99b6376b ee98f1c1 31187002
    977f238b 83eed5fb 7a31a925 4e603c5b 17df689b aa25c53a dcfc2b6f 52e3a389
    ");

    // The two states of the key are those behind the pads.
    let key = KeyStates::new(SECRET);
    assert_eq!(shown(&key.inner), shown(&inner[0]), "behind the inner pad");
    assert_eq!(shown(&key.outer), shown(&outer[0]), "behind the outer pad");
    let tag = key.tag(SIGNING_INPUT.as_bytes());
    assert_eq!(hex(&tag), hex(&digest(outer[1])));
    assert_eq!(hex(&tag), hex(&hmac(SECRET, SIGNING_INPUT.as_bytes())));
}

#[test]
fn step_6_how_many_blocks_a_tag_takes() {
    // The second pass always takes two. The first takes one for the key, and then as
    // many as the message and its padding, at least nine bytes, fill.
    for length in 0..=300 {
        let [inner, outer] = passes(SECRET, &"x".repeat(length));
        assert_eq!(outer.len(), 2);
        assert_eq!(inner.len(), 1 + (length + 9).div_ceil(64), "{length} bytes");
    }
    // With 200 characters more, our token would take eight.
    let longer = SIGNING_INPUT.to_owned() + &"x".repeat(200);
    assert_eq!(passes(SECRET, &longer).concat().len(), 8);
}

#[test]
fn step_7_every_round_of_the_block_with_the_key() {
    let [inner, _] = passes(SECRET, SIGNING_INPUT);
    assert_snapshot!(table(INITIAL_STATE, &inner[0]));
}

#[test]
fn step_7_every_round_of_the_tokens_first_block() {
    // The first 64 characters of the token. The rounds start from the key's state, so
    // the same characters under another secret go another way from the first round on.
    let [inner, _] = passes(SECRET, SIGNING_INPUT);
    assert_snapshot!(table(KeyStates::new(SECRET).inner, &inner[1]));
}

#[test]
fn step_8_what_a_change_reaches() {
    // The five states, `=` where one stays as it was, `≠` where it is another: after
    // the inner pad, and two blocks of the message; after the outer pad, and the block
    // with the inner digest.
    let compared = |secret: &[u8], message: &str| -> String {
        let before = states(SECRET, SIGNING_INPUT).concat();
        let after = states(secret, message).concat();
        let pairs = before.iter().zip(&after);
        pairs.map(|(one, other)| if one == other { '=' } else { '≠' }).collect()
    };
    assert_snapshot!(compared(SECRET, SIGNING_INPUT), @"=====");
    assert_snapshot!(compared(b"12@34$57", SIGNING_INPUT), @"≠≠≠≠≠");
    // A letter of the header is in the first block of the message.
    assert_snapshot!(compared(SECRET, &SIGNING_INPUT.replace("eyJh", "eyJi")), @"=≠≠=≠");
    // The last letter is in the second: all before it stays.
    assert_snapshot!(compared(SECRET, &SIGNING_INPUT.replace("Mn0", "Mn1")), @"==≠=≠");
}

#[test]
fn step_9_the_known_answers_of_rfc_4231() {
    let vectors: Value =
        serde_json::from_str(include_str!("vectors/standards.json")).unwrap();
    let vectors = vectors["rfc4231"].as_array().unwrap();
    assert_eq!(vectors.len(), 6);
    for vector in vectors {
        let field = |name: &str| unhex(vector[name].as_str().unwrap());
        let (key, data) = (field("key_hex"), field("data_hex"));
        let right = vector["hmac_sha256_hex"].as_str().unwrap();
        let (one, other) = (hmac(&key, &data), KeyStates::new(&key).tag(&data));
        expect_none(hex(&one), of_hmac(&one, &key, &data));
        assert_eq!(hex(&one), right, "key {}, data {}", hex(&key), hex(&data));
        assert_eq!(hex(&other), right, "key {}, data {}", hex(&key), hex(&data));
    }
    // Test case 5 (§4.6) cuts the tag to 128 bits, as RFC 2104 §5 allows. A JWT never
    // does.
    let tag = hmac(&[0x0c; 20], b"Test With Truncation");
    assert_snapshot!(hex(&tag[..16]), @"a3b6167473100ee06e0c796c2955552b");
}

#[test]
fn step_10_the_known_answers_of_wycheproof() {
    // Right tags, whole and cut to 128 bits, and wrong ones that differ in a bit or a
    // byte.
    let file = include_str!("vectors/wycheproof/hmac_sha256_test.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let mut count = 0;
    for group in file["testGroups"].as_array().unwrap() {
        for test in group["tests"].as_array().unwrap() {
            let field = |name: &str| unhex(test[name].as_str().unwrap());
            let (tag, known) = (hmac(&field("key"), &field("msg")), field("tag"));
            let same = tag[..known.len()] == known;
            assert_eq!(same, test["result"] == "valid", "{}", test["tcId"]);
            count += 1;
        }
    }
    assert_eq!(count, 174);
    assert_eq!(file["numberOfTests"], count);
}

#[test]
fn step_11_the_crate_that_signs_gives_the_same_under_a_key_up_to_a_block() {
    equal_at_every_length(1..=64);
}

#[test]
fn step_11_the_crate_that_signs_gives_the_same_under_a_longer_key() {
    equal_at_every_length(65..=200);
}

/// Each of these lengths of a key, with every length of a message from 0 to 300.
fn equal_at_every_length(keys: RangeInclusive<usize>) {
    let (key, message) = (drawn(1, 200), drawn(2, 300));
    for key in keys.map(|length| &key[..length]) {
        let states = KeyStates::new(key);
        let prepared = Hmac::<Sha256>::new_from_slice(key).unwrap();
        for message in (0..=300).map(|length| &message[..length]) {
            let right = prepared.clone().chain_update(message).finalize();
            let lengths = (key.len(), message.len());
            let found = states.tag(message);
            if found[..] != right.clone().into_bytes()[..] {
                expect_none(hex(&found), of_hmac(&found, key, message));
                let right = hex(&right.into_bytes());
                assert_eq!(
                    hex(&found),
                    right,
                    "lengths of key and message: {lengths:?}"
                );
            }
        }
    }
}

#[test]
fn step_11_with_and_without_the_states_of_the_key() {
    let (key, message) = (drawn(3, 200), drawn(4, 300));
    for length in 1..=200 {
        let (key, message) = (&key[..length], &message[..length]);
        equal_both_ways(key, message);
    }
    for length in 0..=300 {
        let (key, message) = (&key[..32], &message[..length]);
        equal_both_ways(key, message);
    }
    // And where chance takes us.
    for seed in 0..50 {
        let key = drawn(seed, 1 + 7 * seed as usize);
        let message = drawn(!seed, 53 * seed as usize);
        let right =
            Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(&message);
        let right = hex(&right.finalize().into_bytes());
        let lengths = (key.len(), message.len());
        assert_eq!(hex(&hmac(&key, &message)), right, "{lengths:?}");
    }
}

#[track_caller]
fn equal_both_ways(key: &[u8], message: &[u8]) {
    let (one, other) = (hmac(key, message), KeyStates::new(key).tag(message));
    let lengths = (key.len(), message.len());
    assert_eq!(hex(&one), hex(&other), "lengths of key and message: {lengths:?}");
}

#[test]
fn step_12_nothing_shows_the_states_of_a_key() {
    assert_snapshot!(format!("{:?}", KeyStates::new(SECRET)), @"KeyStates { .. }");
}
