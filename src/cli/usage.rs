//! Help, version and misuse of the command line, in French.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Status, Streams};
use crate::model::text::french_spacing;
use crate::report::style::printable;

/// Answer what clap could not turn into arguments.
pub fn answer(error: &clap::Error, streams: &mut Streams<'_>) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = french(&error.render().to_string());
            if write!(streams.out, "{text}").is_ok() { Status::Clean } else { Status::Failure }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(streams.err, "{}", french(&error.render().to_string()));
            Status::Failure
        }
        kind => {
            let message = french_spacing(&printable(&sentence(error, kind)));
            let _ = writeln!(
                streams.err,
                "dossier\u{202f}: {message}\nEssayez «\u{202f}dossier --help\u{202f}»."
            );
            Status::Failure
        }
    }
}

/// The few words that clap writes itself.
pub(super) fn french(help: &str) -> String {
    let mut text = help.replace("[aliases:", "[aussi :").replace("[alias:", "[aussi :");
    for heading in ["Exemples", "Commandes", "Options", "Arguments"] {
        text = text.replace(&format!("{heading}:\n"), &format!("{heading} :\n"));
    }
    french_spacing(&text)
}

fn sentence(error: &clap::Error, kind: ErrorKind) -> String {
    let context = |wanted: ContextKind| match error.get(wanted) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let suggestion = context(ContextKind::SuggestedArg)
        + &context(ContextKind::SuggestedSubcommand)
        + &context(ContextKind::SuggestedValue);
    let hint = if suggestion.is_empty() {
        String::new()
    } else {
        format!(" (vouliez-vous dire « {suggestion} » ?)")
    };
    match kind {
        ErrorKind::UnknownArgument => format!("l’option « {argument} » n’existe pas{hint}"),
        ErrorKind::InvalidSubcommand => {
            format!("la commande « {} » n’existe pas{hint}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            if value.is_empty() {
                return format!("il manque une valeur à {argument}");
            }
            let known = context(ContextKind::ValidValue);
            let expected =
                if known.is_empty() { String::new() } else { format!(" ; valeurs attendues : {known}") };
            format!("« {value} » ne convient pas à {argument}{hint}{expected}")
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("l’option « {argument} » est donnée deux fois ou ne va pas avec une autre")
        }
        _ => "la ligne de commande n’est pas comprise".to_owned(),
    }
}
