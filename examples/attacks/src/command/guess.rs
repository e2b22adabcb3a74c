//! `cargo attack guess TOKEN`: the list, and then every text, on all cores.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use attacks::guess::{
    CHARACTERS, Guesser, count, in_the_list, list, rates, texts_behind,
};
use indicatif::{ProgressBar, ProgressStyle};
use jwt_by_hand::printed_token::MADE_AGAIN;
use jwt_by_hand::walkthrough::{Ink, Line};

use crate::terminal::Lesson;

/// How many first characters are one piece of work.
const FRONT: usize = 2;

/// The longest text of which all can be tried in a life.
const LONGEST: usize = 12;

pub fn guess(token: &str) -> Lesson {
    let guesser = Guesser::new(token).ok_or("that is no token of HS256")?;
    let start = Instant::now();
    if let Some(secret) = in_the_list(token) {
        let words = list().count();
        return Ok(found(&secret, &format!("on the list of {words}"), start));
    }
    eprintln!("It is not on the list. Now every text, the short ones first.");
    for length in 0..=LONGEST {
        if let Some(secret) = of_length(&guesser, length) {
            let secret = String::from_utf8_lossy(&secret).into_owned();
            return Ok(found(&secret, &format!("a text of {length}"), start));
        }
    }
    Ok((vec![Line::from("It is longer than that.")], ExitCode::FAILURE))
}

/// The last line is the secret alone.
fn found(secret: &str, how: &str, start: Instant) -> (Vec<Line>, ExitCode) {
    let time = start.elapsed();
    let lines = vec![
        Line::from(format!("Found after {time:.1?}, {how}:").as_str()),
        Line::empty().with(Ink::Failed, secret),
    ];
    (lines, ExitCode::SUCCESS)
}

/// Tries all texts of a length, each core the next piece until one has it.
fn of_length(guesser: &Guesser, length: usize) -> Option<Vec<u8>> {
    let fronts = fronts(length.min(FRONT));
    let in_a_piece = count(CHARACTERS, length.saturating_sub(FRONT));
    let bar = ProgressBar::new((fronts.len() as f64 * in_a_piece) as u64);
    let shown = "{msg} {wide_bar} {percent}% {per_sec}, {eta} left";
    bar.set_style(
        ProgressStyle::with_template(shown).expect("the template is right"),
    );
    bar.set_message(format!("{length} characters"));

    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let secret = Mutex::new(None);
    let work = || {
        let mut guesser = guesser.clone();
        while !is_over.load(Ordering::Relaxed) {
            let Some(front) = fronts.get(next.fetch_add(1, Ordering::Relaxed))
            else {
                return;
            };
            // A long piece is done in pieces, so that the bar moves.
            if let Some(text) =
                in_pieces(&mut guesser, front, length, &bar, &is_over)
            {
                is_over.store(true, Ordering::Relaxed);
                *secret.lock().expect("no thread panics") = Some(text);
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    bar.finish_and_clear();
    secret.into_inner().expect("no thread panics")
}

/// How many of the last characters are tried without a look at the bar.
const AT_ONCE: usize = 3;

fn in_pieces(
    guesser: &mut Guesser,
    front: &[u8],
    length: usize,
    bar: &ProgressBar,
    is_over: &AtomicBool,
) -> Option<Vec<u8>> {
    if length - front.len() <= AT_ONCE {
        let found = texts_behind(guesser, CHARACTERS, front, length);
        bar.inc(count(CHARACTERS, length - front.len()) as u64);
        return found;
    }
    CHARACTERS.iter().find_map(|character| {
        if is_over.load(Ordering::Relaxed) {
            return None;
        }
        in_pieces(guesser, &[front, &[*character]].concat(), length, bar, is_over)
    })
}

/// All texts of a length, which is short.
fn fronts(length: usize) -> Vec<Vec<u8>> {
    let mut fronts = vec![Vec::new()];
    for _ in 0..length {
        let longer = |front: &Vec<u8>| {
            let front = front.clone();
            CHARACTERS.iter().map(move |c| [&front[..], &[*c]].concat())
        };
        fronts = fronts.iter().flat_map(longer).collect();
    }
    fronts
}

/// The rate of this machine, beside that of the blocks alone, and what follows from it.
pub fn measure() -> Vec<Line> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rates: Vec<_> = thread::scope(|scope| {
        let measure = || rates(MADE_AGAIN, Duration::from_secs(2));
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(measure)).collect();
        threads.into_iter().map(|it| it.join().expect("no thread panics")).collect()
    });
    let all: f64 = rates.iter().map(|rates| rates.guesses).sum();
    let mut lines = Vec::new();
    for (core, rates) in rates.iter().enumerate() {
        lines.push(Line::from(
            format!(
                "core {}: {:.0} guesses a second; five bare blocks {:.0} times; {:.2} of it",
                core + 1,
                rates.guesses,
                rates.bare,
                rates.guesses / rates.bare
            )
            .as_str(),
        ));
    }
    lines.push(Line::from(format!("together {all:.0} a second").as_str()));
    lines.push(Line::empty());
    lines.push(Line::title(format!(
        "{:<24}{:>16}{:>24}",
        "all of", "here", "a thousand of these"
    )));
    let keyboard =
        |length| (format!("{length} characters"), count(CHARACTERS, length));
    let random =
        |bytes: i32| (format!("{bytes} random bytes"), 256_f64.powi(bytes));
    let kinds = [keyboard(6), keyboard(8), keyboard(10), random(16), random(32)];
    lines.extend(kinds.map(|(what, texts)| {
        let seconds = texts / all;
        let (here, thousand) = (in_words(seconds), in_words(seconds / 1000.0));
        Line::from(format!("{what:<24}{here:>16}{thousand:>24}").as_str())
    }));
    lines
}

/// A time, in the unit that fits.
fn in_words(seconds: f64) -> String {
    const UNITS: [(f64, &str); 5] = [
        (365.25 * 86400.0, "years"),
        (86400.0, "days"),
        (3600.0, "hours"),
        (60.0, "minutes"),
        (1.0, "seconds"),
    ];
    let unit = UNITS.into_iter().find(|(length, _)| seconds >= 2.0 * length);
    let (length, name) = unit.unwrap_or((1.0, "seconds"));
    let number = seconds / length;
    if number < 1e6 {
        format!("{number:.0} {name}")
    } else {
        format!("{number:.0e} {name}")
    }
}
