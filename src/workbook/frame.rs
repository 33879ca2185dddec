//! What stands above a sheet's rows: its title, notes and head; and how it prints.

use rust_xlsxwriter::{Format, XlsxError};

use crate::things::Text;

use super::columns::Column;
use super::origin::Origin;
use super::sheet::{HIGHEST, LINE, Sheet};
use super::style::{self, Kind};
use super::text::{cell_text, lines, width, within_a_line};

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

impl Sheet {
    /// Writes title, notes and head, and sets up the printing.
    pub fn write_frame(&mut self, origin: &Origin, frame: &Frame) -> Result<(), XlsxError> {
        self.set_up_printing(origin);
        self.write_title(&frame.title)?;
        if let Some(finding) = frame.finding.as_ref().filter(|finding| !finding.zh.is_empty()) {
            self.write_across(finding, &style::finding(), 16.0)?;
        }
        self.write_source(origin, frame.amounts)?;
        if let Some(note) = &frame.note {
            self.write_across(note, &style::note(), 13.5)?;
        }
        self.write_head()?;
        let frozen = if frame.frozen < self.width() { frame.frozen } else { 0 };
        self.worksheet.set_freeze_panes(self.row, frozen)?;
        Ok(())
    }

    fn set_up_printing(&mut self, origin: &Origin) {
        // in a page's head `&` begins a code, the digits after it are part of it, and the whole may have 255 characters
        let plain = |words: &str| within_a_line(words, 60).replace('&', "&&");
        let sheet = self.worksheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        sheet.set_header(format!("&L&8 {}&R&8&A", plain(&origin.title)));
        sheet.set_footer(format!(
            "&L&8 {}&C&8第 &P 页，共 &N 页&R&8情景推算，非官方预测",
            plain(&origin.program)
        ));
    }

    /// A row across the whole width, the English below the Chinese; `line` is the height of a Chinese line in points.
    fn write_across(&mut self, text: &Text, format: &Format, line: f64) -> Result<(), XlsxError> {
        let (zh, en) = (cell_text(&text.zh), cell_text(&text.en));
        let room = self.columns.iter().map(|column| column.width).sum::<f64>() as usize;
        let height = lines(&zh, room) as f64 * line + lines(&en, room) as f64 * 13.5 + 4.0;
        self.worksheet.set_row_height(self.row, height.min(HIGHEST))?;
        self.across(0, self.width() - 1, &zh, format)?;
        if !zh.is_empty() && !en.is_empty() {
            let parts = [(format, zh.as_str()), (&style::plain_note(), &format!("\n{en}"))];
            self.worksheet.write_rich_string_with_format(self.row, 0, &parts, format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes words over some columns of the current row.
    fn across(&mut self, first: u16, last: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
        if first < last {
            self.worksheet.merge_range(self.row, first, self.row, last, words, format)?;
        }
        self.write_words(self.row, first, words, format)
    }

    fn write_title(&mut self, title: &Text) -> Result<(), XlsxError> {
        let room: f64 = self.columns.iter().map(|column| column.width).sum();
        // the title's letters are about half as wide again as a column's unit
        let taken = width(&title.zh) * 3 / 2 + width(&title.en) + 4;
        let height = taken.div_ceil((room as usize).max(1)) as f64 * 24.0 + 4.0;
        self.worksheet.set_row_height(self.row, height)?;
        let (format, english) = (style::title(), style::title_english());
        self.across(0, self.width() - 1, &title.zh, &format)?;
        let parts = [(&format, title.zh.as_str()), (&english, &format!("　{}", title.en))];
        self.worksheet.write_rich_string_with_format(self.row, 0, &parts, &format)?;
        self.row += 1;
        Ok(())
    }

    /// Which run the numbers are of, and their unit.
    fn write_source(&mut self, origin: &Origin, amounts: bool) -> Result<(), XlsxError> {
        let last = self.width() - 1;
        let unit_from = if amounts { self.columns_of_width(30.0) } else { last + 1 };
        self.worksheet.set_row_height(self.row, 15.0)?;
        self.across(0, unit_from.saturating_sub(1), &origin.source, &style::note())?;
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
        self.worksheet.set_row_height(self.row, height.fold(0.0, f64::max))?;
        for (index, column) in columns.iter().enumerate() {
            let (index, chosen) = (index as u16, column.kind == Kind::Chosen);
            let alone = column.group == Text::default() && first < self.row;
            if alone {
                let format = style::head(chosen);
                self.worksheet.merge_range(first, index, self.row, index, "", &format)?;
            }
            let row = if alone { first } else { self.row };
            self.write_head_cell(row, index, &column.head, chosen)?;
        }
        self.worksheet.set_repeat_rows(first, self.row)?;
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
        self.worksheet.set_row_height(self.row, height)?;
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
        self.worksheet.write_rich_string_with_format(
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
