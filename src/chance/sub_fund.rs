//! The sub-fund: its investments, and the losses that the fault-tolerance clause covers (docs/model.md §7).

use crate::quantities::{Date, Money};
use crate::scenario::SubFund;
use crate::things::{Event, History, InstituteIndex, Occurrence};

use super::history::{Workspace, active_part, day_of, of_institute};
use super::model::{HistoryModel, log_of_yuan};
use super::samplers::{beta, normal_quantile, poisson};
use super::streams::{Purpose, Streams, When};

/// One investment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Investment {
    date: Date,
    institute: InstituteIndex,
    /// Number among the institute's draws of the year.
    number: u16,
    ticket: Money,
}

impl HistoryModel {
    /// Draws all investments, lets them take their tickets from the commitment in order of date, and draws
    /// what becomes of each.
    pub(super) fn draw_sub_fund(
        &self,
        fund: &SubFund,
        streams: &Streams,
        workspace: &mut Workspace,
        history: &mut History,
    ) {
        let investments = &mut workspace.investments;
        investments.clear();
        for index in 0..history.institutes.len() {
            self.draw_investments(fund, streams, investments, history, InstituteIndex::from(index));
        }
        // stable: institutes in their order and then draws in theirs where days are the same
        investments.sort_by_key(|investment| investment.date);
        let mut left = fund.commitment;
        for investment in investments.iter_mut() {
            investment.ticket = investment.ticket.min(left);
            left -= investment.ticket;
        }
        for investment in investments.iter().filter(|investment| investment.ticket > Money::ZERO) {
            self.draw_fate(fund, streams, history, investment);
        }
    }

    fn draw_investments(
        &self,
        fund: &SubFund,
        streams: &Streams,
        investments: &mut Vec<Investment>,
        history: &History,
        index: InstituteIndex,
    ) {
        let institute = history.institute(index);
        let (first_allowed, last_allowed) = self.scope.investment_days;
        for year in self.horizon.years() {
            let Some((active, first_day)) = active_part(institute.accredited, year) else { continue };
            let mut stream =
                streams.stream(of_institute(institute.key, Purpose::Investments, When::year(year)));
            let count = poisson(fund.investment_rate.value() * active, stream.uniform());
            for number in 0..count.min(u32::from(u16::MAX)) {
                let number = number as u16;
                let name = of_institute(institute.key, Purpose::Investment, When::year(year).serial(number));
                let mut stream = streams.stream(name);
                let log_ticket = log_of_yuan(fund.ticket_median.fen())
                    + fund.ticket_sigma.value() * normal_quantile(stream.uniform());
                let ticket = Money::nearest_to_yuan(libm::exp(log_ticket).round());
                let date = Date::of_year(year, day_of(&mut stream, first_day, year.days()));
                if (first_allowed..=last_allowed).contains(&date) {
                    investments.push(Investment { date, institute: index, number, ticket });
                }
            }
        }
    }

    /// Failure year by year, the lost share, and whether the loss qualifies.
    fn draw_fate(&self, fund: &SubFund, streams: &Streams, history: &mut History, investment: &Investment) {
        let key = history.institute(investment.institute).key;
        let made = investment.date.year();
        let when = When::year(made).serial(investment.number);
        let mut survival = streams.stream(of_institute(key, Purpose::InvestmentSurvival, when));
        for offset in 1..=(self.horizon.last().number() - made.number()) {
            if survival.uniform() >= fund.failure.value() {
                continue;
            }
            let mut stream = streams.stream(of_institute(key, Purpose::InvestmentLoss, when));
            let qualifies = stream.uniform() < fund.qualifying.value();
            let lost_share = beta(&mut stream, fund.loss_alpha.value(), fund.loss_beta.value());
            let (numerator, denominator) = fund.public_share.ratio();
            let public = investment.ticket.fen() as f64 * lost_share * numerator as f64 / denominator as f64;
            let loss = Money::from_fen((public + 0.5).floor() as i64);
            if qualifies && loss > Money::ZERO {
                history.events.push(Event {
                    date: made.plus(offset).last_day(),
                    institute: investment.institute,
                    spin_off: None,
                    serial: investment.number,
                    occurrence: Occurrence::FundLoss { invested: investment.date, loss },
                });
            }
            return;
        }
    }
}
