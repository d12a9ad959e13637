//! What a column may hold, and the many ways its header is written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::normal::normalise;

/// Which of the four tables of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKind {
    /// *Dépenses*.
    Expenses,
    /// *Personnel*.
    Staff,
    /// *Ressources*.
    Resources,
    /// *Indicateurs*.
    Indicators,
}

impl TableKind {
    /// The French name.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Expenses => "Dépenses",
            Self::Staff => "Personnel",
            Self::Resources => "Ressources",
            Self::Indicators => "Indicateurs",
        }
    }

    /// The four kinds.
    pub const ALL: [Self; 4] = [Self::Expenses, Self::Staff, Self::Resources, Self::Indicators];

    /// The usual name of the table's sheet.
    #[must_use]
    pub fn sheet_name(self) -> &'static str {
        match self {
            Self::Expenses => "Dépenses",
            Self::Staff => "Personnel",
            Self::Resources => "Ressources",
            Self::Indicators => "Indicateurs",
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRole {
    /// Number or reference of the line.
    Number,
    /// Category of expenses.
    Category,
    /// Label of the expense, name or function of the person, label of the indicator.
    Label,
    /// Supplier.
    Supplier,
    /// Partner that bears the expense.
    Partner,
    /// Civil year.
    Year,
    /// Quantity.
    Quantity,
    /// Unit price.
    UnitPrice,
    /// Amount excluding VAT.
    AmountExclVat,
    /// VAT rate.
    VatRate,
    /// VAT amount.
    Vat,
    /// Amount including VAT.
    AmountInclVat,
    /// The basis, HT or TTC, that the plan retains of the line.
    VatBasis,
    /// Action of the project that the line serves.
    Action,
    /// Section of the budget.
    Section,
    /// Supporting document.
    Document,
    /// Mission of a person.
    Mission,
    /// Annual employment cost.
    AnnualCost,
    /// Annual hours.
    AnnualHours,
    /// How the hourly rate is obtained.
    Method,
    /// Monthly employment cost.
    MonthlyCost,
    /// Average monthly hours.
    MonthlyHours,
    /// How much of a full-time post the person holds.
    WorkingShare,
    /// Last day of the period whose costs are documented.
    CostsAsOf,
    /// Fixed share of the time of each month.
    FixedShare,
    /// Months of the year that the fixed share holds.
    Months,
    /// Hours on the operation.
    Hours,
    /// Cost as the workbook states it.
    StatedCost,
    /// Name of the co-financer.
    CoFinancer,
    /// Nature of the resource.
    Nature,
    /// State of the resource.
    Status,
    /// Amount of the resource.
    Amount,
    /// Share of the total, in percent.
    Share,
    /// Date of the decision.
    Date,
    /// Code of the indicator.
    Code,
    /// Unit of the indicator.
    Unit,
    /// Baseline of the indicator.
    Baseline,
    /// Target of the indicator.
    Target,
    /// Source of the indicator's data.
    Source,
    /// Currency of the line's amounts.
    Currency,
}

/// How sure a header is of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// The header says it.
    Said,
    /// `Montant` among expenses: read as excluding VAT when no other column says so, with an issue.
    Supposed,
}

use ColumnRole as R;

const NUMBER: &[&str] = &[
    "N°",
    "No",
    "Num",
    "Numéro",
    "Réf",
    "Référence",
    "Ligne",
    "N° ligne",
    "N° d’ordre",
    "Numéro de ligne",
    "Id",
    "Identifiant",
    "Code",
    "N° dépense",
];
const ACTION: &[&str] =
    &["Action", "N° action", "N° d’action", "Numéro d’action", "Action du projet", "Code action"];
const PARTNER: &[&str] = &[
    "Partenaire",
    "Porteur",
    "Structure",
    "Structure porteuse",
    "Partenaire porteur",
    "Maître d’ouvrage",
    "Bénéficiaire",
    "Chef de file ou partenaire",
    "Nom du partenaire",
    "Partenaire concerné",
];
const YEAR: &[&str] = &[
    "Année",
    "Exercice",
    "Année civile",
    "Année de réalisation",
    "Année de la dépense",
    "Année d’exécution",
    "Exercice budgétaire",
    "An",
];
const DOCUMENT: &[&str] = &[
    "Pièce justificative",
    "Justificatif",
    "Pièce",
    "Pièce jointe",
    "Document",
    "Document justificatif",
    "Nom du justificatif",
    "Référence du justificatif",
    "Nom de la pièce",
    "Pièce justificative jointe",
    "Pièce à l’appui",
];

/// The headers of each kind of table.
const ALIASES: &[(TableKind, ColumnRole, Certainty, &[&str])] = &[
    (TableKind::Expenses, R::Number, Certainty::Said, NUMBER),
    (
        TableKind::Expenses,
        R::Category,
        Certainty::Said,
        &[
            "Poste",
            "Poste de dépenses",
            "Poste budgétaire",
            "Poste de coût",
            "Catégorie",
            "Catégorie de dépenses",
            "Catégorie de coût",
            "Nature de la dépense",
            "Type de dépense",
            "Rubrique",
            "Nature",
        ],
    ),
    (
        TableKind::Expenses,
        R::Label,
        Certainty::Said,
        &[
            "Intitulé",
            "Intitulé de la dépense",
            "Désignation",
            "Désignation de la dépense",
            "Libellé",
            "Libellé de la dépense",
            "Objet",
            "Objet de la dépense",
            "Description",
            "Description de la dépense",
            "Dépense",
            "Détail",
            "Détail de la dépense",
            "Dépense prévisionnelle",
            "Nature et objet de la dépense",
            "Charge",
            "Travaux",
            "Nature des travaux",
            "Désignation des travaux",
            "Descriptif",
        ],
    ),
    (
        TableKind::Expenses,
        R::Supplier,
        Certainty::Said,
        &[
            "Prestataire",
            "Prestataire pressenti",
            "Fournisseur",
            "Fournisseur pressenti",
            "Prestataire ou fournisseur",
            "Nom du prestataire",
            "Nom du fournisseur",
            "Titulaire",
            "Entreprise",
            "Tiers",
            "Créancier",
        ],
    ),
    (TableKind::Expenses, R::Partner, Certainty::Said, PARTNER),
    (TableKind::Expenses, R::Year, Certainty::Said, YEAR),
    (
        TableKind::Expenses,
        R::Quantity,
        Certainty::Said,
        &[
            "Quantité",
            "Qté",
            "Qte",
            "Nombre",
            "Nb",
            "Nbre",
            "Nombre d’unités",
            "Volume",
            "Nombre de jours",
            "Nb de jours",
            "Nb jours",
            "Jours",
        ],
    ),
    (
        TableKind::Expenses,
        R::UnitPrice,
        Certainty::Said,
        &[
            "Prix unitaire",
            "PU",
            "P.U.",
            "Prix unitaire HT",
            "PU HT",
            "PUHT",
            "Coût unitaire",
            "Coût unitaire HT",
            "Tarif unitaire",
            "Montant unitaire",
            "Montant unitaire HT",
            "Coût journalier",
            "Coût jour",
            "Coût par jour",
            "Prix par jour",
            "Tarif journalier",
            "TJM",
        ],
    ),
    (
        TableKind::Expenses,
        R::AmountExclVat,
        Certainty::Said,
        &[
            "Montant HT",
            "Montant hors taxe",
            "HT",
            "Hors taxe",
            "Total HT",
            "Coût HT",
            "Prix HT",
            "Dépense HT",
            "Montant total HT",
            "Coût total HT",
            "Prix total HT",
            "Montant prévisionnel HT",
            "Coût prévisionnel HT",
            "Montant présenté HT",
            "Montant éligible HT",
            "Dépense éligible HT",
            "Base HT",
            "Montant de la dépense HT",
            "Montant hors TVA",
            "Dépense prévisionnelle HT",
            "Prévu HT",
            "Prévisionnel HT",
            "Estimation HT",
            "Estimatif HT",
            "Coût estimatif HT",
            "Coût estimé HT",
            "Montant prévu HT",
            "Montant estimatif HT",
            "Montant estimé HT",
            "Montant subventionnable HT",
            "Dépense subventionnable HT",
        ],
    ),
    (
        TableKind::Expenses,
        R::AmountExclVat,
        Certainty::Supposed,
        &[
            "Montant",
            "Montant total",
            "Coût",
            "Coût total",
            "Total",
            "Montant prévisionnel",
            "Coût prévisionnel",
            "Montant éligible",
            "Montant présenté",
            "Dépense éligible",
            "Prix",
            "Montant de la dépense",
            "Prix total",
            "Prévu",
            "Prévisionnel",
            "Estimation",
            "Estimatif",
            "Coût estimatif",
            "Coût estimé",
            "Montant prévu",
            "Montant estimatif",
            "Montant estimé",
            "Montant subventionnable",
            "Dépense subventionnable",
            "Base subventionnable",
            "Coût total éligible",
            "Coût du projet",
            "Coût total du projet",
            "Coût de l’opération",
            "Somme",
        ],
    ),
    (
        TableKind::Expenses,
        R::VatRate,
        Certainty::Said,
        &["Taux de TVA", "TVA %", "% TVA", "Taux", "Taux TVA %", "Taux TVA applicable"],
    ),
    (TableKind::Expenses, R::Vat, Certainty::Said, &["TVA", "Montant TVA", "Montant de la TVA", "Total TVA"]),
    (
        TableKind::Expenses,
        R::AmountInclVat,
        Certainty::Said,
        &[
            "Montant TTC",
            "Montant toutes taxes comprises",
            "TTC",
            "Toutes taxes comprises",
            "Total TTC",
            "Coût TTC",
            "Prix TTC",
            "Dépense TTC",
            "Montant total TTC",
            "Coût total TTC",
            "Prix total TTC",
            "Montant prévisionnel TTC",
            "Coût prévisionnel TTC",
            "Montant présenté TTC",
            "Montant éligible TTC",
            "Dépense éligible TTC",
            "Montant de la dépense TTC",
            "Dépense prévisionnelle TTC",
            "Prévu TTC",
            "Prévisionnel TTC",
            "Estimation TTC",
            "Estimatif TTC",
            "Coût estimatif TTC",
            "Coût estimé TTC",
            "Montant prévu TTC",
            "Montant estimatif TTC",
            "Montant estimé TTC",
            "Montant subventionnable TTC",
            "Dépense subventionnable TTC",
        ],
    ),
    (
        TableKind::Expenses,
        R::VatBasis,
        Certainty::Said,
        &[
            "HT ou TTC",
            "HT/TTC",
            "Assiette HT ou TTC",
            "Assiette HT/TTC",
            "Montant retenu HT ou TTC",
            "Base HT ou TTC",
        ],
    ),
    (TableKind::Expenses, R::Action, Certainty::Said, ACTION),
    (
        TableKind::Expenses,
        R::Section,
        Certainty::Said,
        &[
            "Section",
            "Section budgétaire",
            "Fonctionnement ou investissement",
            "Fonctionnement / investissement",
        ],
    ),
    (TableKind::Expenses, R::Document, Certainty::Said, DOCUMENT),
    (TableKind::Expenses, R::Document, Certainty::Said, &["Devis", "Devis ou facture", "Référence du devis"]),
    (TableKind::Staff, R::Action, Certainty::Said, ACTION),
    (TableKind::Staff, R::Number, Certainty::Said, NUMBER),
    (
        TableKind::Staff,
        R::Label,
        Certainty::Said,
        &[
            "Nom",
            "Fonction",
            "Nom ou fonction",
            "Nom et fonction",
            "Nom prénom",
            "Nom et prénom",
            "Prénom et nom",
            "Nom, prénom et fonction",
            "Poste",
            "Poste occupé",
            "Intitulé du poste",
            "Agent",
            "Nom de l’agent",
            "Salarié",
            "Nom du salarié",
            "Personne",
            "Emploi",
            "Libellé",
            "Intitulé",
            "Désignation",
        ],
    ),
    (
        TableKind::Staff,
        R::Mission,
        Certainty::Said,
        &[
            "Mission",
            "Mission sur l’opération",
            "Mission sur le projet",
            "Rôle",
            "Rôle dans le projet",
            "Rôle dans l’opération",
            "Tâche",
            "Activité",
            "Description de la mission",
        ],
    ),
    (TableKind::Staff, R::Partner, Certainty::Said, PARTNER),
    (TableKind::Staff, R::Partner, Certainty::Said, &["Employeur", "Structure employeuse"]),
    (TableKind::Staff, R::Year, Certainty::Said, YEAR),
    (
        TableKind::Staff,
        R::AnnualCost,
        Certainty::Said,
        &[
            "Coût annuel chargé",
            "Salaire annuel chargé",
            "Coût annuel",
            "Coût salarial annuel",
            "Coût salarial annuel chargé",
            "Salaire annuel",
            "Salaire brut chargé annuel",
            "Salaire annuel brut chargé",
            "Salaire brut annuel chargé",
            "Coût annuel brut chargé",
            "Coût annuel employeur",
            "Masse salariale annuelle",
            "Salaire chargé annuel",
            "Salaire chargé",
            "Coût chargé annuel",
            "Coût annuel total employeur",
            "Coût salarial chargé",
        ],
    ),
    (
        TableKind::Staff,
        R::AnnualHours,
        Certainty::Said,
        &[
            "Heures annuelles",
            "Base horaire annuelle",
            "Durée annuelle",
            "Durée annuelle du travail",
            "Durée annuelle de travail",
            "Heures travaillées annuelles",
            "Nombre d’heures annuelles",
            "Base annuelle",
            "Base horaire",
            "Temps de travail annuel",
            "Heures annuelles de référence",
            "Nombre d’heures annuel",
            "Base horaire annuelle h",
        ],
    ),
    (
        TableKind::Staff,
        R::Method,
        Certainty::Said,
        &[
            "Méthode",
            "Méthode de calcul",
            "Méthode du taux horaire",
            "Méthode de calcul du taux horaire",
            "Mode de calcul du taux horaire",
        ],
    ),
    (
        TableKind::Staff,
        R::MonthlyCost,
        Certainty::Said,
        &[
            "Coût mensuel chargé",
            "Coût mensuel",
            "Salaire mensuel chargé",
            "Salaire mensuel brut chargé",
            "Coût salarial mensuel",
            "Coût salarial mensuel chargé",
            "Coût mensuel brut chargé",
            "Coût mensuel employeur",
        ],
    ),
    (
        TableKind::Staff,
        R::MonthlyHours,
        Certainty::Said,
        &[
            "Heures mensuelles",
            "Heures mensuelles moyennes",
            "Base horaire mensuelle",
            "Durée mensuelle du travail",
            "Temps de travail mensuel",
            "Temps de travail mensuel moyen",
            "Nombre d’heures mensuelles",
        ],
    ),
    (
        TableKind::Staff,
        R::WorkingShare,
        Certainty::Said,
        &[
            "Quotité",
            "Quotité de travail",
            "Quotité de temps de travail",
            "Quotité du poste",
            "Temps partiel",
            "Quotité du temps partiel",
        ],
    ),
    (
        TableKind::Staff,
        R::CostsAsOf,
        Certainty::Said,
        &[
            "Coûts documentés au",
            "Coût documenté au",
            "Coûts documentés",
            "Derniers coûts documentés",
            "Derniers coûts documentés au",
            "Date des coûts documentés",
            "Coûts constatés au",
        ],
    ),
    (
        TableKind::Staff,
        R::FixedShare,
        Certainty::Said,
        &[
            "Part fixe",
            "Part fixe %",
            "Affectation fixe",
            "Affectation fixe %",
            "Pourcentage fixe",
            "Part fixe du temps",
            "Part fixe affectée",
            "Taux fixe d’affectation",
            "% ETP",
            "ETP",
            "ETP affecté",
            "Part d’ETP",
            "Taux d’affectation",
            "Taux d’affectation au projet",
            "Quotité affectée",
            "Quotité affectée au projet",
            "% du temps",
            "% du temps de travail",
            "Temps affecté %",
            "Part du temps",
            "Part du temps de travail",
        ],
    ),
    (
        TableKind::Staff,
        R::Months,
        Certainty::Said,
        &[
            "Nombre de mois",
            "Mois affectés",
            "Mois d’affectation",
            "Nombre de mois affectés",
            "Durée en mois",
            "Nb mois",
            "Nb de mois",
            "Nbre de mois",
            "Mois",
            "Durée mois",
        ],
    ),
    (
        TableKind::Staff,
        R::Hours,
        Certainty::Said,
        &[
            "Heures affectées",
            "Heures sur l’opération",
            "Heures sur le projet",
            "Nombre d’heures",
            "Heures",
            "Heures affectées à l’opération",
            "Heures affectées au projet",
            "Temps affecté",
            "Nombre d’heures sur l’opération",
            "Nombre d’heures sur le projet",
            "Nombre d’heures affectées",
            "Heures prévues",
            "Heures consacrées",
            "Heures consacrées à l’opération",
            "Heures consacrées au projet",
            "Temps sur l’opération",
            "Temps consacré",
        ],
    ),
    (
        TableKind::Staff,
        R::StatedCost,
        Certainty::Said,
        &[
            "Coût éligible",
            "Coût affecté",
            "Montant",
            "Montant éligible",
            "Coût affecté à l’opération",
            "Coût affecté au projet",
            "Coût sur l’opération",
            "Coût sur le projet",
            "Coût total",
            "Total",
            "Coût imputé",
            "Montant affecté",
            "Coût",
            "Coût éligible affecté",
            "Dépense éligible",
            "Coût retenu",
            "Montant total",
        ],
    ),
    (TableKind::Staff, R::Document, Certainty::Said, DOCUMENT),
    (TableKind::Resources, R::Number, Certainty::Said, NUMBER),
    (
        TableKind::Resources,
        R::CoFinancer,
        Certainty::Said,
        &[
            "Co-financeur",
            "Cofinanceur",
            "Financeur",
            "Nom du financeur",
            "Nom du co-financeur",
            "Nom du cofinanceur",
            "Organisme financeur",
            "Source de financement",
            "Origine du financement",
            "Financement",
            "Ressource",
            "Organisme",
            "Contributeur",
            "Financeur public ou privé",
            "Partenaire financier",
            "Recette",
            "Produit",
            "Nature de la recette",
            "Recette prévisionnelle",
            "Ressource prévisionnelle",
            "Aide publique",
            "Financement sollicité",
        ],
    ),
    (
        TableKind::Resources,
        R::Nature,
        Certainty::Said,
        &[
            "Nature",
            "Type",
            "Nature de la ressource",
            "Nature du financement",
            "Type de financement",
            "Type de financeur",
            "Nature du financeur",
            "Catégorie",
            "Origine",
            "Type de ressource",
            "Nature du co-financement",
            "Nature de l’aide",
            "Type d’aide",
        ],
    ),
    (
        TableKind::Resources,
        R::Status,
        Certainty::Said,
        &[
            "Statut",
            "État",
            "Situation",
            "Avancement",
            "État de la demande",
            "Statut de la demande",
            "Sollicité ou acquis",
            "Acquis ou sollicité",
            "Acquis sollicité",
            "Obtention",
            "Statut du financement",
        ],
    ),
    (
        TableKind::Resources,
        R::Amount,
        Certainty::Said,
        &[
            "Montant",
            "Montant sollicité",
            "Montant demandé",
            "Montant accordé",
            "Montant de l’aide",
            "Montant du financement",
            "Aide",
            "Montant de la subvention",
            "Subvention",
            "Participation",
            "Contribution",
            "Montant de la participation",
            "Montant total",
            "Montant prévisionnel",
            "Montant HT",
            "Montant TTC",
            "Montant de la contribution",
            "Montant acquis ou sollicité",
            "Montant de la ressource",
            "Subvention sollicitée",
            "Aide sollicitée",
            "Aide demandée",
            "Montant de l’aide sollicitée",
            "Montant de l’aide demandée",
            "Montant de la subvention sollicitée",
            "Montant obtenu",
            "Montant prévu",
            "Total",
        ],
    ),
    (
        TableKind::Resources,
        R::Share,
        Certainty::Said,
        &[
            "%",
            "Part",
            "Part %",
            "Taux",
            "Taux %",
            "Taux de participation",
            "Taux d’intervention",
            "Taux d’aide",
            "Pourcentage",
            "Quote-part",
            "Part du total",
            "% du total",
            "Part du financement",
            "Taux de cofinancement",
            "Taux de co-financement",
            "Part du coût total",
            "% du coût total",
            "En %",
            "Part du plan",
            "% du plan de financement",
            "Part relative",
        ],
    ),
    (
        TableKind::Resources,
        R::Date,
        Certainty::Said,
        &[
            "Date",
            "Date de décision",
            "Date de la décision",
            "Date d’obtention",
            "Date de notification",
            "Date du courrier",
            "Date de la lettre",
            "Date de la demande",
            "Date de délibération",
            "Date de l’acte",
            "Date d’accord",
            "Date de dépôt",
        ],
    ),
    (TableKind::Resources, R::Document, Certainty::Said, DOCUMENT),
    (
        TableKind::Resources,
        R::Document,
        Certainty::Said,
        &["Acte", "Lettre d’intention", "Lettre d’engagement"],
    ),
    (
        TableKind::Indicators,
        R::Code,
        Certainty::Said,
        &["Code", "Code indicateur", "Code de l’indicateur", "Réf", "N°", "Numéro", "Id", "Identifiant"],
    ),
    (
        TableKind::Indicators,
        R::Label,
        Certainty::Said,
        &[
            "Indicateur",
            "Intitulé",
            "Libellé",
            "Intitulé de l’indicateur",
            "Libellé de l’indicateur",
            "Nom de l’indicateur",
            "Désignation",
            "Description",
        ],
    ),
    (TableKind::Expenses, R::Unit, Certainty::Said, &["Unité", "Unité de mesure", "Unité d’œuvre"]),
    (TableKind::Indicators, R::Unit, Certainty::Said, &["Unité", "Unité de mesure"]),
    (
        TableKind::Indicators,
        R::Baseline,
        Certainty::Said,
        &[
            "Valeur de référence",
            "Valeur de départ",
            "Valeur initiale",
            "Situation de départ",
            "Valeur de base",
            "Base",
            "Référence",
            "Situation initiale",
        ],
    ),
    (
        TableKind::Indicators,
        R::Target,
        Certainty::Said,
        &[
            "Cible",
            "Valeur cible",
            "Objectif",
            "Cible finale",
            "Valeur cible finale",
            "Valeur attendue",
            "Valeur prévisionnelle",
            "Objectif cible",
            "Valeur visée",
            "Cible prévisionnelle",
        ],
    ),
    (
        TableKind::Indicators,
        R::Source,
        Certainty::Said,
        &[
            "Source",
            "Source des données",
            "Source de vérification",
            "Mode de calcul",
            "Mode de collecte",
            "Source de la donnée",
            "Méthode de calcul",
            "Source et mode de collecte",
            "Justificatif",
            "Pièce justificative",
        ],
    ),
];

const CURRENCY: &[&str] =
    &["Devise", "Monnaie", "Devises", "Monnaie de facturation", "Devise de facturation"];

type AliasMap = BTreeMap<String, (ColumnRole, Certainty)>;

static BY_KIND: LazyLock<[AliasMap; 4]> = LazyLock::new(|| TableKind::ALL.map(aliases_of));

fn aliases_of(kind: TableKind) -> AliasMap {
    let mut map = AliasMap::new();
    for (of, role, certainty, names) in ALIASES {
        for name in names.iter().filter(|_| *of == kind) {
            map.entry(normalise(name).words).or_insert((*role, *certainty));
        }
    }
    // Any table may say what its amounts are counted in.
    for name in CURRENCY.iter().filter(|_| kind != TableKind::Indicators) {
        map.entry(normalise(name).words).or_insert((R::Currency, Certainty::Said));
    }
    map
}

/// The role that a normalised header names in a kind of table.
pub(super) fn role_of(kind: TableKind, words: &str) -> Option<(ColumnRole, Certainty)> {
    let index = TableKind::ALL.iter().position(|one| *one == kind)?;
    BY_KIND.get(index)?.get(words).copied()
}

/// Columns whose cells add up.
pub(super) fn is_summed(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(role, R::AmountExclVat | R::Vat | R::AmountInclVat | R::Hours | R::StatedCost | R::Amount)
}

/// Columns that hold euros.
#[must_use]
pub fn is_money(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(
        role,
        R::AmountExclVat
            | R::Vat
            | R::AmountInclVat
            | R::UnitPrice
            | R::AnnualCost
            | R::MonthlyCost
            | R::StatedCost
            | R::Amount
    )
}

/// Columns whose cell belongs to one line: merged over several, it is missing from all but the first.
///
/// A year, like a category, may be typed once for the lines of a merged block: they all take it.
pub(super) fn belongs_to_one_line(role: ColumnRole) -> bool {
    use ColumnRole as R;
    match role {
        R::Quantity
        | R::UnitPrice
        | R::AmountExclVat
        | R::VatRate
        | R::Vat
        | R::AmountInclVat
        | R::AnnualCost
        | R::AnnualHours
        | R::MonthlyCost
        | R::MonthlyHours
        | R::WorkingShare
        | R::FixedShare
        | R::Months
        | R::Hours
        | R::StatedCost
        | R::Amount
        | R::Baseline
        | R::Target => true,
        R::Number
        | R::Category
        | R::Label
        | R::Supplier
        | R::Partner
        | R::Action
        | R::Section
        | R::Year
        | R::VatBasis
        | R::Document
        | R::Mission
        | R::Method
        | R::CostsAsOf
        | R::CoFinancer
        | R::Nature
        | R::Status
        | R::Share
        | R::Date
        | R::Code
        | R::Unit
        | R::Source
        | R::Currency => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alias_names_two_roles_of_one_kind() {
        for kind in TableKind::ALL {
            let mut seen: BTreeMap<String, ColumnRole> = BTreeMap::new();
            for (of, role, _, names) in ALIASES {
                for name in names.iter().filter(|_| *of == kind) {
                    let words = normalise(name).words;
                    assert!(!words.is_empty(), "{name}");
                    let first = *seen.entry(words).or_insert(*role);
                    assert_eq!(first, *role, "{kind:?}: {name}");
                }
            }
        }
    }
}
