//! The budget as the applicant's workbook states it, every value with its cell.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::side::SideBudget;
use super::text::normalise;
use super::{Located, Money, Place, Rate};

/// A cell's value that may be absent: missing is not zero.
pub type Maybe<T> = Option<Located<T>>;

/// What a budget workbook states.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    /// Expense lines of the *Dépenses* tables, in sheet order, subtotals and totals left out.
    pub expense_lines: Vec<ExpenseLine>,
    /// Staff lines of the *Personnel* tables, in sheet order.
    pub staff_lines: Vec<StaffLine>,
    /// Lines of the *Ressources* tables, in sheet order.
    pub resources: Vec<Resource>,
    /// Lines of the *Indicateurs* tables, in sheet order.
    pub indicators: Vec<Indicator>,
    /// Subtotal and total rows: verified, never summed.
    pub declared_totals: Vec<DeclaredTotal>,
    /// Totals of the years that the lines of a wide table state: verified, never summed.
    pub year_splits: Vec<YearSplit>,
    /// The sides in another currency, never added to the rest.
    pub sides: Vec<SideBudget>,
}

/// The total column of a line of a wide table, and its years.
#[derive(Debug, Clone)]
pub struct YearSplit {
    /// The line's label as written.
    pub label: String,
    /// What is split.
    pub column: TotalColumn,
    /// The total as stated.
    pub total: Located<Money>,
    /// The cells of the years that hold something, in order.
    pub parts: Vec<Located<Money>>,
}

/// One expense of one year.
#[derive(Debug, Clone)]
pub struct ExpenseLine {
    /// The line's row: the cell of its label, or the first cell that holds anything.
    pub place: Place,
    /// Number or reference of the line as written.
    pub number: Maybe<Arc<str>>,
    /// Category (poste de dépenses) as written; a fund maps it to one of its categories.
    pub category: Maybe<Arc<str>>,
    /// What is bought.
    pub label: Maybe<Arc<str>>,
    /// Supplier or provider.
    pub supplier: Maybe<Arc<str>>,
    /// Identifier or name of the partner that bears the expense; the applicant when absent.
    pub partner: Maybe<Arc<str>>,
    /// Action of the project that the expense serves, as written.
    pub action: Maybe<Arc<str>>,
    /// Section of the budget (fonctionnement, investissement) as written, where it is not that of the category.
    pub section: Maybe<Arc<str>>,
    /// Civil year of the expense.
    pub year: Maybe<i32>,
    /// Civil years that it spreads over, in order, when `projet.toml` says several and the workbook none.
    pub years: Maybe<Vec<i32>>,
    /// Quantity.
    pub quantity: Maybe<Decimal>,
    /// Unit price excluding VAT, in euros: a factor, as exact as it is written, which only its product rounds.
    pub unit_price: Maybe<Decimal>,
    /// Amount excluding VAT (HT).
    pub amount_excl_vat: Maybe<Money>,
    /// VAT rate.
    pub vat_rate: Maybe<Rate>,
    /// VAT amount.
    pub vat: Maybe<Money>,
    /// Amount including VAT (TTC).
    pub amount_incl_vat: Maybe<Money>,
    /// The basis that the plan retains of this line, as written, where it is not that of the project.
    pub basis: Maybe<Arc<str>>,
    /// Supporting document as named by the line.
    pub document: Maybe<Arc<str>>,
}

/// The work of one person (or post) on the operation during one year.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// The line's row.
    pub place: Place,
    /// Number or reference of the line as written.
    pub number: Maybe<Arc<str>>,
    /// Name or function.
    pub label: Maybe<Arc<str>>,
    /// Mission on the operation.
    pub mission: Maybe<Arc<str>>,
    /// Partner that employs; the applicant when absent.
    pub partner: Maybe<Arc<str>>,
    /// Action of the project that the work serves, as written.
    pub action: Maybe<Arc<str>>,
    /// Civil year.
    pub year: Maybe<i32>,
    /// Civil years that it spreads over, in order, when `projet.toml` says several and the workbook none.
    pub years: Maybe<Vec<i32>>,
    /// Annual gross employment cost, employer charges included.
    pub annual_cost: Maybe<Money>,
    /// Annual hours that divide the cost (1 720 h, CPR art. 55(2)(a)).
    pub annual_hours: Maybe<Decimal>,
    /// How the hourly rate is obtained, as written: [`StaffMethod::read`] says which of the two it is.
    pub method: Maybe<Arc<str>>,
    /// Monthly gross employment cost, employer charges included.
    pub monthly_cost: Maybe<Money>,
    /// Average monthly hours that divide it (CPR art. 55(2)(b)).
    pub monthly_hours: Maybe<Decimal>,
    /// How much of a full-time post the person holds (quotité).
    pub working_share: Maybe<Rate>,
    /// The last day of the period whose costs are documented.
    pub costs_as_of: Maybe<Date>,
    /// Hours on the operation.
    pub hours: Maybe<Decimal>,
    /// Fixed share of the time of each month on the operation (CPR art. 55(5)).
    pub fixed_share: Maybe<Rate>,
    /// How many months the fixed share holds in the year.
    pub months: Maybe<Decimal>,
    /// Cost as the workbook states it; compared with what the method gives.
    pub stated_cost: Maybe<Money>,
    /// Supporting document as named by the line.
    pub document: Maybe<Arc<str>>,
}

/// How an hourly rate is obtained (CPR art. 55(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffMethod {
    /// Point (a): annual cost ÷ 1 720 hours, pro rata of part time.
    Annual,
    /// Point (b): monthly cost ÷ average monthly hours.
    Monthly,
}

impl StaffMethod {
    /// « 1 720 h », « méthode mensuelle »; `None` for anything else.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let words = normalise(written);
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        match (words.contains("mensuel"), words.contains("annuel") || digits == "1720") {
            (true, false) => Some(Self::Monthly),
            (false, true) => Some(Self::Annual),
            _ => None,
        }
    }

    /// « la méthode mensuelle ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Annual => "la méthode annuelle",
            Self::Monthly => "la méthode mensuelle",
        }
    }
}

impl StaffLine {
    /// The method of the line: the one that it names, else the one whose cost it gives, the annual one when it gives both.
    #[must_use]
    pub fn method(&self) -> StaffMethod {
        let said = self.method.as_ref().and_then(|written| StaffMethod::read(&written.value));
        said.unwrap_or(match (&self.annual_cost, &self.monthly_cost) {
            (None, Some(_)) => StaffMethod::Monthly,
            _ => StaffMethod::Annual,
        })
    }
}

/// One co-financer's contribution.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The line's row.
    pub place: Place,
    /// Name of the co-financer as written.
    pub co_financer: Maybe<Arc<str>>,
    /// Nature as written (Union européenne, État, Région, autofinancement, recettes…).
    pub nature: Maybe<Arc<str>>,
    /// State as written (sollicité, acquis…).
    pub status: Maybe<Arc<str>>,
    /// Amount.
    pub amount: Maybe<Money>,
    /// Percentage as the workbook states it; compared, never used.
    pub stated_share: Maybe<Rate>,
    /// Date of the decision or of the letter.
    pub date: Maybe<Date>,
    /// Supporting document as named by the line.
    pub document: Maybe<Arc<str>>,
}

/// One indicator with its target.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The line's row.
    pub place: Place,
    /// Code such as `RCO04`.
    pub code: Maybe<Arc<str>>,
    /// Label.
    pub label: Maybe<Arc<str>>,
    /// Unit.
    pub unit: Maybe<Arc<str>>,
    /// Baseline.
    pub baseline: Maybe<Decimal>,
    /// Target.
    pub target: Maybe<Decimal>,
    /// Source of the data.
    pub source: Maybe<Arc<str>>,
}

/// Which column a declared total adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TotalColumn {
    /// Expenses: amount excluding VAT.
    AmountExclVat,
    /// Expenses: VAT.
    Vat,
    /// Expenses: amount including VAT.
    AmountInclVat,
    /// Staff: hours on the operation, in hundredths of an hour.
    Hours,
    /// Staff: stated cost.
    StaffCost,
    /// Resources: amount.
    ResourceAmount,
}

/// Which lines a declared total says it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalScope {
    /// The lines since the previous subtotal: a half-open range of indices into the table's line vector of [`Budget`].
    Lines {
        /// First line.
        start: usize,
        /// One past the last line.
        end: usize,
    },
}

/// A subtotal or total row's cell.
#[derive(Debug, Clone)]
pub struct DeclaredTotal {
    /// The cell.
    pub place: Place,
    /// The row's label as written (`Sous-total prestations`, `TOTAL`).
    pub label: String,
    /// What is added up.
    pub column: TotalColumn,
    /// Over which lines.
    pub scope: TotalScope,
    /// The only year it adds up, in a wide table.
    pub year: Option<i32>,
    /// True for a grand total, false for a subtotal.
    pub is_grand_total: bool,
    /// The value, when the cell held one.
    pub value: Option<Money>,
    /// The formula without its leading `=`, when the cell held one.
    pub formula: Option<Arc<str>>,
}

#[cfg(test)]
mod tests {
    use super::StaffMethod;

    #[test]
    fn a_method_is_read_as_officers_write_it() {
        for written in ["1 720 h", "1720", "1\u{202f}720 heures", "Méthode annuelle", "annuelle (1 720 h)"] {
            assert_eq!(StaffMethod::read(written), Some(StaffMethod::Annual), "{written}");
        }
        for written in ["mensuelle", "Coût MENSUEL", "méthode mensuelle, art. 55, § 2, b)"] {
            assert_eq!(StaffMethod::read(written), Some(StaffMethod::Monthly), "{written}");
        }
        for written in ["", "forfait", "1 607 h", "mensuelle ou 1 720 h"] {
            assert_eq!(StaffMethod::read(written), None, "{written}");
        }
    }
}
