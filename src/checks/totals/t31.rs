//! The same expense in other years, ten, a hundred or a thousand times smaller or larger.

use rust_decimal::Decimal;

use crate::audit::Audit;
use crate::audit::magnitude::{Outlier, repeated};
use crate::audit::sisters::{Measure, Shifted, Sister, cell, value};
use crate::checks::reading::shared::EUROS;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::formula::Value;
use crate::model::Money;

/// The same expense in other years, ten, a hundred or a thousand times smaller or larger.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-31",
    title: "Une dépense qui revient garde son ordre de grandeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les lignes de même poste, intitulé, prestataire et partenaire, à l’année près, sont comparées : un montant de 500 à 2 000 fois plus petit ou plus grand que les autres est signalé, comme un prix unitaire ou le coût annuel d’une personne dix ou cent fois plus petit ou plus grand que des voisins qui s’accordent.",
        why: "Une ligne tout entière en milliers d’euros, ou dont la virgule s’est déplacée, tombe juste en elle-même : seules les autres années la trahissent.",
        basis: Basis::Usage(EUROS),
        mend: "Vérifiez l’unité de la ligne ; si le montant est exact, distinguez les intitulés.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let (compared, outliers) = repeated(audit);
        for outlier in &outliers {
            answers.finding(tell(audit, outlier));
        }
        if compared == 0 {
            answers.not_applicable("aucune dépense ne revient d’une année à l’autre");
        }
        answers.compared(
            compared,
            say!(
                "{}",
                Fact::count(
                    compared,
                    "ligne comparée à ses autres années",
                    "lignes comparées à leurs autres années"
                )
            ),
        );
    }),
};

fn tell(audit: &Audit<'_>, outlier: &Outlier<'_>) -> Finding {
    let (line, usual, is_small, factor) = match outlier {
        Outlier::Thousandfold { line, usual } => (line, usual, line.amount < usual.amount, 1_000),
        Outlier::Shifted(shifted) => (&shifted.line, &shifted.usual, shifted.is_small, shifted.factor),
    };
    let finding = match outlier {
        Outlier::Thousandfold { .. } => {
            let way =
                if is_small { "mille fois trop petit (montant en k€ ?)" } else { "mille fois trop grand" };
            Finding::new(say!("montant {}, comparé à la même dépense une autre année", Fact::Words(way)))
                .found(line.amount)
                .expected(say!("un montant proche de {}", usual.amount))
        }
        Outlier::Shifted(shifted) => moved(shifted),
    };
    let (place, other) = match outlier {
        Outlier::Thousandfold { .. } => (line.typed, usual.place),
        Outlier::Shifted(shifted) => (cell(line, shifted.measure), cell(usual, shifted.measure)),
    };
    let finding = finding.at(place).at(other);
    // A price from which nothing is computed mends nothing alone.
    let content =
        audit.cell_of(place).filter(|_| place == line.typed).and_then(|at| audit.recalculation.content(at));
    let factor = Decimal::from(factor);
    let right = content.and_then(|cell| match Value::of_cell(&cell.value) {
        Value::Number(number) if is_small => number.checked_mul(factor),
        Value::Number(number) => number.checked_div(factor),
        _ => None,
    });
    match right {
        Some(right) => finding.mended_by(place, right),
        None => finding.unknown(),
    }
}

/// A decimal point that has moved.
fn moved(shifted: &Shifted<'_>) -> Finding {
    let times = match (shifted.factor, shifted.is_small) {
        (10, true) => "dix fois plus petit",
        (10, false) => "dix fois plus grand",
        (_, true) => "cent fois plus petit",
        (_, false) => "cent fois plus grand",
    };
    let message = match shifted.measure {
        Measure::Price => {
            say!("prix unitaire {} que pour la même dépense une autre année", Fact::Words(times))
        }
        Measure::Amount => say!("montant {} que pour la même dépense une autre année", Fact::Words(times)),
        Measure::AnnualCost => {
            say!("coût annuel {} que pour la même personne une autre année", Fact::Words(times))
        }
    };
    let of =
        |line: &Sister<'_>| value(line, shifted.measure).and_then(Money::from_decimal).unwrap_or(line.amount);
    Finding::new(message)
        .found(of(&shifted.line))
        .expected(say!("un montant proche de {}", of(&shifted.usual)))
        .mend("Vérifiez la virgule de ce montant sur la pièce ; s’il est exact, distinguez les intitulés.")
}
