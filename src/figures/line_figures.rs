//! The figures of the lines of a budget, kept small: a name is put together from the line and the part when it is asked
//! for.

use std::sync::Arc;

use super::figure::{Expression, Figure, FigureKey};
use super::origin::Origin;
use super::value::{Unit, Value};
use crate::model::{Money, Place};

/// The table that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// *Personnel*.
    Staff,
    /// *Dépenses*.
    Expense,
}

impl LineKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Staff => "personnel",
            Self::Expense => "depense",
        }
    }
}

/// What a figure is to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Amount excluding VAT.
    ExclVat,
    /// VAT.
    Vat,
    /// Amount including VAT.
    InclVat,
    /// The amount retained, when the line does not give it.
    Retained,
    /// Annual cost of a post.
    AnnualCost,
    /// Hours on the operation.
    Hours,
    /// Hours of a year.
    AnnualHours,
    /// How much of a full-time post it is.
    WorkingShare,
    /// Monthly cost of a post.
    MonthlyCost,
    /// Average hours of a month.
    MonthlyHours,
    /// Fixed share of the time of each month on the operation.
    FixedShare,
    /// Months of the year that the share holds.
    Months,
    /// Months times the share: months of full time.
    MonthsOfShare,
    /// Cost on the operation.
    Cost,
}

impl Part {
    /// Most figures of one line.
    pub(super) const MOST: usize = 5;

    const fn kind(self) -> LineKind {
        match self {
            Self::ExclVat | Self::Vat | Self::InclVat | Self::Retained => LineKind::Expense,
            Self::AnnualCost
            | Self::Hours
            | Self::AnnualHours
            | Self::WorkingShare
            | Self::MonthlyCost
            | Self::MonthlyHours
            | Self::FixedShare
            | Self::Months
            | Self::MonthsOfShare
            | Self::Cost => LineKind::Staff,
        }
    }

    /// The unit of the figure.
    pub(super) const fn unit(self) -> Unit {
        match self {
            Self::Hours | Self::AnnualHours | Self::MonthlyHours => Unit::Hours,
            Self::WorkingShare | Self::FixedShare => Unit::Rate,
            Self::Months | Self::MonthsOfShare => Unit::Number,
            _ => Unit::Euro,
        }
    }

    /// The end of the identifier, and that of the label.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::ExclVat => ("ht", "HT"),
            Self::Vat => ("tva", "TVA"),
            Self::InclVat => ("ttc", "TTC"),
            Self::Retained => ("retenu", "montant retenu"),
            Self::AnnualCost => ("cout_annuel", "coût annuel chargé"),
            Self::Hours => ("heures", "heures sur l’opération"),
            Self::AnnualHours => ("heures_annuelles", "heures annuelles"),
            Self::WorkingShare => ("quotite", "quotité"),
            Self::MonthlyCost => ("cout_mensuel", "coût mensuel chargé"),
            Self::MonthlyHours => ("heures_mensuelles", "heures mensuelles moyennes"),
            Self::FixedShare => ("part_fixe", "part fixe sur l’opération"),
            Self::Months => ("mois", "nombre de mois"),
            Self::MonthsOfShare => ("mois_affectes", "mois affectés : nombre de mois × part fixe"),
            Self::Cost => ("cout", "coût sur l’opération"),
        }
    }
}

/// What a figure of a line is computed from.
#[derive(Debug, Clone, Copy)]
pub enum LineOperands {
    /// HT and VAT.
    Sum([FigureKey; 2]),
    /// Annual cost, hours and annual hours.
    ProRata {
        /// What is divided up.
        amount: FigureKey,
        /// Numerator.
        factor: FigureKey,
        /// Denominator.
        divisor: FigureKey,
    },
    /// Monthly cost, hours and monthly hours, in that order.
    Monthly([FigureKey; 3]),
    /// An amount or a number, times a share.
    Product([FigureKey; 2]),
}

impl LineOperands {
    pub(super) fn expression(self) -> Expression {
        match self {
            Self::Sum(keys) => Expression::Sum(keys.to_vec()),
            Self::ProRata { amount, factor, divisor } | Self::Monthly([amount, factor, divisor]) => {
                Expression::ProRata { amount, factor, divisor }
            }
            Self::Product([amount, rate]) => Expression::Product { amount, rate },
        }
    }
}

/// How a figure of a line was obtained.
#[derive(Debug, Clone)]
enum Source {
    Given(Place),
    Sum([FigureKey; 2]),
    /// Amount, factor, divisor.
    ProRata([FigureKey; 3]),
    /// The same, by the month.
    Monthly([FigureKey; 3]),
    /// An amount or a number, times a share.
    Product([FigureKey; 2]),
}

/// The value of a figure of a line: most are amounts, the others stand apart.
#[derive(Debug, Clone)]
enum Worth {
    Missing,
    Money(Money),
    Other(Box<Value>),
}

/// A figure of a line.
#[derive(Debug, Clone)]
pub(super) struct LineFigure {
    source: Source,
    worth: Worth,
    number: u32,
    part: Part,
}

impl LineFigure {
    pub(super) fn value(&self) -> Value {
        match &self.worth {
            Worth::Missing => Value::Missing,
            Worth::Money(money) => Value::Money(*money),
            Worth::Other(value) => **value,
        }
    }

    pub(super) const fn place(&self) -> Option<&Place> {
        match &self.source {
            Source::Given(place) => Some(place),
            Source::Sum(_) | Source::ProRata(_) | Source::Monthly(_) | Source::Product(_) => None,
        }
    }

    pub(super) const fn operands(&self) -> &[FigureKey] {
        match &self.source {
            Source::Given(_) => &[],
            Source::Sum(keys) | Source::Product(keys) => keys,
            Source::ProRata(keys) | Source::Monthly(keys) => keys,
        }
    }

    pub(super) fn id(&self) -> Arc<str> {
        format!("{}.{:04}.{}", self.part.kind().prefix(), self.number, self.part.names().0).into()
    }

    pub(super) fn is_of(&self, kind: LineKind, number: u32) -> bool {
        self.part.kind() == kind && self.number == number
    }

    /// True for two figures of one name.
    pub(super) fn is_twin(&self, other: &Self) -> bool {
        self.part == other.part && self.number == other.number
    }
}

/// The lines of both tables: what their figures are called, and which is the first of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    staff: Vec<(Arc<str>, FigureKey)>,
    expenses: Vec<(Arc<str>, FigureKey)>,
}

impl Lines {
    const fn of(&self, kind: LineKind) -> &Vec<(Arc<str>, FigureKey)> {
        match kind {
            LineKind::Staff => &self.staff,
            LineKind::Expense => &self.expenses,
        }
    }

    pub(super) fn open(&mut self, kind: LineKind, title: Arc<str>, first: FigureKey) {
        match kind {
            LineKind::Staff => self.staff.push((title, first)),
            LineKind::Expense => self.expenses.push((title, first)),
        }
    }

    pub(super) fn given(&self, part: Part, value: Value, place: Place) -> LineFigure {
        self.figure_of(part, value, Source::Given(place))
    }

    pub(super) fn computed(&self, part: Part, value: Value, from: LineOperands) -> LineFigure {
        let source = match from {
            LineOperands::Sum(keys) => Source::Sum(keys),
            LineOperands::ProRata { amount, factor, divisor } => Source::ProRata([amount, factor, divisor]),
            LineOperands::Monthly(keys) => Source::Monthly(keys),
            LineOperands::Product(keys) => Source::Product(keys),
        };
        self.figure_of(part, value, source)
    }

    fn figure_of(&self, part: Part, value: Value, source: Source) -> LineFigure {
        let worth = match value {
            Value::Missing => Worth::Missing,
            Value::Money(money) => Worth::Money(money),
            other => Worth::Other(Box::new(other)),
        };
        // Lines are numbered from one.
        let number = u32::try_from(self.of(part.kind()).len()).unwrap_or(u32::MAX);
        LineFigure { source, worth, number, part }
    }

    /// The figure, its names put together.
    pub(super) fn figure(&self, kept: &LineFigure) -> Figure {
        let kind = kept.part.kind();
        let index = (kept.number as usize).checked_sub(1);
        let title = index.and_then(|index| self.of(kind).get(index)).map_or("", |(title, _)| title);
        let expression = match &kept.source {
            Source::Given(place) => Expression::Given(Origin::Input(place.clone())),
            Source::Sum(keys) => Expression::Sum(keys.to_vec()),
            Source::ProRata([amount, factor, divisor]) | Source::Monthly([amount, factor, divisor]) => {
                Expression::ProRata { amount: *amount, factor: *factor, divisor: *divisor }
            }
            Source::Product([amount, rate]) => Expression::Product { amount: *amount, rate: *rate },
        };
        Figure {
            id: kept.id(),
            label: format!("{title} – {}", kept.part.names().1).into(),
            unit: kept.part.unit(),
            value: kept.value(),
            rule: rule(&kept.source, kept.part).map(Into::into),
            expression,
        }
    }

    /// The line that an identifier names, with its first figure.
    pub(super) fn named(&self, id: &str) -> Option<(LineKind, u32, FigureKey)> {
        let (prefix, rest) = id.split_once('.')?;
        let (number, _) = rest.split_once('.')?;
        let kind = [LineKind::Staff, LineKind::Expense].into_iter().find(|kind| kind.prefix() == prefix)?;
        let number: u32 = number.parse().ok()?;
        let (_, first) = self.of(kind).get((number as usize).checked_sub(1)?)?;
        Some((kind, number, *first))
    }
}

/// The rule of the cost of a post, and of what leads to it.
const fn rule(source: &Source, part: Part) -> Option<&'static str> {
    match (source, part) {
        (Source::ProRata(_), _) | (Source::Product(_), Part::AnnualHours) => {
            Some("Règlement (UE) 2021/1060, art. 55, § 2, a)")
        }
        (Source::Monthly(_), _) => Some("Règlement (UE) 2021/1060, art. 55, § 2, b)"),
        (Source::Product(_), _) => Some("Règlement (UE) 2021/1060, art. 55, § 5"),
        (Source::Given(_) | Source::Sum(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Ledger, LedgerError};

    #[test]
    fn a_figure_of_a_line_is_found_and_told_like_any_other() {
        let mut ledger = Ledger::default();
        let place = || Place::field("projet.toml", "essai");
        let euros = |cents| Value::Money(Money::from_cents(cents));
        ledger.open_line(LineKind::Expense, "Étude".into());
        ledger.of_line(Part::ExclVat, euros(100), place()).unwrap();
        ledger.open_line(LineKind::Expense, "Salon".into());
        let excl = ledger.of_line(Part::ExclVat, euros(1_000), place()).unwrap();
        let vat = ledger.of_line(Part::Vat, euros(200), place()).unwrap();
        let incl = ledger.computed_of_line(Part::InclVat, LineOperands::Sum([excl, vat])).unwrap();
        let figure = ledger.get(incl);
        assert_eq!((&*figure.id, &*figure.label), ("depense.0002.ttc", "Salon – TTC"));
        assert_eq!(figure.value.money(), Some(Money::from_cents(1_200)));
        assert_eq!(figure.expression.operands(), [excl, vat]);
        assert_eq!(ledger.find("depense.0002.ttc"), Some(incl));
        assert_eq!(ledger.find("depense.0001.ttc"), None);
        assert_eq!(ledger.find("depense.2.ttc"), None);
        let again = ledger.of_line(Part::Vat, Value::Missing, place());
        assert_eq!(again, Err(LedgerError::DuplicateId("depense.0002.tva".into())));
    }

    #[test]
    fn a_figure_of_a_line_is_small() {
        assert!(size_of::<LineFigure>() <= 48, "{}", size_of::<LineFigure>());
    }
}
