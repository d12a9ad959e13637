//! Where every figure stands and the formula of each, settled before anything is written.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, Content, DefinedName, Sheet};
use super::calculations;
use super::error::XlsxError;
use super::live::Live;
use super::names;
use crate::figures::formula::{CellRef, formula};
use crate::figures::{Expression, FigureKey, Ledger, Unit};

/// Excel accepts 8 192 characters in a formula; a margin is left for the leading sign and the outer function.
const LONGEST_FORMULA: usize = 8_000;

/// Rows and columns of a sheet.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The workbook as it will be written.
pub(super) struct Plan<'a> {
    /// The ledger, with the partial sums of formulas that were too long after the figures it came with.
    pub ledger: Cow<'a, Ledger>,
    /// The sheets, « Calculs » included when it holds something.
    pub sheets: Vec<Cow<'a, Sheet>>,
    /// Their names as written.
    pub names: Vec<String>,
    /// The names as formulas write them.
    pub prefixes: Vec<String>,
    /// The defining cell of each figure, by index.
    definitions: Vec<Option<CellRef>>,
    /// The formula of each computed figure that stands in the book, by index.
    formulas: Vec<Option<String>>,
    /// The figures of « Calculs », in order.
    calculated: Vec<FigureKey>,
    /// The formulas that sheets write themselves, by figure.
    live: BTreeMap<FigureKey, &'a Live>,
}

impl<'a> Plan<'a> {
    /// Settles a workbook.
    pub fn new(book: &'a Book, ledger: &'a Ledger) -> Result<Self, XlsxError> {
        if book.sheets.is_empty() {
            return Err(XlsxError::Empty);
        }
        let names =
            names::sheet_names(book.sheets.iter().map(|sheet| sheet.name.as_str()).chain(["Calculs"]));
        check_places(book, &names, ledger)?;
        let mut plan = Self {
            ledger: Cow::Borrowed(ledger),
            sheets: book.sheets.iter().map(Cow::Borrowed).collect(),
            prefixes: names.iter().map(|name| names::prefix(name)).collect(),
            names,
            definitions: defining_cells(book, ledger),
            formulas: Vec::new(),
            calculated: Vec::new(),
            live: live_formulas(book),
        };
        plan.place_what_is_needed(book);
        plan.write_formulas()?;
        if plan.calculated.is_empty() {
            plan.names.pop();
        } else {
            let sheet = calculations::sheet(&plan.ledger, &plan.calculated, book.sheets.first());
            plan.sheets.push(Cow::Owned(sheet));
        }
        Ok(plan)
    }

    /// The cell that defines a figure.
    pub fn definition(&self, key: FigureKey) -> Option<&CellRef> {
        self.definitions.get(key.index())?.as_ref()
    }

    /// The formula of a computed figure, without its leading `=`; none when it is given or missing.
    pub fn formula(&self, key: FigureKey) -> Option<&str> {
        self.formulas.get(key.index())?.as_deref()
    }

    /// How sheet `host` refers to the cell that defines a figure.
    pub fn reference(&self, host: usize, key: FigureKey) -> Option<String> {
        self.definition(key).map(|cell| names::reference(&self.prefixes, host, cell, None))
    }

    /// Gives a row of « Calculs » to every figure that a formula or a reference needs and no sheet shows.
    fn place_what_is_needed(&mut self, book: &Book) {
        let ledger = &self.ledger;
        let mut needed: Vec<bool> = match book.whole_ledger {
            true => vec![true; ledger.len()],
            false => self.definitions.iter().map(Option::is_some).collect(),
        };
        for cell in book.sheets.iter().flat_map(|sheet| &sheet.cells) {
            match &cell.content {
                Content::Equality { left, right } => {
                    needed[left.index()] = true;
                    needed[right.index()] = true;
                }
                Content::Live { formula, .. }
                | Content::Computed { formula, .. }
                | Content::Control { condition: formula, .. } => {
                    formula.figures().for_each(|key| needed[key.index()] = true);
                }
                _ => {}
            }
        }
        // Operands precede results, so one walk backwards reaches everything. A missing value has no formula, hence no need.
        for key in ledger.keys().rev() {
            // A formula of the layout does not go through the operands of its figure.
            if needed[key.index()] && !ledger.value(key).is_missing() && !self.live.contains_key(&key) {
                ledger.each_operand(key, |operand| needed[operand.index()] = true);
            }
        }
        let unplaced: Vec<FigureKey> =
            ledger.keys().filter(|key| needed[key.index()] && self.definition(*key).is_none()).collect();
        for key in unplaced {
            self.calculate(key);
        }
    }

    /// The next row of « Calculs ».
    fn calculate(&mut self, key: FigureKey) -> CellRef {
        let cell = CellRef {
            // « Calculs » comes last, so its index is known before it exists.
            sheet: self.sheets.len(),
            column: calculations::VALUE_COLUMN,
            row: calculations::row(self.calculated.len()),
        };
        self.calculated.push(key);
        if self.definitions.len() <= key.index() {
            self.definitions.resize(key.index() + 1, None);
        }
        self.definitions[key.index()] = Some(cell.clone());
        cell
    }

    fn write_formulas(&mut self) -> Result<(), XlsxError> {
        let keys: Vec<FigureKey> = self.ledger.keys().collect();
        self.formulas.resize(keys.len(), None);
        for key in keys {
            let Some(cell) = self.definition(key) else { continue };
            if self.ledger.value(key).is_missing() {
                continue;
            }
            let host = cell.sheet;
            let text = match self.text(key, host) {
                Some(text) if text.len() > LONGEST_FORMULA => Some(self.split(key, host)?),
                text => text,
            };
            self.formulas[key.index()] = text;
        }
        Ok(())
    }

    fn text(&self, key: FigureKey, host: usize) -> Option<String> {
        if let Some(live) = self.live.get(&key) {
            return self.written(live, host);
        }
        let name =
            |first: &CellRef, last: Option<&CellRef>| names::reference(&self.prefixes, host, first, last);
        formula(&self.ledger, key, &|key| self.definition(key).cloned(), &name)
    }

    /// A formula of the layout, as a sheet writes it.
    pub fn written(&self, formula: &Live, host: usize) -> Option<String> {
        formula.written(host, &self.prefixes, |key| self.definition(key))
    }

    /// What a defined name calls: `='Dépenses'!$F$5:$F$20`.
    pub fn absolute(&self, name: &DefinedName) -> String {
        let fixed = |row, column| names::fixed(row, column);
        let prefix = self.prefixes.get(name.sheet).map_or("", String::as_str);
        let area = name.area;
        let first = fixed(area.first_row, area.first_column);
        let last = fixed(area.last_row, area.last_column);
        if first == last { format!("={prefix}{first}") } else { format!("={prefix}{first}:{last}") }
    }

    /// The formula of a figure over too many cells, in terms of partial results placed in « Calculs ».
    fn split(&mut self, key: FigureKey, host: usize) -> Result<String, XlsxError> {
        let figure = self.ledger.get(key);
        let (id, label, unit) = (figure.id.to_string(), figure.label.to_string(), figure.unit);
        let expression = figure.expression.clone();
        let (whole, minimum, operands) = match expression {
            Expression::Sum(keys) => (None, false, keys),
            Expression::Minimum(keys) => (None, true, keys),
            Expression::Remainder { whole, parts } => (Some(whole), false, parts),
            _ => return Err(XlsxError::FormulaTooLong(id)),
        };
        let of = |keys| if minimum { Expression::Minimum(keys) } else { Expression::Sum(keys) };
        let chunks = self.chunks(operands);
        let count = chunks.len();
        let mut partials = Vec::with_capacity(count);
        for (number, chunk) in (1..).zip(chunks) {
            let partial = self.ledger.to_mut().computed(
                format!("{id}.partiel.{number}"),
                format!("{label}\u{202f}: calcul partiel {number} sur {count}"),
                // A plain number: a partial result is neither rounded nor bounded.
                Unit::Number,
                of(chunk),
                None,
            )?;
            let cell = self.calculate(partial);
            let text = self.text(partial, cell.sheet);
            self.formulas.resize(partial.index() + 1, None);
            self.formulas[partial.index()] = text;
            partials.push(partial);
        }
        let assembled = match whole {
            Some(whole) => Expression::Remainder { whole, parts: partials },
            None => of(partials),
        };
        // Stands nowhere: it only lends its formula to the figure, whose unit and value it shares.
        let assembled =
            self.ledger.to_mut().computed(format!("{id}.assemblage"), label, unit, assembled, None)?;
        match self.text(assembled, host) {
            Some(text) if text.len() <= LONGEST_FORMULA => Ok(text),
            _ => Err(XlsxError::FormulaTooLong(id)),
        }
    }

    /// Operands in groups whose formulas are short enough, neighbours together so that they still make ranges.
    fn chunks(&self, mut operands: Vec<FigureKey>) -> Vec<Vec<FigureKey>> {
        operands.sort_by_key(|key| self.definition(*key));
        // The end of a range, and the share of a nested function.
        const RANGE_END: usize = 14;
        let mut chunks: Vec<Vec<FigureKey>> = Vec::new();
        let mut length = LONGEST_FORMULA;
        let mut previous: Option<&CellRef> = None;
        for key in operands {
            let Some(cell) = self.definition(key) else { continue };
            let follows = previous.is_some_and(|p| {
                p.sheet == cell.sheet && p.column == cell.column && p.row.checked_add(1) == Some(cell.row)
            });
            previous = Some(cell);
            // Partial results stand in « Calculs », so nearly every reference names its sheet.
            let cost = if follows {
                0
            } else {
                names::reference(&self.prefixes, usize::MAX, cell, None).len() + RANGE_END
            };
            length += cost;
            match chunks.last_mut() {
                Some(chunk) if length < LONGEST_FORMULA => chunk.push(key),
                _ => {
                    chunks.push(vec![key]);
                    length = cost.max(RANGE_END);
                }
            }
        }
        chunks
    }
}

/// The formulas that sheets write themselves; of two for one figure, the first.
fn live_formulas(book: &Book) -> BTreeMap<FigureKey, &Live> {
    let mut formulas = BTreeMap::new();
    for cell in book.sheets.iter().flat_map(|sheet| &sheet.cells) {
        if let Content::Live { key, formula, defines: true } = &cell.content {
            formulas.entry(*key).or_insert(formula);
        }
    }
    formulas
}

/// The cell that defines each figure, by index: the first of its own formula, else its first appearance.
fn defining_cells(book: &Book, ledger: &Ledger) -> Vec<Option<CellRef>> {
    let mut definitions: Vec<Option<CellRef>> = vec![None; ledger.len()];
    let mut live = BTreeSet::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        for cell in &sheet.cells {
            let here = CellRef { sheet: index, column: cell.column, row: cell.row };
            match (&cell.content, &mut definitions) {
                (Content::Figure(key), definitions) => {
                    if let Some(slot @ None) = definitions.get_mut(key.index()) {
                        *slot = Some(here);
                    }
                }
                (Content::Live { key, defines: true, .. }, definitions) => {
                    if let Some(slot) = definitions.get_mut(key.index())
                        && live.insert(*key)
                    {
                        *slot = Some(here);
                    }
                }
                _ => {}
            }
        }
    }
    definitions
}

/// Every cell in the sheet, alone in its place, asking for a figure of the ledger.
fn check_places(book: &Book, names: &[String], ledger: &Ledger) -> Result<(), XlsxError> {
    let known = |key: &FigureKey| key.index() < ledger.len();
    for (sheet, name) in book.sheets.iter().zip(names) {
        let within = |row: u32, column: u32| match row < ROWS && column < COLUMNS {
            true => Ok(()),
            false => Err(XlsxError::OutOfSheet {
                sheet: name.clone(),
                row: u64::from(row) + 1,
                column: u64::from(column) + 1,
            }),
        };
        for area in sheet.merges.iter().chain(sheet.table.as_ref().map(|table| &table.area)) {
            within(area.first_row, area.first_column)?;
            within(area.last_row, area.last_column)?;
        }
        let mut taken = BTreeSet::new();
        for cell in &sheet.cells {
            within(cell.row, cell.column)?;
            let here = || names::a1(cell.row, cell.column);
            let covered = sheet.merges.iter().any(|area| {
                (area.first_row..=area.last_row).contains(&cell.row)
                    && (area.first_column..=area.last_column).contains(&cell.column)
                    && (cell.row, cell.column) != (area.first_row, area.first_column)
            });
            if covered || !taken.insert((cell.row, cell.column)) {
                return Err(XlsxError::Occupied { sheet: name.clone(), cell: here() });
            }
            let known = match &cell.content {
                Content::Figure(key) => known(key),
                Content::Equality { left, right } => known(left) && known(right),
                Content::Live { key, formula, .. } => known(key) && formula.figures().all(|key| known(&key)),
                Content::Computed { formula, .. } | Content::Control { condition: formula, .. } => {
                    formula.figures().all(|key| known(&key))
                }
                _ => true,
            };
            if !known {
                return Err(XlsxError::UnknownFigure { sheet: name.clone(), cell: here() });
            }
        }
    }
    Ok(())
}
