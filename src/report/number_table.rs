//! The numbers behind a picture, as a table of the page.

use maud::{Markup, html};

use crate::charts::{Number, NumberColumn, NumberUnit, Numbers};

use super::page::Page;
use super::words;

/// The head of a column, with the unit of its amounts.
fn head(page: &Page, column: &NumberColumn) -> String {
    let name = page.language.of(&column.name);
    match column.unit {
        NumberUnit::Money => {
            format!("{name}{}{}{}", page.say("（", " ("), words::unit(page.language), page.say("）", ")"))
        }
        _ => name.to_owned(),
    }
}

/// The numbers as a table.
pub(super) fn table(page: &Page, numbers: &Numbers) -> Markup {
    html! {
        div.box.numbers tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table {
                caption { (page.name(&numbers.title)) }
                thead {
                    tr {
                        @for column in &numbers.columns {
                            th.number[column.unit != NumberUnit::Words] scope="col" { (head(page, column)) }
                        }
                    }
                }
                tbody {
                    @for row in &numbers.rows {
                        tr { @for (position, number) in row.iter().enumerate() { (cell(page, position, number)) } }
                    }
                }
            }
        }
    }
}

fn cell(page: &Page, position: usize, number: &Number) -> Markup {
    let written = match number {
        Number::Words(text) if position == 0 => {
            return html! { th scope="row" { (page.name(text)) } };
        }
        Number::Words(text) => return html! { td.words { (page.name(text)) } },
        Number::Year(year) if position == 0 => return html! { th scope="row" { (year) } },
        Number::Year(year) => year.to_string(),
        Number::Fen(fen) => words::fine(page.language, *fen),
        Number::Share(share) => words::percent(*share),
        Number::Count(count) => words::count(*count),
        Number::Nothing => String::new(),
    };
    html! { td { (written) } }
}
