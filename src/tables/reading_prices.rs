//! The price of each open phrase as text and CSV.

use std::fmt::Write;

use crate::findings::{
    CombinationPrice, OptionPrice, PricedDifference, ReadingPrices, SeriesName, SwitchFinding, YearLabel,
};
use crate::things::{Basis, Language};

use super::csv_text::CsvText;
use super::grid::Grid;
use super::terminal::year_name;
use super::words::{grouped, payer_name, percent, real_yuan, signed_interval_wan, signed_wan, wan, yuan};
use super::wrapping::{fitted, paragraph};

/// How many combinations are shown at each end.
const SHOWN: usize = 3;
/// Where the series stand among those watched: all obligations, the horizon's cash, and the city's part of it.
const OBLIGATIONS: usize = 0;
const CASH: usize = 1;
const CITY: usize = 2;

/// What each reading costs more or less than the scenario's own, the cheapest and dearest combinations, and what each switch explains.
pub fn reading_prices_text(prices: &ReadingPrices, language: Language) -> String {
    let mut text = String::new();
    let (title, paths) = (language.of(&prices.title), grouped(&prices.paths.to_string()));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "{title}（{}）各种理解的价格　{paths} 条相同路径　种子 {}　单位：万元",
            prices.scenario, prices.seed
        ),
        Language::English => writeln!(
            text,
            "{title} ({}): the price of each reading, {paths} paths in common, seed {}, amounts in 万元 (10,000 yuan)",
            prices.scenario, prices.seed
        ),
    };
    write_own(&mut text, prices, language);
    write_options(&mut text, prices, language);
    if !prices.combinations.is_empty() {
        write_effects(&mut text, prices, language);
        write_combinations(&mut text, prices, language);
    }
    fitted(&text)
}

fn write_own(text: &mut String, prices: &ReadingPrices, language: Language) {
    let level = percent(&prices.confidence);
    for series in [OBLIGATIONS, CASH] {
        let own = &prices.own[series];
        let (mean, quantile) = (wan(own.mean_fen), wan(own.quantile_fen as f64));
        let error = own.se_fen.map_or_else(|| "—".to_owned(), wan);
        let name = series_name(&own.series, language);
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "本情景的理解：{name}　期望 {mean}（标准误 {error}）　{level} 水平 {quantile}")
            }
            Language::English => {
                writeln!(
                    text,
                    "as the scenario reads: {name}, mean {mean} (s.e. {error}), {level} level {quantile}"
                )
            }
        };
    }
}

/// Whose, on which basis and of which years.
fn series_name(series: &SeriesName, language: Language) -> String {
    let years = match series.year {
        YearLabel::All => language.say("全部年度", "all years and later").to_owned(),
        year => year_name(year, language),
    };
    let comma = language.say("，", ", ");
    let (payer, basis) = (payer_name(series.payer, language), basis_name(series.basis, language));
    format!("{payer}{comma}{basis}{comma}{years}")
}

fn basis_name(basis: Basis, language: Language) -> &'static str {
    match basis {
        Basis::Cash => language.say("现金支出", "cash"),
        _ => language.say("应付义务", "obligations"),
    }
}

/// Means, then the level of the horizon's cash: both for the same options.
fn write_options(text: &mut String, prices: &ReadingPrices, language: Language) {
    let level = percent(&prices.confidence);
    let mut means = Grid::new(
        1,
        [
            language.say("期望的变化", "Change of the mean"),
            language.say("应付义务 ±", "Obligations ±"),
            language.say("各年现金合计 ±", "Cash, all years ±"),
            language.say("其中市级 ±", "Of it the city ±"),
        ],
    );
    let mut levels = Grid::new(
        1,
        [
            match language {
                Language::Chinese => format!("各年现金合计的 {level} 水平"),
                Language::English => format!("{level} level of cash, all years"),
            },
            language.say("变化 [95% 区间]", "Change [95% interval]").to_owned(),
            language.say("增／减的路径", "Dearer / cheaper").to_owned(),
        ],
    );
    let mut switch = "";
    for option in &prices.options {
        let finding = prices.switches.iter().find(|finding| finding.switch == option.switch);
        let finding = finding.expect("an option is a switch's");
        if switch != option.switch {
            switch = &option.switch;
            means.across(language.of(&finding.title));
            levels.across(language.of(&finding.title));
        }
        let cash = &option.series[CASH];
        let name = format!("  {}", option_words(finding, &option.option, language));
        let [obligations, city] = [OBLIGATIONS, CITY].map(|at| change(&option.series[at], language));
        means.row([name.clone(), obligations, change(cash, language), city]);
        let shares = format!("{:.1}% / {:.1}%", 100.0 * cash.more, 100.0 * cash.less);
        levels.row([name, quantile_change(cash, language), shares]);
    }
    let heading = language.say(
        "单独改变一项理解（相对本情景，逐条路径比较；± 为 95% 区间的半宽；区间含 0 的写作“无差别”）",
        "One reading changed alone, path by path against the scenario's own; ± is half the 95% interval, and an interval that holds 0 reads \"none\"",
    );
    let _ = writeln!(text, "\n{heading}\n{}\n\n{}", means.plain(), levels.plain());
}

fn option_words(finding: &SwitchFinding, option: &str, language: Language) -> String {
    let words =
        finding.options.iter().find(|(name, _)| name == option).map_or("", |(_, words)| language.of(words));
    match language {
        Language::Chinese => format!("{option}：{words}"),
        Language::English => format!("{option}: {words}"),
    }
}

/// A difference with half its interval; none where the interval holds 0.
fn change(difference: &PricedDifference, language: Language) -> String {
    match difference.difference_interval_fen {
        Some([low, high]) if low <= 0.0 && high >= 0.0 => language.say("无差别", "none").to_owned(),
        Some([low, high]) => {
            format!("{} ± {}", signed_wan(difference.difference_fen), wan((high - low) / 2.0))
        }
        None => signed_wan(difference.difference_fen),
    }
}

fn quantile_change(difference: &PricedDifference, language: Language) -> String {
    match difference.quantile_interval_fen {
        Some([low, high]) if low <= 0.0 && high >= 0.0 => language.say("无差别", "none").to_owned(),
        Some([low, high]) => {
            let moved = signed_wan(difference.quantile_difference_fen as f64);
            format!("{moved} {}", signed_interval_wan(low, high))
        }
        None => signed_wan(difference.quantile_difference_fen as f64),
    }
}

fn write_effects(text: &mut String, prices: &ReadingPrices, language: Language) {
    let shares =
        |share: Option<f64>| share.map_or_else(|| "—".to_owned(), |share| format!("{:.1}%", 100.0 * share));
    let mut head = vec![language.say("理解", "Reading").to_owned()];
    for effects in &prices.effects {
        let name = basis_name(effects.series.basis, language);
        head.push(format!("{name}\n{}", language.say("单独", "alone")));
        head.push(language.say("含交互", "with interactions").to_owned());
    }
    let mut table = Grid::new(1, head);
    for (position, finding) in prices.switches.iter().enumerate() {
        let mut row = vec![switch_words(finding, language)];
        for effects in &prices.effects {
            row.push(shares(effects.switches[position].main));
            row.push(shares(effects.switches[position].total));
        }
        table.row(row);
    }
    let count = grouped(&prices.combinations.len().to_string());
    let _ = match language {
        Language::Chinese => writeln!(text, "\n{count} 种组合的期望相差多少由哪项理解解释（占方差的比例）"),
        Language::English => {
            writeln!(
                text,
                "\nHow much of the spread of the means of {count} combinations each reading explains (share of variance)"
            )
        }
    };
    let _ = writeln!(text, "{}", table.plain());
}

fn switch_words(finding: &SwitchFinding, language: Language) -> String {
    let (title, switch) = (language.of(&finding.title), &finding.switch);
    match language {
        Language::Chinese => format!("{title}（{switch}）"),
        Language::English => format!("{title} ({switch})"),
    }
}

fn write_combinations(text: &mut String, prices: &ReadingPrices, language: Language) {
    let mut order: Vec<&CombinationPrice> = prices.combinations.iter().collect();
    // of equal ones those that differ least from the scenario
    let differing = |combination: &CombinationPrice| {
        prices
            .switches
            .iter()
            .zip(&combination.options)
            .filter(|(switch, option)| switch.own != **option)
            .count()
    };
    order.sort_by(|one, other| {
        let (cost, distance) =
            (one.mean_fen[OBLIGATIONS].total_cmp(&other.mean_fen[OBLIGATIONS]), differing(one));
        cost.then(distance.cmp(&differing(other)))
    });
    let cheapest: Vec<&CombinationPrice> = order.iter().take(SHOWN).copied().collect();
    order.sort_by(|one, other| {
        let (cost, distance) =
            (other.mean_fen[OBLIGATIONS].total_cmp(&one.mean_fen[OBLIGATIONS]), differing(one));
        cost.then(distance.cmp(&differing(other)))
    });
    let dearest: Vec<&CombinationPrice> = order.iter().take(SHOWN).copied().collect();
    let level = percent(&prices.confidence);
    for (heading, chosen) in [
        (language.say("最省的组合", "The cheapest combinations"), cheapest),
        (language.say("最贵的组合", "The dearest combinations"), dearest),
    ] {
        let _ = writeln!(text, "\n{heading}");
        for combination in chosen {
            let differing: Vec<String> = prices
                .switches
                .iter()
                .zip(&combination.options)
                .filter(|(switch, option)| switch.own != **option)
                .map(|(switch, option)| format!("{}={option}", switch.switch))
                .collect();
            let options = if differing.is_empty() {
                language.say("本情景的理解", "as the scenario reads").to_owned()
            } else {
                differing.join(language.say("、", ", "))
            };
            let amounts = |series: usize| {
                (wan(combination.mean_fen[series]), wan(combination.quantile_fen[series] as f64))
            };
            let ((owed, _), (cash, quantile)) = (amounts(OBLIGATIONS), amounts(CASH));
            let _ = match language {
                Language::Chinese => writeln!(
                    text,
                    "  应付义务期望 {owed}，各年现金合计期望 {cash}、{level} 水平 {quantile}："
                ),
                Language::English => {
                    writeln!(text, "  obligations {owed}, cash {cash}, {level} level {quantile}:")
                }
            };
            let _ = writeln!(text, "{}", paragraph(&format!("    {options}"), 0));
        }
    }
}

/// Each option alone and each series, a row each, in yuan.
pub fn reading_prices_csv(prices: &ReadingPrices) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "理解 switch",
            "选项 option",
            "序列 series",
            "basis",
            "year",
            "payer",
            "county",
            "期望 mean",
            "期望变化 difference",
            "标准误 difference_se",
            "区间下限 difference_low",
            "区间上限 difference_high",
            "水平 quantile",
            "水平变化 quantile_difference",
            "区间下限 quantile_low",
            "区间上限 quantile_high",
            "费用增加的路径占比 more",
            "费用减少的路径占比 less",
        ]
        .map(str::to_owned),
    );
    for option in &prices.options {
        for difference in &option.series {
            table.row(csv_row(option, difference));
        }
    }
    table.finish()
}

fn csv_row(option: &OptionPrice, found: &PricedDifference) -> Vec<String> {
    let ends = |interval: Option<[f64; 2]>| match interval {
        Some(ends) => ends.map(real_yuan),
        None => [String::new(), String::new()],
    };
    let [low, high] = ends(found.difference_interval_fen);
    let [quantile_low, quantile_high] = ends(found.quantile_interval_fen);
    vec![
        option.switch.clone(),
        option.option.clone(),
        format!("{} {}", found.series.name.zh, found.series.name.en),
        super::words::basis(found.series.basis).to_owned(),
        super::words::year(found.series.year),
        super::words::payer(found.series.payer).to_owned(),
        found.series.county.clone().unwrap_or_default(),
        real_yuan(found.mean_fen),
        real_yuan(found.difference_fen),
        found.difference_se_fen.map_or_else(String::new, real_yuan),
        low,
        high,
        yuan(found.quantile_fen),
        yuan(found.quantile_difference_fen),
        quantile_low,
        quantile_high,
        found.more.to_string(),
        found.less.to_string(),
    ]
}

/// Every combination, a row each, in yuan.
pub fn combinations_csv(prices: &ReadingPrices) -> Vec<u8> {
    let mut table = CsvText::new();
    let mut head: Vec<String> = prices.switches.iter().map(|finding| finding.switch.clone()).collect();
    for effects in &prices.effects {
        let name = &effects.series.name;
        head.push(format!("{} 期望 {} mean", name.zh, name.en));
        head.push(format!("{} {}", name.zh, percent(&prices.confidence)));
    }
    table.row(head);
    for combination in &prices.combinations {
        let mut row = combination.options.clone();
        for (mean, quantile) in combination.mean_fen.iter().zip(&combination.quantile_fen) {
            row.push(real_yuan(*mean));
            row.push(yuan(*quantile));
        }
        table.row(row);
    }
    table.finish()
}
