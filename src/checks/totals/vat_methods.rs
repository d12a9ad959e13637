//! The two ways of computing a total of VAT: once on the total, or line by line.

use crate::audit::totals::to_type;
use crate::audit::{Audit, vat};
use crate::findings::say;
use crate::findings::{Fact, Finding};
use crate::model::{DeclaredTotal, Money, TotalColumn};

/// The finding of a total that differs from its lines only because its VAT is computed once, on the total.
pub(super) fn told(audit: &Audit<'_>, total: &DeclaredTotal, stated: Money, sum: Money) -> Option<Finding> {
    if stated == sum || vat::on_total(audit, total)? != stated {
        return None;
    }
    let what = Fact::Words(if total.column == TotalColumn::Vat { "de la TVA" } else { "TTC" });
    let how: Fact = match &total.formula {
        Some(formula) => say!("formule ={}", crate::source::workbook::sheet::shorten(formula)).into(),
        None => Fact::Words("valeur tapée, sans formule"),
    };
    Some(
        Finding::new(say!(
            "le total {} « {} » suit la TVA calculée sur le total, ses lignes la TVA calculée par ligne (écart de {})",
            what,
            &total.label,
            stated.distance(sum)
        ))
        .at(&total.place)
        .found(say!("{}, TVA sur le total ({})", stated, how))
        .expected(say!("{}, TVA par ligne", sum))
        .mend("Gardez une seule méthode : le plan additionne la TVA par ligne. Si le devis calcule la TVA sur son total, portez l’écart sur la TVA d’une de ses lignes.")
        .mended_by(&total.place, to_type(audit, &total.place, stated, sum)),
    )
}
