//! "Which library would have taken this?" Here the same questions are put to many of them.
//!
//! - [`question`]: what is asked, and how it stands in `peers/questions.json`.
//! - [`rules`]: what the standards say of it, and how strongly.
//! - [`list`]: the questions themselves.
//! - [`answers`]: what a library said, and how it stands in `peers/answers/`.
//! - [`speed`]: recorded times, as a table and as a picture.
//! - [`page`]: the tables of the chapter *One token, many libraries*.

pub mod answers;
pub mod list;
pub mod page;
pub mod question;
pub mod rules;
pub mod speed;

use std::path::PathBuf;

/// A file of the room, by its path in it.
pub fn in_the_room(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
