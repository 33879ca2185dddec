//! What no scenario may state together; files are refused for the same.

use super::{CarryOver, Scenario, Timing};
use crate::policy::ClauseKind;

/// The most events of one kind that a year or a round may bring on average, as in files.
const MOST_EVENTS: f64 = 1000.0;

impl Scenario {
    /// What two of its values, each fine by itself, contradict in; none in a scenario that a file can state.
    pub fn contradiction(&self) -> Option<String> {
        self.rates_are_too_high()
            .or_else(|| self.institutes_contradict())
            .or_else(|| self.policy_contradicts())
            .or_else(|| self.fund_contradicts())
    }

    fn rates_are_too_high(&self) -> Option<String> {
        for (sector, model) in self.registry.sectors.iter().zip(&self.sectors) {
            let steepest = model.formation_ramp.iter().map(|factor| factor.value()).fold(0.0, f64::max);
            let most = model.formation() * steepest;
            if most > MOST_EVENTS {
                return Some(format!(
                    "an institute of the sector {} founds {most} firms a year, above {MOST_EVENTS}",
                    sector.id
                ));
            }
        }
        for level in &self.awards {
            let rate = level.institute_rate.value().max(level.spin_off_rate.value());
            let most = level.rounds.iter().map(|round| rate * round.weight.value()).fold(0.0, f64::max);
            if most > MOST_EVENTS {
                return Some(format!(
                    "a round of {} brings {most} awards to one holder, above {MOST_EVENTS}",
                    level.id
                ));
            }
        }
        None
    }

    fn institutes_contradict(&self) -> Option<String> {
        let first = self.horizon.first();
        for institute in &self.institutes {
            if let Timing::Fixed { accredited, unveiled, accepted } = &institute.timing {
                if accredited.year() > self.horizon.last() {
                    return Some(format!(
                        "{} is accredited on {accredited}, after the horizon",
                        institute.id
                    ));
                }
                if unveiled < accredited || accepted < accredited {
                    return Some(format!(
                        "{} is unveiled or accepted before its accreditation on {accredited}",
                        institute.id
                    ));
                }
            }
            for firm in &institute.existing {
                let listed = firm.listing.map(|listing| listing.date);
                if firm.founded.year() >= first || listed.is_some_and(|date| date.year() >= first) {
                    return Some(format!("{} is founded or listed in the run, not before it", firm.id));
                }
                if listed.is_some_and(|date| date < firm.founded) {
                    return Some(format!("{} is listed before it is founded", firm.id));
                }
            }
        }
        None
    }

    fn policy_contradicts(&self) -> Option<String> {
        let validities = self.policy.clauses.iter().map(|clause| clause.validity);
        for validity in validities.chain([self.policy.validity]) {
            if validity.last_day < validity.first_day {
                return Some(format!(
                    "the validity ends on {}, before its first day, {}",
                    validity.last_day, validity.first_day
                ));
            }
        }
        if self.policy.aim.as_ref().is_some_and(|aim| aim.most < aim.least) {
            return Some("the aim's most is less than its least".to_owned());
        }
        for clause in &self.policy.clauses {
            match &clause.kind {
                ClauseKind::InstalmentSubsidy { instalments, .. } if !(1..=30).contains(instalments) => {
                    return Some(format!("{instalments} instalments: write 1 to 30"));
                }
                ClauseKind::RevenueMilestoneReward { milestones, .. }
                    if milestones.windows(2).any(|pair| pair[1].threshold <= pair[0].threshold) =>
                {
                    return Some(format!("the thresholds of {} do not ascend", clause.id));
                }
                _ => {}
            }
        }
        None
    }

    fn fund_contradicts(&self) -> Option<String> {
        if let CarryOver::Years(years @ 3..) = self.fund.carry_over {
            return Some(format!("appropriations carry over for {years} years: 0, 1, 2 or unlimited"));
        }
        let early = self.opening_payables.iter().find(|payable| payable.payment_year < self.horizon.first());
        early.map(|payable| format!("{} is paid before the run", payable.id))
    }
}
