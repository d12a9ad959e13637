//! What the sheets of any workbook say of themselves: no project, no fund, no table of ours.
//!
//! # How a fault is recognised
//!
//! Nothing in a sheet says what it is for. What it says is how each cell is made, and a sheet is made by filling: the
//! same calculation goes down a column, the same sum goes along a row. A fault is a cell made otherwise than those
//! around it, where the others agree. Every rule here asks the same three questions: *what do the neighbours have*, *how
//! many of them*, *does the odd one have its like somewhere* (then it is a second kind, not a fault: two rates, a
//! subtotal each quarter).
//!
//! **One calculation, one form.** `A1+A2`, `+A2+A1` and `SUM(A1:A2)` are the same calculation; so are `D4*E4` and
//! `E4*D4`. Formulas are compared by a form of their own ([`Form`](crate::formula::Form)): references as distances, the
//! terms of a sum and the factors of a product in order, short ranges opened. Compared as texts, a third of the odd
//! formulas of the labelled workbooks were only written differently.
//!
//! **The rules**, with what they gave on 35 public workbooks whose faults others had labelled by hand (cells told, share
//! of them labelled faulty; a cell nobody labelled counts as wrong, though the labels are not complete):
//!
//! | | What is told | Cells | Right | Sureness |
//! |---|---|---:|---:|---|
//! | [`sums`] (S-01) | among the sums of one line of totals, those whose bounds few share: 3 at most, against more; two against two, both | 28 | 86 % | probable |
//! | [`lone`] (S-02) | a formula with the functions and the names of its neighbours that reads elsewhere, once in its row and in its column; neighbours on both sides, or six tenths of the line | 10 | 80 % | probable |
//! | [`lone`] (S-03) | the formula of both neighbours and one number more | 2 | 100 % | probable |
//! | [`typed`] (S-04) | a typed number of three digits or more that is what the formula of a near cell gives there | 156 | 88 % | probable |
//! | [`typed`] (S-05) | a typed number between two formulas filled from one another, that they do not give | 7 | 43 % | to verify |
//! | [`constants`] (S-06) | `=24+1` among typed numbers, unless the cells that touch it are made so | 41 | 54 % | to verify |
//! | [`crossed`] (S-07) | a sum through a row that holds nothing, or a column that holds a title at most | 174 | 84 % | probable |
//! | [`missed`] (S-08) | numbers, four lines at most, between a sum and its range | 27 | 67 % | probable |
//! | [`totals`] (S-18) | a typed number that is the sum of the four or more before it; four digits, or three where the row is called a total | 105 | 84 % | probable |
//! | [`reads`] (S-16) | a text in a calculation; a blank cell where four neighbours all read something | 11 | – | to verify |
//!
//! The other rules are facts rather than likelihoods: a subtotal counted with its lines (S-09), a number kept as a text
//! (S-10), a date or the year of a header (S-11), what nobody sees (S-12), two currencies (S-15) among what is added up; the totals of the rows
//! against those of the columns (S-14); names (S-17), errors (S-19), other workbooks (S-20). They are told once for what
//! has one cause: a filled formula in error, a hidden column.
//!
//! **Severity follows sureness.** What was right three times in four is a warning; what is a fact that makes a number
//! unknown or wrong is an error; the rest is a remark. Errors and warnings together: 461 cells, 81 % right, 219 of the
//! 1 081 labelled faults, 101 of the 246 wrong references, ranges and kinds. The program that the labels were made with
//! told 75 cells, a third of them right: 21 faults.
//!
//! **Sound sheets are quiet.** The 138 sample workbooks that Excel offers were audited: of the budgets among them none
//! gives an error. What they use is what a rule must know: names that move with the cell, formulas that name whole columns
//! and read one row of them, `NA()` for the points that a chart leaves out, the totals of pivot tables, a column per name
//! and per space. A formula that several cells share is written from the cell that holds it, whatever its `ref` begins
//! with: read from elsewhere, a whole line is off by one.
//!
//! **No search is endless.** Each has so many steps ([`Search`]); what it left is counted and told.
//!
//! **What is not found.** Half of the labelled faults are whole tables of typed numbers where formulas were expected, or
//! the reverse, with no neighbour that says so: a person knows it from the headers. Blank cells that were to be
//! computed, references wrong in a whole row alike, and rates that differ by a digit from sheet to sheet are not seen
//! either.
//!
//! **What was tried and left out**: minorities along a row whatever their functions (5 % right: a ratio between two sums
//! is no fault), typed numbers among formulas along a row (9 %), any blank cell in a range (6 %: sparse tables), formats
//! unlike those of the neighbours (19 %).

pub mod constants;
pub mod corners;
pub mod crossed;
mod lattice;
pub mod lone;
pub mod magnitude;
pub mod missed;
mod own_sums;
pub mod reads;
mod steps;
pub mod summed;
pub mod sums;
pub mod totals;
pub mod typed;
mod way;

use std::sync::OnceLock;

use crate::formula::{CellRef, Form, Forms, Recalculation};
use lattice::Lattice;
use lone::Lones;
use own_sums::OwnSum;
pub use steps::Search;
use summed::Summed;
use typed::TypedNumbers;
pub use way::Way;

/// The sheets of a workbook with the calculations of their formulas.
#[derive(Debug)]
pub struct Sheets<'a> {
    recalculation: &'a Recalculation,
    forms: Forms,
    lattices: Vec<Lattice<'a>>,
    own_sums: OnceLock<Vec<OwnSum>>,
    lone: OnceLock<Lones>,
    summed: OnceLock<Summed>,
    typed: OnceLock<TypedNumbers>,
}

impl<'a> Sheets<'a> {
    /// The sheets of a workbook that was recomputed whole.
    #[must_use]
    pub fn of(recalculation: &'a Recalculation) -> Self {
        let sheets = recalculation.workbook().sheets.iter().enumerate();
        Self {
            recalculation,
            forms: Forms::of(recalculation),
            lattices: sheets.map(|(index, sheet)| Lattice::new(index, sheet)).collect(),
            own_sums: OnceLock::new(),
            lone: OnceLock::new(),
            summed: OnceLock::new(),
            typed: OnceLock::new(),
        }
    }

    /// The number of the functions and operators of a formula, whatever it reads.
    #[must_use]
    pub fn skeleton(&self, at: CellRef) -> Option<u32> {
        self.form(at).map(|form| form.skeleton)
    }

    /// True for a cell that shows `#N/A` on purpose, and that no other error comes from.
    #[must_use]
    pub fn is_na_meant(&self, at: CellRef) -> bool {
        let gives_na = |at: CellRef| self.form(at).is_some_and(|form| form.gives_na);
        gives_na(at) && self.recalculation.readers_in_error(at).all(gives_na)
    }

    /// The sums of one range of their own line.
    fn own_sums(&self) -> &[OwnSum] {
        self.own_sums.get_or_init(|| self.find_own_sums())
    }

    /// Formulas unlike their neighbours, along a row or a column.
    pub fn lone(&self) -> &Lones {
        self.lone.get_or_init(|| self.find_lone())
    }

    /// What stands in the ranges that are added up.
    pub fn summed(&self) -> &Summed {
        self.summed.get_or_init(|| self.find_summed())
    }

    /// The numbers typed in the place of formulas.
    pub fn typed(&self) -> &TypedNumbers {
        self.typed.get_or_init(|| self.find_typed())
    }

    /// The formulas that could be read, in the order of the sheets.
    fn formulas(&self) -> impl Iterator<Item = (CellRef, &Form)> {
        self.recalculation.cells().filter_map(|(at, _)| Some((at, self.form(at)?)))
    }

    /// The calculation of a cell.
    fn form(&self, at: CellRef) -> Option<&Form> {
        self.forms.get(self.recalculation.shape(at)?)
    }
}
