//! From the readers' values to ours: dates in both epochs, durations, errors.

use calamine::{Data, DataRef, ExcelDateTime};
use jiff::civil::Date;

use super::sheet::CellValue;

/// A value lent by a cell reader.
pub(super) fn value_of(value: DataRef<'_>) -> CellValue {
    match value {
        DataRef::Int(number) => integer(number),
        DataRef::Float(number) => CellValue::Number(number),
        DataRef::String(text) => CellValue::Text(text.into()),
        DataRef::SharedString(text) => CellValue::Text(text.into()),
        DataRef::Bool(value) => CellValue::Bool(value),
        DataRef::DateTime(moment) => date_or_duration(&moment),
        DataRef::DateTimeIso(text) => iso_date(&text),
        DataRef::DurationIso(text) => iso_duration(&text),
        DataRef::Error(error) => CellValue::Error(error.to_string().into()),
        DataRef::Empty => CellValue::Empty,
    }
}

/// A value of a range.
pub(super) fn value_of_data(value: &Data) -> CellValue {
    match value {
        Data::Int(number) => integer(*number),
        Data::Float(number) => CellValue::Number(*number),
        Data::String(text) => CellValue::Text(text.as_str().into()),
        Data::Bool(value) => CellValue::Bool(*value),
        Data::DateTime(moment) => date_or_duration(moment),
        Data::DateTimeIso(text) => iso_date(text),
        Data::DurationIso(text) => iso_duration(text),
        Data::Error(error) => CellValue::Error(error.to_string().into()),
        Data::Empty => CellValue::Empty,
    }
}

/// Excel keeps whole numbers below 2^53 only.
#[allow(clippy::cast_precision_loss)]
fn integer(number: i64) -> CellValue {
    CellValue::Number(number as f64)
}

fn date_or_duration(moment: &ExcelDateTime) -> CellValue {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        return CellValue::Duration(serial);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return CellValue::Number(serial);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    civil_date(year, month, day).map_or(CellValue::Number(serial), CellValue::Date)
}

fn civil_date(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2024-05-12` or `2024-05-12T00:00:00`.
pub(super) fn iso_date(text: &str) -> CellValue {
    text.get(..10)
        .and_then(|day| day.parse::<Date>().ok())
        .map_or_else(|| CellValue::Text(text.into()), CellValue::Date)
}

/// `PT1720H00M00S`.
pub(super) fn iso_duration(text: &str) -> CellValue {
    let seconds = text.strip_prefix("PT").and_then(|rest| {
        let mut total = 0.0;
        let mut digits = String::new();
        for c in rest.chars() {
            let unit = match c {
                'H' => 3600.0,
                'M' => 60.0,
                'S' => 1.0,
                _ => {
                    digits.push(if c == ',' { '.' } else { c });
                    continue;
                }
            };
            total += digits.parse::<f64>().ok()? * unit;
            digits.clear();
        }
        digits.is_empty().then_some(total)
    });
    seconds.map_or_else(|| CellValue::Text(text.into()), |seconds| CellValue::Duration(seconds / 86_400.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn serial(value: f64, is_1904: bool) -> CellValue {
        date_or_duration(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904))
    }

    #[test]
    fn both_epochs_give_the_same_day() {
        let day = CellValue::Date(jiff::civil::date(2024, 3, 1));
        assert_eq!(serial(45_352.0, false), day);
        assert_eq!(serial(43_890.0, true), day);
        assert_eq!(iso_date("2024-03-01T00:00:00"), day);
    }

    #[test]
    fn a_day_that_never_was_stays_a_number() {
        assert_eq!(serial(60.0, false), CellValue::Number(60.0), "Excel believes in 29 February 1900");
        assert_eq!(serial(1e12, false), CellValue::Number(1e12));
    }

    #[test]
    fn durations_are_in_days() {
        assert_eq!(iso_duration("PT24H00M00S"), CellValue::Duration(1.0));
        assert_eq!(iso_duration("PT1H30M"), CellValue::Duration(0.0625));
        assert_eq!(iso_duration("soon"), CellValue::Text("soon".into()));
    }
}
