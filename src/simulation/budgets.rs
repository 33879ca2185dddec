//! Stated budgets, whose exceedance is counted path by path: the special fund's appropriations by year and over
//! the horizon, then the scenario's further budgets (docs/model.md §10).

use crate::quantities::Money;
use crate::scenario::{BudgetYears, FundDemand, Scenario};
use crate::things::{Basis, Payer, Text};

use super::layout::{Layout, SeriesKey, YearBucket};

/// An amount against which a series is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedBudget {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The series.
    pub key: SeriesKey,
    /// Its cell in a row.
    pub cell: usize,
    /// The amount.
    pub amount: Money,
}

impl StatedBudget {
    /// The identifier of the special fund's appropriations of all years together.
    pub const FUND_OF_ALL_YEARS: &str = "fund.horizon";
}

/// The stated budgets of a scenario, in the order in which they are reported.
pub(super) fn stated_budgets(scenario: &Scenario, layout: &Layout) -> Vec<StatedBudget> {
    let mut budgets = Vec::new();
    let mut state = |id: String, title: Text, key: SeriesKey, amount: Money| {
        // a budget for a county where no institute can be has no series; its cost is always 0
        if let Some(cell) = layout.cell(&key) {
            budgets.push(StatedBudget { id, title, key, cell, amount });
        }
    };
    let payer = match scenario.fund.demand {
        FundDemand::City => Some(Payer::City),
        FundDemand::Whole => None,
    };
    let on_the_fund =
        |years| SeriesKey { basis: Basis::Cash, years, clause: None, county: None, payer, beneficiary: None };
    for (year, amount) in scenario.horizon.years().zip(&scenario.fund.appropriations) {
        let title =
            Text::new(format!("{year} 年专项资金安排"), format!("Special fund's appropriation of {year}"));
        state(format!("fund.{year}"), title, on_the_fund(YearBucket::Year(year)), *amount);
    }
    let title = Text::new("专项资金各年安排合计", "Special fund's appropriations of all years");
    let sum = scenario.fund.appropriations.iter().copied().sum();
    state(StatedBudget::FUND_OF_ALL_YEARS.to_owned(), title, on_the_fund(YearBucket::Horizon), sum);
    for budget in &scenario.budgets {
        let years = match budget.years {
            BudgetYears::Year(year) => YearBucket::Year(year),
            BudgetYears::Horizon => YearBucket::Horizon,
            BudgetYears::All => YearBucket::All,
        };
        let key = SeriesKey {
            basis: budget.basis,
            years,
            clause: budget.clause,
            county: budget.county,
            payer: budget.payer,
            beneficiary: None,
        };
        state(budget.id.clone(), budget.title.clone(), key, budget.amount);
    }
    budgets
}
