//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding, Missing};
use crate::model::project::Deliberation;
use crate::model::text::{holds_words, normalise};

/// The deliberations of the project; that there is none is said.
pub(in crate::checks) fn declared<'a>(scope: &Scope<'a>, answers: &mut Answers) -> &'a [Deliberation] {
    let deliberations = &scope.project().deliberations;
    if deliberations.is_empty() {
        answers.not_applicable("aucune délibération n’est déclarée");
    }
    deliberations
}

/// A deliberation of which the applicant says so; what its text says of the amounts is compared elsewhere.
pub(in crate::checks) fn require(
    scope: &Scope<'_>,
    answers: &mut Answers,
    what: &'static str,
    field: &str,
    holds: fn(&Deliberation) -> bool,
) {
    let deliberations = &scope.project().deliberations;
    if let Some(deliberation) = deliberations.iter().find(|deliberation| holds(deliberation)) {
        answers.declared(say!(
            "le demandeur dit que la délibération du {} {}",
            deliberation.date,
            Fact::Words(what)
        ));
        return;
    }
    if deliberations.is_empty() && scope.project().applicant.is_contracting_authority == Some(false) {
        answers.not_applicable("le demandeur n’est pas une personne publique : aucune assemblée ne délibère");
        return;
    }
    let may_follow =
        scope.fund().attachments.iter().any(|piece| piece.kind == "deliberation" && !piece.mandatory);
    if deliberations.is_empty() && may_follow {
        answers.missing(Missing::of_applicant(
            say!(
                "la délibération qui {} peut suivre le dépôt ; sans elle, le dossier reste incomplet",
                Fact::Words(what)
            ),
            "deliberations",
        ));
        return;
    }
    let place = match deliberations.as_slice() {
        [_] => format!("deliberations[0].{field}"),
        _ => "deliberations".to_owned(),
    };
    let message = if deliberations.is_empty() {
        say!("à renseigner : la délibération qui {}", Fact::Words(what))
    } else {
        say!("aucune délibération n’{}", Fact::Words(what))
    };
    answers.finding(
        Finding::new(message).at_field(place).expected(say!("une délibération qui {}", Fact::Words(what))),
    );
}

/// What a sentence decides: one of these verbs, then one of these objects.
pub(super) struct Phrase {
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
}

const APPROVAL: &[&str] =
    &["approuve", "approuver", "adopte", "adopter", "valide", "valider", "arrete", "arreter"];
const LEAVE: &[&str] =
    &["autorise", "autoriser", "habilite", "habiliter", "mandate", "donne pouvoir", "charge"];

/// The operation is approved.
pub(super) const APPROVING: Phrase =
    Phrase { verbs: APPROVAL, objects: &["operation", "projet", "programme", "action"] };
/// The plan is approved.
pub(super) const APPROVING_THE_PLAN: Phrase =
    Phrase { verbs: APPROVAL, objects: &["plan de financement", "plan previsionnel de financement"] };
/// Someone is let sign.
pub(super) const SIGNING: Phrase = Phrase { verbs: LEAVE, objects: &["signer", "signature", "signe"] };

/// The sentences and the items of a text, in their plain spelling.
pub(super) fn sentences(text: &str) -> Vec<String> {
    text.split(['.', ';', '\u{2022}'])
        .flat_map(|sentence| sentence.split("\n-"))
        .map(normalise)
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// True when a sentence does what is sought: its object stands after its verb.
pub(super) fn does(sentence: &str, phrase: &Phrase) -> bool {
    let words = format!(" {sentence} ");
    let verb = phrase.verbs.iter().filter_map(|verb| words.find(&format!(" {verb} "))).min();
    let Some(rest) = verb.and_then(|at| words.get(at..)) else { return false };
    let holds = |words: &str| holds_words(rest, words);
    !holds("pas") && !holds("sursis") && phrase.objects.iter().any(|object| holds(object))
}
