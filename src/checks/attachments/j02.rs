//! Files that exist.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Files that exist.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-02",
    title: "Chaque pièce déclarée existe dans le dossier",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Le fichier de chaque [[pieces]] est ouvert et son empreinte calculée.",
        why: "Un bordereau qui annonce un fichier absent fait renvoyer le dossier.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Déposez le fichier à l’endroit indiqué, ou corrigez son nom.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let pieces = &scope.project().attachments;
        for (index, piece) in pieces.iter().enumerate() {
            match scope.folder.attachments.get(&piece.file) {
                None => answers.finding(
                    Finding::new(format!(
                        "le fichier de la pièce {} (« {} ») est introuvable",
                        piece.id, piece.title
                    ))
                    .at_field(format!("pieces[{index}].fichier"))
                    .found(&piece.file),
                ),
                Some(file) if file.size == 0 => answers.finding(
                    Finding::new(format!("le fichier de la pièce {} est vide", piece.id))
                        .at_field(format!("pieces[{index}].fichier"))
                        .found(&piece.file),
                ),
                Some(_) => {}
            }
        }
        if pieces.is_empty() {
            answers.missing("aucune pièce n’est déclarée");
        } else {
            answers.compliant(counted(scope.folder.attachments.len(), "fichier lu", "fichiers lus"));
        }
    }),
};
