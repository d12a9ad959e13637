//! The same budget read from `.xlsx`, `.ods` and `.xls`.

use crate::reading_support::{bytes, dump, read};

#[test]
fn the_three_formats_read_alike() {
    let xlsx = dump(&read("simple.xlsx"));
    snapbox::assert_data_eq!(&xlsx, snapbox::file!["../workbooks/simple.txt"].raw());
    for name in ["simple.ods", "simple.xls"] {
        assert_eq!(dump(&read(name)), xlsx, "{name}");
    }
}

#[test]
fn the_content_decides_the_format() {
    for (content, name) in [
        ("simple.ods", "a.xlsx"),
        ("simple.xls", "a.xlsx"),
        ("simple.xlsx", "a.xls"),
        ("simple.xlsx", "A.XLSM"),
    ] {
        let reading = dossier::workbench::source::table::read_budget(name, &bytes(content)).unwrap();
        assert_eq!(reading.budget.expense_lines.len(), 4, "{content} as {name}");
    }
}
