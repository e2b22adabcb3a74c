// The house
//
// `src/` is read in one line, the line of `lib.rs`: each module stands on those before it
// and knows none of those after it. So a file can be read when those above it are
// understood, and changed without a look at them.
//
//     explain, json, numeric_date   →   base64url → header → payload → signature → verify
//     →   inside, why   →   walkthrough
//
// Run this file with: cargo test --test house

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn step_1_each_module_stands_on_those_before_it() {
    let modules = modules();
    assert_eq!(modules.last().map(String::as_str), Some("walkthrough"));
    for (place, module) in modules.iter().enumerate() {
        for used in modules_used_by(module) {
            let before = modules[..=place].contains(&used);
            assert!(before, "{module} uses {used}, which comes after it in lib.rs");
        }
    }
}

#[test]
fn step_2_errors_stand_beside_their_stage_and_know_the_stages_before_it() {
    // An `error.rs` names no function of its stage, or the two would know each other.
    for module in modules() {
        let file = source().join(&module).join("error.rs");
        let Ok(text) = fs::read_to_string(file) else { continue };
        assert!(!uses(&text).contains(&module), "{module}/error.rs uses {module}");
    }
}

#[test]
fn step_3_by_hand_means_without_anyone() {
    let allowed = BTreeSet::from(["inside".to_owned()]);
    assert!(modules_used_by("inside").is_subset(&allowed));
    for file in ["inside/sha256.rs", "inside/hmac.rs"] {
        let text = fs::read_to_string(source().join(file)).unwrap();
        for dependency in ["sha2::", "hmac::{", "base64::", "serde_json::"] {
            let imports = text.lines().filter(|line| line.starts_with("use "));
            let foreign = imports.filter(|line| line.contains(dependency));
            assert_eq!(foreign.count(), 0, "{dependency} in {file}");
        }
    }
}

#[test]
fn step_4_the_picture_in_the_documentation_is_the_token() {
    let text = fs::read_to_string(source().join("lib.rs")).unwrap();
    for part in jwt_by_hand::printed_token::MADE_AGAIN.split('.') {
        assert!(text.contains(&format!(">{part}</span>")), "{part}");
    }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules, in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(source().join("lib.rs")).unwrap();
    let lines = text.lines().map(|line| line.trim_start_matches("pub "));
    let modules =
        lines.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The modules that a module names, in its file and in those of its folder.
fn modules_used_by(module: &str) -> BTreeSet<String> {
    let folder = fs::read_dir(source().join(module)).into_iter().flatten();
    let inside = folder.map(|file| file.unwrap().path());
    let files = inside.chain([source().join(module).with_extension("rs")]);
    files.flat_map(|file| uses(&fs::read_to_string(file).unwrap())).collect()
}

/// Each `name` in a `crate::name`, but for those in comments.
fn uses(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect::<Vec<_>>().join("\n");
    let names = code.split("crate::").skip(1).map(|behind| {
        let end = behind.find(|c: char| !c.is_alphanumeric() && c != '_');
        behind[..end.unwrap_or(behind.len())].to_owned()
    });
    names.collect()
}
