//! The starter: a stage of the crate with the reader's functions left for them to write.
//!
//! A function that has a hint loses its body to a `todo!` with that hint. A private one
//! that has none is left out, since it would give the answer away. All else stays as it
//! is, to the letter: documentation, types, constants, what is given.

use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Attribute, Block, ImplItem, Item, Signature, Visibility};

use crate::hints::Hints;
use crate::stages::Stage;

/// Lines of `rustfmt.toml`.
const WIDTH: usize = 84;

/// Makes the starter of a stage.
pub fn starter(
    source: &str,
    stage: Stage,
    hints: &Hints,
) -> Result<String, String> {
    let file = syn::parse_file(source).map_err(|error| error.to_string())?;
    let mut cuts = Cuts { source, hints, edits: Vec::new() };
    for item in &file.items {
        match item {
            Item::Fn(item) => {
                let name = item.sig.ident.to_string();
                let stays = !is_private(&item.vis);
                cuts.function(&name, &item.attrs, &item.sig, &item.block, stays);
            }
            Item::Impl(item) => {
                let of = &item.self_ty;
                let of = cuts.text(of.span()).to_owned();
                for function in &item.items {
                    let ImplItem::Fn(function) = function else { continue };
                    let stays = item.trait_.is_some() || !is_private(&function.vis);
                    let name = format!("{of}::{}", function.sig.ident);
                    let (attributes, signature) = (&function.attrs, &function.sig);
                    cuts.function(
                        &name,
                        attributes,
                        signature,
                        &function.block,
                        stays,
                    );
                }
            }
            Item::Mod(module) if module.content.is_none() => {
                let start = module.span().byte_range().start;
                let path = format!(
                    "#[path = \"{}/{}.rs\"]\n",
                    stage.folder(),
                    module.ident
                );
                cuts.edits.push((start..start, path));
            }
            _ => {}
        }
    }
    if let Some(attribute) = file.attrs.last() {
        let end = attribute.span().byte_range().end;
        cuts.edits.push((end..end, preamble(stage, hints)));
    }
    Ok(without_marks(&cuts.made()))
}

struct Cuts<'a> {
    source: &'a str,
    hints: &'a Hints,
    /// A range of the source, and what comes in its place.
    edits: Vec<(Range<usize>, String)>,
}

impl Cuts<'_> {
    fn function(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        signature: &Signature,
        block: &Block,
        stays: bool,
    ) {
        if let Some(hint) = self.hints.first.get(name) {
            let start = self.line_of(signature.span()).start;
            let line = &self.source[start..];
            let indent = line.len() - line.trim_start().len();
            let body = todo(&format!("{}: {hint}", self.hints.title), indent);
            self.edits.push((block.span().byte_range(), body));
            // How fast the body should be is no longer the question.
            for attribute in attributes {
                if attribute.path().is_ident("inline") {
                    self.edits
                        .push((self.line_of(attribute.span()), String::new()));
                }
            }
        } else if !stays && !self.hints.gives(name) {
            let start = attributes.first().map_or(signature.span(), Spanned::span);
            let start = self.with_comments(self.line_of(start).start);
            let end = self.line_of(block.span()).end;
            self.edits.push((start..end, String::new()));
        }
    }

    fn text(&self, span: Span) -> &str {
        &self.source[span.byte_range()]
    }

    /// The whole lines that a span begins and ends on.
    fn line_of(&self, span: Span) -> Range<usize> {
        let Range { start, end } = span.byte_range();
        let start = self.source[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.source[end..]
            .find('\n')
            .map_or(self.source.len(), |at| end + at + 1);
        start..end
    }

    /// Goes up to the first of the comments that stand right above.
    fn with_comments(&self, mut start: usize) -> usize {
        for line in self.source[..start].lines().rev() {
            if !line.trim_start().starts_with("// ") {
                break;
            }
            start -= line.len() + 1;
        }
        start
    }

    fn made(mut self) -> String {
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut made = String::with_capacity(self.source.len());
        let mut done = 0;
        for (range, text) in &self.edits {
            made.push_str(&self.source[done..range.start]);
            made.push_str(text);
            done = range.end;
        }
        made + &self.source[done..]
    }
}

fn is_private(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Inherited)
}

/// What is said above all else: where to learn it, how to check it, what is given.
fn preamble(stage: Stage, hints: &Hints) -> String {
    let (title, name) = (&hints.title, stage.name);
    let how = format!(
        "The chapter *{title}* is the lesson, and this runs the checks:\n\n\
         ```sh\ncargo your-{name}\n```\n\n{}",
        hints.preamble
    );
    let lines =
        how.lines().map(|line| format!("\n//! {line}").trim_end().to_owned());
    format!("\n//!{}", lines.collect::<String>())
}

/// The body, as `rustfmt` would write it.
fn todo(text: &str, indent: usize) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    // `todo!` takes a format.
    let text = text.replace('{', "{{").replace('}', "}}");
    let inner = " ".repeat(indent + 4);
    let end = " ".repeat(indent);
    let short = format!("{inner}todo!(\"{text}\")");
    if short.chars().count() <= WIDTH {
        return format!("{{\n{short}\n{end}}}");
    }
    let mut lines = vec![format!("{inner}    \"")];
    for (place, word) in text.split(' ').enumerate() {
        let line = lines.last_mut().expect("there is one to begin with");
        // A space in front of the word, or a space and a `\` behind the line.
        if line.chars().count() + 1 + word.chars().count() + 2 > WIDTH {
            line.push_str(" \\");
            lines.push(format!("{inner}     {word}"));
        } else {
            line.push_str(if place == 0 { "" } else { " " });
            line.push_str(word);
        }
    }
    format!("{{\n{inner}todo!(\n{}\"\n{inner})\n{end}}}", lines.join("\n"))
}

/// Without the marks by which the book cuts out its listings, and without the empty
/// lines that what is gone leaves behind.
fn without_marks(source: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in source.lines() {
        let is_mark = line.trim_start().starts_with("// ANCHOR");
        let is_second =
            line.is_empty() && lines.last().is_some_and(|last| last.is_empty());
        if !is_mark && !is_second {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned() + "\n"
}
