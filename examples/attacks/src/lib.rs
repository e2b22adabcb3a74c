//! # Break in: a verifier with one hole for every check
//!
//! Each file in `holes/` is a verifier as a tutorial might print it, with one mistake that
//! somebody has really made. The way in stands at its end, with the line that closes the
//! hole. `cargo attack` lists them, and `cargo attack NAME` goes through one.
//!
//! All of it runs on your own machine, against the code in this folder. It is here so that
//! you know what each of the thirteen checks is for.
//!
//! | file | what it is |
//! | --- | --- |
//! | `holes/` | the holes: a lesson, a broken verifier, the way in |
//! | `bugs/` | the same, with the mistake left for you to find |
//! | [`tutorial`] | what these verifiers are built from |
//! | [`world`] | what surrounds them: files, a database, a list of revoked tokens |
//! | [`level`] | what a hole says of itself, and how it is attacked |
//! | [`proofs`] | whether a hole is one, and whether it is closed |
//! | [`javascript`] | those in `bugs/` that Node runs |
//! | [`tour`] | what `cargo attack` prints |
//! | [`source`] | a hole's file, taken apart for whoever shows it |
//! | [`guess`] | a cracker of secrets |
//! | [`stopwatch`] | two ways to compare tags, and their times |
//!
//! [`all`] is the list. The build script makes it from the folder: adding the next hole is
//! adding a file.

#![forbid(unsafe_code)]

pub mod guess;
#[cfg(feature = "terminal")]
pub mod javascript;
pub mod level;
#[cfg(feature = "terminal")]
pub mod proofs;
pub mod source;
#[cfg(feature = "terminal")]
pub mod stopwatch;
#[cfg(feature = "terminal")]
pub mod tour;
pub mod tutorial;
pub mod world;

use level::Level;

include!(concat!(env!("OUT_DIR"), "/levels.rs"));

/// The holes, in the order of the checks that close them, and then by name.
pub fn all() -> Vec<&'static Level> {
    in_order(holes::ALL)
}

/// Those whose mistake nobody has marked.
pub fn unmarked() -> Vec<&'static Level> {
    in_order(bugs::ALL)
}

fn in_order(levels: &'static [Level]) -> Vec<&'static Level> {
    let mut levels: Vec<&Level> = levels.iter().collect();
    levels.sort_by_key(|level| (level.hole.closed_by.place(), level.name));
    levels
}

/// A hole by its name.
pub fn named(name: &str) -> Option<&'static Level> {
    holes::ALL.iter().chain(bugs::ALL).find(|level| level.name == name)
}
