//! The line of the fund.

use super::co_financers::left_over;
use super::shared::{GUIDE, grant_cells};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::table::ColumnRole;

/// The line of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-03",
    title: "Le plan porte l’aide demandée à ce fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Une ligne de la feuille Ressources doit être rattachée à ce fonds par [[cofinanceurs]] de projet.toml.",
        why: "Sans elle, la demande n’a pas de montant.",
        basis: Basis::Usage(GUIDE),
        mend: "Dans projet.toml, ajoutez fonds = \"<identifiant du fonds>\" au cofinanceur de même nom que la ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.gives_no_money(answers) {
            return;
        }
        let fund = &scope.fund().identity;
        if let Some(key) = scope.plan().grant.requested {
            let lines = grant_cells(scope, &fund.id).len();
            let lines = Fact::count(lines, "ressource rattachée au fonds", "ressources rattachées au fonds");
            let what = match scope.money(key) {
                Some(amount) => say!("{} : {}", lines, amount),
                None => lines.into(),
            };
            answers.compared(1, what);
            return;
        }
        // The entry may be there under a name that no resource bears.
        let entries = &scope.project().co_financers;
        let of_fund = |index: &usize| entries[*index].fund.as_ref() == Some(&fund.id);
        let left = left_over(scope);
        if let Some((resource, entry)) = left.pairs.iter().find(|(_, entry)| of_fund(entry)) {
            let resource = &scope.budget().resources[*resource];
            let finding = Finding::new(say!(
                    "l’aide demandée au fonds « {} » n’est pas trouvée : le classeur et projet.toml n’écrivent pas de même son nom",
                    &fund.short_title
                ))
                .at(&scope.resource_cell(resource, ColumnRole::CoFinancer))
                .at_field(format!("cofinanceurs[{entry}].nom"))
                .found(resource.co_financer.as_ref().map_or_else(|| "vide".into(), |cell| Fact::text(&*cell.value)))
                .expected(Fact::text(&entries[*entry].name));
            answers.finding(match &resource.amount {
                Some(amount) => finding.stake(amount.value),
                None => finding,
            });
        } else if let Some(entry) = left.entries.iter().find(|entry| of_fund(entry)) {
            answers.finding(
                Finding::new(say!(
                    "« {} », rattaché au fonds « {} », n’est pas dans la feuille Ressources",
                    &entries[*entry].name,
                    &fund.short_title
                ))
                .at_field(format!("cofinanceurs[{entry}].nom"))
                .mend("Ajoutez la ligne à la feuille Ressources, ou corrigez le nom : il doit être le même des deux côtés."),
            );
        } else {
            answers.finding(
                Finding::new(say!(
                    "à renseigner : la ressource demandée au fonds « {} » ; aucune ne lui est rattachée",
                    &fund.short_title
                ))
                .at_field("cofinanceurs")
                .expected(say!("un cofinanceur dont le fonds est « {} »", &fund.id)),
            );
        }
    }),
};
