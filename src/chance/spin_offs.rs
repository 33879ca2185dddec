//! A firm's life: founding, failure, listings, revenue and awards (docs/model.md §5 and §6).

use crate::quantities::{Date, Money, Year};
use crate::scenario::{ExistingSpinOff, SectorModel};
use crate::things::{
    Event, History, Institute, InstituteIndex, InstituteOrigin, MarketId, Occurrence, SpinOff, SpinOffIndex,
    SpinOffOrigin,
};

use super::history::{Workspace, active_part, day_of, of_institute, push_awards};
use super::model::{HistoryModel, log_of_yuan};
use super::samplers::{normal_quantile, poisson};
use super::streams::{Purpose, StreamName, Streams, When, spin_off_key};

/// What a firm carries from year to year.
struct Life {
    index: SpinOffIndex,
    institute: InstituteIndex,
    institute_key: u64,
    key: u64,
    founded: Date,
    /// Log of annualised revenue in yuan of the latest year.
    log_revenue: f64,
    listed: Option<MarketId>,
}

impl Life {
    fn name(&self, purpose: Purpose, when: When) -> StreamName {
        StreamName { spin_off: self.key, ..of_institute(self.institute_key, purpose, when) }
    }

    fn event(&self, date: Date, occurrence: Occurrence) -> Event {
        Event { date, institute: self.institute, spin_off: Some(self.index), serial: 0, occurrence }
    }

    fn age(&self, year: Year) -> i32 {
        year.number() - self.founded.year().number()
    }
}

impl HistoryModel {
    /// The firms of one institute: those that exist, then those that it founds.
    pub(super) fn draw_spin_offs(
        &self,
        streams: &Streams,
        workspace: &Workspace,
        history: &mut History,
        index: InstituteIndex,
    ) {
        let institute = *history.institute(index);
        let sector = &self.sectors[institute.sector.index()];
        if let InstituteOrigin::Named(position) = institute.origin {
            for (number, (key, firm)) in self.named[usize::from(position)].existing.iter().enumerate() {
                let life = begin_existing(history, index, &institute, number as u16, *key, firm);
                self.live(streams, workspace, history, sector, life, self.horizon.first());
            }
        }
        for year in self.horizon.years() {
            let Some((active, first_day)) = active_part(institute.accredited, year) else { continue };
            let since = (year.number() - institute.accredited.year().number()) as usize;
            let ramp = sector.formation_ramp[since.min(sector.formation_ramp.len() - 1)].value();
            let mean = sector.formation() * ramp * institute.quality * active;
            let mut stream =
                streams.stream(of_institute(institute.key, Purpose::Formation, When::year(year)));
            for number in 0..poisson(mean, stream.uniform()) {
                let life = self.found(streams, history, index, &institute, year, first_day, number);
                self.live(streams, workspace, history, sector, life, year.plus(1));
            }
        }
    }

    /// Founds a firm: its day, whether it is captive, its first revenue, and the events of its first year.
    #[expect(clippy::too_many_arguments, reason = "a founding is told by all of these and by nothing else")]
    fn found(
        &self,
        streams: &Streams,
        history: &mut History,
        institute_index: InstituteIndex,
        institute: &Institute,
        year: Year,
        first_day: u16,
        number: u32,
    ) -> Life {
        let sector = &self.sectors[institute.sector.index()];
        let key = spin_off_key(year, number);
        let name = StreamName { spin_off: key, ..of_institute(institute.key, Purpose::Founding, When::NONE) };
        let mut stream = streams.stream(name);
        let captive = stream.uniform() < sector.captive_share.value();
        let shock = normal_quantile(stream.uniform());
        let founded = Date::of_year(year, day_of(&mut stream, first_day, year.days()));
        let (median, sigma) = if captive {
            (sector.captive_revenue_median, sector.captive_revenue_sigma)
        } else {
            (sector.revenue_median, sector.revenue_sigma)
        };
        let life = Life {
            index: SpinOffIndex::from(history.spin_offs.len()),
            institute: institute_index,
            institute_key: institute.key,
            key,
            founded,
            log_revenue: log_of_yuan(median.fen()) + sigma.value() * shock,
            listed: None,
        };
        history.spin_offs.push(SpinOff {
            origin: SpinOffOrigin::Founded { year, number },
            key,
            institute: institute_index,
            founded,
            captive,
            prior_revenue: None,
            highest_rewarded: None,
        });
        self.draw_awards(streams, history, &life, year);
        let part_of_year = f64::from(founded.days_left_in_year()) / f64::from(year.days());
        let revenue = Money::nearest_to_yuan(libm::exp(life.log_revenue) * part_of_year);
        history.events.push(life.event(year.last_day(), Occurrence::Revenue { revenue }));
        life
    }

    /// The years of a firm from `first` on: failure, listing on last year's revenue, growth, report, awards.
    fn live(
        &self,
        streams: &Streams,
        workspace: &Workspace,
        history: &mut History,
        sector: &SectorModel,
        mut life: Life,
        first: Year,
    ) {
        for year in
            (first.number()..=self.horizon.last().number()).map(|number| first.plus(number - first.number()))
        {
            let index = self.horizon.index(year).expect("a year of the horizon");
            let mut stream = streams.stream(life.name(Purpose::YearOfLife, When::year(year)));
            let (failure, listing, growth) = (stream.uniform(), stream.uniform(), stream.uniform());
            if failure < sector.failure.value() {
                history.events.push(life.event(year.first_day(), Occurrence::Failure));
                return;
            }
            let of_the_year = history.events.len();
            self.draw_listing(streams, workspace, history, &mut life, year, listing);
            life.log_revenue += sector.growth_mean
                + sector.growth_sigma.value() * normal_quantile(growth)
                + sector.growth_economy_loading * history.drivers[index].economy;
            self.draw_awards(streams, history, &life, year);
            let revenue = Money::nearest_to_yuan(libm::exp(life.log_revenue));
            history.events.push(life.event(year.last_day(), Occurrence::Revenue { revenue }));
            if history.events.len() - of_the_year > 1 {
                history.events[of_the_year..].sort_by_key(|event| event.date);
            }
        }
    }

    /// At most one listing a year, on last year's annualised revenue (§5).
    fn draw_listing(
        &self,
        streams: &Streams,
        workspace: &Workspace,
        history: &mut History,
        life: &mut Life,
        year: Year,
        uniform: f64,
    ) {
        let rules = &self.listing;
        let index = self.horizon.index(year).expect("a year of the horizon");
        let may = |min_age: i32, min_log_revenue: f64| {
            life.age(year) >= min_age && life.log_revenue >= min_log_revenue
        };
        let exchange_open = may(rules.exchange_min_age, rules.exchange_min_log_revenue);
        let exchange_hazard = if exchange_open { workspace.exchange_hazards[index] } else { 0.0 };
        let (neeq, exchange) = match life.listed {
            None if may(rules.neeq_min_age, rules.neeq_min_log_revenue) => {
                (workspace.neeq_hazards[index], exchange_hazard)
            }
            None => (0.0, exchange_hazard),
            Some(market) if market == rules.first_market => (0.0, rules.uplift * exchange_hazard),
            Some(_) => return,
        };
        let hazard = neeq + exchange;
        // 1 - exp(-h) never exceeds h, so the exponential is needed only below it
        if uniform >= hazard || uniform >= -libm::expm1(-hazard) {
            return;
        }
        let mut stream = streams.stream(life.name(Purpose::ListingDetail, When::year(year)));
        let on_exchange = stream.uniform() * hazard < exchange;
        let market_draw = stream.uniform();
        let market = match (on_exchange, life.listed) {
            (false, _) => rules.first_market,
            (true, None) => rules.direct_markets.at(market_draw),
            (true, Some(_)) => rules.neeq_markets.at(market_draw),
        };
        let date = Date::of_year(year, day_of(&mut stream, 1, year.days()));
        life.listed = Some(market);
        history.events.push(life.event(date, Occurrence::Listing { market }));
    }

    /// Awards to the firm in the rounds of a year in which it survives (§6).
    fn draw_awards(&self, streams: &Streams, history: &mut History, life: &Life, year: Year) {
        for level in &self.awards {
            if life.age(year) < level.spin_off_min_age {
                continue;
            }
            let rounds =
                level.rounds.iter().filter(|round| round.date.year() == year && life.founded <= round.date);
            for round in rounds {
                let name = StreamName {
                    subject: level.subject,
                    ..life.name(Purpose::SpinOffAward, When::day(round.date))
                };
                let mut stream = streams.stream(name);
                for (category, rate) in level.prizes.iter().zip(&round.spin_off_rates) {
                    let count = poisson(*rate, stream.uniform());
                    push_awards(history, round.date, life.institute, Some(life.index), *category, count);
                }
            }
        }
    }
}

/// A firm that exists when the run begins, with its latest listing as an event before it.
fn begin_existing(
    history: &mut History,
    institute_index: InstituteIndex,
    institute: &Institute,
    number: u16,
    key: u64,
    firm: &ExistingSpinOff,
) -> Life {
    let life = Life {
        index: SpinOffIndex::from(history.spin_offs.len()),
        institute: institute_index,
        institute_key: institute.key,
        key,
        founded: firm.founded,
        log_revenue: log_of_yuan(firm.revenue.fen()),
        listed: firm.listing.map(|listing| listing.market),
    };
    history.spin_offs.push(SpinOff {
        origin: SpinOffOrigin::Existing(number),
        key,
        institute: institute_index,
        founded: firm.founded,
        captive: firm.captive,
        prior_revenue: Some(firm.revenue),
        highest_rewarded: firm.highest_rewarded,
    });
    if let Some(listing) = firm.listing {
        history.events.push(life.event(listing.date, Occurrence::Listing { market: listing.market }));
    }
    life
}
