//! Family C: the calendar.

use jiff::civil::Date;

use super::{Anomaly, Check, Explanation, Severity, counted};
use crate::figures::value::french_date;

/// Dates given and in order.
pub const ORDER: Check = Check {
    code: "C-01",
    title: "Les dates de l’opération sont données et dans l’ordre",
    severity: Severity::Error,
    explanation: Explanation {
        what: "projet.toml › calendrier doit donner dépôt, début et fin ; le début précède la fin.",
        why: "Sans période, aucune dépense ne peut être dite éligible.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 4, 2°",
        mend: "Complétez ou corrigez projet.toml › calendrier.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let calendar = &scope.project().calendar;
        for (name, date) in [("depot", calendar.filing), ("debut", calendar.start), ("fin", calendar.end)] {
            if date.is_none() {
                answers.missing_field(&format!("calendrier.{name}"));
            }
        }
        if let (Some(start), Some(end)) = (calendar.start, calendar.end) {
            if start > end {
                answers.anomaly(
                    Anomaly::new("l’opération finit avant de commencer")
                        .at_field("calendrier.fin")
                        .found(french_date(end))
                        .expected(format!("après le {}", french_date(start))),
                );
            } else {
                answers.compliant(format!("du {} au {}", french_date(start), french_date(end)));
            }
        }
    },
};

/// Effective date.
pub const EFFECTIVE_DATE: Check = Check {
    code: "C-02",
    title: "La date d’effet du dossier est donnée",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La date que portent les documents vient de projet.toml › projet.date_effet ou de --date, jamais de l’horloge.",
        why: "Le même dossier, reconstruit des années plus tard, doit porter la même date et appliquer les mêmes règles.",
        source: "Règlement (UE) 2021/1060, art. 82 (conservation et disponibilité des documents)",
        mend: "Ajoutez date_effet = AAAA-MM-JJ dans [projet], ou donnez --date.",
        since: "0.1.0",
    },
    run: |scope, answers| match scope.effective_date {
        Some(date) => answers.compliant(format!("date d’effet : {}", french_date(date))),
        None => answers.anomaly(
            Anomaly::new("le dossier n’a pas de date d’effet")
                .at_field("projet.date_effet")
                .expected("une date AAAA-MM-JJ"),
        ),
    },
};

/// Not started before filing.
pub const NOT_STARTED: Check = Check {
    code: "C-03",
    title: "L’opération ne commence pas avant le dépôt de la demande",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le début et le premier engagement (devis signé, commande) sont comparés à la date de dépôt.",
        why: "Un engagement antérieur retire l’effet incitatif d’une aide d’État et fait exclure la dépense par la plupart des fonds.",
        source: "Règlement (UE) n° 651/2014, art. 6 (effet incitatif) ; motifs de renvoi constatés (statut : à confirmer)",
        mend: "Déposez avant tout engagement ; sinon sortez de l’assiette les dépenses engagées avant le dépôt.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let calendar = &scope.project().calendar;
        let Some(filing) = calendar.filing else {
            answers.missing_field("calendrier.depot");
            return;
        };
        let mut compare = |field: &str, what: &str, date: Option<Date>| match date {
            Some(date) if date < filing => answers.anomaly(
                Anomaly::new(format!("{what} précède le dépôt de la demande"))
                    .at_field(format!("calendrier.{field}"))
                    .found(french_date(date))
                    .expected(format!("le {} au plus tôt", french_date(filing))),
            ),
            Some(date) => answers.compliant(format!("{what} : {}", french_date(date))),
            None => answers.missing_field(&format!("calendrier.{field}")),
        };
        compare("debut", "le début de l’opération", calendar.start);
        compare("premier_engagement", "le premier engagement", calendar.first_commitment);
    },
};

/// Not completed before filing.
pub const NOT_COMPLETED: Check = Check {
    code: "C-04",
    title: "L’opération n’est pas achevée avant le dépôt",
    severity: Severity::Error,
    explanation: Explanation {
        what: "La fin de l’opération est comparée à la date de dépôt.",
        why: "Une opération matériellement achevée avant la demande n’est pas retenue.",
        source: "Règlement (UE) 2021/1060, art. 63, § 6",
        mend: "Une opération achevée ne peut plus être présentée.",
        since: "0.1.0",
    },
    run: |scope, answers| match (scope.project().calendar.filing, scope.project().calendar.end) {
        (Some(filing), Some(end)) if end <= filing => {
            answers.anomaly(
                Anomaly::new("l’opération est achevée avant le dépôt")
                    .at_field("calendrier.fin")
                    .found(french_date(end))
                    .expected(format!("après le {}", french_date(filing))),
            );
        }
        (Some(_), Some(end)) => answers.compliant(format!("fin le {}", french_date(end))),
        _ => answers.missing("la date de dépôt ou la fin de l’opération n’est pas renseignée"),
    },
};

/// Period of eligibility.
pub const ELIGIBILITY_PERIOD: Check = Check {
    code: "C-05",
    title: "L’opération tient dans la période d’éligibilité du fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Début et fin sont comparés aux paramètres debut_eligibilite et fin_eligibilite du fonds.",
        why: "Une dépense payée hors de la période est perdue, même utile.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2",
        mend: "Avancez la fin de l’opération, en gardant le temps de payer les dernières factures.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let calendar = &scope.project().calendar;
        if !scope.fund().parameters.contains_key("fin_eligibilite") {
            answers.missing("la définition du fonds ne donne pas de période d’éligibilité");
            return;
        }
        match (scope.date_parameter("debut_eligibilite"), calendar.start) {
            (Some(first), Some(start)) if start < first => answers.anomaly(
                Anomaly::new("l’opération commence avant la période d’éligibilité")
                    .at_field("calendrier.debut")
                    .found(french_date(start))
                    .expected(format!("le {} au plus tôt", french_date(first))),
            ),
            (Some(_), Some(start)) => answers.compliant(format!("début le {}", french_date(start))),
            _ => answers.missing("le début de l’opération ou de la période n’est pas connu"),
        }
        match (scope.date_parameter("fin_eligibilite"), calendar.end) {
            (Some(last), Some(end)) if end > last => answers.anomaly(
                Anomaly::new("l’opération finit après la période d’éligibilité")
                    .at_field("calendrier.fin")
                    .found(french_date(end))
                    .expected(format!("le {} au plus tard", french_date(last))),
            ),
            (Some(_), Some(end)) => answers.compliant(format!("fin le {}", french_date(end))),
            _ => answers.missing("la fin de l’opération ou de la période n’est pas connue"),
        }
    },
};

/// Years of the lines.
pub const LINE_YEARS: Check = Check {
    code: "C-06",
    title: "L’année de chaque ligne est dans l’opération",
    severity: Severity::Error,
    explanation: Explanation {
        what: "L’année de chaque dépense et de chaque ligne de personnel est comparée aux années du calendrier.",
        why: "Une dépense d’une autre année est hors de l’acte attributif.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2 ; décret n° 2022-608 du 21 avril 2022, art. 4, 2°",
        mend: "Corrigez l’année de la ligne ou le calendrier de l’opération.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            answers.missing("le début ou la fin de l’opération n’est pas renseigné");
            return;
        };
        let (first, last) = (i32::from(start.year()), i32::from(end.year()));
        for line in &scope.plan().lines {
            match line.year {
                None => answers.anomaly(
                    Anomaly::new(format!("« {} » n’a pas d’année", scope.label(line)))
                        .at(scope.place(line))
                        .found("vide")
                        .expected(format!("de {first} à {last}")),
                ),
                Some(year) if year < first || year > last => answers.anomaly(
                    Anomaly::new(format!("« {} » est hors des années de l’opération", scope.label(line)))
                        .at(scope.place(line))
                        .found(year)
                        .expected(format!("de {first} à {last}")),
                ),
                Some(_) => {}
            }
        }
        if scope.plan().lines.is_empty() {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            let lines = counted(scope.plan().lines.len(), "ligne", "lignes");
            answers.compliant(format!("{lines}, de {first} à {last}"));
        }
    },
};

/// Stages within the operation.
pub const STAGES: Check = Check {
    code: "C-07",
    title: "Les étapes sont dans la période de l’opération",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque étape du calendrier doit commencer et finir pendant l’opération.",
        why: "Une étape hors période annonce une dépense hors période.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2",
        mend: "Corrigez les dates de l’étape dans projet.toml.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            answers.missing("le début ou la fin de l’opération n’est pas renseigné");
            return;
        };
        if calendar.stages.is_empty() {
            answers.missing_at("le calendrier de l’opération n’a pas d’étape", "calendrier.etapes");
            return;
        }
        for (index, stage) in calendar.stages.iter().enumerate() {
            let inside = stage.start >= start && stage.end <= end && stage.start <= stage.end;
            answers.expect(inside, || {
                Anomaly::new(format!("l’étape « {} » sort de la période", stage.title))
                    .at_field(format!("calendrier.etapes[{index}]"))
                    .found(format!("du {} au {}", french_date(stage.start), french_date(stage.end)))
                    .expected(format!("entre le {} et le {}", french_date(start), french_date(end)))
            });
        }
        answers.compliant(counted(calendar.stages.len(), "étape", "étapes"));
    },
};
