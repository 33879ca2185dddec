//! What each parameter's range is worth, as text and CSV.

use std::fmt::Write;

use crate::findings::{ChanceChange, Change, ParameterSensitivity, Sensitivity, VariationFinding};
use crate::things::{Language, alternative_name};

use super::csv_text::CsvText;
use super::grid::{Grid, Side};
use super::words::{grouped, percent, real_yuan, signed_interval_wan, signed_wan, wan, yuan};
use super::wrapping::fitted;

/// How many parameters the text shows.
const SHOWN: usize = 12;
/// Columns of one side of the picture.
const SIDE: usize = 12;

/// The parameters that matter most as a picture of characters, what they do to the special fund, and which parameters do nothing or
/// are not varied.
pub fn sensitivity_text(found: &Sensitivity, language: Language) -> String {
    let mut text = String::new();
    let (title, paths) = (language.of(&found.title), grouped(&found.paths.to_string()));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "{title}（{}）对各项参数的敏感程度　{paths} 条相同路径　种子 {}　单位：万元",
            found.scenario, found.seed
        ),
        Language::English => writeln!(
            text,
            "{title} ({}): how much each parameter matters, {paths} paths in common, seed {}, amounts in 万元 (10,000 yuan)",
            found.scenario, found.seed
        ),
    };
    write_base(&mut text, found, language);
    let moving: Vec<&ParameterSensitivity> =
        found.parameters.iter().filter(|parameter| moves_something(parameter)).collect();
    write_tornado(&mut text, &moving[..moving.len().min(SHOWN)], language);
    write_fund(&mut text, found, &moving[..moving.len().min(SHOWN)], language);
    write_rest(&mut text, found, moving.len(), language);
    fitted(&text)
}

fn write_base(text: &mut String, found: &Sensitivity, language: Language) {
    let level = percent(&found.confidence);
    for (name, base) in [
        (language.say("应付义务", "all obligations"), &found.base.obligations),
        (language.say("专项资金支出，各年合计", "cash of the special fund, all years"), &found.base.cash),
    ] {
        let (mean, quantile) = (wan(base.mean_fen), wan(base.quantile_fen as f64));
        let error = base.se_fen.map_or_else(|| "—".to_owned(), wan);
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "本情景：{name}　期望 {mean}（标准误 {error}）　{level} 水平 {quantile}")
            }
            Language::English => {
                writeln!(text, "as it is: {name}, mean {mean} (s.e. {error}), {level} level {quantile}")
            }
        };
    }
    if let Some(arrears) = found.base.chances.first() {
        let [low, high] = arrears.interval.map(|end| 100.0 * end);
        let chance = 100.0 * arrears.probability;
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "本情景：{}的概率 {chance:.1}% [{low:.1}%, {high:.1}%]", arrears.title.zh)
            }
            Language::English => {
                writeln!(
                    text,
                    "as it is: chance that the fund has arrears at the end of some year {chance:.1}% [{low:.1}%, {high:.1}%]"
                )
            }
        };
    }
}

/// A line for each parameter, then two variations a line: the first to the left, the second to the right of the picture.
fn write_tornado(text: &mut String, shown: &[&ParameterSensitivity], language: Language) {
    let largest = shown.iter().map(|parameter| parameter.largest_change()).fold(0.0, f64::max);
    let heads = [
        language.say("低", "Low"),
        language.say("应付义务 ±", "Obligations ±"),
        "",
        language.say("应付义务 ±", "Obligations ±"),
        language.say("高", "High"),
    ];
    let mut table =
        Grid::new(0, heads).with_side(2, Side::Centre).with_side(3, Side::Left).with_side(4, Side::Left);
    for (rank, parameter) in shown.iter().enumerate() {
        table.across(format!("{}. {}", rank + 1, name_and_value(parameter, language)));
        for pair in parameter.variations.chunks(2) {
            let amount =
                |at: usize| pair.get(at).map_or(String::new(), |found| change(&found.obligations, language));
            let label = |at: usize| pair.get(at).map_or(String::new(), |found| label(found, language));
            table.row([label(0), amount(0), picture(pair, largest), amount(1), label(1)]);
        }
    }
    let heading = language.say(
        "单独改变一项参数，应付义务的期望变化，由大到小（逐条路径比较；± 为 95% 区间的半宽；区间含 0 的写作“无差别”）",
        "One parameter changed alone: the change of the mean of all obligations, the largest first, path by path; ± is half the 95% interval, and an interval that holds 0 reads \"none\"",
    );
    let _ = writeln!(text, "\n{heading}\n{}", table.plain());
}

/// A parameter with the scenario's own value, unless that has several places.
fn name_and_value(parameter: &ParameterSensitivity, language: Language) -> String {
    let (name, value) = (language.of(&parameter.name), &parameter.value);
    match language {
        _ if value.contains(", ") => name.to_owned(),
        Language::Chinese => format!("{name}：{value}"),
        Language::English => format!("{name}: {value}"),
    }
}

/// A bar for each of two variations, from the middle to its own side.
fn picture(pair: &[VariationFinding], largest: f64) -> String {
    let mut sides = [0usize; 2];
    for found in pair.iter().filter(|found| !is_none(found.obligations.difference_interval_fen)) {
        let difference = found.obligations.difference_fen;
        let columns = (difference.abs() / largest * SIDE as f64).round().max(1.0) as usize;
        let side = &mut sides[usize::from(difference > 0.0)];
        *side = columns.max(*side);
    }
    let [left, right] = sides;
    format!(
        "{}{}│{}{}",
        " ".repeat(SIDE - left),
        "█".repeat(left),
        "█".repeat(right),
        " ".repeat(SIDE - right)
    )
}

fn write_fund(text: &mut String, found: &Sensitivity, shown: &[&ParameterSensitivity], language: Language) {
    let level = percent(&found.confidence);
    let heads = [
        language.say("参数", "Parameter").to_owned(),
        language.say("变为", "Set to").to_owned(),
        language.say("支出期望 ±", "Mean of cash ±").to_owned(),
        match language {
            Language::Chinese => format!("{level} 水平 [区间]"),
            Language::English => format!("{level} level [interval]"),
        },
        language.say("欠付概率\n（百分点）", "Chance of arrears\n(points)").to_owned(),
    ];
    let mut table = Grid::new(1, heads);
    for (rank, parameter) in shown.iter().enumerate() {
        // all variations are one row, and a long name has their lines to itself
        let lines = |cell: &dyn Fn(&VariationFinding) -> String| {
            parameter.variations.iter().map(cell).collect::<Vec<_>>().join("\n")
        };
        table.row([
            format!("{}. {}", rank + 1, language.of(&parameter.name)),
            lines(&|found| label(found, language)),
            lines(&|found| change(&found.cash, language)),
            lines(&|found| quantile_change(&found.cash, language)),
            lines(&|found| found.chances.first().map_or_else(String::new, |chance| points(chance, language))),
        ]);
    }
    let heading = language.say(
        "对专项资金的影响：各年支出合计的期望和水平，任一年末出现欠付的概率（顺序同上表，按对应付义务期望的影响）",
        "What it does to the special fund: mean and level of its cash of all years, chance of arrears at the end of some year (in the order above, by the change of obligations)",
    );
    let _ = writeln!(text, "\n{heading}\n{}", table.plain());
}

/// What is not in the tables: smaller changes, no changes, and parameters that have no range.
fn write_rest(text: &mut String, found: &Sensitivity, moving: usize, language: Language) {
    let comma = language.say("、", ", ");
    let names = |still: bool| -> Vec<&str> {
        let chosen = found.parameters.iter().filter(|parameter| moves_something(parameter) != still);
        chosen.skip(if still { 0 } else { SHOWN }).map(|parameter| language.of(&parameter.name)).collect()
    };
    if moving > SHOWN {
        let smaller = names(false).join(comma);
        let _ = match language {
            Language::Chinese => writeln!(text, "影响更小（见 tornado.csv）：{smaller}。"),
            Language::English => writeln!(text, "Smaller changes (in tornado.csv): {smaller}."),
        };
    }
    let still = names(true);
    if !still.is_empty() {
        let still = still.join(comma);
        let _ = match language {
            Language::Chinese => writeln!(text, "无差别：{still}。"),
            Language::English => writeln!(text, "No difference: {still}."),
        };
    }
    if !found.without_range.is_empty() {
        let without: Vec<&str> =
            found.without_range.iter().map(|parameter| language.of(&parameter.name)).collect();
        let without = without.join(comma);
        let _ = match language {
            Language::Chinese => writeln!(text, "未设区间、未予变动：{without}。"),
            Language::English => writeln!(text, "Without a range, and so not varied: {without}."),
        };
    }
}

/// Whether anything of a parameter's variations differs.
fn moves_something(parameter: &ParameterSensitivity) -> bool {
    parameter.variations.iter().any(|found| {
        let amounts = [found.obligations.difference_interval_fen, found.cash.difference_interval_fen];
        let chances = found.chances.iter().map(|chance| chance.difference_interval);
        amounts.into_iter().chain(chances).any(|interval| !is_none(interval))
    })
}

fn is_none(interval: Option<[f64; 2]>) -> bool {
    interval.is_some_and(|[low, high]| low <= 0.0 && high >= 0.0)
}

/// A variation in a word: its value where that is short, else its name.
fn label(found: &VariationFinding, language: Language) -> String {
    match (found.name.as_str(), found.value.contains(", ")) {
        ("low" | "high", false) => found.value.clone(),
        ("low", true) => language.say("低", "low").to_owned(),
        ("high", true) => language.say("高", "high").to_owned(),
        (name, _) => language.of(&alternative_name(name)).to_owned(),
    }
}

/// A difference with half its interval; none where the interval holds 0.
fn change(change: &Change, language: Language) -> String {
    match change.difference_interval_fen {
        interval if is_none(interval) => language.say("无差别", "none").to_owned(),
        Some([low, high]) => format!("{} ± {}", signed_wan(change.difference_fen), wan((high - low) / 2.0)),
        None => signed_wan(change.difference_fen),
    }
}

fn quantile_change(change: &Change, language: Language) -> String {
    let moved = signed_wan(change.quantile_difference_fen as f64);
    match change.quantile_interval_fen {
        interval if is_none(interval) => language.say("无差别", "none").to_owned(),
        Some([low, high]) => format!("{moved} {}", signed_interval_wan(low, high)),
        None => moved,
    }
}

fn points(chance: &ChanceChange, language: Language) -> String {
    match chance.difference_interval {
        interval if is_none(interval) => language.say("无差别", "none").to_owned(),
        Some([low, high]) => format!("{:+.2} ± {:.2}", 100.0 * chance.difference, 50.0 * (high - low)),
        None => format!("{:+.2}", 100.0 * chance.difference),
    }
}

/// Each variation and what it changes, a row each; amounts in yuan.
pub fn tornado_csv(found: &Sensitivity) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "参数 parameter",
            "名称 name",
            "本情景取值 value",
            "变动 variation",
            "变为 set_to",
            "指标 measure",
            "本情景 base",
            "变动后 varied",
            "变化 difference",
            "标准误 difference_se",
            "区间下限 difference_low",
            "区间上限 difference_high",
            "水平 quantile",
            "水平变化 quantile_difference",
            "区间下限 quantile_low",
            "区间上限 quantile_high",
            "增加的路径占比 more",
            "减少的路径占比 less",
        ]
        .map(str::to_owned),
    );
    for parameter in &found.parameters {
        for variation in &parameter.variations {
            let head = [
                parameter.key.clone(),
                format!("{} {}", parameter.name.zh, parameter.name.en),
                parameter.value.clone(),
                variation.name.clone(),
                variation.value.clone(),
            ];
            for (measure, base, change) in [
                ("obligations", found.base.obligations.mean_fen, &variation.obligations),
                ("fund_cash", found.base.cash.mean_fen, &variation.cash),
            ] {
                table.row(head.iter().cloned().chain(amount_row(measure, base, change)));
            }
            for (base, chance) in found.base.chances.iter().zip(&variation.chances) {
                table.row(head.iter().cloned().chain(chance_row(base.probability, chance)));
            }
        }
    }
    table.finish()
}

fn amount_row(measure: &str, base: f64, change: &Change) -> Vec<String> {
    let ends =
        |interval: Option<[f64; 2]>| interval.map_or([String::new(), String::new()], |e| e.map(real_yuan));
    let [low, high] = ends(change.difference_interval_fen);
    let [quantile_low, quantile_high] = ends(change.quantile_interval_fen);
    vec![
        measure.to_owned(),
        real_yuan(base),
        real_yuan(change.mean_fen),
        real_yuan(change.difference_fen),
        change.difference_se_fen.map_or_else(String::new, real_yuan),
        low,
        high,
        yuan(change.quantile_fen),
        yuan(change.quantile_difference_fen),
        quantile_low,
        quantile_high,
        change.more.to_string(),
        change.less.to_string(),
    ]
}

/// A chance is a number from 0 to 1.
fn chance_row(base: f64, chance: &ChanceChange) -> Vec<String> {
    let ends =
        chance.difference_interval.map_or([String::new(), String::new()], |e| e.map(|end| end.to_string()));
    let [low, high] = ends;
    let mut row = vec![
        format!("chance of {}", chance.id),
        base.to_string(),
        chance.probability.to_string(),
        chance.difference.to_string(),
        chance.difference_se.map_or_else(String::new, |error| error.to_string()),
        low,
        high,
    ];
    row.resize(13, String::new());
    row
}
