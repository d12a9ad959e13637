//! Workbooks judged by LibreOffice, which recomputes every formula from scratch.
//!
//! Needs `soffice`, `python3` and openpyxl: `cargo test --test suite -- --ignored xlsx_recalculation::`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dossier::workbench::figures::{Expression, FigureKey, Ledger, Origin, Unit, Value};
use dossier::workbench::model::RoundingPolicy;
use dossier::workbench::xlsx::{Area, Book, Cell, Content, Sheet, Style, Written, reread, write};
use dossier::{Money, Place, Rate};
use jiff::civil::date;
use rust_decimal::Decimal;

fn judge(files: &[PathBuf]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/recalculate.py");
    Command::new("python3").arg(script).args(files).output().unwrap()
}

/// Writes under the test's folder of the target directory, after our own reading of it.
fn file(name: &str, written: &Written, ledger: &Ledger) -> PathBuf {
    reread(&written.bytes, &written.placed, ledger).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, &written.bytes).unwrap();
    path
}

fn report(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn libreoffice_recomputes_the_same_values() {
    let (ledger, book) = demonstration();
    let mut files = vec![file("demonstration.xlsx", &write(&book, &ledger).unwrap(), &ledger)];
    for (name, policy) in
        [("arrondi.xlsx", RoundingPolicy::HalfUp), ("troncature.xlsx", RoundingPolicy::Truncate)]
    {
        let (ledger, book) = awkward_products(policy);
        files.push(file(name, &write(&book, &ledger).unwrap(), &ledger));
    }
    let (ledger, book) = scattered();
    files.push(file("disperse.xlsx", &write(&book, &ledger).unwrap(), &ledger));
    let output = judge(&files);
    assert!(output.status.success(), "{}", report(&output));
    println_for_the_record(&report(&output));
}

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn the_judge_sees_a_wrong_value() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_number(0, 0, 100.10).unwrap();
    sheet.write_formula(1, 0, rust_xlsxwriter::Formula::new("SUM(A1)").set_result("100.11")).unwrap();
    sheet.write_formula(2, 0, rust_xlsxwriter::Formula::new("A1/0").set_result("1")).unwrap();
    sheet.write_formula(3, 0, rust_xlsxwriter::Formula::new("SUM(A1)").set_result("100.1")).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faux.xlsx");
    workbook.save(&path).unwrap();
    let output = judge(&[path]);
    let report = report(&output);
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert!(report.contains("3 formules, 2 écarts"), "{report}");
    assert!(report.contains("A2 =SUM(A1) : 100.11 écrite, 100.1 recalculée"), "{report}");
    assert!(report.contains("A3 =A1/0 : erreur"), "{report}");
}

#[allow(clippy::print_stdout)]
fn println_for_the_record(text: &str) {
    println!("{text}");
}

/// A ledger being filled, with identifiers made up on the way.
struct Draft {
    ledger: Ledger,
}

impl Draft {
    fn given(&mut self, label: &str, unit: Unit, value: Value) -> FigureKey {
        let id = format!("donnee.{}", self.ledger.len());
        let origin = Origin::Input(Place::field("projet.toml", "exemple"));
        self.ledger.given(id, label, unit, value, origin).unwrap()
    }

    fn euros(&mut self, label: &str, cents: i64) -> FigureKey {
        self.given(label, Unit::Euro, Value::Money(Money::from_cents(cents)))
    }

    fn percent(&mut self, label: &str, percent: Decimal) -> FigureKey {
        self.given(label, Unit::Rate, Value::Rate(Rate::from_percent(percent).unwrap()))
    }

    fn computed(&mut self, label: &str, unit: Unit, expression: Expression) -> FigureKey {
        let id = format!("calcul.{}", self.ledger.len());
        self.ledger.computed(id, label, unit, expression, Some("règle fictive")).unwrap()
    }
}

/// Products whose exact value lies on, or next to, a half-cent or a cent.
fn awkward_products(policy: RoundingPolicy) -> (Ledger, Book) {
    let mut draft = Draft { ledger: Ledger::new(policy) };
    let mut cells = Vec::new();
    for index in 0..4_000_u32 {
        let cents = i64::from(index) * 7_919 % 99_991 * 10 + 5;
        let base = draft.euros("assiette", cents);
        let percent = draft.percent("taux", Decimal::new(i64::from(index % 200) * 5, 1));
        let hours =
            draft.given("heures", Unit::Hours, Value::Number(Decimal::new(i64::from(index % 1_720) + 1, 0)));
        let year = draft.given("heures annuelles", Unit::Hours, Value::Number(Decimal::from(1_720)));
        let product =
            draft.computed("produit", Unit::Euro, Expression::Product { amount: base, rate: percent });
        let staff = draft.computed(
            "coût",
            Unit::Euro,
            Expression::ProRata { amount: base, factor: hours, divisor: year },
        );
        let ratio = draft.computed("part", Unit::Rate, Expression::Ratio { part: product, whole: base });
        let keys = [base, percent, hours, year, product, staff, ratio];
        let styles = [
            Style::Input,
            Style::InputRate,
            Style::InputHours,
            Style::InputHours,
            Style::Amount,
            Style::Amount,
            Style::Rate,
        ];
        cells.extend(
            (0..)
                .zip(keys)
                .zip(styles)
                .map(|((column, key), style)| Cell::new(index, column, Content::Figure(key), style)),
        );
    }
    let sheets = vec![Sheet { name: "Produits".into(), cells, ..Sheet::default() }];
    (draft.ledger, Book { created: date(2026, 3, 2), sheets, ..Book::default() })
}

/// Sums over cells that do not follow one another.
fn scattered() -> (Ledger, Book) {
    let mut draft = Draft { ledger: Ledger::default() };
    let keys: Vec<FigureKey> = (0..10_000).map(|index| draft.euros("ligne", index * 13 + 1)).collect();
    let cells = (0..)
        .zip(&keys)
        .map(|(row, key)| Cell::new(row * 2, 0, Content::Figure(*key), Style::Input))
        .collect();
    let total = draft.computed("total", Unit::Euro, Expression::Sum(keys.clone()));
    let least = draft.computed("minimum", Unit::Euro, Expression::Minimum(keys.clone()));
    let whole = draft.euros("tout", 1_000_000_000);
    let rest = draft.computed("reste", Unit::Euro, Expression::Remainder { whole, parts: keys });
    let totals = [total, least, rest];
    let totals = (0..)
        .zip(totals)
        .map(|(row, key)| Cell::new(row, 0, Content::Figure(key), Style::TotalAmount))
        .collect();
    let sheets = vec![
        Sheet { name: "Dépenses (détail) de l'année".into(), cells, ..Sheet::default() },
        Sheet { name: "Totaux".into(), cells: totals, ..Sheet::default() },
    ];
    (draft.ledger, Book { created: date(2026, 3, 2), sheets, ..Book::default() })
}

/// A small financing plan with every kind of cell: fictitious, for the eye as well as for the judge.
fn demonstration() -> (Ledger, Book) {
    let mut draft = Draft { ledger: Ledger::default() };
    let groups = [
        (
            "Équipements",
            vec![
                ("Séchoir à bois basse température, fourniture et pose", 18_450_000),
                ("Scie à ruban horizontale et convoyeur de sortie", 9_687_550),
                ("Chariot élévateur électrique d’occasion reconditionné", 2_190_000),
            ],
        ),
        (
            "Prestations externes",
            vec![
                ("Étude de structure du hangar", 640_000),
                (
                    "Mission de coordination sécurité et protection de la santé, phases conception et réalisation",
                    385_075,
                ),
            ],
        ),
    ];
    let mut cells = vec![
        Cell::new(0, 0, Content::text("Budget prévisionnel de l’opération"), Style::Title),
        Cell::new(
            1,
            0,
            Content::text("Association Bois d’Exemple — exemple fictif, montants hors taxes récupérables"),
            Style::Subtitle,
        ),
    ];
    for (column, title) in (0..).zip([
        "N°",
        "Nature de la dépense",
        "Date prévue",
        "Montant présenté",
        "Taux retenu",
        "Assiette éligible",
    ]) {
        cells.push(Cell::new(3, column, Content::text(title), Style::Header));
    }
    let mut merges = vec![Area::new((1, 0), (1, 5))];
    let (mut row, mut number) = (4, 1_i64);
    let (mut presented, mut eligible) = (Vec::new(), Vec::new());
    for (group, lines) in groups {
        cells.push(Cell::new(row, 0, Content::text(group), Style::GroupHeader));
        merges.push(Area::new((row, 0), (row, 5)));
        row += 1;
        let (mut group_presented, mut group_eligible) = (Vec::new(), Vec::new());
        for (label, cents) in lines {
            let base = draft.euros(label, cents);
            let percent = draft
                .percent("part affectée à l’opération", Decimal::from(if number == 3 { 65 } else { 100 }));
            let kept =
                draft.computed("assiette", Unit::Euro, Expression::Product { amount: base, rate: percent });
            cells.extend([
                Cell::new(row, 0, Content::Number(Decimal::from(number)), Style::Number),
                Cell::new(row, 1, Content::text(label), Style::TextWrapped),
                Cell::new(row, 2, Content::text("15/03/2027"), Style::Centred),
                Cell::new(row, 3, Content::Figure(base), Style::Input),
                Cell::new(row, 4, Content::Figure(percent), Style::InputRate),
                Cell::new(row, 5, Content::Figure(kept), Style::Amount),
            ]);
            group_presented.push(base);
            group_eligible.push(kept);
            row += 1;
            number += 1;
        }
        let group_presented =
            draft.computed("sous-total présenté", Unit::Euro, Expression::Sum(group_presented));
        let group_eligible =
            draft.computed("sous-total éligible", Unit::Euro, Expression::Sum(group_eligible));
        total_row(
            &mut cells,
            row,
            &format!("Sous-total {}", group.to_lowercase()),
            group_presented,
            group_eligible,
            false,
        );
        merges.push(Area::new((row, 0), (row, 2)));
        presented.push(group_presented);
        eligible.push(group_eligible);
        row += 1;
    }
    let flat = draft.percent("taux forfaitaire des coûts indirects", Decimal::from(7));
    let direct = draft.computed("coûts directs éligibles", Unit::Euro, Expression::Sum(eligible.clone()));
    let indirect = draft.computed(
        "coûts indirects au forfait",
        Unit::Euro,
        Expression::Product { amount: direct, rate: flat },
    );
    presented.push(indirect);
    let presented = draft.computed("total présenté", Unit::Euro, Expression::Sum(presented));
    let base =
        draft.computed("assiette éligible totale", Unit::Euro, Expression::Sum(vec![direct, indirect]));
    total_row(
        &mut cells,
        row,
        "Total de l’opération, coûts indirects forfaitaires compris",
        presented,
        base,
        true,
    );
    merges.push(Area::new((row, 0), (row, 2)));
    cells.push(Cell::new(row + 2, 0, Content::text(
        "Les montants en bleu sont saisis ; les autres se calculent à partir d’eux. Les coûts indirects sont un forfait de 7 % des coûts \
         directs éligibles (feuille « Calculs »). Toute valeur absente est signalée par la mention « à renseigner » et n’est jamais comptée pour zéro.",
    ), Style::Note));
    merges.push(Area::new((row + 2, 0), (row + 2, 5)));
    let expenses = Sheet {
        name: "Dépenses".into(),
        columns: vec![6.0, 52.0, 13.0, 18.0, 12.0, 18.0],
        frozen_rows: 4,
        landscape: true,
        repeat_rows: Some((3, 3)),
        header: "Association Bois d’Exemple & partenaires".into(),
        footer: "Exemple fictif — version du 02/03/2026".into(),
        cells,
        merges,
        tab_colour: Some("1F3A5F".into()),
        draft: true,
        ..Sheet::default()
    };
    let plan = financing(&mut draft, base);
    (
        draft.ledger,
        Book {
            title: "Budget prévisionnel".into(),
            subject: "Exemple fictif".into(),
            author: "Association Bois d’Exemple".into(),
            created: date(2026, 3, 2),
            whole_ledger: false,
            names: Vec::new(),
            sheets: vec![expenses, plan],
        },
    )
}

fn total_row(
    cells: &mut Vec<Cell>,
    row: u32,
    label: &str,
    presented: FigureKey,
    eligible: FigureKey,
    last: bool,
) {
    let (text, amount) = if last {
        (Style::TotalLabel, Style::TotalAmount)
    } else {
        (Style::SubtotalLabel, Style::SubtotalAmount)
    };
    cells.extend([
        Cell::new(row, 0, Content::text(label), text),
        Cell::new(row, 3, Content::Figure(presented), amount),
        Cell::new(row, 4, Content::Blank, text),
        Cell::new(row, 5, Content::Figure(eligible), amount),
    ]);
}

fn financing(draft: &mut Draft, base: FigureKey) -> Sheet {
    let rate = draft.percent("taux d’intervention régional", Decimal::from(40));
    let ceiling = draft.euros("plafond de l’aide régionale", 10_000_000);
    let asked = draft.computed("aide au taux", Unit::Euro, Expression::Product { amount: base, rate });
    let region =
        draft.computed("Aide régionale sollicitée", Unit::Euro, Expression::Minimum(vec![asked, ceiling]));
    let commune = draft.euros("Commune d’Exemple", 2_500_000);
    let own = draft.computed(
        "Autofinancement",
        Unit::Euro,
        Expression::Remainder { whole: base, parts: vec![region, commune] },
    );
    let total =
        draft.computed("Total des ressources", Unit::Euro, Expression::Sum(vec![region, commune, own]));
    let donation = draft.given("Mécénat attendu", Unit::Euro, Value::Missing);
    let mut cells = vec![
        Cell::new(0, 0, Content::text("Plan de financement"), Style::Title),
        Cell::new(1, 0, Content::text("Exemple fictif"), Style::Subtitle),
    ];
    for (column, title) in (0..).zip(["Ressource", "Montant", "Part de l’assiette", "Situation"]) {
        cells.push(Cell::new(3, column, Content::text(title), Style::Header));
    }
    let lines = [
        (region, Style::Amount, "sollicitée", Style::Warning),
        (commune, Style::Input, "accordée", Style::Ok),
        (donation, Style::Input, "à renseigner", Style::Error),
        (own, Style::Amount, "acquis", Style::Muted),
    ];
    let mut row = 4;
    for (key, style, situation, answer) in lines {
        let label = draft.ledger.get(key).label.to_string();
        let share = draft.computed("part", Unit::Rate, Expression::Ratio { part: key, whole: base });
        cells.extend([
            Cell::new(row, 0, Content::Text(label), Style::Label),
            Cell::new(row, 1, Content::Figure(key), style),
            Cell::new(row, 2, Content::Figure(share), Style::Rate),
            Cell::new(row, 3, Content::text(situation), answer),
        ]);
        row += 1;
    }
    let share = draft.computed("part totale", Unit::Rate, Expression::Ratio { part: total, whole: base });
    cells.extend([
        Cell::new(row, 0, Content::text("Total des ressources"), Style::TotalLabel),
        Cell::new(row, 1, Content::Figure(total), Style::TotalAmount),
        Cell::new(row, 2, Content::Figure(share), Style::SubtotalRate),
        Cell::new(row, 3, Content::Blank, Style::TotalLabel),
        Cell::new(row + 2, 0, Content::text("Total des dépenses éligibles (rappel)"), Style::Label),
        Cell::new(row + 2, 1, Content::Figure(base), Style::Amount),
        Cell::new(row + 3, 0, Content::text("Ressources = dépenses"), Style::Label),
        Cell::new(row + 3, 1, Content::Equality { left: total, right: base }, Style::Centred),
        Cell::new(
            row + 4,
            0,
            Content::text("Aide au taux = aide sollicitée (plafond atteint si écart)"),
            Style::Label,
        ),
        Cell::new(row + 4, 1, Content::Equality { left: asked, right: region }, Style::Centred),
    ]);
    Sheet {
        name: "Plan de financement".into(),
        columns: vec![44.0, 18.0, 18.0, 18.0],
        frozen_rows: 4,
        header: "Association Bois d’Exemple & partenaires".into(),
        footer: "2026, exemple fictif".into(),
        cells,
        ..Sheet::default()
    }
}
