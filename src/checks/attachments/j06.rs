//! The same file twice.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use std::collections::BTreeMap;

/// The same file twice.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-06",
    title: "Aucun fichier n’est joint deux fois",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Deux pièces dont le contenu a la même empreinte SHA-256 sont signalées.",
        why: "C’est souvent le mauvais fichier déposé sous le bon nom.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Vérifiez que chaque fichier est bien celui que son intitulé annonce.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, file) in &scope.folder.attachments {
            match seen.get(file.sha256.as_str()) {
                Some(first) => answers.finding(
                    Finding::new("deux pièces ont le même contenu")
                        .at(&crate::model::Place::file(path.as_str()))
                        .at(&crate::model::Place::file(*first)),
                ),
                None => {
                    seen.insert(&file.sha256, path);
                }
            }
        }
        answers.compliant(counted(
            scope.folder.attachments.len(),
            "empreinte comparée",
            "empreintes comparées",
        ));
    }),
};
