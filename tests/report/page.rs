//! A reader of pages that knows nothing of how they were made.

use rust_decimal::Decimal;
use serde_json::Value;

/// The part of a page in one language.
pub fn part<'p>(page: &'p str, word: &str) -> &'p str {
    let starts = |word: &str| page.find(&format!("<div class=\"part\" id=\"{word}\"")).expect("a part");
    let (zh, en) = (starts("zh"), starts("en"));
    let end = page.find("<script").expect("scripts at the end");
    assert!(zh < en && en < end, "Chinese comes first, scripts last");
    if word == "zh" { &page[zh..en] } else { &page[en..end] }
}

/// The section of a part.
pub fn section<'p>(part: &'p str, id: &str) -> &'p str {
    let start = part.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("no section {id}"));
    let end = part[start..].find("</section>").expect("its end");
    &part[start..start + end]
}

/// What stands between two marks, for every such pair.
pub fn between<'p>(text: &'p str, open: &str, close: &str) -> Vec<&'p str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inner, _)| inner).collect()
}

/// Text as a reader sees it: without tags, and with the five escapes resolved.
pub fn shown(markup: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in markup.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text, |text, (escape, plain)| text.replace(escape, plain))
}

/// Every figure of a text that says where it stands in the findings: the pointer and what is shown. A pointer that does not
/// begin with a slash goes on from its row's.
pub fn figures(text: &str) -> Vec<(String, String)> {
    let figure = |at: usize, mark: &str| {
        let (from, rest) = text[at + mark.len()..].split_once('"')?;
        let (_, rest) = rest.split_once('>')?;
        let pointer = if from.starts_with('/') {
            from.to_owned()
        } else {
            let row = text[..at].rfind("data-at=\"")? + "data-at=\"".len();
            format!("{}/{from}", text[row..].split('"').next()?)
        };
        Some((pointer, shown(rest.split('<').next()?)))
    };
    text.match_indices("data-from=\"").map(|(at, mark)| figure(at, mark).expect("a figure")).collect()
}

/// What the scripts draw and save.
pub fn embedded(page: &str) -> Value {
    let text = between(page, "<script type=\"application/json\" id=\"pictures\">", "</script>");
    serde_json::from_str(text.first().expect("the pictures' JSON")).expect("JSON")
}

/// A number of units as the house style writes it, worked out in whole numbers from its digits: halves go up.
pub fn written(value: f64, unit: u64, decimals: u32) -> String {
    let digits: Decimal = value.to_string().parse().expect("a number");
    let steps = Decimal::from(10_u64.pow(decimals));
    let half = if digits.is_sign_negative() { Decimal::new(-5, 1) } else { Decimal::new(5, 1) };
    let whole = (digits * steps / Decimal::from(unit) + half).trunc() / steps;
    let text = format!("{:.*}", decimals as usize, whole.abs());
    let (whole_part, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut groups: Vec<&str> = Vec::new();
    let mut left = whole_part;
    while left.len() > 3 {
        let (rest, group) = left.split_at(left.len() - 3);
        groups.insert(0, group);
        left = rest;
    }
    groups.insert(0, left);
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if whole.is_sign_negative() && !whole.is_zero() { "−" } else { "" };
    format!("{sign}{}{point}{fraction}", groups.join(","))
}
