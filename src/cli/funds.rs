//! `dossier funds`: what is known of each fund, with sources and status.

use super::arguments::FundsArguments;
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::model::text::french_spacing;

/// Run the command.
pub fn run(arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.templates.as_deref())?;
    let Some(id) = &arguments.id else {
        for id in definitions.fund_ids() {
            let fund = definitions.fund(id)?.fund;
            writeln!(streams.out, "{id:<18} {}", french_spacing(&fund.identity.title))?;
        }
        return Ok(Status::Clean);
    };
    let fund = definitions.fund(id)?.fund;
    let style = streams.style;
    let mut line = |text: String| writeln!(streams.out, "{}", french_spacing(&text));
    line(style.strong(&format!("{} – {}", fund.identity.id, fund.identity.title)))?;
    line(format!("  Autorité : {}", fund.identity.authority))?;
    if let Some(programme) = &fund.identity.programme {
        line(format!("  Programme : {programme}"))?;
    }
    line(format!("  Arrondi : {}", fund.identity.rounding.sentence()))?;
    line(style.strong("\nParamètres"))?;
    for (name, parameter) in &fund.parameters {
        let value = parameter.value.as_deref().unwrap_or("–");
        line(format!("  {name} : {value} ({})", parameter.status.label()))?;
        line(format!("      {}", parameter.label))?;
        line(format!("      source : {}", parameter.source))?;
    }
    line(style.strong("\nPostes de dépenses"))?;
    for category in &fund.categories {
        line(format!("  {} ({})", category.label, category.status.label()))?;
    }
    line(style.strong("\nTaux forfaitaires"))?;
    for flat in &fund.flat_rates {
        line(format!(
            "  {} : {}, {} au plus ({}, {})",
            flat.id,
            flat.label,
            flat.ceiling,
            flat.source,
            flat.status.label()
        ))?;
    }
    line(style.strong("\nPièces attendues"))?;
    for piece in &fund.attachments {
        let need = if piece.mandatory { "obligatoire" } else { "selon le cas" };
        line(format!("  {} : {} ({need}, {})", piece.kind, piece.label, piece.status.label()))?;
    }
    line(style.strong("\nDocuments produits"))?;
    for document in &fund.documents {
        line(format!("  {} : {}", document.file, document.title))?;
    }
    Ok(Status::Clean)
}
