//! Names of another project, left by whoever began from a copy.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::model::text::{holds_words, normalise};

/// Names of the projects that come with the program: those that people copy.
const NAMES: [&str; 8] = [
    "Cluster Territoire Intelligent",
    "Communauté d’agglomération de Béthune-Bruay",
    "Béthune-Bruay",
    "Artois-Lys Romane",
    "CCI Artois",
    "Entreprise et Territoire",
    "Atelier partagé d’exemple",
    "Communauté de communes d’exemple",
];

/// Names of another project.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-18",
    title: "Aucun texte ne nomme le projet dont il a été copié",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les noms des projets livrés avec le programme (intitulé, demandeur, partenaire, manifestation) sont cherchés dans la description, l’intitulé et le résumé, sauf dans un projet dont ils sont ceux : projet.toml les porte alors comme demandeur, partenaire, cofinanceur ou intitulé.",
        why: "Un dossier qui nomme le projet d’un autre dit qu’il n’a pas été relu.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Remplacez ce nom par celui de votre projet.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let identity = &project.identity;
        // A project whose applicant or title is that of an example is the example.
        let own: Vec<String> = [Some(project.applicant.legal_name.as_str()), identity.acronym.as_deref()]
            .into_iter()
            .flatten()
            .chain(project.partners.iter().map(|partner| partner.name.as_str()))
            .chain(project.co_financers.iter().map(|one| one.name.as_str()))
            .chain(project.deliberations.iter().map(|one| one.title.as_str()))
            .chain(project.calendar.stages.iter().map(|one| one.title.as_str()))
            .map(normalise)
            .collect();
        let foreign: Vec<(&str, String)> = NAMES
            .into_iter()
            .map(|name| (name, normalise(name)))
            .filter(|(_, name)| !own.iter().any(|own| holds_words(own, name)))
            .collect();
        let named = |text: &str| {
            let text = normalise(text);
            foreign.iter().find(|(_, name)| holds_words(&text, name)).map(|(name, _)| *name)
        };
        let found = |name: &str| {
            Finding::new("le texte nomme un autre projet que celui-ci").found(say!("« {} »", name))
        };
        let mut read = 0;
        for (field, text) in
            [("projet.intitule", Some(&identity.title)), ("projet.resume", identity.summary.as_ref())]
        {
            let Some(text) = text else { continue };
            read += 1;
            if let Some(name) = named(text) {
                answers.finding(found(name).at_field(field));
            }
        }
        if let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) {
            for line in &description.lines {
                read += 1;
                if let Some(name) = named(&line.text) {
                    answers.finding(found(name).at(&Place::line(file.name.as_str(), line.line)));
                }
            }
        } else {
            answers.missing_field("projet.description");
        }
        answers.compared(read, Fact::count(read, "texte lu", "textes lus"));
    }),
};
