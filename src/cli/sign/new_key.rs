//! `dossier sign --nouvelle-cle`: a secret key and its public key, as `minisign -G` makes them.

use std::path::Path;

use super::password;
use super::{Readers, of_file, refuse_existing, suffixed, write_new};
use crate::cli::arguments::SignArguments;
use crate::cli::status::Failure;
use crate::cli::{Status, Streams};
use crate::model::text::french_spacing;
use crate::pack::signature::{Cost, PublicKey, SecretKey, refuse_password};
use crate::report::style::printable;

/// What to give where a key stands already.
const OTHER_KEY: &str = "donnez un autre nom à la clé";

/// Makes and writes both.
pub fn run(base: &Path, arguments: &SignArguments, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let (secret_place, public_place) = (suffixed(base, ".key"), suffixed(base, ".pub"));
    refuse_existing(&secret_place, OTHER_KEY)?;
    refuse_existing(&public_place, OTHER_KEY)?;
    let password = chosen(arguments, &secret_place, streams)?;
    let secret = SecretKey::draw().map_err(of_file(&secret_place))?;
    let public = secret.public();
    let hiding = password.as_deref().map(|password| (password, Cost::MINISIGN.affordable()));
    let text = secret.file(hiding).map_err(of_file(&secret_place))?;
    write_new(&secret_place, text.as_bytes(), Readers::Owner, OTHER_KEY)?;
    write_new(&public_place, public.file().as_bytes(), Readers::All, OTHER_KEY).inspect_err(|_| {
        // A secret key without its public key serves nobody; it was written just now.
        let _ = std::fs::remove_file(&secret_place);
    })?;
    told((&secret_place, &public_place), &public, password.is_some(), streams)?;
    Ok(Status::Clean)
}

/// The password of the new key: read, typed twice, or none where none is asked for.
fn chosen(
    arguments: &SignArguments,
    secret_place: &Path,
    streams: &mut Streams<'_>,
) -> Result<Option<String>, Failure> {
    if arguments.without_password {
        return Ok(None);
    }
    let password = match &arguments.password_file {
        Some(file) => password::in_file(file)?,
        None => password::asked_twice(&format!("Mot de passe de {}", secret_place.display()), streams)?,
    };
    refuse_password(&password).map_err(|error| {
        Failure::Request(format!("{error} ; pour une clé sans mot de passe, donnez --sans-mot-de-passe"))
    })?;
    Ok(Some(password))
}

fn told(
    (secret_place, public_place): (&Path, &Path),
    public: &PublicKey,
    has_password: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let guard = if has_password {
        "gardez-la, et son mot de passe : sans eux, on ne signe plus"
    } else {
        "sans mot de passe : qui a ce fichier peut signer"
    };
    let lines = [
        format!("  {} : clé secrète, à ne donner à personne ; {guard}", secret_place.display()),
        format!("  {} : clé publique, à donner à qui reçoit les dossiers", public_place.display()),
    ];
    let title = format!("La clé {} est prête :", public.id);
    writeln!(streams.out, "{}", streams.style.strong(&french_spacing(&title)))?;
    for line in lines {
        writeln!(streams.out, "{}", french_spacing(&printable(&line)))?;
    }
    let next = format!("Ensuite : dossier sign out/mon-projet/fonds --cle {}", secret_place.display());
    writeln!(streams.out, "{}", french_spacing(&printable(&next)))?;
    Ok(())
}
