//! What records may name: a scenario's counties, and every market and award category of the scenario and the policy.

use crate::policy::{ClauseKind, Policy};
use crate::things::{AwardCategory, Market, Registry};

/// The name of a market or an award of which the policy says nothing.
pub const OTHER: &str = "other";

/// The names that records of real events may use: those of `known`, the policy's own, and [`OTHER`].
pub fn registry_of_records(known: &Registry, policy: &Policy) -> Registry {
    let mut registry = known.clone();
    for clause in &policy.clauses {
        match &clause.kind {
            ClauseKind::ListingReward { tiers } => {
                tiers.iter().flat_map(|tier| &tier.markets).for_each(|id| enlist_market(&mut registry, id));
            }
            ClauseKind::AwardReward { prizes } => {
                prizes.iter().for_each(|prize| enlist_category(&mut registry, &prize.category));
            }
            _ => {}
        }
    }
    enlist_market(&mut registry, OTHER);
    enlist_category(&mut registry, OTHER);
    registry
}

fn enlist_market(registry: &mut Registry, id: &str) {
    if registry.market(id).is_none() {
        registry.markets.push(Market { id: id.to_owned() });
    }
}

fn enlist_category(registry: &mut Registry, id: &str) {
    if registry.category(id).is_none() {
        registry.categories.push(AwardCategory { id: id.to_owned() });
    }
}

/// Chinese words for markets and awards, beside their identifiers.
const NAMES: [(&str, &[&str]); 14] = [
    ("NEEQ", &["新三板", "全国股转系统", "全国中小企业股份转让系统"]),
    ("SSE", &["上交所", "上海证券交易所", "沪市"]),
    ("SZSE", &["深交所", "深圳证券交易所", "深市"]),
    ("BSE", &["北交所", "北京证券交易所"]),
    ("HKEX", &["港交所", "香港联交所", "香港证券交易所"]),
    ("US", &["美国", "美股", "美国证券交易所"]),
    ("national.special", &["国家特等奖", "国家科技进步奖特等奖"]),
    ("national.first", &["国家一等奖", "国家科技进步奖一等奖"]),
    ("national.second", &["国家二等奖", "国家科技进步奖二等奖"]),
    ("provincial.special", &["省特等奖", "省科技进步奖特等奖"]),
    ("provincial.first", &["省一等奖", "省科技进步奖一等奖"]),
    ("provincial.second", &["省二等奖", "省科技进步奖二等奖"]),
    ("provincial.third", &["省三等奖", "省科技进步奖三等奖"]),
    ("other", &["其他", "其它"]),
];

/// The identifier that a cell means: itself, or what its Chinese word stands for.
pub fn identifier(cell: &str) -> &str {
    NAMES.iter().find(|(_, names)| names.contains(&cell)).map_or(cell, |(id, _)| id)
}

/// The Chinese word for an identifier, or itself.
pub fn chinese(id: &str) -> &str {
    NAMES.iter().find(|(known, _)| *known == id).map_or(id, |(_, names)| names[0])
}
