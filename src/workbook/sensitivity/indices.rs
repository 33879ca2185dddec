//! Where the spread comes from: indices of parameters and groups, and ignorance against luck.

use rust_xlsxwriter::XlsxError;

use crate::findings::{Index, OutputIndices, ParameterIndices, WithInterval};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "指数";

/// The sheet.
pub(super) fn sheet(found: &ParameterIndices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("差异从哪里来", "Where the spread comes from"),
        finding: None,
        note: Some(Text::new(
            "一阶指数：知道该参数可以消除的方差比例；总指数：其他参数都知道后仍剩下的比例。每一结果的首行为不了解参数在一条路径方差中的占比，其余为随机波动。",
            "First order: the share of the variance that would go if the parameter were known; total: what would remain if all others were. The first row of an outcome is the share of ignorance in the variance of one path; the rest is luck.",
        )),
        amounts: false,
        frozen: 2,
    };
    let share = |zh, en| Column::new(Kind::Share, 12.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 30.0, "结果", "Outcome"),
        Column::new(Kind::Words, 32.0, "参数或组", "Parameter or group"),
        share("一阶", "first"),
        share("下端", "from"),
        share("上端", "to"),
        share("总", "total"),
        share("下端", "from"),
        share("上端", "to"),
        Column::new(Kind::Words, 36.0, "键", "Key"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    for output in &found.outputs {
        write(&mut sheet, output)?;
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn write(sheet: &mut Sheet, output: &OutputIndices) -> Result<(), XlsxError> {
    if let Some(split) = &output.split {
        let mut cells = vec![Cell::both(&output.name), Cell::words("不了解参数的占比\nshare of ignorance")];
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
        cells.extend(estimate(&split.share_of_ignorance));
        cells.push(Cell::Blank);
        sheet.row(RowLook::Sum, cells)?;
    }
    for Index { id, name, first, total } in output.parameters.iter().chain(&output.groups) {
        let mut cells = vec![Cell::both(&output.name), Cell::both(name)];
        cells.extend(estimate(first));
        cells.extend(estimate(total));
        cells.push(Cell::words(id));
        sheet.row(RowLook::Plain, cells)?;
    }
    Ok(())
}

fn estimate(estimate: &WithInterval) -> [Cell; 3] {
    let [low, high] = match estimate.interval {
        Some(ends) => ends.map(Cell::Share),
        None => [Cell::dash(), Cell::dash()],
    };
    [Cell::Share(estimate.value), low, high]
}
