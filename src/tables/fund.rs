//! `fund.csv`: the special fund's account, a row for each year and measure, in yuan.

use crate::findings::{Findings, FundFinding, SeriesStatistics};

use super::csv_text::CsvText;
use super::words::{percent, real_yuan, yuan};

/// `fund.csv`: for each year, the stated appropriation, the chance of arrears, and the distribution of each
/// measure of the account in yuan.
pub fn fund_csv(findings: &Findings) -> Vec<u8> {
    let mut text = CsvText::new();
    let Some(first) = findings.fund.first() else { return text.finish() };
    let mut head: Vec<String> = [
        "year",
        "appropriation",
        "arrears_probability",
        "arrears_probability_se",
        "measure",
        "mean",
        "sd",
        "se",
        "min",
    ]
    .map(str::to_owned)
    .into();
    head.extend(first.payments.quantiles.iter().map(|quantile| format!("q{}", percent(&quantile.p))));
    head.push("max".to_owned());
    text.row(head);
    for year in &findings.fund {
        for (measure, statistics) in measures(year) {
            text.row(cells(year, measure, statistics));
        }
    }
    text.finish()
}

fn measures(year: &FundFinding) -> [(&'static str, &SeriesStatistics); 6] {
    [
        ("payments", &year.payments),
        ("demand", &year.demand),
        ("paid", &year.paid),
        ("arrears", &year.arrears),
        ("carried", &year.carried),
        ("lapsed", &year.lapsed),
    ]
}

fn cells(year: &FundFinding, measure: &str, statistics: &SeriesStatistics) -> Vec<String> {
    let real = |value: Option<f64>| value.map(real_yuan).unwrap_or_default();
    let whole = |value: Option<i64>| value.map(yuan).unwrap_or_default();
    let mut cells = vec![
        year.year.to_string(),
        yuan(year.appropriation_fen),
        format!("{:.6}", year.arrears_probability),
        format!("{:.6}", year.arrears_standard_error),
        measure.to_owned(),
        real_yuan(statistics.mean_fen),
        real(statistics.sd_fen),
        real(statistics.se_fen),
        whole(statistics.min_fen),
    ];
    cells.extend(statistics.quantiles.iter().map(|quantile| yuan(quantile.fen)));
    cells.push(whole(statistics.max_fen));
    cells
}
