//! What several checks of this family share.

use crate::checks::Scope;
use crate::figures::plan::FlatRatePlan;
use crate::findings::say;
use crate::findings::{Answers, Missing};
use crate::model::fund::{Covers, FlatRate, Status};

/// Why a check has nothing to say.
pub(super) const NONE_ASKED: &str = "aucun forfait demandé";

/// A flat rate that the project asks for.
pub(super) struct Asked<'a> {
    section: &'static str,
    /// Its identifier, as typed.
    pub rule: &'a str,
    /// Its rate, as typed.
    pub rate: &'a str,
    /// What the fund knows of it; `None` when the fund does not know it.
    pub flat: Option<&'a FlatRate>,
    /// Its figures.
    pub plan: Option<&'a FlatRatePlan>,
}

impl Asked<'_> {
    /// The field that names it.
    pub fn rule_field(&self) -> String {
        format!("{}.regle", self.section)
    }

    /// The field that gives its rate.
    pub fn rate_field(&self) -> String {
        format!("{}.taux", self.section)
    }

    /// The section that it should stand in, when it is in another one.
    pub fn other_section(&self) -> Option<&'static str> {
        self.flat.map(|flat| flat.covers().section()).filter(|section| *section != self.section)
    }
}

/// The flat rates that the project asks for; that there is none is said.
pub(super) fn asked<'a>(scope: &Scope<'a>, answers: &mut Answers) -> Vec<Asked<'a>> {
    let (project, plan) = (scope.project(), scope.plan());
    let known = |rule: &str| scope.fund().flat_rates.iter().find(|flat| flat.id == rule);
    let staff = project.staff_costs.as_ref().map(|choice| Asked {
        section: Covers::Staff.section(),
        rule: &choice.rule,
        rate: &choice.rate,
        flat: known(&choice.rule),
        plan: plan.flat_staff.as_ref(),
    });
    let indirect = project.indirect_costs.as_ref().map(|choice| Asked {
        section: Covers::Indirect.section(),
        rule: &choice.rule,
        rate: &choice.rate,
        flat: known(&choice.rule),
        plan: plan.indirect.as_ref(),
    });
    if staff.is_none() && indirect.is_none() {
        answers.not_applicable(NONE_ASKED);
    }
    staff.into_iter().chain(indirect).collect()
}

/// The flat rates of the plan, with what the fund knows of each; why one is not in the plan is said.
pub(super) fn of_plan<'a>(
    scope: &Scope<'a>,
    answers: &mut Answers,
) -> Vec<(Asked<'a>, &'a FlatRate, &'a FlatRatePlan)> {
    let mut held = Vec::new();
    for asked in asked(scope, answers) {
        match (asked.flat, asked.plan) {
            (Some(flat), Some(plan)) => held.push((asked, flat, plan)),
            _ => answers.missing(unknown(&asked)),
        }
    }
    held
}

/// The flat rate of the plan for indirect costs or for all the rest; why there is none is said.
pub(super) fn of_other_costs<'a>(scope: &Scope<'a>, answers: &mut Answers) -> Option<&'a FlatRate> {
    let held = of_plan(scope, answers);
    let found = held.iter().find(|(_, flat, _)| flat.covers() != Covers::Staff).map(|(_, flat, _)| *flat);
    if found.is_none() && !held.is_empty() && scope.project().indirect_costs.is_none() {
        answers.not_applicable("aucun forfait de coûts indirects demandé");
    }
    found
}

/// A flat rate that the fund does not know, or that stands where it has no effect.
pub(super) fn unknown(asked: &Asked<'_>) -> Missing {
    let what = match asked.other_section() {
        Some(section) => say!("le forfait « {} » ne se demande que sous [{}]", asked.rule, section),
        None => say!(
            "le forfait « {} » n’est pas un de ceux du fonds : ses règles ne sont pas connues",
            asked.rule
        ),
    };
    Missing::of_applicant(what, asked.rule_field())
}

/// True when a text of the fund confirms the flat rate; else its rules cannot be relied upon, and that is said.
pub(super) fn is_confirmed(flat: &FlatRate, answers: &mut Answers) -> bool {
    if flat.status == Status::Confirme {
        return true;
    }
    answers.missing(
        Missing::of_authority(say!("le fonds ne confirme pas qu’il admet le forfait « {} »", &flat.label))
            .how(say!("Ce qui est connu : {}.", &flat.source)),
    );
    false
}
