//! `dossier funds`: what is known of each fund, a new one, one verified, two compared.

mod compare;
mod new;
mod portfolio;
mod show;
mod verify;

use super::arguments::FundsArguments;
use super::status::Failure;
use super::{Status, Streams};

/// Run the command.
pub fn run(arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    if let Some(id) = &arguments.new {
        return new::run(id, arguments, streams);
    }
    if let [left, right] = arguments.compared.as_slice() {
        return compare::run(left, right, arguments, streams);
    }
    match &arguments.id {
        Some(id) if !arguments.portfolio.is_empty() => portfolio::run(id, arguments, streams),
        Some(id) if arguments.verify => verify::run(id, arguments, streams),
        _ => show::run(arguments, streams),
    }
}
