//! Days to abscissas, and what is written above them.

use jiff::Span;
use jiff::civil::Date;

/// Years that a scale may skip between two labels.
const STEPS: [i16; 11] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

/// How finely an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Initials of months.
    Months,
    /// T1 to T4.
    Quarters,
    /// One year out of so many.
    Years(i16),
}

/// A year, or several, from one abscissa to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Year {
    pub(super) year: i16,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// A stretch of time on a width.
#[derive(Debug)]
pub(super) struct Axis {
    from: Date,
    to: Date,
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) scale: Scale,
}

impl Axis {
    /// An axis of whole months. A year that shows its months or quarters has room for its label, `label` points wide.
    pub(super) fn new(first: Date, last: Date, (x, width): (f32, f32), label: f32) -> Axis {
        let (from, to) = (first.first_of_month(), last.last_of_month());
        let mut axis = Axis { from, to, x, width, scale: Scale::Months };
        let month = width / axis.length() * 30.4;
        axis.scale = if month > 7.8 {
            Scale::Months
        } else if month * 3.0 > 13.0 {
            Scale::Quarters
        } else {
            let step = STEPS.into_iter().find(|step| f32::from(*step) * month * 12.0 > label + 2.0);
            Scale::Years(step.unwrap_or(5000))
        };
        if matches!(axis.scale, Scale::Years(_)) {
            return axis;
        }
        // Empty months at an end cost less than a year without its name.
        for _ in 0..12 {
            let years = axis.years();
            let cramped = |year: Option<&Year>| year.is_some_and(|year| year.to - year.from < label);
            if cramped(years.first()) {
                axis.from = axis.from.saturating_sub(Span::new().months(1));
            } else if cramped(years.last()) {
                axis.to = axis.to.saturating_add(Span::new().days(1)).last_of_month();
            } else {
                break;
            }
        }
        axis
    }

    fn days(&self, until: Date) -> f32 {
        let hours = until.duration_since(self.from).as_hours();
        (hours / 24) as f32
    }

    fn length(&self) -> f32 {
        self.days(self.to) + 1.0
    }

    /// Where a day begins.
    pub(super) fn at(&self, day: Date) -> f32 {
        self.x + self.width * (self.days(day) / self.length()).clamp(0.0, 1.0)
    }

    /// Where a day ends.
    pub(super) fn after(&self, day: Date) -> f32 {
        self.at(day.saturating_add(Span::new().days(1)))
    }

    /// The years that the scale names; the first one begins with the axis.
    pub(super) fn years(&self) -> Vec<Year> {
        let step = if let Scale::Years(step) = self.scale { step } else { 1 };
        let mut years: Vec<Year> = Vec::new();
        let mut year = self.from.year();
        let mut at = self.x;
        loop {
            let next = (year.div_euclid(step) + 1).saturating_mul(step);
            let start = Date::new(next, 1, 1).ok().filter(|start| *start <= self.to);
            let to = start.map_or(self.x + self.width, |start| self.at(start));
            years.push(Year { year, from: at, to });
            if start.is_none() {
                return years;
            }
            (year, at) = (next, to);
        }
    }

    /// First days of the months, or of the quarters, with their places and their names; none when years alone show.
    pub(super) fn ticks(&self) -> Vec<(f32, f32, &'static str)> {
        let months = match self.scale {
            Scale::Months => 1,
            Scale::Quarters => 3,
            Scale::Years(_) => return Vec::new(),
        };
        let mut ticks = Vec::new();
        let mut start = self.from;
        while start <= self.to {
            // A quarter cut by the beginning of the axis ends where it should.
            let left = months - (start.month() - 1) % months;
            let next = start.saturating_add(Span::new().months(left));
            let name = match self.scale {
                Scale::Months => initial(start.month()),
                _ => ["T1", "T2", "T3", "T4"]
                    .get(usize::from(start.month().unsigned_abs() - 1) / 3)
                    .copied()
                    .unwrap_or(""),
            };
            ticks.push((self.at(start), self.at(next), name));
            if next <= start {
                break;
            }
            start = next;
        }
        ticks
    }
}

fn initial(month: i8) -> &'static str {
    match month {
        1 | 6 | 7 => "J",
        2 => "F",
        3 | 5 => "M",
        4 | 8 => "A",
        9 => "S",
        10 => "O",
        11 => "N",
        _ => "D",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn axis(first: Date, last: Date) -> Axis {
        Axis::new(first, last, (100.0, 310.0), 22.0)
    }

    fn names(axis: &Axis) -> Vec<i16> {
        axis.years().iter().map(|year| year.year).collect()
    }

    #[test]
    fn scale_follows_length() {
        assert_eq!(axis(date(2024, 2, 1), date(2027, 1, 31)).scale, Scale::Months);
        assert_eq!(axis(date(2024, 2, 1), date(2029, 1, 31)).scale, Scale::Quarters);
        assert_eq!(axis(date(2024, 2, 1), date(2036, 1, 31)).scale, Scale::Years(1));
        assert_eq!(axis(date(2000, 1, 1), date(2060, 1, 31)).scale, Scale::Years(5));
        let longest = axis(Date::MIN, Date::MAX);
        assert!(longest.years().len() < 20, "{:?}", names(&longest));
    }

    #[test]
    fn a_short_year_gets_room_for_its_name() {
        // A single month of 2023 and of 2027.
        let axis = axis(date(2023, 12, 20), date(2027, 1, 31));
        assert_eq!(names(&axis), [2023, 2024, 2025, 2026, 2027]);
        for year in axis.years() {
            assert!(year.to - year.from >= 22.0, "{year:?}");
        }
        // Days keep their order, within the width.
        assert!(axis.at(date(2023, 12, 20)) > 100.0 && axis.after(date(2027, 1, 31)) < 410.0);
    }

    #[test]
    fn one_day_has_an_axis() {
        let axis = axis(date(2024, 2, 29), date(2024, 2, 29));
        assert_eq!(names(&axis), [2024]);
        assert!(axis.after(date(2024, 2, 29)) > axis.at(date(2024, 2, 29)));
        assert_eq!(axis.ticks().len(), 1);
    }

    #[test]
    fn quarters_begin_in_their_months() {
        let axis = axis(date(2024, 2, 1), date(2029, 1, 31));
        let named: Vec<&str> = axis.ticks().iter().take(5).map(|(_, _, name)| *name).collect();
        assert_eq!(named, ["T1", "T2", "T3", "T4", "T1"]);
        assert_eq!(axis.ticks().get(1).map(|tick| tick.0), Some(axis.at(date(2024, 4, 1))));
    }
}
