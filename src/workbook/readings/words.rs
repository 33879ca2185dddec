//! The words that each question rests on, and how they can be read.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "文字";

/// The sheet.
pub(super) fn sheet(found: &ReadingPrices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("所依据的文字", "The words they rest on"),
        finding: None,
        note: None,
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 32.0, "问题", "Question"),
        Column::new(Kind::Words, 36.0, "理解", "Reading"),
        Column::new(Kind::Words, 14.0, "本情景", "Own"),
        Column::new(Kind::Words, 14.0, "条", "Article"),
        Column::new(Kind::Words, 64.0, "原文", "Words"),
        Column::new(Kind::Words, 22.0, "开关", "Switch"),
        Column::new(Kind::Words, 18.0, "选项", "Option"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    for switch in &found.switches {
        for (name, meaning) in &switch.options {
            let own = if *name == switch.own { Cell::Mark("本情景") } else { Cell::Blank };
            let cells = vec![
                Cell::both(&switch.title),
                Cell::both(meaning),
                own,
                Cell::words(&switch.article),
                Cell::words(&switch.words),
                Cell::words(&switch.switch),
                Cell::words(name),
            ];
            sheet.row(RowLook::Plain, cells)?;
        }
    }
    Ok(sheet)
}
