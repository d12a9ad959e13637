#![no_main]

#[path = "../project.rs"]
mod project;

libfuzzer_sys::fuzz_target!(|data: &[u8]| project::project_file(data));
