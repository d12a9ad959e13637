//! What the checks answered and found on one pack, as its documents show it.

use super::data::{
    ChecksView, FindingView, GridCellView, GridRowView, GridView, OverrideView, SourceView, StatementView,
    UnverifiedView, WaivedView,
};
use super::ranges::ranges;
use super::statements::{missing, statement};
use crate::audit::line;
use crate::checks::{CheckResult, Covered, counts, covered};
use crate::findings::limits::{
    LISTED, REPORT_FINDINGS, REPORT_GRIDS, REPORT_LISTED, REPORT_SPREAD, REPORT_VALUE, cut, shortened,
};
use crate::findings::{Answer, Grid, Sentence, Severity, Told, field_name, named_from, short, spread};
use crate::model::Place;
use crate::model::french::{counted, listed};
use crate::model::text::capitalised;
use crate::prepare::{Prepared, PreparedPack};

/// Fill the answers and the findings.
#[must_use]
pub fn checks(prepared: &Prepared, pack: &PreparedPack) -> ChecksView {
    let results = &pack.results;
    let (remarks, heavy): (Vec<&Told>, Vec<&Told>) =
        prepared.findings_of(pack).partition(|told| told.severity == Severity::Note);
    let errors = heavy.iter().filter(|told| told.severity == Severity::Error).count();
    let with = |answer: Answer| results.iter().filter(move |result| result.answer == answer);
    let declared = declarations(with(Answer::Declared));
    let codes: Vec<&str> = with(Answer::NotApplicable).map(CheckResult::code).collect();
    let waiting = waiting(with(Answer::NotVerifiable));
    let mut findings: Vec<FindingView> =
        heavy.iter().take(REPORT_FINDINGS).map(|told| finding(prepared, pack, told)).collect();
    // A page of neighbourhoods would hide the findings: the terminal and the JSON give them all.
    for finding in findings.iter_mut().skip(REPORT_GRIDS) {
        finding.grid = None;
    }
    let covered = covered([(pack.rank, results.as_slice())]);
    ChecksView {
        counts: counts(results),
        blocked: pack.is_blocked(),
        errors,
        warnings: heavy.len() - errors,
        remark_count: remarks.len(),
        not_verifiable: with(Answer::NotVerifiable).count(),
        declared_count: with(Answer::Declared).count(),
        compliant: with(Answer::Compliant).count(),
        not_applicable_count: with(Answer::NotApplicable).count(),
        findings,
        more_findings: more(heavy.len(), REPORT_FINDINGS, "autre constat", "autres constats"),
        more_remarks: more(remarks.len(), LISTED, "autre remarque", "autres remarques"),
        remarks: remarks.iter().take(LISTED).map(|told| finding(prepared, pack, told)).collect(),
        more_unverified: more(waiting.len(), REPORT_LISTED, "autre donnée", "autres données").map(|more| {
            let left: Vec<&str> =
                waiting.iter().skip(REPORT_LISTED).map(|view| view.codes.as_str()).collect();
            format!("{more} ({})", left.join(", "))
        }),
        unverified: waiting.into_iter().take(REPORT_LISTED).collect(),
        more_declared: more(declared.len(), REPORT_LISTED, "autre déclaration", "autres déclarations"),
        declared: declared.into_iter().take(REPORT_LISTED).collect(),
        not_applicable: ranges(&codes),
        overridden: results.iter().filter_map(overridden).collect(),
        more_waived: more(covered.len(), LISTED, "autre constat couvert", "autres constats couverts"),
        waived: covered.iter().take(LISTED).map(waived).collect(),
        sources: sources(prepared),
        more_sources: Some(prepared.folder.attachments.len())
            .filter(|count| *count > 0)
            .map(|count| counted(count, "fichier", "fichiers")),
    }
}

/// The files that were checked, but for the attachments: the manifest names them all.
fn sources(prepared: &Prepared) -> Vec<SourceView> {
    let folder = &prepared.folder;
    [Some(&folder.budget), folder.description.as_ref(), Some(&folder.project_file)]
        .into_iter()
        .flatten()
        .map(|file| SourceView { name: file.name.clone(), sha256: file.sha256.clone() })
        .collect()
}

fn more(count: usize, shown: usize, one: &str, several: &str) -> Option<String> {
    count
        .checked_sub(shown)
        .filter(|more| *more > 0)
        .map(|more| format!("Et {}", counted(more, one, several)))
}

fn finding(prepared: &Prepared, pack: &PreparedPack, told: &Told) -> FindingView {
    let finding = &told.finding;
    let at = finding.places.first();
    let message = finding.message.french();
    let french = |sentence: &Sentence| shortened(&sentence.french());
    let value = |sentence: &Sentence| cut(&sentence.french(), REPORT_VALUE);
    FindingView {
        code: told.heading.code.to_owned(),
        severity: capitalised(told.severity.label()),
        place: at.map(place),
        line: at.and_then(|at| line::named(&prepared.reading, at, &message)),
        message: capitalised(&shortened(&message)),
        found: finding.found.as_ref().map(value),
        expected: finding.expected.as_ref().map(value),
        mend: finding.mend.as_ref().map_or_else(|| told.heading.mend.to_owned(), french),
        consequences: spread(told, &|one| one.packs.contains(&pack.rank).then(|| short(one)))
            .map(|text| cut(&text, REPORT_SPREAD)),
        alike: (told.alike.count > 0).then(|| named_from(&told.alike, at)),
        grid: told.grid.as_ref().map(grid),
    }
}

fn grid(grid: &Grid) -> GridView {
    let rows = grid.rows.iter().enumerate();
    GridView {
        cell: grid.cell.clone(),
        columns: grid.columns.clone(),
        rows: rows
            .map(|(index, row)| GridRowView {
                number: row.number,
                cells: (0..)
                    .zip(&row.cells)
                    .map(|(column, text)| GridCellView {
                        text: text.clone(),
                        marked: (index, column) == grid.marked,
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// Names of which a cell of the report shows the first.
const NAMED: usize = 3;

/// Checks by what they wait for: many wait for the same datum.
fn waiting<'a>(results: impl Iterator<Item = &'a CheckResult>) -> Vec<UnverifiedView> {
    let mut waiting: Vec<UnverifiedView> = Vec::new();
    for view in results.map(unverified) {
        let same =
            |known: &&mut UnverifiedView| (&known.missing, &known.holders) == (&view.missing, &view.holders);
        match waiting.iter_mut().find(same) {
            Some(known) => known.codes = format!("{}, {}", known.codes, view.codes),
            None => waiting.push(view),
        }
    }
    waiting
}

/// What the applicant says, once each: several checks may rest on the same words.
fn declarations<'a>(results: impl Iterator<Item = &'a CheckResult>) -> Vec<StatementView> {
    let mut said: Vec<StatementView> = Vec::new();
    for view in results.map(stated) {
        match said.iter_mut().find(|known| known.statement == view.statement) {
            Some(known) => known.code = format!("{}, {}", known.code, view.code),
            None => said.push(view),
        }
    }
    said
}

fn unverified(result: &CheckResult) -> UnverifiedView {
    let mut missing: Vec<String> = missing(result).iter().map(|missing| capitalised(missing)).collect();
    let mut holders: Vec<String> = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    for datum in &result.answers.missing {
        let holder = datum.holder.french();
        if !holders.contains(&holder) {
            holders.push(holder);
        }
        let field = datum.field.as_ref().map(|key| field_name(key).unwrap_or_else(|| key.clone()));
        fields.extend(field.filter(|field| !fields.contains(field)));
    }
    if let Some(more) = more(missing.len() + result.answers.more_missing, NAMED, "autre", "autres") {
        missing.truncate(NAMED);
        missing.push(more);
    }
    holders.truncate(NAMED);
    // The parameters have a table of their own.
    fields.truncate(if result.code() == "M-01" { 0 } else { NAMED });
    UnverifiedView {
        codes: result.code().to_owned(),
        missing,
        holders: if holders.is_empty() { "–".to_owned() } else { capitalised(&listed(&holders)) },
        fields,
    }
}

fn stated(result: &CheckResult) -> StatementView {
    StatementView { code: result.code().to_owned(), statement: capitalised(&statement(result)) }
}

fn overridden(result: &CheckResult) -> Option<OverrideView> {
    Some(OverrideView {
        code: result.code().to_owned(),
        title: result.heading.title.to_owned(),
        severity: capitalised(result.severity.label()),
        reason: shortened(result.override_reason.as_ref()?),
    })
}

fn waived(one: &Covered<'_>) -> WaivedView {
    let more =
        if one.more > 0 { format!(" (et {})", counted(one.more, "autre", "autres")) } else { String::new() };
    WaivedView {
        code: one.result.code().to_owned(),
        place: one.finding.places.first().map(place),
        message: capitalised(&format!("{}{more}", shortened(&one.finding.message.french()))),
        reason: shortened(&one.waived.reason),
        by: shortened(&one.waived.by().french()),
    }
}

/// A place as a reader names it: a field by its French name, a cell as Excel shows it.
fn place(place: &Place) -> String {
    match place {
        Place::Field(field) => field_name(field.path())
            .map_or_else(|| place.to_string(), |name| format!("{} ({})", capitalised(&name), field.file())),
        _ => place.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_shown_by_its_name() {
        assert_eq!(
            place(&Place::field("projet.toml", "calendrier.fin")),
            "La fin de l’opération (projet.toml)"
        );
        assert_eq!(place(&Place::field("projet.toml", "inconnu")), "projet.toml › inconnu");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(more(10, 10, "autre", "autres"), None);
        assert_eq!(more(12, 10, "autre", "autres").as_deref(), Some("Et 2 autres"));
    }
}
