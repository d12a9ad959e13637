//! Dates of the operation and targets of indicators that the narrative quotes.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::counts::{Count, counts, singular};
use super::quotes::Folded;
use super::shared::no_description;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::evidence::dates;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Sentence, Severity};
use crate::model::date::month_of;
use crate::model::french::french_number;
use crate::model::text::normalise;
use crate::model::{Indicator, Place};

/// Dates of the operation and targets of indicators that the narrative quotes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-16",
    title: "Les dates de l’opération et les cibles que cite la description sont celles du dossier",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Une date que le texte donne au début, à la fin ou au dépôt (« l’opération commence le… », « fin de l’opération : mai 2026 ») est comparée à projet.toml › calendrier ; un nombre suivi des mots d’un indicateur (« 12 entreprises soutenues », « trois promotions ») est comparé à sa cible au classeur. Les autres dates et les autres nombres ne sont pas comparés.",
        why: "L’instructeur lit le texte avant les tableaux : ce qu’il y voit engage le demandeur.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Corrigez le texte, ou la date ou la cible si c’est elle qui a changé.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) else {
            answers.missing(no_description(scope));
            return;
        };
        let calendar = &scope.project().calendar;
        let events = [
            (STARTS, "calendrier.debut", "le début de l’opération", calendar.start),
            (ENDS, "calendrier.fin", "la fin de l’opération", calendar.end),
            (FILINGS, "calendrier.depot", "le dépôt de la demande", calendar.filing),
        ];
        let labels = labels(scope);
        let mut compared = 0;
        for line in description.lines_for(&scope.fund().identity.id) {
            let place = Place::line(file.name.as_str(), line.line);
            let folded = Folded::of(&line.text);
            for (names, field, what, day) in events {
                for quoted in named_days(&folded.text, names) {
                    let Some(day) = day else {
                        answers.missing_field(field);
                        continue;
                    };
                    compared += 1;
                    let (said, is_same) = quoted.against(day);
                    answers.expect(is_same, || {
                        Finding::new(say!("le texte ne donne pas pour {} la date du calendrier", what))
                            .at(&place)
                            .at_field(field)
                            .found(said)
                            .expected(day)
                    });
                }
            }
            counts(&line.text, |count| {
                let Some(targets) = targets(&labels, &count) else { return };
                compared += 1;
                let is_one = |(_, target): &(&Indicator, Decimal)| *target == count.value;
                if let (false, Some((indicator, target))) = (targets.iter().any(is_one), targets.first()) {
                    let label = indicator.label.as_ref().map_or("", |label| &*label.value);
                    answers.finding(
                        Finding::new(say!("le texte ne dit pas la cible de l’indicateur « {} »", label))
                            .at(&place)
                            .at_all(indicator.target.as_ref().map(|target| &target.place))
                            .found(say!("« {} »", &count.written))
                            .expected(french_number(target.normalize())),
                    );
                }
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "date ou cible citée par le texte", "dates ou cibles citées par le texte"),
        );
        if compared == 0 && answers.missing.is_empty() {
            answers.not_applicable("le texte ne cite ni date de l’opération ni cible d’indicateur");
        }
    }),
};

const STARTS: &[&str] = &[
    "l'operation commence",
    "l'operation demarre",
    "l'operation debute",
    "le projet commence",
    "le projet demarre",
    "le projet debute",
    "debut de l'operation",
    "demarrage de l'operation",
    "debut du projet",
    "demarrage du projet",
    "l'operation commencera",
    "l'operation debutera",
    "l'operation demarrera",
    "l'operation se deroule",
];
const ENDS: &[&str] = &[
    "l'operation s'acheve",
    "l'operation se termine",
    "l'operation prend fin",
    "le projet s'acheve",
    "le projet se termine",
    "le projet prend fin",
    "fin de l'operation",
    "fin du projet",
    "l'operation s'achevera",
    "l'operation se terminera",
];
const FILINGS: &[&str] =
    &["depot de la demande", "depot du dossier", "demande deposee", "demande est deposee", "dossier depose"];

/// Words between an event and its date.
const LINKS: [&str; 14] =
    ["", "le", "en", "au", "du", "est", "prevu", "prevue", "fixe", "fixee", ":", "des", "a", "compter"];

/// A day or a month that a text quotes.
enum Quoted {
    Day(Date),
    Month(i16, i8, String),
}

impl Quoted {
    /// What is said, and whether it is that day.
    fn against(self, day: Date) -> (Sentence, bool) {
        match self {
            Self::Day(said) => (said.into(), said == day),
            Self::Month(year, month, said) => {
                (say!("« {} »", said), (year, month) == (day.year(), day.month()))
            }
        }
    }
}

/// The day or the month after each name.
fn named_days(text: &str, names: &[&str]) -> Vec<Quoted> {
    let all = dates(text);
    let after = names.iter().flat_map(|name| text.match_indices(name)).filter_map(|(at, name)| {
        let start = at + name.len();
        // Dates are in the order of the text.
        let day = all.get(all.partition_point(|(at, ..)| *at < start));
        if let Some((at, _, day)) = day
            && links(text.get(start..*at)?)
        {
            return Some(Quoted::Day(*day));
        }
        month(text.get(start..)?)
    });
    after.collect()
}

fn links(between: &str) -> bool {
    between.split(' ').all(|word| LINKS.contains(&word))
}

/// « en mai 2026 ».
fn month(after: &str) -> Option<Quoted> {
    let mut words = after.split(' ').skip_while(|word| LINKS.contains(word));
    let (name, year) = (words.next()?, words.next()?);
    let year = year.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let number: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    Some(Quoted::Month(number, month_of(name)?, format!("{name} {year}")))
}

/// The indicators that have a label, with its words, singular: made once, a text has thousands of counts.
fn labels<'a>(scope: &Scope<'a>) -> Vec<(&'a Indicator, Vec<String>)> {
    let words = |label: &str| normalise(label).split(' ').map(|word| singular(word).to_owned()).collect();
    let indicators = scope.budget().indicators.iter();
    indicators.filter_map(|one| Some((one, words(&one.label.as_ref()?.value)))).collect()
}

/// The indicators that the words after a count name, with their targets; several when nothing tells them apart.
fn targets<'a>(
    labels: &[(&'a Indicator, Vec<String>)],
    count: &Count,
) -> Option<Vec<(&'a Indicator, Decimal)>> {
    let named = labels.iter().filter_map(|(indicator, words)| {
        let same = words.iter().zip(&count.after).take_while(|(word, said)| word == said).count();
        // A first word alone names an indicator when the text says no more of it.
        let is_named = same >= 2 || same == 1 && (words.len() == 1 || count.after.len() == 1);
        is_named.then_some((same, *indicator, indicator.target.as_ref()?.value))
    });
    let named: Vec<_> = named.collect();
    let most = named.iter().map(|(same, ..)| *same).max()?;
    Some(named.into_iter().filter(|(same, ..)| *same == most).map(|(_, one, target)| (one, target)).collect())
}
