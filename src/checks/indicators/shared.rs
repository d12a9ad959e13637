//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::Missing;
use crate::findings::say;
use crate::model::fund::KnownIndicator;
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

/// The indicators of the workbook that the fund's list knows, each with the cell of its code.
pub(in crate::checks) fn known<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (&'a Indicator, &'a Place, &'a KnownIndicator)> {
    let (indicators, known) = (&scope.budget().indicators, &scope.fund().indicators);
    indicators.iter().filter_map(move |indicator| {
        let code = indicator.code.as_ref()?;
        let found = known.iter().find(|known| known.code.eq_ignore_ascii_case(code.value.trim()))?;
        Some((indicator, &code.place, found))
    })
}
