//! A sheet: its title, its one head, rows below it, and how it prints.

use rust_xlsxwriter::{Format, Formula, IgnoreError, Url, Worksheet, XlsxError};

use crate::things::Text;

use super::cell::Cell;
use super::columns::Column;
use super::frame::Frame;
use super::origin::Origin;
use super::style::{self, Kind, RowLook};
use super::text::{cell_text, lines};

/// The height of a line in points, and of the highest row that Excel allows.
pub(super) const LINE: f64 = 16.5;
pub(super) const HIGHEST: f64 = 409.0;

/// A sheet that grows downwards.
pub(super) struct Sheet {
    pub worksheet: Worksheet,
    pub columns: Vec<Column>,
    /// The next row.
    pub row: u32,
}

impl Sheet {
    /// A sheet with title, notes and head, ready to print on A4.
    pub fn new(origin: &Origin, frame: &Frame, columns: Vec<Column>) -> Result<Self, XlsxError> {
        let columns = columns.into_iter().map(|column| column.wide_enough(origin.widest_amount)).collect();
        let mut sheet = Sheet { worksheet: Worksheet::new(), columns, row: 0 };
        sheet.worksheet.set_name(frame.name)?.set_screen_gridlines(false).set_default_row_height(LINE);
        for (index, column) in sheet.columns.iter().enumerate() {
            sheet.worksheet.set_column_width(index as u16, column.width)?;
        }
        sheet.write_frame(origin, frame)?;
        Ok(sheet)
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
        self.worksheet.set_row_height(row, 20.0)?;
        self.write_words(row, 0, &format!("{}　{}", words.zh, words.en), &style::part())?;
        self.row = row + 1;
        Ok(())
    }

    /// Leaves a row free and writes a chart's title, a row for each language: text that the chart refers to. Says where
    /// the Chinese one stands.
    pub fn chart_title(&mut self, title: &Text) -> Result<u32, XlsxError> {
        let row = self.row + 1;
        self.worksheet.set_row_height(row, 20.0)?;
        self.write_words(row, 0, &title.zh, &style::part())?;
        self.write_words(row + 1, 0, &title.en, &style::plain_note())?;
        self.row = row + 2;
        Ok(row)
    }

    /// Writes the names of a chart's columns, a row for each language; says where the Chinese ones stand.
    pub fn chart_names(&mut self, names: &[Text]) -> Result<u32, XlsxError> {
        let row = self.row;
        let tallest = |of: fn(&Text) -> &String, larger: usize| {
            let rooms = self.columns.iter().map(|column| column.room() * larger / 4);
            names.iter().zip(rooms).map(|(name, room)| lines(of(name), room)).max().unwrap_or(1)
        };
        // the English is in smaller letters, of which a line holds a quarter more
        let (chinese, english) = (tallest(|name| &name.zh, 4), tallest(|name| &name.en, 5));
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
            self.worksheet.autofilter(first - 1, 0, self.row - 1, self.width() - 1)?;
        }
        Ok(())
    }

    /// Spares the rows from `first` on the remark that a number is kept as text.
    pub fn keep_numbers_as_words(&mut self, first: u32) -> Result<(), XlsxError> {
        if self.row > first {
            let last = (self.row - 1, self.width() - 1);
            self.worksheet.ignore_error_range(first, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    /// Keeps the sheet on one page.
    pub fn on_one_page(&mut self) {
        self.worksheet.set_print_fit_to_pages(1, 1);
    }

    /// Adds a row that leads to another sheet.
    pub fn link_row(&mut self, name: &str, words: [&str; 2]) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        self.worksheet.write_url_with_format(self.row, 0, url, &style::link())?;
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
            Cell::Blank => self.worksheet.write_blank(row, column, &format)?,
            Cell::Mark(words) => return self.write_words(row, column, words, &style::mark()),
            Cell::Words(words) => return self.write_words(row, column, &words, &format),
            Cell::Whole(number) | Cell::Share(number) => {
                self.worksheet.write_number_with_format(row, column, number, &format)?
            }
            Cell::Fen(fen) => self.worksheet.write_number_with_format(row, column, wan(fen), &format)?,
            Cell::Formula(formula, result) => {
                let formula = Formula::new(format!("={formula}")).set_result(format!("{result}"));
                self.worksheet.write_formula_with_format(row, column, formula, &format)?
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
            self.worksheet.write_string_with_format(
                row,
                column,
                words,
                &format.clone().set_quote_prefix(),
            )?;
        } else {
            self.worksheet.write_string_with_format(row, column, words, format)?;
        }
        Ok(())
    }

    /// Gives a row the height of so many lines, at most what Excel allows.
    pub fn set_lines(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            self.worksheet.set_row_height(row, (lines as f64 * LINE).min(HIGHEST))?;
        }
        Ok(())
    }
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
