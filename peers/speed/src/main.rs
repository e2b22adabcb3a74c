//! How fast this crate signs, verifies and refuses, beside the libraries that people
//! would pick, and beside the floor: what HMAC, JSON and base64 cost alone.
//!
//! ```sh
//! cargo run --release --package speed             # shows them, and holds the limits
//! cargo run --release --package speed -- --json   # a line for each time
//! ```
//!
//! A busy machine only ever adds time. So all take turns, in short batches, and the
//! fastest batch of each is what counts. It takes half a minute.

mod contenders;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use contenders::{Contender, OURS, Work};
use serde_json::json;

/// Sizes of a payload in bytes, and how they are called.
const SIZES: [(usize, &str); 3] =
    [(60, "200 B"), (1_450, "2 KiB"), (6_000, "8 KiB")];

const ROUNDS: usize = 1_000;
const BATCH: Duration = Duration::from_micros(100);

/// What our time may be, as a share of `jsonwebtoken`'s with its faster backend.
const LIMITS: [(&str, &str, f64); 5] = [
    ("sign", "200 B", 0.60),
    ("verify", "200 B", 0.43),
    ("refuse", "200 B", 0.30),
    ("refuse", "2 KiB", 0.55),
    ("refuse", "8 KiB", 0.55),
];

fn main() -> ExitCode {
    contenders::install();
    let as_json = std::env::args().any(|argument| argument == "--json");
    let mut all_hold = true;
    for work in [Work::Sign, Work::Verify, Work::Refuse] {
        for (bytes, size) in SIZES {
            let contenders = contenders::all(work, bytes);
            let mut times = fastest(&contenders);
            // What is over its limit is measured again: others may have kept us busy.
            for _ in 0..2 {
                if broken(work, size, &times).is_some() {
                    times = fastest(&contenders);
                }
            }
            if as_json {
                print(work, size, &times);
                continue;
            }
            show(work, size, &times);
            if let Some(limit) = broken(work, size, &times) {
                println!("  NOT WITHIN {limit} of {}", contenders::BESIDE);
                all_hold = false;
            }
        }
    }
    if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The fastest run of each, in nanoseconds.
fn fastest(contenders: &[Contender]) -> BTreeMap<&'static str, f64> {
    let mut times = BTreeMap::new();
    let counts: Vec<u32> =
        contenders.iter().map(|one| how_many(&one.run)).collect();
    for _ in 0..ROUNDS {
        for (contender, count) in contenders.iter().zip(&counts) {
            let start = Instant::now();
            (0..*count).for_each(|_| (contender.run)());
            let nanoseconds = start.elapsed().as_nanos() as f64 / f64::from(*count);
            let fastest = times.entry(contender.name).or_insert(f64::INFINITY);
            *fastest = nanoseconds.min(*fastest);
        }
    }
    times
}

/// How many runs fill a batch.
fn how_many(run: &dyn Fn()) -> u32 {
    let mut count = 1;
    loop {
        let start = Instant::now();
        (0..count).for_each(|_| run());
        if start.elapsed() >= BATCH {
            return count;
        }
        count *= 2;
    }
}

/// Shows each time, and ours as a share of it.
fn show(work: Work, size: &str, times: &BTreeMap<&str, f64>) {
    println!("{}, {size}", work.name());
    for (name, nanoseconds) in times {
        let share = times[OURS] / nanoseconds;
        println!("  {name:<28} {nanoseconds:>8.0} ns   ours is {share:.2} of it");
    }
}

/// The same as lines that `peers/speed/record` collects.
fn print(work: Work, size: &str, times: &BTreeMap<&str, f64>) {
    for (name, nanoseconds) in times {
        let nanoseconds = nanoseconds.round() as u64;
        let line = json!({
            "language": "Rust", "work": work.name(), "size": size,
            "name": name, "nanoseconds": nanoseconds,
        });
        println!("{line}");
    }
}

/// The limit that our time is over, if it is.
fn broken(work: Work, size: &str, times: &BTreeMap<&str, f64>) -> Option<f64> {
    let share = times[OURS] / times[contenders::BESIDE];
    let mut limits =
        LIMITS.iter().filter(|(of, at, _)| (*of, *at) == (work.name(), size));
    limits.find_map(|(_, _, limit)| (share > *limit).then_some(*limit))
}
