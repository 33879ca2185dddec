//! The price of readings: every option and every combination is what a run of a scenario that reads so finds, bit for bit.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use fiscast::findings::{
    Findings, ReadingPrices, SeriesFinding, SeriesName, findings, pricing_plan, reading_prices,
    watched_series,
};
use fiscast::language::Language;
use fiscast::policy::Readings;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, Variants, price, simulate};

const PATHS: u64 = 3000;

/// A scenario in which every clause is hit often and evaluations fail, with a split that leaves odd fen.
fn lively() -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/stretch.toml");
    let overlay = Path::new("overlay.toml").to_path_buf();
    let text = "[split]\nrules = [{ county_share = \"0.3333\", assumption = true }]\n\
        [opening_payables.old]\nclause = \"listing_reward\"\nbeneficiary = \"spin_off\"\ncounty = \"gaoxin\"\n\
        amount = \"120000元\"\npayment_year = 2023\n";
    let read = |path: &Path| {
        if path == Path::new("overlay.toml") { Ok(text.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let loaded = load_scenario(&path, &[overlay], &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
}

fn run(scenario: &Scenario) -> Findings {
    let engine = Engine::new(scenario, 7);
    let tally = simulate(&engine, 0..PATHS, 2, &(), &AtomicBool::new(false)).expect("a run");
    findings(scenario, &engine, 7, &tally)
}

fn priced(scenario: &Scenario, threads: usize, names: &[&str], combinations: bool) -> ReadingPrices {
    let engine = Engine::new(scenario, 7);
    let variants = Variants::new(scenario, 7, names, watched_series(scenario));
    let plan = pricing_plan(scenario, &engine, PATHS, threads, combinations);
    let pricing = price(&variants, &plan, &(), &AtomicBool::new(false)).expect("a pricing");
    reading_prices(scenario, &variants, 7, &pricing)
}

fn series<'f>(findings: &'f Findings, name: &SeriesName) -> &'f SeriesFinding {
    let same = |series: &&SeriesFinding| {
        (series.basis, series.year, series.payer, &series.county)
            == (name.basis, name.year, name.payer, &name.county)
            && series.clause.is_none()
            && series.beneficiary.is_none()
    };
    findings.series.iter().find(same).expect("a series of every run")
}

fn quantile(series: &SeriesFinding, p: &str) -> i64 {
    series.statistics.quantiles.iter().find(|quantile| quantile.p == p).expect("a quantile").fen
}

#[test]
fn each_option_alone_is_a_run_that_reads_so() {
    let scenario = lively();
    let prices = priced(&scenario, 2, &Readings::names(), false);
    let own = run(&scenario);
    for priced in &prices.own {
        let found = series(&own, &priced.series);
        assert_eq!(priced.mean_fen, found.statistics.mean_fen, "{}", priced.series.name.en);
        assert_eq!(priced.se_fen, found.statistics.se_fen);
        assert_eq!(priced.quantile_fen, quantile(found, &prices.confidence));
    }
    let mut options = 0;
    for option in &prices.options {
        let mut other = scenario.clone();
        assert!(other.readings.choose(&option.switch, &option.option));
        let found = run(&other);
        for priced in &option.series {
            let what = format!("{} = {}: {}", option.switch, option.option, priced.series.name.en);
            let (before, after) = (series(&own, &priced.series), series(&found, &priced.series));
            assert_eq!(priced.mean_fen, after.statistics.mean_fen, "{what}");
            assert_eq!(priced.quantile_fen, quantile(after, &prices.confidence), "{what}");
            // the exact sums over all paths differ by exactly the sum of the differences
            let sum = |series: &SeriesFinding| {
                let sum = series.statistics.sum_fen.as_ref().expect("a sum");
                sum.parse::<i128>().expect("an integer")
            };
            assert_eq!(priced.difference_fen, (sum(after) - sum(before)) as f64 / PATHS as f64, "{what}");
        }
        options += 1;
    }
    // 2 + 3 + 3 + 3 + 3 + 2 + 2 + 3 options, less one of each switch
    assert_eq!(options, 21 - 8);
}

#[test]
fn combinations_are_runs_that_read_so() {
    let scenario = lively();
    let prices = priced(&scenario, 2, &Readings::names(), true);
    assert_eq!(prices.combinations.len(), 1944);
    // three of them, drawn by a fixed linear congruence
    let mut state: u64 = 20_220_130;
    for _ in 0..3 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let combination = &prices.combinations[(state >> 33) as usize % prices.combinations.len()];
        let mut other = scenario.clone();
        for (finding, option) in prices.switches.iter().zip(&combination.options) {
            assert!(other.readings.choose(&finding.switch, option));
        }
        let found = run(&other);
        for (index, effects) in prices.effects.iter().enumerate() {
            let series = series(&found, &effects.series);
            assert_eq!(combination.mean_fen[index], series.statistics.mean_fen, "{:?}", combination.options);
            assert_eq!(combination.quantile_fen[index], quantile(series, &prices.confidence));
        }
    }
}

#[test]
fn prices_do_not_depend_on_threads_and_a_named_switch_alone_gives_the_same() {
    let scenario = lively();
    let names = ["evaluation_effect", "subsidy_start"];
    let two = priced(&scenario, 2, &names, true);
    assert_eq!(priced(&scenario, 1, &names, true), two);
    assert_eq!(two.combinations.len(), 9);
    let all = priced(&scenario, 2, &Readings::names(), false);
    for option in &two.options {
        let same = all.options.iter().find(|o| (&o.switch, &o.option) == (&option.switch, &option.option));
        assert_eq!(Some(option), same);
    }
}

#[test]
fn a_reading_moves_only_what_it_touches_and_in_its_direction() {
    let prices = priced(&lively(), 2, &Readings::names(), false);
    for option in &prices.options {
        let total = &option.series[0];
        let what = format!("{} = {}", option.switch, option.option);
        match (option.switch.as_str(), option.option.as_str()) {
            // what is withheld, cut, excluded or narrowed never costs more on any path
            ("subsidy_after_expiry", "cut")
            | ("start_before_policy", "elapsed" | "excluded")
            | ("evaluation_effect", "withhold" | "defer")
            | ("listing_sequence", _)
            | ("milestone_jump", "highest")
            | ("spin_off_scope", "new_not_captive") => assert_eq!(total.more, 0.0, "{what}"),
            ("spin_off_scope", "all") => assert_eq!(total.less, 0.0, "{what}"),
            _ => {}
        }
        assert!(total.more + total.less <= 1.0, "{what}");
    }
}
