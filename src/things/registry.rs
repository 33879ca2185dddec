//! What a scenario names, each by its position in the scenario's own order.

use super::Text;

macro_rules! position {
    ($(#[$doc:meta])* $name:ident, $width:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $width);

        impl $name {
            /// The position as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(<$width>::try_from(index).expect("more entries than a run can hold"))
            }
        }
    };
}

position!(/// A county-level jurisdiction of the scenario.
    CountyId, u16);
position!(/// A sector of the scenario.
    SectorId, u16);
position!(/// A market of the scenario; 0 is the one on which firms list first ([`Registry::FIRST_MARKET`]).
    MarketId, u16);
position!(/// A category of science award of the scenario.
    CategoryId, u16);
position!(/// A clause of the policy, in the document's order.
    ClauseId, u16);
position!(/// An institute of one history: the named ones as listed, then the pipeline as drawn.
    InstituteIndex, u32);
position!(/// A spin-off of one history.
    SpinOffIndex, u32);

/// A county-level jurisdiction: a district, county, county-level city or administrative committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Identifier in files.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// An industry sector, whose firms share their parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// Identifier in files.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// A market on which firms list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// Identifier in files, such as `NEEQ` or `SZSE`.
    pub id: String,
}

/// A category of science award, such as the provincial second prize.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardCategory {
    /// Identifier in files, `level.prize`, such as `provincial.second`.
    pub id: String,
}

/// All that a scenario names and that the policy and the history refer to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registry {
    /// Counties, in the scenario's order.
    pub counties: Vec<County>,
    /// Sectors, in the scenario's order.
    pub sectors: Vec<Sector>,
    /// Markets; the first is [`Registry::FIRST_MARKET`].
    pub markets: Vec<Market>,
    /// Award categories, level by level.
    pub categories: Vec<AwardCategory>,
}

impl Registry {
    /// The market of the first step, on which an unlisted firm may list before an exchange: NEEQ (新三板).
    pub const FIRST_MARKET: MarketId = MarketId(0);

    /// The position of a county.
    pub fn county(&self, id: &str) -> Option<CountyId> {
        self.counties.iter().position(|county| county.id == id).map(CountyId::from)
    }

    /// The position of a sector.
    pub fn sector(&self, id: &str) -> Option<SectorId> {
        self.sectors.iter().position(|sector| sector.id == id).map(SectorId::from)
    }

    /// The position of a market.
    pub fn market(&self, id: &str) -> Option<MarketId> {
        self.markets.iter().position(|market| market.id == id).map(MarketId::from)
    }

    /// The position of an award category.
    pub fn category(&self, id: &str) -> Option<CategoryId> {
        self.categories.iter().position(|category| category.id == id).map(CategoryId::from)
    }
}
