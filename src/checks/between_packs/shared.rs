//! What several checks of this family share.

use crate::checks::{PackView, Scope};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Answers, Missing};
use crate::model::fund::Covers;
use crate::model::{Money, Place};

pub(in crate::checks) const ALONE: &str = "un seul dossier dans ce projet";

/// Compare the pack with each other one.
pub(in crate::checks) fn each<'a>(
    scope: &Scope<'a>,
    answers: &mut Answers,
    mut compare: impl FnMut(&PackView<'a>, &mut Answers),
) {
    if scope.others.is_empty() {
        answers.not_applicable(ALONE);
    }
    for other in scope.others {
        compare(other, answers);
    }
}

/// A figure of the pack and its amount there and in another pack; what is not known is said.
pub(in crate::checks) fn both(
    scope: &Scope<'_>,
    other: &PackView<'_>,
    id: &str,
    answers: &mut Answers,
) -> Option<(FigureKey, Money, Money)> {
    let key = scope.ledger().find(id)?;
    let here = scope.needed(key, answers);
    let there = other.computation.ledger.money(id);
    if there.is_none() && here.is_some() {
        answers.missing(Missing::of_workbook(say!(
            "« {} » n’est pas connu dans le dossier « {} »",
            &*scope.ledger().get(key).label,
            &other.fund.identity.short_title
        )));
    }
    Some((key, here?, there?))
}

/// Where two packs part: the first line that they do not count alike, else the flat rate that only one of them knows.
pub(in crate::checks) fn parting(
    scope: &Scope<'_>,
    other: &PackView<'_>,
    mut counted: impl FnMut(&crate::figures::plan::PlanLine) -> bool,
) -> Option<Place> {
    let there = other.computation;
    let mut lines = scope.plan().lines.iter().zip(&there.plan.lines).filter(|(line, _)| counted(line));
    let line =
        lines.find(|(here, line)| scope.ledger().value(here.amount) != there.ledger.value(line.amount));
    if let Some((line, _)) = line {
        return Some(scope.amount_cell(line));
    }
    let amount = |pack: &PackView<'_>| {
        let flat_rates = [&pack.computation.plan.indirect, &pack.computation.plan.flat_staff];
        flat_rates.map(|flat| flat.as_ref().map(|flat| pack.computation.ledger.value(flat.amount)))
    };
    let [indirect, staff] = amount(&scope.pack);
    let [indirect_there, staff_there] = amount(other);
    let at = |section: Covers| Place::field("projet.toml", format!("{}.regle", section.section()));
    if staff != staff_there {
        return Some(at(Covers::Staff));
    }
    (indirect != indirect_there).then(|| at(Covers::Indirect))
}
