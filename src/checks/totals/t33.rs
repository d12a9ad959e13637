//! Rates of VAT that the law does not know.

use rust_decimal::Decimal;

use crate::audit::vat::{Amounts, FORMER, HIGHEST, Implied, LEGAL, Territory, legal, rate};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::model::budget::ExpenseLine;
use crate::model::{Located, Rate};

/// Rates of VAT that the law does not know.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-33",
    title: "Les taux de TVA sont des taux légaux",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Le taux de TVA de chaque ligne, écrit ou déduit de ses montants, est comparé aux taux français : 0 ; 2,1 ; 5,5 ; 10 et 20 %, avec ceux de l’outre-mer (1,05 ; 1,75 ; 8,5 %) et de la Corse (0,9 ; 13 %) pour un demandeur qui y est, ou dont le code postal n’est pas donné.",
        why: "Un taux de 2 % pour 20 %, un coefficient de 1,196 ou un taux périmé donnent une TVA que le fournisseur ne facturera pas.",
        basis: Basis::Text {
            citation: "Code général des impôts, art. 278, 278-0 bis, 278 bis, 279, 281 quater, 296 et 297 ; taux en vigueur depuis le 1er janvier 2014 (loi n° 2012-1510 du 29 décembre 2012, art. 68)",
            sentence: None,
        },
        mend: "Tapez le taux du devis ; si la ligne réunit plusieurs taux, séparez-les ; si la TVA est étrangère, dites-le dans l’intitulé.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (mut stated, mut implied) = (0, 0);
        for line in &scope.budget().expense_lines {
            match &line.vat_rate {
                Some(cell) => {
                    stated += 1;
                    answers.findings_of(judge(scope, cell));
                }
                None => {
                    let amounts = Amounts::of(scope.audit, line);
                    let Some(found) = amounts.implied() else { continue };
                    implied += 1;
                    answers.findings_of(judge_implied(line, &amounts, found));
                }
            }
        }
        if stated + implied == 0 {
            answers.not_applicable("aucune ligne ne donne de taux de TVA, ni de quoi le déduire");
        }
        answers.compared(
            stated,
            Fact::count(stated, "taux de TVA écrit comparé", "taux de TVA écrits comparés"),
        );
        answers.compared(
            implied,
            Fact::count(implied, "taux de TVA déduit des montants", "taux de TVA déduits des montants"),
        );
    }),
};

/// Where the applicant is, when its postcode says so.
fn territory(scope: &Scope<'_>) -> Option<Territory> {
    let postcode = scope.project().applicant.postcode.as_deref()?.trim();
    Some(match postcode.get(..2)? {
        "97" | "98" => Territory::Overseas,
        "20" => Territory::Corsica,
        _ => Territory::France,
    })
}

fn judge(scope: &Scope<'_>, cell: &Located<Rate>) -> Option<Finding> {
    let fraction = cell.value.fraction();
    let here = territory(scope);
    let finding = match legal(fraction) {
        Some((_, Territory::France)) => return None,
        Some((_, of)) if here.is_none_or(|here| here == of) => return None,
        Some((_, Territory::Overseas)) => {
            Finding::new(say!("le taux de TVA de {} est propre à l’outre-mer", cell.value))
        }
        Some(_) => Finding::new(say!("le taux de TVA de {} est propre à la Corse", cell.value)),
        None => Finding::new(message(cell.value)),
    };
    Some(finding.at(&cell.place).found(written(scope, cell)).expected(expected(here)).unknown())
}

/// The rate as its cell writes it: 1,196 is not shown as 1,2 %.
fn written(scope: &Scope<'_>, cell: &Located<Rate>) -> Fact {
    let fraction = cell.value.fraction();
    let is_exact = fraction.round_dp(4) == fraction;
    let saved = scope.audit.cell_of(&cell.place).filter(|_| !is_exact).map(|at| scope.audit.saved(at));
    saved.unwrap_or(Fact::Rate(cell.value))
}

/// What a rate that is none of the law's may be.
fn message(found: Rate) -> Sentence {
    let hundredths = found.fraction().saturating_mul(Decimal::from(10_000));
    let is = |known: i64| hundredths == Decimal::from(known);
    // 1,2 read as 1.2 % is the coefficient of 20 %.
    let coefficient = |rate: i64| hundredths == Decimal::new(10_000 + rate, 2);
    if let Some((_, now)) = FORMER.into_iter().find(|(former, _)| is(*former)) {
        return say!("le taux de TVA de {} a été remplacé par {} le 1er janvier 2014", found, rate(now));
    }
    let rates = LEGAL.iter().map(|(rate, _)| *rate).chain(FORMER.map(|(former, _)| former));
    if let Some(of) = rates.into_iter().find(|rate| *rate > 0 && coefficient(*rate)) {
        return say!("coefficient tapé à la place d’un taux de TVA, semble-t-il : celui de {}", rate(of));
    }
    say!("le taux de TVA de {} n’est aucun des taux légaux", found)
}

fn judge_implied(line: &ExpenseLine, amounts: &Amounts<'_>, found: Implied) -> Option<Finding> {
    let Implied::Other(found) = found else { return None };
    // Beyond the highest rate, T-32 tells an error, unless the line states the three amounts.
    let states_all = amounts.excl.is_some() && amounts.vat.is_some() && amounts.incl.is_some();
    if found.fraction() > rate(HIGHEST).fraction() && !states_all {
        return None;
    }
    let places = [amounts.vat, amounts.incl, amounts.excl].into_iter().flatten().map(|(_, place)| place);
    let message = if line.quantity.is_some() || found.fraction() > rate(HIGHEST).fraction() {
        say!("les montants de la ligne donnent un taux de TVA de {}, qui n’est aucun des taux légaux", found)
    } else {
        say!(
            "les montants de la ligne donnent un taux de TVA de {}, qui n’est aucun des taux légaux (plusieurs taux sur une ligne ?)",
            found
        )
    };
    Some(Finding::new(message).at_all(places).found(found).expected(expected(Some(Territory::France))))
}

/// The rates of a territory.
fn expected(here: Option<Territory>) -> Sentence {
    match here {
        Some(Territory::Overseas) => "0 ; 1,05 ; 1,75 ; 2,1 ; 5,5 ; 8,5 ; 10 ou 20 %".into(),
        Some(Territory::Corsica) => "0 ; 0,9 ; 2,1 ; 5,5 ; 10 ; 13 ou 20 %".into(),
        _ => "0 ; 2,1 ; 5,5 ; 10 ou 20 %".into(),
    }
}
