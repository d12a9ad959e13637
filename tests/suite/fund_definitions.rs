//! The fund definitions shipped in `templates/`: readable by the program, and never surer than their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dossier::workbench::model::fund::{
    CategoryRole, DatedValue, NatureRole, Parameter, ParameterUnit, Status, WorkbookLayout,
};
use dossier::{Fund, Money, Rate};
use jiff::civil::Date;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Funds that read one plan.
const FUNDS: [&str; 2] = ["feder-ospe-1.3", "fonds-regional"];

fn text(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(id).join("fund.toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fund(id: &str) -> Fund {
    toml::from_str(&text(id)).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// The two funds of the worked example.
fn funds() -> Vec<Fund> {
    FUNDS.iter().map(|id| fund(id)).collect()
}

/// Every folder that has a definition.
fn ids() -> Vec<String> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap();
    let mut ids: Vec<String> = folders
        .map(|folder| folder.unwrap())
        .filter(|folder| folder.path().join("fund.toml").is_file())
        .map(|folder| folder.file_name().into_string().unwrap())
        .collect();
    ids.sort();
    assert!(ids.len() > FUNDS.len(), "{ids:?}");
    ids
}

fn all() -> Vec<Fund> {
    ids().iter().map(|id| fund(id)).collect()
}

/// Words without accents or case, joined by one space: two names that read alike to a matcher.
fn folded(name: &str) -> String {
    let plain: String =
        name.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase().replace('œ', "oe");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn assert_unique<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{what}: « {name} » stands twice");
    }
}

/// No two entries answer to the same name: label, identifier and aliases of each against those of all others.
fn assert_names_distinct<'a>(
    what: &str,
    entries: impl IntoIterator<Item = (&'a str, &'a str, &'a [String])>,
) {
    let mut owner: BTreeMap<String, &str> = BTreeMap::new();
    for (id, label, aliases) in entries {
        let names = [id, label].into_iter().chain(aliases.iter().map(String::as_str));
        for name in names {
            let previous = owner.insert(folded(name), id).unwrap_or(id);
            assert_eq!(previous, id, "{what}: « {name} » answers for two entries");
        }
        assert_unique(id, aliases.iter().map(String::as_str).chain([label]));
    }
}

fn parses(parameter: &Parameter, value: &str) -> bool {
    match parameter.unit {
        ParameterUnit::Taux => Rate::parse_percent(value).is_some_and(|rate| rate.fraction() <= Decimal::ONE),
        ParameterUnit::Montant | ParameterUnit::MontantEn(_) => {
            value.parse().ok().and_then(Money::from_decimal).is_some_and(|money| money > Money::ZERO)
        }
        ParameterUnit::Heures
        | ParameterUnit::Nombre
        | ParameterUnit::Annees
        | ParameterUnit::Jours
        | ParameterUnit::Octets => value.parse::<Decimal>().is_ok_and(|number| number > Decimal::ZERO),
        ParameterUnit::Date => value.parse::<Date>().is_ok(),
        ParameterUnit::Texte | ParameterUnit::Formats => !value.trim().is_empty(),
    }
}

#[test]
fn a_fund_is_named_after_its_folder() {
    for id in ids() {
        assert_eq!(fund(&id).identity.id, id);
    }
}

#[test]
fn no_application_bears_the_emblem_of_a_support_that_is_not_granted() {
    for fund in all() {
        assert!(!fund.identity.shows_union_emblem, "{}", fund.identity.id);
    }
}

#[test]
fn a_parameter_has_a_value_unless_nobody_found_it() {
    for fund in all() {
        for (name, parameter) in &fund.parameters {
            let id = &fund.identity.id;
            for value in &parameter.values {
                let is_empty = matches!(value.status, Status::Vide | Status::SansObjet);
                assert_eq!(value.value.is_none(), is_empty, "{id}, {name}: {:?}", value.status);
                if let Some(text) = &value.value {
                    assert!(parses(parameter, text), "{id}, {name}: « {text} » is no {:?}", parameter.unit);
                }
                let was_read = value.seen_on.is_some();
                assert_eq!(was_read, value.status == Status::Confirme, "{id}, {name}: date seen");
            }
        }
    }
}

fn latest<'a>(fund: &'a Fund, name: &str) -> &'a DatedValue {
    let parameter = fund.parameters.get(name).unwrap_or_else(|| panic!("{name} is absent"));
    parameter.values.iter().max_by_key(|value| value.validity().first).unwrap()
}

/// What no source gives must stay empty: a guess here would turn « non vérifiable » into « conforme ».
#[test]
fn what_the_authority_has_not_communicated_is_empty() {
    let everywhere = [
        "taux_max",
        "plafond",
        "montant_min",
        "portail",
        "criteres_selection",
        "liste_pieces",
        "formats_acceptes",
    ];
    let european = ["actions_eligibles", "beneficiaires_eligibles", "forfait_impose", "longueurs_rubriques"];
    for fund in funds() {
        let expected = everywhere
            .iter()
            .chain(european.iter().filter(|_| fund.identity.records_annex_xvii == Some(true)));
        for name in expected {
            let value = latest(&fund, name);
            assert_eq!(value.status, Status::Vide, "{}, {name}", fund.identity.id);
            assert!(value.source.contains("communiqué"), "{name} says who holds the answer");
        }
    }
}

/// Values and articles as read in the texts: a change here is a change of law, or a mistake.
#[test]
fn european_values_are_those_of_their_articles() {
    let fund = fund("feder-ospe-1.3");
    let expected = [
        ("taux_max_priorite", "60\u{202f}%", "art. 112"),
        ("debut_eligibilite", "2021-01-01", "art. 63"),
        ("fin_eligibilite", "2029-12-31", "art. 63"),
        ("seuil_ocs", "200000", "art. 53"),
        ("seuil_tva", "5000000", "art. 64"),
        ("part_terrain_max", "10\u{202f}%", "art. 64"),
        ("part_terrain_max_friche", "15\u{202f}%", "art. 64"),
        ("seuil_affiche", "500000", "art. 50"),
        ("seuil_evenement", "10000000", "art. 50"),
        ("correction_publicite_max", "3\u{202f}%", "art. 50"),
        ("perennite_ans", "5", "art. 65"),
        ("delai_paiement_jours", "80", "art. 74"),
        ("conservation_ans", "5", "art. 82"),
        ("heures_annuelles", "1720", "art. 55"),
        ("plafond_de_minimis", "300000", "2023/2831"),
        ("duree_de_minimis_ans", "3", "2023/2831"),
        ("cci", "2021FR16FFPR010", "FEDER"),
    ];
    for (name, value, article) in expected {
        let known = latest(&fund, name);
        assert_eq!(known.value.as_deref(), Some(value), "{name}");
        assert_eq!(known.status, Status::Confirme, "{name}");
        let source = known.source.replace('\u{a0}', " ");
        assert!(source.contains(article), "{name}: {source}");
    }
    let first = latest(&fund, "plafond_de_minimis").validity().first;
    assert_eq!(first, Some(jiff::civil::date(2024, 1, 1)));
}

#[test]
fn flat_rates_are_those_of_the_regulation() {
    for fund in funds() {
        let rates: Vec<_> = fund
            .flat_rates
            .iter()
            .map(|flat| (flat.id.as_str(), Rate::parse_percent(&flat.ceiling).unwrap().displayed_percent()))
            .collect();
        let expected = [("54-a", 7), ("54-b", 15), ("54-c", 25), ("55-1", 20), ("56-1", 40)];
        assert_eq!(rates, expected.map(|(id, percent)| (id, Decimal::from(percent))));
        let needing_method: Vec<_> =
            fund.flat_rates.iter().filter(|f| f.needs_method).map(|f| &f.id).collect();
        assert_eq!(needing_method, ["54-c"]);
        let alone: Vec<_> =
            fund.flat_rates.iter().filter(|f| f.covers_all_other_costs).map(|f| &f.id).collect();
        assert_eq!(alone, ["56-1"]);
    }
}

/// European rules reach the regional fund only because the plan is common: nothing there says they bind.
#[test]
fn the_regional_fund_confirms_no_european_rule() {
    let fund = fund("fonds-regional");
    let statuses = (fund.categories.iter().map(|x| (&x.source, x.status)))
        .chain(fund.flat_rates.iter().map(|x| (&x.source, x.status)))
        .chain(fund.exclusions.iter().map(|x| (&x.source, x.status)))
        .chain(fund.attachments.iter().map(|x| (&x.source, x.status)));
    for (source, status) in statuses {
        assert_eq!(status, Status::AConfirmer, "{source}");
    }
}

#[test]
fn every_value_names_its_source() {
    for fund in all() {
        let sources = (fund.parameters.values().flat_map(|x| &x.values).map(|x| &x.source))
            .chain(fund.categories.iter().map(|x| &x.source))
            .chain(fund.flat_rates.iter().map(|x| &x.source))
            .chain(fund.exclusions.iter().map(|x| &x.source))
            .chain(fund.attachments.iter().map(|x| &x.source))
            .chain(fund.sections.iter().map(|x| &x.source))
            .chain(fund.form.iter().map(|x| &x.source))
            .chain(fund.conditions.iter().map(|x| &x.source));
        for source in sources {
            assert!(source.trim().chars().count() > 5, "{}: source « {source} »", fund.identity.id);
        }
        assert!(!fund.identity.legal_bases.is_empty());
    }
}

#[test]
fn identifiers_are_unique() {
    for fund in all() {
        let id = &fund.identity.id;
        assert_unique(id, fund.categories.iter().map(|x| x.id.as_str()));
        assert_unique(id, fund.natures.iter().map(|x| x.id.as_str()));
        assert_unique(id, fund.flat_rates.iter().map(|x| x.id.as_str()));
        assert_unique(id, fund.exclusions.iter().map(|x| x.label.as_str()));
        assert_unique(id, fund.attachments.iter().map(|x| x.kind.as_str()));
        assert_unique(id, fund.indicators.iter().map(|x| x.code.as_str()));
        assert_unique(id, fund.sections.iter().map(|x| x.description.as_str()));
        assert_unique(id, fund.documents.iter().map(|x| x.file.as_str()));
        assert_unique(id, fund.form.iter().map(|x| x.id.as_str()));
        assert_unique(id, fund.conditions.iter().map(|x| x.label.as_str()));
    }
}

#[test]
fn a_name_leads_to_one_category_or_nature() {
    for fund in all() {
        let categories =
            fund.categories.iter().map(|x| (x.id.as_str(), x.label.as_str(), x.alias.as_slice()));
        assert_names_distinct("postes", categories);
        let natures = fund.natures.iter().map(|x| (x.id.as_str(), x.label.as_str(), x.alias.as_slice()));
        assert_names_distinct("natures", natures);
    }
}

/// The plan is the operation's: both funds read the same workbook.
#[test]
fn both_funds_read_the_same_plan() {
    let [european, regional] = FUNDS.map(fund);
    let categories = |fund: &Fund| -> Vec<_> {
        fund.categories.iter().map(|x| (x.id.clone(), x.label.clone(), x.role, x.alias.clone())).collect()
    };
    let natures = |fund: &Fund| -> Vec<_> {
        fund.natures.iter().map(|x| (x.id.clone(), x.label.clone(), x.role, x.alias.clone())).collect()
    };
    assert_eq!(categories(&european), categories(&regional));
    assert_eq!(natures(&european), natures(&regional));
}

#[test]
fn roles_that_the_plan_needs_are_played_once() {
    for fund in funds() {
        for role in [CategoryRole::Personnel, CategoryRole::Indirects, CategoryRole::Nature] {
            assert_eq!(fund.categories.iter().filter(|x| x.role == role).count(), 1, "{role:?}");
        }
        for role in [NatureRole::Autofinancement, NatureRole::Recettes, NatureRole::Nature] {
            assert_eq!(fund.natures.iter().filter(|x| x.role == role).count(), 1, "{role:?}");
        }
    }
}

#[test]
fn excel_accepts_the_tab_names() {
    for fund in all() {
        assert_unique("onglets", fund.categories.iter().map(|x| x.tab.as_str()));
        for category in &fund.categories {
            let tab = &category.tab;
            assert!((1..=31).contains(&tab.encode_utf16().count()), "« {tab} » is too long");
            assert!(!tab.contains(['[', ']', ':', '*', '?', '/', '\\']), "« {tab} »");
            assert!(!tab.starts_with('\'') && !tab.ends_with('\''), "« {tab} »");
            let taken = [
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
            assert!(!taken.contains(&folded(tab).as_str()), "« {tab} » is a tab of the plan");
        }
    }
}

#[test]
fn documents_sort_in_upload_order() {
    for fund in all() {
        let files: Vec<_> = fund.documents.iter().map(|x| x.file.as_str()).collect();
        assert!(files.is_sorted(), "{files:?}");
        for document in &fund.documents {
            let file = &document.file;
            assert!(file.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)), "{file}");
            assert_eq!(document.template.is_some(), file.ends_with(".pdf"), "{file}");
            assert_eq!(document.workbook.is_some(), file.ends_with(".xlsx"), "{file}");
        }
        let main: Vec<_> = fund.documents.iter().filter(|x| x.main).collect();
        assert!(matches!(main.as_slice(), [only] if only.template.is_some()), "one main PDF");
    }
    let layouts = FUNDS.map(|id| fund(id).documents.iter().find_map(|x| x.workbook).unwrap());
    assert_eq!(layouts, [WorkbookLayout::UnOngletParPoste, WorkbookLayout::Compact]);
}

fn excluded_by(fund: &Fund, line: &str) -> Vec<String> {
    let line = format!(" {} ", folded(line));
    let says = |word: &String| line.contains(&format!(" {} ", folded(word)));
    fund.exclusions.iter().filter(|x| x.words.iter().any(says)).map(|x| x.label.clone()).collect()
}

#[test]
fn exclusions_recognise_what_they_exclude() {
    for fund in funds() {
        for line in [
            "Intérêts d’emprunt 2024",
            "INTERETS DEBITEURS",
            "Amendes",
            "Frais de justice",
            "Dotations aux amortissements et aux provisions",
            "Charges exceptionnelles",
            "Dividendes versés",
            "Intérêts moratoires",
            "Divers",
            "Divers et imprévus",
            "Compte épargne-temps de l’animateur",
            "Prime exceptionnelle",
            "Prime de départ",
            "Indemnité de licenciement",
            "Indemnité compensatrice de congés payés",
        ] {
            assert!(!excluded_by(&fund, line).is_empty(), "« {line} » passes");
        }
    }
}

#[test]
fn exclusions_leave_ordinary_lines_alone() {
    for fund in all() {
        for line in [
            "Conception de cet outil numérique",
            "Animation auprès d’entreprises de filières diverses",
            "Provision sur honoraires du cabinet d’études",
            "Étude d’intérêt territorial",
            "Centres d’intérêt des visiteurs du salon",
            "Dotation en matériel du démonstrateur",
            "Dotations aux amortissements du démonstrateur",
            "Prime de fin d’année de l’animateur",
            "Indemnités journalières de mission",
            "Stand au salon",
        ] {
            assert_eq!(excluded_by(&fund, line), Vec::<String>::new(), "« {line} »");
        }
    }
}

#[test]
fn exclusions_have_words_that_match_something() {
    for fund in all() {
        for exclusion in &fund.exclusions {
            assert!(!exclusion.words.is_empty(), "{}", exclusion.label);
            assert_unique(&exclusion.label, exclusion.words.iter().map(String::as_str));
            assert!(exclusion.words.iter().all(|word| folded(word).len() >= 4), "{}", exclusion.label);
        }
    }
}

#[test]
fn sections_have_no_invented_length() {
    for fund in all() {
        for section in &fund.sections {
            assert_eq!(section.longest.is_none(), section.status == Status::Vide, "{}", section.title);
        }
    }
}

/// Officers read these texts in the documents: French typography, as everywhere else.
#[test]
fn texts_are_typographically_careful() {
    for id in ids() {
        for (index, line) in text(&id).lines().enumerate() {
            let place = format!("{id}, line {}: {line}", index + 1);
            assert!(!line.contains('\''), "straight apostrophe: {place}");
            for mark in [" ;", " :", " !", " ?", " %", " €", " »", "« "] {
                assert!(!line.contains(mark), "breaking space in « {mark} »: {place}");
            }
            assert!(line.trim_end() == line, "trailing space: {place}");
        }
    }
}

/// The national form, as read: what is confirmed is what the form itself says.
#[test]
fn the_state_fund_confirms_what_its_form_says() {
    let fund = fund("detr-dsil");
    for (name, value, article) in
        [("autofinancement_min", "20\u{202f}%", "L. 1111-10"), ("delai_achevement_ans", "4", "R. 2334-29")]
    {
        let known = latest(&fund, name);
        assert_eq!((known.value.as_deref(), known.status), (Some(value), Status::Confirme), "{name}");
        assert!(known.source.replace('\u{a0}', " ").contains(article), "{name}: {}", known.source);
    }
    // The departmental commission says its rates each year, and nobody read them.
    for name in ["taux_max", "plafond", "montant_min"] {
        assert_eq!(latest(&fund, name).status, Status::Vide, "{name}");
    }
    assert!(!text("detr-dsil").contains("TEST"), "an option of the test copy of the form");
    let resolution = fund.attachments.iter().find(|piece| piece.kind == "deliberation").unwrap();
    assert!(!resolution.mandatory, "it may follow the application");
}

/// The call is known by a page of the press alone: nothing of it is confirmed.
#[test]
fn the_call_of_2020_confirms_nothing_that_its_rules_would_say() {
    let fund = fund("appel-a-projets-cluster");
    assert!(fund.conditions.iter().all(|condition| condition.status == Status::AConfirmer));
    let themes = fund.form.iter().find(|field| field.id == "themes").unwrap();
    assert!(themes.options.len() >= 6, "{:?}", themes.options);
    let favoured: Vec<_> = fund.conditions.iter().filter(|one| !one.is_required).collect();
    assert!(matches!(favoured.as_slice(), [only] if only.label.contains("gglomération")), "{favoured:?}");
    let sent = fund.conditions.iter().find_map(|one| one.latest).unwrap();
    assert_eq!(sent, jiff::civil::date(2020, 6, 21), "before 22 June 2020");
}
