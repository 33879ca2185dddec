//! A small town of institutes and firms, whose history is written line by line.

use fiscast::policy::{Docket, Law, Policy, Readings, Refusal};
use fiscast::quantities::{Date, Horizon, Money, Year};
use fiscast::scenario_file::embedded_policy;
use fiscast::things::{
    AwardCategory, Beneficiary, ClauseId, County, CountyId, Evaluation, Event, History, Institute,
    InstituteIndex, InstituteOrigin, Market, Obligation, Occurrence, Registry, Sector, SectorId, SpinOff,
    SpinOffIndex, SpinOffOrigin, Text,
};

/// A day, `2022-01-30`.
pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// An amount with its unit, `500万元`.
pub fn money(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

pub fn year(number: i64) -> Year {
    Year::new(number).expect("a year")
}

/// Institutes, firms and events under a policy, a set of readings and a horizon.
pub struct Town {
    pub policy: Policy,
    pub readings: Readings,
    pub horizon: (i64, i64),
    pub registry: Registry,
    pub history: History,
}

impl Town {
    /// Nobody and nothing yet, under 新政办〔2022〕9号, every reading at its default, 2022 to 2025.
    pub fn new() -> Self {
        let name = |id: &str| Text::new(id, id);
        let categories = [
            "national.special",
            "national.first",
            "national.second",
            "provincial.first",
            "provincial.second",
            "provincial.third",
            "provincial.special",
        ];
        Town {
            policy: embedded_policy("xinxiang-2022-9").expect("the policy"),
            readings: Readings::default(),
            horizon: (2022, 2025),
            registry: Registry {
                counties: ["gaoxin", "weihui"].map(|id| County { id: id.to_owned(), name: name(id) }).into(),
                sectors: vec![Sector { id: "any".to_owned(), name: name("any") }],
                markets: ["NEEQ", "SSE", "SZSE", "BSE", "HKEX", "US", "OTC"]
                    .map(|id| Market { id: id.to_owned() })
                    .into(),
                categories: categories.map(|id| AwardCategory { id: id.to_owned() }).into(),
            },
            history: History::default(),
        }
    }

    /// The same under other readings, `switch=option`.
    pub fn reading(mut self, choices: &[&str]) -> Self {
        for choice in choices {
            let (switch, option) = choice.split_once('=').expect("switch=option");
            assert!(self.readings.choose(switch, option), "there is no {choice}");
        }
        self
    }

    /// An institute in gaoxin, accredited, unveiled and accepted on one day.
    pub fn institute(&mut self, accredited: &str) -> InstituteIndex {
        self.institute_with(accredited, accredited, accredited)
    }

    /// An institute with each of its days.
    pub fn institute_with(&mut self, accredited: &str, unveiled: &str, accepted: &str) -> InstituteIndex {
        let index = self.history.institutes.len();
        self.history.institutes.push(Institute {
            origin: InstituteOrigin::Named(index as u16),
            key: index as u64 + 1,
            accredited: day(accredited),
            unveiled: day(unveiled),
            accepted: day(accepted),
            county: CountyId(0),
            sector: SectorId(0),
            quality: 1.0,
        });
        InstituteIndex::from(index)
    }

    /// A firm founded by an institute.
    pub fn firm(&mut self, institute: InstituteIndex, founded: &str) -> SpinOffIndex {
        let index = self.history.spin_offs.len();
        self.history.spin_offs.push(SpinOff {
            origin: SpinOffOrigin::Existing(index as u16),
            key: index as u64 + 1,
            institute,
            founded: day(founded),
            captive: false,
            prior_revenue: None,
            highest_rewarded: None,
        });
        SpinOffIndex::from(index)
    }

    pub fn captive(&mut self, firm: SpinOffIndex) {
        self.history.spin_offs[firm.index()].captive = true;
    }

    /// What a firm earned and was rewarded for before the run.
    pub fn before_the_run(&mut self, firm: SpinOffIndex, revenue: Option<&str>, rewarded: Option<&str>) {
        let firm = &mut self.history.spin_offs[firm.index()];
        firm.prior_revenue = revenue.map(money);
        firm.highest_rewarded = rewarded.map(money);
    }

    pub fn listing(&mut self, firm: SpinOffIndex, date: &str, market: &str) {
        let market = self.registry.market(market).expect("a market");
        self.firm_event(firm, day(date), Occurrence::Listing { market });
    }

    /// A year's revenue, reported on 31 December.
    pub fn revenue(&mut self, firm: SpinOffIndex, of: i64, amount: &str) {
        let revenue = money(amount);
        self.firm_event(firm, year(of).last_day(), Occurrence::Revenue { revenue });
    }

    pub fn failure(&mut self, firm: SpinOffIndex, date: &str) {
        self.firm_event(firm, day(date), Occurrence::Failure);
    }

    pub fn firm_award(&mut self, firm: SpinOffIndex, date: &str, category: &str) {
        let category = self.registry.category(category).expect("a category");
        self.firm_event(firm, day(date), Occurrence::Award { category });
    }

    pub fn award(&mut self, institute: InstituteIndex, date: &str, category: &str) {
        let category = self.registry.category(category).expect("a category");
        self.event(institute, None, day(date), Occurrence::Award { category });
    }

    /// A loss of the sub-fund's investment.
    pub fn loss(&mut self, institute: InstituteIndex, date: &str, invested: &str, loss: &str) {
        let occurrence = Occurrence::FundLoss { invested: day(invested), loss: money(loss) };
        self.event(institute, None, day(date), occurrence);
    }

    fn firm_event(&mut self, firm: SpinOffIndex, date: Date, occurrence: Occurrence) {
        let institute = self.history.spin_off(firm).institute;
        self.event(institute, Some(firm), date, occurrence);
    }

    fn event(
        &mut self,
        institute: InstituteIndex,
        spin_off: Option<SpinOffIndex>,
        date: Date,
        occurrence: Occurrence,
    ) {
        let serial = self.history.events.len() as u16;
        self.history.events.push(Event { date, institute, spin_off, serial, occurrence });
    }

    /// A year's results and transfers of an institute.
    pub fn evaluation(&mut self, institute: InstituteIndex, of: i64, results: u32, transfers: u32) {
        self.history.evaluations.push(Evaluation { institute, year: year(of), results, transfers });
        self.history.evaluations.sort_by_key(|evaluation| (evaluation.institute, evaluation.year));
    }

    /// What the law decides.
    pub fn decide(&self) -> Decisions {
        let horizon = Horizon::new(year(self.horizon.0), year(self.horizon.1)).expect("a horizon");
        let law = Law::new(&self.policy, self.readings, &self.registry, horizon);
        let mut decisions = Decisions::default();
        law.apply(&self.history, &mut decisions);
        decisions
    }

    /// What is owed, a line each: `clause day beneficiary amount`.
    pub fn owed(&self) -> Vec<String> {
        self.decide().owed.iter().map(|obligation| self.line(obligation)).collect()
    }

    /// What is written off, likewise.
    pub fn written_off(&self) -> Vec<String> {
        self.decide().written_off.iter().map(|obligation| self.line(obligation)).collect()
    }

    /// What is refused: `clause: reason`.
    pub fn refused(&self) -> Vec<String> {
        let refusals = self.decide().refused;
        let line =
            |refusal: &Refusal| format!("{}: {}", self.clause(refusal.clause), refusal.reason.words().en);
        refusals.iter().map(line).collect()
    }

    fn clause(&self, clause: ClauseId) -> &str {
        &self.policy.clauses[clause.index()].id
    }

    fn line(&self, obligation: &Obligation) -> String {
        let beneficiary = match obligation.beneficiary {
            Beneficiary::Institute(index) => format!("institute{}", index.index()),
            Beneficiary::SpinOff(index) => format!("firm{}", index.index()),
        };
        let clause = self.clause(obligation.clause);
        format!("{clause} {} {beneficiary} {}", obligation.date, obligation.amount.with_unit())
    }
}

/// Everything that the law decides, refusals included.
#[derive(Debug, Default)]
pub struct Decisions {
    pub owed: Vec<Obligation>,
    pub written_off: Vec<Obligation>,
    pub refused: Vec<Refusal>,
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
