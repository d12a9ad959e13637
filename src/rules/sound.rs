//! What no definition of a fund may hold: names that lead to two things, roles played twice, documents that cannot be
//! written, rules without a source. Each fault has its key, from which its line is found.

use std::collections::BTreeMap;

use super::forms::contradiction;
use super::{RuleValue, unreadable};
use crate::model::Fund;
use crate::model::fund::{CategoryRole, DocumentDefinition, NatureRole, ParameterUnit};
use crate::model::text::normalise;
use crate::source::project_file::nearest;

/// Tabs of the workbooks that no category may take.
const TABS: [&str; 10] = [
    "consignes",
    "synthese",
    "depenses",
    "ressources",
    "equilibre",
    "partenaires",
    "actions",
    "indicateurs",
    "marches",
    "listes",
];

/// A fault: the key of the definition, and why.
type Fault = (String, String);

/// What is wrong with a definition read from the folder of an identifier: the first fault found.
#[must_use]
pub fn unsound(fund: &Fund, id: &str) -> Option<Fault> {
    identity(fund, id)
        .or_else(|| unreadable(fund))
        .or_else(|| categories(fund))
        .or_else(|| natures(fund))
        .or_else(|| lists(fund))
        .or_else(|| sides(fund))
        .or_else(|| documents(fund))
        .or_else(|| contradiction(&fund.form, &fund.conditions))
}

fn fault(key: impl Into<String>, why: impl Into<String>) -> Option<Fault> {
    Some((key.into(), why.into()))
}

fn identity(fund: &Fund, id: &str) -> Option<Fault> {
    let identity = &fund.identity;
    if identity.id != id {
        return fault("fonds.id", format!("« {} », et le dossier s’appelle « {id} »", identity.id));
    }
    for (name, text) in [
        ("intitule", &identity.title),
        ("intitule_court", &identity.short_title),
        ("autorite", &identity.authority),
    ] {
        if text.trim().is_empty() {
            return fault(format!("fonds.{name}"), "ce texte est vide : les documents l’impriment");
        }
    }
    let late = identity.legal_bases.iter().position(|basis| {
        basis.validity.first.zip(basis.validity.last).is_some_and(|(first, last)| last < first)
    })?;
    fault(format!("fonds.bases_legales[{late}]"), "« jusqu_au » vient avant « depuis »")
}

/// The first of some names that an earlier one had: its rank, and the name.
fn twice<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    let mut seen = BTreeMap::new();
    names.into_iter().enumerate().find(|(rank, name)| {
        let first = *seen.entry(normalise(name)).or_insert(*rank);
        first != *rank
    })
}

/// The first name, among labels and aliases, that leads to two entries: the rank of the second, and the name.
fn of_two<'a>(entries: impl Iterator<Item = (&'a String, &'a Vec<String>)>) -> Option<(usize, &'a str)> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    let names = entries
        .enumerate()
        .flat_map(|(rank, (label, alias))| std::iter::once(label).chain(alias).map(move |name| (rank, name)));
    let mut names = names.map(|(rank, name)| (rank, name.as_str()));
    names.find(|(rank, name)| *owners.entry(normalise(name)).or_insert(*rank) != *rank)
}

fn categories(fund: &Fund) -> Option<Fault> {
    let all = &fund.categories;
    if let Some((rank, id)) = twice(all.iter().map(|one| one.id.as_str())) {
        return fault(format!("postes[{rank}].id"), format!("le poste « {id} » est défini deux fois"));
    }
    if let Some((rank, tab)) = twice(all.iter().map(|one| one.tab.as_str())) {
        return fault(format!("postes[{rank}].onglet"), format!("deux postes ont l’onglet « {tab} »"));
    }
    if let Some((rank, name)) = of_two(all.iter().map(|one| (&one.label, &one.alias))) {
        return fault(format!("postes[{rank}]"), format!("« {name} » désigne deux postes"));
    }
    let mut roles: Vec<CategoryRole> = Vec::new();
    for (rank, one) in all.iter().enumerate() {
        let is_single =
            matches!(one.role, CategoryRole::Personnel | CategoryRole::Indirects | CategoryRole::Nature);
        if is_single && roles.contains(&one.role) {
            return fault(
                format!("postes[{rank}].role"),
                "deux postes jouent ce rôle, qu’un seul peut jouer",
            );
        }
        roles.push(one.role);
        let tab = one.tab.as_str();
        let is_long = !(1..=31).contains(&tab.encode_utf16().count());
        let is_quoted = tab.starts_with('\'') || tab.ends_with('\'');
        if is_long || is_quoted || tab.contains(['[', ']', ':', '*', '?', '/', '\\']) {
            return fault(
                format!("postes[{rank}].onglet"),
                format!(
                    "« {tab} » : un onglet d’Excel a de 1 à 31 signes, sans [ ] : * ? / \\, ni apostrophe aux bords"
                ),
            );
        }
        if TABS.contains(&normalise(tab).as_str()) || normalise(tab).starts_with("volet ") {
            return fault(format!("postes[{rank}].onglet"), format!("« {tab} » est un onglet du plan"));
        }
        if one.source.trim().is_empty() {
            return fault(format!("postes[{rank}].source"), "« source » est vide : pas de règle sans source");
        }
    }
    None
}

fn sides(fund: &Fund) -> Option<Fault> {
    let all = &fund.sides;
    if let Some((rank, id)) = twice(all.iter().map(|one| one.id.as_str())) {
        return fault(format!("volets[{rank}].id"), format!("le volet « {id} » est défini deux fois"));
    }
    all.iter().enumerate().find_map(|(rank, side)| {
        let key = |name: &str| format!("volets[{rank}].{name}");
        if side.source.trim().is_empty() {
            return fault(key("source"), "« source » est vide : pas de règle sans source");
        }
        if side.funders.iter().all(|words| words.trim().is_empty()) {
            return fault(
                key("financeurs"),
                "aucun mot : l’aide demandée au volet ne serait jamais reconnue",
            );
        }
        let name = side.yearly_ceiling.as_ref()?;
        let Some(parameter) = fund.parameters.get(name) else {
            let near = nearest(name, fund.parameters.keys().map(String::as_str));
            let near = near.map(|near| format!(" ; vouliez-vous dire « {near} » ?")).unwrap_or_default();
            return fault(key("plafond_annuel"), format!("aucun paramètre « {name} »{near}"));
        };
        let expected = ParameterUnit::MontantEn(side.currency);
        if parameter.unit != expected {
            return fault(
                format!("parametres.{name}"),
                format!(
                    "un plafond du volet « {} » est un montant, avec devise = \"{}\"",
                    side.id, side.currency
                ),
            );
        }
        None
    })
}

fn natures(fund: &Fund) -> Option<Fault> {
    if let Some((rank, id)) = twice(fund.natures.iter().map(|one| one.id.as_str())) {
        return fault(format!("natures[{rank}].id"), format!("la nature « {id} » est définie deux fois"));
    }
    if let Some((rank, name)) = of_two(fund.natures.iter().map(|one| (&one.label, &one.alias))) {
        return fault(format!("natures[{rank}]"), format!("« {name} » désigne deux natures"));
    }
    let mut roles: Vec<NatureRole> = Vec::new();
    for (rank, one) in fund.natures.iter().enumerate() {
        let is_single =
            matches!(one.role, NatureRole::Autofinancement | NatureRole::Recettes | NatureRole::Nature);
        if is_single && roles.contains(&one.role) {
            return fault(
                format!("natures[{rank}].role"),
                "deux natures jouent ce rôle, qu’une seule peut jouer",
            );
        }
        roles.push(one.role);
    }
    if roles.contains(&NatureRole::Autofinancement) {
        return None;
    }
    fault("natures", "aucune n’a le rôle « autofinancement » : ce que paie le demandeur n’a pas de nom")
}

fn lists(fund: &Fund) -> Option<Fault> {
    let repeated = [
        ("forfaits", "id", twice(fund.flat_rates.iter().map(|one| one.id.as_str()))),
        ("exclusions", "libelle", twice(fund.exclusions.iter().map(|one| one.label.as_str()))),
        ("pieces", "type", twice(fund.attachments.iter().map(|one| one.kind.as_str()))),
        ("indicateurs", "code", twice(fund.indicators.iter().map(|one| one.code.as_str()))),
        ("rubriques", "description", twice(fund.sections.iter().map(|one| one.description.as_str()))),
    ];
    for (list, key, found) in repeated {
        if let Some((rank, name)) = found {
            return fault(format!("{list}[{rank}].{key}"), format!("« {name} » est défini deux fois"));
        }
    }
    let sources = (fund.flat_rates.iter().map(|one| &one.source).enumerate().map(|one| ("forfaits", one)))
        .chain(fund.exclusions.iter().map(|one| &one.source).enumerate().map(|one| ("exclusions", one)))
        .chain(fund.attachments.iter().map(|one| &one.source).enumerate().map(|one| ("pieces", one)))
        .chain(fund.sections.iter().map(|one| &one.source).enumerate().map(|one| ("rubriques", one)));
    for (list, (rank, source)) in sources {
        if source.trim().is_empty() {
            return fault(format!("{list}[{rank}].source"), "« source » est vide : pas de règle sans source");
        }
    }
    for (rank, rate) in fund.flat_rates.iter().enumerate() {
        if RuleValue::read(&rate.ceiling, ParameterUnit::Taux).is_none() {
            return fault(
                format!("forfaits[{rank}].taux_max"),
                format!("« {} » n’est pas un taux de 0 % à 100 % ; écrivez « 15 % »", rate.ceiling),
            );
        }
    }
    for (rank, exclusion) in fund.exclusions.iter().enumerate() {
        if exclusion.words.iter().all(|word| normalise(word).len() < 4) {
            return fault(
                format!("exclusions[{rank}].mots"),
                "des mots de moins de quatre lettres désigneraient n’importe quelle dépense",
            );
        }
    }
    None
}

fn documents(fund: &Fund) -> Option<Fault> {
    let all = &fund.documents;
    if let Some((rank, file)) = twice(all.iter().map(|one| one.file.as_str())) {
        return fault(format!("documents[{rank}].fichier"), format!("« {file} » est défini deux fois"));
    }
    for (rank, one) in all.iter().enumerate() {
        if let Some(why) = unwritable(one) {
            return fault(format!("documents[{rank}].fichier"), why);
        }
        let before = rank.checked_sub(1).and_then(|before| all.get(before));
        if let Some(before) = before.filter(|before| before.file > one.file) {
            return fault(
                format!("documents[{rank}].fichier"),
                format!(
                    "« {} » vient après « {} » : les documents vont dans l’ordre de leurs noms",
                    one.file, before.file
                ),
            );
        }
        if one.title.trim().is_empty() {
            return fault(format!("documents[{rank}].titre"), "ce titre est vide");
        }
    }
    let mains: Vec<usize> = (0..all.len()).filter(|rank| all[*rank].main).collect();
    match mains.as_slice() {
        [only] if all[*only].template.is_some() => None,
        [only] => fault(format!("documents[{only}]"), "le document « principal » est un PDF"),
        // That nothing carries the sources is remarked, and refused to nobody.
        [] => None,
        [_, second, ..] => fault(format!("documents[{second}]"), "un seul document est « principal »"),
    }
}

/// Why a document cannot be written.
fn unwritable(document: &DocumentDefinition) -> Option<String> {
    let file = document.file.as_str();
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_plain = stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !is_plain || stem.is_empty() || stem.starts_with('.') {
        return Some(format!("le nom « {file} » doit être en ASCII, sans espace ni dossier"));
    }
    match (extension, &document.template, &document.workbook) {
        ("pdf", Some(_), None) | ("xlsx", None, Some(_)) => None,
        ("ics", None, None) if document.agenda => None,
        _ => Some(format!(
            "« {file} » demande un « modele » s’il est en .pdf, un « classeur » s’il est en .xlsx, « agenda » s’il est en .ics"
        )),
    }
}
