//! What the form of a fund and the conditions of its call may not hold: fields that decide of themselves, conditions on
//! fields that are not there, answers that cannot be given.

use crate::model::form::{Condition, FieldKind, FormField};
use crate::model::text::normalise;
use crate::source::project_file::nearest;

/// What a form and its conditions hold that cannot be: the key, and why.
#[must_use]
pub fn contradiction(fields: &[FormField], conditions: &[Condition]) -> Option<(String, String)> {
    let known = |id: &str| fields.iter().find(|field| field.id == id);
    for (index, field) in fields.iter().enumerate() {
        let key = format!("champs[{index}]");
        let has_options = matches!(field.kind, FieldKind::Choix | FieldKind::Plusieurs);
        if fields.iter().take(index).any(|other| other.id == field.id) {
            return Some((key, format!("le champ « {} » est défini deux fois", field.id)));
        }
        if has_options == field.options.is_empty() {
            return Some((
                key,
                "« options » va avec les types « choix » et « plusieurs », et avec eux seuls".to_owned(),
            ));
        }
        if let Some(asked_if) = &field.asked_if {
            // What decides comes first: no field waits for itself, however far around.
            if !fields.iter().take(index).any(|other| other.id == asked_if.field) {
                return Some((
                    key,
                    format!(
                        "« si » nomme « {} », qui n’est pas un champ défini plus haut{}",
                        asked_if.field,
                        meant(&asked_if.field, fields)
                    ),
                ));
            }
            if let Some(why) = known(&asked_if.field).and_then(|field| no_answer(field, &asked_if.among)) {
                return Some((key, why));
            }
        }
        if field.source.trim().is_empty() {
            return Some((key, "« source » est vide : pas de règle sans source".to_owned()));
        }
    }
    for (index, condition) in conditions.iter().enumerate() {
        let key = format!("conditions[{index}]");
        let Some(field) = known(&condition.field) else {
            return Some((
                key,
                format!(
                    "« champ » nomme « {} », que le formulaire n’a pas{}",
                    condition.field,
                    meant(&condition.field, fields)
                ),
            ));
        };
        let fits = match field.kind {
            FieldKind::Entier => condition.at_least.is_some() || condition.at_most.is_some(),
            FieldKind::Date => condition.latest.is_some(),
            _ => !condition.among.is_empty(),
        };
        if !fits {
            return Some((
                key,
                "un nombre se compare par « au_moins » ou « au_plus », une date par « au_plus_tard », le reste par « parmi »".to_owned(),
            ));
        }
        if condition.at_least.zip(condition.at_most).is_some_and(|(least, most)| least > most) {
            return Some((key, "« au_moins » dépasse « au_plus » : rien ne peut y répondre".to_owned()));
        }
        if let Some(why) = no_answer(field, &condition.among) {
            return Some((key, why));
        }
        if condition.source.trim().is_empty() {
            return Some((key, "« source » est vide : pas de règle sans source".to_owned()));
        }
    }
    None
}

/// An expected answer that a field cannot have.
fn no_answer(field: &FormField, among: &[String]) -> Option<String> {
    let possible: Vec<String> = match field.kind {
        FieldKind::Choix | FieldKind::Plusieurs => field.options.clone(),
        FieldKind::OuiNon => vec!["oui".to_owned(), "non".to_owned()],
        FieldKind::Texte | FieldKind::Date | FieldKind::Entier => return None,
    };
    let stranger =
        among.iter().find(|one| !possible.iter().any(|other| normalise(other) == normalise(one)))?;
    Some(format!("« {stranger} » n’est pas une réponse du champ « {} » : {}", field.id, possible.join(", ")))
}

fn meant(written: &str, fields: &[FormField]) -> String {
    let near = nearest(written, fields.iter().map(|field| field.id.as_str()));
    near.map_or_else(String::new, |near| format!(" ; vouliez-vous dire « {near} » ?"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fund;

    /// What is wrong with a form, given as the TOML of its fields and conditions.
    fn wrong(form: &str) -> Option<String> {
        let head = "[fonds]\nid = \"f\"\nintitule = \"F\"\nintitule_court = \"F\"\nautorite = \"A\"\n";
        let rest = "postes = []\nnatures = []\ndocuments = []\n";
        let fund: Fund = toml::from_str(&format!("{rest}{head}{form}")).unwrap();
        contradiction(&fund.form, &fund.conditions).map(|(key, why)| format!("{key} : {why}"))
    }

    fn field(id: &str, kind: &str, more: &str) -> String {
        format!(
            "[[champs]]\nid = \"{id}\"\nrubrique = \"R\"\nlibelle = \"L\"\ntype = \"{kind}\"\nsource = \"S\"\nstatut = \"confirme\"\n{more}\n"
        )
    }

    fn condition(id: &str, more: &str) -> String {
        format!(
            "[[conditions]]\nlibelle = \"L\"\nchamp = \"{id}\"\nsource = \"S\"\nstatut = \"confirme\"\n{more}\n"
        )
    }

    #[test]
    fn a_form_that_cannot_be_filled_is_refused_with_its_reason() {
        let works = field("travaux", "oui-non", "");
        let options = "options = [\"un\", \"deux\"]";
        for (form, said) in [
            (works.clone() + &works, "défini deux fois"),
            (field("a", "choix", ""), "« options » va avec"),
            (field("a", "texte", options), "« options » va avec"),
            (field("a", "texte", "si = { champ = \"a\", parmi = \"oui\" }"), "plus haut"),
            (
                works.clone() + &field("a", "texte", "si = { champ = \"travau\", parmi = \"oui\" }"),
                "« travaux » ?",
            ),
            (
                works.clone() + &field("a", "texte", "si = { champ = \"travaux\", parmi = \"peut-être\" }"),
                "n’est pas une réponse",
            ),
            (works.clone() + &condition("travau", "parmi = \"oui\""), "« travaux » ?"),
            (works.clone() + &condition("travaux", "au_moins = 1"), "le reste par « parmi »"),
            (works.clone() + &condition("travaux", "parmi = \"certes\""), "n’est pas une réponse"),
            (
                field("n", "entier", "") + &condition("n", "au_moins = 9\nau_plus = 1"),
                "rien ne peut y répondre",
            ),
        ] {
            let why = wrong(&form);
            assert!(why.as_ref().is_some_and(|why| why.contains(said)), "{form}: {why:?}");
        }
        let sound = works
            + &field("a", "choix", &format!("{options}\nsi = {{ champ = \"travaux\", parmi = \"oui\" }}"))
            + &condition("a", "parmi = [\"Un\"]");
        assert_eq!(wrong(&sound), None);
    }
}
