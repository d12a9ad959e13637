//! The questionnaire on horizontal principles.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::questionnaire::{GridAnswer, Questionnaire};

/// The questionnaire on horizontal principles.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-21",
    title: "Le questionnaire des principes horizontaux est rempli",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les questions de l’autorité, recopiées dans projet.toml (principes_horizontaux.questionnaire), sont comptées par thème, leurs réponses aussi ; un « oui » sans preuve est signalé. Le score n’est donné que si toutes les questions ont leur réponse.",
        why: "L’annexe se remet signée ; une réponse sans preuve est ôtée du score à l’instruction.",
        basis: Basis::Usage(
            "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer) : 30 questions sur quatre thèmes",
        ),
        mend: "Recopiez le texte de l’autorité dans [[principes_horizontaux.questionnaire]] : theme, numero, question, reponse (oui, non, sans_objet), preuve.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(frame) = &scope.fund().questionnaire else {
            answers.not_applicable("ce fonds n’a pas de questionnaire des principes horizontaux");
            return;
        };
        let questions = &scope.project().horizontal_principles.questions;
        let field = |rank: usize, name: &str| format!("principes_horizontaux.questionnaire[{rank}].{name}");
        if !questions.iter().any(|one| one.question.is_some()) {
            answers.missing(Missing::of_authority(say!(
                "le texte des {} questions de l’annexe n’est pas connu",
                rust_decimal::Decimal::from(frame.count())
            )));
            return;
        }
        for (rank, one) in questions.iter().enumerate() {
            if !frame.holds(one) {
                let themes = frame.themes.iter().map(|theme| Fact::text(theme.title.as_str()));
                answers.finding(
                    Finding::new("le questionnaire n’a pas cette question")
                        .at_field(field(rank, "theme"))
                        .found(say!("« {} », n° {}", &one.theme, rust_decimal::Decimal::from(one.number)))
                        .expected(say!("un thème et un numéro du cadre : {}", Fact::list(themes))),
                );
            }
            let is_proved = one.proof.as_ref().is_some_and(|proof| !proof.trim().is_empty());
            if one.answer == Some(GridAnswer::Oui) && !is_proved {
                answers.finding(
                    Finding::new(say!(
                        "« {} », n° {} : un oui sans preuve",
                        &one.theme,
                        rust_decimal::Decimal::from(one.number)
                    ))
                    .at_field(field(rank, "preuve"))
                    .found("vide")
                    .expected("la pièce, la page ou le fait qui le montre"),
                );
            }
        }
        let mut answered = 0;
        for theme in &frame.themes {
            let is_answered = |number: &u32| {
                Questionnaire::asked(theme, *number, questions).is_some_and(|one| one.answer.is_some())
            };
            let of_theme = (1..=u32::from(theme.questions)).filter(is_answered).count();
            let lacking = usize::from(theme.questions).saturating_sub(of_theme);
            answered += of_theme;
            if lacking > 0 {
                answers.missing(Missing::of_applicant(
                    say!(
                        "{} sans réponse sur le thème « {} »",
                        Fact::count(lacking, "question", "questions"),
                        &theme.title
                    ),
                    "principes_horizontaux.questionnaire",
                ));
            }
        }
        let said = match frame.score(questions) {
            Some(score) => say!(
                "{}, score de {} sur {}",
                Fact::count(answered, "réponse", "réponses"),
                rust_decimal::Decimal::from(score),
                rust_decimal::Decimal::from(frame.count())
            ),
            None => say!("{}", Fact::count(answered, "réponse", "réponses")),
        };
        answers.compared(answered, said);
    }),
};
