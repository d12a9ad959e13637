//! What verifying packs gave, for people and for programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::listing::Listing;
use super::style::{Style, printable};
use crate::model::french::{counted, french_date};
use crate::model::text::french_spacing;
use crate::pack::intact::fault::Fault;
use crate::pack::statement::{Layer, Outline};
use crate::pack::verify::{Again, Amount, Apart, From, How, Standing, Verdict};

/// What a digest proves, and does not.
const PROOF: &str = "Une empreinte prouve qu’aucun octet n’a changé depuis que le dossier a été écrit ; elle ne prouve ni qui l’a écrit, ni que ce qui y est déclaré est vrai.";

/// Write what was found of each pack, in words.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, verdicts: &[Verdict], style: Style) -> io::Result<()> {
    for verdict in verdicts {
        let mut say = |line: &str| writeln!(out, "{}", french_spacing(&printable(line)));
        say(&style.strong(&verdict.place.display().to_string()))?;
        if let Some(statement) = &verdict.statement {
            say(&format!("  {}", identity(statement)))?;
        }
        for line in lines(verdict) {
            say(&line)?;
        }
        writeln!(out)?;
    }
    // Of what was not looked at, nothing is said to be proved.
    if verdicts.iter().any(|verdict| verdict.sound > 0 || verdict.again.is_some()) {
        writeln!(out, "{}", french_spacing(PROOF))?;
    }
    Ok(())
}

fn identity(statement: &Outline) -> String {
    let request = statement.request();
    let applied = &statement.predicate.build_definition.internal_parameters;
    let draft = if request.brouillon { " – BROUILLON" } else { "" };
    let day = request.date_effet.as_deref().and_then(|day| day.parse().ok());
    let day = day.map(|day| format!(" – date d’effet : {}", french_date(day))).unwrap_or_default();
    let version = &statement.predicate.run_details.builder.version.dossier;
    let print: String = applied.empreinte.chars().take(16).collect();
    format!("{} – {}{day}{draft} – empreinte {print} – dossier {version}", request.intitule, request.fonds)
}

fn lines(verdict: &Verdict) -> Vec<String> {
    let mut lines = Vec::new();
    let whole = verdict.sound + verdict.faults.len();
    if verdict.faults.is_empty() && verdict.sound > 0 {
        lines.push(format!(
            "  ✓ intact : {}, tous tels qu’ils ont été écrits",
            counted(whole, "fichier", "fichiers")
        ));
    }
    if !verdict.faults.is_empty() {
        let sound = counted(
            verdict.sound,
            "fichier est tel qu’il a été écrit",
            "fichiers sont tels qu’ils ont été écrits",
        );
        lines.push(format!("  ✗ {} ; {sound}", counted(verdict.faults.len(), "différence", "différences")));
        list(&mut lines, "    ", verdict.faults.iter().map(Fault::to_string));
    }
    if !verdict.left.is_empty() {
        lines.push(format!("  · laissé par le système : {}", verdict.left.join(", ")));
    }
    let signatures = verdict.joined.iter().filter(|_| verdict.signed.is_none());
    list(
        &mut lines,
        "  · joint après coup, et non vérifié (--key) : ",
        signatures.cloned().collect::<Vec<_>>().into_iter(),
    );
    match &verdict.signed {
        Some(Ok(signed)) => {
            lines.push(format!("  ✓ signé par la clé {} – « {} »", signed.key, signed.comment));
        }
        Some(Err(why)) => lines.push(format!("  ✗ signature : {why}")),
        None => {}
    }
    if let Some(again) = &verdict.again {
        lines.extend(remade(again));
    }
    list(&mut lines, "  ? n’a pas pu être vérifié : ", verdict.unknown.iter().cloned());
    if verdict.again.is_none() && verdict.standing() == Standing::Sound {
        lines.push("  · non reconstruit : --rebuild le refait depuis ses sources et compare".to_owned());
    }
    lines
}

fn remade(again: &Again) -> Vec<String> {
    let source = match &again.from {
        From::Archive => "les sources de son exemplaire d’archive".to_owned(),
        From::Project(path) => path.display().to_string(),
    };
    let rules = if again.own_rules { "ses propres règles" } else { "les règles du programme" };
    let same = counted(again.same, "fichier identique", "fichiers identiques");
    let mut lines = Vec::new();
    if again.faults.is_empty() {
        lines.push(format!("  ✓ reconstruit depuis {source}, avec {rules} : {same}, à l’octet près"));
    } else {
        let count = counted(again.faults.len(), "fichier différent", "fichiers différents");
        lines.push(format!("  ✗ reconstruit depuis {source}, avec {rules} : {count} ; {same}"));
    }
    for layer in LAYERS {
        let apart: Vec<&Apart> = again.apart.iter().filter(|one| one.layer == layer).collect();
        if !apart.is_empty() {
            lines.push(format!("    {} :", name(layer)));
            list(&mut lines, "      ", apart.iter().map(|one| told(one)));
        }
    }
    if !again.amounts.is_empty() {
        lines.push(format!("    {} :", counted(again.amounts.len(), "montant changé", "montants changés")));
        list(&mut lines, "      ", again.amounts.iter().map(amount));
    }
    list(&mut lines, "    ", again.faults.iter().map(Fault::to_string));
    let is_of_rules = |one: &Apart| matches!(one.layer, Layer::Regle | Layer::Modele | Layer::Theme);
    if !again.own_rules && again.apart.iter().any(is_of_rules) {
        lines.push(
            "    les règles du dossier ne sont plus celles du programme : --rules pack le reconstruit avec les siennes"
                .to_owned(),
        );
    }
    lines
}

/// In the order of causes.
const LAYERS: [Layer; 7] =
    [Layer::Source, Layer::Piece, Layer::Regle, Layer::Modele, Layer::Theme, Layer::Police, Layer::Programme];

const fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Source => "sources du projet",
        Layer::Piece => "pièces",
        Layer::Regle => "règles",
        Layer::Modele => "modèles",
        Layer::Theme => "thème",
        Layer::Police => "polices",
        Layer::Programme => "programme",
    }
}

fn told(apart: &Apart) -> String {
    match &apart.how {
        How::Changed => format!("{} n’est plus le même", apart.name),
        How::Gone => format!("{} a disparu", apart.name),
        How::New => format!("{} est nouveau", apart.name),
        How::Value(before, now) => format!("{} : {before} → {now}", apart.name),
    }
}

fn amount(amount: &Amount) -> String {
    let place = amount.place.as_deref().map(|place| format!("{place}, ")).unwrap_or_default();
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(aucun)".to_owned());
    format!("{place}{} : {} → {}", amount.label, value(&amount.before), value(&amount.now))
}

/// As many items as are read, each after a margin.
fn list(lines: &mut Vec<String>, margin: &'static str, items: impl ExactSizeIterator<Item = String>) {
    Listing { margin, shown: 12, elsewhere: "" }.alone(lines, items);
}

/// What was found of each pack, for programs: nothing is abridged.
#[must_use]
pub fn document(verdicts: &[Verdict]) -> Value {
    let fault = |fault: &Fault| {
        let (file, or) = (fault.file(), fault.or());
        json!({ "fichier": file, "ou_bien": or, "genre": fault.kind(), "texte": fault.to_string() })
    };
    let faults = |all: &[Fault]| all.iter().map(fault).collect::<Vec<_>>();
    let again = |again: &Again| {
        json!({
            "depuis": match &again.from { From::Archive => "archive".to_owned(), From::Project(path) => path.display().to_string() },
            "regles": if again.own_rules { "dossier" } else { "programme" },
            "identiques": again.same,
            "differences": faults(&again.faults),
            "causes": again.apart.iter().map(|one| json!({ "couche": one.layer, "nom": one.name, "texte": told(one) })).collect::<Vec<_>>(),
            "montants": again.amounts.iter().map(|one| json!({
                "id": one.id, "libelle": one.label, "lieu": one.place, "avant": one.before, "maintenant": one.now,
            })).collect::<Vec<_>>(),
        })
    };
    let verdict = |verdict: &Verdict| {
        json!({
            "chemin": verdict.place.display().to_string(),
            "etat": match verdict.standing() { Standing::Sound => "intact", Standing::Differs => "different", Standing::Unknown => "non-verifiable" },
            "demande": verdict.statement.as_ref().map(|statement| statement.request()),
            "intacts": verdict.sound,
            "differences": faults(&verdict.faults),
            "laisse_par_le_systeme": verdict.left,
            "joints": verdict.joined,
            "signature": verdict.signed.as_ref().map(|signed| match signed {
                Ok(signed) => json!({ "cle": signed.key.to_string(), "commentaire": signed.comment }),
                Err(why) => json!({ "refus": why }),
            }),
            "non_verifiable": verdict.unknown,
            "reconstruction": verdict.again.as_ref().map(again),
        })
    };
    json!({ "forme": 1, "dossiers": verdicts.iter().map(verdict).collect::<Vec<_>>() })
}
