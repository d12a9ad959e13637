//! Workbooks with one trap each, and what the officer reads of them.
//!
//! `NAME.txt` is what `NAME.xlsx` gives. The other formats give the same, file name aside; where they cannot, what
//! they give is in `NAME.ods.txt`, `NAME.xls.txt` or `NAME.csv.txt`, which must differ.

use std::fs;
use std::path::{Path, PathBuf};

use dossier::{CheckResult, Choices, Definitions, Prepared, ProjectFolder, prepare};
use rayon::prelude::*;

/// The example with another workbook.
pub struct Bench {
    pub folder: ProjectFolder,
    definitions: Definitions,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            folder: ProjectFolder::read(Path::new("budgets/cluster-territoire-intelligent")).unwrap(),
            definitions: Definitions::embedded(),
        }
    }

    pub fn check(&self, bytes: Vec<u8>) -> Result<Prepared, String> {
        self.check_as("budget.xlsx", bytes)
    }

    pub fn check_as(&self, name: &str, bytes: Vec<u8>) -> Result<Prepared, String> {
        let mut folder = self.folder.clone();
        folder.budget.name = name.to_owned();
        folder.budget.bytes = bytes.into();
        let choices = Choices { funds: vec!["fonds-regional".to_owned()], date: None, siblings: None };
        prepare(folder, &self.definitions, &choices).map_err(|error| error.to_string())
    }
}

/// What the officer reads of the checks to `keep`: causes, what follows from them, what could not be checked.
pub fn findings(prepared: &Prepared, keep: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for told in prepared.told.iter().filter(|told| keep(told.heading.code)) {
        out.push_str(&format!("{} {}\n", told.heading.code, told.severity.label()));
        let places: Vec<String> = told.finding.places.iter().map(super::at).collect();
        out.push_str(&format!("  {} : {}\n", places.join(", "), told.finding.message.french()));
        for (name, value) in [("trouvé", &told.finding.found), ("attendu", &told.finding.expected)] {
            if let Some(value) = value {
                out.push_str(&format!("    {name} {}\n", value.french()));
            }
        }
        if told.alike.count > 0 {
            let places: Vec<String> = told.alike.shown.iter().map(super::at).collect();
            out.push_str(&format!("    de même {} : {}\n", told.alike.count, places.join(", ")));
        }
        let following: Vec<&str> = told
            .consequences
            .iter()
            .map(|consequence| consequence.heading.code)
            .filter(|code| keep(code))
            .collect();
        if !following.is_empty() {
            out.push_str(&format!("    d’où {}\n", following.join(", ")));
        }
        if let Some(grid) = &told.grid {
            let (row, column) = grid.marked;
            out.push_str(&format!(
                "    grille {} « {} »\n",
                grid.cell,
                grid.rows[row].cells[column].replace('\u{202f}', " ")
            ));
        }
    }
    for result in results(prepared).filter(|result| keep(result.code())) {
        for missing in &result.answers.missing {
            out.push_str(&format!("{} manque {}\n", result.code(), missing.what.french()));
        }
    }
    if out.is_empty() { "rien à signaler\n".to_owned() } else { out }
}

/// What the checks answered.
pub fn results(prepared: &Prepared) -> impl Iterator<Item = &CheckResult> {
    prepared.packs.iter().flat_map(|pack| &pack.results)
}

/// A workbook of the corpus with its results, or why it was refused.
pub struct Trapped {
    pub path: PathBuf,
    pub results: Result<Prepared, String>,
}

/// Checks every workbook of a folder against what is expected of it, `.xlsx` first.
pub fn one_workbook_for_each_trap(folder: &str, keep: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Trapped> {
    let bench = Bench::new();
    let rank = |path: &Path| {
        ["xlsx", "ods", "xls", "csv"].iter().position(|one| path.extension() == Some(one.as_ref()))
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| rank(path).is_some())
        .collect();
    paths.sort_by_key(|path| (path.with_extension(""), rank(path)));
    let trapped: Vec<(Trapped, String)> = paths
        .into_par_iter()
        .map(|path| {
            let name = format!("budget.{}", path.extension().unwrap().to_str().unwrap());
            let results = bench.check_as(&name, fs::read(&path).unwrap());
            let told = match &results {
                Ok(prepared) => findings(prepared, keep),
                Err(refusal) => format!("refusé : {refusal}\n"),
            };
            let told = told.replace(&format!("{name} › "), "").replace(&format!("« {name} »"), "« budget »");
            let told = told.replace(&format!("\n  {name} :"), "\n  budget :");
            (Trapped { path, results }, told)
        })
        .collect();
    let overwrites = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let mut of_first = (PathBuf::new(), String::new());
    for (one, told) in &trapped {
        let common = one.path.with_extension("txt");
        let own = PathBuf::from(format!("{}.txt", one.path.display()));
        let is_first = of_first.0 != common;
        if is_first {
            of_first = (common.clone(), told.clone());
        }
        let is_common = is_first || *told == of_first.1;
        if overwrites {
            if is_first {
                fs::write(&common, told).unwrap();
            } else if is_common {
                let _ = fs::remove_file(&own);
            } else {
                fs::write(&own, told).unwrap();
            }
            continue;
        }
        let expected = if is_common { &common } else { &own };
        let expected = fs::read_to_string(expected).unwrap_or_else(|error| error.to_string());
        if *told != expected {
            wrong.push(format!("{}\n--- attendu\n{expected}--- lu\n{told}", one.path.display()));
        } else if is_common && own.exists() {
            wrong.push(format!("{} répète {}", own.display(), common.display()));
        }
    }
    assert!(wrong.is_empty(), "{} classeurs\n{}", wrong.len(), wrong.join("\n"));
    let read = |text: &Path| {
        ["", "xlsx", "ods", "xls", "csv"].iter().any(|extension| text.with_extension(extension).exists())
    };
    let orphans: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|one| one == "txt") && !read(path))
        .collect();
    assert!(orphans.is_empty(), "{orphans:?}");
    trapped.into_iter().map(|(one, _)| one).collect()
}
