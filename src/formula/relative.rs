//! A formula written from where it stands: two cells filled down from one another read alike.

use std::fmt::Write;

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType, LiteralValue};
use rust_decimal::Decimal;

use super::area::CellRef;
use super::corners::{Corner, corners};
use super::parse::function_name;
use crate::source::amount::decimal_of_float;

/// The formula with its references as distances, in the manner of R1C1.
pub(super) fn relative(tree: &ASTNode, at: CellRef) -> String {
    let mut out = String::new();
    write_node(tree, at, &mut out);
    out
}

/// The kind of a formula: as [`relative`], but for its parameters (numbers, and single cells held by `$`), which are given
/// apart. Two rates of VAT make two formulas of one kind.
pub(super) fn kind(tree: &ASTNode, at: CellRef) -> (String, Vec<Parameter>) {
    let (mut bare, mut parameters) = (tree.clone(), Vec::new());
    take_parameters(&mut bare, &mut parameters);
    (relative(&bare, at), parameters)
}

/// A number of a formula, or the cell held by `$` that gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// A number, as written.
    Number(Decimal),
    /// The zero-based row and column of a cell, with its sheet when it is named.
    Cell(Option<String>, u32, u32),
}

fn take_parameters(tree: &mut ASTNode, found: &mut Vec<Parameter>) {
    let parameter = match &tree.node_type {
        ASTNodeType::Literal(LiteralValue::Int(number)) => Some(Parameter::Number(Decimal::from(*number))),
        ASTNodeType::Literal(LiteralValue::Number(number)) => {
            decimal_of_float(*number).map(Parameter::Number)
        }
        ASTNodeType::Reference {
            reference: ReferenceType::Cell { sheet, row, col, row_abs: true, col_abs: true },
            ..
        } => Some(Parameter::Cell(sheet.clone(), row.saturating_sub(1), col.saturating_sub(1))),
        _ => None,
    };
    if let Some(parameter) = parameter {
        found.push(parameter);
        tree.node_type = ASTNodeType::Omitted;
        return;
    }
    match &mut tree.node_type {
        ASTNodeType::UnaryOp { expr, .. } => take_parameters(expr, found),
        ASTNodeType::BinaryOp { left, right, .. } => {
            take_parameters(left, found);
            take_parameters(right, found);
        }
        ASTNodeType::Function { args, .. } => args.iter_mut().for_each(|one| take_parameters(one, found)),
        _ => {}
    }
}

fn write_node(tree: &ASTNode, at: CellRef, out: &mut String) {
    match &tree.node_type {
        ASTNodeType::Literal(literal) => drop(write!(out, "{literal:?}")),
        ASTNodeType::Omitted => {}
        ASTNodeType::Reference { reference, original } => match corners(reference) {
            Some((first, last)) => {
                write_sheets(reference, out);
                write_position(first, at, out);
                if let Some(last) = last {
                    out.push(':');
                    write_position(last, at, out);
                }
            }
            None => out.push_str(original),
        },
        ASTNodeType::UnaryOp { op, expr } => {
            let _ = write!(out, "({op}");
            write_node(expr, at, out);
            out.push(')');
        }
        ASTNodeType::BinaryOp { op, left, right } => {
            out.push('(');
            write_node(left, at, out);
            let _ = write!(out, "{op}");
            write_node(right, at, out);
            out.push(')');
        }
        ASTNodeType::Function { name, args } => {
            out.push_str(&function_name(name));
            write_all(args, at, out);
        }
        ASTNodeType::Call { callee, args } => {
            write_node(callee, at, out);
            write_all(args, at, out);
        }
        ASTNodeType::Array(rows) => {
            for row in rows {
                write_all(row, at, out);
            }
        }
    }
}

fn write_all(nodes: &[ASTNode], at: CellRef, out: &mut String) {
    out.push('(');
    for node in nodes {
        write_node(node, at, out);
        out.push(',');
    }
    out.push(')');
}

fn write_sheets(reference: &ReferenceType, out: &mut String) {
    let _ = match reference {
        ReferenceType::Cell { sheet: Some(sheet), .. } | ReferenceType::Range { sheet: Some(sheet), .. } => {
            write!(out, "'{}'!", sheet.to_lowercase())
        }
        ReferenceType::Cell3D { sheet_first, sheet_last, .. }
        | ReferenceType::Range3D { sheet_first, sheet_last, .. } => {
            write!(out, "'{}:{}'!", sheet_first.to_lowercase(), sheet_last.to_lowercase())
        }
        _ => Ok(()),
    };
}

fn write_position(corner: Corner, at: CellRef, out: &mut String) {
    for (letter, (bound, absolute), own) in [('R', corner.row, at.row), ('C', corner.column, at.column)] {
        let _ = match bound {
            None => Ok(()),
            Some(bound) if absolute => write!(out, "{letter}{bound}"),
            Some(bound) => write!(out, "{letter}[{}]", i64::from(bound) - i64::from(own) - 1),
        };
    }
}
