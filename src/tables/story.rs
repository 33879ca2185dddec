//! The story of a path as text: what happened in order of date, what it obliges to, who pays what, and what pays nothing.

use std::fmt::Write;

use crate::findings::{Claim, Story};
use crate::policy::Reason;
use crate::quantities::Money;
use crate::things::Language;

use super::words::wan;
use super::wrapping::{fitted, paragraph};

/// What follows a date, on further lines too.
const AFTER_DATE: usize = 12;

/// A path's story for a reader: institutes, then each year with its events and claims, cash by year, the fund account.
pub fn story_text(story: &Story, language: Language) -> String {
    let mut text = String::new();
    let title = language.say(&story.title.zh, &story.title.en);
    let path = story.path;
    let _ = match language {
        Language::Chinese => {
            writeln!(text, "{title}（{}）　种子 {}　第 {path} 条路径", story.scenario, story.seed)
        }
        Language::English => writeln!(text, "{title} ({}), seed {}, path {path}", story.scenario, story.seed),
    };
    write_institutes(&mut text, story, language);
    write_years(&mut text, story, language);
    write_refusals(&mut text, story, language);
    write_cash(&mut text, story, language);
    fitted(&text)
}

fn write_institutes(text: &mut String, story: &Story, language: Language) {
    let _ = match language {
        Language::Chinese => writeln!(text, "\n产研院 {} 家", story.institutes.len()),
        Language::English => writeln!(text, "\ninstitutes: {}", story.institutes.len()),
    };
    for institute in &story.institutes {
        let (name, county) = (
            language.say(&institute.name.zh, &institute.name.en),
            language.say(&institute.county.zh, &institute.county.en),
        );
        let _ = match language {
            Language::Chinese => writeln!(
                text,
                "  {name}（{county}）：{} 认定，{} 挂牌，质量系数 {:.2}，企业 {} 家",
                institute.accredited, institute.unveiled, institute.quality, institute.firms
            ),
            Language::English => writeln!(
                text,
                "  {name} ({county}): accredited {}, unveiled {}, quality {:.2}, {} firm{}",
                institute.accredited,
                institute.unveiled,
                institute.quality,
                institute.firms,
                if institute.firms == 1 { "" } else { "s" }
            ),
        };
    }
}

/// Events and claims of each year; revenue reports that cause nothing are left to the JSON.
/// A driver's value to one digit: `+0.3`, and no negative zero.
fn signed(value: f64) -> String {
    let text = format!("{value:+.1}");
    if text == "-0.0" { "+0.0".to_owned() } else { text }
}

fn write_years(text: &mut String, story: &Story, language: Language) {
    let mut years: Vec<&str> = story.claims.iter().map(|claim| &claim.date[..4]).collect();
    years.extend(story.events.iter().filter(|event| !is_report(event)).map(|event| &event.date[..4]));
    years.sort_unstable();
    years.dedup();
    for year in years {
        let driver = story.drivers.iter().find(|driver| driver.year.to_string() == year);
        let state = driver.map_or_else(String::new, |driver| match language {
            Language::Chinese => {
                format!("　经济 {}，资本市场 {}", signed(driver.economy), signed(driver.market))
            }
            Language::English => {
                format!("  economy {}, capital market {}", signed(driver.economy), signed(driver.market))
            }
        });
        let _ = writeln!(text, "\n{year}{state}");
        let mut lines: Vec<(&str, String)> = story
            .events
            .iter()
            .filter(|event| event.date.starts_with(year) && !is_report(event))
            .map(|event| {
                let who = event.firm.as_ref().unwrap_or(&event.institute);
                let (who, what) =
                    (language.say(&who.zh, &who.en), language.say(&event.what.zh, &event.what.en));
                (event.date.as_str(), format!("  {}  {who} {what}", event.date))
            })
            .collect();
        let claims = story.claims.iter().filter(|claim| claim.date.starts_with(year));
        lines.extend(claims.map(|claim| (claim.date.as_str(), claim_line(claim, language))));
        let losses = story.write_offs.iter().filter(|loss| loss.date.starts_with(year));
        lines.extend(losses.map(|loss| {
            let amount = Money::from_fen(loss.amount_fen).with_unit();
            let words = language.say("，核销（或有，不支付）", ", written off (contingent, not paid)");
            (loss.date.as_str(), format!("  {}  → {} {amount}{words}", loss.date, loss.article))
        }));
        // stable: an event stands before what it obliges to
        lines.sort_by_key(|(date, _)| *date);
        for (_, line) in lines {
            let _ = writeln!(text, "{}", paragraph(&line, AFTER_DATE));
        }
    }
}

fn is_report(event: &crate::findings::EventLine) -> bool {
    event.what.zh.starts_with("年营业收入")
}

fn claim_line(claim: &Claim, language: Language) -> String {
    let money = |fen: i64| Money::from_fen(fen).with_unit();
    let (title, to) = (
        language.say(&claim.title.zh, &claim.title.en),
        language.say(&claim.beneficiary.zh, &claim.beneficiary.en),
    );
    let county = language.say(&claim.county.zh, &claim.county.en);
    let paid = match (claim.paid_in, language) {
        (Some(year), Language::Chinese) => {
            format!("{year} 年支付：市级 {}、{county} {}", money(claim.city_fen), money(claim.county_fen))
        }
        (Some(year), Language::English) => {
            format!("paid in {year}: city {}, {county} {}", money(claim.city_fen), money(claim.county_fen))
        }
        (None, Language::Chinese) => "逾期未兑付，权利失效".to_owned(),
        (None, Language::English) => "never claimed: it lapses".to_owned(),
    };
    let because = claim.because.as_ref().map_or_else(String::new, |because| match language {
        Language::Chinese => format!("（{}）", because.zh),
        Language::English => format!(" ({})", because.en),
    });
    let (date, article, amount) = (&claim.date, &claim.article, money(claim.amount_fen));
    match language {
        Language::Chinese => format!("  {date}  → {article}{title}{because}：{to} {amount}；{paid}"),
        Language::English => format!("  {date}  → {article} {title}{because}: {amount} to {to}; {paid}"),
    }
}

/// Refusals other than the many revenue reports below every threshold.
fn write_refusals(text: &mut String, story: &Story, language: Language) {
    let told: Vec<_> = story
        .refusals
        .iter()
        .filter(|refusal| !matches!(refusal.reason, Reason::ThresholdNotExceeded | Reason::ThresholdUsedUp))
        .collect();
    if told.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", language.say("不予支付", "What pays nothing"));
    for refusal in told {
        let whose = language.say(&refusal.whose.zh, &refusal.whose.en);
        let event = refusal.what.as_ref().map_or("", |what| language.of(what));
        let what = match (&refusal.date, refusal.instalment, language) {
            (Some(date), _, _) => format!("{date} {event}"),
            (None, Some(number), Language::Chinese) => format!("第 {number} 期"),
            (None, Some(number), Language::English) => format!("instalment {number}"),
            (None, None, _) => String::new(),
        };
        let why = language.say(&refusal.words.zh, &refusal.words.en);
        let _ = match language {
            Language::Chinese => writeln!(text, "  {} {whose} {what}：{why}", refusal.article),
            Language::English => writeln!(text, "  {} {whose}, {what}: {why}", refusal.article),
        };
    }
}

fn write_cash(text: &mut String, story: &Story, language: Language) {
    let _ = writeln!(text, "\n{}", language.say("各年度现金支出（万元）", "Cash by year, in 万元"));
    let (mut city, mut counties) = (0, 0);
    for year in &story.cash {
        city += year.city_fen;
        counties += year.counties_fen;
        let _ = writeln!(
            text,
            "  {}",
            cash_line(&year.year.to_string(), year.city_fen, year.counties_fen, language)
        );
    }
    let _ = writeln!(text, "  {}", cash_line(language.say("合计", "all "), city, counties, language));
    for year in &story.fund {
        if year.arrears_fen > 0 {
            let (arrears, appropriation) = (wan(year.arrears_fen as f64), wan(year.appropriation_fen as f64));
            let _ = match language {
                Language::Chinese => {
                    writeln!(text, "  {} 年专项资金安排 {appropriation}，年末欠付 {arrears}", year.year)
                }
                Language::English => writeln!(
                    text,
                    "  {}: the special fund holds {appropriation} and owes {arrears} at year end",
                    year.year
                ),
            };
        }
    }
}

fn cash_line(year: &str, city: i64, counties: i64, language: Language) -> String {
    let [city, counties, total] = [city, counties, city + counties].map(|fen| wan(fen as f64));
    match language {
        Language::Chinese => format!("{year}　市级 {city:>9}　县级 {counties:>9}　合计 {total:>9}"),
        Language::English => format!("{year}  city {city:>9}  counties {counties:>9}  total {total:>9}"),
    }
}
