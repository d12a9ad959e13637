//! Keys made, opened with their passwords, and never written over.

use std::fs;

use dossier::cli::{self, Streams, Style};
use dossier::signature::verify;

use crate::signature_files::{FIXTURES, fixture};
use crate::signatures::{Bench, SIGNATURE};
use crate::support::Run;

/// Keys that minisign hid ask for 1 Gio and seconds: one test pays for them.
#[test]
fn keys_with_a_password_sign_from_a_file_and_from_the_keyboard() {
    let bench = Bench::new();
    let password = bench.path("mot-de-passe");
    fs::write(&password, "mot de passe d’essai\r\nautre ligne\n").unwrap();
    let locked = format!("{FIXTURES}/fermee.key");
    let run = bench.sign(&["--cle", &locked, "--mot-de-passe-fichier", password.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let sums = fs::read(bench.in_pack("interne/SHA256SUMS")).unwrap();
    verify(&sums, &fs::read(bench.in_pack(SIGNATURE)).unwrap(), &fixture("fermee.pub")).unwrap();
    // Two passwords that are not the same make no key; nor does an empty one.
    let base = bench.path("cle");
    for (typed, told) in
        [("un\ndeux\n", "ne sont pas les mêmes"), ("\n\n", "--sans-mot-de-passe"), ("", "aucun")]
    {
        let run = typing(typed, &["sign", "--nouvelle-cle", base.to_str().unwrap()]);
        assert!(run.status == 2 && run.stderr.contains(told), "{}", run.transcript());
        assert!(!run.transcript().contains("deux\n"));
    }
    assert!(!bench.path("cle.key").exists() && !bench.path("cle.pub").exists());
}

fn typing(typed: &str, arguments: &[&str]) -> Run {
    let (mut out, mut err, mut input) = (Vec::new(), Vec::new(), typed.as_bytes());
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
        style: Style::Plain,
        input: Some(&mut input),
        width: None,
        program: None,
    };
    let arguments = ["dossier"].iter().chain(arguments).map(std::ffi::OsString::from);
    let status = cli::run(arguments, &mut streams).code().into();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status, stdout: text(out), stderr: text(err) }
}

#[test]
fn a_new_key_is_the_owner_s_alone_and_takes_no_other_s_place() {
    let bench = Bench::new();
    let base = bench.path("cles.mairie");
    let make = || bench.run(&["sign", "--nouvelle-cle", base.to_str().unwrap(), "--sans-mot-de-passe"]);
    let run = make();
    assert_eq!(run.status, 0, "{}", run.transcript());
    let (secret, public) = (bench.path("cles.mairie.key"), bench.path("cles.mairie.pub"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let run = bench.sign(&["--cle", secret.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let sums = fs::read(bench.in_pack("interne/SHA256SUMS")).unwrap();
    verify(&sums, &fs::read(bench.in_pack(SIGNATURE)).unwrap(), &fs::read(&public).unwrap()).unwrap();
    for taken in [&secret, &public] {
        let other = if taken == &secret { &public } else { &secret };
        let before = fs::read(taken).unwrap();
        if other.exists() {
            fs::remove_file(other).unwrap();
        }
        let run = make();
        assert!(run.status == 2 && run.stderr.contains("existe déjà"), "{}", run.transcript());
        assert_eq!(fs::read(taken).unwrap(), before);
        assert!(!other.exists());
        fs::write(other, "x").unwrap();
    }
}
