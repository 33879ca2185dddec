//! The story of a path is the path of the run: its payments add up, to the fen, to what the path contributes.

use std::path::{Path as FilePath, PathBuf};

use fiscast::findings::{Story, story};
use fiscast::language::Language;
use fiscast::policy::Readings;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, Path, SeriesKey, YearBucket, survey};
use fiscast::things::{Basis, Payer};

fn scenario(file: &str, overlay: &str) -> Scenario {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
    let name = PathBuf::from("overlay.toml");
    let read = |path: &FilePath| {
        if path == name { Ok(overlay.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let loaded = load_scenario(&path, std::slice::from_ref(&name), &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
}

const OPENING: &str = "[opening_payables.old]\nclause = \"listing_reward\"\nbeneficiary = \"spin_off\"\n\
                       county = \"gaoxin\"\namount = \"12345.67元\"\npayment_year = 2023\n";

/// Compares a story with the row that its path adds to a run's series.
fn adds_up(scenario: &Scenario, engine: &Engine, number: u64) -> Story {
    let told = story(scenario, engine, 1, number);
    let mut path = Path::default();
    engine.path(number, &mut path);
    let mut row = vec![0; engine.layout().len()];
    engine.observe(&path, &mut row);
    let amount = |basis: Basis, years: YearBucket, payer: Option<Payer>| {
        let key = SeriesKey { basis, years, clause: None, county: None, payer, beneficiary: None };
        row[engine.layout().cell(&key).expect("a series")]
    };
    let last = scenario.horizon.last().number();
    for year in scenario.horizon.years() {
        let bucket = YearBucket::Year(year);
        let of_year: Vec<_> = told.cash.iter().filter(|cash| cash.year == year.number()).collect();
        let city: i64 = of_year.iter().map(|cash| cash.city_fen).sum();
        let counties: i64 = of_year.iter().map(|cash| cash.counties_fen).sum();
        assert_eq!(city, amount(Basis::Cash, bucket, Some(Payer::City)), "path {number}, {year}");
        assert_eq!(counties, amount(Basis::Cash, bucket, Some(Payer::County)), "path {number}, {year}");
        let owed: i64 = told
            .claims
            .iter()
            .filter(|claim| claim.date.starts_with(&year.to_string()))
            .map(|c| c.amount_fen)
            .sum();
        assert_eq!(owed, amount(Basis::Accrual, bucket, None), "path {number}, {year}");
    }
    let after: i64 = told.cash.iter().filter(|c| c.year > last).map(|c| c.city_fen + c.counties_fen).sum();
    assert_eq!(after, amount(Basis::Cash, YearBucket::AfterHorizon, None), "path {number}");
    let lapsed: i64 = told.claims.iter().filter(|c| c.paid_in.is_none()).map(|c| c.amount_fen).sum();
    assert_eq!(lapsed, amount(Basis::Lapsed, YearBucket::All, None), "path {number}");
    told
}

#[test]
fn a_thousand_stories_add_up_to_the_fen_under_every_reading() {
    let alternatives = Readings::SWITCHES
        .iter()
        .flat_map(|(switch, options)| options.iter().map(move |option| format!("{switch} = \"{option}\"\n")));
    let (mut stories, mut claims, mut refusals, mut write_offs) = (0, 0, 0, 0);
    for reading in alternatives {
        for file in ["stretch.toml", "with-sub-fund.toml"] {
            let scenario = scenario(file, &format!("[readings]\n{reading}{OPENING}"));
            let engine = Engine::new(&scenario, 1);
            for number in 0..30 {
                let told = adds_up(&scenario, &engine, number);
                stories += 1;
                claims += told.claims.len();
                refusals += told.refusals.len();
                write_offs += told.write_offs.len();
            }
        }
    }
    assert!(stories >= 1000 && claims > 10 * stories && refusals > stories && write_offs > 10);
}

#[test]
fn every_claim_but_an_instalment_names_the_event_that_it_rests_on() {
    let scenario = scenario("stretch.toml", "");
    let engine = Engine::new(&scenario, 1);
    for number in 0..200 {
        for claim in story(&scenario, &engine, 1, number).claims {
            assert_eq!(claim.because.is_none(), claim.clause == "creation_subsidy", "{claim:?}");
            assert_eq!(claim.city_fen + claim.county_fen, claim.amount_fen);
        }
    }
}

#[test]
fn a_survey_finds_the_worst_paths_and_those_at_a_level() {
    let scenario = scenario("baseline.toml", "");
    let engine = Engine::new(&scenario, 1);
    let key = SeriesKey {
        basis: Basis::Cash,
        years: YearBucket::Horizon,
        clause: None,
        county: None,
        payer: None,
        beneficiary: None,
    };
    let cell = engine.layout().cell(&key).expect("a series");
    let found = survey(&engine, 5000, cell);
    let mut sorted = found.amounts.clone();
    sorted.sort_unstable();
    let worst = found.worst(3);
    let amounts: Vec<i64> = worst.iter().map(|path| found.amounts[*path as usize]).collect();
    assert_eq!(amounts, [sorted[4999], sorted[4998], sorted[4997]]);
    let at = found.at_rank(4750).expect("a path");
    assert_eq!(found.amounts[at as usize], sorted[4749]);
    let told = story(&scenario, &engine, 1, at);
    let last = scenario.horizon.last().number();
    let cash: i64 = told.cash.iter().filter(|c| c.year <= last).map(|c| c.city_fen + c.counties_fen).sum();
    assert_eq!(cash, sorted[4749], "the story is of that path");
    assert_eq!(found.means[cell], found.amounts.iter().map(|a| i128::from(*a)).sum::<i128>() as f64 / 5000.0);
}
