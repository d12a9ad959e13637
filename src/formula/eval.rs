//! Evaluates the tree of a formula.

use std::cell::{Cell, RefCell};

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType, BinaryOperator, LiteralValue, UnaryOperator};
use rust_decimal::Decimal;

use super::area::{Area, CellRef};
use super::book::Book;
use super::cannot::Cannot;
use super::value::{ErrorKind, Value};
use super::{functions, names, parse};
use crate::source::amount::decimal_of_float;
use crate::source::limits;
use crate::source::workbook::sheet::CellRange;

/// What an argument is before it is used.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    One(Value),
    Area(Area),
    /// Several areas taken together: `(A1:A3,C1)`, or the same cells of several sheets.
    Areas(Vec<Area>),
    Array(Array),
}

/// A rectangle of values.
#[derive(Debug, Clone)]
pub(super) struct Array {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Vec<Value>,
}

impl Array {
    pub(super) fn get(&self, row: usize, column: usize) -> Value {
        // A single row or column serves for all of them.
        let row = if self.rows == 1 { 0 } else { row };
        let column = if self.columns == 1 { 0 } else { column };
        if row >= self.rows || column >= self.columns {
            return Value::Error(ErrorKind::Na);
        }
        self.values.get(row * self.columns + column).cloned().unwrap_or(Value::Empty)
    }
}

/// Evaluates the formulas of one cell; the values of other cells are asked of `read`.
pub(super) struct Evaluator<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) at: CellRef,
    pub(super) read: &'a dyn Fn(CellRef) -> Value,
    pub(super) steps: &'a Cell<usize>,
    /// True when the operators within `SUM`, `AND` and their like take the cell of the formula's own row or column, as
    /// spreadsheets do of a formula that was not entered as an array.
    pub(super) intersects: bool,
    names_deep: Cell<usize>,
    /// Why what is computed may not be what a spreadsheet gives, once a name says so.
    pub(super) doubt: Cell<Option<&'static str>>,
    /// What the names of `LET` stand for, the innermost last.
    variables: RefCell<Vec<(String, Operand)>>,
}

type Answer<T> = Result<T, Cannot>;

impl<'a> Evaluator<'a> {
    pub(super) const fn new(
        book: &'a Book<'a>,
        at: CellRef,
        read: &'a dyn Fn(CellRef) -> Value,
        steps: &'a Cell<usize>,
    ) -> Self {
        Self {
            book,
            at,
            read,
            steps,
            intersects: false,
            names_deep: Cell::new(0),
            doubt: Cell::new(None),
            variables: RefCell::new(Vec::new()),
        }
    }

    /// The value that the formula of a cell shows in it: the first one, when it fills several.
    pub(super) fn shown(&self, tree: &ASTNode) -> Answer<Value> {
        if self.book.spill(self.at).is_none() {
            return self.value(tree);
        }
        match self.operand(tree, true)? {
            Operand::One(value) => Ok(value),
            Operand::Area(area) => Ok((self.read)(area.at(0, 0))),
            Operand::Array(array) => Ok(array.get(0, 0)),
            Operand::Areas(_) => Err(several()),
        }
    }

    /// How many names `LET` has given so far.
    pub(super) fn bound(&self) -> usize {
        self.variables.borrow().len()
    }

    /// Gives a name to what an argument of `LET` is worth.
    pub(super) fn bind(&self, name: String, operand: Operand) -> Answer<()> {
        let mut variables = self.variables.borrow_mut();
        if variables.len() >= limits::FORMULA_VARIABLES {
            return Err(Cannot::new("LET qui donne trop de noms"));
        }
        variables.push((name, operand));
        Ok(())
    }

    /// Forgets the names given since there were so many.
    pub(super) fn unbind(&self, bound: usize) {
        self.variables.borrow_mut().truncate(bound);
    }

    /// Counts work, over all the formulas of the workbook.
    pub(super) fn spend(&self, steps: usize) -> Answer<()> {
        let left = self.steps.get().checked_sub(steps).ok_or_else(Cannot::too_long)?;
        self.steps.set(left);
        Ok(())
    }

    /// The single value of a tree.
    pub(super) fn value(&self, tree: &ASTNode) -> Answer<Value> {
        let operand = self.operand(tree, false)?;
        self.single(operand)
    }

    /// What an argument that takes ranges is: one cell by one, where a formula entered as an array computes so.
    pub(super) fn ranges(&self, tree: &ASTNode) -> Answer<Operand> {
        self.operand(tree, !self.intersects || self.book.spill(self.at).is_some())
    }

    /// The single value of an operand: a range gives the cell of the formula's own row or column.
    pub(super) fn single(&self, operand: Operand) -> Answer<Value> {
        match operand {
            Operand::One(value) => Ok(value),
            Operand::Area(area) => {
                if let Some(cell) = area.single() {
                    return Ok((self.read)(cell));
                }
                let range = &area.range;
                let (row, column) = (self.at.row, self.at.column);
                if area.columns() == 1 && (range.first_row..=range.last_row).contains(&row) {
                    Ok((self.read)(CellRef { sheet: area.sheet, row, column: range.first_column }))
                } else if area.rows() == 1 && (range.first_column..=range.last_column).contains(&column) {
                    Ok((self.read)(CellRef { sheet: area.sheet, row: range.first_row, column }))
                } else if self.intersects {
                    // No cell of the range stands in the row or the column of the formula.
                    Ok(Value::Error(ErrorKind::Value))
                } else {
                    Err(Cannot::new("formule matricielle"))
                }
            }
            // As Excel does of an array where one value is wanted.
            Operand::Array(array) => Ok(array.get(0, 0)),
            Operand::Areas(_) => Err(several()),
        }
    }

    /// The value of a tree, ranges kept as ranges; `in_array` computes cell by cell where Excel does.
    pub(super) fn operand(&self, tree: &ASTNode, in_array: bool) -> Answer<Operand> {
        self.spend(1)?;
        match &tree.node_type {
            ASTNodeType::Literal(literal) => literal_value(literal).map(Operand::One),
            ASTNodeType::Omitted => Ok(Operand::One(Value::Empty)),
            ASTNodeType::Reference { reference, .. } => self.reference(reference, in_array),
            ASTNodeType::UnaryOp { op, expr } => {
                let operand = self.operand(expr, in_array)?;
                match op {
                    UnaryOperator::Plus => Ok(operand),
                    UnaryOperator::ImplicitIntersection => self.single(operand).map(Operand::One),
                    UnaryOperator::Minus => self.map_one(operand, in_array, |number| Some(-number)),
                    UnaryOperator::Percent => {
                        self.map_one(operand, in_array, |number| number.checked_div(Decimal::ONE_HUNDRED))
                    }
                    UnaryOperator::Spill => self.spilled(expr).map(Operand::Area),
                    _ => Err(Cannot::new("opérateur inconnu")),
                }
            }
            ASTNodeType::BinaryOp { op, left, right } => {
                let left = self.operand(left, in_array)?;
                let right = self.operand(right, in_array)?;
                if matches!(op, BinaryOperator::Range | BinaryOperator::Union | BinaryOperator::Intersection)
                {
                    return joined(*op, left, right);
                }
                self.binary(*op, left, right, in_array)
            }
            ASTNodeType::Function { name, args } => {
                let name = parse::function_name(name);
                functions::call(self, &name, args, in_array)
            }
            ASTNodeType::Call { .. } => Err(Cannot::function("LAMBDA")),
            ASTNodeType::Array(rows) => {
                let columns = rows.first().map_or(0, Vec::len);
                let mut values = Vec::new();
                for node in rows.iter().flatten() {
                    values.push(self.value(node)?);
                }
                if columns == 0 || values.len() != columns * rows.len() {
                    return Err(Cannot::new("constante matricielle irrégulière"));
                }
                Ok(Operand::Array(Array { rows: rows.len(), columns, values }))
            }
        }
    }

    fn reference(&self, reference: &ReferenceType, in_array: bool) -> Answer<Operand> {
        if let ReferenceType::NamedRange(name) = reference {
            return self.named(name, in_array);
        }
        if let Some(areas) = parse::areas_of_sheets(self.book, reference) {
            return Ok(Operand::Areas(areas));
        }
        Ok(match parse::area_of(self.book, reference, self.at)? {
            Some(area) => Operand::Area(area),
            None => Operand::One(Value::Error(ErrorKind::Ref)),
        })
    }

    /// The cells that the formula of another one fills.
    fn spilled(&self, expr: &ASTNode) -> Answer<Area> {
        let Operand::Area(area) = self.operand(expr, false)? else {
            return Err(Cannot::new("signe # après autre chose qu’une cellule"));
        };
        let anchor = area.single().ok_or_else(|| Cannot::new("signe # après une plage"))?;
        self.book.spill(anchor).ok_or_else(|| {
            Cannot::new("signe # après une cellule dont le classeur ne dit pas ce qu’elle remplit")
        })
    }

    fn named(&self, name: &str, in_array: bool) -> Answer<Operand> {
        let variable = {
            let variables = self.variables.borrow();
            variables
                .iter()
                .rev()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, one)| one.clone())
        };
        if let Some(operand) = variable {
            self.spend(if let Operand::Array(array) = &operand { array.values.len() } else { 1 })?;
            return Ok(operand);
        }
        let known = match self.book.name(name) {
            None => {
                self.doubt.set(Some("nom que le programme ne trouve pas dans le classeur"));
                return Ok(Operand::One(Value::Error(ErrorKind::Name)));
            }
            Some(None) => return Err(Cannot::new(format!("nom « {name} » défini deux fois"))),
            Some(Some(known)) => known,
        };
        if self.names_deep.get() >= limits::FORMULA_NAMES_DEEP {
            return Err(Cannot::new(format!("nom « {name} » défini par trop d’autres noms")));
        }
        let (tree, is_over) = names::meaning(known, self.at)?;
        if is_over {
            self.doubt
                .set(Some("nom qui passe le bord de la feuille, ce que les tableurs ne lisent pas de même"));
        }
        self.names_deep.set(self.names_deep.get() + 1);
        // What a name stands for knows nothing of the names of the formula that uses it.
        let variables = self.variables.take();
        let answer = self.operand(&tree, in_array);
        self.variables.replace(variables);
        self.names_deep.set(self.names_deep.get() - 1);
        answer
    }

    fn map_one(
        &self,
        operand: Operand,
        in_array: bool,
        change: impl Fn(Decimal) -> Option<Decimal>,
    ) -> Answer<Operand> {
        let apply = |value: &Value| match value.number() {
            Ok(number) => change(number).map(Value::Number).ok_or_else(Cannot::too_large),
            Err(error) => Ok(Value::Error(error)),
        };
        match operand {
            Operand::Area(area) if in_array && area.single().is_none() => {
                let array = self.array(Operand::Area(area))?;
                let values = array.values.iter().map(apply).collect::<Answer<_>>()?;
                Ok(Operand::Array(Array { values, ..array }))
            }
            Operand::Array(array) => {
                let values = array.values.iter().map(apply).collect::<Answer<_>>()?;
                Ok(Operand::Array(Array { values, ..array }))
            }
            other => apply(&self.single(other)?).map(Operand::One),
        }
    }

    fn binary(&self, op: BinaryOperator, left: Operand, right: Operand, in_array: bool) -> Answer<Operand> {
        let is_many = |operand: &Operand| match operand {
            Operand::One(_) => false,
            Operand::Area(area) => in_array && area.single().is_none(),
            Operand::Array(_) | Operand::Areas(_) => true,
        };
        if !is_many(&left) && !is_many(&right) {
            let (left, right) = (self.single(left)?, self.single(right)?);
            return combine(op, &left, &right).map(Operand::One);
        }
        let (left, right) = (self.array(left)?, self.array(right)?);
        let (rows, columns) = (left.rows.max(right.rows), left.columns.max(right.columns));
        self.spend(rows.saturating_mul(columns))?;
        let mut values = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                values.push(combine(op, &left.get(row, column), &right.get(row, column))?);
            }
        }
        Ok(Operand::Array(Array { rows, columns, values }))
    }

    /// Every value of an operand, empty cells included; ranges are cut after the last filled row of their sheet.
    pub(super) fn array(&self, operand: Operand) -> Answer<Array> {
        match operand {
            Operand::One(value) => Ok(Array { rows: 1, columns: 1, values: vec![value] }),
            Operand::Array(array) => Ok(array),
            Operand::Areas(_) => Err(several()),
            Operand::Area(area) => {
                let area = self.cut(area);
                let size = usize::try_from(area.size()).unwrap_or(usize::MAX);
                self.spend(size)?;
                let (rows, columns) = (area.rows() as usize, area.columns() as usize);
                let mut values = vec![Value::Empty; size];
                for cell in self.book.filled(area) {
                    let row = (cell.row - area.range.first_row) as usize;
                    let column = (cell.column - area.range.first_column) as usize;
                    if let Some(slot) = values.get_mut(row * columns + column) {
                        *slot =
                            (self.read)(CellRef { sheet: area.sheet, row: cell.row, column: cell.column });
                    }
                }
                Ok(Array { rows, columns, values })
            }
        }
    }

    /// Whole columns hold a million cells: what lies below the last cell that the program reads is cut.
    pub(super) fn cut(&self, mut area: Area) -> Area {
        area.range.last_row = area.range.last_row.min(limits::FAR_ROW.max(area.range.first_row));
        area.range.last_column = area.range.last_column.min(limits::FAR_COLUMN.max(area.range.first_column));
        if area.size() > limits::FORMULA_ARRAY {
            let last = self.book.last_row().max(area.range.first_row);
            area.range.last_row = area.range.last_row.min(last);
        }
        area
    }
}

fn several() -> Cannot {
    Cannot::new("plusieurs plages où le programme n’en attend qu’une")
}

/// Areas joined by the signs of references: `,` takes both, `:` what stands between, a space what is common.
fn joined(op: BinaryOperator, left: Operand, right: Operand) -> Answer<Operand> {
    if op == BinaryOperator::Union {
        let mut areas = Vec::new();
        for side in [left, right] {
            match side {
                Operand::Area(area) => areas.push(area),
                Operand::Areas(several) => areas.extend(several),
                Operand::One(Value::Error(error)) => return Ok(Operand::One(Value::Error(error))),
                Operand::One(_) | Operand::Array(_) => {
                    return Err(Cannot::new("réunion d’autre chose que des plages"));
                }
            }
        }
        return Ok(Operand::Areas(areas));
    }
    let (Operand::Area(one), Operand::Area(two)) = (left, right) else {
        return Err(Cannot::new("plage calculée depuis autre chose que des cellules"));
    };
    if one.sheet != two.sheet {
        return Err(Cannot::new("plage qui va d’une feuille à une autre"));
    }
    let (a, b) = (one.range, two.range);
    let range = if op == BinaryOperator::Range {
        CellRange {
            first_row: a.first_row.min(b.first_row),
            last_row: a.last_row.max(b.last_row),
            first_column: a.first_column.min(b.first_column),
            last_column: a.last_column.max(b.last_column),
        }
    } else {
        CellRange {
            first_row: a.first_row.max(b.first_row),
            last_row: a.last_row.min(b.last_row),
            first_column: a.first_column.max(b.first_column),
            last_column: a.last_column.min(b.last_column),
        }
    };
    if range.first_row > range.last_row || range.first_column > range.last_column {
        return Ok(Operand::One(Value::Error(ErrorKind::Null)));
    }
    Ok(Operand::Area(Area { sheet: one.sheet, range }))
}

fn literal_value(literal: &LiteralValue) -> Answer<Value> {
    Ok(match literal {
        LiteralValue::Int(number) => Value::Number(Decimal::from(*number)),
        LiteralValue::Number(number) => {
            Value::Number(decimal_of_float(*number).ok_or_else(Cannot::too_large)?)
        }
        LiteralValue::Text(text) => Value::text(text.as_str()),
        LiteralValue::Boolean(value) => Value::Bool(*value),
        LiteralValue::Empty => Value::Empty,
        LiteralValue::Error(error) => Value::Error(ErrorKind::parse(&error.kind.to_string())),
        _ => return Err(Cannot::new("constante d’un genre inconnu")),
    })
}

/// One operation on two values.
fn combine(op: BinaryOperator, left: &Value, right: &Value) -> Answer<Value> {
    for side in [left, right] {
        if let Value::Error(error) = side {
            return Ok(Value::Error(*error));
        }
    }
    let order = || left.compare(right);
    let boolean = |value| Ok(Value::Bool(value));
    match op {
        BinaryOperator::Equal => return boolean(order().is_eq()),
        BinaryOperator::NotEqual => return boolean(order().is_ne()),
        BinaryOperator::Less => return boolean(order().is_lt()),
        BinaryOperator::Greater => return boolean(order().is_gt()),
        BinaryOperator::LessEqual => return boolean(order().is_le()),
        BinaryOperator::GreaterEqual => return boolean(order().is_ge()),
        BinaryOperator::Concat => {
            let text = left.spelt().and_then(|left| Ok(left + &right.spelt()?));
            return match text {
                Ok(text) if text.len() > limits::FORMULA_BYTES => Err(Cannot::too_large()),
                Ok(text) => Ok(Value::text(text)),
                Err(error) => Ok(Value::Error(error)),
            };
        }
        _ => {}
    }
    let (one, two) = match (left.number(), right.number()) {
        (Ok(one), Ok(two)) => (one, two),
        (Err(error), _) | (_, Err(error)) => return Ok(Value::Error(error)),
    };
    let number = match op {
        BinaryOperator::Add => one.checked_add(two),
        BinaryOperator::Subtract => one.checked_sub(two),
        BinaryOperator::Multiply => one.checked_mul(two),
        BinaryOperator::Divide if two.is_zero() => return Ok(Value::Error(ErrorKind::Div)),
        BinaryOperator::Divide => one.checked_div(two),
        BinaryOperator::Power => return functions::power(one, two),
        _ => return Err(Cannot::new("opérateur inconnu")),
    };
    number.map(Value::Number).ok_or_else(Cannot::too_large)
}
