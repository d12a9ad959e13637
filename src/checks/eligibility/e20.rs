//! Depreciation: only the period, no public grant.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::goods::{amount, has_piece, named_by, with_role};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::PlanLine;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity, say};
use crate::model::Money;
use crate::model::assets::Depreciation;
use crate::model::fund::CategoryRole;

/// Depreciation: only the period, no public grant.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-20",
    title: "Un amortissement porte sur la période de l’opération, et sur un bien sans subvention publique",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Pour chaque ligne d’amortissement, le bien est cherché dans projet.toml › amortissements : aucune subvention publique à l’achat, année dans la période d’amortissement et dans celle de l’opération, montant au plus égal à la dotation annuelle au prorata des mois communs aux deux (tout mois entamé compte), déclaration jointe.",
        why: "L’amortissement d’un bien subventionné, ou d’un temps où l’opération n’est pas soutenue, n’est pas éligible.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 67, § 2, points c) et d) ; décret n° 2022-608 du 21 avril 2022, annexe, « Amortissement de biens »",
            sentence: Some(
                "d) des subventions publiques n’ont pas contribué à l’acquisition des actifs amortis.",
            ),
        },
        mend: "Retirez l’amortissement d’un bien subventionné ; ramenez les autres aux mois de l’opération, et joignez la déclaration sur l’honneur (absence de subvention, dates d’amortissement).",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = with_role(scope, CategoryRole::Amortissement);
        if lines.is_empty() {
            answers.not_applicable("pas d’amortissement");
            return;
        }
        let goods = &scope.project().depreciations;
        let mut compared = 0;
        let mut seen = vec![false; goods.len()];
        for line in lines {
            let found = named_by(scope.label(line), goods.iter().map(|good| good.good.as_str()));
            let Some((rank, good)) = found.and_then(|rank| Some((rank, goods.get(rank)?))) else {
                answers.missing(Missing::of_applicant(
                    say!("rien n’est dit du bien amorti « {} »", scope.label(line)),
                    "amortissements",
                ));
                continue;
            };
            // What is said of the good is judged once, whatever the number of its years.
            if let Some(seen) = seen.get_mut(rank).filter(|seen| !**seen) {
                *seen = true;
                judge_good(scope, rank, good, answers);
            }
            compared += usize::from(judge_line(scope, rank, good, line, answers));
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "amortissement comparé à sa période",
                "amortissements comparés à leur période",
            ),
        );
    }),
};

fn judge_good(scope: &Scope<'_>, rank: usize, good: &Depreciation, answers: &mut Answers) {
    let field = |name: &str| format!("amortissements[{rank}].{name}");
    match good.is_granted {
        None => answers.missing_field(&field("subvention_publique")),
        Some(true) => answers.finding(
            Finding::new(say!("« {} » a été acheté avec une subvention publique", &good.good))
                .at_field(field("subvention_publique"))
                .found("true")
                .expected("un bien acheté sans subvention publique"),
        ),
        Some(false) => {
            has_piece(scope, good.piece.as_ref(), &field("piece"), answers);
        }
    }
}

/// True when the line was compared with its period.
fn judge_line(
    scope: &Scope<'_>,
    rank: usize,
    good: &Depreciation,
    line: &PlanLine,
    answers: &mut Answers,
) -> bool {
    let field = |name: &str| format!("amortissements[{rank}].{name}");
    let calendar = &scope.project().calendar;
    let (Some(first), Some(last)) = (good.start, good.end) else {
        answers.missing_field(&field(if good.start.is_none() { "debut" } else { "fin" }));
        return false;
    };
    let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
        answers.missing_field(if calendar.start.is_none() { "calendrier.debut" } else { "calendrier.fin" });
        return false;
    };
    let (mut due, mut is_judged) = (Vec::new(), false);
    for year in line.years() {
        let months = common_months(year, first.max(start), last.min(end));
        if months > 0 {
            due.push((year, months));
            continue;
        }
        is_judged = true;
        answers.finding(
            Finding::new(say!(
                "« {} » n’est pas amorti pendant l’opération en {}",
                scope.label(line),
                Fact::Year(year)
            ))
            .at(&scope.amount_cell(line))
            .at_field(field("debut"))
            .found(say!("amorti du {} au {}, pour une opération du {} au {}", first, last, start, end))
            .expected("une année de l’opération où le bien s’amortit"),
        );
    }
    if due.is_empty() {
        return is_judged;
    }
    let Some(yearly) = amount(good.yearly.as_ref(), &field("dotation_annuelle"), answers) else {
        answers.missing(Missing::of_applicant(
            say!("la dotation annuelle de « {} » n’est pas connue : le prorata non plus", &good.good),
            field("dotation_annuelle"),
        ));
        return is_judged;
    };
    // A line that spreads over several years is compared with the months of all of them: how it spreads is no matter.
    let months: usize = due.iter().map(|(_, months)| months).sum();
    let years = Fact::list(due.iter().map(|(year, _)| Fact::Year(*year)));
    let most = yearly
        .to_decimal()
        .checked_mul(Decimal::from(months))
        .and_then(|sum| sum.checked_div(Decimal::from(12)));
    let (Some(most), Some(found)) = (most.and_then(Money::from_decimal), scope.money(line.amount)) else {
        return is_judged;
    };
    answers.expect(found <= most, || {
        Finding::new(say!(
            "l’amortissement de « {} » dépasse les mois de l’opération en {}",
            &good.good,
            years
        ))
        .at(&scope.amount_cell(line))
        .found(found)
        .expected(say!("au plus {}, soit {} de {}", most, Fact::count(months, "mois", "mois"), yearly))
        .from_figures([line.amount])
    });
    true
}

/// How many months of a year have a day between two days.
fn common_months(year: i32, from: Date, to: Date) -> usize {
    if from > to {
        return 0;
    }
    let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let (first, last) = (month(from).max(year * 12), month(to).min(year * 12 + 11));
    usize::try_from(last - first + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::common_months;
    use jiff::civil::date;

    #[test]
    fn months_of_a_year_within_a_period() {
        // From 1 February 2024 to 31 January 2027: eleven months, twelve, twelve, one.
        let months = |year| common_months(year, date(2024, 2, 1), date(2027, 1, 31));
        assert_eq!([2023, 2024, 2025, 2026, 2027, 2028].map(months), [0, 11, 12, 12, 1, 0]);
        // A period that ended before the other began.
        assert_eq!(common_months(2024, date(2024, 6, 1), date(2024, 5, 31)), 0);
    }
}
