//! Runs again at each save.

use std::fs;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use notify_debouncer_mini::{new_debouncer, notify::RecursiveMode};

use crate::show;
use crate::stages::{House, Stage};

/// Until it is stopped.
pub fn watch(house: &House, stage: Stage) -> Result<ExitCode, String> {
    show::begin(house, stage)?;
    let yours = house.root.join(stage.yours());
    let (sender, events) = mpsc::channel();
    // An editor may write a file in several steps.
    let mut watcher = new_debouncer(Duration::from_millis(200), sender)
        .map_err(|error| error.to_string())?;
    // An editor may also write a new file and give it the old one's name, so the folder
    // is watched.
    let folder = yours.parent().expect("a file lies in a folder");
    watcher
        .watcher()
        .watch(folder, RecursiveMode::NonRecursive)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut seen = None;
    loop {
        // Reading it, as the compiler does, is an event like writing it. And while an
        // editor replaces it, it may not be there.
        let now = fs::read(&yours).ok();
        if now.is_some() && now != seen {
            seen = now;
            // Clears the screen, and puts the cursor into its corner.
            anstream::print!("\x1b[2J\x1b[3J\x1b[H");
            // What doesn't compile yet may do so after the next save.
            if let Err(error) = show::stage(house, stage) {
                anstream::println!("{error}");
            }
            anstream::println!(
                "\nWaiting for you to save {}. Ctrl-C ends it.",
                stage.yours()
            );
        }
        let event = events.recv().map_err(|error| error.to_string())?;
        event.map_err(|error| error.to_string())?;
    }
}
