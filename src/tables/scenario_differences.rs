//! Scenarios against a base as text and CSV.

use std::fmt::Write;

use crate::findings::{ScenarioDifference, ScenarioDifferences, SeriesDifference, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::csv_text::CsvText;
use super::terminal::{plain_table, right_aligned};
use super::words::{grouped, percent, real_yuan, signed_wan, wan};

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
    text
}

fn write_parameters(text: &mut String, other: &ScenarioDifference, language: Language) {
    for parameter in other.parameters.iter().take(MOST_PARAMETERS) {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
        let _ =
            writeln!(text, "  {}: {} → {}", parameter.key, value(&parameter.base), value(&parameter.other));
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

fn write_main(
    text: &mut String,
    found: &ScenarioDifferences,
    other: &ScenarioDifference,
    names: &dyn Fn(&str) -> String,
    language: Language,
) {
    let level = percent(&found.confidence);
    let mut table = plain_table();
    table.set_header([
        language.say("支付方和年度", "Payer and years").to_owned(),
        language.say("基准期望", "Base mean").to_owned(),
        language.say("期望", "Mean").to_owned(),
        language.say("差额 ±", "Difference ±").to_owned(),
        match language {
            Language::Chinese => format!("{level} 水平"),
            Language::English => format!("{level} level"),
        },
        match language {
            Language::Chinese => format!("{level} 水平差额 [区间]"),
            Language::English => "Its difference [interval]".to_owned(),
        },
        language.say("增／减的路径", "Dearer / cheaper").to_owned(),
        language.say("误差比", "Error ratio").to_owned(),
    ]);
    for series in main_rows(other) {
        let quantile = series.quantiles.iter().find(|quantile| quantile.p == found.confidence);
        table.add_row([
            row_name(series, names, language),
            wan(series.base_mean_fen),
            wan(series.other_mean_fen),
            change(series, language),
            quantile.map_or_else(String::new, |quantile| wan(quantile.other_fen as f64)),
            quantile_change(
                series,
                quantile.map(|quantile| quantile.other_fen - quantile.base_fen),
                language,
            ),
            format!("{:.1}% / {:.1}%", 100.0 * series.more, 100.0 * series.less),
            series.error_ratio.map_or_else(|| "—".to_owned(), |ratio| format!("{ratio:.2}")),
        ]);
    }
    right_aligned(&mut table, 1);
    let _ = writeln!(text, "{}", table.trim_fmt());
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

fn row_name(series: &SeriesDifference, names: &dyn Fn(&str) -> String, language: Language) -> String {
    let payer = match (series.payer, &series.county) {
        (_, Some(county)) => names(county),
        (None, None) => language.say("市县合计", "all payers").to_owned(),
        (Some(Payer::City), None) => language.say("市级", "city").to_owned(),
        (Some(Payer::County), None) => language.say("县级合计", "all counties").to_owned(),
    };
    let years = match series.year {
        YearLabel::Year(year) => year.to_string(),
        YearLabel::Horizon => language.say("期内", "horizon").to_owned(),
        YearLabel::AfterHorizon => language.say("期后", "later").to_owned(),
        YearLabel::All => language.say("全部", "all").to_owned(),
    };
    let basis = match series.basis {
        Basis::Accrual => language.say("应付", "owed"),
        _ => language.say("现金", "cash"),
    };
    format!("{basis}　{years}　{payer}")
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
            format!("{} [{}, {}]", signed_wan(moved as f64), signed_wan(low), signed_wan(high))
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
    let mut table = plain_table();
    table.set_header([
        language.say("条款（应付义务）", "Clause (all obligations)"),
        language.say("基准期望", "Base mean"),
        language.say("期望", "Mean"),
        language.say("差额 ±", "Difference ±"),
    ]);
    let of_clause = |series: &&SeriesDifference| {
        (series.basis, series.year) == (Basis::Accrual, YearLabel::All)
            && series.clause.is_some()
            && series.payer.is_none()
    };
    for series in other.series.iter().filter(of_clause) {
        table.add_row([
            names(series.clause.as_deref().unwrap_or_default()),
            wan(series.base_mean_fen),
            wan(series.other_mean_fen),
            change(series, language),
        ]);
    }
    right_aligned(&mut table, 1);
    let _ = writeln!(text, "{}", table.trim_fmt());
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
