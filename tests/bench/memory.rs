//! Time and memory of one process for each size: tables through the page layout, projects checked (the longest has a
//! million cells), whole builds, a workbook of a million cells read by the bare cell reader, as sheets, and as a budget; and
//! whole builds of projects whose texts grow up to what is read of them, a quarter, half, then all: the last two columns say
//! how many times more than the line before they took, which doubling makes two where cost is linear.
//!
//! Run with `cargo bench --bench memory`; a word after `--` keeps the lines that hold it. Each line is a process of its
//! own, since the kernel only knows the peak of a whole process: peak resident memory (`VmHWM`) right after the first
//! run, base being what was resident before it; wall-clock and processor time are medians of all runs.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "timing belongs to the benches")]

mod support;

use std::path::Path;
use std::time::Instant;

use dossier::workbench::pdf::{Fonts, Theme, render};
use dossier::workbench::source::table::read_budget;
use dossier::workbench::source::workbook::read_sheets;
use dossier::{Choices, Definitions, Press, ProjectFolder, prepare, produce};
use rayon::prelude::*;

/// First argument of the process that measures one line.
const CHILD: &str = "--child";

/// Lines of a workbook of a million cells less a few.
const MILLION_CELLS: u32 = 999_900 / support::workbook::COLUMNS;

/// Lines of a budget of a million cells less a few: ten columns, and its other sheets.
const MILLION_CELLS_OF_BUDGET: u32 = 99_900;

/// Lines of the longest project that is built.
const LONG_PROJECT: u32 = 30_000;

/// Kinds that read a project's folder.
const PROJECTS: [&str; 2] = ["check", "build"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, kind, size, path] = arguments.as_slice()
        && flag == CHILD
    {
        child(kind, size, Path::new(path));
        return;
    }
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    println!(
        "{:<8} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>6} {:>6}",
        "", "size", "ms", "cpu ms", "base MiB", "peak MiB", "KiB", "× cpu", "× mem"
    );
    let mut lines: Vec<(&str, u32)> = ["table", "check", "build"]
        .into_iter()
        .flat_map(|kind| [100, 1_000, 10_000].map(|size| (kind, size)))
        .collect();
    lines.extend(["check", "build"].map(|kind| (kind, LONG_PROJECT)));
    lines.push(("check", MILLION_CELLS_OF_BUDGET));
    lines.extend(["bare", "cells", "read"].map(|kind| (kind, MILLION_CELLS)));
    for (kind, most) in support::texts::GROWN {
        lines.extend([most / 4, most / 2, most].map(|size| (kind, size)));
    }
    let mut former: Option<(&str, [f64; 2])> = None;
    for (kind, size) in lines {
        if wanted.is_some_and(|wanted| !format!("{kind} {size}").contains(wanted.as_str())) {
            continue;
        }
        // What is measured is made here, so that making it costs the child nothing.
        let (folder, path) = if kind == "table" {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("table.html");
            std::fs::write(&path, support::table::table(u64::from(size))).unwrap();
            (folder, path)
        } else if is_text(kind) {
            let folder = support::texts::project(kind, size);
            let path = folder.path().to_owned();
            (folder, path)
        } else if !PROJECTS.contains(&kind) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("budget.xlsx");
            std::fs::write(&path, support::workbook::workbook(size).unwrap()).unwrap();
            (folder, path)
        } else {
            let (folder, _) = support::project(size);
            let path = folder.path().to_owned();
            (folder, path)
        };
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args([CHILD, kind, &size.to_string()])
            .arg(&path)
            .stderr(std::process::Stdio::inherit())
            .output()
            .unwrap();
        drop(folder);
        assert!(child.status.success(), "{kind} {size}: {}", child.status);
        let line = String::from_utf8(child.stdout).unwrap();
        let figures: Vec<f64> = line.split_whitespace().skip(1).map(|field| field.parse().unwrap()).collect();
        let now = [figures[2], figures[4] - figures[3]];
        let growth = former.filter(|(before, _)| *before == kind).map(|(_, before)| before);
        let growth = growth.map_or_else(String::new, |before| {
            format!(" {:>6.1} {:>6.1}", now[0] / before[0], now[1] / before[1])
        });
        println!("{}{growth}", line.trim_end());
        former = Some((kind, now));
    }
}

/// True for a project whose texts grow.
fn is_text(kind: &str) -> bool {
    support::texts::GROWN.iter().any(|(known, _)| *known == kind)
}

fn child(kind: &str, size: &str, path: &Path) {
    if kind == "table" {
        let html = std::fs::read_to_string(path).unwrap();
        let (fonts, theme) = (Fonts::embedded().unwrap(), Theme::embedded().unwrap());
        let request = support::table::request(&html, &theme, &fonts);
        measure(kind, size, 9, || render(&request).unwrap().bytes.len());
    } else if kind == "check" {
        let definitions = Definitions::embedded();
        measure(kind, size, 5, || {
            let read = ProjectFolder::read(path).unwrap();
            let prepared = prepare(read, &definitions, &Choices::default()).unwrap();
            prepared.packs.iter().map(|pack| pack.results.len()).sum()
        });
    } else if kind != "build" && !is_text(kind) {
        let content = std::fs::read(path).unwrap();
        let cells = measure_reading(kind, &content);
        measure(kind, size, 5, cells);
    } else {
        let definitions = Definitions::embedded();
        let press = Press::new(&definitions).unwrap();
        measure(kind, size, 3, || {
            let read = ProjectFolder::read(path).unwrap();
            let prepared = prepare(read, &definitions, &Choices::default()).unwrap();
            let packs: Vec<_> = prepared
                .packs
                .par_iter()
                .map(|pack| produce(&prepared, pack, &press, true).unwrap())
                .collect();
            packs.iter().flat_map(|pack| &pack.files).map(|file| file.bytes.len()).sum()
        });
    }
}

/// The floor, the cells of the sheets, or the budget that they hold.
fn measure_reading<'a>(kind: &str, content: &'a [u8]) -> Box<dyn Fn() -> usize + 'a> {
    match kind {
        "bare" => Box::new(|| support::workbook::bare_cells(content).unwrap()),
        "cells" => Box::new(|| read_sheets("budget.xlsx", content).unwrap().len()),
        _ => Box::new(|| read_budget("budget.xlsx", content).unwrap().budget.expense_lines.len()),
    }
}

fn measure(kind: &str, size: &str, runs: usize, run: impl Fn() -> usize) {
    let base = resident("VmRSS");
    let (mut walls, mut processors) = (Vec::new(), Vec::new());
    let (mut peak, mut bytes) = (0.0, 0);
    for index in 0..runs {
        let (start, before) = (Instant::now(), processor());
        bytes = run();
        walls.push(start.elapsed().as_secs_f64() * 1e3);
        processors.push(processor() - before);
        if index == 0 {
            peak = resident("VmHWM");
        }
    }
    let (wall, processor) = (median(walls), median(processors));
    println!(
        "{kind:<8} {size:>7} {wall:>9.1} {processor:>9.1} {base:>9.1} {peak:>9.1} {:>9.1}",
        bytes as f64 / 1024.0
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// An entry of `/proc/self/status`, in MiB; not a number where there is none.
fn resident(entry: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(entry)?.strip_prefix(':'));
    let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}

/// Processor time of all threads so far, in milliseconds, to the nanosecond for each thread alive.
fn processor() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = tasks.filter_map(|task| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e6
}
