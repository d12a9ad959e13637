//! The method behind each unit cost and lump sum.

use super::scales::{NONE, field};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::simplified::SimplifiedForm;

/// The method behind each unit cost and lump sum.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-10",
    title: "Chaque coût unitaire ou montant forfaitaire a la méthode qui l’établit",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque entrée de couts_simplifies dit laquelle des cinq méthodes de l’article l’établit, et la pièce qui la prouve ; un coût unitaire dit aussi son unité, un montant forfaitaire son livrable. Le texte de la pièce se relit à la main.",
        why: "L’auditeur demande la méthode, non les factures : sans elle, tout le montant est retiré.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 3",
            sentence: Some(
                "Les montants relatifs aux formes de subvention visées au paragraphe 1, premier alinéa, points b), c) et d), sont déterminés de l’une des manières suivantes",
            ),
        },
        mend: "Écrivez couts_simplifies.methode (calcul, projet_de_budget, politique_union, regime_national ou reglement), et joignez la pièce qui la décrit.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let costs = &scope.project().simplified_costs;
        if costs.is_empty() {
            answers.not_applicable(NONE);
            return;
        }
        for (index, cost) in costs.iter().enumerate() {
            let (name, counted) = match cost.form {
                SimplifiedForm::CoutUnitaire => ("unite", &cost.unit),
                SimplifiedForm::MontantForfaitaire => ("livrable", &cost.deliverable),
            };
            if counted.as_ref().is_none_or(|text| text.trim().is_empty()) {
                answers.missing_field(field(index, name).as_str());
            }
            let Some(method) = cost.method else {
                answers.missing_field(field(index, "methode").as_str());
                continue;
            };
            match &cost.piece {
                Some(piece) => answers.declared(say!(
                    "« {} », {} : établi par {}, pièce {}",
                    &cost.label,
                    cost.form.french(),
                    method.french(),
                    piece
                )),
                None => answers.finding(
                    Finding::new(say!("aucune pièce n’établit « {} »", &cost.label))
                        .at_field(field(index, "piece"))
                        .expected(say!("une pièce qui décrit {}", method.french())),
                ),
            }
        }
    }),
};
