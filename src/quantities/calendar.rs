//! Days and years. A year is both the calendar and the fiscal year.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::QuantityError;
use crate::language::both;

/// A calendar year, which in China is the fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(i16);

impl Year {
    /// The year, 1 to 9999.
    ///
    /// # Errors
    /// Years outside 1..=9999.
    pub fn new(year: i64) -> Result<Self, QuantityError> {
        match i16::try_from(year) {
            Ok(year @ 1..=9999) => Ok(Year(year)),
            _ => Err(QuantityError(both!(
                "{year} 不是年份：须在 1 到 9999 之间",
                "{year} is no year: it must lie in 1 to 9999"
            ))),
        }
    }

    /// The number of the year.
    pub const fn number(self) -> i32 {
        self.0 as i32
    }

    /// The year `years` later (earlier if negative).
    pub fn plus(self, years: i32) -> Year {
        Year(i16::try_from(i32::from(self.0) + years).expect("years of a run stay far inside the calendar"))
    }

    /// Whether the year has a 29 February.
    pub const fn is_leap(self) -> bool {
        (self.0 % 4 == 0 && self.0 % 100 != 0) || self.0 % 400 == 0
    }

    /// 365 or 366.
    pub const fn days(self) -> u16 {
        if self.is_leap() { 366 } else { 365 }
    }

    /// 1 January.
    pub const fn first_day(self) -> Date {
        Date { year: self.0, ordinal: 1 }
    }

    /// 31 December.
    pub const fn last_day(self) -> Date {
        Date { year: self.0, ordinal: self.days() }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A calendar day, kept as year and day of the year, so that days drawn within a year cost one addition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    ordinal: u16,
}

impl Date {
    /// The last day of the calendar, 9999-12-31.
    pub const LAST: Date = Date { year: 9999, ordinal: 365 };

    /// The day `year`-`month`-`day`.
    ///
    /// # Errors
    /// Days that the calendar does not have.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, QuantityError> {
        civil::Date::new(year, month, day).map(Date::from).map_err(|_| {
            QuantityError(both!(
                "{year:04}-{month:02}-{day:02} 不是日历上的日期",
                "{year:04}-{month:02}-{day:02} is no day of the calendar"
            ))
        })
    }

    /// Reads `2022-01-30`.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        text.trim().parse::<civil::Date>().map(Date::from).map_err(|_| {
            QuantityError(both!(
                "\"{text}\" 不是日期；请写如 2022-01-30",
                "\"{text}\" is no date: write it like 2022-01-30"
            ))
        })
    }

    /// Day `ordinal` (1 = 1 January) of a year.
    ///
    /// # Panics
    /// When the year has no such day.
    pub fn of_year(year: Year, ordinal: u16) -> Self {
        assert!((1..=year.days()).contains(&ordinal), "{year} has no day {ordinal}");
        Date { year: year.0, ordinal }
    }

    /// The days from 1 January of year 1 to this day.
    pub const fn number(self) -> i64 {
        let years = self.year as i64 - 1;
        years * 365 + years / 4 - years / 100 + years / 400 + self.ordinal as i64 - 1
    }

    /// The day of a number, [`Date::number`].
    ///
    /// # Errors
    /// Numbers of days before year 1 and after 9999.
    pub fn of_number(number: i64) -> Result<Self, QuantityError> {
        let refused =
            || QuantityError(both!("第 {number} 天超出日历", "day {number} lies outside the calendar"));
        if !(0..=Date::LAST.number()).contains(&number) {
            return Err(refused());
        }
        // a year has at most 366 days: never too late a year
        let mut year = Year::new(number / 366 + 1)?;
        while year.last_day().number() < number {
            year = year.plus(1);
        }
        let ordinal = number - year.first_day().number() + 1;
        Ok(Date::of_year(year, u16::try_from(ordinal).map_err(|_| refused())?))
    }

    /// The year of the day.
    pub const fn year(self) -> Year {
        Year(self.year)
    }

    /// The day's number in its year, 1 to 366.
    pub const fn ordinal(self) -> u16 {
        self.ordinal
    }

    /// Days from this day to 31 December of its year, both included.
    pub const fn days_left_in_year(self) -> u16 {
        self.year().days() - self.ordinal + 1
    }

    /// The same day `years` later; 29 February becomes 28 February where the year has no 29th.
    pub fn plus_years(self, years: i32) -> Date {
        const FEBRUARY_28: u16 = 59;
        let target = self.year().plus(years);
        let leap_shift = |year: Year| u16::from(year.is_leap());
        let ordinal = if self.ordinal <= FEBRUARY_28 {
            self.ordinal
        } else if self.year().is_leap() && self.ordinal == FEBRUARY_28 + 1 {
            FEBRUARY_28 + leap_shift(target)
        } else {
            self.ordinal - leap_shift(self.year()) + leap_shift(target)
        };
        Date { year: target.0, ordinal }
    }

    fn civil(self) -> civil::Date {
        civil::Date::new(self.year, 1, 1)
            .and_then(|first| first.checked_add(jiff::Span::new().days(i64::from(self.ordinal) - 1)))
            .expect("a date is built only for days that exist")
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Date { year: date.year(), ordinal: date.day_of_year().unsigned_abs() }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day of every year, such as the last day for reporting last year's accounts. Not 29 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// Reads `04-30`.
    ///
    /// # Errors
    /// Anything that is not a day of every year.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let error = || {
            QuantityError(both!(
                "\"{text}\" 不是每年都有的一天；请写月和日，如 \"04-30\"",
                "\"{text}\" is no day of every year: write month and day like \"04-30\""
            ))
        };
        let (month, day) = text.trim().split_once('-').ok_or_else(error)?;
        let (month, day) = (month.parse().map_err(|_| error())?, day.parse().map_err(|_| error())?);
        // 2023 has no 29 February
        civil::Date::new(2023, month, day).map_err(|_| error())?;
        Ok(MonthDay { month, day })
    }

    /// The day in a given year.
    pub fn in_year(self, year: Year) -> Date {
        Date::new(year.0, self.month, self.day).expect("a day that every year has")
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// The years of a run, `first` to `last`, 1 to 30 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Horizon {
    first: Year,
    last: Year,
}

impl Horizon {
    /// The most years that a run may have.
    pub const MOST_YEARS: usize = 30;

    /// The years `first..=last`.
    ///
    /// # Errors
    /// No year at all, or more than [`Horizon::MOST_YEARS`].
    pub fn new(first: Year, last: Year) -> Result<Self, QuantityError> {
        if last < first {
            return Err(QuantityError(both!(
                "末年 {last} 早于首年 {first}；请按先后顺序写首年与末年",
                "the last year {last} lies before the first, {first}: write the earlier year first"
            )));
        }
        let (years, most) = (last.number() - first.number() + 1, Horizon::MOST_YEARS);
        if years > most as i32 {
            return Err(QuantityError(both!(
                "{first} 年至 {last} 年共 {years} 年：模拟期最多 {most} 年",
                "{first} to {last} has {years} years: a horizon has at most {most} years"
            )));
        }
        Ok(Horizon { first, last })
    }

    /// The first year.
    pub const fn first(self) -> Year {
        self.first
    }

    /// The last year.
    pub const fn last(self) -> Year {
        self.last
    }

    /// How many years.
    pub const fn len(self) -> usize {
        (self.last.0 - self.first.0 + 1) as usize
    }

    /// Never: a horizon has at least one year.
    pub const fn is_empty(self) -> bool {
        false
    }

    /// The years in order.
    pub fn years(self) -> impl DoubleEndedIterator<Item = Year> + Clone {
        (self.first.0..=self.last.0).map(Year)
    }

    /// Whether the year is one of the horizon's.
    pub fn contains(self, year: Year) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// The position of a year of the horizon, from 0.
    pub fn index(self, year: Year) -> Option<usize> {
        self.contains(year).then(|| (year.0 - self.first.0) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_without_a_gap() {
        let mut expected = Date::new(1899, 12, 31).unwrap().number();
        // 693,595 days lie between 0001-01-01 and 1900-01-01: 1,899 years with 460 leap days
        assert_eq!(expected + 1, 1899 * 365 + 460);
        for year in 1900..=2101 {
            for ordinal in 1..=Year(year).days() {
                expected += 1;
                let date = Date::of_year(Year(year), ordinal);
                assert_eq!((date.number(), Date::of_number(expected)), (expected, Ok(date)));
            }
        }
        assert_eq!(Date::of_number(Date::LAST.number()), Ok(Date::LAST));
        assert!(Date::of_number(-1).is_err() && Date::of_number(Date::LAST.number() + 1).is_err());
    }

    #[test]
    fn adding_years_agrees_with_the_calendar_library_on_every_day() {
        for year in [1896, 1900, 1999, 2000, 2023, 2024] {
            for ordinal in 1..=Year(year).days() {
                let date = Date::of_year(Year(year), ordinal);
                for years in [-4, -1, 0, 1, 2, 3, 4, 5] {
                    let expected = date.civil().checked_add(jiff::Span::new().years(years)).unwrap();
                    assert_eq!(date.plus_years(years), Date::from(expected), "{date} + {years} years");
                }
            }
        }
        let leap_day = Date::parse("2024-02-29").unwrap();
        assert_eq!(leap_day.plus_years(1).to_string(), "2025-02-28");
        assert_eq!(leap_day.plus_years(4).to_string(), "2028-02-29");
    }

    #[test]
    fn days_left_count_both_ends() {
        assert_eq!(Date::parse("2022-12-31").unwrap().days_left_in_year(), 1);
        assert_eq!(Date::parse("2023-01-01").unwrap().days_left_in_year(), 365);
        assert_eq!(Date::parse("2024-01-01").unwrap().days_left_in_year(), 366);
    }

    #[test]
    fn malformed_days_and_horizons_are_refused() {
        for wrong in ["2023-02-29", "2023-13-01", "30/01/2022", ""] {
            assert!(Date::parse(wrong).is_err(), "{wrong:?} must be refused");
        }
        assert!(MonthDay::parse("02-29").is_err() && MonthDay::parse("4").is_err());
        assert_eq!(MonthDay::parse("04-30").unwrap().in_year(Year(2025)).to_string(), "2025-04-30");
        let year = |n| Year::new(n).unwrap();
        assert!(Horizon::new(year(2025), year(2022)).is_err());
        assert!(Horizon::new(year(2000), year(2030)).is_err());
        assert_eq!(Horizon::new(year(2001), year(2030)).unwrap().len(), 30);
    }
}
