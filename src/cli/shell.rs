//! `dossier completions` and `dossier manuel`: what a shell and `man` know of the command line, from its very definition.

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::{Arguments, CompletionsArguments, SchemaOf};
use super::status::Failure;
use super::usage::french;
use super::{Status, Streams};
use crate::pack::schema;
use crate::report::json::write_value;
use crate::report::workbook::json as audit;

/// Write the completions of a shell.
pub fn completions(arguments: &CompletionsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let whole = Arguments::command();
    // Without the commands that the program gives itself.
    let visible = whole.get_subcommands().filter(|one| !one.is_hide_set()).cloned();
    let mut command = Command::new("dossier")
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments().cloned())
        .subcommands(visible)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true);
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "dossier", &mut text);
    streams.out.write_all(&text)?;
    Ok(Status::Clean)
}

/// The titles of a manual page, and their French names.
const TITLES: [(&str, &str); 7] = [
    (".SH NAME", ".SH NOM"),
    (".SH SYNOPSIS", ".SH SYNOPSIS"),
    (".SH DESCRIPTION", ".SH DESCRIPTION"),
    (".SH OPTIONS", ".SH OPTIONS"),
    (".SH ARGUMENTS", ".SS Arguments"),
    (".SH EXTRA", ".SH \"ÉTATS DE SORTIE\""),
    (".SH VERSION", ".SH VERSION"),
];

/// Write the manual page: one page, each command a section of it.
pub fn manual(streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let mut command = Arguments::command();
    command.build();
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        let name = one.get_name().to_owned();
        let mut section = Vec::new();
        let of_command = Man::new(one.clone());
        of_command.render_description_section(&mut section)?;
        of_command.render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section).replace(".SH DESCRIPTION\n", "");
        text.extend(format!(".SH \"dossier {name}\"\n").bytes());
        text.extend(section.replace(".SH OPTIONS\n", ".SS Options\n").bytes());
    }
    page.render_extra_section(&mut text)?;
    page.render_version_section(&mut text)?;
    // Each part begins as if it were a page of its own.
    let is_prelude = |line: &str| line.starts_with(".ie \\n(.g") || line.starts_with(".el .ds Aq");
    for (rank, line) in String::from_utf8_lossy(&text).lines().enumerate() {
        if rank > 1 && is_prelude(line) {
            continue;
        }
        let title = TITLES.iter().find(|(english, _)| line == *english).map(|(_, french)| *french);
        writeln!(streams.out, "{}", title.map_or_else(|| french(line), str::to_owned))?;
    }
    Ok(Status::Clean)
}

/// Write the JSON Schema of `projet.toml`, or of the manifest.
pub fn schema(of: SchemaOf, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    match of {
        SchemaOf::Projet => write!(streams.out, "{}", crate::intake::schema::text())?,
        SchemaOf::Manifeste => write_value(streams.out, &schema::schema())?,
        SchemaOf::Audit => write_value(streams.out, &audit::schema())?,
    }
    Ok(Status::Clean)
}
