//! « Paramètres »: the rules of the fund, each with its value, its source and how sure it is.

use crate::documents::topics::parameters::parameters;
use crate::documents::workbook::PlanWorkbook;
use crate::documents::workbook::layout::{Rows, text};
use crate::model::text::{capitalised, french_spacing};
use crate::xlsx::{Sheet, Style};

/// Lay out the sheet.
pub fn sheet(inputs: PlanWorkbook<'_>) -> Sheet {
    let told = parameters(inputs.prepared, inputs.pack);
    let mut rows = Rows::new("Paramètres", &[34.0, 54.0, 26.0, 18.0, 70.0]);
    rows.across("Paramètres du fonds", Style::Title);
    rows.skip();
    rows.header(["Paramètre", "Libellé", "Valeur", "Statut", "Source"]);
    for parameter in &told.held {
        rows.row([
            text(parameter.name.as_str(), Style::Text),
            text(french_spacing(&parameter.label), Style::TextWrapped),
            text(french_spacing(&parameter.value), Style::TextWrapped),
            text(capitalised(&parameter.status), Style::Text),
            text(french_spacing(&parameter.source), Style::TextWrapped),
        ]);
    }
    if !told.empty.is_empty() {
        rows.skip();
        rows.across("Valeurs que personne n’a trouvées, par détenteur", Style::GroupHeader);
        for source in &told.empty {
            rows.across(
                french_spacing(&format!("{} : {}", source.source, source.labels)),
                Style::TextWrapped,
            );
        }
    }
    rows.landscape()
}
