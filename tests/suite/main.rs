//! Everything that the program promises, in one binary: a test target more is a link more, and linking is most of the
//! wait. `cargo test --test suite -- trace::` runs one file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod annotated;
mod attachments;
mod audit;
mod audit_quiet;
mod awkward_texts;
mod budget_slips;
mod check_cases;
mod checks;
mod command_line;
mod conformance;
mod damaged_workbooks;
#[cfg(unix)]
mod diff;
mod escaping;
mod face;
mod filed_workbooks;
mod first_hour;
mod formats;
mod formulas;
mod fund_definitions;
mod fund_guide;
mod hostile_archives;
mod manners;
mod mutations;
mod officers_slips;
mod one_cause;
mod one_cell;
mod packs;
mod papers;
mod pdf_engine;
mod pdf_tags;
mod portfolio;
mod race;
#[cfg(unix)]
mod reading_apart;
mod reading_formats;
mod reading_hostile;
mod reading_plans;
mod reading_shapes;
mod reading_support;
mod reading_traps;
mod reading_words;
mod replacement;
mod rules;
mod several_projects;
mod sides;
mod signature_files;
mod signatures;
mod signing_keys;
#[cfg(unix)]
mod starved;
mod structure;
mod support;
mod templates;
mod theme;
mod three_funds;
mod toml_slips;
mod trace;
mod trace_onward;
mod trace_printed;
mod traps;
mod vat;
mod verify;
mod waivers;
mod word;
mod workshop_words;
mod xlsx_recalculation;
mod xlsx_round_trip;
mod years;

/// Cargo finds this file and no other: one that is not named above would never run.
#[test]
fn no_file_of_tests_is_forgotten() {
    let here = include_str!("main.rs");
    for entry in std::fs::read_dir("tests/suite").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || here.contains(&format!("\nmod {module};\n")), "{name}");
    }
}
