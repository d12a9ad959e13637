//! Parameters supplied by the applicant that the fund does not know.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::Validity;
use crate::rules::{GivenBy, RuleValue, Ruling, admitted, catalogue};

/// Parameters supplied by the applicant that the fund does not know.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-03",
    title: "Les paramètres fournis par le demandeur existent dans le fonds",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque nom de projet.toml › fonds.<id>.parametres est cherché dans fund.toml ; une valeur confirmée du fonds ne se remplace pas ; une valeur que son unité n’admet pas, un taux de plus de 100 % ou une durée négative, n’est pas lue.",
        why: "Un nom mal écrit laisserait la vraie règle vide sans le dire.",
        basis: Basis::Usage("Usage de ce logiciel : une règle a une valeur et une source"),
        mend: "Corrigez le nom du paramètre, ou retirez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund();
        let request = scope.project().fund_requests.get(&fund.identity.id);
        let Some(supplied) = request.map(|request| &request.parameters).filter(|given| !given.is_empty())
        else {
            answers.not_applicable("aucun paramètre fourni");
            return;
        };
        for (name, given) in supplied {
            let field = scope.parameter_field(name);
            // A name that nothing knows was refused before any check.
            let unit = fund.parameters.get(name).map(|own| own.unit);
            let unit = unit.or_else(|| catalogue::find(name).map(|known| known.unit));
            let Some(unit) = unit else { continue };
            let of_fund = match scope.rules().named(name) {
                Ruling::Held(held) if held.given_by == GivenBy::Fund => Some(held.source.to_string()),
                Ruling::NotBearing { source } => Some(source.to_owned()),
                _ => None,
            };
            let is_read = RuleValue::read(&given.value, unit).is_some();
            if let Some(source) = of_fund.filter(|_| is_read) {
                let holds = given.validity() == Validity::ALWAYS
                    || scope.effective_date.is_some_and(|day| given.validity().holds_on(day));
                let message = if holds {
                    "la définition du fonds a la sienne, qu’un texte confirme : la valeur fournie est ignorée"
                } else {
                    "la valeur fournie ne tient pas à la date d’effet : elle est ignorée"
                };
                answers.finding(
                    Finding::new(message)
                        .at_field(field)
                        .found(&given.value)
                        .basis(source)
                        .mend("Retirez ce paramètre de projet.toml."),
                );
                continue;
            }
            let of_size = admitted(unit).filter(|_| RuleValue::parse(&given.value, unit).is_some());
            answers.expect(is_read, || match of_size {
                Some(admitted) => Finding::new(
                    "valeur de paramètre hors de ce que son unité admet : elle est ignorée",
                )
                .at_field(format!("{field}.valeur"))
                .found(&given.value)
                .expected(admitted)
                .mend("Corrigez la valeur, ou retirez ce paramètre de projet.toml."),
                None => Finding::new("valeur de paramètre illisible")
                    .at_field(format!("{field}.valeur"))
                    .found(&given.value)
                    .mend("Écrivez la valeur comme fund.toml écrit les autres : 45 %, 12 500,00, 2027-12-31, « pdf, docx »."),
            });
        }
        answers.compared(
            supplied.len(),
            say!(
                "{} parmi ceux du fonds",
                Fact::count(supplied.len(), "paramètre fourni cherché", "paramètres fournis cherchés")
            ),
        );
    }),
};
