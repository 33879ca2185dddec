//! The last sheet of a study's workbook: what it holds, what its columns mean, and of what it is.

use rust_xlsxwriter::XlsxError;

use crate::things::Text;

use super::cell::Cell;
use super::columns::Column;
use super::frame::Frame;
use super::origin::Origin;
use super::sheet::Sheet;
use super::style::{Kind, RowLook};

/// What the sheet tells: items with their Chinese and English words.
pub(super) struct Guide<'g> {
    pub provenance: Vec<[String; 3]>,
    /// The file that has every number.
    pub file: &'g str,
    pub sheets: &'g [(&'g str, &'g str, &'g str)],
    pub meanings: &'g [(&'g str, &'g str, &'g str)],
}

/// The sheet.
pub(super) fn sheet(origin: &Origin, guide: &Guide<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: "说明",
        title: Text::new("说明", "About this workbook"),
        finding: None,
        note: None,
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 30.0, "项目", "Item"),
        Column::new(Kind::Words, 66.0, "内容", ""),
        Column::new(Kind::Words, 70.0, "Content", ""),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    sheet.part(&Text::new("来源", "Provenance"))?;
    for words in &guide.provenance {
        sheet.row(RowLook::Plain, words.clone().map(Cell::Words).into())?;
    }
    let nature = [
        "性质 Nature".to_owned(),
        format!("情景推算，非官方预测。全部数字取自同一文件夹中的 {}。", guide.file),
        format!(
            "A scenario's figures, no official forecast. All numbers are those of {} in the same folder.",
            guide.file
        ),
    ];
    sheet.row(RowLook::Plain, nature.map(Cell::Words).into())?;
    let program = ["程序 Program".to_owned(), origin.program.clone(), origin.program.clone()];
    sheet.row(RowLook::Plain, program.map(Cell::Words).into())?;
    sheet.part(&Text::new("工作表", "Sheets"))?;
    for (name, zh, en) in guide.sheets {
        sheet.link_row(name, [zh, en])?;
    }
    sheet.part(&Text::new("指标含义", "What the columns mean"))?;
    let amounts = (
        "金额 Amounts",
        "单位为万元，显示两位小数；单元格中的数精确到分。",
        "In 万元 (10,000 yuan), shown with two decimals; a cell's number is exact to the fen.",
    );
    for (item, zh, en) in std::iter::once(&amounts).chain(guide.meanings) {
        sheet.row(RowLook::Plain, [*item, zh, en].map(Cell::words).into())?;
    }
    Ok(sheet)
}
