//! A run's workbook, put together.

use crate::findings::Findings;

use super::super::book::{About, WorkbookError, book};
use super::super::study::coloured;
use super::super::text::within_a_line;
use super::super::words;
use super::answers::Answers;
use super::{
    appropriations, budgets, clauses, contributions, counties, drawings, expected, fund, guide, pictures,
    registers, years,
};

/// Findings as the bytes of an Excel workbook, in Chinese with the English beside it; amounts in 万元. The same findings
/// give the same bytes. What was computed has no sheets of the fund's account and of the worst outcomes, and no sampling errors.
///
/// # Errors
/// When findings go beyond what a workbook holds, such as a million rows, or a defect.
pub fn workbook(findings: &Findings) -> Result<Vec<u8>, WorkbookError> {
    let answers = Answers::new(findings);
    let (numbers, blocks) = drawings::sheet(&answers)?;
    let answer = vec![appropriations::sheet(&answers)?, pictures::sheet(&answers, &blocks)?];
    let mut tables = vec![
        expected::sheet(&answers)?,
        years::sheet(&answers)?,
        clauses::sheet(&answers)?,
        counties::sheet(&answers)?,
    ];
    if answers.is_sampled() {
        tables.push(fund::sheet(&answers)?);
    }
    tables.push(budgets::sheet(&answers)?);
    if answers.is_sampled() {
        tables.push(contributions::sheet(&answers)?);
    }
    let rests_on = vec![
        numbers,
        registers::assumptions(&answers)?,
        registers::readings(&answers)?,
        guide::sheet(&answers)?,
    ];
    book(&about(findings), coloured(answer, tables, rests_on))
}

/// What the file says of itself.
fn about(findings: &Findings) -> About {
    let scenario = &findings.scenario;
    let years = words::horizon(findings);
    let title = format!("{years} 年财政支出预测：{}", within_a_line(&scenario.title.zh, 80));
    let subject = format!("{} {}", findings.policy.document, findings.policy.title.zh);
    let of = match findings.sample {
        Some(drawn) => format!("{} 条路径，种子 {}", drawn.paths, drawn.seed),
        None => "精确值，未经模拟".to_owned(),
    };
    let comment = format!("{}，情景 {}，{of}。情景推算，非官方预测。", findings.program, scenario.id);
    About {
        title,
        subject,
        comment,
        category: "财政支出预测",
        keywords: "财政, 预算, 专项资金, fiscal forecast, budget",
    }
}
