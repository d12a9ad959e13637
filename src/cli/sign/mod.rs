//! `dossier sign`: a pack signed with a key of minisign, or such a key made.

mod new_key;
mod password;

use std::path::{Path, PathBuf};

use super::arguments::SignArguments;
use super::status::Failure;
use super::{Status, Streams};
use crate::model::door;
use crate::model::french::counted;
use crate::model::text::french_spacing;
use crate::pack::signature::{
    LockedKey, PublicKey, SecretKey, SignatureError, Signed, SoundPack, UnsoundPack, sign, sums_of, verify,
};
use crate::pack::sums::signature_place;
use crate::report::style::printable;
use crate::source::{SourceError, limits};

impl From<UnsoundPack> for Failure {
    fn from(error: UnsoundPack) -> Self {
        Self::Request(error.to_string())
    }
}

/// What is wrong with a key, under the name of its file.
fn of_file(path: &Path) -> impl Fn(SignatureError) -> Failure {
    let shown = path.display().to_string();
    move |error| Failure::Request(format!("{shown} : {error}"))
}

/// Run the command.
pub fn run(arguments: &SignArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    match (&arguments.new_key, &arguments.pack, &arguments.key) {
        (Some(base), ..) => new_key::run(base, arguments, streams),
        (None, Some(pack), Some(key)) => sign_pack(pack, key, arguments, streams),
        // The command line asks for both.
        _ => Err(Failure::Request("il manque le dossier à signer ou la clé (--cle)".to_owned())),
    }
}

fn sign_pack(
    pack: &Path,
    key: &Path,
    arguments: &SignArguments,
    streams: &mut Streams<'_>,
) -> Result<Status, Failure> {
    let place = arguments.out.clone().unwrap_or_else(|| pack.join(signature_place()));
    refuse_existing(&place, OTHER_SIGNATURE)?;
    let sound = SoundPack::read(pack)?;
    let secret = opened(key, arguments.password_file.as_deref(), streams)?;
    let public = secret.public();
    let text = sign(&sound.sums, &secret, arguments.comment.as_deref())
        .map_err(|error| Failure::Request(error.to_string()))?;
    // Whatever is written was verified.
    let signed = verify(&sound.sums, text.as_bytes(), public.line().as_bytes()).map_err(of_file(key))?;
    write_new(&place, text.as_bytes(), Readers::All, OTHER_SIGNATURE)?;
    // A build that ended meanwhile has put another pack there: what was signed is not what this name now shows.
    if sums_of(pack).ok().as_ref() != Some(&sound.sums) {
        let _ = std::fs::remove_file(&place);
        return Err(Failure::Request(format!(
            "{} a été reconstruit pendant la signature : rien n’a été signé, relancez la commande",
            pack.display()
        )));
    }
    told(pack, &place, &sound, (&signed, &public), arguments.out.is_some(), streams)?;
    Ok(Status::Clean)
}

/// The key, by its password when it has one.
fn opened(
    path: &Path,
    password_file: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<SecretKey, Failure> {
    let bytes = door::read(path, limits::KEY_BYTES)
        .map_err(|refused| SourceError::refused(path.display().to_string(), refused))?;
    let locked = LockedKey::read(&bytes).map_err(of_file(path))?;
    if !locked.is_hidden() {
        return locked.open(None).map_err(of_file(path));
    }
    let password = match password_file {
        Some(file) => password::in_file(file)?,
        None => password::asked(&format!("Mot de passe de {}", path.display()), streams)?,
    };
    locked.open(Some(&password)).map_err(of_file(path))
}

/// What was done, and how whoever receives the pack verifies it.
fn told(
    pack: &Path,
    place: &Path,
    sound: &SoundPack,
    (signed, public): (&Signed, &PublicKey),
    is_elsewhere: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let files = counted(sound.files, "fichier conforme", "fichiers conformes");
    let title = format!("{} est signé : {files} à SHA256SUMS.", pack.display());
    writeln!(streams.out, "{}", streams.style.strong(&french_spacing(&printable(&title))))?;
    let lines = [
        ("signature", place.display().to_string()),
        ("clé", signed.key.to_string()),
        ("commentaire", signed.comment.clone()),
    ];
    for (name, value) in lines {
        writeln!(streams.out, "  {name:<13} {}", printable(&value))?;
    }
    let elsewhere = if is_elsewhere { " -x SIGNATURE" } else { "" };
    writeln!(
        streams.out,
        "{}\n  minisign -Vm interne/SHA256SUMS{elsewhere} -P {}\n  sha256sum -c interne/SHA256SUMS",
        french_spacing("Qui reçoit ce dossier le vérifie ainsi, depuis ce dossier :"),
        public.line()
    )?;
    Ok(())
}

/// Who may read a file that is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    All,
    Owner,
}

/// What to give where a signature stands already.
const OTHER_SIGNATURE: &str = "donnez un autre fichier par --sortie";

/// Says at once that a name is taken, before anybody types a password; `instead` is what else to give.
fn refuse_existing(path: &Path, instead: &str) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() { Ok(()) } else { Err(taken(path, instead)) }
}

fn taken(path: &Path, instead: &str) -> Failure {
    Failure::Request(format!(
        "{} existe déjà et n’est pas remplacé : déplacez-le, ou {instead} ; rien n’a été écrit",
        path.display()
    ))
}

/// Writes a file that did not exist; whole, or not at all.
fn write_new(path: &Path, bytes: &[u8], readers: Readers, instead: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    let refused = |error| SourceError::io(path.display().to_string(), error);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => taken(path, instead),
        _ => refused(error).into(),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = std::fs::remove_file(path);
        refused(error).into()
    })
}

/// A name with more at its end: `cles/mairie` gives `cles/mairie.key`, and `a.b` gives `a.b.key`.
fn suffixed(base: &Path, suffix: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
