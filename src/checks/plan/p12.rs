//! Resources and `[[cofinanceurs]]` against each other.

use super::co_financers::{entry_of, left_over};
use super::p11::known;
use super::shared::GUIDE;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::Resource;
use crate::model::project::CoFinancer;
use crate::model::text::normalise;
use crate::source::table::ColumnRole;

/// Resources and `[[cofinanceurs]]` against each other.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-12",
    title: "Les cofinanceurs du classeur et de projet.toml sont les mêmes",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ressource du classeur est cherchée, par son nom, dans [[cofinanceurs]], et réciproquement.",
        why: "Un cofinanceur par ligne, avec sa lettre : ce qui n’est que d’un côté n’est pas prouvé.",
        basis: Basis::Usage(GUIDE),
        mend: "Donnez au cofinanceur le même nom des deux côtés.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (resources, entries) = (&scope.budget().resources, &scope.project().co_financers);
        if resources.is_empty() && entries.is_empty() {
            answers.not_applicable("ni le classeur ni projet.toml ne nomme de cofinanceur");
            return;
        }
        let left = left_over(scope);
        for (resource, entry) in &left.pairs {
            let (resource, name) = (&resources[*resource], &entries[*entry].name);
            let written = resource.co_financer.as_ref().map_or("sans nom", |cell| &*cell.value);
            let finding = Finding::new(say!(
                "« {} » du classeur et « {} » de projet.toml : sans doute le même cofinanceur, écrit autrement",
                written,
                name
            ));
            answers.finding(
                staked(finding, resource)
                    .at(&scope.resource_cell(resource, ColumnRole::CoFinancer))
                    .at_field(format!("cofinanceurs[{entry}].nom"))
                    .found(Fact::text(written))
                    .expected(Fact::text(name)),
            );
        }
        for resource in left.resources.iter().map(|index| &resources[*index]) {
            let finding = match &resource.co_financer {
                Some(cell) => Finding::new(say!("« {} » n’a pas d’entrée [[cofinanceurs]]", &*cell.value)),
                None => Finding::new("la ressource ne nomme pas de cofinanceur"),
            };
            answers.finding(
                staked(finding, resource)
                    .at(&scope.resource_cell(resource, ColumnRole::CoFinancer))
                    .at_field("cofinanceurs"),
            );
        }
        for index in &left.entries {
            answers.finding(
                Finding::new(say!("« {} » n’est pas dans la feuille Ressources", &entries[*index].name))
                    .at_field(format!("cofinanceurs[{index}].nom"))
                    .mend(
                        "Ajoutez la ligne à la feuille Ressources, ou retirez le cofinanceur de projet.toml.",
                    ),
            );
        }
        for (index, entry) in entries.iter().enumerate() {
            natures_agree(scope, answers, index, entry);
        }
        let found = resources.iter().filter(|resource| entry_of(scope, resource).is_some()).count();
        answers.compared(
            found,
            Fact::count(found, "cofinanceur nommé des deux côtés", "cofinanceurs nommés des deux côtés"),
        );
    }),
};

/// What a resource brings is at stake.
fn staked(finding: Finding, resource: &Resource) -> Finding {
    match &resource.amount {
        Some(amount) => finding.stake(amount.value),
        None => finding,
    }
}

/// The nature of `[[cofinanceurs]]` is one the fund knows, and the one the workbook gives.
fn natures_agree(scope: &Scope<'_>, answers: &mut Answers, index: usize, entry: &CoFinancer) {
    let Some(written) = &entry.nature else { return };
    let field = format!("cofinanceurs[{index}].nature");
    let fund = scope.fund();
    let Some(here) = fund.find_nature(written) else {
        answers.finding(
            Finding::new(say!("la nature de « {} » n’est pas une de celles du fonds", &entry.name))
                .at_field(field)
                .found(written)
                .expected(known(scope, Some(written))),
        );
        return;
    };
    let wanted = normalise(&entry.name);
    for resource in &scope.budget().resources {
        let same_name = resource.co_financer.as_ref().is_some_and(|cell| normalise(&cell.value) == wanted);
        if let (true, Some(cell)) = (same_name, &resource.nature) {
            // A nature that the fund does not know is told as such.
            let there = fund.find_nature(&cell.value);
            answers.expect(there.is_none() || there == Some(here), || {
                let finding = Finding::new(say!(
                    "la nature de « {} » diffère entre le classeur et projet.toml",
                    &entry.name
                ));
                staked(finding, resource)
                    .at(&cell.place)
                    .at_field(field.clone())
                    .found(cell.value.to_string())
                    .expected(say!("« {} », comme dans projet.toml", written))
            });
        }
    }
}
