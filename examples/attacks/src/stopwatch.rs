//! Two ways to compare tags, and how long each of them takes.
//!
//! A stopwatch is of use if a tag whose first 31 bytes are right is refused later than one
//! whose first byte is wrong. So both are sent, in turns, thousands of times, and the
//! question is how often the first of the two took longer: in one of two pairs if the time
//! tells nothing, in all of them if it tells all.

use std::hint::black_box;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Instant;
use std::{io, thread};

use jwt_by_hand::printed_token::SECRET;
use jwt_by_hand::signature::{tag, tag_matches};
use jwt_by_hand::{Secret, Tag};

/// What was measured, each in nanoseconds.
pub struct Times {
    pub what: &'static str,
    pub first_differs: Vec<f64>,
    pub last_differs: Vec<f64>,
}

impl Times {
    /// Of a hundred pairs, in how many the tag that is nearly right took longer.
    pub fn told_apart(&self) -> f64 {
        let mut first = self.first_differs.clone();
        first.sort_by(f64::total_cmp);
        let wins = self.last_differs.iter().map(|time| {
            let below = first.partition_point(|other| other < time);
            let equal = first[below..].partition_point(|other| other <= time);
            below as f64 + equal as f64 / 2.0
        });
        let pairs = (first.len() * self.last_differs.len()) as f64;
        100.0 * wins.sum::<f64>() / pairs
    }
}

/// The time in the middle.
pub fn median(times: &[f64]) -> f64 {
    share(times, 0.5)
}

/// The time below which this share of them are.
pub fn share(times: &[f64], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * share) as usize]
}

/// A comparison that stops at the first difference, as one writes it.
fn equal_byte_by_byte(one: &[u8], other: &[u8]) -> bool {
    for (one, other) in one.iter().zip(other) {
        if black_box(one) != black_box(other) {
            return false;
        }
    }
    one.len() == other.len()
}

/// All that can be measured without a network.
pub fn measure(rounds: usize) -> Vec<Times> {
    let secret = Secret::insecure_for_lessons(SECRET).expect("it is not empty");
    let input = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ";
    let right = *tag(input, &secret).as_bytes();
    let mut wrong = [right; 2];
    wrong[0][0] ^= 1;
    wrong[1][31] ^= 1;

    let compute = || *tag(black_box(input), &secret).as_bytes();
    vec![
        times(
            "a loop that stops at the first difference, alone",
            rounds,
            1000,
            wrong,
            |it| equal_byte_by_byte(black_box(&right), it),
        ),
        times("`==`, alone", rounds, 1000, wrong, |it| black_box(&right) == it),
        times("the tag computed, then `==`", rounds, 1, wrong, |it| {
            &compute() == it
        }),
        times("the tag computed, then `verify_slice`", rounds, 1, wrong, |it| {
            tag_matches(black_box(input), &Tag::from_bytes(*it), &secret)
        }),
    ]
}

/// Both tags in turns. What takes less than the clock can see is done many times.
fn times(
    what: &'static str,
    rounds: usize,
    at_once: u32,
    wrong: [[u8; 32]; 2],
    compare: impl Fn(&[u8; 32]) -> bool,
) -> Times {
    let mut measured = [Vec::with_capacity(rounds), Vec::with_capacity(rounds)];
    for _ in 0..rounds {
        for (wrong, measured) in wrong.iter().zip(&mut measured) {
            let start = Instant::now();
            for _ in 0..at_once {
                black_box(compare(black_box(wrong)));
            }
            let took = start.elapsed().as_nanos() as f64;
            measured.push(took / f64::from(at_once));
        }
    }
    let [first_differs, last_differs] = measured;
    Times { what, first_differs, last_differs }
}

/// How long a byte takes to come back over this machine's own network, in nanoseconds:
/// the shortest of all ways.
///
/// # Errors
///
/// If this machine lets nobody listen.
pub fn network(rounds: usize) -> io::Result<Vec<f64>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let echo = thread::spawn(move || -> io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        let mut byte = [0];
        while stream.read(&mut byte)? == 1 {
            stream.write_all(&byte)?;
        }
        Ok(())
    });
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        stream.write_all(&[1])?;
        stream.read_exact(&mut [0])?;
        times.push(start.elapsed().as_nanos() as f64);
    }
    drop(stream);
    let _ = echo.join();
    Ok(times)
}
