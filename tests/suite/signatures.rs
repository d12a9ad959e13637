//! Packs signed with keys of minisign: what holds is told from what does not, and nothing is signed that is damaged.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dossier::signature::{PublicKey, read_signature, verify};
use dossier::workbench::pack::signature::SoundPack;
use snapbox::{assert_data_eq, file};

use crate::signature_files::{FIXTURES, fixture};
use crate::support::{Run, contents, copy, dossier, started};

const EXAMPLE: &str = "budgets/candidature-exemple";
const FUND: &str = "appel-a-projets-cluster";
pub const SIGNATURE: &str = "interne/SHA256SUMS.minisig";

fn open_key() -> String {
    format!("{FIXTURES}/ouverte.key")
}

/// A pack of its own, copied from one that is built once.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Self {
        static BUILT: OnceLock<tempfile::TempDir> = OnceLock::new();
        let built = BUILT.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            copy(Path::new(EXAMPLE), &folder.path().join("projet"));
            let run = build(folder.path());
            assert_eq!(run.status, 0, "{}", run.transcript());
            folder
        });
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        copy(built.path(), bench.folder.path());
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn pack(&self) -> PathBuf {
        self.path("out/projet").join(FUND)
    }

    pub fn in_pack(&self, name: &str) -> PathBuf {
        self.pack().join(name)
    }

    /// Signs the pack; what is printed, without what changes from a run to the next.
    pub fn sign(&self, more: &[&str]) -> Run {
        let pack = self.pack();
        let key = open_key();
        let mut arguments = vec!["sign", pack.to_str().unwrap()];
        if !more.contains(&"--cle") {
            arguments.extend(["--cle", &key]);
        }
        arguments.extend(more);
        self.run(&arguments)
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        plain(dossier(arguments), self.folder.path())
    }
}

fn build(folder: &Path) -> Run {
    let (project, out) = (folder.join("projet"), folder.join("out"));
    plain(dossier(&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()]), folder)
}

fn plain(mut run: Run, folder: &Path) -> Run {
    for text in [&mut run.stdout, &mut run.stderr] {
        *text = text.replace(folder.to_str().unwrap(), "ICI").replace(['\u{202f}', '\u{a0}'], " ");
    }
    run
}

#[test]
fn a_pack_is_signed_and_no_byte_of_it_changes() {
    let bench = Bench::new();
    let before = contents(&bench.pack());
    let run = bench.sign(&[]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let mut after = contents(&bench.pack());
    after.retain(|(name, _)| name != SIGNATURE);
    assert!(before == after);
    let (sums, signature) = (
        fs::read(bench.in_pack("interne/SHA256SUMS")).unwrap(),
        read_signature(&bench.in_pack(SIGNATURE)).unwrap(),
    );
    let signed = verify(&sums, &signature, &fixture("ouverte.pub")).unwrap();
    assert!(signed.comment.starts_with("fichier:SHA256SUMS sha256:"), "{}", signed.comment);
    assert!(run.stdout.contains(&signed.key.to_string()) && run.stdout.contains(&signed.comment));
    // Another hand's reading of the same.
    let theirs =
        minisign_verify::PublicKey::decode(&String::from_utf8(fixture("ouverte.pub")).unwrap()).unwrap();
    let text = String::from_utf8(signature.clone()).unwrap();
    theirs.verify(&sums, &minisign_verify::Signature::decode(&text).unwrap(), false).unwrap();
    // The same key, sums and comment give the same bytes, wherever they are written.
    let elsewhere = bench.path("signature");
    let again = bench.sign(&["--sortie", elsewhere.to_str().unwrap()]);
    assert_eq!(again.status, 0, "{}", again.transcript());
    assert_eq!(fs::read(elsewhere).unwrap(), signature);
}

#[test]
fn what_is_printed() {
    let bench = Bench::new();
    let sums =
        dossier::workbench::model::digest::sha256(&fs::read(bench.in_pack("interne/SHA256SUMS")).unwrap());
    let out = bench.path("out");
    let made = bench.path("essai");
    let mut text = String::new();
    let mut tell = |what: &str, run: Run| {
        text.push_str(&format!("── {what}\n{}", run.transcript().replace(&sums, "EMPREINTE")));
    };
    tell("signer", bench.sign(&[]));
    tell("signer une seconde fois", bench.sign(&[]));
    tell("reconstruire ce qui est signé", build(bench.folder.path()));
    let mayor = bench.in_pack("interne/SHA256SUMS.maire.minisig");
    tell(
        "signer à deux",
        bench.sign(&["--sortie", mayor.to_str().unwrap(), "--commentaire", "Le maire, pour dépôt"]),
    );
    let other = bench.in_pack("autre.minisig");
    tell("deux lignes", bench.sign(&["--sortie", other.to_str().unwrap(), "--commentaire", "Le\nmaire"]));
    tell("le dossier de tous", bench.run(&["sign", out.to_str().unwrap(), "--cle", &open_key()]));
    tell("sans clé", bench.run(&["sign", bench.pack().to_str().unwrap()]));
    fs::remove_file(bench.in_pack(SIGNATURE)).unwrap();
    tell("la clé publique", bench.sign(&["--cle", &format!("{FIXTURES}/ouverte.pub")]));
    tell("personne au clavier", bench.sign(&["--cle", &format!("{FIXTURES}/fermee.key")]));
    tell("une clé sans mot de passe ?", bench.run(&["sign", "--nouvelle-cle", made.to_str().unwrap()]));
    fs::write(bench.in_pack("depot/note.txt"), "").unwrap();
    tell("un fichier de trop", bench.sign(&[]));
    fs::remove_file(bench.in_pack("depot/note.txt")).unwrap();
    fs::write(bench.in_pack("depot/01-candidature.pdf"), "").unwrap();
    tell("un fichier changé", bench.sign(&[]));
    fs::remove_file(bench.in_pack("depot/01-candidature.pdf")).unwrap();
    tell("un fichier de moins", bench.sign(&[]));
    assert_data_eq!(text, file!["../transcripts/signatures.txt"].raw());
    assert_data_eq!(
        started(
            std::process::Command::new(crate::support::PROGRAM)
                .args(["sign", "--help"])
                .env_remove("COLUMNS")
        )
        .transcript(),
        file!["../transcripts/help-sign.txt"].raw()
    );
}

#[test]
fn what_is_named_in_the_sums_is_of_the_pack_or_nothing_is_signed() {
    let bench = Bench::new();
    let sums = bench.in_pack("interne/SHA256SUMS");
    let sound = fs::read_to_string(&sums).unwrap();
    let digest = "0".repeat(64);
    let outside =
        [format!("{sound}{digest}  ../../../etc/passwd\n"), format!("{sound}{digest}  /etc/passwd\n")];
    let odd = [format!("{sound}n’importe quoi\n"), String::new(), format!("{sound}{digest} *x\n")];
    for text in outside.iter().chain(&odd) {
        fs::write(&sums, text).unwrap();
        let run = bench.sign(&[]);
        assert_eq!(run.status, 2, "{text}: {}", run.transcript());
        assert!(
            run.stderr.contains("interne/SHA256SUMS") && !bench.in_pack(SIGNATURE).exists(),
            "{}",
            run.stderr
        );
    }
    fs::write(&sums, &sound).unwrap();
    fs::write(bench.in_pack("depot/.DS_Store"), "").unwrap();
    assert_eq!(SoundPack::read(&bench.pack()).unwrap().files, sound.lines().count());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_neither_signed_nor_read_as_keys() {
    let bench = Bench::new();
    let document = bench.in_pack("depot/01-candidature.pdf");
    let moved = bench.path("ailleurs.pdf");
    fs::rename(&document, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &document).unwrap();
    let linked = bench.sign(&[]);
    assert!(
        linked.status == 2 && linked.stderr.contains("depot/01-candidature.pdf"),
        "{}",
        linked.transcript()
    );
    fs::remove_file(&document).unwrap();
    fs::rename(&moved, &document).unwrap();
    let pipe = bench.path("tube");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let huge = bench.path("grande.key");
    File::create(&huge).unwrap().set_len(100_000_000).unwrap();
    for (path, told) in
        [(&pipe, "ce n’est pas un fichier ordinaire"), (&huge, "plus que la limite de 8192 octets")]
    {
        let path = path.to_str().unwrap();
        let locked = format!("{FIXTURES}/fermee.key");
        for run in
            [bench.sign(&["--cle", path]), bench.sign(&["--cle", &locked, "--mot-de-passe-fichier", path])]
        {
            assert!(run.status == 2 && run.stderr.contains(told), "{}", run.transcript());
        }
        assert!(PublicKey::given(path).unwrap_err().to_string().contains(told));
    }
    assert!(read_signature(&pipe).is_err() && read_signature(&huge).is_err());
    // A dangling link where the signature goes is a name that is taken.
    std::os::unix::fs::symlink(bench.path("nulle-part"), bench.in_pack(SIGNATURE)).unwrap();
    assert_eq!(bench.sign(&[]).status, 2);
    assert!(!bench.path("nulle-part").exists());
}
