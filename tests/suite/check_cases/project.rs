//! The project of a case: the base, with what the case changes of it, read and checked as any other.

use std::fs;
use std::path::{Path, PathBuf};

use dossier::{CheckResult, Choices, Definitions, Prepared, ProjectFolder, prepare};
use toml::{Table, Value};

use super::book::{is_setting, workbook};
use super::case::{Case, ROOT, SECTIONS, split};
use super::cell::unescaped;
use super::pdf::{pdf_of, scan, with_script};

/// The folder of the base project, among those of the cases.
pub const BASE: &str = "base";

/// What takes away a field, a sheet, a file of the base.
pub const ABSENT: &str = "(absent)";

/// The funds of the base project, with the section that changes each. The second starts from the first.
const FUNDS: [(&str, &str); 2] = [("fonds-un", "fund.toml"), ("fonds-deux", "fund-2.toml")];

fn base(name: &str) -> String {
    fs::read_to_string(PathBuf::from(ROOT).join(BASE).join(name)).unwrap()
}

fn is_sheet(title: &str) -> bool {
    !SECTIONS.contains(&title) && !title.starts_with("pieces/")
}

/// The answer of the check whose cases these are, for the first fund or the one that the case names.
pub fn answer_of(case: &Case) -> Result<CheckResult, String> {
    let prepared = prepare_case(case)?;
    let wanted = case.setting("fonds").unwrap_or(FUNDS[0].0);
    let pack = prepared.packs.into_iter().find(|pack| pack.fund.id == wanted);
    let pack = pack.unwrap_or_else(|| panic!("{} : pas de fonds « {wanted} »", case.path.display()));
    let result = pack.results.into_iter().find(|result| result.code() == case.code);
    Ok(result.unwrap_or_else(|| panic!("{} : pas de contrôle {}", case.path.display(), case.code)))
}

/// The project of a case, read and checked; the message of the program when it refuses.
pub fn prepare_case(case: &Case) -> Result<Prepared, String> {
    for (name, _) in case.settings() {
        assert!(
            is_setting(name) || ["date", "fonds"].contains(&name),
            "{} : réglage inconnu « {name} »",
            case.path.display()
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("projet");
    fs::create_dir_all(&root).unwrap();
    let project =
        merged("projet.toml", &[&base("projet.toml"), case.section("projet.toml").unwrap_or_default()]);
    fs::write(root.join("projet.toml"), toml::to_string(&project).unwrap()).unwrap();
    let (_, sheets) = split(&base("budget.txt"));
    fs::write(root.join("budget.xlsx"), workbook(&sheets, case, is_sheet)).unwrap();
    match case.section("description.md") {
        None => fs::write(root.join("description.md"), base("description.md")).unwrap(),
        Some(text) if text.trim() == ABSENT => {}
        Some(text) => fs::write(root.join("description.md"), unescaped(text)).unwrap(),
    }
    write_attachments(&root, &project, case);
    let funds = folder.path().join("fonds");
    let first = base("fund.toml");
    let second = base("fund-2.toml");
    for (id, section) in FUNDS {
        let own = if id == FUNDS[0].0 { "" } else { second.as_str() };
        let fund = merged(section, &[&first, own, case.section(section).unwrap_or_default()]);
        fs::create_dir_all(funds.join(id)).unwrap();
        fs::write(funds.join(id).join("fund.toml"), toml::to_string(&fund).unwrap()).unwrap();
    }
    let definitions = Definitions::with_overrides(&funds).map_err(|error| error.to_string())?;
    let read = ProjectFolder::read(&root).map_err(|error| error.to_string())?;
    let date = case.setting("date").map(|date| date.parse().unwrap());
    prepare(read, &definitions, &Choices { funds: Vec::new(), date, siblings: None })
        .map_err(|error| error.to_string())
}

/// Each piece that the project names is there, unless the case says otherwise.
fn write_attachments(root: &Path, project: &Table, case: &Case) {
    fs::create_dir_all(root.join("pieces")).unwrap();
    let texts = split(&base("pieces.txt")).1;
    let named = project.get("pieces").and_then(Value::as_array).into_iter().flatten();
    for file in named.filter_map(|piece| piece.get("fichier")?.as_str()) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = texts.iter().find(|section| section.title == file);
        // A source of the project given as a piece stays what it is.
        if !path.exists() {
            fs::write(path, pdf_of(text.map_or(file, |section| &section.text))).unwrap();
        }
    }
    for section in case.sections.iter().filter(|section| section.title.starts_with("pieces/")) {
        let path = root.join(&section.title);
        let bytes = section.text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(" octets)"));
        match (section.text.trim(), bytes) {
            (ABSENT, _) => fs::remove_file(path).unwrap(),
            ("(vide)", _) => fs::write(path, "").unwrap(),
            ("(scan)", _) => fs::write(path, scan()).unwrap(),
            ("(script)", _) => fs::write(path, with_script("Bonjour à tous")).unwrap(),
            ("(chiffrée)", _) => drop(fs::copy("tests/fixtures/pieces/chiffree.pdf", path).unwrap()),
            ("(tronquée)", _) => {
                let whole = pdf_of("Une pièce");
                fs::write(path, &whole[..whole.len() / 2]).unwrap();
            }
            (text, _) if text.starts_with("(pdf)") => fs::write(path, pdf_of(&text[5..])).unwrap(),
            (_, Some(bytes)) => {
                let bytes: usize = bytes.replace(' ', "").parse().unwrap();
                fs::write(path, vec![b'.'; bytes]).unwrap();
            }
            _ => fs::write(path, &section.text).unwrap(),
        }
    }
}

/// Definitions laid one over the other: tables are merged, anything else is replaced.
fn merged(name: &str, texts: &[&str]) -> Table {
    let mut all = Table::new();
    for text in texts {
        let over: Table = text.parse().unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        lay(&mut all, over);
    }
    all
}

fn lay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (_, Value::String(text)) if text == ABSENT => drop(under.remove(&key)),
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            (_, value) => drop(under.insert(key, value)),
        }
    }
}
