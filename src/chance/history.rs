//! Drawing a history: drivers, institutes, their firms, awards, evaluations and sub-fund losses
//! (docs/model.md §2 to §7), each from the stream that bears its name.

use crate::quantities::{Date, Year};
use crate::things::{
    CategoryId, Drivers, Evaluation, Event, History, Institute, InstituteIndex, InstituteOrigin, Occurrence,
    SpinOffIndex,
};

use super::model::{Accreditation, HistoryModel, NamedModel, TimingModel, pipeline_identity};
use super::samplers::{gamma, normal_quantile, poisson, uniform_day};
use super::streams::{Purpose, Stream, StreamName, Streams, When};

/// What one path keeps between its institutes, reused from path to path.
#[derive(Debug, Default, Clone)]
pub struct Workspace {
    /// Listing hazards of each year, given the market's state.
    pub(super) neeq_hazards: Vec<f64>,
    /// Likewise, on an exchange.
    pub(super) exchange_hazards: Vec<f64>,
    /// Investments of the sub-fund.
    pub(super) investments: Vec<super::sub_fund::Investment>,
}

impl HistoryModel {
    /// Draws the history of one path, in place of what `history` held.
    pub fn draw(&self, streams: &Streams, workspace: &mut Workspace, history: &mut History) {
        history.clear();
        self.draw_drivers(streams, workspace, history);
        self.draw_institutes(streams, history);
        for index in 0..history.institutes.len() {
            let index = InstituteIndex::from(index);
            self.draw_evaluations(streams, history, index);
            self.draw_spin_offs(streams, workspace, history, index);
            self.draw_institute_awards(streams, history, index);
        }
        if let Some(fund) = &self.sub_fund {
            self.draw_sub_fund(fund, streams, workspace, history);
        }
    }

    /// The shared drivers: stationary autoregressions of order 1 with correlated innovations (§2).
    fn draw_drivers(&self, streams: &Streams, workspace: &mut Workspace, history: &mut History) {
        let model = &self.drivers;
        let innovation = |persistence: f64| (1.0 - persistence * persistence).sqrt();
        let (economy_step, market_step) =
            (innovation(model.economy_persistence), innovation(model.market_persistence));
        let independent = innovation(model.correlation);
        let mut previous: Option<Drivers> = None;
        workspace.neeq_hazards.clear();
        workspace.exchange_hazards.clear();
        for (index, year) in self.horizon.years().enumerate() {
            let mut stream = streams.stream(shared(Purpose::Drivers, When::year(year)));
            let economy_shock = normal_quantile(stream.uniform());
            let own_shock = normal_quantile(stream.uniform());
            let market_shock = model.correlation * economy_shock + independent * own_shock;
            let state = match previous {
                None => Drivers { economy: economy_shock, market: market_shock },
                Some(last) => Drivers {
                    economy: model.economy_persistence * last.economy + economy_step * economy_shock,
                    market: model.market_persistence * last.market + market_step * market_shock,
                },
            };
            history.drivers.push(state);
            previous = Some(state);
            let loading = self.listing.market_loading;
            // mean 1 over the market's states
            let factor = libm::exp(loading * state.market - 0.5 * loading * loading);
            workspace.neeq_hazards.push(self.listing.neeq[index] * factor);
            workspace.exchange_hazards.push(self.listing.exchange[index] * factor);
        }
    }

    fn draw_institutes(&self, streams: &Streams, history: &mut History) {
        for (position, named) in self.named.iter().enumerate() {
            if let Some(institute) = self.draw_named(streams, position as u16, named) {
                history.institutes.push(institute);
            }
        }
        let mut count = streams.stream(shared(Purpose::PipelineCount, When::NONE));
        for index in 0..self.pipeline.count.at(count.uniform()) {
            let (origin, key) = pipeline_identity(index);
            let accredited = draw_accreditation(&self.pipeline.when, streams, key);
            let mut place = streams.stream(of_institute(key, Purpose::Place, When::NONE));
            history.institutes.push(Institute {
                origin,
                key,
                accredited,
                unveiled: accredited,
                accepted: accredited.year().plus(1).last_day(),
                county: self.pipeline.counties.at(place.uniform()),
                sector: self.pipeline.sectors.at(place.uniform()),
                quality: self.draw_quality(streams, key),
            });
        }
    }

    fn draw_named(&self, streams: &Streams, position: u16, named: &NamedModel) -> Option<Institute> {
        let (accredited, unveiled, accepted) = match &named.timing {
            TimingModel::Fixed { accredited, unveiled, accepted } => (*accredited, *unveiled, *accepted),
            TimingModel::Uncertain { probability, when } => {
                let mut presence = streams.stream(of_institute(named.key, Purpose::Presence, When::NONE));
                if presence.uniform() >= *probability {
                    return None;
                }
                let accredited = draw_accreditation(when, streams, named.key);
                (accredited, accredited, accredited.year().plus(1).last_day())
            }
        };
        Some(Institute {
            origin: InstituteOrigin::Named(position),
            key: named.key,
            accredited,
            unveiled,
            accepted,
            county: named.county,
            sector: named.sector,
            quality: self.draw_quality(streams, named.key),
        })
    }

    /// Quality of mean 1: `Gamma(1/cv², cv²)` (§3).
    fn draw_quality(&self, streams: &Streams, key: u64) -> f64 {
        if self.quality_cv == 0.0 {
            return 1.0;
        }
        let scale = self.quality_cv * self.quality_cv;
        gamma(&mut streams.stream(of_institute(key, Purpose::Quality, When::NONE)), 1.0 / scale, scale)
    }

    /// Results and transfers of each year that a reading may refer to (§4).
    fn draw_evaluations(&self, streams: &Streams, history: &mut History, index: InstituteIndex) {
        let Some(years) = self.scope.evaluations else { return };
        let institute = *history.institute(index);
        let latest =
            institute.accredited.max(institute.unveiled).max(institute.accepted).year().max(years.floor);
        let first = institute.accredited.year().plus(1);
        for offset in 0..=(latest.number() - first.number() + years.span as i32) {
            let year = first.plus(offset);
            let mut stream =
                streams.stream(of_institute(institute.key, Purpose::Evaluation, When::year(year)));
            history.evaluations.push(Evaluation {
                institute: index,
                year,
                results: poisson(self.evaluation.results.value() * institute.quality, stream.uniform()),
                transfers: poisson(self.evaluation.transfers.value() * institute.quality, stream.uniform()),
            });
        }
    }

    /// Awards to the institute itself (§6).
    fn draw_institute_awards(&self, streams: &Streams, history: &mut History, index: InstituteIndex) {
        let institute = *history.institute(index);
        for level in &self.awards {
            for round in level.rounds.iter().filter(|round| institute.accredited <= round.date) {
                let name = StreamName {
                    subject: level.subject,
                    ..of_institute(institute.key, Purpose::InstituteAward, When::day(round.date))
                };
                let mut stream = streams.stream(name);
                for (category, rate) in level.prizes.iter().zip(&round.institute_rates) {
                    let count = poisson(rate * institute.quality, stream.uniform());
                    push_awards(history, round.date, index, None, *category, count);
                }
            }
        }
    }
}

/// Records `count` awards of one category, each an event of its own.
pub(super) fn push_awards(
    history: &mut History,
    date: Date,
    institute: InstituteIndex,
    spin_off: Option<SpinOffIndex>,
    category: CategoryId,
    count: u32,
) {
    for number in 0..count {
        // the serial tells prizes apart, so that one more award of a prize renumbers no other prize's
        let serial = (category.0 << 8) | (number as u16 & 0xff);
        history.events.push(Event {
            date,
            institute,
            spin_off,
            serial,
            occurrence: Occurrence::Award { category },
        });
    }
}

fn draw_accreditation(when: &Accreditation, streams: &Streams, key: u64) -> Date {
    let mut stream = streams.stream(of_institute(key, Purpose::Accreditation, When::NONE));
    match when {
        Accreditation::Years(years) => {
            let year = years.at(stream.uniform());
            Date::of_year(year, day_of(&mut stream, 1, year.days()))
        }
        Accreditation::Dates(dates) => dates.at(stream.uniform()),
    }
}

/// A uniform day of a closed range of a year's days.
pub(super) fn day_of(stream: &mut Stream, first: u16, last: u16) -> u16 {
    uniform_day(stream, first, last)
}

/// The share of a year in which an institute is active, `a_{i,y}`, and its first active day of that year (§3).
pub(super) fn active_part(accredited: Date, year: Year) -> Option<(f64, u16)> {
    use std::cmp::Ordering;
    match accredited.year().cmp(&year) {
        Ordering::Greater => None,
        Ordering::Equal => {
            Some((f64::from(accredited.days_left_in_year()) / f64::from(year.days()), accredited.ordinal()))
        }
        Ordering::Less => Some((1.0, 1)),
    }
}

/// The name of a stream that belongs to no entity.
fn shared(purpose: Purpose, when: When) -> StreamName {
    StreamName { institute: 0, spin_off: 0, purpose, subject: 0, when }
}

/// The name of an institute's stream.
pub(super) fn of_institute(key: u64, purpose: Purpose, when: When) -> StreamName {
    StreamName { institute: key, spin_off: 0, purpose, subject: 0, when }
}
