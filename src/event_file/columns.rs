//! The columns of a table of events, in Chinese or English, in any order.

use crate::files::diagnostics::{Fault, meant, nearest};
use crate::language::{Text, both};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Date,
    Institute,
    Firm,
    Event,
    Amount,
    Category,
    County,
    Results,
    Transfers,
    Captive,
    Invested,
    Note,
}

pub(super) struct Heading {
    pub column: Column,
    pub en: &'static str,
    pub zh: &'static str,
}

/// Every column in the order of the template.
pub(super) const HEADINGS: [Heading; 12] = [
    Heading { column: Column::Date, en: "date", zh: "日期" },
    Heading { column: Column::Institute, en: "institute", zh: "产研院" },
    Heading { column: Column::Firm, en: "firm", zh: "企业" },
    Heading { column: Column::Event, en: "event", zh: "事项" },
    Heading { column: Column::Amount, en: "amount", zh: "金额" },
    Heading { column: Column::Category, en: "category", zh: "类别" },
    Heading { column: Column::County, en: "county", zh: "县（市、区）" },
    Heading { column: Column::Results, en: "results", zh: "新研发科技成果" },
    Heading { column: Column::Transfers, en: "transfers", zh: "转移转化技术" },
    Heading { column: Column::Captive, en: "captive", zh: "牵头企业分立" },
    Heading { column: Column::Invested, en: "invested", zh: "投资日期" },
    Heading { column: Column::Note, en: "note", zh: "备注" },
];

/// Columns that every table must have.
pub(super) const NEEDED: [Column; 3] = [Column::Date, Column::Institute, Column::Event];

/// The heading of a column.
pub(super) fn heading(column: Column) -> &'static Heading {
    HEADINGS.iter().find(|heading| heading.column == column).expect("every column has a heading")
}

/// The column of a heading, and for the amounts the unit that it may name, as in `金额（万元）`.
pub(super) fn column_of(cell: &str) -> Result<(Column, Option<&'static str>), Fault> {
    let plain = cell.trim();
    if let Some(heading) = HEADINGS.iter().find(|heading| names(heading, plain)) {
        return Ok((heading.column, None));
    }
    let amounts = heading(Column::Amount);
    for (unit, words) in [("亿元", ["亿元"]), ("万元", ["万元"]), ("元", ["元"])] {
        for word in words {
            for name in [amounts.zh, amounts.en] {
                let forms =
                    [format!("{name}（{word}）"), format!("{name}({word})"), format!("{name} ({word})")];
                if forms.iter().any(|form| form == plain) {
                    return Ok((Column::Amount, Some(unit)));
                }
            }
        }
    }
    let known: Vec<&str> = HEADINGS.iter().flat_map(|heading| [heading.zh, heading.en]).collect();
    let right = match nearest(plain, known.iter().copied()) {
        Some(candidate) => meant(candidate),
        None => {
            let listed: Vec<String> =
                HEADINGS.iter().map(|heading| format!("{} {}", heading.zh, heading.en)).collect();
            Text::new(
                format!("此处可用：{}", listed.join("、")),
                format!("known here: {}", listed.join(", ")),
            )
        }
    };
    let quoted = crate::files::tree::quoted(plain);
    Err(Fault::new(both!("没有名为 {quoted} 的列", "unknown column {quoted}"), right))
}

fn names(heading: &Heading, cell: &str) -> bool {
    heading.zh == cell
        || heading.en.eq_ignore_ascii_case(cell)
        || (heading.column == Column::County && cell == "县区")
}
