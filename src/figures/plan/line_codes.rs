//! The numbers that lines bear in documents: `PERS-01`, `DEPL-07`, one series a category, without a gap.
//!
//! What the applicant numbers stays in its workbook: several tables each begin at 1, and a reader could not tell which.

use super::categories::CategoryPlan;
use super::lines::PlanLine;
use crate::model::Fund;
use crate::model::text::normalise;

/// Letters of a series, unless more are needed to tell it from another.
const FEWEST_LETTERS: usize = 4;

/// Number the lines of every category, in the order of the plan.
pub fn number(fund: &Fund, categories: &[CategoryPlan], lines: &mut [PlanLine]) {
    let mut taken: Vec<String> = Vec::new();
    for category in categories {
        let definition = category.category.and_then(|index| fund.categories.get(index));
        let name = definition.map_or(category.label.as_str(), |definition| definition.tab.as_str());
        let series = series(name, &taken);
        let width = category.lines.len().to_string().len().max(2);
        for (number, index) in (1..).zip(&category.lines) {
            if let Some(line) = lines.get_mut(*index) {
                line.code = format!("{series}-{number:0width$}").into();
            }
        }
        taken.push(series);
    }
}

/// The first letters of a name, more of them when another series has the same, then a number.
fn series(name: &str, taken: &[String]) -> String {
    let letters: Vec<char> =
        normalise(name).to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let first = |count: usize| letters.iter().take(count).collect::<String>();
    (FEWEST_LETTERS..=letters.len().max(FEWEST_LETTERS))
        .map(first)
        .chain((2..).map(|copy| format!("{}{copy}", first(FEWEST_LETTERS))))
        .find(|series| !series.is_empty() && !taken.contains(series))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::series;

    #[test]
    fn two_categories_never_share_a_series() {
        let mut taken = Vec::new();
        for (name, expected) in [
            ("Frais de personnel", "FRAI"),
            ("Frais de déplacement", "FRAIS"),
            ("Études", "ETUD"),
            ("Étud", "ETUD2"),
            ("–", "2"),
        ] {
            let found = series(name, &taken);
            assert_eq!(found, expected, "{name}");
            taken.push(found);
        }
    }
}
