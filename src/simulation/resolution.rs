//! How finely each series is counted, decided from the scenario before the first path: on the amounts' own
//! lattice wherever that has at most some millions of cells (docs/model.md §10).

use crate::policy::ClauseKind;
use crate::quantities::{Money, Share};
use crate::scenario::{FundDemand, Scenario};
use crate::statistics::{Resolution, greatest_common_step};
use crate::things::{Basis, BeneficiaryKind, ClauseId, CountyId};

use super::layout::{FundMeasure, Group, Layout};

/// The resolution of every cell of a row.
pub(super) fn resolutions(scenario: &Scenario, layout: &Layout) -> Vec<Resolution> {
    let atoms = Atoms::new(scenario);
    let largest = largest_plausible(scenario);
    let choose = |amounts: Vec<Money>| Resolution::choose(greatest_common_step(amounts), largest);
    let mut resolutions = vec![Resolution::choose(Money::from_fen(1), Money::ZERO); layout.len()];
    for basis in [Basis::Accrual, Basis::Cash, Basis::Lapsed, Basis::Contingent] {
        for group in layout.groups() {
            let amounts =
                if basis == Basis::Contingent { vec![Money::from_fen(1)] } else { atoms.of(*group) };
            let start = layout.start(basis, *group);
            resolutions[start..start + layout.width()].fill(choose(amounts));
        }
    }
    for (index, _) in layout.horizon().years().enumerate() {
        for measure in FundMeasure::ALL {
            resolutions[layout.fund_cell(index, measure)] = choose(atoms.of_fund(scenario, measure));
        }
    }
    resolutions
}

/// The amounts of which every series is made.
struct Atoms {
    clauses: Vec<ClauseAtoms>,
    counties: Vec<CountyId>,
    shares: Vec<Vec<Share>>,
    opening: Vec<(ClauseId, CountyId, Money)>,
}

/// What one obligation under a clause can amount to, by kind of beneficiary.
struct ClauseAtoms {
    id: ClauseId,
    institute: Vec<Money>,
    spin_off: Vec<Money>,
}

impl Atoms {
    fn new(scenario: &Scenario) -> Self {
        let clauses = scenario.paying_clauses().map(|id| {
            let (institute, spin_off) = amounts(&scenario.policy.clauses[id.index()].kind);
            ClauseAtoms { id, institute, spin_off }
        });
        let opening = scenario.opening_payables.iter();
        Atoms {
            clauses: clauses.collect(),
            counties: scenario.reachable_counties(),
            shares: scenario.split.clone(),
            opening: opening.map(|payable| (payable.clause, payable.county, payable.amount)).collect(),
        }
    }

    /// The amounts that can enter a group's cells.
    fn of(&self, group: Group) -> Vec<Money> {
        match group {
            Group::Total | Group::County(_) => self.whole(|_| true),
            Group::Clause(clause) => self.whole(|id| id == clause),
            Group::Beneficiary(kind) => {
                let of_kind = |atoms: &ClauseAtoms| match kind {
                    BeneficiaryKind::Institute => atoms.institute.clone(),
                    BeneficiaryKind::SpinOff => atoms.spin_off.clone(),
                };
                self.clauses.iter().flat_map(of_kind).collect()
            }
            Group::City => self.parts(|_, _| true, |whole, part| whole - part),
            Group::Counties => self.parts(|_, _| true, |_, part| part),
            Group::CountyPays(county) => self.parts(|_, place| place == county, |_, part| part),
            Group::ClauseCity(clause) => self.parts(|id, _| id == clause, |whole, part| whole - part),
            Group::ClauseCounties(clause) => self.parts(|id, _| id == clause, |_, part| part),
        }
    }

    fn whole(&self, chosen: impl Fn(ClauseId) -> bool) -> Vec<Money> {
        let owed = self.clauses.iter().filter(|atoms| chosen(atoms.id));
        let owed = owed.flat_map(|atoms| atoms.institute.iter().chain(&atoms.spin_off).copied());
        let opening =
            self.opening.iter().filter(|(clause, _, _)| chosen(*clause)).map(|(_, _, amount)| *amount);
        owed.chain(opening).collect()
    }

    fn parts(
        &self,
        chosen: impl Fn(ClauseId, CountyId) -> bool,
        part_of: impl Fn(Money, Money) -> Money,
    ) -> Vec<Money> {
        let mut parts = Vec::new();
        for county in &self.counties {
            for atoms in self.clauses.iter().filter(|atoms| chosen(atoms.id, *county)) {
                let share = self.shares[county.index()][atoms.id.index()];
                let amounts = atoms.institute.iter().chain(&atoms.spin_off);
                parts.extend(amounts.map(|amount| part_of(*amount, amount.part(share))));
            }
        }
        for (clause, county, amount) in
            self.opening.iter().filter(|(clause, county, _)| chosen(*clause, *county))
        {
            parts.push(part_of(*amount, amount.part(self.shares[county.index()][clause.index()])));
        }
        parts
    }

    fn of_fund(&self, scenario: &Scenario, measure: FundMeasure) -> Vec<Money> {
        let fund = &scenario.fund;
        let mut amounts = match fund.demand {
            FundDemand::City => self.of(Group::City),
            FundDemand::Whole => self.of(Group::Total),
        };
        if measure != FundMeasure::Payments {
            amounts.push(fund.opening_arrears);
            amounts.push(fund.opening_balance);
            amounts.extend(&fund.appropriations);
        }
        amounts
    }
}

/// What one obligation under a clause of this kind can amount to, to institutes and to firms; differences of
/// amounts included, which the reading `top_up` pays.
fn amounts(kind: &ClauseKind) -> (Vec<Money>, Vec<Money>) {
    let with_differences = |amounts: Vec<Money>| {
        let differences = amounts.iter().flat_map(|a| amounts.iter().map(move |b| a.saturating_minus(*b)));
        differences.chain(amounts.iter().copied()).collect::<Vec<_>>()
    };
    match kind {
        ClauseKind::InstalmentSubsidy { amount, .. } => (vec![*amount], Vec::new()),
        ClauseKind::ListingReward { tiers } => (
            with_differences(tiers.iter().map(|tier| tier.institute).collect()),
            with_differences(tiers.iter().map(|tier| tier.spin_off).collect()),
        ),
        ClauseKind::AwardReward { prizes } => {
            let amounts: Vec<Money> = prizes.iter().map(|prize| prize.amount).collect();
            (amounts.clone(), amounts)
        }
        ClauseKind::RevenueMilestoneReward { milestones, .. } => (
            milestones.iter().map(|milestone| milestone.institute).collect(),
            milestones.iter().map(|milestone| milestone.spin_off).collect(),
        ),
        ClauseKind::FundLossWriteOff | ClauseKind::NoPayment { .. } => (Vec::new(), Vec::new()),
    }
}

/// An amount that a path's total stays below for all practical purposes: ten standard deviations above the
/// mean number of firms, each earning all that a firm can. A path beyond it is counted all the same.
fn largest_plausible(scenario: &Scenario) -> Money {
    let longest =
        scenario.pipeline.count.choices().iter().map(|(count, _)| u32::from(*count)).max().unwrap_or(0);
    let institutes = scenario.institutes.len() as f64 + f64::from(longest);
    let existing: usize = scenario.institutes.iter().map(|institute| institute.existing.len()).sum();
    let years = scenario.horizon.len();
    let firms = scenario.sectors.iter().map(|sector| {
        let ramp = |year: usize| sector.formation_ramp[year.min(sector.formation_ramp.len() - 1)].value();
        sector.formation() * (0..years).map(ramp).sum::<f64>()
    });
    let spread = scenario.quality_cv.value();
    let upper = |mean: f64| mean + 10.0 * (mean + spread * spread * mean * mean).sqrt() + 10.0;
    let firms = institutes * upper(firms.fold(0.0, f64::max)) + existing as f64;
    let mut per_institute = 0.0;
    let mut per_firm = 0.0;
    for id in scenario.paying_clauses() {
        let kind = &scenario.policy.clauses[id.index()].kind;
        let sum = |amounts: &[Money]| amounts.iter().map(|amount| amount.fen() as f64).sum::<f64>();
        let (institute, spin_off) = amounts(kind);
        match kind {
            ClauseKind::InstalmentSubsidy { amount, instalments } => {
                per_institute += amount.fen() as f64 * f64::from(*instalments);
            }
            ClauseKind::AwardReward { .. } => {
                per_institute += 10.0 * sum(&institute);
                per_firm += sum(&spin_off);
            }
            _ => per_firm += sum(&institute) + sum(&spin_off),
        }
    }
    let opening: f64 = scenario.opening_payables.iter().map(|payable| payable.amount.fen() as f64).sum();
    let fund = scenario
        .fund
        .appropriations
        .iter()
        .chain([&scenario.fund.opening_balance, &scenario.fund.opening_arrears]);
    let fund: f64 = fund.map(|amount| amount.fen() as f64).sum();
    Money::from_fen((institutes * per_institute + firms * per_firm + opening + fund) as i64)
}
