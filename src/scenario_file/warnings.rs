//! Warnings: a scenario that leaves the policy's aim, and rates that are absurd.

use super::spin_offs::SpinOffKeys;
use crate::files::reader::{Reading, Section};
use crate::quantities::{Date, Probability, Rate};
use crate::scenario::{AccreditationWeights, Scenario, Timing};

/// Warns where a rate is above what is plausible.
pub(super) fn warn_above(section: &Section<'_>, key: &str, rate: Option<Rate>, most: f64) {
    if let Some(rate) = rate.filter(|rate| rate.value() > most) {
        section.reading.warning(
            &section.path_of(key),
            format!("{} is more than {most}, which is hardly plausible", rate.value()),
            "check the number and its unit",
        );
    }
}

/// Warns of a yearly failure that hardly any firm survives.
pub(super) fn warn_of_failure(section: &Section<'_>, failure: Option<Probability>) {
    if let Some(failure) = failure.filter(|failure| failure.value() > 0.5) {
        section.reading.warning(
            &section.path_of("failure_probability"),
            format!("more than half fail every year ({})", failure.value()),
            "state the probability of failing in one year",
        );
    }
}

/// Warns of absurd parameters of firms.
pub(super) fn warn_of_spin_offs(section: &Section<'_>, keys: &SpinOffKeys) {
    warn_above(section, "formation_rate", keys.formation_rate, 20.0);
    warn_of_failure(section, keys.failure);
    for (key, sigma) in [
        ("captive_revenue_sigma", keys.captive_revenue_sigma),
        ("revenue_sigma", keys.revenue_sigma),
        ("growth_sigma", keys.growth_sigma),
    ] {
        warn_above(section, key, sigma, 3.0);
    }
    if let Some(mean) = keys.growth_mean.filter(|mean| mean.abs() > 1.0) {
        section.reading.warning(
            &section.path_of("growth_mean"),
            format!(
                "a mean log growth of {mean} changes revenue by a factor of {:.2} a year",
                libm::exp(mean)
            ),
            "state the mean of the yearly log growth, such as \"0.26\"",
        );
    }
}

/// Warns where the number of institutes may leave the policy's aim.
pub(super) fn warn_of_aim(scenario: &Scenario, reading: &Reading<'_>) {
    let Some(aim) = scenario.policy.aim.as_ref().filter(|aim| aim.by <= scenario.horizon.last()) else {
        return;
    };
    let (least, most, article) = (aim.least, aim.most, &aim.citation.article);
    let numbers = numbers_of_institutes(scenario, aim.by.last_day());
    let probability = |wanted: &dyn Fn(usize) -> bool| -> f64 {
        numbers.iter().enumerate().filter(|(number, _)| wanted(*number)).map(|(_, p)| p).sum()
    };
    let (few, many) = (probability(&|n| n < least as usize), probability(&|n| n > most as usize));
    // sums of products of weights: anything smaller is rounding
    const ROUNDING: f64 = 1e-9;
    for (share, words) in [(few, format!("fewer than {least}")), (many, format!("more than {most}"))] {
        if share > ROUNDING {
            reading.warning(
                "pipeline.count",
                format!(
                    "with probability {:.1}% there are {words} institutes by {}; the policy ({article}) aims at {least} to {most}",
                    share * 100.0,
                    aim.by
                ),
                "change the pipeline's count or years, unless leaving the aim is what the scenario is for",
            );
        }
    }
}

/// Warns of budgets for counties where no institute can be: nothing is counted there, so nothing is reported.
pub(super) fn warn_of_idle_budgets(scenario: &Scenario, reading: &Reading<'_>) {
    let reachable = scenario.reachable_counties();
    for budget in &scenario.budgets {
        if let Some(county) = budget.county.filter(|county| !reachable.contains(county)) {
            let id = &scenario.registry.counties[county.index()].id;
            reading.warning(
                &format!("budgets.{}.county", budget.id),
                format!("no institute can be in {id}, whose cost is always 0: the budget is not reported"),
                "name a county of an institute or of the pipeline",
            );
        }
    }
}

/// The probability of each number of institutes accredited by a day.
fn numbers_of_institutes(scenario: &Scenario, by: Date) -> Vec<f64> {
    let mut numbers = vec![1.0];
    for institute in &scenario.institutes {
        let chance = match &institute.timing {
            Timing::Fixed { accredited, .. } => f64::from(u8::from(*accredited <= by)),
            Timing::Uncertain { probability, when } => probability.value() * chance_by(when, by),
        };
        numbers = with_one_more(&numbers, chance);
    }
    let chance = chance_by(&scenario.pipeline.when, by);
    let mut counts = scenario.pipeline.count.choices().to_vec();
    counts.sort_by_key(|(count, _)| *count);
    let most = counts.last().map_or(0, |(count, _)| usize::from(*count));
    let mut total = vec![0.0; numbers.len() + most];
    let mut drawn = 0;
    for (count, weight) in counts {
        while drawn < count {
            numbers = with_one_more(&numbers, chance);
            drawn += 1;
        }
        for (number, probability) in numbers.iter().enumerate() {
            total[number] += weight * probability;
        }
    }
    total
}

fn with_one_more(numbers: &[f64], chance: f64) -> Vec<f64> {
    let mut next = vec![0.0; numbers.len() + 1];
    for (number, probability) in numbers.iter().enumerate() {
        next[number] += probability * (1.0 - chance);
        next[number + 1] += probability * chance;
    }
    next
}

fn chance_by(when: &AccreditationWeights, by: Date) -> f64 {
    match when {
        AccreditationWeights::Years(years) => {
            years.choices().iter().filter(|(year, _)| year.last_day() <= by).map(|(_, weight)| weight).sum()
        }
        AccreditationWeights::Dates(dates) => {
            dates.choices().iter().filter(|(date, _)| *date <= by).map(|(_, weight)| weight).sum()
        }
    }
}
