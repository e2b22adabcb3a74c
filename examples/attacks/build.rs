//! Lists the holes, so that adding the next one is adding a file, and makes a second copy
//! of each with its one line mended, to be compiled and tried beside the first.

#[path = "src/source.rs"]
mod source;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use source::Source;

fn main() {
    let root =
        env::var("CARGO_MANIFEST_DIR").expect("Cargo says where the package is");
    let out = env::var("OUT_DIR").expect("Cargo says where to put what is made");
    let (root, out) = (Path::new(&root), Path::new(&out));
    let mut levels = String::new();
    for folder in ["holes", "bugs"] {
        let holes = root.join("src").join(folder);
        println!("cargo::rerun-if-changed={}", holes.display());
        levels += &list(&holes, out, folder);
    }
    levels += &javascript(&root.join("src/bugs"));
    fs::write(out.join("levels.rs"), levels).expect("the folder can be written to");
}

/// A module for each file, one for its mended copy, and the list of both.
fn list(folder: &Path, out: &Path, name_of_list: &str) -> String {
    let terminal = "#[cfg(feature = \"terminal\")]";
    let mut modules = String::new();
    let mut levels = String::new();
    for file in files(folder, "rs") {
        let name = name_of(&file);
        let text = fs::read_to_string(&file).expect("a file of Rust is text");
        let mended = out.join(format!("{name_of_list}-{name}-mended.rs"));
        let source = Source::new(&text);
        fs::write(&mended, source.mended()).expect("the folder can be written to");

        let sign = |module: &str| match text.contains("\npub fn sign(") {
            true => format!("Some({module}::sign)"),
            false => "None".to_owned(),
        };
        let code = |module: &str| {
            format!("Code {{ verify: {module}::verify, sign: {} }}", sign(module))
        };
        write!(
            modules,
            "#[path = {file:?}]\npub mod {name};\n\
             #[path = {mended:?}]\n{terminal}\n#[doc(hidden)]\n#[allow(unused, clippy::all)]\npub mod {name}_mended;\n"
        )
        .expect("a text can be written to");
        writeln!(
            levels,
            "Level {{ name: {:?}, {terminal} source: include_str!({file:?}), \
             hole: &{name}::HOLE, forge: {name}::forge, broken: {}, \
             {terminal} mended: {} }},",
            name.replace('_', "-"),
            code(&name),
            code(&format!("{name}_mended"))
        )
        .expect("a text can be written to");
    }
    format!(
        "pub mod {name_of_list} {{\nuse crate::level::{{Code, Level}};\n{modules}\
         pub(crate) static ALL: &[Level] = &[\n{levels}];\n}}\n"
    )
}

/// The bugs in JavaScript. Node runs them, so here they are text.
fn javascript(folder: &Path) -> String {
    let list: String = files(folder, "mjs")
        .iter()
        .map(|file| {
            let name = name_of(file).replace('_', "-");
            format!("Bug {{ name: {name:?}, text: include_str!({file:?}), file: {file:?} }},\n")
        })
        .collect();
    format!(
        "#[cfg(feature = \"terminal\")]\npub(crate) mod scripts {{\n\
         use crate::javascript::Bug;\npub(crate) static ALL: &[Bug] = &[\n{list}];\n}}\n"
    )
}

/// The files of a folder that end so, in the order of their names.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}

fn name_of(file: &Path) -> String {
    file.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}
