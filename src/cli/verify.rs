//! `dossier verify`: whether packs are what was written, and whether the program obtains them again.

use super::arguments::{Format, RulesOf, VerifyArguments};
use super::check::at_hand;
use super::status::Failure;
use super::{Status, Streams};
use crate::pack::signature::PublicKey;
use crate::pack::verify::{Means, Standing, Verdict, verify};
use crate::report::{json, verdict};

/// Run the command: 0 when all that was asked holds, 1 when something differs, 2 when something could not be checked.
pub fn run(arguments: &VerifyArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = at_hand(&arguments.overrides)?;
    let reader = streams.reader();
    let key = arguments.key.as_deref().map(PublicKey::given).transpose();
    let key = key.map_err(|error| Failure::Request(error.to_string()))?;
    let means = Means {
        definitions: &definitions,
        rebuilds: arguments.rebuild || arguments.project.is_some() || arguments.rules == RulesOf::Pack,
        own_rules: arguments.rules == RulesOf::Pack,
        project: arguments.project.as_deref(),
        reader: &reader,
        key: key.as_deref(),
    };
    let verdicts: Vec<Verdict> = arguments.paths.iter().flat_map(|path| verify(path, &means)).collect();
    match arguments.format {
        Format::Json => json::write_value(streams.out, &verdict::document(&verdicts))?,
        Format::Texte => verdict::write(streams.out, &verdicts, streams.style)?,
    }
    let standings = || verdicts.iter().map(Verdict::standing);
    Ok(if standings().any(|standing| standing == Standing::Differs) {
        Status::Findings
    } else if standings().any(|standing| standing == Standing::Unknown) {
        Status::Failure
    } else {
        Status::Clean
    })
}
