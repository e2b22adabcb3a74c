//! The commands that need more than a few lines.

pub mod guess;
pub mod stopwatch;
pub mod yours;
