//! Sections.

use std::collections::BTreeMap;

use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::model::fund::Section;

/// Sections.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-25",
    title: "La section de chaque dépense se lit",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Ce qu’écrit la colonne Section doit dire fonctionnement ou investissement, en toutes lettres ou en abrégé. Une cellule vide laisse la ligne dans la section de son poste.",
        why: "Le plan équilibré sépare le fonctionnement de l’investissement : une section mal écrite change les deux sous-totaux sans que rien ne le dise.",
        basis: Basis::Usage(
            "Usage des plans de financement publics : deux sections, fonctionnement et investissement",
        ),
        mend: "Écrivez « Fonctionnement » ou « Investissement », ou videz la cellule.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut read = 0;
        // Of each text, its first cell and how many lines write it.
        let mut unread: BTreeMap<&str, (&Place, usize)> = BTreeMap::new();
        for line in &scope.budget().expense_lines {
            let Some(cell) = line.section.as_ref() else { continue };
            match cell.value.trim() {
                "" => {}
                text if Section::read(text).is_some() => read += 1,
                text => unread.entry(text).or_insert((&cell.place, 0)).1 += 1,
            }
        }
        if read == 0 && unread.is_empty() {
            answers.not_applicable("aucune ligne n’écrit sa section : chacune est dans celle de son poste");
            return;
        }
        let names = [Section::Fonctionnement, Section::Investissement].map(Section::name);
        for (text, (first, count)) in unread {
            let lines = Fact::count(count, "ligne", "lignes");
            let expected = match near(text, names) {
                Some(name) => say!("peut-être « {} »", name),
                None => say!("{}", Fact::list_with(names, " ou ")),
            };
            answers.finding(
                Finding::new(say!("la section de {} ne se lit pas", lines))
                    .at(first)
                    .found(Fact::text(text))
                    .expected(expected),
            );
        }
        answers.compared(read, Fact::count(read, "section lue", "sections lues"));
    }),
};
