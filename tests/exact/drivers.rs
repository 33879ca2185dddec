//! The shared drivers: refused where they have an effect, and the means that are exact given their path.

use fiscast::exact::{Accuracy, NotExact, driver_means, solve};
use fiscast::simulation::Engine;

use crate::against_simulation::STRESS;
use crate::support::{K, scenario, tally, with_drivers};

#[test]
fn a_scenario_whose_drivers_have_an_effect_is_refused() {
    assert_eq!(solve(&with_drivers("tutorial.toml", &[]), Accuracy::Standard), Err(NotExact::Drivers));
}

#[test]
fn without_an_effect_the_means_are_the_exact_ones() {
    // two different recursions, forwards and backwards, on grids of different margins; the second city's sectors found
    // firms at rates that do not average out, some before the run begins
    for file in ["tutorial.toml", "other-cities/example.toml"] {
        let scenario = scenario(file, &[]);
        let exact = solve(&scenario, Accuracy::Standard).expect("solved");
        let means = driver_means(&scenario, Accuracy::Standard).expect("solved");
        assert!(means.len() > 40);
        for mean in means {
            let series = exact.get(&mean.key).expect("the same series");
            // both grids leave about 1e-9 of each probability
            let far = (mean.mean_fen - series.mean_fen).abs();
            assert!(far <= 1e-7 * series.mean_fen.max(1.0), "{mean:?} against {}", series.mean_fen);
            assert!(mean.standard_error_fen <= 1e-9 * series.mean_fen.max(1.0), "{mean:?}");
        }
    }
}

#[test]
#[ignore = "128 paths of the drivers: run on demand"]
fn means_under_the_drivers_agree_with_simulation() {
    // strong drivers, so that forgetting them would show: a factor exp(0.5² / 2) on growth alone is 13 %
    let strong = "[spin_offs]\ngrowth_economy_loading = \"0.5\"\n[listing]\nmarket_loading = \"0.9\"\n";
    let scenario = with_drivers("tutorial.toml", &[STRESS, strong]);
    const PATHS: u64 = 100_000;
    let engine = Engine::new(&scenario, 9);
    let tally = tally(&engine, PATHS);
    let mut compared = 0;
    for mean in driver_means(&scenario, Accuracy::Standard).expect("solved") {
        let moments = tally.moments(engine.layout().cell(&mean.key).expect("a series"));
        let n = PATHS as f64;
        let simulated = moments.sum() as f64 / n;
        let variance = moments.sum_of_squares() as f64 / n - simulated * simulated;
        let error = (variance / n + mean.standard_error_fen * mean.standard_error_fen).sqrt();
        if simulated == 0.0 {
            assert!(mean.mean_fen < 1.0, "{mean:?}");
            continue;
        }
        // the rule's own error is a small part
        assert!(mean.standard_error_fen < 0.01 * mean.mean_fen, "{mean:?}");
        assert!(
            (simulated - mean.mean_fen).abs() <= K * error,
            "{mean:?} against {simulated}, error {error}"
        );
        compared += 1;
    }
    assert!(compared > 30, "{compared}");
}
