//! What `--detail` adds: the cells around a finding, its consequences in full, and what every check answered.

use super::account::Account;
use super::held::{funds, only};
use super::page::Page;
use super::width::{columns, padded};
use crate::checks::{CheckResult, FAMILIES};
use crate::findings::limits::LISTED;
use crate::findings::{Answer, Grid, Missing, Sentence, Told};
use crate::model::french::{counted, listed};
use crate::prepare::Prepared;

/// The cells around a finding, then what follows from it.
pub(super) fn surroundings(page: &mut Page, account: &Account<'_>, told: &Told) {
    if let Some(around) = &told.grid {
        grid(page, around);
    }
    let consequences: Vec<_> = told.consequences.iter().filter(|one| account.is_told(&one.packs)).collect();
    if consequences.is_empty() {
        return;
    }
    page.say(4, "ce qui en découle :");
    for one in consequences.iter().take(LISTED) {
        let place = one.finding.places.first().map_or_else(String::new, ToString::to_string);
        page.finding(6, one.severity, &place, &one.finding.message.french(), one.heading.code);
        for (label, fact) in [("trouvé", &one.finding.found), ("attendu", &one.finding.expected)] {
            if let Some(fact) = fact {
                page.labelled(10, label, &fact.french());
            }
        }
        let held = funds(account, &one.packs);
        if held.len() < account.packs.len() {
            page.labelled(10, only(&held), &listed(&held));
        }
        if one.more > 0 {
            page.say(
                10,
                &format!("et {}", counted(one.more, "autre du même contrôle", "autres du même contrôle")),
            );
        }
    }
    if let more @ 1.. = consequences.len().saturating_sub(LISTED) {
        page.say(6, &format!("et {}", counted(more, "autre constat", "autres constats")));
    }
}

fn grid(page: &mut Page, grid: &Grid) {
    let cell = |row: usize, column: usize| {
        let text = grid.rows.get(row).and_then(|row| row.cells.get(column)).map_or("", String::as_str);
        let text = Page::clean(text);
        if (row, column) == grid.marked { format!("›{text}‹") } else { text }
    };
    let numbers = grid.rows.iter().map(|row| row.number.to_string().len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..grid.columns.len())
        .map(|column| {
            let cells = (0..grid.rows.len()).map(|row| columns(&cell(row, column)));
            cells.chain(grid.columns.get(column).map(|name| columns(name))).max().unwrap_or(0)
        })
        .collect();
    let row = |start: String, texts: Vec<String>| {
        let cells = texts.iter().zip(&widths).map(|(text, width)| padded(text, *width));
        format!("    {}  {}", padded(&start, numbers), cells.collect::<Vec<_>>().join("  "))
    };
    let mut lines = vec![row(String::new(), grid.columns.clone())];
    for (rank, of) in grid.rows.iter().enumerate() {
        lines.push(row(
            of.number.to_string(),
            (0..grid.columns.len()).map(|column| cell(rank, column)).collect(),
        ));
    }
    // A grid that the line cannot hold would be read across: it is left out.
    if lines.iter().all(|line| columns(line.trim_end()) <= page.width) {
        for line in lines {
            page.line(&page.style.faint(line.trim_end()));
        }
    }
}

/// What every check answered on each pack, but for the anomalies, which are told above.
pub(super) fn answers(page: &mut Page, prepared: &Prepared) {
    for pack in &prepared.packs {
        page.line("");
        let title = format!("── {} ──", pack.fund.fund.identity.short_title);
        page.line(&page.style.strong(&Page::clean(&title)));
        by_family(page, &pack.results);
    }
    page.line("");
}

/// What checks answered, family by family.
pub(super) fn by_family(page: &mut Page, results: &[CheckResult]) {
    for (letter, family) in FAMILIES {
        let of: Vec<&CheckResult> = results.iter().filter(|one| one.code().starts_with(letter)).collect();
        if !of.is_empty() {
            page.say(2, family);
        }
        for result in of {
            answer(page, result);
        }
    }
}

fn answer(page: &mut Page, result: &CheckResult) {
    let mark = match result.answer {
        Answer::Anomaly => "✗",
        Answer::NotVerifiable => "?",
        Answer::Declared => "»",
        Answer::Compliant => "✓",
        Answer::NotApplicable => "–",
    };
    page.say(4, &format!("{mark} {} {} : {}", result.code(), result.heading.title, result.answer.label()));
    let answers = &result.answers;
    let statements: [(&str, &[Sentence]); 3] = [
        ("comparé", &answers.compared),
        ("déclaré", &answers.declared),
        ("sans objet", &answers.not_applicable),
    ];
    for (label, statements) in statements {
        let texts: Vec<String> = statements.iter().map(Sentence::french).collect();
        if !texts.is_empty() {
            page.labelled(8, label, &bounded(&texts));
        }
    }
    let missing: Vec<String> = answers.missing.iter().map(lacking).collect();
    if !missing.is_empty() {
        page.labelled(8, "manque", &bounded(&missing));
    }
}

/// A missing datum, who holds it, where it is written.
fn lacking(missing: &Missing) -> String {
    let field = missing.field.as_ref().map(|field| format!(", à écrire en {field}")).unwrap_or_default();
    format!("{} ({}{field})", missing.what.french(), missing.holder.french())
}

/// The first statements, each once, then how many more.
fn bounded(texts: &[String]) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for text in texts {
        if !distinct.contains(&text.as_str()) {
            distinct.push(text);
        }
    }
    let more = distinct.len().saturating_sub(LISTED);
    distinct.truncate(LISTED);
    let tail = if more > 0 { format!(" ; et {}", counted(more, "autre", "autres")) } else { String::new() };
    format!("{}{tail}", distinct.join(" ; "))
}
