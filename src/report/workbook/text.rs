//! What is told of a workbook, as paragraphs of a terminal.

use std::io::{self, Write};

use crate::checks::CheckResult;
use crate::model::french::counted;
use crate::prepare::Audited;
use crate::report::account::Account;
use crate::report::closing;
use crate::report::detail;
use crate::report::page::{Detail, Look, Page};
use crate::report::text::findings;

/// Missing data named in the closing lines, at most.
const NAMED: usize = 3;

/// Write what is told of a workbook; its path heads it.
///
/// # Errors
/// When the output refuses.
pub fn write(
    out: &mut dyn Write,
    audited: &Audited,
    path: &str,
    detail: Detail,
    look: Look,
) -> io::Result<()> {
    let account = Account::of_workbook(audited);
    let mut page = Page::new(look);
    page.line(&page.style.strong(&Page::clean(&heading(audited, path))));
    findings(&mut page, &account, detail);
    if detail == Detail::Everything {
        page.line("");
        detail::by_family(&mut page, &audited.results);
    }
    page.say(0, &format!("{} {}", verdict(&account), closing::answered(&audited.results)));
    for line in unknown(&audited.results) {
        page.say(2, &line);
    }
    closing::more(&mut page, &account, detail);
    out.write_all(page.text.as_bytes())
}

/// « budget.xlsx – 3 feuilles, 120 formules dont 118 recalculées ».
fn heading(audited: &Audited, path: &str) -> String {
    let sheets = counted(audited.recalculation.workbook().sheets.len(), "feuille", "feuilles");
    let formulas = counted(audited.recalculation.len(), "formule", "formules");
    let recomputed = audited.recalculation.recomputed();
    let recomputed = match audited.recalculation.len() {
        all if all == recomputed => String::new(),
        _ => format!(", dont {}", counted(recomputed, "recalculée", "recalculées")),
    };
    format!("{path} – {sheets}, {formulas}{recomputed}")
}

/// How many findings there are.
#[must_use]
pub fn verdict(account: &Account<'_>) -> String {
    match closing::found(account) {
        found if found.is_empty() => "Rien à signaler.".to_owned(),
        found => format!("{found}."),
    }
}

/// What could not be looked at: never silent.
fn unknown(results: &[CheckResult]) -> Vec<String> {
    // What several checks lack alike is said once.
    let mut missing: Vec<String> = Vec::new();
    for one in results.iter().flat_map(|result| &result.answers.missing) {
        let one = format!("Non vérifié : {}", one.what.french());
        if !missing.contains(&one) {
            missing.push(one);
        }
    }
    let more = results.iter().map(|result| result.answers.more_missing).sum::<usize>();
    let more = missing.len().saturating_sub(NAMED) + more;
    let mut lines: Vec<String> = missing.into_iter().take(NAMED).collect();
    if more > 0 {
        lines.push(format!("Non vérifié : {} (--detail)", counted(more, "autre point", "autres points")));
    }
    lines
}
