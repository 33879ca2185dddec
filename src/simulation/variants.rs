//! One history settled under many readings at once: a clause depends on few of the switches, so that a path's cost under every
//! combination is a sum of a few amounts for each clause.

use crate::chance::{HistoryModel, Streams};
use crate::policy::{Docket, Law, Readings};
use crate::quantities::Horizon;
use crate::scenario::{Lag, Scenario};
use crate::settlement::settle;
use crate::things::{Basis, ClauseId, CountyId, History, Obligation, Payer, Payment};

use super::layout::{SeriesKey, YearBucket};
use super::run::{Engine, Path, scope_of};

/// A switch whose options are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// Its name in files.
    pub name: &'static str,
    /// Its options by their names in files.
    pub options: &'static [&'static str],
    /// The position of the scenario's own option.
    pub own: usize,
}

/// A clause under every combination of the options on which it can depend.
#[derive(Debug, Clone)]
struct ClauseVariants {
    /// Positions among the compared switches.
    switches: Vec<usize>,
    /// The law of this clause alone, for each combination of those switches' options, the last switch running fastest.
    laws: Vec<Law>,
    /// The first of its variants among all clauses'.
    first: usize,
}

/// A scenario whose histories are settled under every combination of some switches.
#[derive(Debug, Clone)]
pub struct Variants {
    engine: Engine,
    model: HistoryModel,
    switches: Vec<Switch>,
    clauses: Vec<ClauseVariants>,
    watched: Vec<SeriesKey>,
    /// What is owed from before the run, in each watched series.
    opening: Vec<i64>,
    horizon: Horizon,
}

/// Memory of one path, reused for the next.
#[derive(Debug, Default, Clone)]
pub struct VariantPath(Path);

impl Variants {
    /// Compiles a scenario for a seed. `names` are the switches to be compared, `watched` the series of accrual or cash whose amounts
    /// are wanted: of all clauses, all beneficiaries, and by payer at most.
    ///
    /// # Panics
    /// When a name is no switch's.
    pub fn new(scenario: &Scenario, seed: u64, names: &[&str], watched: Vec<SeriesKey>) -> Self {
        let switches: Vec<Switch> = names.iter().map(|name| switch(scenario, name)).collect();
        let mut first = 0;
        let clauses = scenario
            .paying_clauses()
            .map(|id| {
                let variants = clause_variants(scenario, id, &switches, first);
                first += variants.laws.len();
                variants
            })
            .collect();
        let engine = Engine::new(scenario, seed);
        let mut booker = Booker::new(&watched, scenario.horizon);
        for payable in engine.opening_payables() {
            booker.book_cash(
                payable.payment_year,
                payable.county,
                payable.city_part.fen(),
                payable.county_part.fen(),
            );
        }
        Variants {
            // every reading sees the same histories, evaluations included
            model: HistoryModel::new(scenario, scope_of(scenario, true)),
            opening: booker.amounts,
            engine,
            switches,
            clauses,
            watched,
            horizon: scenario.horizon,
        }
    }

    /// The switches compared.
    pub fn switches(&self) -> &[Switch] {
        &self.switches
    }

    /// The series watched.
    pub fn watched(&self) -> &[SeriesKey] {
        &self.watched
    }

    /// How many amounts of a watched series a path has: one for each variant of each clause, then one for what is owed from before
    /// the run.
    pub fn amounts(&self) -> usize {
        self.clauses.iter().map(|clause| clause.laws.len()).sum::<usize>() + 1
    }

    /// How many combinations of options there are.
    pub fn combinations(&self) -> usize {
        self.switches.iter().map(|switch| switch.options.len()).product()
    }

    /// The options of a combination by position, the last switch running fastest.
    pub fn options_of(&self, mut combination: usize) -> Vec<usize> {
        let mut options = vec![0; self.switches.len()];
        for (option, switch) in options.iter_mut().zip(&self.switches).rev() {
            *option = combination % switch.options.len();
            combination /= switch.options.len();
        }
        options
    }

    /// The combination of the scenario's own options.
    pub fn own(&self) -> Vec<usize> {
        self.switches.iter().map(|switch| switch.own).collect()
    }

    /// The positions of the amounts that add up to a combination's.
    pub fn positions(&self, options: &[usize]) -> Vec<usize> {
        let of_clause = |clause: &ClauseVariants| {
            let mut variant = 0;
            for switch in &clause.switches {
                variant = variant * self.switches[*switch].options.len() + options[*switch];
            }
            clause.first + variant
        };
        self.clauses.iter().map(of_clause).chain([self.amounts() - 1]).collect()
    }

    /// Draws path `number` and puts, for each variant, the watched series' amounts into `row`, which holds [`Variants::amounts`] ×
    /// watched series.
    pub fn price(&self, number: u64, path: &mut VariantPath, row: &mut [i64]) {
        let streams = Streams::new(self.engine.seed, number);
        let Path { history, workspace, .. } = &mut path.0;
        self.model.draw(&streams, workspace, history);
        let width = self.watched.len();
        let laws = self.clauses.iter().flat_map(|clause| &clause.laws);
        let mut booker = Booker::new(&self.watched, self.horizon);
        for (law, amounts) in laws.zip(row.chunks_exact_mut(width)) {
            booker.amounts.fill(0);
            let mut desk =
                Desk { engine: &self.engine, streams: &streams, history, booker: &mut booker, last: None };
            law.apply(history, &mut desk);
            amounts.copy_from_slice(&booker.amounts);
        }
        let end = row.len();
        row[end - width..].copy_from_slice(&self.opening);
    }
}

fn switch(scenario: &Scenario, name: &str) -> Switch {
    let (name, options) = *Readings::SWITCHES.iter().find(|(known, _)| *known == name).expect("a switch");
    let chosen = scenario.readings.chosen().into_iter().find(|(of, _)| *of == name);
    let (_, chosen) = chosen.expect("every switch has an option");
    let own = options.iter().position(|option| *option == chosen).expect("a known option");
    Switch { name, options, own }
}

fn clause_variants(scenario: &Scenario, id: ClauseId, switches: &[Switch], first: usize) -> ClauseVariants {
    let touching = scenario.policy.clauses[id.index()].kind.switches();
    let positions: Vec<usize> =
        (0..switches.len()).filter(|position| touching.contains(&switches[*position].name)).collect();
    let mut all = vec![scenario.readings];
    for switch in positions.iter().map(|position| &switches[*position]) {
        all = all
            .iter()
            .flat_map(|readings| switch.options.iter().map(|option| chosen(*readings, switch.name, option)))
            .collect();
    }
    let law = |readings: Readings| {
        Law::new(&scenario.policy, readings, &scenario.registry, scenario.horizon).only(id)
    };
    ClauseVariants { switches: positions, laws: all.into_iter().map(law).collect(), first }
}

fn chosen(mut readings: Readings, switch: &str, option: &str) -> Readings {
    assert!(readings.choose(switch, option), "a switch and its option");
    readings
}

/// Adds amounts to the watched series.
struct Booker<'w> {
    watched: &'w [SeriesKey],
    horizon: Horizon,
    amounts: Vec<i64>,
}

impl<'w> Booker<'w> {
    fn new(watched: &'w [SeriesKey], horizon: Horizon) -> Self {
        Booker { watched, horizon, amounts: vec![0; watched.len()] }
    }

    fn book(&mut self, obligation: &Obligation, payment: &Payment) {
        let (city, county) = (payment.city.fen(), payment.county.fen());
        self.add(Basis::Accrual, obligation.date.year(), obligation.county, city, county);
        if let Some(year) = payment.year {
            self.add(Basis::Cash, year, obligation.county, city, county);
        }
    }

    fn book_cash(&mut self, year: crate::quantities::Year, county: CountyId, city: i64, county_part: i64) {
        self.add(Basis::Cash, year, county, city, county_part);
    }

    fn add(
        &mut self,
        basis: Basis,
        year: crate::quantities::Year,
        county: CountyId,
        city: i64,
        county_part: i64,
    ) {
        for (amount, key) in self.amounts.iter_mut().zip(self.watched) {
            let counts = key.basis == basis
                && match key.years {
                    YearBucket::Year(of) => of == year,
                    YearBucket::AfterHorizon => self.horizon.index(year).is_none(),
                    YearBucket::Horizon => self.horizon.index(year).is_some(),
                    YearBucket::All => true,
                }
                && key.county.is_none_or(|of| of == county);
            if counts {
                *amount += match key.payer {
                    None => city + county_part,
                    Some(Payer::City) => city,
                    Some(Payer::County) => county_part,
                };
            }
        }
    }
}

/// Settles what the law owes and books it.
struct Desk<'p, 'w> {
    engine: &'p Engine,
    streams: &'p Streams,
    history: &'p History,
    booker: &'p mut Booker<'w>,
    /// The latest obligation's claim and its lag, which serves all obligations of one event.
    last: Option<(Obligation, Lag)>,
}

impl Docket for Desk<'_, '_> {
    fn owe(&mut self, obligation: Obligation) {
        let lag = match self.last {
            Some((earlier, lag)) if earlier.is_one_claim_with(&obligation) => lag,
            _ => self.engine.lags.draw(self.streams, self.history, &obligation),
        };
        self.last = Some((obligation, lag));
        let share = self.engine.terms.county_share(obligation.county, obligation.clause);
        self.booker.book(&obligation, &settle(&obligation, lag, share));
    }

    fn write_off(&mut self, _obligation: Obligation) {}
}
