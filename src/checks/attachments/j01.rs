//! Required types.

use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::fund::{RequiredAttachment, Status};
use crate::model::project::Attachment;
use rust_decimal::Decimal;

/// Required types.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-01",
    title: "Les pièces obligatoires sont jointes",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque type de pièce obligatoire du fonds est cherché parmi [[pieces]] de projet.toml, avec un fichier qui n’est pas vide. Le type est celui que donne le demandeur ; J-07, J-10, J-11 et J-12 lisent le contenu.",
        why: "Une demande incomplète laisse quinze jours pour compléter, avec une relance.",
        basis: Basis::Sheet(
            "Liste des pièces du fonds (chaque pièce porte sa source et son statut dans fund.toml)",
        ),
        mend: "Ajoutez la pièce dans le dossier pieces/ et son entrée [[pieces]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let required: Vec<_> =
            scope.fund().attachments.iter().filter(|required| required.mandatory).collect();
        if required.is_empty() {
            answers.missing(
                Missing::of_authority("la liste des pièces obligatoires du fonds n’est pas connue")
                    .how("Inscrivez-la dans fund.toml, une entrée [[pieces]] par type, avec sa source."),
            );
            return;
        }
        let (mut joined, mut unsure) = (0, 0);
        for required in &required {
            let mut pieces = scope
                .project()
                .attachments
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.kind == required.kind);
            let Some((first, piece)) = pieces.next() else {
                let absent = Finding::new(say!("pièce absente : {}", &required.label))
                    .expected(say!("une pièce de type « {} »", &required.kind))
                    .basis(required.source.clone());
                answers.finding(match misspelt(scope, required) {
                    Some((index, piece)) => {
                        absent.at_field(format!("pieces[{index}].type")).found(&piece.kind).mend(say!(
                            "Si la pièce {} est celle-là, écrivez type = \"{}\".",
                            &piece.id,
                            &required.kind
                        ))
                    }
                    None => absent.at_field("pieces"),
                });
                continue;
            };
            if holds_something(scope, piece) || pieces.any(|(_, piece)| holds_something(scope, piece)) {
                joined += 1;
                unsure += usize::from(required.status != Status::Confirme);
            } else {
                answers.missing(Missing::of_applicant(
                    say!(
                        "le fichier de la pièce {} ({}) est introuvable ou vide",
                        &piece.id,
                        &required.label
                    ),
                    format!("pieces[{first}].fichier"),
                ));
            }
        }
        let types =
            Fact::count(joined, "type de pièce obligatoire joint", "types de pièces obligatoires joints");
        let detail = match unsure {
            0 => say!("{}, selon le type que leur donne le demandeur", types),
            _ => say!(
                "{}, selon le type que leur donne le demandeur ; exigence à confirmer pour {}",
                types,
                Decimal::from(unsure)
            ),
        };
        answers.compared(joined, detail);
    }),
};

/// A piece whose type no list of the fund knows, and that may stand for the one required.
fn misspelt<'a>(scope: &Scope<'a>, required: &RequiredAttachment) -> Option<(usize, &'a Attachment)> {
    let known = &scope.fund().attachments;
    let mut strangers = scope
        .project()
        .attachments
        .iter()
        .enumerate()
        .filter(|(_, piece)| known.iter().all(|one| one.kind != piece.kind));
    strangers.find(|(_, piece)| {
        near(&piece.kind, [required.kind.as_str()]).is_some()
            || near(&piece.kind, [required.label.as_str()]).is_some()
    })
}

/// True when the file of a piece was read and is not empty.
fn holds_something(scope: &Scope<'_>, piece: &Attachment) -> bool {
    scope.folder.attachments.get(&piece.file).is_some_and(|file| file.size > 0)
}
