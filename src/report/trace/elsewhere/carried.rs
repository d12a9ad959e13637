//! Totals that a table carries from one page to the next, back to the lines that they add up.

use super::Sought;
use crate::figures::FigureKey;
use crate::model::Money;
use crate::pack::{CarriedTotal as Mark, ShownAt};
use crate::prepare::PreparedPack;
use crate::report::trace::Trace;
use crate::source::amount::parse_amount;

/// A total carried over, in one document.
#[derive(Debug)]
pub struct CarriedTotal {
    /// As printed.
    pub text: String,
    /// Name of the document in the pack's folder.
    pub file: String,
    /// The page whose foot says it is to be carried, and the page whose head says it was.
    pub pages: CarriedPages,
    /// The amounts of the lines that it adds up, from the first of the plan.
    pub lines: Vec<FigureKey>,
}

/// Where a carried total is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CarriedPages {
    /// At the foot of this page: « À reporter ».
    pub to_carry: Option<usize>,
    /// At the head of this one: « Report ».
    pub brought_forward: Option<usize>,
}

/// The carried totals of a pack that are the amount looked for.
pub(super) fn totals(trace: &Trace<'_>, pack: &PreparedPack, sought: &Sought) -> Vec<CarriedTotal> {
    let mut found: Vec<CarriedTotal> = Vec::new();
    for file in trace.files(pack) {
        for mark in file.carried.iter().filter(|mark| sought.is_in(&mark.text)) {
            let known = found.iter_mut().find(|one| one.file == file.name && one.text == mark.text);
            match known {
                Some(one) => one.pages.add(mark),
                None => {
                    let mut pages = CarriedPages::default();
                    pages.add(mark);
                    let (text, file) = (mark.text.clone(), file.name.clone());
                    found.push(CarriedTotal { lines: lines(pack, &mark.text), text, file, pages });
                }
            }
        }
    }
    found
}

impl CarriedTotal {
    /// True for one of its pages.
    pub(super) fn is_at(&self, file: &str, at: &ShownAt) -> bool {
        let CarriedPages { to_carry, brought_forward } = self.pages;
        let pages = [to_carry, brought_forward];
        self.file == file && matches!(at, ShownAt::Page(page) if pages.contains(&Some(*page)))
    }
}

impl CarriedPages {
    fn add(&mut self, mark: &Mark) {
        let page = if mark.is_brought_forward { &mut self.brought_forward } else { &mut self.to_carry };
        page.get_or_insert(mark.page);
    }
}

/// The first lines of the plan, as documents list them, that add up to a text; none when no first lines do.
fn lines(pack: &PreparedPack, text: &str) -> Vec<FigureKey> {
    let Ok(wanted) = parse_amount(text).map(|read| read.money) else { return Vec::new() };
    let (ledger, plan) = (&pack.computation.ledger, &pack.computation.plan);
    let listed = plan.categories.iter().flat_map(|category| &category.lines);
    let (mut sum, mut lines) = (Money::ZERO, Vec::new());
    for line in listed.filter_map(|index| plan.lines.get(*index)) {
        let added = ledger.value(line.amount).money().and_then(|money| sum.checked_add(money));
        let Some(added) = added else { return Vec::new() };
        sum = added;
        lines.push(line.amount);
        if sum == wanted {
            return lines;
        }
    }
    Vec::new()
}
