//! Spin-offs by sector, and their listings.

use super::frame::{enlist_market, market_id};
use super::warnings::warn_of_spin_offs;
use crate::files::diagnostics::Fault;
use crate::files::kinds::{
    AGE, EVENT_RATE, Kind, LINE, MONEY, MOST_EVENTS, POSITIVE_MONEY, PROBABILITY, RATE, REAL, Ranged,
};
use crate::files::reader::Section;
use crate::language::both;
use crate::quantities::{Horizon, Money, Probability, Rate};
use crate::scenario::{ExchangeListing, ListingModel, NeeqListing, SectorModel, Weights};
use crate::things::{MarketId, Registry};

/// The keys of `[spin_offs]`, or those that a sector states for itself.
#[derive(Default, Clone)]
pub(super) struct SpinOffKeys {
    pub formation_rate: Option<Rate>,
    pub formation_ramp: Option<Vec<Rate>>,
    pub failure: Option<Probability>,
    pub captive_share: Option<Probability>,
    pub captive_revenue_median: Option<Money>,
    pub captive_revenue_sigma: Option<Rate>,
    pub revenue_median: Option<Money>,
    pub revenue_sigma: Option<Rate>,
    pub growth_mean: Option<f64>,
    pub growth_sigma: Option<Rate>,
    pub growth_economy_loading: Option<f64>,
}

/// Reads `[spin_offs]`, where every key is required, or a sector's own, where none is.
pub(super) fn read_spin_offs(section: &Section<'_>, required: bool) -> SpinOffKeys {
    let keys = SpinOffKeys {
        formation_rate: one(section, required, "formation_rate", &EVENT_RATE),
        formation_ramp: section.list("formation_ramp", required, &RATE),
        failure: one(section, required, "failure_probability", &PROBABILITY),
        captive_share: one(section, required, "captive_share", &PROBABILITY),
        captive_revenue_median: one(section, required, "captive_revenue_median", &POSITIVE_MONEY),
        captive_revenue_sigma: one(section, required, "captive_revenue_sigma", &RATE),
        revenue_median: one(section, required, "revenue_median", &POSITIVE_MONEY),
        revenue_sigma: one(section, required, "revenue_sigma", &RATE),
        growth_mean: one(section, required, "growth_mean", &REAL),
        growth_sigma: one(section, required, "growth_sigma", &RATE),
        growth_economy_loading: one(section, required, "growth_economy_loading", &REAL),
    };
    warn_of_spin_offs(section, &keys);
    keys
}

fn one<T: Ranged + Clone>(section: &Section<'_>, required: bool, key: &str, kind: &Kind<T>) -> Option<T> {
    if required { section.parameter(key, kind) } else { section.optional_parameter(key, kind) }
}

/// A sector's firms: its own keys before the common ones, and its factor on the formation rate.
pub(super) fn sector_model(
    common: &SpinOffKeys,
    own: SpinOffKeys,
    factor: Option<Rate>,
) -> Option<SectorModel> {
    Some(SectorModel {
        formation_rate: own.formation_rate.or(common.formation_rate)?,
        formation_factor: factor?,
        formation_ramp: own.formation_ramp.or_else(|| common.formation_ramp.clone())?,
        failure: own.failure.or(common.failure)?,
        captive_share: own.captive_share.or(common.captive_share)?,
        captive_revenue_median: own.captive_revenue_median.or(common.captive_revenue_median)?,
        captive_revenue_sigma: own.captive_revenue_sigma.or(common.captive_revenue_sigma)?,
        revenue_median: own.revenue_median.or(common.revenue_median)?,
        revenue_sigma: own.revenue_sigma.or(common.revenue_sigma)?,
        growth_mean: own.growth_mean.or(common.growth_mean)?,
        growth_sigma: own.growth_sigma.or(common.growth_sigma)?,
        growth_economy_loading: own.growth_economy_loading.or(common.growth_economy_loading)?,
    })
}

/// Whether rate, factor and ramp together stay bounded: each may be plausible where their product is not.
pub(super) fn formation_is_bounded(sector: &str, model: &SectorModel, root: &Section<'_>) -> bool {
    let steepest = model.formation_ramp.iter().map(|factor| factor.value()).fold(0.0, f64::max);
    let most = model.formation() * steepest;
    let bounded = most <= MOST_EVENTS;
    if !bounded {
        root.reading.error(
            &format!("sectors.{sector}.formation_factor"),
            both!(
                "与每年新设企业数及其系数相乘，一家产研院每年新设 {most} 家企业，超过 {MOST_EVENTS}",
                "with the formation rate and its ramp, an institute founds {most} firms a year, above {MOST_EVENTS}"
            ),
            both!(
                "请降低此系数、spin_offs.formation_rate 或 formation_ramp 的最大值",
                "lower this factor, spin_offs.formation_rate or the highest factor of formation_ramp"
            ),
        );
    }
    bounded
}

/// Reads `[listing]`; the markets that it names join the registry, the one of the first step first.
pub(super) fn read_listing(
    section: &Section<'_>,
    registry: &mut Registry,
    horizon: Option<Horizon>,
) -> Option<ListingModel> {
    let market_loading = section.parameter("market_loading", &REAL);
    let neeq = section.section("neeq").and_then(|section| read_neeq(&section, registry, horizon));
    let exchange = section.section("exchange").and_then(|section| read_exchange(&section, registry, horizon));
    Some(ListingModel { market_loading: market_loading?, neeq: neeq?, exchange: exchange? })
}

fn read_neeq(
    section: &Section<'_>,
    registry: &mut Registry,
    horizon: Option<Horizon>,
) -> Option<NeeqListing> {
    if let Some(market) = section.plain("market", true, &LINE) {
        match market_id(&market) {
            Ok(()) => {
                enlist_market(registry, &market);
            }
            Err(Fault { wrong, right }) => section.reading.error(&section.path_of("market"), wrong, right),
        }
    }
    let hazard = section.parameter("hazard", &EVENT_RATE);
    let climate = section.by_year("climate", &RATE, horizon);
    let min_age = section.parameter("min_age", &AGE);
    let min_revenue = section.parameter("min_revenue", &MONEY);
    super::warnings::warn_above(section, "hazard", hazard, 1.0);
    Some(NeeqListing { hazard: hazard?, climate: climate?, min_age: min_age?, min_revenue: min_revenue? })
}

fn read_exchange(
    section: &Section<'_>,
    registry: &mut Registry,
    horizon: Option<Horizon>,
) -> Option<ExchangeListing> {
    let hazard = section.parameter("hazard", &EVENT_RATE);
    let climate = section.by_year("climate", &RATE, horizon);
    let min_age = section.parameter("min_age", &AGE);
    let min_revenue = section.parameter("min_revenue", &MONEY);
    let uplift = section.parameter("uplift", &RATE);
    let direct_markets = read_markets(section, "direct_markets", registry);
    let neeq_markets = read_markets(section, "neeq_markets", registry);
    super::warnings::warn_above(section, "hazard", hazard, 1.0);
    Some(ExchangeListing {
        hazard: hazard?,
        climate: climate?,
        min_age: min_age?,
        min_revenue: min_revenue?,
        uplift: uplift?,
        direct_markets: direct_markets?,
        neeq_markets: neeq_markets?,
    })
}

fn read_markets(section: &Section<'_>, key: &str, registry: &mut Registry) -> Option<Weights<MarketId>> {
    let first = registry.markets.first().map(|market| market.id.clone());
    let names = section.weights(key, true, &|id| {
        market_id(id)?;
        if first.as_deref() == Some(id) {
            return Err(Fault::new(
                both!(
                    "{id} 是第一步挂牌的市场，不是交易所",
                    "{id} is the market of the first step and no exchange"
                ),
                both!("请写交易所，如 SSE、SZSE 或 BSE", "name exchanges, such as SSE, SZSE or BSE"),
            ));
        }
        Ok(id.to_owned())
    })?;
    let choices = names.choices().iter().map(|(id, weight)| (enlist_market(registry, id), *weight)).collect();
    Weights::new(choices).ok()
}
