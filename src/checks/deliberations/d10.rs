//! What the text of each resolution approves and authorises.

use super::reading::readings;
use super::shared::{APPROVING, APPROVING_THE_PLAN, Phrase, SIGNING, declared, does, sentences};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::evidence::Evidence;
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Sentence, Severity};
use crate::model::project::Deliberation;

/// What the text of each resolution approves and authorises.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-10",
    title: "Le texte de chaque délibération dit ce que le demandeur en dit",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Dans le texte de l’acte joint, les phrases qui approuvent l’opération ou son plan de financement, et celles qui autorisent à signer, sont cherchées et comparées à ce que projet.toml dit de la délibération. Une image sans texte n’est pas lue.",
        why: "Une délibération que l’on croit approuver le plan, et qui n’en dit rien, fait rejeter la demande.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : ce que le projet dit d’une pièce est ce que la pièce dit",
        ),
        mend: "Relisez l’acte, corrigez l’entrée [[deliberations]], ou faites voter ce qui manque : « dossier build » écrit le projet de délibération.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        declared(scope, answers);
        for reading in readings(scope) {
            if let Some(evidence) = reading.text_or_say(answers) {
                compare(reading.index, reading.said, evidence, answers);
            }
        }
    }),
};

/// What a resolution may do, as the project and as its text say it.
struct Act {
    field: &'static str,
    /// « approuve l’opération ».
    does: &'static str,
    /// « n’approuve pas l’opération ».
    does_not: &'static str,
    phrase: Phrase,
    stated: fn(&Deliberation) -> bool,
}

const ACTS: [Act; 3] = [
    Act {
        field: "approuve_operation",
        does: "approuve l’opération",
        does_not: "n’approuve pas d’opération",
        phrase: APPROVING,
        stated: |one| one.approves_operation,
    },
    Act {
        field: "approuve_plan_financement",
        does: "approuve un plan de financement",
        does_not: "n’approuve pas de plan de financement",
        phrase: APPROVING_THE_PLAN,
        stated: |one| one.approves_financing_plan,
    },
    Act {
        field: "autorise_signature",
        does: "autorise à signer",
        does_not: "n’autorise pas à signer",
        phrase: SIGNING,
        stated: |one| one.authorises_signature,
    },
];

fn compare(index: usize, deliberation: &Deliberation, evidence: &Evidence<'_>, answers: &mut Answers) {
    let sentences = sentences(evidence.text());
    let mut read: Vec<Sentence> = Vec::new();
    for act in &ACTS {
        let said = sentences.iter().any(|sentence| does(sentence, &act.phrase));
        let (stated, words) = ((act.stated)(deliberation), if said { act.does } else { act.does_not });
        read.push(Sentence::from(words));
        answers.expect(stated == said, || {
            let message = if said {
                say!("la délibération du {} {} : projet.toml dit le contraire", deliberation.date, act.does)
            } else {
                say!("aucune phrase de la délibération du {} ne dit qu’elle {}", deliberation.date, act.does)
            };
            Finding::new(message)
                .at_field(format!("deliberations[{index}].{}", act.field))
                .at(&evidence.place_at(0))
                .found(if stated { "true" } else { "false" })
                .expected(if said { "true, selon l’acte" } else { "false, selon l’acte" })
        });
    }
    let amounts = evidence.numbers_in(0, evidence.text().len()).filter(|number| number.is_money).count();
    let amounts = match amounts {
        0 => say!("ne comporte aucun montant"),
        count => say!("comporte {}", Fact::count(count, "montant", "montants")),
    };
    answers.compared(
        ACTS.len(),
        say!(
            "l’acte du {} {}, {}",
            deliberation.date,
            Fact::list_with(read.iter().map(|said| Fact::text(said.french())), ", "),
            amounts
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::{ACTS, does, sentences};

    fn acts_of(text: &str) -> [bool; 3] {
        let sentences = sentences(text);
        [0, 1, 2].map(|act| sentences.iter().any(|sentence| does(sentence, &ACTS[act].phrase)))
    }

    #[test]
    fn what_a_resolution_does_is_read_from_its_sentences() {
        for (text, acts) in [
            ("Le conseil :\n- approuve le projet ;\n- autorise le Président à signer.", [true, false, true]),
            ("Approuve l’opération, d’un coût de 10,00 €, et son plan de financement", [true, true, false]),
            ("Le plan de financement sera présenté ultérieurement.", [false, false, false]),
            ("N’approuve pas le plan de financement", [false, false, false]),
            ("Autorise Madame la Présidente, ou son délégué, à déposer la demande", [false, false, false]),
            ("DÉCIDE D’APPROUVER LE PLAN PRÉVISIONNEL DE FINANCEMENT", [false, true, false]),
        ] {
            assert_eq!(acts_of(text), acts, "{text}");
        }
    }
}
