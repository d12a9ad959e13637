//! Waivers, as everybody sees them: covered findings stop nothing and are told in every format.

use std::path::Path;

use serde_json::Value;

use crate::support::{dossier, edit, example_copy};

const WAIVER: &str = r#"
[[derogation]]
code = "C-03"
lieu = "calendrier.premier_engagement"
motif = "Étude préalable admise : courriel du 8 janvier 2024"
auteur = "Camille Durand"
date = 2024-01-10
jusqu_au = 2024-12-31
"#;

/// The worked example with a first commitment before its filing.
fn early(project: &Path, waiver: &str) {
    let file = project.join("projet.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text.lines().find(|line| line.starts_with("premier_engagement")).unwrap().to_owned();
    edit(&file, &line, "premier_engagement = 2024-01-02");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\n{waiver}")).unwrap();
}

fn told(project: &Path, more: &[&str]) -> String {
    let run = dossier(&[&["check", project.to_str().unwrap()], more].concat());
    run.stdout.replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn a_covered_finding_is_told_in_every_format_and_counts_no_more() {
    let (_folder, project) = example_copy();
    early(&project, WAIVER);
    let text = told(&project, &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "projet.toml › calendrier.premier_engagement",
        "dérogation Étude préalable admise : courriel du 8 janvier 2024 (Camille Durand, le 10 janvier 2024, jusqu’au 31 décembre 2024)",
        "1 constat sous dérogation",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("! projet.toml › calendrier.premier_engagement"), "{text}");
    let concise = told(&project, &["--format", "concis"]);
    assert!(concise.contains("premier_engagement : C-03 dérogation : "), "{concise}");
    let json: Value = serde_json::from_str(&told(&project, &["--format", "json"])).unwrap();
    let project_form = &json["projets"][0];
    let codes = project_form["constats"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap());
    assert!(codes.into_iter().all(|code| code != "C-03"), "{json}");
    for pack in project_form["dossiers"].as_array().unwrap() {
        let checks = pack["controles"].as_array().unwrap();
        let check = checks.iter().find(|check| check["code"] == "C-03").unwrap();
        assert_eq!(check["reponse"], "déclaré");
        let covered = &check["constats_couverts"][0];
        for (key, value) in [("auteur", "Camille Durand"), ("date", "2024-01-10"), ("jusqu_au", "2024-12-31")]
        {
            assert_eq!(covered[key], value);
        }
        assert_eq!(covered["constats"][0]["lieu"]["champ"], "calendrier.premier_engagement");
    }
    let sarif: Value = serde_json::from_str(&told(&project, &["--format", "sarif"])).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let covered: Vec<&Value> = results.iter().filter(|result| result["ruleId"] == "C-03").collect();
    assert_eq!(covered.len(), 1);
    assert_eq!(covered[0]["suppressions"][0]["kind"], "external");
}

#[test]
fn a_waiver_that_is_over_covers_nothing_at_the_date_of_the_command() {
    let (_folder, project) = example_copy();
    early(&project, WAIVER);
    let text = told(&project, &["--date", "2025-01-02", "--format", "concis"]);
    assert!(text.contains(" : C-03 avertissement : "), "{text}");
    assert!(text.contains(" : M-06 avertissement : "), "{text}");
    assert!(!text.contains("C-03 dérogation"), "{text}");
}

#[test]
fn an_error_of_law_stands_whatever_the_waiver() {
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let end = text.lines().find(|line| line.starts_with("fin = ")).unwrap().to_owned();
    // Completed before it is filed (CPR art. 63(6)).
    let text = text.replacen(&end, "fin = 2024-01-01", 1);
    let law = WAIVER.replace("C-03", "C-04").replace("place = \"calendrier.premier_engagement\"\n", "");
    std::fs::write(&file, format!("{text}\n\"C-04\" = {{ gravite = \"note\", motif = \"vu\" }}\n{law}"))
        .unwrap();
    let run = dossier(&["check", project.to_str().unwrap(), "--format", "concis"]);
    assert_eq!(run.status, 1, "{}", run.transcript());
    assert!(run.stdout.contains("C-04 erreur"), "{}", run.transcript());
    assert_eq!(run.stdout.matches(": M-07 avertissement").count(), 2, "{}", run.transcript());
}

#[test]
fn the_control_report_holds_the_waiver() {
    let (_folder, project) = example_copy();
    early(&project, WAIVER);
    let out = tempfile::tempdir().unwrap();
    let arguments = [
        "build",
        project.to_str().unwrap(),
        "--fund",
        "fonds-regional",
        "--out",
        out.path().to_str().unwrap(),
    ];
    let run = dossier(&arguments);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let report = pdf(out.path(), "rapport-de-controle");
    for said in [
        "Constats couverts par une dérogation",
        "Camille Durand, le 10 janvier 2024, jusqu’au 31 décembre 2024",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}

#[test]
fn the_narrative_prints_the_figures_of_each_fund_and_what_is_for_one_fund_alone() {
    let (_folder, project) = example_copy();
    let file = project.join("description.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let more = "## Objectifs {fonds-regional}\n\nPour la Région : {{chiffre aide.demandee}}, {{#if x}} & {{fonds.id}}.\n\n## Objectifs\n\nPour tous : {{chiffre aide.demandee}}.\n";
    // What the example says to the European fund alone would hide what is for all.
    let text = text.replace("## Objectifs {feder-ospe-1.3}\n", "### Objectifs européens\n");
    std::fs::write(&file, text.replacen("## Objectifs\n", more, 1)).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = dossier(&["build", project.to_str().unwrap(), "--out", out.path().to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let trace = |fund: &str| {
        let run = dossier(&["trace", project.to_str().unwrap(), "aide.demandee", "--fund", fund]);
        let value = run.stdout.lines().find(|line| line.contains("[aide.demandee]")).unwrap().to_owned();
        let value = value.replace(['\u{202f}', '\u{a0}'], " ");
        value.split('€').next().unwrap().trim().to_owned()
    };
    let forms = |fund: &str| {
        let folder = out.path().join("cluster-territoire-intelligent").join(fund);
        pdf(&folder, "formulaire") + &pdf(&folder, "dossier") + &pdf(&folder, "presentation")
    };
    let (regional, european) = (forms("fonds-regional"), forms("feder-ospe-1.3"));
    let own = format!("Pour la Région : {} €, {{{{#if x}}}} & {{{{fonds.id}}}}.", trace("fonds-regional"));
    assert!(regional.contains(&own), "{own}\n{regional}");
    assert!(!regional.contains("Pour tous"), "{regional}");
    let shared = format!("Pour tous : {} €.", trace("feder-ospe-1.3"));
    assert!(european.contains(&shared), "{shared}\n{european}");
    assert!(!european.contains("Pour la Région"), "{european}");
}

#[test]
fn a_figure_that_does_not_exist_is_refused_with_the_nearest() {
    let (_folder, project) = example_copy();
    edit(
        &project.join("description.md"),
        "## Objectifs\n",
        "## Objectifs\n\nCoût : {{chiffre cout_totl}}.\n",
    );
    let run = dossier(&["check", project.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{}", run.transcript());
    let said = run.stderr.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(
        said.contains("aucun chiffre ne s’appelle « cout_totl », vouliez-vous dire « cout_total » ?"),
        "{said}"
    );
    assert!(said.contains("description.md, ligne "), "{said}");
}

/// The tags and texts of the documents whose name holds some words, on one line.
fn pdf(folder: &Path, name: &str) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            text += &pdf(&path, name);
        } else if file.contains(name) && file.ends_with(".pdf") {
            let tags = crate::pdf_tags::tag_dump(&std::fs::read(&path).unwrap()).unwrap();
            text += &tags.replace(['\u{202f}', '\u{a0}'], " ");
        }
    }
    text
}
