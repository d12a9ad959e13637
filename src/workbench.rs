//! What the tests, the benches and the fuzz targets take hold of inside the program. No promise to anyone: what they
//! stop using leaves this list, and the compiler then says whether the program still needs it.

pub mod documents {
    pub use crate::documents::{DocumentData, DocumentError, Parsings, Templates, whole};
    pub use crate::documents::{edition, papers};
}

pub mod figures {
    pub use crate::figures::{Expression, FigureKey, Ledger, Origin, Unit, Value};

    pub mod plan {
        pub use crate::figures::plan::{PlanInputs, compute};
    }

    pub mod search {
        pub use crate::figures::search::find;
    }
}

pub mod findings {
    pub use crate::findings::{Holder, field_name};
}

pub mod formula {
    pub use crate::formula::{CellRef, Outcome, Recalculation, Value};
}

pub mod model {
    pub use crate::model::currency::Foreign;
    pub use crate::model::{Located, Maybe, Money, RoundingPolicy, TotalScope, cell_name, column_name};

    pub mod digest {
        pub use crate::model::digest::sha256;
    }

    pub mod fund {
        pub use crate::model::fund::{
            CategoryRole, DatedValue, NatureRole, Parameter, ParameterUnit, Status, WorkbookLayout,
        };
    }

    pub mod project {
        pub use crate::model::project::BudgetLayout;
    }

    pub mod shelf {
        pub use crate::model::shelf::Shelf;
    }

    pub mod text {
        pub use crate::model::text::capitalised;
    }
}

pub mod pack {
    pub use crate::pack::produce::unchanged;

    pub mod signature {
        pub use crate::pack::signature::{
            Cost, LockedKey, SecretKey, SoundPack, UnsoundPack, refuse_password, sign,
        };
    }
}

pub mod pdf {
    pub use crate::pdf::{
        Attachment, Fonts, Notice, NoticeOnPage, PdfError, Relationship, RenderRequest, RenderedPdf, Theme,
        render,
    };
}

pub mod report {
    pub use crate::report::json::schema;
    pub use crate::report::style::is_obeyed;
}

pub mod rules {
    pub mod catalogue {
        pub use crate::rules::catalogue::{CATALOGUE, Reader};
    }
}

pub mod source {
    pub mod amount {
        pub use crate::source::amount::{parse_amount, parse_number};
    }

    pub mod attachment {
        pub use crate::source::attachment::{Opened, open};
    }

    pub mod table {
        pub use crate::source::table::{
            BudgetReading, ColumnRole, IssueKind, ReadingHints, read_budget, read_budget_with, read_tables,
        };
    }

    pub mod workbook {
        pub use crate::source::child::{Apart, Reader};
        pub use crate::source::workbook::{
            LimitKind, ReadError, Workbook, read_sheets, read_workbook, read_workbook_with,
        };
    }
}

pub mod xlsx {
    pub use crate::xlsx::{
        Area, Book, Cell, Content, Mismatch, Sheet, Style, Written, XlsxError, reread, write,
    };
}
