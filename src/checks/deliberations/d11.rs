//! The steps, the votes and the names of each resolution, in the text of its act.

use rust_decimal::Decimal;

use super::reading::{COUNTS, Reading, STEPS, readings};
use super::shared::{SIGNING, declared, does, sentences};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::evidence::{Count, Evidence, Step};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Severity};
use crate::model::text::{holds_words, normalise};

/// The steps, the votes and the names of each resolution, in the text of its act.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-11",
    title: "Les dates, les voix et les noms de chaque délibération sont ceux de l’acte",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La convocation, la transmission, la publication, les membres en exercice, les présents, les pouvoirs, les voix, le secrétaire de séance et les qualités autorisées à signer sont cherchés dans le texte de l’acte joint, et comparés à projet.toml. Ce que l’acte ne dit pas est nommé. Une image sans texte n’est pas lue.",
        why: "Le service instructeur lit l’acte : une date ou un vote qui n’est pas le sien fait renvoyer la demande.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : ce que le projet dit d’une pièce est ce que la pièce dit",
        ),
        mend: "Reportez ce que dit l’extrait du registre, ou joignez le bon extrait.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        declared(scope, answers);
        let mut agreed = 0;
        for reading in readings(scope) {
            let Some(text) = reading.text_or_say(answers) else { continue };
            let mut unsaid: Vec<&'static str> = Vec::new();
            agreed += steps(&reading, &mut unsaid, answers);
            agreed += votes(&reading, text, &mut unsaid, answers);
            agreed += secretary(&reading, text, &mut unsaid, answers);
            agreed += signatories(&reading, text, &mut unsaid, answers);
            if !unsaid.is_empty() {
                answers.declared(say!(
                    "l’acte du {} ne dit pas {} : le demandeur seul le dit",
                    reading.said.date,
                    Fact::list(unsaid.into_iter().map(Fact::text))
                ));
            }
        }
        answers.compared(
            agreed,
            Fact::count(
                agreed,
                "renseignement retrouvé dans le texte des actes",
                "renseignements retrouvés dans le texte des actes",
            ),
        );
    }),
};

const fn step_name(step: Step) -> &'static str {
    match step {
        Step::Convened => "la convocation",
        Step::Transmitted => "la transmission",
        Step::Published => "la publication",
    }
}

const fn count_name(count: Count) -> &'static str {
    match count {
        Count::Members => "les membres en exercice",
        Count::Present => "les présents",
        Count::Represented => "les pouvoirs",
        Count::For => "les voix pour",
        Count::Against => "les voix contre",
        Count::Abstentions => "les abstentions",
    }
}

fn steps(reading: &Reading<'_>, unsaid: &mut Vec<&'static str>, answers: &mut Answers) -> usize {
    let mut agreed = 0;
    for (step, field) in STEPS {
        let Some(typed) = reading.typed_day(step) else { continue };
        let days = reading.days(step);
        match days.first() {
            None => unsaid.push(step_name(step)),
            Some(_) if days.iter().any(|(day, _)| *day == typed) => agreed += 1,
            Some((day, at)) => {
                let message = say!(
                    "{} de la délibération du {} n’a pas la date que dit l’acte",
                    Fact::Words(step_name(step)),
                    reading.said.date
                );
                answers.finding(
                    reading.otherwise(field, message, typed, *at).expected(say!("le {}, selon l’acte", *day)),
                );
            }
        }
    }
    agreed
}

fn votes(
    reading: &Reading<'_>,
    text: &Evidence<'_>,
    unsaid: &mut Vec<&'static str>,
    answers: &mut Answers,
) -> usize {
    let mut agreed = 0;
    let number = |number: u32| Fact::from(Decimal::from(number));
    for (count, field) in COUNTS {
        let Some(typed) = reading.typed_count(count) else { continue };
        let mut counts = text.counts_of(count);
        if let (Count::Against, true, Some(at)) = (count, counts.is_empty(), text.unanimity()) {
            counts.push((0, at));
        }
        match counts.first() {
            None => unsaid.push(count_name(count)),
            Some(_) if counts.iter().any(|(value, _)| *value == typed) => agreed += 1,
            Some((value, at)) => {
                let message = say!(
                    "{} de la délibération du {} : l’acte dit un autre nombre",
                    Fact::Words(count_name(count)),
                    reading.said.date
                );
                answers.finding(
                    reading
                        .otherwise(field, message, number(typed), *at)
                        .expected(say!("{}, selon l’acte", number(*value))),
                );
            }
        }
    }
    agreed
}

fn secretary(
    reading: &Reading<'_>,
    text: &Evidence<'_>,
    unsaid: &mut Vec<&'static str>,
    answers: &mut Answers,
) -> usize {
    let Some(name) = reading.said.secretary.as_deref().filter(|name| !name.trim().is_empty()) else {
        return 0;
    };
    match text.names_secretary(name) {
        Some((true, _)) => 1,
        Some((false, at)) => {
            let message =
                say!("l’acte du {} nomme un autre secrétaire de séance que projet.toml", reading.said.date);
            answers.finding(
                reading
                    .otherwise("secretaire_de_seance", message, Fact::text(name), at)
                    .expected("le nom que dit l’acte"),
            );
            0
        }
        None => {
            unsaid.push("son secrétaire de séance");
            0
        }
    }
}

/// The capacities that the project says are authorised, in the sentences that authorise.
fn signatories(
    reading: &Reading<'_>,
    text: &Evidence<'_>,
    unsaid: &mut Vec<&'static str>,
    answers: &mut Answers,
) -> usize {
    let authorised = reading.said.authorised.as_deref().unwrap_or_default();
    if authorised.is_empty() {
        return 0;
    }
    let sentences: Vec<String> =
        sentences(text.text()).into_iter().filter(|sentence| does(sentence, &SIGNING)).collect();
    if sentences.is_empty() {
        unsaid.push("qui il autorise à signer");
        return 0;
    }
    let mut agreed = 0;
    for capacity in authorised {
        let forms = normalise(capacity);
        let is_named = forms
            .split(" ou ")
            .any(|form| sentences.iter().any(|sentence| holds_words(sentence, form.trim())));
        agreed += usize::from(is_named);
        answers.expect(is_named, || {
            let message = say!("l’acte du {} n’autorise pas cette qualité à signer", reading.said.date);
            reading
                .otherwise("signataires", message, Fact::text(capacity), 0)
                .expected("une qualité que nomme la phrase qui autorise à signer")
        });
    }
    agreed
}
