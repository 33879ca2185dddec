//! Values as scenarios and policies state them: numbers as numbers, choices by their names in both languages.

use crate::findings::ChoiceNames;
use crate::scenario_file::option_described;
use crate::tables::stated_value;
use crate::things::{Language, Text, alternative_name};

use super::cell::Cell;
use super::style::Kind;

/// Digits that a cell keeps of a number.
const DIGITS: usize = 15;

/// The value of the parameter at a path: a number or a share that calculates where it is one, else words in both languages.
pub(super) fn stated(names: &ChoiceNames, key: &str, value: &str) -> Cell {
    if let Some(number) = plain_number(value) {
        return Cell::As(Kind::Number, Box::new(Cell::Whole(number)));
    }
    if let Some(digits) = value.strip_suffix('%')
        && plain_number(digits).is_some()
        && let Ok(share) = format!("{digits}e-2").parse()
    {
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        return Cell::As(Kind::Percent(decimals), Box::new(Cell::Share(share)));
    }
    Cell::both(&in_words(names, key, value))
}

/// A value that a parameter may lack.
pub(super) fn maybe_stated(names: &ChoiceNames, key: &str, value: Option<&String>) -> Cell {
    value.map_or(Cell::Blank, |value| stated(names, key, value))
}

/// Values that the parameter at a path may have instead, each with its name: a line for each language.
pub(super) fn alternatives(names: &ChoiceNames, key: &str, alternatives: &[(String, String)]) -> Cell {
    let lines = alternatives.iter().map(|(name, value)| {
        let (name, value) = (alternative_name(name), in_words(names, key, value));
        format!("{}：{}\n{}: {}", name.zh, value.zh, name.en, value.en)
    });
    Cell::words(lines.collect::<Vec<_>>().join("\n"))
}

/// A value in both languages.
fn in_words(names: &ChoiceNames, key: &str, value: &str) -> Text {
    if let Some(option) = option_described(key, value) {
        return option;
    }
    let listed = |language| {
        let parts = value.split(", ").map(|id| {
            let known = names.counties.iter().find(|(county, _)| county == id);
            known.map_or(id, |(_, name)| Language::of(language, name))
        });
        parts.collect::<Vec<_>>().join(language.say("、", ", "))
    };
    // a list of counties has no weights
    if key.ends_with(".counties") && !value.contains(" = ") {
        return Text::new(listed(Language::Chinese), listed(Language::English));
    }
    Text::new(
        stated_value(names, key, value, Language::Chinese),
        stated_value(names, key, value, Language::English),
    )
}

/// A number that a cell holds whole; no day, no amount with its unit, no list.
fn plain_number(value: &str) -> Option<f64> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = whole.len() + decimals.len() <= DIGITS;
    (all_digits(whole) && all_digits(decimals) && fits).then(|| value.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> ChoiceNames {
        ChoiceNames {
            counties: vec![("gaoxin".to_owned(), Text::new("高新区", "High-tech Zone"))],
            ..ChoiceNames::default()
        }
    }

    #[test]
    fn plain_numbers_and_shares_are_numbers() {
        let number = |number| Cell::As(Kind::Number, Box::new(Cell::Whole(number)));
        let share = |share, decimals| Cell::As(Kind::Percent(decimals), Box::new(Cell::Share(share)));
        for (value, cell) in [
            ("0.8", number(0.8)),
            ("2024", number(2024.0)),
            ("-0.5", number(-0.5)),
            ("7%", share(0.07, 0)),
            ("4.35%", share(0.0435, 2)),
        ] {
            assert_eq!(stated(&names(), "x", value), cell, "{value}");
        }
        for value in ["250万元", "2022-01-30", "0.4, 0.8", ".5", "1e5", "-", "%", "1.", "1234567890123456"]
        {
            assert!(matches!(stated(&names(), "x", value), Cell::Words(_)), "{value}");
        }
    }

    #[test]
    fn choices_bear_their_names_in_both_languages() {
        for (key, value, words) in [
            ("pipeline.counties", "gaoxin = 100%", "高新区 100%\nHigh-tech Zone: 100%"),
            ("split.rules[1].counties", "gaoxin, elsewhere", "高新区、elsewhere\nHigh-tech Zone, elsewhere"),
            ("spin_offs.revenue_median", "250万元", "250万元\n2.5 million yuan"),
            ("policy.validity.first_day", "2022-01-30", "2022-01-30"),
        ] {
            assert_eq!(stated(&names(), key, value), Cell::words(words), "{key}");
        }
        let Cell::Words(option) = stated(&names(), "readings.subsidy_start", "unveiled") else {
            panic!("an option is words");
        };
        assert!(!option.contains("unveiled\n") && option.contains('\n'), "{option}");
        let others = [("slow".to_owned(), "2 = 100%".to_owned())];
        assert_eq!(
            alternatives(&names(), "pipeline.count", &others),
            Cell::words("较慢：2 家 100%\nslow: 2: 100%")
        );
    }
}
