//! Projects whose texts grow up to what is read of them: the example of a call, with one thing made long.
#![allow(clippy::unwrap_used, dead_code)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What grows, and the most of it that is read (`src/source/limits.rs`, named beside each).
pub const GROWN: [(&str, u32); 6] = [
    // DESCRIPTION_BYTES, in one paragraph.
    ("words", 1_000_000),
    // The same, in paragraphs.
    ("prose", 1_000_000),
    // The same, in amounts: each is a run of style.
    ("amounts", 1_000_000),
    // The same, in the cells of tables.
    ("tables", 1_000_000),
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
    let size = usize::try_from(size).unwrap();
    let fill = |piece: &str| piece.repeat(size / piece.len());
    let added = match kind {
        "words" => fill("Les ateliers mesurent ce que consomme chaque machine, puis règlent. "),
        "prose" => fill("Les ateliers mesurent ce que consomme chaque machine, puis règlent.\n\n"),
        "amounts" => fill("12 500,75 € puis **640,00 €** et *18 €* ; "),
        "tables" => {
            format!("| a | b | c | d |\n|---|---|---|---|\n{}", fill("| un | deux mots | 3 | 40,00 |\n"))
        }
        "titles" => (0..size).fold(String::new(), |mut all, rank| {
            write!(all, "## Partie {rank}\n\nLes ateliers mesurent.\n\n").unwrap();
            all
        }),
        _ => String::new(),
    };
    let description = folder.path().join("description.md");
    let text = fs::read_to_string(&description).unwrap();
    // In the first section, which the fund prints.
    let (title, rest) = text.split_once('\n').unwrap();
    let text =
        if kind == "titles" { format!("{text}\n{added}") } else { format!("{title}\n\n{added}\n{rest}") };
    fs::write(&description, text).unwrap();
    if kind == "pieces" {
        let mut project = fs::read_to_string(folder.path().join("projet.toml")).unwrap();
        fs::create_dir(folder.path().join("pieces")).unwrap();
        for rank in 0..size {
            let name = format!("pieces/X-{rank}.txt");
            write!(project, "\n[[pieces]]\nid = \"X-{rank}\"\nintitule = \"Pièce {rank}\"\nfichier = \"{name}\"\ntype = \"autre\"\n").unwrap();
            fs::write(folder.path().join(name), format!("pièce {rank}")).unwrap();
        }
        fs::write(folder.path().join("projet.toml"), project).unwrap();
    }
    folder
}
