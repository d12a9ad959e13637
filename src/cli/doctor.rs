//! `dossier doctor`: whether this machine and this program can do the work, one answer a line, before the night of the
//! deadline.

use std::path::{Path, PathBuf};

use super::arguments::DoctorArguments;
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::intake::guided;
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::pack::Press;
use crate::report::style::printable;
use crate::rules::Definitions;
use crate::source::child::Reader;
use crate::source::folder::PROJECT_FILE;
use crate::source::workbook::{read_workbook, read_workbook_apart};
use crate::source::{ProjectFolder, lock};

/// What one look gave: what is said of it, or what is wrong and how to mend it.
type Answer = Result<String, String>;

/// Run the command.
pub fn run(arguments: &DoctorArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let mut answers: Vec<(&str, Answer)> =
        vec![("Programme", Ok(format!("dossier {} ({system})", env!("CARGO_PKG_VERSION"))))];
    match definitions(&arguments.overrides) {
        Ok(definitions) => {
            answers.push(("Fonds", funds(&definitions)));
            let press = Press::new(&definitions).map(|_| "thème, polices et modèles lus".to_owned());
            answers.push(("Mise en page", press.map_err(|error| error.to_string())));
            answers.push(("Classeurs", workbooks(&definitions, &streams.reader())));
        }
        Err(failure) => answers.push(("Fonds", Err(failure.to_string()))),
    }
    let out = &arguments.out;
    answers.push(("Écriture", writable(out)));
    if let Some(folder) = project(arguments) {
        answers.push(("Projet", of_project(&folder)));
    }
    let mut status = Status::Clean;
    for (name, answer) in answers {
        let line = match &answer {
            Ok(said) => format!("✓ {name:<13} {said}"),
            Err(why) => {
                status = Status::Failure;
                format!("✗ {name:<13} {why}")
            }
        };
        let line = french_spacing(&printable(&line));
        let shown = if answer.is_ok() { line } else { streams.style.error(&line) };
        writeln!(streams.out, "{shown}")?;
    }
    Ok(status)
}

fn funds(definitions: &Definitions) -> Answer {
    let ids = definitions.fund_ids();
    for id in &ids {
        definitions.fund(id, None).map_err(|error| error.to_string())?;
    }
    definitions.texts().map_err(|error| error.to_string())?;
    Ok(format!("{} : {}", counted(ids.len(), "définition lue", "définitions lues"), ids.join(", ")))
}

/// Writes a workbook and reads it again, in this process and in a child.
fn workbooks(definitions: &Definitions, reader: &Reader) -> Answer {
    let funds: Result<Vec<_>, _> =
        definitions.fund_ids().iter().map(|id| definitions.fund(id, None)).collect();
    let funds = funds.map_err(|error| error.to_string())?;
    let bytes = guided::workbook(&funds).map_err(|error| error.to_string())?;
    let here = read_workbook("essai.xlsx", &bytes).map_err(|error| error.to_string())?;
    let sheets = counted(here.sheets.len(), "feuille écrite et relue", "feuilles écrites et relues");
    if matches!(reader, Reader::InProcess) {
        return Ok(sheets);
    }
    let apart = read_workbook_apart(reader, "essai.xlsx", &bytes).map_err(|error| {
        format!("{error} ; les classeurs .xls et .xlsb ne pourront pas être lus sur cette machine : enregistrez-les en .xlsx")
    })?;
    if apart.sheets.len() == here.sheets.len() {
        Ok(format!("{sheets}, et lues dans un processus à part"))
    } else {
        Err("le lecteur à part n’a pas lu le même classeur".to_owned())
    }
}

/// True files in the folder of packs, or in the one that will hold it.
fn writable(out: &Path) -> Answer {
    let place: PathBuf =
        out.ancestors().find(|folder| folder.is_dir()).map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let shown = place.display();
    let file = tempfile::Builder::new().prefix(".dossier-").tempfile_in(&place);
    match file {
        Ok(_) => Ok(format!("{shown} accepte des fichiers")),
        Err(error) => Err(format!(
            "{shown} n’accepte pas de fichier ({}) ; donnez un autre dossier par --out",
            crate::source::error::french_io(&error)
        )),
    }
}

/// The project named, or the current folder when it is one.
fn project(arguments: &DoctorArguments) -> Option<PathBuf> {
    let here = PathBuf::from(".");
    arguments.project.clone().or_else(|| here.join(PROJECT_FILE).is_file().then_some(here))
}

fn of_project(root: &Path) -> Answer {
    let folder = ProjectFolder::read(root).map_err(|error| error.to_string())?;
    let budget = &folder.budget.name;
    if let Some(lock) = lock::holder(root, budget) {
        return Err(super::locks::sentence(budget, &lock));
    }
    let pieces = counted(folder.attachments.len(), "pièce trouvée", "pièces trouvées");
    Ok(format!("{} : {budget}, {pieces} sur {}", folder.name, folder.project.attachments.len()))
}
