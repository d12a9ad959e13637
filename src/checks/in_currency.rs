//! What the checks of the workbook say of a side in another currency: the same sentences, with its currency.
//!
//! A side is read and audited as a plan of its own, by code that knows amounts of one currency; here its findings take the
//! side's before they leave.

use crate::audit::Audit;
use crate::findings::{Answers, Fact, Finding, Sentence, say};
use crate::model::currency::CurrencyCode;
use crate::model::side::Side;
use crate::model::{Money, Place};
use crate::source::table::SideReading;

/// Adds what a check answers on each side to what it answers on the plan; what the plan's own run says of the sheets of a
/// side is left to the side's.
pub(super) fn with_sides(
    audit: &Audit<'_>,
    sides: &[Side],
    own: Answers,
    run: impl Fn(&Audit<'_>, &mut Answers),
) -> Answers {
    let readings = &audit.reading.sides;
    if readings.is_empty() {
        return own;
    }
    let is_of = |side: &SideReading, finding: &Finding| {
        let sheet = finding.places.first().and_then(Place::sheet_named);
        sheet.is_some_and(|sheet| side.sheets.iter().any(|own| **own == *sheet))
    };
    let mut answers = own.without_findings(|finding| readings.iter().any(|side| is_of(side, finding)));
    for (side, reading) in sides.iter().zip(readings) {
        let mut of_side = Answers::default();
        run(&Audit::of(&reading.reading, audit.recalculation), &mut of_side);
        for finding in &of_side.findings {
            if is_of(reading, finding) {
                answers.finding(in_currency(finding.clone(), reading.currency));
            }
        }
        let name = Fact::text(&side.title);
        for what in of_side.compared {
            answers.compared.push(say!("{} : {}", name.clone(), sentence(&what, reading.currency)));
        }
        answers.count += of_side.count;
        of_side.missing.into_iter().for_each(|missing| answers.missing(missing));
    }
    answers
}

fn in_currency(mut finding: Finding, currency: CurrencyCode) -> Finding {
    finding.message = sentence(&finding.message, currency);
    for said in [&mut finding.found, &mut finding.expected, &mut finding.mend].into_iter().flatten() {
        *said = sentence(said, currency);
    }
    // Euros at stake there are none.
    finding.stake = None;
    finding
}

/// A sentence whose amounts are of a currency.
fn sentence(said: &Sentence, currency: CurrencyCode) -> Sentence {
    if said.template().contains("euros") {
        // Words that the check chose say the currency of the plan.
        let amounts = said.with_facts(&|fact| fact_in(fact, currency)).french();
        return Fact::text(amounts.replace("euros", currency.french())).into();
    }
    said.with_facts(&|fact| fact_in(fact, currency))
}

fn fact_in(fact: &Fact, currency: CurrencyCode) -> Fact {
    match fact {
        Fact::Amount(amount) => Money::foreign(amount.to_decimal())
            .map_or_else(|| fact.clone(), |amount| Fact::Foreign(amount, currency)),
        Fact::Part(part) => sentence(part, currency).into(),
        other => other.clone(),
    }
}
