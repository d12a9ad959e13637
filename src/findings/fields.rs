//! French names of the fields of `projet.toml`: documents and sentences name a field, the key is only for whoever types it.

use super::field_names::{FIELDS, Field};

fn find(path: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.path == path)
}

/// A field of what is asked from a fund, by what follows `fonds.`: identifiers of funds hold dots, its end tells.
fn asked_of_fund(of_fund: &str) -> Option<&'static Field> {
    if let Some((_, name)) = of_fund.split_once(".intention.") {
        return find(&format!("fonds[].intention.{name}"));
    }
    if of_fund.contains(".versements[") {
        return of_fund.ends_with("].part").then(|| find("fonds[].versements[].part")).flatten();
    }
    let (_, last) = of_fund.rsplit_once('.')?;
    find(&format!("fonds[].{last}")).filter(|_| !of_fund.contains(".parametres."))
}

/// The French name of a field, with its article: `pieces[3].fichier` is « le fichier de la pièce n° 4 ».
#[must_use]
pub fn field_name(path: &str) -> Option<String> {
    // Identifiers of funds hold dots: they are taken from both ends.
    if let Some(of_fund) = path.strip_prefix("fonds.") {
        if let Some(field) = asked_of_fund(of_fund) {
            return Some(field.name.to_owned());
        }
        let (_, parameter) = of_fund.split_once(".parametres.")?;
        let parameter = parameter.strip_suffix(".valeur").unwrap_or(parameter);
        return find("fonds[].parametres").map(|field| format!("{} « {parameter} »", field.name));
    }
    if let Some(code) = path.strip_prefix("controles.") {
        return find("controles[]").map(|field| format!("{} {code}", field.name));
    }
    let (field, rank) = of_list(path);
    find(&field).map(|field| match rank {
        None => field.name.to_owned(),
        Some(rank) => format!("{} n° {rank}", field.name),
    })
}

/// The French name of a field of every item of a list, by its path with `[]`: `pieces[].fichier` is « le fichier de la
/// pièce ».
#[must_use]
pub fn field_title(path: &str) -> Option<&'static str> {
    find(path).map(|field| field.name)
}

/// A path without the rank of its item, and that rank, from one: `pieces[3].fichier` is `pieces[].fichier` and 4.
fn of_list(path: &str) -> (String, Option<usize>) {
    let parts = path.split_once('[').and_then(|(list, rest)| {
        let (rank, after) = rest.split_once(']')?;
        Some((format!("{list}[]{after}"), rank.parse::<usize>().ok()?.checked_add(1)?))
    });
    parts.map_or_else(|| (path.to_owned(), None), |(field, rank)| (field, Some(rank)))
}

/// « la date de dépôt n’est pas renseignée »; the key itself when the field has no name.
#[must_use]
pub fn not_given(path: &str) -> String {
    let name = field_name(path).unwrap_or_else(|| path.to_owned());
    let field = match path.strip_prefix("fonds.") {
        Some(of_fund) => asked_of_fund(of_fund),
        None => find(&of_list(path).0),
    };
    let ending = if field.is_some_and(|field| field.feminine) { "e" } else { "" };
    format!("{name} n’est pas renseigné{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_in_french() {
        assert_eq!(field_name("demandeur.adresse").as_deref(), Some("l’adresse du demandeur"));
        assert_eq!(field_name("pieces[3].fichier").as_deref(), Some("le fichier de la pièce n° 4"));
        assert_eq!(field_name("calendrier.etapes[0]").as_deref(), Some("l’étape n° 1"));
        assert_eq!(field_name("fonds.feder-ospe-1.3.taux_demande").as_deref(), Some("le taux demandé"));
        assert_eq!(
            field_name("fonds.feder-ospe-1.3.parametres.plafond.valeur").as_deref(),
            Some("le paramètre du fonds « plafond »")
        );
        assert_eq!(field_name("controles.T-08").as_deref(), Some("la dérogation au contrôle T-08"));
        assert_eq!(field_name("pieces[x].fichier"), None);
        assert_eq!(field_name("inconnu"), None);
    }

    #[test]
    fn what_is_not_given_agrees_with_its_noun() {
        assert_eq!(not_given("calendrier.depot"), "la date de dépôt n’est pas renseignée");
        assert_eq!(not_given("demandeur.siret"), "le SIRET du demandeur n’est pas renseigné");
        assert_eq!(not_given("occasions[1].piece"), "la déclaration du vendeur n° 2 n’est pas renseignée");
        assert_eq!(not_given("inconnu"), "inconnu n’est pas renseigné");
        assert_eq!(not_given("conventions[0].fin"), "la fin de la convention n° 1 n’est pas renseignée");
    }
}
