//! Firms: what those founded in a year add to a series, and what those that exist before the run do.

use crate::policy::SpinOffScope;
use crate::quantities::{Date, Money, Year};
use crate::scenario::{AwardLevel, ExistingSpinOff, Scenario, SectorModel};
use crate::things::Registry;

use super::answer::NotExact;
use super::awards::{Holder, award_intensity};
use super::course::{Course, Listed, Terrain, Values};
use super::effects::Question;
use super::grid::{Grid, Growth};
use super::measure::Measure;
use super::rules::Rules;

/// What a firm adds: for each span of life that matters, the distribution of its rewards for listings and revenue
/// (times the probability of the span) and the jumps of its awards.
pub(super) type Parts = Vec<(Measure, Measure)>;

/// Firms of one way of living.
#[derive(Debug)]
pub(super) struct Life {
    sector: SectorModel,
    terrain: Terrain,
    cohorts: Vec<Cohort>,
}

/// Firms founded in one year.
#[derive(Debug)]
struct Cohort {
    year: Year,
    /// First days of the spans of founding days within which the same award rounds are open.
    spans: Vec<u16>,
    starts: Vec<Start>,
}

/// Firms founded from a day of the year on.
#[derive(Debug)]
struct Start {
    ordinal: u16,
    /// By span: weights of nodes for each number of thresholds exceeded, summed over founding days.
    weights: Vec<Vec<Vec<f64>>>,
    /// By span: days times share of firms that are out of scope for listing and revenue rewards.
    out_of_scope: Vec<f64>,
}

/// What the firms founded in a year add, by first founding day; days are summed, not averaged.
#[derive(Debug)]
pub(super) struct CohortParts {
    pub year: Year,
    pub starts: Vec<(u16, Parts)>,
}

/// The log of an amount in yuan.
pub(super) fn log_yuan(amount: Money) -> f64 {
    libm::log(amount.fen() as f64 / 100.0)
}

/// The log of the revenue from which a threshold is exceeded: half a fen above it, since revenue is whole fen.
pub(super) fn log_exceeding(threshold: Money) -> f64 {
    libm::log((threshold.fen() as f64 + 0.5) / 100.0)
}

/// The grid of a sector, with drifts of growth between two bounds.
pub(super) fn terrain(
    scenario: &Scenario,
    rules: &Rules,
    sector: &SectorModel,
    drifts: [f64; 2],
    order: usize,
) -> Result<Terrain, NotExact> {
    let thresholds: Vec<f64> = rules.thresholds.iter().map(|threshold| log_exceeding(*threshold)).collect();
    let first_minimum = log_yuan(scenario.listing.neeq.min_revenue);
    let exchange_minimum = log_yuan(scenario.listing.exchange.min_revenue);
    let edges = [thresholds.as_slice(), &[first_minimum, exchange_minimum]].concat();
    let sigma = sector.growth_sigma.value();
    let grid =
        Grid::new(&edges, sigma, drifts, scenario.horizon.len(), order).ok_or(NotExact::GrowthTooFine)?;
    let kernel = grid.kernel(Growth { mean: sector.growth_mean, sigma });
    let at = |minimum: f64| grid.nodes.iter().map(|node| *node >= minimum).collect();
    Ok(Terrain {
        kernel,
        exceeded: grid.nodes.iter().map(|node| thresholds.iter().filter(|at| *at < node).count()).collect(),
        first_open: at(first_minimum),
        exchange_open: at(exchange_minimum),
        grid,
    })
}

impl Life {
    /// The life of a sector's firms, for mean growth between two bounds and cohorts that may begin on the given days.
    pub fn new(
        scenario: &Scenario,
        rules: &Rules,
        sector: &SectorModel,
        drifts: [f64; 2],
        starts: &[Date],
        order: usize,
    ) -> Result<Self, NotExact> {
        let terrain = terrain(scenario, rules, sector, drifts, order)?;
        let mut life = Life { sector: sector.clone(), terrain, cohorts: Vec::new() };
        for year in scenario.horizon.years() {
            let mut ordinals: Vec<u16> =
                starts.iter().filter(|date| date.year() == year).map(|date| date.ordinal()).collect();
            ordinals.push(1);
            let cohort = life.cohort(scenario, rules, year, &ordinals);
            life.cohorts.push(cohort);
        }
        Ok(life)
    }

    /// The grid with the conditions at its nodes.
    pub fn terrain(&self) -> &Terrain {
        &self.terrain
    }

    /// The sector whose firms live so.
    pub fn sector(&self) -> &SectorModel {
        &self.sector
    }

    /// Weights of nodes for the firms in scope that are founded in a year from a day on, by thresholds exceeded.
    pub fn founding_weights(&self, year: Year, ordinal: u16) -> Vec<Vec<f64>> {
        let cohort = self.cohorts.iter().find(|cohort| cohort.year == year).expect("a year of the horizon");
        let start = cohort.starts.iter().find(|start| start.ordinal == ordinal).expect("a day asked for");
        let mut sum = start.weights[0].clone();
        for span in &start.weights[1..] {
            for (sum, weights) in sum.iter_mut().flatten().zip(span.iter().flatten()) {
                *sum += weights;
            }
        }
        sum
    }

    /// Weights of nodes for an existing firm, by thresholds used.
    pub fn existing_weights(&self, rules: &Rules, firm: &ExistingSpinOff) -> Vec<Vec<f64>> {
        let mut weights = vec![vec![0.0; self.terrain.grid.len()]; rules.thresholds.len() + 1];
        self.terrain.grid.add_point(log_yuan(firm.revenue), 1.0, &mut weights[used_before(rules, firm)]);
        weights
    }

    /// Weights of founding days, summed from the last day of the year backwards.
    fn cohort(&self, scenario: &Scenario, rules: &Rules, year: Year, ordinals: &[u16]) -> Cohort {
        let spans = spans(&scenario.awards, year);
        let levels = rules.thresholds.len() + 1;
        let mut sum = Start {
            ordinal: 0,
            weights: vec![vec![vec![0.0; self.terrain.grid.len()]; levels]; spans.len()],
            out_of_scope: vec![0.0; spans.len()],
        };
        let captive_counts = scenario.readings.spin_off_scope != SpinOffScope::NewNotCaptive;
        let captive = self.sector.captive_share.value();
        let mut starts = Vec::new();
        for ordinal in (1..=year.days()).rev() {
            let date = Date::of_year(year, ordinal);
            let span = spans.partition_point(|first| *first <= ordinal) - 1;
            let cuts = cuts(rules, date);
            let weights = &mut sum.weights[span];
            let median = (self.sector.revenue_median, self.sector.revenue_sigma.value());
            self.add_founding(median, &cuts, 1.0 - captive, weights);
            if captive_counts {
                let median = (self.sector.captive_revenue_median, self.sector.captive_revenue_sigma.value());
                self.add_founding(median, &cuts, captive, weights);
            } else {
                sum.out_of_scope[span] += captive;
            }
            if ordinals.contains(&ordinal) {
                let (weights, out_of_scope) = (sum.weights.clone(), sum.out_of_scope.clone());
                starts.push(Start { ordinal, weights, out_of_scope });
            }
        }
        Cohort { year, spans, starts }
    }

    /// Adds a founding day's weights: first annualised revenue, cut where a part of a year's revenue exceeds thresholds.
    fn add_founding(
        &self,
        (median, sigma): (Money, f64),
        cuts: &[f64],
        factor: f64,
        weights: &mut [Vec<f64>],
    ) {
        let grid = &self.terrain.grid;
        let centre = log_yuan(median);
        if sigma == 0.0 {
            let exceeded = cuts.iter().filter(|cut| **cut < centre).count();
            grid.add_point(centre, factor, &mut weights[exceeded]);
            return;
        }
        let density = Growth { mean: centre, sigma };
        for (level, weights) in weights.iter_mut().enumerate() {
            let from = if level == 0 { f64::MIN } else { cuts[level - 1] };
            let to = cuts.get(level).copied().unwrap_or(f64::MAX);
            grid.add_normal(density, from, to, factor, weights);
        }
    }

    /// What firms founded in the horizon add.
    pub fn founded(&self, question: &Question<'_>) -> Vec<CohortParts> {
        let horizon = question.scenario.horizon;
        let course = Course::new(question, &self.terrain);
        let mut lasting = Lasting::new(&course);
        let mut cohorts = Vec::new();
        for cohort in &self.cohorts {
            let mut starts: Vec<(u16, Parts)> =
                cohort.starts.iter().map(|start| (start.ordinal, Parts::new())).collect();
            for last in (cohort.year.number()..=horizon.last().number())
                .map(|n| cohort.year.plus(n - cohort.year.number()))
            {
                let values = lasting.from(cohort.year.plus(1), last);
                let survival =
                    self.survival((last.number() - cohort.year.number()) as usize, last == horizon.last());
                for (start, (_, parts)) in cohort.starts.iter().zip(&mut starts) {
                    for (span, first_day) in cohort.spans.iter().enumerate() {
                        let mut rewards = founded_rewards(&course, cohort.year, values, &start.weights[span]);
                        rewards.add(0, start.out_of_scope[span]);
                        let awards =
                            firm_awards(question, Date::of_year(cohort.year, *first_day), cohort.year, last);
                        add_part(parts, rewards.scaled(survival), awards);
                    }
                }
            }
            cohorts.push(CohortParts { year: cohort.year, starts });
        }
        cohorts
    }

    /// The probability that a firm lives for `years` more years and no longer, or at least so long.
    fn survival(&self, years: usize, or_longer: bool) -> f64 {
        let failure = self.sector.failure.value();
        let lives: f64 = (0..years).fold(1.0, |product, _| product * (1.0 - failure));
        if or_longer { lives } else { lives * failure }
    }

    /// What a firm that exists before the run adds.
    pub fn existing(&self, question: &Question<'_>, firm: &ExistingSpinOff) -> Parts {
        let scenario = question.scenario;
        let first = scenario.horizon.first();
        let course = Course::new(question, &self.terrain);
        let in_scope = in_scope(question, firm);
        let weights = self.existing_weights(question.rules, firm);
        let listed = listed_before(question, firm);
        let busy = course.busy_years().filter(|_| in_scope);
        let mut known: Option<(Year, Measure)> = None;
        let mut parts = Parts::new();
        for lives in 0..=scenario.horizon.len() {
            let last = first.plus(lives as i32 - 1);
            let matters =
                busy.map(|(_, to)| last.min(to)).filter(|last| busy.is_some_and(|(from, _)| *last >= from));
            let rewards = match (matters, &known) {
                (None, _) => Measure::certain_nothing(),
                (Some(last), Some((same, rewards))) if *same == last => rewards.clone(),
                (Some(last), _) => {
                    let age = first.number() - firm.founded.year().number();
                    let values = existing_values(&course, first, last, age);
                    let mut rewards = Measure::default();
                    for measure in course.total(&values, listed, &weights) {
                        rewards.add_scaled(&measure, 1.0);
                    }
                    known = Some((last, rewards.clone()));
                    rewards
                }
            };
            let survival = self.survival(lives, lives == scenario.horizon.len());
            add_part(&mut parts, rewards.scaled(survival), firm_awards(question, firm.founded, first, last));
        }
        parts
    }
}

/// Whether an existing firm counts as a spin-off under listing and revenue rewards.
pub(super) fn in_scope(question: &Question<'_>, firm: &ExistingSpinOff) -> bool {
    let new = firm.founded >= question.accredited;
    match question.rules.readings.spin_off_scope {
        SpinOffScope::All => true,
        SpinOffScope::NewOnly => new,
        SpinOffScope::NewNotCaptive => new && !firm.captive,
    }
}

/// How an existing firm's listing stands when the run begins.
pub(super) fn listed_before(question: &Question<'_>, firm: &ExistingSpinOff) -> Listed {
    match firm.listing {
        None => Listed::No,
        Some(listing) if listing.market == Registry::FIRST_MARKET => {
            Listed::FirstMarket { granted: question.granted(listing.date, listing.market) }
        }
        Some(_) => Listed::Exchange,
    }
}

/// Values by the last year of life, each computed once.
struct Lasting<'c, 'a> {
    course: &'c Course<'a>,
    busy: Option<(Year, Year)>,
    /// By last year that matters: values at the start of each year for firms one year old.
    known: Vec<(Year, Vec<(Year, Values)>)>,
    ended: Values,
}

impl<'c, 'a> Lasting<'c, 'a> {
    fn new(course: &'c Course<'a>) -> Self {
        Lasting { course, busy: course.busy_years(), known: Vec::new(), ended: course.ended() }
    }

    /// What is to come from the start of `year`, the year after founding, for a firm that lives until `last`.
    fn from(&mut self, year: Year, last: Year) -> &Values {
        let Some((busy_from, busy_to)) = self.busy else { return &self.ended };
        let last = last.min(busy_to);
        if last < year || last < busy_from {
            return &self.ended;
        }
        if !self.known.iter().any(|(known, _)| *known == last) {
            let values = self.backwards(last);
            self.known.push((last, values));
        }
        let (_, values) = self.known.iter().find(|(known, _)| *known == last).expect("just computed");
        &values.iter().find(|(known, _)| *known == year).expect("a year after the first").1
    }

    /// The recursion from the last year to the second of the horizon, for every age that a founded firm can have.
    fn backwards(&self, last: Year) -> Vec<(Year, Values)> {
        let course = self.course;
        let oldest = course.oldest();
        let mut young = Vec::new();
        // by age, from 1; after the last year nothing comes
        let mut after: Vec<Values> = Vec::new();
        let mut year = last;
        while year > course.first_year() {
            let ages = oldest.min(year.number() - course.first_year().number());
            let of_age = |age: i32| match after.get((age + 1).min(oldest) as usize - 1) {
                Some(values) => course.step(year, age, values),
                None => course.step(year, age, &self.ended),
            };
            after = (1..=ages).map(of_age).collect();
            young.push((year, after[0].clone()));
            year = year.plus(-1);
        }
        young
    }
}

/// Values of an existing firm at the start of the run, when it turns `age`.
fn existing_values(course: &Course<'_>, first: Year, last: Year, age: i32) -> Values {
    let mut values = course.ended();
    for offset in (0..=last.number() - first.number()).rev() {
        values = course.step(first.plus(offset), age + offset, &values);
    }
    values
}

/// The rewards of firms founded in a year, the founding year's own report included.
fn founded_rewards(course: &Course<'_>, year: Year, values: &Values, weights: &[Vec<f64>]) -> Measure {
    let mut rewards = Measure::default();
    for (exceeded, measure) in course.total(values, Listed::No, weights).iter().enumerate() {
        if exceeded == 0 {
            rewards.add_scaled(measure, 1.0);
        } else {
            rewards.add_scaled(&measure.convolved(course.report(year, 0, exceeded)), 1.0);
        }
    }
    rewards
}

/// The jumps of a firm's awards in years `first..=last` (docs/model.md §6).
fn firm_awards(question: &Question<'_>, founded: Date, first: Year, last: Year) -> Measure {
    award_intensity(question, Holder::Firm, |level, round| {
        let year = round.date.year();
        let of_age = year.number() - founded.year().number() >= level.spin_off_min_age as i32;
        of_age && founded <= round.date && (first..=last).contains(&year)
    })
}

/// Adds a part, to one with the same awards if there is one.
fn add_part(parts: &mut Parts, rewards: Measure, awards: Measure) {
    match parts.iter_mut().find(|(_, known)| *known == awards) {
        Some((known, _)) => known.add_scaled(&rewards, 1.0),
        None => parts.push((rewards, awards)),
    }
}

/// The log revenues from which the part of a year from a founding day on exceeds each threshold.
pub(super) fn cuts(rules: &Rules, founded: Date) -> Vec<f64> {
    let part = f64::from(founded.days_left_in_year()) / f64::from(founded.year().days());
    rules.thresholds.iter().map(|threshold| log_exceeding(*threshold) - libm::log(part)).collect()
}

/// How many thresholds an existing firm has used up: those that its revenue exceeds and those up to the highest
/// rewarded.
pub(super) fn used_before(rules: &Rules, firm: &ExistingSpinOff) -> usize {
    let exceeded = rules.thresholds.iter().filter(|threshold| firm.revenue > **threshold).count();
    let rewarded =
        rules.thresholds.iter().filter(|at| firm.highest_rewarded.is_some_and(|highest| **at <= highest));
    exceeded.max(rewarded.count())
}

/// First days of the spans of founding days for which the same rounds of the year are open to a new firm.
fn spans(levels: &[AwardLevel], year: Year) -> Vec<u16> {
    let open_at_once = levels.iter().filter(|level| level.spin_off_min_age == 0);
    let rounds = open_at_once.flat_map(|level| &level.rounds).filter(|round| round.date.year() == year);
    let mut spans: Vec<u16> = rounds.map(|round| round.date.ordinal() + 1).collect();
    spans.push(1);
    spans.retain(|first| *first <= year.days());
    spans.sort_unstable();
    spans.dedup();
    spans
}
