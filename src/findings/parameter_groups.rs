//! Parameters in groups: by the part of the model that they belong to, or as somebody asks.

use crate::things::Text;

/// Parameters that are looked at together.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterGroup {
    /// Identifier.
    pub id: String,
    /// In words.
    pub name: Text,
    /// Paths of its parameters.
    pub members: Vec<String>,
}

/// The parts of the model: identifier, words, and what the paths of its parameters begin with. The first that fits counts.
const PARTS: &[(&str, &str, &str, &[&str])] = &[
    ("formation", "衍生企业设立", "formation of spin-offs", &["sectors.", "spin_offs.formation_"]),
    ("revenue", "企业存续、收入和增长", "survival, revenue and growth", &["spin_offs."]),
    (
        "institutes",
        "产研院家数、时间和差异",
        "institutes: number, time, strength",
        &["pipeline.", "institutes.", "quality."],
    ),
    ("evaluation", "绩效评价", "evaluation", &["evaluation."]),
    ("listings", "挂牌上市", "listings", &["listing."]),
    ("awards", "科技奖励", "science awards", &["awards."]),
    ("drivers", "年度共同因素", "shared yearly drivers", &["drivers."]),
    ("sub_fund", "子基金", "sub-fund", &["sub_fund."]),
    (
        "payment",
        "兑付和专项资金",
        "payment and the special fund",
        &["lags.", "fund.", "opening_payables.", "budgets."],
    ),
    ("policy", "政策规定", "the policy", &["policy."]),
];

/// The parts of the model that have parameters among `paths`.
pub fn parts_of_model(paths: &[&str]) -> Vec<ParameterGroup> {
    let part_of = |path: &str| {
        // what a sector states of its own firms belongs where the common key does
        let own = path.strip_prefix("sectors.").and_then(|rest| rest.split_once(".spin_offs."));
        let path = own.map_or_else(|| path.to_owned(), |(_, key)| format!("spin_offs.{key}"));
        PARTS.iter().position(|(_, _, _, beginnings)| beginnings.iter().any(|begin| path.starts_with(begin)))
    };
    let groups = PARTS.iter().enumerate().map(|(part, (id, zh, en, _))| ParameterGroup {
        id: (*id).to_owned(),
        name: Text::new(*zh, *en),
        members: paths
            .iter()
            .filter(|path| part_of(path) == Some(part))
            .map(|path| (*path).to_owned())
            .collect(),
    });
    groups.filter(|group| !group.members.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_is_in_one_part() {
        let paths = [
            "sectors.devices.formation_factor",
            "sectors.devices.spin_offs.revenue_median",
            "sectors.devices.spin_offs.formation_rate",
            "spin_offs.formation_rate",
            "spin_offs.growth_mean",
            "pipeline.count",
            "quality.cv",
            "lags.listing_reward",
        ];
        let groups = parts_of_model(&paths);
        let found: Vec<(&str, usize)> =
            groups.iter().map(|group| (group.id.as_str(), group.members.len())).collect();
        assert_eq!(found, [("formation", 3), ("revenue", 2), ("institutes", 2), ("payment", 1)]);
    }

    /// Whatever can be varied belongs to a part.
    #[test]
    fn no_parameter_is_without_a_part() {
        for path in crate::scenario::Parameter::paths() {
            let path = path.replace('*', "x");
            assert_eq!(parts_of_model(&[&path]).len(), 1, "{path}");
        }
    }
}
