//! Every parameter that the program knows: what it is, and who reads it.
//!
//! A name that is not here is refused in a definition, unless the fund says that it is only printed: a misspelt rule never
//! leaves a check without its value.

use crate::model::fund::ParameterUnit;

/// Who reads a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A check, by its code.
    Check(&'static str),
    /// The computation of the plan.
    Ledger,
    /// The comparison of the options of simplified costs.
    Simulation,
    /// The documents, and nothing else.
    Documents,
}

impl Reader {
    /// « le contrôle P-06 ».
    #[must_use]
    pub fn french(self) -> String {
        match self {
            Self::Check(code) => format!("le contrôle {code}"),
            Self::Ledger => "le calcul du plan".to_owned(),
            Self::Simulation => "la comparaison des options".to_owned(),
            Self::Documents => "les documents".to_owned(),
        }
    }
}

/// A parameter that the program knows.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name in definitions.
    pub id: &'static str,
    /// What it measures.
    pub unit: ParameterUnit,
    /// What it is, in French.
    pub meaning: &'static str,
    /// Who reads it.
    pub readers: &'static [Reader],
}

impl Known {
    /// True when only documents read it.
    #[must_use]
    pub fn is_only_printed(&self) -> bool {
        self.readers.iter().all(|reader| *reader == Reader::Documents)
    }
}

/// A parameter by its name in definitions.
#[must_use]
pub fn find(id: &str) -> Option<&'static Known> {
    CATALOGUE.iter().copied().find(|known| known.id == id)
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $unit:ident, $meaning:literal, [$($reader:expr),*];)*) => {
        $($(#[$doc])* pub const $name: &Known = &Known {
            id: $id,
            unit: ParameterUnit::$unit,
            meaning: $meaning,
            readers: &[$($reader),*],
        };)*

        /// All of them, in the order of the definitions.
        pub const CATALOGUE: &[&Known] = &[$($name),*];
    };
}

use Reader::{Check, Documents, Ledger, Simulation};

catalogue! {
    /// Largest rate of the fund's own rules.
    MAXIMUM_RATE = "taux_max", Taux, "Taux d’intervention maximal du fonds", [Check("P-06")];
    /// Largest grant, in euros.
    CEILING = "plafond", Montant, "Montant maximal de l’aide", [Check("P-05"), Ledger];
    /// Largest grant of a year, in euros.
    YEARLY_CEILING = "plafond_annuel", Montant, "Montant maximal de l’aide d’une année", [Check("P-21")];
    /// Smallest grant, in euros.
    FLOOR = "montant_min", Montant, "Montant minimal de l’aide", [Check("P-05")];
    /// Rate of co-financing of the priority (CPR art. 112).
    PRIORITY_RATE = "taux_max_priorite", Taux, "Taux de cofinancement maximal de la priorité", [Check("P-07")];
    /// Largest share of the eligible base that public aid may make together.
    PUBLIC_AID_SHARE = "cumul_aides_publiques_max", Taux, "Part maximale des aides publiques dans l’assiette", [Check("P-20")];
    /// Years that an operation has to be completed, from its start.
    COMPLETION_YEARS = "delai_achevement_ans", Annees, "Délai pour achever l’opération, à compter de son début", [Check("C-13")];
    /// Least share of the applicant in the public financing of an investment (CGCT L1111-10).
    OWN_CONTRIBUTION = "autofinancement_min", Taux, "Part minimale du maître d’ouvrage dans le total des financements publics", [Check("P-08")];
    /// The same for an operation of a competence that has a *chef de file* (CGCT L1111-9).
    LEAD_CONTRIBUTION = "autofinancement_min_chef_de_file", Taux, "Part minimale du maître d’ouvrage dans un domaine à chef de file", [Check("P-08")];
    /// Gap admitted between the aid asked for and the product of the rate, in euros.
    RATE_TOLERANCE = "tolerance_taux", Montant, "Écart admis entre l’aide demandée et le produit du taux par l’assiette", [Check("P-04")];
    /// First day of eligibility.
    FIRST_DAY = "debut_eligibilite", Date, "Premier jour d’éligibilité des dépenses", [Check("C-05"), Check("C-11")];
    /// Last day of eligibility.
    LAST_DAY = "fin_eligibilite", Date, "Dernier jour d’éligibilité des dépenses", [Check("C-05"), Check("C-11")];
    /// Last day of eligibility where the programme has the derogation of Regulation (EU) 2021/1058, art. 7a(5).
    EXTENDED_LAST_DAY = "fin_eligibilite_prolongee", Date, "Dernier jour d’éligibilité d’un programme qui bénéficie de la prolongation", [Check("C-05"), Check("C-11")];
    /// Total cost up to which simplified costs are mandatory (CPR art. 53(2)).
    SIMPLIFIED_COSTS = "seuil_ocs", Montant, "Coût total jusqu’auquel les options de coûts simplifiés sont obligatoires", [Check("E-06"), Simulation];
    /// Total cost up to which amounts may rest on a draft budget (CPR art. 53(3)(b)).
    DRAFT_BUDGET = "seuil_projet_budget", Montant, "Coût total jusqu’auquel un projet de budget peut établir un montant", [Check("F-11")];
    /// Total cost from which only VAT that is not recoverable is eligible (CPR art. 64(1)(c)).
    VAT_THRESHOLD = "seuil_tva", Montant, "Coût total à partir duquel seule la TVA non récupérable est éligible", [Check("E-05")];
    /// Largest share of land (CPR art. 64(1)(b)).
    LAND_SHARE = "part_terrain_max", Taux, "Part maximale des achats de terrains", [Check("E-11")];
    /// The same for derelict sites.
    DERELICT_LAND_SHARE = "part_terrain_max_friche", Taux, "Part maximale des achats de terrains d’un site abandonné", [Check("E-11"), Documents];
    /// Hours of a full-time year (CPR art. 55(2)(a)).
    ANNUAL_HOURS = "heures_annuelles", Heures, "Heures annuelles d’un temps plein", [Check("E-08"), Check("E-09"), Check("E-18"), Ledger];
    /// Ceiling of de minimis aid per single undertaking, in euros.
    DE_MINIMIS_CEILING = "plafond_de_minimis", Montant, "Plafond des aides de minimis par entreprise unique", [Check("A-01")];
    /// Years over which it is counted.
    DE_MINIMIS_YEARS = "duree_de_minimis_ans", Annees, "Période glissante du plafond de minimis", [Check("A-01"), Check("A-10"), Ledger];
    /// Most documents that the portal takes.
    DOCUMENTS = "max_documents", Nombre, "Nombre maximal de documents déposés", [Check("J-05")];
    /// Most bytes that the portal takes.
    BYTES = "max_octets", Octets, "Taille totale maximale du dépôt", [Check("J-05")];
    /// Formats of attachments that the portal takes.
    FORMATS = "formats_acceptes", Formats, "Formats de pièces qu’accepte le portail", [Check("J-13")];
    /// Most bytes of one attachment.
    ATTACHMENT_BYTES = "max_octets_fichier", Octets, "Taille maximale d’une pièce", [Check("J-13")];
    /// Address of the portal.
    PORTAL = "portail", Texte, "Adresse du portail de dépôt", [Documents];
    /// Criteria of selection.
    CRITERIA = "criteres_selection", Texte, "Critères de sélection", [Documents];
    /// Attachments that the fund wants.
    ATTACHMENTS = "liste_pieces", Texte, "Liste des pièces exigées", [Documents];
    /// Actions that are eligible.
    ACTIONS = "actions_eligibles", Texte, "Actions éligibles", [Documents];
    /// Who may apply.
    BENEFICIARIES = "beneficiaires_eligibles", Texte, "Bénéficiaires éligibles", [Documents];
    /// Simplified costs that the authority imposes.
    IMPOSED_OPTION = "forfait_impose", Texte, "Options de coûts simplifiés imposées", [Documents, Simulation];
    /// Lengths of the portal's fields.
    LENGTHS = "longueurs_rubriques", Texte, "Longueurs maximales des rubriques du formulaire", [Documents];
    /// Last day of payment that the authority sets.
    LAST_PAYMENT = "fin_paiement", Date, "Date limite d’acquittement des dépenses", [Documents];
    /// Code of the programme.
    PROGRAMME = "cci", Texte, "Code CCI du programme", [Documents];
    /// Specific objective.
    OBJECTIVE = "objectif_specifique", Texte, "Objectif spécifique", [Documents];
    /// Field of intervention.
    FIELD = "domaine_intervention", Texte, "Domaine d’intervention", [Documents];
    /// Last day of an operation by a neighbouring authority's guide.
    GUIDE_LAST_DAY = "date_fin_operation_guide", Date, "Dernier jour d’une opération selon un guide", [Documents];
    /// Priority of the programme (CPR, Annex XVII, n° 29).
    PRIORITY = "priorite", Texte, "Priorité du programme", [Documents];
    /// Category of region (CPR, Annex XVII, n° 35).
    REGION = "categorie_region", Texte, "Catégorie de région", [Documents];
    /// Resource that gives way when a ceiling is passed, by the name of its nature.
    ADJUSTED = "variable_ajustement", Texte, "Ressource qui s’ajuste quand un plafond est dépassé", [Check("P-02"), Check("P-08"), Check("P-13"), Check("A-08")];
    /// Total cost beyond which a plaque replaces the poster, in euros (CPR art. 50(1)).
    PLAQUE = "seuil_affiche", Montant, "Coût total au-delà duquel une plaque remplace l’affiche", [Check("R-19"), Documents];
    /// Total cost beyond which an event is held, in euros (CPR art. 50(1)(e)).
    EVENT = "seuil_evenement", Montant, "Coût total au-delà duquel une action de communication est due", [Documents];
    /// Largest correction for publicity (CPR art. 50(3)).
    PUBLICITY_CORRECTION = "correction_publicite_max", Taux, "Part maximale du soutien annulée faute de publicité", [Documents];
    /// Years of durability (CPR art. 65).
    DURABILITY = "perennite_ans", Annees, "Pérennité d’un investissement", [Documents];
    /// Days of payment (CPR art. 74(1)(b)).
    PAYMENT_DAYS = "delai_paiement_jours", Jours, "Délai de paiement au bénéficiaire", [Documents];
    /// Purchase from which a private applicant joins a quote, in euros.
    ONE_QUOTE = "seuil_recette_achat_devis", Montant, "Achat à partir duquel un demandeur privé joint un devis", [Documents];
    /// Purchase beyond which a private applicant asks three candidates, in euros.
    THREE_QUOTES = "seuil_achat_trois_devis", Montant, "Achat au-delà duquel un demandeur privé consulte trois candidats", [Documents];
    /// Works contract from which publicity and competition are due, in euros excluding VAT.
    WORKS_COMPETITION = "seuil_concurrence_travaux", Montant, "Marché de travaux à partir duquel publicité et mise en concurrence sont dues (HT)", [Check("K-01")];
    /// The same for supplies and services.
    PURCHASE_COMPETITION = "seuil_concurrence_achats", Montant, "Marché de fournitures ou de services à partir duquel publicité et mise en concurrence sont dues (HT)", [Check("K-01"), Check("K-02"), Check("K-03")];
    /// Works contract from which a formalised procedure is due: the European threshold (Directive 2014/24/EU, art. 4).
    WORKS_EUROPEAN = "seuil_europeen_travaux", Montant, "Seuil européen des marchés de travaux (HT)", [Check("F-08"), Check("K-01")];
    /// The same for supplies and services of local authorities.
    PURCHASE_EUROPEAN = "seuil_europeen_achats", Montant, "Seuil européen des marchés de fournitures et de services des collectivités (HT)", [Check("F-08"), Check("K-01")];
    /// Years that documents are kept (CPR art. 82).
    RETENTION = "conservation_ans", Annees, "Conservation des pièces", [Documents];
}
