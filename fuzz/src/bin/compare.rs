//! Makes tokens, asks the crate and the oracle about each, and shows where their
//! answers differ. A seed that it prints gives the same token again.
//!
//! ```sh
//! cargo run --release -p fuzz --bin compare -- --seconds 60
//! cargo run --release -p fuzz --bin compare -- --tokens 1 --seed 7
//! ```

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use fuzz::compare::{Answers, smaller};
use fuzz::oracle::{Refusal, base64url};
use fuzz::{Case, tokens};
use lexopt::prelude::*;

fn main() -> ExitCode {
    match options() {
        Ok(options) => compare(&options),
        Err(error) => {
            eprintln!("{error}\ncompare [--tokens N] [--seconds N] [--seed S]");
            ExitCode::from(2)
        }
    }
}

struct Options {
    tokens: Option<u64>,
    seconds: Option<u64>,
    seed: u64,
}

fn options() -> Result<Options, lexopt::Error> {
    let mut options = Options { tokens: None, seconds: None, seed: 0 };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("tokens") => options.tokens = Some(parser.value()?.parse()?),
            Long("seconds") => options.seconds = Some(parser.value()?.parse()?),
            Long("seed") => options.seed = parser.value()?.parse()?,
            _ => return Err(argument.unexpected()),
        }
    }
    if options.tokens.is_none() {
        options.seconds.get_or_insert(10);
    }
    Ok(options)
}

fn compare(options: &Options) -> ExitCode {
    let start = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || work(options, start, first, threads)))
            .collect();
        for worker in workers {
            tally.add_all(worker.join().expect("no verifier panics"));
        }
    });
    tally.print(start.elapsed());
    if tally.answers.is_empty() || !tally.differences.is_empty() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Each thread takes every so many-th seed, so that any number of threads takes all.
fn work(options: &Options, start: Instant, first: usize, threads: usize) -> Tally {
    let mut tally = Tally::default();
    let end = options.seconds.map(|seconds| start + Duration::from_secs(seconds));
    for nth in (first as u64..options.tokens.unwrap_or(u64::MAX)).step_by(threads) {
        if end.is_some_and(|end| Instant::now() >= end) {
            break;
        }
        tally.add(options.seed.wrapping_add(nth));
    }
    tally
}

#[derive(Default)]
struct Tally {
    answers: BTreeMap<Option<Refusal>, u64>,
    /// By the two checks: how many, and the first seed.
    differences: BTreeMap<(usize, usize), (u64, u64)>,
    /// The crate's answers and the JSON that it writes: two builds that answer the
    /// same tokens alike have the same.
    digest: u64,
}

impl Tally {
    fn add(&mut self, seed: u64) {
        let answers = Answers::to(&tokens::case(seed));
        let refusal = answers.oracle.as_ref().err().copied();
        *self.answers.entry(refusal).or_default() += 1;
        if !answers.agree() {
            self.differ(answers.checks(), 1, seed);
        }
        let ours = match &answers.ours {
            Ok(claims) => claims.clone().into_claims().to_json(),
            Err(no) => no.check().number().to_string(),
        };
        let mut hasher = DefaultHasher::new();
        (seed, ours).hash(&mut hasher);
        self.digest = self.digest.wrapping_add(hasher.finish());
    }

    fn differ(&mut self, checks: (usize, usize), count: u64, seed: u64) {
        let kind = self.differences.entry(checks).or_insert((0, seed));
        *kind = (kind.0 + count, kind.1.min(seed));
    }

    fn add_all(&mut self, other: Tally) {
        for (answer, count) in other.answers {
            *self.answers.entry(answer).or_default() += count;
        }
        for (checks, (count, seed)) in other.differences {
            self.differ(checks, count, seed);
        }
        self.digest = self.digest.wrapping_add(other.digest);
    }

    fn print(&self, elapsed: Duration) {
        let tokens: u64 = self.answers.values().sum();
        for (answer, count) in &self.answers {
            let name = answer.map_or("accepted".to_owned(), |no| {
                format!("{:>2} {:?}", no.check, no.rule)
            });
            let percent = *count as f64 / tokens as f64 * 100.0;
            println!("{count:>10} {percent:>7.3} %  {name}");
        }
        let rate = tokens as f64 / elapsed.as_secs_f64();
        println!(
            "{tokens} tokens, {rate:.0} a second, digest {:016x}",
            self.digest
        );
        for ((oracle, ours), (count, seed)) in &self.differences {
            print_difference(*seed, *count, [*oracle, *ours]);
        }
    }
}

fn print_difference(seed: u64, count: u64, checks: [usize; 2]) {
    let [oracle, ours] = checks.map(|check| match check {
        0 => "accepted".to_owned(),
        check => format!("refused at check {check}"),
    });
    println!("\n{count} differences: {oracle} by the oracle, {ours} by the crate");
    let case = tokens::case(seed);
    println!("seed {seed}: {}", case.token);
    let case = smaller(&case);
    let Case { token, secret, expected, now } = &case;
    println!("made smaller: {token}");
    for part in token.split('.').filter_map(base64url::decoded).take(2) {
        println!("       {}", part.escape_ascii());
    }
    println!("secret: {}", secret.escape_ascii());
    println!("now: {now:?}, {expected:?}");
    let answers = Answers::to(&case);
    println!("oracle: {:?}", answers.oracle);
    println!("crate:  {:?}", answers.ours);
}
