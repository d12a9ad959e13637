//! The contracts of the operation, with the lines of the plan that they buy.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::typed_amount;
use crate::figures::plan::{LineSource, Plan};
use crate::model::french::french_date;
use crate::model::text::normalise;
use crate::model::{Budget, Project};

/// A contract.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContractView {
    /// What is bought.
    pub subject: String,
    /// « marché de services ».
    pub nature: String,
    /// Estimated value of the need, excluding VAT, as the project states it.
    pub value: String,
    /// Day the procedure is launched, in French.
    pub date: Option<String>,
    /// « procédure adaptée ».
    pub procedure: Option<String>,
    /// Numbers of the lines of the plan that it covers.
    pub lines: String,
    /// Attachment that holds its file.
    pub piece: Option<String>,
}

/// Fill the contracts, in the order of the project.
pub(in crate::documents) fn contracts(project: &Project, plan: &Plan, budget: &Budget) -> Vec<ContractView> {
    project
        .contracts
        .iter()
        .map(|contract| {
            let bought: Vec<String> = contract.purchases.iter().map(|label| normalise(label)).collect();
            let covers = |source: LineSource| {
                let LineSource::Expense(index) = source else { return false };
                let label = budget.expense_lines.get(index).and_then(|line| line.label.as_ref());
                label.is_some_and(|label| bought.contains(&normalise(&label.value)))
            };
            let lines = plan.lines.iter().filter(|line| covers(line.source));
            let codes: Vec<&str> = lines.map(|line| &*line.code).collect();
            ContractView {
                subject: contract.subject.clone(),
                nature: contract.nature.french().to_owned(),
                value: typed_amount(&contract.value),
                date: contract.date.map(french_date),
                procedure: contract.procedure.map(|procedure| procedure.french().to_owned()),
                lines: crate::documents::ranges::ranges(&codes),
                piece: contract.piece.clone(),
            }
        })
        .collect()
}
