//! What several checks of this family share.

use crate::checks::line_faults::{LineFault, LineFaults, Relation};
use crate::checks::table_totals::{Covered, Verdict, is_stale, judge};
use crate::checks::totals::formulas::spreading;
use crate::checks::totals::magnitude::is_thousandfold;
use crate::checks::totals::magnitude::line_in_thousands;
use crate::checks::{Scope};
use crate::findings::{Answers, Finding, Grid};
use crate::model::french::counted;
use crate::model::budget::{DeclaredTotal, YearSplit};
use crate::model::{Located, Money, Place, Rate, TotalColumn};
use rust_decimal::Decimal;

pub(in crate::checks) fn wrong_total(
    scope: &Scope<'_>,
    total: &DeclaredTotal,
    stated: Money,
    sum: Money,
    lines: &[Covered],
    judged: &[(&DeclaredTotal, &Verdict)],
) -> Finding {
    let spreads = followers(judged, &total.place);
    let mut anomaly = Finding::new(format!(
        "le total « {} » ne correspond pas à {} (écart de {}){}",
        total.label,
        match lines.len() {
            0 => "un tableau sans ligne".to_owned(),
            1 => "sa ligne".to_owned(),
            several => format!("ses {several} lignes"),
        },
        in_its_unit(total, stated.distance(sum)),
        spreading(&total.place, &spreads)
    ))
    .at(&total.place)
    .found(match &total.formula {
        Some(formula) => format!("{} (formule ={formula})", in_its_unit(total, stated)),
        None => format!("{} (valeur tapée, sans formule)", in_its_unit(total, stated)),
    })
    .expected(in_its_unit(total, sum))
    .around(around(scope, &total.place));
    let thousands = lines.iter().map(|line| (&line.place, line.amount));
    let gap = stated.cents().checked_sub(sum.cents()).map(Money::from_cents);
    if let Some(place) = gap.and_then(|gap| line_in_thousands(gap, thousands)) {
        return anomaly.at(place).mend(
            "Une ligne en milliers d’euros (second lieu indiqué) explique tout l’écart : tapez-la en euros.",
        );
    }
    // A line worth exactly the difference is very likely the one that the formula leaves out or counts twice.
    if let Some(line) = lines.iter().find(|line| line.amount == stated.distance(sum)) {
        anomaly = anomaly.at(&line.place).mend(
            "Une ligne vaut exactement l’écart (second lieu indiqué) : vérifiez que la formule du total la prend une fois, et une seule.",
        );
    }
    anomaly
}

/// Hours are totalled in hundredths, as cents are: they are not euros.
pub(in crate::checks) fn in_its_unit(total: &DeclaredTotal, amount: Money) -> String {
    if total.column == TotalColumn::Hours {
        let hours = crate::model::french::french_number(amount.to_decimal().normalize());
        return format!("{hours} h");
    }
    amount.to_string()
}

/// The cells around a place.
pub(in crate::checks) fn around(scope: &Scope<'_>, place: &Place) -> Option<Grid> {
    Grid::around(scope.recalculation, scope.recalculation.cell_of(place)?)
}

/// The faults of the lines that one relation shows, those of a factor of a thousand left to T-28.
pub(in crate::checks) fn report_lines(
    scope: &Scope<'_>,
    answers: &mut Answers,
    relation: Relation,
    what: &str,
) {
    let lines = LineFaults::of(scope);
    let judged = judge(scope);
    let mut slips = 0usize;
    for fault in lines.faults.iter().filter(|fault| fault.relation == relation) {
        if is_thousandfold(fault.found, fault.expected) {
            slips += 1;
        } else {
            answers.finding(line_anomaly(scope, fault, &judged));
        }
    }
    if relation == Relation::StaffCost {
        answers.missing.extend(lines.missing.iter().cloned());
    }
    told_as_slips(answers, slips);
    compared_lines(answers, lines.compared.get(&relation).copied().unwrap_or(0), what);
}

/// What is wrong on a line, with the totals that follow.
pub(in crate::checks) fn line_anomaly(
    scope: &Scope<'_>,
    fault: &LineFault,
    judged: &[(&DeclaredTotal, &Verdict)],
) -> Finding {
    let spreads = followers(judged, &fault.culprit);
    let mut anomaly = Finding::new(format!("{}{}", fault.message, spreading(&fault.culprit, &spreads)))
        .at(&fault.culprit)
        .found(fault.found)
        .expected(&fault.how)
        .around(around(scope, &fault.culprit));
    for place in &fault.others {
        anomaly = anomaly.at(place);
    }
    anomaly
}

/// The totals that are wrong because of a cell.
pub(in crate::checks) fn followers<'a>(
    judged: &[(&'a DeclaredTotal, &Verdict)],
    culprit: &Place,
) -> Vec<&'a Place> {
    let follows =
        |verdict: &Verdict| matches!(verdict, Verdict::Follows { causes } if causes.contains(culprit));
    judged.iter().filter(|(_, verdict)| follows(verdict)).map(|(total, _)| &total.place).collect()
}

/// Says that some differences are a factor of a thousand, which another check tells.
pub(in crate::checks) fn told_as_slips(answers: &mut Answers, slips: usize) {
    if slips > 0 {
        answers.missing(format!(
            "{} : voir le contrôle T-28",
            counted(
                slips,
                "montant mille fois trop grand ou trop petit",
                "montants mille fois trop grands ou trop petits"
            )
        ));
    }
}

/// The stated shares that are not those of the amounts, with these, and how many were compared.
pub(in crate::checks) fn stale_shares<'a>(scope: &Scope<'a>) -> (Vec<(&'a Located<Rate>, Rate)>, usize) {
    let (mut stale, mut compared) = (Vec::new(), 0usize);
    let shares = scope.plan().resources.iter().map(|line| (line.resource, line.share));
    let own = scope.plan().stated_own.iter().map(|(resource, _)| (*resource, scope.plan().own_share));
    for (resource, share) in shares.chain(own) {
        let Some(stated) = &scope.budget().resources[resource].stated_share else { continue };
        let Some(computed) = scope.rate(share) else { continue };
        // A share whose saved value is not its formula's is told once, as such.
        if is_stale(scope, &stated.place) {
            continue;
        }
        compared += 1;
        // Two displayed decimals: both sides may have been rounded.
        let gap = (stated.value.displayed_percent() - computed.displayed_percent()).abs();
        if gap > Decimal::new(1, 2) {
            stale.push((stated, computed));
        }
    }
    (stale, compared)
}

/// What the years of a line add up to.
pub(in crate::checks) fn sum_of_years(split: &YearSplit) -> Money {
    split.parts.iter().fold(Money::ZERO, |sum, part| sum.checked_add(part.value).unwrap_or(sum))
}

pub(in crate::checks) fn compared_lines(answers: &mut Answers, compared: usize, what: &str) {
    if compared == 0 {
        answers.missing(format!("aucune ligne ne donne de quoi comparer ({what})"));
    } else {
        answers.compliant(format!("{} ({what})", counted(compared, "ligne comparée", "lignes comparées")));
    }
}
