//! What `projet.toml` says against what the attachments say: identifiers, dates, aids, and what is typed of each piece.

use super::statement::{Held, Statement, amount, code, date};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::evidence::{Content, Evidence};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::amount::parse_amount;

/// What `projet.toml` says against what the attachments say.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-12",
    title: "Les renseignements du projet sont ceux des pièces",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "L’IBAN et le BIC sont cherchés dans le relevé bancaire, le SIRET dans l’avis de situation, la date et le numéro de chaque délibération dans son texte, les dates de l’opération après « début » et « fin », les aides déjà reçues dans leurs tableaux, et ce que [[pieces]] dit d’une pièce (montant, date_signature, signataire, numero) dans cette pièce. La validité d’un devis est comparée à la date de dépôt.",
        why: "Un IBAN d’un autre compte, une date qui n’est pas celle de l’acte : la demande est renvoyée, ou payée ailleurs.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : ce que le projet dit d’une pièce est ce que la pièce dit",
        ),
        mend: "Corrigez projet.toml, ou joignez la bonne pièce.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut compared = 0;
        let mut silent: Vec<&str> = Vec::new();
        for statement in statements(scope) {
            match scope.pieces.all().nth(statement.piece) {
                Some((_, _, Content::Text(evidence))) => match (statement.holds)(evidence) {
                    Held::Yes => compared += 1,
                    Held::Unsaid => {}
                    Held::No(instead) => answers.finding(told(&statement, evidence, instead)),
                },
                Some((_, piece, Content::Silent)) if !silent.contains(&piece.id.as_str()) => {
                    silent.push(&piece.id);
                }
                _ => {}
            }
        }
        for id in silent {
            answers.declared(say!(
                "la pièce {} est une image sans texte : ce que le projet en dit n’est pas comparé",
                id
            ));
        }
        compared += validity(scope, answers);
        if answers.is_empty() && compared == 0 {
            answers.not_applicable("aucune pièce dont le texte se lit ne porte de renseignement du projet");
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "renseignement retrouvé dans sa pièce",
                "renseignements retrouvés dans leur pièce",
            ),
        );
    }),
};

fn told(statement: &Statement<'_>, evidence: &Evidence<'_>, instead: Option<(Fact, usize)>) -> Finding {
    let at = instead.as_ref().map_or(0, |(_, at)| *at);
    let place: Place = evidence.place_at(at);
    let finding = Finding::new(say!("la pièce {} ne dit pas {}", &evidence.piece.id, statement.what.clone()))
        .at_field(&statement.field)
        .at(&place)
        .found(statement.found.clone());
    match instead {
        Some((instead, _)) => finding.expected(say!("{} selon la pièce", instead)),
        None => finding,
    }
}

fn statements<'a>(scope: &Scope<'a>) -> Vec<Statement<'a>> {
    let project = scope.project();
    let applicant = &project.applicant;
    let rank_of = |id: &Option<String>| {
        let id = id.as_deref()?.trim();
        project.attachments.iter().position(|piece| piece.id.trim() == id)
    };
    let mut all = Vec::new();
    for (rank, piece) in project.attachments.iter().enumerate() {
        match piece.kind.as_str() {
            "rib" => {
                let codes = [
                    ("iban", "l’IBAN du demandeur", &applicant.iban),
                    ("bic", "le BIC du demandeur", &applicant.bic),
                ];
                for (key, what, value) in codes {
                    let value = value.as_deref().filter(|value| !value.trim().is_empty());
                    all.extend(value.map(|value| code(rank, format!("demandeur.{key}"), what, value)));
                }
            }
            "siret" => all.extend(
                applicant
                    .siret
                    .as_deref()
                    .map(|siret| code(rank, "demandeur.siret", "le SIRET du demandeur", siret)),
            ),
            "lettre-cofinanceur" | "convention" => {
                let calendar = &project.calendar;
                let days = [
                    (
                        "calendrier.debut",
                        "le début de l’opération",
                        calendar.start,
                        &["début", "durée : du"][..],
                    ),
                    ("calendrier.fin", "la fin de l’opération", calendar.end, &["fin"][..]),
                ];
                all.extend(
                    days.into_iter()
                        .filter_map(|(field, what, day, words)| Some(date(rank, field, what, day?, words))),
                );
            }
            "de-minimis" => {
                for (index, aid) in project.de_minimis.iter().enumerate() {
                    all.extend(aid_of(
                        rank,
                        format!("de_minimis[{index}].montant"),
                        &aid.authority,
                        &aid.amount,
                    ));
                }
            }
            "aides-publiques" => {
                for (index, aid) in project.public_aid.iter().enumerate() {
                    all.extend(aid_of(
                        rank,
                        format!("aides_publiques[{index}].montant"),
                        &aid.authority,
                        &aid.amount,
                    ));
                }
            }
            _ => {}
        }
        let field = |key: &str| format!("pieces[{rank}].{key}");
        let typed = piece.amount.as_deref().and_then(|typed| parse_amount(typed).ok());
        all.extend(
            typed.map(|typed| amount(rank, field("montant"), "le montant noté pour elle", typed.money)),
        );
        all.extend(
            piece.signed_on.map(|day| date(rank, field("date_signature"), "sa date de signature", day, &[])),
        );
        all.extend(piece.number.as_deref().map(|number| code(rank, field("numero"), "son numéro", number)));
        all.extend(
            piece.signatory.as_deref().map(|name| code(rank, field("signataire"), "son signataire", name)),
        );
    }
    for (index, act) in project.deliberations.iter().enumerate() {
        let Some(rank) = rank_of(&act.piece) else { continue };
        all.push(date(
            rank,
            format!("deliberations[{index}].date"),
            "la date de la délibération",
            act.date,
            &[],
        ));
        let number = act.number.as_deref();
        all.extend(number.map(|number| {
            code(rank, format!("deliberations[{index}].numero"), "le numéro de la délibération", number)
        }));
    }
    all
}

fn aid_of<'a>(rank: usize, field: String, authority: &str, typed: &str) -> Option<Statement<'a>> {
    let money = parse_amount(typed).ok()?.money;
    Some(amount(rank, field, say!("l’aide reçue de « {} »", authority), money))
}

/// Quotes that no longer hold on the day of filing.
fn validity(scope: &Scope<'_>, answers: &mut Answers) -> usize {
    let Some(filing) = scope.project().calendar.filing.or(scope.effective_date) else { return 0 };
    let mut compared = 0;
    for (rank, piece) in scope.project().attachments.iter().enumerate() {
        let Some(last) = piece.valid_until else { continue };
        compared += usize::from(last >= filing);
        answers.expect(last >= filing, || {
            Finding::new(say!("la pièce {} n’est plus valable au jour du dépôt", &piece.id))
                .at_field(format!("pieces[{rank}].validite"))
                .found(last)
                .expected(say!("le {} au plus tôt", filing))
                .mend("Faites renouveler le devis, et joignez le nouveau.")
        });
    }
    compared
}
