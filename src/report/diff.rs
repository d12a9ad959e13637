//! What differs between two projects, packs or workbooks, for people and for programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::style::{Style, printable};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::pack::diff::{Changed, Diff, Row, kind};

/// Items of one list that are told; beyond, they are counted.
const SHOWN: usize = 40;

/// Write what differs, in words.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, diff: &Diff, style: Style) -> io::Result<()> {
    let mut say = |line: &str| writeln!(out, "{}", french_spacing(&printable(line)));
    say(&style.strong(&format!("De {} à {}", diff.names[0], diff.names[1])))?;
    for line in lines(diff) {
        say(&line)?;
    }
    Ok(())
}

fn lines(diff: &Diff) -> Vec<String> {
    if diff.is_empty() {
        return vec!["Rien ne diffère.".to_owned()];
    }
    let mut lines = Vec::new();
    let rows = &diff.rows;
    let changed: Vec<String> = rows
        .changed
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|(name, before, now)| format!("{name} {} → {}", or_none(before), or_none(now)))
                .collect();
            format!("{} ← {}, {} : {}", row.new.place, row.old.place, row.new.title, cells.join(" ; "))
        })
        .collect();
    add(&mut lines, "ligne modifiée", "lignes modifiées", &changed);
    add(&mut lines, "ligne ajoutée", "lignes ajoutées", &rows.added.iter().map(told).collect::<Vec<_>>());
    add(&mut lines, "ligne retirée", "lignes retirées", &rows.removed.iter().map(told).collect::<Vec<_>>());
    let moved: Vec<String> =
        rows.moved.iter().map(|(from, row)| format!("{} ← {from}, {}", row.place, row.title)).collect();
    add(&mut lines, "ligne déplacée", "lignes déplacées", &moved);
    lines.push(format!("{} sans changement.", counted(rows.same, "ligne", "lignes")));
    for (rank, fund) in &diff.alone {
        lines.push(format!("Le fonds « {fund} » n’est demandé que par {}.", diff.names[*rank]));
    }
    for (fund, pack) in &diff.packs {
        for (one, several, all) in [
            ("chiffre changé", "chiffres changés", &pack.figures),
            ("règle changée", "règles changées", &pack.rules),
            ("contrôle qui répond autrement", "contrôles qui répondent autrement", &pack.answers),
        ] {
            let told: Vec<String> = all.iter().map(change).collect();
            add(&mut lines, &format!("{fund}, {one}"), &format!("{fund}, {several}"), &told);
        }
    }
    let [gone, new] = &diff.wording;
    add(&mut lines, "ligne de texte retirée", "lignes de texte retirées", gone);
    add(&mut lines, "ligne de texte nouvelle", "lignes de texte nouvelles", new);
    if diff.is_workbook {
        lines.push("Un classeur seul : ses lignes sont comparées, et rien d’autre.".to_owned());
    }
    lines
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "(rien)" } else { text }
}

fn told(row: &Row) -> String {
    let values = row.identity.iter().chain(&row.values).map(|(name, value)| format!("{name} {value}"));
    format!(
        "{} ({}), {} : {}",
        row.place,
        kind(row.kind),
        or_none(&row.title),
        values.collect::<Vec<_>>().join(" ; ")
    )
}

fn change(changed: &Changed) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "(rien)".to_owned());
    format!("{} : {} → {}", changed.label, said(&changed.before), said(&changed.now))
}

fn add(lines: &mut Vec<String>, one: &str, several: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    lines.push(format!("{} :", counted(items.len(), one, several)));
    lines.extend(items.iter().take(SHOWN).map(|item| format!("  {item}")));
    if let Some(more) = items.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(format!("  et {} (--format json les donne tous)", counted(more, "autre", "autres")));
    }
}

/// What differs, for programs: nothing is abridged.
#[must_use]
pub fn document(diff: &Diff) -> Value {
    let row = |row: &Row| {
        let cells = row.identity.iter().chain(&row.values);
        let cells: serde_json::Map<String, Value> =
            cells.map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({ "nature": kind(row.kind), "lieu": row.place.to_string(), "intitule": row.title, "valeurs": cells })
    };
    let changed = |all: &[Changed]| -> Vec<Value> {
        let one = |one: &Changed| json!({ "id": one.id, "libelle": one.label, "avant": one.before, "maintenant": one.now });
        all.iter().map(one).collect()
    };
    let rows = &diff.rows;
    json!({
        "forme": 1,
        "de": diff.names[0],
        "a": diff.names[1],
        "lignes": {
            "identiques": rows.same,
            "ajoutees": rows.added.iter().map(row).collect::<Vec<_>>(),
            "retirees": rows.removed.iter().map(row).collect::<Vec<_>>(),
            "deplacees": rows.moved.iter().map(|(from, one)| json!({ "de": from.to_string(), "ligne": row(one) })).collect::<Vec<_>>(),
            "modifiees": rows.changed.iter().map(|one| json!({
                "avant": row(&one.old),
                "maintenant": row(&one.new),
                "cellules": one.cells.iter().map(|(name, before, now)| json!({ "nom": name, "avant": before, "maintenant": now })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        },
        "fonds_d_un_seul": diff.alone.iter().map(|(rank, fund)| json!({ "fonds": fund, "dans": diff.names[*rank] })).collect::<Vec<_>>(),
        "dossiers": diff.packs.iter().map(|(fund, pack)| json!({
            "fonds": fund,
            "chiffres": changed(&pack.figures),
            "regles": changed(&pack.rules),
            "controles": changed(&pack.answers),
        })).collect::<Vec<_>>(),
        "texte": { "retire": diff.wording[0], "nouveau": diff.wording[1] },
        "classeur_seul": diff.is_workbook,
    })
}
