//! How long a budget workbook takes to read, and how that compares with the bare cell reader.

mod support;

use divan::{Bencher, black_box};
use dossier::workbench::source::table::read_budget;
use support::workbook::{bare_cells, workbook};

const LINES: [u32; 3] = [60, 1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = LINES)]
fn read(bencher: Bencher, lines: u32) {
    let content = workbook(lines).unwrap_or_default();
    bencher.bench(|| {
        read_budget("budget.xlsx", black_box(&content)).map(|reading| reading.budget.expense_lines.len())
    });
}

/// Every cell with its formula, and nothing else: the floor.
#[divan::bench(args = LINES)]
fn bare_cell_reader(bencher: Bencher, lines: u32) {
    let content = workbook(lines).unwrap_or_default();
    bencher.bench(|| bare_cells(black_box(&content)));
}
