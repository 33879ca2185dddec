//! Which series a run reports, and where each stands in a path's row of amounts.
//!
//! A row holds, for each basis, the groups total, clause, county, payer, county as payer, beneficiary and
//! clause by payer, and within each group a cell for every year, for what lies after the horizon, for the
//! sum of the horizon's years and for all. The fund account follows.

use serde::Serialize;

use crate::quantities::{Horizon, Year};
use crate::scenario::Scenario;
use crate::things::{Basis, BeneficiaryKind, ClauseId, CountyId, Payer};

/// The years that a series covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearBucket {
    /// One year of the horizon.
    Year(Year),
    /// After the horizon's last year.
    AfterHorizon,
    /// The sum of the horizon's years.
    Horizon,
    /// Everything, after the horizon included.
    All,
}

impl Serialize for YearBucket {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            YearBucket::Year(year) => serializer.serialize_i32(year.number()),
            YearBucket::AfterHorizon => serializer.serialize_str("after_horizon"),
            YearBucket::Horizon => serializer.serialize_str("horizon"),
            YearBucket::All => serializer.serialize_none(),
        }
    }
}

/// Which part of the cost a series is; absent dimensions mean all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesKey {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub years: YearBucket,
    /// One clause, or all.
    pub clause: Option<ClauseId>,
    /// One county: of the institute, or as the payer where the payer is the county.
    pub county: Option<CountyId>,
    /// One payer, or all.
    pub payer: Option<Payer>,
    /// One kind of beneficiary, or all.
    pub beneficiary: Option<BeneficiaryKind>,
}

/// What the fund account reports for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FundMeasure {
    /// Payments of the year that fall on the fund.
    Payments,
    /// Arrears of earlier years and this year's payments.
    Demand,
    /// Paid in the year.
    Paid,
    /// Demand left unpaid at the end of the year.
    Arrears,
    /// Unspent appropriation carried into the next year.
    Carried,
    /// Unspent appropriation that lapses at the end of the year.
    Lapsed,
}

impl FundMeasure {
    /// Every measure, in the order of a row.
    pub const ALL: [FundMeasure; 6] = [
        FundMeasure::Payments,
        FundMeasure::Demand,
        FundMeasure::Paid,
        FundMeasure::Arrears,
        FundMeasure::Carried,
        FundMeasure::Lapsed,
    ];
}

/// The groups of series within a basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Total,
    Clause(ClauseId),
    County(CountyId),
    City,
    Counties,
    CountyPays(CountyId),
    Beneficiary(BeneficiaryKind),
    ClauseCity(ClauseId),
    ClauseCounties(ClauseId),
}

/// The bases that count obligations to pay.
pub(super) const PAYING_BASES: [Basis; 3] = [Basis::Accrual, Basis::Cash, Basis::Lapsed];

/// Where the groups of a basis begin, counted from the basis's own beginning; `usize::MAX` for a clause or county
/// without groups. The total begins at 0.
#[derive(Debug, Clone)]
pub(super) struct Offsets {
    /// A clause's whole amount, the city's part and the counties' part.
    pub clauses: Vec<[usize; 3]>,
    /// A county's institutes and the county as payer.
    pub counties: Vec<[usize; 2]>,
    /// The city and all counties as payers.
    pub payers: [usize; 2],
    /// Institutes and firms.
    pub beneficiaries: [usize; 2],
}

/// Where each series stands in a row.
#[derive(Debug, Clone)]
pub struct Layout {
    horizon: Horizon,
    /// Groups in the order of a row; those that a basis cannot have stay 0 and are not reported.
    groups: Vec<Group>,
    offsets: Offsets,
    keys: Vec<Option<SeriesKey>>,
}

impl Layout {
    /// The layout for a scenario: its clauses that pay or write off, and the counties where an institute can be.
    pub fn new(scenario: &Scenario) -> Self {
        let clause_ids: Vec<ClauseId> =
            scenario.paying_clauses().chain(scenario.write_off_clauses()).collect();
        let county_ids = scenario.reachable_counties();
        let mut groups = vec![Group::Total];
        groups.extend(clause_ids.iter().map(|id| Group::Clause(*id)));
        groups.extend(county_ids.iter().map(|id| Group::County(*id)));
        groups.extend([Group::City, Group::Counties]);
        groups.extend(county_ids.iter().map(|id| Group::CountyPays(*id)));
        groups.extend([BeneficiaryKind::Institute, BeneficiaryKind::SpinOff].map(Group::Beneficiary));
        groups.extend(clause_ids.iter().map(|id| Group::ClauseCity(*id)));
        groups.extend(clause_ids.iter().map(|id| Group::ClauseCounties(*id)));
        let width = scenario.horizon.len() + 3;
        let offset = |group: Group| {
            groups.iter().position(|known| *known == group).map_or(usize::MAX, |at| at * width)
        };
        let clause_ids = (0..scenario.policy.clauses.len()).map(ClauseId::from);
        let county_ids = (0..scenario.registry.counties.len()).map(CountyId::from);
        let mut layout = Layout {
            horizon: scenario.horizon,
            offsets: Offsets {
                clauses: clause_ids
                    .map(|id| {
                        [Group::Clause(id), Group::ClauseCity(id), Group::ClauseCounties(id)].map(offset)
                    })
                    .collect(),
                counties: county_ids
                    .map(|id| [Group::County(id), Group::CountyPays(id)].map(offset))
                    .collect(),
                payers: [Group::City, Group::Counties].map(offset),
                beneficiaries: [BeneficiaryKind::Institute, BeneficiaryKind::SpinOff]
                    .map(|kind| offset(Group::Beneficiary(kind))),
            },
            groups,
            keys: Vec::new(),
        };
        layout.keys = layout.series_keys(scenario);
        layout
    }

    /// The years of the run.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// How many cells a row has.
    pub fn len(&self) -> usize {
        self.fund_start() + self.horizon.len() * FundMeasure::ALL.len()
    }

    /// Never: a row has at least the total.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The series of a cell; none where the cell cannot hold anything or belongs to the fund account.
    pub fn key(&self, cell: usize) -> Option<SeriesKey> {
        self.keys.get(cell).copied().flatten()
    }

    /// Whether a cell is counted: it is a series', or the fund account's.
    pub(super) fn is_observed(&self, cell: usize) -> bool {
        cell >= self.fund_start() || self.keys[cell].is_some()
    }

    /// The cell of a series.
    pub fn cell(&self, key: &SeriesKey) -> Option<usize> {
        self.keys.iter().position(|candidate| candidate.as_ref() == Some(key))
    }

    /// The cell of a measure of the fund account.
    pub fn fund_cell(&self, year_index: usize, measure: FundMeasure) -> usize {
        self.fund_start() + year_index * FundMeasure::ALL.len() + measure as usize
    }

    /// Cells for the years, after the horizon, the horizon and all.
    pub(super) fn width(&self) -> usize {
        self.horizon.len() + 3
    }

    /// The column of a year; years before the horizon cannot occur.
    pub(super) fn column(&self, year: Year) -> usize {
        self.horizon.index(year).unwrap_or(self.horizon.len())
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    fn fund_start(&self) -> usize {
        4 * self.groups.len() * self.width()
    }

    /// Where a basis begins in a row.
    pub(super) fn basis_start(&self, basis: Basis) -> usize {
        basis as usize * self.groups.len() * self.width()
    }

    /// Where the groups of a basis begin.
    pub(super) fn offsets(&self) -> &Offsets {
        &self.offsets
    }

    /// The first cell of a group on a basis.
    pub(super) fn start(&self, basis: Basis, group: Group) -> usize {
        let offsets = &self.offsets;
        let offset = match group {
            Group::Total => 0,
            Group::Clause(id) => offsets.clauses[id.index()][0],
            Group::ClauseCity(id) => offsets.clauses[id.index()][1],
            Group::ClauseCounties(id) => offsets.clauses[id.index()][2],
            Group::County(id) => offsets.counties[id.index()][0],
            Group::CountyPays(id) => offsets.counties[id.index()][1],
            Group::City => offsets.payers[0],
            Group::Counties => offsets.payers[1],
            Group::Beneficiary(kind) => offsets.beneficiaries[kind as usize],
        };
        self.basis_start(basis) + offset
    }

    fn series_keys(&self, scenario: &Scenario) -> Vec<Option<SeriesKey>> {
        let mut keys = vec![None; self.fund_start()];
        for basis in [Basis::Accrual, Basis::Cash, Basis::Lapsed, Basis::Contingent] {
            for group in &self.groups {
                let Some(key) = self.group_key(scenario, basis, *group) else { continue };
                let start = self.start(basis, *group);
                for (column, years) in self.buckets().enumerate() {
                    // a loss is dated within the horizon, so that a contingent series has nothing after it
                    if basis == Basis::Contingent && matches!(years, YearBucket::AfterHorizon) {
                        continue;
                    }
                    keys[start + column] = Some(SeriesKey { years, ..key });
                }
            }
        }
        keys
    }

    fn buckets(&self) -> impl Iterator<Item = YearBucket> + '_ {
        let sums = [YearBucket::AfterHorizon, YearBucket::Horizon, YearBucket::All];
        self.horizon.years().map(YearBucket::Year).chain(sums)
    }

    /// The key of a group on a basis, for all years; none where the basis does not have the group.
    fn group_key(&self, scenario: &Scenario, basis: Basis, group: Group) -> Option<SeriesKey> {
        let contingent = basis == Basis::Contingent;
        let counts = |id: ClauseId| scenario.policy.clauses[id.index()].kind.pays() != contingent;
        let all = SeriesKey {
            basis,
            years: YearBucket::All,
            clause: None,
            county: None,
            payer: None,
            beneficiary: None,
        };
        if contingent && scenario.sub_fund.is_none() {
            return None;
        }
        let key = match group {
            Group::Total => all,
            Group::Clause(id) if counts(id) => SeriesKey { clause: Some(id), ..all },
            Group::County(id) => SeriesKey { county: Some(id), ..all },
            _ if contingent => return None,
            Group::City => SeriesKey { payer: Some(Payer::City), ..all },
            Group::Counties => SeriesKey { payer: Some(Payer::County), ..all },
            Group::CountyPays(id) => SeriesKey { payer: Some(Payer::County), county: Some(id), ..all },
            Group::Beneficiary(kind) => SeriesKey { beneficiary: Some(kind), ..all },
            Group::ClauseCity(id) if counts(id) => {
                SeriesKey { clause: Some(id), payer: Some(Payer::City), ..all }
            }
            Group::ClauseCounties(id) if counts(id) => {
                SeriesKey { clause: Some(id), payer: Some(Payer::County), ..all }
            }
            _ => return None,
        };
        Some(key)
    }
}
