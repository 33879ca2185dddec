//! What a file states, as people write it: choices by their names, and amounts in the unit of the language.

use rust_decimal::Decimal;

use crate::findings::ChoiceNames;
use crate::things::{Language, Text, market_name, prize_name};

/// The value of the parameter at a path as a text: `gaoxin = 30%, hongqi = 10%` becomes 高新区 30%、红旗区 10%.
pub fn stated_value(names: &ChoiceNames, key: &str, value: &str, language: Language) -> String {
    let parts = value.split(", ").map(|part| match part.split_once(" = ") {
        Some((choice, weight)) => {
            let choice = chosen(names, key, choice, language);
            let between = if language == Language::Chinese { " " } else { ": " };
            format!("{choice}{between}{}", amount(weight, language))
        }
        None => amount(part, language),
    });
    parts.collect::<Vec<_>>().join(language.say("、", ", "))
}

/// A choice by its name, where it has one: numbers, years and days have none.
fn chosen(names: &ChoiceNames, key: &str, choice: &str, language: Language) -> String {
    let stated = |known: &[(String, Text)]| {
        known.iter().find(|(id, _)| id == choice).map_or_else(|| Text::same(choice), |(_, name)| name.clone())
    };
    let name = match key.rsplit('.').next().unwrap_or_default() {
        "counties" => stated(&names.counties),
        "sectors" => stated(&names.sectors),
        "direct_markets" | "neeq_markets" => market_name(choice),
        "prizes" => prize_name(choice),
        "count" => Text::new(format!("{choice} 家"), choice),
        _ if key.starts_with("lags.") => lag(choice),
        "accreditation_years" | "climate" | "appropriations" => Text::new(format!("{choice} 年"), choice),
        _ => Text::same(choice),
    };
    language.of(&name).to_owned()
}

/// So many years from claim to payment.
fn lag(years: &str) -> Text {
    match years {
        "never" => Text::new("不兑付", "never"),
        "0" => Text::new("当年", "same year"),
        "1" => Text::new("1 年后", "1 year"),
        years => Text::new(format!("{years} 年后"), format!("{years} years")),
    }
}

/// `250万元` is 2.5 million yuan in English; whatever is no amount stays as it is.
fn amount(written: &str, language: Language) -> String {
    if language == Language::Chinese {
        return written.to_owned();
    }
    let units = [("万元", Decimal::new(1, 2)), ("亿元", Decimal::new(100, 0))];
    let found = units.iter().find_map(|(unit, million)| {
        let number: Decimal = written.strip_suffix(unit)?.trim().replace(',', "").parse().ok()?;
        Some(format!("{} million yuan", (number * million).normalize()))
    });
    found.unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_and_amounts_are_written_as_people_write_them() {
        let names = ChoiceNames {
            counties: vec![("gaoxin".to_owned(), Text::new("高新区", "High-tech Zone"))],
            sectors: vec![("materials".to_owned(), Text::new("新材料", "Advanced materials"))],
        };
        for (key, value, zh, en) in [
            (
                "pipeline.counties",
                "gaoxin = 30%, x = 70%",
                "高新区 30%、x 70%",
                "High-tech Zone: 30%, x: 70%",
            ),
            ("pipeline.sectors", "materials = 100%", "新材料 100%", "Advanced materials: 100%"),
            ("pipeline.count", "2 = 60%, 3 = 40%", "2 家 60%、3 家 40%", "2: 60%, 3: 40%"),
            ("lags.award", "0 = 90%, never = 10%", "当年 90%、不兑付 10%", "same year: 90%, never: 10%"),
            ("awards.national.prizes", "first = 12%", "一等奖 12%", "first prize: 12%"),
            ("listing.exchange.direct_markets", "SZSE = 100%", "深交所 100%", "Shenzhen: 100%"),
            ("spin_offs.revenue_median", "250万元", "250万元", "2.5 million yuan"),
            ("spin_offs.revenue_median", "1亿元", "1亿元", "100 million yuan"),
            ("spin_offs.formation_ramp", "0.4, 0.8", "0.4、0.8", "0.4, 0.8"),
            ("spin_offs.formation_rate", "0.8", "0.8", "0.8"),
        ] {
            assert_eq!(stated_value(&names, key, value, Language::Chinese), zh, "{key}");
            assert_eq!(stated_value(&names, key, value, Language::English), en, "{key}");
        }
    }
}
