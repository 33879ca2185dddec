//! A history: one course of events. It knows no money that anybody owes, and no policy.

use super::{Event, Institute, InstituteIndex, SpinOff, SpinOffIndex};
use crate::quantities::Year;

/// The shared drivers of one year, standard normal each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drivers {
    /// Economy, `Z_y`.
    pub economy: f64,
    /// Capital market, `M_y`.
    pub market: f64,
}

/// What the yearly performance evaluation of an institute counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    /// The institute.
    pub institute: InstituteIndex,
    /// The year evaluated.
    pub year: Year,
    /// New research results of the year (新研发科技成果).
    pub results: u32,
    /// Technologies transferred in the year (转移转化先进技术).
    pub transfers: u32,
}

/// One course of events: what chance has drawn, or what really happened.
///
/// Spin-offs stand in the order of their institutes. Events stand grouped: all events of a firm together and
/// in order of time, firms in their order, each institute's own events apart from its firms'.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// The shared drivers, a pair for each year of the horizon.
    pub drivers: Vec<Drivers>,
    /// Institutes that are accredited in the horizon or before.
    pub institutes: Vec<Institute>,
    /// Their firms.
    pub spin_offs: Vec<SpinOff>,
    /// What happened.
    pub events: Vec<Event>,
    /// Evaluations, by institute and then year; empty where no reading refers to them.
    pub evaluations: Vec<Evaluation>,
}

impl History {
    /// Forgets everything but keeps the memory for the next path.
    pub fn clear(&mut self) {
        self.drivers.clear();
        self.institutes.clear();
        self.spin_offs.clear();
        self.events.clear();
        self.evaluations.clear();
    }

    /// The institute at a position.
    pub fn institute(&self, index: InstituteIndex) -> &Institute {
        &self.institutes[index.index()]
    }

    /// The spin-off at a position.
    pub fn spin_off(&self, index: SpinOffIndex) -> &SpinOff {
        &self.spin_offs[index.index()]
    }

    /// The evaluation of an institute in a year, if there was one.
    pub fn evaluation(&self, institute: InstituteIndex, year: Year) -> Option<&Evaluation> {
        self.evaluations
            .binary_search_by_key(&(institute, year), |evaluation| (evaluation.institute, evaluation.year))
            .ok()
            .map(|position| &self.evaluations[position])
    }
}
