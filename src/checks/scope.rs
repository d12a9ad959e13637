//! What a check may look at.

use jiff::civil::Date;

use crate::audit::{Audit, Survey};
use crate::evidence::Pieces;
use crate::figures::plan::{Computation, Plan, PlanLine};
use crate::figures::{FigureKey, Ledger, Value};
use crate::findings::say;
use crate::findings::{Answers, Missing};
use crate::model::fund::{Category, NatureRole, Status};
use crate::model::{Budget, Fund, Money, Place, Project, Rate};
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
    /// The pack being checked.
    pub pack: PackView<'a>,
    /// The other packs of the project.
    pub others: &'a [PackView<'a>],
    /// What printing would do to the texts of the project, then to those of the fund.
    pub surveys: [&'a Survey; 2],
}

impl<'a> Scope<'a> {
    /// The project.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        &self.folder.project
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

    /// A numeric parameter's value; `Missing` when the fund has none of that name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Value {
        self.plan().parameters.get(name).map_or(Value::Missing, |key| self.ledger().value(*key))
    }

    /// Say that a parameter has no value, and under which key the applicant may give one.
    pub fn missing_parameter(&self, name: &str, answers: &mut Answers) {
        let fund = self.fund();
        let parameter = fund.parameters.get(name);
        let label = parameter.map_or(name, |parameter| parameter.label.as_str());
        let missing = Missing::of_authority(say!("le paramètre « {} » n’a pas de valeur", label))
            .in_field(self.parameter_field(name));
        // The source of an empty parameter says who holds its value.
        answers.missing(match parameter.map(|parameter| parameter.source.trim()) {
            Some(source) if !source.is_empty() => missing.how(say!("Où la trouver : {}.", source)),
            _ => missing,
        });
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

    /// A date parameter: the applicant's own where no text confirms the fund's, as for numbers.
    #[must_use]
    pub fn date_parameter(&self, name: &str) -> Option<Date> {
        self.text_parameter(name)?.0.trim().parse().ok()
    }

    /// A parameter as typed, and its source: the applicant's own where no text confirms the fund's.
    #[must_use]
    pub fn text_parameter(&self, name: &str) -> Option<(&'a str, &'a str)> {
        let fund = self.fund();
        let parameter = fund.parameters.get(name)?;
        let request = self.project().fund_requests.get(&fund.identity.id);
        let supplied = request.and_then(|request| request.parameters.get(name));
        let supplied = supplied.filter(|_| parameter.status != Status::Confirme);
        match supplied {
            Some(supplied) => Some((supplied.value.as_str(), supplied.source.as_str())),
            None => Some((parameter.value.as_deref()?, parameter.source.as_str())),
        }
    }

    /// The source of a parameter.
    #[must_use]
    pub fn parameter_source(&self, name: &str) -> Option<&'a str> {
        self.fund().parameters.get(name).map(|parameter| parameter.source.as_str())
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
        use crate::model::fund::CategoryRole::{Investissement, Terrain};
        self.plan().categories.iter().any(|plan| {
            plan.category
                .and_then(|index| self.fund().categories.get(index))
                .is_some_and(|category| matches!(category.role, Investissement | Terrain))
        })
    }
}
