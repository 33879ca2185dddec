//! What clauses, counties, payers and institutes contribute to the tail of a total: the parts of every dimension add up to it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use fiscast::findings::{Findings, SeriesFinding, findings};
use fiscast::language::Language;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, simulate};

const PATHS: u64 = 4000;

fn found(scenario: &str) -> Findings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(scenario);
    let loaded = load_scenario(&path, &[], &|path: &Path| std::fs::read(path));
    let scenario =
        loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
    let engine = Engine::new(&scenario, 1);
    let tally = simulate(&engine, 0..PATHS, 2, &(), &AtomicBool::new(false)).expect("a run");
    findings(&scenario, &engine, 1, &tally)
}

/// The series of a whole total.
fn whole<'f>(findings: &'f Findings, of: &fiscast::findings::ContributionFinding) -> &'f SeriesFinding {
    let all = |series: &&SeriesFinding| {
        (series.basis, series.year) == (of.basis, of.year)
            && series.clause.is_none()
            && series.county.is_none()
            && series.payer.is_none()
            && series.beneficiary.is_none()
    };
    findings.series.iter().find(all).expect("the total has a series")
}

#[test]
fn contributions_of_every_dimension_add_up_to_the_tail_value_at_risk() {
    for scenario in ["scenarios/baseline.toml", "scenarios/stretch.toml", "scenarios/splits/graded.toml"] {
        let findings = found(scenario);
        let mut sums: BTreeMap<String, (f64, f64, f64, f64, f64)> = BTreeMap::new();
        for part in &findings.contributions {
            let total = &whole(&findings, part).statistics;
            let tail = total.tails.iter().find(|tail| tail.p == part.p).expect("the same tails");
            let key = format!("{:?} {:?} {} {:?}", part.basis, part.year, part.p, part.dimension);
            let sum = sums.entry(key).or_insert((0.0, 0.0, 0.0, tail.tvar_fen, total.mean_fen));
            sum.0 += part.tvar_fen;
            sum.1 += part.mean_fen;
            sum.2 += part.share.expect("the tail costs something");
        }
        // two totals, two tails, four dimensions
        assert_eq!(sums.len(), 16, "{scenario}");
        for (key, (tvar, mean, share, whole_tvar, whole_mean)) in sums {
            // at most 30 parts of at most 4e10 fen, each rounded once to 53 bits: 30 × 4e10 × 2⁻⁵³ < 0.001 fen
            assert!((tvar - whole_tvar).abs() < 0.001, "{scenario}, {key}: {tvar} and {whole_tvar}");
            assert!((mean - whole_mean).abs() < 0.001, "{scenario}, {key}: {mean} and {whole_mean}");
            assert!((share - 1.0).abs() < 1e-12, "{scenario}, {key}: {share}");
        }
    }
}

#[test]
fn a_part_s_mean_is_its_series_mean() {
    let findings = found("scenarios/baseline.toml");
    let clauses = findings
        .contributions
        .iter()
        .filter(|part| part.dimension == fiscast::findings::Dimension::Clause && part.p == "0.95");
    let mut compared = 0;
    for part in clauses {
        let series = findings.series.iter().find(|series| {
            (series.basis, series.year, &series.clause) == (part.basis, part.year, &part.id)
                && series.payer.is_none()
        });
        let mean = series.expect("a clause has a series").statistics.mean_fen;
        // both divide the same exact sum by the same number
        assert_eq!(part.mean_fen, mean);
        compared += 1;
    }
    assert_eq!(compared, 2 * 4);
}
