//! The letter of intent.

use crate::checks::typed::TypedAmount;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity};
use crate::model::fund::When;
use crate::model::intent::Intent;

/// The letter of intent.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-12",
    title: "La lettre d’intention précède le démarrage et dit ce que dit la demande",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour un fonds qui attend une lettre d’intention, son envoi et son accusé de réception (fonds.….intention) sont comparés entre eux et au premier engagement ; le coût total et le montant qu’elle annonce, recopiés dans projet.toml, sont comparés au plan ; la taille du demandeur, qu’elle doit dire, est cherchée.",
        why: "Une aide n’a d’effet incitatif que si elle est demandée par écrit avant le début des travaux, avec le nom et la taille, l’opération, ses dates, son lieu, ses coûts, le type et le montant de l’aide.",
        basis: Basis::Text { citation: "Règlement (UE) n° 651/2014, art. 6, § 2", sentence: None },
        mend: "Envoyez la lettre que produit « dossier build » (a-signer/), puis inscrivez son envoi et son accusé de réception dans projet.toml.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let is_awaited = scope.fund().documents.iter().any(|one| one.when == Some(When::Intention));
        if !is_awaited {
            answers.not_applicable("ce fonds n’attend pas de lettre d’intention");
            return;
        }
        let prefix = format!("{}.intention", scope.fund_section());
        let field = |name: &str| format!("{prefix}.{name}");
        if scope.project().applicant.size.is_none() {
            answers.missing_field("demandeur.taille");
        }
        let request = scope.project().fund_requests.get(&scope.fund().identity.id);
        let Some(intent) = request.and_then(|request| request.intent.as_ref()) else {
            answers.missing_field(&field("envoyee_le"));
            return;
        };
        let mut compared = dates(scope, intent, &field, answers);
        let plan = scope.plan();
        for (name, typed, of_plan) in [
            ("cout_total", &intent.total_cost, Some(plan.total_cost)),
            ("montant_demande", &intent.amount, plan.grant.requested),
        ] {
            compared += usize::from(amount(scope, (&field(name), typed.as_deref()), of_plan, answers));
        }
        answers.compared(
            compared,
            Fact::count(compared, "donnée de la lettre comparée", "données de la lettre comparées"),
        );
    }),
};

/// How many days of the letter were compared.
fn dates(scope: &Scope<'_>, intent: &Intent, field: &dyn Fn(&str) -> String, answers: &mut Answers) -> usize {
    let Some(sent) = intent.sent_on else {
        answers.missing_field(&field("envoyee_le"));
        return 0;
    };
    let mut compared = 0;
    match intent.acknowledged_on {
        None => answers
            .missing(Missing::of_authority("l’accusé de réception de la lettre d’intention n’est pas reçu")),
        Some(day) => {
            compared += 1;
            answers.expect(day >= sent, || {
                Finding::new("la lettre d’intention est accusée avant d’être envoyée")
                    .at_field(field("accusee_le"))
                    .at_field(field("envoyee_le"))
                    .found(day)
                    .expected(say!("le {} au plus tôt", sent))
            });
        }
    }
    let calendar = &scope.project().calendar;
    let Some(first) = calendar.first_commitment.or(calendar.start) else {
        answers.missing_field("calendrier.premier_engagement");
        return compared;
    };
    let is_preliminary = calendar.first_commitment.is_some()
        && calendar.commitment_kind.is_some_and(crate::model::project::CommitmentKind::is_preliminary);
    if is_preliminary {
        answers.declared(say!("études ou terrain le {}, selon le demandeur", first));
        return compared;
    }
    answers.expect(sent < first, || {
        Finding::new("la lettre d’intention est envoyée après le démarrage : elle n’a plus d’effet")
            .at_field(field("envoyee_le"))
            .found(sent)
            .expected(say!("avant le {}", first))
    });
    compared + 1
}

/// True when an amount of the letter was compared with the plan.
fn amount(
    scope: &Scope<'_>,
    (field, typed): (&str, Option<&str>),
    of_plan: Option<FigureKey>,
    answers: &mut Answers,
) -> bool {
    let Some(typed) = typed else {
        answers.missing_field(field);
        return false;
    };
    let Some(key) = of_plan else { return false };
    let (Some(said), Some(planned)) =
        (TypedAmount::ANY.read(typed, field, answers), scope.needed(key, answers))
    else {
        return false;
    };
    answers.expect(said == planned, || {
        Finding::new("la lettre d’intention n’annonce pas le montant de la demande")
            .at_field(field)
            .found(said)
            .expected(planned)
            .stake(said.distance(planned))
            .from_figures([key])
            .net()
    });
    true
}
