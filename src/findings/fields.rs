//! French names of the fields of `projet.toml`: documents and sentences name a field, the key is only for whoever types it.

/// A field and how to speak of it.
struct Field {
    /// Dotted path, `[]` in place of the rank in a list.
    path: &'static str,
    /// Name with its article; the rank follows it, for an item of a list.
    name: &'static str,
    /// True when the name is feminine.
    feminine: bool,
}

const fn masculine(path: &'static str, name: &'static str) -> Field {
    Field { path, name, feminine: false }
}

const fn feminine(path: &'static str, name: &'static str) -> Field {
    Field { path, name, feminine: true }
}

const FIELDS: &[Field] = &[
    feminine("cofinanceurs[].assiette", "l’assiette du cofinanceur"),
    masculine("cofinanceurs[].montant_accorde", "le montant accordé par le cofinanceur"),
    feminine("cofinanceurs[].part_affectee", "la part que le cofinanceur affecte à l’opération"),
    feminine("indicateurs[].tailles", "la répartition par taille de l’indicateur"),
    feminine("conventions[].date_signature", "la signature de la convention"),
    masculine("deliberations[].cout_total", "le coût total de la délibération"),
    masculine("deliberations[].montants", "le détail des montants de la délibération"),
    feminine("deliberations[].signataires", "la liste des signataires de la délibération"),
    masculine("partenaires[].cout", "le budget du partenaire"),
    feminine("partenaires[].ressources", "la liste des ressources du partenaire"),
    masculine("partenaires[].reversement", "le reversement au partenaire"),
    feminine("conventions", "la liste des conventions"),
    feminine("conventions[].mentions", "la liste des mentions de la convention"),
    masculine("conventions[].debut", "le début de la convention"),
    feminine("conventions[].fin", "la fin de la convention"),
    masculine("aides_d_etat.regime", "le régime de l’aide d’État"),
    feminine("aides_d_etat.intensite_max", "l’intensité maximale du régime d’aide"),
    feminine("aides_d_etat.entreprise_unique", "la liste des sociétés de l’entreprise unique"),
    feminine("de_minimis[].entreprise", "l’entreprise qui a reçu l’aide de minimis"),
    feminine("demandeur.acheteur_public", "la réponse sur le code de la commande publique"),
    feminine("marches", "la liste des marchés"),
    masculine("marches[].montant_ht", "le montant HT du marché"),
    feminine("marches[].date", "la date de lancement du marché"),
    feminine("marches[].procedure", "la procédure du marché"),
    feminine("deliberations[].date_publication", "la publication de la délibération"),
    feminine("deliberations[].date_transmission", "la transmission de la délibération"),
    feminine("deliberations[].date_convocation", "la convocation de l’assemblée"),
    masculine("deliberations[].presents", "le nombre de présents"),
    masculine("deliberations[].membres_en_exercice", "le nombre de membres en exercice"),
    masculine("deliberations[].pour", "le nombre de voix pour"),
    feminine("calendrier.octroi", "la date d’octroi attendue"),
    masculine("nomenclature.domaine", "le domaine d’intervention de la nomenclature"),
    feminine("nomenclature.forme", "la forme de soutien de la nomenclature"),
    masculine("nomenclature.territoire", "le code territorial de la nomenclature"),
    feminine("nomenclature.activite", "l’activité économique de la nomenclature"),
    feminine("nomenclature.localisation", "la localisation de la nomenclature"),
    masculine("nomenclature.genre", "le code d’égalité de la nomenclature"),
    feminine("aides_d_etat.aide_d_etat", "la réponse sur l’aide d’État"),
    feminine("aides_d_etat.de_minimis", "la réponse sur l’aide de minimis"),
    masculine("aides_d_etat.beneficiaire", "le rôle du bénéficiaire dans l’aide"),
    feminine("aides_d_etat.reverse", "la réponse sur le reversement de l’aide"),
    feminine("de_minimis_accorde[].inscription", "l’inscription au registre de l’aide accordée"),
    feminine("de_minimis_accorde[].date_octroi", "la date d’octroi de l’aide accordée"),
    masculine("de_minimis_accorde[].montant", "le montant de l’aide accordée"),
    masculine("de_minimis_accorde[].identifiant", "l’identifiant de l’entreprise aidée"),
    masculine("de_minimis_accorde[].instrument", "l’instrument de l’aide accordée"),
    masculine("de_minimis_accorde[].nace", "le secteur de l’entreprise aidée"),
    feminine("projet.date_effet", "la date d’effet"),
    masculine("projet.description", "le fichier de la description"),
    feminine("projet.exemple_fictif", "la mention « exemple fictif »"),
    masculine("demandeur.siret", "le SIRET du demandeur"),
    masculine("demandeur.iban", "l’IBAN du demandeur"),
    feminine("demandeur.adresse", "l’adresse du demandeur"),
    masculine("demandeur.code_postal", "le code postal du demandeur"),
    feminine("demandeur.commune", "la commune du demandeur"),
    masculine("demandeur.contact.nom", "le nom du contact"),
    masculine("demandeur.contact.courriel", "le courriel du contact"),
    masculine("demandeur.representant", "le représentant légal"),
    masculine("demandeur.signataire", "le signataire"),
    feminine("demandeur.signataire.qualite", "la qualité du signataire"),
    feminine("demandeur.signataire.piece", "la pièce qui habilite le signataire"),
    feminine("calendrier.depot", "la date de dépôt"),
    masculine("calendrier.debut", "le début de l’opération"),
    feminine("calendrier.fin", "la fin de l’opération"),
    masculine("calendrier.premier_engagement", "le premier engagement"),
    feminine("calendrier.etapes", "la liste des étapes"),
    feminine("calendrier.etapes[]", "l’étape"),
    masculine("calendrier.etapes[].debut", "le début de l’étape"),
    feminine("calendrier.etapes[].fin", "la fin de l’étape"),
    feminine("tva.recuperable", "la récupération de la TVA"),
    feminine("tva.fctva", "la compensation de la TVA par le FCTVA"),
    feminine("tva.assiette", "l’assiette HT ou TTC du plan"),
    feminine("personnel.sans_autre_projet", "la réponse sur le temps passé à d’autres projets"),
    feminine("personnel.couts_documentes_au", "la date des derniers coûts de personnel documentés"),
    feminine("personnel.ailleurs", "la liste du temps passé ailleurs"),
    masculine("personnel.ailleurs[]", "le temps passé ailleurs"),
    masculine("amortissements[]", "l’amortissement"),
    masculine("amortissements[].debut", "le début de l’amortissement"),
    feminine("amortissements[].fin", "la fin de l’amortissement"),
    feminine("amortissements[].dotation_annuelle", "la dotation annuelle de l’amortissement"),
    feminine("amortissements[].subvention_publique", "la réponse sur la subvention du bien amorti"),
    feminine("amortissements[].piece", "la déclaration du bien amorti"),
    feminine("amortissements", "la liste des biens amortis"),
    feminine("occasions", "la liste des matériels d’occasion"),
    masculine("occasions[]", "le matériel d’occasion"),
    feminine("occasions[].aide_europeenne", "la réponse du vendeur sur l’aide européenne"),
    feminine("occasions[].valeur_de_marche", "la valeur de marché du matériel d’occasion"),
    masculine("occasions[].prix_neuf", "le prix à neuf du matériel d’occasion"),
    feminine("occasions[].piece", "la déclaration du vendeur"),
    feminine("apports_en_nature", "la liste des apports en nature"),
    feminine("apports_en_nature[].valeur_de_marche", "la valeur de marché de l’apport en nature"),
    feminine("apports_en_nature[].piece", "l’attestation de valeur de l’apport en nature"),
    feminine("terrain.site_abandonne", "la réponse sur l’abandon du site"),
    feminine("terrain.protection_environnement", "la réponse sur la protection de l’environnement"),
    feminine("terrain.valeur_de_marche", "la valeur de marché du terrain"),
    feminine("terrain.piece", "la pièce qui établit la valeur du terrain"),
    feminine("recettes.attendues", "la réponse sur les recettes attendues"),
    masculine("couts_indirects", "le forfait de coûts indirects"),
    feminine("couts_indirects.regle", "la règle du forfait"),
    masculine("couts_indirects.taux", "le taux du forfait"),
    masculine("frais_de_personnel", "le forfait de frais de personnel"),
    feminine("frais_de_personnel.regle", "la règle du forfait de frais de personnel"),
    masculine("frais_de_personnel.taux", "le taux du forfait de frais de personnel"),
    feminine("frais_de_personnel.sans_marche_exclu", "l’absence de marché que l’article 55 exclut"),
    feminine("deliberations", "la liste des délibérations"),
    feminine("deliberations[].date", "la date de la délibération"),
    feminine("deliberations[].approuve_operation", "l’approbation de l’opération par la délibération"),
    feminine(
        "deliberations[].approuve_plan_financement",
        "l’approbation du plan de financement par la délibération",
    ),
    feminine("deliberations[].autorise_signature", "l’autorisation de signer que donne la délibération"),
    feminine("deliberations[].piece", "la pièce de la délibération"),
    masculine("partenaires[].siret", "le SIRET du partenaire"),
    feminine("partenaires[].piece", "la pièce du partenaire"),
    feminine("cofinanceurs", "la liste des cofinanceurs"),
    masculine("cofinanceurs[].nom", "le nom du cofinanceur"),
    feminine("cofinanceurs[].nature", "la nature du cofinanceur"),
    feminine("cofinanceurs[].piece", "la pièce du cofinanceur"),
    feminine("de_minimis", "la liste des aides de minimis"),
    masculine("de_minimis[].montant", "le montant de l’aide de minimis"),
    feminine("de_minimis[].date_octroi", "la date d’octroi de l’aide de minimis"),
    feminine("indicateurs", "la liste des indicateurs"),
    feminine("indicateurs[].action", "l’action de l’indicateur"),
    masculine("indicateurs[].code", "le code de l’indicateur"),
    feminine("pieces", "la liste des pièces"),
    masculine("pieces[].id", "l’identifiant de la pièce"),
    masculine("pieces[].fichier", "le fichier de la pièce"),
    masculine("principes_horizontaux.droits_fondamentaux", "le respect de la Charte des droits fondamentaux"),
    masculine("principes_horizontaux.developpement_durable", "le développement durable"),
    feminine("principes_horizontaux.egalite_femmes_hommes", "l’égalité entre les femmes et les hommes"),
    feminine("principes_horizontaux.non_discrimination", "la non-discrimination"),
    feminine("principes_horizontaux.accessibilite", "l’accessibilité"),
    masculine("engagements.publicite", "l’engagement de publicité"),
    masculine("engagements.comptabilite_separee", "l’engagement de comptabilité séparée"),
    masculine("engagements.conservation", "l’engagement de conservation des pièces"),
    masculine("engagements.non_demarrage", "l’engagement de non-démarrage"),
    masculine("fonds[].taux_demande", "le taux demandé"),
    masculine("fonds[].montant_demande", "le montant demandé"),
    masculine("fonds[].parametres", "le paramètre du fonds"),
    feminine("controles[]", "la dérogation au contrôle"),
    feminine("derogation[]", "la dérogation"),
    masculine("derogation[].code", "le contrôle de la dérogation"),
    masculine("derogation[].place", "le lieu de la dérogation"),
    masculine("derogation[].motif", "le motif de la dérogation"),
    masculine("derogation[].auteur", "l’auteur de la dérogation"),
    feminine("derogation[].date", "la date de la dérogation"),
    feminine("derogation[].jusqu_au", "la fin de la dérogation"),
    masculine("derogation[].fonds", "le fonds de la dérogation"),
];

fn find(path: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.path == path)
}

/// The French name of a field, with its article: `pieces[3].fichier` is « le fichier de la pièce n° 4 ».
#[must_use]
pub fn field_name(path: &str) -> Option<String> {
    // Identifiers of funds hold dots: they are taken from both ends.
    if let Some(of_fund) = path.strip_prefix("fonds.") {
        if of_fund.ends_with(".taux_demande") {
            return find("fonds[].taux_demande").map(|field| field.name.to_owned());
        }
        if of_fund.ends_with(".montant_demande") {
            return find("fonds[].montant_demande").map(|field| field.name.to_owned());
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
    let ending = if find(&of_list(path).0).is_some_and(|field| field.feminine) { "e" } else { "" };
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
