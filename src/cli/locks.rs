//! A workbook that someone holds open is told: what they have not saved is not read.

use crate::model::text::french_spacing;
use crate::source::ProjectFolder;
use crate::source::lock::{Lock, holder};

/// What is said of a workbook that is open elsewhere.
pub(super) fn sentence(workbook: &str, lock: &Lock) -> String {
    let who = lock.who.as_ref().map_or(String::new(), |who| format!(" par « {who} »"));
    let text = format!(
        "{workbook} est ouvert dans {}{who} : ce qui n’y est pas encore enregistré n’est pas lu ; faites enregistrer et fermer le classeur",
        lock.program
    );
    french_spacing(&text)
}

/// The same, for the workbook of a project.
pub(super) fn of_project(folder: &ProjectFolder) -> Option<String> {
    holder(&folder.root, &folder.budget.name).map(|lock| sentence(&folder.budget.name, &lock))
}
