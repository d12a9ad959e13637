//! Passwords: typed unseen, or the first line of a file. Never an argument, which every process of the machine can read, nor a
//! variable of the environment, which every child inherits.

use std::io::BufRead;
use std::path::Path;

use crate::cli::Streams;
use crate::cli::status::Failure;
use crate::model::door;
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::source::{SourceError, limits};

/// The first line of a file.
pub fn in_file(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    // A password, its line end, and what else an editor may have put.
    let bytes =
        door::read(path, limits::KEY_BYTES).map_err(|refused| SourceError::refused(&name, refused))?;
    let text = String::from_utf8(bytes).map_err(|_| SourceError::NotUtf8 { name })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// What somebody types, unseen.
pub fn asked(question: &str, streams: &mut Streams<'_>) -> Result<String, Failure> {
    let Some(input) = streams.input.as_mut() else {
        return Err(Failure::Request(
            "il faut le mot de passe de la clé, et personne ne peut le taper ici : lancez la commande dans un terminal, sans rediriger ce qu’elle écrit, ou donnez --mot-de-passe-fichier".to_owned(),
        ));
    };
    let _unseen = silence::Silence::begin()?;
    write!(streams.err, "{}", french_spacing(&printable(&format!("{question} (il ne s’affiche pas) : "))))?;
    streams.err.flush()?;
    line(*input)
}

/// The same, twice, so that a slip does not close a key for ever.
pub fn asked_twice(question: &str, streams: &mut Streams<'_>) -> Result<String, Failure> {
    let first = asked(question, streams)?;
    if asked("Le même, encore une fois", streams)? == first {
        return Ok(first);
    }
    Err(Failure::Request(
        "les deux mots de passe ne sont pas les mêmes : rien n’a été écrit, relancez".to_owned(),
    ))
}

/// One line, without its end.
fn line(input: &mut dyn BufRead) -> Result<String, Failure> {
    let mut line = String::new();
    // The end of the input: whoever had to answer has left.
    if input.read_line(&mut line)? == 0 {
        return Err(Failure::Request("aucun mot de passe n’a été tapé : rien n’a été écrit".to_owned()));
    }
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// A terminal that does not show what is typed, until this is dropped.
#[cfg(unix)]
mod silence {
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    use crate::cli::status::Failure;

    pub struct Silence(Option<Termios>);

    impl Silence {
        pub fn begin() -> Result<Self, Failure> {
            // What is no terminal shows nothing.
            let Ok(seen) = tcgetattr(std::io::stdin()) else { return Ok(Self(None)) };
            let mut unseen = seen.clone();
            unseen.local_modes.remove(LocalModes::ECHO);
            unseen.local_modes.insert(LocalModes::ECHONL);
            tcsetattr(std::io::stdin(), OptionalActions::Flush, &unseen)
                .map_err(|error| Failure::Output(error.into()))?;
            Ok(Self(Some(seen)))
        }
    }

    impl Drop for Silence {
        fn drop(&mut self) {
            if let Some(seen) = &self.0 {
                // Nothing can be done when the terminal itself refuses.
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, seen);
            }
        }
    }
}

#[cfg(not(unix))]
mod silence {
    use crate::cli::status::Failure;

    pub struct Silence;

    impl Silence {
        pub fn begin() -> Result<Self, Failure> {
            Err(Failure::Request(
                "ce système montrerait le mot de passe à l’écran : donnez-le par --mot-de-passe-fichier"
                    .to_owned(),
            ))
        }
    }
}
