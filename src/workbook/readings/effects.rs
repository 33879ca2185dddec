//! What each phrase explains of the spread of the combinations.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::lookup::title;

pub(super) const NAME: &str = "解释";

/// The sheet.
pub(super) fn sheet(found: &ReadingPrices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("什么解释了组合之间的差距", "What explains the spread between combinations"),
        finding: None,
        note: Some(Text::new(
            "占全部组合（等权）期望值方差的比例，在全部组合上精确计算。单独解释之和加上全部交互为 100%。",
            "Shares of the variance of expected values over all combinations, equally weighted, exact over the whole table. Those explained alone and all interactions add up to 100%.",
        )),
        amounts: false,
        frozen: 2,
    };
    let columns = vec![
        Column::new(Kind::Words, 34.0, "口径", "Series"),
        Column::new(Kind::Words, 34.0, "问题", "Question"),
        Column::new(Kind::Words, 34.0, "与之交互的问题", "Interacts with"),
        Column::new(Kind::Share, 14.0, "单独解释", "alone"),
        Column::new(Kind::Share, 14.0, "连同交互", "with interactions"),
        Column::new(Kind::Share, 14.0, "两者交互", "of the two"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    let share = |share: Option<f64>| share.map_or_else(Cell::dash, Cell::Share);
    for effects in &found.effects {
        for effect in &effects.switches {
            let mut cells = vec![Cell::both(&effects.series.name), Cell::both(&title(found, &effect.factor))];
            cells.extend([Cell::Blank, share(effect.main), share(effect.total), Cell::Blank]);
            sheet.row(RowLook::Plain, cells)?;
        }
        for pair in &effects.interactions {
            let mut cells = vec![Cell::both(&effects.series.name)];
            cells.extend(pair.factors.iter().map(|name| Cell::both(&title(found, name))));
            cells.extend([Cell::Blank, Cell::Blank, share(pair.share)]);
            sheet.row(RowLook::Plain, cells)?;
        }
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}
