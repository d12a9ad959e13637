//! Attachments that open.

use super::shared::agrees;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::model::project::Attachment;
use crate::source::attachment::{Fault, Form, Look, Opened};
use crate::source::limits;
use rust_decimal::Decimal;

/// Attachments that open.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-07",
    title: "Chaque pièce est ce que son nom annonce et s’ouvre",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Les premiers octets de chaque fichier disent ce qu’il est, quoi que dise son nom. Les PDF sont ouverts : fin du fichier, mot de passe, pages, scripts.",
        why: "Une pièce que le service instructeur ne peut pas ouvrir est une pièce absente.",
        basis: Basis::Usage(
            "Usage : motifs de renvoi constatés par les services instructeurs (à confirmer) ; les formats qu’accepte le portail restent à obtenir de l’autorité",
        ),
        mend: "Remplacez le fichier par le bon document, en PDF, sans mot de passe.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut opened = 0;
        for (rank, piece, _) in scope.pieces.all() {
            let at =
                |finding: Finding| finding.at_field(format!("pieces[{rank}].fichier")).found(&piece.file);
            if let Some(file) = scope.folder.attachments.get(&piece.file)
                && file.sha256.is_none()
            {
                let most = Fact::quantity(Decimal::from(limits::ATTACHMENTS_BYTES >> 20), "Mio");
                answers.finding(
                    at(Finding::new(say!(
                        "le fichier de la pièce {} n’est pas lu : les pièces sont trop lourdes",
                        &piece.id
                    )))
                    .expected(say!("{} au plus pour toutes les pièces", most))
                    .mend("Allégez ou découpez les pièces, les plus lourdes d’abord."),
                );
                continue;
            }
            // An absent or empty file is told by J-02.
            let Some(look) = scope.pieces.look(piece) else { continue };
            match fault(piece, look) {
                Some((what, mend)) => answers.finding(at(Finding::new(what)).mend(mend)),
                None => opened += 1,
            }
        }
        if scope.project().attachments.is_empty() {
            answers.not_applicable("aucune pièce n’est déclarée");
        } else if answers.is_empty() && opened == 0 {
            answers.not_applicable("aucun fichier de pièce n’est là");
        }
        answers.compared(
            opened,
            Fact::count(opened, "pièce ouverte ou reconnue", "pièces ouvertes ou reconnues"),
        );
    }),
};

/// What is wrong with a file, and how to mend it.
fn fault(piece: &Attachment, look: &Look) -> Option<(Sentence, Sentence)> {
    let id = &piece.id;
    let extension = piece.file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let announced = Form::announced(extension);
    let is = Fact::Words(look.form.french());
    let again = "Remplacez le fichier par le document lui-même, ouvert puis enregistré en PDF.";
    match announced {
        _ if look.form == Form::Program => {
            return Some((say!("la pièce {} est un programme, non un document", id), again.into()));
        }
        Some(announced) if !agrees(announced, look.form) => {
            return Some((
                say!("la pièce {} est {}, non {}", id, is, Fact::Words(announced.french())),
                again.into(),
            ));
        }
        None if look.form == Form::Unknown => {
            return Some((say!("la pièce {} est d’un type inconnu", id), again.into()));
        }
        _ => {}
    }
    match &look.opened {
        Opened::Fault(fault) => Some(match fault {
            Fault::Cut => (
                say!("la pièce {} est tronquée : la fin du fichier manque", id),
                "Recopiez le fichier depuis l’original, ou téléchargez-le à nouveau.".into(),
            ),
            Fault::Password => (
                say!("la pièce {} demande un mot de passe", id),
                "Enregistrez-la sans mot de passe : imprimez-la en PDF, ou demandez-la sans protection."
                    .into(),
            ),
            Fault::NoPage => (say!("la pièce {} n’a aucune page", id), again.into()),
            Fault::Unreadable => {
                (say!("la pièce {} est illisible : son contenu est abîmé", id), again.into())
            }
            Fault::Stopped => (
                say!("la pièce {} n’a pas pu être lue dans les limites de temps et de mémoire", id),
                again.into(),
            ),
            Fault::TooLarge => (
                say!("la pièce {} est trop lourde pour être ouverte", id),
                "Allégez-la : numérisez-la en noir et blanc à 200 points par pouce, ou découpez-la.".into(),
            ),
        }),
        Opened::Pages(pages) if pages.has_scripts => Some((
            say!("la pièce {} contient un script ou lance un programme", id),
            "Imprimez-la en PDF : il n’en restera que les pages.".into(),
        )),
        Opened::Pages(pages) if pages.is_silent() && !pages.has_pictures && !pages.is_partial => {
            Some((say!("la pièce {} n’a que des pages blanches", id), again.into()))
        }
        Opened::Pages(_) | Opened::NotRead => None,
    }
}
