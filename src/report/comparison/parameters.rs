//! What the scenarios state otherwise, and what each value rests on.

use maud::{Markup, html};

use crate::findings::{ChoiceNames, ParameterDifference, ScenarioDifference, ScenarioDifferences};
use crate::tables::stated_value;
use crate::things::Text;

use super::super::page::{Page, Section, foreign};

/// The section.
pub(super) fn section(page: &Page, found: &ScenarioDifferences) -> Section {
    let body = html! { @for other in &found.others { (table(page, found, other)) } };
    Section { name: "parameters", title: Text::new("取值有何不同", "What is stated otherwise"), body }
}

fn table(page: &Page, found: &ScenarioDifferences, other: &ScenarioDifference) -> Markup {
    if other.parameters.is_empty() {
        return html! {
            p { (page.name(&other.scenario.title)) (page.say("：没有不同的取值。", ": no value differs.")) }
        };
    }
    html! {
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.words.parameters {
                caption { (page.name(&other.scenario.title)) }
                thead {
                    tr {
                        th scope="col" { (page.say("参数", "Parameter")) }
                        th scope="col" { (page.name(&found.base.title)) }
                        th scope="col" { (page.name(&other.scenario.title)) }
                    }
                }
                tbody { @for parameter in &other.parameters { (row(page, &found.names, parameter)) } }
            }
        }
    }
}

fn row(page: &Page, names: &ChoiceNames, parameter: &ParameterDifference) -> Markup {
    let stated = |value: &Option<String>| {
        value.as_deref().map(|value| stated_value(names, &parameter.key, value, page.language))
    };
    html! {
        tr {
            th scope="row" { (page.name(&parameter.meaning)) code { (parameter.key) } }
            (value(page, stated(&parameter.base).as_deref(), parameter.base_source.as_deref()))
            (value(page, stated(&parameter.other).as_deref(), parameter.other_source.as_deref()))
        }
    }
}

/// A value with what it rests on; a dash where a scenario has none.
fn value(page: &Page, value: Option<&str>, source: Option<&str>) -> Markup {
    html! {
        td {
            @match value {
                Some(value) => {
                    (foreign(value))
                    span.source { @match source { Some(source) => (foreign(source)), None => (page.say("未写明出处", "no source stated")) } }
                }
                None => (page.say("无此项", "none")),
            }
        }
    }
}
