//! The workbook, put together.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::findings::Findings;

use super::answers::Answers;
use super::sheet::Sheet;
use super::text::within_a_line;
use super::{
    appropriations, budgets, clauses, contributions, counties, drawings, expected, fund, guide, pictures,
    registers, style, words, years,
};

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made")]
pub struct WorkbookError(#[from] XlsxError);

/// Findings as the bytes of an Excel workbook, in Chinese with the English beside it; amounts in 万元. The same findings
/// give the same bytes.
///
/// # Errors
/// When findings go beyond what a workbook holds, such as a million rows, or a defect.
pub fn workbook(findings: &Findings) -> Result<Vec<u8>, WorkbookError> {
    let answers = Answers::new(findings);
    let (numbers, blocks) = drawings::sheet(&answers)?;
    let mut sheets = [
        appropriations::sheet(&answers)?,
        pictures::sheet(&answers, &blocks)?,
        expected::sheet(&answers)?,
        years::sheet(&answers)?,
        clauses::sheet(&answers)?,
        counties::sheet(&answers)?,
        fund::sheet(&answers)?,
        budgets::sheet(&answers)?,
        contributions::sheet(&answers)?,
        numbers,
        registers::assumptions(&answers)?,
        registers::readings(&answers)?,
        guide::sheet(&answers)?,
    ];
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(findings)?);
    colour_tabs(&mut sheets);
    for sheet in sheets {
        workbook.push_worksheet(sheet.worksheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// The answer's tabs stand out, and those of what it rests on step back.
fn colour_tabs(sheets: &mut [Sheet]) {
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let colour = match index {
            0..=1 => style::ACCENT,
            2..=8 => style::MAIN,
            _ => style::QUIET,
        };
        sheet.worksheet.set_tab_color(colour);
    }
}

/// What the file says of itself. The date is fixed: no clock reaches a result.
fn properties(findings: &Findings) -> Result<DocProperties, XlsxError> {
    let scenario = &findings.scenario;
    let years = words::horizon(findings);
    let title = format!("{years} 年财政支出预测：{}", within_a_line(&scenario.title.zh, 80));
    let subject = format!("{} {}", findings.policy.document, findings.policy.title.zh);
    let comment = format!(
        "{}，情景 {}，{} 条路径，种子 {}。情景推算，非官方预测。",
        findings.program, scenario.id, findings.paths, findings.seed
    );
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(within_a_line(&subject, 200))
        .set_author("fiscast")
        .set_category("财政支出预测")
        .set_keywords("财政, 预算, 专项资金, fiscal forecast, budget")
        .set_comment(comment)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}
