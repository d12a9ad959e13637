//! The form of the fund.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity};
use crate::model::form::{Answer, FormField};
use crate::source::project_file::nearest;
use rust_decimal::Decimal;

/// The form of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-22",
    title: "Le formulaire du fonds est rempli",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque champ du formulaire, tel que la définition du fonds le décrit, est cherché dans projet.toml : ceux qui sont obligatoires ont une réponse, chaque réponse est de la nature demandée et parmi celles qui sont proposées, un texte a la longueur admise. Un champ qui dépend d’un autre n’est demandé que si celui-ci le demande.",
        why: "Un formulaire auquel manque un champ ne se dépose pas ; une réponse hors de la liste ne se saisit pas.",
        basis: Basis::Sheet("Définition du fonds : champs de son formulaire, chacun avec sa source"),
        mend: "Répondez dans projet.toml, sous [fonds.<fonds>.champs], par la réponse proposée, mot pour mot.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let form = &scope.fund().form;
        if form.is_empty() {
            answers.not_applicable("la définition de ce fonds ne décrit pas de formulaire");
            return;
        }
        let given = scope.answers();
        let path = |id: &str| format!("{}.champs.{id}", scope.fund_section());
        for id in given.keys().filter(|id| !form.iter().any(|field| field.id == **id)) {
            let near = nearest(id, form.iter().map(|field| field.id.as_str()));
            answers.finding(
                Finding::new(say!("le formulaire n’a pas de champ « {} »", id)).at_field(path(id)).expected(
                    match near {
                        Some(near) => say!("peut-être « {} »", near),
                        None => "un champ du formulaire".into(),
                    },
                ),
            );
        }
        let mut answered = 0;
        for field in form {
            let answer = given.get(&field.id).filter(|answer| !answer.is_blank());
            match (field.is_asked(given), answer) {
                (Some(true), None) if field.mandatory => answers.missing(Missing::of_applicant(
                    say!("« {} » n’a pas de réponse", &field.label),
                    path(&field.id),
                )),
                (Some(false), Some(answer)) => answers.finding(
                    Finding::new(say!("« {} » n’est pas demandé, et a une réponse", &field.label))
                        .at_field(path(&field.id))
                        .found(Fact::text(answer.french()))
                        .expected("aucune réponse, ou une autre au champ dont il dépend")
                        .mend("Retirez cette réponse, ou corrigez celle du champ dont il dépend."),
                ),
                (_, Some(answer)) => match wrong(field, answer) {
                    Some(expected) => answers.finding(
                        Finding::new(say!("« {} » : ce n’est pas une réponse du formulaire", &field.label))
                            .at_field(path(&field.id))
                            .found(Fact::text(answer.french()))
                            .expected(expected)
                            .basis(&field.source),
                    ),
                    None => answered += 1,
                },
                _ => {}
            }
        }
        answers.compared(
            answered,
            Fact::count(answered, "réponse de la nature demandée", "réponses de la nature demandée"),
        );
    }),
};

/// What was expected of an answer that does not fit.
fn wrong(field: &FormField, answer: &Answer) -> Option<Sentence> {
    if !field.takes(answer) {
        return Some(field.kind.expected().into());
    }
    if let Some(stranger) = field.strangers(answer).first() {
        return Some(match nearest(stranger, field.options.iter().map(String::as_str)) {
            Some(near) => say!("peut-être « {} »", near),
            None => say!("l’une de : {}", Fact::list_with(field.options.iter().map(Fact::text), " ; ")),
        });
    }
    let length = match answer {
        Answer::Text(text) => text.chars().count(),
        _ => 0,
    };
    let longest = field.longest.filter(|longest| length > *longest)?;
    Some(say!("{} signes au plus, et non {}", Decimal::from(longest), Decimal::from(length)))
}
