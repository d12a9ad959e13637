//! The structure of each document as a file to review.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- conformance::` writes them anew.

use std::path::Path;

use super::packs::EXAMPLE;

/// Rows of one shape that are shown in full; those that follow are counted.
const SHOWN: usize = 3;

#[test]
fn the_structure_of_every_document_is_the_reviewed_one() {
    for built in EXAMPLE.iter() {
        let path = Path::new("tests/golden").join(format!("{}.tags.txt", built.name));
        let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw();
        snapbox::assert_data_eq!(shortened(&built.dump()), expected);
    }
}

#[test]
fn no_reviewed_structure_is_left_behind() {
    let mut names = Vec::new();
    for fund in std::fs::read_dir("tests/golden").unwrap().map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(&fund).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            let path = file.strip_prefix("tests/golden").unwrap().to_str().unwrap().to_owned();
            names.push(path.trim_end_matches(".tags.txt").to_owned());
        }
    }
    names.sort();
    let mut built: Vec<&str> = EXAMPLE.iter().map(|built| built.name.as_str()).collect();
    built.sort_unstable();
    assert_eq!(names, built);
}

/// A dump in which, of rows in a row that have the same elements and attributes, the fourth and later are counted.
fn shortened(dump: &str) -> String {
    let lines: Vec<&str> = dump.lines().collect();
    let mut out = String::new();
    let (mut last, mut alike, mut left_out) = (String::new(), 0, 0);
    let mut page = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let length = if line.trim() == "TR" { 1 + block_length(line, &lines[at + 1..]) } else { 1 };
        let block = &lines[at..at + length];
        at += length;
        let shape = if length > 1 { shape(block) } else { String::new() };
        alike = if length > 1 && shape == last { alike + 1 } else { 0 };
        last = shape;
        if alike >= SHOWN {
            left_out += 1;
            page = block.iter().rfind(|line| is_page(line)).or(page.as_ref()).copied();
            continue;
        }
        if left_out > 0 {
            out.push_str(&format!("({left_out} more rows of this shape)\n"));
            left_out = 0;
        }
        for line in page.take().into_iter().chain(block.iter().copied()) {
            out.push_str(line);
            out.push('\n');
        }
    }
    if left_out > 0 {
        out.push_str(&format!("({left_out} more rows of this shape)\n"));
    }
    out
}

fn is_page(line: &str) -> bool {
    line.starts_with("-- page ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn block_length(head: &str, after: &[&str]) -> usize {
    after.iter().take_while(|line| is_page(line) || indent(line) > indent(head)).count()
}

/// Elements and attributes, without texts and pages.
fn shape(block: &[&str]) -> String {
    block.iter().filter(|line| !is_page(line) && !line.trim().starts_with('"')).copied().collect()
}

#[test]
fn rows_alike_are_counted_and_others_shown() {
    let row = |text: &str| format!("    TR\n      TD\n        \"{text}\"\n");
    let total = "    TR\n      TH Scope=Row\n        \"Total\"\n";
    let dump = format!(
        "Table\n  TBody\n{}{}{}-- page 2\n{}{}{total}",
        row("1"),
        row("2"),
        row("3"),
        row("4"),
        row("5")
    );
    let expected = format!(
        "Table\n  TBody\n{}{}{}-- page 2\n(2 more rows of this shape)\n{total}",
        row("1"),
        row("2"),
        row("3")
    );
    assert_eq!(shortened(&dump), expected);
}
