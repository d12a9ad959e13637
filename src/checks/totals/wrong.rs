//! How a wrong total and a wrong line are told.

use super::shared::in_its_unit;
use crate::audit::lines::LineFault;
use crate::audit::magnitude::line_in_thousands;
use crate::audit::totals::{Covered, to_type};
use crate::audit::{Audit, lines::Relation, magnitude::is_thousandfold};
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding, Sentence};
use crate::model::{DeclaredTotal, Money};

/// A total that is not the sum of its lines.
pub(in crate::checks) fn wrong_total(
    audit: &Audit<'_>,
    total: &DeclaredTotal,
    stated: Money,
    sum: Money,
    lines: &[Covered],
) -> Finding {
    let lines_of = match lines.len() {
        0 => Fact::Words("un tableau sans ligne"),
        1 => Fact::Words("sa ligne"),
        several => say!("ses {}", Fact::count(several, "ligne", "lignes")).into(),
    };
    let how: Fact = match &total.formula {
        Some(formula) => say!("formule ={}", crate::source::workbook::sheet::shorten(formula)).into(),
        None => Fact::Words("valeur tapée, sans formule"),
    };
    let finding = Finding::new(say!(
        "le total « {} » ne correspond pas à {} (écart de {})",
        &total.label,
        lines_of,
        in_its_unit(total, stated.distance(sum))
    ))
    .at(&total.place)
    .found(say!("{} ({})", in_its_unit(total, stated), how))
    .expected(Sentence::of(in_its_unit(total, sum)))
    .mended_by(&total.place, to_type(audit, &total.place, stated, sum));
    let gap = stated.cents().checked_sub(sum.cents()).map(Money::from_cents);
    let amounts = lines.iter().map(|line| (&line.place, line.amount));
    if let Some(place) = gap.and_then(|gap| line_in_thousands(gap, amounts)) {
        return finding.at(place).mend(
            "Une ligne en milliers d’euros (second lieu indiqué) explique tout l’écart : tapez-la en euros.",
        );
    }
    // A line worth exactly the difference is very likely the one that the formula leaves out or counts twice.
    match lines.iter().find(|line| line.amount == stated.distance(sum)) {
        Some(line) => finding.at(&line.place).mend(
            "Une ligne vaut exactement l’écart (second lieu indiqué) : vérifiez que la formule du total la prend une fois, et une seule.",
        ),
        None => finding,
    }
}

/// A cell of a line that its neighbours contradict.
pub(in crate::checks) fn wrong_line(audit: &Audit<'_>, fault: &LineFault, message: Sentence) -> Finding {
    Finding::new(message)
        .at(&fault.culprit)
        .at_all(fault.others.iter().flatten())
        .found(fault.found)
        .expected(fault.how())
        .mended_by(&fault.culprit, to_type(audit, &fault.culprit, fault.found, fault.expected))
}

/// The faults of the lines that one relation shows, those of a factor of a thousand left to T-28.
pub(in crate::checks) fn report_lines(
    audit: &Audit<'_>,
    answers: &mut Answers,
    relation: Relation,
    what: &'static str,
) {
    let lines = audit.lines();
    for fault in lines.faults.iter().filter(|fault| fault.relation == relation) {
        if !is_thousandfold(fault.found, fault.expected) {
            answers.finding(wrong_line(audit, fault, fault.message()));
        }
    }
    super::shared::lines_compared(answers, lines.compared.get(&relation).copied().unwrap_or(0), what);
}
