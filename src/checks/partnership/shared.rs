//! What several checks of this family share.

use crate::checks::Scope;
use crate::figures::FigureKey;
use crate::findings::Answers;
use crate::model::Money;
use crate::model::project::Partner;
use crate::model::text::normalise;

/// The decree's article, and its sentence on conventions.
pub(super) const CITATION: &str = "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°";
pub(super) const SENTENCE: &str = "Elle précise notamment le plan de financement de l’opération, les obligations respectives des signataires, les modalités de reversement de l’aide et de traitement des litiges ainsi que les responsabilités des parties en cas de procédure de recouvrement d’indus.";

/// True when others than the applicant take part; else that it is alone is said.
pub(super) fn is_collaborative(scope: &Scope<'_>, answers: &mut Answers) -> bool {
    let has_others = others(scope).next().is_some();
    if !has_others {
        answers.not_applicable("le demandeur conduit seul l’opération");
    }
    has_others
}

/// The partners other than the applicant.
pub(super) fn others<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Partner> {
    let project = scope.project();
    project.partners.iter().filter(|partner| !is_lead(scope, partner))
}

/// True for a partner that a convention writes by its identifier or by its name.
pub(super) fn is_called(partner: &Partner, written: &str) -> bool {
    [&partner.id, &partner.name].map(|name| normalise(name)).contains(&normalise(written))
}

/// True for the applicant among the partners.
pub(super) fn is_lead(scope: &Scope<'_>, partner: &Partner) -> bool {
    normalise(&partner.name) == normalise(&scope.project().applicant.legal_name)
}

/// What the lines of a partner make in the plan; zero when it bears none.
pub(super) fn borne(scope: &Scope<'_>, partner: &Partner, answers: &mut Answers) -> Option<Money> {
    match total_of(scope, partner) {
        Some(key) => scope.needed(key, answers),
        None => Some(Money::ZERO),
    }
}

/// The figure of what a partner bears; none when no line names it.
pub(super) fn total_of(scope: &Scope<'_>, partner: &Partner) -> Option<FigureKey> {
    let name = normalise(&partner.name);
    scope.plan().partner_totals.iter().find(|(other, _)| normalise(other) == name).map(|(_, key)| *key)
}
