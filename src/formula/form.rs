//! What a formula is made of, so that two ways of writing the same calculation are known for one: `A1+A2`, `+A2+A1` and
//! `SUM(A1:A2)`. Kept once for all the formulas that were filled from one another.

use std::collections::BTreeMap;
use std::fmt::Write;

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType, BinaryOperator, LiteralValue, UnaryOperator};

use super::area::{Area, CellRef};
use super::book::Book;
use super::corners::corners;
use super::parse::{self, function_name};
use super::recalculation::Recalculation;
use super::relative::relative;
use super::shape::{RelativeArea, Shape, relative_area};
use crate::model::digest::sha256;

/// Cells of a range that a sum is opened into, one term each.
const OPENED: i64 = 12;

/// Terms at most of a sum that is compared with another one, less a number: a longer one is no formula filled along a
/// line.
const TERMS: usize = 64;

/// A formula by what it computes.
#[derive(Debug, Default)]
pub struct Form {
    /// The number of its calculation: formulas that compute alike have the same, however they are written.
    pub calculation: u32,
    /// The terms it adds up, each with its sign, as distances and in an order of their own: the same for every way of
    /// writing the same calculation. None where they are too many.
    terms: Vec<String>,
    /// The number of its functions and operators, what they read left out.
    pub skeleton: u32,
    /// The ranges that it adds up as such.
    sums: Vec<RelativeArea>,
    /// The single cells that it computes with.
    singles: Vec<RelativeArea>,
    /// True when it computes with numbers alone, two at least.
    pub is_of_constants: bool,
    /// True when it gives `#N/A` on purpose, itself or by a name: a chart then leaves the point out.
    pub gives_na: bool,
    /// True when it only adds up one range.
    pub is_one_sum: bool,
}

impl Form {
    /// True when it is another calculation and one number more, or less.
    #[must_use]
    pub fn adds_a_number_to(&self, other: &Self) -> bool {
        if other.terms.is_empty() || self.terms.len() != other.terms.len() + 1 {
            return false;
        }
        // Both are in order: the one that is not in the other is where they part.
        let same = self.terms.iter().zip(&other.terms).take_while(|(one, other)| one == other).count();
        let (own, rest) = (self.terms.get(same..), other.terms.get(same..));
        matches!((own, rest), (Some([more, own @ ..]), Some(rest)) if own == rest && is_number(more))
    }

    /// The ranges added up by the formula of a cell.
    pub fn sums(&self, at: CellRef) -> impl Iterator<Item = Area> {
        self.sums.iter().map(move |area| area.at(at))
    }

    /// The single cells that the formula of a cell computes with.
    pub fn singles(&self, at: CellRef) -> impl Iterator<Item = Area> {
        self.singles.iter().map(move |area| area.at(at))
    }
}

/// A term that is a number: `+3.2`, `-4`.
fn is_number(term: &str) -> bool {
    term.strip_prefix(['+', '-']).is_some_and(|rest| rest.parse::<f64>().is_ok())
}

/// The forms of the formulas of a workbook.
#[derive(Debug, Default)]
pub struct Forms(BTreeMap<Shape, Form>);

impl Forms {
    /// Reads each formula that differs from those read before.
    #[must_use]
    pub fn of(recalculation: &Recalculation) -> Self {
        let book = Book::new(recalculation.workbook());
        let mut forms = BTreeMap::new();
        let (mut calculations, mut skeletons) = (Numbers::default(), Numbers::default());
        for (at, one) in recalculation.cells().filter(|(_, one)| !one.is_alone) {
            forms.entry(one.shape).or_insert_with(|| {
                let formula = recalculation.content(at).and_then(|cell| cell.formula.as_deref());
                formula
                    .and_then(|formula| parse::parse(formula).ok())
                    .map(|tree| {
                        let mut form = read(&book, &tree, at);
                        form.calculation = calculations.of(&form.terms.join(" "));
                        form.skeleton = skeletons.of(&skeleton(&tree));
                        if form.terms.len() > TERMS {
                            form.terms = Vec::new();
                        }
                        form
                    })
                    .unwrap_or_default()
            });
        }
        Self(forms)
    }

    /// A form by its shape.
    #[must_use]
    pub fn get(&self, shape: Shape) -> Option<&Form> {
        self.0.get(&shape)
    }
}

/// Texts by number, in the order they are met: only their digests are kept, a text may have thousands of characters.
#[derive(Debug, Default)]
struct Numbers(BTreeMap<String, u32>);

impl Numbers {
    fn of(&mut self, text: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(sha256(text.as_bytes())).or_insert(next)
    }
}

fn read(book: &Book<'_>, tree: &ASTNode, at: CellRef) -> Form {
    let mut form = Form::default();
    let mut gathered = Gathered::default();
    gather(book, tree, at, &mut gathered);
    form.is_of_constants = gathered.numbers > 1 && !gathered.has_others && gathered.operators > 0;
    form.is_one_sum = is_one_sum(tree);
    form.gives_na = gathered.gives_na;
    (form.sums, form.singles) = (gathered.sums, gathered.singles);
    form.terms = terms_in_order(tree, at);
    form
}

/// What is met on the way through a formula.
#[derive(Default)]
struct Gathered {
    sums: Vec<RelativeArea>,
    singles: Vec<RelativeArea>,
    numbers: usize,
    operators: usize,
    has_others: bool,
    gives_na: bool,
}

fn gather(book: &Book<'_>, tree: &ASTNode, at: CellRef, found: &mut Gathered) {
    match &tree.node_type {
        ASTNodeType::Literal(LiteralValue::Int(_) | LiteralValue::Number(_)) => found.numbers += 1,
        ASTNodeType::Literal(_) | ASTNodeType::Omitted | ASTNodeType::Array(_) | ASTNodeType::Call { .. } => {
            found.has_others = true;
        }
        ASTNodeType::Reference { reference, .. } => {
            found.has_others = true;
            if let ReferenceType::NamedRange(name) = reference
                && let Some(Some(name)) = book.name(name)
            {
                found.gives_na |= name.formula.to_uppercase().contains("NA()");
            }
        }
        ASTNodeType::UnaryOp { expr, .. } => operand(book, expr, at, found),
        ASTNodeType::BinaryOp { op, left, right } => {
            let is_arithmetic = is_arithmetic(op);
            found.operators += usize::from(is_arithmetic);
            found.has_others |= !is_arithmetic;
            for side in [left, right] {
                if is_arithmetic { operand(book, side, at, found) } else { gather(book, side, at, found) }
            }
        }
        ASTNodeType::Function { name, args } => {
            found.has_others = true;
            let name = function_name(name);
            found.gives_na |= name == "NA";
            let adds = matches!(name.as_str(), "SUM" | "AVERAGE" | "SUBTOTAL");
            for argument in args {
                match &argument.node_type {
                    ASTNodeType::Reference { reference, .. } if adds && is_range(reference) => {
                        found.sums.extend(relative_area(book, reference, at));
                    }
                    _ => gather(book, argument, at, found),
                }
            }
        }
    }
}

/// A side of an operator: a single cell there is computed with.
fn operand(book: &Book<'_>, tree: &ASTNode, at: CellRef, found: &mut Gathered) {
    if let ASTNodeType::Reference { reference, .. } = &tree.node_type
        && matches!(reference, ReferenceType::Cell { .. })
    {
        found.singles.extend(relative_area(book, reference, at));
    }
    gather(book, tree, at, found);
}

fn is_range(reference: &ReferenceType) -> bool {
    matches!(reference, ReferenceType::Range { .. })
}

const fn is_arithmetic(op: &BinaryOperator) -> bool {
    matches!(
        op,
        BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Power
    )
}

fn is_one_sum(tree: &ASTNode) -> bool {
    match &tree.node_type {
        ASTNodeType::UnaryOp { op: UnaryOperator::Plus, expr } => is_one_sum(expr),
        ASTNodeType::Function { name, args } if function_name(name) == "SUM" => match args.as_slice() {
            [only] => {
                matches!(&only.node_type, ASTNodeType::Reference { reference, .. } if is_range(reference))
            }
            _ => false,
        },
        _ => false,
    }
}

/// The terms of a sum, in the order that every way of writing it shares.
fn terms_in_order(tree: &ASTNode, at: CellRef) -> Vec<String> {
    let mut found = Vec::new();
    terms(tree, at, true, &mut found);
    found.sort_unstable();
    found
}

/// The terms of a sum, whatever it is written with.
fn terms(tree: &ASTNode, at: CellRef, is_added: bool, found: &mut Vec<String>) {
    match &tree.node_type {
        ASTNodeType::UnaryOp { op: UnaryOperator::Plus, expr } => terms(expr, at, is_added, found),
        ASTNodeType::UnaryOp { op: UnaryOperator::Minus, expr } => terms(expr, at, !is_added, found),
        ASTNodeType::BinaryOp { op: BinaryOperator::Add, left, right } => {
            terms(left, at, is_added, found);
            terms(right, at, is_added, found);
        }
        ASTNodeType::BinaryOp { op: BinaryOperator::Subtract, left, right } => {
            terms(left, at, is_added, found);
            terms(right, at, !is_added, found);
        }
        ASTNodeType::Function { name, args } if function_name(name) == "SUM" => {
            args.iter().for_each(|argument| terms(argument, at, is_added, found));
        }
        ASTNodeType::Reference { reference, .. } => {
            let sign = if is_added { '+' } else { '-' };
            match opened(reference, at) {
                Some(cells) => found.extend(cells.into_iter().map(|cell| format!("{sign}{cell}"))),
                None => found.push(format!("{sign}{}", relative(tree, at))),
            }
        }
        _ => {
            let sign = if is_added { '+' } else { '-' };
            let mut factors = Vec::new();
            self::factors(tree, at, true, &mut factors);
            factors.sort_unstable();
            found.push(format!("{sign}{}", factors.join("·")));
        }
    }
}

/// The factors of a product; those that divide bear a mark.
fn factors(tree: &ASTNode, at: CellRef, is_above: bool, found: &mut Vec<String>) {
    match &tree.node_type {
        ASTNodeType::UnaryOp { op: UnaryOperator::Plus, expr } => factors(expr, at, is_above, found),
        ASTNodeType::BinaryOp { op: BinaryOperator::Multiply, left, right } => {
            factors(left, at, is_above, found);
            factors(right, at, is_above, found);
        }
        ASTNodeType::BinaryOp { op: BinaryOperator::Divide, left, right } => {
            factors(left, at, is_above, found);
            factors(right, at, !is_above, found);
        }
        node => {
            let text = match node {
                ASTNodeType::Literal(LiteralValue::Int(number)) => number.to_string(),
                ASTNodeType::Literal(LiteralValue::Number(number)) => number.to_string(),
                _ => inner(tree, at),
            };
            found.push(if is_above { text } else { format!("÷{text}") });
        }
    }
}

/// A node that is neither a sum nor a product; sums within it are put in order too.
fn inner(tree: &ASTNode, at: CellRef) -> String {
    match &tree.node_type {
        ASTNodeType::BinaryOp { op: BinaryOperator::Add | BinaryOperator::Subtract, .. }
        | ASTNodeType::UnaryOp { op: UnaryOperator::Minus, .. } => {
            format!("({})", terms_in_order(tree, at).join(" "))
        }
        ASTNodeType::Function { name, args } => match function_name(name).as_str() {
            "SUM" => format!("({})", terms_in_order(tree, at).join(" ")),
            name => {
                let args: Vec<String> = args.iter().map(|argument| inner(argument, at)).collect();
                format!("{name}({})", args.join(","))
            }
        },
        _ => relative(tree, at),
    }
}

/// The cells of a short range, as distances.
fn opened(reference: &ReferenceType, at: CellRef) -> Option<Vec<String>> {
    let (first, Some(last)) = corners(reference)? else { return None };
    let sheet = match reference {
        ReferenceType::Range { sheet, .. } => sheet.as_ref().map(|name| name.to_lowercase()),
        _ => return None,
    };
    let bound = |one: (Option<u32>, bool), own: u32| {
        one.0.map(|place| if one.1 { i64::from(place) } else { i64::from(place) - i64::from(own) - 1 })
    };
    let (top, bottom) = (bound(first.row, at.row)?, bound(last.row, at.row)?);
    let (left, right) = (bound(first.column, at.column)?, bound(last.column, at.column)?);
    let is_held = first.row.1 || last.row.1 || first.column.1 || last.column.1;
    let size = (bottom - top + 1).checked_mul(right - left + 1)?;
    if is_held || !(1..=OPENED).contains(&size) || bottom < top || right < left {
        return None;
    }
    let mut cells = Vec::new();
    for row in top..=bottom {
        for column in left..=right {
            let mut cell = String::new();
            if let Some(sheet) = &sheet {
                let _ = write!(cell, "'{sheet}'!");
            }
            let _ = write!(cell, "R[{row}]C[{column}]");
            cells.push(cell);
        }
    }
    Some(cells)
}

/// Functions and operators, references left out; a range is not a cell.
fn skeleton(tree: &ASTNode) -> String {
    match &tree.node_type {
        ASTNodeType::Literal(literal) => format!("{literal:?}"),
        ASTNodeType::Omitted => String::new(),
        // A name, or the column of a table, says what it is: another one is another formula.
        ASTNodeType::Reference {
            reference: ReferenceType::NamedRange(_) | ReferenceType::Table(_),
            original,
        } => original.clone(),
        ASTNodeType::Reference { reference, .. } => if is_range(reference) { "#:#" } else { "#" }.to_owned(),
        ASTNodeType::UnaryOp { op: UnaryOperator::Plus, expr } => skeleton(expr),
        ASTNodeType::UnaryOp { op, expr } => format!("({op}{})", skeleton(expr)),
        ASTNodeType::BinaryOp { op, left, right } => format!("({}{op}{})", skeleton(left), skeleton(right)),
        ASTNodeType::Function { name, args } => {
            let args: Vec<String> = args.iter().map(skeleton).collect();
            format!("{}({})", function_name(name), args.join(","))
        }
        ASTNodeType::Call { callee, args } => {
            let args: Vec<String> = args.iter().map(skeleton).collect();
            format!("{}({})", skeleton(callee), args.join(","))
        }
        ASTNodeType::Array(_) => "{}".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::workbook::Workbook;

    fn form(formula: &str) -> Form {
        let workbook = Workbook::default();
        let at = CellRef { sheet: 0, row: 9, column: 3 };
        read(&Book::new(&workbook), &parse::parse(formula).unwrap(), at)
    }

    fn skeleton_of(formula: &str) -> String {
        skeleton(&parse::parse(formula).unwrap())
    }

    #[test]
    fn one_calculation_has_one_form_however_it_is_written() {
        for (one, other) in [
            ("A1+A2", "+A2+A1"),
            ("SUM(A1:A3)", "A1+A2+A3"),
            ("SUM(A1:A2,A3)", "SUM(A1:A3)"),
            ("A1*B1", "(B1*A1)"),
            ("A1-B1", "-B1+A1"),
            ("A1/2*B1", "B1*A1/2"),
            ("ROUND(A1+A2,2)", "ROUND(A2+A1,2)"),
        ] {
            assert_eq!(form(one).terms, form(other).terms, "{one} {other}");
        }
        for (one, other) in
            [("A1-B1", "B1-A1"), ("A1/B1", "B1/A1"), ("SUM(A1:A3)", "SUM(A1:A4)"), ("A1*2", "A1+2")]
        {
            assert_ne!(form(one).terms, form(other).terms, "{one} {other}");
        }
    }

    #[test]
    fn a_number_added_is_known() {
        assert!(form("A1*B1+5").adds_a_number_to(&form("B1*A1")));
        assert!(form("SUM(A1:A3)-0.2").adds_a_number_to(&form("SUM(A1:A3)")));
        assert!(!form("A1*B1+C1").adds_a_number_to(&form("B1*A1")));
        assert!(!form("A1*B1").adds_a_number_to(&form("B1*A1")));
        assert!(!form("A1*B1+5").adds_a_number_to(&form("A1*C1")));
    }

    #[test]
    fn sums_cells_and_constants_are_told_apart() {
        let sum = form("SUM(A1:A9)+B4*2");
        let at = CellRef { sheet: 0, row: 9, column: 3 };
        assert_eq!((sum.sums(at).count(), sum.singles(at).count(), sum.is_one_sum), (1, 1, false));
        assert!(form("+SUM(A1:A9)").is_one_sum);
        assert!(form("24+1").is_of_constants && form("-(3*2)").is_of_constants);
        assert!(
            !form("24").is_of_constants
                && !form("A1+1").is_of_constants
                && !form("ROUND(2.5+1,0)").is_of_constants
        );
        assert_eq!(skeleton_of("SUM(A1:A9)/B2"), skeleton_of("+SUM(C1:C2)/A1"));
        assert_ne!(skeleton_of("SUM(A1:A9)"), skeleton_of("SUM(A1,A9)"));
    }
}
