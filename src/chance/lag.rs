//! Payment lags (docs/model.md §9).

use crate::scenario::{Lag, Scenario};
use crate::things::{History, Obligation};

use super::model::Choice;
use super::streams::{Purpose, StreamName, Streams, When, subject_of};

/// The lags of a scenario's clauses.
#[derive(Debug, Clone)]
pub struct LagModel {
    clauses: Vec<Option<(u64, Choice<Lag>)>>,
}

impl LagModel {
    /// Compiles the lag distributions of the clauses that pay.
    pub fn new(scenario: &Scenario) -> Self {
        let clauses = scenario.policy.clauses.iter().zip(&scenario.lags);
        LagModel {
            clauses: clauses
                .map(|(clause, lags)| lags.as_ref().map(|lags| (subject_of(&clause.id), Choice::new(lags))))
                .collect(),
        }
    }

    /// The lag of an obligation: one draw for all obligations of one event under one clause.
    pub fn draw(&self, streams: &Streams, history: &History, obligation: &Obligation) -> Lag {
        let Some((subject, lags)) = &self.clauses[obligation.clause.index()] else { return Lag::Years(0) };
        if let Some(certain) = lags.certain() {
            return certain;
        }
        let event = obligation.event;
        let name = StreamName {
            institute: history.institute(obligation.institute).key,
            spin_off: obligation.spin_off.map_or(0, |firm| history.spin_off(firm).key),
            purpose: Purpose::PaymentLag,
            subject: *subject,
            // four serial numbers share a block: a subsidy's instalments are drawn together
            when: When {
                year: event.year.number() as i16,
                ordinal: event.ordinal,
                serial: event.serial & !3,
            },
        };
        lags.at(streams.stream(name).uniform_at(u32::from(event.serial)))
    }
}
