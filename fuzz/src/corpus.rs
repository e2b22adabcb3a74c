//! The bytes that reach all of a stage, in `fuzz/corpus/`, a file for each stage: a list
//! in JSON, with a character for each byte. libFuzzer wants a folder, with a file for
//! each.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

/// Where the corpus of a stage is kept.
pub fn file(stage: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/{stage}.json"))
}

pub fn read(stage: &str) -> Result<Vec<Vec<u8>>> {
    let texts: Vec<String> = serde_json::from_slice(&fs::read(file(stage))?)?;
    let bytes = |text: String| {
        text.chars().map(|character| character as u32 as u8).collect()
    };
    Ok(texts.into_iter().map(bytes).collect())
}

/// Lays it out for libFuzzer.
pub fn unpack(stage: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (place, bytes) in read(stage)?.iter().enumerate() {
        fs::write(folder.join(place.to_string()), bytes)?;
    }
    Ok(())
}

/// Keeps what libFuzzer has in a folder, and nothing else.
pub fn pack(stage: &str, folder: &Path) -> Result<()> {
    let files = fs::read_dir(folder)?.map(|entry| fs::read(entry?.path()));
    let mut inputs = files.collect::<Result<Vec<_>>>()?;
    inputs.sort_by_key(|bytes| (bytes.len(), bytes.clone()));
    let text = |bytes: &Vec<u8>| bytes.iter().copied().map(char::from).collect();
    let texts: Vec<String> = inputs.iter().map(text).collect();
    fs::write(file(stage), serde_json::to_string_pretty(&texts)? + "\n")
}
