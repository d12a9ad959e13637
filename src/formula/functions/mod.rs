//! The functions that grant budgets use. Names are those of the file: English, without writers' prefixes.

mod aggregate;
mod arrays;
mod conditional;
mod dates;
mod lift;
mod logic;
mod lookup;
mod rounding;
mod stats;
mod sums;
mod texts;

use formualizer_parse::ASTNode;
use rust_decimal::Decimal;

use conditional::Of;

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
    if let Some(function) = scalar(name) {
        return lift::lifted(eval, args, in_array, function);
    }
    match name {
        "SUM" => one(sums::sum(eval, args)),
        "PRODUCT" => one(sums::product(eval, args)),
        "AVERAGE" => one(sums::average(eval, args)),
        "MIN" => one(sums::extreme(eval, args, false)),
        "MAX" => one(sums::extreme(eval, args, true)),
        "COUNT" => one(sums::count(eval, args)),
        "COUNTA" => one(sums::count_all(eval, args)),
        "COUNTBLANK" => one(sums::count_blank(eval, args)),
        "SUMSQ" => one(sums::sum_of_squares(eval, args)),
        "SUBTOTAL" => one(aggregate::subtotal(eval, args)),
        "AGGREGATE" => one(aggregate::aggregate(eval, args)),
        "SUMPRODUCT" => one(sums::sum_product(eval, args)),
        "MEDIAN" => one(statistic(eval, args, |numbers| Ok(shown(stats::median(numbers.to_vec()))))),
        "STDEV" | "STDEV.S" => one(statistic(eval, args, |numbers| stats::spread(numbers, true, true))),
        "STDEVP" | "STDEV.P" => one(statistic(eval, args, |numbers| stats::spread(numbers, false, true))),
        "VAR" | "VAR.S" => one(statistic(eval, args, |numbers| stats::spread(numbers, true, false))),
        "VARP" | "VAR.P" => one(statistic(eval, args, |numbers| stats::spread(numbers, false, false))),
        "LARGE" => one(sums::ranked(eval, name, args, |numbers, rank| stats::nth(numbers, rank, true))),
        "SMALL" => one(sums::ranked(eval, name, args, |numbers, rank| stats::nth(numbers, rank, false))),
        "PERCENTILE" | "PERCENTILE.INC" => one(sums::ranked(eval, name, args, stats::percentile)),
        "QUARTILE" | "QUARTILE.INC" => one(sums::ranked(eval, name, args, |numbers, rank| {
            stats::percentile(numbers, rank.trunc() / Decimal::from(4))
        })),
        "SUMIF" => conditional::sum_if(eval, args, in_array, Of::Sum),
        "AVERAGEIF" => conditional::sum_if(eval, args, in_array, Of::Mean),
        "COUNTIF" | "COUNTIFS" => conditional::count_ifs(eval, args, in_array),
        "SUMIFS" => conditional::sum_ifs(eval, args, in_array, Of::Sum),
        "AVERAGEIFS" => conditional::sum_ifs(eval, args, in_array, Of::Mean),
        "MAXIFS" => conditional::sum_ifs(eval, args, in_array, Of::Largest),
        "MINIFS" => conditional::sum_ifs(eval, args, in_array, Of::Smallest),
        "IF" => logic::if_else(eval, args, in_array),
        "IFERROR" => logic::if_error(eval, args, in_array, false),
        "IFNA" => logic::if_error(eval, args, in_array, true),
        "IFS" => logic::first_true(eval, args, in_array),
        "SWITCH" => logic::switch(eval, args, in_array),
        "CHOOSE" => logic::choose(eval, args, in_array),
        "LET" => logic::named_values(eval, args, in_array),
        "AND" => one(logic::all(eval, args, true)),
        "OR" => one(logic::all(eval, args, false)),
        "NOT" => one(logic::not(eval, args)),
        "TRUE" => Ok(Operand::One(Value::Bool(true))),
        "FALSE" => Ok(Operand::One(Value::Bool(false))),
        "NA" => Ok(Operand::One(Value::Error(ErrorKind::Na))),
        "ISERROR" | "ISERR" | "ISBLANK" | "ISNUMBER" | "ISTEXT" | "ISNA" => {
            one(logic::is_kind(eval, name, args))
        }
        "N" => one(logic::number_of(eval, args)),
        "CONCATENATE" | "CONCAT" => one(logic::concatenate(eval, args)),
        "TEXTJOIN" => one(texts::join(eval, args)),
        "VLOOKUP" => one(lookup::in_table(eval, args, true)),
        "HLOOKUP" => one(lookup::in_table(eval, args, false)),
        "LOOKUP" => one(lookup::in_sorted(eval, args)),
        "XLOOKUP" => lookup::x_lookup(eval, args),
        "MATCH" => one(lookup::find_match(eval, args)),
        "XMATCH" => one(lookup::x_match(eval, args)),
        "INDEX" => lookup::index(eval, args),
        "FILTER" => arrays::filter(eval, args),
        "UNIQUE" => arrays::unique(eval, args),
        "SORT" => arrays::sort(eval, args),
        "SORTBY" => arrays::sort_by(eval, args),
        "TRANSPOSE" => arrays::transpose(eval, args),
        "VSTACK" => arrays::stack(eval, args, true),
        "HSTACK" => arrays::stack(eval, args, false),
        "TAKE" => arrays::take(eval, args, false),
        "DROP" => arrays::take(eval, args, true),
        "CHOOSECOLS" => arrays::choose(eval, args, true),
        "CHOOSEROWS" => arrays::choose(eval, args, false),
        "SEQUENCE" => arrays::sequence(eval, args),
        "ROWS" => one(arrays::size(eval, args, true)),
        "COLUMNS" => one(arrays::size(eval, args, false)),
        "ROW" => one(dates::position(eval, args, true)),
        "COLUMN" => one(dates::position(eval, args, false)),
        "TODAY" | "NOW" | "RAND" | "RANDBETWEEN" | "RANDARRAY" => Err(dates::volatile(name)),
        logic::FROZEN => Err(Cannot::frozen()),
        _ => Err(Cannot::function(name)),
    }
}

/// The functions of single values.
fn scalar(name: &str) -> Option<lift::Scalar> {
    Some(match name {
        "ROUND" => rounding::round,
        "ROUNDUP" => rounding::round_up,
        "ROUNDDOWN" | "TRUNC" => rounding::round_down,
        "INT" => rounding::int,
        "ABS" => rounding::abs,
        "SIGN" => rounding::sign,
        "MOD" => rounding::modulo,
        "QUOTIENT" => rounding::quotient,
        "SQRT" => rounding::square_root,
        "POWER" => rounding::power_of,
        "MROUND" => rounding::multiple,
        "CEILING" => rounding::ceiling,
        "FLOOR" => rounding::floor,
        "CEILING.MATH" | "CEILING.PRECISE" | "ISO.CEILING" => rounding::ceiling_math,
        "FLOOR.MATH" | "FLOOR.PRECISE" => rounding::floor_math,
        "DATE" => dates::date_of,
        "YEAR" => dates::year,
        "MONTH" => dates::month,
        "DAY" => dates::day_of_month,
        "WEEKDAY" => dates::weekday,
        "EDATE" => dates::edate,
        "EOMONTH" => dates::end_of_month,
        "DAYS" => dates::days,
        "DATEDIF" => dates::date_difference,
        "LEFT" => texts::left,
        "RIGHT" => texts::right,
        "MID" => texts::middle,
        "LEN" => texts::length,
        "TRIM" => texts::trim,
        "UPPER" => texts::upper,
        "LOWER" => texts::lower,
        "EXACT" => texts::exact,
        "VALUE" => texts::value,
        "SUBSTITUTE" => texts::substitute,
        "FIND" => texts::find,
        "SEARCH" => texts::search,
        "TEXT" => texts::spelt,
        _ => return None,
    })
}

/// A function of all the numbers of its arguments.
fn statistic(
    eval: &Evaluator<'_>,
    args: &[ASTNode],
    of: impl Fn(&[Decimal]) -> Answer<Value>,
) -> Answer<Value> {
    match sums::numbers(eval, args)? {
        Ok(numbers) => of(&numbers),
        Err(error) => Ok(Value::Error(error)),
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
