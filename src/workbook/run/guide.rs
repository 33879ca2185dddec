//! What the workbook holds, what its columns mean, and of which run it is.

use rust_xlsxwriter::XlsxError;

use crate::findings::Findings;
use crate::tables::{grouped, percent};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::answers::Answers;
use super::{
    appropriations, budgets, clauses, contributions, counties, drawings, expected, fund, pictures, registers,
    years,
};

pub(super) const NAME: &str = "说明";

/// The sheets and what each is for.
const SHEETS: [(&str, &str, &str); 12] = [
    (
        appropriations::NAME,
        "每年、每个支付方建议安排多少，合并与单独的差额",
        "what to appropriate by year and payer, and pooled against stand-alone",
    ),
    (
        pictures::NAME,
        "四幅图：年度区间、条款、支付方",
        "four charts: years with their ranges, clauses, payers",
    ),
    (expected::NAME, "市、县期望支出，市县核对", "expected costs of city and counties with the split check"),
    (years::NAME, "各年现金支出与权责发生额的分布", "the distribution of each year's cash and accrual"),
    (clauses::NAME, "每一条款各年花费多少", "what each clause costs in each year"),
    (
        counties::NAME,
        "各县承担多少，辖内产研院共花费多少",
        "what each county pays, and what its institutes cost",
    ),
    (
        fund::NAME,
        "按已列安排的收支、欠付、结转",
        "the fund's account under the stated appropriations: arrears, carried, lapsed",
    ),
    (budgets::NAME, "已列安排不足的概率", "the stated budgets and the chance that they fall short"),
    (contributions::NAME, "最差情形的支出来自哪里", "where the cost of the worst outcomes comes from"),
    (drawings::NAME, "各图所用的数字", "the numbers behind the charts"),
    (registers::ASSUMPTIONS, "全部参数及来源", "every parameter with its source"),
    (registers::READINGS, "对文件有待解释之处的理解", "how each open phrase of the policy is read"),
];

/// The sheets that only a run has.
const OF_PATHS: [&str; 2] = [fund::NAME, contributions::NAME];

/// What a reader must know of the numbers.
const MEANINGS: [(&str, &str, &str); 11] = [
    (
        "金额 Amounts",
        "单位为万元，显示两位小数；单元格中的数精确到分。",
        "In 万元 (10,000 yuan), shown with two decimals; a cell's number is exact to the fen.",
    ),
    (
        "期望 Mean",
        "全部模拟路径的平均值；期望值可以相加。",
        "The mean over all simulated paths. Means add up.",
    ),
    (
        "标准误 Standard error",
        "期望或概率的抽样误差；路径数增至四倍，标准误减半。",
        "The sampling error of a mean or of a chance; four times as many paths halve it.",
    ),
    (
        "分位数 Quantile",
        "p 分位数为在不少于 p 的路径上支出不超过的最小金额。分位数不能相加。",
        "At p, the smallest amount that the cost stays at or below on at least a share p of the paths. Quantiles do not add up.",
    ),
    (
        "建议安排 Recommended",
        "当年现金支出在该保证程度的分位数，向上取整到万元；单独计算，各支付方、各年不能相加。",
        "The quantile of the year's cash at that confidence, rounded up to whole 万元. It stands alone: levels of payers and of years do not add up.",
    ),
    (
        "抽样区间 Sampling interval",
        "由顺序统计量得出的 95% 区间；“—”表示路径数不足，没有端点。",
        "The 95% interval between two order statistics of the paths; a dash where there are too few paths for an end.",
    ),
    (
        "合并与单独 Pooled and stand-alone",
        "合并为各方共用一笔资金时所需；各方不会同时遇到最差情形，因此单独安排之和通常大于合并安排。",
        "Pooled is what all need together from one purse. Payers seldom meet their worst at once, so the stand-alone levels usually sum to more.",
    ),
    (
        "TVaR",
        "最差 5%（1%）情形的平均支出，即尾部风险价值。",
        "Tail value at risk: the mean of the worst 5% (1%) of outcomes.",
    ),
    (
        "口径 Basis",
        "收付实现制：计入支付年度。权责发生制：计入事项发生年度。逾期失效：未兑付而失效，计入事项发生年度。风险核销：子基金按容错条款核销的损失，不是支出。",
        "Cash: in the year of payment. Accrual: in the year of the event. Lapsed: never paid, in the year of the event. Contingent: losses of the sub-fund that the fault-tolerance clause would write off, which are no payments.",
    ),
    (
        "年度 Year",
        "“合计”为预测期各年之和；“以后”为预测期之后支付或发生的；“全部”包括两者。",
        "Total is the sum of the horizon's years; later is what is paid or arises after it; all is both.",
    ),
    (
        "核对 Check",
        "公式，打开文件时重新计算，应为 0；不为 0 时显示红色。",
        "Formulas, calculated anew when the file is opened; 0, and red where they are not.",
    ),
];

/// What they mean where they were computed; what has no words then is not there.
const COMPUTED: [(&str, &str, &str); 4] = [
    (
        "期望 Mean",
        "由模型直接算出，没有抽样误差；期望值可以相加。",
        "Computed from the model directly, without sampling error. Means add up.",
    ),
    ("标准误 Standard error", "", ""),
    (
        "分位数 Quantile",
        "p 分位数为支出以不低于 p 的概率不超过的最小金额。分位数不能相加。",
        "At p, the smallest amount that the cost stays at or below with a probability of at least p. Quantiles do not add up.",
    ),
    ("抽样区间 Sampling interval", "", ""),
];

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("说明", "About this workbook"),
        finding: None,
        note: None,
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 30.0, "项目", "Item"),
        Column::new(Kind::Words, 66.0, "内容", ""),
        Column::new(Kind::Words, 70.0, "Content", ""),
    ];
    let mut sheet = Sheet::new(&answers.origin, &frame, columns)?;
    sheet.part(&Text::new("来源", "Provenance"))?;
    for [item, zh, en] in provenance(answers.findings) {
        sheet.row(RowLook::Plain, vec![Cell::words(item), Cell::words(zh), Cell::words(en)])?;
    }
    write_warnings(&mut sheet, answers.findings)?;
    sheet.part(&Text::new("工作表", "Sheets"))?;
    let there = |name: &str| answers.is_sampled() || !OF_PATHS.contains(&name);
    for (name, zh, en) in SHEETS.into_iter().filter(|(name, ..)| there(name)) {
        sheet.link_row(name, [zh, en])?;
    }
    sheet.part(&Text::new("指标含义", "What the columns mean"))?;
    let computed = if answers.is_sampled() { &[][..] } else { &COMPUTED };
    for meaning in MEANINGS {
        let (item, zh, en) = *computed.iter().find(|(item, ..)| *item == meaning.0).unwrap_or(&meaning);
        if !zh.is_empty() {
            sheet.row(RowLook::Plain, [item, zh, en].map(Cell::words).into())?;
        }
    }
    Ok(sheet)
}

fn provenance(findings: &Findings) -> Vec<[String; 3]> {
    let (scenario, policy) = (&findings.scenario, &findings.policy);
    let both = |item: &str, zh: String, en: String| [item.to_owned(), zh, en];
    let same = |item: &str, words: String| [item.to_owned(), words.clone(), words];
    let confidence = percent(&scenario.confidence);
    let mut rows = vec![
        both("情景 Scenario", scenario.title.zh.clone(), scenario.title.en.clone()),
        both("情景说明 Description", scenario.description.zh.clone(), scenario.description.en.clone()),
        same("情景标识 Scenario id", scenario.id.clone()),
        both(
            "预测期 Horizon",
            super::super::words::horizon(findings),
            format!("{} to {}", scenario.first_year, scenario.last_year),
        ),
        both(
            "保证程度 Confidence",
            format!("{confidence}（情景首选）"),
            format!("{confidence}, which the scenario puts first"),
        ),
        both("政策文件 Policy", policy.title.zh.clone(), policy.title.en.clone()),
        same("文号 Document", policy.document.clone()),
        both(
            "有效期 Validity",
            format!("{} 至 {}", policy.first_day, policy.last_day),
            format!("{} to {}", policy.first_day, policy.last_day),
        ),
    ];
    match findings.sample {
        Some(drawn) => {
            let paths = grouped(&drawn.paths.to_string());
            rows.push(both("模拟路径 Paths", format!("{paths} 条"), paths));
            rows.push(same("随机种子 Seed", drawn.seed.to_string()));
        }
        None => rows.push(both(
            "算法 Method",
            "精确值：由模型直接算出，未经模拟，没有种子、路径和抽样误差。".to_owned(),
            "Exact: computed from the model directly, not simulated; no seed, no paths, no sampling error."
                .to_owned(),
        )),
    }
    let file = if findings.sample.is_some() { "findings.json" } else { "exact.json" };
    rows.extend([
        same("程序 Program", findings.program.clone()),
        same("数据格式 Format of findings", findings.format.clone()),
        both(
            "性质 Nature",
            format!("情景推算，非官方预测。全部数字取自同一文件夹中的 {file}；名称过长而被截断的，该文件中有全文。"),
            format!("A scenario's figures, no official forecast. All numbers are those of {file} in the same folder, which also has the whole of names too long for a cell."),
        ),
    ]);
    rows
}

fn write_warnings(sheet: &mut Sheet, findings: &Findings) -> Result<(), XlsxError> {
    sheet.part(&Text::new("提示", "Warnings"))?;
    for warning in &findings.warnings {
        let words = [warning.code.clone(), warning.message.zh.clone(), warning.message.en.clone()];
        sheet.row(RowLook::Plain, words.map(Cell::Words).into())?;
    }
    if findings.warnings.is_empty() {
        sheet.row(RowLook::Plain, ["无 None", "没有提示。", "No warnings."].map(Cell::words).into())?;
    }
    Ok(())
}
