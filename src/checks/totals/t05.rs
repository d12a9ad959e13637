//! Staff cost as stated against annual cost ÷ annual hours × hours.

use super::shared::lines_compared;
use super::staff::{lacking, staff};
use super::wrong::wrong_line;
use crate::audit::magnitude::is_thousandfold;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Missing, Severity, say};

/// Staff cost as stated against annual cost ÷ annual hours × hours.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-05",
    title: "Coût de personnel = coût annuel ÷ heures annuelles × heures affectées",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le coût affecté de chaque ligne de personnel est comparé au calcul du règlement, à un centime près : coût annuel ÷ heures annuelles × heures (les heures d’un temps plein × la quotité quand la ligne ne les donne pas) ; coût mensuel ÷ heures mensuelles × heures ; ou, pour une part fixe, coût annuel × part, ou coût mensuel × nombre de mois × part.",
        why: "Le taux horaire est la première chose que recalcule un contrôle de service fait.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2, point a)",
            sentence: Some(
                "en divisant les derniers coûts salariaux bruts annuels documentés par 1 720 heures pour les personnes travaillant à temps plein, ou par le prorata d’heures correspondant à 1 720 heures pour les personnes travaillant à temps partiel;",
            ),
        },
        mend: "Rétablissez la formule : coût annuel ÷ heures annuelles × heures affectées, arrondi au centime une seule fois.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let staff = staff(scope);
        for (fault, figure) in staff.faults {
            if !is_thousandfold(fault.found, fault.expected) {
                answers.finding(wrong_line(scope.audit, &fault, fault.message()).from_figures([figure]));
            }
        }
        for line in staff.missing {
            answers.missing(Missing::of_workbook(say!(
                "{} de « {} » manquent ({})",
                Fact::Words(lacking(line).0),
                line.label.as_ref().map_or("sans intitulé", |label| &label.value),
                &line.place
            )));
        }
        if scope.budget().staff_lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        lines_compared(answers, staff.compared, "coût annuel, heures et coût affecté");
    }),
};
