//! The guide for who adds a fund (`templates/LISEZMOI.md`), followed word for word; then its fund, damaged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pdf_tags::tag_dump;
use crate::support::{Run, copy, dossier};

/// Names of the guide that stand for folders of the reader.
const TEMPLATES: &str = "mes-modeles";
const PROJECT: &str = "mon-projet";
const OUT: &str = "mes-dossiers";

/// The project that the guide takes a copy of.
const EXAMPLE: &str = "budgets/travaux-mairie-exemple";

/// A block of the guide: what kind it is, and its lines.
fn blocks(guide: &str) -> Vec<(String, Vec<String>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in guide.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(kind), None) => open = Some((kind.to_owned(), Vec::new())),
            (None, Some((kind, mut lines))) => {
                lines.push(line.to_owned());
                open = Some((kind, lines));
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block of the guide is not closed");
    blocks
}

/// What the guide's reader has: a copy of the example, a folder of templates, a folder of packs.
struct Reader {
    _folder: tempfile::TempDir,
    places: [(&'static str, PathBuf); 3],
}

impl Reader {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let places = [TEMPLATES, PROJECT, OUT].map(|name| (name, folder.path().join(name)));
        copy(Path::new(EXAMPLE), &places[1].1);
        Self { _folder: folder, places }
    }

    /// A path of the guide, where it is for this reader.
    fn place(&self, written: &str) -> PathBuf {
        let (first, rest) = written.split_once('/').unwrap_or((written, ""));
        let root = self.places.iter().find(|(name, _)| *name == first).map(|(_, path)| path.clone());
        let root = root.unwrap_or_else(|| panic!("the guide names {written}"));
        if rest.is_empty() { root } else { root.join(rest) }
    }

    fn run(&self, line: &str) -> Run {
        let words = line.split(' ').skip(1).map(|word| {
            let is_place = self.places.iter().any(|(name, _)| *name == word);
            if is_place { self.place(word).to_str().unwrap().to_owned() } else { word.to_owned() }
        });
        let words: Vec<String> = words.collect();
        dossier(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn change(&self, block: &[String]) {
        let file = self.place(block[0].trim());
        let text = fs::read_to_string(&file).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut at = 0;
        for change in &block[1..] {
            let (mark, line) = change.split_at(1.min(change.len()));
            let found = |from: usize| {
                let rank = lines[from..].iter().position(|one| one == line);
                from + rank.unwrap_or_else(|| panic!("{}: no line « {line} »", file.display()))
            };
            match mark {
                "+" => {
                    lines.insert(at, line.to_owned());
                    at += 1;
                }
                "-" => {
                    at = found(at);
                    lines.remove(at);
                }
                _ => at = found(at) + 1,
            }
        }
        fs::write(file, lines.join("\n") + "\n").unwrap();
    }

    /// Follow the guide to its end; what each command answered.
    fn follow(&self) -> Vec<(String, Run)> {
        let guide = fs::read_to_string("templates/LISEZMOI.md").unwrap();
        let mut answers = Vec::new();
        for (kind, lines) in blocks(&guide) {
            match kind.as_str() {
                "sh" => answers.extend(lines.into_iter().map(|line| {
                    let run = self.run(&line);
                    (line, run)
                })),
                "diff" => self.change(&lines),
                // What is shown of another fund stands there, line for line.
                "toml" => {
                    lines.iter().for_each(|line| assert!(is_shown(line), "« {line} » is in no example"))
                }
                other => panic!("the guide has a block « {other} », which nothing follows"),
            }
        }
        answers
    }
}

#[test]
fn the_guide_leads_to_a_pack() {
    let reader = Reader::new();
    let answers = reader.follow();
    assert_eq!(answers.len(), 5, "the guide's commands");
    for (line, run) in &answers {
        assert!(run.status == 0, "{line}\n{}", run.transcript());
    }
    let told = |start: &str| &answers.iter().find(|(line, _)| line.starts_with(start)).unwrap().1.stdout;
    assert!(told("dossier funds fonds-essai").contains("se lisent."), "no remark");
    assert!(told("dossier funds --comparer").contains("30\u{202f}%"), "the rate of one of them");
    assert!(told("dossier check").contains("Fonds d’essai"));
    let demand = find(&reader.place(OUT), "01-demande.pdf").unwrap();
    let text = tag_dump(&fs::read(demand).unwrap()).unwrap().replace(['\u{202f}', '\u{a0}'], " ");
    for said in ["Nature du porteur", "Commune", "12 janvier 2026", "39 030,00 €", "Département d’exemple"]
    {
        assert!(text.contains(said), "« {said} » is not in the application:\n{text}");
    }
}

/// A file of that name, below a folder.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    crate::support::files_below(folder).into_iter().find(|path| path.file_name().unwrap() == name)
}

const DEFINITION: &str = "fund.toml";
const TEMPLATE: &str = "demande.hbs";

/// A way to damage the folder of the guide's fund: the file, what is replaced, by what, and what must be said.
type Damage = (&'static str, &'static str, &'static str, &'static str);

/// Fifty ways to get a fund wrong.
const DAMAGES: [Damage; 52] = [
    // Fields that are missing, unknown, or of another kind.
    (DEFINITION, "id = \"fonds-essai\"\n", "", "« id » manque"),
    (DEFINITION, "autorite = ", "autorités = ", "autorites"),
    (DEFINITION, "autorite = ", "authorite = ", "« autorite »"),
    (
        DEFINITION,
        "arrondi = \"arrondi-au-centime\"",
        "arrondi = \"au-centime\"",
        "arrondi-au-centime, troncature-au-centime",
    ),
    (DEFINITION, "embleme_ue = false", "embleme_ue = \"non\"", "true ou false"),
    (DEFINITION, "[[postes]]", "[[poste]]", "« postes »"),
    (DEFINITION, "[[natures]]", "[[nature]]", "« natures »"),
    (DEFINITION, "[[documents]]", "[[document]]", "« documents »"),
    (DEFINITION, "libelle = \"Personnel\"\n", "", "« libelle » manque"),
    (DEFINITION, "onglet = \"Études\"\n", "", "« onglet » manque"),
    (DEFINITION, "role = \"personnel\"", "role = \"personel\"", "« personnel »"),
    (DEFINITION, "role = \"autofinancement\"", "role = \"auto-financement\"", "« autofinancement »"),
    (DEFINITION, "statut = \"a-confirmer\"", "statut = \"a confirmer\"", "« a-confirmer »"),
    (DEFINITION, "obligatoire = true", "obligatoire = \"oui\"", "true ou false"),
    (DEFINITION, "classeur = \"compact\"", "classeur = \"compacte\"", "« compact »"),
    (DEFINITION, "[fonds]", "[fonds", "crochet"),
    (DEFINITION, "autorite = \"Département d’exemple\"", "autorite = \"Département d’exemple", "guillemet"),
    // Parameters.
    (DEFINITION, "[parametres.taux_max]", "[parametres.taux_maxi]", "« taux_max »"),
    (DEFINITION, "valeur = \"30 %\"", "valeur = \"trente\"", "« taux »"),
    (DEFINITION, "valeur = \"600000\"", "valeur = \"six cent mille\"", "« montant »"),
    (DEFINITION, "valeur = \"30 %\"", "valeur = \"300 %\"", "de 0 % à 100 %"),
    (DEFINITION, "valeur = \"600000\"", "valeur = \"-600000\"", "positif ou nul"),
    (DEFINITION, "unite = \"taux\"", "unite = \"montant\"", "« taux »"),
    (DEFINITION, "unite = \"taux\"", "unite = \"pourcentage\"", "taux, montant"),
    (DEFINITION, "vu_le = \"2026-11-29\"", "vu_le = \"2026-11-31\"", "AAAA-MM-JJ"),
    (DEFINITION, "statut = \"confirme\"", "statut = \"vide\"", "« vide »"),
    (DEFINITION, "source = \"Règlement du fonds d’essai (inventé), art. 2\"", "source = \"\"", "source"),
    (
        DEFINITION,
        "valeur = \"600000\"",
        "depuis = 2026-01-01\njusqu_au = 2025-01-01\nvaleur = \"600000\"",
        "« jusqu_au »",
    ),
    (DEFINITION, "valeur = \"600000\"", "imprime_seulement = true\nvaleur = \"600000\"", "imprime_seulement"),
    // The fund itself.
    (DEFINITION, "id = \"fonds-essai\"", "id = \"fonds-essais\"", "« fonds-essais »"),
    (DEFINITION, "intitule_court = \"Fonds d’essai\"", "intitule_court = \"\"", "intitule_court"),
    (
        DEFINITION,
        "bases_legales = []",
        "bases_legales = [{ texte = \"T\", depuis = 2025-01-01, jusqu_au = 2024-01-01 }]",
        "« jusqu_au »",
    ),
    // Categories and natures.
    (DEFINITION, "id = \"etudes\"", "id = \"personnel\"", "deux fois"),
    (DEFINITION, "libelle = \"Travaux\"", "libelle = \"Frais de personnel\"", "deux postes"),
    (DEFINITION, "onglet = \"Études\"", "onglet = \"Personnel\"", "« Personnel »"),
    (DEFINITION, "onglet = \"Études\"", "onglet = \"Études : travaux\"", "Excel"),
    (DEFINITION, "onglet = \"Autres\"", "onglet = \"Ressources\"", "« Ressources »"),
    (DEFINITION, "role = \"investissement\"", "role = \"personnel\"", "un seul"),
    (DEFINITION, "role = \"autofinancement\"", "role = \"prive\"", "autofinancement"),
    (DEFINITION, "id = \"etat\"", "id = \"region\"", "deux fois"),
    // The form and the conditions.
    (DEFINITION, "\nchamp = \"nature_du_porteur\"", "\nchamp = \"nature_porteur\"", "« nature_du_porteur »"),
    (DEFINITION, "parmi = [\"Commune\", \"Groupement de communes\"]", "parmi = [\"Comune\"]", "« Comune »"),
    (
        DEFINITION,
        "si = { champ = \"presente_en_commission\"",
        "si = { champ = \"date_de_la_commission\"",
        "plus haut",
    ),
    (DEFINITION, "type = \"oui-non\"", "type = \"ouinon\"", "« oui-non »"),
    (DEFINITION, "options = [\"Commune\", \"Groupement de communes\", \"Autre\"]\n", "", "« options »"),
    // Documents and templates.
    (DEFINITION, "modele = \"bordereau.hbs\"", "modele = \"bordereaux.hbs\"", "« bordereau.hbs »"),
    (DEFINITION, "fichier = \"02-plan-de-financement.pdf\"", "fichier = \"01-demande.pdf\"", "deux fois"),
    (DEFINITION, "fichier = \"04-bordereau-des-pieces.pdf\"", "fichier = \"../bordereau.pdf\"", "ASCII"),
    (TEMPLATE, "{{> demandeur}}", "{{> demandeurs}}", "« demandeur »"),
    (TEMPLATE, "{{project.summary}}", "{{project.sumary}}", "« summary »"),
    (TEMPLATE, "{{amount plan.grant.requested}}", "{{plan.grant.requested}}", "{{amount"),
    (TEMPLATE, "{{> demandeur}}", "{{> demande}}", "demande → demande"),
];

#[test]
fn a_damaged_fund_is_refused_with_its_line_and_the_nearest_name() {
    let reader = Reader::new();
    reader.follow();
    let sound = reader.place(&format!("{TEMPLATES}/fonds-essai"));
    let mut faults = Vec::new();
    for (file, from, to, said) in DAMAGES {
        let templates = tempfile::tempdir().unwrap();
        let damaged = templates.path().join("fonds-essai");
        copy(&sound, &damaged);
        let text = fs::read_to_string(damaged.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no « {from} »");
        fs::write(damaged.join(file), text.replacen(from, to, 1)).unwrap();
        let run = dossier(&[
            "funds",
            "fonds-essai",
            "--verifier",
            "--templates",
            templates.path().to_str().unwrap(),
        ]);
        let message = run.stderr.replace(['\u{202f}', '\u{a0}'], " ");
        let is_told = run.status == 2
            && message.contains(&format!("fonds-essai/{file}, ligne "))
            && message.contains(said);
        if !is_told {
            faults.push(format!("{from} → {to}\n{}", run.transcript()));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), DAMAGES.len(), faults.join("\n"));
}

/// True for a line of the fund, or of the project, that the guide gives as the example of plans in two currencies.
fn is_shown(line: &str) -> bool {
    [
        "templates/cofinancement-france-quebec/fund.toml",
        "budgets/consortium-france-quebec-exemple/projet.toml",
    ]
    .iter()
    .any(|file| fs::read_to_string(file).unwrap().lines().any(|own| own == line))
}
