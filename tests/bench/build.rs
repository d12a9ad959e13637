//! The whole build, from files to bytes: reading, figures, checks, both packs, nothing written.
#![allow(clippy::unwrap_used)]

mod support;

use divan::Bencher;
use dossier::{Choices, Definitions, Press, ProjectFolder, prepare, produce};
use rayon::prelude::*;

fn main() {
    divan::main();
}

#[divan::bench(args = support::LINES, sample_count = 5, sample_size = 1)]
fn check(bencher: Bencher, lines: u32) {
    let (folder, _) = support::project(lines);
    let definitions = Definitions::embedded();
    bencher.bench(|| {
        let read = ProjectFolder::read(folder.path()).unwrap();
        prepare(read, &definitions, &Choices::default()).unwrap().is_blocked()
    });
}

#[divan::bench(args = support::LINES, sample_count = 3, sample_size = 1)]
fn build(bencher: Bencher, lines: u32) {
    let (folder, _) = support::project(lines);
    let definitions = Definitions::embedded();
    let press = Press::new(&definitions).unwrap();
    bencher.bench(|| {
        let read = ProjectFolder::read(folder.path()).unwrap();
        let prepared = prepare(read, &definitions, &Choices::default()).unwrap();
        let packs: Vec<_> =
            prepared.packs.par_iter().map(|pack| produce(&prepared, pack, &press, true).unwrap()).collect();
        packs.iter().flat_map(|pack| &pack.files).map(|file| file.bytes.len()).sum::<usize>()
    });
}
