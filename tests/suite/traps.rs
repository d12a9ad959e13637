//! One workbook for each trap of reading and of totals (`tests/workbooks/pieges`), and what the officer reads of it.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite -- traps::` writes the expected findings anew: read the difference.

use std::collections::BTreeMap;

use crate::reading_support::corpus;

#[test]
fn one_workbook_for_each_trap() {
    let all =
        corpus::one_workbook_for_each_trap("tests/workbooks/pieges", &|code| code.starts_with(['L', 'T']));
    let mut formats: BTreeMap<String, usize> = BTreeMap::new();
    for one in &all {
        *formats.entry(one.path.extension().unwrap().to_string_lossy().into_owned()).or_default() += 1;
    }
    assert!(formats.len() == 4 && formats.values().all(|count| *count >= 100), "{formats:?}");
}
