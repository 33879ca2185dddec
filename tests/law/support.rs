//! A small builder of histories, and a docket that writes down what the law decides about them.

use fiscast::policy::{Clause, Docket, Law, Policy, Readings, Reason, Refusal};
use fiscast::quantities::{Date, Horizon, Money, Year};
use fiscast::scenario_file::embedded_policy;
use fiscast::things::{
    AwardCategory, BeneficiaryKind, ClauseId, County, CountyId, Evaluation, Event, History, Institute,
    InstituteIndex, InstituteOrigin, Market, Obligation, Occurrence, Registry, Sector, SectorId, SpinOff,
    SpinOffIndex, SpinOffOrigin, Text,
};

pub const CREATION_SUBSIDY: &str = "creation_subsidy";
pub const LISTING_REWARD: &str = "listing_reward";
pub const SCIENCE_AWARD: &str = "science_award";
pub const FAULT_TOLERANCE: &str = "fault_tolerance";
pub const REVENUE_MILESTONE: &str = "revenue_milestone";

/// An obligation in short: its day, the kind of its beneficiary, and the amount in yuan.
pub type Due = (Date, BeneficiaryKind, i64);

/// A day, such as `2022-01-30`.
pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day of the calendar")
}

pub fn year(number: i64) -> Year {
    Year::new(number).expect("a year")
}

/// An amount with its unit, such as `500万元`.
pub fn money(text: &str) -> Money {
    Money::parse(text).expect("an amount of money")
}

/// The policy, its readings and a history, built step by step. Everything starts at its default: the policy as
/// published, default readings, the years 2022 to 2025, and nothing that has happened.
#[derive(Debug)]
pub struct World {
    pub policy: Policy,
    pub readings: Readings,
    pub horizon: Horizon,
    pub history: History,
    registry: Registry,
}

impl World {
    pub fn new() -> Self {
        World {
            policy: embedded_policy("xinxiang-2022-9").expect("the program's own policy"),
            readings: Readings::default(),
            horizon: Horizon::new(year(2022), year(2025)).expect("four years"),
            history: History::default(),
            registry: registry(),
        }
    }

    /// An institute that is unveiled on the day of its accreditation and accepted at the end of the year after.
    pub fn institute(&mut self, accredited: &str) -> InstituteIndex {
        let accepted = day(accredited).year().plus(1).last_day().to_string();
        self.institute_of_days(accredited, accredited, &accepted)
    }

    pub fn institute_of_days(&mut self, accredited: &str, unveiled: &str, accepted: &str) -> InstituteIndex {
        let index = InstituteIndex::from(self.history.institutes.len());
        self.history.institutes.push(Institute {
            origin: InstituteOrigin::Named(0),
            key: 0,
            accredited: day(accredited),
            unveiled: day(unveiled),
            accepted: day(accepted),
            county: CountyId(0),
            sector: SectorId(0),
            quality: 1.0,
        });
        index
    }

    /// Results and transfers that the evaluation of a year counts. Called in order of institutes and years.
    pub fn evaluate(&mut self, institute: InstituteIndex, evaluated: i64, results: u32, transfers: u32) {
        let evaluation = Evaluation { institute, year: year(evaluated), results, transfers };
        self.history.evaluations.push(evaluation);
    }

    /// A firm that was not carved out of the lead enterprise and had no revenue before the run.
    pub fn firm(&mut self, institute: InstituteIndex, founded: &str) -> SpinOffIndex {
        let index = SpinOffIndex::from(self.history.spin_offs.len());
        self.history.spin_offs.push(SpinOff {
            origin: SpinOffOrigin::Existing(0),
            key: 0,
            institute,
            founded: day(founded),
            captive: false,
            prior_revenue: None,
            highest_rewarded: None,
        });
        index
    }

    /// What is known of a firm, to be changed.
    pub fn firm_mut(&mut self, firm: SpinOffIndex) -> &mut SpinOff {
        &mut self.history.spin_offs[firm.index()]
    }

    pub fn lists(&mut self, firm: SpinOffIndex, date: &str, market: &str) {
        let market = self.registry.market(market).expect("a market of the registry");
        self.firm_event(firm, day(date), Occurrence::Listing { market });
    }

    /// The revenue of a year, reported on its 31 December.
    pub fn earns(&mut self, firm: SpinOffIndex, earned: i64, revenue: Money) {
        self.firm_event(firm, year(earned).last_day(), Occurrence::Revenue { revenue });
    }

    pub fn fails(&mut self, firm: SpinOffIndex, date: &str) {
        self.firm_event(firm, day(date), Occurrence::Failure);
    }

    pub fn firm_wins(&mut self, firm: SpinOffIndex, date: &str, category: &str) {
        let category = self.registry.category(category).expect("a category of the registry");
        self.firm_event(firm, day(date), Occurrence::Award { category });
    }

    pub fn institute_wins(&mut self, institute: InstituteIndex, date: &str, category: &str) {
        let category = self.registry.category(category).expect("a category of the registry");
        self.event(institute, None, day(date), Occurrence::Award { category });
    }

    pub fn loses(&mut self, institute: InstituteIndex, invested: &str, lost: &str, loss: Money) {
        let occurrence = Occurrence::FundLoss { invested: day(invested), loss };
        self.event(institute, None, day(lost), occurrence);
    }

    fn firm_event(&mut self, firm: SpinOffIndex, date: Date, occurrence: Occurrence) {
        let institute = self.history.spin_off(firm).institute;
        self.event(institute, Some(firm), date, occurrence);
    }

    /// Enters an event and keeps them grouped as a history demands: the firms of an institute, each in order of time,
    /// then the institute's own.
    fn event(
        &mut self,
        institute: InstituteIndex,
        spin_off: Option<SpinOffIndex>,
        date: Date,
        occurrence: Occurrence,
    ) {
        let events = &mut self.history.events;
        let place = |event: &Event| (event.institute, event.spin_off.is_none(), event.spin_off, event.date);
        let mut event = Event { date, institute, spin_off, serial: 0, occurrence };
        let same_day = events.iter().filter(|earlier| place(earlier) == place(&event)).count();
        event.serial = u16::try_from(same_day).expect("few events a day");
        events.push(event);
        events.sort_by_key(place);
    }

    /// A clause of the policy, to be changed.
    pub fn clause(&mut self, id: &str) -> &mut Clause {
        self.policy.clauses.iter_mut().find(|clause| clause.id == id).expect("a clause of the policy")
    }

    pub fn clause_id(&self, id: &str) -> ClauseId {
        let position = self.policy.clauses.iter().position(|clause| clause.id == id);
        ClauseId::from(position.expect("a clause of the policy"))
    }

    pub fn law(&self) -> Law {
        Law::new(&self.policy, self.readings, &self.registry, self.horizon)
    }

    /// What the law decides about the history.
    pub fn decide(&self) -> Decisions {
        let mut decisions = Decisions::default();
        self.law().apply(&self.history, &mut decisions);
        decisions
    }

    /// What is owed under a clause, in short.
    pub fn owed(&self, clause: &str) -> Vec<Due> {
        self.decide().owed_under(self.clause_id(clause)).map(in_short).collect()
    }

    /// Why something pays nothing under a clause.
    pub fn refused(&self, clause: &str) -> Vec<Reason> {
        let id = self.clause_id(clause);
        let decisions = self.decide();
        decisions
            .refused
            .iter()
            .filter(|refusal| refusal.clause == id)
            .map(|refusal| refusal.reason)
            .collect()
    }
}

fn in_short(obligation: &Obligation) -> Due {
    let fen = obligation.amount.fen();
    assert_eq!(fen % 100, 0, "an amount of the policy is a whole number of yuan");
    (obligation.date, obligation.beneficiary.kind(), fen / 100)
}

/// Everything that the law decided, in order.
#[derive(Debug, Default, PartialEq)]
pub struct Decisions {
    pub owed: Vec<Obligation>,
    pub written_off: Vec<Obligation>,
    pub refused: Vec<Refusal>,
}

impl Decisions {
    pub fn owed_under(&self, clause: ClauseId) -> impl Iterator<Item = &Obligation> {
        self.owed.iter().filter(move |obligation| obligation.clause == clause)
    }
}

impl Docket for Decisions {
    fn owe(&mut self, obligation: Obligation) {
        self.owed.push(obligation);
    }

    fn write_off(&mut self, obligation: Obligation) {
        self.written_off.push(obligation);
    }

    fn refuse(&mut self, refusal: impl FnOnce() -> Refusal) {
        self.refused.push(refusal());
    }
}

/// Two counties, one sector, every market and prize of the document, and some that it does not name.
fn registry() -> Registry {
    let county = |id: &str| County { id: id.to_owned(), name: Text::same(id) };
    let market = |id: &&str| Market { id: (*id).to_owned() };
    let category = |id: &&str| AwardCategory { id: (*id).to_owned() };
    Registry {
        counties: vec![county("hongqi"), county("weihui")],
        sectors: vec![Sector { id: "medicine".to_owned(), name: Text::same("medicine") }],
        markets: ["NEEQ", "SSE", "SZSE", "BSE", "HKEX", "US", "HKEX_GEM", "REGIONAL"]
            .iter()
            .map(market)
            .collect(),
        categories: [
            "national.special",
            "national.first",
            "national.second",
            "provincial.special",
            "provincial.first",
            "provincial.second",
            "provincial.third",
        ]
        .iter()
        .map(category)
        .collect(),
    }
}
