//! Every PDF of every pack, read back: structure, order, typography, sources carried. The outside judge, veraPDF, and
//! the proof that it and our own audit say no to a damaged file, are in [`judge`].

mod audit;
mod damage;
mod french;
mod golden;
mod judge;
mod order;
mod packs;
mod reader;
mod strange;

use packs::{EXAMPLE, all};

#[test]
fn every_document_passes_the_audit() {
    assert_eq!(all().count(), 106);
    let faults: Vec<String> = all()
        .flat_map(|built| {
            audit::audit(&built.tagged()).into_iter().map(move |fault| format!("{}: {fault}", built.name))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn reading_order_is_source_order() {
    for built in all() {
        let (source, tags) = (order::of_source(&built.html), order::of_tags(&built.tagged()));
        let same = source.iter().zip(&tags).take_while(|(one, other)| order::agrees(one, other)).count();
        assert!(
            same == source.len() && same == tags.len(),
            "{}, line {same} of {}\nsource {:#?}\ntags {:#?}",
            built.name,
            source.len(),
            source.get(same.saturating_sub(2)..(same + 4).min(source.len())),
            tags.get(same.saturating_sub(2)..(same + 4).min(tags.len())),
        );
    }
}

#[test]
fn french_typography_holds_everywhere() {
    let mut slips = Vec::new();
    // The report on a faulty budget quotes its cells as they were typed; all the rest is the program's own text.
    for built in all().filter(|built| built.filed || !built.name.starts_with("brouillon/")) {
        for text in french::texts(&built.tagged()) {
            for slip in french::slips(&text.text, text.literal) {
                slips.push(format!("{} {}: {slip}: {:?}", built.name, text.place, text.text));
            }
        }
    }
    slips.sort();
    slips.dedup();
    assert!(slips.is_empty(), "{} slips\n{}", slips.len(), slips.join("\n"));
}

#[test]
fn documents_that_are_filed_hold_no_name_of_the_program_s_own_world() {
    let mut found = Vec::new();
    for built in all().filter(|built| built.filed) {
        for text in french::texts(&built.tagged()) {
            for name in french::identifiers(&text.text) {
                found.push(format!("{} {}: {name}: {:?}", built.name, text.place, text.text));
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{} names\n{}", found.len(), found.join("\n"));
}

/// The document that damages are done to: it has figures, links, tables, lists and attachments.
const HARMED: &str = "fonds-regional/02-dossier-de-demande-archive";

#[test]
fn our_audit_sees_every_damage() {
    let reference = &packs::example(HARMED).bytes;
    let faults = |harm| audit::audit(&reader::Tagged::read(&damage::rewritten(reference, harm)));
    assert_eq!(faults(None), Vec::<String>::new());
    for damage in damage::DAMAGES {
        let faults = faults(Some(damage.harm));
        let seen = damage.audit.is_empty() || faults.iter().any(|fault| fault.starts_with(damage.audit));
        assert!(seen, "{}: {faults:?}", damage.name);
        assert!(!damage.audit.is_empty() || !damage.judge.is_empty(), "nobody sees {}", damage.name);
    }
}

#[test]
fn documents_moved_out_of_order_are_seen() {
    let built = packs::example(HARMED);
    let source = order::of_source(&built.html);
    let reversed = reader::Tagged::read(&damage::rewritten(
        &built.bytes,
        damage::DAMAGES.iter().find(|damage| damage.name == "ordre-inverse").map(|damage| damage.harm),
    ));
    assert_ne!(source, order::of_tags(&reversed));
    assert!(order::agrees("Figure \0a\0b", "Figure \0Barres : b, a."));
    assert!(!order::agrees("Figure \0a\0c", "Figure \0Barres : b, a."));
    assert!(!order::agrees("P a", "P ab"));
}

#[test]
fn slips_of_typography_are_seen() {
    for (text, slip) in [
        ("Total : 3", "espace ordinaire avant un signe double"),
        ("Total\u{A0}: 3", "espace ordinaire avant un signe double"),
        ("Total: 3", "signe double sans espace"),
        ("« oui\u{202F}»", "guillemet sans espace fine"),
        ("«\u{202F}oui»", "signe double sans espace"),
        ("l'aide", "apostrophe droite"),
        ("un \"mot\"", "guillemet droit"),
        ("deux  mots", "deux espaces"),
        ("1234,56\u{A0}€", "montant mal espacé"),
        ("1\u{A0}234,56\u{A0}€", "montant mal espacé"),
        ("1\u{202F}234,56 €", "montant mal espacé"),
        ("1\u{202F}234,56€", "montant mal espacé"),
        ("12,5\u{A0}%", "montant mal espacé"),
        ("{{amount}}", "reste de modèle"),
    ] {
        assert!(french::slips(text, false).contains(&slip), "{text}: {:?}", french::slips(text, false));
    }
    for text in [
        "Total\u{202F}: 1\u{202F}234,56\u{A0}€, soit 12,5\u{202F}%\u{202F}; «\u{202F}l’aide\u{202F}»",
        "https://europa.eu à 14:30, montants en €",
        "en 2024, 12\u{A0}€",
    ] {
        assert_eq!(french::slips(text, false), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(
        french::identifiers("la clé projet.exemple_fictif, taux_max"),
        ["projet.exemple_fictif", "taux_max"]
    );
    let names =
        french::identifiers("budget.xlsx, feder.hdf@example.org, https://europa.eu/a_b, L. 1111-10, art. 54");
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn one_document_of_each_pack_carries_its_sources() {
    for fund in ["fonds-regional", "feder-ospe-1.3"] {
        let pack: Vec<_> = EXAMPLE.iter().filter(|built| built.name.starts_with(fund)).collect();
        assert_eq!(pack.iter().filter(|built| built.main).count(), 1, "{fund}");
        for built in pack {
            let files = built.tagged().files();
            if !built.main {
                assert!(files.is_empty(), "{}", built.name);
                continue;
            }
            let names: Vec<&str> = files.keys().map(String::as_str).collect();
            let expected = [
                "budget.xlsx",
                "chiffres.json",
                "description.md",
                "dossier.json",
                "fund.toml",
                "pieces.json",
                "projet.toml",
                "regles.zip",
            ];
            assert_eq!(names, expected);
            for (name, bytes) in built.sources.iter() {
                assert!(files.get(name) == Some(bytes), "{}: {name} differs", built.name);
            }
            let figures: serde_json::Value = serde_json::from_slice(&files["chiffres.json"]).unwrap();
            assert!(figures.as_array().is_some_and(|figures| figures.len() > 100), "{}", built.name);
        }
    }
}
