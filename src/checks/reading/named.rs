//! What to write in `projet.toml` for a table that no header tells.

use crate::findings::{Fact, Finding, say};
use crate::model::{Place, column_name};
use crate::source::table::{ColumnRole, TableKind, layout_name, layout_section};

/// A table that its shape told: how it was understood, and the lines that settle it.
pub(super) fn shaped(kind: TableKind, columns: &[(ColumnRole, u32)], place: &Place) -> Finding {
    let letter = |at: usize| columns.get(at).map(|(_, column)| column_name(*column)).unwrap_or_default();
    let (sheet, row) = match place {
        Place::Cell { sheet, row, .. } => (sheet.to_string(), row.saturating_add(1)),
        _ => (String::new(), 1),
    };
    let named: Vec<String> = columns
        .iter()
        .filter_map(|(role, column)| {
            Some(format!("{} = \"{}\"", layout_name(kind, *role)?, column_name(*column)))
        })
        .collect();
    Finding::new(say!(
        "aucun titre connu ne dit ce qu’est ce tableau : sa forme l’a fait lire comme celui des {}, intitulés en {}, montants en {}",
        match kind {
            TableKind::Resources => "ressources",
            _ => "dépenses",
        },
        Fact::Text(letter(0)),
        Fact::Text(letter(1))
    ))
    .expected("des titres de colonnes, comme « Intitulé » et « Montant HT », ou « Financeur » et « Montant »")
    .mend(say!(
        "Vérifiez-le par « dossier check --montrer-lecture », puis titrez les colonnes, ou écrivez dans projet.toml : [{}] feuille = \"{}\" ; ligne_entete = {} ; colonnes = {}.",
        layout_section(kind),
        Fact::Text(sheet),
        Fact::Text(row.to_string()),
        Fact::Text(format!("{{ {} }}", named.join(", ")))
    ))
}
