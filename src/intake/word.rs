//! A description taken from a Word document: its titles are matched with the sections of the funds asked, and what stands
//! under the others is kept under its own title.

use super::section_titles;
use crate::model::text::normalise;
use crate::rules::FundFolder;
use crate::source::word::{Block, WordText};

/// A section: its title, and its text in Markdown.
pub type Section = (String, String);

/// Where a text goes that stands before any title.
const FIRST: &str = "Présentation";

/// The sections of a document, in its order.
#[must_use]
pub fn sections(word: &WordText, funds: &[FundFolder]) -> Vec<Section> {
    let known = section_titles(funds);
    let level = level(word, &known);
    let mut found: Vec<Section> = Vec::new();
    let mut pages: Vec<Vec<String>> = Vec::new();
    for block in &word.blocks {
        match block {
            Block::Heading(of, title) if *of <= level => {
                found.push((named(title, &known), String::new()));
                pages.push(Vec::new());
            }
            other => {
                if pages.is_empty() {
                    found.push((FIRST.to_owned(), String::new()));
                    pages.push(Vec::new());
                }
                if let Some(page) = pages.last_mut() {
                    page.push(markdown(other, level));
                }
            }
        }
    }
    for (section, page) in found.iter_mut().zip(&pages) {
        section.1 = joined(page);
    }
    // The title of the document itself has nothing under it.
    found.retain(|(title, text)| !text.is_empty() || known.contains(&title.as_str()));
    merged(found)
}

/// The level of titles whose texts are the sections: that which the funds know the most titles of, or else the highest that
/// has several.
fn level(word: &WordText, known: &[&str]) -> usize {
    let titles = || {
        word.blocks.iter().filter_map(|block| match block {
            Block::Heading(level, title) => Some((*level, title)),
            _ => None,
        })
    };
    let matching =
        |level: usize| titles().filter(|(of, title)| *of == level && is_known(title, known)).count();
    let best = (1..=9).max_by_key(|level| (matching(*level), std::cmp::Reverse(*level)));
    let several = (1..=9).find(|level| titles().filter(|(of, _)| of == level).count() > 1);
    best.filter(|level| matching(*level) > 0).or(several).unwrap_or(1)
}

fn is_known(title: &str, known: &[&str]) -> bool {
    known.contains(&named(title, known).as_str())
}

/// The section that a title stands for, or the title without its number.
fn named(title: &str, known: &[&str]) -> String {
    let plain = without_number(title);
    let wanted = normalise(plain);
    let same = known.iter().find(|one| normalise(one) == wanted);
    same.map_or_else(|| plain.to_owned(), |one| (*one).to_owned())
}

/// `II. Contexte`, `2.1 – Contexte`, `B) Contexte` are « Contexte ».
fn without_number(title: &str) -> &str {
    let title = title.trim();
    let Some((number, rest)) = title.split_once([' ', '\u{a0}', '\t']) else { return title };
    let core = number.trim_end_matches(['.', ')', '-', '–', ':', '°']);
    let ends = core.len() < number.len();
    // A year or a quantity is part of its title.
    let is_digits = core.len() <= 6
        && core
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
        && (ends || core.contains('.') || rest.starts_with(['-', '–', '—', ':']));
    let is_letter = ends && core.chars().count() == 1 && core.chars().all(char::is_alphabetic);
    let is_roman = !core.is_empty() && core.chars().all(|c| "IVX".contains(c));
    let rest = rest.trim_start_matches(['-', '–', '—', ':', '.', ' ', '\u{a0}']).trim();
    if (is_digits || is_letter || (is_roman && (ends || title.contains(" – ") || title.contains(" - "))))
        && !rest.is_empty()
    {
        rest
    } else {
        title
    }
}

fn markdown(block: &Block, level: usize) -> String {
    match block {
        // Sections stand under `##`.
        Block::Heading(of, title) => format!("{} {}", "#".repeat((of - level).clamp(1, 3) + 2), title.trim()),
        Block::Paragraph(text) => guarded(text),
        Block::Item(depth, text) => format!("{}- {text}", "  ".repeat(*depth)),
        Block::Table(rows) => table(rows),
    }
}

/// A paragraph whose beginning is no mark of a list nor of a title: `1. ` and `- ` would be.
fn guarded(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=']) { format!("\\{text}") } else { text.to_owned() }
}

fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &[String]| {
        let cells = (0..width).map(|at| row.get(at).map_or("", |cell| cell.as_str()).replace("\\\n", " "));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    if width > 0 && !lines.is_empty() {
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
    }
    lines.join("\n")
}

/// Blocks with a blank line between them; items of a list follow one another.
fn joined(blocks: &[String]) -> String {
    let is_item = |text: &str| text.trim_start().starts_with("- ");
    let mut out = String::new();
    let mut previous = "";
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        if !out.is_empty() {
            out.push_str(if is_item(previous) && is_item(block) { "\n" } else { "\n\n" });
        }
        out.push_str(block);
        previous = block;
    }
    out
}

/// Sections of one title are one: two titles alike would be told, and one of them never printed.
fn merged(sections: Vec<Section>) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    for (title, text) in sections {
        match out.iter_mut().find(|(known, _)| normalise(known) == normalise(&title)) {
            Some((_, known)) if known.is_empty() => *known = text,
            Some((_, known)) => {
                known.push_str("\n\n");
                known.push_str(&text);
            }
            None => out.push((title, text)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_titles_are_not_the_titles() {
        for (written, title) in [
            ("1. Contexte", "Contexte"),
            ("2.1 – Contexte", "Contexte"),
            ("II. Contexte", "Contexte"),
            ("IV – Contexte", "Contexte"),
            ("B) Contexte", "Contexte"),
            ("Contexte", "Contexte"),
            ("L’axe A du projet", "L’axe A du projet"),
            ("À propos du projet", "À propos du projet"),
            ("2024 en chiffres", "2024 en chiffres"),
            ("12 étals au marché", "12 étals au marché"),
        ] {
            assert_eq!(without_number(written), title, "{written}");
        }
    }

    #[test]
    fn a_paragraph_never_becomes_a_list() {
        assert_eq!(guarded("1. Premier point"), "1\\. Premier point");
        assert_eq!(guarded("- tiret"), "\\- tiret");
        assert_eq!(guarded("12 étals"), "12 étals");
    }

    #[test]
    fn tables_keep_their_rows_and_columns() {
        let rows = vec![vec!["A".to_owned(), "B".to_owned()], vec!["1".to_owned()]];
        assert_eq!(table(&rows), "| A | B |\n| --- | --- |\n| 1 |  |");
    }
}
