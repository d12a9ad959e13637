//! What the shipped examples say, left in a real project.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::checks::written::texts_of;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::model::text::normalise;
use crate::source::folder::PROJECT_FILE;

/// What the shipped examples say, left in a real project.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-20",
    title: "Rien des exemples livrés ne reste dans un vrai dossier",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Les textes de projet.toml, ses paramètres et les paragraphes de la description sont comparés, mot pour mot, à ceux des exemples livrés avec le programme, dès que le projet ne se dit plus exemple fictif.",
        why: "Un dossier copié d’un exemple ferait déposer le récit et les chiffres d’une autre collectivité.",
        basis: Basis::Usage("Usage de ce logiciel : un exemple ne se dépose pas"),
        mend: "Écrivez ce qui vaut pour votre opération ; un texte qui est vraiment le vôtre se dit par une dérogation.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.project().identity.is_fictitious_example {
            answers.not_applicable("le projet se dit exemple fictif");
            return;
        }
        let fields = in_fields(scope, answers);
        of_funders(scope, answers);
        let paragraphs = in_description(scope, answers);
        answers.compared(
            fields + paragraphs,
            say!(
                "{} et {}, comparés aux exemples livrés",
                Fact::count(fields, "texte de projet.toml", "textes de projet.toml"),
                Fact::count(paragraphs, "paragraphe de la description", "paragraphes de la description")
            ),
        );
    }),
};

/// The examples that the program is shipped with.
const PROJECTS: [&[u8]; 5] = [
    include_bytes!("../../../budgets/cluster-territoire-intelligent/projet.toml"),
    include_bytes!("../../../budgets/exemple-anomalies/projet.toml"),
    include_bytes!("../../../budgets/travaux-mairie-exemple/projet.toml"),
    include_bytes!("../../../budgets/candidature-exemple/projet.toml"),
    include_bytes!("../../../budgets/consortium-france-quebec-exemple/projet.toml"),
];
const DESCRIPTIONS: [&str; 5] = [
    include_str!("../../../budgets/cluster-territoire-intelligent/description.md"),
    include_str!("../../../budgets/exemple-anomalies/description.md"),
    include_str!("../../../budgets/travaux-mairie-exemple/description.md"),
    include_str!("../../../budgets/candidature-exemple/description.md"),
    include_str!("../../../budgets/consortium-france-quebec-exemple/description.md"),
];

/// Shortest text that two projects do not write alike by chance, in characters.
const SHORTEST: usize = 40;

/// What the examples write, in one spelling, with the fields that hold it.
static FIELDS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in PROJECTS.iter().flat_map(|bytes| texts_of(bytes)) {
        fields.entry(normalise(&text)).or_default().push(without_ranks(&path));
    }
    fields
});

static PARAGRAPHS: LazyLock<Vec<String>> =
    LazyLock::new(|| DESCRIPTIONS.iter().flat_map(|text| text.lines()).filter_map(paragraph).collect());

/// A line of a description that says something of its own.
fn paragraph(line: &str) -> Option<String> {
    let text = line.trim();
    let is_own = text.chars().count() >= SHORTEST && !text.starts_with('#') && !text.starts_with('|');
    is_own.then(|| normalise(text))
}

/// `pieces[3].intitule` without its rank; a value of a fund's parameter, whichever the fund.
fn without_ranks(path: &str) -> String {
    if let Some((_, parameter)) = path.split_once(".parametres.") {
        return format!("parametres.{parameter}");
    }
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '[') && c != ']';
        if !inside && c != ']' {
            out.push(c);
        }
    }
    out
}

/// The section of a field: `pieces`, or `fonds`.
fn section_of(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// A value that an applicant states of a fund, or an invented name: the same field of an example holds it by design only.
fn is_telling(path: &str, text: &str) -> bool {
    let words = normalise(text);
    path.contains(".parametres.")
        || text.chars().count() >= SHORTEST
        || ["fictif", "fictive", "exemple", "prenom nom"].iter().any(|word| words.contains(word))
}

fn in_fields(scope: &Scope<'_>, answers: &mut Answers) -> usize {
    let texts = texts_of(&scope.folder.project_file.bytes);
    let mut left: BTreeMap<&str, Vec<(&String, &String)>> = BTreeMap::new();
    for (path, text) in &texts {
        // What a law or a fund is called is called so by all.
        let is_common = path.starts_with("cofinanceurs")
            || path.starts_with("indicateurs")
            || path.starts_with("fonds.") && path.contains(".champs.");
        if is_common && !normalise(text).contains("fictif") || !is_telling(path, text) {
            continue;
        }
        let of_example = FIELDS.get(&normalise(text));
        if of_example.is_some_and(|fields| fields.contains(&without_ranks(path))) {
            left.entry(section_of(path)).or_default().push((path, text));
        }
    }
    // One finding a section: it is to be written anew.
    for (section, fields) in &left {
        let Some((_, text)) = fields.first() else { continue };
        let places = fields.iter().map(|(path, _)| Place::field(PROJECT_FILE, path.as_str()));
        answers.finding(
            Finding::new(say!(
                "{} de [{}] {} livré avec le programme",
                Fact::count(fields.len(), "texte", "textes"),
                *section,
                Fact::Words(if fields.len() == 1 {
                    "est celui d’un exemple"
                } else {
                    "sont ceux d’un exemple"
                })
            ))
            .at_all(&places.collect::<Vec<_>>())
            .found(Fact::text(text.as_str()))
            .expected("ce qui vaut pour votre opération"),
        );
    }
    texts.len()
}

/// A co-financer as an entry says it: its name may be anyone's, with the day of its answer it is the example's.
fn funders(bytes: &[u8]) -> Vec<(String, String)> {
    let table = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok());
    let entries = table.as_ref().and_then(|table| table.get("cofinanceurs")?.as_array());
    let told = |entry: &toml::Value| {
        Some((normalise(entry.get("nom")?.as_str()?), entry.get("date")?.as_datetime()?.to_string()))
    };
    // An entry that says no day is kept in its place, and is like no other.
    entries.into_iter().flatten().map(|entry| told(entry).unwrap_or_default()).collect()
}

static FUNDERS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    PROJECTS.iter().flat_map(|bytes| funders(bytes)).filter(|(name, _)| !name.is_empty()).collect()
});

fn of_funders(scope: &Scope<'_>, answers: &mut Answers) {
    let own = funders(&scope.folder.project_file.bytes);
    let left: Vec<usize> =
        (0..own.len()).filter(|rank| own.get(*rank).is_some_and(|one| FUNDERS.contains(one))).collect();
    if let Some(first) = left.first().and_then(|rank| scope.project().co_financers.get(*rank)) {
        let places: Vec<Place> = left
            .iter()
            .map(|rank| Place::field(PROJECT_FILE, format!("cofinanceurs[{rank}].date")))
            .collect();
        answers.finding(
            Finding::new(say!(
                "{} avec la réponse que donne un exemple livré avec le programme",
                Fact::count(
                    left.len(),
                    "cofinanceur est encore inscrit",
                    "cofinanceurs sont encore inscrits"
                )
            ))
            .at_all(&places)
            .found(Fact::text(first.name.as_str()))
            .expected("vos cofinanceurs, et le jour de leur réponse"),
        );
    }
}

fn in_description(scope: &Scope<'_>, answers: &mut Answers) -> usize {
    let Some(file) = &scope.folder.description else { return 0 };
    let Ok(text) = std::str::from_utf8(&file.bytes) else { return 0 };
    let mut read = 0;
    let mut heading = String::new();
    let mut told: Option<String> = None;
    for (line, written) in (1..).zip(text.lines()) {
        if let Some(title) = written.strip_prefix("## ") {
            heading = title.trim().to_owned();
            continue;
        }
        // What stands above the first heading is printed nowhere.
        let Some(words) = paragraph(written).filter(|_| !heading.is_empty()) else { continue };
        read += 1;
        // One finding a section: the text is to be written anew.
        if PARAGRAPHS.contains(&words) && told.as_ref() != Some(&heading) {
            answers.finding(
                Finding::new(say!("la rubrique « {} » est encore celle d’un exemple livré", &heading))
                    .at(&Place::line(file.name.as_str(), line))
                    .found(Fact::text(written.trim()))
                    .expected("le texte de votre opération"),
            );
            told = Some(heading.clone());
        }
    }
    read
}
