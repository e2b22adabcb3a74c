// Inside SHA-256
//
// SHA-256 keeps a state of eight words, 32 bits each, and takes a message in block by
// block, 64 bytes at a time:
//
//     message  →  padding  →  blocks  →  16 words  →  64 words  →  64 rounds  →  sum
//                               ↑                                                 │
//                               └──────────── the next block ────────────────────┘
//
// A round is small: it adds up some words and moves the others on by one place. No
// round is hard to follow. That there are 64 of them, each with another constant and
// another word of the message, is what makes the end look like chance.
//
// The steps here are those of the chapter, one function each. First each is looked at
// alone, then all together, with what NIST says, and with the crate `sha2`, which is
// what signs.
//
// Run this file with: cargo test --test sha256

mod by_hand;
mod diagnosis;

use by_hand::{drawn, hex, shown, table, unhex};
use diagnosis::expect_none;
use insta::assert_snapshot;
use jwt_by_hand::inside::hmac::{hmac, inner_digest, key_block, outer_pad};
use jwt_by_hand::inside::sha256::{
    Block, INITIAL_STATE, K, State, add, big_sigma_0, big_sigma_1, blocks, ch,
    compress, continue_from, digest, maj, padded, padding, round, rounds, schedule,
    sha256, small_sigma_0, small_sigma_1, state_of, sum, words,
};
use sha2::{Digest, Sha256};

const SIGNING_INPUT: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0";

/// The block that `abc` becomes: it is short enough for one.
fn block_of_abc() -> Block {
    blocks(&padded(b"abc"))[0]
}

#[test]
fn step_1_padding_fills_the_last_block() {
    // A byte 80, which is a bit 1 and seven bits 0; zeros; and the length in bits:
    // 3 bytes are 24 bits, and 18 in hexadecimal.
    expect_none(hex(&padding(3)), diagnosis::of_padding(&padding(3), 3));
    assert_snapshot!(hex(&padded(b"abc")), @"61626380000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000018");

    for length in [55, 56, 63, 64] {
        let padding = padding(length);
        let found = format!("{length} bytes, and behind them {}", hex(&padding));
        expect_none(found, diagnosis::of_padding(&padding, length));
    }
    // 55 bytes, the 80 and eight bytes of length: the block is full without a zero.
    // With one byte more there is no room for the length, and a second block begins.
    let block_count = |length| blocks(&padded(&vec![b'x'; length])).len();
    assert_eq!(padding(55).len(), 9);
    assert_eq!(padding(56).len(), 72);
    assert_eq!([0, 1, 55].map(block_count), [1, 1, 1]);
    assert_eq!([56, 63, 64, 119].map(block_count), [2, 2, 2, 2]);
    assert_eq!([120, 128].map(block_count), [3, 3]);

    for length in 0..300 {
        let padding = padding(length);
        let (one, rest) = padding.split_first().unwrap();
        let (zeros, bits) = rest.split_last_chunk().unwrap();
        assert_eq!(*one, 0b1000_0000, "{length} bytes");
        assert!(
            zeros.len() < 64 && zeros.iter().all(|byte| *byte == 0),
            "{length}"
        );
        assert_eq!(u64::from_be_bytes(*bits), 8 * length, "{length} bytes");
        assert_eq!((length as usize + padding.len()) % 64, 0, "{length} bytes");
    }
    // The length is a number of eight bytes: here is one that needs them.
    let longest = padding((1 << 61) - 1);
    assert_snapshot!(hex(longest.last_chunk::<8>().unwrap()), @"fffffffffffffff8");
}

#[test]
#[should_panic = "fewer than 2⁶⁴ bits"]
fn step_1_a_message_has_fewer_than_2_to_the_64_bits() {
    padding(1 << 61);
}

#[test]
fn step_2_the_message_is_cut_into_blocks() {
    let padded = padded(SIGNING_INPUT.as_bytes());
    let blocks = blocks(&padded);
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks.concat(), padded);
    assert_snapshot!(String::from_utf8_lossy(&blocks[0]), @"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI");
    assert_snapshot!(String::from_utf8_lossy(&blocks[1][..16]), @"6MTY5MDQwNzc2Mn0");
}

#[test]
#[should_panic = "65 bytes are no whole blocks"]
fn step_2_a_block_is_whole() {
    blocks(&[0; 65]);
}

#[test]
fn step_3_a_block_is_16_words() {
    // The first byte of a word is its most significant one: a, b, c and 80.
    let found = words(&block_of_abc());
    let right = [0x61626380, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24];
    expect_none(shown(&found), diagnosis::of_words(&found, &right));
    assert_snapshot!(shown(&words(&block_of_abc())), @"
    61626380 00000000 00000000 00000000 00000000 00000000 00000000 00000000
    00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000018
    ");

    let counted: Block = std::array::from_fn(|place| place as u8);
    assert_snapshot!(shown(&words(&counted)), @"
    00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f
    20212223 24252627 28292a2b 2c2d2e2f 30313233 34353637 38393a3b 3c3d3e3f
    ");
}

#[test]
fn step_4_four_functions_spread_each_bit() {
    type OfAWord = fn(u32) -> u32;
    let named: [(&str, OfAWord); 4] = [
        ("Σ0", big_sigma_0),
        ("Σ1", big_sigma_1),
        ("σ0", small_sigma_0),
        ("σ1", small_sigma_1),
    ];
    for (number, (name, sigma)) in named.into_iter().enumerate() {
        let found = format!("{name} of 00000001 is {:08x}", sigma(1));
        expect_none(found, diagnosis::of_sigma(sigma, number));
    }

    // One bit alone, the one on the left: it goes to three places.
    let left = 1 << 31;
    assert_snapshot!(bits(big_sigma_0(left)), @"00100000000001000000001000000000");
    assert_snapshot!(bits(big_sigma_1(left)), @"00000010000100000000000001000000");
    assert_snapshot!(bits(small_sigma_0(left)), @"00010001000000000010000000000000");
    assert_snapshot!(bits(small_sigma_1(left)), @"00000000001000000101000000000000");

    // The one on the right: a rotation brings it back in on the left. The shift in σ0
    // and σ1 does not, so there it goes to two places.
    assert_snapshot!(bits(big_sigma_0(1)), @"01000000000010000000010000000000");
    assert_snapshot!(bits(big_sigma_1(1)), @"00000100001000000000000010000000");
    assert_snapshot!(bits(small_sigma_0(1)), @"00000010000000000100000000000000");
    assert_snapshot!(bits(small_sigma_1(1)), @"00000000000000001010000000000000");

    // Every bit alone, counted from the right, and every two together: where both
    // arrive in one place, XOR takes them away.
    type Sigma = fn(u32) -> u32;
    let sigmas: [(Sigma, [Move; 3]); 4] = [
        (big_sigma_0, [Rotated(2), Rotated(13), Rotated(22)]),
        (big_sigma_1, [Rotated(6), Rotated(11), Rotated(25)]),
        (small_sigma_0, [Rotated(7), Rotated(18), Shifted(3)]),
        (small_sigma_1, [Rotated(17), Rotated(19), Shifted(10)]),
    ];
    for (sigma, moves) in sigmas {
        let moved = |bit| moves.iter().fold(0, |word, how| word ^ how.moves(bit));
        for one in 0..32 {
            assert_eq!(sigma(1 << one), moved(one), "bit {one}");
            for other in 0..one {
                let both = (1 << one) | (1 << other);
                assert_eq!(sigma(both), moved(one) ^ moved(other));
            }
        }
    }
}

use Move::{Rotated, Shifted};

/// To the right, by so many places.
enum Move {
    Rotated(u32),
    Shifted(u32),
}

impl Move {
    /// A word with one bit, which was in this place before it moved.
    fn moves(&self, bit: u32) -> u32 {
        match self {
            Rotated(by) => 1 << ((bit + 32 - by) % 32),
            Shifted(by) => bit.checked_sub(*by).map_or(0, |bit| 1 << bit),
        }
    }
}

#[test]
fn step_4_a_sum_forgets_what_goes_beyond_32_bits() {
    assert_eq!(sum(&[1, 2, 3]), 6);
    let stops = sum(&[u32::MAX, 1]) == u32::MAX;
    expect_none("ffffffff + 1", stops.then_some(diagnosis::SATURATED));
    assert_eq!(sum(&[u32::MAX, 1]), 0);
    assert_eq!(sum(&[u32::MAX, u32::MAX, 3]), 1);
    assert_eq!(sum(&[]), 0);
}

#[test]
fn step_5_the_schedule_makes_64_words_of_16() {
    let schedule_of_abc = schedule(words(&block_of_abc()));
    expect_none(shown(&schedule_of_abc), diagnosis::of_schedule(&schedule_of_abc));
    assert_eq!(schedule_of_abc[..16], words(&block_of_abc()));
    assert_snapshot!(shown(&schedule_of_abc[16..]), @"
    61626380 000f0000 7da86405 600003c6 3e9d7b78 0183fc00 12dcbfdb e2e2c38e
    c8215c1a b73679a2 e5bc3909 32663c5b 9d209d67 ec8726cb 702138a4 d3b7973b
    93f5997f 3b68ba73 aff4ffc1 f10a5c62 0a8b3996 72af830a 9409e33e 24641522
    9f47bf94 f0a64f5a 3e246a79 27333ba3 0c4763f2 840abf27 7a290d5d 065c43da
    fb3e89cb cc7617db b9e66c34 a9993667 84badedd c21462bc 1487472c b20f7a99
    ef57b9cd ebe6b238 9fe3095e 78bc8d4b a43fcf15 668b2ff8 eeaba2cc 12b1edeb
    ");

    // One word alone, and zeros: it is in all of the last 16, whichever it is.
    for place in 0..16 {
        let mut one = [0; 16];
        one[place] = 1;
        let schedule = schedule(one);
        assert_eq!(schedule[place], 1);
        assert!(schedule[48..].iter().all(|word| *word != 0), "word {place}");
    }
}

#[test]
fn step_6_choose_and_majority() {
    let is_reversed = (ch(u32::MAX, 1, 2), ch(0, 1, 2)) == (2, 1);
    expect_none(
        "where x is all ones, Ch is z",
        is_reversed.then_some(diagnosis::CH_REVERSED),
    );
    let is_parity = (maj(1, 1, 1), maj(1, 1, 0)) == (1, 0);
    expect_none("Maj of 1, 1, 0 is 0", is_parity.then_some(diagnosis::PARITY));

    // They look at each place alone, so three bits are eight cases, and here are all
    // of them: x is 00001111, y is 00110011, z is 01010101.
    let (x, y, z) = (0b0000_1111, 0b0011_0011, 0b0101_0101);
    assert_snapshot!(bits(ch(x, y, z))[24..], @"01010011");
    assert_snapshot!(bits(maj(x, y, z))[24..], @"00010111");

    // The standard joins the parts with XOR; other texts write OR, in all places or in
    // one. All are right. In Ch, only one of the two parts can be 1: the one that
    // x chooses. In Maj, none of the three parts is 1, or one, or all, and XOR makes 1
    // of three ones, too.
    for case in 0..8 {
        let bit = |place| if case >> place & 1 == 1 { u32::MAX } else { 0 };
        let (x, y, z) = (bit(2), bit(1), bit(0));
        assert_eq!(ch(x, y, z), (x & y) | (!x & z), "case {case}");
        assert_eq!(ch(x, y, z), if x == 0 { z } else { y }, "case {case}");
        assert_eq!(maj(x, y, z), (x & y) | ((x & z) ^ (y & z)), "case {case}");
        assert_eq!(maj(x, y, z), ((x & y) ^ (x & z)) | (y & z), "case {case}");
        assert_eq!(maj(x, y, z), (x & y) | (x & z) | (y & z), "case {case}");
        let ones = [x, y, z].iter().filter(|word| **word != 0).count();
        assert_eq!(
            maj(x, y, z),
            if ones >= 2 { u32::MAX } else { 0 },
            "case {case}"
        );
    }
}

#[test]
fn step_6_one_round() {
    // Six words move on, two are new: the first and the fifth.
    let after = round(INITIAL_STATE, K[0], 0x61626380);
    let mistake = diagnosis::of_round(after, INITIAL_STATE, K[0], 0x61626380);
    expect_none(shown(&after), mistake);
    assert_eq!(shown(&after[1..4]), shown(&INITIAL_STATE[..3]), "b, c and d");
    assert_eq!(shown(&after[5..]), shown(&INITIAL_STATE[4..7]), "f, g and h");
    assert_snapshot!(shown(&INITIAL_STATE), @"6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19");
    assert_snapshot!(shown(&after), @"5d6aebcd 6a09e667 bb67ae85 3c6ef372 fa2a4622 510e527f 9b05688c 1f83d9ab");

    // The word and the constant are added, so they can stand for each other. Both
    // new words get them, and `h` as well.
    assert_eq!(after, round(INITIAL_STATE, 0x61626380, K[0]));
    let [.., h] = INITIAL_STATE;
    let mut without_h = INITIAL_STATE;
    without_h[7] = 0;
    assert_eq!(after, round(without_h, sum(&[K[0], h]), 0x61626380));

    // `d` goes into the new `e` and into nothing else.
    let mut more_d = INITIAL_STATE;
    more_d[3] = sum(&[more_d[3], 1]);
    let mut more_e = after;
    more_e[4] = sum(&[more_e[4], 1]);
    assert_eq!(more_e, round(more_d, K[0], 0x61626380));
}

#[test]
fn step_7_the_rounds_of_abc_are_those_that_nist_prints() {
    // Five of the rows in NIST's "SHA256.pdf", the examples to FIPS 180-4.
    let after = rounds(INITIAL_STATE, &schedule(words(&block_of_abc())));
    assert_snapshot!(shown(&after[0]), @"5d6aebcd 6a09e667 bb67ae85 3c6ef372 fa2a4622 510e527f 9b05688c 1f83d9ab");
    assert_snapshot!(shown(&after[1]), @"5a6ad9ad 5d6aebcd 6a09e667 bb67ae85 78ce7989 fa2a4622 510e527f 9b05688c");
    assert_snapshot!(shown(&after[15]), @"b0fa238e c0645fde d932eb16 87912990 07590dcd 0b92f20c 745a48de 1e578218");
    assert_snapshot!(shown(&after[31]), @"73b33bf5 ea992a22 a0060b30 363482c9 ba591112 0109ab3a ade79437 6112a3b7");
    assert_snapshot!(shown(&after[63]), @"506e3058 d39a2165 04d24d6c b85e2ce9 5ef50f24 fb121210 948d25b6 961f4894");
}

#[test]
fn step_7_every_round_of_the_tokens_first_block() {
    // If a round of yours is wrong, the file shows which: above it, all is right.
    let padded = padded(SIGNING_INPUT.as_bytes());
    assert_snapshot!(table(INITIAL_STATE, &blocks(&padded)[0]));
}

#[test]
fn step_8_what_was_there_before_is_added() {
    let before: State = [u32::MAX, 1, 2, 3, 4, 5, 6, 7];
    let after: State = [1, 10, 20, 30, 40, 50, 60, 70];
    let sum = add(before, after);
    expect_none(shown(&sum), diagnosis::of_sum(sum, before, after));
    assert_eq!(shown(&sum), shown(&[0, 11, 22, 33, 44, 55, 66, 77]));

    let block = block_of_abc();
    let last = rounds(INITIAL_STATE, &schedule(words(&block)))[63];
    let sum = compress(INITIAL_STATE, &block);
    expect_none(shown(&sum), diagnosis::of_sum(sum, INITIAL_STATE, last));
    assert_snapshot!(shown(&compress(INITIAL_STATE, &block_of_abc())), @"ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad");
}

#[test]
fn step_8_without_the_sum_the_rounds_could_be_run_backwards() {
    // A round loses nothing. Whoever knows its word of the message finds the eight
    // words that were there before it: six have only moved, and `d` and `h` follow from
    // the sums.
    let undo = |[a, b, c, d, e, f, g, h]: State, k: u32, w: u32| {
        let t2 = sum(&[big_sigma_0(b), maj(b, c, d)]);
        let t1 = a.wrapping_sub(t2);
        let others = sum(&[big_sigma_1(f), ch(f, g, h), k, w]);
        [b, c, d, e.wrapping_sub(t1), f, g, h, t1.wrapping_sub(others)]
    };
    let schedule = schedule(words(&block_of_abc()));
    let last = rounds(INITIAL_STATE, &schedule)[63];
    let first = (0..64).rev().fold(last, |after, t| undo(after, K[t], schedule[t]));
    assert_eq!(first, INITIAL_STATE);

    // The digest is not `last`. To find `last` in it, the state before must be taken
    // away, and that is what was looked for.
    assert_ne!(digest(last), sha256(b"abc"));
    assert_eq!(digest(add(INITIAL_STATE, last)), sha256(b"abc"));
}

#[test]
fn step_9_many_blocks_one_after_the_other() {
    // The state after a block is where the next one begins.
    let padded = padded(SIGNING_INPUT.as_bytes());
    let [first, second] = blocks(&padded) else { panic!("two blocks") };
    let after_one = compress(INITIAL_STATE, first);
    let after_both = compress(after_one, second);
    assert_snapshot!(shown(&after_one), @"e1af58bf 9009a8f6 be7881fb 27c47574 8d5a1dd5 de420dd4 c3af15d4 90445b88");
    assert_snapshot!(shown(&after_both), @"5f57921f 9ad6636c 9d16f31e cfdfe069 7b77ece1 88c3368a 45b62e1c 0c6fd2c3");
    let found = sha256(SIGNING_INPUT.as_bytes());
    let restarted = found == digest(compress(INITIAL_STATE, second));
    expect_none(hex(&found), restarted.then_some(diagnosis::FIRST_STATE));
    assert_eq!(hex(&found), hex(&digest(after_both)));

    // Their order counts.
    let swapped = compress(compress(INITIAL_STATE, second), first);
    assert_ne!(swapped, after_both);
}

#[test]
fn step_10_the_state_is_written_as_32_bytes() {
    let state: State = std::array::from_fn(|i| 0x01020304 + 0x04040404 * i as u32);
    let written = digest(state);
    let words =
        written.as_chunks().0.iter().map(|bytes| u32::from_be_bytes(*bytes));
    let words: Vec<u32> = words.collect();
    expect_none(hex(&written), diagnosis::of_words(&words, &state));
    let read = state_of(&std::array::from_fn(|place| place as u8 + 1));
    expect_none(shown(&read), diagnosis::of_words(&read, &state));
    assert_snapshot!(hex(&digest(state)), @"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    assert_eq!(shown(&state_of(&digest(state))), shown(&state));
}

#[test]
fn step_11_one_letter_spreads_over_all_bits() {
    // The same block, but for its last letter: I, and J. How many of the 256 bits
    // differ after each round? The letter is in word 15, so nothing happens before
    // round 15. Then it takes a few rounds until about half of the bits differ, as
    // they would by chance, and so it stays.
    let rounds_of = |message: &[u8]| {
        rounds(INITIAL_STATE, &schedule(words(&blocks(&padded(message))[0])))
    };
    let one = rounds_of(
        b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI",
    );
    let other = rounds_of(
        b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCJ",
    );
    let changed = |t: usize| -> u32 {
        let words = one[t].iter().zip(other[t]);
        words.map(|(one, other)| (one ^ other).count_ones()).sum()
    };
    let changed: Vec<u32> = (0..64).map(changed).collect();
    assert_eq!(changed[..15], [0; 15]);
    assert_snapshot!(format!("{:?}", &changed[15..]), @"[8, 35, 67, 104, 126, 133, 137, 131, 135, 144, 132, 133, 133, 127, 135, 140, 139, 130, 135, 130, 134, 137, 133, 134, 130, 135, 139, 134, 130, 126, 123, 132, 139, 135, 135, 130, 127, 129, 127, 124, 122, 125, 121, 122, 120, 121, 130, 138, 141]");
}

#[test]
fn step_12_where_the_numbers_come_from() {
    // "The first 32 bits of the fractional part": multiply the root by 2³², and drop
    // what is behind the point, and what is over 32 bits. To stay in whole numbers,
    // which are exact, multiply before the root is taken: 2³² is the square root of
    // 2⁶⁴, and the cube root of 2⁹⁶.
    let is_prime = |n: &u128| !(2..*n).any(|divisor| n.is_multiple_of(divisor));
    let primes: Vec<u128> = (2..).filter(is_prime).take(64).collect();
    assert_eq!(primes[63], 311);

    let square_roots = primes[..8].iter().map(|prime| (prime << 64).isqrt() as u32);
    assert_eq!(shown(&square_roots.collect::<Vec<_>>()), shown(&INITIAL_STATE));
    let cube_roots = primes.iter().map(|prime| cube_root(prime << 96) as u32);
    assert_eq!(shown(&cube_roots.collect::<Vec<_>>()), shown(&K));
}

/// The largest whole number whose cube is not greater.
fn cube_root(number: u128) -> u128 {
    (0..42).rev().map(|bit| 1 << bit).fold(0, |root: u128, bit| {
        if (root + bit).pow(3) <= number { root + bit } else { root }
    })
}

#[test]
fn step_13_the_examples_of_the_standard() {
    // FIPS 180-2, Appendix B; FIPS 180-4 leaves them to NIST's pages.
    assert_snapshot!(hex(&sha256(b"abc")), @"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_snapshot!(hex(&sha256(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")), @"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_snapshot!(hex(&sha256(&vec![b'a'; 1_000_000])), @"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    assert_snapshot!(hex(&sha256(b"")), @"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn step_14_nists_short_and_long_messages() {
    let messages = |file: &str| {
        let mut count = 0;
        for group in file.split("Len = ").skip(1) {
            let (length, rest) = group.split_once("\nMsg = ").unwrap();
            let (message, known) = rest.split_once("\nMD = ").unwrap();
            // An empty message is written as `00`, and a length of 0.
            let message = &unhex(message)[..length.parse::<usize>().unwrap() / 8];
            assert_eq!(hex(&sha256(message)), known.trim(), "{length} bits");
            count += 1;
        }
        count
    };
    assert_eq!(messages(include_str!("vectors/nist/SHA256ShortMsg.rsp")), 65);
    assert_eq!(messages(include_str!("vectors/nist/SHA256LongMsg.rsp")), 9);
}

#[test]
fn step_15_nists_monte_carlo_test() {
    // A chain of 100,000 digests, each of the three before it. NIST tells every
    // thousandth, so one wrong digest anywhere makes all that follow wrong.
    let file = include_str!("vectors/nist/SHA256Monte.rsp");
    let (_, rest) = file.split_once("Seed = ").unwrap();
    let mut known = rest.split("\n\n");
    let mut seed = unhex(known.next().unwrap());
    let mut count = 0;
    for known in known {
        let mut last_three = [seed.clone(), seed.clone(), seed.clone()];
        for _ in 0..1000 {
            let next = sha256(&last_three.concat()).to_vec();
            last_three.rotate_left(1);
            last_three[2] = next;
        }
        [_, _, seed] = last_three;
        let (_, known) = known.split_once("MD = ").unwrap();
        assert_eq!(hex(&seed), known.trim(), "number {count}");
        count += 1;
    }
    assert_eq!(count, 100);
}

#[test]
fn step_16_the_crate_that_signs_gives_the_same() {
    let right = |message: &[u8]| Sha256::digest(message).to_vec();
    for length in 0..=300 {
        for byte in [0x00, 0x61, 0x80, 0xff] {
            let message = vec![byte; length];
            let found = hex(&sha256(&message));
            assert_eq!(found, hex(&right(&message)), "{length} bytes {byte:02x}");
        }
        let message = drawn(length as u64, length);
        let found = hex(&sha256(&message));
        assert_eq!(found, hex(&right(&message)), "{}", hex(&message));
    }
    for seed in 0..50 {
        let message = drawn(seed, 300 + 61 * seed as usize);
        let found = hex(&sha256(&message));
        assert_eq!(found, hex(&right(&message)), "{} bytes", message.len());
    }
}

#[test]
fn step_17_going_on_from_a_known_state() {
    // Whoever has the state after some blocks, and knows how many bytes they were,
    // needs nothing else of them.
    let message = drawn(17, 300);
    let mut state = INITIAL_STATE;
    for (number, block) in message.as_chunks().0.iter().enumerate() {
        let hashed = 64 * number;
        let whole = continue_from(state, hashed as u64, &message[hashed..]);
        assert_eq!(hex(&whole), hex(&sha256(&message)), "after {hashed} bytes");
        state = compress(state, block);
    }
}

#[test]
#[should_panic = "no whole blocks"]
fn step_17_a_state_stands_between_two_blocks() {
    continue_from(INITIAL_STATE, 63, b"abc");
}

#[test]
#[should_panic = "fewer than 2⁶⁴ bits"]
fn step_17_even_a_length_that_nobody_can_have_is_refused() {
    continue_from(INITIAL_STATE, u64::MAX - 63, &[0; 100]);
}

/// What somebody might take for a MAC: the secret in front, and one hash.
fn naive_tag(secret: &[u8], message: &[u8]) -> [u8; 32] {
    sha256(&[secret, message].concat())
}

// ANCHOR: extension
/// What an attacker makes of one message and its tag: a longer message, and a tag for
/// it. The secret is not among the arguments; how long it is has to be guessed.
fn extended(
    secret_length: usize,
    message: &[u8],
    tag: [u8; 32],
    more: &[u8],
) -> (Vec<u8>, [u8; 32]) {
    // The tag is the state after the secret, the message and their padding. So the
    // padding becomes a part of the message, and hashing goes on from there.
    let length = (secret_length + message.len()) as u64;
    let glue = padding(length);
    let hashed = length + glue.len() as u64;
    let tag = continue_from(state_of(&tag), hashed, more);
    ([message, &glue, more].concat(), tag)
}
// ANCHOR_END: extension

#[test]
fn step_18_a_hash_with_the_secret_in_front_can_be_extended() {
    let (secret, message) = (b"12@34$56", br#""id":"123456""#);
    let seen = naive_tag(secret, message);
    let accepts = |message: &[u8], tag| naive_tag(secret, message) == tag;
    assert!(accepts(message, seen));

    let more = br#","role":"admin""#;
    let (forged, tag) = extended(8, message, seen, more);
    assert!(accepts(&forged, tag));

    // The padding stays in the middle: 80, zeros, and the length in bits, which is 168,
    // or a8. (80 and a8 are no UTF-8.) Whoever splits this at commas reads two members,
    // and the second is the attacker's.
    assert!(forged.starts_with(message) && forged.ends_with(more));
    let text = String::from_utf8_lossy(&forged).replace('\0', "·");
    assert_snapshot!(text, @r#""id":"123456"�·········································�,"role":"admin""#);

    // Nobody told how long the secret is. There is no need to: one of the first guesses
    // is right, and it alone is accepted.
    let guesses = (0..=64).filter(|guess| {
        let (forged, tag) = extended(*guess, message, seen, more);
        accepts(&forged, tag)
    });
    assert_eq!(guesses.collect::<Vec<_>>(), [8]);
}

#[test]
fn step_19_hmac_can_not_be_extended() {
    let (secret, message) = (b"12@34$56", br#""id":"123456""#);
    let seen = hmac(secret, message);
    let more = br#","role":"admin""#;

    // The same attack, with every guess: no tag is accepted.
    for guess in 0..=200 {
        let (forged, tag) = extended(guess, message, seen, more);
        assert_ne!(hmac(secret, &forged), tag, "{guess} bytes");
    }

    // The attacker can hash on from this tag as well, and it is even known how long the
    // second pass was: a block for the key, and 32 bytes. But what comes out is the
    // hash of the outer pad, the inner digest, a padding and more. A verifier hashes 32
    // bytes behind the outer pad, and nothing else, so nobody ever asks for it.
    let key = key_block(secret);
    let inner = inner_digest(&key, message);
    let (second_pass, tag) = extended(64, &inner, seen, more);
    assert_eq!(tag, sha256(&[&outer_pad(&key)[..], &second_pass].concat()));
    // To extend the message, the state after the first pass would be needed. It is the
    // inner digest, and nobody outside ever sees that: with it, the attack goes through.
    let (forged, inner_of_forged) = extended(64, message, inner, more);
    assert_eq!(inner_of_forged, inner_digest(&key, &forged));
}

// ANCHOR: collision
/// As [`compress`], but with as many rounds as are asked for.
fn compress_in(count: usize, state: State, words: [u32; 16]) -> State {
    add(state, rounds(state, &schedule(words))[count - 1])
}

#[test]
fn step_20_with_31_rounds_two_messages_meet() {
    // Three blocks that Yingxin Li, Fukang Liu, Gaoli Wang, Xiaoyang Dong and Siwei Sun
    // have found ("The First Practical Collision for 31-Step SHA-256", ASIACRYPT 2024).
    let first = [
        0x8ce3f805, 0x5c401aed, 0x579e5f7f, 0xbc3116cb, 0xca189b3c, 0xeb75f04c,
        0x958f0a0e, 0x7760b082, 0xdcd5027d, 0x32260ad6, 0x7b12b659, 0xeee66518,
        0xad7f88dd, 0xf8ad20bb, 0x7ae40ffd, 0x21609249,
    ];
    let one = [
        0x9abdeb1b, 0x1f195f41, 0x5a7210c1, 0x55614f13, 0xa2269dd1, 0xbe888a61,
        0x359257d4, 0xadf3737b, 0x9f0484a6, 0xeb830a58, 0x66add94a, 0x9669232d,
        0x45271fa5, 0xb8f69585, 0x428bbce3, 0x0703b904,
    ];
    let other = [
        0x9abdeb1b, 0x1f195f41, 0x5a7210c1, 0x55614f13, 0xa2269dd1, 0xbe887a67,
        0x35b2dfc5, 0xfde32975, 0xc70595a6, 0xeb838a5c, 0x66add94a, 0x9669232d,
        0x45271fa5, 0xb8f69585, 0x428bbce3, 0x0703b904,
    ];
    let meet = |count| {
        let state = compress_in(count, INITIAL_STATE, first);
        compress_in(count, state, one) == compress_in(count, state, other)
    };
    assert!(meet(31));
    // With one round more they don't, and with 64 nobody knows two messages that do.
    assert!((32..=64).all(|count| !meet(count)));
}
// ANCHOR_END: collision

fn bits(word: u32) -> String {
    format!("{word:032b}")
}
