//! Names of what files name by a word of their own: markets, award levels, prizes and alternatives.

use super::Text;

/// Markets by their identifiers.
const MARKETS: &[(&str, &str, &str)] = &[
    ("NEEQ", "新三板", "NEEQ"),
    ("SSE", "上交所", "Shanghai"),
    ("SZSE", "深交所", "Shenzhen"),
    ("BSE", "北交所", "Beijing"),
    ("HKEX", "港交所", "Hong Kong"),
    ("US", "美国", "US"),
];

/// Levels of science awards.
const AWARD_LEVELS: &[(&str, &str, &str)] = &[
    ("national", "国家级", "national"),
    ("provincial", "省级", "provincial"),
    ("municipal", "市级", "municipal"),
];

/// Prizes of a science award.
const PRIZES: &[(&str, &str, &str)] = &[
    ("special", "特等奖", "special prize"),
    ("first", "一等奖", "first prize"),
    ("second", "二等奖", "second prize"),
    ("third", "三等奖", "third prize"),
];

/// What scenario files call the ends of a range and the usual alternatives.
const ALTERNATIVES: &[(&str, &str, &str)] = &[
    ("low", "低值", "low"),
    ("high", "高值", "high"),
    ("slow", "较慢", "slow"),
    ("fast", "较快", "fast"),
    ("districts", "偏市区", "districts"),
    ("counties", "偏县域", "counties"),
    ("domestic", "境内为主", "domestic"),
    ("overseas", "境外较多", "overseas"),
    ("beijing", "只在北交所", "Beijing"),
    ("elsewhere", "其他交易所较多", "elsewhere"),
];

fn named(words: &[(&str, &str, &str)], id: &str) -> Text {
    let found = words.iter().find(|(known, ..)| *known == id);
    found.map_or_else(|| Text::same(id), |(_, zh, en)| Text::new(*zh, *en))
}

/// The name of a market, such as 深交所 for `SZSE`; the identifier itself where it has none, as with all that follow.
pub fn market_name(id: &str) -> Text {
    named(MARKETS, id)
}

/// The name of an award's level, such as 省级 for `provincial`.
pub fn award_level_name(id: &str) -> Text {
    named(AWARD_LEVELS, id)
}

/// The name of a prize, such as 二等奖 for `second`.
pub fn prize_name(id: &str) -> Text {
    named(PRIZES, id)
}

/// The name of an end of a range or an alternative, such as 较慢 for `slow`.
pub fn alternative_name(id: &str) -> Text {
    named(ALTERNATIVES, id)
}
