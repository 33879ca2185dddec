//! What the numbers assume: every parameter with what it rests on, and how the policy's open words are read.

use maud::{Markup, html};

use crate::findings::{AssumptionFinding, NamedReading};
use crate::scenario_file::option_described;
use crate::tables::stated_value;
use crate::things::{Language, Text, alternative_name};

use super::super::page::{Section, foreign};
use super::super::words::date;
use super::page::RunPage;

/// The section.
pub(in crate::report) fn section(page: &RunPage<'_>) -> Section {
    let body = html! { (readings(page)) (assumptions(page)) };
    Section { name: "premises", title: Text::new("前提与假设", "What it assumes"), body }
}

/// How each open phrase is read, with the words.
fn readings(page: &RunPage<'_>) -> Markup {
    let note = page.say(
        "政策文件的下列文字可以有不同理解，情景选定了其中一种。换一种理解，结果随之改变。",
        "These words of the policy can be read in more than one way; the scenario chose one. Another reading gives other figures.",
    );
    let head = html! {
        tr {
            th scope="col" { (page.say("问题", "Question")) }
            th scope="col" { (page.say("本情景的理解", "Read as")) }
            th scope="col" { (page.say("文件原文", "The policy's words")) }
        }
    };
    let bodies = html! { tbody { @for reading in &page.findings.readings { (reading_row(page, reading)) } } };
    html! {
        h3 { (page.say("对政策文字的理解", "How open phrases are read")) }
        p.note { (note) }
        (words_table(page, page.say("待解释之处", "Open phrases and readings"), "readings", &head, &bodies))
    }
}

/// A table of words, which has no unit.
fn words_table(page: &RunPage<'_>, caption: &str, class: &str, head: &Markup, bodies: &Markup) -> Markup {
    html! {
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.words.(class) {
                caption { (caption) }
                thead { (head) }
                (bodies)
            }
        }
    }
}

fn reading_row(page: &RunPage<'_>, reading: &NamedReading) -> Markup {
    html! {
        tr {
            th scope="row" { (page.name(&reading.title)) code { (reading.switch) } }
            td data-head=(page.say("理解", "Read as")) { (page.name(&reading.choice)) code { (reading.option) } }
            td data-head=(page.say("原文", "Words")) {
                @if reading.words.is_empty() { (page.say("文件未涉及", "the policy has none")) }
                @else {
                    q lang="zh-CN" { (foreign(&reading.words)) }
                    span.article lang="zh-CN" { (reading.article) }
                }
            }
        }
    }
}

/// Every parameter.
fn assumptions(page: &RunPage<'_>) -> Markup {
    let assumed = page.findings.assumptions.iter().filter(|assumption| assumption.assumption).count();
    let all = page.findings.assumptions.len();
    let note = match page.language {
        Language::Chinese => format!(
            "共 {all} 项参数，其中 {assumed} 项标为“假设”：没有公开来源可以直接支持，取值是本情景的估计。范围为合理取值的 5%—95% 分位。"
        ),
        Language::English => format!(
            "{all} parameters; {assumed} are marked as assumptions: no public source states them, and the value is the scenario's estimate. The range spans the 5 to 95% quantiles of what is plausible."
        ),
    };
    let head = html! {
        tr {
            th scope="col" { (page.say("参数", "Parameter")) }
            @for head in heads(page) { th scope="col" { (head) } }
        }
    };
    let bodies = html! {
        @for (chapter, parameters) in chapters(&page.findings.assumptions) {
            tbody {
                tr.group { th colspan="4" scope="rowgroup" { (page.name(&chapter_title(chapter))) } }
                @for assumption in parameters { (assumption_row(page, assumption)) }
            }
        }
    };
    html! {
        h3 { (page.say("参数", "Parameters")) }
        p.note { (note) }
        (words_table(page, page.say("全部参数及依据", "Every parameter and what it rests on"), "parameters", &head, &bodies))
    }
}

/// What is told of a parameter; on narrow screens beside each cell, which then stands below the one before.
fn heads<'a>(page: &RunPage<'a>) -> [&'a str; 3] {
    [
        page.language.say("取值", "Value"),
        page.language.say("范围", "Range"),
        page.language.say("依据", "Rests on"),
    ]
}

/// The parameters by chapter: by the first part of their keys.
fn chapters(assumptions: &[AssumptionFinding]) -> Vec<(&str, Vec<&AssumptionFinding>)> {
    let mut chapters: Vec<(&str, Vec<&AssumptionFinding>)> = Vec::new();
    for assumption in assumptions {
        let chapter = assumption.key.split(['.', '[']).next().unwrap_or_default();
        match chapters.iter_mut().find(|(known, _)| *known == chapter) {
            Some((_, parameters)) => parameters.push(assumption),
            None => chapters.push((chapter, vec![assumption])),
        }
    }
    chapters
}

/// What a chapter is about; the first part of the key itself where the page has no name for it.
fn chapter_title(chapter: &str) -> Text {
    let (zh, en) = match chapter {
        "policy" => ("政策文件中的金额与条件", "Amounts and conditions of the policy"),
        "readings" => ("对政策文字的理解", "Readings of the policy"),
        "drivers" => ("经济与资本市场", "Economy and capital market"),
        "sectors" => ("产业领域", "Sectors"),
        "counties" => ("县（市、区）", "Counties"),
        "institutes" => ("已公布的产研院", "Institutes already announced"),
        "pipeline" => ("后续认定的产研院", "Further institutes"),
        "quality" => ("产研院之间的差异", "How institutes differ"),
        "evaluation" => ("绩效评价", "Evaluation"),
        "spin_offs" => ("衍生企业", "Spin-offs"),
        "listing" => ("挂牌与上市", "Listings"),
        "awards" => ("科技奖励", "Science awards"),
        "sub_fund" => ("子基金", "Sub-fund"),
        "lags" => ("从申领到支付", "From claim to payment"),
        "split" => ("市县分担", "City and counties"),
        "fund" => ("专项资金", "Special fund"),
        "budgets" => ("已列预算", "Stated budgets"),
        "opening_payables" => ("期初应付", "Owed from before the run"),
        other => (other, other),
    };
    Text::new(zh, en)
}

/// The range of a parameter: on one line, or an end below the other where they are long.
fn range(page: &RunPage<'_>, assumption: &AssumptionFinding) -> Markup {
    const SHORT: usize = 14;
    let end = |end: &Option<String>| end.as_deref().map(|end| stated(page, assumption, end));
    let (low, high) = (end(&assumption.low), end(&assumption.high));
    let length = |end: &Option<String>| end.as_deref().map_or(0, |end| end.chars().count());
    html! {
        @match (&low, &high) {
            (Some(low_end), Some(high_end)) if length(&low) <= SHORT && length(&high) <= SHORT => {
                (foreign(low_end)) (page.say("—", "–")) (foreign(high_end))
            }
            _ => {
                @if let Some(low) = &low { span.alternative { (page.say("下限：", "low: ")) (foreign(low)) } }
                @if let Some(high) = &high { span.alternative { (page.say("上限：", "high: ")) (foreign(high)) } }
            }
        }
    }
}

fn assumption_row(page: &RunPage<'_>, assumption: &AssumptionFinding) -> Markup {
    let unit = match page.language.of(&assumption.unit) {
        "years" if assumption.value == "1" => "year",
        unit => unit,
    };
    let [value, range_head, rests] = heads(page);
    html! {
        tr {
            th scope="row" { (page.name(&assumption.meaning)) code { (key(&assumption.key)) } }
            td data-head=(value) {
                (foreign(&date(page.language, &stated(page, assumption, &assumption.value))))
                @if !unit.is_empty() { " " span.measure { (foreign(unit)) } }
            }
            td data-head=(range_head) {
                (range(page, assumption))
                @for (name, value) in &assumption.alternatives {
                    span.alternative { (page.name(&alternative_name(name))) (page.say("（", " (")) (foreign(&stated(page, assumption, value))) (page.say("）", ")")) }
                }
            }
            td data-head=(rests) {
                @if assumption.assumption { span.mark { (page.say("假设", "assumption")) } }
                @if let Some(source) = &assumption.source { span.source { (foreign(source)) } }
                @if let Some(note) = &assumption.note { span.remark { (foreign(note)) } }
                @if !assumption.assumption && assumption.source.is_none() && assumption.note.is_none() { (given(page, &assumption.key)) }
            }
        }
    }
}

/// A value of the parameter as people write it; a word that was chosen of a few by what it means.
fn stated(page: &RunPage<'_>, assumption: &AssumptionFinding, value: &str) -> String {
    if let Some(option) = option_described(&assumption.key, value) {
        return page.language.of(&option).to_owned();
    }
    stated_value(&page.findings.names, &assumption.key, value, page.language)
}

/// A key, which may break after its dots.
fn key(key: &str) -> Markup {
    let mut parts = key.split_inclusive('.');
    let first = parts.next().unwrap_or_default();
    html! { bdi { (first) @for part in parts { wbr; (part) } } }
}

/// What a parameter without a source of its own rests on.
fn given<'a>(page: &RunPage<'a>, key: &str) -> &'a str {
    if key.starts_with("policy.") {
        page.language.say("政策文件", "the policy")
    } else {
        page.language.say("情景选定", "chosen by the scenario")
    }
}
