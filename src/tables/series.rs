//! `series.csv`: one row for each series, in yuan.

use crate::findings::{Findings, SeriesFinding};

use super::csv_text::CsvText;
use super::words::{basis, beneficiary, payer, percent, real_yuan, year, yuan};

/// `series.csv`: basis, year, clause, county, payer, beneficiary (empty: all), then mean, sd, se, min, quantiles,
/// max, VaR and TVaR in yuan.
pub fn series_csv(findings: &Findings) -> Vec<u8> {
    let mut text = CsvText::new();
    let Some(first) = findings.series.first() else { return text.finish() };
    let mut head: Vec<String> =
        ["basis", "year", "clause", "county", "payer", "beneficiary", "mean", "sd", "se", "min"]
            .map(str::to_owned)
            .into();
    head.extend(first.statistics.quantiles.iter().map(|quantile| format!("q{}", percent(&quantile.p))));
    head.push("max".to_owned());
    for tail in &first.statistics.tails {
        head.extend(["var", "tvar", "tvar_se"].map(|name| format!("{name}{}", percent(&tail.p))));
    }
    text.row(head);
    for series in &findings.series {
        text.row(cells(series));
    }
    text.finish()
}

fn cells(series: &SeriesFinding) -> Vec<String> {
    let real = |value: Option<f64>| value.map(real_yuan).unwrap_or_default();
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
        real(statistics.se_fen),
        yuan(statistics.min_fen),
    ];
    cells.extend(statistics.quantiles.iter().map(|quantile| yuan(quantile.fen)));
    cells.push(yuan(statistics.max_fen));
    for tail in &statistics.tails {
        cells.extend([yuan(tail.var_fen), real_yuan(tail.tvar_fen), real(tail.tvar_se_fen)]);
    }
    cells
}
