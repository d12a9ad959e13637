//! `dossier funds ID`: what is known of a fund, with sources and status.

use crate::cli::arguments::FundsArguments;
use crate::cli::check::definitions;
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::model::Fund;
use crate::model::french::{french_date, french_number, french_size};
use crate::model::fund::{self, DatedValue, DayThatCounts, ParameterUnit, Validity};
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::rules::texts::LegalText;
use crate::rules::{RuleValue, Texts};
use crate::source::amount::{parse_amount, parse_number};
use jiff::civil::Date;

/// Run the command.
pub fn run(arguments: &FundsArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let Some(id) = &arguments.id else {
        for id in definitions.fund_ids() {
            let fund = definitions.fund(id, arguments.date)?.fund;
            writeln!(
                streams.out,
                "{:<18} {}",
                printable(id),
                french_spacing(&printable(&fund.identity.title))
            )?;
        }
        return Ok(Status::Clean);
    };
    let fund = definitions.fund(id, arguments.date)?.fund;
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
    for (is_heading, text) in parameters(&fund, arguments.date) {
        say(is_heading, text)?;
    }
    for (is_heading, text) in texts(&definitions.texts()?, &fund, arguments.date) {
        say(is_heading, text)?;
    }
    say(true, "Postes de dépenses".to_owned())?;
    for category in &fund.categories {
        say(false, format!("  {} ({})", category.label, category.status.label()))?;
    }
    if !fund.flat_rates.is_empty() {
        say(true, "Taux forfaitaires".to_owned())?;
    }
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
    if !fund.form.is_empty() {
        say(true, "Champs du formulaire (projet.toml, [fonds.<fonds>.champs])".to_owned())?;
    }
    for field in &fund.form {
        let need = if field.mandatory { "obligatoire" } else { "facultatif" };
        say(false, format!("  {} – {} ({}, {need})", field.id, field.label, field.kind.expected()))?;
        for option in &field.options {
            say(false, format!("      {option}"))?;
        }
    }
    if !fund.conditions.is_empty() {
        say(true, "Conditions".to_owned())?;
    }
    for condition in &fund.conditions {
        say(
            false,
            format!(
                "  {} – attendu : {} ({})",
                condition.label,
                condition.expected(),
                condition.status.label()
            ),
        )?;
        say(false, format!("      source : {}", condition.source))?;
    }
    say(true, "Documents produits".to_owned())?;
    for document in &fund.documents {
        say(false, format!("  {} : {}", document.file, document.title))?;
    }
    Ok(Status::Clean)
}

/// Each value with its days, its source and how sure it is; on a day, those that hold on it and what is still lacking.
fn parameters(fund: &Fund, day: Option<Date>) -> Vec<(bool, String)> {
    let mut lines = vec![(
        true,
        day.map_or_else(|| "Paramètres".to_owned(), |day| format!("Paramètres le {}", french_date(day))),
    )];
    let mut lacking = Vec::new();
    for (name, parameter) in &fund.parameters {
        let counts = match parameter.counts {
            DayThatCounts::DateEffet => String::new(),
            other => format!(" ; compte {}", other.french()),
        };
        let holds = |value: &&DatedValue| day.is_none_or(|day| value.validity().holds_on(day));
        let values: Vec<&DatedValue> = parameter.values.iter().filter(holds).collect();
        if values.iter().all(|value| value.status == fund::Status::Vide) {
            lacking.push((name, parameter, values));
            continue;
        }
        lines.push((false, format!("  {name} – {}{counts}", parameter.label)));
        for value in values {
            let shown =
                value.value.as_deref().map_or_else(|| "–".to_owned(), |typed| shown(parameter.unit, typed));
            let days = match value.validity() {
                Validity::ALWAYS => String::new(),
                days => format!(", {days}"),
            };
            let seen = value.seen_on.map(|day| format!(", lu le {}", french_date(day))).unwrap_or_default();
            lines.push((false, format!("      {shown}{days} ({}{seen})", value.status.label())));
            lines.push((false, format!("      source : {}", value.source)));
        }
    }
    if !lacking.is_empty() {
        lines.push((true, "À renseigner".to_owned()));
    }
    for (name, parameter, values) in lacking {
        lines.push((false, format!("  {name} – {}", parameter.label)));
        let source = values.first().map_or_else(
            || {
                let days: Vec<String> =
                    parameter.values.iter().map(|value| value.validity().to_string()).collect();
                format!("aucune valeur ce jour-là : celles de la définition tiennent {}", days.join(" ; "))
            },
            |value| value.source.clone(),
        );
        lines.push((false, format!("      {source}")));
    }
    lines
}

/// The texts that the fund cites and whose days are known.
fn texts(texts: &Texts, fund: &Fund, day: Option<Date>) -> Vec<(bool, String)> {
    let cited = |text: &&LegalText| fund.citations(day).any(|sentence| text.is_cited_in(sentence));
    let mut lines: Vec<(bool, String)> = texts
        .iter()
        .filter(cited)
        .map(|text| {
            let out = day.is_some_and(|day| !text.validity().holds_on(day));
            let out = if out { " – PAS EN VIGUEUR CE JOUR-LÀ" } else { "" };
            (false, format!("  {} : {} ({}){out}", text.title, text.validity(), text.status.label()))
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(0, (true, "Textes cités dont les jours sont connus".to_owned()));
    }
    lines
}

/// A value as an officer reads it: the definition writes it for the program. One that cannot be read is shown as typed.
pub(super) fn shown(unit: ParameterUnit, typed: &str) -> String {
    let number = || parse_number(typed).ok();
    let read = match unit {
        ParameterUnit::Montant => parse_amount(typed).ok().map(|read| read.money.to_string()),
        ParameterUnit::MontantEn(currency) => {
            RuleValue::read(typed, unit).and_then(RuleValue::foreign).map(|amount| amount.french(currency))
        }
        ParameterUnit::Date => typed.parse::<Date>().ok().map(french_date),
        ParameterUnit::Octets => number().map(french_size),
        ParameterUnit::Heures => number().map(|hours| format!("{}\u{a0}h", french_number(hours))),
        ParameterUnit::Annees => number().map(|years| format!("{}\u{a0}ans", french_number(years))),
        ParameterUnit::Jours => number().map(|days| format!("{}\u{a0}jours", french_number(days))),
        ParameterUnit::Nombre => number().map(french_number),
        ParameterUnit::Taux | ParameterUnit::Texte | ParameterUnit::Formats => None,
    };
    read.unwrap_or_else(|| typed.to_owned())
}
