//! What the workbook holds, and of which scenario it is.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;
use crate::tables::grouped;

use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::study_guide::{self, Guide};
use super::{combinations, effects, options, words};

/// The sheets and what each is for; the last two are there where combinations were priced.
const SHEETS: [(&str, &str, &str); 4] = [
    (options::NAME, "单独换一种理解，增减多少", "what one phrase read otherwise changes"),
    (words::NAME, "每处文字的原文与可作的理解", "the words and how they can be read"),
    (effects::NAME, "什么解释了组合之间的差距", "what explains the spread between combinations"),
    (combinations::NAME, "每一种组合的费用", "what every combination costs"),
];

/// The sheet.
pub(super) fn sheet(found: &ReadingPrices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let paths = grouped(&found.paths.to_string());
    let same = |item: &str, words: String| [item.to_owned(), words.clone(), words];
    let provenance = vec![
        ["情景 Scenario".to_owned(), found.title.zh.clone(), found.title.en.clone()],
        same("情景标识 Scenario id", found.scenario.clone()),
        [
            "政策文件 Policy".to_owned(),
            format!("{} {}", found.document, found.policy.zh),
            format!("{} {}", found.document, found.policy.en),
        ],
        ["模拟路径 Paths".to_owned(), format!("{paths} 条"), paths],
        same("随机种子 Seed", found.seed.to_string()),
    ];
    let shown = if found.combinations.is_empty() { 2 } else { 4 };
    study_guide::sheet(
        origin,
        &Guide {
            provenance,
            file: "readings.json",
            sheets: &SHEETS[..shown],
            meanings: &[
                (
                    "增减 Change",
                    "换一种理解后的期望值减去本情景的期望值，逐路径比较。",
                    "The mean under the other reading less the scenario's own, path by path.",
                ),
                (
                    "结论 Verdict",
                    "95% 区间不含 0 为“有差别”，含 0 为“无差别”；每条路径都相同为“不变”。",
                    "Differs where the 95% interval leaves 0 out, none where it holds 0, unchanged where every path is the same.",
                ),
                (
                    "单独解释 Explained alone",
                    "该处文字的主效应占组合间方差的比例；连同交互还包括它与其他文字共同作用的部分。",
                    "The main effect's share of the variance between combinations; with interactions includes what it does together with others.",
                ),
            ],
        },
    )
}
