//! What each fuzz target does with the bytes given for one file of a project, of a fund or of a former pack;
//! `tests/suite/mutations.rs` runs the same on the stable toolchain.
//!
//! The promise: whatever the bytes, findings and documents or an error that says where; no panic, no endless loop.

#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dossier::workbench::source::attachment;
use dossier::{Choices, Definitions, Prepared, Press, ProjectFolder, build, prepare, produce};

/// The project whose files are changed one at a time.
const PROJECT: &str = include_str!("../../budgets/candidature-exemple/projet.toml");
const DESCRIPTION: &str = include_str!("../../budgets/candidature-exemple/description.md");
const BUDGET: &[u8] = include_bytes!("../../budgets/candidature-exemple/budget.xlsx");

/// Its fund, with the document that prints the description and no other.
const FUND: &str = "appel-a-projets-cluster";
static DEFINITION: LazyLock<String> = LazyLock::new(|| {
    let text = include_str!("../../templates/appel-a-projets-cluster/fund.toml");
    let mut parts = text.split("[[documents]]\n");
    format!("{}[[documents]]\n{}", parts.next().unwrap(), parts.next().unwrap())
});

static DEFINITIONS: LazyLock<Definitions> = LazyLock::new(|| defined(DEFINITION.as_bytes()).unwrap());
static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&Definitions::embedded()).unwrap());

/// The bytes as `projet.toml`: read, checked, and printed as a draft.
pub fn project_file(data: &[u8]) {
    printed(&DEFINITIONS, data, DESCRIPTION.as_bytes());
}

/// The bytes as a description.
pub fn description(data: &[u8]) {
    printed(&DEFINITIONS, PROJECT.as_bytes(), data);
}

/// The bytes as the definition of the fund that the project asks.
pub fn fund_file(data: &[u8]) {
    if let Ok(definitions) = defined(data) {
        printed(&definitions, PROJECT.as_bytes(), DESCRIPTION.as_bytes());
    }
}

/// The bytes as an attachment in PDF.
pub fn piece(data: &[u8]) {
    drop(attachment::open(data));
}

/// The bytes as the manifest of a former pack and, from the first zero byte on, its sums. What somebody put into the pack
/// stays there.
pub fn manifest(data: &[u8]) {
    static READ: LazyLock<(tempfile::TempDir, Prepared)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let read = project(&folder.path().join("projet"), PROJECT.as_bytes(), DESCRIPTION.as_bytes());
        let prepared = prepare(read.unwrap(), &DEFINITIONS, &Choices::default()).unwrap();
        (folder, prepared)
    });
    let out = tempfile::tempdir().unwrap();
    let pack = out.path().join("projet").join(FUND);
    let inside = pack.join("interne");
    fs::create_dir_all(&inside).unwrap();
    let zero = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    fs::write(inside.join("manifest.json"), &data[..zero]).unwrap();
    fs::write(inside.join("SHA256SUMS"), data.get(zero + 1..).unwrap_or_default()).unwrap();
    let note = pack.join("note.txt");
    fs::write(&note, "à moi").unwrap();
    let built = build(&READ.1, &PRESS, out.path(), false, &mut || ());
    assert_eq!(
        fs::read_to_string(&note).ok().as_deref(),
        Some("à moi"),
        "{:?}",
        built.map(|built| built.placed)
    );
}

/// Reads, checks and prints a project, and says what stops it.
fn printed(definitions: &Definitions, project_file: &[u8], description: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let read = match project(&folder.path().join("projet"), project_file, description) {
        Ok(read) => read,
        Err(refusal) => return assert!(refusal.contains(" : "), "{refusal}"),
    };
    let prepared = match prepare(read, definitions, &Choices::default()) {
        Ok(prepared) => prepared,
        Err(error) => return assert!(error.to_string().contains(" : "), "{error}"),
    };
    for told in prepared.findings() {
        assert!(!told.finding.message.french().is_empty());
    }
    for pack in &prepared.packs {
        if let Err(error) = produce(&prepared, pack, &PRESS, true) {
            assert!(!error.to_string().is_empty());
        }
    }
}

fn project(root: &Path, project_file: &[u8], description: &[u8]) -> Result<ProjectFolder, String> {
    fs::create_dir_all(root).unwrap();
    fs::write(root.join("projet.toml"), project_file).unwrap();
    fs::write(root.join("description.md"), description).unwrap();
    fs::write(root.join("budget.xlsx"), BUDGET).unwrap();
    ProjectFolder::read(root).map_err(|error| error.to_string())
}

fn defined(definition: &[u8]) -> Result<Definitions, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(FUND)).unwrap();
    fs::write(folder.path().join(FUND).join("fund.toml"), definition).unwrap();
    Definitions::with_overrides(folder.path()).map_err(|error| error.to_string())
}
