//! The derivation of a figure, as indented lines.

use std::collections::{BTreeMap, BTreeSet};

use super::{Trace, name};
use crate::figures::{Expression, FigureKey, Origin};
use crate::model::french::counted;
use crate::model::{Money, Place, cell_name};
use crate::prepare::PreparedPack;

/// A sum of more lines of the budget than this is abridged to the first [`FEW_LINES`].
const MANY_LINES: usize = 5;
const FEW_LINES: usize = 3;

/// A list of more figures than this is abridged to the first [`FEW_FIGURES`].
const MANY_FIGURES: usize = 14;
const FEW_FIGURES: usize = 10;

/// The derivation, first the figure itself.
pub(super) fn lines(trace: &Trace<'_>, pack: &PreparedPack, key: FigureKey) -> Vec<String> {
    let mut writer = Writer::new(trace, pack);
    writer.figure("", key, 1);
    writer.lines
}

/// The figures that a sum adds up, so deep in the text.
pub(super) fn sum(trace: &Trace<'_>, pack: &PreparedPack, keys: &[FigureKey], depth: usize) -> Vec<String> {
    let mut writer = Writer::new(trace, pack);
    writer.many("+", keys, depth);
    writer.lines
}

struct Writer<'a> {
    trace: &'a Trace<'a>,
    pack: &'a PreparedPack,
    /// The category of each amount that is a line of the budget.
    lines_of_plan: BTreeMap<FigureKey, &'a str>,
    /// Computed figures already followed.
    told: BTreeSet<FigureKey>,
    lines: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(trace: &'a Trace<'a>, pack: &'a PreparedPack) -> Self {
        let plan = &pack.computation.plan;
        let mut lines_of_plan = BTreeMap::new();
        for category in &plan.categories {
            for line in category.lines.iter().filter_map(|index| plan.lines.get(*index)) {
                lines_of_plan.insert(line.amount, category.label.as_str());
            }
        }
        Self { trace, pack, lines_of_plan, told: BTreeSet::new(), lines: Vec::new() }
    }
}

impl Writer<'_> {
    fn say(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "  ".repeat(depth)));
    }

    fn figure(&mut self, sign: &str, key: FigureKey, depth: usize) {
        let pack = self.pack;
        let figure = pack.computation.ledger.get(key);
        let sign = if sign.is_empty() { String::new() } else { format!("{sign} ") };
        let head = format!("{sign}{}", name(pack, key));
        if let Expression::Given(origin) = &figure.expression {
            let written = self.trace.written.remark(origin.place(), figure.value);
            let written = written.map(|written| format!(" ({written})")).unwrap_or_default();
            self.say(depth, &format!("{head} ← {}{written}", origin.place()));
            if self.trace.complete || depth == 1 {
                self.cells_behind(origin.place(), depth + 2);
            }
            if let Origin::Parameter { source, status, .. } = origin {
                self.say(depth + 2, &format!("source : {source} ({status})"));
            }
            return;
        }
        if !self.told.insert(key) {
            self.say(depth, &format!("{head} : détaillé plus haut"));
            return;
        }
        self.say(depth, &head);
        if let Some(rule) = &figure.rule {
            self.say(depth + 2, &format!("règle : {rule} ({})", status(pack, rule)));
        }
        self.operands(&figure.expression, depth + 2);
    }

    /// The cells that the formula of a cell rests on, down to those that were typed.
    fn cells_behind(&mut self, place: &Place, depth: usize) {
        for cell in self.trace.written.cells_behind(place) {
            let name = match (&cell.place, place) {
                (Place::Cell { sheet, row, column, .. }, Place::Cell { sheet: own, .. }) if sheet == own => {
                    cell_name(*row, *column)
                }
                (other, _) => other.to_string(),
            };
            let formula =
                cell.formula.map_or_else(|| "saisi".to_owned(), |formula| format!("formule ={formula}"));
            self.say(depth + cell.depth, &format!("{name} : {} ({formula})", cell.text));
        }
    }

    fn operands(&mut self, expression: &Expression, depth: usize) {
        match expression {
            Expression::Given(_) => {}
            Expression::Sum(keys) if keys.is_empty() => self.say(depth, "aucun terme : la somme est nulle"),
            Expression::Sum(keys) => self.many("+", keys, depth),
            Expression::Minimum(keys) => {
                self.say(depth, "le plus petit de :");
                self.many("·", keys, depth);
            }
            Expression::Remainder { whole, parts } => {
                self.figure(" ", *whole, depth);
                self.many("\u{2212}", parts, depth);
            }
            Expression::Product { amount, rate } => {
                self.figure(" ", *amount, depth);
                self.figure("×", *rate, depth);
            }
            Expression::ProRata { amount, factor, divisor } => {
                self.figure(" ", *amount, depth);
                self.figure("×", *factor, depth);
                self.figure("÷", *divisor, depth);
            }
            Expression::Ratio { part, whole } => {
                self.figure(" ", *part, depth);
                self.figure("÷", *whole, depth);
            }
        }
    }

    /// Operands of one sign: lines of several categories by category, long lists abridged.
    fn many(&mut self, sign: &str, keys: &[FigureKey], depth: usize) {
        let categories: Option<Vec<&str>> =
            keys.iter().map(|key| self.lines_of_plan.get(key).copied()).collect();
        let Some(categories) = categories else {
            return self.run(
                sign,
                keys,
                depth,
                (MANY_FIGURES, FEW_FIGURES),
                ["autre chiffre", "autres chiffres"],
            );
        };
        let words = ["autre ligne", "autres lignes"];
        let mut groups: Vec<(&str, Vec<FigureKey>)> = Vec::new();
        for (category, key) in categories.into_iter().zip(keys) {
            match groups.iter_mut().find(|(name, _)| *name == category) {
                Some((_, members)) => members.push(*key),
                None => groups.push((category, vec![*key])),
            }
        }
        if keys.len() <= MANY_LINES || groups.len() == 1 {
            return self.run(sign, keys, depth, (MANY_LINES, FEW_LINES), words);
        }
        for (category, members) in groups {
            let count = counted(members.len(), "ligne", "lignes");
            self.say(depth, &format!("{category} : {count}{}", self.amounting(&members)));
            self.run(sign, &members, depth + 1, (MANY_LINES, FEW_LINES), words);
        }
    }

    fn run(
        &mut self,
        sign: &str,
        keys: &[FigureKey],
        depth: usize,
        limits: (usize, usize),
        words: [&str; 2],
    ) {
        let (many, few) = limits;
        let shown = if self.trace.complete || keys.len() <= many { keys.len() } else { few };
        for key in keys.iter().take(shown) {
            self.figure(sign, *key, depth);
        }
        let rest = keys.get(shown..).unwrap_or_default();
        if !rest.is_empty() {
            let count = counted(rest.len(), words[0], words[1]);
            self.say(depth, &format!("… et {count}{} (--complet)", self.amounting(rest)));
        }
    }

    /// `, 1 234,56 € en tout`: for orientation only, when all are known amounts.
    fn amounting(&self, keys: &[FigureKey]) -> String {
        let ledger = &self.pack.computation.ledger;
        let total = keys.iter().try_fold(Money::ZERO, |total, key| {
            ledger.value(*key).money().and_then(|money| total.checked_add(money))
        });
        total.map_or_else(String::new, |total| format!(", {total} en tout"))
    }
}

/// How sure a rule is: the status that the fund gives to its article, where the definition of the fund names it.
pub(super) fn status(pack: &PreparedPack, rule: &str) -> &'static str {
    let fund = &pack.fund.fund;
    let flat = fund.flat_rates.iter().map(|flat| (&flat.source, flat.status));
    let values = fund.parameters.values().flat_map(|parameter| &parameter.values);
    let parameters = values.map(|value| (&value.source, value.status));
    flat.chain(parameters)
        .find(|(source, _)| source.as_str() == rule)
        .map_or("appliquée par le logiciel", |(_, status)| status.label())
}
