//! How much is told, in every format alike: a workbook full of faults must not bury its reader.

/// Most items of one list that are named; how many more there are follows. The same as in sentences.
pub use super::NAMED as LISTED;

/// Most findings told on a terminal.
pub const TEXT_FINDINGS: usize = 50;

/// Most findings told one a line.
pub const CONCISE_FINDINGS: usize = 500;

/// Most findings in a JSON or SARIF document, and in a manifest.
pub const SERIAL_FINDINGS: usize = 500;

/// Groups of data that are waited for in a control report.
pub const REPORT_LISTED: usize = 40;

/// Errors on the first page of a control report: it holds the verdict, the key figures and the visas besides.
pub const REPORT_STAKES: usize = 5;

/// Longest text in a cell of that page's table, in characters.
pub const REPORT_STAKE_TEXT: usize = 38;

/// Findings told in full in a control report.
pub const REPORT_FINDINGS: usize = 12;

/// Findings told in one line after them; beyond, they are counted.
pub const REPORT_BRIEF: usize = 60;

/// Longest sentence of such a line, in characters.
pub const REPORT_BRIEF_TEXT: usize = 120;

/// Longest statement of the annex of a control report, in characters.
pub const REPORT_ANNEX: usize = 60;

/// Longest account of what follows from a finding in a control report, in characters.
pub const REPORT_SPREAD: usize = 260;

/// Longest value found or expected in a control report, in characters: its column is narrow.
pub const REPORT_VALUE: usize = 140;

/// Longest title of a column or of a line beside a neighbourhood of cells, in characters.
pub const REPORT_GRID_LABEL: usize = 28;

/// Most neighbourhoods of cells in a control report.
pub const REPORT_GRIDS: usize = 2;

/// Bytes that the findings of one project may fill in any format, whatever their number: with all else that is told, no
/// answer passes 200 kB.
pub const FINDINGS_BYTES: usize = 90_000;

/// Bytes that the answers of the checks may fill in a JSON document, for one project.
pub const ANSWERS_BYTES: usize = 90_000;

/// Longest sentence that is told, in characters: a cell may hold thirty thousand.
const SENTENCE: usize = 400;

/// Longest short form of a consequence, in characters: labels of the workbook may be long.
pub const SHORT: usize = 110;

/// Names of missing data that one line gives for each fund.
pub const MISSING_NAMED: usize = 3;

/// Longest text of missing data, in characters: `--detail` gives them all.
pub const MISSING_LINE: usize = 190;

/// Longest name of a missing datum that this text gives, in characters: longer ones are counted, none is cut.
pub const MISSING_NAME: usize = 48;

/// Width of a line when nobody says how wide the reader's is.
pub const WIDTH: usize = 100;

/// Narrowest width that is obeyed.
pub const NARROWEST: usize = 40;

/// The text, cut where it passes [`SENTENCE`].
#[must_use]
pub fn shortened(text: &str) -> String {
    cut(text, SENTENCE)
}

/// The text, cut with « … » where it passes so many characters.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    if text.char_indices().nth(most).is_none() {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_says_that_it_is_cut() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("abcd efg", 6), "abcd…");
    }
}
