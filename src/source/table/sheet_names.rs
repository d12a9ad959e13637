//! What the name of a sheet says of the tables on it.

use super::normal::plain;
use super::role::TableKind;

pub(super) fn kind_of_sheet_name(name: &str) -> Option<TableKind> {
    const NAMES: [(&str, TableKind); 12] = [
        ("depense", TableKind::Expenses),
        ("prestation", TableKind::Expenses),
        ("investissement", TableKind::Expenses),
        ("fonctionnement", TableKind::Expenses),
        ("personnel", TableKind::Staff),
        ("salaire", TableKind::Staff),
        ("temps passe", TableKind::Staff),
        ("ressource", TableKind::Resources),
        ("financement", TableKind::Resources),
        ("recette", TableKind::Resources),
        ("cofinanc", TableKind::Resources),
        ("indicateur", TableKind::Indicators),
    ];
    let name = plain(name);
    NAMES.iter().find(|(part, _)| name.contains(part)).map(|(_, kind)| *kind)
}

/// True for sheets that repeat what others state, or explain: read only when nothing else holds the table.
pub(super) fn is_summary_sheet(name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "synthese",
        "recap",
        "consigne",
        "notice",
        "mode d emploi",
        "lisez",
        "exemple",
        "liste",
        "parametre",
        "nomenclature",
    ];
    let name = plain(name);
    NAMES.iter().any(|part| name.starts_with(part))
}
