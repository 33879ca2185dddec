//! A parameter that is set equals a file that states the value, in every field of the scenario.

use std::path::PathBuf;

use fiscast::language::Language;
use fiscast::scenario::{Measure, Parameter, Scenario, Setting};
use fiscast::simulation::{Engine, Path};

use super::support::{loaded, of_project, overlay, scenario};

/// Everything but the names and the register, which an overlay changes by being one.
fn without_names(mut scenario: Scenario) -> Scenario {
    scenario.id.clear();
    scenario.title = Default::default();
    scenario.description = Default::default();
    scenario.assumptions.clear();
    scenario
}

/// What a few paths owe and pay.
fn paths(scenario: &Scenario) -> Vec<Vec<i64>> {
    let engine = Engine::new(scenario, 5);
    let (mut path, mut row) = (Path::default(), vec![0; engine.layout().len()]);
    let rows = (0..50).map(|number| {
        engine.path(number, &mut path);
        engine.observe(&path, &mut row);
        row.clone()
    });
    rows.collect()
}

/// Sets every bound and alternative in turn; says how many.
fn check(path: &std::path::Path, overlays: &[&str]) -> usize {
    let base = scenario(path, overlays);
    let mut settings = 0;
    for assumption in base.assumptions.iter().filter(|assumption| assumption.measure.is_ranged()) {
        let parameter = Parameter::named(&base, &assumption.path).expect(&assumption.path);
        let mut compare = |setting: Setting<'_>, words: &str| {
            let mut set = base.clone();
            parameter.set(&mut set, setting).unwrap_or_else(|error| panic!("{}: {error}", assumption.path));
            let file = overlay(assumption, words);
            let stated = scenario(path, &[overlays, &[file.as_str()]].concat());
            // a file enlists the markets that it names, setting keeps those that there were: the paths are the same
            let same = match parameter.path().ends_with("_markets") {
                true => paths(&set) == paths(&stated),
                false => without_names(set) == without_names(stated),
            };
            assert!(same, "{} of {}\n{file}", words, path.display());
            settings += 1;
        };
        match &assumption.measure {
            Measure::Numbers { low, high, .. } => {
                let bounds = [(low, &assumption.low), (high, &assumption.high)];
                for (numbers, words) in bounds {
                    if let (Some(numbers), Some(words)) = (numbers, words) {
                        compare(Setting::Numbers(numbers), words);
                    }
                }
            }
            Measure::Weights { alternatives, .. } => {
                for ((name, weights), (of, words)) in alternatives.iter().zip(&assumption.alternatives) {
                    assert_eq!(name, of);
                    compare(Setting::Weights(weights), words);
                }
            }
            Measure::Words => unreachable!("a word has no range"),
        }
        // and back: the base itself is a setting
        let mut again = base.clone();
        let back = match &assumption.measure {
            Measure::Weights { base, .. } => Setting::Weights(base),
            Measure::Numbers { base, .. } => Setting::Numbers(base),
            Measure::Words => unreachable!("a word has no range"),
        };
        parameter.set(&mut again, back).expect("the base");
        assert!(again == base, "{}", assumption.path);
    }
    settings
}

#[test]
fn every_bound_of_every_shipped_scenario_is_what_a_file_would_state() {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["scenarios", "scenarios/reforms", "scenarios/other-cities"] {
        let entries = std::fs::read_dir(of_project(folder)).expect("a folder of the project");
        files.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    let is_scenario = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        name.ends_with(".toml") && !name.ends_with("-policy.toml")
    };
    files.retain(is_scenario);
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    for file in &files {
        assert!(check(file, &[]) > 0, "{} states no range", file.display());
    }
    // 35 parameters with low and high, ten with two alternatives, counted in the file
    assert_eq!(check(&of_project("scenarios/baseline.toml"), &[]), 35 * 2 + 10 * 2);
}

/// Ranges and alternatives for what no shipped scenario gives any: lists, ages, days, sectors' own keys, lags, markets, what
/// is owed, the fund, the law.
const RANGES: &str = r#"
[spin_offs]
formation_ramp = { value = ["0.5", "1"], low = ["0.2", "0.6"], high = ["0.9", "1.5"], assumption = true }
growth_mean = { value = "0.25", low = "-0.1", high = "0.5", assumption = true }
[sectors.machinery.spin_offs]
failure_probability = { value = "6%", low = "3%", high = "11%", assumption = true }
formation_rate = { value = "1.5", low = "0.5", high = "3", assumption = true }
[institutes.alpha]
accredited = { value = 2021-10-16, low = 2021-09-01, high = 2021-11-01, assumption = true }
accepted = { value = 2022-12-31, low = 2022-06-30, high = 2023-12-31, assumption = true }
[institutes.alpha.spin_offs.first_firm]
founded = { value = 2021-11-15, low = 2021-10-01, high = 2021-12-31, assumption = true }
revenue = { value = "800万元", low = "400万元", high = "1600万元", assumption = true }
[institutes.beta]
accreditation_probability = { value = "60%", low = "20%", high = "90%", assumption = true }
accreditation_years = { weights = { 2023 = "50%", 2024 = "50%" }, alternatives = { late = { 2024 = "10%", 2025 = "90%" } }, assumption = true }
[pipeline]
counties = { weights = { east_district = "50%", west_county = "50%" }, alternatives = { west = { west_county = 1 } }, assumption = true }
[listing.neeq]
min_age = { value = 2, low = 1, high = 3, assumption = true }
climate = { by_year = { 2025 = "1", 2024 = "1", 2023 = "1", 2022 = "1" }, low = { 2022 = "0.5", 2023 = "0.6", 2024 = "0.7", 2025 = "0.8" }, high = { 2025 = "1.8", 2022 = "1.5", 2023 = "1.6", 2024 = "1.7" }, assumption = true }
[listing.exchange]
direct_markets = { weights = { SSE = "30%", SZSE = "50%", HKEX = "15%", US = "5%" }, alternatives = { home = { SZSE = "60%", SSE = "40%" } }, assumption = true }
[awards.provincial]
prizes = { weights = { first = "5%", second = "35%", third = "60%" }, alternatives = { better = { first = "30%", second = "40%", third = "30%" } }, assumption = true }
[lags]
listing_reward = { weights = { 0 = "20%", 1 = "75%", never = "5%" }, alternatives = { slow = { 1 = "20%", 2 = "60%", never = "20%" } }, assumption = true }
[fund]
appropriations = { by_year = { 2022 = "250万元", 2023 = "300万元", 2024 = "350万元", 2025 = "100万元" }, low = { 2022 = "200万元", 2023 = "200万元", 2024 = "200万元", 2025 = "50万元" }, assumption = true }
carry_over_years = { value = 1, low = 0, high = 2, assumption = true }
opening_balance = { value = "10万元", low = "0元", high = "20万元", assumption = true }
[opening_payables.award_of_2021]
amount = { value = "5万元", low = "1万元", high = "9.5万元", assumption = true }
[budgets.fifteen_million]
amount = { value = "1500万元", low = "1000万元", high = "2000万元", assumption = true }
[sub_fund]
commitment = { value = "1亿元", low = "5000万元", high = "2亿元", assumption = true }
investment_rate = { value = "0.6", low = "0.2", high = "1.5", assumption = true }
ticket_median = { value = "500万元", low = "200万元", high = "1000万元", assumption = true }
ticket_sigma = { value = "0.6", low = "0.3", high = "0.9", assumption = true }
failure_probability = { value = "8%", low = "3%", high = "20%", assumption = true }
loss_alpha = { value = "2", low = "1.5", high = "3", assumption = true }
loss_beta = { value = "1.5", low = "1", high = "2.5", assumption = true }
qualifying_probability = { value = "50%", low = "20%", high = "80%", assumption = true }
public_share = { value = "40%", low = "20.0000001%", high = "66.6666667%", assumption = true }
[policy.validity]
last_day = { value = 2024-12-31, low = 2023-12-31, high = 2025-12-31, assumption = true }
[policy.clauses.creation_subsidy]
amount = { value = "500万元", low = "300万元", high = "800万元", assumption = true }
instalments = { value = 3, low = 1, high = 5, assumption = true }
[policy.clauses.listing_reward.tiers.neeq]
spin_off = { value = "100万元", low = "50万元", high = "150万元", assumption = true }
[policy.clauses.science_award.prizes.national]
second = { value = "20万元", low = "10万元", high = "30万元", assumption = true }
[policy.evaluation]
results = { value = 10, low = 5, high = 15, assumption = true }
"#;

#[test]
fn a_range_can_stand_anywhere() {
    let tutorial = of_project("scenarios/tutorial.toml");
    let loaded = loaded(&tutorial, &[RANGES]);
    assert_eq!(loaded.diagnostics.errors(), 0, "{}", loaded.diagnostics.render(Language::English, false));
    assert!(check(&tutorial, &[RANGES]) > 60);
}

#[test]
fn a_value_that_contradicts_another_is_refused_as_in_a_file() {
    let tutorial = of_project("scenarios/tutorial.toml");
    let base = scenario(&tutorial, &[RANGES]);
    let day = |text: &str| fiscast::quantities::Date::parse(text).expect("a day").number() as f64;
    for (path, value, word) in [
        ("institutes.alpha.accredited", day("2022-06-01"), "before its accreditation"),
        ("institutes.alpha.spin_offs.first_firm.founded", day("2022-01-01"), "not before it"),
        ("sectors.machinery.spin_offs.formation_rate", 1100.0, "above 1000"),
        ("policy.validity.last_day", day("2021-12-31"), "before its first day"),
        ("fund.carry_over_years", 3.0, "0, 1, 2 or unlimited"),
        ("drivers.correlation", f64::NAN, "[-1, 1]"),
        ("quality.cv", -0.1, "not negative"),
    ] {
        let parameter = Parameter::named(&base, path).expect(path);
        let refused = parameter.set(&mut base.clone(), Setting::Numbers(&[value]));
        let error = refused.expect_err(path).to_string();
        assert!(error.contains(word), "{path}: {error}");
    }
    for path in
        ["spin_offs.formation_rat", "title", "split.rules[0].county_share", "institutes.gamma.accredited", ""]
    {
        assert!(Parameter::named(&base, path).is_none(), "{path}");
    }
}
