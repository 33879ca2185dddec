//! The parallel run.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::chance::{EvaluationYears, HistoryModel, LagModel, Scope, Streams, Workspace};
use crate::language::{Text, Told};
use crate::policy::{ClauseKind, Docket, Law, Refusal};
use crate::scenario::Scenario;
use crate::settlement::{Ledger, SettledPayable, Terms};
use crate::statistics::{CellCounts, GatheredCells, Lattice, Moments, PartSums, Resolution, Scratch};
use crate::things::{History, Obligation};

use super::budgets::{StatedBudget, stated_budgets};
use super::divisions::{Division, divisions};
use super::layout::Layout;
use super::observer::Observer;
use super::resolution::resolutions;
use super::uncertainty::Touches;

/// Paths that one task simulates before it hands over its counts and sums.
const PATHS_PER_TASK: u64 = 2048;

/// A scenario compiled for running: chance, law, settlement, and what is observed.
///
/// [`Engine::path`] draws and settles one path; the mass run and whatever explains a single path share it.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(super) model: HistoryModel,
    pub(super) lags: LagModel,
    law: Law,
    pub(super) terms: Terms,
    observer: Observer,
    layout: Layout,
    resolutions: Vec<Resolution>,
    budgets: Vec<StatedBudget>,
    divisions: Vec<Division>,
    pub(super) seed: u64,
}

/// The memory of one path, reused for the next.
#[derive(Debug, Default, Clone)]
pub struct Path {
    /// What happened.
    pub history: History,
    /// What is owed and paid for it.
    pub ledger: Ledger,
    pub(super) workspace: Workspace,
}

impl Engine {
    /// Compiles a scenario for a seed.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let law = Law::new(&scenario.policy, scenario.readings, &scenario.registry, scenario.horizon);
        let terms = Terms::new(scenario);
        let layout = Layout::new(scenario);
        let resolutions = resolutions(scenario, &layout);
        Engine {
            model: HistoryModel::new(scenario, scope_of(scenario, law.needs_evaluations())),
            lags: LagModel::new(scenario),
            observer: Observer::new(scenario, layout.clone(), &terms),
            divisions: divisions(scenario, &layout, &resolutions),
            resolutions,
            budgets: stated_budgets(scenario, &layout),
            law,
            terms,
            layout,
            seed,
        }
    }

    /// Compiles anew what a scenario with other parameters changes. The layout stays: rows are not to be observed any more where
    /// the parameters reach other counties.
    pub(super) fn retune(&mut self, scenario: &Scenario, touches: Touches) {
        if touches.law {
            self.law = Law::new(&scenario.policy, scenario.readings, &scenario.registry, scenario.horizon);
        }
        if touches.lags {
            self.lags = LagModel::new(scenario);
        }
        if touches.terms {
            self.terms = Terms::new(scenario);
        }
        self.model = HistoryModel::new(scenario, scope_of(scenario, self.law.needs_evaluations()));
    }

    /// Where each series stands in a row.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How finely each cell of a row is counted.
    pub fn resolutions(&self) -> &[Resolution] {
        &self.resolutions
    }

    /// The stated budgets.
    pub fn budgets(&self) -> &[StatedBudget] {
        &self.budgets
    }

    /// The totals whose parts are counted.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// The seed of its streams.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Draws and settles path `number`.
    pub fn path(&self, number: u64, path: &mut Path) {
        let streams = Streams::new(self.seed, number);
        let Path { history, ledger, workspace } = path;
        self.model.draw(&streams, workspace, history);
        let history = &*history;
        ledger.settle(history, &self.law, &self.terms, &mut |obligation| {
            self.lags.draw(&streams, history, obligation)
        });
    }

    /// What a path's events pay nothing for, and why: what the mass run does not keep.
    pub fn refusals(&self, path: &Path) -> Vec<Refusal> {
        let mut refusals = Refusals(Vec::new());
        self.law.apply(&path.history, &mut refusals);
        refusals.0
    }

    /// What is owed when the run begins, on every path.
    pub fn opening_payables(&self) -> &[SettledPayable] {
        self.terms.opening_payables()
    }

    /// The amounts of a settled path.
    pub fn observe(&self, path: &Path, row: &mut [i64]) {
        self.observer.observe(&path.ledger, row);
    }
}

/// Keeps what is refused, and nothing else.
struct Refusals(Vec<Refusal>);

impl Docket for Refusals {
    fn owe(&mut self, _obligation: Obligation) {}

    fn write_off(&mut self, _obligation: Obligation) {}

    fn refuse(&mut self, refusal: impl FnOnce() -> Refusal) {
        self.0.push(refusal());
    }
}

/// What the law asks of chance.
pub(super) fn scope_of(scenario: &Scenario, needs_evaluations: bool) -> Scope {
    let validity = scenario.policy.validity;
    let longest = scenario.policy.clauses.iter().filter_map(|clause| match clause.kind {
        ClauseKind::InstalmentSubsidy { instalments, .. } => Some(instalments),
        _ => None,
    });
    Scope {
        // an instalment falls due up to (instalments - 1) years after the start and refers to that year's evaluation
        evaluations: needs_evaluations
            .then(|| EvaluationYears { floor: validity.first_day.year(), span: longest.max().unwrap_or(0) }),
        investment_days: (validity.first_day, validity.last_day),
    }
}

/// What a run has counted: mergeable, exact, and a function of the set of paths alone.
#[derive(Debug)]
pub struct Tally {
    paths: u64,
    moments: Vec<Moments>,
    counts: Vec<CellCounts>,
    exceedances: Vec<u64>,
    part_sums: Vec<PartSums>,
}

impl Tally {
    /// An empty tally for an engine.
    pub fn new(engine: &Engine) -> Self {
        Tally {
            paths: 0,
            moments: vec![Moments::default(); engine.layout.len()],
            counts: engine.resolutions.iter().map(|resolution| CellCounts::new(*resolution)).collect(),
            exceedances: vec![0; engine.budgets.len()],
            part_sums: engine.divisions.iter().map(Division::nothing_counted).collect(),
        }
    }

    /// How many paths it has counted.
    pub fn paths(&self) -> u64 {
        self.paths
    }

    /// Sums of a cell.
    pub fn moments(&self, cell: usize) -> &Moments {
        &self.moments[cell]
    }

    /// The distribution of a cell.
    pub fn counts(&self, cell: usize) -> &CellCounts {
        &self.counts[cell]
    }

    /// How many paths exceed each stated budget, in the order of [`Engine::budgets`].
    pub fn exceedances(&self) -> &[u64] {
        &self.exceedances
    }

    /// How each divided total was made up, in the order of [`Engine::divisions`].
    pub fn part_sums(&self) -> &[PartSums] {
        &self.part_sums
    }

    /// Adds what another tally of the same engine has counted.
    pub fn merge(&mut self, other: &Tally) {
        self.paths += other.paths;
        for (mine, theirs) in self.moments.iter_mut().zip(&other.moments) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.counts.iter().zip(&other.counts) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.exceedances.iter_mut().zip(&other.exceedances) {
            *mine += theirs;
        }
        for (mine, theirs) in self.part_sums.iter_mut().zip(&other.part_sums) {
            mine.merge(theirs);
        }
    }
}

/// What watches a run.
pub trait Progress: Sync {
    /// So many further paths are done.
    fn advance(&self, paths: u64);

    /// So many paths are to be done in all; it may turn out to be more.
    fn expect(&self, _paths: u64) {}
}

/// Watches nothing.
impl Progress for () {
    fn advance(&self, _paths: u64) {}
}

/// Why a run ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// It was asked to stop.
    #[error("the run was interrupted")]
    Interrupted,
    /// The threads could not be started.
    #[error("the worker threads could not be started: {0}")]
    Threads(String),
    /// Drawn parameters that cannot stand together.
    #[error("drawn parameters contradict each other: {}; narrow their ranges", .0.en)]
    Contradiction(Text),
    /// More paths than a table can count.
    #[error("{0} paths are too many: a run counts at most {max}", max = u32::MAX)]
    TooManyPaths(u64),
}

impl Told for SimulationError {
    fn told(&self) -> Text {
        let zh = match self {
            SimulationError::Interrupted => "运行已中断".to_owned(),
            SimulationError::Threads(reason) => format!("无法启动工作线程：{reason}"),
            SimulationError::Contradiction(wrong) => {
                format!("抽取的参数相互矛盾：{}；请收窄其范围", wrong.zh)
            }
            SimulationError::TooManyPaths(paths) => format!("{paths} 条路径过多：最多 {} 条", u32::MAX),
        };
        Text::new(zh, self.to_string())
    }
}

/// Simulates the paths `range` on `threads` threads (0: as many as the machine offers).
///
/// The tally depends on the engine and the set of paths alone, not on the threads.
///
/// # Errors
/// When `stop` is raised, the threads cannot be started, or there are more than 2³² − 1 paths.
pub fn simulate(
    engine: &Engine,
    range: std::ops::Range<u64>,
    threads: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Tally, SimulationError> {
    let paths = range.end.saturating_sub(range.start);
    if paths > u64::from(u32::MAX) {
        return Err(SimulationError::TooManyPaths(paths));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let tally = Tally::new(engine);
    let sums = Mutex::new(Sums::new(engine));
    let tasks = paths.div_ceil(PATHS_PER_TASK);
    pool.install(|| {
        (0..tasks).into_par_iter().for_each_init(
            || Worker::new(engine, &sums),
            |worker, task| {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let first = range.start + task * PATHS_PER_TASK;
                let last = range.end.min(first + PATHS_PER_TASK);
                worker.simulate(first..last, &tally.counts);
                worker.hand_over();
                progress.advance(last - first);
            },
        );
    });
    if stop.load(Ordering::Relaxed) {
        return Err(SimulationError::Interrupted);
    }
    let Sums { mut moments, exceedances, part_sums } = sums.into_inner().expect("no thread panicked");
    for (moments, counts) in moments.iter_mut().zip(&tally.counts) {
        if is_exact(counts) {
            for cell in counts.cells() {
                moments.add_many(cell.amount, cell.count);
            }
        }
        moments.add_many(0, paths - moments.count());
    }
    Ok(Tally { paths, moments, exceedances, part_sums, ..tally })
}

/// What tasks hand over.
struct Sums {
    moments: Vec<Moments>,
    exceedances: Vec<u64>,
    part_sums: Vec<PartSums>,
}

impl Sums {
    fn new(engine: &Engine) -> Self {
        Sums {
            moments: vec![Moments::default(); engine.layout.len()],
            exceedances: vec![0; engine.budgets.len()],
            part_sums: engine.divisions.iter().map(Division::nothing_counted).collect(),
        }
    }
}

/// What one thread has gathered for a series.
struct Observed {
    cell: usize,
    lattice: Lattice,
    gathered: GatheredCells,
    /// Running sums, for a series whose table does not hold every amount exactly.
    moments: Option<Moments>,
}

impl Observed {
    fn new(engine: &Engine, cell: usize) -> Self {
        let resolution = engine.resolutions[cell];
        let exact = matches!(resolution, Resolution::Exact { .. });
        Observed {
            cell,
            lattice: Lattice::new(resolution),
            gathered: GatheredCells::default(),
            moments: (!exact).then(Moments::default),
        }
    }
}

/// One thread's memory: a path, its row, and the cells gathered for each series.
struct Worker<'engine> {
    engine: &'engine Engine,
    path: Path,
    row: Vec<i64>,
    observed: Vec<Observed>,
    scratch: Scratch,
    exceedances: Vec<u64>,
    divided: Vec<(Lattice, PartSums)>,
    sums: &'engine Mutex<Sums>,
    parts: Vec<i64>,
}

impl<'engine> Worker<'engine> {
    fn new(engine: &'engine Engine, sums: &'engine Mutex<Sums>) -> Self {
        let cells = engine.layout.len();
        Worker {
            engine,
            path: Path::default(),
            row: vec![0; cells],
            observed: (0..cells)
                .filter(|cell| engine.layout.is_observed(*cell))
                .map(|cell| Observed::new(engine, cell))
                .collect(),
            scratch: Scratch::default(),
            exceedances: vec![0; engine.budgets.len()],
            divided: engine.divisions.iter().map(|d| (d.lattice(), d.nothing_counted())).collect(),
            sums,
            parts: Vec::new(),
        }
    }

    fn simulate(&mut self, paths: std::ops::Range<u64>, counts: &[CellCounts]) {
        for number in paths {
            self.engine.path(number, &mut self.path);
            self.engine.observe(&self.path, &mut self.row);
            for (exceedances, budget) in self.exceedances.iter_mut().zip(&self.engine.budgets) {
                *exceedances += u64::from(self.row[budget.cell] > budget.amount.fen());
            }
            let Path { history, ledger, .. } = &self.path;
            for ((lattice, sums), division) in self.divided.iter_mut().zip(&self.engine.divisions) {
                let cell = division.observe(lattice, &self.row, history, ledger, &mut self.parts);
                if cell > 0 {
                    sums.add(cell, &self.parts);
                }
            }
            for observed in self.observed.iter_mut() {
                let amount = self.row[observed.cell];
                if amount != 0 {
                    observed.gathered.push(observed.lattice.cell(amount));
                    if let Some(moments) = &mut observed.moments {
                        moments.add(amount);
                    }
                }
            }
        }
        for observed in &mut self.observed {
            observed.gathered.count_into(&counts[observed.cell], &mut self.scratch);
        }
    }

    /// Adds this task's sums to the run's; integers, so that the order does not matter.
    fn hand_over(&mut self) {
        let mut sums = self.sums.lock().expect("no thread panicked");
        for observed in &mut self.observed {
            if let Some(moments) = &mut observed.moments {
                sums.moments[observed.cell].merge(&std::mem::take(moments));
            }
        }
        for (run, task) in sums.exceedances.iter_mut().zip(&mut self.exceedances) {
            *run += std::mem::take(task);
        }
    }
}

/// The parts of totals are handed over when a thread is done: they are many, and few of them are new in each task.
impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if let Ok(mut sums) = self.sums.lock() {
            for (run, (_, mine)) in sums.part_sums.iter_mut().zip(&self.divided) {
                run.merge(mine);
            }
        }
    }
}

/// Whether a table holds every amount exactly, so that sums can be had from it in the end.
fn is_exact(counts: &CellCounts) -> bool {
    matches!(counts.resolution(), Resolution::Exact { .. })
}
