//! What parameters are called: each so that no two of a scenario share a name, and the choices of distributions.

use serde::{Deserialize, Serialize};

use crate::policy::{Clause, ClauseKind};
use crate::quantities::Money;
use crate::scenario::{Assumption, Scenario};
use crate::things::{Text, award_level_name, market_name, prize_name};

/// The names of what a scenario itself names and its parameters choose among.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChoiceNames {
    /// Counties by identifier.
    pub counties: Vec<(String, Text)>,
    /// Sectors by identifier.
    pub sectors: Vec<(String, Text)>,
}

impl ChoiceNames {
    /// A scenario's names.
    pub fn of(scenario: &Scenario) -> Self {
        let registry = &scenario.registry;
        ChoiceNames {
            counties: registry.counties.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
            sectors: registry.sectors.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
        }
    }

    /// The names of several scenarios, the first that names an identifier before the others.
    pub fn of_all<'s>(scenarios: impl IntoIterator<Item = &'s Scenario>) -> Self {
        let mut all = ChoiceNames::default();
        let add = |known: &mut Vec<(String, Text)>, more: Vec<(String, Text)>| {
            for (id, name) in more {
                if !known.iter().any(|(other, _)| *other == id) {
                    known.push((id, name));
                }
            }
        };
        for names in scenarios.into_iter().map(ChoiceNames::of) {
            add(&mut all.counties, names.counties);
            add(&mut all.sectors, names.sectors);
        }
        all
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.counties.is_empty() && self.sectors.is_empty()
    }
}

/// A parameter's meaning, with the name of the sector, institute, award, clause, market, milestone or rule that it is of.
pub(super) fn parameter_name(scenario: &Scenario, assumption: &Assumption) -> Text {
    let parts: Vec<&str> = assumption.path.split('.').collect();
    let meaning = &assumption.meaning;
    of(scenario, &parts).map_or_else(
        || meaning.clone(),
        |of| Text::new(format!("{}（{}）", meaning.zh, of.zh), format!("{} ({})", meaning.en, of.en)),
    )
}

/// What a parameter is of; none where its meaning says it.
fn of(scenario: &Scenario, parts: &[&str]) -> Option<Text> {
    let clause = |id: &str| scenario.policy.clauses.iter().find(|clause| clause.id == id);
    match *parts {
        ["policy", "clauses", id, ref rest @ ..] => of_clause(clause(id)?, rest),
        ["sectors", id, ..] => {
            let sector = scenario.registry.sectors.iter().find(|sector| sector.id == id)?;
            Some(sector.name.clone())
        }
        ["institutes", id, ref rest @ ..] => {
            let institute = scenario.institutes.iter().find(|institute| institute.id == id)?;
            let firm = match rest {
                ["spin_offs", firm, ..] => institute.existing.iter().find(|one| one.id == *firm),
                _ => None,
            };
            Some(firm.map_or(&institute.name, |firm| &firm.name).clone())
        }
        ["lags", id, ..] => Some(clause(id)?.title.clone()),
        ["awards", level, rounds, _] => {
            let level = award_level_name(level);
            let round = number_of(rounds)?;
            Some(Text::new(format!("{}第 {round} 轮", level.zh), format!("{}, round {round}", level.en)))
        }
        ["awards", level, _] => Some(award_level_name(level)),
        ["budgets", id, ..] => {
            let budget = scenario.budgets.iter().find(|budget| budget.id == id)?;
            Some(budget.title.clone())
        }
        ["opening_payables", id, ..] => Some(Text::same(id)),
        ["split", rules, ..] => {
            let rule = number_of(rules)?;
            Some(Text::new(format!("第 {rule} 条规则"), format!("rule {rule}")))
        }
        _ => None,
    }
}

/// The place, from 1, of `rules[0]` in its list.
fn number_of(part: &str) -> Option<usize> {
    let (_, place) = part.strip_suffix(']')?.split_once('[')?;
    Some(place.parse::<usize>().ok()? + 1)
}

/// What a parameter of a clause is of: a group of markets, a prize, a milestone, or the clause.
fn of_clause(clause: &Clause, rest: &[&str]) -> Option<Text> {
    match (&clause.kind, rest) {
        (ClauseKind::ListingReward { tiers }, ["tiers", id, ..]) => {
            let tier = tiers.iter().find(|tier| tier.id == *id)?;
            let markets: Vec<Text> = tier.markets.iter().map(|market| market_name(market)).collect();
            let listed =
                |say: fn(&Text) -> &str, comma| markets.iter().map(say).collect::<Vec<_>>().join(comma);
            Some(Text::new(listed(|market| &market.zh, "、"), listed(|market| &market.en, ", ")))
        }
        (_, ["prizes", level, prize, ..]) => {
            let (level, prize) = (award_level_name(level), prize_name(prize));
            Some(Text::new(format!("{}{}", level.zh, prize.zh), format!("{} {}", level.en, prize.en)))
        }
        (ClauseKind::RevenueMilestoneReward { milestones, .. }, ["milestones", id, of]) => {
            let place = milestones.iter().position(|milestone| milestone.id == *id)?;
            let step = place + 1;
            if *of == "threshold" {
                return Some(Text::new(format!("第 {step} 档"), format!("step {step}")));
            }
            let passed = milestones[place].threshold;
            Some(Text::new(
                format!("第 {step} 档，超过 {} 万元", in_units(passed, 1_000_000)),
                format!("step {step}, above {} million yuan", in_units(passed, 100_000_000)),
            ))
        }
        (_, [_]) => Some(clause.title.clone()),
        _ => None,
    }
}

/// An amount in units of so many fen, without trailing zeros.
fn in_units(amount: Money, fen: i64) -> String {
    let units = rust_decimal::Decimal::from(amount.fen()) / rust_decimal::Decimal::from(fen);
    units.normalize().to_string()
}
