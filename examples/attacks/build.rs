//! Lists the holes, so that adding the next one is adding a file, and makes a second copy
//! of each with its one line mended, to be compiled and tried beside the first.

#[path = "src/source.rs"]
mod source;

use std::fmt::Write as _;
use std::path::Path;
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
    fs::write(out.join("levels.rs"), levels).expect("the folder can be written to");
}

/// A module for each file, one for its mended copy, and the list of both.
fn list(folder: &Path, out: &Path, name_of_list: &str) -> String {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();

    let terminal = "#[cfg(feature = \"terminal\")]";
    let mut modules = String::new();
    let mut levels = String::new();
    for file in files {
        let name = file.file_stem().expect("a file has a name").to_string_lossy();
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
