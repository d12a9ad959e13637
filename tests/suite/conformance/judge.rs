//! veraPDF over everything that the program makes, sound or damaged, in one call.
//!
//! Needs veraPDF (`shared/tools/verapdf/verapdf` beside or above the repository) and qpdf:
//! `cargo test --test suite -- --ignored conformance::`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::damage::{DAMAGES, rewritten};
use super::packs::{all, example};
use super::{HARMED, strange};

/// Broken rules of each file, as `ua1 7.3-1`. A file that was not judged by both standards is not in the map.
fn judge(files: &[PathBuf]) -> BTreeMap<PathBuf, BTreeSet<String>> {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/tools/verapdf/verapdf"))
        .find(|tool| tool.exists())
        .expect("veraPDF is in shared/tools");
    let output = Command::new(tool).args(["-f", "3a,ua1"]).args(files).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let mut judged: BTreeMap<PathBuf, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    let (mut flavour, mut path) = (String::new(), PathBuf::new());
    for line in report.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["PASS" | "FAIL", standard, file, ":", ..] => {
                (flavour, path) = ((*standard).to_owned(), PathBuf::from(file));
                judged.entry(path.clone()).or_default().0.insert(flavour.clone());
            }
            ["ERROR", ..] => panic!("{line}"),
            ["FAILED", "clause", clause, "test", test, ..] => {
                let rules = &mut judged.get_mut(&path).unwrap().1;
                rules.insert(format!("{flavour} {clause}-{test}"));
            }
            _ => {}
        }
    }
    judged.into_iter().filter(|(_, (by, _))| by.len() == 2).map(|(path, (_, rules))| (path, rules)).collect()
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(format!("{}.pdf", name.replace('/', "-")));
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
#[ignore = "needs veraPDF and qpdf"]
fn the_judge_passes_every_document_and_sees_every_damage() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    fs::create_dir_all(&folder).unwrap();
    let mut expected: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut sound = |name: &str, bytes: &[u8]| {
        expected.insert(written(&folder, name, bytes), BTreeSet::new());
    };
    for built in all() {
        sound(&built.name, &built.bytes);
    }
    for (name, bytes) in strange::documents() {
        sound(&format!("etrange/{name}"), &bytes);
    }
    let reference = &example(HARMED).bytes;
    // Written anew without damage: what the judge says of the others is the damage's doing.
    sound("sans-dommage", &rewritten(reference, None));
    for file in expected.keys() {
        let check = Command::new("qpdf").arg("--check").arg(file).output().unwrap();
        assert!(check.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&check.stderr));
    }
    for damage in DAMAGES {
        let path = written(&folder, damage.name, &rewritten(reference, Some(damage.harm)));
        expected.insert(path, damage.judge.iter().map(|rule| (*rule).to_owned()).collect());
    }
    let files: Vec<PathBuf> = expected.keys().cloned().collect();
    let judged = judge(&files);
    let mut differences = Vec::new();
    for (file, rules) in &expected {
        if judged.get(file) != Some(rules) {
            differences.push(format!("{}: {:?}, expected {rules:?}", file.display(), judged.get(file)));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    println!("{} documents judged, {} of them damaged", files.len(), DAMAGES.len());
}
