//! What no scenario may state together; files are refused for the same.

use super::{CarryOver, OpeningPayable, Scenario, Timing};
use crate::language::{Text, both};
use crate::policy::ClauseKind;

/// The most events of one kind that a year or a round may bring on average, as in files.
const MOST_EVENTS: f64 = 1000.0;

impl Scenario {
    /// What two of its values, each fine by itself, contradict in; none in a scenario that a file can state.
    pub fn contradiction(&self) -> Option<Text> {
        self.rates_are_too_high()
            .or_else(|| self.institutes_contradict())
            .or_else(|| self.policy_contradicts())
            .or_else(|| self.fund_contradicts())
    }

    fn rates_are_too_high(&self) -> Option<Text> {
        for (sector, model) in self.registry.sectors.iter().zip(&self.sectors) {
            let steepest = model.formation_ramp.iter().map(|factor| factor.value()).fold(0.0, f64::max);
            let most = model.formation() * steepest;
            if most > MOST_EVENTS {
                let sector = &sector.id;
                return Some(both!(
                    "行业 {sector} 的一家产研院每年新设 {most} 家企业，超过 {MOST_EVENTS}",
                    "an institute of the sector {sector} founds {most} firms a year, above {MOST_EVENTS}"
                ));
            }
        }
        for level in &self.awards {
            let rate = level.institute_rate.value().max(level.spin_off_rate.value());
            let most = level.rounds.iter().map(|round| rate * round.weight.value()).fold(0.0, f64::max);
            if most > MOST_EVENTS {
                let level = &level.id;
                return Some(both!(
                    "{level} 的一次评奖给同一单位带来 {most} 项奖励，超过 {MOST_EVENTS}",
                    "a round of {level} brings {most} awards to one holder, above {MOST_EVENTS}"
                ));
            }
        }
        None
    }

    fn institutes_contradict(&self) -> Option<Text> {
        let first = self.horizon.first();
        for institute in &self.institutes {
            let id = &institute.id;
            if let Timing::Fixed { accredited, unveiled, accepted } = &institute.timing {
                if accredited.year() > self.horizon.last() {
                    return Some(both!(
                        "{id} 的认定日期 {accredited} 在模拟期之后",
                        "{id} is accredited on {accredited}, after the horizon"
                    ));
                }
                if unveiled < accredited || accepted < accredited {
                    return Some(both!(
                        "{id} 的揭牌或验收早于其认定日期 {accredited}",
                        "{id} is unveiled or accepted before its accreditation on {accredited}"
                    ));
                }
            }
            for firm in &institute.existing {
                let id = &firm.id;
                let listed = firm.listing.map(|listing| listing.date);
                if firm.founded.year() >= first || listed.is_some_and(|date| date.year() >= first) {
                    return Some(both!(
                        "{id} 在模拟期之内成立或上市，而不是在此之前",
                        "{id} is founded or listed in the run, not before it"
                    ));
                }
                if listed.is_some_and(|date| date < firm.founded) {
                    return Some(both!("{id} 的上市早于其成立", "{id} is listed before it is founded"));
                }
            }
        }
        None
    }

    fn policy_contradicts(&self) -> Option<Text> {
        let validities = self.policy.clauses.iter().map(|clause| clause.validity);
        for validity in validities.chain([self.policy.validity]) {
            if validity.last_day < validity.first_day {
                let (last, first) = (validity.last_day, validity.first_day);
                return Some(both!(
                    "有效期止于 {last}，早于其首日 {first}",
                    "the validity ends on {last}, before its first day, {first}"
                ));
            }
        }
        if self.policy.aim.as_ref().is_some_and(|aim| aim.most < aim.least) {
            return Some(both!("目标的上限小于下限", "the aim's most is less than its least"));
        }
        for clause in &self.policy.clauses {
            match &clause.kind {
                ClauseKind::InstalmentSubsidy { instalments, .. } if !(1..=30).contains(instalments) => {
                    return Some(both!(
                        "补助分 {instalments} 期；请写 1 到 30",
                        "{instalments} instalments: write 1 to 30"
                    ));
                }
                ClauseKind::RevenueMilestoneReward { milestones, .. }
                    if milestones.windows(2).any(|pair| pair[1].threshold <= pair[0].threshold) =>
                {
                    let id = &clause.id;
                    return Some(both!("{id} 的门槛不是递增的", "the thresholds of {id} do not ascend"));
                }
                _ => {}
            }
        }
        None
    }

    fn fund_contradicts(&self) -> Option<Text> {
        if let CarryOver::Years(years @ 3..) = self.fund.carry_over {
            return Some(both!(
                "结转年限为 {years} 年；可写 0、1、2 或 unlimited",
                "appropriations carry over for {years} years: 0, 1, 2 or unlimited"
            ));
        }
        let early = self.opening_payables.iter().find(|payable| payable.payment_year < self.horizon.first());
        early.map(|OpeningPayable { id, .. }| both!("{id} 在模拟期之前支付", "{id} is paid before the run"))
    }
}
