//! `dossier funds --comparer A B`: what changes for a project that asks both.

use std::collections::BTreeMap;

use super::show::shown;
use crate::cli::arguments::FundsArguments;
use crate::cli::check::definitions;
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::findings::limits;
use crate::model::Fund;
use crate::model::french::{counted, french_date};
use crate::model::fund::{self, DatedValue};
use crate::model::text::french_spacing;
use crate::report::beside::beside;
use crate::report::style::printable;

/// A line of the comparison.
struct Row {
    what: String,
    left: String,
    right: String,
}

/// Compare two funds; what they have alike is counted, not shown.
pub fn run(
    left: &str,
    right: &str,
    arguments: &FundsArguments,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    let definitions = definitions(&arguments.overrides)?;
    let day = arguments.date;
    let (left, right) = (definitions.fund(left, day)?.fund, definitions.fund(right, day)?.fund);
    let mut alike = 0;
    let mut told = 0;
    for (title, rows) in [
        ("Le fonds", identity(&left, &right)),
        ("Règles et paramètres", parameters(&left, &right, day)),
        ("Plan de financement", plan(&left, &right)),
        ("Ce qui est demandé", asked(&left, &right)),
        ("Documents du dossier", documents(&left, &right)),
    ] {
        let (same, other): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.left == row.right);
        alike += same.len();
        if other.is_empty() {
            continue;
        }
        told += other.len();
        let heads = [title, left.identity.id.as_str(), right.identity.id.as_str()];
        let clean = |text: &str| french_spacing(&printable(text));
        let cells: Vec<[String; 3]> =
            other.iter().map(|row| [&row.what, &row.left, &row.right].map(|text| clean(text))).collect();
        for (rank, line) in
            beside(heads, &cells, streams.width.unwrap_or(limits::WIDTH)).into_iter().enumerate()
        {
            let line = if rank == 0 { streams.style.strong(&line) } else { line };
            writeln!(streams.out, "{line}")?;
        }
        writeln!(streams.out)?;
    }
    let said = format!(
        "{} ; {} en commun.",
        counted(told, "différence", "différences"),
        counted(alike, "point", "points")
    );
    writeln!(streams.out, "{}", french_spacing(&said))?;
    Ok(Status::Clean)
}

fn row(what: impl Into<String>, left: impl Into<String>, right: impl Into<String>) -> Row {
    Row { what: what.into(), left: left.into(), right: right.into() }
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "oui" } else { "non" }
}

fn identity(left: &Fund, right: &Fund) -> Vec<Row> {
    let both = |what: &str, of: &dyn Fn(&Fund) -> String| row(what, of(left), of(right));
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    vec![
        both("Autorité", &|fund| fund.identity.authority.clone()),
        both("Programme", &|fund| text(&fund.identity.programme)),
        both("Assiette", &|fund| {
            fund.identity.vat_basis.map_or("selon la TVA du demandeur", |basis| basis.label()).to_owned()
        }),
        both("Monnaies", &|fund| {
            let sides = fund.sides.iter().map(|side| format!("{} en {}", side.title, side.currency.french()));
            std::iter::once("plan en euros".to_owned()).chain(sides).collect::<Vec<_>>().join(" ; ")
        }),
        both("Formule d’appel", &|fund| text(&fund.identity.addressee)),
        both("Dernier jour d’une demande", &|fund| {
            fund.identity.closed_on.map_or_else(|| "–".to_owned(), french_date)
        }),
        both("Arrondi", &|fund| fund.identity.rounding.sentence().to_owned()),
        both("Emblème de l’Union", &|fund| yes(fund.identity.shows_union_emblem).to_owned()),
        both("Données de l’annexe XVII", &|fund| {
            fund.identity.records_annex_xvii.map_or("–", yes).to_owned()
        }),
    ]
}

/// Every rule that one of them has, with what it is worth in each.
fn parameters(left: &Fund, right: &Fund, day: Option<jiff::civil::Date>) -> Vec<Row> {
    let names: BTreeMap<&str, &str> = [right, left]
        .into_iter()
        .flat_map(|fund| &fund.parameters)
        .map(|(name, one)| (name.as_str(), one.label.as_str()))
        .collect();
    let worth = |fund: &Fund, name: &str| {
        let Some(parameter) = fund.parameters.get(name) else { return "–".to_owned() };
        let holds = |value: &&DatedValue| day.is_none_or(|day| value.validity().holds_on(day));
        let values: Vec<String> = parameter
            .values
            .iter()
            .filter(holds)
            .map(|value| match (value.status, &value.value) {
                (fund::Status::SansObjet, _) => "sans objet".to_owned(),
                (_, Some(typed)) => {
                    let days = value.validity();
                    let shown = shown(parameter.unit, typed);
                    if days == fund::Validity::ALWAYS { shown } else { format!("{shown}, {days}") }
                }
                (_, None) => "à obtenir".to_owned(),
            })
            .collect();
        if values.is_empty() { "–".to_owned() } else { values.join(" ; ") }
    };
    names.into_iter().map(|(name, label)| row(label, worth(left, name), worth(right, name))).collect()
}

/// Names that both have, or one alone.
fn named<'a>(
    what: &str,
    left: impl Iterator<Item = &'a str>,
    right: impl Iterator<Item = &'a str>,
) -> Vec<Row> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.collect(), right.collect());
    let alone = right.iter().filter(|name| !left.contains(name));
    let all = left.iter().chain(alone);
    let is_in = |names: &[&str], name: &str| yes(names.contains(&name));
    all.map(|name| row(format!("{what} : {name}"), is_in(&left, name), is_in(&right, name))).collect()
}

fn plan(left: &Fund, right: &Fund) -> Vec<Row> {
    let categories = named(
        "Poste",
        left.categories.iter().map(|one| one.label.as_str()),
        right.categories.iter().map(|one| one.label.as_str()),
    );
    let natures = named(
        "Ressource",
        left.natures.iter().map(|one| one.label.as_str()),
        right.natures.iter().map(|one| one.label.as_str()),
    );
    let eligible = left.categories.iter().filter_map(|one| {
        let other = right.categories.iter().find(|other| other.label == one.label)?;
        Some(row(format!("Éligible : {}", one.label), yes(one.eligible), yes(other.eligible)))
    });
    let rates = named(
        "Forfait",
        left.flat_rates.iter().map(|one| one.id.as_str()),
        right.flat_rates.iter().map(|one| one.id.as_str()),
    );
    categories.into_iter().chain(eligible).chain(natures).chain(rates).collect()
}

fn asked(left: &Fund, right: &Fund) -> Vec<Row> {
    let need = |fund: &Fund, kind: &str| {
        let piece = fund.attachments.iter().find(|one| one.kind == kind);
        piece.map_or("–", |one| if one.mandatory { "obligatoire" } else { "selon le cas" })
    };
    let kinds: BTreeMap<&str, &str> = [right, left]
        .into_iter()
        .flat_map(|fund| &fund.attachments)
        .map(|one| (one.kind.as_str(), one.label.as_str()))
        .collect();
    let pieces = kinds
        .into_iter()
        .map(|(kind, label)| row(format!("Pièce : {label}"), need(left, kind), need(right, kind)));
    let counts = [
        row("Champs du formulaire", left.form.len().to_string(), right.form.len().to_string()),
        row("Conditions de l’appel", left.conditions.len().to_string(), right.conditions.len().to_string()),
    ];
    let sections = named(
        "Rubrique",
        left.sections.iter().map(|one| one.title.as_str()),
        right.sections.iter().map(|one| one.title.as_str()),
    );
    pieces.chain(counts).chain(sections).collect()
}

fn documents(left: &Fund, right: &Fund) -> Vec<Row> {
    named(
        "Document",
        left.documents.iter().map(|one| one.title.as_str()),
        right.documents.iter().map(|one| one.title.as_str()),
    )
}
