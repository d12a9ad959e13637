//! The block tree: what a document says, before anything is measured.

use jiff::civil::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    On,
    Off,
    NotApplicable,
}

/// Inline content.
#[derive(Debug, Clone)]
pub(crate) enum Inline {
    Text(String),
    Break,
    Check(Check),
    Span { kind: SpanKind, children: Vec<Inline> },
}

#[derive(Debug, Clone)]
pub(crate) enum SpanKind {
    Strong,
    Emphasis,
    Code,
    Small,
    Superscript,
    Subscript,
    Link {
        href: String,
    },
    /// An amount of the ledger: kept on one line and reported with its page.
    Figure {
        id: String,
    },
    NoWrap,
    /// Words of another language.
    Foreign {
        language: String,
    },
    /// Groups without changing anything.
    Plain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoxKind {
    Note,
    Warning,
}

/// A block of the flow.
#[derive(Debug)]
pub(crate) enum Block {
    Title {
        own_page: bool,
        children: Vec<Block>,
    },
    Subtitle(Vec<Inline>),
    Heading {
        level: u8,
        numbered: bool,
        id: Option<String>,
        inlines: Vec<Inline>,
    },
    Paragraph {
        id: Option<String>,
        small: bool,
        /// In the right half of the page, as a letter's addressee and date.
        addressee: bool,
        inlines: Vec<Inline>,
    },
    Preformatted(String),
    Quote(Vec<Block>),
    Boxed {
        kind: BoxKind,
        children: Vec<Block>,
    },
    List {
        ordered: bool,
        start: u32,
        items: Vec<Vec<Block>>,
    },
    Pairs(Vec<Pair>),
    Table(Table),
    Contents {
        title: String,
    },
    Signature {
        title: Vec<Inline>,
        pairs: Vec<Pair>,
    },
    Chart(Chart),
    Emblem {
        text: String,
    },
    /// `keep`: the children stay on one page when they fit.
    Group {
        keep: bool,
        section: bool,
        children: Vec<Block>,
    },
    PageBreak,
    Rule,
}

/// A key and its values.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) key: Vec<Inline>,
    pub(crate) values: Vec<Vec<Block>>,
}

#[derive(Debug)]
pub(crate) struct Table {
    /// True when its rows stand closer.
    pub(crate) dense: bool,
    pub(crate) caption: Vec<Inline>,
    /// Relative widths; empty when widths follow content.
    pub(crate) weights: Vec<f32>,
    pub(crate) head: Vec<Row>,
    pub(crate) body: Vec<Row>,
    pub(crate) foot: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Plain,
    Group,
    Subtotal,
    Total,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    pub(crate) cells: Vec<Cell>,
    /// First of a `<tbody>`: a category, with the rows that it titles.
    pub(crate) opens_body: bool,
    pub(crate) line: usize,
}

#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) header: bool,
    pub(crate) row_scope: bool,
    pub(crate) numeric: bool,
    pub(crate) centred: bool,
    pub(crate) span: u16,
    /// What the column adds up to after this row, printed when a page ends here.
    pub(crate) carried: Option<String>,
    pub(crate) content: CellContent,
}

/// Most cells hold a line of text; a few hold blocks.
#[derive(Debug)]
pub(crate) enum CellContent {
    Inlines(Vec<Inline>),
    Blocks(Vec<Block>),
}

#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) data: ChartData,
    pub(crate) alt: Option<String>,
    pub(crate) caption: Vec<Inline>,
}

#[derive(Debug)]
pub(crate) enum ChartData {
    Bars(Vec<Amount>),
    Stacked(Vec<Amount>),
    Columns(Columns),
    Gantt(Vec<Period>),
}

/// A part of a chart of amounts.
#[derive(Debug)]
pub(crate) struct Amount {
    pub(crate) label: String,
    /// Length of the bar; any integer unit, cents as a rule.
    pub(crate) cents: i64,
    /// What is printed, formatted by the caller.
    pub(crate) text: String,
    /// Its share of the whole, formatted by the caller.
    pub(crate) share: Option<String>,
}

/// Columns made of the same parts.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) columns: Vec<ColumnHead>,
    pub(crate) series: Vec<Series>,
}

impl Columns {
    /// What a column adds up to, without its negative parts.
    pub(crate) fn sum(&self, column: usize) -> i128 {
        self.series
            .iter()
            .filter_map(|series| series.items.get(column))
            .map(|item| i128::from(item.cents.max(0)))
            .sum()
    }
}

/// A column's name and its total as it is printed.
#[derive(Debug)]
pub(crate) struct ColumnHead {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// A part across columns: one item for each, in their order.
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) label: String,
    /// Its total as it is printed.
    pub(crate) text: String,
    pub(crate) items: Vec<SeriesItem>,
}

/// A part of one column.
#[derive(Debug)]
pub(crate) struct SeriesItem {
    pub(crate) cents: i64,
    pub(crate) text: String,
}

/// A bar of a calendar, both days included; a milestone when they are the same.
#[derive(Debug)]
pub(crate) struct Period {
    pub(crate) label: String,
    pub(crate) start: Date,
    pub(crate) end: Date,
    /// A day that a line recalls all through the calendar.
    pub(crate) mark: bool,
}

impl Period {
    /// The earlier of the two days.
    pub(crate) fn first(&self) -> Date {
        self.start.min(self.end)
    }

    /// The later of the two days.
    pub(crate) fn last(&self) -> Date {
        self.start.max(self.end)
    }
}
