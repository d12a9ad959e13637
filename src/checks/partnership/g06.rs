//! The text of each partnership convention.

use super::shared::{is_called, is_collaborative};
use crate::checks::attached::{content, text_or_say};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::evidence::{Evidence, fold};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::Money;
use crate::model::partnership::{Convention, Mention};
use crate::model::project::Partner;
use crate::source::amount::parse_amount;

/// The text of each partnership convention.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-06",
    title: "Le texte de chaque convention dit ce que le demandeur en dit",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Dans le texte de la convention jointe sont cherchés le nom de chaque partenaire qu’elle lie, son premier et son dernier jour, sa signature, les mots de chacune des mentions relevées dans projet.toml, et les montants qu’y ont le budget et le reversement des partenaires. Une image sans texte n’est pas lue.",
        why: "La convention est annexée à l’acte attributif : si elle ne dit pas ce que la demande en dit, c’est elle qui vaut.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : ce que le projet dit d’une pièce est ce que la pièce dit",
        ),
        mend: "Corrigez [[conventions]] ou [[partenaires]], ou faites compléter la convention : « dossier build » en écrit un projet.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if !is_collaborative(scope, answers) {
            return;
        }
        let conventions = &scope.project().conventions;
        if conventions.is_empty() {
            answers.missing_field("conventions");
            return;
        }
        let mut agreed = 0;
        for (index, convention) in conventions.iter().enumerate() {
            let bound = partners(scope, convention);
            let names = Fact::list(bound.iter().map(|partner| Fact::text(partner.name.as_str())));
            let act = if bound.is_empty() {
                say!("la convention n° {}", rust_decimal::Decimal::from(index + 1))
            } else {
                say!("la convention avec « {} »", names)
            };
            let piece = convention
                .piece
                .as_deref()
                .or_else(|| bound.iter().find_map(|partner| partner.piece.as_deref()));
            let Some(text) = text_or_say(content(scope, piece), act.clone(), answers) else { continue };
            let mut unsaid: Vec<Fact> = Vec::new();
            agreed += parties(index, &bound, text, answers);
            agreed += days(index, convention, text, &mut unsaid, answers);
            agreed += mentions(index, convention, text, answers);
            agreed += amounts(&bound, text, &mut unsaid);
            if !unsaid.is_empty() {
                answers.declared(say!(
                    "{} ne dit pas {} : le demandeur seul le dit",
                    act,
                    Fact::list(unsaid)
                ));
            }
        }
        answers.compared(
            agreed,
            Fact::count(
                agreed,
                "renseignement retrouvé dans le texte des conventions",
                "renseignements retrouvés dans le texte des conventions",
            ),
        );
    }),
};

fn partners<'a>(scope: &Scope<'a>, convention: &Convention) -> Vec<&'a Partner> {
    let known = &scope.project().partners;
    let bound = convention
        .partners
        .iter()
        .filter_map(|written| known.iter().find(|partner| is_called(partner, written)));
    bound.collect()
}

fn parties(index: usize, bound: &[&Partner], text: &Evidence<'_>, answers: &mut Answers) -> usize {
    let mut agreed = 0;
    for partner in bound {
        let is_named = text.occurrences(&fold(&partner.name)).next().is_some();
        agreed += usize::from(is_named);
        answers.expect(is_named, || {
            Finding::new(say!("la convention ne nomme pas « {} »", &partner.name))
                .at_field(format!("conventions[{index}].partenaires"))
                .at(&text.place_at(0))
                .expected("le nom de chaque partenaire qu’elle lie")
        });
    }
    agreed
}

fn days(
    index: usize,
    convention: &Convention,
    text: &Evidence<'_>,
    unsaid: &mut Vec<Fact>,
    answers: &mut Answers,
) -> usize {
    let days = [
        (
            "debut",
            "son premier jour",
            convention.start,
            &["début", "durée : du", "à compter du", "prend effet le", "effet au"][..],
        ),
        ("fin", "son dernier jour", convention.end, &["fin", "jusqu’au", "s’achève le", "expire le"][..]),
        (
            "date_signature",
            "sa signature",
            convention.signed_on,
            &["signé", "signée", "signature", "fait"][..],
        ),
    ];
    let mut agreed = 0;
    for (field, what, typed, words) in days {
        let Some(typed) = typed else { continue };
        if text.find_date(typed).is_some() {
            agreed += 1;
            continue;
        }
        let Some((other, at)) = words.iter().find_map(|word| text.date_of(word)) else {
            unsaid.push(Fact::text(what));
            continue;
        };
        answers.finding(
            Finding::new(say!("{} n’est pas celui que dit la convention", Fact::Words(what)))
                .at_field(format!("conventions[{index}].{field}"))
                .at(&text.place_at(at))
                .found(typed)
                .expected(say!("le {}, selon la convention", other)),
        );
    }
    agreed
}

/// Words of which one stands in the text of a convention that holds a mention.
const fn words(mention: Mention) -> &'static [&'static str] {
    match mention {
        Mention::PlanDeFinancement => &["plan de financement", "plan previsionnel de financement"],
        Mention::Obligations => &["obligation", "obligations", "engagements", "s'engage", "s'engagent"],
        Mention::Reversement => &[
            "reversement",
            "reversements",
            "reverse",
            "reverses",
            "reversee",
            "reversees",
            "reverser",
            "reversera",
        ],
        Mention::Litiges => {
            &["litige", "litiges", "differend", "differends", "contestation", "contestations"]
        }
        Mention::Indus => {
            &["indu", "indus", "indument", "recouvrement", "recouvrements", "restitution", "reprise"]
        }
    }
}

fn mentions(index: usize, convention: &Convention, text: &Evidence<'_>, answers: &mut Answers) -> usize {
    let mut agreed = 0;
    for mention in convention.mentions.iter().flatten() {
        let is_said = words(*mention).iter().any(|word| text.occurrences(word).next().is_some());
        agreed += usize::from(is_said);
        answers.expect(is_said, || {
            Finding::new(say!("aucun mot de la convention ne dit {}", Fact::Words(mention.french())))
                .at_field(format!("conventions[{index}].mentions"))
                .at(&text.place_at(0))
                .found(say!("{}, selon projet.toml", Fact::Words(mention.french())))
                .expected("une clause de la convention, ou une mention de moins dans projet.toml")
        });
    }
    agreed
}

fn amounts(bound: &[&Partner], text: &Evidence<'_>, unsaid: &mut Vec<Fact>) -> usize {
    let mut agreed = 0;
    for partner in bound {
        for (what, typed) in [("son budget", &partner.budget), ("son reversement", &partner.transfer)] {
            let Some(typed) = typed.as_deref().and_then(|typed| parse_amount(typed).ok()) else { continue };
            if text.find_amount(typed.money).is_some() {
                agreed += 1;
            } else if typed.money != Money::ZERO {
                unsaid.push(Fact::text(format!("{what} ({})", partner.name)));
            }
        }
    }
    agreed
}
