//! What the clauses of a policy do, kind by kind.

use crate::files::diagnostics::unknown;
use crate::files::kinds::{COUNT, MONEY, MONTH_DAY, POSITIVE_MONEY};
use crate::files::reader::Section;
use crate::files::tree::quoted;
use crate::language::both;
use crate::policy::{ClauseKind, ListingTier, Milestone, Prize};

/// The kinds of clauses, with whether they pay.
pub(super) const KINDS: &[(&str, bool)] = &[
    ("instalment_subsidy", true),
    ("listing_reward", true),
    ("award_reward", true),
    ("revenue_milestone_reward", true),
    ("fund_loss_write_off", false),
    ("no_payment", false),
];

/// Reads the keys that belong to a kind of clause.
pub(super) fn read_kind(kind: &str, section: &Section<'_>) -> Option<ClauseKind> {
    match kind {
        "instalment_subsidy" => {
            let amount = section.parameter("amount", &MONEY);
            let instalments = section.parameter("instalments", &COUNT);
            let (amount, instalments) = (amount?, instalments?);
            if !(1..=30).contains(&instalments) {
                section.reading.error(
                    &section.path_of("instalments"),
                    both!("{instalments} 期", "{instalments} instalments"),
                    both!("请写 1 到 30", "write 1 to 30"),
                );
                return None;
            }
            Some(ClauseKind::InstalmentSubsidy { amount, instalments })
        }
        "listing_reward" => {
            Some(ClauseKind::ListingReward { tiers: read_tiers(&section.section("tiers")?)? })
        }
        "award_reward" => Some(ClauseKind::AwardReward { prizes: read_prizes(&section.section("prizes")?)? }),
        "revenue_milestone_reward" => {
            let reporting_day = section.plain("reporting_day", true, &MONTH_DAY);
            let milestones = section.section("milestones").and_then(|section| read_milestones(&section));
            Some(ClauseKind::RevenueMilestoneReward {
                milestones: milestones?,
                reporting_day: reporting_day?,
            })
        }
        "fund_loss_write_off" => Some(ClauseKind::FundLossWriteOff),
        "no_payment" => Some(ClauseKind::NoPayment { reason: section.text("reason")? }),
        other => {
            let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
            let fault = unknown(("条款种类", "kind of clause"), other, &names);
            section.reading.error(&section.path_of("kind"), fault.wrong, fault.right);
            // what the other keys mean depends on the kind: they are no problems of their own
            for key in ["amount", "instalments", "tiers", "prizes", "reporting_day", "milestones", "reason"] {
                section.optional(key);
            }
            None
        }
    }
}

fn read_tiers(section: &Section<'_>) -> Option<Vec<ListingTier>> {
    let mut taken: Vec<String> = Vec::new();
    let read: Vec<Option<ListingTier>> = section
        .by_id()
        .into_iter()
        .map(|(id, section)| {
            section.required("markets", "[\"NEEQ\"]");
            let mut markets = Vec::new();
            for (market, place) in section.lines("markets") {
                if taken.contains(&market) {
                    let quoted = quoted(&market);
                    let wrong = both!("市场 {quoted} 已属于另一档", "the market {quoted} has a tier already");
                    section.reading.problems.error(
                        place,
                        wrong.about(&section.path),
                        both!("一个市场只写入一档", "name a market in one tier only"),
                    );
                }
                taken.push(market.clone());
                markets.push(market);
            }
            let spin_off = section.parameter("spin_off", &MONEY);
            let institute = section.parameter("institute", &MONEY);
            Some(ListingTier { id: id.to_owned(), markets, spin_off: spin_off?, institute: institute? })
        })
        .collect();
    none_is_wrong(section, read.len(), ("档", "tier"));
    read.into_iter().collect()
}

fn read_prizes(section: &Section<'_>) -> Option<Vec<Prize>> {
    let mut prizes = Vec::new();
    for (level, section) in section.by_id() {
        for entry in section.identifiers() {
            let amount = section.parameter(&entry.key, &MONEY);
            prizes.push(amount.map(|amount| Prize { category: format!("{level}.{}", entry.key), amount }));
        }
    }
    none_is_wrong(section, prizes.len(), ("等次", "prize"));
    prizes.into_iter().collect()
}

fn read_milestones(section: &Section<'_>) -> Option<Vec<Milestone>> {
    let read: Vec<Option<Milestone>> = section
        .by_id()
        .into_iter()
        .map(|(id, section)| {
            let threshold = section.parameter("threshold", &POSITIVE_MONEY);
            let spin_off = section.parameter("spin_off", &MONEY);
            let institute = section.parameter("institute", &MONEY);
            Some(Milestone {
                id: id.to_owned(),
                threshold: threshold?,
                spin_off: spin_off?,
                institute: institute?,
            })
        })
        .collect();
    none_is_wrong(section, read.len(), ("门槛", "milestone"));
    let milestones: Vec<Milestone> = read.into_iter().collect::<Option<_>>()?;
    for pair in milestones.windows(2) {
        if pair[1].threshold <= pair[0].threshold {
            let (this, before) = (pair[1].threshold.with_unit(), pair[0].threshold.with_unit());
            let id = &pair[0].id;
            section.reading.error(
                &format!("{}.{}.threshold", section.path, pair[1].id),
                both!(
                    "{this} 不高于前一个门槛 {id} 的 {before}",
                    "{this} is not above {before} of {id}, the one before"
                ),
                both!(
                    "请按升序列出各门槛，每个一次",
                    "list the milestones in ascending order, each threshold once"
                ),
            );
            return None;
        }
    }
    Some(milestones)
}

fn none_is_wrong(section: &Section<'_>, count: usize, (zh, en): (&str, &str)) {
    if count == 0 {
        let right = both!("至少写一个{zh}", "state at least one {en}");
        section.reading.error(&section.path, both!("没有{zh}", "has no {en}"), right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::things::Text;

    #[test]
    fn the_kinds_named_here_are_those_of_the_law() {
        let kinds = [
            ClauseKind::InstalmentSubsidy { amount: crate::quantities::Money::ZERO, instalments: 1 },
            ClauseKind::ListingReward { tiers: vec![] },
            ClauseKind::AwardReward { prizes: vec![] },
            ClauseKind::RevenueMilestoneReward {
                milestones: vec![],
                reporting_day: crate::quantities::MonthDay::parse("04-30").unwrap(),
            },
            ClauseKind::FundLossWriteOff,
            ClauseKind::NoPayment { reason: Text::default() },
        ];
        let named: Vec<(&str, bool)> = kinds.iter().map(|kind| (kind.name(), kind.pays())).collect();
        assert_eq!(named, KINDS);
    }
}
