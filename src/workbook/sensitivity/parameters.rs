//! The answer: what each parameter's range alone changes.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{Change, ParameterSensitivity, Sensitivity, VariationFinding};
use crate::tables::percent;
use crate::things::{Text, alternative_name};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells::{ends, verdict};
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::stated::stated;
use super::super::style::{Kind, RowLook};

pub(super) const NAME: &str = "影响";

/// Where the columns stand that the formula reads.
const OWN: u16 = 6;
const MEAN: u16 = 7;

/// The sheet.
pub(super) fn sheet(found: &Sensitivity, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("每项参数的影响", "What each parameter does"),
        finding: None,
        note: Some(Text::new(
            "每项参数单独取一个变动值，在相同的路径上与本情景比较；按对应付义务期望的影响排列。“增减”为公式：期望 − 本情景；区间含 0 的为“无差别”。",
            "Each parameter alone at one value, against the scenario on the same paths, by what it does to expected obligations. The change is a formula: mean − own; where the interval holds 0 there is none.",
        )),
        amounts: true,
        frozen: 2,
    };
    let mut sheet = Sheet::new(origin, &frame, columns(found))?;
    let first = sheet.row;
    for (rank, parameter) in found.parameters.iter().enumerate() {
        for variation in &parameter.variations {
            for output in 0..2 {
                write(&mut sheet, found, (rank, parameter), variation, output)?;
            }
        }
    }
    sheet.keep_numbers_as_words(first)?;
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn columns(found: &Sensitivity) -> Vec<Column> {
    let amount = |zh: &str, en: &str| Column::new(Kind::Amount, 13.0, zh, en);
    let level = percent(&found.confidence);
    vec![
        Column::new(Kind::Count, 7.0, "次序", "Rank"),
        Column::new(Kind::Words, 28.0, "参数", "Parameter"),
        Column::new(Kind::Words, 22.0, "情景取值", "Own value"),
        Column::new(Kind::Words, 12.0, "变动", "Variation"),
        Column::new(Kind::Words, 22.0, "取值", "Value"),
        Column::new(Kind::Words, 24.0, "口径", "Output"),
        amount("本情景期望", "own mean"),
        amount("期望", "mean"),
        amount("增减", "change"),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
        Column::new(Kind::Words, 15.0, "结论", "Verdict"),
        amount(&format!("{level} 水平增减"), "level's change"),
        amount("区间下端", "from"),
        amount("区间上端", "to"),
        Column::new(Kind::Share, 12.0, "欠付概率增减", "arrears' chance"),
        Column::new(Kind::Words, 36.0, "键", "Key"),
        Column::new(Kind::Words, 36.0, "来源", "Source"),
    ]
}

fn write(
    sheet: &mut Sheet,
    found: &Sensitivity,
    (rank, parameter): (usize, &ParameterSensitivity),
    variation: &VariationFinding,
    output: usize,
) -> Result<(), XlsxError> {
    let (name, own, change): (&str, f64, &Change) = match output {
        0 => ("应付义务 All obligations", found.base.obligations.mean_fen, &variation.obligations),
        _ => ("专项资金期内支出 The fund's cash", found.base.cash.mean_fen, &variation.cash),
    };
    let row = sheet.row;
    let formula = format!("{}-{}", row_col_to_cell(row, MEAN), row_col_to_cell(row, OWN));
    let [low, high] = ends(change.difference_interval_fen);
    let [quantile_low, quantile_high] = ends(change.quantile_interval_fen);
    let arrears = variation.chances.first().filter(|_| output == 1);
    let source = parameter.source.as_ref().map_or(Cell::Blank, Cell::words);
    sheet.row(
        RowLook::Plain,
        vec![
            Cell::count(rank as u64 + 1),
            Cell::both(&parameter.name),
            stated(&found.names, &parameter.key, &parameter.value),
            Cell::both(&alternative_name(&variation.name)),
            stated(&found.names, &parameter.key, &variation.value),
            Cell::words(name),
            Cell::Fen(own),
            Cell::Fen(change.mean_fen),
            Cell::Formula(formula, change.difference_fen / 1e6),
            low,
            high,
            verdict(change.difference_interval_fen),
            Cell::fen(change.quantile_difference_fen),
            quantile_low,
            quantile_high,
            arrears.map_or(Cell::Blank, |arrears| Cell::Share(arrears.difference)),
            Cell::words(&parameter.key),
            source,
        ],
    )?;
    Ok(())
}
