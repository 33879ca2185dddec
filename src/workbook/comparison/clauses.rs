//! From the base's obligations to another's, clause by clause.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{ScenarioDifference, ScenarioDifferences, WaterfallStep};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells::{ends, verdict};
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "条款";

/// Where the columns stand that formulas read.
const BEFORE: u16 = 2;
const DIFFERENCE: u16 = 3;
const AFTER: u16 = 4;

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("逐条款的差额", "Differences clause by clause"),
        finding: None,
        note: Some(Text::new(
            "全部应付义务的期望值从基准到该情景逐条款累计。“此后”为公式：此前 + 差额；下一行的“此前”即上一行的“此后”。末行核对：累计 − 该情景期望，应为 0。",
            "Expected obligations from the base to the scenario. After is a formula: before + difference; each before is the after above it. The last row checks what is reached less the scenario's mean, which is 0.",
        )),
        amounts: true,
        frozen: 2,
    };
    let amount = |zh, en| Column::new(Kind::Amount, 14.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 34.0, "项目", "Item"),
        Column::new(Kind::Words, 14.0, "条文", "Article"),
        amount("此前", "before"),
        amount("差额", "difference"),
        amount("此后", "after"),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
        Column::new(Kind::Words, 15.0, "结论", "Verdict"),
        Column::new(Kind::Check, 10.0, "核对", "Check"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    for other in &found.others {
        sheet.part(&other.scenario.title)?;
        write(&mut sheet, found, other)?;
    }
    Ok(sheet)
}

fn write(
    sheet: &mut Sheet,
    found: &ScenarioDifferences,
    other: &ScenarioDifference,
) -> Result<(), XlsxError> {
    let steps = &other.waterfall;
    let mut above = end(sheet, &found.base.title, Cell::Fen(steps.base_mean_fen), None)?;
    for step in &steps.steps {
        above = write_step(sheet, found, step, above)?;
    }
    let reached = row_col_to_cell(above, AFTER);
    let check = format!("ROUND({reached}-{},6)", row_col_to_cell(sheet.row, AFTER));
    let last = steps.steps.last().map_or(steps.base_mean_fen, |step| step.after_fen);
    let left = (last - steps.other_mean_fen).round() / 1e6;
    end(sheet, &other.scenario.title, Cell::Fen(steps.other_mean_fen), Some(Cell::Formula(check, left)))?;
    Ok(())
}

/// A row with a scenario's mean.
fn end(sheet: &mut Sheet, name: &Text, mean: Cell, check: Option<Cell>) -> Result<u32, XlsxError> {
    let mut cells = vec![Cell::both(name), Cell::Blank, Cell::Blank, Cell::Blank, mean];
    cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, check.unwrap_or(Cell::Blank)]);
    sheet.row(RowLook::Sum, cells)
}

fn write_step(
    sheet: &mut Sheet,
    found: &ScenarioDifferences,
    step: &WaterfallStep,
    above: u32,
) -> Result<u32, XlsxError> {
    let clause = found.clauses.iter().find(|clause| clause.id == step.clause);
    let row = sheet.row;
    let at = |column| row_col_to_cell(row, column);
    let [low, high] = ends(step.interval_fen);
    let cells = vec![
        clause.map_or_else(|| Cell::words(&step.clause), |clause| Cell::both(&clause.title)),
        clause.map_or(Cell::Blank, |clause| Cell::words(&clause.article)),
        Cell::Formula(row_col_to_cell(above, AFTER), step.before_fen / 1e6),
        Cell::Fen(step.difference_fen),
        Cell::Formula(format!("{}+{}", at(BEFORE), at(DIFFERENCE)), step.after_fen / 1e6),
        low,
        high,
        verdict(step.interval_fen),
        Cell::Blank,
    ];
    sheet.row(RowLook::Plain, cells)
}
