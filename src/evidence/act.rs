//! What the text of a resolution says of its own life: the days of its steps, the members and the votes, its secretary, whom
//! it lets sign. Words of extracts from the register, as assemblies write them; what is not found is not said.

use jiff::civil::Date;

use super::{Evidence, fold};

/// How far after its word a date still speaks of it, in bytes of folded text.
const REACH: usize = 80;

/// A step in the life of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The members are convened.
    Convened,
    /// The State's representative receives it.
    Transmitted,
    /// It is published or displayed.
    Published,
}

impl Step {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Convened => &["convocation", "convoque", "convoques", "convoquee", "convoquees"],
            Self::Transmitted => &[
                "recu en",
                "recue en",
                "recu par le representant",
                "recue par le representant",
                "reception en",
                "reception par le representant",
                "transmis",
                "transmise",
                "transmission",
                "teletransmis",
                "teletransmise",
                "teletransmission",
            ],
            Self::Published => &[
                "publie",
                "publiee",
                "publication",
                "affiche",
                "affichee",
                "affichage",
                "mis en ligne",
                "mise en ligne",
            ],
        }
    }
}

/// A number that an extract gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Members in office.
    Members,
    /// Members present.
    Present,
    /// Members represented by a proxy.
    Represented,
    /// Votes for.
    For,
    /// Votes against.
    Against,
    /// Abstentions.
    Abstentions,
}

impl Count {
    /// Words that a number follows; a colon stands between them where the word has other uses.
    const fn before(self) -> (&'static [&'static str], bool) {
        match self {
            Self::Members => (&["en exercice"], false),
            Self::Present => (&["presents"], false),
            Self::Represented => {
                (&["representes", "pouvoirs", "pouvoir", "procurations", "procuration"], false)
            }
            Self::For => (&["pour"], true),
            Self::Against => (&["contre"], true),
            Self::Abstentions => (&["abstentions", "abstention"], false),
        }
    }

    /// Words that follow a number.
    const fn after(self) -> &'static [&'static str] {
        match self {
            Self::Members => &["en exercice"],
            Self::Present => &["presents"],
            Self::Represented => &["representes", "pouvoirs", "pouvoir", "procurations", "procuration"],
            Self::For => &["voix pour", "votes pour", "vote pour"],
            Self::Against => &["voix contre", "votes contre", "vote contre"],
            Self::Abstentions => &["abstentions", "abstention"],
        }
    }
}

/// What may stand between a number and its word.
const BETWEEN: [&str; 10] = [
    "membres",
    "conseillers",
    "conseilleres",
    "delegues",
    "elus",
    "titulaires",
    "communautaires",
    "municipaux",
    "metropolitains",
    "et",
];

impl Evidence<'_> {
    /// The days that the text gives to a step, with their positions: several when it names one step twice.
    #[must_use]
    pub fn days_of(&self, step: Step) -> Vec<(Date, usize)> {
        let mut days: Vec<(Date, usize)> = Vec::new();
        for word in step.words() {
            for start in self.after(word) {
                let Some((date, at)) = self.dates().find(|(_, at)| *at >= start) else { continue };
                let between = self.text().get(start..at).unwrap_or_default();
                let is_near = between.len() <= REACH && !between.contains(". ") && !between.contains(';');
                if is_near && !days.iter().any(|(known, _)| *known == date) {
                    days.push((date, at));
                }
            }
        }
        days
    }

    /// The numbers that the text gives to a count, with their positions.
    #[must_use]
    pub fn counts_of(&self, count: Count) -> Vec<(u32, usize)> {
        let (words, wants_colon) = count.before();
        let mut found: Vec<(u32, usize)> = Vec::new();
        let add = |number: Option<(u32, usize)>, found: &mut Vec<(u32, usize)>| {
            found.extend(number.filter(|(value, _)| !found.iter().any(|(known, _)| known == value)));
        };
        let is_list = |number: &(u32, usize)| self.is_head_of_list(count, *number);
        for word in words {
            for start in self.after(word) {
                add(self.number_from(start, wants_colon).filter(|number| !is_list(number)), &mut found);
            }
        }
        if !found.is_empty() {
            return found;
        }
        for word in count.after() {
            for at in self.occurrences(word) {
                // « 72 membres présents ou représentés » counts both.
                let rest = self.text().get(at + word.len()..).unwrap_or_default().trim_start();
                if count == Count::Present && (rest.starts_with("ou ") || rest.starts_with("et ")) {
                    continue;
                }
                add(self.number_until(at), &mut found);
            }
        }
        found
    }

    /// Where the text says that nobody voted against.
    #[must_use]
    pub fn unanimity(&self) -> Option<usize> {
        self.occurrences("a l'unanimite").next()
    }

    /// Whether the text names a person as the secretary of the session, and where; `None` when it names nobody that can be told.
    #[must_use]
    pub fn names_secretary(&self, name: &str) -> Option<(bool, usize)> {
        let folded = fold(name);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).collect();
        if words.is_empty() {
            return None;
        }
        let places: Vec<usize> =
            self.occurrences("secretaire").chain(self.occurrences("secretaires")).collect();
        let around = |at: usize| {
            let text = self.text();
            let start = text.floor_char_boundary(at.saturating_sub(REACH));
            text.get(start..text.floor_char_boundary(at + REACH)).unwrap_or_default()
        };
        if let Some(at) =
            places.iter().find(|at| words.iter().all(|word| around(**at).contains(word))).copied()
        {
            return Some((true, at));
        }
        let is_given = |at: &&usize| {
            let before = self.text().get(..**at).unwrap_or_default().trim_end();
            let after = self.text().get(**at + "secretaire".len()..).unwrap_or_default();
            let after = after.trim_start().strip_prefix("de seance").unwrap_or(after).trim_start();
            let is_chosen = ["elu", "elue", "designe", "designee", "nomme", "nommee"]
                .iter()
                .any(|verb| before.ends_with(&format!(" {verb}")));
            let is_listed = after
                .strip_prefix(':')
                .is_some_and(|name| name.trim_start().chars().next().is_some_and(char::is_alphabetic));
            is_chosen || is_listed
        };
        places.iter().find(is_given).map(|at| (false, *at))
    }

    /// True for the 1 that begins a list of names: « Présents : 1. Mme Durand, 2. M. Martin ».
    fn is_head_of_list(&self, count: Count, (value, at): (u32, usize)) -> bool {
        let rest = self.text().get(at + 1..).unwrap_or_default().trim_start();
        let is_marked = rest.starts_with(['.', ')', '-', '/']);
        value == 1 && is_marked && matches!(count, Count::Members | Count::Present | Count::Represented)
    }

    /// The number right after a position, signs apart.
    fn number_from(&self, start: usize, wants_colon: bool) -> Option<(u32, usize)> {
        let rest = self.text().get(start..)?;
        let trimmed = rest.trim_start();
        let (trimmed, has_colon) = match trimmed.strip_prefix([':', '=']) {
            Some(after) => (after.trim_start(), true),
            None => (trimmed, false),
        };
        if wants_colon && !has_colon {
            return None;
        }
        let at = start + (rest.len() - trimmed.len());
        self.count_at(at, trimmed)
    }

    /// The number right before a position, words of members apart.
    fn number_until(&self, at: usize) -> Option<(u32, usize)> {
        let mut before = self.text().get(..at)?.trim_end();
        while let Some(shorter) = BETWEEN.iter().find_map(|word| before.strip_suffix(word)) {
            before = shorter.trim_end();
        }
        let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
        let start = before.len() - digits;
        self.count_at(start, before.get(start..)?)
    }

    fn count_at(&self, at: usize, text: &str) -> Option<(u32, usize)> {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let rest = text.get(digits.len()..)?;
        let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric() || ",./-%".contains(c))
            || rest.starts_with(". ")
            || rest == ".";
        let is_dated = self.dates().any(|(_, start)| start == at);
        (!digits.is_empty() && digits.len() <= 4 && is_whole && !is_dated)
            .then(|| Some((digits.parse().ok()?, at)))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{evidence, piece};
    use super::*;

    /// What stands at the head and the foot of the extract of 26 September 2023, the names of members left out.
    const EXTRACT: &str = "Le mardi 26 septembre 2023, à 18 H 30, le Conseil Communautaire s'est réuni, en suite d'une \
        convocation en date du 20 septembre 2023, dont un exemplaire a été affiché à l'Hôtel Communautaire. ETAIENT \
        PRESENTS : [liste de noms] PROCURATIONS : [liste de noms] Monsieur DEBAECKER Olivier est élu Secrétaire, La séance \
        est ouverte. A la majorité absolue, APPROUVE le développement d'un projet. INFORME que cette délibération peut faire \
        l'objet d'un recours dans un délai de deux mois à compter de sa publication. Certifié exécutoire par le Président \
        Compte tenu de la réception en Sous-préfecture le 29 SEP. 2023 Et de la publication le 29 SEP. 2023";

    fn days(text: &str, step: Step) -> Vec<String> {
        let piece = piece();
        evidence(&piece, &[text]).days_of(step).into_iter().map(|(date, _)| date.to_string()).collect()
    }

    fn counts(text: &str) -> [Vec<u32>; 6] {
        let piece = piece();
        let said = evidence(&piece, &[text]);
        [Count::Members, Count::Present, Count::Represented, Count::For, Count::Against, Count::Abstentions]
            .map(|count| said.counts_of(count).into_iter().map(|(number, _)| number).collect())
    }

    #[test]
    fn the_steps_of_a_real_extract_are_read() {
        assert_eq!(days(EXTRACT, Step::Convened), ["2023-09-20"]);
        assert_eq!(days(EXTRACT, Step::Transmitted), ["2023-09-29"]);
        assert_eq!(days(EXTRACT, Step::Published), ["2023-09-29"]);
        assert_eq!(counts(EXTRACT), [const { Vec::<u32>::new() }; 6], "it counts nobody");
        let piece = piece();
        let said = evidence(&piece, &[EXTRACT]);
        assert!(said.names_secretary("Olivier Debaecker").is_some_and(|(is_so, _)| is_so));
        assert!(said.names_secretary("Dominique Petit").is_some_and(|(is_so, _)| !is_so));
        assert_eq!(said.unanimity(), None);
    }

    #[test]
    fn one_date_may_serve_two_steps_and_a_sentence_ends_its_reach() {
        let both = "Reçue en sous-préfecture et publiée le 3 mai 2024.";
        assert_eq!(days(both, Step::Transmitted), ["2024-05-03"]);
        assert_eq!(days(both, Step::Published), ["2024-05-03"]);
        assert!(days("Publication à venir. Séance du 3 mai 2024", Step::Published).is_empty());
        assert_eq!(
            days("Affichage : 28/04/2024. Transmise le 2 mai 2024, publiée le 3 mai 2024", Step::Published),
            ["2024-05-03", "2024-04-28"],
            "two days for one word: both are told"
        );
    }

    #[test]
    fn members_and_votes_are_read_as_extracts_give_them() {
        assert_eq!(
            counts(
                "Membres en exercice : 100. Présents : 72 Pouvoirs : 15 Pour : 85 – Contre : 0 – Abstentions : 2."
            ),
            [vec![100], vec![72], vec![15], vec![85], vec![0], vec![2]]
        );
        assert_eq!(
            counts(
                "Par 85 voix pour, 1 vote contre et 2 abstentions, 72 conseillers communautaires présents sur 100 en exercice, 15 pouvoirs"
            ),
            [vec![100], vec![72], vec![15], vec![85], vec![1], vec![2]]
        );
        assert_eq!(
            counts("87 membres présents ou représentés, pour 3 ans, contre 2 % l’an"),
            [const { Vec::<u32>::new() }; 6]
        );
        assert_eq!(
            counts("Présents : 12 décembre 2024"),
            [const { Vec::<u32>::new() }; 6],
            "a date counts nobody"
        );
    }

    #[test]
    fn a_secretary_that_is_not_named_is_not_contradicted() {
        let piece = piece();
        let named =
            |text: &str| evidence(&piece, &[text]).names_secretary("Dominique Petit").map(|(is, _)| is);
        assert_eq!(named("Secrétaire de séance : Mme PETIT Dominique"), Some(true));
        assert_eq!(named("Secrétaire de séance : M. Martin"), Some(false));
        assert_eq!(named("Le Président, Le Secrétaire de séance,"), None);
        assert_eq!(named("Le conseil approuve."), None);
    }
}
