//! What the workbook holds, and of which scenario it is.

use rust_xlsxwriter::XlsxError;

use crate::findings::Appropriations;
use crate::tables::grouped;

use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::study_guide::{self, Guide};
use super::{arrears, cheapest, frontier};

/// The sheet.
pub(super) fn sheet(found: &Appropriations, origin: &Origin) -> Result<Sheet, XlsxError> {
    let (paths, further) = (grouped(&found.paths.to_string()), grouped(&found.further_paths.to_string()));
    let same = |item: &str, words: String| [item.to_owned(), words.clone(), words];
    let provenance = vec![
        ["情景 Scenario".to_owned(), found.title.zh.clone(), found.title.en.clone()],
        same("情景标识 Scenario id", found.scenario.clone()),
        same("政策文件 Policy", found.document.clone()),
        ["求解路径 Paths".to_owned(), format!("{paths} 条"), paths],
        ["核对路径 Further paths".to_owned(), format!("{further} 条"), further],
        same("随机种子 Seed", found.seed.to_string()),
    ];
    study_guide::sheet(
        origin,
        &Guide {
            provenance,
            file: "appropriate.json",
            sheets: &[
                (cheapest::NAME, "每一支付方最省的安排", "the cheapest appropriations of each payer"),
                (
                    arrears::NAME,
                    "给定的和最省的安排下的欠付",
                    "arrears under given and cheapest appropriations",
                ),
                (frontier::NAME, "要求越严，合计越高", "what keeping arrears rarer costs"),
            ],
            meanings: &[(
                "95% 区间 Interval",
                "由路径的次序统计量得出；“—”表示路径太少。",
                "From order statistics of the paths; a dash where there are too few.",
            )],
        },
    )
}
