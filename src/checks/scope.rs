//! What a check may look at.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Firmness;
use super::renamed::renamed;
use crate::audit::{Audit, Survey};
use crate::evidence::Pieces;
use crate::figures::plan::{Computation, Plan, PlanLine};
use crate::figures::{FigureKey, Ledger};
use crate::findings::Answers;
use crate::model::form::Answer;
use crate::model::fund::{Category, NatureRole, Support};
use crate::model::staffing::Siblings;
use crate::model::{Budget, Fund, Money, Place, Project, Rate};
use crate::rules::{Rules, Texts};
use crate::source::{Description, ProjectFolder};

/// The figures of one fund, for comparison between packs.
#[derive(Debug, Clone, Copy)]
pub struct PackView<'a> {
    /// The fund.
    pub fund: &'a Fund,
    /// Its figures.
    pub computation: &'a Computation,
}

/// Everything a check may look at; it changes nothing.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The project's files.
    pub folder: &'a ProjectFolder,
    /// What its attachments hold.
    pub pieces: &'a Pieces<'a>,
    /// What the workbook says, whatever the fund.
    pub audit: &'a Audit<'a>,
    /// The narrative.
    pub description: Option<&'a Description>,
    /// The date rules are applied at.
    pub effective_date: Option<Date>,
    /// The legal texts whose days are known.
    pub texts: &'a Texts,
    /// The pack being checked.
    pub pack: PackView<'a>,
    /// The other projects of the run, when several are checked together; a pack never depends on them.
    pub siblings: Option<&'a Siblings>,
    /// The other packs of the project.
    pub others: &'a [PackView<'a>],
    /// What printing would do to the texts of the project, then to those of the fund.
    pub surveys: [&'a Survey; 2],
    /// The waivers that cover something in some pack, by rank; none before every pack is judged.
    pub used_waivers: &'a BTreeSet<usize>,
    /// How firm each check is.
    pub firmness: &'a [Firmness],
}

impl<'a> Scope<'a> {
    /// The project.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        &self.folder.project
    }

    /// How firm the check of a code is, a code of old forgiven.
    #[must_use]
    pub fn firm(&self, code: &str) -> Option<&'a Firmness> {
        let code = renamed(code).unwrap_or(code.trim());
        self.firmness.iter().find(|check| check.code.eq_ignore_ascii_case(code))
    }

    /// The budget.
    #[must_use]
    pub fn budget(&self) -> &'a Budget {
        self.audit.budget()
    }

    /// The fund.
    #[must_use]
    pub fn fund(&self) -> &'a Fund {
        self.pack.fund
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        &self.pack.computation.plan
    }

    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> &'a Ledger {
        &self.pack.computation.ledger
    }

    /// The amount of a figure, when known.
    #[must_use]
    pub fn money(&self, key: FigureKey) -> Option<Money> {
        self.ledger().value(key).money()
    }

    /// The rate of a figure, when known.
    #[must_use]
    pub fn rate(&self, key: FigureKey) -> Option<Rate> {
        self.ledger().value(key).rate()
    }

    /// The rules of the fund on the days that count.
    #[must_use]
    pub fn rules(&self) -> Rules<'a> {
        Rules::new(self.fund(), self.project(), self.effective_date)
    }

    /// What the project answers to the form of the fund.
    #[must_use]
    pub fn answers(&self) -> &'a BTreeMap<String, Answer> {
        self.project().answers_to(&self.fund().identity.id)
    }

    /// True, once it is said, under a fund that gives no money and to which none is asked.
    pub fn gives_no_money(&self, answers: &mut Answers) -> bool {
        let is_so =
            self.fund().identity.support == Support::Accompagnement && self.plan().grant.requested.is_none();
        if is_so {
            answers.not_applicable("ce fonds n’accorde pas d’argent : aucune aide ne lui est demandée");
        }
        is_so
    }

    /// The section of `projet.toml` about the fund, as typed: TOML wants an identifier with a dot between quotes.
    #[must_use]
    pub fn fund_section(&self) -> String {
        let id = &self.fund().identity.id;
        if id.contains('.') { format!("fonds.\"{id}\"") } else { format!("fonds.{id}") }
    }

    /// The key of `projet.toml` under which the applicant may give a parameter.
    #[must_use]
    pub fn parameter_field(&self, name: &str) -> String {
        format!("{}.parametres.{name}", self.fund_section())
    }

    /// The category of a plan line.
    #[must_use]
    pub fn category(&self, line: &PlanLine) -> Option<&'a Category> {
        line.category.and_then(|index| self.fund().categories.get(index))
    }

    /// The role of a resource line's nature.
    #[must_use]
    pub fn nature_role(&self, nature: Option<usize>) -> Option<NatureRole> {
        nature.and_then(|index| self.fund().natures.get(index)).map(|nature| nature.role)
    }

    /// The cell that names a plan line.
    #[must_use]
    pub fn place(&self, line: &PlanLine) -> &'a Place {
        self.row(line).place()
    }

    /// The label of a plan line.
    #[must_use]
    pub fn label(&self, line: &PlanLine) -> &'a str {
        self.row(line).label().as_ref().map_or("sans intitulé", |label| &*label.value)
    }

    /// True when the operation holds an investment category.
    #[must_use]
    pub fn has_investment(&self) -> bool {
        self.plan().has_investment(self.fund())
    }
}
