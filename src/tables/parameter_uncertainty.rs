//! The wider distribution beside the plain one, as text and CSV.

use std::fmt::Write;

use crate::findings::{ParameterUncertainty, SpreadOfSeries, WiderSeries, YearLabel};
use crate::things::{Basis, Language};

use super::csv_text::CsvText;
use super::grid::Grid;
use super::terminal::year_name;
use super::words::{basis, grouped, payer, payer_name, percent, real_yuan, wan, year, yuan};
use super::wrapping::fitted;

/// Mean, spread, level and recommended appropriation with and without drawn parameters, the chance of arrears, and what ignorance adds.
pub fn parameter_uncertainty_text(found: &ParameterUncertainty, language: Language) -> String {
    let mut text = String::new();
    let (draws, paths) = (grouped(&found.draws.to_string()), grouped(&found.paths_of_a_draw.to_string()));
    let count = found.parameters.len();
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "计入参数不确定性：{count} 项参数按其区间抽取 {draws} 次，每次 {paths} 条路径（单位：万元；“原”为参数取本情景值）"
        ),
        Language::English => writeln!(
            text,
            "With uncertain parameters: {count} of them drawn {draws} times from their ranges, {paths} paths each (万元; \"plain\" is with the scenario's own values)"
        ),
    };
    let _ = writeln!(text, "{}", levels(found, language).plain());
    for chance in &found.arrears {
        let (plain, wider) = (100.0 * chance.plain, 100.0 * chance.wider);
        let error = chance.wider_se.map_or_else(|| "—".to_owned(), |error| format!("{:.1}%", 100.0 * error));
        let year = chance.year;
        let _ = match language {
            Language::Chinese => {
                writeln!(
                    text,
                    "{year} 年末专项资金出现欠付的概率：原 {plain:.1}%，计入后 {wider:.1}% ± {error}（标准误）。"
                )
            }
            Language::English => {
                writeln!(
                    text,
                    "{year}: chance of arrears at year end, plain {plain:.1}%, wider {wider:.1}% ± {error} (s.e.)."
                )
            }
        };
    }
    write_splits(&mut text, found, language);
    fitted(&text)
}

fn levels(found: &ParameterUncertainty, language: Language) -> Grid {
    let level = percent(&found.confidence);
    let (plain, wider) = (language.say("原", "plain"), language.say("计入后", "wider"));
    let head = |name: &str| [plain, wider].map(|which| format!("{name}\n{which}"));
    let mut heads = vec![language.say("支付方", "Payer").to_owned(), language.say("年度", "Year").to_owned()];
    for name in [language.say("期望", "mean"), language.say("标准差", "s.d."), &level] {
        heads.extend(head(name));
    }
    let mut table = Grid::new(2, heads);
    let mut last = None;
    for series in &found.series {
        let name = if last == Some(series.payer) { "" } else { payer_name(series.payer, language) };
        last = Some(series.payer);
        let mut row = vec![name.to_owned(), series_name(series, language)];
        row.extend([&series.plain, &series.wider].map(|spread| wan(spread.mean_fen)));
        row.extend(
            [&series.plain, &series.wider].map(|spread| spread.sd_fen.map_or_else(|| "—".to_owned(), wan)),
        );
        row.extend([&series.plain, &series.wider].map(|spread| level_of(spread, &found.confidence)));
        table.row(row);
    }
    table
}

/// The recommended appropriation of a year's cash, or the quantile of all obligations.
fn level_of(spread: &SpreadOfSeries, confidence: &str) -> String {
    let recommended = spread.recommendations.iter().find(|(p, _)| p == confidence).map(|(_, fen)| *fen);
    let quantile =
        || spread.quantiles.iter().find(|quantile| quantile.p == confidence).map(|quantile| quantile.fen);
    recommended.or_else(quantile).map_or_else(|| "—".to_owned(), |fen| wan(fen as f64))
}

fn series_name(series: &WiderSeries, language: Language) -> String {
    match (series.basis, series.year) {
        (Basis::Accrual, YearLabel::All) => language.say("应付义务", "all obligations").to_owned(),
        (_, year) => year_name(year, language),
    }
}

fn write_splits(text: &mut String, found: &ParameterUncertainty, language: Language) {
    for of in &found.splits {
        let name = match of.basis {
            Basis::Accrual => language.say("应付义务", "all obligations"),
            _ => language.say("各年合计现金支出", "cash of all years"),
        };
        let share = &of.split.share_of_ignorance;
        let interval = share
            .interval
            .map_or_else(String::new, |[low, high]| format!(" [{:.1}%, {:.1}%]", 100.0 * low, 100.0 * high));
        let value = 100.0 * share.value;
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "{name}的方差中，参数不明占 {value:.1}%{interval}，其余为随机波动。")
            }
            Language::English => {
                writeln!(
                    text,
                    "{name}: {value:.1}%{interval} of the variance is ignorance of parameters, the rest is luck."
                )
            }
        };
    }
}

/// Every series with and without drawn parameters: a row for each statistic, in yuan; then the chances of arrears.
pub fn parameter_uncertainty_csv(found: &ParameterUncertainty) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "口径 basis",
            "年度 year",
            "支付方 payer",
            "统计量 statistic",
            "原 plain",
            "下限 plain_low",
            "上限 plain_high",
            "计入参数不确定性 wider",
            "下限 wider_low",
            "上限 wider_high",
        ]
        .map(str::to_owned),
    );
    for series in &found.series {
        let head = [basis(series.basis).to_owned(), year(series.year), payer(series.payer).to_owned()];
        let [plain, wider] = [&series.plain, &series.wider].map(statistics);
        for ((name, plain), (_, wider)) in plain.into_iter().zip(wider) {
            table.row(head.iter().cloned().chain([name]).chain(plain).chain(wider));
        }
    }
    for chance in &found.arrears {
        let empty = String::new;
        let head =
            ["".to_owned(), chance.year.to_string(), "city_fund".to_owned(), "chance of arrears".to_owned()];
        let cells = [chance.plain.to_string(), empty(), empty(), chance.wider.to_string(), empty(), empty()];
        table.row(head.into_iter().chain(cells));
    }
    table.finish()
}

/// Each statistic with its interval.
fn statistics(spread: &SpreadOfSeries) -> Vec<(String, [String; 3])> {
    let bare = |value: Option<f64>| [value.map_or_else(String::new, real_yuan), String::new(), String::new()];
    let mut rows = vec![
        ("mean".to_owned(), bare(Some(spread.mean_fen))),
        ("se".to_owned(), bare(spread.se_fen)),
        ("sd".to_owned(), bare(spread.sd_fen)),
    ];
    rows.extend(spread.quantiles.iter().map(|quantile| {
        let [low, high] = quantile.interval_fen.map(|end| end.map_or_else(String::new, yuan));
        (format!("quantile {}", percent(&quantile.p)), [yuan(quantile.fen), low, high])
    }));
    rows.extend(
        spread.recommendations.iter().map(|(p, fen)| {
            (format!("recommended {}", percent(p)), [yuan(*fen), String::new(), String::new()])
        }),
    );
    rows
}
