//! `dossier funds ID --verifier`: a definition and its templates, read without a project.

use crate::cli::arguments::FundsArguments;
use crate::cli::check::definitions;
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::documents::{Parsings, Templates};
use crate::model::french::counted;
use crate::model::fund;
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::rules::careful::remarks;

/// Verify a fund: what cannot be read is a failure, what a careful reader remarks is told, and blocks nothing.
pub fn run(id: &str, arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let folder = definitions.fund(id, arguments.date)?;
    let parsings = Parsings::shared(&definitions)?;
    Templates::load(&folder, &parsings).map_err(|error| Failure::Request(error.to_string()))?;
    let fund = &folder.fund;
    let text = String::from_utf8_lossy(&folder.definition);
    let remarks = remarks(fund, &text);
    let with = |status: fund::Status| {
        fund.parameters.values().filter(|one| one.values.iter().any(|value| value.status == status)).count()
    };
    let lines = [
        folder.path.clone(),
        format!(
            "  {} ({} à obtenir, {} à confirmer), {}, {}",
            counted(fund.parameters.len(), "paramètre", "paramètres"),
            with(fund::Status::Vide),
            with(fund::Status::AConfirmer),
            counted(fund.categories.len(), "poste", "postes"),
            counted(fund.natures.len(), "nature de ressource", "natures de ressources"),
        ),
        format!(
            "  {}, {}, {}, {}",
            counted(fund.attachments.len(), "pièce attendue", "pièces attendues"),
            counted(fund.form.len(), "champ de formulaire", "champs de formulaire"),
            counted(fund.conditions.len(), "condition", "conditions"),
            counted(fund.documents.len(), "document", "documents"),
        ),
    ];
    for line in lines {
        writeln!(streams.out, "{}", french_spacing(&printable(&line)))?;
    }
    for remark in &remarks {
        let line = remark.line.map_or_else(String::new, |line| format!("ligne {line} : "));
        writeln!(streams.out, "  · {}", french_spacing(&printable(&format!("{line}{}", remark.text))))?;
    }
    let verdict = "La définition et ses modèles se lisent";
    if remarks.is_empty() {
        writeln!(streams.out, "{verdict}.")?;
        return Ok(Status::Clean);
    }
    let count = counted(remarks.len(), "remarque", "remarques");
    writeln!(streams.out, "{}", french_spacing(&format!("{verdict} ; {count}.")))?;
    Ok(Status::Clean)
}
