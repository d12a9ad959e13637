//! The days not to be missed, as calendar programs take them (iCalendar, RFC 5545).

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

use crate::documents::DueDate;
use crate::model::digest::sha256;

/// An agenda of whole days. The same days give the same bytes: nothing is taken from the clock nor drawn.
pub fn agenda(title: &str, days: &[DueDate], date: Date) -> Vec<u8> {
    let plain = |day: &str| day.replace('-', "");
    let mut calendar = Calendar::new();
    calendar.name(title);
    for due in days {
        let of_day = format!("{title}|{}|{}", due.iso, due.what);
        let identifier: String = sha256(of_day.as_bytes()).chars().take(32).collect();
        let mut event = Event::new();
        event
            .uid(&format!("{identifier}@dossier"))
            .add_property("DTSTAMP", format!("{}T000000Z", plain(&date.to_string())))
            .summary(&due.what)
            .description(&format!("{title}. {}", due.basis));
        let mut day = Property::new("DTSTART", plain(&due.iso));
        day.add_parameter("VALUE", "DATE");
        event.append_property(day);
        calendar.push(event.done());
    }
    calendar.done().to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::agenda;
    use crate::documents::DueDate;
    use jiff::civil::date;

    #[test]
    fn days_are_whole_and_the_same_at_every_build() {
        let due = DueDate {
            day: "1er février 2024".to_owned(),
            iso: "2024-02-01".to_owned(),
            what: "Début ; l’opération, enfin".to_owned(),
            basis: "Calendrier".to_owned(),
        };
        let bytes = agenda("Projet", std::slice::from_ref(&due), date(2024, 1, 15));
        assert_eq!(bytes, agenda("Projet", &[due], date(2024, 1, 15)));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("DTSTART;VALUE=DATE:20240201\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20240115T000000Z\r\n"), "{text}");
        assert!(text.contains("SUMMARY:Début \\; l’opération\\, enfin\r\n"), "{text}");
        assert!(!text.contains("DTEND"), "{text}");
    }
}
