//! What a policy makes of real events: every obligation with its clause, event, payers and day, and for everything that pays nothing
//! the reason. No chance is in it; the law is the one that the simulation runs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::policy::{Clause, ClauseKind, Docket, Law, Readings, Refusal, SubsidyStart};
use crate::quantities::{Date, Horizon, Year};
use crate::records::{Dossier, Record, RecordedEvent, dossier as history_of, registry_of_records};
use crate::scenario::{Lag, Scenario, Weights};
use crate::settlement::settle;
use crate::things::{
    Beneficiary, BeneficiaryKind, ClauseId, Event, EventKey, InstituteIndex, Obligation, Payment, Registry,
    SpinOffIndex, Text,
};

use super::build::named_readings;
use super::shapes::NamedReading;
use super::story::what_happened;

/// What is due under a policy for recorded events, in order of date. Amounts are whole fen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Determination {
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// Number of the policy document.
    pub document: String,
    /// Title of the policy.
    pub policy: Text,
    /// How its open phrases are read.
    pub readings: Vec<NamedReading>,
    /// The day to which events are taken into account and dues are judged, if one is given.
    pub as_of: Option<String>,
    /// How many events were taken into account.
    pub events: usize,
    /// How many events of later days were left out.
    pub later_events: usize,
    /// Every obligation.
    pub obligations: Vec<Due>,
    /// Everything that pays nothing, and why.
    pub refusals: Vec<NotDue>,
    /// The clauses that decided something, with their words and sums.
    pub clauses: Vec<ClauseSum>,
}

/// An obligation that arises from an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Due {
    /// The day on which it is due.
    pub date: String,
    /// Whether that day has come by `as_of`.
    pub is_due: bool,
    /// Clause by identifier; its words stand in [`Determination::clauses`].
    pub clause: Arc<str>,
    /// Article.
    pub article: Arc<str>,
    /// The event on which it rests.
    pub event: Text,
    /// The day of the event.
    pub event_date: String,
    /// What the record of the event notes.
    pub note: String,
    /// Institute concerned.
    pub institute: Arc<Text>,
    /// Firm concerned, if it is one's event.
    pub firm: Option<Arc<Text>>,
    /// To whom.
    pub beneficiary: Arc<Text>,
    /// Institute or firm.
    pub beneficiary_kind: BeneficiaryKind,
    /// County of the institute.
    pub county: Arc<Text>,
    /// Amount.
    pub amount_fen: i64,
    /// The year in which it can be claimed.
    pub claim_year: i32,
    /// The year of payment, where the scenario's lag is certain.
    pub payment_year: Option<i32>,
    /// The county's part.
    pub county_fen: i64,
    /// The city's part.
    pub city_fen: i64,
    /// A write-off: contingent, no payment.
    pub is_contingent: bool,
}

/// An event, or an instalment, that pays nothing under a clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotDue {
    /// Clause by identifier; none where no clause looks at such an event.
    pub clause: Option<Arc<str>>,
    /// Article; empty where no clause looks at such an event.
    pub article: Arc<str>,
    /// The event.
    pub event: Text,
    /// The day of the event.
    pub event_date: String,
    /// What the record of the event notes.
    pub note: String,
    /// The number of the instalment, if it is one.
    pub instalment: Option<u32>,
    /// Institute concerned.
    pub institute: Arc<Text>,
    /// Firm concerned.
    pub firm: Option<Arc<Text>>,
    /// Why, as a stable word; `no_clause` where no clause looks at such an event.
    pub reason: &'static str,
    /// Why, in words.
    pub why: Text,
    /// The reading under which it pays nothing, as `switch = option`.
    pub reading: Option<String>,
}

/// What is owed under a clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseSum {
    /// Clause by identifier.
    pub clause: String,
    /// Article.
    pub article: String,
    /// Title.
    pub title: Text,
    /// The article's words.
    pub words: String,
    /// The readings on which decisions under the clause can depend, as `switch = option`.
    pub readings: Vec<String>,
    /// How many obligations.
    pub obligations: usize,
    /// All of them.
    pub amount_fen: i64,
    /// Those that are due by `as_of`.
    pub due_fen: i64,
    /// The county's parts of all.
    pub county_fen: i64,
    /// The city's parts of all.
    pub city_fen: i64,
    /// Write-offs: contingent, no payment.
    pub is_contingent: bool,
}

/// Decides recorded events under a scenario's policy, readings and split. `notes` says what each record notes, `dossier` is the
/// history of all of them.
///
/// The run's first year plays no part: what was owed before it is owed as well. Records must be free of contradictions
/// ([`crate::records::dossier`]).
pub fn determination(
    scenario: &Scenario,
    records: &[Record],
    notes: &[String],
    dossier: &Dossier,
    as_of: Option<Date>,
) -> Determination {
    let registry = registry_of_records(&scenario.registry, &scenario.policy);
    let dossier = match as_of {
        None => Cow::Borrowed(dossier),
        Some(_) => Cow::Owned(history_of(records, &scenario.institutes, &registry, as_of).0),
    };
    let law = Law::new(&scenario.policy, scenario.readings, &registry, from_the_beginning(scenario));
    let mut decisions = Decisions::default();
    law.apply(&dossier.history, &mut decisions);
    let teller = Teller::new(scenario, &registry, &dossier, notes, as_of);
    let mut told = vec![false; records.len()];
    let mut obligations: Vec<_> = decisions
        .owed
        .iter()
        .map(|(owed, contingent)| {
            let (order, row, due) = teller.due(owed, *contingent);
            mark(&mut told, row);
            (order, due)
        })
        .collect();
    obligations.sort_by_key(|(order, _)| *order);
    let obligations: Vec<Due> = obligations.into_iter().map(|(_, due)| due).collect();
    let mut refusals: Vec<_> = decisions
        .refused
        .iter()
        .map(|refusal| {
            let (order, row, not_due) = teller.not_due(refusal);
            mark(&mut told, row);
            (order, not_due)
        })
        .collect();
    let so_far = |record: &Record| as_of.is_none_or(|as_of| record.date <= as_of);
    for (row, record) in records.iter().enumerate() {
        if so_far(record) && !told[row] {
            refusals.push(teller.no_clause(row, record));
        }
    }
    refusals.sort_by_key(|(order, _)| *order);
    let refusals: Vec<NotDue> = refusals.into_iter().map(|(_, not_due)| not_due).collect();
    let events = records.iter().filter(|record| so_far(record)).count();
    Determination {
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        document: scenario.policy.document.clone(),
        policy: scenario.policy.title.clone(),
        readings: named_readings(scenario),
        as_of: as_of.map(|date| date.to_string()),
        events,
        later_events: records.len() - events,
        clauses: sums(scenario, &obligations, &refusals),
        obligations,
        refusals,
    }
}

/// The obligations of recorded events with their payments, where the scenario's lag is certain, and the names of whom they
/// concern; in the law's order.
pub fn obligations_of_records(scenario: &Scenario, records: &[Record]) -> (Dossier, Vec<Obligation>) {
    let registry = registry_of_records(&scenario.registry, &scenario.policy);
    let (dossier, _) = history_of(records, &scenario.institutes, &registry, None);
    let law = Law::new(&scenario.policy, scenario.readings, &registry, from_the_beginning(scenario));
    let mut decisions = Decisions::default();
    law.apply(&dossier.history, &mut decisions);
    (dossier, decisions.owed.into_iter().map(|(owed, _)| owed).collect())
}

/// A horizon before which the policy cannot owe anything.
fn from_the_beginning(scenario: &Scenario) -> Horizon {
    let policy = &scenario.policy;
    let days = policy.clauses.iter().map(|clause| clause.validity.first_day);
    let first = days.chain([policy.validity.first_day]).map(Date::year).min();
    let first: Year = first.map_or(scenario.horizon.first(), |year| year.min(scenario.horizon.first()));
    Horizon::new(first, first).expect("one year is a horizon")
}

fn mark(told: &mut [bool], row: Option<usize>) {
    if let Some(row) = row {
        told[row] = true;
    }
}

/// Keeps all that the law decides.
#[derive(Default)]
pub(super) struct Decisions {
    /// What is owed, and whether it is contingent.
    pub owed: Vec<(Obligation, bool)>,
    pub refused: Vec<Refusal>,
}

impl Docket for Decisions {
    fn owe(&mut self, obligation: Obligation) {
        self.owed.push((obligation, false));
    }

    fn write_off(&mut self, obligation: Obligation) {
        self.owed.push((obligation, true));
    }

    fn refuse(&mut self, refusal: impl FnOnce() -> Refusal) {
        self.refused.push(refusal());
    }
}

/// An event by whose it is, its key, and the kind of clause that looks at it.
type EventName = (InstituteIndex, Option<SpinOffIndex>, EventKey, &'static str);

fn index_of_events(dossier: &Dossier) -> BTreeMap<EventName, usize> {
    use crate::things::Occurrence;
    let kind = |event: &Event| match event.occurrence {
        Occurrence::Listing { .. } => "listing_reward",
        Occurrence::Award { .. } => "award_reward",
        Occurrence::Revenue { .. } => "revenue_milestone_reward",
        Occurrence::FundLoss { .. } => "fund_loss_write_off",
        Occurrence::Founding | Occurrence::Failure => "",
    };
    let events = dossier.history.events.iter().enumerate();
    events
        .map(|(index, event)| ((event.institute, event.spin_off, event.key(), kind(event)), index))
        .collect()
}

/// The order in which decisions are told: day, institute, firm, clause, beneficiary or instalment.
type Order = (Date, u32, Option<u32>, u16, u32);

struct Teller<'a> {
    scenario: &'a Scenario,
    registry: &'a Registry,
    dossier: &'a Dossier,
    notes: &'a [String],
    as_of: Option<Date>,
    events: BTreeMap<EventName, usize>,
    institutes: Vec<Arc<Text>>,
    firms: Vec<Arc<Text>>,
    counties: Vec<Arc<Text>>,
    /// Identifier and article of each clause.
    clauses: Vec<[Arc<str>; 2]>,
}

/// The event that a decision rests on.
struct Basis {
    row: Option<usize>,
    date: Date,
    what: Text,
}

impl<'a> Teller<'a> {
    fn new(
        scenario: &'a Scenario,
        registry: &'a Registry,
        dossier: &'a Dossier,
        notes: &'a [String],
        as_of: Option<Date>,
    ) -> Self {
        let shared = |texts: &[Text]| texts.iter().cloned().map(Arc::new).collect();
        let clauses = scenario.policy.clauses.iter();
        Teller {
            scenario,
            registry,
            dossier,
            notes,
            as_of,
            events: index_of_events(dossier),
            institutes: shared(&dossier.institutes),
            firms: shared(&dossier.firms),
            counties: registry.counties.iter().map(|county| Arc::new(county.name.clone())).collect(),
            clauses: clauses
                .map(|clause| [clause.id.as_str(), &clause.citation.article].map(Arc::from))
                .collect(),
        }
    }

    fn clause(&self, id: ClauseId) -> &Clause {
        &self.scenario.policy.clauses[id.index()]
    }

    fn institute(&self, index: InstituteIndex) -> Arc<Text> {
        Arc::clone(&self.institutes[index.index()])
    }

    fn firm(&self, index: SpinOffIndex) -> Arc<Text> {
        Arc::clone(&self.firms[index.index()])
    }

    fn note(&self, row: Option<usize>) -> String {
        row.and_then(|row| self.notes.get(row)).cloned().unwrap_or_default()
    }

    fn due(&self, owed: &Obligation, is_contingent: bool) -> (Order, Option<usize>, Due) {
        let clause = self.clause(owed.clause);
        let basis = match &clause.kind {
            ClauseKind::InstalmentSubsidy { .. } => self.start_of_subsidy(owed.institute),
            kind => self.event(self.events[&(owed.institute, owed.spin_off, owed.event, kind.name())]),
        };
        let share = self.scenario.county_share(owed.county, owed.clause);
        let lag = self.scenario.lags[owed.clause.index()].as_ref().and_then(certain).unwrap_or(Lag::Never);
        let Payment { year, county, city } = settle(owed, lag, share);
        let (county, city) = if is_contingent { (0, 0) } else { (county.fen(), city.fen()) };
        let due = Due {
            date: owed.date.to_string(),
            is_due: self.as_of.is_none_or(|as_of| owed.date <= as_of),
            clause: Arc::clone(&self.clauses[owed.clause.index()][0]),
            article: Arc::clone(&self.clauses[owed.clause.index()][1]),
            event: basis.what,
            event_date: basis.date.to_string(),
            note: self.note(basis.row),
            institute: self.institute(owed.institute),
            firm: owed.spin_off.map(|firm| self.firm(firm)),
            beneficiary: match owed.beneficiary {
                Beneficiary::Institute(index) => self.institute(index),
                Beneficiary::SpinOff(index) => self.firm(index),
            },
            beneficiary_kind: owed.beneficiary.kind(),
            county: Arc::clone(&self.counties[owed.county.index()]),
            amount_fen: owed.amount.fen(),
            claim_year: owed.claim_year.number(),
            payment_year: year.filter(|_| !is_contingent).map(Year::number),
            county_fen: county,
            city_fen: city,
            is_contingent,
        };
        let to_firm_first = u32::from(owed.beneficiary.kind() == BeneficiaryKind::Institute);
        let order =
            (owed.date, owed.institute.0, owed.spin_off.map(|firm| firm.0), owed.clause.0, to_firm_first);
        (order, basis.row, due)
    }

    fn not_due(&self, refusal: &Refusal) -> (Order, Option<usize>, NotDue) {
        let clause = self.clause(refusal.clause);
        let basis = match refusal.event {
            Some(event) => {
                self.event(self.events[&(event.institute, event.spin_off, event.key(), clause.kind.name())])
            }
            None => self.start_of_subsidy(refusal.institute),
        };
        let not_due = NotDue {
            clause: Some(Arc::clone(&self.clauses[refusal.clause.index()][0])),
            article: Arc::clone(&self.clauses[refusal.clause.index()][1]),
            event: basis.what,
            event_date: if basis.date == crate::things::Institute::NEVER {
                String::new()
            } else {
                basis.date.to_string()
            },
            note: self.note(basis.row),
            instalment: refusal.instalment,
            institute: self.institute(refusal.institute),
            firm: refusal.spin_off.map(|firm| self.firm(firm)),
            reason: refusal.reason.word(),
            why: refusal.reason.words(),
            reading: refusal.reason.switch().map(|switch| self.reading(switch)),
        };
        let firm = refusal.spin_off.map(|firm| firm.0);
        let number = refusal.instalment.unwrap_or_default();
        ((basis.date, refusal.institute.0, firm, refusal.clause.0, number), basis.row, not_due)
    }

    /// An event that no clause looks at.
    fn no_clause(&self, row: usize, record: &Record) -> (Order, NotDue) {
        let text = |name: &Option<String>| name.as_deref().map(|name| Arc::new(Text::same(name)));
        let not_due = NotDue {
            clause: None,
            article: Arc::from(""),
            event: what_is_recorded(record, self.registry),
            event_date: record.date.to_string(),
            note: self.note(Some(row)),
            instalment: None,
            institute: text(&record.institute).unwrap_or_default(),
            firm: text(&record.firm),
            reason: "no_clause",
            why: match record.event {
                RecordedEvent::Listing { .. }
                | RecordedEvent::Award { .. }
                | RecordedEvent::Revenue { .. }
                | RecordedEvent::FundLoss { .. } => {
                    Text::new("本政策没有条款奖补此类事项", "no clause of the policy pays for such an event")
                }
                _ => Text::new(
                    "事项本身不产生支付，作为其他事项的认定依据",
                    "pays nothing by itself; other decisions rest on it",
                ),
            },
            reading: None,
        };
        ((record.date, u32::MAX, Some(row as u32), u16::MAX, 0), not_due)
    }

    fn event(&self, index: usize) -> Basis {
        let event = &self.dossier.history.events[index];
        Basis {
            row: self.dossier.event_rows[index],
            date: event.date,
            what: what_happened(event, self.registry),
        }
    }

    /// What starts an institute's subsidy under the reading.
    fn start_of_subsidy(&self, index: InstituteIndex) -> Basis {
        let institute = self.dossier.history.institute(index);
        let (nth, date) = match self.scenario.readings.subsidy_start {
            SubsidyStart::Accredited => (0, institute.accredited),
            SubsidyStart::Unveiled => (1, institute.unveiled),
            SubsidyStart::Accepted => (2, institute.accepted),
        };
        let [accredited, unveiled, accepted] = [
            Text::new("认定", "accreditation"),
            Text::new("挂牌", "unveiling"),
            Text::new("验收", "acceptance"),
        ];
        Basis {
            row: self.dossier.standing_rows[index.index()][nth],
            date,
            what: [accredited, unveiled, accepted].into_iter().nth(nth).expect("one of three"),
        }
    }

    fn reading(&self, switch: &str) -> String {
        reading(&self.scenario.readings, switch)
    }
}

/// A switch with its option, as files write them.
fn reading(readings: &Readings, switch: &str) -> String {
    format!("{switch} = {}", option_of(readings, switch))
}

fn option_of(readings: &Readings, switch: &str) -> &'static str {
    readings.chosen().into_iter().find(|(name, _)| *name == switch).map_or("", |(_, option)| option)
}

/// The one lag that has weight, if there is one.
fn certain(lags: &Weights<Lag>) -> Option<Lag> {
    let mut possible = lags.choices().iter().filter(|(_, weight)| *weight > 0.0);
    match (possible.next(), possible.next()) {
        (Some((lag, _)), None) => Some(*lag),
        _ => None,
    }
}

/// A recorded event in words.
fn what_is_recorded(record: &Record, registry: &Registry) -> Text {
    use crate::things::Occurrence;
    let occurrence = match record.event {
        RecordedEvent::Accreditation { .. } => return Text::new("认定", "accreditation"),
        RecordedEvent::Unveiling => return Text::new("挂牌", "unveiling"),
        RecordedEvent::Acceptance => return Text::new("验收", "acceptance"),
        RecordedEvent::Evaluation { results, transfers } => {
            return Text::new(
                format!("绩效评价：成果 {results} 项、转移转化 {transfers} 项"),
                format!("evaluation: {results} results, {transfers} transfers"),
            );
        }
        RecordedEvent::Founding { .. } => Occurrence::Founding,
        RecordedEvent::Failure => Occurrence::Failure,
        RecordedEvent::Listing { market } => Occurrence::Listing { market },
        RecordedEvent::Award { category } => Occurrence::Award { category },
        RecordedEvent::Revenue { revenue } => Occurrence::Revenue { revenue },
        RecordedEvent::FundLoss { invested, loss } => Occurrence::FundLoss { invested, loss },
    };
    let event =
        Event { date: record.date, institute: InstituteIndex(0), spin_off: None, serial: 0, occurrence };
    what_happened(&event, registry)
}

fn sums(scenario: &Scenario, obligations: &[Due], refusals: &[NotDue]) -> Vec<ClauseSum> {
    let clauses = scenario.policy.clauses.iter();
    let mut sums: Vec<ClauseSum> = clauses
        .map(|clause| ClauseSum {
            clause: clause.id.clone(),
            article: clause.citation.article.clone(),
            title: clause.title.clone(),
            words: clause.citation.words.clone(),
            readings: clause
                .kind
                .switches()
                .iter()
                .map(|switch| reading(&scenario.readings, switch))
                .collect(),
            obligations: 0,
            amount_fen: 0,
            due_fen: 0,
            county_fen: 0,
            city_fen: 0,
            is_contingent: clause.kind == ClauseKind::FundLossWriteOff,
        })
        .collect();
    let positions: BTreeMap<&str, usize> = scenario
        .policy
        .clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| (clause.id.as_str(), index))
        .collect();
    for due in obligations {
        let sum = &mut sums[positions[&*due.clause]];
        sum.obligations += 1;
        sum.amount_fen += due.amount_fen;
        sum.due_fen += if due.is_due { due.amount_fen } else { 0 };
        sum.county_fen += due.county_fen;
        sum.city_fen += due.city_fen;
    }
    let mut refused = vec![false; sums.len()];
    for clause in refusals.iter().filter_map(|refusal| refusal.clause.as_deref()) {
        refused[positions[clause]] = true;
    }
    let mut refused = refused.into_iter();
    sums.retain(|sum| refused.next() == Some(true) || sum.obligations > 0);
    sums
}
