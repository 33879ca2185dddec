//! What sets a path apart, in a few lines of plain words.

use std::fmt::Write;

use crate::findings::{Against, Cause, Comparison};
use crate::things::Language;

use super::words::{grouped, wan as in_wan};
use super::wrapping::fitted;

/// A difference below this, in fen, is not worth a line: half of 1 万元.
const LEAST: f64 = 500_000.0;

/// Where a path stands among many, and why, when and for whom it costs more or less than the mean.
pub fn comparison_text(comparison: &Comparison, language: Language) -> String {
    let mut text = String::new();
    let paths = grouped(&comparison.paths.to_string());
    let share = 100.0 * comparison.at_or_below as f64 / comparison.paths as f64;
    let years = match comparison.horizon {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}{}{last}", language.say("—", "–")),
    };
    let (here, mean) = (wan(comparison.total.here as f64), wan(comparison.total.mean));
    let more = more_or_less(comparison.total, language);
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "{years} 年现金支出 {here}，比 {paths} 条路径的平均 {mean}{more}；{share:.1}% 的路径不高于本路径。"
        ),
        Language::English => writeln!(
            text,
            "Cash of {years}: {here}, {more} the mean of {mean} over {paths} paths; {share:.1}% of them cost no more than this one."
        ),
    };
    write_why(&mut text, comparison, language);
    write_when(&mut text, comparison, language);
    write_who(&mut text, comparison, language);
    write_later(&mut text, comparison, language);
    write_fund(&mut text, comparison, language);
    text.push('\n');
    fitted(&text)
}

/// With two decimals: a path's halves of 万元 rounded to whole ones would no longer add up to its total.
fn wan(fen: f64) -> String {
    format!("{} 万元", in_wan(fen))
}

/// `多 2,821 万元`, `2,821 万元 above`; level with the mean where the difference is not worth a line.
fn more_or_less(amount: Against, language: Language) -> String {
    let more = amount.more();
    match (more.abs() < LEAST, more > 0.0, language) {
        (true, _, Language::Chinese) => "持平".to_owned(),
        (true, _, Language::English) => "level with".to_owned(),
        (_, true, Language::Chinese) => format!("多 {}", wan(more)),
        (_, false, Language::Chinese) => format!("少 {}", wan(-more)),
        (_, true, Language::English) => format!("{} above", wan(more)),
        (_, false, Language::English) => format!("{} below", wan(-more)),
    }
}

fn label(text: &mut String, zh: &str, en: &str, language: Language) {
    let _ = match language {
        Language::Chinese => write!(text, "  {zh}："),
        Language::English => write!(text, "  {en}: "),
    };
}

fn write_why(text: &mut String, comparison: &Comparison, language: Language) {
    let told: Vec<&Cause> =
        comparison.clauses.iter().filter(|cause| cause.amount.more().abs() >= LEAST).collect();
    // what goes the other way than the total explains nothing: it makes the difference smaller
    let is_more = comparison.total.more() >= 0.0;
    let (with, against): (Vec<&Cause>, Vec<&Cause>) =
        told.into_iter().partition(|cause| (cause.amount.more() >= 0.0) == is_more);
    let with = with.into_iter().map(|cause| (cause, false));
    for (cause, is_offset) in with.chain(against.into_iter().map(|cause| (cause, true))) {
        match is_offset {
            false => label(text, "原因", "why", language),
            true => label(text, "抵减", "offset by", language),
        }
        let of = if cause.of_institutes { comparison.institutes } else { comparison.firms };
        let (name, here) = (language.of(&cause.name), wan(cause.amount.here as f64));
        let (more, payments) = (more_or_less(cause.amount, language), cause.payments.unwrap_or(0));
        let _ = match language {
            Language::Chinese => {
                let whom = if cause.of_institutes { "产研院" } else { "企业" };
                writeln!(
                    text,
                    "{name} {here}（{payments} 笔），比平均{more}；{whom} {} 家，平均 {:.1} 家",
                    of.here, of.mean
                )
            }
            Language::English => {
                let whom = if cause.of_institutes { "institutes" } else { "firms" };
                let noun = if payments == 1 { "payment" } else { "payments" };
                writeln!(
                    text,
                    "{name} {here} in {payments} {noun}, {more} its mean; {} {whom}, {:.1} on average",
                    of.here, of.mean
                )
            }
        };
    }
}

fn write_when(text: &mut String, comparison: &Comparison, language: Language) {
    let Some(year) =
        comparison.years.iter().max_by(|one, other| one.amount.more().total_cmp(&other.amount.more()))
    else {
        return;
    };
    label(text, "年度", "when", language);
    let (here, more) = (wan(year.amount.here as f64), more_or_less(year.amount, language));
    let _ = match language {
        Language::Chinese => writeln!(text, "{} 年超出平均最多，支出 {here}，比该年平均{more}", year.name.zh),
        Language::English => {
            writeln!(text, "{} stands out most: {here}, {more} the mean of that year", year.name.en)
        }
    };
}

fn write_who(text: &mut String, comparison: &Comparison, language: Language) {
    label(text, "支付方", "who pays", language);
    let part = |amount: Against| (wan(amount.here as f64), more_or_less(amount, language));
    let ((city, city_more), (counties, counties_more)) = (part(comparison.city), part(comparison.counties));
    let _ = match language {
        Language::Chinese => {
            write!(text, "市级 {city}，比平均{city_more}；县级 {counties}，比平均{counties_more}")
        }
        Language::English => write!(
            text,
            "the city {city}, {city_more} its mean; the counties {counties}, {counties_more} theirs"
        ),
    };
    if let Some(county) = comparison.each_county.first().filter(|county| county.amount.more().abs() >= LEAST)
    {
        let (here, more) = part(county.amount);
        let name = language.of(&county.name);
        let _ = match language {
            Language::Chinese => write!(text, "，其中{name}相差最大，{here}，比平均{more}"),
            Language::English => write!(text, "; {name} differs most: {here}, {more} its mean"),
        };
    }
    text.push('\n');
}

fn write_later(text: &mut String, comparison: &Comparison, language: Language) {
    label(text, "以后年度", "later", language);
    let after = comparison.after_horizon;
    let (here, mean) = (wan(after.here as f64), wan(after.mean));
    let lapsed = wan(comparison.lapsed.here as f64);
    let last = comparison.horizon[1];
    let _ = match language {
        Language::Chinese => {
            write!(text, "{last} 年以后还须支付 {here}，平均 {mean}")
        }
        Language::English => write!(text, "{here} remain to be paid after {last}, {mean} on average"),
    };
    if comparison.lapsed.here > 0 {
        let _ = match language {
            Language::Chinese => write!(text, "；另有 {lapsed}未申报而失效"),
            Language::English => write!(text, "; {lapsed} are never claimed and lapse"),
        };
    }
    text.push('\n');
}

fn write_fund(text: &mut String, comparison: &Comparison, language: Language) {
    label(text, "专项资金", "special fund", language);
    let Some(worst) = &comparison.worst_arrears else {
        let words = language.say("各年末均无欠付", "no arrears at the end of any year");
        let _ = writeln!(text, "{words}");
        return;
    };
    let (years, year) = (comparison.years_with_arrears, worst.year);
    let [demand, paid, arrears] =
        [worst.demand_fen, worst.paid_fen, worst.arrears_fen].map(|fen| wan(fen as f64));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "有 {years} 年年末欠付，{year} 年末最多：当年应付 {demand}（含上年欠付），可用 {paid}，欠付 {arrears}"
        ),
        Language::English => writeln!(
            text,
            "arrears at the end of {years} year{}, most in {year}: {demand} due, earlier arrears included, {paid} at hand, {arrears} left unpaid",
            if years == 1 { "" } else { "s" }
        ),
    };
}
