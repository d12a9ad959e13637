//! `dossier verify`: what does not hold in a pack is named, what holds is obtained again, and what cannot be checked is said.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{contents, copy, dossier, edit, edit_workbook, files_below, statement_of};

const EXAMPLE: &str = "budgets/candidature-exemple";
const FUND: &str = "appel-a-projets-cluster";

/// A pack of its own, and the project that it was made from.
struct Bench {
    folder: tempfile::TempDir,
    project: PathBuf,
    pack: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("projet");
        copy(Path::new(EXAMPLE), &project);
        let bench = Self { project, pack: folder.path().join("out/projet").join(FUND), folder };
        bench.build(&bench.project, "out", &[]);
        bench
    }

    fn build(&self, project: &Path, out: &str, more: &[&str]) {
        let out = self.folder.path().join(out);
        let run =
            dossier(&[&["build", project.to_str().unwrap(), "--out", out.to_str().unwrap()], more].concat());
        assert_eq!(run.status, 0, "{}", run.transcript());
    }

    fn archive(&self) -> PathBuf {
        files_below(&self.pack)
            .into_iter()
            .find(|path| path.to_string_lossy().ends_with("-archive.pdf"))
            .unwrap()
    }

    fn verify(&self, more: &[&str]) -> (i32, Value) {
        verify(&self.pack, more)
    }
}

fn verify(path: &Path, more: &[&str]) -> (i32, Value) {
    let run = dossier(&[&["verify", path.to_str().unwrap(), "--format", "json"], more].concat());
    let read: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.transcript()));
    (run.status, read["dossiers"][0].clone())
}

/// The kinds of the differences, with their files.
fn differences(verdict: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = verdict["differences"].as_array().unwrap();
    all.iter().map(|one| (text(&one["genre"]), text(&one["fichier"]))).collect()
}

fn name(pack: &Path, file: &Path) -> String {
    file.strip_prefix(pack).unwrap().to_string_lossy().replace('\\', "/")
}

#[test]
fn a_pack_as_it_was_written_is_intact_and_obtained_again() {
    let bench = Bench::new();
    let (status, verdict) = bench.verify(&[]);
    assert_eq!((status, &verdict["etat"]), (0, &"intact".into()), "{verdict}");
    assert_eq!(verdict["intacts"], files_below(&bench.pack).len());
    let (status, verdict) = bench.verify(&["--rebuild"]);
    assert_eq!(status, 0, "{verdict}");
    assert_eq!(verdict["reconstruction"]["identiques"], files_below(&bench.pack).len());
    let told = dossier(&["verify", bench.pack.to_str().unwrap(), "--rebuild"]);
    assert!(
        told.stdout.contains("✓ reconstruit depuis les sources de son exemplaire d’archive"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("elle ne prouve ni qui l’a écrit"), "{}", told.stdout);
    let out = verify(&bench.folder.path().join("out"), &[]);
    assert_eq!((out.0, &out.1["etat"]), (0, &"intact".into()));
}

/// Every file, at places spread over it: the bar of two hundred places a file is judged outside, with the release program.
#[test]
fn one_changed_byte_is_seen_and_its_file_named() {
    let bench = Bench::new();
    for file in files_below(&bench.pack) {
        let sound = fs::read(&file).unwrap();
        for part in 0..8 {
            let mut bytes = sound.clone();
            let at = (bytes.len() - 1) * part / 7;
            bytes[at] ^= 1 << (part % 8);
            fs::write(&file, &bytes).unwrap();
            let (status, verdict) = bench.verify(&[]);
            let named = differences(&verdict);
            assert_eq!(status, 1, "{} at {at}: {verdict}", file.display());
            assert!(
                named.contains(&("modifie".to_owned(), name(&bench.pack, &file))),
                "{}: {named:?}",
                file.display()
            );
        }
        fs::write(&file, &sound).unwrap();
    }
    assert_eq!(bench.verify(&[]).0, 0);
}

/// A line of the sums is short: each of its bytes is changed.
#[test]
fn of_the_manifest_and_its_line_in_the_sums_the_one_that_changed_is_named() {
    const MANIFEST: &str = "interne/manifest.json";
    const SUMS: &str = "interne/SHA256SUMS";
    let bench = Bench::new();
    let file = bench.pack.join(SUMS);
    let sound = fs::read(&file).unwrap();
    let text = std::str::from_utf8(&sound).unwrap();
    let end = text.find(MANIFEST).unwrap() + MANIFEST.len();
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    for at in start..=end {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&file, &bytes).unwrap();
        let (status, verdict) = bench.verify(&[]);
        assert_eq!(status, 1, "{at}: {verdict}");
        assert_eq!(differences(&verdict), [("modifie".to_owned(), SUMS.to_owned())], "{at}: {verdict}");
    }
    // A digit of the digest: both files are named, and the sums are told to be the likelier.
    let mut bytes = sound.clone();
    bytes[start] = if bytes[start] == b'0' { b'1' } else { b'0' };
    fs::write(&file, &bytes).unwrap();
    let (_, verdict) = bench.verify(&[]);
    assert_eq!(verdict["differences"][0]["ou_bien"], MANIFEST, "{verdict}");
    fs::write(&file, &sound).unwrap();
    // A manifest that could be one of the program: nothing says which of them changed. One that could not be is told.
    let file = bench.pack.join(MANIFEST);
    let manifest = fs::read_to_string(&file).unwrap();
    let title = statement_of(&bench.pack)["subject"][0]["annotations"]["titre"].as_str().unwrap().to_owned();
    let figure = manifest.replacen("\"libelle\": \"", "\"libelle\": \"x", 1);
    for (changed, told) in [
        (manifest.replacen(&title, "Un autre titre", 1), "rien ne dit lequel"),
        (figure, "c’est donc sans doute lui qui a changé"),
        (format!("{manifest} "), "c’est donc sans doute lui qui a changé"),
        (manifest.replacen('{', "", 1), "c’est donc sans doute lui qui a changé"),
    ] {
        assert_ne!(changed, manifest);
        fs::write(&file, changed).unwrap();
        let (status, verdict) = bench.verify(&[]);
        let difference = &verdict["differences"][0];
        assert_eq!(
            (status, &difference["fichier"], &difference["ou_bien"]),
            (1, &MANIFEST.into(), &SUMS.into())
        );
        let said = difference["texte"].as_str().unwrap();
        assert!(said.contains(told) && said.contains(SUMS), "{said}");
    }
    let base = bench.folder.path().join("mairie");
    fs::write(&file, manifest.replacen(&title, "Un autre titre", 1)).unwrap();
    let made = dossier(&["sign", "--nouvelle-cle", base.to_str().unwrap(), "--sans-mot-de-passe"]);
    assert_eq!(made.status, 0, "{}", made.transcript());
    let secret = bench.folder.path().join("mairie.key");
    let refused = dossier(&["sign", bench.pack.to_str().unwrap(), "--cle", secret.to_str().unwrap()]);
    assert_eq!(refused.status, 2, "{}", refused.transcript());
    assert!(refused.stderr.contains(&format!("{MANIFEST} ou {SUMS}")), "{}", refused.stderr);
}

#[test]
fn a_theme_that_changed_is_told_as_the_theme() {
    let bench = Bench::new();
    let templates = bench.folder.path().join("modeles");
    fs::create_dir_all(templates.join("commun")).unwrap();
    let theme = templates.join("commun/theme.toml");
    let text = fs::read_to_string("templates/commun/theme.toml").unwrap();
    fs::write(&theme, format!("{text}\n# autrement\n")).unwrap();
    let more = ["--templates", templates.to_str().unwrap()];
    for place in [bench.pack.clone(), bench.archive()] {
        let (status, verdict) = verify(&place, &[more.as_slice(), &["--rebuild"]].concat());
        assert_eq!(status, 1, "{verdict}");
        let causes = verdict["reconstruction"]["causes"].as_array().unwrap();
        let told: Vec<_> = causes.iter().map(|cause| (&cause["couche"], &cause["nom"])).collect();
        assert_eq!(told, [(&"theme".into(), &"commun/theme.toml".into())], "{}", place.display());
    }
}

#[test]
fn a_file_that_is_gone_added_or_renamed_is_named() {
    let bench = Bench::new();
    for file in files_below(&bench.pack) {
        let own = name(&bench.pack, &file);
        let aside = file.with_file_name("renomme.bin");
        fs::rename(&file, &aside).unwrap();
        let (status, verdict) = bench.verify(&[]);
        assert_ne!(status, 0, "{own}");
        assert!(verdict.to_string().contains(&own), "{verdict}");
        fs::rename(&aside, bench.folder.path().join("ailleurs")).unwrap();
        let (status, verdict) = bench.verify(&[]);
        assert_ne!(status, 0, "{own}");
        assert!(verdict.to_string().contains(&own), "{verdict}");
        fs::rename(bench.folder.path().join("ailleurs"), &file).unwrap();
    }
    fs::write(bench.pack.join("depot/note.txt"), "à moi").unwrap();
    fs::write(bench.pack.join(".DS_Store"), "x").unwrap();
    let (status, verdict) = bench.verify(&[]);
    assert_eq!(status, 1);
    assert_eq!(differences(&verdict), [("ajoute".to_owned(), "depot/note.txt".to_owned())]);
    assert_eq!(verdict["laisse_par_le_systeme"][0], ".DS_Store");
    // Without what says what it held, nothing is called verified.
    for file in ["interne/manifest.json", "interne/SHA256SUMS"] {
        fs::remove_file(bench.pack.join(file)).unwrap();
    }
    let (status, verdict) = bench.verify(&["--rebuild"]);
    assert_eq!((status, &verdict["etat"]), (2, &"non-verifiable".into()), "{verdict}");
}

#[test]
fn the_archive_copy_alone_makes_the_pack_again() {
    let bench = Bench::new();
    let alone = bench.folder.path().join("un dossier d’un autre nom/copie.pdf");
    fs::create_dir(alone.parent().unwrap()).unwrap();
    fs::copy(bench.archive(), &alone).unwrap();
    let (status, verdict) = verify(&alone, &[]);
    assert_eq!((status, &verdict["etat"]), (0, &"intact".into()), "{verdict}");
    assert_eq!(verify(&alone, &["--rules", "pack"]).0, 0);
    // A filed document carries nothing: it cannot be verified alone.
    let filed =
        files_below(&bench.pack.join("depot")).into_iter().find(|path| path.extension().unwrap() == "pdf");
    let (status, verdict) = verify(&filed.unwrap(), &[]);
    assert_eq!(status, 2);
    assert!(verdict["non_verifiable"][0].as_str().unwrap().contains("ne porte aucune source"), "{verdict}");
}

#[test]
fn what_is_added_after_the_end_of_a_document_is_told_as_such() {
    let bench = Bench::new();
    let file = bench.archive();
    let sound = fs::read(&file).unwrap();
    let update = |inside: &str| {
        let more =
            format!("\n9000 0 obj\n<<{inside}>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n12\n%%EOF\n");
        [sound.as_slice(), more.as_bytes()].concat()
    };
    for (inside, told) in
        [("/Type /Sig /ByteRange [0 1 2 3]", "signé après coup"), ("/Type /Annot", "complété après coup")]
    {
        fs::write(&file, update(inside)).unwrap();
        let (status, verdict) = bench.verify(&[]);
        assert_eq!(status, 1);
        assert_eq!(differences(&verdict), [("complete".to_owned(), name(&bench.pack, &file))]);
        assert!(verdict["differences"][0]["texte"].as_str().unwrap().contains(told), "{verdict}");
        let (status, verdict) = verify(&file, &[]);
        assert_eq!(status, 1, "{verdict}");
        assert!(
            verdict["reconstruction"]["differences"][0]["texte"].as_str().unwrap().contains(told),
            "{verdict}"
        );
    }
    fs::write(&file, [sound.as_slice(), b"autre chose"].concat()).unwrap();
    assert_eq!(differences(&bench.verify(&[]).1), [("modifie".to_owned(), name(&bench.pack, &file))]);
}

#[test]
fn line_ends_that_a_checkout_changed_are_told_as_such() {
    let bench = Bench::new();
    let manifest = bench.pack.join("interne/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace('\n', "\r\n")).unwrap();
    let (status, verdict) = bench.verify(&[]);
    assert_eq!(status, 1);
    assert_eq!(differences(&verdict), [("fins-de-ligne".to_owned(), "interne/manifest.json".to_owned())]);
}

#[test]
fn a_pack_is_the_same_whatever_its_folder_its_line_ends_and_its_accents() {
    let bench = Bench::new();
    let other = bench.folder.path().join("Autre nom, é");
    copy(&bench.project, &other);
    for file in ["projet.toml", "description.md"] {
        let text = fs::read_to_string(other.join(file)).unwrap();
        fs::write(other.join(file), text.replace('\n', "\r\n")).unwrap();
    }
    bench.build(&other, "ailleurs", &[]);
    let built = bench.folder.path().join("ailleurs/Autre nom, é").join(FUND);
    assert!(contents(&bench.pack) == contents(&built));
    // A piece whose name an archive or a system writes with its accents apart.
    let accented = bench.folder.path().join("accents");
    copy(&bench.project, &accented);
    let first = files_below(&accented.join("pieces")).remove(0);
    let own = first.file_name().unwrap().to_string_lossy().into_owned();
    for (folder, place) in [(&bench.project, "é-1.pdf"), (&accented, "e\u{301}-1.pdf")] {
        fs::rename(folder.join("pieces").join(&own), folder.join("pieces").join(place)).unwrap();
        edit(&folder.join("projet.toml"), &format!("pieces/{own}"), "pieces/é-1.pdf");
    }
    bench.build(&bench.project, "un", &[]);
    bench.build(&accented, "deux", &[]);
    let pack = |out: &str, project: &str| contents(&bench.folder.path().join(out).join(project).join(FUND));
    assert!(pack("un", "projet") == pack("deux", "accents"));
}

#[test]
fn a_cell_that_changed_is_told_with_its_amounts_and_its_pages() {
    let bench = Bench::new();
    let changed = bench.folder.path().join("change");
    copy(&bench.project, &changed);
    let (status, verdict) = bench.verify(&["--projet", changed.to_str().unwrap()]);
    assert_eq!(status, 0, "{verdict}");
    let ledger = crate::support::listed(&statement_of(&bench.pack), "chiffres");
    let cell = ledger.iter().find(|one| {
        one["unite"] == "euro"
            && one
                .pointer("/obtenu/donne/lieu")
                .and_then(Value::as_str)
                .is_some_and(|place| place.starts_with("budget.xlsx"))
    });
    let cell = cell.unwrap();
    let value = cell["valeur"].as_str().unwrap().trim_end_matches('0').trim_end_matches('.').to_owned();
    edit_workbook(&changed, &format!("<v>{value}</v>"), "<v>4321</v>");
    let (status, verdict) = bench.verify(&["--projet", changed.to_str().unwrap()]);
    assert_eq!(status, 1, "{verdict}");
    let again = &verdict["reconstruction"];
    assert_eq!(again["causes"][0]["nom"], "budget.xlsx");
    assert_eq!(again["causes"][0]["couche"], "source");
    let amounts = again["montants"].as_array().unwrap();
    let own = amounts.iter().find(|amount| amount["lieu"] == cell["obtenu"]["donne"]["lieu"]).unwrap();
    assert_eq!(
        (own["avant"].as_str(), own["maintenant"].as_str()),
        (cell["valeur"].as_str(), Some("4321.00"))
    );
    let pages = again["differences"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["texte"].as_str().unwrap().contains("page "));
    assert!(pages.count() > 0, "{again}");
    // The description is not what changed.
    assert!(again["causes"].as_array().unwrap().iter().all(|cause| cause["nom"] != "description.md"));
}

#[test]
fn rules_that_changed_are_told_and_those_of_the_pack_still_make_it() {
    let bench = Bench::new();
    let templates = bench.folder.path().join("modeles");
    copy(&Path::new("templates").join(FUND), &templates.join(FUND));
    let template = templates.join(FUND).join("candidature.hbs");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replacen("<h2>", "<h2>Autrement : ", 1)).unwrap();
    let more = ["--rebuild", "--templates", templates.to_str().unwrap()];
    let (status, verdict) = bench.verify(&more);
    assert_eq!(status, 1, "{verdict}");
    let causes = verdict["reconstruction"]["causes"].as_array().unwrap();
    assert_eq!(causes.len(), 1, "{causes:?}");
    assert_eq!(
        (&causes[0]["couche"], &causes[0]["nom"]),
        (&"modele".into(), &format!("{FUND}/candidature.hbs").into())
    );
    let told = dossier(&[&["verify", bench.pack.to_str().unwrap()], more.as_slice()].concat()).stdout;
    assert!(told.contains("--rules pack le reconstruit avec les siennes"), "{told}");
    let own = [more.as_slice(), &["--rules", "pack"]].concat();
    let (status, verdict) = bench.verify(&own);
    assert_eq!(status, 0, "{verdict}");
    assert_eq!(verify(&bench.archive(), &own[1..]).0, 0);
    assert_eq!(verify(&bench.archive(), &more[1..]).0, 1);
}

/// Writes a manifest and the sums that go with it.
fn rewritten(pack: &Path, manifest: &str) {
    fs::write(pack.join("interne/manifest.json"), manifest).unwrap();
    let sums = fs::read_to_string(pack.join("interne/SHA256SUMS")).unwrap();
    let digest = dossier::workbench::model::digest::sha256(manifest.as_bytes());
    let lines = sums.lines().map(|line| match line.strip_suffix("  interne/manifest.json") {
        Some(_) => format!("{digest}  interne/manifest.json\n"),
        None => format!("{line}\n"),
    });
    fs::write(pack.join("interne/SHA256SUMS"), lines.collect::<String>()).unwrap();
}

#[test]
fn a_pack_of_another_version_is_reproduced_and_the_version_told() {
    let bench = Bench::new();
    let manifest = fs::read_to_string(bench.pack.join("interne/manifest.json")).unwrap();
    let own = format!("\"dossier\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&own));
    rewritten(&bench.pack, &manifest.replace(&own, "\"dossier\": \"0.0.9\""));
    let (status, verdict) = bench.verify(&["--rebuild"]);
    assert_eq!(status, 0, "{verdict}");
    let causes = verdict["reconstruction"]["causes"].as_array().unwrap();
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0]["texte"], format!("version : 0.0.9 → {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn crafted_manifests_are_refused_with_a_message_and_write_nothing() {
    let bench = Bench::new();
    let manifest = fs::read_to_string(bench.pack.join("interne/manifest.json")).unwrap();
    let sums = fs::read_to_string(bench.pack.join("interne/SHA256SUMS")).unwrap();
    let outside = bench.folder.path().join("hors.txt");
    fs::write(&outside, "x").unwrap();
    let first = statement_of(&bench.pack)["subject"][0]["name"].as_str().unwrap().to_owned();
    let before = contents(bench.folder.path()).len();
    let crafted = [
        manifest.replacen(&format!("\"{first}\""), "\"../../../hors.txt\"", 1),
        manifest.replacen(&format!("\"{first}\""), "\"/etc/passwd\"", 1),
        manifest.replacen("\"octets\": ", "\"octets\": 99999999999999999999999", 1),
        manifest.replacen("\"octets\": ", "\"octets\": -", 1),
        manifest.replacen("\"_type\":", "\"_type\": \"x\",\n  \"_type\":", 1),
        manifest.replacen("\"subject\"", "\"sujet\"", 1),
        "[".repeat(200_000),
        "{}".to_owned(),
        String::new(),
        "null".to_owned(),
    ];
    for text in crafted {
        rewritten(&bench.pack, &text);
        let (status, verdict) = bench.verify(&["--rebuild"]);
        assert_ne!(status, 0, "{}", text.chars().take(200).collect::<String>());
        assert_ne!(verdict["etat"], "intact");
    }
    fs::write(bench.pack.join("interne/manifest.json"), &manifest).unwrap();
    for text in [
        format!("{}  ../../../hors.txt\n{sums}", "0".repeat(64)),
        format!("{sums}{sums}"),
        sums.to_uppercase(),
        sums.replace("  ", " *"),
        format!("{sums}\n"),
        String::new(),
        "\0".repeat(1_000),
    ] {
        fs::write(bench.pack.join("interne/SHA256SUMS"), &text).unwrap();
        let (status, verdict) = bench.verify(&[]);
        assert_ne!(status, 0, "{}", text.chars().take(200).collect::<String>());
        assert!(verdict.to_string().contains("SHA256SUMS"), "{verdict}");
    }
    assert_eq!(contents(bench.folder.path()).len(), before);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "x");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let bench = Bench::new();
    let file = bench.archive();
    let moved = bench.folder.path().join("deplace.pdf");
    fs::rename(&file, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &file).unwrap();
    let (status, verdict) = bench.verify(&["--rebuild"]);
    assert_eq!(status, 1);
    assert_eq!(differences(&verdict), [("pas-un-fichier".to_owned(), name(&bench.pack, &file))]);
}

#[test]
fn the_manifest_is_canonical_and_of_its_schema() {
    let bench = Bench::new();
    let text = fs::read_to_string(bench.pack.join("interne/manifest.json")).unwrap();
    assert!(!text.contains("e+") && !text.contains("NaN"));
    let schema = dossier(&["schema", "manifeste"]);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let required: Vec<&str> =
        schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let read = statement_of(&bench.pack);
    for name in required {
        assert!(!read[name].is_null(), "{name}");
    }
    // No number of it has a fraction.
    fn numbers(value: &Value) -> bool {
        match value {
            Value::Number(number) => number.is_u64() || number.is_i64(),
            Value::Array(items) => items.iter().all(numbers),
            Value::Object(fields) => fields.values().all(numbers),
            _ => true,
        }
    }
    assert!(numbers(&read));
    let version = dossier(&["--version", "--json"]);
    let version: Value = serde_json::from_str(&version.stdout).unwrap();
    let builder = &read["predicate"]["runDetails"]["builder"];
    assert_eq!((&version["id"], &version["version"]), (&builder["id"], &builder["version"]));
}

#[test]
fn a_signature_is_verified_with_the_key_given() {
    let bench = Bench::new();
    let keys = bench.folder.path();
    for name in ["mairie", "autre"] {
        let base = keys.join(name);
        let made = dossier(&["sign", "--nouvelle-cle", base.to_str().unwrap(), "--sans-mot-de-passe"]);
        assert_eq!(made.status, 0, "{}", made.transcript());
    }
    let (own, other) = (keys.join("mairie.pub"), keys.join("autre.pub"));
    let (own, other) = (own.to_str().unwrap(), other.to_str().unwrap());
    // What is not signed is not called so.
    let (status, verdict) = bench.verify(&["--key", own]);
    assert_eq!((status, &verdict["etat"]), (2, &"non-verifiable".into()), "{verdict}");
    let secret = keys.join("mairie.key");
    let signed = dossier(&["sign", bench.pack.to_str().unwrap(), "--cle", secret.to_str().unwrap()]);
    assert_eq!(signed.status, 0, "{}", signed.transcript());
    let (status, verdict) = bench.verify(&["--key", own]);
    assert_eq!(status, 0, "{verdict}");
    assert!(verdict["signature"]["commentaire"].as_str().unwrap().contains("sha256:"), "{verdict}");
    assert_eq!(bench.verify(&[]).1["joints"][0], "interne/SHA256SUMS.minisig");
    assert_eq!(bench.verify(&["--key", other]).0, 1);
    let missing = dossier(&["verify", bench.pack.to_str().unwrap(), "--key", "absente.pub"]);
    assert_eq!(missing.status, 2, "{}", missing.transcript());
    // Whoever changes a file and writes the sums anew has no key.
    let manifest = fs::read_to_string(bench.pack.join("interne/manifest.json")).unwrap();
    rewritten(&bench.pack, &manifest.replace("\"dossier\": \"", "\"dossier\": \"9"));
    assert_eq!(bench.verify(&[]).0, 0);
    let (status, verdict) = bench.verify(&["--key", own]);
    assert_eq!(status, 1, "{verdict}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_named_and_not_signed() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    let name = std::ffi::OsStr::from_bytes(b"note-\xff.txt");
    fs::write(bench.pack.join(name), "x").unwrap();
    let (status, verdict) = bench.verify(&[]);
    assert_eq!(status, 1, "{verdict}");
    assert_eq!(verdict["differences"][0]["genre"], "ajoute");
    let base = bench.folder.path().join("mairie");
    let made = dossier(&["sign", "--nouvelle-cle", base.to_str().unwrap(), "--sans-mot-de-passe"]);
    assert_eq!(made.status, 0, "{}", made.transcript());
    let secret = bench.folder.path().join("mairie.key");
    let refused = dossier(&["sign", bench.pack.to_str().unwrap(), "--cle", secret.to_str().unwrap()]);
    assert_eq!(refused.status, 2, "{}", refused.transcript());
    assert!(refused.stderr.contains("note-"), "{}", refused.stderr);
}
