//! Every appropriation and budget that the scenario states, and the chance that it is not enough.

use rust_xlsxwriter::XlsxError;

use crate::findings::{BudgetFinding, Findings};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;
use super::answers::Answers;

pub(super) const NAME: &str = "已列安排";

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("情景中已列安排不足的概率", "Stated budgets and the chance that they fall short"),
        finding: None,
        note: Some(note(answers)),
        amounts: true,
        frozen: 1,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers))?;
    let first = sheet.row;
    for budget in &answers.findings.budgets {
        sheet.row(RowLook::Plain, cells(answers.findings, budget))?;
    }
    if answers.findings.budgets.is_empty() {
        sheet.row(RowLook::Plain, vec![Cell::words("情景没有列出安排。\nThe scenario states none.")])?;
    } else {
        sheet.filter_from(first)?;
    }
    Ok(sheet)
}

fn note(answers: &Answers<'_>) -> Text {
    if answers.is_sampled() {
        Text::new(
            "不足的概率：支出严格超过已列金额的路径所占比例，附标准误和 95% 抽样区间（Wilson）。",
            "The chance short is the share of paths whose cost is strictly above the stated amount, with its standard error and 95% interval (Wilson).",
        )
    } else {
        Text::new(
            "不足的概率：支出严格超过已列金额的概率，由模型直接算出。",
            "The chance short is the probability that the cost is strictly above the stated amount, computed from the model directly.",
        )
    }
}

fn columns(answers: &Answers<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new(Kind::Words, 33.0, "名称", "Title"),
        Column::new(Kind::Words, 46.0, "英文名称", "In English"),
        Column::new(Kind::Words, 18.0, "口径", "Basis"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        Column::new(Kind::Words, 20.0, "支付方", "Payer"),
        Column::new(Kind::Words, 16.0, "县（市、区）", "County"),
        Column::new(Kind::Words, 20.0, "条款", "Clause"),
        Column::new(Kind::Amount, 13.0, "已列金额", "Stated amount"),
    ];
    if !answers.is_sampled() {
        columns.push(Column::new(Kind::Share, 15.0, "不足的概率", "Chance short"));
        return columns;
    }
    let chance = vec![
        Column::new(Kind::Count, 11.0, "路径数", "paths"),
        Column::new(Kind::Share, 11.0, "概率", "chance"),
        Column::new(Kind::Share, 9.0, "标准误", "s.e."),
        Column::new(Kind::Share, 10.0, "下限", "lower end"),
        Column::new(Kind::Share, 10.0, "上限", "upper end"),
    ];
    columns.extend(Column::under(chance, "支出超过已列金额", "Cost above the stated amount"));
    columns
}

fn cells(findings: &Findings, budget: &BudgetFinding) -> Vec<Cell> {
    let payer = words::payer(budget.payer);
    let county = budget
        .county
        .as_ref()
        .map(|id| findings.counties.iter().find(|county| county.id == *id).map_or(id, |c| &c.name.zh));
    let clause = budget
        .clause
        .as_ref()
        .map(|id| findings.clauses.iter().find(|clause| clause.id == *id).map_or(id, |c| &c.title.zh));
    let named = |name: Option<&String>| name.map_or_else(|| Cell::words("全部 All"), Cell::words);
    let mut cells = vec![
        Cell::words(&budget.title.zh),
        Cell::words(&budget.title.en),
        Cell::words(words::basis(budget.basis)),
        words::year(budget.year),
        Cell::words(format!("{} {}", payer.zh, payer.en)),
        named(county),
        named(clause),
        Cell::fen(budget.amount_fen),
    ];
    let Some(paths) = budget.exceeding_paths else {
        cells.push(Cell::Share(budget.probability));
        return cells;
    };
    cells.extend([
        Cell::count(paths),
        Cell::Share(budget.probability),
        Cell::maybe_share(budget.standard_error),
    ]);
    let [low, high] = budget.interval.map_or([None, None], |interval| interval.map(Some));
    cells.extend([low, high].map(Cell::maybe_share));
    cells
}
