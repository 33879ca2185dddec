//! A finer grid changes nothing that anybody reads.

use fiscast::exact::{Accuracy, solve};
use fiscast::scenario::Scenario;
use fiscast::statistics::REPORTED_QUANTILES;
use rust_decimal::Decimal;

use crate::support::scenario;

#[test]
fn refinement_changes_no_quantile_and_no_mean_by_a_hundredth_of_a_percent() {
    for name in ["baseline.toml", "tutorial.toml"] {
        assert_refined(name, &scenario(name, &[]));
    }
}

/// Fails where a finer solution has another quantile, or a mean further than a hundredth of a percent away.
pub fn assert_refined(name: &str, scenario: &Scenario) {
    let standard = solve(scenario, Accuracy::Standard).expect("solved");
    let fine = solve(scenario, Accuracy::Fine).expect("solved");
    assert_eq!(standard.series.len(), fine.series.len());
    let mut worst = 0.0f64;
    for (rough, exact) in standard.series.iter().zip(&fine.series) {
        assert_eq!(rough.key, exact.key);
        worst = worst.max((rough.mean_fen - exact.mean_fen).abs() / exact.mean_fen.max(1.0));
        let (Some(one), Some(other)) = (&rough.distribution, &exact.distribution) else {
            panic!("{name}, {:?}: no distribution", rough.key)
        };
        for thousandths in REPORTED_QUANTILES {
            let p = Decimal::new(thousandths, 3);
            assert_eq!(one.quantile(p), other.quantile(p), "{name}, {:?} at {p}", rough.key);
        }
    }
    println!("{name}: means move by at most {worst:e}");
    assert!(worst < 1e-4, "{name}: a mean moved by {worst}");
}
