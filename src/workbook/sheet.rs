//! A sheet: its title, its one head, rows below it, and how it prints.

use rust_xlsxwriter::{Format, Formula, IgnoreError, Url, Worksheet, XlsxError};

use crate::things::Text;

use super::answers::Answers;
use super::cell::Cell;
use super::style::{self, Kind, RowLook};
use super::text::{cell_text, lines, width, within_a_line};

/// The height of a line in points, and of the highest row that Excel allows.
pub(super) const LINE: f64 = 16.5;
const HIGHEST: f64 = 409.0;

/// A column of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What several columns beside each other have in common; empty where nothing.
    group: Text,
    head: Text,
    width: f64,
    kind: Kind,
}

impl Column {
    /// A column with its head in both languages.
    pub fn new(kind: Kind, width: f64, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Column { group: Text::default(), head: Text::new(zh, en), width, kind }
    }

    /// A column in which the widest amount shows as digits, not as `####`.
    fn wide_enough(self, widest: f64) -> Column {
        let amounts = matches!(self.kind, Kind::Amount | Kind::Chosen | Kind::Check);
        // beside the digits, room for the cell's margins and for bold figures
        Column { width: if amounts { self.width.max(widest * 1.1 + 1.0) } else { self.width }, ..self }
    }

    /// How many letters a line of it has room for.
    fn room(&self) -> usize {
        (self.width - 1.0).max(1.0) as usize
    }

    /// Puts columns under a common head.
    pub fn under(columns: Vec<Column>, zh: &str, en: &str) -> Vec<Column> {
        columns.into_iter().map(|column| Column { group: Text::new(zh, en), ..column }).collect()
    }
}

/// What stands above a sheet's head.
pub(super) struct Frame {
    /// The sheet's name, at most 31 characters.
    pub name: &'static str,
    pub title: Text,
    /// What the sheet says, in a sentence.
    pub finding: Option<Text>,
    /// What a reader must know before reading a number.
    pub note: Option<Text>,
    /// Whether its numbers are amounts in 万元.
    pub amounts: bool,
    /// How many columns at the left stay in sight.
    pub frozen: u16,
}

/// A sheet that grows downwards.
pub(super) struct Sheet {
    sheet: Worksheet,
    columns: Vec<Column>,
    /// The next row.
    row: u32,
}

impl Sheet {
    /// A sheet with title, notes and head, ready to print on A4.
    pub fn new(answers: &Answers<'_>, frame: &Frame, columns: Vec<Column>) -> Result<Self, XlsxError> {
        let columns = columns.into_iter().map(|column| column.wide_enough(answers.widest_amount)).collect();
        let mut sheet = Sheet { sheet: Worksheet::new(), columns, row: 0 };
        sheet.sheet.set_name(frame.name)?.set_screen_gridlines(false).set_default_row_height(LINE);
        for (index, column) in sheet.columns.iter().enumerate() {
            sheet.sheet.set_column_width(index as u16, column.width)?;
        }
        sheet.set_up_printing(answers)?;
        sheet.write_title(&frame.title)?;
        if let Some(finding) = &frame.finding {
            sheet.write_across(finding, &style::finding(), 16.0)?;
        }
        sheet.write_source(answers, frame.amounts)?;
        if let Some(note) = &frame.note {
            sheet.write_across(note, &style::note(), 13.5)?;
        }
        sheet.write_head()?;
        let frozen = if frame.frozen < sheet.width() { frame.frozen } else { 0 };
        sheet.sheet.set_freeze_panes(sheet.row, frozen)?;
        Ok(sheet)
    }

    /// The row that comes next.
    pub fn next_row(&self) -> u32 {
        self.row
    }

    /// How many columns it has.
    pub fn width(&self) -> u16 {
        self.columns.len() as u16
    }

    /// Adds a row and says which it is. Each cell looks as its column does.
    pub fn row(&mut self, look: RowLook, cells: Vec<Cell>) -> Result<u32, XlsxError> {
        let row = self.row;
        let lines = cells.iter().zip(&self.columns).map(|(cell, column)| cell.lines(column.room()));
        // some programs do not find the height themselves
        self.set_lines(row, lines.max().unwrap_or(1))?;
        for (index, cell) in cells.into_iter().enumerate() {
            self.put(row, index as u16, self.columns[index].kind, look, cell)?;
        }
        self.row += 1;
        Ok(row)
    }

    /// Leaves a row free and says what comes below.
    pub fn part(&mut self, words: &Text) -> Result<(), XlsxError> {
        let row = self.row + 1;
        self.sheet.set_row_height(row, 20.0)?;
        self.write_words(row, 0, &format!("{}　{}", words.zh, words.en), &style::part())?;
        self.row = row + 1;
        Ok(())
    }

    /// Leaves a row free and writes a chart's title, a row for each language: text that the chart refers to. Says where
    /// the Chinese one stands.
    pub fn chart_title(&mut self, title: &Text) -> Result<u32, XlsxError> {
        let row = self.row + 1;
        self.sheet.set_row_height(row, 20.0)?;
        self.write_words(row, 0, &title.zh, &style::part())?;
        self.write_words(row + 1, 0, &title.en, &style::plain_note())?;
        self.row = row + 2;
        Ok(row)
    }

    /// Writes the names of a chart's columns, a row for each language; says where the Chinese ones stand.
    pub fn chart_names(&mut self, names: &[Text]) -> Result<u32, XlsxError> {
        let row = self.row;
        let tallest = |of: fn(&Text) -> &String| {
            let lines = names.iter().zip(&self.columns).map(|(name, column)| lines(of(name), column.room()));
            lines.max().unwrap_or(1)
        };
        let (chinese, english) = (tallest(|name| &name.zh), tallest(|name| &name.en));
        self.set_lines(row, chinese)?;
        self.set_lines(row + 1, english)?;
        for (index, name) in names.iter().enumerate() {
            self.write_words(row, index as u16, &name.zh, &style::head(false))?;
            self.write_words(row + 1, index as u16, &name.en, &style::small_head())?;
        }
        self.row = row + 2;
        Ok(row)
    }

    /// Lets a reader filter and sort the rows from `first` to the last one, by the head above them.
    pub fn filter_from(&mut self, first: u32) -> Result<(), XlsxError> {
        if self.row > first {
            self.sheet.autofilter(first - 1, 0, self.row - 1, self.width() - 1)?;
        }
        Ok(())
    }

    /// Spares the rows from `first` on the remark that a number is kept as text.
    pub fn keep_numbers_as_words(&mut self, first: u32) -> Result<(), XlsxError> {
        if self.row > first {
            let last = (self.row - 1, self.width() - 1);
            self.sheet.ignore_error_range(first, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    /// Keeps the sheet on one page.
    pub fn on_one_page(&mut self) {
        self.sheet.set_print_fit_to_pages(1, 1);
    }

    /// Adds a row that leads to another sheet.
    pub fn link_row(&mut self, name: &str, words: [&str; 2]) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        self.sheet.write_url_with_format(self.row, 0, url, &style::link())?;
        let format = style::cell(Kind::Words, RowLook::Plain);
        let below = words.iter().zip(&self.columns[1..]);
        self.set_lines(
            self.row,
            below.map(|(words, column)| lines(words, column.room())).max().unwrap_or(1),
        )?;
        for (column, words) in words.into_iter().enumerate() {
            self.write_words(self.row, column as u16 + 1, words, &format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The sheet below its head, for what is no table.
    pub fn worksheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// The finished sheet.
    pub fn finish(self) -> Worksheet {
        self.sheet
    }

    /// Writes one cell.
    pub fn put(
        &mut self,
        row: u32,
        column: u16,
        kind: Kind,
        look: RowLook,
        cell: Cell,
    ) -> Result<(), XlsxError> {
        let format = style::cell(kind, look);
        match cell {
            Cell::Blank => self.sheet.write_blank(row, column, &format)?,
            Cell::Mark(words) => return self.write_words(row, column, words, &style::mark()),
            Cell::Words(words) => return self.write_words(row, column, &words, &format),
            Cell::Whole(number) | Cell::Share(number) => {
                self.sheet.write_number_with_format(row, column, number, &format)?
            }
            Cell::Fen(fen) => self.sheet.write_number_with_format(row, column, wan(fen), &format)?,
            Cell::Formula(formula, result) => {
                let formula = Formula::new(format!("={formula}")).set_result(format!("{result}"));
                self.sheet.write_formula_with_format(row, column, formula, &format)?
            }
            Cell::As(kind, cell) => return self.put(row, column, kind, look, *cell),
        };
        Ok(())
    }

    /// Writes words as text. What would be a formula once somebody edits the cell keeps its mark of text.
    pub fn write_words(
        &mut self,
        row: u32,
        column: u16,
        words: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let words = cell_text(words);
        if words.starts_with(['=', '+', '-', '@']) {
            self.sheet.write_string_with_format(row, column, words, &format.clone().set_quote_prefix())?;
        } else {
            self.sheet.write_string_with_format(row, column, words, format)?;
        }
        Ok(())
    }

    fn set_up_printing(&mut self, answers: &Answers<'_>) -> Result<(), XlsxError> {
        let scenario = &answers.findings.scenario;
        // in a page's head `&` begins a code, and the whole may have 255 characters
        let plain = |words: &str| within_a_line(words, 60).replace('&', "&&");
        let sheet = self.sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        sheet.set_header(format!("&L&8{}&R&8&A", plain(&scenario.title.zh)));
        sheet.set_footer(format!(
            "&L&8{}&C&8第 &P 页，共 &N 页&R&8情景推算，非官方预测",
            plain(&answers.findings.program)
        ));
        Ok(())
    }

    /// Gives a row the height of so many lines, at most what Excel allows.
    fn set_lines(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            self.sheet.set_row_height(row, (lines as f64 * LINE).min(HIGHEST))?;
        }
        Ok(())
    }

    /// A row across the whole width, the English below the Chinese; `line` is the height of a Chinese line in points.
    fn write_across(&mut self, text: &Text, format: &Format, line: f64) -> Result<(), XlsxError> {
        let (zh, en) = (cell_text(&text.zh), cell_text(&text.en));
        let room = self.columns.iter().map(|column| column.width).sum::<f64>() as usize;
        let height = lines(&zh, room) as f64 * line + lines(&en, room) as f64 * 13.5 + 4.0;
        self.sheet.set_row_height(self.row, height.min(HIGHEST))?;
        self.across(0, self.width() - 1, &zh, format)?;
        if !zh.is_empty() && !en.is_empty() {
            let parts = [(format, zh.as_str()), (&style::plain_note(), &format!("\n{en}"))];
            self.sheet.write_rich_string_with_format(self.row, 0, &parts, format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes words over some columns of the current row.
    fn across(&mut self, first: u16, last: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
        if first < last {
            self.sheet.merge_range(self.row, first, self.row, last, words, format)?;
        }
        self.write_words(self.row, first, words, format)
    }

    fn write_title(&mut self, title: &Text) -> Result<(), XlsxError> {
        let room: f64 = self.columns.iter().map(|column| column.width).sum();
        // the title's letters are about half as wide again as a column's unit
        let taken = width(&title.zh) * 3 / 2 + width(&title.en) + 4;
        let height = taken.div_ceil((room as usize).max(1)) as f64 * 24.0 + 4.0;
        self.sheet.set_row_height(self.row, height)?;
        let (format, english) = (style::title(), style::title_english());
        self.across(0, self.width() - 1, &title.zh, &format)?;
        let parts = [(&format, title.zh.as_str()), (&english, &format!("　{}", title.en))];
        self.sheet.write_rich_string_with_format(self.row, 0, &parts, &format)?;
        self.row += 1;
        Ok(())
    }

    /// Which run the numbers are of, and their unit.
    fn write_source(&mut self, answers: &Answers<'_>, amounts: bool) -> Result<(), XlsxError> {
        let findings = answers.findings;
        let paths = crate::tables::grouped(&findings.paths.to_string());
        let source = format!(
            "情景 Scenario：{}（{}）　路径 Paths：{paths}　种子 Seed：{}",
            within_a_line(&findings.scenario.title.zh, 40),
            findings.scenario.id,
            findings.seed
        );
        let last = self.width() - 1;
        let unit_from = if amounts { self.columns_of_width(30.0) } else { last + 1 };
        self.sheet.set_row_height(self.row, 15.0)?;
        self.across(0, unit_from.saturating_sub(1), &source, &style::note())?;
        if amounts {
            self.across(unit_from, last, "单位：万元　Unit: 10,000 yuan", &style::unit())?;
        }
        self.row += 1;
        Ok(())
    }

    /// The first of the last columns that together are at least so wide; the first column is never one of them.
    fn columns_of_width(&self, least: f64) -> u16 {
        let mut wide = 0.0;
        for (index, column) in self.columns.iter().enumerate().rev() {
            wide += column.width;
            if wide >= least || index <= 1 {
                return index as u16;
            }
        }
        0
    }

    /// The head: Chinese above English in each cell; a row above it for what columns have in common, over which the
    /// heads of other columns reach.
    fn write_head(&mut self) -> Result<(), XlsxError> {
        let columns = self.columns.clone();
        if columns.iter().all(|column| column.head == Text::default()) {
            return Ok(());
        }
        let first = self.row;
        if columns.iter().any(|column| column.group != Text::default()) {
            self.write_groups(&columns)?;
        }
        let height = columns.iter().map(|column| head_height(&column.head, column.width));
        self.sheet.set_row_height(self.row, height.fold(0.0, f64::max))?;
        for (index, column) in columns.iter().enumerate() {
            let (index, chosen) = (index as u16, column.kind == Kind::Chosen);
            let alone = column.group == Text::default() && first < self.row;
            if alone {
                let format = style::head(chosen);
                self.sheet.merge_range(first, index, self.row, index, "", &format)?;
            }
            let row = if alone { first } else { self.row };
            self.write_head_cell(row, index, &column.head, chosen)?;
        }
        self.sheet.set_repeat_rows(first, self.row)?;
        self.row += 1;
        Ok(())
    }

    fn write_groups(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let mut index = 0;
        let mut height = LINE;
        for group in columns.chunk_by(|one, next| one.group == next.group) {
            let (first, last) = (index, index + group.len() as u16 - 1);
            index = last + 1;
            let words = &group[0].group;
            if *words != Text::default() {
                self.across(first, last, &words.zh, &style::head(false))?;
                self.write_head_cell(self.row, first, words, false)?;
                height = height.max(head_height(words, group.iter().map(|column| column.width).sum()));
            }
        }
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// A head in both languages.
    pub fn write_head_cell(
        &mut self,
        row: u32,
        column: u16,
        head: &Text,
        chosen: bool,
    ) -> Result<(), XlsxError> {
        let format = style::head(chosen);
        if head.en.is_empty() || head.zh == head.en {
            return self.write_words(row, column, &head.zh, &format);
        }
        let (chinese, english) = style::head_words();
        let (zh, en) = (cell_text(&head.zh), cell_text(&head.en));
        let below = format!("\n{en}");
        self.sheet.write_rich_string_with_format(
            row,
            column,
            &[(&chinese, &zh), (&english, &below)],
            &format,
        )?;
        Ok(())
    }
}

/// The height of a head in points, in a column of so many units.
fn head_height(head: &Text, wide: f64) -> f64 {
    let room = (wide - 1.0).max(1.0);
    let english = if head.en.is_empty() || head.zh == head.en { 0 } else { lines(&head.en, room as usize) };
    (lines(&head.zh, room as usize) as f64 * 16.0 + english as f64 * 12.5 + 4.0).min(HIGHEST)
}

/// Fen as 万元.
pub(super) fn wan(fen: f64) -> f64 {
    fen / 1e6
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // 1 万元 is 1,000,000 fen; fifteen digits are what Excel keeps of a number
        #[test]
        fn an_amount_in_wan_is_exact_to_the_fen(fen in -999_999_999_999_999_i64..=999_999_999_999_999) {
            let shown: f64 = format!("{:.14e}", wan(fen as f64)).parse().expect("a number");
            prop_assert_eq!((shown * 1e6).round() as i64, fen);
        }
    }
}
