//! Years of the lines.

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::plan::{LineSource, PlanLine};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Sentence, Severity};
use crate::model::{Money, Place};
use crate::source::table::{ColumnRole, TableKind};
use crate::source::workbook::sheet::Cell;
use std::collections::BTreeMap;

/// Years of the lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-06",
    title: "L’année de chaque ligne est dans l’opération",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "L’année de chaque dépense et de chaque ligne de personnel est comparée aux années du calendrier.",
        why: "Une dépense d’une autre année est hors de l’acte attributif.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 2",
            sentence: Some(
                "Une dépense est éligible à une contribution des Fonds si elle a été engagée par un bénéficiaire ou le partenaire privé d’une opération PPP et versée au cours de l’exécution des opérations, entre la date à laquelle le programme a été soumis à la Commission ou à compter du 1er janvier 2021, si cette date est antérieure à la première, et le 31 décembre 2029.",
            ),
        },
        mend: "Corrigez l’année de la ligne ou le calendrier de l’opération.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            for (field, date) in [("calendrier.debut", calendar.start), ("calendrier.fin", calendar.end)] {
                if date.is_none() {
                    answers.missing_field(field);
                }
            }
            return;
        };
        let lines = &scope.plan().lines;
        if lines.is_empty() {
            answers.not_applicable("le classeur n’a pas de ligne de dépense");
            return;
        }
        let years = Years { first: i32::from(start.year()), last: i32::from(end.year()) };
        // A year typed once may stand for several lines: its cell is told once.
        let mut outside: BTreeMap<(&Place, i32), Vec<&PlanLine>> = BTreeMap::new();
        let mut without: Vec<&PlanLine> = Vec::new();
        for line in lines {
            let Some((place, said)) = years_of(scope, line) else {
                without.push(line);
                continue;
            };
            for year in said.iter().filter(|year| **year < years.first || **year > years.last) {
                outside.entry((place, *year)).or_default().push(line);
            }
        }
        let dated = lines.len() - without.len();
        answers.compared(
            dated,
            say!(
                "{}, {}",
                Fact::count(dated, "année de ligne comparée", "années de lignes comparées"),
                years.sentence()
            ),
        );
        for ((cell, year), lines) in outside {
            answers.finding(years.outside(scope, cell, year, &lines));
        }
        years.lacking(scope, &without, answers);
    }),
};

/// The civil years of the operation.
#[derive(Clone, Copy)]
struct Years {
    first: i32,
    last: i32,
}

impl Years {
    fn sentence(self) -> Sentence {
        if self.first == self.last {
            return say!("en {}", Fact::Year(self.first));
        }
        say!("de {} à {}", Fact::Year(self.first), Fact::Year(self.last))
    }

    /// A year that is none of them, with the lines that take it.
    fn outside(self, scope: &Scope<'_>, cell: &Place, year: i32, lines: &[&PlanLine]) -> Finding {
        let message = match lines {
            [only] => say!("« {} » est hors des années de l’opération", scope.label(only)),
            _ => say!("{} prennent une année hors de l’opération", count(lines.len())),
        };
        let bound = if year < self.first { "calendrier.debut" } else { "calendrier.fin" };
        Finding::new(message)
            .at(cell)
            .at_field(bound)
            .found(Fact::Year(year))
            .expected(self.sentence())
            .stake(stake(scope, lines))
    }

    /// Lines without a year: the cell to fill in, or the table that has no column for it.
    fn lacking(self, scope: &Scope<'_>, lines: &[&PlanLine], answers: &mut Answers) {
        let mut tables: BTreeMap<Place, Vec<&PlanLine>> = BTreeMap::new();
        for line in lines {
            let (place, kind) = (scope.place(line), kind(line));
            if let Some(cell) = scope.audit.standing(place, kind, ColumnRole::Year) {
                answers.finding(self.empty(scope, line, &cell));
                continue;
            }
            let by_year =
                scope.audit.table_of(place, kind).is_some_and(|table| !table.year_columns.is_empty());
            match scope.audit.header_of(place, kind).filter(|_| !by_year) {
                Some(header) => tables.entry(header).or_default().push(line),
                None => answers.finding(self.empty(scope, line, place)),
            }
        }
        for (header, lines) in tables {
            answers.finding(
                Finding::new("à renseigner : l’année des lignes ; le tableau n’a pas de colonne Année")
                    .at(&header)
                    .found(say!("{} sans année", count(lines.len())))
                    .expected(say!("une colonne « Année », {}", self.sentence()))
                    .mend(self.mend_without_column())
                    .stake(stake(scope, &lines))
                    // Nothing that is drawn from the years of these lines can be judged.
                    .unknown(),
            );
        }
    }

    /// What spares a column: one year for all lines, or their parts in each year of the operation.
    fn mend_without_column(self) -> Sentence {
        if self.first == self.last {
            return say!(
                "Ajoutez au tableau une colonne « Année », ou écrivez annee = {} sous [budget.par_defaut] dans projet.toml.",
                Fact::Year(self.first)
            );
        }
        say!(
            "Ajoutez au tableau une colonne « Année », ou écrivez sous [budget.par_defaut] dans projet.toml annee = … pour une seule année, annees = \"{}-{}\" pour répartir les lignes au prorata des jours de l’opération.",
            Fact::Year(self.first),
            Fact::Year(self.last)
        )
    }

    fn empty(self, scope: &Scope<'_>, line: &PlanLine, cell: &Place) -> Finding {
        let recalculation = scope.audit.recalculation;
        // What is no year may still be something: a text, an error.
        let held = recalculation.cell_of(cell).and_then(|at| recalculation.content(at)).map(Cell::shown);
        let held = held.filter(|held| cell != scope.place(line) && !held.is_empty());
        let message = match held {
            Some(_) => say!("l’année de « {} » ne se lit pas", scope.label(line)),
            None => say!("« {} » n’a pas d’année", scope.label(line)),
        };
        Finding::new(message)
            .at(cell)
            .found(held.map_or("vide".into(), Sentence::from))
            .expected(self.sentence())
            .mend("Inscrivez l’année de la ligne.")
            .stake(stake(scope, &[line]))
    }
}

fn kind(line: &PlanLine) -> TableKind {
    match line.source {
        LineSource::Expense(_) => TableKind::Expenses,
        LineSource::Staff(_) => TableKind::Staff,
    }
}

/// The years of a line, with the place that says them.
fn years_of<'a>(scope: &Scope<'a>, line: &PlanLine) -> Option<(&'a Place, &'a [i32])> {
    let (year, years) = match line.source {
        LineSource::Expense(index) => {
            let line = scope.budget().expense_lines.get(index)?;
            (&line.year, &line.years)
        }
        LineSource::Staff(index) => {
            let line = scope.budget().staff_lines.get(index)?;
            (&line.year, &line.years)
        }
    };
    let one = year.as_ref().map(|year| (&year.place, std::slice::from_ref(&year.value)));
    one.or_else(|| years.as_ref().map(|years| (&years.place, &*years.value)))
}

fn count(lines: usize) -> Fact {
    Fact::count(lines, "ligne", "lignes")
}

/// What the lines would lose.
fn stake(scope: &Scope<'_>, lines: &[&PlanLine]) -> Money {
    lines.iter().filter_map(|line| scope.money(line.amount)).sum()
}
