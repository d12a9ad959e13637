//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::Missing;
use crate::findings::say;
use crate::model::{Indicator, Place};
use crate::source::table::{ColumnRole, TableKind};

/// The cell of an indicator that holds something, or should; its row when its table has no such column.
pub(in crate::checks) fn cell(scope: &Scope<'_>, indicator: &Indicator, role: ColumnRole) -> Place {
    let cell = scope.audit.standing(&indicator.place, TableKind::Indicators, role);
    cell.unwrap_or_else(|| indicator.place.clone())
}

/// Without its code, an indicator cannot be looked for anywhere.
pub(in crate::checks) fn without_code(scope: &Scope<'_>, indicator: &Indicator) -> Missing {
    Missing::of_workbook(say!("un indicateur n’a pas de code ({})", cell(scope, indicator, ColumnRole::Code)))
}
