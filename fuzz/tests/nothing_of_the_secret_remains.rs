// What remains of a secret?
//
// A secret that was dropped should be gone. But each function that it went through has
// a place on the stack, each block on the heap keeps what was in it when it is given
// back, and whoever gets to read that memory later, by an overread or in a core dump,
// reads the secret. So here the program reads all of its own memory, and looks for the
// secret in every form that is as good as itself: its bytes, its text, the two padded
// keys of HMAC, and the two states of SHA-256 into which they are hashed.
//
// Run this file with: cargo test --release -p fuzz --test nothing_of_the_secret_remains

#![cfg(target_os = "linux")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hint::black_box;
use std::mem::forget;
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, MutexGuard};

use fuzz::oracle::base64url::{decoded, encode};
use jwt_by_hand::signature::{tag, tag_matches};
use jwt_by_hand::{
    Claims, Expectations, Header, NumericDate, Secret, printed_token, sign, verify,
};
use sha2::block_api::compress256;
use sha2::{Digest, Sha256};

/// The heap, but what is given back is kept as it is, or the next to use the block would
/// hide what was left in it.
struct NothingIsOverwritten;

unsafe impl GlobalAlloc for NothingIsOverwritten {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static HEAP: NothingIsOverwritten = NothingIsOverwritten;

/// What a caller has and lends: a secret, or its text in base64url. Kept so that we don't
/// find our own copy.
struct Held {
    masked: Vec<u8>,
    secret: fn(&[u8]) -> Vec<u8>,
}

const MASK: u8 = 0xa7;

impl Held {
    fn of(bytes: impl Iterator<Item = u8>) -> Held {
        Held {
            masked: bytes.map(|byte| byte ^ MASK).collect(),
            secret: <[u8]>::to_vec,
        }
    }

    fn binary(length: usize) -> Held {
        Held::of((0..length).map(|_| fastrand::u8(..)))
    }

    fn text(length: usize) -> Held {
        Held::of((0..length).map(|_| fastrand::alphanumeric() as u8))
    }

    /// The secret is what the text stands for, as far as it is base64url.
    fn base64url(letters: usize, end: &str) -> Held {
        let text = Held::text(letters).masked.into_iter().map(|byte| byte ^ MASK);
        Held {
            secret: decoded_as_far_as_it_goes,
            ..Held::of(text.chain(end.bytes()))
        }
    }

    fn lend<T>(&mut self, use_it: impl FnOnce(&[u8]) -> T) -> T {
        self.turn();
        let result = use_it(black_box(&self.masked));
        self.turn();
        result
    }

    fn lend_text<T>(&mut self, use_it: impl FnOnce(&str) -> T) -> T {
        self.lend(|bytes| use_it(str::from_utf8(bytes).unwrap()))
    }

    fn turn(&mut self) {
        black_box(&mut self.masked).iter_mut().for_each(|byte| *byte ^= MASK);
    }

    fn made(&mut self) -> Secret {
        self.lend(|bytes| Secret::insecure_for_lessons(bytes)).unwrap()
    }
}

fn decoded_as_far_as_it_goes(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let lengths =
        (0..=text.len()).rev().filter(|length| text.is_char_boundary(*length));
    lengths.flat_map(|length| decoded(&text[..length])).next().unwrap_or_default()
}

/// All memory that this program can write to, and where it lies.
struct Memory {
    bytes: Vec<u8>,
    /// Where each piece of it begins in `bytes`, and its address.
    pieces: Vec<(usize, usize)>,
}

static MEMORY: Mutex<Memory> = Mutex::new(Memory { bytes: vec![], pieces: vec![] });

/// Reads it into a place of its own, which it leaves out.
fn memory() -> MutexGuard<'static, Memory> {
    let mut memory = MEMORY.lock().unwrap();
    memory.bytes.clear();
    memory.bytes.reserve_exact(1 << 28);
    memory.pieces.clear();
    let own = memory.bytes.as_ptr_range().start.addr();
    let own = own..own + memory.bytes.capacity();
    let file = File::open("/proc/self/mem").unwrap();
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] =
            [start, end].map(|digits| usize::from_str_radix(digits, 16).unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        for (start, end) in [(start, end.min(own.start)), (start.max(own.end), end)]
        {
            if start < end {
                let place = memory.bytes.len();
                memory.bytes.resize(place + end - start, 0);
                let read = file.read_at(&mut memory.bytes[place..], start as u64);
                if read.is_ok_and(|length| length == end - start) {
                    memory.pieces.push((place, start));
                } else {
                    // Another test has ended meanwhile, and its stack is gone.
                    memory.bytes.truncate(place);
                }
            }
        }
    }
    memory
}

/// Eight bytes of something that is as good as the secret, and what it is.
type Traces = BTreeMap<[u8; 8], &'static str>;

fn traces_of(secret: &[u8]) -> Traces {
    let mut traces = Traces::new();
    let mut add = |name, bytes: &[u8]| {
        let (pieces, _) = bytes.as_chunks::<8>();
        traces.extend(pieces.iter().map(|piece| (*piece, name)));
    };
    let key = if secret.len() > 64 {
        Sha256::digest(secret).to_vec()
    } else {
        secret.to_vec()
    };
    add("the hash of the secret", &key);
    add("the secret", secret);
    add("the secret in base64url", encode(secret).as_bytes());
    add("the secret, decoded from base64url", &decoded_as_far_as_it_goes(secret));
    for (name, pad, state_name) in [
        ("key XOR 0x36", 0x36, "the state after key XOR 0x36"),
        ("key XOR 0x5c", 0x5c, "the state after key XOR 0x5c"),
    ] {
        let mut block = [pad; 64];
        key.iter().zip(&mut block).for_each(|(key, byte)| *byte ^= key);
        let (words, _) = block[..key.len()].as_chunks();
        let mut state = FIRST_STATE;
        compress256(&mut state, &[block]);
        add(name, &block[..key.len()]);
        // In numbers of four bytes, as SHA-256 reckons, in either order: its
        // instructions for it take two at a time.
        for reversed in [false, true] {
            let in_order = |words: &[u32]| {
                let pairs = words.chunks_exact(2).flat_map(|pair| match reversed {
                    false => [pair[0], pair[1]],
                    true => [pair[1], pair[0]],
                });
                pairs.flat_map(u32::to_le_bytes).collect::<Vec<_>>()
            };
            let words: Vec<u32> =
                words.iter().map(|word| u32::from_be_bytes(*word)).collect();
            add(name, &in_order(&words));
            add(state_name, &in_order(&state));
            add(state_name, &in_order(&state.map(u32::swap_bytes)));
        }
    }
    traces
}

/// FIPS 180-4 §5.3.3
const FIRST_STATE: [u32; 8] = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
    0x1f83d9ab, 0x5be0cd19,
];

/// Does something with a secret, and says what of it is left in memory afterwards: what,
/// how many pieces of it, and where the first of them is.
fn remains(
    mut held: Held,
    act: impl FnOnce(&mut Held),
) -> BTreeMap<&'static str, (usize, String)> {
    let here = (&raw const held).addr();
    far_below(|| act(&mut held));
    let memory = memory();
    let secret = held.secret;
    let traces = held.lend(|bytes| traces_of(&secret(bytes)));
    let mut begins_a_trace = vec![false; 1 << 16];
    let beginning =
        |piece: &[u8]| usize::from(piece[0]) << 8 | usize::from(piece[1]);
    traces.keys().for_each(|piece| begins_a_trace[beginning(piece)] = true);
    let mut remains = BTreeMap::new();
    for (place, piece) in memory.bytes.windows(8).enumerate() {
        if begins_a_trace[beginning(piece)]
            && let Some(name) = traces.get(piece)
        {
            let nth =
                memory.pieces.partition_point(|(start, _)| *start <= place) - 1;
            let (start, address) = memory.pieces[nth];
            let where_it_is = match here.checked_sub(address + place - start) {
                Some(depth @ 0..STACK) => {
                    format!("{} bytes down the stack", depth - ROOM)
                }
                _ => "on the heap".to_owned(),
            };
            remains.entry(*name).or_insert((0, where_it_is)).0 += 1;
        }
    }
    remains
}

/// A thread of a test has this much.
const STACK: usize = 1 << 21;
const ROOM: usize = 1 << 16;

/// Runs it so deep in the stack that what it leaves there is not overwritten by what we
/// do afterwards.
#[inline(never)]
fn far_below(act: impl FnOnce()) {
    let mut room = [0_u8; ROOM];
    black_box(&mut room);
    act();
    black_box(&mut room);
}

/// Tries it with secrets of all kinds: of HMAC's key and of its block, and longer ones,
/// which it hashes first.
#[track_caller]
fn nothing_remains_after(name: &str, act: impl Fn(&Secret)) {
    for held in [Held::binary(32), Held::text(43), Held::text(64), Held::text(100)]
    {
        let found = remains(held, |held| act(&held.made()));
        assert!(found.is_empty(), "after {name}: {found:#?}");
    }
}

const NOW: NumericDate = NumericDate::from_seconds(printed_token::ISSUED_AT);

#[test]
fn step_1_what_is_there_is_found() {
    let found = remains(Held::binary(32), |held| forget(black_box(held.made())));
    for name in [
        "the secret",
        "the state after key XOR 0x36",
        "the state after key XOR 0x5c",
    ] {
        assert!(found.contains_key(name), "{name}");
    }
    // A copy in a function that has returned, and one in a block that was given back.
    for careless in [
        |secret: &[u8]| {
            let _ = black_box(<[u8; 32]>::try_from(secret));
        },
        |secret: &[u8]| drop(black_box(secret.to_vec())),
    ] {
        let found = remains(Held::binary(32), |held| held.lend(careless));
        assert!(found.contains_key("the secret"));
    }
}

#[test]
fn step_2_nothing_remains_of_a_secret_that_was_made_or_refused() {
    for length in [31, 32, 100] {
        let is_long_enough = length >= Secret::SHORTEST;
        let found = remains(Held::binary(length), |held| {
            let made = held.lend(|bytes| Secret::from_bytes(bytes));
            assert_eq!(made.is_ok(), is_long_enough);
        });
        assert!(found.is_empty(), "after {length} bytes: {found:#?}");
        let found = remains(Held::text(length), |held| {
            let made = held.lend_text(Secret::from_text);
            assert_eq!(made.is_ok(), is_long_enough);
        });
        assert!(found.is_empty(), "after a text of {length}: {found:#?}");
    }
    // The last letter is right, has padding behind it, has spare bits, …
    for (letters, end) in [(42, "A"), (42, "A="), (42, "B"), (42, "A\n"), (40, "")]
    {
        let found = remains(Held::base64url(letters, end), |held| {
            let made = held.lend_text(Secret::from_base64url);
            assert_eq!(made.is_ok(), end == "A");
        });
        assert!(found.is_empty(), "after base64url with {end:?}: {found:#?}");
    }
}

#[test]
fn step_3_nor_of_one_that_signed() {
    nothing_remains_after("sign", |secret| {
        black_box(sign(&Header::new(), &claims(), secret));
    });
    nothing_remains_after("tag", |secret| {
        black_box(tag("a.b", secret));
    });
    nothing_remains_after("tag_matches", |secret| {
        let right = tag("a.b", secret);
        assert!(tag_matches("a.b", &right, secret));
        assert!(!tag_matches("a.c", &right, secret));
    });
}

#[test]
fn step_4_nor_of_one_that_verified() {
    nothing_remains_after("accepting", |secret| {
        let token = sign(&Header::new(), &claims(), secret);
        assert!(verify(&token, secret, &Expectations::new(), NOW).is_ok());
    });
    let header = r#"{"alg":"HS256"}"#;
    for (check, header, payload) in [
        (4, "[]", "{}"),
        (5, r#"{"crit":[]}"#, "{}"),
        (6, r#"{"alg":"none"}"#, "{}"),
        (7, r#"{"alg":"HS256","typ":""}"#, "{}"),
        (10, header, "[]"),
        (11, header, r#"{"exp":""}"#),
        (12, header, r#"{"exp":1}"#),
        (13, header, r#"{"aud":"a"}"#),
    ] {
        nothing_remains_after(&format!("check {check}"), |secret| {
            let input = format!("{}.{}", encode(header), encode(payload));
            let tag = tag(&input, secret).to_base64url();
            refuses(check, &format!("{input}.{tag}"), secret);
        });
    }
    for (check, token) in [
        (1, ""),
        (2, "a.b"),
        (3, "=.."),
        (8, "eyJhbGciOiJIUzI1NiJ9..A"),
        (9, printed_token::TOKEN),
    ] {
        nothing_remains_after(&format!("check {check}"), |secret| {
            refuses(check, token, secret);
        });
    }
}

fn claims() -> Claims {
    Claims::from_json(printed_token::PAYLOAD_JSON.as_bytes()).unwrap()
}

fn refuses(check: usize, token: &str, secret: &Secret) {
    let answer = verify(token, secret, &Expectations::new(), NOW);
    assert_eq!(answer.unwrap_err().check().number(), check);
}
