//! Amount asked against base × rate.

use super::shared::{exact, grant_cells, requested};
use crate::checks::reliance::relied;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::{Money, Place, Rate};
use crate::rules::RuleValue;
use crate::rules::catalogue::RATE_TOLERANCE;
use rust_decimal::{Decimal, RoundingStrategy};

/// Amount asked against base × rate.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-04",
    title: "Aide demandée = assiette éligible × taux demandé, ou montant demandé",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide inscrite au plan est comparée à assiette × taux, avec l’écart que le fonds admet (paramètre tolerance_taux) ; sans lui, au centime. Une demande par montant (montant_demande) est comparée au centime, et le taux affiché en est le quotient.",
        why: "Un taux affiché sur une assiette qui n’est pas la sienne fait renvoyer le dossier.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : l’aide est le produit de l’assiette par le taux ; écart admis : opérations publiées du programme, 12 sur 408 dépassent de moins d’un euro",
        ),
        mend: "Inscrivez l’aide calculée dans la feuille Ressources, ou corrigez taux_demande dans projet.toml si c’est l’aide qui est voulue.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.gives_no_money(answers) {
            return;
        }
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
        if let Some(key) = grant.requested_amount {
            by_amount(scope, answers, key, asked);
            if grant.requested_rate.is_none() {
                return;
            }
        }
        let (Some(rate), Some(product)) = (grant.requested_rate, grant.computed) else {
            answers.missing(Missing::of_applicant(
                "ni le taux ni le montant de l’aide demandée à ce fonds ne sont renseignés",
                format!("{}.taux_demande", scope.fund_section()),
            ));
            return;
        };
        let (Some(computed), Some(asked)) = (scope.needed(product, answers), asked) else { return };
        // A gap is admitted when the fund says how much.
        let tolerance = scope.rules().held(RATE_TOLERANCE).and_then(|held| held.typed(RuleValue::money));
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

/// The amount that `projet.toml` asks for is the one of the workbook; its rate is what it makes of the base.
fn by_amount(scope: &Scope<'_>, answers: &mut Answers, key: FigureKey, asked: Option<Money>) {
    let fund = &scope.fund().identity.id;
    let field = format!("fonds.{fund}.montant_demande");
    let Some(stated) = scope.money(key) else {
        let typed = scope.project().fund_requests.get(fund);
        let typed = typed.and_then(|request| request.requested_amount.clone()).unwrap_or_default();
        answers.finding(
            Finding::new("le montant demandé n’est pas un montant")
                .at_field(field)
                .found(typed)
                .expected("par exemple 100 000,00"),
        );
        return;
    };
    let Some(asked) = asked else { return };
    if asked == stated {
        let rate = scope.plan().grant.displayed_rate.and_then(|key| scope.rate(key));
        let rate: Sentence = match rate {
            Some(rate) => say!(" ; quotient par l’assiette : {}", rate),
            None => "".into(),
        };
        answers.compared(1, say!("{}, au centime{}", asked, rate));
        return;
    }
    let cells = grant_cells(scope, fund);
    let mut finding = Finding::new("l’aide inscrite au plan n’est pas le montant demandé").at_all(&cells);
    if let [cell] = cells.as_slice() {
        finding = finding.mended_by(cell, stated.to_decimal());
    }
    answers.finding(
        finding
            .at_field(field)
            .found(asked)
            .expected(stated)
            .mend("Inscrivez le montant demandé dans la feuille Ressources, ou corrigez montant_demande dans projet.toml si c’est l’aide inscrite qui est voulue.")
            .from_figures(scope.plan().grant.requested.into_iter().chain([key])),
    );
}

/// The rate that would give the amount asked, with as many decimals as it takes, when six at most do; where two do not, the
/// nearest amounts that a rate of two decimals gives.
fn needed_rate(scope: &Scope<'_>, asked: Money, base: Money) -> Sentence {
    let product = |percent: Decimal| {
        let product = base.to_decimal().checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
        scope.ledger().rounding().to_cents(product)
    };
    let Some(exact) = asked
        .to_decimal()
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(base.to_decimal()))
    else {
        return "".into();
    };
    let needed =
        (0..=6).map(|decimals| exact.round_dp(decimals)).find(|percent| product(*percent) == Some(asked));
    let told = needed.map_or_else(
        || "".into(),
        |percent| {
            say!(" ; l’aide inscrite est celle d’un taux de {}", Fact::quantity(percent.normalize(), "%"))
        },
    );
    if needed.is_some_and(|percent| percent.normalize().scale() <= 2) {
        return told;
    }
    let below = exact.round_dp_with_strategy(2, RoundingStrategy::ToNegativeInfinity);
    let above = below.saturating_add(Decimal::new(1, 2));
    let (Some(less), Some(more)) = (product(below), product(above)) else { return told };
    say!(
        "{} ; à deux décimales, les montants les plus proches sont {} ({}) et {} ({})",
        told,
        less,
        Fact::quantity(below.normalize(), "%"),
        more,
        Fact::quantity(above.normalize(), "%")
    )
}
