//! Numbers and dates as a finance bureau writes them: 万元 (in English million yuan) with thousands separators, a real
//! minus sign, and chances that are never rounded to nothing or to certainty.

use rust_decimal::Decimal;

use crate::findings::YearLabel;
use crate::tables::{decimal, exact, grouped};
use crate::things::Language;

/// The unit of amounts.
pub(super) fn unit(language: Language) -> &'static str {
    language.say("万元", "million yuan")
}

/// Fen in one unit of amounts.
pub(super) fn fen_in_unit(language: Language) -> u32 {
    match language {
        Language::Chinese => 1_000_000,
        Language::English => 100_000_000,
    }
}

/// An amount in its unit, to so many decimals.
fn in_unit(language: Language, fen: f64, decimals: u32) -> String {
    decimal(exact(fen) / Decimal::from(fen_in_unit(language)), decimals)
}

/// A whole amount, to 100 yuan in Chinese and to 1 万元 in English: exact for what is a multiple of 1 万元.
pub(super) fn amount(language: Language, fen: f64) -> String {
    in_unit(language, fen, 2)
}

/// A statistic, to 100 yuan in Chinese and to 1,000 yuan in English.
pub(super) fn fine(language: Language, fen: f64) -> String {
    in_unit(language, fen, fine_decimals(language))
}

/// A standard error: one that would round to nothing shows as less than the last digit.
pub(super) fn error(language: Language, fen: f64) -> String {
    let decimals = fine_decimals(language);
    let written = fine(language, fen);
    if fen > 0.0 && written.chars().all(|c| matches!(c, '0' | '.')) {
        return format!("<{}1", &written[..=decimals as usize]);
    }
    written
}

const fn fine_decimals(language: Language) -> u32 {
    match language {
        Language::Chinese => 2,
        Language::English => 3,
    }
}

/// An amount with its unit.
pub(super) fn with_unit(language: Language, fen: f64) -> String {
    format!("{} {}", amount(language, fen), unit(language))
}

/// An amount with its unit, and in 亿元 too where it is large.
pub(super) fn in_words(language: Language, fen: f64) -> String {
    const LARGE: f64 = 1e10;
    let plain = with_unit(language, fen);
    match language {
        Language::Chinese if fen.abs() >= LARGE => {
            format!("{plain}（{} 亿元）", decimal(exact(fen) / exact(LARGE), 2))
        }
        _ => plain,
    }
}

/// A share or a chance as a percentage with two decimals.
pub(super) fn percent(share: f64) -> String {
    let written = decimal(exact(share) * Decimal::ONE_HUNDRED, 2);
    match written.as_str() {
        "0.00" if share > 0.0 => "<0.01%".to_owned(),
        "100.00" if share < 1.0 => ">99.99%".to_owned(),
        _ => format!("{written}%"),
    }
}

/// A ratio with three decimals.
pub(super) fn ratio(value: f64) -> String {
    decimal(exact(value), 3)
}

/// A decimal probability in text as a percentage: `0.95` is `95%`.
pub(super) fn level(p: &str) -> String {
    match p.parse::<Decimal>() {
        Ok(value) => format!("{}%", (value * Decimal::ONE_HUNDRED).normalize()),
        Err(_) => p.to_owned(),
    }
}

/// A whole number with thousands separators.
pub(super) fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A day `2022-01-30` as it is written in a text; anything else as it is.
pub(super) fn date(language: Language, day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Option<Vec<usize>> = day.split('-').map(|part| part.parse().ok()).collect();
    match (parts.as_deref(), language) {
        (Some([year, month, day]), Language::Chinese) => format!("{year}年{month}月{day}日"),
        (Some([year, month @ 1..=12, day]), Language::English) => {
            format!("{day} {} {year}", MONTHS[month - 1])
        }
        _ => day.to_owned(),
    }
}

/// A year or the sum of years, as the head of a row or column.
pub(super) fn year(language: Language, year: YearLabel) -> String {
    match year {
        YearLabel::Year(year) => year.to_string(),
        YearLabel::AfterHorizon => language.say("以后年度", "later").to_owned(),
        YearLabel::Horizon => language.say("各年合计", "all years").to_owned(),
        YearLabel::All => language.say("全部年度", "in all").to_owned(),
    }
}

/// A span between two written ends.
pub(super) fn span(language: Language, low: &str, high: &str) -> String {
    // a dash beside a minus sign would be read as another
    let between = if low.starts_with('−') || high.starts_with('−') {
        language.say(" 至 ", " to ")
    } else {
        language.say("—", "–")
    };
    format!("{low}{between}{high}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_house_style() {
        use Language::{Chinese, English};
        assert_eq!(amount(Chinese, 123_456_000_000.0), "123,456.00");
        assert_eq!(amount(English, 1_250_000_000.0), "12.50");
        assert_eq!(amount(Chinese, -1_500_000.0), "−1.50");
        assert_eq!(amount(Chinese, -0.1), "0.00");
        // a half, which no binary fraction holds
        assert_eq!(
            [fine(Chinese, 1_380_955_000.0), fine(Chinese, 2_412_385_000.0)],
            ["1,380.96", "2,412.39"]
        );
        assert_eq!(fine(English, 123_456_000_000.0), "1,234.560");
        assert_eq!(in_words(Chinese, 11_045_000_000.0), "11,045.00 万元（1.10 亿元）");
        assert_eq!(in_words(Chinese, 9_999_000_000.0), "9,999.00 万元");
        assert_eq!(date(Chinese, "2022-01-30"), "2022年1月30日");
        assert_eq!(date(English, "2022-01-30"), "30 January 2022");
        assert_eq!(level("0.995"), "99.5%");
    }

    #[test]
    fn what_is_small_is_not_written_as_nothing() {
        use Language::{Chinese, English};
        assert_eq!(
            [error(Chinese, 0.0), error(Chinese, 100.0), error(Chinese, 1e6)],
            ["0.00", "<0.01", "1.00"]
        );
        assert_eq!([error(English, 0.0), error(English, 100.0)], ["0.000", "<0.001"]);
        assert_eq!([percent(0.0), percent(1e-6), percent(0.44772)], ["0.00%", "<0.01%", "44.77%"]);
        assert_eq!([percent(1.0), percent(1.0 - 1e-7)], ["100.00%", ">99.99%"]);
    }
}
