//! Runs again at each save.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use notify_debouncer_mini::{new_debouncer, notify::RecursiveMode};

use crate::show;
use crate::stages::{House, Stage};

/// Until it is stopped.
pub fn watch(house: &House, stage: Stage) -> Result<ExitCode, String> {
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
    let is_yours = |path: &Path| path.file_name() == yours.file_name();
    loop {
        // Clears the screen, and puts the cursor into its corner.
        anstream::print!("\x1b[2J\x1b[3J\x1b[H");
        show::stage(house, stage)?;
        anstream::println!(
            "\nWaiting for you to save {}. Ctrl-C ends it.",
            stage.yours()
        );
        while !events
            .recv()
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?
            .iter()
            .any(|event| is_yours(&event.path))
        {}
    }
}
