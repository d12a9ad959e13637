//! What comes of a cell or of a field: the figures that are read from it, and all that is computed from them.

pub(super) mod json;
mod standing;
pub(super) mod text;

use super::Trace;
use super::question::{AskedCell, AskedField};
use super::refusal::Refusal;
use crate::audit::line;
use crate::figures::{FigureKey, onward};
use crate::formula::{CellRef, Recalculation};
use crate::model::Place;
use crate::model::text::normalise;
use crate::prepare::PreparedPack;
pub use standing::Standing;

/// A cell or a field, and what comes of it in one pack.
#[derive(Debug)]
pub struct Onward {
    /// Where it is.
    pub place: Place,
    /// What it shows, when it holds something.
    pub text: Option<String>,
    /// Its formula, without its `=`.
    pub formula: Option<String>,
    /// The line that it stands in, and what its column is read as.
    pub line: Option<String>,
    /// What is made of it besides figures.
    pub standing: Standing,
    /// The figures read from it.
    pub read: Vec<FigureKey>,
    /// The figures read from cells whose formulas rest on it.
    pub through: Vec<FigureKey>,
    /// The figures computed from all these.
    pub computed: Vec<FigureKey>,
}

impl Onward {
    /// True when the program makes something of it.
    fn is_read(&self) -> bool {
        self.gives() || self.standing != Standing::Unread
    }

    /// True when a figure comes of it.
    const fn gives(&self) -> bool {
        !self.read.is_empty() || !self.through.is_empty()
    }

    /// The figures that come of it, nearest first.
    pub fn figures(&self) -> impl Iterator<Item = FigureKey> {
        self.read.iter().chain(&self.through).chain(&self.computed).copied()
    }
}

/// What comes of a cell, for each pack: of each cell of that name that is read, where no sheet is said.
pub(super) fn of_cell(trace: &Trace<'_>, asked: &AskedCell) -> Result<Vec<Vec<Onward>>, Refusal> {
    let file = &trace.prepared.folder.budget.name;
    let Some(recalculation) = &trace.written.recalculation else {
        return Err(Refusal::Workbook { file: file.clone() });
    };
    let cells = cells(recalculation, file, asked)?;
    let packs = trace.prepared.packs.iter();
    let mut found: Vec<Vec<Onward>> =
        packs.map(|pack| cells.iter().map(|at| cell(trace, pack, recalculation, *at)).collect()).collect();
    let is_read =
        |index: usize| found.iter().any(|pack: &Vec<Onward>| pack.get(index).is_some_and(Onward::is_read));
    let kept: Vec<bool> = (0..cells.len()).map(is_read).collect();
    if !kept.contains(&true) {
        let unread = cells.into_iter().map(|at| {
            let place = recalculation.place(at);
            let text = recalculation.content(at).map(crate::source::workbook::sheet::Cell::shown);
            (place, text.filter(|text| !text.is_empty()))
        });
        return Err(Refusal::Unread(unread.collect()));
    }
    for pack in &mut found {
        let mut kept = kept.iter().copied();
        pack.retain(|_| kept.next().unwrap_or(false));
    }
    Ok(found)
}

/// The cells that a question may mean: one a sheet.
fn cells(recalculation: &Recalculation, file: &str, asked: &AskedCell) -> Result<Vec<CellRef>, Refusal> {
    let sheets = &recalculation.workbook().sheets;
    let is_file = |name: &str| {
        let own = file.rsplit('/').next().unwrap_or(file);
        [file, own].iter().any(|own| normalise(own) == normalise(name))
    };
    let is_sheet = |index: usize, name: &str| {
        sheets.get(index).is_some_and(|sheet| normalise(&sheet.name) == normalise(name))
    };
    if let [_, of] = &asked.within[..]
        && !is_file(of)
    {
        return Err(Refusal::OtherWorkbook { file: file.to_owned(), asked: of.clone() });
    }
    let is_meant = |index: usize| match &asked.within[..] {
        [] => true,
        [one] => is_sheet(index, one) || is_file(one),
        [sheet, _] => is_sheet(index, sheet),
        _ => false,
    };
    let meant: Vec<CellRef> = (0..sheets.len())
        .filter(|index| is_meant(*index))
        .map(|sheet| CellRef { sheet, row: asked.row, column: asked.column })
        .collect();
    if meant.is_empty() {
        return Err(Refusal::NoSheet {
            file: file.to_owned(),
            asked: asked.within.first().cloned().unwrap_or_default(),
            sheets: sheets.iter().map(|sheet| sheet.name.to_string()).collect(),
        });
    }
    Ok(meant)
}

fn cell(trace: &Trace<'_>, pack: &PreparedPack, recalculation: &Recalculation, at: CellRef) -> Onward {
    let (ledger, place) = (&pack.computation.ledger, recalculation.place(at));
    let drawn = recalculation.drawn_from(std::iter::once(at), &[]);
    let read = onward::read_from(ledger, |from| *from == place);
    let through = onward::read_from(ledger, |from| {
        let cell = recalculation.cell_of(from);
        *from != place && cell.is_some_and(|cell| recalculation.is_drawn(&drawn, cell))
    });
    let all: Vec<FigureKey> = read.iter().chain(&through).copied().collect();
    Onward {
        text: trace.written.text(&place).filter(|text| !text.is_empty()),
        formula: trace.written.formula(&place),
        line: line::named(&trace.prepared.reading, &place, ""),
        standing: Standing::of(&trace.prepared.reading, &place, recalculation.content(at)),
        computed: onward::computed_from(ledger, &all),
        read,
        through,
        place,
    }
}

/// What comes of a field, for each pack.
pub(super) fn of_field(trace: &Trace<'_>, asked: &AskedField) -> Result<Vec<Vec<Onward>>, Refusal> {
    let found: Vec<Vec<Onward>> = trace.prepared.packs.iter().map(|pack| field(trace, pack, asked)).collect();
    if found.iter().any(|pack| !pack.is_empty()) {
        return Ok(found);
    }
    match trace.written.field(asked.file.as_deref(), &asked.path) {
        Some((file, text)) => {
            let place = Place::field(file, asked.path.as_str());
            Err(Refusal::Unread(vec![(place, text)]))
        }
        None => Err(Refusal::NoField { file: asked.file.clone() }),
    }
}

fn field(trace: &Trace<'_>, pack: &PreparedPack, asked: &AskedField) -> Vec<Onward> {
    let ledger = &pack.computation.ledger;
    let is_of = |file: &str| asked.file.as_deref().is_none_or(|asked| super::written::is_named(file, asked));
    let is_asked = |place: &Place| match place {
        Place::Field(field) => field.path() == asked.path && is_of(field.file()),
        _ => false,
    };
    let read = onward::read_from(ledger, is_asked);
    let Some(place) = read.first().and_then(|key| onward::place_of(ledger, *key)).cloned() else {
        return Vec::new();
    };
    vec![Onward {
        text: trace.written.text(&place),
        formula: None,
        line: None,
        standing: Standing::Unread,
        computed: onward::computed_from(ledger, &read),
        through: Vec::new(),
        read,
        place,
    }]
}
