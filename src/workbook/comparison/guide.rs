//! What the workbook holds, and of which scenarios it is.

use rust_xlsxwriter::XlsxError;

use crate::findings::ScenarioDifferences;
use crate::tables::grouped;

use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::study_guide::{self, Guide};
use super::lookup::scenarios;
use super::{clauses, curves, differences, parameters, quantiles, years};

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let mut provenance = Vec::new();
    for (position, scenario) in scenarios(found).enumerate() {
        let item = if position == 0 { "基准情景 Base" } else { "比较情景 Scenario" };
        let (zh, en) = (&scenario.title.zh, &scenario.title.en);
        provenance.push([
            item.to_owned(),
            format!("{zh}（{}）", scenario.id),
            format!("{en} ({})", scenario.id),
        ]);
        provenance.push([
            "说明 Description".to_owned(),
            scenario.description.zh.clone(),
            scenario.description.en.clone(),
        ]);
        let policy =
            [&scenario.policy.zh, &scenario.policy.en].map(|title| format!("{} {title}", scenario.document));
        let [zh, en] = policy;
        provenance.push(["政策文件 Policy".to_owned(), zh, en]);
    }
    let [first, last] = found.base.horizon;
    provenance.push(["预测期 Horizon".to_owned(), format!("{first}—{last}"), format!("{first} to {last}")]);
    let paths = grouped(&found.paths.to_string());
    provenance.push(["模拟路径 Paths".to_owned(), format!("{paths} 条"), paths]);
    study_guide::sheet(
        origin,
        &Guide {
            provenance,
            file: "differences.json",
            sheets: &[
                (
                    differences::NAME,
                    "各情景比基准多支出或少支出多少",
                    "what each scenario costs more or less than the base",
                ),
                (clauses::NAME, "差额来自哪些条款", "which clauses the difference comes from"),
                (years::NAME, "各年现金支出并列", "cash by year side by side"),
                (
                    quantiles::NAME,
                    "分布各分位数及其差额",
                    "quantiles of the distributions and their differences",
                ),
                (curves::NAME, "超过某一金额的概率", "the chance of exceeding an amount"),
                (parameters::NAME, "取值不同的参数及依据", "parameters that differ and what they rest on"),
            ],
            meanings: &[
                (
                    "差额 Difference",
                    "逐路径之差的平均；期望值的差额可以相加。",
                    "The mean of the differences path by path. Differences of means add up.",
                ),
                (
                    "结论 Verdict",
                    "差额的 95% 区间不含 0 为“有差别”，含 0 为“无差别”；每条路径都相同为“不变”。",
                    "Differs where the 95% interval leaves 0 out, none where it holds 0, unchanged where every path is the same.",
                ),
                (
                    "误差比 Error ratio",
                    "相同随机数下差额的标准误与独立抽样时之比；0.1 相当于一百倍的路径。",
                    "The standard error over that of independent samples: 0.1 does the work of a hundred times as many paths.",
                ),
            ],
        },
    )
}
