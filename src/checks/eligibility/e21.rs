//! Second-hand equipment.

use super::goods::{amount, has_piece, named_by};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::figures::plan::{LineSource, PlanLine};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::text::{holds_words, normalise};

/// What officers write of second-hand equipment; « à l’occasion de » is something else.
const WORDS: [&str; 7] = [
    "d occasion",
    "de seconde main",
    "reconditionne",
    "reconditionnee",
    "reconditionnes",
    "reconditionnees",
    "de reemploi",
];

/// Second-hand equipment.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-21",
    title: "Le matériel d’occasion a la déclaration du vendeur, et un prix de marché",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les dépenses dont l’intitulé dit l’occasion (« d’occasion », « reconditionné »…) ou qui sont dans projet.toml › occasions y sont cherchées : aucune aide européenne depuis cinq ans selon le vendeur, prix HT au plus égal à la valeur de marché et inférieur au prix à neuf, déclaration jointe.",
        why: "Sans ces preuves, l’achat d’occasion n’est pas éligible.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, annexe, « Équipement », 1°, a) et b)",
            sentence: Some(
                "Le prix du matériel d’occasion n’excède pas sa valeur sur le marché et est inférieur au coût de matériel similaire à l’état neuf.",
            ),
        },
        mend: "Joignez la déclaration sur l’honneur du vendeur et deux devis ou coûts de référence ; décrivez le matériel dans projet.toml › occasions.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let goods = &scope.project().second_hand;
        let expenses: Vec<&PlanLine> =
            scope.plan().lines.iter().filter(|line| matches!(line.source, LineSource::Expense(_))).collect();
        if expenses.is_empty() {
            answers.missing(super::shared::no_line());
            return;
        }
        let (mut compared, mut concerned) = (0, 0);
        for line in expenses {
            let label = scope.label(line);
            let text = normalise(label);
            let rank = named_by(label, goods.iter().map(|good| good.good.as_str()));
            if rank.is_none() && !WORDS.iter().any(|words| holds_words(&text, words)) {
                continue;
            }
            concerned += 1;
            let Some((rank, good)) = rank.and_then(|rank| Some((rank, goods.get(rank)?))) else {
                answers.missing(Missing::of_applicant(
                    say!("rien n’est dit du matériel d’occasion « {} »", label),
                    "occasions",
                ));
                continue;
            };
            let field = |name: &str| format!("occasions[{rank}].{name}");
            match good.is_aided {
                None => answers.missing_field(&field("aide_europeenne")),
                Some(true) => answers.finding(
                    Finding::new(say!("« {} » a reçu une aide européenne depuis moins de cinq ans", label))
                        .at_field(field("aide_europeenne"))
                        .found("true")
                        .expected("un matériel sans aide européenne depuis cinq ans"),
                ),
                Some(false) => {
                    has_piece(scope, good.piece.as_ref(), &field("piece"), answers);
                }
            }
            let market = amount(good.market_value.as_ref(), &field("valeur_de_marche"), answers);
            if good.market_value.is_none() {
                answers.missing_field(&field("valeur_de_marche"));
            }
            let new = amount(good.new_price.as_ref(), &field("prix_neuf"), answers);
            if good.new_price.is_none() {
                answers.missing_field(&field("prix_neuf"));
            }
            let Some(price) = line.excl_vat.and_then(|key| scope.money(key)) else { continue };
            let cell = scope.amount_cell(line);
            if let Some(market) = market {
                compared += 1;
                answers.expect(price <= market, || {
                    Finding::new(say!("« {} » coûte plus que sa valeur de marché", label))
                        .at(&cell)
                        .at_field(field("valeur_de_marche"))
                        .found(say!("{} HT", price))
                        .expected(say!("au plus {}", market))
                });
            }
            if let Some(new) = new {
                compared += 1;
                answers.expect(price < new, || {
                    Finding::new(say!("« {} » ne coûte pas moins que le neuf", label))
                        .at(&cell)
                        .at_field(field("prix_neuf"))
                        .found(say!("{} HT", price))
                        .expected(say!("moins de {}", new))
                });
            }
        }
        if concerned == 0 {
            answers.not_applicable("aucune dépense n’est dite d’occasion");
        }
        answers
            .compared(compared, Fact::count(compared, "prix d’occasion comparé", "prix d’occasion comparés"));
    }),
};
