//! The answer: what each scenario costs more or less than the base, by payer.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{ScenarioDifferences, SeriesDifference, YearLabel};
use crate::tables::grouped_wan;
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells::{ends, verdict};
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;
use super::lookup::{payers, series};

pub(super) const NAME: &str = "差额";

/// Where the columns stand that the check reads.
const BASE: u16 = 4;
const OTHER: u16 = 5;
const DIFFERENCE: u16 = 6;

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("与基准情景之差", "Differences from the base"),
        finding: Some(finding(found)),
        note: Some(Text::new(
            "差额为逐路径之差的平均，所有情景用相同的随机路径。区间含 0 的为“无差别”。误差比为相同随机数下差额的标准误与独立抽样时之比。核对为公式：期望 − 基准期望 − 差额，应为 0。",
            "Differences are means path by path on the same random paths. Where the interval holds 0 there is none. Error ratio: the standard error over that of independent samples. The check is a formula: mean − base − difference, which is 0.",
        )),
        amounts: true,
        frozen: 2,
    };
    let mut sheet = Sheet::new(origin, &frame, columns())?;
    let first = sheet.row;
    for other in &found.others {
        for (basis, year, counties) in [
            (Basis::Accrual, YearLabel::All, false),
            (Basis::Cash, YearLabel::Horizon, true),
            (Basis::Cash, YearLabel::AfterHorizon, false),
        ] {
            let payers = payers(found).into_iter().filter(|(_, (_, county))| counties || county.is_none());
            for (name, payer) in payers {
                if let Some(one) = series(other, (basis, year), None, payer) {
                    let label = [&other.scenario.title, &name];
                    write(&mut sheet, label, one)?;
                }
            }
        }
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn columns() -> Vec<Column> {
    let amount = |zh, en| Column::new(Kind::Amount, 13.0, zh, en);
    vec![
        Column::new(Kind::Words, 24.0, "情景", "Scenario"),
        Column::new(Kind::Words, 18.0, "支付方", "Payer"),
        Column::new(Kind::Words, 19.0, "口径", "Basis"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        amount("基准期望", "base mean"),
        amount("期望", "mean"),
        amount("差额", "difference"),
        amount("标准误", "s.e."),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
        Column::new(Kind::Words, 15.0, "结论", "Verdict"),
        Column::new(Kind::Share, 11.0, "增加的路径", "paths with more"),
        Column::new(Kind::Share, 11.0, "减少的路径", "paths with less"),
        Column::new(Kind::Ratio, 10.0, "误差比", "error ratio"),
        Column::new(Kind::Check, 9.5, "核对", "Check"),
    ]
}

fn write(sheet: &mut Sheet, [scenario, payer]: [&Text; 2], one: &SeriesDifference) -> Result<(), XlsxError> {
    let row = sheet.row;
    let at = |column| row_col_to_cell(row, column);
    let check = format!("ROUND({}-{}-{},6)", at(OTHER), at(BASE), at(DIFFERENCE));
    let left = one.other_mean_fen - one.base_mean_fen - one.difference_fen;
    let [low, high] = ends(one.interval_fen);
    let sum = one.payer.is_none();
    sheet.row(
        if sum { RowLook::Sum } else { RowLook::Plain },
        vec![
            Cell::both(scenario),
            Cell::both(payer),
            Cell::words(words::basis(one.basis)),
            words::year(one.year),
            Cell::Fen(one.base_mean_fen),
            Cell::Fen(one.other_mean_fen),
            Cell::Fen(one.difference_fen),
            Cell::maybe_fen(one.difference_se_fen),
            low,
            high,
            verdict(one.interval_fen),
            Cell::Share(one.more),
            Cell::Share(one.less),
            one.error_ratio.map_or_else(Cell::dash, Cell::Share),
            Cell::Formula(check, left.round() / 1e6),
        ],
    )?;
    Ok(())
}

/// The answer of the first other scenario in a sentence.
fn finding(found: &ScenarioDifferences) -> Text {
    let Some(other) = found.others.first() else { return Text::default() };
    let all = series(other, (Basis::Accrual, YearLabel::All), None, (None, None));
    let Some(all) = all else { return Text::default() };
    let (this, base) = (&other.scenario.title, &found.base.title);
    match all.interval_fen {
        Some([low, high]) if low > 0.0 || high < 0.0 => {
            let amount = grouped_wan(all.difference_fen.abs());
            let (zh, en) = if all.difference_fen < 0.0 { ("少", "less") } else { ("多", "more") };
            let (low, high) = (grouped_wan(low), grouped_wan(high));
            Text::new(
                format!(
                    "{}与{}相比，全部应付义务预计{zh}支出 {amount} 万元（差额的 95% 区间 {low} 至 {high}）",
                    this.zh, base.zh
                ),
                format!(
                    "{} against {}: all obligations cost {amount} 万元 {en} (95% interval of the difference {low} to {high})",
                    this.en, base.en
                ),
            )
        }
        _ => Text::new(
            format!("{}与{}相比，全部应付义务无差别", this.zh, base.zh),
            format!("{} against {}: no difference in all obligations", this.en, base.en),
        ),
    }
}
