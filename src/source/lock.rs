//! What a spreadsheet program leaves beside a workbook while it holds it open: someone's work may not be saved yet.

use std::fs;
use std::io::Read;
use std::path::Path;

/// Longest lock file that is read, in bytes: both programs write a few hundred.
const BYTES: u64 = 4_096;

/// A workbook that a program holds open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The program.
    pub program: &'static str,
    /// Who opened it, when the file says so.
    pub who: Option<String>,
}

/// The lock of a workbook, `name` relative to the project's folder.
#[must_use]
pub fn holder(root: &Path, name: &str) -> Option<Lock> {
    let (folder, file) =
        name.rsplit_once('/').map_or((root.to_owned(), name), |(folder, file)| (root.join(folder), file));
    let libre_office = folder.join(format!(".~lock.{file}#"));
    if let Some(bytes) = head(&libre_office) {
        return Some(Lock { program: "LibreOffice", who: of_libre_office(&bytes) });
    }
    let excel = folder.join(format!("~${file}"));
    head(&excel).map(|bytes| Lock { program: "Excel", who: of_excel(&bytes) })
}

/// The beginning of a file, when there is one.
fn head(path: &Path) -> Option<Vec<u8>> {
    // Looked at before it is opened: opening a pipe would wait for ever.
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// `Camille Durand,cdurand,PC-12,29.11.2026 09:12,file:///…;`
fn of_libre_office(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    named(text.split(',').map(str::trim).take(2).find(|name| !name.is_empty())?)
}

/// A length, then the name in fifty-four bytes, then again in UTF-16 after its own length.
fn of_excel(bytes: &[u8]) -> Option<String> {
    let length = usize::from(*bytes.get(55)?);
    let wide: Vec<u16> = bytes
        .get(57..)?
        .chunks_exact(2)
        .take(length)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    named(&String::from_utf16_lossy(&wide))
}

fn named(text: &str) -> Option<String> {
    let name: String = text.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_programs_say_who_works_in_a_workbook() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(holder(folder.path(), "budget.xlsx"), None);
        let mut excel = vec![13_u8];
        excel.extend(b"Camille Durand");
        excel.resize(55, b' ');
        excel.extend([14, 0]);
        excel.extend("Camille Durand".encode_utf16().flat_map(u16::to_le_bytes));
        excel.resize(165, b' ');
        fs::write(folder.path().join("~$budget.xlsx"), excel).unwrap();
        let lock = holder(folder.path(), "budget.xlsx").unwrap();
        assert_eq!((lock.program, lock.who.as_deref()), ("Excel", Some("Camille Durand")));
        fs::write(folder.path().join(".~lock.budget.xlsx#"), ",cdurand,PC-12,29.11.2026 09:12,file:///x;")
            .unwrap();
        let lock = holder(folder.path(), "budget.xlsx").unwrap();
        assert_eq!((lock.program, lock.who.as_deref()), ("LibreOffice", Some("cdurand")));
    }

    #[test]
    fn a_lock_that_says_nothing_is_still_a_lock() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("plans")).unwrap();
        fs::write(folder.path().join("plans/~$b.xlsx"), "").unwrap();
        assert_eq!(holder(folder.path(), "plans/b.xlsx"), Some(Lock { program: "Excel", who: None }));
    }
}
