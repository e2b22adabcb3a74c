//! The reader's folder, `exercises/yours`. We never track it, and never overwrite what
//! they wrote there. For each of their files, `.starter` keeps the starter that it began
//! as, to tell after an update what has changed since.

use std::collections::BTreeMap;
use std::fs;

use similar::TextDiff;
use syn::spanned::Spanned;
use syn::{ImplItem, Item};

use crate::stages::{House, Stage};
use crate::starter::starter;

impl House {
    /// The starter of a stage, as it is now.
    pub fn starter(&self, stage: Stage) -> Result<String, String> {
        let source = self.read(&stage.ours())?;
        starter(&source, stage, &self.hints(stage)?)
            .map_err(|error| format!("{}: {error}", stage.ours()))
    }

    /// Gives the reader their copy, if they have none. Says so if this is new.
    pub fn begin(&self, stage: Stage) -> Result<bool, String> {
        if self.root.join(stage.yours()).is_file() {
            return Ok(false);
        }
        let starter = self.starter(stage)?;
        self.write(&stage.yours(), &starter)?;
        self.write(&kept(stage), &starter)?;
        Ok(true)
    }

    /// Whether the reader has written nothing yet.
    pub fn is_untouched(&self, stage: Stage) -> Result<bool, String> {
        Ok(match self.read(&stage.yours()) {
            Ok(yours) => yours == self.read(&kept(stage)).unwrap_or_default(),
            Err(_) => true,
        })
    }

    /// What of the starter has changed since the reader began: the names.
    pub fn changed(&self, stage: Stage) -> Result<Vec<String>, String> {
        let (then, now) = (self.read(&kept(stage)), self.starter(stage)?);
        let Ok(then) = then else { return Ok(Vec::new()) };
        if then == now {
            return Ok(Vec::new());
        }
        if self.is_untouched(stage)? {
            // There is nothing to lose.
            self.write(&stage.yours(), &now)?;
            self.write(&kept(stage), &now)?;
            return Ok(Vec::new());
        }
        Ok(differing(&parts(&then)?, &parts(&now)?))
    }

    /// The same, line by line.
    pub fn changes(&self, stage: Stage) -> Result<String, String> {
        let (then, now) = (self.read(&kept(stage))?, self.starter(stage)?);
        let difference = TextDiff::from_lines(&then, &now);
        let difference = difference.unified_diff().context_radius(3).to_string();
        Ok(difference)
    }

    /// The reader has taken the changes over.
    pub fn changes_taken(&self, stage: Stage) -> Result<(), String> {
        self.write(&kept(stage), &self.starter(stage)?)
    }

    /// Puts the reader's file aside, and gives them a new one. Says where it is now.
    pub fn start_over(&self, stage: Stage) -> Result<String, String> {
        let yours = self.read(&stage.yours())?;
        let aside = (1..)
            .map(|number| {
                format!("exercises/yours/.before/{}-{number}.rs", stage.name)
            })
            .find(|file| !self.root.join(file).exists())
            .expect("numbers don't end");
        self.write(&aside, &yours)?;
        fs::remove_file(self.root.join(stage.yours()))
            .map_err(|error| error.to_string())?;
        self.begin(stage)?;
        Ok(aside)
    }
}

/// The starter that the reader's file began as.
fn kept(stage: Stage) -> String {
    format!("exercises/yours/.starter/{}.rs", stage.name)
}

/// The names of those that are new, gone, or other than they were.
fn differing(
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut names: Vec<&String> = then.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let differs = names.into_iter().filter_map(|name| {
        match (then.get(name), now.get(name)) {
            (Some(then), Some(now)) if then == now => None,
            (None, _) => Some(format!("{name} (new)")),
            (_, None) => Some(format!("{name} (gone)")),
            _ => Some(name.clone()),
        }
    });
    differs.collect()
}

/// A starter's functions, types and so on, by name: without comments, and without what
/// is only a hint.
fn parts(starter: &str) -> Result<BTreeMap<String, String>, String> {
    let lines = starter.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.flat_map(|line| [line, "\n"]).collect();
    let file = syn::parse_file(&code).map_err(|error| error.to_string())?;
    let text = |spanned: &dyn Spanned| code[spanned.span().byte_range()].to_owned();
    let function = |signature: &dyn Spanned, block: &syn::Block| {
        let block = text(block);
        let is_stub =
            block.trim_start_matches(['{', ' ', '\n']).starts_with("todo!(");
        text(signature) + if is_stub { "" } else { &block }
    };
    let mut parts = BTreeMap::new();
    for item in &file.items {
        match item {
            Item::Fn(item) => {
                parts.insert(
                    item.sig.ident.to_string(),
                    function(&item.sig, &item.block),
                );
            }
            Item::Impl(item) => {
                for inner in &item.items {
                    if let ImplItem::Fn(inner) = inner {
                        let name =
                            format!("{}::{}", text(&item.self_ty), inner.sig.ident);
                        parts.insert(name, function(&inner.sig, &inner.block));
                    }
                }
            }
            other => {
                // `use`, `mod`, and types by their first words.
                let text = text(other);
                let first = text.lines().find(|line| !line.starts_with("#["));
                let first =
                    first.unwrap_or_default().trim_end_matches([' ', '{', ';']);
                parts.insert(first.to_owned(), text.clone());
            }
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::{differing, parts};

    #[test]
    fn what_has_changed_is_named() {
        let then = "use a::b;\n/// Old words.\nfn one() {\n    todo!(\"x\")\n}\nstruct S;\n\
                    impl S {\n    fn two(&self) -> u8 {\n        todo!(\"x\")\n    }\n}\n";
        let changed = |from, to| {
            let now = then.replace(from, to);
            differing(&parts(then).unwrap(), &parts(&now).unwrap())
        };
        assert_eq!(changed("", ""), [""; 0]);
        // Other words and another hint are no change to what the reader wrote.
        assert_eq!(changed("Old words", "New ones"), [""; 0]);
        assert_eq!(changed("todo!(\"x\")", "todo!(\"y\")"), [""; 0]);
        assert_eq!(changed("-> u8", "-> u16"), ["S::two"]);
        assert_eq!(
            changed("fn one()", "fn other()"),
            ["one (gone)", "other (new)"]
        );
        assert_eq!(
            changed("use a::b;", "use a::{b, c};"),
            ["use a::b (gone)", "use a::{b, c} (new)"]
        );
    }
}
