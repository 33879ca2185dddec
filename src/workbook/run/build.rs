//! A run's workbook, put together.

use crate::findings::Findings;

use super::super::book::{About, WorkbookError, book};
use super::super::style;
use super::super::text::within_a_line;
use super::super::words;
use super::answers::Answers;
use super::{
    appropriations, budgets, clauses, contributions, counties, drawings, expected, fund, guide, pictures,
    registers, years,
};

/// Findings as the bytes of an Excel workbook, in Chinese with the English beside it; amounts in 万元. The same findings
/// give the same bytes.
///
/// # Errors
/// When findings go beyond what a workbook holds, such as a million rows, or a defect.
pub fn workbook(findings: &Findings) -> Result<Vec<u8>, WorkbookError> {
    let answers = Answers::new(findings);
    let (numbers, blocks) = drawings::sheet(&answers)?;
    let mut sheets = vec![
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
    // the answer's tabs stand out, and those of what it rests on step back
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let colour = match index {
            0..=1 => style::ACCENT,
            2..=8 => style::MAIN,
            _ => style::QUIET,
        };
        sheet.worksheet.set_tab_color(colour);
    }
    book(&about(findings), sheets)
}

/// What the file says of itself.
fn about(findings: &Findings) -> About {
    let scenario = &findings.scenario;
    let years = words::horizon(findings);
    let title = format!("{years} 年财政支出预测：{}", within_a_line(&scenario.title.zh, 80));
    let subject = format!("{} {}", findings.policy.document, findings.policy.title.zh);
    let comment = format!(
        "{}，情景 {}，{} 条路径，种子 {}。情景推算，非官方预测。",
        findings.program, scenario.id, findings.paths, findings.seed
    );
    About {
        title,
        subject,
        comment,
        category: "财政支出预测",
        keywords: "财政, 预算, 专项资金, fiscal forecast, budget",
    }
}
