//! Prints doubles, their bits and the text that the crate writes, for `numbers.mjs` to
//! compare with what JavaScript writes:
//!
//! ```sh
//! cargo run --release -p fuzz --bin numbers -- --count 100000 --seed 0 | node fuzz/numbers.mjs
//! ```

use std::io::{self, BufWriter, Write};

use fastrand::Rng;
use jwt_by_hand::Claims;
use lexopt::prelude::*;

fn main() -> Result<(), lexopt::Error> {
    let (mut count, mut seed) = (100_000, 0);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("count") => count = parser.value()?.parse()?,
            Long("seed") => seed = parser.value()?.parse()?,
            _ => return Err(argument.unexpected()),
        }
    }
    print(count, seed).map_err(|error| error.to_string().into())
}

fn print(count: usize, seed: u64) -> io::Result<()> {
    let mut rng = Rng::with_seed(seed);
    let mut output = BufWriter::new(io::stdout().lock());
    for double in
        edges().chain(std::iter::repeat_with(|| random(&mut rng))).take(count)
    {
        let json = Claims::new().with("x", double).to_json();
        let text =
            json.strip_prefix("{\"x\":").and_then(|text| text.strip_suffix('}'));
        writeln!(output, "{:016x} {}", double.to_bits(), text.unwrap_or(&json))?;
    }
    output.flush()
}

/// Each power of ten and of two, and its neighbours: there digits are gained and lost,
/// and JavaScript changes from one notation to the other.
fn edges() -> impl Iterator<Item = f64> {
    let tens = (-324..309).map(|power| format!("1e{power}").parse().unwrap_or(0.0));
    let twos = (-1022..1024).map(|power| f64::powi(2.0, power));
    // 1e-324 is 0.
    tens.chain(twos)
        .flat_map(|edge| [edge, edge.next_up(), edge.next_down(), -edge])
}

fn random(rng: &mut Rng) -> f64 {
    let sign_and_fraction = rng.u64(..) & !(0x7ff << 52);
    let exponent = match rng.u8(..4) {
        0 => rng.u64(..0x7ff),
        // From a millionth to 10 to the power of 22: written without an exponent.
        1 => 0x3ff - 21 + rng.u64(..95),
        // Whole numbers of 14 to 16 digits, with a fraction: here two texts of the same
        // length can be equally close.
        _ => 0x3ff + 43 + rng.u64(..10),
    };
    f64::from_bits(sign_and_fraction | exponent << 52)
}
