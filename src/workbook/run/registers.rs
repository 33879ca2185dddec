//! What the numbers rest on: every parameter with its source, and how each open phrase of the policy was read.

use rust_xlsxwriter::XlsxError;

use crate::findings::{AssumptionFinding, ChoiceNames, NamedReading};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::stated::{alternatives, maybe_stated, stated};
use super::super::style::{Kind, RowLook};
use super::super::text::within_a_line;
use super::answers::Answers;

pub(super) const ASSUMPTIONS: &str = "假设";
pub(super) const READINGS: &str = "理解";

/// The sheet of parameters.
pub(super) fn assumptions(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: ASSUMPTIONS,
        title: Text::new("参数与假设", "Parameters and assumptions"),
        finding: None,
        note: Some(Text::new(
            "情景的全部参数及其取值，键与文件中的相同。5%、95% 为合理范围；标“假设”的参数没有公开来源，为估计值。",
            "Every parameter of the scenario with its value; keys are those of files. 5% and 95% bound what is plausible; what is marked as an assumption is an estimate that no source states.",
        )),
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 46.0, "参数", "Key"),
        Column::new(Kind::Words, 22.0, "含义", "Meaning"),
        Column::new(Kind::Words, 30.0, "取值", "Value"),
        Column::new(Kind::Words, 20.0, "单位", "Unit"),
        Column::new(Kind::Words, 14.0, "5%", "low"),
        Column::new(Kind::Words, 14.0, "95%", "high"),
        Column::new(Kind::Words, 30.0, "备选取值", "Alternatives"),
        Column::new(Kind::Words, 11.0, "假设", "Assumption"),
        Column::new(Kind::Words, 36.0, "来源", "Source"),
        Column::new(Kind::Words, 50.0, "说明", "Note"),
    ];
    let mut sheet = Sheet::new(&answers.origin, &frame, columns)?;
    let first = sheet.row;
    for assumption in &answers.findings.assumptions {
        sheet.row(RowLook::Plain, parameter(&answers.findings.names, assumption))?;
    }
    sheet.keep_numbers_as_words(first)?;
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn parameter(names: &ChoiceNames, assumption: &AssumptionFinding) -> Vec<Cell> {
    let maybe = |words: &Option<String>| words.as_ref().map_or(Cell::Blank, Cell::words);
    let key = &assumption.key;
    vec![
        Cell::words(key),
        Cell::both(&assumption.meaning),
        stated(names, key, &assumption.value),
        Cell::both(&assumption.unit),
        maybe_stated(names, key, assumption.low.as_ref()),
        maybe_stated(names, key, assumption.high.as_ref()),
        alternatives(names, key, &assumption.alternatives),
        if assumption.assumption { Cell::Mark("假设\nassumption") } else { Cell::Blank },
        maybe(&assumption.source),
        maybe(&assumption.note),
    ]
}

/// The sheet of readings.
pub(super) fn readings(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let policy = &answers.findings.policy;
    let (document, title) = (within_a_line(&policy.document, 60), within_a_line(&policy.title.zh, 160));
    let frame = Frame {
        name: READINGS,
        title: Text::new("对文件的理解", "How the policy is read"),
        finding: None,
        note: Some(Text::new(
            format!("{document}《{title}》中可作不同理解之处，本情景的选择及所依据的原文。"),
            format!("Where {document} is open, what this scenario chose, and the words."),
        )),
        amounts: false,
        frozen: 1,
    };
    let columns = vec![
        Column::new(Kind::Words, 32.0, "问题", "Question"),
        Column::new(Kind::Words, 32.0, "本情景的理解", "Reading"),
        Column::new(Kind::Words, 14.0, "条", "Article"),
        Column::new(Kind::Words, 64.0, "原文", "Words"),
        Column::new(Kind::Words, 22.0, "开关", "Switch"),
        Column::new(Kind::Words, 16.0, "选项", "Option"),
    ];
    let mut sheet = Sheet::new(&answers.origin, &frame, columns)?;
    for reading in &answers.findings.readings {
        sheet.row(RowLook::Plain, choice(reading))?;
    }
    Ok(sheet)
}

fn choice(reading: &NamedReading) -> Vec<Cell> {
    vec![
        Cell::both(&reading.title),
        Cell::both(&reading.choice),
        Cell::words(&reading.article),
        Cell::words(&reading.words),
        Cell::words(&reading.switch),
        Cell::words(&reading.option),
    ]
}
