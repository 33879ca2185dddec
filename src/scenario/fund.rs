//! The city's special fund, what is already owed, stated budgets, and the sub-fund.

use crate::quantities::{Money, Probability, Rate, Share, Year};
use crate::things::{Basis, BeneficiaryKind, ClauseId, CountyId, Payer, Text};

/// The city's special fund (专项资金, docs/model.md §9).
#[derive(Debug, Clone, PartialEq)]
pub struct SpecialFund {
    /// What is demanded of it.
    pub demand: FundDemand,
    /// Appropriation of each year of the horizon.
    pub appropriations: Vec<Money>,
    /// How long unspent appropriation stays available.
    pub carry_over: CarryOver,
    /// Unspent appropriation of the year before the run.
    pub opening_balance: Money,
    /// Unpaid demand of the years before the run.
    pub opening_arrears: Money,
}

/// Which payments the special fund must make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundDemand {
    /// The city's share.
    City,
    /// The whole amount.
    Whole,
}

/// How long unspent appropriation stays available after its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarryOver {
    /// So many years, 0 to 2.
    Years(u8),
    /// For ever.
    Unlimited,
}

/// An amount already owed when the run begins (§1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningPayable {
    /// Identifier.
    pub id: String,
    /// Under which clause.
    pub clause: ClauseId,
    /// To whom.
    pub beneficiary: BeneficiaryKind,
    /// Of which county.
    pub county: CountyId,
    /// How much.
    pub amount: Money,
    /// When it is paid: in the horizon or later.
    pub payment_year: Year,
}

/// Which years a budget covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetYears {
    /// One year of the horizon.
    Year(Year),
    /// All years of the horizon.
    Horizon,
    /// The horizon and after it.
    All,
}

/// A stated budget whose exceedance is reported (§10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// How much.
    pub amount: Money,
    /// On which basis: accrual or cash.
    pub basis: Basis,
    /// For which years.
    pub years: BudgetYears,
    /// Whose part; all payers where absent.
    pub payer: Option<Payer>,
    /// Of which county's institutes; all where absent.
    pub county: Option<CountyId>,
    /// Under which clause; all where absent. A budget names a payer and county, or a clause, not both.
    pub clause: Option<ClauseId>,
}

/// The sub-fund (子基金) and its losses (§7).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SubFund {
    /// The fund's one commitment for all institutes.
    pub commitment: Money,
    /// Investments by an institute in a year, `ν`.
    pub investment_rate: Rate,
    /// Median ticket, `m_T`, above 0.
    pub ticket_median: Money,
    /// Its log standard deviation, `σ_T`.
    pub ticket_sigma: Rate,
    /// Of failing in a year, `p_F`.
    pub failure: Probability,
    /// First parameter of the lost share's beta distribution, `a`, above 0.
    pub loss_alpha: Rate,
    /// Second parameter, `b`, above 0.
    pub loss_beta: Rate,
    /// Of a loss that the fault-tolerance clause covers, `q`.
    pub qualifying: Probability,
    /// Public share of such a loss, `w`.
    pub public_share: Share,
}
