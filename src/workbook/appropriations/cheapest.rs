//! The answer: the cheapest appropriations of each payer that keep arrears rare.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{Appropriations, RuleAppropriations};
use crate::tables::percent;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::build::{ends, rule_words};

pub(super) const NAME: &str = "最省安排";

/// The first column of years.
const FIRST: u16 = 2;

/// The sheet.
pub(super) fn sheet(found: &Appropriations, origin: &Origin) -> Result<Sheet, XlsxError> {
    let level = percent(&found.chance);
    let frame = Frame {
        name: NAME,
        title: Text::new("最省的安排", "The cheapest appropriations"),
        finding: None,
        note: Some(Text::new(
            format!(
                "每年年末欠付的概率都不超过 {level} 的最小整万元数，每一支付方单独求解。合计为公式；各方的安排不能相加成合并所需。"
            ),
            format!(
                "The smallest whole 万元 that keep the chance of arrears within {level} in every year, each payer by itself. Totals are formulas; what payers need alone does not add up to what they need together."
            ),
        )),
        amounts: true,
        frozen: 2,
    };
    let amount = |zh: &str, en: &str| Column::new(Kind::Amount, 14.0, zh, en);
    let mut columns = vec![
        Column::new(Kind::Words, 30.0, "支付方", "Payer"),
        Column::new(Kind::Words, 26.0, "结转", "Carry-over"),
    ];
    columns.extend((found.first_year..=found.last_year).map(|year| amount(&year.to_string(), "")));
    columns.push(Column::new(Kind::Chosen, 15.0, "合计", "total"));
    columns.extend([amount("95% 区间下端", "from"), amount("95% 区间上端", "to")]);
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    for payer in &found.payers {
        for rule in &payer.rules {
            write(&mut sheet, &payer.name, rule)?;
        }
    }
    Ok(sheet)
}

fn write(sheet: &mut Sheet, payer: &Text, rule: &RuleAppropriations) -> Result<(), XlsxError> {
    let (row, plan) = (sheet.row, &rule.cheapest);
    let mut cells = vec![Cell::both(payer), Cell::words(rule_words(rule))];
    cells.extend(plan.appropriations_fen.iter().map(|fen| Cell::fen(*fen)));
    let years =
        (FIRST..FIRST + plan.appropriations_fen.len() as u16).map(|column| row_col_to_cell(row, column));
    let sum = years.collect::<Vec<_>>().join("+");
    cells.push(Cell::Formula(sum, plan.total_fen as f64 / 1e6));
    cells.extend(ends(plan.total_interval_fen()));
    sheet.row(RowLook::Plain, cells)?;
    Ok(())
}
