//! What the attachments say: amounts, dates and names found in their text, each with its page. No fund is known here.

mod act;
mod amounts;
mod dates;
mod fold;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::project::Attachment;
use crate::model::{Money, Place, Project};
use crate::source::attachment::{Look, Looks, Opened, Pages};

pub use act::{Count, Step};
pub use amounts::{Number, numbers};
pub(crate) use dates::dates;
pub use fold::fold;
pub(crate) use fold::fold_into;

/// An attachment whose text was read.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The attachment as declared.
    pub piece: &'a Attachment,
    /// Its rank in `[[pieces]]`.
    pub rank: usize,
    /// True when some text was left out: what is not found here may still be there.
    pub is_partial: bool,
    text: String,
    /// Where each page begins in the text.
    pages: Vec<usize>,
    numbers: Vec<Number>,
    dates: Vec<(usize, usize, Date)>,
}

/// What is known of the content of an attachment.
#[derive(Debug)]
pub enum Content<'a> {
    /// Its text.
    Text(Evidence<'a>),
    /// A document without text: a scan.
    Silent,
    /// A file that was not read: of another kind, faulty or absent.
    Unread,
}

/// Every attachment of a project, in the order of `[[pieces]]`.
#[derive(Debug)]
pub struct Pieces<'a> {
    project: &'a Project,
    contents: Vec<Content<'a>>,
    looks: &'a Looks,
}

impl<'a> Pieces<'a> {
    /// The attachments of a project, with what looking at them gave.
    #[must_use]
    pub fn of(project: &'a Project, looks: &'a Looks) -> Self {
        let contents = project
            .attachments
            .iter()
            .enumerate()
            .map(|(rank, piece)| match looks.get(&piece.file).map(|look| &look.opened) {
                Some(Opened::Pages(pages)) if pages.is_silent() => Content::Silent,
                Some(Opened::Pages(pages)) => Content::Text(Evidence::of(piece, rank, pages)),
                _ => Content::Unread,
            })
            .collect();
        Self { project, contents, looks }
    }

    /// What opening the file of an attachment gave; `None` for a file that is absent or empty.
    #[must_use]
    pub fn look(&self, piece: &Attachment) -> Option<&'a Look> {
        self.looks.get(&piece.file)
    }

    /// The attachment of an identifier, with its content: the first of that name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<(&'a Attachment, &Content<'a>)> {
        let all = self.project.attachments.iter().zip(&self.contents);
        all.into_iter().find(|(piece, _)| piece.id.trim() == id.trim())
    }

    /// The attachments whose text was read.
    pub fn texts(&self) -> impl Iterator<Item = &Evidence<'a>> {
        self.contents.iter().filter_map(|content| match content {
            Content::Text(evidence) => Some(evidence),
            Content::Silent | Content::Unread => None,
        })
    }

    /// Every attachment with its content.
    pub fn all(&self) -> impl Iterator<Item = (usize, &'a Attachment, &Content<'a>)> {
        let all = self.project.attachments.iter().zip(&self.contents).enumerate();
        all.map(|(rank, (piece, content))| (rank, piece, content))
    }
}

impl<'a> Evidence<'a> {
    fn of(piece: &'a Attachment, rank: usize, read: &Pages) -> Self {
        let mut text = String::new();
        let mut pages = Vec::with_capacity(read.texts.len());
        for page in &read.texts {
            pages.push(text.len());
            text.push_str(&fold(page));
            text.push(' ');
        }
        let (numbers, dates) = (amounts::numbers(&text), dates::dates(&text));
        Self { piece, rank, is_partial: read.is_partial, text, pages, numbers, dates }
    }

    /// The page of a position of the text, from 1.
    #[must_use]
    pub fn page_at(&self, at: usize) -> usize {
        self.pages.partition_point(|start| *start <= at).max(1)
    }

    /// The place of a position of the text.
    #[must_use]
    pub fn place_at(&self, at: usize) -> Place {
        Place::page(self.piece.file.as_str(), self.page_at(at))
    }

    /// The text, folded.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True when the text holds an amount in euros.
    #[must_use]
    pub fn has_amounts(&self) -> bool {
        self.numbers.iter().any(|number| number.is_money)
    }

    /// Where the text says an amount; a number of the same value counts.
    #[must_use]
    pub fn find_amount(&self, amount: Money) -> Option<usize> {
        let wanted = amount.to_decimal();
        self.numbers.iter().find(|number| number.is(wanted)).map(|number| number.at)
    }

    /// The numbers between two positions.
    pub fn numbers_in(&self, start: usize, end: usize) -> impl Iterator<Item = &Number> {
        let first = self.numbers.partition_point(|number| number.at < start);
        self.numbers.iter().skip(first).take_while(move |number| number.at < end)
    }

    /// True when the numbers between two positions hold a value.
    #[must_use]
    pub fn says_in(&self, value: Decimal, start: usize, end: usize) -> Option<usize> {
        self.numbers_in(start, end).find(|number| number.is(value)).map(|number| number.at)
    }

    /// The amount written right after a name, nothing but signs between them, with its position.
    #[must_use]
    pub fn amount_of(&self, name: &str) -> Option<(Money, usize)> {
        self.after(name).find_map(|start| {
            let number = self.numbers_in(start, self.text.len()).next()?;
            (number.is_money && is_bare(self.text.get(start..number.at)?))
                .then_some((Money::from_decimal(number.value)?, number.at))
        })
    }

    /// The date written right after a name, with its position.
    #[must_use]
    pub fn date_of(&self, name: &str) -> Option<(Date, usize)> {
        self.after(name).find_map(|start| {
            let (at, _, date) = self.dates.iter().find(|(at, ..)| *at >= start)?;
            let between = self.text.get(start..*at)?.trim().trim_start_matches([':', '-', ' ']).trim();
            (between.is_empty() || between == "le" || between == "du").then_some((*date, *at))
        })
    }

    /// Where the text says a date.
    #[must_use]
    pub fn find_date(&self, date: Date) -> Option<usize> {
        self.dates.iter().find(|(.., found)| *found == date).map(|(at, ..)| *at)
    }

    /// The dates of the text, with their positions.
    pub fn dates(&self) -> impl Iterator<Item = (Date, usize)> {
        self.dates.iter().map(|(at, _, date)| (*date, *at))
    }

    /// Where the text holds a code, spaces forgiven: an IBAN, a SIRET.
    #[must_use]
    pub fn find_code(&self, code: &str) -> Option<usize> {
        let wanted: Vec<char> = fold(code).chars().filter(|c| c.is_alphanumeric()).collect();
        if wanted.is_empty() {
            return None;
        }
        let letters: Vec<(usize, char)> =
            self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()).collect();
        let starts = letters.windows(wanted.len());
        starts
            .into_iter()
            .find(|window| window.iter().map(|(_, c)| c).eq(&wanted))
            .and_then(|window| window.first().map(|(at, _)| *at))
    }

    /// Every place where folded words stand as whole words.
    pub fn occurrences<'b>(&'b self, folded: &'b str) -> impl Iterator<Item = usize> + 'b {
        let text = &self.text;
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        text.match_indices(folded)
            .filter(move |(at, found)| {
                !found.is_empty()
                    && !is_word(text.get(..*at).and_then(|before| before.chars().next_back()))
                    && !is_word(text.get(at + found.len()..).and_then(|after| after.chars().next()))
            })
            .map(|(at, _)| at)
    }

    fn after<'b>(&'b self, name: &str) -> impl Iterator<Item = usize> + 'b {
        let folded = fold(name);
        let length = folded.len();
        let all: Vec<usize> = self.occurrences(&folded).map(|at| at + length).collect();
        all.into_iter()
    }
}

/// True when there is no word between a name and its amount, but for those of a list.
fn is_bare(between: &str) -> bool {
    let between = between.trim().trim_start_matches(['(', ')', ':', '-', '.', '|', ' ', '=', '…', '·']);
    between.chars().all(|c| !c.is_alphanumeric()) || matches!(between.trim_end(), "de" | "d'un montant de")
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn evidence<'a>(piece: &'a Attachment, texts: &[&str]) -> Evidence<'a> {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Evidence::of(piece, 0, &Pages { count: texts.len(), texts, ..Pages::default() })
    }

    pub(super) fn piece() -> Attachment {
        toml::from_str("id = \"P-1\"\nintitule = \"x\"\nfichier = \"p.pdf\"\ntype = \"annexe\"").unwrap()
    }

    #[test]
    fn an_amount_is_found_with_its_page_and_its_name() {
        let piece = piece();
        let said = evidence(
            &piece,
            &[
                "Page un",
                "Département du Pas-de-Calais :\n34\u{a0}862,00 €\nCCI Artois – locaux : 30 265,20 €",
            ],
        );
        let at = said.find_amount(Money::from_cents(3_486_200)).unwrap();
        assert_eq!(said.page_at(at), 2);
        assert!(said.find_amount(Money::from_cents(486_200)).is_none());
        let named = |name: &str| said.amount_of(name).map(|(amount, _)| amount.cents());
        assert_eq!(named("département du pas de calais"), None, "a name is searched as it is written");
        assert_eq!(named("Département du Pas-de-Calais"), Some(3_486_200));
        assert_eq!(named("CCI Artois"), None, "a word stands between them");
        assert_eq!(named("CCI Artois – locaux"), Some(3_026_520));
    }

    #[test]
    fn dates_and_codes_are_found_as_people_write_them() {
        let piece = piece();
        let said = evidence(
            &piece,
            &["Début : 1er février 2024. Fin : 31/01/2027. IBAN : FR19 0000 0000 00EX EMPL EFIC T12"],
        );
        assert_eq!(said.date_of("début").map(|(date, _)| date.to_string()), Some("2024-02-01".to_owned()));
        assert_eq!(said.date_of("fin").map(|(date, _)| date.to_string()), Some("2027-01-31".to_owned()));
        assert!(said.find_code("FR1900000000 00EXEMPLEFICT12").is_some());
        assert!(said.find_code("FR1900000000 00EXEMPLEFICT13").is_none());
    }
}
