//! The lines of expenses: what is typed in blue, what follows by formula in black.

use rust_decimal::{Decimal, RoundingStrategy};

use super::grid::{Column, Grid, Named, Total};
use super::holders::{Holder, Retained};
use super::{Filing, LineRow};
use crate::documents::topics::values::text as cell_text;
use crate::documents::workbook::layout::text;
use crate::figures::plan::{LineSource, PlanLine};
use crate::figures::{Expression, FigureKey};
use crate::model::ExpenseLine;
use crate::model::budget::Maybe;
use crate::xlsx::{Allowed, Content, Live, Style, this_row};

/// A column, in the order of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Number,
    Category,
    Label,
    Supplier,
    Partner,
    Action,
    Section,
    Year,
    Quantity,
    UnitPrice,
    ExclVat,
    Rate,
    Vat,
    InclVat,
    Retained,
    Document,
}

impl Field {
    const ALL: [Self; 16] = [
        Self::Number,
        Self::Category,
        Self::Label,
        Self::Supplier,
        Self::Partner,
        Self::Action,
        Self::Section,
        Self::Year,
        Self::Quantity,
        Self::UnitPrice,
        Self::ExclVat,
        Self::Rate,
        Self::Vat,
        Self::InclVat,
        Self::Retained,
        Self::Document,
    ];

    const fn header(self) -> &'static str {
        match self {
            Self::Number => "N°",
            Self::Category => "Poste",
            Self::Label => "Intitulé",
            Self::Supplier => "Prestataire",
            Self::Partner => "Partenaire",
            Self::Action => "Action",
            Self::Section => "Section",
            Self::Year => "Année",
            Self::Quantity => "Quantité",
            Self::UnitPrice => "Prix unitaire HT",
            Self::ExclVat => "Montant HT",
            Self::Rate => "Taux de TVA",
            Self::Vat => "TVA",
            Self::InclVat => "Montant TTC",
            Self::Retained => "Montant retenu",
            Self::Document => "Pièce",
        }
    }

    /// Widths in characters, in all what an A4 page holds without reducing its text below 9 points.
    const fn width(self) -> f64 {
        match self {
            Self::Number => 9.0,
            Self::Category => 18.0,
            Self::Label => 26.0,
            Self::Supplier => 14.0,
            Self::Partner => 11.0,
            Self::Action => 8.0,
            Self::Section => 13.0,
            Self::Year => 6.5,
            Self::Quantity => 8.0,
            Self::UnitPrice => 10.5,
            Self::Rate => 8.0,
            Self::Vat => 11.0,
            Self::ExclVat | Self::InclVat | Self::Retained => 12.0,
            Self::Document => 16.0,
        }
    }

    const fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Category => Some("Poste"),
            Self::Label => Some("Intitule"),
            Self::Partner => Some("Partenaire"),
            Self::Action => Some("Action"),
            Self::Section => Some("Section"),
            Self::Year => Some("Annee"),
            Self::ExclVat => Some("HT"),
            Self::Rate => Some("Taux"),
            Self::Vat => Some("TVA"),
            Self::InclVat => Some("TTC"),
            Self::Retained => Some("Retenu"),
            Self::Number | Self::Supplier | Self::Quantity | Self::UnitPrice | Self::Document => None,
        }
    }

    const fn note(self) -> &'static str {
        match self {
            Self::Number => "Numéro de la ligne dans le dossier. Une ligne ajoutée peut n’en pas avoir.",
            Self::Category => "Le poste de dépenses : la ligne compte dans ce poste, et dans aucun autre.",
            Self::Year => {
                "L’année civile où la dépense sera payée : la ligne compte dans cette colonne du plan."
            }
            Self::Partner => "Qui porte la dépense ; vide pour le demandeur.",
            Self::Section => "Fonctionnement ou investissement.",
            Self::ExclVat => "Quantité × prix unitaire quand les deux sont donnés, sinon saisi.",
            Self::Vat => "Montant HT × taux de TVA.",
            Self::InclVat => "Montant HT + TVA.",
            Self::Retained => "Ce que le plan retient de la ligne, une fois déduite la TVA récupérée.",
            _ => "",
        }
    }

    fn allowed(self, years: &[i32]) -> Option<(Allowed, &'static str)> {
        match self {
            Self::Category => Some((
                Allowed::ListOf("Liste_Postes".to_owned()),
                "Ce poste n’est pas dans la liste : la ligne ne serait comptée nulle part.",
            )),
            Self::Partner => Some(super::lists::a_partner()),
            Self::Section => Some((
                Allowed::ListOf("Liste_Sections".to_owned()),
                "La section est « Fonctionnement » ou « Investissement ».",
            )),
            Self::Year => super::lists::a_year(years),
            Self::Rate => Some((Allowed::Decimal(0.0, 1.0), "Un taux de TVA s’écrit de 0 % à 100 %.")),
            Self::Quantity | Self::UnitPrice | Self::ExclVat => Some((
                Allowed::Decimal(-1e12, 1e12),
                "Un nombre est attendu, sans texte ni espace insécable.",
            )),
            _ => None,
        }
    }
}

/// What a sheet of expenses is filled from.
struct Table<'a> {
    filing: Filing<'a>,
    holder: &'a Holder,
}

/// Lay out a sheet of expenses.
pub fn sheet(filing: Filing<'_>, holder: &Holder) -> Named {
    let table = Table { filing, holder };
    let lines = filing.rows_of(holder, |budget, source| match source {
        LineSource::Expense(index) => budget.expense_lines.get(index),
        LineSource::Staff(_) => None,
    });
    let fields: Vec<Field> = Field::ALL.into_iter().filter(|field| table.is_shown(*field, &lines)).collect();
    let years = &filing.plan().years;
    let columns = fields
        .iter()
        .map(|field| Column {
            header: field.header().to_owned(),
            width: table.width(*field, &fields),
            suffix: field.suffix(),
            formula: table.formula(*field, &fields),
            total: table.total(*field),
            note: field.note(),
            allowed: field.allowed(years),
        })
        .collect();
    let lines =
        lines.iter().map(|row| fields.iter().map(|field| table.cell(*field, row)).collect()).collect();
    Grid {
        sheet: &holder.sheet,
        title: &holder.title,
        subtitle: &filing.subtitle(),
        name: &holder.name,
        columns,
        lines,
    }
    .laid_out(filing.ledger())
}

impl Table<'_> {
    /// Columns that no line fills are left out, except those without which a line could not be typed.
    fn is_shown(&self, field: Field, lines: &[LineRow<'_, ExpenseLine>]) -> bool {
        let any = |filled: fn(&ExpenseLine) -> bool| lines.iter().any(|row| filled(row.source));
        match field {
            Field::Category => self.holder.category.is_none(),
            Field::Supplier => any(|line| line.supplier.is_some()),
            Field::Partner => self.filing.has_partners(),
            Field::Action => self.filing.has_actions(),
            Field::Section => self.filing.has_sections(),
            Field::Quantity | Field::UnitPrice => lines.iter().any(|row| {
                !row.is_part && (row.source.quantity.is_some() || row.source.unit_price.is_some())
            }),
            Field::ExclVat => {
                self.holder.retained == Retained::ExclVat
                    || lines.iter().any(|row| row.line.excl_vat.is_some())
            }
            Field::Rate => any(|line| line.vat_rate.is_some()),
            Field::Vat => lines.iter().any(|row| row.line.vat.is_some()),
            Field::InclVat => {
                self.holder.retained == Retained::InclVat
                    || lines.iter().any(|row| row.line.incl_vat.is_some())
            }
            Field::Retained => self.holder.retained == Retained::Own,
            Field::Number | Field::Label | Field::Year | Field::Document => true,
        }
    }

    /// What the columns left out would have taken goes to the label.
    fn width(&self, field: Field, shown: &[Field]) -> f64 {
        if field != Field::Label {
            return field.width();
        }
        const PAGE: f64 = 160.0;
        let others: f64 =
            shown.iter().filter(|other| **other != field).map(|other| other.width() + 0.7).sum();
        (PAGE - others).clamp(Field::Label.width(), 60.0)
    }

    /// The cell of the line in another column.
    fn own(&self, field: Field) -> String {
        this_row(&self.holder.name, field.header())
    }

    /// The formula of a new line.
    fn formula(&self, field: Field, shown: &[Field]) -> Option<String> {
        let has = |needed: &[Field]| needed.iter().all(|field| shown.contains(field));
        match field {
            Field::Vat if has(&[Field::ExclVat, Field::Rate]) => Some(self.vat_formula()),
            Field::InclVat if has(&[Field::ExclVat, Field::Vat]) => Some(self.incl_vat_formula()),
            _ => None,
        }
    }

    fn vat_formula(&self) -> String {
        format!("ROUND({}*{},2)", self.own(Field::ExclVat), self.own(Field::Rate))
    }

    fn incl_vat_formula(&self) -> String {
        format!("{}+{}", self.own(Field::ExclVat), self.own(Field::Vat))
    }

    fn total(&self, field: Field) -> Total {
        let retained = match self.holder.retained {
            Retained::ExclVat => Field::ExclVat,
            Retained::InclVat => Field::InclVat,
            Retained::Own | Retained::Cost => Field::Retained,
        };
        let key = self.filing.own_total(self.holder);
        match field {
            Field::Number => Total::Label,
            _ if field == retained => Total::Sum(key, Style::TotalCents),
            Field::ExclVat | Field::Vat | Field::InclVat => Total::Sum(None, Style::TotalCents),
            _ => Total::None,
        }
    }

    fn cell(&self, field: Field, row: &LineRow<'_, ExpenseLine>) -> (Content, Style) {
        let (line, expense) = (&row.line, row.source);
        let typed = |cell: &Maybe<std::sync::Arc<str>>| text(cell_text(cell), Style::InputText);
        let number = |cell: &Maybe<Decimal>, style| {
            let cell = cell.as_ref().filter(|_| !row.is_part);
            (cell.map_or(Content::Blank, |cell| Content::Number(cell.value)), style)
        };
        match field {
            Field::Number => text(&*line.code, Style::Centred),
            Field::Category => text(self.category_of(line), Style::InputText),
            Field::Label => text(row.named(&cell_text(&expense.label)), Style::InputText),
            Field::Supplier => typed(&expense.supplier),
            Field::Partner => text(super::partners::bearer(self.filing, line), Style::InputText),
            Field::Action => typed(&expense.action),
            Field::Section => text(super::lists::section_of(self.filing, line).name(), Style::InputText),
            Field::Year => (year(line), Style::InputYear),
            Field::Quantity => number(&expense.quantity, Style::InputNumber),
            Field::UnitPrice => number(&expense.unit_price, Style::InputCents),
            Field::ExclVat if row.is_part => self.typed_amount(line.excl_vat),
            Field::ExclVat => self.excl_vat(line, expense),
            Field::Rate => {
                let rate = expense.vat_rate.as_ref();
                (rate.map_or(Content::Blank, |rate| Content::Number(rate.value.fraction())), Style::InputRate)
            }
            Field::Vat => self.vat(line, expense),
            Field::InclVat => self.incl_vat(line),
            Field::Retained => self.retained(line),
            Field::Document => typed(&expense.document),
        }
    }

    fn category_of(&self, line: &PlanLine) -> String {
        let known = self
            .filing
            .plan()
            .categories
            .iter()
            .find(|plan| plan.category == line.category && !plan.lines.is_empty());
        known.map(|plan| plan.label.clone()).unwrap_or_default()
    }

    fn typed_amount(&self, key: Option<FigureKey>) -> (Content, Style) {
        (key.map_or(Content::Blank, Content::Figure), Style::InputCents)
    }

    /// An amount by a formula when the formula says it to the cent, as typed otherwise.
    fn amount(&self, key: Option<FigureKey>, said: Option<Decimal>, formula: String) -> (Content, Style) {
        let Some(key) = key else { return self.typed_amount(None) };
        let value = self.filing.ledger().value(key).decimal();
        if value.is_some() && value == said {
            return (Content::Live { key, formula: Live::new(formula), defines: true }, Style::Cents);
        }
        self.typed_amount(Some(key))
    }

    fn excl_vat(&self, line: &PlanLine, expense: &ExpenseLine) -> (Content, Style) {
        let factors = expense.quantity.as_ref().zip(expense.unit_price.as_ref());
        let said = factors.and_then(|(quantity, price)| cents(quantity.value.checked_mul(price.value)?));
        let formula = format!("ROUND({}*{},2)", self.own(Field::Quantity), self.own(Field::UnitPrice));
        self.amount(line.excl_vat, said, formula)
    }

    fn vat(&self, line: &PlanLine, expense: &ExpenseLine) -> (Content, Style) {
        let excl_vat = line.excl_vat.and_then(|key| self.filing.ledger().value(key).decimal());
        let rate = expense.vat_rate.as_ref().map(|rate| rate.value.fraction());
        let said = excl_vat.zip(rate).and_then(|(excl_vat, rate)| cents(excl_vat.checked_mul(rate)?));
        self.amount(line.vat, said, self.vat_formula())
    }

    fn incl_vat(&self, line: &PlanLine) -> (Content, Style) {
        let value = |key: Option<FigureKey>| self.filing.ledger().value(key?).decimal();
        let said = value(line.excl_vat).zip(value(line.vat)).map(|(a, b)| a.saturating_add(b));
        self.amount(line.incl_vat, said, self.incl_vat_formula())
    }

    /// One of the two amounts, or what remains of it once the recovered VAT is taken away.
    fn retained(&self, line: &PlanLine) -> (Content, Style) {
        let ledger = self.filing.ledger();
        let key = line.amount;
        let same = |formula: String| {
            (Content::Live { key, formula: Live::new(formula), defines: false }, Style::Cents)
        };
        if line.excl_vat == Some(key) {
            return same(self.own(Field::ExclVat));
        }
        if line.incl_vat == Some(key) {
            return same(self.own(Field::InclVat));
        }
        let recovered = match &ledger.get(key).expression {
            Expression::Remainder { whole, parts } if line.incl_vat == Some(*whole) => parts.first().copied(),
            _ => None,
        };
        let share = recovered.and_then(|recovered| match &ledger.get(recovered).expression {
            Expression::Product { rate, .. } => Some(*rate),
            _ => None,
        });
        let Some(share) = share else {
            let number = ledger.value(key).decimal().map_or(Content::Blank, Content::Number);
            return (number, Style::InputCents);
        };
        let vat = if line.vat.is_some() {
            self.own(Field::Vat)
        } else {
            format!("({}-{})", self.own(Field::InclVat), self.own(Field::ExclVat))
        };
        let round = ledger.rounding().excel_function();
        let formula = Live::new(format!("ROUND({}-{round}({vat}*", self.own(Field::InclVat)))
            .figure(share)
            .text(",2),2)");
        (Content::Live { key, formula, defines: true }, Style::Cents)
    }
}

/// To the cent, halves away from zero: what `ROUND` does.
fn cents(amount: Decimal) -> Option<Decimal> {
    Some(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// The year of a line, as a number.
pub fn year(line: &PlanLine) -> Content {
    line.year.map_or(Content::Blank, |year| Content::Number(year.into()))
}
