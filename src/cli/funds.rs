//! `dossier funds`: what is known of each fund, with sources and status.

use super::arguments::FundsArguments;
use super::check::definitions;
use super::status::Failure;
use super::{Status, Streams};
use crate::model::text::french_spacing;
use crate::report::style::printable;

/// Run the command.
pub fn run(arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(arguments.templates.as_deref())?;
    let Some(id) = &arguments.id else {
        for id in definitions.fund_ids() {
            let fund = definitions.fund(id)?.fund;
            writeln!(
                streams.out,
                "{:<18} {}",
                printable(id),
                french_spacing(&printable(&fund.identity.title))
            )?;
        }
        return Ok(Status::Clean);
    };
    let fund = definitions.fund(id)?.fund;
    let style = streams.style;
    let title = format!("{} – {}", fund.identity.id, fund.identity.title);
    writeln!(streams.out, "{}", style.strong(&french_spacing(&printable(&title))))?;
    let mut say = |is_heading: bool, text: String| {
        let text = french_spacing(&printable(&text));
        if is_heading {
            writeln!(streams.out, "\n{}", style.strong(&text))
        } else {
            writeln!(streams.out, "{text}")
        }
    };
    say(false, format!("  Autorité : {}", fund.identity.authority))?;
    if let Some(programme) = &fund.identity.programme {
        say(false, format!("  Programme : {programme}"))?;
    }
    say(false, format!("  Arrondi : {}", fund.identity.rounding.sentence()))?;
    say(true, "Paramètres".to_owned())?;
    for (name, parameter) in &fund.parameters {
        let value = parameter.value.as_deref().unwrap_or("–");
        say(false, format!("  {name} : {value} ({})", parameter.status.label()))?;
        say(false, format!("      {}", parameter.label))?;
        say(false, format!("      source : {}", parameter.source))?;
    }
    say(true, "Postes de dépenses".to_owned())?;
    for category in &fund.categories {
        say(false, format!("  {} ({})", category.label, category.status.label()))?;
    }
    say(true, "Taux forfaitaires".to_owned())?;
    for flat in &fund.flat_rates {
        say(
            false,
            format!(
                "  {} : {}, {} au plus ({}, {})",
                flat.id,
                flat.label,
                flat.ceiling,
                flat.source,
                flat.status.label()
            ),
        )?;
    }
    say(true, "Pièces attendues".to_owned())?;
    for piece in &fund.attachments {
        let need = if piece.mandatory { "obligatoire" } else { "selon le cas" };
        say(false, format!("  {} : {} ({need}, {})", piece.kind, piece.label, piece.status.label()))?;
    }
    say(true, "Documents produits".to_owned())?;
    for document in &fund.documents {
        say(false, format!("  {} : {}", document.file, document.title))?;
    }
    Ok(Status::Clean)
}
