//! What the workbook holds, and of which scenario it is.

use rust_xlsxwriter::XlsxError;

use crate::findings::Sensitivity;
use crate::tables::grouped;

use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::study_guide::{self, Guide};
use super::{indices, parameters, without_range};

/// The sheets and what each is for; the last is there where indices were asked for.
const SHEETS: [(&str, &str, &str); 3] = [
    (parameters::NAME, "每项参数单独变动的影响", "what each parameter alone does"),
    (without_range::NAME, "没有范围、未予变动的估计", "estimates without a range"),
    (indices::NAME, "差异从哪里来", "where the spread comes from"),
];

/// The sheet.
pub(super) fn sheet(found: &Sensitivity, origin: &Origin) -> Result<Sheet, XlsxError> {
    let paths = grouped(&found.paths.to_string());
    let same = |item: &str, words: String| [item.to_owned(), words.clone(), words];
    let provenance = vec![
        ["情景 Scenario".to_owned(), found.title.zh.clone(), found.title.en.clone()],
        same("情景标识 Scenario id", found.scenario.clone()),
        ["模拟路径 Paths".to_owned(), format!("{paths} 条"), paths],
        same("随机种子 Seed", found.seed.to_string()),
    ];
    let shown = if found.indices.is_some() { 3 } else { 2 };
    study_guide::sheet(
        origin,
        &Guide {
            provenance,
            file: "sensitivity.json",
            sheets: &SHEETS[..shown],
            meanings: &[(
                "结论 Verdict",
                "95% 区间不含 0 为“有差别”，含 0 为“无差别”；每条路径都相同为“不变”。",
                "Differs where the 95% interval leaves 0 out, none where it holds 0, unchanged where every path is the same.",
            )],
        },
    )
}
