//! HT or TTC, once and for all, or line by line.

use super::shared::sum;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::figures::plan::{LineSource, PlanLine};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::project::{VatBasis, VatRecovery};

/// HT or TTC, once and for all, or line by line.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-04",
    title: "L’assiette HT ou TTC suit la récupération de la TVA",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "projet.toml › tva doit dire si la TVA est récupérable et sur quelle assiette le plan est présenté ; les deux doivent s’accorder entre eux et avec l’assiette que le fonds impose, ligne par ligne quand le tableau a une colonne « HT ou TTC ».",
        why: "Une TVA récupérée n’est pas une dépense ; une TVA supportée en est une.",
        basis: Basis::Usage(
            "Usage : une TVA récupérable n’est pas une dépense ; sous 5 M€ le règlement (UE) 2021/1060, art. 64, § 1, point c), i), l’admet pourtant",
        ),
        mend: "TVA récupérable : assiette = \"HT\". TVA non récupérable, ou récupérable en partie (recuperable = \"60 %\") : assiette = \"TTC\", avec l’attestation ; la part récupérée est retirée de chaque ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let vat = &scope.project().vat;
        if vat.recoverable.is_none() {
            answers.missing_field("tva.recuperable");
        }
        if vat.basis.is_none() {
            answers.missing_field("tva.assiette");
        }
        let expenses = &scope.budget().expense_lines;
        for written in expenses.iter().filter_map(|line| line.basis.as_ref()) {
            answers.expect(VatBasis::read(&written.value).is_some(), || {
                Finding::new("l’assiette de la ligne ne se lit pas")
                    .at(&written.place)
                    .found(Fact::text(&*written.value))
                    .expected("HT ou TTC")
            });
        }
        if let Some((wanted, basis)) = scope.fund().identity.vat_basis.zip(vat.basis)
            && wanted != basis
        {
            answers.finding(
                Finding::new("le fonds retient les dépenses sur une autre assiette")
                    .at_field("tva.assiette")
                    .found(basis.label())
                    .expected(say!("{}, pour ce fonds", wanted.label()))
                    .mend("Présentez le plan sur l’assiette du fonds ; à deux fonds d’assiettes différentes, faites deux projets."),
            );
            return;
        }
        let (Some(recoverable), Some(basis)) = (vat.recoverable, vat.basis) else { return };
        if recoverable == VatRecovery::All && basis == VatBasis::InclVat {
            answers.finding(
                Finding::new("la TVA est dite récupérable et le plan est présenté TTC")
                    .at_field("tva.assiette")
                    .found("TTC")
                    .expected("HT"),
            );
            return;
        }
        // The lines that are not on the basis of the plan: the other one is theirs.
        let apart: Vec<&PlanLine> = scope.plan().lines.iter().filter(|line| line.basis != basis).collect();
        if recoverable == VatRecovery::All && !apart.is_empty() {
            let cells = apart.iter().filter_map(|line| match line.source {
                LineSource::Expense(index) => expenses.get(index)?.basis.as_ref().map(|cell| &cell.place),
                LineSource::Staff(_) => None,
            });
            answers.finding(
                Finding::new("la TVA est dite récupérable, et des lignes sont retenues TTC")
                    .at_all(cells)
                    .found(say!("{} TTC", Fact::count(apart.len(), "ligne", "lignes")))
                    .expected("HT")
                    .stake(sum(scope, &apart)),
            );
            return;
        }
        answers.compared(
            1,
            match apart.len() {
                0 => say!("plan présenté {}, pour une TVA dite {}", basis.label(), recoverable.french()),
                count => say!(
                    "plan présenté {}, sauf {}, pour une TVA dite {}",
                    basis.label(),
                    Fact::count(count, "ligne", "lignes"),
                    recoverable.french()
                ),
            },
        );
    }),
};
