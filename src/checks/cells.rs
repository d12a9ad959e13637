//! Family T, cells: amounts that the sheet holds in a way that it does not show, or that nobody can be sure of.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::line_faults::LineFaults;
use super::reading::{TYPED, table_name, with_column};
use super::table_totals::{Verdict, judge};
use super::totals::around;
use super::wording::listed;
use super::{Anomaly, Answers, Check, Explanation, Scope, Severity, counted};
use crate::model::{Place, cell_name};
use crate::source::table::{IssueKind, ReadIssue};

/// Cells of one column that say the same before they are told together: it is how the column was made.
const ALIKE: usize = 3;

/// Most cells named in one sentence.
const NAMED: usize = 12;

/// What one kind of issue says of its cell, and of several at once.
struct Told {
    /// Of one cell.
    one: String,
    /// After a count: « nombres enregistrés en texte ».
    several: &'static str,
    /// What was expected.
    expected: Option<String>,
}

/// Issues that share a cause are told together: those of one row, or those of one column when they are many.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Row,
    Column,
}

/// Numbers that Excel does not add up.
pub const NUMBER_AS_TEXT: Check = Check {
    code: "T-19",
    title: "Aucun nombre n’est enregistré en texte",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les cellules de montant, de taux et de quantité qui portent un texte (apostrophe devant le nombre, espace, « € » tapé) sont signalées ; le nombre est lu.",
        why: "Excel n’additionne pas un texte : le total de la feuille est plus petit que ce que l’on croit lire.",
        source: TYPED,
        mend: "Convertissez la cellule en nombre (Données, Convertir), puis recalculez.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::NumberAsText => Some(Told {
                one: "nombre enregistré en texte : Excel ne l’additionne pas".to_owned(),
                several: "nombres enregistrés en texte, qu’Excel n’additionne pas",
                expected: Some("un nombre".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    },
};

/// Texts that read as two amounts.
pub const AMBIGUOUS: Check = Check {
    code: "T-20",
    title: "Aucun montant n’a deux lectures possibles",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Un texte comme « 1.234 » ou « 1,234 » peut dire un euro et des centimes ou mille deux cent trente-quatre euros : il n’est pas lu.",
        why: "Une valeur devinée est une valeur fausse : le programme refuse plutôt que de choisir.",
        source: TYPED,
        mend: "Tapez le montant comme un nombre, sans séparateur de milliers, ou avec ses centimes : 1 234,00.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::AmbiguousAmount { readings: (decimal, thousands) } => Some(Told {
                one: "montant ambigu : deux lectures possibles".to_owned(),
                several: "montants ambigus, à deux lectures possibles",
                expected: Some(format!("{decimal} ou {thousands} : à vous de le dire")),
            }),
            _ => None,
        });
        read(scope, answers);
    },
};

/// Decimals that the format hides.
pub const MORE_THAN_CENTS: Check = Check {
    code: "T-21",
    title: "Aucun montant ne cache plus de deux décimales",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les montants dont la valeur enregistrée a plus de deux décimales, que le format de la cellule n’affiche pas, sont signalés ; chacun est arrondi au centime.",
        why: "La feuille additionne des millièmes que personne ne voit : la somme des montants lus n’est plus le total lu.",
        source: TYPED,
        mend: "Arrondissez au centime dans la formule, par exemple =ARRONDI(G7*H7;2), ou tapez le montant exact.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::MoreThanTwoDecimals { rounded } => Some(Told {
                one: "montant à plus de deux décimales".to_owned(),
                several: "montants à plus de deux décimales",
                expected: Some(format!("{rounded}, retenu ici")),
            }),
            _ => None,
        });
        read(scope, answers);
    },
};

/// Negative amounts.
pub const NEGATIVE: Check = Check {
    code: "T-22",
    title: "Aucun montant n’est négatif",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque montant du classeur est comparé à zéro ; les montants d’une même ligne sont signalés ensemble.",
        why: "Un avoir ou une correction ne se présente pas comme une dépense négative.",
        source: "Guide du porteur : une ligne par dépense (statut : à confirmer)",
        mend: "Diminuez la ligne concernée au lieu d’en ajouter une négative.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Row, |kind| match kind {
            IssueKind::NegativeAmount { amount } => Some(Told {
                one: format!("montant négatif : {amount}"),
                several: "montants négatifs sur la même ligne",
                expected: Some("un montant positif ou nul".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    },
};

/// Amounts out of sight.
pub const HIDDEN: Check = Check {
    code: "T-23",
    title: "Aucune ligne, colonne ou feuille masquée ne compte",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les lignes, les colonnes et les feuilles masquées qui portent des montants sont lues, comptées et signalées.",
        why: "Un montant compté que personne ne voit à l’écran fausse la relecture.",
        source: TYPED,
        mend: "Affichez la ligne, la colonne ou la feuille, ou supprimez-la.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| {
            let (one, several, expected) = match kind {
                IssueKind::HiddenRow => (
                    "ligne masquée, et pourtant comptée".to_owned(),
                    "lignes masquées, et pourtant comptées",
                    "une ligne affichée",
                ),
                IssueKind::HiddenColumn => (
                    "colonne masquée, et pourtant lue".to_owned(),
                    "colonnes masquées, et pourtant lues",
                    "une colonne affichée",
                ),
                IssueKind::FilterOn { rows, first, .. } => (
                    format!(
                        "lignes masquées par un filtre, et pourtant comptées : {rows} (la première : {first})"
                    ),
                    "filtres qui masquent des lignes comptées",
                    "un filtre effacé",
                ),
                IssueKind::HiddenSheet { kind } => (
                    format!("feuille masquée, et pourtant lue (tableau {})", table_name(*kind)),
                    "feuilles masquées, et pourtant lues",
                    "une feuille affichée",
                ),
                _ => return None,
            };
            Some(Told { one, several, expected: Some(expected.to_owned()) })
        });
        read(scope, answers);
    },
};

/// Values under a merged range.
pub const MERGED: Check = Check {
    code: "T-24",
    title: "Aucune fusion de cellules ne cache ni n’étale un montant",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les valeurs que recouvre une fusion de cellules, et les montants fusionnés sur plusieurs lignes, sont signalés.",
        why: "Sous une fusion, la feuille garde et additionne une valeur que personne ne voit ; étalé sur plusieurs lignes, un montant n’appartient à aucune.",
        source: TYPED,
        mend: "Défusionnez les cellules, puis effacez la valeur cachée ou donnez à chaque ligne son montant.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| {
            let (one, several, expected) = match kind {
                IssueKind::MergedCellHidesValue => (
                    "valeur cachée par une fusion de cellules",
                    "valeurs cachées par une fusion de cellules",
                    "des cellules non fusionnées",
                ),
                IssueKind::AmountMergedOverLines { .. } => (
                    "montant fusionné sur plusieurs lignes : compté sur la première seulement",
                    "montants fusionnés sur plusieurs lignes, comptés sur la première seulement",
                    "un montant par ligne",
                ),
                _ => return None,
            };
            Some(Told { one: one.to_owned(), several, expected: Some(expected.to_owned()) })
        });
        read(scope, answers);
    },
};

/// Dates among amounts.
pub const DATE_AS_AMOUNT: Check = Check {
    code: "T-25",
    title: "Aucune date n’est prise pour un montant",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les cellules de montant qui portent une date sont signalées ; elles ne sont pas lues.",
        why: "Un tableur change « 12/5 » en date, et la somme compte alors son numéro de jour : 45 000 et plus.",
        source: TYPED,
        mend: "Mettez la cellule au format Nombre, puis tapez à nouveau le montant.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::DateInAmountColumn => Some(Told {
                one: "date ou heure dans une colonne de montants".to_owned(),
                several: "dates ou heures dans une colonne de montants",
                expected: Some("un montant".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    },
};

/// Errors, in the tables and wherever their formulas lead.
pub const ERRORS: Check = Check {
    code: "T-26",
    title: "Aucune cellule dont dépend le plan n’est en erreur",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Les erreurs (#REF!, #DIV/0!, #N/A…) sont suivies jusqu’à la cellule où elles naissent, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Une erreur, même loin du tableau, rend inconnu tout montant qui en dépend.",
        source: TYPED,
        mend: "Corrigez la cellule où naît l’erreur, recalculez le classeur puis enregistrez-le.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::ErrorCell => Some(Told {
                one: "cellule en erreur".to_owned(),
                several: "cellules en erreur",
                expected: Some("un montant".to_owned()),
            }),
            _ => None,
        });
        for anomaly in super::formulas::errors_elsewhere(scope) {
            answers.anomaly(anomaly);
        }
        read(scope, answers);
    },
};

/// Other workbooks.
pub const EXTERNAL_LINKS: Check = Check {
    code: "T-27",
    title: "Aucune formule ne va chercher un autre classeur",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Les formules qui citent un autre fichier sont signalées ; leur dernier résultat connu est lu.",
        why: "L’auditeur n’aura pas l’autre classeur : le montant n’aura plus d’origine.",
        source: TYPED,
        mend: "Copiez la valeur dans ce classeur, avec une note qui dit d’où elle vient.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::ExternalLink { formula } => Some(Told {
                one: format!("formule vers un autre classeur (={formula})"),
                several: "formules vers un autre classeur",
                expected: None,
            }),
            _ => None,
        });
        for anomaly in super::formulas::external_links(scope) {
            answers.anomaly(anomaly);
        }
        read(scope, answers);
    },
};

/// Says how many amounts were looked at; without any, nothing is claimed.
fn read(scope: &Scope<'_>, answers: &mut Answers) {
    let budget = scope.budget();
    let expenses = budget.expense_lines.iter().flat_map(|line| {
        [&line.unit_price, &line.amount_excl_vat, &line.vat, &line.amount_incl_vat].into_iter().flatten()
    });
    let staff = budget
        .staff_lines
        .iter()
        .flat_map(|line| [&line.annual_cost, &line.stated_cost].into_iter().flatten());
    let resources = budget.resources.iter().filter_map(|line| line.amount.as_ref());
    match expenses.chain(staff).chain(resources).count() {
        0 => answers.missing("aucun montant n’est lu dans le classeur"),
        count => answers.compliant(counted(count, "montant regardé", "montants regardés")),
    }
}

/// The cells whose value the checks of arithmetic contradict: what else is odd about that value has the same cause.
fn named_by_arithmetic<'a>(scope: &Scope<'a>) -> BTreeSet<&'a Place> {
    let lines = LineFaults::of(scope).faults.iter().map(|fault| &fault.culprit);
    let totals = judge(scope);
    let totals = totals.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Wrong { .. }));
    lines.chain(totals.map(|(total, _)| &total.place)).collect()
}

/// What issues are told together under.
type Key = (String, u32, &'static str);

/// One anomaly for each cause: the issues that `told` takes, those of a row or of a column together.
fn report(scope: &Scope<'_>, answers: &mut Answers, by: By, told: impl Fn(&IssueKind) -> Option<Told>) {
    let mut groups: BTreeMap<Key, Vec<(&ReadIssue, Told)>> = BTreeMap::new();
    let mut order: Vec<Key> = Vec::new();
    let told_by_arithmetic = LazyCell::new(|| named_by_arithmetic(scope));
    for issue in &scope.reading.issues {
        let Some(one) = told(&issue.kind) else { continue };
        let is_value =
            matches!(issue.kind, IssueKind::NegativeAmount { .. } | IssueKind::MoreThanTwoDecimals { .. });
        if is_value && told_by_arithmetic.contains(&issue.place) {
            continue;
        }
        if super::formulas::is_error_of_another(scope, &issue.place) {
            continue;
        }
        let key = match &issue.place {
            Place::Cell { sheet, row, column, .. } => {
                (sheet.to_string(), if by == By::Row { *row } else { *column }, one.several)
            }
            _ => (String::new(), 0, one.several),
        };
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push((issue, one));
    }
    for key in order {
        let Some(group) = groups.remove(&key) else { continue };
        let together = group.len() >= if by == By::Row { 2 } else { ALIKE };
        if together {
            answers.anomaly(several(scope, &group, by));
            continue;
        }
        for (issue, one) in group {
            let mut anomaly = Anomaly::new(with_column(one.one, issue)).at(&issue.place);
            if !issue.shown.is_empty() {
                anomaly = anomaly.found(&issue.shown);
            }
            anomaly.expected = one.expected;
            super::formulas::complete(scope, &mut anomaly, answers.anomalies.len());
            answers.anomaly(anomaly);
        }
    }
}

/// One anomaly for issues that share a cause.
fn several(scope: &Scope<'_>, group: &[(&ReadIssue, Told)], by: By) -> Anomaly {
    let cells: Vec<String> = group
        .iter()
        .filter_map(|(issue, _)| match &issue.place {
            Place::Cell { row, column, .. } => Some(cell_name(*row, *column)),
            _ => None,
        })
        .collect();
    let named = listed(&short(&cells));
    let first = group.first();
    let column = first
        .and_then(|(issue, _)| issue.column.as_deref())
        .filter(|_| by == By::Column)
        .map(|column| format!(" (colonne « {column} »)"))
        .unwrap_or_default();
    let what = first.map_or("", |(_, told)| told.several);
    let mut anomaly = Anomaly::new(format!(
        "{} {what}{column} : {named}",
        crate::figures::value::french_number(group.len().into())
    ));
    for (issue, _) in group.iter().take(NAMED) {
        anomaly = anomaly.at(&issue.place);
    }
    let shown: Vec<String> =
        group.iter().map(|(issue, _)| issue.shown.clone()).filter(|shown| !shown.is_empty()).collect();
    if !shown.is_empty() {
        anomaly = anomaly.found(listed(&short(&shown)));
    }
    let expected: Vec<&str> = group.iter().filter_map(|(_, told)| told.expected.as_deref()).collect();
    if let Some(same) = expected.first().filter(|first| expected.iter().all(|one| one == *first)) {
        anomaly = anomaly.expected(same);
    } else if !expected.is_empty() {
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        anomaly = anomaly.expected(short(&expected).join(" ; "));
    }
    if let Some(place) = group.first().map(|(issue, _)| &issue.place) {
        anomaly.grid = around(scope, place);
    }
    anomaly
}

/// The first of a list, and how many others.
fn short(texts: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = texts.iter().take(NAMED).cloned().collect();
    if texts.len() > NAMED {
        shown.push(counted(texts.len() - NAMED, "autre", "autres"));
    }
    shown
}
