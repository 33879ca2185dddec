//! `verification.csv`: one row for each series that was compared, in yuan.

use crate::findings::{AgreedNumber, Agreement, Verification, VerifiedSeries};

use super::csv_text::CsvText;
use super::words::{basis, beneficiary, payer, percent, real_yuan, year, yuan};

/// The levels at which quantiles stand; none where no series has a distribution.
fn levels(found: &Verification) -> Vec<String> {
    let mut series = found.trials.iter().flat_map(|trial| &trial.series);
    let with = series.find(|series| !series.agreement.quantiles.is_empty());
    with.map(|series| series.agreement.quantiles.iter().map(|quantile| quantile.p.clone()).collect())
        .unwrap_or_default()
}

/// `verification.csv`: which series, with the drivers or without, exact and simulated mean and standard deviation with z-scores,
/// quantiles with their intervals, the largest distance, and chances.
pub fn verification_csv(found: &Verification) -> Vec<u8> {
    let levels = levels(found);
    let mut text = CsvText::new();
    let head = [
        "drivers",
        "basis",
        "year",
        "clause",
        "county",
        "payer",
        "beneficiary",
        "institute",
        "agrees",
        "chance",
        "adjusted_chance",
    ];
    let numbers = [
        "mean_exact",
        "mean_simulated",
        "mean_z",
        "sd_exact",
        "sd_simulated",
        "sd_z",
        "distance",
        "distance_at",
        "certain",
        "impossible_paths",
    ];
    let mut head: Vec<String> = head.into_iter().chain(numbers).map(str::to_owned).collect();
    for p in &levels {
        let level = percent(p);
        head.extend(["exact", "simulated", "low", "high", "inside"].map(|name| format!("q{level}_{name}")));
    }
    text.row(head);
    for trial in &found.trials {
        for series in &trial.series {
            text.row(cells(trial.drivers, series, &levels));
        }
    }
    text.finish()
}

fn yes(word: bool) -> String {
    if word { "yes" } else { "no" }.to_owned()
}

fn cells(drivers: bool, series: &VerifiedSeries, levels: &[String]) -> Vec<String> {
    let institute = series.institute.as_ref().map(|name| format!("{} {}", name.zh, name.en));
    let mut cells = vec![
        yes(drivers),
        basis(series.basis).to_owned(),
        year(series.year),
        series.clause.clone().unwrap_or_default(),
        series.county.clone().unwrap_or_default(),
        payer(series.payer).to_owned(),
        beneficiary(series.beneficiary).to_owned(),
        institute.unwrap_or_default(),
        yes(series.agrees),
        format!("{:.3e}", series.chance),
        format!("{:.3e}", series.adjusted_chance),
    ];
    cells.extend(numbers(&series.agreement));
    let quantiles = &series.agreement.quantiles;
    for p in levels {
        match quantiles.iter().find(|quantile| quantile.p == *p) {
            None => cells.extend(std::iter::repeat_n(String::new(), 5)),
            Some(quantile) => {
                let end = |end: Option<i64>| end.map(yuan).unwrap_or_default();
                let [low, high] = quantile.interval_fen.map(end);
                let inside = yes(quantile.is_inside);
                cells.extend([yuan(quantile.exact_fen), yuan(quantile.simulated_fen), low, high, inside]);
            }
        }
    }
    cells
}

fn numbers(agreement: &Agreement) -> Vec<String> {
    let number = |number: &AgreedNumber| {
        let z = number.z.map(|z| format!("{z:.4}")).unwrap_or_default();
        [real_yuan(number.exact_fen), real_yuan(number.simulated_fen), z]
    };
    let [largest, at] = agreement.distance.map_or_else(Default::default, |distance| {
        [format!("{:.6}", distance.largest), yuan(distance.at_fen)]
    });
    let deviation = agreement.deviation.as_ref().map_or_else(Default::default, number);
    let mut cells: Vec<String> = [number(&agreement.mean), deviation].concat();
    cells.extend([largest, at, yes(agreement.is_certain), agreement.impossible_paths.to_string()]);
    cells
}
