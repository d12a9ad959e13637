//! Files that exist.

use super::shared::{Near, nearest_file};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Files that exist.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-02",
    title: "Chaque pièce déclarée existe dans le dossier",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Le fichier de chaque [[pieces]] est ouvert, sa taille mesurée et son empreinte calculée. Ce qu’il contient est examiné par J-07.",
        why: "Un bordereau qui annonce un fichier absent fait renvoyer le dossier.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Déposez le fichier à l’endroit indiqué, ou corrigez son nom.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let pieces = &scope.project().attachments;
        if pieces.is_empty() {
            answers.not_applicable("aucune pièce n’est déclarée");
            return;
        }
        let mut read = 0;
        for (index, piece) in pieces.iter().enumerate() {
            let finding = match scope.folder.attachments.get(&piece.file) {
                None => {
                    let absent = Finding::new(say!(
                        "le fichier de la pièce {} (« {} ») est introuvable",
                        &piece.id,
                        &piece.title
                    ));
                    match nearest_file(scope, &piece.file) {
                        Some(Near::SameLetters(name)) => absent
                            .expected(say!("« {} », qui se lit de même à l’écran", name))
                            .mend("Le nom du fichier ne diffère que par ses majuscules ou par la forme de ses accents : recopiez-le dans projet.toml depuis le dossier, ou renommez le fichier."),
                        Some(Near::Slip(name)) => absent.expected(say!("peut-être « {} »", name)),
                        None => absent,
                    }
                }
                Some(file) if file.size == 0 => {
                    Finding::new(say!("le fichier de la pièce {} est vide", &piece.id))
                }
                Some(_) => {
                    read += 1;
                    continue;
                }
            };
            answers.finding(finding.at_field(format!("pieces[{index}].fichier")).found(&piece.file));
        }
        answers.compared(
            read,
            say!("{} : présence, taille, empreinte", Fact::count(read, "fichier lu", "fichiers lus")),
        );
    }),
};
