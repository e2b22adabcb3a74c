//! `cargo attack stopwatch`: first where the time can be seen, then as it is.

use attacks::level::{Base, Running};
use attacks::named;
use attacks::stopwatch::{Times, measure, median, network, share};
use jwt_by_hand::walkthrough::{Ink, Line};

const ROUNDS: usize = 20_000;

pub fn lines() -> Result<Vec<Line>, String> {
    let mut lines = with_the_delay();
    let network = network(5_000).map_err(|error| error.to_string())?;
    for times in measure(ROUNDS) {
        lines.extend(histogram(&times));
    }
    lines.push(Line::title(
        "A network, the shortest there is: to this machine and back",
    ));
    let (low, middle, high) =
        (share(&network, 0.05), median(&network), share(&network, 0.95));
    lines.push(Line::from(
        format!(
            "median {middle:.0} ns; nine of ten between {low:.0} and {high:.0} ns"
        )
        .as_str(),
    ));
    Ok(lines)
}

/// The level's own attack, which needs nothing but the time.
fn with_the_delay() -> Vec<Line> {
    let level = named("compared-byte-by-byte").expect("this hole is in the folder");
    let setting = level.setting(Base::default(), level.broken);
    let server = Running::new(level.broken, &setting);
    let outcome = level.attack(&setting, level.broken, &server);
    let found =
        if outcome.won { "the server takes it" } else { "the server refuses it" };
    vec![
        Line::title("With 5 µs for each equal byte, a tag is found by time alone"),
        Line::token(&outcome.forged),
        Line::from(found),
        Line::empty(),
        Line::title("Without it"),
        Line::from(
            "Two wrong tags in turns: ░ differs in the first byte, █ in the last.",
        ),
        Line::empty(),
    ]
}

const ROWS: usize = 10;
const WIDTH: f64 = 30.0;

fn histogram(times: &Times) -> Vec<Line> {
    let all: Vec<f64> =
        times.first_differs.iter().chain(&times.last_differs).copied().collect();
    // What is slower than that was interrupted.
    let (low, high) = (share(&all, 0.001), share(&all, 0.95));
    let step = ((high - low) / ROWS as f64).max(0.01);
    let bars = |times: &[f64]| {
        let mut bars = [0_usize; ROWS];
        for time in times.iter().filter(|time| (low..=high).contains(time)) {
            bars[(((time - low) / step) as usize).min(ROWS - 1)] += 1;
        }
        bars
    };
    let (first, last) = (bars(&times.first_differs), bars(&times.last_differs));
    let most = first.iter().chain(&last).copied().max().unwrap_or(1).max(1) as f64;
    let bar = |count: usize, sign: &str| {
        let length = (count as f64 / most * WIDTH).ceil() as usize;
        format!("{:<30}", sign.repeat(length))
    };
    let mut lines = vec![Line::title(times.what)];
    for row in 0..ROWS {
        let from = low + step * row as f64;
        lines.push(
            Line::empty()
                .with(Ink::Faint, format!("{from:>9.1} ns "))
                .with(Ink::Header, bar(first[row], "░"))
                .with(Ink::Signature, bar(last[row], "█")),
        );
    }
    let (first, last) = (median(&times.first_differs), median(&times.last_differs));
    let told = times.told_apart();
    lines.push(Line::from(
        format!(
            "medians {first:.1} and {last:.1} ns; of 100 pairs, the tag that is nearly \
             right took longer in {told:.0}"
        )
        .as_str(),
    ));
    lines.push(Line::empty());
    lines
}
