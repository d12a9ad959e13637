//! Figures and checks of a project, without reading nor writing.
#![allow(clippy::unwrap_used)]

mod support;

use divan::{Bencher, black_box};
use dossier::workbench::figures::plan::{PlanInputs, compute};

fn main() {
    divan::main();
}

#[divan::bench(args = support::LINES)]
fn ledger(bencher: Bencher, lines: u32) {
    let (_folder, prepared) = support::prepared(lines);
    let inputs = PlanInputs {
        project: &prepared.folder.project,
        budget: &prepared.reading.budget,
        fund: &prepared.packs[0].fund.fund,
        effective_date: prepared.effective_date,
    };
    bencher.bench(|| compute(black_box(inputs)).unwrap().ledger.len());
}
