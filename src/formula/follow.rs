//! Follows formulas, precedents first.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use formualizer_parse::ASTNode;

use super::area::CellRef;
use super::book::Book;
use super::cannot::Cannot;
use super::eval::Evaluator;
use super::index::Index;
use super::outcome::{Outcome, Recalculated};
use super::shape::{self, Draft};
use super::value::{ErrorKind, Value, agrees};
use super::{parse, relative};
use crate::model::text::mark;
use crate::source::limits;
use crate::source::workbook::formula_text::is_frozen;
use crate::source::workbook::sheet::CellValue;

/// Formulas at the foot of the stack whose trees are kept while their precedents are recomputed; beyond, a tree is made
/// again from its text when its turn comes, so that a chain of a million cells holds no million trees.
const TREES: usize = 512;

/// The recalculation under way.
pub(super) struct Work<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) index: &'a Index,
    pub(super) steps: Counter<usize>,
    /// What became of each formula, by its number.
    pub(super) found: Vec<Option<Recalculated>>,
    /// Where the part of each formula stands in `read`.
    pub(super) spans: Vec<(u32, u32)>,
    /// The formulas that formulas read, by their numbers.
    pub(super) read: Vec<u32>,
    pub(super) shapes: Draft,
    /// One more than the depth of each formula in the stack; nought for those that are not there.
    pub(super) depths: Vec<u32>,
    /// Formulas whose areas hold more cells than the program reads.
    pub(super) too_long: BTreeSet<usize>,
    /// The loops of formulas that are still in the stack.
    loops: BTreeMap<usize, Box<[u32]>>,
    /// Where the formulas of the stack stand that are in no loop yet, from the foot up: a loop that is met again by
    /// thousands of formulas is not walked again.
    loose: Vec<usize>,
    reasons: BTreeSet<Arc<Cannot>>,
    /// The formulas of the run, in the order they were finished.
    pub(super) finished: Vec<u32>,
    /// True while loops are gone through again, with what each formula really reads.
    pub(super) is_untying: bool,
}

/// A formula whose precedents are being recomputed.
struct Frame {
    index: u32,
    /// Its next precedent, in [`Work::read`].
    next: u32,
}

impl<'a> Work<'a> {
    pub(super) fn new(book: &'a Book<'a>, index: &'a Index) -> Self {
        let count = index.len();
        Self {
            book,
            index,
            steps: Counter::new(limits::FORMULA_STEPS),
            found: vec![None; count],
            spans: vec![(0, 0); count],
            read: Vec::new(),
            shapes: Draft::default(),
            depths: vec![0; count],
            too_long: BTreeSet::new(),
            loops: BTreeMap::new(),
            loose: Vec::new(),
            reasons: BTreeSet::new(),
            finished: Vec::new(),
            is_untying: false,
        }
    }

    /// Recomputes a formula, its precedents before it.
    pub(super) fn run(&mut self, start: usize) {
        if self.is_done(start) {
            return;
        }
        self.finished.clear();
        self.follow(start);
        self.untie();
    }

    /// Follows a formula with a stack of its own: chains of cells may be long.
    pub(super) fn follow(&mut self, start: usize) {
        let mut stack: Vec<Frame> = Vec::new();
        let mut trees: Vec<Result<ASTNode, Cannot>> = Vec::new();
        self.open(start, &mut stack, &mut trees);
        while let Some(frame) = stack.last_mut() {
            let index = frame.index as usize;
            let end = self.spans.get(index).map_or(0, |(_, end)| *end);
            let next = if frame.next < end { self.read.get(frame.next as usize).copied() } else { None };
            let Some(next) = next.map(|next| next as usize) else {
                stack.pop();
                if self.loose.last() == Some(&stack.len()) {
                    self.loose.pop();
                }
                let tree = if trees.len() > stack.len() { trees.pop() } else { None };
                self.finish(index, tree);
                continue;
            };
            frame.next += 1;
            if self.is_done(next) {
                continue;
            }
            match self.depths.get(next).copied().unwrap_or(0).checked_sub(1) {
                Some(depth) => self.close(&stack, depth as usize),
                None => self.open(next, &mut stack, &mut trees),
            }
        }
    }

    pub(super) fn is_done(&self, index: usize) -> bool {
        self.found.get(index).is_some_and(Option::is_some)
    }

    /// Puts a formula on the stack, its precedents noted.
    fn open(&mut self, index: usize, stack: &mut Vec<Frame>, trees: &mut Vec<Result<ASTNode, Cannot>>) {
        let Some(at) = self.index.at(index) else { return };
        let tree = self.tree(at);
        if !self.is_untying {
            self.note_precedents(index, at, tree.as_ref().ok());
        }
        if stack.len() < TREES {
            trees.push(tree);
        }
        self.loose.push(stack.len());
        let next = self.spans.get(index).map_or(0, |(first, _)| *first);
        stack.push(Frame { index: number(index), next });
        if let Some(depth) = self.depths.get_mut(index) {
            *depth = number(stack.len());
        }
    }

    /// Notes the formulas that a formula reads.
    fn note_precedents(&mut self, index: usize, at: CellRef, tree: Option<&ASTNode>) {
        let areas = tree.map(|tree| shape::areas(self.book, tree, at)).unwrap_or_default();
        let start = self.read.len();
        let mut is_too_long = false;
        for area in &areas {
            let area = area.at(at);
            for cell in self.book.filled(area) {
                let Some(left) = self.steps.get().checked_sub(1) else {
                    is_too_long = true;
                    break;
                };
                self.steps.set(left);
                if cell.formula.is_some() {
                    let read = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
                    self.read.extend(self.index.find(read).map(number));
                }
            }
        }
        if is_too_long {
            self.too_long.insert(index);
        }
        self.close_span(index, start);
    }

    /// The span of a formula in the list of what is read, from a place to its end: sorted and told once each, in place,
    /// for the list is one for all the formulas.
    pub(super) fn close_span(&mut self, index: usize, start: usize) {
        if let Some(own) = self.read.get_mut(start..) {
            own.sort_unstable();
            let mut kept = 0;
            for at in 0..own.len() {
                if kept == 0 || own.get(kept - 1) != own.get(at) {
                    own.swap(kept, at);
                    kept += 1;
                }
            }
            self.read.truncate(start + kept);
        }
        if let Some(span) = self.spans.get_mut(index) {
            *span = (number(start), number(self.read.len()));
        }
    }

    /// Notes a loop: the formulas of the stack from the one that was met again.
    fn close(&mut self, stack: &[Frame], from: usize) {
        while let Some(place) = self.loose.pop_if(|place| *place >= from) {
            let (Some(before), Some(after)) = (stack.get(from..place), stack.get(place..)) else { continue };
            let cells = after.iter().chain(before).take(limits::FORMULA_CYCLE_SHOWN);
            let cells: Box<[u32]> = cells.map(|frame| frame.index).collect();
            if let Some(frame) = after.first() {
                self.loops.insert(frame.index as usize, cells);
            }
        }
    }

    pub(super) fn tree(&self, at: CellRef) -> Result<ASTNode, Cannot> {
        let formula = self.book.cell(at).and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
        parse::parse(formula)
    }

    fn finish(&mut self, index: usize, tree: Option<Result<ASTNode, Cannot>>) {
        let Some(at) = self.index.at(index) else { return };
        let mut tree = tree.unwrap_or_else(|| self.tree(at));
        let relative = tree.as_ref().map(|tree| relative::relative(tree, at)).unwrap_or_default();
        let areas = || tree.as_ref().map(|tree| shape::areas(self.book, tree, at)).unwrap_or_default();
        let shape = self.shapes.shape(mark(&(at.sheet, &relative)), areas);
        let is_too_long = self.too_long.remove(&index);
        if is_too_long {
            tree = Err(Cannot::too_long());
        }
        let is_alone = tree.is_err();
        self.finished.push(number(index));
        let turning = self.loops.remove(&index);
        let outcome = match (turning.filter(|_| !is_too_long), tree) {
            (Some(cells), _) => Outcome::Circular(cells),
            (None, Err(cannot)) => self.cannot(cannot),
            (None, Ok(tree)) => self.outcome(index, at, &tree),
        };
        if let Some(place) = self.found.get_mut(index) {
            *place = Some(Recalculated { outcome, shape, is_alone });
        }
    }

    /// A reason, kept once however many formulas it stops.
    fn cannot(&mut self, cannot: Cannot) -> Outcome {
        let cannot = Arc::new(cannot);
        if let Some(known) = self.reasons.get(&cannot) {
            return Outcome::Cannot(Arc::clone(known));
        }
        self.reasons.insert(Arc::clone(&cannot));
        Outcome::Cannot(cannot)
    }

    /// True for a formula that was recomputed to nothing and whose cell says nothing.
    fn is_unknown(&self, index: usize) -> bool {
        let one = self.found.get(index).and_then(Option::as_ref);
        one.is_some_and(|one| one.computed().is_none())
            && self
                .index
                .at(index)
                .and_then(|at| self.book.cell(at))
                .is_none_or(|cell| cell.value == CellValue::Empty)
    }

    fn outcome(&mut self, index: usize, at: CellRef, tree: &ASTNode) -> Outcome {
        let (start, end) = self.spans.get(index).copied().unwrap_or_default();
        let read = self.read.get(start as usize..end as usize).unwrap_or_default();
        if let Some(dangling) = read.iter().find(|read| self.is_unknown(**read as usize)) {
            return Outcome::Dangling(self.index.at(*dangling as usize).unwrap_or(at));
        }
        let empty = CellValue::Empty;
        let content = self.book.cell(at);
        // Without a saved value, what the formula keeps of it serves.
        let is_frozen = content.and_then(|cell| cell.formula.as_deref()).is_some_and(is_frozen);
        if is_frozen && content.is_some_and(|cell| cell.value != CellValue::Empty) {
            return self.cannot(Cannot::frozen());
        }
        let saved = self.book.cell(at).map_or(&empty, |cell| &cell.value);
        let (computed, doubt) = match self.evaluate(at, tree, &|cell| self.recomputed(cell)) {
            Ok(value) => value,
            Err(cannot) => return self.cannot(cannot),
        };
        if let Some(doubt) = doubt.filter(|_| !agrees(saved, &computed)) {
            return self.cannot(Cannot::new(doubt));
        }
        // A text that a spreadsheet may read as a date, an hour or a sum of money, according to its language.
        if computed == Value::Error(ErrorKind::Value)
            && !matches!(saved, CellValue::Error(_) | CellValue::Empty)
            && self.reads_a_text_with_digits(at, tree)
        {
            return self.cannot(Cannot::new("texte que les tableurs ne lisent pas tous comme un nombre"));
        }
        // Whether ranges are taken cell by cell is not always said in the file: either way is right.
        let other = || self.intersected(at, tree, &|cell| self.recomputed(cell)).ok();
        let computed = match computed {
            computed if agrees(saved, &computed) || *saved == CellValue::Empty => computed,
            computed => {
                other().map(|(other, _)| other).filter(|other| agrees(saved, other)).unwrap_or(computed)
            }
        };
        if agrees(saved, &computed) && *saved != CellValue::Empty {
            return Outcome::Sound(match (saved, &computed) {
                // The same text is kept once.
                (CellValue::Text(kept), Value::Text(text)) if kept == text => Value::Text(Arc::clone(kept)),
                _ => computed,
            });
        }
        if *saved == CellValue::Empty {
            // A formula that shows nothing on purpose is saved without a value by some writers.
            return match &computed {
                Value::Text(text) if text.trim().is_empty() => Outcome::Sound(computed),
                _ => Outcome::Uncached(computed),
            };
        }
        // With its precedents as they were saved: is it right then, it only follows them.
        let as_saved = |cell: CellRef| match self.typed(cell) {
            Value::Empty => self.recomputed(cell),
            value => value,
        };
        let is_cause = !self.evaluate(at, tree, &as_saved).is_ok_and(|(value, _)| agrees(saved, &value));
        Outcome::Stale { computed, is_cause }
    }

    /// What a formula gives, and why a spreadsheet may give something else.
    pub(super) fn evaluate(
        &self,
        at: CellRef,
        tree: &ASTNode,
        read: &dyn Fn(CellRef) -> Value,
    ) -> Result<(Value, Option<&'static str>), Cannot> {
        self.shown(&Evaluator::new(self.book, at, read, &self.steps), tree)
    }

    /// The same, where the operators within `SUM`, `AND` and their like take one cell of each range.
    pub(super) fn intersected(
        &self,
        at: CellRef,
        tree: &ASTNode,
        read: &dyn Fn(CellRef) -> Value,
    ) -> Result<(Value, Option<&'static str>), Cannot> {
        let mut evaluator = Evaluator::new(self.book, at, read, &self.steps);
        evaluator.intersects = true;
        self.shown(&evaluator, tree)
    }

    fn shown(
        &self,
        evaluator: &Evaluator<'_>,
        tree: &ASTNode,
    ) -> Result<(Value, Option<&'static str>), Cannot> {
        let value = match evaluator.shown(tree)? {
            // A reference to an empty cell is worth zero.
            Value::Empty => Value::Number(rust_decimal::Decimal::ZERO),
            value => self.book.as_counted(evaluator.at, value),
        };
        Ok((value, evaluator.doubt.get()))
    }

    fn reads_a_text_with_digits(&self, at: CellRef, tree: &ASTNode) -> bool {
        let areas = shape::areas(self.book, tree, at);
        areas.iter().any(|area| {
            self.book
                .filled(area.at(at))
                .any(|cell| cell.text().is_some_and(|text| text.contains(|c: char| c.is_ascii_digit())))
        })
    }

    /// The value of a cell as it was saved.
    pub(super) fn typed(&self, at: CellRef) -> Value {
        let value = self.book.cell(at).map_or(Value::Empty, |cell| Value::of_cell(&cell.value));
        self.book.as_counted(at, value)
    }

    /// The value of a cell as it was computed; the last known value stands for what cannot be recomputed.
    pub(super) fn recomputed(&self, at: CellRef) -> Value {
        let one = self.index.find(at).and_then(|index| self.found.get(index)?.as_ref());
        one.and_then(Recalculated::computed).cloned().unwrap_or_else(|| self.typed(at))
    }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
