//! A newcomer with an ordinary plan: expenses and resources side by side, no year, no category, 45 000 € asked. From the
//! workbook to the pack of the regional fund, as the transcript `premiere-heure.txt` shows. Exemple fictif.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Formula, Workbook};
use snapbox::{assert_data_eq, file};

use crate::support::{Run, dossier};

/// The plan as an officer draws it.
fn plan(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Plan de financement").unwrap();
    sheet.write(0, 0, "Plan de financement prévisionnel – Réfection de la halle").unwrap();
    for (column, title) in [(0, "DÉPENSES"), (1, "Montant HT"), (3, "RECETTES"), (4, "Montant")] {
        sheet.write(2, column, title).unwrap();
    }
    let lines = [
        ("Études préalables", 12_000.0, "Région Hauts-de-France", 45_000.0),
        ("Travaux de la halle", 160_000.0, "État – DETR", 60_000.0),
        ("Maîtrise d’œuvre", 18_000.0, "Autofinancement", 85_000.0),
    ];
    for (row, (expense, cost, funder, amount)) in (3_u32..).zip(lines) {
        sheet.write(row, 0, expense).unwrap();
        sheet.write(row, 1, cost).unwrap();
        sheet.write(row, 3, funder).unwrap();
        sheet.write(row, 4, amount).unwrap();
    }
    sheet.write(6, 0, "TOTAL").unwrap();
    sheet.write(6, 1, Formula::new("=SUM(B4:B6)").set_result("190000")).unwrap();
    sheet.write(6, 3, "TOTAL").unwrap();
    sheet.write(6, 4, Formula::new("=SUM(E4:E6)").set_result("190000")).unwrap();
    workbook.save(path).unwrap();
}

const ANSWERS: &str = r#"intitule = "Réfection de la halle du marché"
resume = "La commune remet en état sa halle pour y accueillir des producteurs locaux."
raison_sociale = "Commune de Val-Clair"
forme_juridique = "Commune"
siret = "000 000 026 00013"
adresse = "1 place de la Mairie"
code_postal = "62000"
commune = "Val-Clair"
representant = "Camille Durand"
representant_fonction = "Maire"
contact = "Alix Martin"
contact_courriel = "mairie@val-clair.invalid"
depot = "10/01/2025"
debut = 2025-03-01
fin = 2025-12-31
tva_recuperee = "oui"
poste = "Immeubles"
deliberation_date = 2024-12-12
deliberation_intitule = "Réfection de la halle : approbation de l’opération et de son plan de financement"
deliberation_approuve = true

[rubriques]
"Contexte et enjeux" = "La halle du marché n’accueille plus que six commerçants."
"Objectifs" = "Accueillir vingt producteurs et relancer le marché du samedi."
"Description des actions" = "Études préalables, travaux de la halle, maîtrise d’œuvre."
"Public visé et partenariat" = "Les producteurs du canton et les habitants."
"#;

const SECTIONS: [(&str, &str); 4] = [
    ("Moyens mis en œuvre", "Une cheffe de projet de la commune suit le chantier."),
    ("Résultats attendus", "Vingt étals occupés chaque samedi."),
    ("Suivi et évaluation", "Un relevé des étals est fait chaque trimestre."),
    ("Aides d’État", "La halle est ouverte à tous, sans avantage pour une entreprise."),
];

/// What the newcomer does, one thing after another.
struct Hour {
    folder: tempfile::TempDir,
    text: String,
    commands: usize,
    edits: usize,
}

impl Hour {
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs a command; names of the folder of the test are left out of what it prints.
    fn command(&mut self, arguments: &[&str]) -> Run {
        let paths: Vec<String> = arguments
            .iter()
            .map(|one| one.strip_prefix('@').map_or_else(|| (*one).to_owned(), |name| self.path(name)))
            .collect();
        let run = dossier(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let shown: Vec<&str> = arguments.iter().map(|one| one.trim_start_matches('@')).collect();
        self.commands += 1;
        let root = format!("{}/", self.folder.path().display());
        self.text.push_str(&format!(
            "$ dossier {}\n{}\n",
            shown.join(" "),
            run.transcript().replace(&root, "")
        ));
        run
    }

    fn edit(&mut self, what: &str, name: &str, change: impl FnOnce(String) -> String) {
        let path = self.folder.path().join(name);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, change(text)).unwrap();
        self.edits += 1;
        self.text.push_str(&format!("(modification : {what})\n\n"));
    }
}

#[test]
fn a_newcomer_reaches_a_pack_in_a_few_commands() {
    let mut hour = Hour { folder: tempfile::tempdir().unwrap(), text: String::new(), commands: 0, edits: 0 };
    plan(&hour.folder.path().join("plan.xlsx"));
    hour.edit("reponses.toml, ce que le classeur ne dit pas", "reponses.toml", |_| ANSWERS.to_owned());
    let init = hour.command(&[
        "init",
        "@halle",
        "--depuis",
        "@plan.xlsx",
        "--fund",
        "fonds-regional",
        "--reponses",
        "@reponses.toml",
    ]);
    assert_eq!(init.status, 0, "{}", init.transcript());
    let check = hour.command(&["check", "@halle"]);
    assert_eq!(check.status, 1, "{}", check.transcript());
    hour.edit("halle/description.md, les quatre rubriques qui restaient", "halle/description.md", |text| {
        SECTIONS.iter().fold(text, |text, (title, written)| {
            text.replace(&format!("## {title}\n"), &format!("## {title}\n\n{written}\n"))
        })
    });
    let check = hour.command(&["check", "@halle"]);
    assert_eq!(check.status, 0, "{}", check.transcript());
    let build = hour.command(&["build", "@halle", "--out", "@out"]);
    assert_eq!(build.status, 0, "{}", build.transcript());
    let pack = hour.folder.path().join("out/halle/fonds-regional/depot");
    for file in ["01-lettre-de-demande.pdf", "02-dossier-de-demande.pdf", "03-plan-de-financement.pdf"] {
        assert!(pack.join(file).is_file(), "{file}");
    }
    assert!(hour.commands <= 10 && hour.edits <= 6, "{} commands, {} edits", hour.commands, hour.edits);
    let counts = format!("{} commandes, {} modifications\n", hour.commands, hour.edits);
    let text = format!("{counts}\n{}", hour.text);
    assert_data_eq!(text, file!["../transcripts/premiere-heure.txt"].raw());
}

/// What nobody answers is left to fill in, and nothing else stops the check.
#[test]
fn what_is_left_is_said_to_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    plan(&folder.path().join("plan.xlsx"));
    let at = |name: &str| folder.path().join(name).display().to_string();
    let init = dossier(&["init", &at("halle"), "--depuis", &at("plan.xlsx"), "--fund", "fonds-regional"]);
    assert_eq!(init.status, 0, "{}", init.transcript());
    let check = dossier(&["check", &at("halle")]);
    assert_eq!(check.status, 1, "{}", check.transcript());
    let errors: Vec<&str> = check.stdout.lines().filter(|line| line.starts_with('✗')).collect();
    let others: Vec<&&str> = errors.iter().filter(|line| !line.contains("à renseigner")).collect();
    assert!(errors.len() >= 5 && others.is_empty(), "{others:?}\n{}", check.stdout);
}

/// Without a workbook, one is written that is read as it is: its example counts nowhere, and it only lacks its lines.
#[test]
fn a_guided_workbook_only_lacks_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let init = dossier(&["init", &at("halle"), "--fund", "fonds-regional"]);
    assert_eq!(init.status, 0, "{}", init.transcript());
    let check = dossier(&["check", &at("halle"), "--montrer-lecture"]);
    assert_eq!(check.status, 1, "{}", check.transcript());
    let errors: Vec<&str> = check.stdout.lines().filter(|line| line.starts_with('✗')).collect();
    let others: Vec<&&str> = errors.iter().filter(|line| !line.contains("à renseigner")).collect();
    assert!(errors.len() >= 5 && others.is_empty(), "{others:?}\n{}", check.stdout);
    for table in ["Dépenses", "Personnel", "Ressources", "Indicateurs"] {
        let line =
            check.stdout.lines().find(|line| line.trim_start().starts_with(&format!("{table}\u{202f}:")));
        let line = line.or_else(|| {
            check.stdout.lines().find(|line| line.trim_start().starts_with(&format!("{table} :")))
        });
        assert!(line.is_some_and(|line| line.contains("0 ligne")), "{table}\n{}", check.stdout);
    }
    // The same bytes, whenever it is made.
    let again = dossier(&["init", &at("autre"), "--fund", "fonds-regional"]);
    assert_eq!(again.status, 0, "{}", again.transcript());
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(bytes("halle/budget.xlsx"), bytes("autre/budget.xlsx"));
}

#[test]
fn a_project_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(folder.path().join("halle")).unwrap();
    fs::write(folder.path().join("halle/projet.toml"), "le mien").unwrap();
    let init = dossier(&["init", &at("halle")]);
    assert_eq!(init.status, 2, "{}", init.transcript());
    assert!(init.stderr.contains("rien n’a été changé"), "{}", init.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("halle/projet.toml")).unwrap(), "le mien");
    // A slip in the answers is told with what was meant.
    fs::write(folder.path().join("reponses.toml"), "inititule = \"x\"\n").unwrap();
    let init = dossier(&["init", &at("autre"), "--reponses", &at("reponses.toml")]);
    assert_eq!(init.status, 2, "{}", init.transcript());
    assert!(init.stderr.contains("vouliez-vous dire «\u{202f}intitule\u{202f}»"), "{}", init.stderr);
    assert!(!folder.path().join("autre").exists());
}

/// A plan whose titles nobody knows: its shape alone says what it is.
fn untitled(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Plan").unwrap();
    sheet.write(0, 0, "Réfection de la halle").unwrap();
    sheet.write(1, 0, "Ce qu’on fait").unwrap();
    sheet.write(1, 1, "Combien").unwrap();
    for (row, (label, cost)) in (2_u32..).zip([
        ("Études", 12_000.0),
        ("Travaux", 160_000.0),
        ("Maîtrise d’œuvre", 18_000.0),
        ("Total", 190_000.0),
    ]) {
        sheet.write(row, 0, label).unwrap();
        sheet.write(row, 1, cost).unwrap();
    }
    workbook.save(path).unwrap();
}

/// Runs the program with someone at the keyboard.
fn typed(arguments: &[&str], keys: &str) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = std::io::Cursor::new(keys.to_owned());
    let mut streams = dossier::cli::Streams {
        out: &mut out,
        err: &mut err,
        style: dossier::cli::Style::Plain,
        input: Some(&mut input),
        width: None,
        program: None,
    };
    let arguments = ["dossier"].iter().chain(arguments).map(std::ffi::OsString::from);
    let status = dossier::cli::run(arguments, &mut streams).code().into();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status, stdout: text(out), stderr: text(err) }
}

#[test]
fn a_table_that_its_shape_told_is_asked_about_and_settled() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    untitled(&folder.path().join("plan.xlsx"));
    let init = |name: &str, keys: &str| {
        let run = typed(&["init", &at(name), "--depuis", &at("plan.xlsx"), "--fund", "fonds-regional"], keys);
        assert_eq!(run.status, 0, "{}", run.transcript());
        assert!(run.stdout.contains("sont-ils lus comme ci-dessus"), "{}", run.stdout);
        (run, fs::read_to_string(folder.path().join(name).join("projet.toml")).unwrap())
    };
    let told = |name: &str| dossier(&["check", &at(name), "--format", "concis"]).stdout;
    let (_, settled) = init("oui", "peut-être\noui\n");
    assert!(settled.contains("[budget]\nfeuille = \"Plan\"\nligne_entete = 2\ncolonnes = { intitule = \"A\", montant_ht = \"B\" }\n"), "{settled}");
    assert!(!told("oui").contains("aucun titre connu"), "{}", told("oui"));
    // The title of the sheet is the name of the project: no category of its lines.
    assert!(
        settled.contains("[budget.par_defaut]") && settled.contains("# [budget.intitules.\"Travaux\"]"),
        "{settled}"
    );
    let (_, left) = init("non", "non\n");
    assert!(left.contains("# [budget]\n# feuille = \"Plan\""), "{left}");
    assert!(told("non").contains("aucun titre connu"), "{}", told("non"));
}

#[test]
fn an_answer_that_cannot_be_one_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    // Thirteen answers left blank or given, then a date that is none.
    let keys = "Halle\n\nCommune de Val-Clair\n\n\n\n\n\n\n\n30 février 2025\n2025-01-10\n01/03/2025\n31 décembre 2025\nune fois sur deux\noui\n";
    let run = typed(&["init", &at("halle"), "--fund", "fonds-regional"], keys);
    assert_eq!(run.status, 0, "{}", run.transcript());
    for said in [
        "«\u{202f}30 février 2025\u{202f}» n’est pas une date",
        "«\u{202f}une fois sur deux\u{202f}» n’est ni oui ni non",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    let written = fs::read_to_string(folder.path().join("halle/projet.toml")).unwrap();
    for line in ["depot = 2025-01-10", "debut = 2025-03-01", "fin = 2025-12-31", "recuperable = true"] {
        assert!(written.contains(line), "{line}\n{written}");
    }
    // In a file, it is refused with what to write.
    fs::write(folder.path().join("reponses.toml"), "poste = \"Immeubless\"\n").unwrap();
    let run =
        dossier(&["init", &at("autre"), "--fund", "fonds-regional", "--reponses", &at("reponses.toml")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("vouliez-vous dire «\u{202f}Immeubles\u{202f}»"), "{}", run.stderr);
}

/// What a new project asks, by its file.
fn funds_of(workbook: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("projet");
    let run = dossier(&["init", project.to_str().unwrap(), "--depuis", workbook]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let text = std::fs::read_to_string(project.join("projet.toml")).unwrap();
    let line = text.lines().find(|line| line.starts_with("fonds = ")).unwrap().to_owned();
    let own = text.lines().filter(|line| line.contains("fonds = \"")).collect::<Vec<_>>().join("\n");
    format!("{line}\n{own}")
}

#[test]
fn a_fund_is_asked_when_the_plan_names_it_and_a_closed_call_is_not() {
    let works = funds_of("budgets/travaux-mairie-exemple/budget.xlsx");
    assert!(works.contains("\"detr-dsil\""), "{works}");
    // « État – dotation de soutien à l’innovation » is the State's, and none of these.
    let cluster = funds_of("budgets/cluster-territoire-intelligent/budget.xlsx");
    assert!(!cluster.contains("detr-dsil") && !cluster.contains("appel-a-projets"), "{cluster}");
    assert!(cluster.contains("feder-ospe-1.3") && cluster.contains("fonds-regional"), "{cluster}");
}
