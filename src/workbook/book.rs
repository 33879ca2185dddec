//! Any workbook, put together from its sheets.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::sheet::Sheet;
use super::text::within_a_line;

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made")]
pub struct WorkbookError(#[from] XlsxError);

/// What a workbook says of itself.
pub(super) struct About {
    pub title: String,
    pub subject: String,
    pub comment: String,
    pub category: &'static str,
    pub keywords: &'static str,
}

/// The bytes of a workbook of some sheets. The same sheets give the same bytes.
pub(super) fn book(about: &About, sheets: Vec<Sheet>) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(about)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet.worksheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// What the file says of itself. The date is fixed: no clock reaches a result.
fn properties(about: &About) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(&about.title)
        .set_subject(within_a_line(&about.subject, 200))
        .set_author("fiscast")
        .set_category(about.category)
        .set_keywords(about.keywords)
        .set_comment(&about.comment)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}
