//! What several checks of this family share.

use crate::checks::{PackView, Scope};
use crate::findings::Answers;
use crate::model::Money;

pub(in crate::checks) const SOURCE: &str = "Décret n° 2022-608 du 21 avril 2022, art. 4 ; guide du porteur : un même plan devant chaque financeur (statut : à confirmer)";

pub(in crate::checks) fn each<'a>(
    scope: &Scope<'a>,
    answers: &mut Answers,
    mut compare: impl FnMut(&PackView<'a>, &mut Answers),
) {
    if scope.others.is_empty() {
        answers.not_applicable("un seul dossier dans ce projet");
    }
    for other in scope.others {
        compare(other, answers);
    }
}

pub(in crate::checks) fn money(pack: &PackView<'_>, id: &str) -> Option<Money> {
    pack.computation.ledger.money(id)
}
