//! Scenarios compared: what does not depend on a change does not move on any path, and what does moves by what it should.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use fiscast::findings::{ScenarioDifference, SeriesDifference, scenario_differences, shared_series};
use fiscast::language::Language;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, pair};
use fiscast::things::{Basis, Payer};

const PATHS: u64 = 2000;

fn scenario(overlay: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/stretch.toml");
    let name = Path::new("overlay.toml").to_path_buf();
    let read = |path: &Path| {
        if path == Path::new("overlay.toml") { Ok(overlay.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let overlays = if overlay.is_empty() { Vec::new() } else { vec![name] };
    let loaded = load_scenario(&path, &overlays, &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
}

fn compared(base: &Scenario, other: &Scenario, threads: usize) -> ScenarioDifference {
    let scenarios = [base.clone(), other.clone()];
    let engines = [Engine::new(base, 3), Engine::new(other, 3)];
    let shared = shared_series(&scenarios, &engines);
    let confidence = base.confidence.value();
    let pairings = pair(&engines, &shared.series, (PATHS, threads), confidence, &(), &AtomicBool::new(false))
        .expect("a run");
    let mut found = scenario_differences(&scenarios, 3, PATHS, &shared, &pairings);
    found.others.remove(0)
}

fn never_moves(series: &SeriesDifference) -> bool {
    (series.difference_fen, series.more, series.less) == (0.0, 0.0, 0.0)
        && series.difference_se_fen == Some(0.0)
        && series.base_mean_fen == series.other_mean_fen
}

#[test]
fn one_county_s_split_moves_nothing_before_the_split() {
    let base = scenario("");
    let other = scenario(
        "[split]\nrules = [{ county_share = \"50%\", assumption = true }, { counties = [\"gaoxin\"], county_share = \"25%\", assumption = true }]\n",
    );
    let even = scenario("[split]\nrules = [{ county_share = \"50%\", assumption = true }]\n");
    let found = compared(&even, &other, 2);
    let (mut before, mut moved) = (0, 0);
    for series in &found.series {
        match series.payer {
            None => {
                assert!(never_moves(series), "{series:?}");
                before += 1;
            }
            // another county's own part does not move either
            Some(Payer::County) if series.county.as_deref().is_some_and(|county| county != "gaoxin") => {
                assert!(never_moves(series), "{series:?}");
            }
            Some(payer)
                if series.county.is_none() && series.clause.is_none() && series.difference_fen != 0.0 =>
            {
                let up = payer == Payer::City;
                assert_eq!(series.difference_fen > 0.0, up, "{series:?}");
                moved += 1;
            }
            _ => {}
        }
    }
    assert!(before > 100 && moved > 10, "{before} {moved}");
    // and nothing at all moves between a scenario and itself
    assert!(compared(&base, &base, 2).series.iter().all(never_moves));
    assert!(compared(&base, &base, 2).parameters.is_empty());
}

#[test]
fn doubled_amounts_differ_by_the_level() {
    let base = scenario("");
    let other = scenario(
        "[policy.clauses.creation_subsidy]\namount = \"1000万元\"\n\
         [policy.clauses.science_award.prizes.national]\nspecial = \"400万元\"\nfirst = \"80万元\"\nsecond = \"40万元\"\n\
         [policy.clauses.science_award.prizes.provincial]\nfirst = \"30万元\"\nsecond = \"10万元\"\nthird = \"4万元\"\n\
         [policy.clauses.listing_reward.tiers.neeq]\nspin_off = \"200万元\"\ninstitute = \"50万元\"\n\
         [policy.clauses.listing_reward.tiers.domestic_exchange]\nspin_off = \"400万元\"\ninstitute = \"100万元\"\n\
         [policy.clauses.listing_reward.tiers.overseas_main_board]\nspin_off = \"400万元\"\ninstitute = \"100万元\"\n\
         [policy.clauses.revenue_milestone.milestones.m500]\nspin_off = \"10万元\"\ninstitute = \"10万元\"\n\
         [policy.clauses.revenue_milestone.milestones.m1000]\nspin_off = \"20万元\"\ninstitute = \"20万元\"\n\
         [policy.clauses.revenue_milestone.milestones.m10000]\nspin_off = \"40万元\"\ninstitute = \"40万元\"\n",
    );
    let found = compared(&base, &other, 2);
    let mut levels = 0;
    for series in found.series.iter().filter(|series| series.basis != Basis::Contingent) {
        // sums are exact, and both are divided by the same number
        assert_eq!(series.difference_fen, series.base_mean_fen, "{series:?}");
        assert_eq!(series.other_mean_fen, 2.0 * series.base_mean_fen, "{series:?}");
        for quantile in &series.quantiles {
            assert_eq!(quantile.other_fen, 2 * quantile.base_fen, "{series:?}");
            assert_eq!(quantile.of_difference_fen, quantile.base_fen, "{series:?}");
        }
        levels += usize::from(series.base_mean_fen > 0.0);
    }
    assert!(levels > 100);
    assert_eq!(found.parameters.len(), 1 + 6 + 6 + 6);
}

#[test]
fn an_added_institute_changes_nothing_of_the_others() {
    let base = scenario("");
    let other = scenario(
        "[institutes.further]\nname = { zh = \"又一家\", en = \"One more\" }\ncounty = \"hongqi\"\nsector = \"materials\"\n\
         accredited = { value = 2022-06-01, assumption = true }\n",
    );
    let found = compared(&base, &other, 2);
    let mut others = 0;
    for series in &found.series {
        // on every path it costs as much or more
        assert_eq!(series.less, 0.0, "{series:?}");
        if series.county.as_deref().is_some_and(|county| county != "hongqi") {
            assert!(never_moves(series), "{series:?}");
            others += 1;
        }
    }
    assert!(others > 50);
    let owed = found.series.iter().find(|series| {
        (series.basis, series.clause.as_deref()) == (Basis::Accrual, Some("creation_subsidy"))
            && series.year == fiscast::findings::YearLabel::All
            && series.payer.is_none()
    });
    // three instalments of 500 万元 more on every path
    let owed = owed.expect("the creation subsidy");
    assert_eq!((owed.difference_fen, owed.difference_se_fen, owed.more), (1.5e9, Some(0.0), 1.0));
}

#[test]
fn a_comparison_does_not_depend_on_threads() {
    let (base, other) = (
        scenario(""),
        scenario("[spin_offs]\nfailure_probability = { value = \"5%\", assumption = true }\n"),
    );
    let two = compared(&base, &other, 2);
    assert_eq!(compared(&base, &other, 1), two);
    // common random numbers: hardly any of the chance is left in the difference
    let total = two.series.iter().find(|series| {
        series.basis == Basis::Cash
            && series.clause.is_none()
            && series.payer.is_none()
            && series.county.is_none()
            && series.beneficiary.is_none()
    });
    assert!(total.expect("a total").error_ratio.expect("both vary") < 0.5);
}
