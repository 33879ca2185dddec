//! The same inputs give the same bits: for any number of threads, any cut into shards, and any longer run.

use std::sync::atomic::AtomicBool;

use fiscast::findings::findings;
use fiscast::results::to_lines;
use fiscast::scenario::Scenario;
use fiscast::simulation::{Engine, Path, Tally, simulate};

use crate::sample::scenario;

const PATHS: u64 = 9_000;

fn run(engine: &Engine, range: std::ops::Range<u64>, threads: usize) -> Tally {
    simulate(engine, range, threads, &(), &AtomicBool::new(false)).expect("a run")
}

fn bytes(scenario: &Scenario, engine: &Engine, seed: u64, tally: &Tally) -> Vec<u8> {
    to_lines(&findings(scenario, engine, seed, tally)).expect("JSON")
}

#[test]
fn threads_do_not_show_in_the_findings() {
    for file in ["baseline.toml", "with-sub-fund.toml"] {
        let scenario = scenario(file, "");
        let engine = Engine::new(&scenario, 3);
        let alone = bytes(&scenario, &engine, 3, &run(&engine, 0..PATHS, 1));
        for threads in [2, 16] {
            let together = bytes(&scenario, &engine, 3, &run(&engine, 0..PATHS, threads));
            assert!(alone == together, "{file}: {threads} threads change the findings");
        }
    }
}

#[test]
fn shards_merge_to_the_whole_in_any_order() {
    let scenario = scenario("with-sub-fund.toml", "");
    let engine = Engine::new(&scenario, 3);
    let whole = bytes(&scenario, &engine, 3, &run(&engine, 0..PATHS, 2));
    let shards = [0..1, 1..2048, 2048..5000, 5000..PATHS];
    for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
        let mut merged = Tally::new(&engine);
        for shard in order {
            merged.merge(&run(&engine, shards[shard].clone(), 2));
        }
        assert_eq!(merged.paths(), PATHS);
        assert!(whole == bytes(&scenario, &engine, 3, &merged), "order {order:?}");
    }
}

#[test]
fn a_longer_run_begins_with_the_paths_of_a_shorter_one() {
    let scenario = scenario("baseline.toml", "");
    let engine = Engine::new(&scenario, 3);
    let short = bytes(&scenario, &engine, 3, &run(&engine, 0..3000, 2));
    // the first 3,000 paths of the longer run: all of it less the rest
    let mut first = run(&engine, 0..1000, 2);
    first.merge(&run(&engine, 1000..3000, 1));
    assert!(short == bytes(&scenario, &engine, 3, &first));
    let mut path = Path::default();
    let mut row = vec![0; engine.layout().len()];
    let mut sums = vec![0i128; row.len()];
    for number in 0..3000 {
        engine.path(number, &mut path);
        engine.observe(&path, &mut row);
        for (sum, amount) in sums.iter_mut().zip(&row) {
            *sum += i128::from(*amount);
        }
    }
    let tally = run(&engine, 0..3000, 2);
    for (cell, sum) in sums.iter().enumerate().filter(|(cell, _)| engine.layout().key(*cell).is_some()) {
        assert_eq!(tally.moments(cell).sum(), *sum, "one path at a time sums to the run");
    }
}

#[test]
fn another_seed_is_another_run() {
    let scenario = scenario("baseline.toml", "");
    let (one, two) = (Engine::new(&scenario, 1), Engine::new(&scenario, 2));
    assert!(
        bytes(&scenario, &one, 1, &run(&one, 0..500, 2)) != bytes(&scenario, &two, 1, &run(&two, 0..500, 2))
    );
}

/// Path 12 of the baseline's seed 1 is the same path whatever was drawn before it.
#[test]
fn a_path_does_not_depend_on_the_one_drawn_before() {
    let scenario = scenario("with-sub-fund.toml", "");
    let engine = Engine::new(&scenario, 1);
    let mut fresh = Path::default();
    engine.path(12, &mut fresh);
    let mut used = Path::default();
    for number in [900, 3, 12] {
        engine.path(number, &mut used);
    }
    assert_eq!(fresh.history, used.history);
    assert_eq!(fresh.ledger.payments, used.ledger.payments);
    assert_eq!(fresh.ledger.fund, used.ledger.fund);
}
