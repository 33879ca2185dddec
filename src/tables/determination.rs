//! What is due for real events: as CSV for Excel and WPS, and as text.

use std::fmt::Write;

use crate::findings::{ClauseSum, Determination, Due, NotDue};
use crate::quantities::Money;
use crate::things::{BeneficiaryKind, Language, Text};

use super::csv_text::CsvText;
use super::grid::Grid;
use super::words::{grouped, wan, yuan};
use super::wrapping::{fitted, paragraph};

/// Every obligation, a row each; amounts in yuan to the fen.
pub fn obligations_csv(determination: &Determination) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "应付日期 due",
            "已到期 is_due",
            "条款 clause",
            "条文 article",
            "奖补事项 title",
            "事项 event",
            "事项日期 event_date",
            "产研院 institute",
            "企业 firm",
            "受益方 beneficiary",
            "受益方类别 beneficiary_kind",
            "县（市、区） county",
            "金额（元） amount",
            "市级承担（元） city",
            "县级承担（元） county_part",
            "申报年度 claim_year",
            "支付年度 payment_year",
            "或有 contingent",
            "备注 note",
        ]
        .map(str::to_owned),
    );
    let clause_of = |due: &Due| {
        let mut clauses = determination.clauses.iter();
        clauses.find(|clause| clause.clause == *due.clause).expect("every clause that decides is listed")
    };
    for due in &determination.obligations {
        let clause = clause_of(due);
        let kind = match due.beneficiary_kind {
            BeneficiaryKind::Institute => "institute",
            BeneficiaryKind::SpinOff => "spin_off",
        };
        table.row([
            due.date.clone(),
            yes_or_no(due.is_due),
            due.clause.to_string(),
            due.article.to_string(),
            both(&clause.title),
            both(&due.event),
            due.event_date.clone(),
            due.institute.zh.clone(),
            due.firm.as_ref().map_or_else(String::new, |firm| firm.zh.clone()),
            due.beneficiary.zh.clone(),
            kind.to_owned(),
            due.county.zh.clone(),
            yuan(due.amount_fen),
            yuan(due.city_fen),
            yuan(due.county_fen),
            due.claim_year.to_string(),
            due.payment_year.map_or_else(String::new, |year| year.to_string()),
            yes_or_no(due.is_contingent),
            due.note.clone(),
        ]);
    }
    table.finish()
}

/// Everything that pays nothing, a row each, with the reason.
pub fn refusals_csv(determination: &Determination) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "事项日期 event_date",
            "事项 event",
            "产研院 institute",
            "企业 firm",
            "条款 clause",
            "条文 article",
            "期数 instalment",
            "原因 why",
            "原因代码 reason",
            "理解 reading",
            "备注 note",
        ]
        .map(str::to_owned),
    );
    for refusal in &determination.refusals {
        table.row([
            refusal.event_date.clone(),
            both(&refusal.event),
            refusal.institute.zh.clone(),
            refusal.firm.as_ref().map_or_else(String::new, |firm| firm.zh.clone()),
            refusal.clause.as_deref().unwrap_or_default().to_owned(),
            refusal.article.to_string(),
            refusal.instalment.map_or_else(String::new, |number| number.to_string()),
            both(&refusal.why),
            refusal.reason.to_owned(),
            refusal.reading.clone().unwrap_or_default(),
            refusal.note.clone(),
        ]);
    }
    table.finish()
}

/// The clauses that decided something, a row each, with their words, readings and sums in yuan.
pub fn clauses_csv(determination: &Determination) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "条款 clause",
            "条文 article",
            "奖补事项 title",
            "笔数 obligations",
            "金额（元） amount",
            "其中已到期（元） due",
            "市级承担（元） city",
            "县级承担（元） county_part",
            "或有 contingent",
            "理解 readings",
            "原文 words",
        ]
        .map(str::to_owned),
    );
    for sum in &determination.clauses {
        table.row([
            sum.clause.clone(),
            sum.article.clone(),
            both(&sum.title),
            sum.obligations.to_string(),
            yuan(sum.amount_fen),
            yuan(sum.due_fen),
            yuan(sum.city_fen),
            yuan(sum.county_fen),
            yes_or_no(sum.is_contingent),
            sum.readings.join("; "),
            sum.words.clone(),
        ]);
    }
    table.finish()
}

fn yes_or_no(yes: bool) -> String {
    if yes { "是 yes" } else { "否 no" }.to_owned()
}

fn both(text: &Text) -> String {
    if text.zh == text.en { text.zh.clone() } else { format!("{} {}", text.zh, text.en) }
}

/// So many obligations, and so many refusals, are shown as text.
const MOST_SHOWN: usize = 200;
/// What follows a date, on further lines too.
const AFTER_DATE: usize = 12;

/// What is due and what is not, for a reader.
pub fn determination_text(determination: &Determination, language: Language) -> String {
    let mut text = String::new();
    write_head(&mut text, determination, language);
    if determination.obligations.is_empty() {
        let _ = writeln!(text, "\n{}", language.say("没有应付款项。", "Nothing is owed."));
    } else {
        write_sums(&mut text, determination, language);
        let _ = writeln!(text, "\n{}", language.say("应付", "What is owed"));
        for due in determination.obligations.iter().take(MOST_SHOWN) {
            let line = format!("  {}", due_line(due, &determination.clauses, language));
            let _ = writeln!(text, "{}", paragraph(&line, AFTER_DATE));
        }
        write_rest(&mut text, determination.obligations.len(), language);
    }
    if !determination.refusals.is_empty() {
        let _ = writeln!(text, "\n{}", language.say("不产生支付", "What pays nothing, and why"));
        for refusal in determination.refusals.iter().take(MOST_SHOWN) {
            let line = format!("  {}", refusal_line(refusal, language));
            let _ = writeln!(text, "{}", paragraph(&line, AFTER_DATE));
        }
        write_rest(&mut text, determination.refusals.len(), language);
    }
    fitted(&text)
}

fn write_head(text: &mut String, determination: &Determination, language: Language) {
    let title = language.say(&determination.policy.zh, &determination.policy.en);
    let events = grouped(&determination.events.to_string());
    let _ = match language {
        Language::Chinese => writeln!(text, "{title}（{}）", determination.document),
        Language::English => writeln!(text, "{title} ({})", determination.document),
    };
    let scenario = language.say(&determination.title.zh, &determination.title.en);
    let as_of = determination.as_of.as_ref();
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "理解和分担按情景“{scenario}”（{}）　事项 {events} 条{}",
            determination.scenario,
            as_of.map_or_else(String::new, |day| format!(
                "，截至 {day}（另有 {} 条在此之后）",
                determination.later_events
            ))
        ),
        Language::English => writeln!(
            text,
            "readings and shares of the scenario \"{scenario}\" ({}), {events} events{}",
            determination.scenario,
            as_of.map_or_else(String::new, |day| format!(
                " up to {day} ({} later ones left out)",
                determination.later_events
            ))
        ),
    };
}

/// Sums by clause; what has fallen due only where a day to judge it by is given, and only of what is paid.
fn write_sums(text: &mut String, determination: &Determination, language: Language) {
    let with_due = determination.as_of.is_some();
    let sums: Vec<&ClauseSum> = determination.clauses.iter().filter(|sum| sum.obligations > 0).collect();
    let (contingent, paid): (Vec<&ClauseSum>, Vec<&ClauseSum>) =
        sums.iter().copied().partition(|sum| sum.is_contingent);
    let cells = |sums: &[&ClauseSum], is_paid: bool| {
        let wan_of = |part: fn(&ClauseSum) -> i64| wan(sums.iter().map(|sum| part(sum)).sum::<i64>() as f64);
        let dash = |words: String| if is_paid { words } else { "—".to_owned() };
        let count: usize = sums.iter().map(|sum| sum.obligations).sum();
        let mut cells = vec![grouped(&count.to_string()), wan_of(|sum| sum.amount_fen)];
        if with_due {
            cells.push(dash(wan_of(|sum| sum.due_fen)));
        }
        cells.extend([dash(wan_of(|sum| sum.city_fen)), dash(wan_of(|sum| sum.county_fen))]);
        cells
    };
    let named = |name: String, cells: Vec<String>| [vec![name], cells].concat();
    let title =
        |sum: &ClauseSum| format!("{}{}{}", sum.article, language.say("", " "), language.of(&sum.title));
    let mut head = vec![
        language.say("条款（万元）", "clause (万元)"),
        language.say("笔数", "claims"),
        language.say("金额", "amount"),
    ];
    if with_due {
        head.push(language.say("其中已到期", "of it due"));
    }
    head.extend([language.say("市级", "city"), language.say("县级", "county")]);
    let mut table = Grid::new(1, head);
    for sum in &paid {
        table.row(named(title(sum), cells(&[*sum], true)));
    }
    let all = match (contingent.is_empty(), language) {
        (true, Language::Chinese) => "合计",
        (true, Language::English) => "all",
        (false, Language::Chinese) => "合计（不含或有事项）",
        (false, Language::English) => "all but what is contingent",
    };
    table.row(named(all.to_owned(), cells(&paid, true)));
    for sum in &contingent {
        let words = language.say("另列或有事项（不支付）：", "apart, contingent, not paid: ");
        table.row(named(format!("{words}{}", title(sum)), cells(&[*sum], false)));
    }
    let _ = writeln!(text, "\n{}", table.plain());
}

fn write_rest(text: &mut String, count: usize, language: Language) {
    if count > MOST_SHOWN {
        let rest = grouped(&(count - MOST_SHOWN).to_string());
        let _ = match language {
            Language::Chinese => writeln!(text, "  ……另有 {rest} 条：加 --out 写入表格，或加 --json"),
            Language::English => {
                writeln!(text, "  … and {rest} more: --out writes them as tables, --json prints them")
            }
        };
    }
}

fn due_line(due: &Due, clauses: &[ClauseSum], language: Language) -> String {
    let money = |fen: i64| Money::from_fen(fen).with_unit();
    let title = clauses
        .iter()
        .find(|clause| clause.clause == *due.clause)
        .map_or("", |clause| language.of(&clause.title));
    let event = language.say(&due.event.zh, &due.event.en);
    let to = language.say(&due.beneficiary.zh, &due.beneficiary.en);
    let county = language.say(&due.county.zh, &due.county.en);
    let (amount, city, county_part) = (money(due.amount_fen), money(due.city_fen), money(due.county_fen));
    let whose = due.firm.as_ref().unwrap_or(&due.institute);
    let whose = language.say(&whose.zh, &whose.en);
    let open = if due.is_due { "" } else { language.say("（尚未到期）", " (not yet due)") };
    let (date, article, event_date) = (&due.date, &due.article, &due.event_date);
    match language {
        Language::Chinese => {
            let paid = match due.payment_year {
                _ if due.is_contingent => "核销（或有，不支付）".to_owned(),
                Some(year) => format!("市级 {city}、{county} {county_part}，{year} 年支付"),
                None => format!("市级 {city}、{county} {county_part}，{} 年申报", due.claim_year),
            };
            format!("{date}{open}  {article}{title}：{to} {amount}；{paid}（{whose} {event_date} {event}）")
        }
        Language::English => {
            let paid = match due.payment_year {
                _ if due.is_contingent => "written off (contingent, not paid)".to_owned(),
                Some(year) => format!("city {city}, {county} {county_part}, paid in {year}"),
                None => format!("city {city}, {county} {county_part}, claimed in {}", due.claim_year),
            };
            format!(
                "{date}{open}  {article} {title}: {amount} to {to}; {paid} ({whose}, {event_date}: {event})"
            )
        }
    }
}

fn refusal_line(refusal: &NotDue, language: Language) -> String {
    let whose = refusal.firm.as_ref().unwrap_or(&refusal.institute);
    let whose = language.say(&whose.zh, &whose.en);
    let event = language.say(&refusal.event.zh, &refusal.event.en);
    let why = language.say(&refusal.why.zh, &refusal.why.en);
    let instalment = refusal.instalment.map_or_else(String::new, |number| match language {
        Language::Chinese => format!("第 {number} 期"),
        Language::English => format!(" instalment {number}"),
    });
    let reading = refusal.reading.as_ref().map_or_else(String::new, |reading| match language {
        Language::Chinese => format!("（按 {reading} 的理解）"),
        Language::English => format!(" (under {reading})"),
    });
    let (date, article) = (&refusal.event_date, &refusal.article);
    match language {
        Language::Chinese => {
            let space = if article.is_empty() { "" } else { "　" };
            format!("{date}  {whose} {event}{space}{article}{instalment}：{why}{reading}")
        }
        Language::English => {
            let colon = if article.is_empty() { "" } else { ", " };
            format!("{date}  {whose}: {event}{colon}{article}{instalment}: {why}{reading}")
        }
    }
}
