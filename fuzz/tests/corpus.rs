// What libFuzzer found
//
// libFuzzer changes bytes at random, and keeps those that reach code which none before
// them reached. Here they are tried again, each of them, in a second and on any machine:
// on all of them holds what `src/stages.rs` says. A mistake that was found once is among
// them for good.
//
// Run this file with: cargo test --release -p fuzz --test corpus

use fuzz::corpus;
use fuzz::stages::STAGES;

#[test]
fn step_1_every_stage_holds_on_its_corpus() {
    for (stage, holds) in STAGES {
        let inputs = corpus::read(stage).expect(stage);
        assert!(inputs.len() > 5, "{stage}");
        inputs.iter().for_each(|bytes| holds(bytes));
    }
}
