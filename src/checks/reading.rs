//! Family L: what reading the workbook (lecture) noticed.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Anomaly, Answers, Check, Explanation, Scope, Severity, counted};
use crate::model::Place;
use crate::model::project::VatBasis;
use crate::source::table::{ColumnRole, IssueKind, ReadIssue, TableKind};

pub(super) const TYPED: &str =
    "Un montant du dossier doit pouvoir être suivi jusqu’à sa cellule : règlement (UE) 2021/1060, art. 82";

/// Where the four tables are.
pub const TABLES: Check = Check {
    code: "L-01",
    title: "Les tableaux Dépenses, Personnel, Ressources et Indicateurs sont reconnus",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les tableaux sont cherchés par leurs en-têtes, n’importe où dans le classeur.",
        why: "Un tableau non reconnu est un pan du budget qui manque.",
        source: TYPED,
        mend: "Rétablissez la ligne d’en-tête du tableau (par exemple : Poste, Intitulé, Année, Montant HT, TVA, Montant TTC).",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, |kind| match kind {
            IssueKind::MissingTable { kind: kind @ (TableKind::Expenses | TableKind::Resources) } => {
                let name = table_name(*kind);
                Some((
                    format!("le tableau « {name} » est introuvable dans le classeur"),
                    Some(format!("une ligne d’en-tête du tableau {name}")),
                ))
            }
            IssueKind::DuplicateColumn { first } => Some((
                format!("deux colonnes disent la même chose ; seule la première ({first}) est lue"),
                None,
            )),
            IssueKind::MergedHeader { last } => {
                let last = last.to_string();
                let last = last.rsplit(' ').next().unwrap_or_default();
                Some((
                    format!(
                        "en-tête fusionné jusqu’en {last} : les colonnes qu’il recouvre n’ont plus de titre"
                    ),
                    Some("un en-tête par colonne".to_owned()),
                ))
            }
            IssueKind::DuplicatedTable { kind, first, lines } => Some((
                format!(
                    "ce tableau {} répète ligne pour ligne ({lines}) celui de {first} : il n’est pas compté",
                    table_name(*kind)
                ),
                Some("un seul exemplaire du tableau".to_owned()),
            )),
            _ => None,
        });
        let basis = match scope.plan().basis {
            VatBasis::ExclVat => (ColumnRole::AmountExclVat, "Montant HT"),
            VatBasis::InclVat => (ColumnRole::AmountInclVat, "Montant TTC"),
        };
        for table in scope.reading.tables.iter().filter(|table| table.kind == TableKind::Expenses) {
            answers.expect(table.columns.iter().any(|(role, ..)| *role == basis.0), || {
                Anomaly::new(format!(
                    "le plan est présenté {}, et le tableau Dépenses n’a pas de colonne de montants de ce type",
                    scope.plan().basis.label()
                ))
                .at(&Place::cell(
                    &scope.folder.budget.name.as_str().into(),
                    &table.sheet,
                    table.header_row,
                    0,
                ))
                .expected(format!("une colonne « {} »", basis.1))
            });
        }
        for table in &scope.reading.tables {
            let lines = counted(table.line_count, "ligne", "lignes");
            answers.compliant(match &*table.sheet {
                "" => format!("{} : {lines}", table_name(table.kind)),
                sheet => format!("{} : feuille « {sheet} », {lines}", table_name(table.kind)),
            });
        }
    },
};

/// Values that could not be read.
pub const UNREADABLE: Check = Check {
    code: "L-02",
    title: "Chaque valeur du classeur est lisible sans hésitation",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les montants, années, dates, taux et nombres que rien ne permet de lire sont signalés ; les erreurs, les formules sans résultat, les montants ambigus et les dates parmi les montants relèvent de T-11, T-20, T-25 et T-26.",
        why: "Une valeur devinée est une valeur fausse : le programme refuse plutôt que de choisir.",
        source: TYPED,
        mend: "Corrigez la cellule, puis enregistrez le classeur.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::UnreadableAmount => {
                    ("montant illisible".to_owned(), Some("un montant comme 1 234,56".to_owned()))
                }
                IssueKind::UnreadableYear => {
                    ("année illisible".to_owned(), Some("une année comme 2024".to_owned()))
                }
                IssueKind::UnreadableDate => {
                    ("date illisible".to_owned(), Some("une date comme 15/01/2024".to_owned()))
                }
                IssueKind::UnreadableRate => {
                    ("taux illisible".to_owned(), Some("un taux de 0 à 100 %, comme 20 %".to_owned()))
                }
                IssueKind::UnreadableNumber => {
                    ("nombre illisible".to_owned(), Some("un nombre comme 12,5".to_owned()))
                }
                _ => return None,
            })
        });
        for (rank, anomaly) in answers.anomalies.iter_mut().enumerate() {
            super::formulas::complete(scope, anomaly, rank);
        }
        answers.compliant(counted(scope.reading.tables.len(), "tableau lu", "tableaux lus"));
    },
};

/// Lines that stand where they should not.
pub const MISPLACED: Check = Check {
    code: "L-04",
    title: "Chaque ligne est à sa place dans un tableau",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Lignes sous le total, lignes sans intitulé ni poste, cellules très loin du tableau.",
        why: "Une ligne hors du total est payée mais pas financée.",
        source: TYPED,
        mend: "Déplacez la ligne au-dessus du total, étendez la formule du total, ou supprimez-la.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::LineOutsideTable { read: true } => {
                    ("ligne sous le total, comptée ici mais absente du total".to_owned(), None)
                }
                IssueKind::LineOutsideTable { read: false } => {
                    ("ligne loin sous le total : non lue".to_owned(), None)
                }
                IssueKind::TotalWithoutYears => (
                    "total sans aucune année : la dépense est comptée, sans année".to_owned(),
                    Some("un montant dans la colonne de chaque année".to_owned()),
                ),
                IssueKind::TooManyLines => {
                    ("ligne non lue : le classeur compte trop de montants par année".to_owned(), None)
                }
                IssueKind::RowNotUnderstood => (
                    "ligne non comprise, non lue : un nombre sans intitulé".to_owned(),
                    Some("un intitulé, ou aucun nombre".to_owned()),
                ),
                IssueKind::RowWithAmountButNoLabel => {
                    ("montant sans intitulé ni poste".to_owned(), Some("un intitulé".to_owned()))
                }
                IssueKind::FarCell { count } => (
                    counted(
                        *count,
                        "cellule très loin du tableau, non lue",
                        "cellules très loin du tableau, non lues",
                    ),
                    None,
                ),
                _ => return None,
            })
        });
        answers.compliant(counted(scope.reading.tables.len(), "tableau parcouru", "tableaux parcourus"));
    },
};

/// Things read all the same, worth a look.
pub const UNTIDY: Check = Check {
    code: "L-06",
    title: "Le classeur est propre : une unité, HT ou TTC, un tableau de chaque sorte",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Montants en k€, colonnes sans HT ni TTC, tableaux en double, vides ou non lus, lignes sans montant.",
        why: "Ce qui peut se comprendre de deux façons sera compris de l’autre par l’instructeur.",
        source: TYPED,
        mend: "Donnez les montants en euros, précisez HT ou TTC dans l’en-tête, et gardez un seul tableau de chaque sorte.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, |kind| {
            Some(match kind {
                IssueKind::ScaledAmount { scale } => {
                    let factor =
                        crate::model::money::group_thousands(scale.factor().to_string().parse().unwrap_or(1));
                    (
                        format!(
                            "montant en {}, multiplié par {factor} pour être lu en euros",
                            scale_name(*scale)
                        ),
                        None,
                    )
                }
                IssueKind::VatBasisMismatch { .. } => {
                    ("la cellule dit HT ou TTC, sa colonne dit l’inverse".to_owned(), None)
                }
                IssueKind::AmountWithoutVatBasis => (
                    "colonne de montant sans HT ni TTC : lue comme HT".to_owned(),
                    Some("Montant HT ou Montant TTC".to_owned()),
                ),
                IssueKind::DuplicateTable { kind, first } => (
                    format!(
                        "second tableau {} (le premier : {first}) : les deux sont lus",
                        table_name(*kind)
                    ),
                    None,
                ),
                IssueKind::SummaryTableSkipped { kind } => (
                    format!(
                        "tableau récapitulatif {}, non lu : ses lignes figurent ailleurs",
                        table_name(*kind)
                    ),
                    None,
                ),
                IssueKind::TableNotNamed { kind, named } => (
                    format!("tableau {} non lu : projet.toml nomme celui de « {named} »", table_name(*kind)),
                    None,
                ),
                IssueKind::MissingTable { kind: kind @ (TableKind::Staff | TableKind::Indicators) } => {
                    (format!("le tableau {} est absent du classeur", table_name(*kind)), None)
                }
                IssueKind::LineWithoutAmount => {
                    ("ligne sans aucun montant".to_owned(), Some("un montant".to_owned()))
                }
                IssueKind::TooManyIssues => {
                    ("trop de remarques sur ce classeur : les suivantes ne sont pas listées".to_owned(), None)
                }
                _ => return None,
            })
        });
        for table in scope.reading.tables.iter().filter(|table| table.line_count == 0) {
            answers.anomaly(Anomaly::new(format!("le tableau {} est vide", table_name(table.kind))).at(
                &Place::cell(&scope.folder.budget.name.as_str().into(), &table.sheet, table.header_row, 0),
            ));
        }
        answers.compliant(counted(scope.reading.tables.len(), "tableau regardé", "tableaux regardés"));
    },
};

/// Columns that nothing reads.
pub const UNREAD_COLUMNS: Check = Check {
    code: "L-08",
    title: "Chaque colonne des tableaux est reconnue",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque en-tête des tableaux lus est cherché parmi ceux que le programme connaît.",
        why: "Une colonne non lue peut porter un renseignement que l’on croit pris en compte.",
        source: TYPED,
        mend: "Renommez l’en-tête comme dans l’exemple fourni ; si la colonne est pour vous seul, rien n’est à faire.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut known = 0usize;
        // L-01 tells the second column of a kind.
        let issues = scope.reading.issues.iter();
        let doubled: Vec<&Place> = issues
            .filter(|issue| matches!(issue.kind, IssueKind::DuplicateColumn { .. }))
            .map(|issue| &issue.place)
            .collect();
        for table in &scope.reading.tables {
            known += table.columns.len();
            for header in table.unrecognised_headers.iter().filter(|header| !doubled.contains(&&header.place))
            {
                answers.anomaly(
                    Anomaly::new(format!(
                        "colonne non reconnue, non lue (tableau {})",
                        table_name(table.kind)
                    ))
                    .at(&header.place)
                    .found(&header.value),
                );
            }
        }
        if known == 0 {
            answers.missing("aucun tableau n’est reconnu");
        } else {
            answers.compliant(counted(known, "colonne lue", "colonnes lues"));
        }
    },
};

/// The lines of the plan, and the resources, that have no amount.
fn without_amount<'a>(scope: &Scope<'a>) -> BTreeSet<&'a Place> {
    let lines = scope.plan().lines.iter().filter(|line| scope.money(line.amount).is_none());
    let resources = scope.budget().resources.iter().filter(|resource| resource.amount.is_none());
    lines.map(|line| scope.place(line)).chain(resources.map(|resource| &resource.place)).collect()
}

/// One anomaly for each issue that `sentence` takes; `sentence` gives the message and what was expected.
fn report(
    scope: &Scope<'_>,
    answers: &mut Answers,
    sentence: impl Fn(&IssueKind) -> Option<(String, Option<String>)>,
) {
    let without_amount = LazyCell::new(|| without_amount(scope));
    for issue in &scope.reading.issues {
        let Some((message, expected)) = sentence(&issue.kind) else { continue };
        // A line without the amount of the plan is told as such by T-09.
        if issue.kind == IssueKind::LineWithoutAmount && without_amount.contains(&issue.place) {
            continue;
        }
        let mut anomaly = Anomaly::new(with_column(message, issue))
            .at(&issue.place)
            .around(super::totals::around(scope, &issue.place));
        if !issue.shown.is_empty() {
            anomaly = anomaly.found(&issue.shown);
        }
        if let Some(expected) = expected {
            anomaly = anomaly.expected(expected);
        }
        answers.anomaly(anomaly);
    }
}

pub(super) fn with_column(message: String, issue: &ReadIssue) -> String {
    match &issue.column {
        Some(column) => format!("{message} (colonne « {column} »)"),
        None => message,
    }
}

/// The French name of a table.
#[must_use]
pub const fn table_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Expenses => "Dépenses",
        TableKind::Staff => "Personnel",
        TableKind::Resources => "Ressources",
        TableKind::Indicators => "Indicateurs",
    }
}

const fn scale_name(scale: crate::source::amount::Scale) -> &'static str {
    match scale {
        crate::source::amount::Scale::Euro => "€",
        crate::source::amount::Scale::Thousand => "k€",
        crate::source::amount::Scale::Million => "M€",
    }
}
