//! Amount asked against base × rate.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// Amount asked against base × rate.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-04",
    title: "Aide demandée = assiette éligible × taux demandé",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide inscrite au plan est comparée à assiette × taux, avec la tolérance d’un euro constatée sur les opérations publiées.",
        why: "Un taux affiché sur une assiette qui n’est pas la sienne fait renvoyer le dossier.",
        source: "Opérations publiées du programme : 12 sur 408 dépassent de moins d’un euro ; guide du porteur (statut : à confirmer)",
        mend: "Recalculez l’aide demandée, ou corrigez taux_demande dans projet.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let grant = &scope.plan().grant;
        let fund_id = &scope.fund().identity.id;
        let typed =
            scope.project().fund_requests.get(fund_id).and_then(|request| request.requested_rate.as_ref());
        if let Some(typed) = typed.filter(|typed| crate::model::Rate::parse_percent(typed).is_none()) {
            answers.finding(
                Finding::new("le taux demandé n’est pas un pourcentage")
                    .at_field(format!("fonds.{fund_id}.taux_demande"))
                    .found(typed)
                    .expected("par exemple 45 %"),
            );
            return;
        }
        let (Some(requested), Some(computed)) = (grant.requested, grant.computed) else {
            answers.missing_at(
                "le montant demandé ou le taux demandé n’est pas renseigné",
                format!("fonds.{fund_id}.taux_demande"),
            );
            return;
        };
        let (Some(requested), Some(computed)) = (scope.money(requested), scope.money(computed)) else {
            answers.missing("l’assiette, le taux ou le montant demandé n’est pas connu");
            return;
        };
        let tolerance = scope.parameter("tolerance_taux").money().unwrap_or(Money::from_cents(100));
        if requested.distance(computed) > tolerance {
            let mut anomaly =
                Finding::new("l’aide demandée n’est pas le produit de l’assiette par le taux demandé");
            let fund = &scope.fund().identity.id;
            for line in scope.plan().resources.iter().filter(|line| line.fund.as_deref() == Some(fund)) {
                if let Some(cell) = &scope.budget().resources[line.resource].amount {
                    anomaly = anomaly.at(&cell.place);
                }
            }
            answers.finding(
                anomaly.at_field(format!("fonds.{fund}.taux_demande")).found(requested).expected(computed),
            );
        } else if requested == computed {
            answers.compliant(format!("{requested}, au centime"));
        } else {
            answers.compliant(format!(
                "{requested}, à {} près (tolérance de {tolerance})",
                requested.distance(computed)
            ));
        }
    }),
};
