//! Histories against the moments of the model: drivers (§2), quality (§3), formation and survival, revenue and listings
//! (§5), the sub-fund (§7).

use fiscast::quantities::Year;
use fiscast::scenario::{AccreditationWeights, Scenario, Timing};
use fiscast::things::{History, InstituteOrigin, Occurrence};

use crate::sample::{K, assert_near, histories, moments, scenario};

/// No evaluation, listing hazard, growth or failure but what a test states.
const PLAIN: &str = r#"
[drivers]
economy_persistence = { value = "0.5", assumption = true }
market_persistence = { value = "0.4", assumption = true }
correlation = { value = "0.3", assumption = true }
"#;

#[test]
fn drivers_are_stationary_and_correlated_as_stated() {
    let scenario = scenario("baseline.toml", PLAIN);
    let histories = histories(&scenario, 1, 40_000);
    let n = histories.len() as f64;
    let last = scenario.horizon.len() - 1;
    let mean_of = |f: &dyn Fn(&History) -> f64| moments(histories.iter().map(f));
    for year in [0, last] {
        mean_of(&|h| h.drivers[year].economy).assert_mean(0.0, "economy");
        mean_of(&|h| h.drivers[year].market).assert_mean(0.0, "market");
        // products of standard normal variables: their mean is the covariance
        mean_of(&|h| h.drivers[year].economy.powi(2)).assert_mean(1.0, "economy's variance");
        mean_of(&|h| h.drivers[year].market.powi(2)).assert_mean(1.0, "market's variance");
    }
    mean_of(&|h| h.drivers[0].economy * h.drivers[0].market)
        .assert_mean(0.3, "correlation of the first year");
    mean_of(&|h| h.drivers[1].economy * h.drivers[2].economy).assert_mean(0.5, "economy's persistence");
    mean_of(&|h| h.drivers[1].market * h.drivers[2].market).assert_mean(0.4, "market's persistence");
    // innovations √(1 − φ²) correlate by 0.3 each year: Cov_y = φψ Cov_{y−1} + 0.3 √(1 − φ²) √(1 − ψ²)
    let step = 0.3 * (1.0f64 - 0.25).sqrt() * (1.0f64 - 0.16).sqrt();
    let covariance = (1..=last).fold(0.3, |covariance, _| 0.2 * covariance + step);
    mean_of(&|h| h.drivers[last].economy * h.drivers[last].market)
        .assert_mean(covariance, "correlation of the last year");
    assert!(n > 0.0);
}

#[test]
fn quality_has_mean_one_and_the_stated_variation() {
    let scenario = scenario("baseline.toml", "[quality]\ncv = { value = \"0.4\", assumption = true }\n");
    let histories = histories(&scenario, 1, 20_000);
    let qualities = || histories.iter().flat_map(|history| history.institutes.iter().map(|i| i.quality));
    let found = moments(qualities());
    found.assert_mean(1.0, "quality");
    moments(qualities().map(|quality| (quality - 1.0).powi(2))).assert_mean(0.16, "variance of quality");
}

/// The expected part of year `y` in which an institute is active, by its timing; accreditation day uniform in its year.
fn active(timing: &Timing, y: Year) -> Vec<(Year, f64)> {
    let part = |from: u16, days: u16| f64::from(days - from + 1) / f64::from(days);
    match timing {
        Timing::Fixed { accredited, .. } if accredited.year() < y => vec![(accredited.year(), 1.0)],
        Timing::Fixed { accredited, .. } if accredited.year() == y => {
            vec![(y, part(accredited.ordinal(), y.days()))]
        }
        Timing::Fixed { .. } => vec![],
        Timing::Uncertain { probability, when } => active_by_weights(when, probability.value(), y),
    }
}

fn active_by_weights(when: &AccreditationWeights, probability: f64, y: Year) -> Vec<(Year, f64)> {
    let AccreditationWeights::Years(years) = when else { panic!("the shipped scenarios weigh years") };
    let possible = years.choices().iter().filter(|(year, _)| *year <= y);
    possible
        .map(|(year, weight)| {
            // a uniform day d of n leaves (n − d + 1)/n of the year: (n + 1)/2n on average
            let days = f64::from(y.days());
            let part = if *year == y { (days + 1.0) / (2.0 * days) } else { 1.0 };
            (*year, probability * weight * part)
        })
        .collect()
}

/// Expected foundings of each year of the horizon: λ · ramp · a, quality having mean 1.
fn foundings(scenario: &Scenario) -> Vec<f64> {
    let rate = |sector: usize, accredited: Year, y: Year| {
        let sector = &scenario.sectors[sector];
        let k = (y.number() - accredited.number()) as usize;
        sector.formation() * sector.formation_ramp[k.min(sector.formation_ramp.len() - 1)].value()
    };
    let pipeline = &scenario.pipeline;
    let mean_count: f64 = pipeline.count.choices().iter().map(|(n, p)| f64::from(*n) * p).sum();
    scenario
        .horizon
        .years()
        .map(|y| {
            let named: f64 = scenario
                .institutes
                .iter()
                .flat_map(|institute| {
                    let sector = institute.sector.index();
                    active(&institute.timing, y)
                        .into_iter()
                        .map(move |(from, part)| rate(sector, from, y) * part)
                })
                .sum();
            let drawn: f64 = active_by_weights(&pipeline.when, mean_count, y)
                .into_iter()
                .map(|(from, part)| {
                    let sectors = pipeline.sectors.choices().iter();
                    sectors.map(|(sector, p)| p * rate(sector.index(), from, y) * part).sum::<f64>()
                })
                .sum();
            named + drawn
        })
        .collect()
}

#[test]
fn spin_offs_are_founded_and_survive_as_expected() {
    for file in ["baseline.toml", "stretch.toml"] {
        let scenario = scenario(file, "");
        let histories = histories(&scenario, 1, 30_000);
        let expected = foundings(&scenario);
        let failure = scenario.sectors[0].failure.value();
        let last = scenario.horizon.last().number();
        let mut survivors = 0.0;
        for (year, expected) in scenario.horizon.years().zip(&expected) {
            let founded = |history: &History| {
                history.spin_offs.iter().filter(|firm| firm.founded.year() == year).count() as f64
            };
            moments(histories.iter().map(founded))
                .assert_mean(*expected, &format!("{file}: founded in {year}"));
            survivors += expected * (1.0 - failure).powi(last - year.number());
        }
        let alive = |history: &History| {
            let failed =
                history.events.iter().filter(|event| event.occurrence == Occurrence::Failure).count();
            (history.spin_offs.len() - failed) as f64
        };
        moments(histories.iter().map(alive)).assert_mean(survivors, &format!("{file}: survivors"));
    }
}

/// Each year after the founding is a trial of its own: 400,000 of them show a probability to within 3 % of itself.
#[test]
fn firms_fail_with_the_stated_probability_each_year() {
    let scenario = scenario("baseline.toml", "");
    let last = scenario.horizon.last().number();
    let mut trials = Vec::new();
    for history in histories(&scenario, 1, 30_000) {
        let mut failed_in = vec![i32::MAX; history.spin_offs.len()];
        for event in history.events.iter().filter(|event| event.occurrence == Occurrence::Failure) {
            failed_in[event.spin_off.expect("a firm").index()] = event.date.year().number();
        }
        for (firm, failed_in) in history.spin_offs.iter().zip(failed_in) {
            let years = firm.founded.year().number() + 1..=last.min(failed_in);
            trials.extend(years.map(|year| f64::from(u8::from(year == failed_in))));
        }
    }
    assert!(trials.len() > 200_000);
    moments(trials).assert_mean(scenario.sectors[0].failure.value(), "failure");
}

#[test]
fn the_pipeline_brings_its_expected_number_of_institutes_to_its_counties() {
    let scenario = scenario("baseline.toml", "");
    let histories = histories(&scenario, 1, 30_000);
    let mean: f64 = scenario.pipeline.count.choices().iter().map(|(n, p)| f64::from(*n) * p).sum();
    let drawn = |history: &History, chosen: &dyn Fn(&fiscast::things::Institute) -> bool| {
        let pipeline = history.institutes.iter().filter(|i| matches!(i.origin, InstituteOrigin::Pipeline(_)));
        pipeline.filter(|institute| chosen(institute)).count() as f64
    };
    moments(histories.iter().map(|h| drawn(h, &|_| true))).assert_mean(mean, "pipeline");
    for (county, share) in scenario.pipeline.counties.choices() {
        moments(histories.iter().map(|h| drawn(h, &|i| i.county == *county)))
            .assert_mean(mean * share, "a county");
    }
    let AccreditationWeights::Years(years) = &scenario.pipeline.when else { panic!("years") };
    for (year, share) in years.choices() {
        let of_year = moments(histories.iter().map(|h| drawn(h, &|i| i.accredited.year() == *year)));
        of_year.assert_mean(mean * share, "an accreditation year");
    }
}

/// ln X_f ~ N(ln m, σ), then + μ + σ_g ε + β Z: reported for the active part of the first year, to the yuan.
#[test]
fn revenue_starts_and_grows_lognormally() {
    let scenario =
        scenario("stretch.toml", "[spin_offs]\ncaptive_share = { value = \"0%\", assumption = true }\n");
    let sector = &scenario.sectors[0];
    let (mut first, mut growth) = (Vec::new(), Vec::new());
    for history in histories(&scenario, 1, 8_000) {
        let mut last: Option<(fiscast::things::SpinOffIndex, f64)> = None;
        for event in &history.events {
            let (Occurrence::Revenue { revenue }, Some(index)) = (event.occurrence, event.spin_off) else {
                continue;
            };
            let founded = history.spin_off(index).founded;
            let year = event.date.year();
            let part = if founded.year() == year {
                f64::from(founded.days_left_in_year()) / f64::from(year.days())
            } else {
                1.0
            };
            // a revenue of a few yuan is rounded visibly; one in some thousand firms
            let log = (revenue.fen() as f64 / 100.0 / part).max(0.01).ln();
            match last {
                Some((of, before)) if of == index => growth.push(log - before),
                _ => first.push(log),
            }
            last = Some((index, log));
        }
    }
    // rounding to the yuan moves a logarithm by 0.5/X, far below the standard errors here
    let expected = (sector.revenue_median.fen() as f64 / 100.0).ln();
    moments(first.iter().copied()).assert_mean(expected, "log of the first revenue");
    let sigma = sector.revenue_sigma.value();
    moments(first.iter().map(|log| (log - expected).powi(2))).assert_mean(sigma * sigma, "its variance");
    // growth of one path's firms shares Z: its own part is independent, and the shared part has mean 0; the bound takes
    // the shared variance β² over 8,000 paths into account
    let found = moments(growth.iter().copied());
    let beta = sector.growth_economy_loading;
    let error = (found.sd * found.sd / found.n + beta * beta / 8_000.0).sqrt();
    assert_near(found.mean, sector.growth_mean, K * error, "growth");
}

/// With no loading on the market, a firm that is eligible lists with probability 1 − exp(−η) in each year that it
/// survives unlisted.
#[test]
fn firms_list_at_their_hazard() {
    let scenario = scenario(
        "stretch.toml",
        r#"
[listing]
market_loading = { value = "0", assumption = true }
[listing.neeq]
hazard = { value = "0.3", assumption = true }
climate = { by_year = { 2022 = "1", 2023 = "1", 2024 = "0.5", 2025 = "2" }, assumption = true }
min_age = { value = 1, assumption = true }
min_revenue = { value = "0元", assumption = true }
[listing.exchange]
hazard = { value = "0.2", assumption = true }
climate = { by_year = { 2022 = "1", 2023 = "1", 2024 = "1", 2025 = "1" }, assumption = true }
min_age = { value = 2, assumption = true }
min_revenue = { value = "0元", assumption = true }
uplift = { value = "3", assumption = true }
"#,
    );
    let histories = histories(&scenario, 1, 20_000);
    let failure = scenario.sectors[0].failure.value();
    let founded = foundings(&scenario);
    let climate = [1.0, 1.0, 0.5, 2.0];
    let (mut expected_neeq, mut expected_exchange) = ([0.0; 4], [0.0; 4]);
    for (cohort, founded) in founded.iter().enumerate() {
        let (mut unlisted, mut on_neeq) = (*founded, 0.0);
        for year in cohort + 1..4 {
            unlisted *= 1.0 - failure;
            on_neeq *= 1.0 - failure;
            let neeq: f64 = 0.3 * climate[year];
            let exchange: f64 = if year - cohort >= 2 { 0.2 } else { 0.0 };
            let listing = 1.0 - (-(neeq + exchange)).exp();
            let to_neeq = unlisted * listing * neeq / (neeq + exchange);
            let direct = unlisted * listing * exchange / (neeq + exchange);
            let upgraded = on_neeq * (1.0 - (-3.0 * exchange).exp());
            expected_neeq[year] += to_neeq;
            expected_exchange[year] += direct + upgraded;
            unlisted -= to_neeq + direct;
            on_neeq += to_neeq - upgraded;
        }
    }
    for (index, year) in scenario.horizon.years().enumerate() {
        let listings = |history: &History, on_neeq: bool| {
            let of_year = history.events.iter().filter(|event| event.date.year() == year);
            let listed = of_year.filter(|event| match event.occurrence {
                Occurrence::Listing { market } => (market.index() == 0) == on_neeq,
                _ => false,
            });
            listed.count() as f64
        };
        for (on_neeq, expected) in [(true, expected_neeq[index]), (false, expected_exchange[index])] {
            let found = moments(histories.iter().map(|history| listings(history, on_neeq)));
            found.assert_mean(expected, &format!("listings of {year}, on NEEQ: {on_neeq}"));
        }
    }
}

/// A commitment that never binds: expected qualifying loss = Σ investments · P(failed by `last`) · q · E ticket · E L · w.
#[test]
fn the_sub_fund_loses_what_it_is_expected_to() {
    let scenario = scenario(
        "with-sub-fund.toml",
        "[sub_fund]\ncommitment = { value = \"100亿元\", assumption = true }\n",
    );
    let fund = scenario.sub_fund.expect("a sub-fund");
    let validity = scenario.policy.validity;
    let mean_ticket = fund.ticket_median.fen() as f64 * (fund.ticket_sigma.value().powi(2) / 2.0).exp();
    let lost = fund.loss_alpha.value() / (fund.loss_alpha.value() + fund.loss_beta.value());
    let (numerator, denominator) = fund.public_share.ratio();
    let each = mean_ticket * lost * fund.qualifying.value() * numerator as f64 / denominator as f64;
    let last = scenario.horizon.last().number();
    let pipeline: f64 = scenario.pipeline.count.choices().iter().map(|(n, p)| f64::from(*n) * p).sum();
    let mut expected = 0.0;
    for y in scenario.horizon.years() {
        // institutes accredited before the policy are active all year, but may not invest before its first day
        let from = if validity.first_day.year() == y { validity.first_day.ordinal() } else { 1 };
        let allowed = f64::from(y.days() - from + 1) / f64::from(y.days());
        let in_validity = y <= validity.last_day.year();
        let named = scenario.institutes.len() as f64 * allowed;
        let drawn: f64 = active_by_weights(&scenario.pipeline.when, pipeline, y)
            .into_iter()
            .map(|(year, part)| {
                // a firm accredited on a uniform day d draws ν(n − d + 1)/n investments on uniform days of d..n: each day
                // t ≥ from of its first year has expected ν/n · P(d ≤ t) of them
                if year < y {
                    part * allowed
                } else {
                    let n = u32::from(y.days());
                    let days: f64 = (u32::from(from)..=n).map(|t| f64::from(t) / f64::from(n)).sum();
                    part * days / f64::from(n) * (2.0 * f64::from(n)) / (f64::from(n) + 1.0)
                }
            })
            .sum();
        if in_validity {
            let failed = 1.0 - (1.0 - fund.failure.value()).powi(last - y.number());
            expected += fund.investment_rate.value() * (named + drawn) * failed * each;
        }
    }
    let losses = histories(&scenario, 1, 60_000);
    let loss = |history: &History| {
        let lost = history.events.iter().filter_map(|event| match event.occurrence {
            Occurrence::FundLoss { loss, .. } => Some(loss.fen() as f64),
            _ => None,
        });
        lost.sum::<f64>()
    };
    moments(losses.iter().map(loss)).assert_mean(expected, "qualifying loss");
}
