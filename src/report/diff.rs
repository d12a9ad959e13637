//! What differs between two projects, packs or workbooks, for people and for programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::listing::Listing;
use super::style::{Style, printable};
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::pack::diff::{Changed, Diff, Row, kind};

const LIST: Listing = Listing { margin: "", shown: 40, elsewhere: " (--format json les donne tous)" };

/// Characters of a long text that are told of each side; the workbook and the JSON have all of them.
const PASSAGE: usize = 120;

/// Of these, those before the first that differs.
const LEAD: usize = 30;

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
    LIST.under(&mut lines, ["", "ligne modifiée", "lignes modifiées"], changed.into_iter());
    LIST.under(&mut lines, ["", "ligne ajoutée", "lignes ajoutées"], rows.added.iter().map(told));
    LIST.under(&mut lines, ["", "ligne retirée", "lignes retirées"], rows.removed.iter().map(told));
    let moved = rows.moved.iter().map(|(from, row)| format!("{} ← {from}, {}", row.place, row.title));
    LIST.under(&mut lines, ["", "ligne déplacée", "lignes déplacées"], moved);
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
            LIST.under(&mut lines, [&format!("{fund}, "), one, several], all.iter().map(change));
        }
    }
    let one = ["Rédaction, ", "champ de projet.toml modifié", "champs de projet.toml modifiés"];
    LIST.under(&mut lines, one, diff.fields.iter().map(field));
    let [gone, new] = &diff.wording;
    LIST.under(&mut lines, ["", "ligne de texte retirée", "lignes de texte retirées"], gone.iter().cloned());
    LIST.under(&mut lines, ["", "ligne de texte nouvelle", "lignes de texte nouvelles"], new.iter().cloned());
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

/// A field of `projet.toml`, before and after.
fn field(changed: &Changed) -> String {
    let [before, now] =
        passages([&changed.before, &changed.now].map(|text| text.as_deref().unwrap_or_default()));
    let said = |text: String| if text.is_empty() { "(rien)".to_owned() } else { format!("« {text} »") };
    let path = if changed.label == changed.id { String::new() } else { format!(" ({})", changed.id) };
    format!("{}{path} : {} → {}", changed.label, said(before), said(now))
}

/// Two texts, or of long ones the passage where they begin to differ.
fn passages(texts: [&str; 2]) -> [String; 2] {
    let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let [before, now] = texts.each_ref().map(|text| text.chars().collect::<Vec<char>>());
    if before.len().max(now.len()) <= PASSAGE {
        return texts;
    }
    let alike = before.iter().zip(&now).take_while(|(one, other)| one == other).count();
    let near = alike.saturating_sub(LEAD);
    // From the beginning of a word.
    let word = before.iter().skip(near).take(LEAD).position(|sign| *sign == ' ').map(|at| near + at + 1);
    let start = if near == 0 { 0 } else { word.unwrap_or(near) };
    [before, now].map(|text| {
        let shown: String = text.iter().skip(start).take(PASSAGE).collect();
        let (from, to) = (start > 0, text.len() > start + PASSAGE);
        format!("{}{shown}{}", if from { "… " } else { "" }, if to { " …" } else { "" })
    })
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
        "redaction": changed(&diff.fields),
        "texte": { "retire": diff.wording[0], "nouveau": diff.wording[1] },
        "classeur_seul": diff.is_workbook,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_told_where_they_begin_to_differ() {
        let (long, tail) = ("mot ".repeat(100), "la suite ".repeat(50));
        let (one, other) = (format!("{long}ancien {tail}"), format!("{long}nouveau {tail}"));
        let [before, now] = passages([&one, &other]);
        assert!(before.starts_with("… mot ") && before.contains("mot ancien la suite"), "{before}");
        assert!(now.starts_with("… mot ") && now.contains("mot nouveau la suite"), "{now}");
        assert!(before.chars().count() < PASSAGE + 5 && before.ends_with(" …"), "{before}");
        assert_eq!(passages(["un", "deux"]), ["un".to_owned(), "deux".to_owned()]);
        // Of a text that was cut, what follows the cut is nothing.
        let [before, now] = passages([&one, long.trim_end()]);
        assert!(before.contains("ancien") && now.ends_with("mot"), "{before} / {now}");
    }
}
