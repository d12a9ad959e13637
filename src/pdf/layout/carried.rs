//! Totals that a table carries over: what its rows have added up to, and where that is to be printed.

use std::rc::Rc;

/// Index of a table that carries totals over.
pub(crate) type CarryId = usize;

/// Where the carried totals of a table are printed.
#[derive(Debug)]
pub(crate) struct CarryLook {
    /// Left edge of each column, then the right edge of the last.
    pub(crate) offsets: Vec<f32>,
    /// Space at the left and right of a cell's text.
    pub(crate) side: f32,
    /// Size of text.
    pub(crate) size: f32,
    /// Height of the row.
    pub(crate) height: f32,
}

/// What a table has added up to after a slice.
#[derive(Debug, Clone)]
pub(crate) struct Carried {
    pub(crate) look: CarryId,
    /// Column and text; none before the first amount.
    pub(crate) texts: Rc<[(usize, String)]>,
    /// The table ends with this slice.
    pub(crate) last: bool,
}

/// A row of carried totals, on its page.
#[derive(Debug)]
pub(crate) struct CarriedMark {
    pub(crate) page: usize,
    pub(crate) y: f32,
    pub(crate) look: CarryId,
    pub(crate) texts: Rc<[(usize, String)]>,
    /// At the top of a page rather than at the foot.
    pub(crate) brought_forward: bool,
}
