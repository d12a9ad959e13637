//! Amount asked against base × rate.

use super::shared::{exact, grant_cells, requested};
use crate::checks::reliance::relied;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::{Money, Place, Rate};
use crate::rules::catalogue::RATE_TOLERANCE;
use crate::rules::{RuleValue, Ruling};
use rust_decimal::Decimal;

/// Amount asked against base × rate.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-04",
    title: "Aide demandée = assiette éligible × taux demandé",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide inscrite au plan est comparée à assiette × taux, avec l’écart que le fonds admet (paramètre tolerance_taux) ; sans lui, au centime.",
        why: "Un taux affiché sur une assiette qui n’est pas la sienne fait renvoyer le dossier.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : l’aide est le produit de l’assiette par le taux ; écart admis : opérations publiées du programme, 12 sur 408 dépassent de moins d’un euro",
        ),
        mend: "Inscrivez l’aide calculée dans la feuille Ressources, ou corrigez taux_demande dans projet.toml si c’est l’aide qui est voulue.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let grant = &scope.plan().grant;
        let fund = &scope.fund().identity.id;
        let field = format!("fonds.{fund}.taux_demande");
        let typed =
            scope.project().fund_requests.get(fund).and_then(|request| request.requested_rate.as_ref());
        if let Some(typed) = typed.filter(|typed| Rate::parse_percent(typed).is_none()) {
            answers.finding(
                Finding::new("le taux demandé n’est pas un pourcentage")
                    .at_field(field)
                    .found(typed)
                    .expected("par exemple 45 %"),
            );
            return;
        }
        let asked = requested(scope, answers);
        let (Some(rate), Some(product)) = (grant.requested_rate, grant.computed) else {
            answers.missing(Missing::of_applicant(
                "le taux d’aide demandé à ce fonds n’est pas renseigné",
                format!("{}.taux_demande", scope.fund_section()),
            ));
            return;
        };
        let (Some(computed), Some(asked)) = (scope.needed(product, answers), asked) else { return };
        // A gap is admitted when the fund says how much.
        let tolerance = match scope.rules().of(RATE_TOLERANCE) {
            Ruling::Held(held) => held.typed(RuleValue::money),
            _ => None,
        };
        let admitted = tolerance.as_ref().map_or(Money::ZERO, |held| held.value);
        let gap = asked.distance(computed);
        if gap <= admitted {
            answers.compared(
                1,
                match tolerance {
                    Some(tolerance) if gap != Money::ZERO => {
                        say!("{}, à {} près (écart admis de {})", asked, gap, relied(&tolerance))
                    }
                    _ => say!("{}, au centime", asked),
                },
            );
            return;
        }
        let cells = grant_cells(scope, fund);
        let mut finding =
            Finding::new("l’aide demandée n’est pas le produit de l’assiette par le taux demandé")
                .at_all(&cells);
        if let [cell] = cells.as_slice() {
            finding = finding.mended_by(cell, computed.to_decimal());
            if scope.audit.has_formula(cell) {
                finding = finding.mend(
                    "Corrigez la formule de l’aide, ou taux_demande dans projet.toml si c’est l’aide qui est voulue.",
                );
            }
        }
        let base = scope.money(scope.plan().eligible_base);
        let detail: Sentence = match base.zip(scope.rate(rate)) {
            Some((base, rate)) => say!(" = {} × {}{}", base, exact(rate), needed_rate(scope, asked, base)),
            None => "".into(),
        };
        // An own contribution typed too, and wrong too: the same slip, that nothing recomputes these amounts any more.
        if let ([cell], Some(own)) = (cells.as_slice(), typed_own(scope))
            && !scope.audit.has_formula(cell)
        {
            finding = finding.net().following(&[own]);
        }
        answers.finding(
            finding
                .at_field(field)
                .found(asked)
                .expected(say!("{}{}", computed, detail))
                .from_figures(grant.requested.into_iter().chain([product])),
        );
    }),
};

/// The cell of an own contribution that is typed and does not balance the plan.
fn typed_own(scope: &Scope<'_>) -> Option<Place> {
    let plan = scope.plan();
    let [(resource, key)] = plan.stated_own.as_slice() else { return None };
    let cell = &scope.budget().resources.get(*resource)?.amount.as_ref()?.place;
    let is_wrong =
        scope.money(*key).zip(scope.money(plan.own_contribution)).is_some_and(|(one, other)| one != other);
    (is_wrong && !scope.audit.has_formula(cell)).then(|| cell.clone())
}

/// The rate that would give the amount asked, with as many decimals as it takes, when six at most do.
fn needed_rate(scope: &Scope<'_>, asked: Money, base: Money) -> Sentence {
    let percent = |decimals: u32| {
        let exact = asked.to_decimal().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base.to_decimal())?;
        let percent = exact.round_dp(decimals);
        let product = base.to_decimal().checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
        (scope.ledger().rounding().to_cents(product)? == asked).then_some(percent.normalize())
    };
    (0..=6).find_map(percent).map_or_else(
        || "".into(),
        |percent| say!(" ; l’aide inscrite est celle d’un taux de {}", Fact::quantity(percent, "%")),
    )
}
