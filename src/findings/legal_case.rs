//! Legal cases (docs/legal-cases.md): what is owed for some events as somebody derived it from the text, held against what the law
//! says.

use crate::policy::{Law, Policy, Readings, Reason};
use crate::quantities::{Date, Horizon, Money, Share, Year};
use crate::records::{Dossier, Objection, Record, dossier};
use crate::scenario::Lag;
use crate::settlement::settle;
use crate::things::{Beneficiary, ClauseId, Obligation, Registry, Text};

use super::determination::Decisions;

/// A case: events under a reading, and what is owed for them.
#[derive(Debug, Clone, PartialEq)]
pub struct LegalCase {
    /// What it shows, in a sentence.
    pub title: Text,
    /// The article on which it rests.
    pub article: String,
    /// The clauses whose decisions are looked at, all of them.
    pub clauses: Vec<ClauseId>,
    /// How the open phrases are read.
    pub readings: Readings,
    /// The county's share.
    pub county_share: Share,
    /// From claim to payment.
    pub lag: Lag,
    /// What is dated before 1 January of this year is no part of the run.
    pub first_year: Year,
    /// What happened.
    pub records: Vec<Record>,
    /// What is owed.
    pub owed: Vec<ExpectedDue>,
    /// What pays nothing; not looked at where absent.
    pub refused: Option<Vec<ExpectedRefusal>>,
}

/// An obligation that a case expects; what is absent is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedDue {
    /// Under which clause.
    pub clause: ClauseId,
    /// The day on which it is owed.
    pub date: Date,
    /// To whom, by name.
    pub to: String,
    /// How much.
    pub amount: Money,
    /// The year in which it can be claimed.
    pub claim_year: Option<Year>,
    /// When it is paid: in a year, or (none within) never.
    pub paid: Option<Option<Year>>,
    /// The city's part.
    pub city: Option<Money>,
    /// The county's part.
    pub county: Option<Money>,
}

/// A refusal that a case expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedRefusal {
    /// Under which clause.
    pub clause: ClauseId,
    /// Of whose event, by name.
    pub of: String,
    /// The day of the event, unless it is an instalment.
    pub date: Option<Date>,
    /// The number of the instalment, if it is one.
    pub instalment: Option<u32>,
    /// Why, as the word that files use.
    pub reason: String,
}

/// Where a case and the law differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseDifference {
    /// Something that the case states and the law does not say.
    OnlyInCase(Text),
    /// Something that the law says and the case does not state.
    OnlyInLaw(Text),
}

/// Decides a case under a policy; no difference where the case holds.
///
/// # Errors
/// What contradicts itself in the case's events.
pub fn differences(
    case: &LegalCase,
    policy: &Policy,
    registry: &Registry,
) -> Result<Vec<CaseDifference>, Vec<Objection>> {
    let (dossier, objections) = dossier(&case.records, &[], registry, None);
    if objections.iter().any(|objection| objection.is_error) {
        return Err(objections);
    }
    let horizon = Horizon::new(case.first_year, case.first_year).expect("one year is a horizon");
    let mut decisions = Decisions::default();
    Law::new(policy, case.readings, registry, horizon).apply(&dossier.history, &mut decisions);
    let examiner = Examiner { case, policy, dossier: &dossier };
    let mut differences = examiner.compare_owed(&decisions);
    if let Some(expected) = &case.refused {
        differences.extend(examiner.compare_refused(&decisions, expected));
    }
    Ok(differences)
}

struct Examiner<'a> {
    case: &'a LegalCase,
    policy: &'a Policy,
    dossier: &'a Dossier,
}

impl Examiner<'_> {
    fn name(&self, beneficiary: Beneficiary) -> &str {
        match beneficiary {
            Beneficiary::Institute(index) => &self.dossier.institutes[index.index()].zh,
            Beneficiary::SpinOff(index) => &self.dossier.firms[index.index()].zh,
        }
    }

    fn compare_owed(&self, decisions: &Decisions) -> Vec<CaseDifference> {
        let mut left: Vec<&ExpectedDue> = self.case.owed.iter().collect();
        let mut differences = Vec::new();
        let looked_at = |owed: &Obligation| self.case.clauses.contains(&owed.clause);
        for (owed, is_contingent) in decisions.owed.iter().filter(|(owed, _)| looked_at(owed)) {
            let found = self.found(owed, *is_contingent);
            match left.iter().position(|expected| agrees(expected, &found)) {
                Some(position) => {
                    left.remove(position);
                }
                None => differences.push(CaseDifference::OnlyInLaw(self.due_words(&found))),
            }
        }
        let missing = left.into_iter().map(|expected| CaseDifference::OnlyInCase(self.due_words(expected)));
        missing.chain(differences).collect()
    }

    /// What the law says, with everything stated that a case may state.
    fn found(&self, owed: &Obligation, is_contingent: bool) -> ExpectedDue {
        let payment = settle(owed, self.case.lag, self.case.county_share);
        let paid = |amount: Money| Some(amount).filter(|_| !is_contingent);
        ExpectedDue {
            clause: owed.clause,
            date: owed.date,
            to: self.name(owed.beneficiary).to_owned(),
            amount: owed.amount,
            claim_year: Some(owed.claim_year).filter(|_| !is_contingent),
            paid: Some(payment.year).filter(|_| !is_contingent),
            city: paid(payment.city),
            county: paid(payment.county),
        }
    }

    fn compare_refused(&self, decisions: &Decisions, expected: &[ExpectedRefusal]) -> Vec<CaseDifference> {
        let mut left: Vec<&ExpectedRefusal> = expected.iter().collect();
        let mut differences = Vec::new();
        for refusal in decisions.refused.iter().filter(|refusal| self.case.clauses.contains(&refusal.clause))
        {
            let whose = match refusal.spin_off {
                Some(firm) => Beneficiary::SpinOff(firm),
                None => Beneficiary::Institute(refusal.institute),
            };
            let found = ExpectedRefusal {
                clause: refusal.clause,
                of: self.name(whose).to_owned(),
                date: refusal.event.map(|event| event.date),
                instalment: refusal.instalment,
                reason: refusal.reason.word().to_owned(),
            };
            match left.iter().position(|expected| **expected == found) {
                Some(position) => {
                    left.remove(position);
                }
                None => differences.push(CaseDifference::OnlyInLaw(self.refusal_words(&found))),
            }
        }
        let missing =
            left.into_iter().map(|expected| CaseDifference::OnlyInCase(self.refusal_words(expected)));
        missing.chain(differences).collect()
    }

    fn due_words(&self, due: &ExpectedDue) -> Text {
        let clause = &self.policy.clauses[due.clause.index()].id;
        let mut parts =
            vec![Text::same(format!("{} {} {} {clause}", due.date, due.to, due.amount.with_unit()))];
        if let Some(year) = due.claim_year {
            parts.push(Text::new(format!("{year} 年申报"), format!("claimed in {year}")));
        }
        match due.paid {
            Some(Some(year)) => parts.push(Text::new(format!("{year} 年支付"), format!("paid in {year}"))),
            Some(None) => parts.push(Text::new("逾期失效", "lapses")),
            None => {}
        }
        for (zh, en, part) in [("市级", "city", due.city), ("县级", "county", due.county)] {
            if let Some(part) = part {
                parts.push(Text::new(
                    format!("{zh} {}", part.with_unit()),
                    format!("{en} {}", part.with_unit()),
                ));
            }
        }
        joined(&parts)
    }

    fn refusal_words(&self, refusal: &ExpectedRefusal) -> Text {
        let clause = &self.policy.clauses[refusal.clause.index()].id;
        let (of, reason) = (&refusal.of, &refusal.reason);
        let known = Reason::ALL.into_iter().find(|known| known.word() == reason);
        let why = known.map(Reason::words).unwrap_or_default();
        let when = match (refusal.date, refusal.instalment) {
            (Some(date), _) => Text::same(date.to_string()),
            (None, Some(number)) => Text::new(format!("第 {number} 期"), format!("instalment {number}")),
            (None, None) => Text::default(),
        };
        Text::new(
            format!("不予支付：{of} {} {}（{reason}） {clause}", when.zh, why.zh),
            format!("refused: {of} {} {} ({reason}) {clause}", when.en, why.en),
        )
    }
}

fn joined(parts: &[Text]) -> Text {
    let join = |of: fn(&Text) -> &str, by: &str| parts.iter().map(of).collect::<Vec<_>>().join(by);
    Text::new(join(|text| &text.zh, "，"), join(|text| &text.en, ", "))
}

/// Whether all that a case states is what the law says.
fn agrees(expected: &ExpectedDue, found: &ExpectedDue) -> bool {
    fn holds<T: PartialEq>(expected: &Option<T>, found: &Option<T>) -> bool {
        expected.is_none() || expected == found
    }
    (expected.clause, expected.date, &expected.to, expected.amount)
        == (found.clause, found.date, &found.to, found.amount)
        && holds(&expected.claim_year, &found.claim_year)
        && holds(&expected.paid, &found.paid)
        && holds(&expected.city, &found.city)
        && holds(&expected.county, &found.county)
}
