//! The total column of a wide table against its years.

use super::arithmetic::{around, followers, sum_of_years, told_as_slips};
use crate::checks::table_totals::judge;
use crate::checks::totals::formulas::spreading;
use crate::checks::totals::magnitude::is_thousandfold;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// The total column of a wide table against its years.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-30",
    title: "Le total de chaque ligne est la somme de ses années",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans un tableau qui a une colonne par année, la colonne de total est comparée, au centime, à la somme des années de la ligne.",
        why: "Le plan retient les années : un total qui dit autre chose est un montant que personne ne finance, ou qui est compté deux fois.",
        source: "Règlement (UE) 2021/1060, art. 73, § 2, c) ; plan de financement annuel : guide du porteur (statut : à confirmer)",
        mend: "Rétablissez la formule du total sur toutes les années de la ligne, ou corrigez l’année oubliée.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let splits = &scope.budget().year_splits;
        let judged = judge(scope);
        let mut slips = 0usize;
        for split in splits {
            let sum = sum_of_years(split);
            if is_thousandfold(split.total.value, sum) {
                slips += 1;
                continue;
            }
            answers.expect(sum == split.total.value, || {
                let parts: Vec<String> = split.parts.iter().map(|part| part.value.to_string()).collect();
                let spreads = followers(&judged, &split.total.place);
                let mut anomaly = Finding::new(format!(
                    "le total de « {} » n’est pas la somme de ses années (écart de {}){}",
                    split.label,
                    split.total.value.distance(sum),
                    spreading(&split.total.place, &spreads)
                ))
                .at(&split.total.place);
                for part in &split.parts {
                    anomaly = anomaly.at(&part.place);
                }
                anomaly
                    .found(split.total.value)
                    .expected(format!("{sum} = {}", parts.join(" + ")))
                    .around(around(scope, &split.total.place))
            });
        }
        told_as_slips(answers, slips);
        if splits.is_empty() {
            answers.not_applicable("aucun tableau à une colonne par année et un total");
        } else {
            answers.compliant(counted(
                splits.len(),
                "total comparé à ses années",
                "totaux comparés à leurs années",
            ));
        }
    }),
};
