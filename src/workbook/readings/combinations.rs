//! Every combination of readings.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;
use crate::tables::percent;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells::ends;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "组合";

/// The sheet.
pub(super) fn sheet(found: &ReadingPrices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("全部理解组合", "Every combination of readings"),
        finding: None,
        note: Some(Text::new(
            "每行一种组合，选项名与情景文件相同；标记列指出最省、本情景和最贵。",
            "A row for each combination, options by their names in scenario files; the mark names the cheapest, the scenario's own and the dearest.",
        )),
        amounts: true,
        frozen: 1,
    };
    let level = percent(&found.confidence);
    let mut columns = vec![Column::new(Kind::Words, 14.0, "标记", "Mark")];
    let switches = found.switches.iter();
    columns.extend(switches.map(|switch| Column::new(Kind::Words, 20.0, &switch.title.zh, &switch.title.en)));
    for ranking in &found.rankings {
        let amount = |zh: &str, en: &str| Column::new(Kind::Amount, 13.0, zh, en);
        let of_series = vec![
            amount("期望", "mean"),
            amount("与本情景之差", "difference"),
            amount("95% 区间下端", "from"),
            amount("95% 区间上端", "to"),
            amount(&format!("{level} 水平"), "level"),
        ];
        let name = &ranking.series.name;
        columns.extend(Column::under(of_series, &name.zh, &name.en));
    }
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    for position in 0..found.combinations.len() {
        write(&mut sheet, found, position)?;
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn write(sheet: &mut Sheet, found: &ReadingPrices, position: usize) -> Result<(), XlsxError> {
    let combination = &found.combinations[position];
    let mark = found.rankings.first().map_or("", |ranking| {
        match (position == ranking.cheapest, position == ranking.own, position == ranking.dearest) {
            (true, true, _) => "本情景、最省",
            (_, true, true) => "本情景、最贵",
            (true, ..) => "最省",
            (_, true, _) => "本情景",
            (.., true) => "最贵",
            _ => "",
        }
    });
    let mut cells = vec![if mark.is_empty() { Cell::Blank } else { Cell::Mark(mark) }];
    cells.extend(combination.options.iter().map(Cell::words));
    for series in 0..found.rankings.len() {
        cells.push(Cell::Fen(combination.mean_fen[series]));
        cells.push(Cell::Fen(combination.difference_fen[series]));
        cells.extend(ends(combination.difference_interval_fen[series]));
        cells.push(Cell::fen(combination.quantile_fen[series]));
    }
    sheet.row(if mark.is_empty() { RowLook::Plain } else { RowLook::Sum }, cells)?;
    Ok(())
}
