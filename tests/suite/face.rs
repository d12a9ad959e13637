//! The library from outside, by what `src/lib.rs` promises and nothing else: a project to its packs and a figure to its
//! cells.

use std::path::Path;

use dossier::{
    Answer, Choices, Definitions, Press, ProjectFolder, Severity, build, catalogue, prepare, trace,
};

use crate::support::EXAMPLE;

#[test]
fn a_project_becomes_its_packs() {
    let definitions = Definitions::embedded();
    let folder = ProjectFolder::read(Path::new(EXAMPLE)).unwrap();
    let prepared = prepare(folder, &definitions, &Choices::default()).unwrap();
    assert!(!prepared.is_blocked());
    assert!(prepared.findings().all(|told| told.severity != Severity::Error));
    let out = tempfile::tempdir().unwrap();
    let built = build(&prepared, &Press::new(&definitions).unwrap(), out.path(), false, &mut || ()).unwrap();
    for ((pack, produced), place) in prepared.packs.iter().zip(&built.packs).zip(&built.placed.folders) {
        assert_eq!(pack.fund.id, produced.fund);
        for file in &produced.files {
            assert_eq!(std::fs::read(place.join(&file.name)).unwrap(), file.bytes, "{}", file.name);
        }
    }
}

#[test]
fn findings_lead_to_their_check_and_figures_to_their_cells() {
    let folder = ProjectFolder::read(Path::new("budgets/exemple-anomalies")).unwrap();
    let prepared = prepare(folder, &Definitions::embedded(), &Choices::default()).unwrap();
    assert!(prepared.is_blocked());
    for pack in &prepared.packs {
        for result in pack.results.iter().filter(|result| result.answer == Answer::Anomaly) {
            let check = catalogue::find(result.code()).unwrap();
            assert_eq!(check.title, result.heading.title);
            assert!(!result.answers.findings[0].message.french().is_empty());
        }
    }
    let written = trace::Written::of(&prepared);
    let asked = trace::Trace { prepared: &prepared, written, documents: None, complete: true };
    let found = asked.ask("cout_total").unwrap();
    let told = trace::document(&asked, Some("cout_total"), &found).to_string();
    assert!(told.contains("budget.xlsx › Dépenses › "), "{told}");
}
