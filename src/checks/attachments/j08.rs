//! Names of attachments once they stand together.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::model::text::{is_refused, safe_name};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Names of attachments once they stand together.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-08",
    title: "Les fichiers des pièces gardent chacun leur nom au dépôt",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le nom de chaque fichier, sans son dossier, est comparé à ceux des autres, majuscules et accents pardonnés, et aux signes que Windows et les portails refusent. Un fichier ne sert qu’une fois, et n’est pas une source du dossier.",
        why: "Les pièces se déposent une à une, sans dossier : de deux fichiers du même nom il n’en reste qu’un.",
        basis: Basis::Usage(
            "Usage : règles de nommage de Windows (signes interdits, noms réservés) ; dépôt fichier par fichier",
        ),
        mend: "Renommez le fichier, par exemple avec l’identifiant de la pièce en tête, et corrigez [[pieces]].",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let folder = scope.folder;
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sound = 0;
        let sources = [Some(&folder.project_file), Some(&folder.budget), folder.description.as_ref()];
        let pieces = &scope.project().attachments;
        for (rank, piece) in pieces.iter().enumerate() {
            let field = format!("pieces[{rank}].fichier");
            let name = piece.file.rsplit(['/', '\\']).next().unwrap_or(&piece.file);
            let before = answers.found();
            let path = piece.file.replace('\\', "/");
            if sources.iter().flatten().any(|source| source.name == path) {
                answers.finding(
                    Finding::new(say!("la pièce {} est une source du dossier, non une pièce", &piece.id))
                        .at_field(&field)
                        .found(&piece.file)
                        .mend("Nommez le document qui justifie : la source est déjà jointe au dossier."),
                );
            }
            if let Some(first) = files.get(piece.file.as_str()).copied() {
                answers.finding(
                    Finding::new(say!(
                        "les pièces {} et {} nomment le même fichier",
                        &pieces[first].id,
                        &piece.id
                    ))
                    .at_field(&field)
                    .at_field(format!("pieces[{first}].fichier"))
                    .found(&piece.file)
                    .mend("Déclarez la pièce une fois, ou donnez à chacune son fichier."),
                );
            } else {
                files.insert(&piece.file, rank);
                // Compared as systems that forgive case and the form of accents would.
                let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
                match names.get(&folded).copied() {
                    Some(first) => answers.finding(
                        Finding::new(say!(
                            "les fichiers des pièces {} et {} auront le même nom une fois déposés",
                            &pieces[first].id,
                            &piece.id
                        ))
                        .at_field(&field)
                        .at_field(format!("pieces[{first}].fichier"))
                        .found(say!("{}", name)),
                    ),
                    None => {
                        names.insert(folded, rank);
                    }
                }
            }
            let refused = refusals(name);
            if !refused.is_empty() {
                answers.finding(
                    Finding::new(say!("le nom de la pièce {} ne passera pas partout", &piece.id))
                        .at_field(&field)
                        .found(say!("{}", name))
                        .expected(expected(&piece.id, name, refused)),
                );
            }
            sound += usize::from(answers.found() == before);
        }
        if pieces.is_empty() {
            answers.not_applicable("aucune pièce n’est déclarée");
        }
        answers.compared(sound, Fact::count(sound, "nom de fichier", "noms de fichiers"));
    }),
};

/// Longest name that portals and archives keep whole, in bytes.
const LONGEST: usize = 150;

/// A name that passes everywhere, when one is near, and why this one does not.
fn expected(id: &str, name: &str, refused: Vec<String>) -> Sentence {
    let examples = [safe_name(name), safe_name(&format!("{id}-{name}"))];
    let example = examples.into_iter().find(|example| refusals(example).is_empty());
    let refused = Fact::list(refused.into_iter().map(Fact::text));
    match example {
        Some(example) => say!("par exemple « {} » : {}", example, refused),
        None => say!("un autre nom : {}", refused),
    }
}

/// Why a name is refused somewhere.
fn refusals(name: &str) -> Vec<String> {
    let mut why: Vec<String> = Vec::new();
    for c in name.chars().filter(|c| is_refused(*c)) {
        let sign = if c.is_control() { "signe invisible".to_owned() } else { format!("« {c} »") };
        if !why.contains(&sign) {
            why.push(sign);
        }
    }
    let stem = name.split('.').next().unwrap_or(name).trim().to_uppercase();
    let is_port = |port: &str| {
        stem.strip_prefix(port)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit() && c != '0'))
    };
    if ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || is_port("COM") || is_port("LPT") {
        why.push("nom réservé par Windows".to_owned());
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        why.push("espace ou point au bord du nom".to_owned());
    }
    if !name.contains('.') {
        why.push("pas d’extension".to_owned());
    }
    if name.len() > LONGEST {
        why.push("nom trop long".to_owned());
    }
    why
}
