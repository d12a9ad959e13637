//! What the Ressources table says of a co-financer, against `projet.toml`.

use super::co_financers::entry_of;
use super::shared::GUIDE;
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;
use crate::model::{Located, Resource};

/// What the Ressources table says of a co-financer, against `projet.toml`.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-15",
    title: "Statut, date et pièce des ressources sont ceux de projet.toml",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque cofinanceur nommé des deux côtés, le statut et la date de la feuille Ressources sont comparés à ceux de [[cofinanceurs]] ; une date de décision ne peut suivre la date d’effet ; un identifiant de pièce doit être dans [[pieces]].",
        why: "Une aide « acquise » d’un côté et « sollicitée » de l’autre, ou refusée, change le plan que lit l’instructeur.",
        basis: Basis::Usage(GUIDE),
        mend: "Accordez la feuille Ressources et projet.toml d’après la lettre ou la délibération du cofinanceur.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let resources = &scope.budget().resources;
        let mut compared = 0;
        for resource in resources {
            for found in [status(scope, resource), date(scope, resource), document(scope, resource)] {
                let Some(finding) = found else { continue };
                compared += 1;
                answers.findings_of(finding.map(|finding| staked(finding, resource)));
            }
        }
        if compared == 0 {
            answers.not_applicable("aucune ressource ne donne de statut, de date ni de pièce à comparer");
        }
        answers.compared(compared, Fact::count(compared, "mention comparée", "mentions comparées"));
    }),
};

fn staked(finding: Finding, resource: &Resource) -> Finding {
    match &resource.amount {
        Some(amount) => finding.stake(amount.value),
        None => finding,
    }
}

/// What a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Asked,
    Granted,
    Planned,
    Refused,
}

fn status_of(text: &str) -> Option<Status> {
    let words = normalise(text);
    let starts = |known: &[&str]| known.iter().any(|start| words.starts_with(start));
    if starts(&["refus", "rejet", "abandon", "annul", "non accord", "non acqui", "non obtenu"]) {
        Some(Status::Refused)
    } else if starts(&["sollicit", "demand", "en cours", "en attente", "instruction", "depos"]) {
        Some(Status::Asked)
    } else if starts(&["acqui", "accord", "obtenu", "notifi", "attribu", "vote", "signe", "confirm"]) {
        Some(Status::Granted)
    } else if starts(&["prevu", "prevision", "envisag", "a demander", "a solliciter", "pressenti"]) {
        Some(Status::Planned)
    } else {
        None
    }
}

/// `None` when there is nothing to compare; `Some(None)` when what was compared agrees.
type Compared = Option<Option<Finding>>;

fn rank_of(scope: &Scope<'_>, resource: &Resource) -> Option<usize> {
    let entry = entry_of(scope, resource)?;
    scope.project().co_financers.iter().position(|one| std::ptr::eq(one, entry))
}

fn status(scope: &Scope<'_>, resource: &Resource) -> Compared {
    let cell = resource.status.as_ref().filter(|cell| !cell.value.trim().is_empty())?;
    let here = status_of(&cell.value);
    if here == Some(Status::Refused) {
        return Some(Some(
            Finding::new("ressource refusée, et comptée dans le plan")
                .at(&cell.place)
                .found(&cell.value)
                .expected("une ressource sollicitée, prévue ou acquise")
                .mend("Retirez la ressource du plan, ou corrigez son statut."),
        ));
    }
    let rank = rank_of(scope, resource)?;
    let entry = scope.project().co_financers.get(rank)?;
    let there = status_of(entry.status.as_ref()?)?;
    // A word that is no status is a matter of its own.
    let Some(here) = here else {
        const KNOWN: [&str; 4] = ["Sollicité", "Acquis", "Prévu", "Refusé"];
        return Some(Some(
            Finding::new("statut de la ressource non compris").at(&cell.place).found(&cell.value).expected(
                match near(&cell.value, KNOWN) {
                    Some(name) => say!("peut-être « {} »", name),
                    None => "Sollicité, Acquis ou Prévu".into(),
                },
            ),
        ));
    };
    Some((here != there).then(|| {
        Finding::new(say!("le statut de « {} » n’est pas celui de projet.toml", &entry.name))
            .at(&cell.place)
            .at_field(format!("cofinanceurs[{rank}].statut"))
            .found(&cell.value)
            .expected(say!("« {} », comme dans projet.toml", entry.status.as_deref().unwrap_or_default()))
    }))
}

fn date(scope: &Scope<'_>, resource: &Resource) -> Compared {
    let cell = resource.date.as_ref()?;
    if let Some(effective) = scope.effective_date
        && cell.value > effective
    {
        return Some(Some(
            Finding::new("la date de décision est postérieure à la date d’effet du dossier")
                .at(&cell.place)
                .found(cell.value)
                .expected(say!("au plus tard le {}", effective)),
        ));
    }
    let rank = rank_of(scope, resource)?;
    let entry = scope.project().co_financers.get(rank)?;
    let there = entry.date?;
    Some((cell.value != there).then(|| {
        Finding::new(say!("la date de « {} » n’est pas celle de projet.toml", &entry.name))
            .at(&cell.place)
            .at_field(format!("cofinanceurs[{rank}].date"))
            .found(cell.value)
            .expected(there)
    }))
}

/// An identifier of the kind that `[[pieces]]` declares, in the cell of the document.
fn document(scope: &Scope<'_>, resource: &Resource) -> Compared {
    let Located { value, place } = resource.document.as_ref()?;
    let pieces = &scope.project().attachments;
    let of_kind = |word: &&str| {
        prefix(word).is_some_and(|own| pieces.iter().any(|piece| prefix(piece.id.trim()) == Some(own)))
    };
    let word =
        value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).find(of_kind)?;
    let is_known = pieces.iter().any(|piece| piece.id.trim().eq_ignore_ascii_case(word));
    Some((!is_known).then(|| {
        Finding::new("pièce citée par la ressource, et absente de [[pieces]]")
            .at(place)
            .at_field("pieces")
            .found(Fact::text(word))
            .expected("l’identifiant d’une pièce de projet.toml")
    }))
}

/// What stands before the number of an identifier: `P-` of `P-12`.
fn prefix(identifier: &str) -> Option<&str> {
    let letters = identifier.trim_end_matches(|c: char| c.is_ascii_digit());
    (letters.len() < identifier.len() && letters.starts_with(|c: char| c.is_ascii_alphabetic()))
        .then_some(letters)
}
