//! The same file twice.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::project::Attachment;
use std::collections::BTreeMap;

/// The same file twice.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-06",
    title: "Les fichiers joints deux fois sont signalés",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Deux pièces dont le contenu a la même empreinte SHA-256 sont signalées.",
        why: "C’est souvent le mauvais fichier déposé sous le bon nom.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Vérifiez que chaque fichier est bien celui que son intitulé annonce.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let files = &scope.folder.attachments;
        if files.len() < 2 {
            answers.not_applicable("moins de deux fichiers joints");
            return;
        }
        let mut seen: BTreeMap<&str, (usize, &Attachment)> = BTreeMap::new();
        for (index, piece) in scope.project().attachments.iter().enumerate() {
            let Some(digest) = files.get(&piece.file).and_then(|file| file.sha256.as_deref()) else {
                continue;
            };
            let (first, other) = *seen.entry(digest).or_insert((index, piece));
            // One file may serve as several pieces: it is joined once.
            if other.file != piece.file {
                answers.finding(
                    Finding::new(say!("les pièces {} et {} ont le même contenu", &other.id, &piece.id))
                        .at_field(format!("pieces[{index}].fichier"))
                        .at_field(format!("pieces[{first}].fichier")),
                );
            }
        }
        answers.compared(files.len(), Fact::count(files.len(), "empreinte comparée", "empreintes comparées"));
    }),
};
