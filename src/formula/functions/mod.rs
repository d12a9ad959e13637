//! The functions that grant budgets use. Names are those of the file: English, without writers' prefixes.

mod conditional;
mod logic;
mod lookup;
mod rounding;
mod sums;

use formualizer_parse::ASTNode;

use super::cannot::Cannot;
use super::eval::{Evaluator, Operand};
use super::value::{ErrorKind, Value};

pub(super) use rounding::power;

type Answer<T> = Result<T, Cannot>;

/// A value, or the error that the cell would show.
type Result2<T> = Result<T, ErrorKind>;

/// Calls a function.
pub(super) fn call(eval: &Evaluator<'_>, name: &str, args: &[ASTNode], in_array: bool) -> Answer<Operand> {
    let one = |answer: Answer<Value>| answer.map(Operand::One);
    match name {
        "SUM" => one(sums::sum(eval, args)),
        "PRODUCT" => one(sums::product(eval, args)),
        "AVERAGE" => one(sums::average(eval, args)),
        "MIN" => one(sums::extreme(eval, args, false)),
        "MAX" => one(sums::extreme(eval, args, true)),
        "COUNT" => one(sums::count(eval, args)),
        "COUNTA" => one(sums::count_all(eval, args)),
        "COUNTBLANK" => one(sums::count_blank(eval, args)),
        "SUBTOTAL" => one(sums::subtotal(eval, args)),
        "SUMPRODUCT" => one(sums::sum_product(eval, args)),
        "SUMIF" => one(conditional::sum_if(eval, args, false)),
        "AVERAGEIF" => one(conditional::sum_if(eval, args, true)),
        "COUNTIF" => one(conditional::count_ifs(eval, args)),
        "SUMIFS" => one(conditional::sum_ifs(eval, args, false)),
        "AVERAGEIFS" => one(conditional::sum_ifs(eval, args, true)),
        "COUNTIFS" => one(conditional::count_ifs(eval, args)),
        "ROUND" => one(rounding::round(eval, args, rounding::Way::Nearest)),
        "ROUNDUP" => one(rounding::round(eval, args, rounding::Way::Up)),
        "ROUNDDOWN" | "TRUNC" => one(rounding::round(eval, args, rounding::Way::Down)),
        "INT" => one(rounding::int(eval, args)),
        "ABS" => one(rounding::abs(eval, args)),
        "MOD" => one(rounding::modulo(eval, args)),
        "POWER" => one(rounding::power_of(eval, args)),
        "IF" => logic::if_else(eval, args, in_array),
        "IFERROR" => logic::if_error(eval, args, false),
        "IFNA" => logic::if_error(eval, args, true),
        "AND" => one(logic::all(eval, args, true)),
        "OR" => one(logic::all(eval, args, false)),
        "NOT" => one(logic::not(eval, args)),
        "TRUE" => Ok(Operand::One(Value::Bool(true))),
        "FALSE" => Ok(Operand::One(Value::Bool(false))),
        "ISERROR" | "ISBLANK" | "ISNUMBER" | "ISTEXT" | "ISNA" => one(logic::is_kind(eval, name, args)),
        "N" => one(logic::number_of(eval, args)),
        "CONCATENATE" | "CONCAT" => one(logic::concatenate(eval, args)),
        "VLOOKUP" => one(lookup::in_table(eval, args, true)),
        "HLOOKUP" => one(lookup::in_table(eval, args, false)),
        "XLOOKUP" => lookup::x_lookup(eval, args),
        "MATCH" => one(lookup::find_match(eval, args)),
        "INDEX" => lookup::index(eval, args),
        _ => Err(Cannot::function(name)),
    }
}

/// The argument at a position, when it is written.
fn argument(args: &[ASTNode], index: usize) -> Option<&ASTNode> {
    args.get(index).filter(|node| !matches!(node.node_type, formualizer_parse::ASTNodeType::Omitted))
}

/// The argument at a position, which must be there.
fn required<'n>(name: &str, args: &'n [ASTNode], index: usize) -> Answer<&'n ASTNode> {
    args.get(index).ok_or_else(|| Cannot::new(format!("fonction {name} à laquelle il manque un argument")))
}

/// A value from a computation that may show an error.
fn shown(result: Result2<Value>) -> Value {
    result.unwrap_or_else(Value::Error)
}
