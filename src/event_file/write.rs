//! Tables of events written: a template to start from, and a simulated path as if it had been recorded.

use super::columns::{Column, HEADINGS};
use super::words::EVENT_WORDS;
use crate::quantities::Date;
use crate::records::chinese;
use crate::scenario::Scenario;
use crate::things::{Event, History, Occurrence, SpinOffOrigin, Text};

/// A table with one example of each event, to be replaced by what really happened. It names the counties of the scenario, or
/// one of 新乡 where none is given.
pub fn template(county: Option<&str>) -> Vec<u8> {
    let county = county.unwrap_or("高新区");
    let mut table = Rows::new();
    let institute = "示例产研院";
    let firm = "示例科技公司";
    let example = |date: &str, firm: &str, event: usize, cells: &[(Column, &str)], note: &str| {
        let mut row = vec![
            (Column::Date, date.to_owned()),
            (Column::Institute, institute.to_owned()),
            (Column::Firm, firm.to_owned()),
            (Column::Event, EVENT_WORDS[event].zh.to_owned()),
            (Column::Note, note.to_owned()),
        ];
        row.extend(cells.iter().map(|(column, cell)| (*column, (*cell).to_owned())));
        row
    };
    for row in [
        example(
            "2022-03-01",
            "",
            0,
            &[(Column::County, county)],
            "示例，请替换。省政府认定，须写明县（市、区）",
        ),
        example("2022-04-01", "", 1, &[], "产研院挂牌；未写的，视为认定之日"),
        example("2023-12-31", "", 2, &[], "通过验收；未写的，视为认定次年 12 月 31 日"),
        example(
            "2023",
            "",
            3,
            &[(Column::Results, "12"), (Column::Transfers, "6")],
            "年度绩效评价，自认定次年起",
        ),
        example("2022-06-01", firm, 4, &[(Column::Captive, "否")], "衍生企业设立"),
        example(
            "2023-05-01",
            firm,
            5,
            &[(Column::Category, "新三板")],
            "新三板、上交所、深交所、北交所、港交所、美国或其他",
        ),
        example("2024-01-10", firm, 6, &[(Column::Category, "省二等奖")], "产研院本身获奖的，企业一栏留空"),
        example("2023", firm, 7, &[(Column::Amount, "1200万元")], "年营业收入，金额须带单位"),
        example("2025-06-30", firm, 8, &[], "企业退出经营"),
        example(
            "2024-12-31",
            "",
            9,
            &[(Column::Amount, "80万元"), (Column::Invested, "2022-09-01")],
            "子基金损失中的财政资金部分",
        ),
    ] {
        table.push(row);
    }
    table.finish()
}

/// A path of a scenario as a table of events: what happened, as if it had been recorded.
pub fn written_history(
    scenario: &Scenario,
    history: &History,
    institutes: &[Text],
    firms: &[Text],
) -> Vec<u8> {
    let mut table = Rows::new();
    let row = |date: String, institute: usize, firm: Option<usize>, event: usize| {
        vec![
            (Column::Date, date),
            (Column::Institute, institutes[institute].zh.clone()),
            (Column::Firm, firm.map_or_else(String::new, |firm| firms[firm].zh.clone())),
            (Column::Event, EVENT_WORDS[event].zh.to_owned()),
        ]
    };
    for (index, institute) in history.institutes.iter().enumerate() {
        let county = scenario.registry.counties[institute.county.index()].name.zh.clone();
        let mut accreditation = row(institute.accredited.to_string(), index, None, 0);
        accreditation.push((Column::County, county));
        table.push(accreditation);
        table.push(row(institute.unveiled.to_string(), index, None, 1));
        table.push(row(institute.accepted.to_string(), index, None, 2));
    }
    for evaluation in &history.evaluations {
        let last = evaluation.year.last_day().to_string();
        let mut cells = row(last, evaluation.institute.index(), None, 3);
        cells.push((Column::Results, evaluation.results.to_string()));
        cells.push((Column::Transfers, evaluation.transfers.to_string()));
        table.push(cells);
    }
    for (index, firm) in history.spin_offs.iter().enumerate() {
        let mut founding = row(firm.founded.to_string(), firm.institute.index(), Some(index), 4);
        let captive = if firm.captive { "是" } else { "否" };
        founding.push((Column::Captive, captive.to_owned()));
        table.push(founding);
    }
    for event in history.events.iter().filter(|event| !is_stated(scenario, history, event)) {
        let firm = event.spin_off.map(|firm| firm.index());
        let cells = |event_word, cells: Vec<(Column, String)>| {
            let mut all = row(event.date.to_string(), event.institute.index(), firm, event_word);
            all.extend(cells);
            all
        };
        let registry = &scenario.registry;
        table.push(match event.occurrence {
            Occurrence::Founding => continue,
            Occurrence::Failure => cells(8, Vec::new()),
            Occurrence::Listing { market } => {
                cells(5, vec![(Column::Category, chinese(&registry.markets[market.index()].id).to_owned())])
            }
            Occurrence::Award { category } => {
                let id = &registry.categories[category.index()].id;
                cells(6, vec![(Column::Category, chinese(id).to_owned())])
            }
            Occurrence::Revenue { revenue } => cells(7, vec![(Column::Amount, revenue.with_unit())]),
            Occurrence::FundLoss { invested, loss } => {
                let invested: Date = invested;
                cells(9, vec![(Column::Amount, loss.with_unit()), (Column::Invested, invested.to_string())])
            }
        });
    }
    table.finish()
}

/// Whether the scenario itself states the event: the listing of a firm before the run.
fn is_stated(scenario: &Scenario, history: &History, event: &Event) -> bool {
    let existing = event
        .spin_off
        .is_some_and(|firm| matches!(history.spin_off(firm).origin, SpinOffOrigin::Existing(_)));
    existing && event.date < scenario.horizon.first().first_day()
}

/// Rows of a table with all headings, in UTF-8 with a mark, by which spreadsheets know it.
struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    fn new() -> Self {
        let mut settings = csv::WriterBuilder::new();
        settings.terminator(csv::Terminator::CRLF);
        let mut rows = Rows(settings.from_writer(b"\xef\xbb\xbf".to_vec()));
        rows.write(HEADINGS.iter().map(|heading| heading.zh.to_owned()));
        rows
    }

    fn push(&mut self, cells: Vec<(Column, String)>) {
        let cell = |column| cells.iter().find(|(of, _)| *of == column).map_or("", |(_, cell)| cell.as_str());
        let row: Vec<String> = HEADINGS.iter().map(|heading| disarmed(cell(heading.column))).collect();
        self.write(row.into_iter());
    }

    fn write(&mut self, cells: impl Iterator<Item = String>) {
        self.0.write_record(cells.map(String::into_bytes)).expect("writing to memory cannot fail");
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("writing to memory cannot fail")
    }
}

/// An apostrophe keeps a spreadsheet from running a name as a formula.
fn disarmed(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}
