//! Projects whose texts grow up to what is read of them: the example of a call, with one thing made long.
#![allow(clippy::unwrap_used, dead_code)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What grows, and the most of it that is read (`src/source/limits.rs`, named beside each).
pub const GROWN: [(&str, u32); 9] = [
    // DESCRIPTION_BYTES, in one paragraph.
    ("words", 1_000_000),
    // The same, in paragraphs.
    ("prose", 1_000_000),
    // The same, in numbers of one digit: each is a run of figures, and may be a count.
    ("numbers", 1_000_000),
    // DESCRIPTION_ELEMENTS, in runs of style that hold amounts.
    ("amounts", 638_000),
    // The same, in the rows and the cells of a table of four columns.
    ("tables", 191_400),
    // The same, in items of one letter.
    ("items", 116_000),
    // The same, in links, which count twice.
    ("links", 246_500),
    // HEADINGS.
    ("titles", 980),
    // PIECES.
    ("pieces", 490),
];

/// A copy of the example with as much of one thing.
pub fn project(kind: &str, size: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = Path::new("budgets/candidature-exemple");
    for name in ["projet.toml", "description.md", "budget.xlsx"] {
        fs::copy(example.join(name), folder.path().join(name)).unwrap();
    }
    fs::create_dir(folder.path().join("pieces")).unwrap();
    for piece in fs::read_dir(example.join("pieces")).unwrap().flatten() {
        fs::copy(piece.path(), folder.path().join("pieces").join(piece.file_name())).unwrap();
    }
    let size = usize::try_from(size).unwrap();
    let fill = |piece: &str| piece.repeat(size / piece.len());
    let added = match kind {
        "words" => fill("Les ateliers mesurent ce que consomme chaque machine, puis règlent. "),
        "prose" => fill("Les ateliers mesurent ce que consomme chaque machine, puis règlent.\n\n"),
        "amounts" => fill("12 500,75 € puis **640,00 €** et *18 €* ; "),
        "numbers" => fill("1 a "),
        "items" => fill("- a\n"),
        "links" => fill("[a](http://b.fr) "),
        "tables" => {
            format!("| a | b | c | d |\n|---|---|---|---|\n{}", fill("| un | deux mots | 3 | 40,00 |\n"))
        }
        "titles" => (0..size).fold(String::new(), |mut all, rank| {
            write!(all, "### Partie {rank}\n\nLes ateliers mesurent.\n\n").unwrap();
            all
        }),
        _ => String::new(),
    };
    let description = folder.path().join("description.md");
    let text = fs::read_to_string(&description).unwrap();
    // In the first section, which the fund prints: above it stands a comment.
    let (comment, sections) = text.split_once("\n## ").unwrap();
    let (title, rest) = sections.split_once('\n').unwrap();
    fs::write(&description, format!("{comment}\n## {title}\n\n{added}\n{rest}")).unwrap();
    if kind == "pieces" {
        let mut project = fs::read_to_string(folder.path().join("projet.toml")).unwrap();
        for rank in 0..size {
            let name = format!("pieces/X-{rank}.txt");
            write!(project, "\n[[pieces]]\nid = \"X-{rank}\"\nintitule = \"Pièce {rank}\"\nfichier = \"{name}\"\ntype = \"autre\"\n").unwrap();
            fs::write(folder.path().join(name), format!("pièce {rank}")).unwrap();
        }
        fs::write(folder.path().join("projet.toml"), project).unwrap();
    }
    folder
}
