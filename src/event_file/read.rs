//! From a table's bytes to records, with every problem of every row.

use csv::StringRecord;

use super::columns::{Column, Heading, NEEDED, column_of, heading};
use super::decode::decoded;
use super::words::{EVENT_WORDS, EventWord};
use crate::files::InputFile;
use crate::files::diagnostics::{Diagnostics, Fault, Problems, advice_among, meant, nearest, unknown};
use crate::files::kinds::{MONEY, whole, year_of};
use crate::files::source::{FileId, Place, Sources};
use crate::files::tree::{Node, quoted};
use crate::language::{Text, both};
use crate::quantities::{Date, Money};
use crate::records::{Dossier, Record, RecordedEvent, chinese, dossier as history_of, identifier};
use crate::scenario::NamedInstitute;
use crate::things::{CategoryId, CountyId, MarketId, Registry};

/// The most bytes of a table: what is larger is no table of events.
pub const MOST_EVENT_BYTES: usize = 100_000_000;

/// The most rows.
pub const MOST_EVENT_ROWS: usize = 500_000;

/// What came of reading a table of events.
#[derive(Debug, Clone)]
pub struct LoadedEvents {
    /// The records, in order of date; of no use where an error was found.
    pub records: Vec<Record>,
    /// The line of each record in the file, from 1.
    pub lines: Vec<usize>,
    /// What each record notes.
    pub notes: Vec<String>,
    /// The history that they make.
    pub dossier: Dossier,
    /// All errors and warnings.
    pub diagnostics: Diagnostics,
    /// The file with its checksum.
    pub input: InputFile,
}

/// Reads a table of events and checks its records against each other and against what the scenario states of its institutes.
/// `registry` holds the names that the table may use ([`crate::records::registry_of_records`]).
pub fn load_events(name: &str, bytes: &[u8], named: &[NamedInstitute], registry: &Registry) -> LoadedEvents {
    let mut sources = Sources::default();
    let text = decoded(bytes);
    let file = sources.add_decoded(name.to_owned(), bytes, text.clone().unwrap_or_default());
    let problems = Problems::default();
    let mut table = Table { file, text: text.as_deref().unwrap_or_default(), registry, problems: &problems };
    let mut rows = match text {
        None => {
            problems.error(
                Place::top_of(file),
                both!("文件不是文本表格", "the file is no table of text"),
                both!(
                    "请在 Excel 或 WPS 中另存为 CSV（最好是 CSV UTF-8），不要存为工作簿",
                    "save it from Excel or WPS as CSV (CSV UTF-8 at best), not as a workbook"
                ),
            );
            Vec::new()
        }
        Some(_) => table.read(),
    };
    // an order of its own, so that the order of the rows does not matter
    rows.sort_by(|one, other| (&one.record, &one.note).cmp(&(&other.record, &other.note)));
    let (mut records, mut places, mut lines, mut notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        records.push(row.record);
        places.push(row.place);
        lines.push(row.line);
        notes.push(row.note);
    }
    let mut dossier = Dossier::default();
    // contradictions among rows that could be read make sense only where every row could be read
    if !problems.any_error() {
        let objections;
        (dossier, objections) = history_of(&records, named, registry, None);
        for objection in objections {
            let place = places[objection.row];
            if objection.is_error {
                problems.error(place, objection.wrong, objection.right);
            } else {
                problems.warning(place, objection.wrong, objection.right);
            }
        }
    }
    let input = sources.inputs().remove(0);
    LoadedEvents { records, lines, notes, dossier, diagnostics: Diagnostics::new(sources, problems), input }
}

/// A table being read.
struct Table<'a> {
    file: FileId,
    text: &'a str,
    registry: &'a Registry,
    problems: &'a Problems,
}

/// One row that could be read.
struct Row {
    record: Record,
    place: Place,
    line: usize,
    note: String,
}

/// What stands in which column.
struct Layout {
    columns: Vec<Option<Column>>,
    /// The unit of amounts, where the heading names it.
    unit: Option<&'static str>,
    separator: u8,
}

impl Layout {
    fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }
}

impl Table<'_> {
    fn read(&mut self) -> Vec<Row> {
        let first = self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separator = [b',', b'\t', b';'].into_iter().find(|byte| first.as_bytes().contains(byte));
        let separator = separator.unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(self.text.as_bytes());
        let mut rows = Vec::new();
        let mut layout = None;
        let (mut line, mut counted) = (1, 0);
        let mut cells = StringRecord::new();
        while reader.read_record(&mut cells).expect("text in memory is read") {
            let start = self.start_of(cells.position().map_or(0, |position| position.byte() as usize));
            line += self.text[counted..start].matches('\n').count();
            counted = start;
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            match &layout {
                None => match self.layout(&cells, start, separator) {
                    Some(read) => layout = Some(read),
                    None => return rows,
                },
                Some(layout) => {
                    if rows.len() == MOST_EVENT_ROWS {
                        let place = Place::new(self.file, start..start + 1);
                        let wrong = both!(
                            "事项表超过 {MOST_EVENT_ROWS} 行",
                            "the table has more than {MOST_EVENT_ROWS} events"
                        );
                        let right = both!("请分成几个文件", "divide it into several files");
                        self.problems.error(place, wrong, right);
                        return rows;
                    }
                    let cells = Cells { table: self, layout, cells: &cells, start };
                    rows.extend(cells.row(line));
                }
            }
        }
        if layout.is_none() {
            self.problems.error(
                Place::top_of(self.file),
                both!("事项表为空", "the table is empty"),
                both!(
                    "请从表头开始；fiscast apply --template 输出一张样表",
                    "begin with the headings; fiscast apply --template prints a table to start from"
                ),
            );
        }
        rows
    }

    /// Where a record begins: the reader counts empty lines before it.
    fn start_of(&self, byte: usize) -> usize {
        let rest = &self.text[byte.min(self.text.len())..];
        byte + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
    }

    fn layout(&self, cells: &StringRecord, start: usize, separator: u8) -> Option<Layout> {
        let mut layout = Layout { columns: Vec::new(), unit: None, separator };
        let mut sound = true;
        for (index, cell) in cells.iter().enumerate() {
            let place = || self.cell_place(start, index, separator);
            let column = match column_of(cell) {
                _ if cell.trim().is_empty() => None,
                Ok((column, unit)) => {
                    if layout.position(column).is_some() {
                        sound = false;
                        let cell = cell.trim();
                        let wrong = both!("列 {cell} 出现两次", "the column {cell} stands twice");
                        self.problems.error(place(), wrong, both!("请保留其一", "keep one of the two"));
                    }
                    layout.unit = unit.or(layout.unit);
                    Some(column)
                }
                Err(fault) => {
                    sound = false;
                    self.problems.error(place(), fault.wrong, fault.right);
                    None
                }
            };
            layout.columns.push(column);
        }
        for needed in NEEDED.iter().filter(|needed| layout.position(**needed).is_none()) {
            sound = false;
            let Heading { zh, en, .. } = heading(*needed);
            self.problems.missing(
                self.cell_place(start, 0, separator),
                both!("事项表缺少列 {zh}（{en}）", "the table has no column {zh} ({en})"),
                both!(
                    "首行为表头；fiscast apply --template 输出表头",
                    "the first line holds the headings; fiscast apply --template prints them"
                ),
            );
        }
        sound.then_some(layout)
    }

    /// The place of a cell: found only when something is wrong with it.
    fn cell_place(&self, start: usize, index: usize, separator: u8) -> Place {
        let bytes = self.text.as_bytes();
        let (mut position, mut field, mut in_quotes, mut field_start) = (start, 0, false, start);
        while position < bytes.len() {
            match bytes[position] {
                b'"' => in_quotes = !in_quotes,
                b'\n' | b'\r' if !in_quotes => break,
                byte if byte == separator && !in_quotes => {
                    if field == index {
                        break;
                    }
                    field += 1;
                    field_start = position + 1;
                }
                _ => {}
            }
            position += 1;
        }
        // a cell that the row does not have is missed at the row's end
        let begin = if field == index { field_start } else { position };
        Place::new(self.file, begin..position.max(begin))
    }
}

/// The cells of one row.
struct Cells<'a> {
    table: &'a Table<'a>,
    layout: &'a Layout,
    cells: &'a StringRecord,
    start: usize,
}

impl Cells<'_> {
    fn row(&self, line: usize) -> Option<Row> {
        let institute = self.name(Column::Institute);
        let firm = self.name(Column::Firm);
        let event = self.event(firm.as_ref().is_ok_and(Option::is_some));
        let date = match &event {
            Ok(event) => self.date(Column::Date, matches!(event, Word::Revenue | Word::Evaluation)),
            Err(()) => self.date(Column::Date, true),
        };
        let event = event.and_then(|word| self.recorded(word));
        let note = self.cell(Column::Note).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Row {
            record: Record {
                date: date.ok()?,
                institute: institute.ok()?,
                firm: firm.ok()?,
                event: event.ok()?,
            },
            place: Place::new(self.table.file, self.start..self.end_of_line()),
            line,
            note,
        })
    }

    fn end_of_line(&self) -> usize {
        let rest = &self.table.text[self.start..];
        self.start + rest.find(['\r', '\n']).unwrap_or(rest.len())
    }

    /// A cell without the apostrophe by which spreadsheets mark text; empty where the row has none.
    fn cell(&self, column: Column) -> &str {
        let cell = self.layout.position(column).and_then(|index| self.cells.get(index)).unwrap_or_default();
        let cell = cell.trim();
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => cell,
        }
    }

    fn fault(&self, column: Column, fault: Fault) {
        let index = self.layout.position(column).unwrap_or(self.layout.columns.len());
        let place = self.table.cell_place(self.start, index, self.layout.separator);
        let Heading { zh, en, .. } = heading(column);
        let wrong = fault.wrong.after(&format!("{zh}："), &format!("{en}: "));
        self.table.problems.error(place, wrong, fault.right);
    }

    /// A name; `Err` where it could not be read and that has been said.
    fn name(&self, column: Column) -> Result<Option<String>, ()> {
        let cell = self.cell(column);
        const LONGEST: usize = 200;
        if cell.is_empty() {
            return Ok(None);
        }
        let hidden = |c: &char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        let fault = if let Some(c) = cell.chars().find(hidden) {
            let c = c.escape_unicode();
            Fault::new(
                both!("名称中有不可见字符 {c}", "the name has the invisible character {c}"),
                both!("请重新输入名称", "write the name anew"),
            )
        } else if cell.chars().count() > LONGEST {
            Fault::new(
                both!("名称超过 {LONGEST} 个字符", "the name has more than {LONGEST} characters"),
                both!("请只写名称，其余写入备注", "write a name, and the rest under note"),
            )
        } else {
            return Ok(Some(cell.to_owned()));
        };
        self.fault(column, fault);
        Err(())
    }

    fn event(&self, of_firm: bool) -> Result<Word, ()> {
        let cell = self.cell(Column::Event);
        let position = EVENT_WORDS.iter().position(|word| word.is(cell));
        let fault = match position.map(|position| Word::ALL[position]) {
            Some(Word::Unveiling) if of_firm => Fault::new(
                both!(
                    "{cell} 是产研院挂牌，却写了企业",
                    "{cell} is an institute's unveiling, and a firm is named"
                ),
                both!(
                    "企业在新三板挂牌或上市，请写 上市（listing）",
                    "write 上市 (listing) for a firm's quotation on NEEQ or a listing"
                ),
            ),
            Some(word) => return Ok(word),
            None if cell.is_empty() => Fault::new(both!("缺少", "is missing"), one_of_the_events()),
            None => {
                let known: Vec<&str> = EVENT_WORDS.iter().flat_map(|word| [word.zh, word.en]).collect();
                let right = nearest(cell, known).map_or_else(one_of_the_events, meant);
                let quoted = quoted(cell);
                Fault::new(both!("没有名为 {quoted} 的事项", "unknown event {quoted}"), right)
            }
        };
        self.fault(Column::Event, fault);
        Err(())
    }

    fn recorded(&self, word: Word) -> Result<RecordedEvent, ()> {
        self.warn_of_unused(word);
        Ok(match word {
            Word::Accreditation => RecordedEvent::Accreditation { county: self.county()? },
            Word::Unveiling => RecordedEvent::Unveiling,
            Word::Acceptance => RecordedEvent::Acceptance,
            Word::Evaluation => {
                let (results, transfers) = (self.count(Column::Results), self.count(Column::Transfers));
                RecordedEvent::Evaluation { results: results?, transfers: transfers? }
            }
            Word::Founding => RecordedEvent::Founding { captive: self.captive()? },
            Word::Listing => RecordedEvent::Listing { market: self.market()? },
            Word::Award => RecordedEvent::Award { category: self.category()? },
            Word::Revenue => RecordedEvent::Revenue { revenue: self.amount()? },
            Word::Failure => RecordedEvent::Failure,
            Word::FundLoss => {
                let (invested, loss) = (self.date(Column::Invested, false), self.amount());
                RecordedEvent::FundLoss { invested: invested?, loss: loss? }
            }
        })
    }

    /// Warns of cells that this kind of event does not have.
    fn warn_of_unused(&self, word: Word) {
        let used = word.columns();
        let own = [
            Column::Amount,
            Column::Category,
            Column::County,
            Column::Results,
            Column::Transfers,
            Column::Captive,
            Column::Invested,
        ];
        for column in own.into_iter().filter(|column| !used.contains(column)) {
            if !self.cell(column).is_empty() {
                let index = self.layout.position(column).expect("a cell has a column");
                let place = self.table.cell_place(self.start, index, self.layout.separator);
                let EventWord { zh, en, .. } = &EVENT_WORDS[word as usize];
                let heading = heading(column);
                let (heading_zh, heading_en) = (heading.zh, heading.en);
                let wrong = both!("{heading_zh}：{zh}不用此列", "{heading_en}: is not used for {zh} ({en})");
                let right = both!("请留空，或写入备注", "leave it empty, or write it under note");
                self.table.problems.warning(place, wrong, right);
            }
        }
    }

    fn needed(&self, column: Column, example: &str) -> Result<&str, ()> {
        let cell = self.cell(column);
        if cell.is_empty() {
            let Heading { zh, en, .. } = heading(column);
            let right = both!("请写{zh}（{en}），如 {example}", "write {zh} ({en}), such as {example}");
            self.fault(column, Fault::new(both!("缺少", "is missing"), right));
            return Err(());
        }
        Ok(cell)
    }

    fn date(&self, column: Column, a_year_will_do: bool) -> Result<Date, ()> {
        let cell = self.needed(column, "2023-05-01")?;
        date_of_cell(cell, a_year_will_do).map_err(|fault| self.fault(column, fault))
    }

    fn amount(&self) -> Result<Money, ()> {
        let cell = self.needed(Column::Amount, "1200万元")?;
        let with_unit = match self.layout.unit {
            Some(unit) if !cell.ends_with('元') => format!("{cell}{unit}"),
            _ => cell.to_owned(),
        };
        let node =
            if with_unit.parse::<f64>().is_ok() { Node::Float(with_unit) } else { Node::Text(with_unit) };
        MONEY.read(&node).map_err(|fault| {
            let Text { zh, en } = fault.right;
            let right = Text::new(zh.replace('"', ""), en.replace('"', ""))
                .then("；或在表头写明单位：金额（万元）", "; or name the unit in the heading: 金额（万元）");
            self.fault(Column::Amount, Fault::new(fault.wrong, right));
        })
    }

    fn count(&self, column: Column) -> Result<u32, ()> {
        let cell = self.needed(column, "12")?;
        whole(cell).ok_or_else(|| {
            let quoted = quoted(cell);
            let wrong = both!("{quoted} 不是整数", "{quoted} is no whole number");
            let right = both!("请写整数，如 12", "write a whole number, such as 12");
            self.fault(column, Fault::new(wrong, right));
        })
    }

    fn captive(&self) -> Result<bool, ()> {
        let cell = self.cell(Column::Captive);
        match cell {
            "是" | "yes" | "true" | "TRUE" | "1" => Ok(true),
            "" | "否" | "no" | "false" | "FALSE" | "0" => Ok(false),
            _ => {
                let quoted = quoted(cell);
                let wrong = both!("{quoted} 既非是也非否", "{quoted} is neither yes nor no");
                self.fault(Column::Captive, Fault::new(wrong, both!("请写 是 或 否", "write 是 or 否")));
                Err(())
            }
        }
    }

    fn county(&self) -> Result<Option<CountyId>, ()> {
        let cell = self.cell(Column::County);
        if cell.is_empty() {
            return Ok(None);
        }
        let counties = &self.table.registry.counties;
        let found = counties
            .iter()
            .position(|county| county.id == cell || county.name.zh == cell || county.name.en == cell);
        match found {
            Some(position) => Ok(Some(CountyId::from(position))),
            None => {
                let known: Vec<&str> = counties.iter().map(|county| county.name.zh.as_str()).collect();
                self.fault(Column::County, unknown(("县（市、区）", "county"), cell, &known));
                Err(())
            }
        }
    }

    fn market(&self) -> Result<MarketId, ()> {
        let cell = self.needed(Column::Category, "NEEQ")?;
        let registry = self.table.registry;
        registry.market(identifier(cell)).ok_or_else(|| {
            let known: Vec<&str> = registry.markets.iter().map(|market| market.id.as_str()).collect();
            self.fault(Column::Category, unknown_word(("市场", "market"), cell, &known));
        })
    }

    fn category(&self) -> Result<CategoryId, ()> {
        let cell = self.needed(Column::Category, "provincial.second")?;
        let registry = self.table.registry;
        registry.category(identifier(cell)).ok_or_else(|| {
            let known: Vec<&str> = registry.categories.iter().map(|category| category.id.as_str()).collect();
            self.fault(Column::Category, unknown_word(("奖项", "award"), cell, &known));
        })
    }
}

/// The kinds of events, in the order of [`EVENT_WORDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Accreditation,
    Unveiling,
    Acceptance,
    Evaluation,
    Founding,
    Listing,
    Award,
    Revenue,
    Failure,
    FundLoss,
}

impl Word {
    const ALL: [Word; 10] = [
        Word::Accreditation,
        Word::Unveiling,
        Word::Acceptance,
        Word::Evaluation,
        Word::Founding,
        Word::Listing,
        Word::Award,
        Word::Revenue,
        Word::Failure,
        Word::FundLoss,
    ];

    /// The columns that belong to it alone.
    fn columns(self) -> &'static [Column] {
        match self {
            Word::Accreditation => &[Column::County],
            Word::Evaluation => &[Column::Results, Column::Transfers],
            Word::Founding => &[Column::Captive],
            Word::Listing | Word::Award => &[Column::Category],
            Word::Revenue => &[Column::Amount],
            Word::FundLoss => &[Column::Amount, Column::Invested],
            Word::Unveiling | Word::Acceptance | Word::Failure => &[],
        }
    }
}

/// The fault of a market or an award that is not known: Chinese advice names them in Chinese, which tables may use as well.
fn unknown_word(what: (&str, &str), cell: &str, ids: &[&str]) -> Fault {
    let Fault { wrong, right } = unknown(what, cell, ids);
    let words: Vec<&str> = ids.iter().map(|id| chinese(id)).collect();
    let zh =
        if nearest(cell, ids.iter().copied()).is_some() { right.zh } else { advice_among(cell, &words).zh };
    Fault::new(wrong, Text { zh, en: right.en })
}

fn one_of_the_events() -> Text {
    let words: Vec<String> = EVENT_WORDS.iter().map(|word| format!("{} {}", word.zh, word.en)).collect();
    Text::new(format!("请写其中之一：{}", words.join("、")), format!("write one of {}", words.join(", ")))
}

/// A day as spreadsheets write it: `2023-05-01`, `2023/5/1`, `2023.5.1` or `2023年5月1日`; a year alone stands for its last day
/// where that will do.
fn date_of_cell(cell: &str, a_year_will_do: bool) -> Result<Date, Fault> {
    let advice = || match a_year_will_do {
        true => both!(
            "请写年份如 2023，或其最后一天如 2023-12-31",
            "write a year like 2023, or its last day like 2023-12-31"
        ),
        false => both!("请写日期，如 2023-05-01 或 2023/5/1", "write a day like 2023-05-01 or 2023/5/1"),
    };
    let fault = || {
        let quoted = quoted(cell);
        Fault::new(both!("{quoted} 不是日期", "{quoted} is no day"), advice())
    };
    let plain = cell.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').map(str::trim).collect();
    let year = |text: &str| match text.len() {
        4 => year_of(text).map_err(|_| fault()),
        _ => Err(fault()),
    };
    let number = |text: &str| whole(text).filter(|_| text.len() <= 2).ok_or_else(fault);
    match parts[..] {
        [only] if a_year_will_do => Ok(year(only)?.last_day()),
        [of, month, day] => {
            let (of, month, day) = (year(of)?, number(month)?, number(day)?);
            Date::new(of.number() as i16, month as i8, day as i8).map_err(|_| {
                let quoted = quoted(cell);
                let wrong = both!("{quoted} 不是日历上的日期", "{quoted} is no day of the calendar");
                Fault::new(wrong, advice())
            })
        }
        _ => Err(fault()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::HEADINGS;
    use super::*;

    #[test]
    fn days_are_read_as_spreadsheets_write_them() {
        for cell in ["2023-05-01", "2023/5/1", "2023.5.1", "2023年5月1日", "2023年05月01日"] {
            assert_eq!(
                date_of_cell(cell, false).map(|date| date.to_string()).ok().as_deref(),
                Some("2023-05-01")
            );
        }
        for cell in ["2023", "2023年", "2023-12-31"] {
            assert_eq!(
                date_of_cell(cell, true).map(|date| date.to_string()).ok().as_deref(),
                Some("2023-12-31")
            );
        }
        for wrong in [
            "2023",
            "23-5-1",
            "44927",
            "5/1/2023",
            "2023-02-29",
            "2023-13-01",
            "2023-5",
            "",
            "--",
            "2023-005-01",
        ] {
            assert!(date_of_cell(wrong, false).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_heading_is_found_in_both_languages() {
        for heading in &HEADINGS {
            for name in [heading.zh, heading.en] {
                assert_eq!(column_of(name).ok(), Some((heading.column, None)), "{name}");
            }
        }
        for (name, unit) in [("金额（万元）", "万元"), ("金额(元)", "元"), ("amount (亿元)", "亿元")]
        {
            assert_eq!(column_of(name).ok(), Some((Column::Amount, Some(unit))), "{name}");
        }
        assert!(column_of("日子").is_err_and(|fault| fault.right.zh.contains("日期")));
    }
}
