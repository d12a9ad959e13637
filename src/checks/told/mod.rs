//! From the answers of the checks to findings as they are told: causes first, what follows from them under them, the
//! same fault once.
//!
//! A finding follows from another when the cell of the other is among all that it was drawn from (formulas, lines,
//! figures), and when either nobody knows the right value of that cell, or the finding is gone once the workbook is
//! mended there and judged again. Findings that stay are independent, whatever they were drawn from.

mod bits;
mod group;
mod item;
mod net;
mod reach;
mod rounds;

use rust_decimal::Decimal;

use super::{CheckResult, PackView};
use crate::audit::Audit;
use crate::findings::Told;
use crate::findings::say;
use crate::model::Place;
use item::{Item, items};
use reach::Graph;

/// What telling needs of a judged project.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The workbook.
    pub audit: &'a Audit<'a>,
    /// The figures of each pack.
    pub packs: &'a [PackView<'a>],
    /// What the checks answered on each pack.
    pub results: &'a [Vec<CheckResult>],
}

/// The cells to mend, and what to type in them.
pub type Mends = [(Place, Decimal)];

/// What is told of a project's packs. `again` judges the workbook once more with some cells mended; `None` when it
/// cannot.
#[must_use]
pub fn told(judged: Judged<'_>, again: &dyn Fn(&Mends) -> Option<Vec<Vec<CheckResult>>>) -> Vec<Told> {
    let items = items(judged.results);
    let graph = Graph::new(judged, &items);
    let followed = rounds::follow(judged.audit, &items, &graph, again);
    let mut told = group::told(judged, &items, &graph, &followed.parents);
    told.extend(hidden(judged, followed.hidden));
    told.sort_by_key(Told::rank);
    told
}

/// What shows only once the causes are mended: independent of them, and said to be seen from there.
fn hidden(judged: Judged<'_>, hidden: Vec<(Item, Place)>) -> Vec<Told> {
    let (mut items, mended): (Vec<Item>, Vec<Place>) = hidden.into_iter().unzip();
    for (item, place) in items.iter_mut().zip(mended) {
        let message = item.finding.message.clone();
        item.finding.message = say!("une fois {} corrigé, {}", &place, message);
        // Its figures are those of the mended workbook.
        item.finding.figures.clear();
        item.packs.iter_mut().for_each(|(_, figures)| figures.clear());
    }
    let graph = Graph::new(judged, &items);
    let followed = rounds::follow(judged.audit, &items, &graph, &|_| None);
    group::told(judged, &items, &graph, &followed.parents)
}
