//! How fast the engine is: `cargo bench`.
//!
//! `paths` measures what a user runs, paths simulated, settled and counted on all threads, in paths per second: the
//! baseline, the baseline with exactly eight institutes, and the baseline over eight years. `parts` takes the work of
//! a path apart on one thread; its unit is a draw, a settled history or a summarised series.

use std::hint::black_box;
use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::AtomicBool;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fiscast::chance::{HistoryModel, Purpose, Scope, Stream, StreamName, Streams, When, Workspace, samplers};
use fiscast::findings::findings;
use fiscast::policy::Law;
use fiscast::scenario::{Lag, Scenario};
use fiscast::scenario_file::load_scenario;
use fiscast::settlement::{Ledger, Terms};
use fiscast::simulation::{Engine, Path, simulate};
use fiscast::things::History;

/// Paths of one measured run: enough that starting threads does not count.
const PATHS: u64 = 20_480;
/// Histories settled in one measured pass: more than fit the caches, as in a run.
const HISTORIES: u64 = 512;

const EIGHT_INSTITUTES: &str = r#"
[pipeline]
count = { weights = { 5 = "100%" }, assumption = true }
"#;

const EIGHT_YEARS: &str = r#"
[horizon]
first = 2022
last = 2029
[listing.neeq]
climate = { by_year = { 2022 = "1", 2023 = "1", 2024 = "1", 2025 = "1", 2026 = "1", 2027 = "1", 2028 = "1", 2029 = "1" }, assumption = true }
[listing.exchange]
climate = { by_year = { 2022 = "1", 2023 = "1", 2024 = "1", 2025 = "1", 2026 = "1", 2027 = "1", 2028 = "1", 2029 = "1" }, assumption = true }
[fund]
appropriations = { by_year = { 2022 = "500万元", 2023 = "500万元", 2024 = "500万元", 2025 = "500万元", 2026 = "500万元", 2027 = "500万元", 2028 = "500万元", 2029 = "500万元" }, assumption = true }
"#;

/// The baseline with an overlay on top.
fn baseline_with(overlay: &str) -> Scenario {
    let baseline = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
    let name = PathBuf::from("overlay.toml");
    let read = |path: &FilePath| {
        if path == name { Ok(overlay.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let loaded = load_scenario(&baseline, std::slice::from_ref(&name), &read);
    loaded.scenario.unwrap_or_else(|| {
        panic!("{}", loaded.diagnostics.render(fiscast::language::Language::English, false))
    })
}

fn paths(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("paths");
    group.sample_size(10).throughput(Throughput::Elements(PATHS));
    let scenarios = [("baseline", ""), ("eight_institutes", EIGHT_INSTITUTES), ("eight_years", EIGHT_YEARS)];
    for (name, overlay) in scenarios {
        let scenario = baseline_with(overlay);
        let engine = Engine::new(&scenario, 1);
        group.bench_with_input(BenchmarkId::from_parameter(name), &engine, |bencher, engine| {
            bencher.iter(|| simulate(engine, 0..PATHS, 0, &(), &AtomicBool::new(false)).expect("a run"));
        });
    }
    group.finish();
}

fn stream(serial: u16) -> Stream {
    let when = When::NONE.serial(serial);
    let name = StreamName { institute: 1, spin_off: 0, purpose: Purpose::Quality, subject: 0, when };
    Streams::new(1, 1).stream(name)
}

fn samplers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("samplers");
    group.throughput(Throughput::Elements(1));
    let mut serial = 0u16;
    let mut next = || {
        serial = serial.wrapping_add(1);
        stream(serial)
    };
    group.bench_function("uniform_of_a_named_stream", |b| b.iter(|| next().uniform()));
    group.bench_function("normal", |b| b.iter(|| samplers::normal_quantile(next().uniform())));
    group.bench_function("poisson_rare", |b| b.iter(|| samplers::poisson(black_box(0.01), next().uniform())));
    group.bench_function("poisson_30", |b| b.iter(|| samplers::poisson(black_box(30.0), next().uniform())));
    group.bench_function("gamma", |b| b.iter(|| samplers::gamma(&mut next(), black_box(6.25), 0.16)));
    group.bench_function("beta", |b| b.iter(|| samplers::beta(&mut next(), black_box(2.0), 1.5)));
    group.finish();
}

fn histories(criterion: &mut Criterion) {
    let scenario = baseline_with("");
    let scope = Scope {
        evaluations: None,
        investment_days: (scenario.policy.validity.first_day, scenario.policy.validity.last_day),
    };
    let model = HistoryModel::new(&scenario, scope);
    let (mut workspace, mut history) = (Workspace::default(), History::default());
    let mut group = criterion.benchmark_group("history");
    group.throughput(Throughput::Elements(1));
    let mut path = 0;
    group.bench_function("draw", |bencher| {
        bencher.iter(|| {
            path += 1;
            model.draw(&Streams::new(1, path), &mut workspace, &mut history);
        });
    });
    group.finish();
}

fn settlement(criterion: &mut Criterion) {
    let scenario = baseline_with("");
    let engine = Engine::new(&scenario, 1);
    let histories: Vec<History> = (0..HISTORIES)
        .map(|number| {
            let mut path = Path::default();
            engine.path(number, &mut path);
            path.history
        })
        .collect();
    let law = Law::new(&scenario.policy, scenario.readings, &scenario.registry, scenario.horizon);
    let terms = Terms::new(&scenario);
    let mut ledger = Ledger::default();
    let mut group = criterion.benchmark_group("settlement");
    group.throughput(Throughput::Elements(HISTORIES));
    group.bench_function("law_split_and_fund", |bencher| {
        bencher.iter(|| {
            for history in &histories {
                ledger.settle(history, &law, &terms, &mut |_| Lag::Years(1));
                black_box(&ledger);
            }
        });
    });
    group.finish();
}

fn statistics(criterion: &mut Criterion) {
    let scenario = baseline_with("");
    let engine = Engine::new(&scenario, 1);
    let tally = simulate(&engine, 0..PATHS, 0, &(), &AtomicBool::new(false)).expect("a run");
    let mut group = criterion.benchmark_group("statistics");
    let series = findings(&scenario, &engine, 1, &tally).series.len() as u64;
    group.sample_size(20).throughput(Throughput::Elements(series));
    group.bench_function("findings", |b| b.iter(|| findings(&scenario, &engine, 1, &tally)));
    group.finish();
}

criterion_group!(benches, paths, samplers, histories, settlement, statistics);
criterion_main!(benches);
