//! Totals and how they are divided: by clause, county, payer and institute.

use crate::quantities::Horizon;
use crate::scenario::Scenario;
use crate::settlement::Ledger;
use crate::statistics::{Lattice, PartSums, Resolution};
use crate::things::{Basis, ClauseId, CountyId, History, InstituteOrigin, Payer};

use super::layout::{Layout, SeriesKey, YearBucket};

/// A part of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What a clause pays.
    Clause(ClauseId),
    /// What a county's institutes and their firms receive.
    County(CountyId),
    /// What the city pays.
    City,
    /// What a county pays.
    CountyPays(CountyId),
    /// What a named institute and its firms receive.
    Institute(usize),
    /// What the pipeline's institutes and their firms receive.
    Pipeline,
    /// What is owed from before the run, which is no institute's.
    BeforeTheRun,
}

/// A total with its parts: every dimension adds up to it on every path.
#[derive(Debug, Clone)]
pub struct Division {
    /// When amounts are counted.
    pub basis: Basis,
    /// The years covered.
    pub years: YearBucket,
    /// Clauses, counties, payers, then institutes.
    pub parts: Vec<Part>,
    total: usize,
    resolution: Resolution,
    /// The cells of the parts that stand in a row: all but the institutes'.
    cells: Vec<usize>,
    named: usize,
    horizon: Horizon,
}

/// The totals that are divided: all obligations, and the cash of the horizon's years.
const DIVIDED: [(Basis, YearBucket); 2] =
    [(Basis::Accrual, YearBucket::All), (Basis::Cash, YearBucket::Horizon)];

/// The divisions of a scenario's totals.
pub(super) fn divisions(scenario: &Scenario, layout: &Layout, resolutions: &[Resolution]) -> Vec<Division> {
    DIVIDED
        .iter()
        .map(|(basis, years)| Division::new(scenario, layout, resolutions, *basis, *years))
        .collect()
}

impl Division {
    fn new(
        scenario: &Scenario,
        layout: &Layout,
        resolutions: &[Resolution],
        basis: Basis,
        years: YearBucket,
    ) -> Self {
        let all = SeriesKey { basis, years, clause: None, county: None, payer: None, beneficiary: None };
        let counties = scenario.reachable_counties();
        let mut parts: Vec<(Part, SeriesKey)> = scenario
            .paying_clauses()
            .map(|id| (Part::Clause(id), SeriesKey { clause: Some(id), ..all }))
            .collect();
        parts.extend(counties.iter().map(|id| (Part::County(*id), SeriesKey { county: Some(*id), ..all })));
        parts.push((Part::City, SeriesKey { payer: Some(Payer::City), ..all }));
        parts.extend(counties.iter().map(|id| {
            (Part::CountyPays(*id), SeriesKey { payer: Some(Payer::County), county: Some(*id), ..all })
        }));
        let cell = |key: &SeriesKey| layout.cell(key).expect("a series of every run");
        let cells = parts.iter().map(|(_, key)| cell(key)).collect();
        let total = cell(&all);
        let named = scenario.institutes.len();
        let mut parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
        parts.extend((0..named).map(Part::Institute));
        parts.extend([Part::Pipeline, Part::BeforeTheRun]);
        Division {
            basis,
            years,
            parts,
            total,
            resolution: resolutions[total],
            cells,
            named,
            horizon: scenario.horizon,
        }
    }

    /// The amounts of the parts on one path, and the total's cell.
    pub(super) fn observe(
        &self,
        lattice: &Lattice,
        row: &[i64],
        history: &History,
        ledger: &Ledger,
        amounts: &mut Vec<i64>,
    ) -> u64 {
        amounts.clear();
        amounts.extend(self.cells.iter().map(|cell| row[*cell]));
        let first = amounts.len();
        amounts.resize(self.parts.len(), 0);
        let institutes = &mut amounts[first..];
        for (obligation, payment) in ledger.obligations.iter().zip(&ledger.payments) {
            let counts = match self.basis {
                Basis::Cash => payment.year.is_some_and(|year| self.horizon.index(year).is_some()),
                _ => true,
            };
            if counts {
                let position = match history.institute(obligation.institute).origin {
                    InstituteOrigin::Named(position) => usize::from(position),
                    InstituteOrigin::Pipeline(_) | InstituteOrigin::Recorded => self.named,
                };
                institutes[position] += obligation.amount.fen();
            }
        }
        let total = row[self.total];
        institutes[self.named + 1] = total - institutes.iter().sum::<i64>();
        lattice.cell(total)
    }

    pub(super) fn lattice(&self) -> Lattice {
        Lattice::new(self.resolution)
    }

    pub(super) fn nothing_counted(&self) -> PartSums {
        PartSums::new(self.parts.len())
    }
}
