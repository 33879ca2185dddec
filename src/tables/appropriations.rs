//! Appropriations and arrears as text.

use std::fmt::Write;

use crate::findings::{
    Appropriations, ChanceFinding, CheapestPlan, Checked, GivenBy, MeanFinding, PayerAppropriations,
    RuleAppropriations,
};
use crate::things::Language;

use super::grid::{Grid, Side};
use super::words::{grouped, grouped_wan, interval_wan, percent, wan};
use super::wrapping::fitted;

/// The chances of the frontier that the text shows, as decimals; the files have more.
const SHOWN: [&str; 7] = ["0.001", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5"];
/// The quantile of arrears that the text shows.
const QUANTILE: &str = "0.99";

/// What the given appropriations do about arrears, the cheapest ones that keep them rare, what other chances would cost, and
/// each county; amounts in 万元.
pub fn appropriations_text(found: &Appropriations, language: Language) -> String {
    let mut text = head(found, language);
    let Some((fund, others)) = found.payers.split_first() else { return text };
    for rule in &fund.rules {
        if let Some(given) = &rule.given {
            write_given(&mut text, found, fund, rule, given, language);
        }
    }
    for rule in &fund.rules {
        write_cheapest(&mut text, found, fund, rule, language);
    }
    write_frontier(&mut text, found, fund, language);
    if !others.is_empty() {
        write_others(&mut text, found, others, language);
    }
    let notes = language.say(
        "注：安排在本组路径上求得，略偏乐观；“检验路径”为未参与求解的另一组路径，可作检验。[ ] 内为 95% 区间，± 为其半宽。",
        "Appropriations are solved on the first set of paths and look slightly too good on it; further paths are those that took no part. [ ] are 95% intervals, ± half of one.",
    );
    let _ = writeln!(text, "{notes}");
    fitted(&text)
}

fn head(found: &Appropriations, language: Language) -> String {
    let (title, paths) = (language.of(&found.title), grouped(&found.paths.to_string()));
    let further = grouped(&found.further_paths.to_string());
    match language {
        Language::Chinese => format!(
            "{title}（{}）年度安排与欠付　{paths} 条路径，另用 {further} 条检验　种子 {}　单位：万元\n\
             欠付指年末仍未支付的到期款项；以前年度欠付未清的，当年仍计为欠付。\n",
            found.scenario, found.seed
        ),
        Language::English => format!(
            "{title} ({}): appropriations and arrears, {paths} paths and {further} further ones to check, seed {}, amounts in 万元 (10,000 yuan)\n\
             Arrears are what is due and unpaid at the end of a year; as long as they stand they count in every year.\n",
            found.scenario, found.seed
        ),
    }
}

/// How unspent appropriation is carried over, in words.
pub(super) fn rule_words(rule: Option<u8>, language: Language) -> String {
    match (language, rule) {
        (Language::Chinese, Some(0)) => "不结转".to_owned(),
        (Language::Chinese, Some(years)) => format!("结转 {years} 年"),
        (Language::Chinese, None) => "长期结转".to_owned(),
        (Language::English, Some(0)) => "nothing carried over".to_owned(),
        (Language::English, Some(1)) => "carried over for 1 year".to_owned(),
        (Language::English, Some(years)) => format!("carried over for {years} years"),
        (Language::English, None) => "carried over for ever".to_owned(),
    }
}

fn write_given(
    text: &mut String,
    found: &Appropriations,
    payer: &PayerAppropriations,
    rule: &RuleAppropriations,
    given: &Checked,
    language: Language,
) {
    let whose = match found.given {
        GivenBy::Scenario => language.say("情景已列的安排", "the scenario's appropriations"),
        GivenBy::Asked => language.say("拟议的安排", "the appropriations asked about"),
        GivenBy::Spread => language.say(
            "拟议总额分配到各年（欠付概率最高的年度尽可能低，其余年度再尽可能低）",
            "the total asked about, spread so that the largest yearly chance of arrears is least, and the others as small as that allows",
        ),
    };
    let carried = rule_words(rule.carry_over_years, language);
    let _ = match language {
        Language::Chinese => writeln!(text, "\n{}（{carried}）：{whose}", payer.name.zh),
        Language::English => writeln!(text, "\n{} ({carried}): {whose}", payer.name.en),
    };
    write_plan(text, given, None, language);
}

fn write_cheapest(
    text: &mut String,
    found: &Appropriations,
    payer: &PayerAppropriations,
    rule: &RuleAppropriations,
    language: Language,
) {
    let (level, carried) = (percent(&found.chance), rule_words(rule.carry_over_years, language));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "\n{}（{carried}）：使每年年末欠付概率不超过 {level} 的最省安排（整万元）",
            payer.name.zh
        ),
        Language::English => writeln!(
            text,
            "\n{} ({carried}): the cheapest appropriations, in whole 万元, that keep the chance of arrears within {level} in every year",
            payer.name.en
        ),
    };
    write_plan(text, &rule.judged, Some(&rule.cheapest), language);
}

/// A plan, a row for each year and one for all of them: what is appropriated and how likely arrears are, then how large they are.
fn write_plan(text: &mut String, checked: &Checked, cheapest: Option<&CheapestPlan>, language: Language) {
    let chances = chances_of_plan(checked, cheapest, language).plain();
    let _ = writeln!(text, "{chances}\n\n{}", arrears_of_plan(checked, language).plain());
}

fn chances_of_plan(checked: &Checked, cheapest: Option<&CheapestPlan>, language: Language) -> Grid {
    let mut head = vec![language.say("年度", "Year"), language.say("安排", "Appropriation")];
    if cheapest.is_some() {
        head.push(language.say("累计安排的区间", "Summed up, interval"));
    }
    head.push(language.say("年末欠付的概率", "Chance of arrears"));
    head.push(language.say("同左，检验路径", "Same, further paths"));
    let mut table = Grid::new(1, head);
    for (index, (year, further)) in checked.plan.years.iter().zip(&checked.further_years).enumerate() {
        let mut row = vec![year.year.to_string(), exact_wan(year.appropriation_fen)];
        row.extend(cheapest.map(|plan| interval_words(plan.cumulated_interval_fen[index])));
        row.extend([chance_words(&year.chance), chance_words(further)]);
        table.row(row);
    }
    let mut row =
        vec![language.say("合计／任一年", "Sum / any year").to_owned(), exact_wan(checked.plan.total_fen)];
    row.extend(cheapest.map(|plan| interval_words(plan.total_interval_fen())));
    row.extend([chance_words(&checked.plan.any_year), chance_words(&checked.further_any_year)]);
    table.row(row);
    table
}

fn arrears_of_plan(checked: &Checked, language: Language) -> Grid {
    let heads = [
        language.say("年度", "Year"),
        language.say("平均欠付", "Mean arrears"),
        language.say("欠付时平均", "Mean if any"),
        language.say("欠付的 99% 分位", "99% quantile"),
        language.say("平均收回", "Lapses"),
    ];
    let mut table = Grid::new(1, heads);
    for year in &checked.plan.years {
        let quantile = year.quantiles.iter().find(|quantile| quantile.p == QUANTILE);
        table.row([
            year.year.to_string(),
            mean_words(&year.mean),
            year.if_any.as_ref().map_or_else(|| "—".to_owned(), mean_words),
            quantile.map_or_else(String::new, |quantile| {
                format!("{} {}", wan(quantile.fen as f64), interval_words(quantile.interval_fen))
            }),
            wan(year.lapsed.fen),
        ]);
    }
    table
}

fn write_frontier(
    text: &mut String,
    found: &Appropriations,
    payer: &PayerAppropriations,
    language: Language,
) {
    let mut head = vec![language.say("欠付概率不超过", "Chance within").to_owned()];
    for rule in &payer.rules {
        head.push(rule_words(rule.carry_over_years, language));
    }
    let mut table = Grid::new(1, head).with_side(0, Side::Right);
    let Some(first) = payer.rules.first() else { return };
    for (index, plan) in first.frontier.iter().enumerate() {
        if SHOWN.contains(&plan.chance.as_str()) || plan.chance == found.chance {
            let mut row = vec![percent(&plan.chance)];
            row.extend(payer.rules.iter().map(|rule| total_words(&rule.frontier[index])));
            table.row(row);
        }
    }
    let heading = language
        .say("每年欠付概率与各年最省安排合计", "the chance of arrears in a year and the cheapest total");
    let name = language.of(&payer.name);
    let _ = match language {
        Language::Chinese => writeln!(text, "\n{name}：{heading} [95% 区间]\n{}", table.plain()),
        Language::English => writeln!(text, "\n{name}: {heading} [95% interval]\n{}", table.plain()),
    };
}

/// Those who pay on their own account: the cheapest appropriations under the first rule, and the total under the others.
fn write_others(
    text: &mut String,
    found: &Appropriations,
    payers: &[PayerAppropriations],
    language: Language,
) {
    let rules = &payers[0].rules;
    let mut head = vec![language.say("支付方", "Payer").to_owned()];
    head.extend((found.first_year..=found.last_year).map(|year| year.to_string()));
    head.push(rule_total(rules[0].carry_over_years, language));
    head.push(language.say("检验路径\n（概率最大年度）", "Further paths,\nworst year").to_owned());
    head.extend(rules[1..].iter().map(|rule| rule_total(rule.carry_over_years, language)));
    let mut table = Grid::new(1, head);
    for payer in payers {
        let rule = &payer.rules[0];
        let mut row = vec![language.of(&payer.name).to_owned()];
        row.extend(rule.cheapest.appropriations_fen.iter().map(|fen| exact_wan(*fen)));
        row.push(total_words(&rule.cheapest));
        let worst = rule.judged.further_years.iter().max_by_key(|chance| chance.paths);
        row.push(worst.map_or_else(String::new, chance_words));
        row.extend(payer.rules[1..].iter().map(|rule| total_words(&rule.cheapest)));
        table.row(row);
    }
    let level = percent(&found.chance);
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "\n各支付方以自有账户负担本级部分（期初无结余、无欠付）：每年年末欠付概率不超过 {level} 的最省安排"
        ),
        Language::English => writeln!(
            text,
            "\nEach payer's own part from an account that begins empty: the cheapest appropriations at {level}"
        ),
    };
    let _ = writeln!(text, "{}", table.plain());
}

fn rule_total(rule: Option<u8>, language: Language) -> String {
    let words = rule_words(rule, language);
    match language {
        Language::Chinese => format!("合计\n（{words}）"),
        Language::English => format!("Sum,\n{words}"),
    }
}

fn total_words(plan: &CheapestPlan) -> String {
    format!("{} {}", exact_wan(plan.total_fen), interval_words(plan.total_interval_fen()))
}

/// Whole 万元 without decimals, others with.
fn exact_wan(fen: i64) -> String {
    if fen % 1_000_000 == 0 { grouped_wan(fen as f64) } else { wan(fen as f64) }
}

fn interval_words(interval: [Option<i64>; 2]) -> String {
    match interval {
        [Some(low), Some(high)] => interval_wan(low as f64, high as f64),
        ends => {
            let [low, high] = ends.map(|end| end.map_or_else(|| "—".to_owned(), exact_wan));
            format!("[{low}, {high}]")
        }
    }
}

fn chance_words(chance: &ChanceFinding) -> String {
    let [low, high] = chance.interval.map(|end| format!("{:.2}", 100.0 * end));
    format!("{:.2}% [{low}, {high}]", 100.0 * chance.share)
}

fn mean_words(mean: &MeanFinding) -> String {
    match mean.interval_fen {
        Some([low, high]) => format!("{} ± {}", wan(mean.fen), wan((high - low) / 2.0)),
        None => wan(mean.fen),
    }
}
