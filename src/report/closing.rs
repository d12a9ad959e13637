//! What closes the findings of a project: whether anything blocks, what was verified, what is still to obtain.

use std::collections::BTreeMap;

use super::account::Account;
use super::page::{Detail, Page};
use crate::checks::CheckResult;
use crate::findings::limits::{MISSING_LINE, MISSING_NAME, MISSING_NAMED};
use crate::findings::{Answer, Fact, Holder, Missing, Severity};
use crate::model::french::{counted, listed};
use crate::model::text::uncapitalised;
use crate::prepare::{Prepared, PreparedPack};

/// Write the closing sentences.
pub(super) fn write(page: &mut Page, prepared: &Prepared, account: &Account<'_>, detail: Detail) {
    let verdict = verdict(prepared, account);
    let results = prepared.packs.iter().flat_map(|pack| &pack.results);
    page.say(0, &format!("{verdict} {}", answered(results)));
    // What is missing does not stop; what stops is mended first.
    let lines =
        if prepared.is_blocked() && detail == Detail::Findings { Vec::new() } else { to_obtain(prepared) };
    for line in lines {
        page.say(2, &line);
    }
    more(page, account, detail);
}

/// The commands that tell more, when there is something to mend and not all is told.
pub(super) fn more(page: &mut Page, account: &Account<'_>, detail: Detail) {
    let first = account.told.iter().find(|told| told.severity != Severity::Note);
    if let (Detail::Findings, Some(first)) = (detail, first) {
        let (command, code) = (account.command, first.heading.code);
        page.say(0, &format!("Plus : {command} --detail · dossier explain {code}"));
    }
}

/// How many findings there are, and whether they stop the packs.
pub(super) fn verdict(prepared: &Prepared, account: &Account<'_>) -> String {
    let found = found(account);
    match (prepared.is_blocked(), found.is_empty()) {
        (true, true) => "Les dossiers ne seraient pas écrits.".to_owned(),
        (true, false) => format!("{found}. Les dossiers ne seraient pas écrits."),
        (false, true) => "Rien ne bloque.".to_owned(),
        (false, false) => format!("Rien ne bloque ; {found}."),
    }
}

/// How many findings there are, by what they weigh: « 2 erreurs, 1 remarque »; nothing when there are none.
pub(super) fn found(account: &Account<'_>) -> String {
    let count = |severity| account.told.iter().filter(|told| told.severity == severity).count();
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
    if let number @ 1.. = super::waived::count(account) {
        parts.push(counted(number, "constat sous dérogation", "constats sous dérogation"));
    }
    parts.join(", ")
}

/// How many checks were verified, and what the others wait for; each counted once, whatever the packs.
pub(super) fn answered<'a>(results: impl IntoIterator<Item = &'a CheckResult>) -> String {
    Tally::of(results).french()
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
    fn of<'a>(results: impl IntoIterator<Item = &'a CheckResult>) -> Self {
        let mut gravest: BTreeMap<&str, &CheckResult> = BTreeMap::new();
        for result in results {
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

/// Whether a holder is one of those asked for.
type Wanted = fn(&Holder) -> bool;

/// What is missing, in short, by who holds it: whole names, as many of each fund as fit.
fn to_obtain(prepared: &Prepared) -> Vec<String> {
    let holders = [("À obtenir :", is_elsewhere as Wanted), ("À compléter :", is_here)];
    let lines = holders.into_iter().filter_map(|(label, wanted)| {
        let groups = groups(prepared, wanted);
        let with = |most: usize| {
            let parts = groups.iter().map(|(fund, names)| match fund {
                Some(fund) => format!("{} ({fund})", few(names, most)),
                None => few(names, most),
            });
            format!("{label} {}", parts.collect::<Vec<_>>().join(" ; "))
        };
        let fits = |text: &String| text.chars().count() <= MISSING_LINE;
        let text = (2..=MISSING_NAMED).rev().map(with).find(fits);
        (!groups.is_empty()).then(|| text.unwrap_or_else(|| with(1)))
    });
    lines.collect()
}

/// The names of what is missing: those that every fund shares, then those of each.
fn groups(prepared: &Prepared, wanted: Wanted) -> Vec<(Option<&str>, Vec<String>)> {
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
    let shared: Vec<String> = match of_packs.as_slice() {
        [first, others @ ..] if !others.is_empty() => {
            first.iter().filter(|name| others.iter().all(|other| other.contains(name))).cloned().collect()
        }
        _ => Vec::new(),
    };
    let own = prepared.packs.iter().zip(of_packs).map(|(pack, known)| {
        let fund = &pack.fund.fund.identity.short_title;
        // The first words of the fund's title are enough to know it.
        let fund = fund.split(',').next().unwrap_or(fund);
        (Some(fund), known.into_iter().filter(|name| !shared.contains(name)).collect())
    });
    let own: Vec<_> = own.collect();
    std::iter::once((None, shared)).chain(own).filter(|(_, names)| !names.is_empty()).collect()
}

/// Some of the names, whole, and how many others there are: the short ones first, which say as much in less room.
fn few(names: &[String], most: usize) -> String {
    let is_short = |name: &&String| name.chars().count() <= MISSING_NAME;
    let mut shown: Vec<String> = names.iter().filter(is_short).take(most).cloned().collect();
    if shown.is_empty() {
        shown.extend(names.iter().min_by_key(|name| name.chars().count()).cloned());
    }
    match names.len().saturating_sub(shown.len()) {
        0 => {}
        more => shown.push(counted(more, "autre", "autres")),
    }
    listed(&shown)
}

const fn is_elsewhere(holder: &Holder) -> bool {
    matches!(holder, Holder::Authority | Holder::Named(_))
}

const fn is_here(holder: &Holder) -> bool {
    matches!(holder, Holder::Applicant | Holder::Workbook)
}

/// A missing datum by its name: the label of a parameter, or what the sentence says is not known.
pub(super) fn short_name(missing: &Missing) -> String {
    let label = missing.what.facts().iter().find_map(|fact| match fact {
        Fact::Text(text) if missing.what.template().starts_with("le paramètre « {} »") => {
            Some(text.clone())
        }
        _ => None,
    });
    uncapitalised(&label.unwrap_or_else(|| before_verb(&missing.what.french())))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::say;

    #[test]
    fn names_are_whole_or_counted() {
        let long = "fonds ne confirme pas qu’il admet le forfait de coûts indirects";
        let names = [long, "a", "b", "c"].map(str::to_owned);
        assert_eq!((few(&names, 3), few(&names, 1)), ("a, b, c et 1 autre".into(), "a et 3 autres".into()));
        assert_eq!(few(&[long.to_owned()], 3), long);
    }

    #[test]
    fn a_missing_datum_has_a_short_name() {
        let name = |what: crate::findings::Sentence| short_name(&Missing::of_authority(what));
        assert_eq!(name(say!("le paramètre « {} » n’a pas de valeur", "Montant minimal")), "montant minimal");
        assert_eq!(name("le seuil n’est pas connu : rien à comparer".into()), "seuil");
        assert_eq!(short_name(&Missing::field("calendrier.fin")), "fin de l’opération");
        assert_eq!(name(say!("le SIRET de « {} » n’est pas renseigné", "CCI")), "SIRET de « CCI »");
        let long = "Longueurs maximales des rubriques du formulaire, espaces comprises";
        let whole = "longueurs maximales des rubriques du formulaire, espaces comprises";
        assert_eq!(name(say!("le paramètre « {} » n’a pas de valeur", long)), whole);
    }
}
