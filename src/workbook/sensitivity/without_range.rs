//! Estimates that have no range, and are not varied.

use rust_xlsxwriter::XlsxError;

use crate::findings::Sensitivity;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::stated::stated;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "未变动";

/// The sheet.
pub(super) fn sheet(found: &Sensitivity, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("没有范围、未予变动的估计", "Estimates without a range, which are not varied"),
        finding: None,
        note: None,
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 40.0, "参数", "Parameter"),
        Column::new(Kind::Words, 40.0, "取值", "Value"),
        Column::new(Kind::Words, 50.0, "键", "Key"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    for parameter in &found.without_range {
        let cells = vec![
            Cell::both(&parameter.name),
            stated(&found.names, &parameter.key, &parameter.value),
            Cell::words(&parameter.key),
        ];
        sheet.row(RowLook::Plain, cells)?;
    }
    sheet.keep_numbers_as_words(first)?;
    Ok(sheet)
}
