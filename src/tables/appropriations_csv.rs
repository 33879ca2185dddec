//! `appropriations.csv` and `frontier.csv`, in yuan.

use crate::findings::{
    Appropriations, ChanceFinding, CheapestPlan, Checked, MeanFinding, PayerAppropriations,
    RuleAppropriations,
};

use super::csv_text::CsvText;
use super::words::{payer, percent, real_yuan, yuan};

/// `appropriations.csv`: for each payer, rule of carrying over and plan, a row for each year and one for all of them.
pub fn appropriations_csv(found: &Appropriations) -> Vec<u8> {
    let mut text = CsvText::new();
    let mut head: Vec<String> = PLAN_HEAD.map(str::to_owned).into();
    let quantiles = found.payers.first().and_then(|payer| payer.rules.first()?.judged.plan.years.first());
    for quantile in quantiles.map(|year| year.quantiles.as_slice()).unwrap_or_default() {
        let p = percent(&quantile.p);
        head.extend([format!("arrears_q{p}"), format!("arrears_q{p}_low"), format!("arrears_q{p}_high")]);
    }
    text.row(head);
    for payer in &found.payers {
        for rule in &payer.rules {
            if let Some(given) = &rule.given {
                plan_rows(&mut text, payer, rule, ("given", given), None);
            }
            plan_rows(&mut text, payer, rule, ("cheapest", &rule.judged), Some(&rule.cheapest));
        }
    }
    text.finish()
}

const PLAN_HEAD: [&str; 28] = [
    "支付方 payer",
    "payer",
    "county",
    "carry_over_years",
    "plan",
    "year",
    "安排（元） appropriation",
    "cumulated_low",
    "cumulated_high",
    "欠付概率 arrears_chance",
    "arrears_chance_low",
    "arrears_chance_high",
    "arrears_paths",
    "检验路径上的欠付概率 further_chance",
    "further_chance_low",
    "further_chance_high",
    "further_paths",
    "欠付时平均（元） arrears_mean_if_any",
    "arrears_mean_if_any_se",
    "arrears_mean_if_any_low",
    "arrears_mean_if_any_high",
    "平均欠付（元） arrears_mean",
    "arrears_mean_se",
    "arrears_mean_low",
    "arrears_mean_high",
    "平均收回（元） lapsed_mean",
    "lapsed_mean_low",
    "lapsed_mean_high",
];

fn plan_rows(
    text: &mut CsvText,
    of: &PayerAppropriations,
    rule: &RuleAppropriations,
    (name, checked): (&str, &Checked),
    cheapest: Option<&CheapestPlan>,
) {
    let start = |year: String| {
        let mut cells = payer_cells(of, rule);
        cells.extend([name.to_owned(), year]);
        cells
    };
    let cumulated = |index: usize| {
        cheapest.map_or([None; 2], |plan| plan.cumulated_interval_fen[index]).map(optional_yuan)
    };
    for (index, (year, further)) in checked.plan.years.iter().zip(&checked.further_years).enumerate() {
        let mut cells = start(year.year.to_string());
        cells.push(yuan(year.appropriation_fen));
        cells.extend(cumulated(index));
        cells.extend(chance_cells(&year.chance));
        cells.extend(chance_cells(further));
        cells.extend(mean_cells(year.if_any.as_ref()));
        cells.extend(mean_cells(Some(&year.mean)));
        let [mean, _, low, high] = mean_cells(Some(&year.lapsed));
        cells.extend([mean, low, high]);
        for quantile in &year.quantiles {
            cells.push(yuan(quantile.fen));
            cells.extend(quantile.interval_fen.map(optional_yuan));
        }
        text.row(cells);
    }
    let mut cells = start("all".to_owned());
    cells.push(yuan(checked.plan.total_fen));
    cells.extend(cumulated(checked.plan.years.len() - 1));
    cells.extend(chance_cells(&checked.plan.any_year));
    cells.extend(chance_cells(&checked.further_any_year));
    let quantiles = checked.plan.years.first().map_or(0, |year| year.quantiles.len());
    cells.resize(PLAN_HEAD.len() + 3 * quantiles, String::new());
    text.row(cells);
}

/// `frontier.csv`: for each payer and rule of carrying over, the cheapest appropriations at each chance.
pub fn frontier_csv(found: &Appropriations) -> Vec<u8> {
    let mut text = CsvText::new();
    let mut head: Vec<String> =
        ["支付方 payer", "payer", "county", "carry_over_years", "每年欠付概率不超过 chance", "paths_allowed"]
            .map(str::to_owned)
            .into();
    head.extend((found.first_year..=found.last_year).map(|year| format!("{year} 年安排（元） {year}")));
    head.extend(["合计（元） total", "total_low", "total_high"].map(str::to_owned));
    text.row(head);
    for of in &found.payers {
        for rule in &of.rules {
            for plan in &rule.frontier {
                let mut cells = payer_cells(of, rule);
                cells.extend([plan.chance.clone(), plan.paths_allowed.to_string()]);
                cells.extend(plan.appropriations_fen.iter().map(|fen| yuan(*fen)));
                cells.push(yuan(plan.total_fen));
                cells.extend(plan.total_interval_fen().map(optional_yuan));
                text.row(cells);
            }
        }
    }
    text.finish()
}

fn payer_cells(of: &PayerAppropriations, rule: &RuleAppropriations) -> Vec<String> {
    vec![
        format!("{} {}", of.name.zh, of.name.en),
        payer(of.payer).to_owned(),
        of.county.clone().unwrap_or_default(),
        rule.carry_over_years.map_or_else(|| "unlimited".to_owned(), |years| years.to_string()),
    ]
}

fn chance_cells(chance: &ChanceFinding) -> [String; 4] {
    let share = |share: f64| format!("{share:.6}");
    [share(chance.share), share(chance.interval[0]), share(chance.interval[1]), chance.paths.to_string()]
}

/// A mean, its standard error and its interval.
fn mean_cells(mean: Option<&MeanFinding>) -> [String; 4] {
    let Some(mean) = mean else { return [const { String::new() }; 4] };
    let optional = |value: Option<f64>| value.map(real_yuan).unwrap_or_default();
    [
        real_yuan(mean.fen),
        optional(mean.se_fen),
        optional(mean.interval_fen.map(|interval| interval[0])),
        optional(mean.interval_fen.map(|interval| interval[1])),
    ]
}

fn optional_yuan(fen: Option<i64>) -> String {
    fen.map(yuan).unwrap_or_default()
}
