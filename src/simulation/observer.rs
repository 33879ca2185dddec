//! From one settled path to its row of amounts.

use crate::quantities::{Money, Year};
use crate::scenario::Scenario;
use crate::settlement::{FundYear, Ledger, Terms};
use crate::things::{Basis, BeneficiaryKind, Obligation, Payment};

use super::layout::{FundMeasure, Group, Layout, PAYING_BASES};

/// Fills rows. A row holds exact fen.
#[derive(Debug, Clone)]
pub(super) struct Observer {
    layout: Layout,
    /// What every path owes from before the run, already in its cells.
    opening: Vec<i64>,
}

impl Observer {
    pub fn new(scenario: &Scenario, layout: Layout, terms: &Terms) -> Self {
        let mut observer = Observer { opening: vec![0; layout.len()], layout };
        let mut row = std::mem::take(&mut observer.opening);
        for payable in terms.opening_payables() {
            let share = Shares { county: payable.county_part, city: payable.city_part };
            let place =
                Place { clause: payable.clause, county: payable.county, beneficiary: payable.beneficiary };
            observer.book(&mut row, Basis::Cash, payable.payment_year, place, share);
        }
        debug_assert_eq!(scenario.horizon, observer.layout.horizon());
        observer.opening = row;
        observer
    }

    /// Replaces the row by the amounts of one path.
    ///
    /// # Panics
    /// When the city's and the counties' parts do not add up to the total: never, short of a defect.
    pub fn observe(&self, ledger: &Ledger, row: &mut [i64]) {
        row.copy_from_slice(&self.opening);
        for (obligation, payment) in ledger.obligations.iter().zip(&ledger.payments) {
            self.book_payment(row, obligation, payment);
        }
        for write_off in &ledger.write_offs {
            let column = self.layout.column(write_off.date.year());
            let groups = [Group::Total, Group::Clause(write_off.clause), Group::County(write_off.county)];
            for group in groups {
                row[self.layout.start(Basis::Contingent, group) + column] += write_off.amount.fen();
            }
        }
        self.sum_years(row);
        self.check_split(row);
        for (index, year) in ledger.fund.iter().enumerate() {
            for measure in FundMeasure::ALL {
                row[self.layout.fund_cell(index, measure)] = measure_of(year, measure).fen();
            }
        }
    }

    fn book_payment(&self, row: &mut [i64], obligation: &Obligation, payment: &Payment) {
        let place = Place {
            clause: obligation.clause,
            county: obligation.county,
            beneficiary: obligation.beneficiary.kind(),
        };
        let shares = Shares { county: payment.county, city: payment.city };
        self.book(row, Basis::Accrual, obligation.date.year(), place, shares);
        match payment.year {
            Some(year) => self.book(row, Basis::Cash, year, place, shares),
            None => self.book(row, Basis::Lapsed, obligation.date.year(), place, shares),
        }
    }

    fn book(&self, row: &mut [i64], basis: Basis, year: Year, place: Place, shares: Shares) {
        let offsets = self.layout.offsets();
        let column = self.layout.column(year);
        let row = &mut row[self.layout.basis_start(basis)..];
        let mut add = |offset: usize, amount: Money| row[offset + column] += amount.fen();
        let whole = shares.county + shares.city;
        let [clause, clause_city, clause_counties] = offsets.clauses[place.clause.index()];
        let [county, county_pays] = offsets.counties[place.county.index()];
        add(0, whole);
        add(clause, whole);
        add(county, whole);
        add(offsets.beneficiaries[place.beneficiary as usize], whole);
        if shares.city != Money::ZERO {
            add(offsets.payers[0], shares.city);
            add(clause_city, shares.city);
        }
        if shares.county != Money::ZERO {
            add(offsets.payers[1], shares.county);
            add(county_pays, shares.county);
            add(clause_counties, shares.county);
        }
    }

    /// The sums over the horizon's years and over all.
    fn sum_years(&self, row: &mut [i64]) {
        let (width, years) = (self.layout.width(), self.layout.horizon().len());
        let cells = 4 * self.layout.groups().len() * width;
        for group in row[..cells].chunks_exact_mut(width) {
            let horizon: i64 = group[..years].iter().sum();
            group[years + 1] = horizon;
            group[years + 2] = horizon + group[years];
        }
    }

    fn check_split(&self, row: &[i64]) {
        let all = self.layout.width() - 1;
        for basis in PAYING_BASES {
            let amount = |group: Group| row[self.layout.start(basis, group) + all];
            assert_eq!(
                amount(Group::City) + amount(Group::Counties),
                amount(Group::Total),
                "city and counties add up to the total"
            );
        }
    }
}

/// What an amount counts towards.
#[derive(Clone, Copy)]
struct Place {
    clause: crate::things::ClauseId,
    county: crate::things::CountyId,
    beneficiary: BeneficiaryKind,
}

/// The parts of an amount.
#[derive(Clone, Copy)]
struct Shares {
    county: Money,
    city: Money,
}

fn measure_of(year: &FundYear, measure: FundMeasure) -> Money {
    match measure {
        FundMeasure::Payments => year.payments,
        FundMeasure::Demand => year.demand,
        FundMeasure::Paid => year.paid,
        FundMeasure::Arrears => year.arrears,
        FundMeasure::Carried => year.carried,
        FundMeasure::Lapsed => year.lapsed,
    }
}
