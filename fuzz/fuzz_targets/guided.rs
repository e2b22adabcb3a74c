//! Asks libFuzzer for bytes that break what holds of a stage. `$STAGE` names the stage.
//! `bash .ci/run fuzz-long` says how it is built and run.
#![no_main]

use std::sync::LazyLock;

use fuzz::stages::STAGES;
use libfuzzer_sys::fuzz_target;

static HOLDS: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("STAGE").expect("STAGE is the name of a stage");
    STAGES.iter().find(|(stage, _)| *stage == name).expect("a stage").1
});

fuzz_target!(|bytes: &[u8]| HOLDS(bytes));
