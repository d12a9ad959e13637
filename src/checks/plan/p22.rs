//! The sides in another currency that the fund wants.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::french::listed;

/// The sides in another currency that the fund wants.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-22",
    title: "Chaque volet que le fonds demande est dans le projet, avec ses lignes et ses partenaires",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les volets en une autre monnaie que le fonds définit sont cherchés dans [[volets]] de projet.toml : même identifiant, même monnaie, des lignes, des ressources, et un partenaire nommé à chaque ligne.",
        why: "Chaque volet finance ses propres participants : un volet absent, ou lu dans une autre monnaie, fausse tout le dossier.",
        basis: Basis::Sheet("Définition du fonds (volets)"),
        mend: "Décrivez le volet dans projet.toml › volets, et donnez ses feuilles au classeur.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let (project, fund) = (scope.project(), scope.fund());
        if fund.sides.is_empty() {
            let names: Vec<&str> = project.sides.iter().map(|side| side.title.as_str()).collect();
            if names.is_empty() {
                answers.not_applicable("ce fonds ne demande pas de volet en une autre monnaie");
            } else {
                let names = Fact::text(listed(&names));
                answers.not_applicable(say!("ce fonds n’a que le plan en euros : {} n’y entre pas", names));
            }
            return;
        }
        for defined in &fund.sides {
            let of_fund = || say!("{}, en {}", &defined.title, defined.currency.french());
            let found = project.sides.iter().enumerate().find(|(_, side)| side.id == defined.id);
            let Some((rank, side)) = found else {
                answers.finding(
                    Finding::new(say!("le volet « {} » manque au projet", &defined.title))
                        .at_field("volets")
                        .expected(of_fund())
                        .basis(&*defined.source),
                );
                continue;
            };
            let field = |name: &str| format!("volets[{rank}].{name}");
            if side.currency != defined.currency {
                answers.finding(
                    Finding::new(say!(
                        "le volet « {} » est dans une autre monnaie que celle du fonds",
                        &side.title
                    ))
                    .at_field(field("devise"))
                    .found(Fact::text(side.currency.code()))
                    .expected(Fact::text(defined.currency.code()))
                    .basis(&*defined.source),
                );
                continue;
            }
            let Some(budget) = scope.budget().sides.iter().find(|budget| budget.rank == rank) else {
                continue;
            };
            for (is_empty, what) in
                [(budget.lines.is_empty(), "dépense"), (budget.resources.is_empty(), "ressource")]
            {
                answers.expect(!is_empty, || {
                    Finding::new(say!("le volet « {} » n’a aucune {}", &side.title, Fact::Words(what)))
                        .at_field(field("onglets"))
                        .found(Fact::text(side.sheets.join(", ")))
                });
            }
            let nobody: Vec<_> = budget.lines.iter().filter(|line| line.partner.is_none()).collect();
            answers.expect(nobody.is_empty(), || {
                let count = Fact::count(nobody.len(), "ligne ne nomme", "lignes ne nomment");
                Finding::new(say!("{} aucun partenaire du volet « {} »", count, &side.title))
                    .at_all(nobody.iter().map(|line| &line.place))
                    .mend("Donnez à chaque ligne le partenaire qui la porte.")
            });
            if side.carrier.as_deref().is_none_or(|carrier| carrier.trim().is_empty()) {
                answers.missing(Missing::field(&field("porteur")));
            }
            let lines = budget.lines.len();
            answers.compared(lines, say!("{} : {}", of_fund(), Fact::count(lines, "ligne", "lignes")));
        }
        let unknown = project.sides.iter().enumerate();
        for (rank, side) in unknown.filter(|(_, side)| fund.sides.iter().all(|one| one.id != side.id)) {
            answers.finding(
                Finding::new(say!("le fonds n’a pas de volet « {} » : rien n’en est compté", &side.id))
                    .at_field(format!("volets[{rank}].id"))
                    .found(Fact::text(&side.id))
                    .expected(Fact::list(fund.sides.iter().map(|one| Fact::text(&one.id)))),
            );
        }
    }),
};
