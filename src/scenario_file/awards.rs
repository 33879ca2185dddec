//! Science awards: levels, prizes and rounds.

use super::frame::Names;
use crate::files::kinds::{AGE, DATE, EVENT_RATE, MOST_EVENTS, RATE};
use crate::files::reader::{Section, id_fault};
use crate::language::both;
use crate::scenario::{AwardLevel, AwardRound, Weights};
use crate::things::{AwardCategory, CategoryId, Registry};

/// Reads the award levels; their categories join the registry.
pub(super) fn read_awards(section: &Section<'_>, registry: &mut Registry) -> Option<Vec<AwardLevel>> {
    let read: Vec<Option<AwardLevel>> =
        section.by_id().into_iter().map(|(id, section)| read_level(id, &section, registry)).collect();
    let named = registry.categories.len();
    if named > MOST_CATEGORIES {
        section.reading.error(
            &section.path,
            both!("各级合计有 {named} 个等次", "all levels together have {named} prizes"),
            both!(
                "最多写 {MOST_CATEGORIES} 个：超过后两个等次会共用随机数",
                "name at most {MOST_CATEGORIES}: beyond, the draws of two prizes would be the same"
            ),
        );
        return None;
    }
    read.into_iter().collect()
}

/// Award events are told apart by 8 bits for the prize (`chance::history`).
const MOST_CATEGORIES: usize = 256;

fn read_level(id: &str, section: &Section<'_>, registry: &mut Registry) -> Option<AwardLevel> {
    let institute_rate = section.parameter("institute_rate", &EVENT_RATE);
    let spin_off_rate = section.parameter("spin_off_rate", &EVENT_RATE);
    super::warnings::warn_above(section, "institute_rate", institute_rate, 20.0);
    super::warnings::warn_above(section, "spin_off_rate", spin_off_rate, 5.0);
    let min_age = section.parameter("spin_off_min_age", &AGE);
    let prizes = section.weights("prizes", true, &|prize| match id_fault(prize, "") {
        Some(fault) => Err(fault),
        None => Ok(prize.to_owned()),
    });
    let rounds = read_rounds(section);
    if let (Some(institute), Some(spin_off), Some(rounds)) = (institute_rate, spin_off_rate, &rounds) {
        let rate = institute.value().max(spin_off.value());
        for (index, round) in rounds.iter().enumerate() {
            let most = rate * round.weight.value();
            if most > MOST_EVENTS {
                section.reading.error(
                    &format!("{}.rounds[{index}].weight", section.path),
                    both!(
                        "与发生率相乘，本次评奖给同一单位带来 {most} 项奖励，超过 {MOST_EVENTS}",
                        "with the rates, this round brings {most} awards to one holder, above {MOST_EVENTS}"
                    ),
                    both!(
                        "请降低权重，它是发生率的倍数，如 \"1\"",
                        "lower the weight, which is a factor on the rates, such as \"1\""
                    ),
                );
            }
        }
    }
    let choices = prizes?
        .choices()
        .iter()
        .map(|(prize, weight)| {
            registry.categories.push(AwardCategory { id: format!("{id}.{prize}") });
            (CategoryId::from(registry.categories.len() - 1), *weight)
        })
        .collect();
    Some(AwardLevel {
        id: id.to_owned(),
        institute_rate: institute_rate?,
        spin_off_rate: spin_off_rate?,
        spin_off_min_age: min_age?,
        prizes: Weights::new(choices).ok()?,
        rounds: rounds?,
    })
}

fn read_rounds(section: &Section<'_>) -> Option<Vec<AwardRound>> {
    let rounds = section.tables_of_list("rounds", "[{ date = 2024-01-10, weight = \"1\" }]")?;
    let read: Vec<Option<AwardRound>> = rounds
        .iter()
        .map(|round| {
            let date = round.plain("date", true, &DATE);
            let weight = round.plain("weight", true, &RATE);
            let evidence = round.evidence();
            for (key, sound) in [("date", date.is_some()), ("weight", weight.is_some())] {
                if let Some(entry) = round.table.get(key).filter(|_| sound) {
                    round.enter(&round.path_of(key), &entry.item, evidence.clone(), entry.item.place);
                }
            }
            Some(AwardRound { date: date?, weight: weight? })
        })
        .collect();
    for (index, pair) in read.windows(2).enumerate() {
        if let [Some(before), Some(after)] = pair
            && after.date <= before.date
        {
            let (date, before) = (after.date, before.date);
            section.reading.error(
                &format!("{}.date", rounds[index + 1].path),
                both!(
                    "{date} 不晚于前一次评奖 {before}",
                    "{date} does not lie after {before}, the round before"
                ),
                both!(
                    "请按日期先后列出各次评奖，每日一次",
                    "list the rounds in order of date, each day once"
                ),
            );
        }
    }
    read.into_iter().collect()
}

/// Warns of award prizes and markets whose names nearly are those of the policy: they would pay nothing.
pub(super) fn warn_of_near_names(policy: &crate::policy::Policy, names: &Names, section: &Section<'_>) {
    use crate::policy::ClauseKind;
    let mut markets: Vec<&str> = Vec::new();
    let mut prizes: Vec<&str> = Vec::new();
    for clause in &policy.clauses {
        match &clause.kind {
            ClauseKind::ListingReward { tiers } => {
                markets.extend(tiers.iter().flat_map(|tier| tier.markets.iter().map(String::as_str)));
            }
            ClauseKind::AwardReward { prizes: paid } => {
                prizes.extend(paid.iter().map(|prize| prize.category.as_str()));
            }
            _ => {}
        }
    }
    let drawn_markets: Vec<&str> = names.registry.markets.iter().map(|market| market.id.as_str()).collect();
    let drawn_prizes: Vec<&str> =
        names.registry.categories.iter().map(|category| category.id.as_str()).collect();
    for (what, path, drawn, paid) in [
        (("市场", "market"), "listing", drawn_markets, markets),
        (("等次", "prize"), "awards", drawn_prizes, prizes),
    ] {
        let (what_zh, what_en) = what;
        for word in drawn.iter().filter(|word| !paid.contains(word)) {
            // a name that the scenario draws as well is another thing, not a slip
            let free = paid.iter().copied().filter(|candidate| !drawn.contains(candidate));
            if let Some(candidate) = crate::files::diagnostics::nearest(word, free) {
                section.reading.warning(
                    path,
                    both!(
                        "政策对{what_zh} {word} 不支付",
                        "the policy pays nothing for the {what_en} {word}"
                    ),
                    both!(
                        "是否应为政策所写的 {candidate}？",
                        "is {candidate} meant, which the policy names?"
                    ),
                );
            }
        }
    }
}
