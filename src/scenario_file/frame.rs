//! The frame of a scenario: horizon, readings, drivers, counties, sectors, and what else stands alone.

use crate::files::diagnostics::{Fault, unknown};
use crate::files::kinds::{CORRELATION, EVENT_RATE, RATE, SHARE, YEAR};
use crate::files::reader::{Section, id_fault};
use crate::language::{Told, both};
use crate::policy::Readings;
use crate::quantities::{Horizon, Rate, Share};
use crate::scenario::{DriverModel, EvaluationRates};
use crate::things::{ClauseId, County, CountyId, Market, MarketId, Registry, Sector, SectorId};

/// What a scenario and its policy name, for looking names up.
pub(super) struct Names {
    pub horizon: Option<Horizon>,
    pub registry: Registry,
    /// The policy's clauses with whether they pay; none where the policy could not be read.
    pub clauses: Option<Vec<(String, Option<bool>)>>,
}

impl Names {
    pub fn county(&self, id: &str) -> Result<CountyId, Fault> {
        let ids: Vec<&str> = self.registry.counties.iter().map(|county| county.id.as_str()).collect();
        self.registry.county(id).ok_or_else(|| unknown(("县（市、区）", "county"), id, &ids))
    }

    pub fn sector(&self, id: &str) -> Result<SectorId, Fault> {
        let ids: Vec<&str> = self.registry.sectors.iter().map(|sector| sector.id.as_str()).collect();
        self.registry.sector(id).ok_or_else(|| unknown(("行业", "sector"), id, &ids))
    }

    pub fn market(&self, id: &str) -> Result<MarketId, Fault> {
        let ids: Vec<&str> = self.registry.markets.iter().map(|market| market.id.as_str()).collect();
        self.registry.market(id).ok_or_else(|| unknown(("市场", "market"), id, &ids))
    }

    /// A clause of the policy.
    pub fn clause(&self, id: &str) -> Result<ClauseId, Fault> {
        let clauses = self.clauses.as_deref().unwrap_or_default();
        let ids: Vec<&str> = clauses.iter().map(|(id, _)| id.as_str()).collect();
        let position = ids.iter().position(|known| *known == id).map(ClauseId::from);
        position.ok_or_else(|| unknown(("条款", "clause"), id, &ids))
    }

    /// A clause that pays.
    pub fn paying_clause(&self, id: &str) -> Result<ClauseId, Fault> {
        let clause = self.clause(id)?;
        let pays = self.clauses.as_ref().and_then(|clauses| clauses[clause.index()].1);
        if pays == Some(false) {
            return Err(Fault::new(
                both!("条款 {id} 不支付", "the clause {id} pays nothing"),
                both!("请写支付的条款", "name a clause that pays"),
            ));
        }
        Ok(clause)
    }
}

/// Checks a market's identifier, which may use capitals.
pub(super) fn market_id(id: &str) -> Result<(), Fault> {
    match id_fault(&id.to_ascii_lowercase(), "") {
        Some(fault) => {
            let right = both!(
                "请用 A-Z、a-z、0-9、_ 和 - 写市场，如 \"SZSE\"",
                "write a market of A-Z, a-z, 0-9, _ and -, such as \"SZSE\""
            );
            Err(Fault::new(fault.wrong, right))
        }
        None => Ok(()),
    }
}

/// The position of a market, which joins the registry where it is new.
pub(super) fn enlist_market(registry: &mut Registry, id: &str) -> MarketId {
    registry.market(id).unwrap_or_else(|| {
        registry.markets.push(Market { id: id.to_owned() });
        MarketId::from(registry.markets.len() - 1)
    })
}

pub(super) fn read_horizon(section: &Section<'_>) -> Option<Horizon> {
    let (first, last) = (section.plain("first", true, &YEAR), section.plain("last", true, &YEAR));
    match Horizon::new(first?, last?) {
        Ok(horizon) => Some(horizon),
        Err(error) => {
            section.reading.error(
                &section.path_of("last"),
                error.told(),
                both!(
                    "last 应不早于 first，且最多晚 29 年",
                    "let last be first or later, by at most 29 years"
                ),
            );
            None
        }
    }
}

pub(super) fn read_readings(section: &Section<'_>) -> Option<Readings> {
    let mut readings = Readings::default();
    let mut sound = true;
    for (switch, options) in Readings::SWITCHES {
        sound &= section.chosen_word(switch, options).is_some_and(|option| readings.choose(switch, option));
    }
    sound.then_some(readings)
}

pub(super) fn read_drivers(section: &Section<'_>) -> Option<DriverModel> {
    let economy_persistence = section.parameter("economy_persistence", &CORRELATION);
    let market_persistence = section.parameter("market_persistence", &CORRELATION);
    let correlation = section.parameter("correlation", &CORRELATION);
    Some(DriverModel {
        economy_persistence: economy_persistence?,
        market_persistence: market_persistence?,
        correlation: correlation?,
    })
}

pub(super) fn read_counties(section: &Section<'_>) -> Vec<County> {
    if section.table.entries.is_empty() {
        section.reading.error(
            &section.path,
            both!("没有县（市、区）", "has no county"),
            both!("至少写一个 [counties.标识]", "state at least one [counties.ID]"),
        );
    }
    let read = section
        .by_id()
        .into_iter()
        .map(|(id, section)| County { id: id.to_owned(), name: section.text("name").unwrap_or_default() });
    read.collect()
}

/// Sectors with the factor on their formation rate; their firms are read with the spin-offs.
pub(super) fn read_sectors<'r>(section: &Section<'r>) -> Vec<(Sector, Option<Rate>, Option<Section<'r>>)> {
    if section.table.entries.is_empty() {
        section.reading.error(
            &section.path,
            both!("没有行业", "has no sector"),
            both!("至少写一个 [sectors.标识]", "state at least one [sectors.ID]"),
        );
    }
    let read = section.by_id().into_iter().map(|(id, section)| {
        let sector = Sector { id: id.to_owned(), name: section.text("name").unwrap_or_default() };
        let factor = section.parameter("formation_factor", &RATE);
        (sector, factor, section.optional_section("spin_offs"))
    });
    read.collect()
}

pub(super) fn read_evaluation(section: &Section<'_>) -> Option<EvaluationRates> {
    let results = section.parameter("results_rate", &EVENT_RATE);
    let transfers = section.parameter("transfers_rate", &EVENT_RATE);
    Some(EvaluationRates { results: results?, transfers: transfers? })
}

pub(super) fn read_confidence(section: &Section<'_>) -> Option<Share> {
    let confidence = section.plain("confidence", true, &SHARE)?;
    if confidence == Share::NONE || confidence == Share::WHOLE {
        section.reading.error(
            &section.path_of("confidence"),
            both!("{confidence} 不是置信水平", "{confidence} is no level of confidence"),
            both!("请写 0 与 1 之间的比例，如 \"95%\"", "write a share between 0 and 1, such as \"95%\""),
        );
        return None;
    }
    Some(confidence)
}
