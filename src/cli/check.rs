//! `dossier check`: controls projects, writes nothing. A project that fails does not silence the others.

use std::path::{Path, PathBuf};

use super::arguments::{CheckArguments, CheckFormat, Overrides, Selection};
use super::status::Failure;
use super::{Status, Streams, locks};
use jiff::civil::Date;

use crate::model::french::counted;
use crate::model::staffing::{Sibling, Siblings};
use crate::prepare::{Choices, Prepared, prepare, sibling};
use crate::report::account::Account;
use crate::report::annotated::{AnnotateError, Annotated};
use crate::report::json::ProjectForm;
use crate::report::text::Detail;
use crate::report::{annotated, concise, json, sarif, text, understanding};
use crate::rules::Definitions;
use crate::rules::definitions::AtHand;
use crate::source::ProjectFolder;
use crate::source::folder::{PROJECT_FILE, holding};
use crate::source::project_file::nearest;
use crate::source::workbook::EXTENSIONS;

/// Run the command.
pub fn run(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.selection.overrides)?;
    let paths = project_paths(&arguments.selection)?;
    let people = People::read(&paths, &definitions, &arguments.selection, streams);
    let mut status = Status::Clean;
    let mut documents = Vec::new();
    let mut sarif = sarif::Run::default();
    for (rank, path) in paths.iter().enumerate() {
        let shown = path.display().to_string();
        // One project alone needs no name: the reader has just given it.
        let named = (paths.len() > 1).then_some(shown.as_str());
        match prepare_among(path, &definitions, &arguments.selection, people.beside(rank), streams) {
            Ok(prepared) => {
                status = status.max(if prepared.is_blocked() { Status::Findings } else { Status::Clean });
                if arguments.annotate && !annotated(&prepared, streams)? {
                    status = Status::Failure;
                }
                match arguments.format {
                    CheckFormat::Json => documents.push(json::project(&prepared, &shown)),
                    CheckFormat::Sarif => sarif.project(&prepared, &shown),
                    CheckFormat::Concis => concisely(&prepared, named, streams)?,
                    CheckFormat::Texte => {
                        if rank > 0 {
                            writeln!(streams.out)?;
                        }
                        at_length(&prepared, named, arguments, streams)?;
                    }
                }
            }
            Err(failure) => {
                status = Status::Failure;
                match arguments.format {
                    CheckFormat::Json => {
                        documents.push(ProjectForm::Failed { path: shown, error: failure.form() });
                    }
                    CheckFormat::Sarif => sarif.failure(&shown, &failure.form()),
                    CheckFormat::Texte | CheckFormat::Concis => tell_failure(named, &failure, streams)?,
                }
            }
        }
    }
    match arguments.format {
        CheckFormat::Json => json::write(streams.out, documents)?,
        CheckFormat::Sarif => sarif.write(streams.out)?,
        CheckFormat::Texte | CheckFormat::Concis => {}
    }
    Ok(status)
}

fn at_length(
    prepared: &Prepared,
    named: Option<&str>,
    arguments: &CheckArguments,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let detail = if arguments.detail { Detail::Everything } else { Detail::Findings };
    let look = streams.look();
    text::write(streams.out, prepared, named, detail, look)?;
    if arguments.show_reading {
        understanding::write(streams.out, &prepared.reading, streams.style)?;
    }
    Ok(())
}

/// Writes the annotated copy of a project's workbook beside it; false, and said, when it cannot be.
fn annotated(prepared: &Prepared, streams: &mut Streams<'_>) -> Result<bool, Failure> {
    let name = annotated::name(&prepared.folder.budget.name);
    tell_copy(annotated::annotate(prepared), &prepared.folder.root.join(&name), streams)
}

/// Writes an annotated copy where it goes, and says what it marks; false, and said, when it cannot be.
pub(super) fn tell_copy(
    copy: Result<Annotated, AnnotateError>,
    place: &Path,
    streams: &mut Streams<'_>,
) -> Result<bool, Failure> {
    let written = copy.map_err(|error| error.to_string()).and_then(|copy| {
        annotated::put(place, &copy.bytes).map(|()| copy).map_err(|error| error.to_string())
    });
    match written {
        Ok(copy) => {
            let causes = counted(copy.causes, "cellule à corriger", "cellules à corriger");
            let others = counted(copy.consequences, "qui en découle", "qui en découlent");
            streams.tell(&format!("{} : {causes}, {others}", place.display()))?;
            Ok(true)
        }
        Err(message) => {
            streams.tell(&message)?;
            Ok(false)
        }
    }
}

fn concisely(prepared: &Prepared, named: Option<&str>, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let more = concise::write(streams.out, &Account::of_project(prepared), named)?;
    if more > 0 {
        let name = &prepared.folder.name;
        streams.tell(&format!("{name} : et {}", counted(more, "autre constat", "autres constats")))?;
    }
    Ok(())
}

/// Say why a project could not be read or built, with its path when there are several.
pub(super) fn tell_failure(
    named: Option<&str>,
    failure: &Failure,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let cause = failure.to_string();
    match named {
        Some(path) if !cause.starts_with(path) => streams.tell(&format!("{path} : {cause}"))?,
        _ => streams.tell(&cause)?,
    }
    Ok(())
}

/// The definitions the user wants.
pub fn definitions(overrides: &Overrides) -> Result<Definitions, Failure> {
    Ok(match &overrides.templates {
        Some(folder) => Definitions::with_overrides(folder)?,
        None => Definitions::embedded(),
    })
}

/// The same, but the program's own are not read before one of them is asked.
pub fn at_hand(overrides: &Overrides) -> Result<AtHand, Failure> {
    let given = overrides.templates.as_deref().map(Definitions::with_overrides).transpose()?;
    Ok(AtHand::new(Box::new(|| given.unwrap_or_else(Definitions::embedded))))
}

/// The projects asked for; the current folder when it is one and none is named.
fn project_paths(selection: &Selection) -> Result<Vec<PathBuf>, Failure> {
    if !selection.projects.is_empty() {
        return Ok(selection.projects.clone());
    }
    let here = PathBuf::from(".");
    if here.join(PROJECT_FILE).is_file() {
        Ok(vec![here])
    } else {
        Err(Failure::Request(
            "aucun projet donné, et le dossier courant ne contient pas de projet.toml ; exemple : dossier check budgets/mon-projet".to_owned(),
        ))
    }
}

/// Run a command on each project in turn, with the name to give it when there are several. One that fails is told, and
/// does not keep the others from being done; nobody reads on when the pipe is closed.
pub fn each_project(
    selection: &Selection,
    streams: &mut Streams<'_>,
    mut one: impl FnMut(&Path, Option<&str>, &mut Streams<'_>) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let paths = project_paths(selection)?;
    let mut status = Status::Clean;
    for path in &paths {
        let shown = path.display().to_string();
        // One project alone needs no name: the reader has just given it.
        let named = (paths.len() > 1).then_some(shown.as_str());
        match one(path, named, streams) {
            Ok(of_project) => status = status.max(of_project),
            Err(failure) => {
                status = Status::Failure;
                tell_failure(named, &failure, streams)?;
            }
        }
    }
    Ok(status)
}

/// The staff of the projects checked together.
struct People(Vec<(PathBuf, Result<Sibling, String>)>);

impl People {
    /// Reads them when there are several; one that fails is told in its turn.
    fn read(
        paths: &[PathBuf],
        definitions: &Definitions,
        selection: &Selection,
        streams: &Streams<'_>,
    ) -> Self {
        if paths.len() < 2 {
            return Self(Vec::new());
        }
        let one = |path: &PathBuf| {
            let folder = folder(path, streams).map_err(|_| ());
            let read =
                folder.and_then(|folder| sibling(&folder, definitions, selection.date).map_err(|_| ()));
            // The same folder, however it is written, is one project.
            let place = path.canonicalize().unwrap_or_else(|_| path.clone());
            (place, read.map_err(|()| path.display().to_string()))
        };
        Self(paths.iter().map(one).collect())
    }

    /// What is beside the project of a rank, whatever the order of the arguments.
    fn beside(&self, rank: usize) -> Option<Siblings> {
        let (own, _) = self.0.get(rank)?;
        let mut beside: Vec<_> = self.0.iter().filter(|(place, _)| place != own).collect();
        beside.sort_by(|(one, _), (other, _)| one.cmp(other));
        beside.dedup_by(|(one, _), (other, _)| one == other);
        let mut siblings = Siblings::default();
        for (_, project) in beside {
            match project {
                Ok(project) => siblings.read.push(project.clone()),
                Err(path) => siblings.unread.push(path.clone()),
            }
        }
        Some(siblings)
    }
}

/// Read, compute and check one project.
pub fn prepare_project(
    path: &Path,
    definitions: &Definitions,
    selection: &Selection,
    streams: &mut Streams<'_>,
) -> Result<Prepared, Failure> {
    prepare_among(path, definitions, selection, None, streams)
}

/// Read, compute and check one project for one fund, asked or not.
pub fn prepare_for(
    path: &Path,
    definitions: &Definitions,
    fund: &str,
    date: Option<Date>,
    streams: &mut Streams<'_>,
) -> Result<Prepared, Failure> {
    let choices = Choices { funds: vec![fund.to_owned()], date, siblings: None };
    Ok(prepare(folder(path, streams)?, definitions, &choices)?)
}

/// The same, among the projects of the run.
fn prepare_among(
    path: &Path,
    definitions: &Definitions,
    selection: &Selection,
    siblings: Option<Siblings>,
    streams: &mut Streams<'_>,
) -> Result<Prepared, Failure> {
    let choices = Choices { funds: selection.kept.funds.clone(), date: selection.date, siblings };
    let folder = folder(path, streams)?;
    if let Some(open) = locks::of_project(&folder) {
        streams.tell(&open)?;
    }
    Ok(prepare(folder, definitions, &choices)?)
}

/// What to give instead of a path that is no project: the folder of a file, or the folder of nearest name.
fn misnamed(path: &Path) -> Option<Failure> {
    let shown = path.display();
    if path.is_file() {
        let folder = holding(path);
        let is_project = folder.join(PROJECT_FILE).is_file();
        let is_workbook = path
            .extension()
            .is_some_and(|one| EXTENSIONS.contains(&one.to_string_lossy().to_lowercase().as_str()));
        let instead = match (is_project, is_workbook) {
            (true, _) => format!("donnez le dossier du projet : {}", folder.display()),
            (false, true) => format!(
                "commencez un projet depuis ce classeur : dossier init mon-projet --depuis \"{shown}\""
            ),
            (false, false) => "donnez le dossier d’un projet, celui qui contient projet.toml".to_owned(),
        };
        return Some(Failure::Request(format!(
            "{shown} : c’est un fichier, un dossier de projet était attendu ; {instead}"
        )));
    }
    if path.exists() {
        return None;
    }
    let name = path.file_name()?.to_string_lossy().into_owned();
    let entries = std::fs::read_dir(holding(path)).ok()?.flatten();
    let projects = entries.filter(|entry| entry.path().join(PROJECT_FILE).is_file());
    let names: Vec<String> = projects.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let near = nearest(&name, names.iter().map(String::as_str))?;
    Some(Failure::Request(format!(
        "{shown} : dossier introuvable (vouliez-vous dire « {} » ?)",
        path.with_file_name(near).display()
    )))
}

/// The files of a project, with where they are read.
fn folder(path: &Path, streams: &Streams<'_>) -> Result<ProjectFolder, Failure> {
    let mut folder =
        ProjectFolder::read(path).map_err(|error| misnamed(path).unwrap_or_else(|| error.into()))?;
    folder.reader = streams.reader();
    Ok(folder)
}
