//! A study's workbook: the sheets that each kind of study writes.

use crate::findings::{Drawn, Study, StudyOf};

use super::book::{About, WorkbookError, book};
use super::origin::Origin;
use super::sheet::Sheet;
use super::style;
use super::text::within_a_line;
use super::{appropriations, comparison, readings, run, sensitivity};

/// What a kind of study writes into its workbook.
pub(super) struct Written {
    /// What kind of study it is, such as 情景比较.
    pub kind: &'static str,
    /// The answer's sheets, whose tabs stand out.
    pub answer: Vec<Sheet>,
    /// The tables.
    pub tables: Vec<Sheet>,
    /// What they rest on.
    pub rests_on: Vec<Sheet>,
}

/// Why there is a seed.
const DRAWN: &str = "every study with a workbook draws paths";

/// The name of a study's workbook in its folder; none for what is read on its page and as CSV.
pub fn workbook_name(study: &Study) -> Option<&'static str> {
    match study {
        Study::Comparison(_) => Some("differences.xlsx"),
        Study::Readings(_) => Some("readings.xlsx"),
        Study::Sensitivity(_) => Some("sensitivity.xlsx"),
        Study::Appropriations(_) => Some("appropriate.xlsx"),
        Study::Exact(_) => Some("exact.xlsx"),
        Study::Verification(_) => None,
    }
}

/// What a study found as the bytes of an Excel workbook, in Chinese with the English beside it; amounts in 万元. The same
/// findings give the same bytes. `program` is the name and version of the program that simulated. None where the study has no
/// workbook ([`workbook_name`]).
///
/// # Errors
/// When findings go beyond what a workbook holds, such as a million rows, or a defect.
pub fn study_workbook(study: &Study, program: &str) -> Result<Option<Vec<u8>>, WorkbookError> {
    let written = match study {
        Study::Comparison(found) => {
            comparison::sheets(found, &origin(study, program, comparison::largest(found)))?
        }
        Study::Readings(found) => readings::sheets(found, &origin(study, program, readings::largest(found)))?,
        Study::Sensitivity(found) => {
            sensitivity::sheets(found, &origin(study, program, sensitivity::largest(found)))?
        }
        Study::Appropriations(found) => {
            appropriations::sheets(found, &origin(study, program, appropriations::largest(found)))?
        }
        Study::Exact(found) => return run::workbook(&found.answers).map(Some),
        Study::Verification(_) => return Ok(None),
    };
    let about = about(study, program, written.kind);
    book(&about, coloured(written.answer, written.tables, written.rests_on)).map(Some)
}

/// The sheets in their order: the answer's tabs stand out, and those of what it rests on step back.
pub(super) fn coloured(answer: Vec<Sheet>, tables: Vec<Sheet>, rests_on: Vec<Sheet>) -> Vec<Sheet> {
    let parts = [(answer, style::ACCENT), (tables, style::MAIN), (rests_on, style::QUIET)];
    let mut sheets = Vec::new();
    for (part, colour) in parts {
        for mut sheet in part {
            sheet.worksheet.set_tab_color(colour);
            sheets.push(sheet);
        }
    }
    sheets
}

/// What the sheets say of the study; `largest` is its largest amount in fen.
fn origin(study: &Study, program: &str, largest: f64) -> Origin {
    let StudyOf { scenarios, sample } = study.of();
    let Drawn { seed, paths } = sample.expect(DRAWN);
    let (id, title) = scenarios.first().expect("a scenario");
    let against: Vec<&str> = scenarios[1..].iter().map(|(id, _)| *id).collect();
    let ids = if against.is_empty() { (*id).to_owned() } else { format!("{id} → {}", against.join("、")) };
    Origin {
        title: title.zh.clone(),
        source: Origin::source(&title.zh, &ids, paths, seed),
        program: program.to_owned(),
        widest_amount: Origin::letters(largest),
    }
}

/// What the file says of itself.
fn about(study: &Study, program: &str, kind: &str) -> About {
    let StudyOf { scenarios, sample } = study.of();
    let Drawn { seed, paths } = sample.expect(DRAWN);
    let titles: Vec<String> = scenarios.iter().map(|(_, title)| within_a_line(&title.zh, 80)).collect();
    let ids: Vec<&str> = scenarios.iter().map(|(id, _)| *id).collect();
    About {
        title: format!("{kind}：{}", within_a_line(&titles.join("、"), 160)),
        subject: titles.join("、"),
        comment: format!(
            "{program}，情景 {}，{paths} 条路径，种子 {seed}。情景推算，非官方预测。",
            within_a_line(&ids.join("、"), 120)
        ),
        category: "财政支出预测",
        keywords: "财政, 预算, 专项资金, fiscal forecast, budget",
    }
}
