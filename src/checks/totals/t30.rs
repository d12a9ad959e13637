//! The total column of a wide table against its years.

use crate::audit::magnitude::is_thousandfold;
use crate::audit::totals::{sum_of_years, to_type};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The total column of a wide table against its years.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-30",
    title: "Le total de chaque ligne est la somme de ses années",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans un tableau qui a une colonne par année, la colonne de total est comparée, au centime, à la somme des années de la ligne.",
        why: "Le plan retient les années : un total qui dit autre chose est un montant que personne ne finance, ou qui est compté deux fois.",
        basis: Basis::Arithmetic("Règle arithmétique : le total d’une ligne est la somme de ses années"),
        mend: "Rétablissez la formule du total sur toutes les années de la ligne, ou corrigez l’année oubliée.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let splits = &audit.budget().year_splits;
        for split in splits {
            let (total, sum) = (split.total.value, sum_of_years(split));
            // T-28 tells a factor of a thousand.
            if sum == total || is_thousandfold(total, sum) {
                continue;
            }
            let parts = Fact::list_with(split.parts.iter().map(|part| part.value), " + ");
            answers.finding(
                Finding::new(say!(
                    "le total de « {} » n’est pas la somme de ses années (écart de {})",
                    &split.label,
                    total.distance(sum)
                ))
                .at(&split.total.place)
                .at_all(split.parts.iter().map(|part| &part.place))
                .found(total)
                .expected(say!("{} = {}", sum, parts))
                .mended_by(&split.total.place, to_type(audit, &split.total.place, total, sum)),
            );
        }
        if splits.is_empty() {
            answers.not_applicable("aucun tableau à une colonne par année et un total");
        }
        answers.compared(
            splits.len(),
            say!(
                "{}",
                Fact::count(splits.len(), "total comparé à ses années", "totaux comparés à leurs années")
            ),
        );
    }),
};
