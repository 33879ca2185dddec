//! What given and cheapest appropriations do to the special fund's arrears.

use rust_xlsxwriter::XlsxError;

use crate::findings::{Appropriations, ChanceFinding, Checked, RuleAppropriations};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::build::rule_words;

pub(super) const NAME: &str = "欠付";

/// The sheet.
pub(super) fn sheet(found: &Appropriations, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("专项资金的欠付", "Arrears of the special fund"),
        finding: None,
        note: Some(Text::new(
            "“另一半路径”没有参加求解，其上的概率是公平的检验。",
            "The further paths took no part in the solution: the chance on them is the fair test.",
        )),
        amounts: true,
        frozen: 3,
    };
    let share = |zh, en| Column::new(Kind::Share, 11.0, zh, en);
    let amount = |zh, en| Column::new(Kind::Amount, 14.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 26.0, "结转", "Carry-over"),
        Column::new(Kind::Words, 18.0, "安排", "Plan"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        amount("安排金额", "appropriation"),
        share("欠付概率", "chance"),
        share("下端", "from"),
        share("上端", "to"),
        share("另一半路径", "further paths"),
        share("下端", "from"),
        share("上端", "to"),
        amount("欠付时平均", "mean if any"),
        amount("下端", "from"),
        amount("上端", "to"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    for rule in found.payers.first().into_iter().flat_map(|fund| &fund.rules) {
        if let Some(given) = &rule.given {
            write(&mut sheet, rule, "给定 Given", given)?;
        }
        write(&mut sheet, rule, "最省 Cheapest", &rule.judged)?;
    }
    Ok(sheet)
}

fn write(
    sheet: &mut Sheet,
    rule: &RuleAppropriations,
    plan: &str,
    checked: &Checked,
) -> Result<(), XlsxError> {
    let chance =
        |chance: &ChanceFinding| [chance.share, chance.interval[0], chance.interval[1]].map(Cell::Share);
    let dashes = || [Cell::dash(), Cell::dash(), Cell::dash()];
    for (place, year) in checked.plan.years.iter().enumerate() {
        let mut cells =
            vec![Cell::words(rule_words(rule)), Cell::words(plan), Cell::Whole(f64::from(year.year))];
        cells.push(Cell::fen(year.appropriation_fen));
        cells.extend(chance(&year.chance));
        cells.extend(checked.further_years.get(place).map_or_else(dashes, chance));
        match &year.if_any {
            Some(mean) => {
                cells.push(Cell::Fen(mean.fen));
                cells.extend(difference_cells::ends(mean.interval_fen));
            }
            None => cells.extend(dashes()),
        }
        sheet.row(RowLook::Plain, cells)?;
    }
    let mut cells = vec![Cell::words(rule_words(rule)), Cell::words(plan), Cell::words("任一年 Any")];
    cells.push(Cell::fen(checked.plan.total_fen));
    cells.extend(chance(&checked.plan.any_year));
    cells.extend(chance(&checked.further_any_year));
    cells.extend(dashes());
    sheet.row(RowLook::Sum, cells)?;
    Ok(())
}
