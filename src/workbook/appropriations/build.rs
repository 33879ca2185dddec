//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::{Appropriations, RuleAppropriations};

use super::super::cell::Cell;
use super::super::origin::Origin;
use super::super::study::Written;
use super::{arrears, cheapest, frontier, guide};

/// The largest amount in fen.
pub(in crate::workbook) fn largest(found: &Appropriations) -> f64 {
    let rules = found.payers.iter().flat_map(|payer| &payer.rules);
    let plans = rules.clone().flat_map(|rule| rule.frontier.iter().chain([&rule.cheapest]));
    let ends = plans.flat_map(|plan| {
        let ends = plan.total_interval_fen().into_iter().flatten();
        ends.chain([plan.total_fen]).map(|fen| fen as f64).collect::<Vec<_>>()
    });
    let given = rules.filter_map(|rule| rule.given.as_ref()).map(|given| given.plan.total_fen as f64);
    ends.chain(given).fold(0.0, f64::max)
}

/// The sheets of the workbook.
pub(in crate::workbook) fn sheets(found: &Appropriations, origin: &Origin) -> Result<Written, XlsxError> {
    Ok(Written {
        kind: "预算安排求解",
        answer: vec![cheapest::sheet(found, origin)?],
        tables: vec![arrears::sheet(found, origin)?, frontier::sheet(found, origin)?],
        rests_on: vec![guide::sheet(found, origin)?],
    })
}

/// How unspent appropriation is carried over.
pub(super) fn rule_words(rule: &RuleAppropriations) -> String {
    match rule.carry_over_years {
        Some(0) => "不结转 nothing carried over".to_owned(),
        Some(years) => format!("结转 {years} 年 carried over for {years}"),
        None => "长期结转 for ever".to_owned(),
    }
}

/// The ends of an interval of whole amounts.
pub(super) fn ends(interval: [Option<i64>; 2]) -> [Cell; 2] {
    interval.map(|end| end.map_or_else(Cell::dash, Cell::fen))
}
