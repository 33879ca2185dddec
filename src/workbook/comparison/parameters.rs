//! What the scenarios state otherwise, and what each value rests on.

use rust_xlsxwriter::XlsxError;

use crate::findings::ScenarioDifferences;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::stated::maybe_stated;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "参数";

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("取值不同的参数", "Parameters that differ"),
        finding: None,
        note: Some(Text::new("空白表示该情景没有这一项。", "Blank where a scenario has none.")),
        amounts: false,
        frozen: 2,
    };
    let columns = vec![
        Column::new(Kind::Words, 24.0, "情景", "Scenario"),
        Column::new(Kind::Words, 42.0, "参数", "Key"),
        Column::new(Kind::Words, 28.0, "含义", "Meaning"),
        Column::new(Kind::Words, 24.0, "基准取值", "Base"),
        Column::new(Kind::Words, 24.0, "该情景取值", "Scenario"),
        Column::new(Kind::Words, 36.0, "基准依据", "Base rests on"),
        Column::new(Kind::Words, 36.0, "该情景依据", "Scenario rests on"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    for other in &found.others {
        for parameter in &other.parameters {
            let maybe = |words: &Option<String>| words.as_ref().map_or(Cell::Blank, Cell::words);
            sheet.row(
                RowLook::Plain,
                vec![
                    Cell::both(&other.scenario.title),
                    Cell::words(&parameter.key),
                    Cell::both(&parameter.meaning),
                    maybe_stated(&found.names, &parameter.key, parameter.base.as_ref()),
                    maybe_stated(&found.names, &parameter.key, parameter.other.as_ref()),
                    maybe(&parameter.base_source),
                    maybe(&parameter.other_source),
                ],
            )?;
        }
    }
    sheet.keep_numbers_as_words(first)?;
    sheet.filter_from(first)?;
    Ok(sheet)
}
