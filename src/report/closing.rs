//! What closes the findings of a project: whether anything blocks, what was verified, what is still to obtain.

use std::collections::BTreeMap;

use super::page::{Detail, Page};
use crate::checks::CheckResult;
use crate::findings::limits::{MISSING_LINE, MISSING_NAMED, cut};
use crate::findings::{Answer, Fact, Holder, Missing, Severity, Told, named};
use crate::model::french::counted;
use crate::prepare::{Prepared, PreparedPack};

/// Write the closing sentences.
pub(super) fn write(page: &mut Page, prepared: &Prepared, detail: Detail) {
    let verdict = verdict(prepared);
    page.say(0, &format!("{verdict} {}", Tally::of(prepared).french()));
    // What is missing does not stop; what stops is mended first.
    let lines =
        if prepared.is_blocked() && detail == Detail::Findings { Vec::new() } else { to_obtain(prepared) };
    for line in lines {
        page.say(2, &cut(&format!("{} {}", line.0, line.1), MISSING_LINE));
    }
    let first = prepared.findings().find(|told| told.severity != Severity::Note);
    if let (Detail::Findings, Some(first)) = (detail, first) {
        page.say(0, &format!("Plus : dossier check --detail · dossier explain {}", first.heading.code));
    }
}

/// How many findings there are, and whether they stop the packs.
pub(super) fn verdict(prepared: &Prepared) -> String {
    let count = |severity| prepared.findings().filter(|told: &&Told| told.severity == severity).count();
    let mut parts = Vec::new();
    for (severity, one, several) in [
        (Severity::Error, "erreur", "erreurs"),
        (Severity::Warning, "avertissement", "avertissements"),
        (Severity::Note, "remarque", "remarques"),
    ] {
        if let number @ 1.. = count(severity) {
            parts.push(counted(number, one, several));
        }
    }
    let found = parts.join(", ");
    match (prepared.is_blocked(), found.is_empty()) {
        (true, true) => "Les dossiers ne seraient pas écrits.".to_owned(),
        (true, false) => format!("{found}. Les dossiers ne seraient pas écrits."),
        (false, true) => "Rien ne bloque.".to_owned(),
        (false, false) => format!("Rien ne bloque ; {found}."),
    }
}

/// Checks by what they answered, each counted once by its gravest answer over the packs.
#[derive(Debug, Default)]
struct Tally {
    verified: usize,
    declared: usize,
    missing: BTreeMap<&'static str, usize>,
    not_applicable: usize,
}

impl Tally {
    fn of(prepared: &Prepared) -> Self {
        let mut gravest: BTreeMap<&str, &CheckResult> = BTreeMap::new();
        for result in prepared.packs.iter().flat_map(|pack| &pack.results) {
            let known = gravest.entry(result.code()).or_insert(result);
            if result.answer < known.answer {
                *known = result;
            }
        }
        let mut tally = Self::default();
        for result in gravest.values() {
            match result.answer {
                Answer::Anomaly => {}
                Answer::NotVerifiable => *tally.missing.entry(lacks(result)).or_default() += 1,
                Answer::Declared => tally.declared += 1,
                Answer::Compliant => tally.verified += 1,
                Answer::NotApplicable => tally.not_applicable += 1,
            }
        }
        tally
    }

    fn french(&self) -> String {
        let mut parts = vec![counted(self.verified, "contrôle vérifié", "contrôles vérifiés")];
        if self.declared > 0 {
            parts.push(counted(self.declared, "déclaré par vous", "déclarés par vous"));
        }
        parts.extend(self.missing.iter().map(|(lacks, count)| format!("{count} {lacks}")));
        if self.not_applicable > 0 {
            parts.push(format!("{} sans objet", self.not_applicable));
        }
        format!("{}.", parts.join(", "))
    }
}

/// What a check that could not answer waits for.
fn lacks(result: &CheckResult) -> &'static str {
    match result.answers.missing.first().map(|missing| &missing.holder) {
        Some(Holder::Applicant) => "à compléter par vous",
        Some(Holder::Authority) => "à obtenir de l’autorité",
        Some(Holder::Workbook) => "sans donnée au classeur",
        Some(Holder::Named(_)) => "à obtenir d’un tiers",
        Some(Holder::Nobody) | None => "à vérifier vous-même",
    }
}

/// What is missing, in short, by who holds it.
fn to_obtain(prepared: &Prepared) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    for (label, wanted) in [("À obtenir :", is_elsewhere as fn(&Holder) -> bool), ("À compléter :", is_here)]
    {
        let of_pack = |pack: &PreparedPack| -> Vec<String> {
            let mut known = Vec::new();
            let unanswered = pack.results.iter().filter(|result| result.answer == Answer::NotVerifiable);
            for missing in unanswered.flat_map(|result| &result.answers.missing) {
                let name = short_name(missing);
                if wanted(&missing.holder) && !known.contains(&name) {
                    known.push(name);
                }
            }
            known
        };
        let of_packs: Vec<Vec<String>> = prepared.packs.iter().map(of_pack).collect();
        let mut parts: Vec<String> = Vec::new();
        let shared: Vec<String> = match of_packs.as_slice() {
            [first, others @ ..] if !others.is_empty() => {
                first.iter().filter(|name| others.iter().all(|other| other.contains(name))).cloned().collect()
            }
            _ => Vec::new(),
        };
        if !shared.is_empty() {
            parts.push(named(&shared, MISSING_NAMED));
        }
        for (pack, known) in prepared.packs.iter().zip(of_packs) {
            let fund = &pack.fund.fund.identity.short_title;
            let own: Vec<String> = known.into_iter().filter(|name| !shared.contains(name)).collect();
            if !own.is_empty() {
                // The first words of the fund's title are enough to know it.
                let fund = fund.split(',').next().unwrap_or(fund);
                parts.push(format!("{} ({fund})", named(&own, MISSING_NAMED)));
            }
        }
        if !parts.is_empty() {
            lines.push((label, parts.join(" ; ")));
        }
    }
    lines
}

const fn is_elsewhere(holder: &Holder) -> bool {
    matches!(holder, Holder::Authority | Holder::Named(_))
}

const fn is_here(holder: &Holder) -> bool {
    matches!(holder, Holder::Applicant | Holder::Workbook)
}

/// Longest name of a missing datum, in characters.
const NAME: usize = 48;

/// A missing datum by its name: the label of a parameter, or what the sentence says is not known.
pub(super) fn short_name(missing: &Missing) -> String {
    let label = missing.what.facts().iter().find_map(|fact| match fact {
        Fact::Text(text) if missing.what.template().starts_with("le paramètre « {} »") => {
            Some(text.clone())
        }
        _ => None,
    });
    cut(&lower_initial(&label.unwrap_or_else(|| before_verb(&missing.what.french()))), NAME)
}

/// « le montant minimal n’est pas connu » without its verb.
fn before_verb(sentence: &str) -> String {
    let end = [" n’est pas ", " ne sont pas ", " n’a pas ", " n’ont pas ", " manque", " n’est "]
        .iter()
        .filter_map(|verb| sentence.find(verb))
        .min();
    let name = end.and_then(|end| sentence.get(..end)).unwrap_or(sentence);
    let name = name.split(" : ").next().unwrap_or(name);
    let article = ["le ", "la ", "les ", "l’"].iter().find_map(|article| name.strip_prefix(article));
    article.unwrap_or(name).to_owned()
}

/// A label inside a sentence; capitals that follow one another are an acronym.
fn lower_initial(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::say;

    #[test]
    fn a_missing_datum_has_a_short_name() {
        let name = |what: crate::findings::Sentence| short_name(&Missing::of_authority(what));
        assert_eq!(name(say!("le paramètre « {} » n’a pas de valeur", "Montant minimal")), "montant minimal");
        assert_eq!(name("le seuil n’est pas connu : rien à comparer".into()), "seuil");
        assert_eq!(short_name(&Missing::field("calendrier.fin")), "fin de l’opération");
        assert_eq!(name(say!("le SIRET de « {} » n’est pas renseigné", "CCI")), "SIRET de « CCI »");
    }
}
