//! Files that nobody declared.

use super::shared::{Near, nearest_file};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use std::collections::BTreeSet;

/// Files that nobody declared.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-09",
    title: "Les fichiers du dossier des pièces sont tous déclarés",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Les fichiers des dossiers où se trouvent les pièces sont comparés à [[pieces]] ; ceux que le système y laisse ne comptent pas.",
        why: "Un fichier présent que personne ne déclare n’est pas joint au dossier : c’est souvent un oubli.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Déclarez le fichier dans [[pieces]], ou retirez-le du dossier.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let declared: BTreeSet<&str> =
            scope.folder.attachments.values().map(|file| file.name.as_str()).collect();
        // What a declared name surely means is told with it.
        let meant: BTreeSet<&str> = scope
            .project()
            .attachments
            .iter()
            .filter(|piece| !scope.folder.attachments.contains_key(&piece.file))
            .filter_map(|piece| nearest_file(scope, &piece.file).map(Near::name))
            .collect();
        let mut known = 0;
        for name in &scope.folder.beside {
            if declared.contains(name.as_str()) {
                known += 1;
            } else if !meant.contains(name.as_str()) {
                answers.finding(
                    Finding::new("le fichier est présent, mais n’est pas déclaré : il ne sera pas joint")
                        .at(&Place::file(name.as_str())),
                );
            }
        }
        if scope.folder.beside.is_empty() {
            answers.not_applicable("aucun fichier dans les dossiers des pièces");
        }
        answers.compared(known, Fact::count(known, "fichier, déclaré", "fichiers, tous déclarés"));
    }),
};
