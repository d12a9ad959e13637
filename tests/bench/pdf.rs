//! How long a document takes, in process and without its fonts' loading. Run with `cargo bench --bench pdf`.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use dossier::workbench::pdf::{Fonts, Theme, render};

use support::table::{request, table};

fn main() {
    divan::main();
}

fn pdf(bencher: divan::Bencher<'_, '_>, html: &str) {
    let (fonts, theme) = (Fonts::embedded().unwrap(), Theme::embedded().unwrap());
    bencher.bench(|| render(&request(html, &theme, &fonts)).unwrap().bytes.len());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn rows(bencher: divan::Bencher<'_, '_>, rows: u64) {
    pdf(bencher, &table(rows));
}

#[divan::bench]
fn everything(bencher: divan::Bencher<'_, '_>) {
    pdf(bencher, include_str!("../fixtures/pdf/everything.html"));
}
