//! An empty workbook that guides whoever fills it in: lists, checks of what is typed, formulas that nobody breaks by
//! mistake, a line of example above the headers, where it is never counted, and a note on each column.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{categories, distinct};
use crate::rules::FundFolder;

/// Rows of a sheet, zero-based: its title, what to do, the example, the headers, the first line.
const EXAMPLE: u32 = 2;
const HEADERS: u32 = 3;
const FIRST: u32 = 4;
/// Lines that a sheet offers.
const LINES: u32 = 60;

/// What a column holds.
enum Holds {
    Text,
    /// One of the values of a column of the sheet of lists, by its letter.
    OneOf(char),
    Year,
    Number,
    Euros,
    Day,
    /// Computed; `#` stands for the number of the row.
    Formula(&'static str),
}

struct Column {
    title: &'static str,
    width: f64,
    holds: Holds,
    example: &'static str,
    note: &'static str,
    /// Added up under the lines.
    is_summed: bool,
}

const fn column(
    title: &'static str,
    width: f64,
    holds: Holds,
    example: &'static str,
    note: &'static str,
) -> Column {
    Column { title, width, holds, example, note, is_summed: false }
}

const fn summed(mut column: Column) -> Column {
    column.is_summed = true;
    column
}

const EXPENSES: &[Column] = &[
    column(
        "Poste",
        26.0,
        Holds::OneOf('A'),
        "Prestations externes",
        "Le poste du fonds, choisi dans la liste.",
    ),
    column(
        "Intitulé",
        40.0,
        Holds::Text,
        "Étude de faisabilité",
        "Ce qui est acheté, tel que le dossier l’imprimera.",
    ),
    column("Prestataire", 22.0, Holds::Text, "Bureau d’études", "Le fournisseur pressenti, s’il est connu."),
    column("Année", 9.0, Holds::Year, "2025", "L’année civile où la dépense sera payée."),
    column("Quantité", 10.0, Holds::Number, "1", "Le nombre d’unités."),
    column("Prix unitaire HT", 15.0, Holds::Euros, "12 000,00", "Le prix d’une unité, hors taxes."),
    summed(column(
        "Montant HT",
        15.0,
        Holds::Formula("ROUND(E#*F#,2)"),
        "12 000,00",
        "Calculé : quantité × prix unitaire.",
    )),
    column("Taux de TVA", 11.0, Holds::OneOf('D'), "20 %", "Le taux de la facture."),
    summed(column(
        "TVA",
        13.0,
        Holds::Formula("ROUND(G#*H#,2)"),
        "2 400,00",
        "Calculée : montant HT × taux.",
    )),
    summed(column("Montant TTC", 15.0, Holds::Formula("G#+I#"), "14 400,00", "Calculé : montant HT + TVA.")),
    column(
        "Pièce justificative",
        24.0,
        Holds::Text,
        "Devis D-01",
        "Le devis, la délibération ou la note qui établit le prix.",
    ),
];

const STAFF: &[Column] = &[
    column("Nom ou fonction", 30.0, Holds::Text, "Cheffe de projet", "La personne, ou le poste à pourvoir."),
    column("Mission", 34.0, Holds::Text, "Conduite de l’opération", "Ce qu’elle fait pour l’opération."),
    column("Année", 9.0, Holds::Year, "2025", "Une ligne par personne et par année."),
    column(
        "Coût annuel chargé",
        18.0,
        Holds::Euros,
        "51 600,00",
        "Salaire brut et charges de l’employeur, sur douze mois.",
    ),
    column(
        "Heures annuelles",
        15.0,
        Holds::Number,
        "1 720",
        "Les heures d’une année de travail à temps plein.",
    ),
    column(
        "Heures affectées",
        15.0,
        Holds::Number,
        "860",
        "Les heures passées sur l’opération dans l’année.",
    ),
    summed(column(
        "Coût affecté",
        15.0,
        Holds::Formula("IF(E#=0,0,ROUND(D#*F#/E#,2))"),
        "25 800,00",
        "Calculé : coût annuel × heures affectées ÷ heures annuelles.",
    )),
    column(
        "Pièce justificative",
        24.0,
        Holds::Text,
        "Fiche de poste F-01",
        "La fiche de poste, le contrat ou l’arrêté.",
    ),
];

const RESOURCES: &[Column] = &[
    column(
        "Co-financeur",
        44.0,
        Holds::Text,
        "État – DETR",
        "Qui paie : une ligne par financeur, et une pour l’autofinancement.",
    ),
    column("Nature", 24.0, Holds::OneOf('B'), "État", "Choisie dans la liste."),
    column("Statut", 14.0, Holds::OneOf('C'), "Sollicité", "Sollicité, acquis ou prévu."),
    summed(column(
        "Montant",
        16.0,
        Holds::Euros,
        "60 000,00",
        "En euros. L’autofinancement est ce qui reste à payer.",
    )),
    column("Date", 12.0, Holds::Day, "10/01/2025", "La date de la lettre ou de l’acte."),
    column(
        "Pièce justificative",
        24.0,
        Holds::Text,
        "Lettre L-01",
        "La lettre, la convention ou la délibération.",
    ),
];

const INDICATORS: &[Column] = &[
    column(
        "Code",
        12.0,
        Holds::Text,
        "RCO01",
        "Celui du programme ; vide pour un indicateur propre au projet.",
    ),
    column("Intitulé", 48.0, Holds::Text, "Entreprises soutenues", "Ce qui est compté."),
    column("Unité", 16.0, Holds::Text, "entreprises", "L’unité."),
    column("Valeur de référence", 18.0, Holds::Number, "0", "La valeur au départ."),
    column("Valeur cible", 14.0, Holds::Number, "20", "La valeur visée à la fin de l’opération."),
    column("Source", 34.0, Holds::Text, "Registre des adhésions", "D’où viendra la valeur."),
];

/// The sheets, with what to do on each.
const SHEETS: &[(&str, &str, &[Column])] = &[
    ("Dépenses", "Une ligne par dépense et par année. Les colonnes grises se calculent.", EXPENSES),
    ("Personnel", "Une ligne par personne et par année ; laissez vide s’il n’y en a pas.", STAFF),
    (
        "Ressources",
        "Le total des ressources est celui des dépenses : l’autofinancement est le solde.",
        RESOURCES,
    ),
    ("Indicateurs", "Ce que l’opération doit atteindre ; laissez vide s’il n’y en a pas.", INDICATORS),
];

/// Statuses of a resource, and rates of VAT (CGI, art. 278, 278-0 bis, 279, 281 quater).
const STATUSES: [&str; 3] = ["Sollicité", "Acquis", "Prévu"];
const VAT_RATES: [f64; 5] = [0.0, 0.021, 0.055, 0.1, 0.2];

struct Looks {
    title: Format,
    told: Format,
    example: Format,
    header: Format,
    input: Format,
    computed: Format,
    total: Format,
}

impl Looks {
    fn new() -> Self {
        let grey = Color::RGB(0x006B_7280);
        let bordered =
            || Format::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00C8_CDD4));
        Self {
            title: Format::new().set_bold().set_font_size(14),
            told: Format::new().set_italic(),
            example: Format::new().set_italic().set_font_color(grey),
            header: bordered().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E8_EEF4)),
            input: bordered().set_unlocked(),
            computed: bordered().set_background_color(Color::RGB(0x00F1_F3F5)).set_num_format("#,##0.00"),
            total: bordered().set_bold().set_num_format("#,##0.00"),
        }
    }

    fn of(&self, holds: &Holds) -> Format {
        match holds {
            Holds::Formula(_) => self.computed.clone(),
            Holds::Euros => self.input.clone().set_num_format("#,##0.00"),
            Holds::OneOf('D') => self.input.clone().set_num_format("0.0 %"),
            Holds::Day => self.input.clone().set_num_format("dd/mm/yyyy"),
            _ => self.input.clone(),
        }
    }
}

/// The bytes of the workbook.
///
/// # Errors
/// When the writer refuses a value: none of those that are here.
pub fn workbook(funds: &[FundFolder]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_title("Budget de l’opération").set_creation_datetime(&made),
    );
    let looks = Looks::new();
    let lists = lists(funds);
    for (name, told, columns) in SHEETS {
        let sheet = workbook.add_worksheet().set_name(*name)?;
        fill(sheet, name, told, columns, &looks, &lists)?;
    }
    let sheet = workbook.add_worksheet().set_name("Listes")?;
    let titles = ["Postes", "Natures", "Statuts", "Taux de TVA"];
    for ((column, title), values) in (0_u16..).zip(titles).zip(&lists) {
        sheet.write_with_format(0, column, title, &looks.header)?;
        for (row, value) in (1_u32..).zip(values) {
            match value.parse::<f64>() {
                Ok(rate) => {
                    sheet.write_with_format(row, column, rate, &Format::new().set_num_format("0.0 %"))?
                }
                Err(_) => sheet.write(row, column, value)?,
            };
        }
        sheet.set_column_width(column, 34)?;
    }
    workbook.save_to_buffer()
}

/// The values of the lists: categories, natures, statuses, rates.
fn lists(funds: &[FundFolder]) -> [Vec<String>; 4] {
    let natures = funds.iter().flat_map(|fund| &fund.fund.natures).map(|nature| nature.label.as_str());
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    [
        owned(categories(funds)),
        owned(distinct(natures)),
        STATUSES.map(str::to_owned).to_vec(),
        VAT_RATES.map(|rate| rate.to_string()).to_vec(),
    ]
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    told: &str,
    columns: &[Column],
    looks: &Looks,
    lists: &[Vec<String>; 4],
) -> Result<(), XlsxError> {
    let last = FIRST + LINES - 1;
    sheet.write_with_format(0, 0, name, &looks.title)?;
    sheet.write_with_format(1, 0, told, &looks.told)?;
    for (at, column) in (0_u16..).zip(columns) {
        let example =
            if at == 0 { format!("Exemple : {}", column.example) } else { column.example.to_owned() };
        sheet.write_with_format(EXAMPLE, at, example, &looks.example)?;
        sheet.write_with_format(HEADERS, at, column.title, &looks.header)?;
        sheet.insert_note(HEADERS, at, &Note::new(column.note).add_author_prefix(false).set_width(240))?;
        sheet.set_column_width(at, column.width)?;
        let look = looks.of(&column.holds);
        for row in FIRST..=last {
            match &column.holds {
                Holds::Formula(formula) => {
                    let formula = Formula::new(formula.replace('#', &(row + 1).to_string())).set_result("0");
                    sheet.write_formula_with_format(row, at, formula, &look)?;
                }
                _ => {
                    sheet.write_blank(row, at, &look)?;
                }
            }
        }
        if let Some(validation) = validation(&column.holds, lists)? {
            sheet.add_data_validation(FIRST, at, last, at, &validation)?;
        }
        if column.is_summed {
            let letter = char::from(b'A' + u8::try_from(at).unwrap_or(0));
            let sum = format!("SUM({letter}{}:{letter}{})", FIRST + 1, last + 1);
            sheet.write_formula_with_format(last + 1, at, Formula::new(sum).set_result("0"), &looks.total)?;
        }
    }
    if columns.iter().any(|column| column.is_summed) {
        sheet.write_with_format(last + 1, 0, "TOTAL", &looks.total)?;
    }
    sheet.set_freeze_panes(FIRST, 1)?;
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&options);
    Ok(())
}

fn validation(holds: &Holds, lists: &[Vec<String>; 4]) -> Result<Option<DataValidation>, XlsxError> {
    let bare = DataValidation::new();
    let (rule, message) = match holds {
        Holds::Text | Holds::Formula(_) => return Ok(None),
        Holds::OneOf(letter) => {
            let rank = (u32::from(*letter) - u32::from('A')) as usize;
            let count = lists.get(rank).map_or(1, Vec::len);
            let range = Formula::new(format!("=Listes!${letter}$2:${letter}${}", count + 1));
            // A list helps; a value that it does not know may still be right.
            let rule = bare.allow_list_formula(range).set_error_style(DataValidationErrorStyle::Warning);
            (rule, "Choisissez une valeur de la liste.")
        }
        Holds::Year => {
            (bare.allow_whole_number(DataValidationRule::Between(2021, 2040)), "Une année, comme 2025.")
        }
        Holds::Number | Holds::Euros => (
            bare.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "Un nombre, sans texte.",
        ),
        Holds::Day => {
            // From 1 January 1990: a plain number typed for a date is caught.
            let rule = bare.allow_date_formula(DataValidationRule::GreaterThan(Formula::new("32874")));
            (rule, "Une date, comme 10/01/2025.")
        }
    };
    Ok(Some(rule.set_error_title("Saisie inattendue")?.set_error_message(message)?))
}
