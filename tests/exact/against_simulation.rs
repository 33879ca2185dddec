//! Every series of a run against the simulator, the drivers' effect switched off.

use crate::support::{compare, scenario};

#[test]
fn the_baseline_agrees_with_its_simulation() {
    let start = std::time::Instant::now();
    let baseline = scenario("baseline.toml", &[]);
    let worst = compare("baseline", &baseline, 1, 200_000);
    println!("{worst:?} {:?}", start.elapsed());
}
