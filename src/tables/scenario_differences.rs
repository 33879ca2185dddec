//! Scenarios against a base as text and CSV.

use std::fmt::Write;

use crate::findings::{ScenarioDifference, ScenarioDifferences, SeriesDifference, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::csv_text::CsvText;
use super::grid::Grid;
use super::words::{grouped, payer_name, percent, real_yuan, signed_interval_wan, signed_wan, wan};
use super::wrapping::{WIDTH, columns, fitted};

/// How many parameters are named in the text; the table of parameters has all.
const MOST_PARAMETERS: usize = 15;

/// Each other scenario against the base: what it states otherwise, what it costs more or less, and how surely.
pub fn scenario_differences_text(
    found: &ScenarioDifferences,
    names: &dyn Fn(&str) -> String,
    language: Language,
) -> String {
    let mut text = String::new();
    let paths = grouped(&found.paths.to_string());
    for other in &found.others {
        let (this, base) = (&other.scenario, &found.base);
        let _ = match language {
            Language::Chinese => writeln!(
                text,
                "{}（{}）比{}（{}）　{paths} 条相同路径　种子 {}　单位：万元",
                this.title.zh, this.id, base.title.zh, base.id, found.seed
            ),
            Language::English => writeln!(
                text,
                "{} ({}) against {} ({}), {paths} paths in common, seed {}, amounts in 万元 (10,000 yuan)",
                this.title.en, this.id, base.title.en, base.id, found.seed
            ),
        };
        write_parameters(&mut text, other, language);
        write_main(&mut text, found, other, names, language);
        write_clauses(&mut text, other, names, language);
        text.push('\n');
    }
    let note = language.say(
        "± 为 95% 区间的半宽，区间含 0 的写作“无差别”；误差比为相同随机数下差额的标准误与独立抽样时之比。",
        "± is half the 95% interval, and an interval that holds 0 reads \"none\"; error ratio: the standard error of the difference over that of independent samples.",
    );
    let _ = writeln!(text, "{note}");
    fitted(&text)
}

fn write_parameters(text: &mut String, other: &ScenarioDifference, language: Language) {
    for parameter in other.parameters.iter().take(MOST_PARAMETERS) {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
        let mut words =
            format!("  {}: {} → {}", parameter.key, value(&parameter.base), value(&parameter.other));
        if columns(&words) > WIDTH {
            words = words.replace(" → ", "\n    → ");
        }
        let _ = writeln!(text, "{words}");
    }
    if other.parameters.len() > MOST_PARAMETERS {
        let rest = other.parameters.len() - MOST_PARAMETERS;
        let _ = match language {
            Language::Chinese => writeln!(text, "  …另有 {rest} 项取值不同"),
            Language::English => writeln!(text, "  … and {rest} further values"),
        };
    }
    if other.parameters.is_empty() {
        let _ = writeln!(text, "  {}", language.say("没有不同的取值", "no value differs"));
    }
}

/// Means, then levels: both for the same payers and years.
fn write_main(
    text: &mut String,
    found: &ScenarioDifferences,
    other: &ScenarioDifference,
    names: &dyn Fn(&str) -> String,
    language: Language,
) {
    let level = percent(&found.confidence);
    let mut means = Grid::new(
        1,
        [
            language.say("期望", "Mean"),
            language.say("基准情景", "Base"),
            language.say("本情景", "This one"),
            language.say("差额 ±", "Difference ±"),
            language.say("增／减的路径", "Dearer / cheaper"),
            language.say("误差比", "Error ratio"),
        ],
    );
    let mut levels = Grid::new(
        1,
        [
            match language {
                Language::Chinese => format!("{level} 水平"),
                Language::English => format!("{level} level"),
            },
            language.say("基准情景", "Base").to_owned(),
            language.say("本情景", "This one").to_owned(),
            language.say("差额 [95% 区间]", "Difference [95% interval]").to_owned(),
        ],
    );
    let mut last = None;
    for series in main_rows(other) {
        if last != Some((series.basis, series.year)) {
            last = Some((series.basis, series.year));
            let group = group_name(series, horizon(other), language);
            means.across(group.clone());
            levels.across(group);
        }
        means.row(mean_cells(series, names, language));
        levels.row(level_cells(series, &found.confidence, names, language));
    }
    let _ = writeln!(text, "{}\n\n{}\n", means.plain(), levels.plain());
}

fn mean_cells(series: &SeriesDifference, names: &dyn Fn(&str) -> String, language: Language) -> [String; 6] {
    [
        row_name(series, names, language),
        wan(series.base_mean_fen),
        wan(series.other_mean_fen),
        change(series, language),
        format!("{:.1}% / {:.1}%", 100.0 * series.more, 100.0 * series.less),
        series.error_ratio.map_or_else(|| "—".to_owned(), |ratio| format!("{ratio:.2}")),
    ]
}

fn level_cells(
    series: &SeriesDifference,
    confidence: &str,
    names: &dyn Fn(&str) -> String,
    language: Language,
) -> [String; 4] {
    let quantile = series.quantiles.iter().find(|quantile| quantile.p == confidence);
    let of = |fen: Option<i64>| fen.map_or_else(String::new, |fen| wan(fen as f64));
    [
        row_name(series, names, language),
        of(quantile.map(|quantile| quantile.base_fen)),
        of(quantile.map(|quantile| quantile.other_fen)),
        quantile_change(series, quantile.map(|quantile| quantile.other_fen - quantile.base_fen), language),
    ]
}

/// All obligations, then cash: of the horizon by payer and county, of each year pooled and the city's, and after the horizon.
fn main_rows(other: &ScenarioDifference) -> Vec<&SeriesDifference> {
    let rank = |series: &SeriesDifference| -> Option<(u8, i32, u8)> {
        if series.clause.is_some() || series.beneficiary.is_some() {
            return None;
        }
        let payer = match (series.payer, &series.county) {
            (None, None) => 0,
            (Some(Payer::City), None) => 1,
            (Some(Payer::County), None) => 2,
            (Some(Payer::County), Some(_)) => 3,
            _ => return None,
        };
        match (series.basis, series.year, payer) {
            (Basis::Accrual, YearLabel::All, 0) => Some((0, 0, 0)),
            (Basis::Cash, YearLabel::Horizon, payer) => Some((1, 0, payer)),
            (Basis::Cash, YearLabel::Year(year), 0 | 1) => Some((2, year, payer)),
            (Basis::Cash, YearLabel::AfterHorizon, 0) => Some((3, 0, 0)),
            _ => None,
        }
    };
    let mut rows: Vec<_> = other.series.iter().filter_map(|series| Some((rank(series)?, series))).collect();
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter().map(|(_, series)| series).collect()
}

/// The first and the last year of the horizon: all its years are compared.
fn horizon(other: &ScenarioDifference) -> [i32; 2] {
    let years = || {
        other.series.iter().filter_map(|series| match (series.basis, series.year) {
            (Basis::Cash, YearLabel::Year(year)) => Some(year),
            _ => None,
        })
    };
    [years().min().unwrap_or_default(), years().max().unwrap_or_default()]
}

/// On which basis and for which years the rows below a line are.
fn group_name(series: &SeriesDifference, [first, last]: [i32; 2], language: Language) -> String {
    match (series.basis, series.year, language) {
        (Basis::Accrual, _, Language::Chinese) => "应付义务，全部年度".to_owned(),
        (Basis::Accrual, _, Language::English) => "obligations, all years".to_owned(),
        (_, YearLabel::Year(year), Language::Chinese) => format!("{year} 年现金支出"),
        (_, YearLabel::Year(year), Language::English) => format!("cash in {year}"),
        (_, YearLabel::AfterHorizon, Language::Chinese) => format!("{last} 年以后现金支出"),
        (_, YearLabel::AfterHorizon, Language::English) => format!("cash after {last}"),
        (_, _, Language::Chinese) => format!("{first}—{last} 年现金支出合计"),
        (_, _, Language::English) => format!("cash, {first} to {last} together"),
    }
}

fn row_name(series: &SeriesDifference, names: &dyn Fn(&str) -> String, language: Language) -> String {
    match &series.county {
        Some(county) => format!("  {}", names(county)),
        None => format!("  {}", payer_name(series.payer, language)),
    }
}

/// A difference with half its interval; none where the interval holds 0.
fn change(series: &SeriesDifference, language: Language) -> String {
    match series.interval_fen {
        Some([low, high]) if low <= 0.0 && high >= 0.0 => language.say("无差别", "none").to_owned(),
        Some([low, high]) => format!("{} ± {}", signed_wan(series.difference_fen), wan((high - low) / 2.0)),
        None => signed_wan(series.difference_fen),
    }
}

fn quantile_change(series: &SeriesDifference, moved: Option<i64>, language: Language) -> String {
    match (series.quantile_interval_fen, moved) {
        (Some([low, high]), _) if low <= 0.0 && high >= 0.0 => language.say("无差别", "none").to_owned(),
        (Some([low, high]), Some(moved)) => {
            format!("{} {}", signed_wan(moved as f64), signed_interval_wan(low, high))
        }
        (None, Some(moved)) => signed_wan(moved as f64),
        (_, None) => String::new(),
    }
}

fn write_clauses(
    text: &mut String,
    other: &ScenarioDifference,
    names: &dyn Fn(&str) -> String,
    language: Language,
) {
    let heads = [
        language.say("期望：应付义务，分条款", "Mean: obligations by clause"),
        language.say("基准情景", "Base"),
        language.say("本情景", "This one"),
        language.say("差额 ±", "Difference ±"),
    ];
    let mut table = Grid::new(1, heads);
    let of_clause = |series: &&SeriesDifference| {
        (series.basis, series.year) == (Basis::Accrual, YearLabel::All)
            && series.clause.is_some()
            && series.payer.is_none()
    };
    for series in other.series.iter().filter(of_clause) {
        table.row([
            names(series.clause.as_deref().unwrap_or_default()),
            wan(series.base_mean_fen),
            wan(series.other_mean_fen),
            change(series, language),
        ]);
    }
    let _ = writeln!(text, "{}", table.plain());
}

/// Every series of every other scenario, a row each, in yuan.
pub fn scenario_differences_csv(found: &ScenarioDifferences) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "情景 scenario",
            "basis",
            "year",
            "clause",
            "county",
            "payer",
            "beneficiary",
            "基准期望 base_mean",
            "期望 mean",
            "差额 difference",
            "标准误 difference_se",
            "区间下限 low",
            "区间上限 high",
            "费用增加的路径占比 more",
            "费用减少的路径占比 less",
            "误差比 error_ratio",
        ]
        .map(str::to_owned),
    );
    for other in &found.others {
        for series in &other.series {
            let real = |value: Option<f64>| value.map_or_else(String::new, real_yuan);
            table.row([
                other.scenario.id.clone(),
                super::words::basis(series.basis).to_owned(),
                super::words::year(series.year),
                series.clause.clone().unwrap_or_default(),
                series.county.clone().unwrap_or_default(),
                super::words::payer(series.payer).to_owned(),
                super::words::beneficiary(series.beneficiary).to_owned(),
                real_yuan(series.base_mean_fen),
                real_yuan(series.other_mean_fen),
                real_yuan(series.difference_fen),
                real(series.difference_se_fen),
                real(series.interval_fen.map(|[low, _]| low)),
                real(series.interval_fen.map(|[_, high]| high)),
                series.more.to_string(),
                series.less.to_string(),
                series.error_ratio.map_or_else(String::new, |ratio| ratio.to_string()),
            ]);
        }
    }
    table.finish()
}

/// The quantiles of the main series of every other scenario, a row each, in yuan.
pub fn quantile_differences_csv(found: &ScenarioDifferences) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "情景 scenario",
            "basis",
            "year",
            "county",
            "payer",
            "p",
            "基准 base",
            "情景 other",
            "水平之差 difference",
            "逐路径差额的分位数 of_difference",
        ]
        .map(str::to_owned),
    );
    for other in &found.others {
        for series in &other.series {
            for quantile in &series.quantiles {
                table.row([
                    other.scenario.id.clone(),
                    super::words::basis(series.basis).to_owned(),
                    super::words::year(series.year),
                    series.county.clone().unwrap_or_default(),
                    super::words::payer(series.payer).to_owned(),
                    quantile.p.clone(),
                    real_yuan(quantile.base_fen as f64),
                    real_yuan(quantile.other_fen as f64),
                    real_yuan((quantile.other_fen - quantile.base_fen) as f64),
                    real_yuan(quantile.of_difference_fen as f64),
                ]);
            }
        }
    }
    table.finish()
}

/// The parameters that differ, a row each.
pub fn parameter_differences_csv(found: &ScenarioDifferences) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "情景 scenario",
            "参数 key",
            "含义 meaning",
            "基准 base",
            "情景 other",
            "基准依据 base_source",
            "情景依据 other_source",
        ]
        .map(str::to_owned),
    );
    for other in &found.others {
        for parameter in &other.parameters {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            table.row([
                other.scenario.id.clone(),
                parameter.key.clone(),
                format!("{} {}", parameter.meaning.zh, parameter.meaning.en),
                text(&parameter.base),
                text(&parameter.other),
                text(&parameter.base_source),
                text(&parameter.other_source),
            ]);
        }
    }
    table.finish()
}
