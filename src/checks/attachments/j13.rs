//! Attachments that the portal accepts.

use super::shared::{agrees, weight};
use crate::checks::reliance::{based_on, reserve};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::project::Attachment;
use crate::rules::catalogue::{ATTACHMENT_BYTES, FORMATS};
use crate::source::attachment::{Accepted, Form, Look};
use rust_decimal::Decimal;

/// Attachments that the portal accepts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-13",
    title: "Le portail accepte le format et le poids de chaque pièce",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Ce qu’est chaque fichier, d’après ses premiers octets, est comparé à la liste des formats qu’accepte le fonds (paramètre « formats_acceptes ») ; son poids, au poids maximal d’une pièce (« max_octets_fichier »), si le fonds en a un.",
        why: "Une pièce que le portail refuse se découvre le dernier soir.",
        basis: Basis::Sheet("Liste du fonds : fund.toml, avec sa source et son statut"),
        mend: "Enregistrez la pièce dans un des formats acceptés.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if files(scope).next().is_none() {
            answers.not_applicable("aucun fichier n’est joint");
            return;
        }
        formats(scope, answers);
        weights(scope, answers);
        if answers.is_empty() {
            answers.not_applicable("le fonds dit n’avoir ni liste de formats, ni poids maximal d’une pièce");
        }
    }),
};

/// The attachments that are there, with what looking at them gave; an absent or empty file is told by J-02.
fn files<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a Attachment, &'a Look)> {
    scope.pieces.all().filter_map(|(rank, piece, _)| Some((rank, piece, scope.pieces.look(piece)?)))
}

/// What each file is, against the fund's list.
fn formats(scope: &Scope<'_>, answers: &mut Answers) {
    let Some(held) = scope.rule_formats(FORMATS, answers) else { return };
    let accepted = &held.value;
    if matches!(accepted, Accepted::Any) {
        return;
    }
    let mut count = 0;
    for (rank, piece, look) in files(scope) {
        count += 1;
        if is_accepted(accepted, piece, look.form) {
            continue;
        }
        let finding = Finding::new(say!(
            "la pièce {} est {} : le portail ne l’accepte pas",
            &piece.id,
            Fact::Words(look.form.french())
        ))
        .at_field(format!("pieces[{rank}].fichier"))
        .found(&piece.file);
        let expected = say!("un de ces formats : {}{}", listed(accepted), reserve(&held));
        answers.finding(based_on(&held, finding.expected(expected)));
    }
    answers.compared(
        count,
        say!("{} à la liste du fonds", Fact::count(count, "pièce comparée", "pièces comparées")),
    );
}

/// True when the name and the content agree on an extension of the list, or else when the content alone is in it.
fn is_accepted(accepted: &Accepted, piece: &Attachment, form: Form) -> bool {
    let extension = piece.file.rsplit_once('.').map_or("", |(_, extension)| extension);
    match Form::announced(extension) {
        Some(announced) if agrees(announced, form) => accepted.has_extension(extension),
        _ => accepted.has_form(form),
    }
}

fn listed(accepted: &Accepted) -> Fact {
    match accepted {
        Accepted::Any => Fact::text("tous les formats"),
        Accepted::Listed(listed) => Fact::list_with(listed.iter().map(Fact::text), ", "),
    }
}

/// The weight of each file, when the fund has a rule about it.
fn weights(scope: &Scope<'_>, answers: &mut Answers) {
    if !scope.states(ATTACHMENT_BYTES) {
        return;
    }
    let Some(limit) = scope.rule_number(ATTACHMENT_BYTES, answers) else { return };
    let mut count = 0;
    for (rank, piece, _) in files(scope) {
        let Some(file) = scope.folder.attachments.get(&piece.file) else { continue };
        count += 1;
        let bytes = Decimal::from(file.size);
        if bytes > limit.value {
            let finding = Finding::new(say!("la pièce {} pèse plus que le portail ne l’accepte", &piece.id))
                .at_field(format!("pieces[{rank}].fichier"))
                .found(weight(bytes))
                .expected(say!("au plus {}{}", weight(limit.value), reserve(&limit)))
                .mend("Allégez la pièce, ou découpez-la.");
            answers.finding(based_on(&limit, finding));
        }
    }
    answers.compared(
        count,
        say!("{} au poids maximal", Fact::count(count, "pièce comparée", "pièces comparées")),
    );
}
