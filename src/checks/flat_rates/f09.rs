//! Unit costs and lump sums are counted at their value.

use super::scales::{NONE, field, lines, value};
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::{LineSource, PlanLine};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity};
use crate::model::Money;
use crate::model::simplified::{SimplifiedCost, SimplifiedForm};
use crate::source::table::ColumnRole;
use rust_decimal::Decimal;

/// Unit costs and lump sums are counted at their value.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-09",
    title: "Un coût unitaire ou un montant forfaitaire est compté à sa valeur",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque entrée de projet.toml › couts_simplifies est cherchée parmi les lignes, par son intitulé. Pour un coût unitaire, le montant retenu de chaque ligne est comparé à la quantité × la valeur de l’unité ; pour un montant forfaitaire, la somme de ses lignes est comparée à sa valeur.",
        why: "Ce qui est payé au barème est payé au barème : un centime de plus est une dépense sans base.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 5",
            sentence: Some(
                "Pour les subventions prenant les formes définies à l’article 53, paragraphe 1, points b), c) et d), les dépenses qui sont éligibles à une contribution des Fonds sont égales aux montants calculés conformément à l’article 53, paragraphe 3.",
            ),
        },
        mend: "Corrigez la quantité ou le montant de la ligne, ou couts_simplifies.valeur d’après le barème.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let costs = &scope.project().simplified_costs;
        if costs.is_empty() {
            answers.not_applicable(NONE);
            return;
        }
        let mut compared = 0;
        for (index, cost) in costs.iter().enumerate() {
            let lines = lines(scope, cost);
            if lines.is_empty() {
                answers.finding(stranger(scope, cost, index));
                continue;
            }
            let Some(value) = value(cost, index, answers) else { continue };
            compared += match cost.form {
                SimplifiedForm::CoutUnitaire => units(scope, &lines, value, answers),
                SimplifiedForm::MontantForfaitaire => lump(scope, &lines, (cost, value, index), answers),
            };
        }
        answers.compared(
            compared,
            Fact::count(compared, "montant comparé à son barème", "montants comparés à leur barème"),
        );
    }),
};

/// One that no line of the workbook bears.
fn stranger(scope: &Scope<'_>, cost: &SimplifiedCost, index: usize) -> Finding {
    let known = scope.plan().lines.iter().map(|line| scope.label(line));
    Finding::new(say!("aucune dépense ne s’intitule « {} »", &cost.label))
        .at_field(field(index, "intitule"))
        .expected(match near(&cost.label, known) {
            Some(label) => say!("peut-être « {} »", label),
            None => "l’intitulé d’une dépense du classeur".into(),
        })
}

/// Each line is its quantity times the unit cost; how many were compared.
fn units(scope: &Scope<'_>, lines: &[&PlanLine], value: Decimal, answers: &mut Answers) -> usize {
    let mut compared = 0;
    for line in lines {
        let quantity = match line.source {
            LineSource::Expense(index) => scope.budget().expense_lines[index].quantity.as_ref(),
            LineSource::Staff(_) => None,
        };
        let Some(quantity) = quantity else {
            answers.missing(Missing::of_workbook(say!(
                "« {} » n’a pas de quantité à multiplier par le coût unitaire ({})",
                scope.label(line),
                &scope.cell(scope.row(line), ColumnRole::Quantity)
            )));
            continue;
        };
        let product = quantity.value.checked_mul(value);
        let Some(expected) = product.and_then(|euros| scope.fund().identity.rounding.to_cents(euros)) else {
            continue;
        };
        let Some(amount) = scope.needed(line.amount, answers) else { continue };
        compared += 1;
        answers.expect(amount == expected, || {
            off(scope, line, amount, expected).expected(say!(
                "{} = {} × {}",
                expected,
                quantity.value,
                Fact::price(value)
            ))
        });
    }
    compared
}

/// The lines of a lump sum make it; how many sums were compared.
fn lump(
    scope: &Scope<'_>,
    lines: &[&PlanLine],
    (cost, value, index): (&SimplifiedCost, Decimal, usize),
    answers: &mut Answers,
) -> usize {
    let Some(expected) = scope.fund().identity.rounding.to_cents(value) else { return 0 };
    let mut sum = Money::ZERO;
    for line in lines {
        let Some(amount) = scope.needed(line.amount, answers) else { return 0 };
        sum = sum.saturating_add(amount);
    }
    let Some(first) = lines.first() else { return 0 };
    answers.expect(sum == expected, || {
        off(scope, first, sum, expected)
            .at_field(field(index, "valeur"))
            .expected(say!("{}, le montant forfaitaire de « {} »", expected, &cost.label))
            .from_figures(lines.iter().skip(1).map(|line| line.amount))
    });
    1
}

fn off(scope: &Scope<'_>, line: &PlanLine, found: Money, expected: Money) -> Finding {
    Finding::new(say!("« {} » n’est pas comptée à son barème", scope.label(line)))
        .at(&scope.amount_cell(line))
        .found(found)
        .stake(found.distance(expected))
        .from_figures([line.amount])
}
