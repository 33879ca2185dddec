//! CSV as Excel and WPS open it: UTF-8 with byte-order mark, CRLF, and no cell that runs as a formula.

/// Rows gathered into the bytes of a file.
pub struct CsvText(csv::Writer<Vec<u8>>);

impl Default for CsvText {
    fn default() -> Self {
        CsvText::new()
    }
}

impl CsvText {
    /// Begins with the byte-order mark.
    pub fn new() -> Self {
        let bytes = b"\xef\xbb\xbf".to_vec();
        CsvText(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes))
    }

    /// Adds a row. Numbers are written as they are; text that a spreadsheet would run is disarmed.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().map(disarmed).collect();
        self.0.write_record(cells).expect("writing to memory cannot fail");
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("writing to memory cannot fail")
    }
}

/// A leading `= + - @`, tab or return makes a cell a formula; an apostrophe makes it text again. Numbers keep
/// their sign.
fn disarmed(cell: String) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if runs { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for (cell, written) in
            [("=1+1", "'=1+1"), ("@a", "'@a"), ("-5.20", "-5.20"), ("+x", "'+x"), ("新乡", "新乡")]
        {
            assert_eq!(disarmed(cell.to_owned()), written);
        }
        let mut text = CsvText::new();
        text.row(["a,b".to_owned(), "c".to_owned()]);
        assert_eq!(text.finish(), b"\xef\xbb\xbf\"a,b\",c\r\n");
    }
}
