//! The story of one path: what happened, what it obliges to, who pays what when, and what pays nothing and why.

use serde::Serialize;

use crate::policy::Reason;
use crate::records::chinese;
use crate::scenario::Scenario;
use crate::simulation::{Engine, Path};
use crate::things::{
    Beneficiary, Event, History, InstituteIndex, InstituteOrigin, Obligation, Occurrence, Registry,
    SpinOffIndex, SpinOffOrigin, Text,
};

/// One path, told in order of date. Amounts are whole fen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Story {
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// The seed.
    pub seed: u64,
    /// The number of the path.
    pub path: u64,
    /// The shared drivers by year.
    pub drivers: Vec<DriverYear>,
    /// Every institute.
    pub institutes: Vec<InstituteStory>,
    /// Every event, in order of date.
    pub events: Vec<EventLine>,
    /// Every obligation with its payment, in order of date.
    pub claims: Vec<Claim>,
    /// Losses of the sub-fund that are written off.
    pub write_offs: Vec<Claim>,
    /// What a clause looked at and pays nothing for.
    pub refusals: Vec<RefusalLine>,
    /// Cash by year of payment, what lapses apart.
    pub cash: Vec<CashYear>,
    /// The special fund's account by year.
    pub fund: Vec<FundLine>,
}

/// The shared drivers of a year, standard normal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriverYear {
    /// Year.
    pub year: i32,
    /// State of the economy.
    pub economy: f64,
    /// State of the capital market.
    pub market: f64,
}

/// An institute and how many firms it has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InstituteStory {
    /// Name.
    pub name: Text,
    /// County.
    pub county: Text,
    /// Day of accreditation.
    pub accredited: String,
    /// Day of unveiling.
    pub unveiled: String,
    /// Quality, 1 on average.
    pub quality: f64,
    /// Firms, those that existed before the run included.
    pub firms: usize,
}

/// An event in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventLine {
    /// Day.
    pub date: String,
    /// Institute.
    pub institute: Text,
    /// Firm, unless it is the institute's own.
    pub firm: Option<Text>,
    /// What happened.
    pub what: Text,
}

/// An obligation and how it is paid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// Clause by identifier.
    pub clause: String,
    /// Article.
    pub article: String,
    /// Title of the clause.
    pub title: Text,
    /// Day on which it is owed.
    pub date: String,
    /// To whom.
    pub beneficiary: Text,
    /// The event that it rests on; absent for an instalment, which the calendar brings.
    pub because: Option<Text>,
    /// County of the institute.
    pub county: Text,
    /// Amount.
    pub amount_fen: i64,
    /// Year of payment; absent where the claim lapses or is written off.
    pub paid_in: Option<i32>,
    /// The city's part.
    pub city_fen: i64,
    /// The county's part.
    pub county_fen: i64,
}

/// Something that pays nothing, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefusalLine {
    /// Clause by identifier.
    pub clause: String,
    /// Article.
    pub article: String,
    /// The firm or institute concerned.
    pub whose: Text,
    /// Day of the event; absent for an instalment.
    pub date: Option<String>,
    /// What happened; absent for an instalment.
    pub what: Option<Text>,
    /// Number of the instalment, if it is one.
    pub instalment: Option<u32>,
    /// Why, as a stable word.
    pub reason: Reason,
    /// Why, in words.
    pub words: Text,
}

/// Cash of a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CashYear {
    /// Year of payment.
    pub year: i32,
    /// The city's part.
    pub city_fen: i64,
    /// The counties' part.
    pub counties_fen: i64,
}

/// The special fund's year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FundLine {
    /// Year.
    pub year: i32,
    /// Appropriation.
    pub appropriation_fen: i64,
    /// Arrears of earlier years and this year's payments.
    pub demand_fen: i64,
    /// Paid.
    pub paid_fen: i64,
    /// Left unpaid.
    pub arrears_fen: i64,
}

/// The story of path `number`, drawn and settled as in the mass run.
pub fn story(scenario: &Scenario, engine: &Engine, seed: u64, number: u64) -> Story {
    let mut path = Path::default();
    engine.path(number, &mut path);
    let teller = Teller { scenario, history: &path.history };
    let mut events: Vec<&Event> = path.history.events.iter().collect();
    // stable: events of one day stay in the order in which they were drawn
    events.sort_by_key(|event| event.date);
    let settled = path.ledger.obligations.iter().zip(&path.ledger.payments);
    let mut claims: Vec<(&Obligation, Claim)> = settled
        .map(|(obligation, payment)| {
            let (paid_in, city) = (payment.year.map(|year| year.number()), payment.city.fen());
            (obligation, teller.claim(obligation, paid_in, city, payment.county.fen()))
        })
        .collect();
    claims.sort_by_key(|(obligation, _)| obligation.date);
    let claims: Vec<Claim> = claims.into_iter().map(|(_, claim)| claim).collect();
    let years = scenario.horizon.years();
    Story {
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        seed,
        path: number,
        drivers: years
            .clone()
            .zip(&path.history.drivers)
            .map(|(year, state)| DriverYear {
                year: year.number(),
                economy: state.economy,
                market: state.market,
            })
            .collect(),
        institutes: teller.institutes(),
        events: events.into_iter().map(|event| teller.event(event)).collect(),
        write_offs: path.ledger.write_offs.iter().map(|loss| teller.claim(loss, None, 0, 0)).collect(),
        refusals: engine
            .refusals(&path)
            .into_iter()
            .map(|refusal| RefusalLine {
                clause: teller.clause(refusal.clause).0,
                article: teller.clause(refusal.clause).1,
                whose: refusal
                    .spin_off
                    .map_or_else(|| teller.institute(refusal.institute), |firm| teller.firm(firm)),
                date: refusal.event.map(|event| event.date.to_string()),
                what: refusal.event.map(|event| what_happened(&event, &scenario.registry)),
                instalment: refusal.instalment,
                reason: refusal.reason,
                words: refusal.reason.words(),
            })
            .collect(),
        cash: cash(&claims, engine.opening_payables()),
        fund: years
            .zip(&path.ledger.fund)
            .map(|(year, fund)| FundLine {
                year: year.number(),
                appropriation_fen: fund.appropriation.fen(),
                demand_fen: fund.demand.fen(),
                paid_fen: fund.paid.fen(),
                arrears_fen: fund.arrears.fen(),
            })
            .collect(),
        claims,
    }
}

/// Claims and opening payables by year of payment.
fn cash(claims: &[Claim], opening: &[crate::settlement::SettledPayable]) -> Vec<CashYear> {
    let mut years: std::collections::BTreeMap<i32, (i64, i64)> = std::collections::BTreeMap::new();
    let paid = claims.iter().filter_map(|claim| Some((claim.paid_in?, claim.city_fen, claim.county_fen)));
    let owed = opening
        .iter()
        .map(|payable| (payable.payment_year.number(), payable.city_part.fen(), payable.county_part.fen()));
    for (year, city, county) in paid.chain(owed) {
        let sums = years.entry(year).or_default();
        sums.0 += city;
        sums.1 += county;
    }
    years
        .into_iter()
        .map(|(year, (city_fen, counties_fen))| CashYear { year, city_fen, counties_fen })
        .collect()
}

/// The names of a simulated history's institutes and firms, in its order.
pub fn names_of(scenario: &Scenario, history: &History) -> (Vec<Text>, Vec<Text>) {
    let teller = Teller { scenario, history };
    let institutes = (0..history.institutes.len()).map(|index| teller.institute(InstituteIndex::from(index)));
    let firms = (0..history.spin_offs.len()).map(|index| teller.firm(SpinOffIndex::from(index)));
    (institutes.collect(), firms.collect())
}

/// Names for what a history holds by position.
struct Teller<'path> {
    scenario: &'path Scenario,
    history: &'path History,
}

impl Teller<'_> {
    fn institutes(&self) -> Vec<InstituteStory> {
        let institutes = self.history.institutes.iter().enumerate();
        institutes
            .map(|(index, institute)| InstituteStory {
                name: self.institute(InstituteIndex::from(index)),
                county: self.county(institute.county),
                accredited: institute.accredited.to_string(),
                unveiled: institute.unveiled.to_string(),
                quality: institute.quality,
                firms: self.history.spin_offs.iter().filter(|firm| firm.institute.index() == index).count(),
            })
            .collect()
    }

    fn institute(&self, index: InstituteIndex) -> Text {
        match self.history.institute(index).origin {
            InstituteOrigin::Named(position) => self.scenario.institutes[usize::from(position)].name.clone(),
            InstituteOrigin::Pipeline(number) => {
                let number = number + 1;
                Text::new(format!("后续产研院 {number}"), format!("further institute {number}"))
            }
            InstituteOrigin::Recorded => unreachable!("chance records nothing"),
        }
    }

    fn firm(&self, index: SpinOffIndex) -> Text {
        let firm = self.history.spin_off(index);
        let institute = self.institute(firm.institute);
        match (firm.origin, self.history.institute(firm.institute).origin) {
            (SpinOffOrigin::Existing(position), InstituteOrigin::Named(of)) => {
                self.scenario.institutes[usize::from(of)].existing[usize::from(position)].name.clone()
            }
            (SpinOffOrigin::Founded { year, number }, _) => {
                let number = number + 1;
                Text::new(
                    format!("{} {year} 年第 {number} 家企业", institute.zh),
                    format!("firm {number} of {year}, {}", institute.en),
                )
            }
            (SpinOffOrigin::Existing(_) | SpinOffOrigin::Recorded, _) => institute,
        }
    }

    fn county(&self, id: crate::things::CountyId) -> Text {
        self.scenario.registry.counties[id.index()].name.clone()
    }

    /// Identifier, article and title of a clause.
    fn clause(&self, id: crate::things::ClauseId) -> (String, String, Text) {
        let clause = &self.scenario.policy.clauses[id.index()];
        (clause.id.clone(), clause.citation.article.clone(), clause.title.clone())
    }

    fn claim(&self, owed: &Obligation, paid_in: Option<i32>, city_fen: i64, county_fen: i64) -> Claim {
        let (clause, article, title) = self.clause(owed.clause);
        Claim {
            clause,
            article,
            title,
            date: owed.date.to_string(),
            beneficiary: match owed.beneficiary {
                Beneficiary::Institute(index) => self.institute(index),
                Beneficiary::SpinOff(index) => self.firm(index),
            },
            because: self.event_of(owed).map(|event| self.event(event).what),
            county: self.county(owed.county),
            amount_fen: owed.amount.fen(),
            paid_in,
            city_fen,
            county_fen,
        }
    }

    fn event_of(&self, owed: &Obligation) -> Option<&Event> {
        self.history.events.iter().find(|event| {
            (event.institute, event.spin_off, event.key()) == (owed.institute, owed.spin_off, owed.event)
                && !matches!(event.occurrence, Occurrence::Failure)
        })
    }

    fn event(&self, event: &Event) -> EventLine {
        EventLine {
            date: event.date.to_string(),
            institute: self.institute(event.institute),
            firm: event.spin_off.map(|firm| self.firm(firm)),
            what: what_happened(event, &self.scenario.registry),
        }
    }
}

/// An event in words, without who and when.
pub(super) fn what_happened(event: &Event, registry: &Registry) -> Text {
    match event.occurrence {
        Occurrence::Founding => Text::new("设立", "founded"),
        Occurrence::Failure => Text::new("退出经营", "fails"),
        Occurrence::Listing { market } => {
            let market = &registry.markets[market.index()].id;
            Text::new(format!("在{}挂牌上市", chinese(market)), format!("lists on {market}"))
        }
        Occurrence::Revenue { revenue } => {
            let revenue = revenue.with_unit();
            Text::new(format!("年营业收入 {revenue}"), format!("a year's revenue of {revenue}"))
        }
        Occurrence::Award { category } => {
            let category = &registry.categories[category.index()].id;
            Text::new(format!("获{}", chinese(category)), format!("wins the award {category}"))
        }
        Occurrence::FundLoss { invested, loss } => Text::new(
            format!("子基金 {invested} 的投资损失 {}", loss.with_unit()),
            format!("the sub-fund loses {} of its investment of {invested}", loss.with_unit()),
        ),
    }
}
