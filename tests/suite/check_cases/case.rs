//! A case as a person writes it: what it shows, then what it changes of the base project, one section for each file or
//! sheet, then the answer expected.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the cases are.
pub const ROOT: &str = "tests/checks";

/// Begins the title of a section.
const TITLE: &str = "── ";

/// The section that the harness writes; always the last one.
const EXPECTED: &str = "attendu";

/// Those that are not the name of a sheet, nor of a piece.
pub const SECTIONS: [&str; 6] =
    ["projet.toml", "fund.toml", "fund-2.toml", "description.md", "réglages", "cellules"];

/// A section: its title and its lines.
pub struct Section {
    pub title: String,
    pub text: String,
}

pub struct Case {
    pub path: PathBuf,
    pub code: String,
    pub sections: Vec<Section>,
    pub expected: String,
}

impl Case {
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (shows, mut sections) = split(&text);
        assert!(!shows.trim().is_empty(), "{} ne dit pas ce qu’il montre", path.display());
        let expected = match sections.last() {
            Some(last) if last.title == EXPECTED => sections.pop().unwrap().text,
            _ => String::new(),
        };
        let mut titles = BTreeSet::new();
        for Section { title, .. } in &sections {
            assert!(titles.insert(title.as_str()), "{} : « {title} » deux fois", path.display());
            // What is neither a known section nor a sheet is a slip.
            let is_known = SECTIONS.contains(&title.as_str()) || title.starts_with("pieces/");
            let is_sheet = title.starts_with(char::is_uppercase);
            assert!(is_known || is_sheet, "{} : section inconnue « {title} »", path.display());
        }
        let code = path.parent().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
        Self { path: path.to_owned(), code, sections, expected }
    }

    /// The base project as it stands.
    pub fn base() -> Self {
        Self { path: PathBuf::new(), code: String::new(), sections: Vec::new(), expected: String::new() }
    }

    pub fn section(&self, title: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.title == title).map(|section| section.text.as_str())
    }

    /// `name = value` lines of the section *réglages*, in order.
    pub fn settings(&self) -> Vec<(&str, &str)> {
        self.section("réglages")
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let (name, value) = line.split_once('=').unwrap_or_else(|| panic!("« {line} » n’a pas de ="));
                (name.trim(), value.trim())
            })
            .collect()
    }

    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub fn write_expected(&self, told: &str) {
        let text = fs::read_to_string(&self.path).unwrap();
        let title = format!("{TITLE}{EXPECTED}\n");
        let kept = text.find(&title).map_or(text.as_str(), |at| &text[..at]);
        fs::write(&self.path, format!("{}\n{title}{told}", kept.trim_end())).unwrap();
    }
}

/// The lines before the first section, then the sections.
pub fn split(text: &str) -> (String, Vec<Section>) {
    let mut shows = String::new();
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix(TITLE) {
            sections.push(Section { title: title.trim().to_owned(), text: String::new() });
        } else {
            let text = sections.last_mut().map_or(&mut shows, |section| &mut section.text);
            text.push_str(line);
            text.push('\n');
        }
    }
    (shows, sections)
}

/// Names of the folders of cases, sorted.
pub fn folders() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(ROOT)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every case, in the order of their names.
pub fn cases() -> Vec<Case> {
    let mut paths: Vec<PathBuf> = folders()
        .iter()
        .filter(|name| *name != super::project::BASE)
        .flat_map(|name| fs::read_dir(Path::new(ROOT).join(name)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in &paths {
        assert!(path.extension().is_some_and(|one| one == "txt"), "{} n’est pas un cas", path.display());
    }
    paths.iter().map(|path| Case::read(path)).collect()
}
