//! Warnings: a scenario that leaves the policy's aim, and rates that are absurd.

use super::spin_offs::SpinOffKeys;
use crate::files::reader::{Reading, Section};
use crate::language::both;
use crate::quantities::{Date, Probability, Rate};
use crate::scenario::{AccreditationWeights, Scenario, Timing};

/// Warns where a rate is above what is plausible.
pub(super) fn warn_above(section: &Section<'_>, key: &str, rate: Option<Rate>, most: f64) {
    if let Some(rate) = rate.filter(|rate| rate.value() > most) {
        let value = rate.value();
        section.reading.warning(
            &section.path_of(key),
            both!("{value} 大于 {most}，不大可信", "{value} is more than {most}, which is hardly plausible"),
            both!("请核对数字及其单位", "check the number and its unit"),
        );
    }
}

/// Warns of a yearly failure that hardly any firm survives.
pub(super) fn warn_of_failure(section: &Section<'_>, failure: Option<Probability>) {
    if let Some(failure) = failure.filter(|failure| failure.value() > 0.5) {
        let value = failure.value();
        section.reading.warning(
            &section.path_of("failure_probability"),
            both!("每年过半退出（{value}）", "more than half fail every year ({value})"),
            both!("请写一年之内退出的概率", "state the probability of failing in one year"),
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
        let factor = libm::exp(mean);
        section.reading.warning(
            &section.path_of("growth_mean"),
            both!(
                "对数增长均值 {mean} 使营业收入每年变为 {factor:.2} 倍",
                "a mean log growth of {mean} changes revenue by a factor of {factor:.2} a year"
            ),
            both!(
                "请写年对数增长的均值，如 \"0.26\"",
                "state the mean of the yearly log growth, such as \"0.26\""
            ),
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
    let by = aim.by;
    for (share, zh, en) in [
        (few, format!("少于 {least}"), format!("fewer than {least}")),
        (many, format!("多于 {most}"), format!("more than {most}")),
    ] {
        if share > ROUNDING {
            let percent = share * 100.0;
            reading.warning(
                "pipeline.count",
                both!(
                    "到 {by} 年产研院{zh} 家的概率为 {percent:.1}%；政策（{article}）的目标为 {least} 至 {most} 家",
                    "with probability {percent:.1}% there are {en} institutes by {by}; the policy ({article}) aims at {least} to {most}"
                ),
                both!(
                    "请改 pipeline 的个数或年份，除非情景本就用于偏离目标",
                    "change the pipeline's count or years, unless leaving the aim is what the scenario is for"
                ),
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
                both!(
                    "{id} 不可能有产研院，其支出恒为 0：此预算不予报告",
                    "no institute can be in {id}, whose cost is always 0: the budget is not reported"
                ),
                both!(
                    "请写某一产研院或 pipeline 的县（市、区）",
                    "name a county of an institute or of the pipeline"
                ),
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
