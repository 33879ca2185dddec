//! `series.csv`: one row for each series, in yuan.

use crate::findings::{Findings, SeriesFinding};

use super::csv_text::CsvText;
use super::words::{basis, beneficiary, payer, percent, real_yuan, year, yuan};

/// `series.csv`: basis, year, clause, county, payer, beneficiary (empty: all), then mean, sd, se, min, quantiles,
/// max, VaR and TVaR in yuan. Where all was computed, there is no se, min and max; a series without distribution has empty cells.
pub fn series_csv(findings: &Findings) -> Vec<u8> {
    let is_sampled = findings.sample.is_some();
    let mut text = CsvText::new();
    let widest = findings.series.iter().max_by_key(|series| series.statistics.quantiles.len());
    let Some(widest) = widest else { return text.finish() };
    let mut head: Vec<String> =
        ["basis", "year", "clause", "county", "payer", "beneficiary", "mean", "sd"].map(str::to_owned).into();
    if is_sampled {
        head.extend(["se", "min"].map(str::to_owned));
    }
    head.extend(widest.statistics.quantiles.iter().map(|quantile| format!("q{}", percent(&quantile.p))));
    if is_sampled {
        head.push("max".to_owned());
    }
    for tail in &widest.statistics.tails {
        let names = if is_sampled { &["var", "tvar", "tvar_se"][..] } else { &["var", "tvar"] };
        head.extend(names.iter().map(|name| format!("{name}{}", percent(&tail.p))));
    }
    let width = head.len();
    text.row(head);
    for series in &findings.series {
        let mut cells = cells(series, is_sampled);
        cells.resize(width, String::new());
        text.row(cells);
    }
    text.finish()
}

fn cells(series: &SeriesFinding, is_sampled: bool) -> Vec<String> {
    let real = |value: Option<f64>| value.map(real_yuan).unwrap_or_default();
    let whole = |value: Option<i64>| value.map(yuan).unwrap_or_default();
    let statistics = &series.statistics;
    let mut cells = vec![
        basis(series.basis).to_owned(),
        year(series.year),
        series.clause.clone().unwrap_or_default(),
        series.county.clone().unwrap_or_default(),
        payer(series.payer).to_owned(),
        beneficiary(series.beneficiary).to_owned(),
        real_yuan(statistics.mean_fen),
        real(statistics.sd_fen),
    ];
    if is_sampled {
        cells.extend([real(statistics.se_fen), whole(statistics.min_fen)]);
    }
    cells.extend(statistics.quantiles.iter().map(|quantile| yuan(quantile.fen)));
    if is_sampled {
        cells.push(whole(statistics.max_fen));
    }
    for tail in &statistics.tails {
        cells.extend([yuan(tail.var_fen), real_yuan(tail.tvar_fen)]);
        if is_sampled {
            cells.push(real(tail.tvar_se_fen));
        }
    }
    cells
}
