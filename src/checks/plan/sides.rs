//! What the checks of the sides in another currency share.

use crate::checks::Scope;
use crate::figures::FigureKey;
use crate::figures::plan::SidePlan;
use crate::findings::Answers;
use crate::model::Money;
use crate::model::currency::Foreign;
use crate::model::side::SideBudget;
use crate::rules::{Held, RuleValue, Ruling};

impl Scope<'_> {
    /// True, once it is said, where the plan has no side in another currency.
    pub(in crate::checks) fn has_no_side(&self, answers: &mut Answers) -> bool {
        let is_so = self.plan().sides.is_empty();
        if is_so && self.fund().sides.is_empty() {
            answers.not_applicable("ce fonds ne demande pas de volet en une autre monnaie");
        } else if is_so {
            // What is missing is told by P-22.
            answers.missing_field("volets");
        }
        is_so
    }

    /// The name of a side.
    pub(in crate::checks) fn side_title(&self, side: &SidePlan) -> &str {
        self.project().sides.get(side.side).map_or("", |side| side.title.as_str())
    }

    /// What the workbook states of a side.
    pub(in crate::checks) fn side_budget(&self, side: &SidePlan) -> Option<&SideBudget> {
        self.budget().sides.iter().find(|budget| budget.rank == side.side)
    }

    /// The amount of a figure of a side; what it lacks is said when it is not known.
    pub(in crate::checks) fn needed_foreign(
        &self,
        key: FigureKey,
        answers: &mut Answers,
    ) -> Option<Money<Foreign>> {
        let amount = self.ledger().value(key).foreign();
        if amount.is_none() {
            self.missing_figure(key, answers);
        }
        amount
    }

    /// The amount of a parameter in another currency; why there is none is said.
    pub(in crate::checks) fn rule_foreign(
        &self,
        name: &str,
        answers: &mut Answers,
    ) -> Option<Held<Money<Foreign>>> {
        let held = match self.rules().named(name) {
            Ruling::Held(held) => held.typed(RuleValue::foreign),
            _ => None,
        };
        if held.is_none() {
            self.lacks_parameter(name, answers);
        }
        held
    }
}
