//! What to write in `projet.toml` for a table that no header tells.

use crate::findings::{Fact, Finding, say};
use crate::model::{Place, column_name};
use crate::source::table::{ColumnRole, LayoutLines, TableKind};

/// A table that its shape told: how it was understood, and the lines that settle it.
pub(super) fn shaped(kind: TableKind, columns: &[(ColumnRole, u32)], place: &Place) -> Finding {
    let letter = |at: usize| columns.get(at).map(|(_, column)| column_name(*column)).unwrap_or_default();
    let lines = LayoutLines::of(kind, columns, place);
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
        lines.section,
        Fact::Text(lines.sheet),
        Fact::Text(lines.header_row.to_string()),
        Fact::Text(format!("{{ {} }}", lines.columns.join(", ")))
    ))
}
