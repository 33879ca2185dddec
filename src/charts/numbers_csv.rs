//! The numbers behind a picture as a CSV file.

use crate::tables::CsvText;
use crate::things::{Language, Text};

use super::numbers::{Number, NumberColumn, NumberUnit, Numbers};

/// The numbers as CSV: heads in both languages with the unit and, in brackets, the column's stable key; words in one
/// language; amounts in 万元, exact to the fen; shares and chances from 0 to 1.
pub fn numbers_csv(numbers: &Numbers, language: Language) -> Vec<u8> {
    let mut text = CsvText::new();
    text.row(numbers.columns.iter().map(head));
    for row in &numbers.rows {
        text.row(row.iter().map(|number| cell(number, language)));
    }
    text.finish()
}

fn head(column: &NumberColumn) -> String {
    let Text { zh, en } = &column.name;
    let (zh_unit, en_unit) = match column.unit {
        NumberUnit::Money => ("（万元）", " (10,000 yuan)"),
        NumberUnit::Share => ("（0 至 1）", " (0 to 1)"),
        NumberUnit::Count => ("（条）", ""),
        NumberUnit::Words | NumberUnit::Whole | NumberUnit::Year => ("", ""),
    };
    format!("{zh}{zh_unit} {en}{en_unit} [{}]", column.key)
}

fn cell(number: &Number, language: Language) -> String {
    match number {
        Number::Words(text) => language.of(text).to_owned(),
        // a fen is 0.000001 万元
        Number::Fen(fen) => plain(fen / 1e6),
        Number::Share(share) => plain(*share),
        Number::Count(count) => count.to_string(),
        Number::Year(year) => year.to_string(),
        Number::Nothing => String::new(),
    }
}

/// A number with at most six decimals and none that says nothing.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_in_wan_and_words_cannot_run() {
        let column = |key, unit| NumberColumn::new(key, "列", "column", unit);
        let numbers = Numbers {
            title: Text::default(),
            columns: vec![column("part", NumberUnit::Words), column("amount", NumberUnit::Money)],
            rows: vec![
                vec![Number::Words(Text::new("甲", "=1+1")), Number::Fen(12_345_678_901.0)],
                vec![Number::Words(Text::new("乙", "a\"b")), Number::Nothing],
                vec![Number::Words(Text::new("丙", "c")), Number::Fen(-0.25)],
                vec![Number::Words(Text::new("丁", "d")), Number::Fen(1_500_000_000.0)],
            ],
        };
        let text = String::from_utf8(numbers_csv(&numbers, Language::English)).expect("UTF-8");
        let head = "列 column [part],\"列（万元） column (10,000 yuan) [amount]\"";
        assert_eq!(text, format!("\u{feff}{head}\r\n'=1+1,12345.678901\r\n\"a\"\"b\",\r\nc,0\r\nd,1500\r\n"));
    }
}
