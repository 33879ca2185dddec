//! Simulation against computation as text: each series with exact and simulated numbers, the verdict, and what was not compared.

use std::fmt::Write;

use crate::findings::{AgreedNumber, TrialFinding, Verification, VerifiedSeries};
use crate::things::Language;

use super::grid::{Cell, Grid};
use super::paint::Paint;
use super::words::{grouped, wan};
use super::wrapping::{fitted, paragraph};

/// How many of the series that agree least the text shows besides the totals.
const SHOWN: usize = 8;

/// The verdict first, then the totals and the series that agree least, or all of them.
pub fn verification_text(found: &Verification, all: bool, language: Language, paint: Paint) -> String {
    let mut text = String::new();
    let (title, id) = (language.of(&found.scenario.title), &found.scenario.id);
    let (paths, seed) = (grouped(&found.paths.to_string()), found.seed);
    let head = match language {
        Language::Chinese => {
            format!("{title}（{id}）：模拟与精确计算对照　{paths} 条路径　种子 {seed}　单位：万元")
        }
        Language::English => format!(
            "{title} ({id}): simulation against computation, {paths} paths, seed {seed}, amounts in 万元 (10,000 yuan)"
        ),
    };
    let _ = writeln!(text, "{}", paint.heading(&paragraph(&head, 2)));
    let _ = writeln!(text, "{}", paint.heading(&verdict(found, language)));
    for trial in &found.trials {
        write_trial(&mut text, found, trial, all, language, paint);
    }
    write_rule(&mut text, found, language);
    for reason in &found.left_out {
        let label = language.say("未核验：", "Not compared: ");
        let _ = writeln!(text, "{label}{}{}", language.of(reason), language.say("。", "."));
    }
    fitted(&text)
}

/// Whether simulation and computation agree, in a sentence.
pub fn verdict(found: &Verification, language: Language) -> String {
    let series: usize = found.trials.iter().map(|trial| trial.series.len()).sum();
    let disagreeing: usize = found.trials.iter().map(|trial| trial.disagreeing).sum();
    let comparisons = grouped(&found.comparisons.to_string());
    match (found.passed, language) {
        (true, Language::Chinese) => {
            format!("通过：{series} 个序列、{comparisons} 项比较均在偶然误差之内。")
        }
        (true, Language::English) => {
            format!("Passed: {series} series, {comparisons} comparisons, nothing beyond chance.")
        }
        (false, Language::Chinese) => {
            format!("不通过：{series} 个序列中有 {disagreeing} 个的差异不能以偶然解释。")
        }
        (false, Language::English) => {
            format!("Failed: {disagreeing} of {series} series differ by more than chance explains.")
        }
    }
}

fn write_trial(
    text: &mut String,
    found: &Verification,
    trial: &TrialFinding,
    all: bool,
    language: Language,
    paint: Paint,
) {
    let heading = match (trial.drivers, language) {
        (false, Language::Chinese) => "不计年度共同因素的影响",
        (false, Language::English) => "The shared drivers' effect switched off",
        (true, Language::Chinese) => "计入年度共同因素的影响",
        (true, Language::English) => "With the shared drivers' effect",
    };
    let _ = writeln!(text, "\n{}", paint.heading(heading));
    let _ = writeln!(text, "{}", summary(trial, language));
    let ordered: Vec<&VerifiedSeries> = trial.order.iter().map(|index| &trial.series[*index]).collect();
    let totals: Vec<&VerifiedSeries> = trial.series.iter().filter(|series| series.is_headline).collect();
    let parts: Vec<(&str, Vec<&VerifiedSeries>)> = if all {
        vec![(language.say("全部序列，差异最大的在前", "Every series, the least likely first"), ordered)]
    } else {
        let rest = ordered.into_iter().filter(|series| !series.is_headline && !series.agreement.is_certain);
        let shown = if trial.disagreeing > SHOWN { 2 * SHOWN } else { SHOWN };
        vec![
            (language.say("主要序列", "Totals"), totals),
            (
                language.say("其余序列中差异最大的", "Of the others, the least likely"),
                rest.take(shown).collect(),
            ),
        ]
    };
    for (name, series) in parts.into_iter().filter(|(_, series)| !series.is_empty()) {
        let _ = writeln!(text, "{name}\n{}", table(&series, found, language, paint));
    }
}

/// The largest differences of a trial in a line.
fn summary(trial: &TrialFinding, language: Language) -> String {
    let z = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |z| format!("{z:.2}"));
    let (mean, deviation) = (z(trial.largest_mean_z), z(trial.largest_deviation_z));
    let (inside, quantiles) =
        (grouped(&trial.quantiles_inside.to_string()), grouped(&trial.quantiles.to_string()));
    let distance =
        trial.largest_distance.map_or_else(|| "—".to_owned(), |distance| format!("{:.3}%", 100.0 * distance));
    let (series, certain) = (trial.series.len(), trial.certain);
    match language {
        Language::Chinese => format!(
            "{series} 个序列（其中 {certain} 个为确定值，各路径须完全一致）；最大 |z|：期望 {mean}、标准差 {deviation}；分布函数最大差距 {distance}；{quantiles} 个精确分位数中 {inside} 个落在模拟的 95% 区间内"
        ),
        Language::English => format!(
            "{series} series ({certain} of them certain, the same on every path); largest |z|: means {mean}, standard deviations {deviation}; largest distance of distribution functions {distance}; {inside} of {quantiles} exact quantiles in the simulated 95% interval"
        ),
    }
}

/// Two lines a series: its mean, then its standard deviation; what does not agree stands below.
fn table(series: &[&VerifiedSeries], found: &Verification, language: Language, paint: Paint) -> String {
    let heads = [
        ("序列", "Series"),
        ("", ""),
        ("精确", "Exact"),
        ("模拟", "Simulated"),
        ("z", "z"),
        ("分布差距", "Distance"),
        ("分位数", "Quantiles"),
        ("概率", "Chance"),
    ];
    let mut table = Grid::new(2, heads.map(|(zh, en)| language.say(zh, en)));
    for series in series {
        table.row(row(series, language));
        if !series.agrees {
            table.across(Cell::accented(format!("  {}", why(series, found, language))));
        }
    }
    table.text(paint)
}

fn row(series: &VerifiedSeries, language: Language) -> [String; 8] {
    let agreement = &series.agreement;
    let z = |number: &AgreedNumber| number.z.map_or_else(|| "—".to_owned(), |z| format!("{z:+.2}"));
    let mean = (language.say("期望", "mean"), &agreement.mean);
    let deviation = agreement.deviation.as_ref().map(|number| (language.say("标准差", "s.d."), number));
    let numbers: Vec<(&str, &AgreedNumber)> = std::iter::once(mean).chain(deviation).collect();
    let lines = |cell: &dyn Fn(&(&str, &AgreedNumber)) -> String| {
        numbers.iter().map(cell).collect::<Vec<_>>().join("\n")
    };
    let quantiles = match agreement.quantiles.len() {
        0 => "—".to_owned(),
        all => format!("{}/{all}", series.quantiles_inside),
    };
    let distance = agreement
        .distance
        .map_or_else(|| "—".to_owned(), |distance| format!("{:.3}%", 100.0 * distance.largest));
    [
        language.of(&series.name).to_owned(),
        lines(&|(name, _)| (*name).to_owned()),
        lines(&|(_, number)| wan(number.exact_fen)),
        lines(&|(_, number)| wan(number.simulated_fen)),
        lines(&|(_, number)| z(number)),
        distance,
        quantiles,
        chance(series),
    ]
}

/// The smallest chance of a series' comparisons; none for what is certain.
fn chance(series: &VerifiedSeries) -> String {
    match series.chance {
        _ if series.agreement.chances().next().is_none() => "—".to_owned(),
        chance if chance >= 0.001 => format!("{chance:.3}"),
        chance => format!("{chance:.0e}"),
    }
}

/// What does not agree.
fn why(series: &VerifiedSeries, found: &Verification, language: Language) -> String {
    let agreement = &series.agreement;
    let paths = grouped(&agreement.impossible_paths.to_string());
    if agreement.impossible_paths > 0 {
        return match language {
            Language::Chinese => format!("不符：{paths} 条路径的金额不可能出现"),
            Language::English => format!("differs: an amount that cannot be on {paths} paths"),
        };
    }
    let judged = |chance: Option<f64>| chance.is_some_and(|chance| chance <= found.threshold);
    let mut what = Vec::new();
    if judged(agreement.mean.chance) {
        what.push(language.say("期望", "mean"));
    }
    if judged(agreement.deviation.and_then(|deviation| deviation.chance)) {
        what.push(language.say("标准差", "standard deviation"));
    }
    if judged(agreement.distance.map(|distance| distance.chance)) {
        what.push(language.say("分布", "distribution"));
    }
    if agreement.quantiles.iter().any(|quantile| judged(Some(quantile.chance))) {
        what.push(language.say("分位数", "quantiles"));
    }
    let what = what.join(language.say("、", ", "));
    format!("{}{what}", language.say("不符：", "differs: "))
}

/// By which rule it was judged.
fn write_rule(text: &mut String, found: &Verification, language: Language) {
    let (alarm, comparisons) = (100.0 * found.false_alarm, grouped(&found.comparisons.to_string()));
    let (distance, threshold) = (100.0 * found.distance_threshold, found.threshold);
    let impossible = found.impossible_chance;
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "\n判定：{comparisons} 项比较合并考虑（Holm 法），无误的模拟被误判的概率不超过 {alarm}%（另有 {impossible:.0e} 来自近乎不可能的金额）；单项概率不大于 {threshold:.0e} 即不符，相当于分布函数差距 {distance:.3}%。路径数、分布差距以及金额有公共单位的序列，概率均为不依赖正态近似的上界；没有公共单位的序列的期望值和标准差用正态近似，年度因素影响下的期望值用 t 分布近似。"
        ),
        Language::English => writeln!(
            text,
            "\nRule: {comparisons} comparisons judged together (Holm), so that a right simulation fails with probability at most {alarm}% (and {impossible:.0e} for amounts all but impossible); one of a chance of at most {threshold:.0e} fails, a distance of {distance:.3}%. Chances of counts, of distances and of amounts with a common step are upper bounds that need no normal approximation; means and standard deviations of amounts without one use the normal, and means under the drivers Student's t."
        ),
    };
}
