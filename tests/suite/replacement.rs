//! Packs that replace others: all at once, and nothing of anybody's work lost.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dossier::cli::Status;

use crate::support::{PROGRAM, Run, contents, copy, dossier, dossier_into, edit};

const EXAMPLE: &str = "budgets/candidature-exemple";
const FUND: &str = "appel-a-projets-cluster";

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// A project with its packs.
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        copy(Path::new(EXAMPLE), &bench.project());
        let built = bench.build();
        assert_eq!(built.status, 0, "{}", built.transcript());
        bench
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("projet")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn pack(&self) -> PathBuf {
        self.out().join("projet").join(FUND)
    }

    fn build(&self) -> Run {
        self.build_of(&self.project(), &[])
    }

    fn build_of(&self, project: &Path, more: &[&str]) -> Run {
        let out = self.out();
        let mut arguments = vec!["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()];
        arguments.extend(more);
        let mut run = dossier(&arguments);
        run.stderr = run.stderr.replace(['\u{202f}', '\u{a0}'], " ");
        run
    }

    /// Changes the project, so that every document of its packs is another.
    fn change(&self) {
        edit(&self.project().join("projet.toml"), "acronyme = \"EPA\"", "acronyme = \"EPA2\"");
    }

    /// What is hidden in the output folder, at any depth.
    fn hidden(&self) -> Vec<String> {
        contents(&self.out())
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| name.split('/').any(|part| part.starts_with('.')))
            .collect()
    }
}

#[test]
fn a_file_of_a_pack_that_somebody_changed_is_refused_by_name() {
    let bench = Bench::new();
    let signed = bench.pack().join("depot/01-candidature.pdf");
    let mut bytes = fs::read(&signed).unwrap();
    bytes.extend(b"\n% signature");
    fs::write(&signed, &bytes).unwrap();
    bench.change();
    let before = contents(&bench.out());
    let refused = bench.build();
    assert_eq!(refused.status, 2, "{}", refused.transcript());
    assert!(
        refused.stderr.contains("depot/01-candidature.pdf")
            && refused.stderr.contains("rien n’a été remplacé")
    );
    assert!(before == contents(&bench.out()));
}

#[test]
fn what_systems_and_office_programs_leave_stops_nothing() {
    let bench = Bench::new();
    let names =
        [".DS_Store", "depot/Thumbs.db", "interne/desktop.ini", "depot/~$lettre.docx", "depot/.~lock.x.pdf#"];
    for name in names {
        fs::write(bench.pack().join(name), "").unwrap();
    }
    let built = bench.build();
    assert_eq!(built.status, 0, "{}", built.transcript());
    assert_eq!(bench.hidden(), Vec::<String>::new());
}

#[test]
fn what_stands_beside_the_packs_stays_as_it_was() {
    let bench = Bench::new();
    assert_eq!(bench.build_of(&bench.project(), &["--draft"]).status, 0);
    let beside = bench.out().join("projet");
    fs::create_dir_all(beside.join("échanges/2024")).unwrap();
    for name in ["notes.txt", "échanges/2024/lettre.txt"] {
        fs::write(beside.join(name), name).unwrap();
    }
    let drafts = contents(&beside.join("brouillon"));
    bench.change();
    assert_eq!(bench.build().status, 0);
    for name in ["notes.txt", "échanges/2024/lettre.txt"] {
        assert_eq!(fs::read_to_string(beside.join(name)).unwrap(), name);
    }
    assert!(drafts == contents(&beside.join("brouillon")));
    assert_eq!(bench.hidden(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_link_is_never_written_through() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let elsewhere = bench.folder.path().join("ailleurs");
    for (place, to) in [(bench.pack(), "fonds"), (bench.out().join("projet"), "projet")] {
        fs::create_dir_all(&elsewhere).unwrap();
        fs::rename(&place, elsewhere.join(to)).unwrap();
        symlink(elsewhere.join(to), &place).unwrap();
        let before = contents(&elsewhere.join(to));
        let refused = bench.build();
        assert_eq!(refused.status, 2, "{}", refused.transcript());
        assert!(refused.stderr.contains("est un lien"), "{}", refused.stderr);
        assert!(before == contents(&elsewhere.join(to)));
        fs::remove_file(&place).unwrap();
        fs::rename(elsewhere.join(to), &place).unwrap();
    }
}

#[test]
fn sums_written_by_somebody_else_remove_nothing() {
    let bench = Bench::new();
    let secret = bench.pack().join("interne/secret.txt");
    fs::write(&secret, "à garder").unwrap();
    let sums = bench.pack().join("interne/SHA256SUMS");
    let digest = dossier::workbench::model::digest::sha256("à garder".as_bytes());
    let text = fs::read_to_string(&sums).unwrap();
    fs::write(&sums, format!("{text}{digest}  interne/secret.txt\n")).unwrap();
    let refused = bench.build();
    assert_eq!(refused.status, 2, "{}", refused.transcript());
    assert!(refused.stderr.contains("secret.txt"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(secret).unwrap(), "à garder");
}

#[test]
fn a_file_of_somebody_s_that_bears_the_name_of_the_sums_is_kept() {
    for name in ["depot/SHA256SUMS", "SHA256SUMS"] {
        let bench = Bench::new();
        fs::write(bench.pack().join(name), "à garder").unwrap();
        let refused = bench.build();
        assert_eq!(refused.status, 2, "{name}\n{}", refused.transcript());
        assert!(refused.stderr.contains("SHA256SUMS"), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(bench.pack().join(name)).unwrap(), "à garder");
    }
}

#[test]
fn a_pack_of_a_former_version_is_replaced() {
    let bench = Bench::new();
    fs::remove_dir_all(bench.pack()).unwrap();
    fs::create_dir(bench.pack()).unwrap();
    let mut sums = String::new();
    for (name, text) in [("lettre.txt", "vieux"), ("manifest.json", "{}")] {
        fs::write(bench.pack().join(name), text).unwrap();
        sums += &format!("{}  {name}\n", dossier::workbench::model::digest::sha256(text.as_bytes()));
    }
    fs::write(bench.pack().join("SHA256SUMS"), sums).unwrap();
    let built = bench.build();
    assert_eq!(built.status, 0, "{}", built.transcript());
    assert!(!bench.pack().join("lettre.txt").exists() && bench.pack().join("interne/SHA256SUMS").is_file());
    assert_eq!(bench.hidden(), Vec::<String>::new());
}

#[test]
fn the_packs_of_another_project_of_the_same_name_are_kept() {
    let bench = Bench::new();
    let other = bench.folder.path().join("autre/projet");
    copy(Path::new("budgets/travaux-mairie-exemple"), &other);
    let before = contents(&bench.out());
    let refused = bench.build_of(&other, &[]);
    assert_eq!(refused.status, 2, "{}", refused.transcript());
    assert!(refused.stderr.contains("d’un autre projet") && refused.stderr.contains("petits ateliers"));
    assert!(before == contents(&bench.out()));
    // The same project under another title is still itself: its sources are.
    edit(
        &bench.project().join("projet.toml"),
        "intitule = \"Énergie des petits ateliers",
        "intitule = \"Tout autre titre",
    );
    assert_eq!(bench.build().status, 0);
}

#[test]
fn a_pack_of_a_former_state_is_named() {
    let bench = Bench::new();
    let project = bench.project().join("projet.toml");
    let templates = bench.folder.path().join("modeles");
    copy(&Path::new("templates").join(FUND), &templates.join("fonds-deux"));
    edit(&templates.join("fonds-deux/fund.toml"), "id = \"appel-a-projets-cluster\"", "id = \"fonds-deux\"");
    edit(&project, "fonds = [\"appel-a-projets-cluster\"]", "fonds = [\"fonds-deux\"]");
    edit(&project, "[fonds.appel-a-projets-cluster.champs]", "[fonds.fonds-deux.champs]");
    let text = fs::read_to_string(&project).unwrap();
    fs::write(&project, text.replace("fonds.appel-a-projets-cluster", "fonds.fonds-deux")).unwrap();
    let built = bench.build_of(&bench.project(), &["--templates", templates.to_str().unwrap()]);
    assert_eq!(built.status, 0, "{}", built.transcript());
    assert!(
        built.stderr.contains(FUND) && built.stderr.contains("ne demande plus ce fonds"),
        "{}",
        built.stderr
    );
}

#[test]
fn runs_on_one_project_wait_for_each_other() {
    let bench = Bench::new();
    bench.change();
    let start = || {
        Command::new(PROGRAM)
            .args(["build", bench.project().to_str().unwrap(), "--out", bench.out().to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let running: Vec<_> = (0..4).map(|_| start()).collect();
    for run in running {
        let ended = run.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(bench.hidden(), Vec::<String>::new());
}

#[test]
fn any_command_puts_in_order_what_a_dead_run_left() {
    let bench = Bench::new();
    let project = bench.out().join("projet");
    // Before the exchange, marked and half written; after it, the former packs.
    let unfinished = bench.out().join(".projet.nouveau-999999");
    fs::create_dir_all(unfinished.join(FUND).join("depot")).unwrap();
    fs::write(unfinished.join(FUND).join("depot/01-candidature.pdf"), "à demi").unwrap();
    fs::write(
        unfinished.join(".dossier-en-cours"),
        format!(
            "dossier : ce dossier est en cours d’écriture ; fichiers :\n{FUND}/depot/01-candidature.pdf\n"
        ),
    )
    .unwrap();
    copy(&project, &bench.out().join(".projet.nouveau-999998"));
    // Somebody's file among them is kept, with all that stands around it.
    copy(&project, &bench.out().join(".projet.nouveau-999997"));
    fs::write(bench.out().join(".projet.nouveau-999997/lettre.txt"), "à garder").unwrap();
    let before = contents(&project);
    let ran = Command::new(PROGRAM).args(["funds", FUND]).current_dir(bench.folder.path()).output().unwrap();
    assert!(ran.status.success());
    let left: Vec<String> = fs::read_dir(bench.out())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [".projet.nouveau-999997"], "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("gardé"));
    assert!(before == contents(&project));
}

/// An output whose reader has left.
struct Left;

impl Write for Left {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

fn without_reader(arguments: &[&str]) -> Status {
    dossier_into(&mut Left, arguments).0
}

#[test]
fn a_reader_who_leaves_changes_no_answer_and_stops_no_work() {
    assert_eq!(without_reader(&["check", "budgets/exemple-anomalies"]), Status::Findings);
    assert_eq!(without_reader(&["check", "budgets/exemple-anomalies", "/nulle/part"]), Status::Failure);
    assert_eq!(without_reader(&["check", "--format", "json", "budgets/exemple-anomalies"]), Status::Findings);
    let bench = Bench::new();
    let names = ["un", "deux", "trois"];
    for name in names {
        copy(Path::new(EXAMPLE), &bench.folder.path().join(name));
    }
    let paths = names.map(|name| bench.folder.path().join(name).to_str().unwrap().to_owned());
    let out = bench.out();
    let mut arguments = vec!["build", "--out", out.to_str().unwrap()];
    arguments.extend(paths.iter().map(String::as_str));
    assert_eq!(without_reader(&arguments), Status::Clean);
    for name in names {
        assert!(out.join(name).join(FUND).join("interne/SHA256SUMS").is_file(), "{name}");
    }
}
