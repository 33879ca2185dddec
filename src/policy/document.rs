//! A policy as a document: clauses with their article, words, amounts and validity, as its file states them.

use std::collections::BTreeMap;

use crate::quantities::{Date, Money, MonthDay, Year};
use crate::things::Text;

/// The days on which a rule is in force, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
}

impl Validity {
    /// Whether a day lies in it.
    pub fn contains(self, date: Date) -> bool {
        (self.first_day..=self.last_day).contains(&date)
    }
}

/// Where in the document a rule stands, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Article, such as `四（一）`.
    pub article: String,
    /// The Chinese words that the rule rests on.
    pub words: String,
}

/// A policy document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Number of the document, such as `新政办〔2022〕9号`.
    pub document: String,
    /// Who issued it.
    pub issuer: String,
    /// In force.
    pub validity: Validity,
    /// The words on validity.
    pub validity_citation: Citation,
    /// The words on whom it covers.
    pub scope: Citation,
    /// The words on who bears the cost.
    pub split: Citation,
    /// The words on the special fund.
    pub special_fund: Citation,
    /// How many institutes it aims at, where it says so.
    pub aim: Option<Aim>,
    /// The yearly evaluation of institutes.
    pub evaluation: EvaluationStandard,
    /// For each reading switch, the words that leave it open.
    pub readings: BTreeMap<String, Citation>,
    /// The clauses, in the document's order.
    pub clauses: Vec<Clause>,
}

/// How many institutes the document aims at, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// Where it is stated.
    pub citation: Citation,
    /// At least so many institutes.
    pub least: u32,
    /// At most so many.
    pub most: u32,
    /// By the end of this year.
    pub by: Year,
}

/// What an institute must reach in a year to pass its evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationStandard {
    /// Where it stands.
    pub citation: Citation,
    /// At least so many new results.
    pub results: u32,
    /// At least so many transfers.
    pub transfers: u32,
}

impl EvaluationStandard {
    /// Whether the counts of a year pass.
    pub fn passes(&self, results: u32, transfers: u32) -> bool {
        results >= self.results && transfers >= self.transfers
    }
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Identifier in files, such as `creation_subsidy`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Article and words.
    pub citation: Citation,
    /// Who benefits, in words.
    pub beneficiaries: Text,
    /// Responsible units, as the document names them.
    pub units: Vec<String>,
    /// In force: the policy's validity unless the clause states its own.
    pub validity: Validity,
    /// Counties to whose institutes it is limited; all where empty.
    pub counties: Vec<String>,
    /// A note of whoever wrote the file.
    pub note: String,
    /// What it does.
    pub kind: ClauseKind,
}

/// What a clause does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// Equal yearly instalments to an institute from the start of its subsidy.
    InstalmentSubsidy {
        /// Each instalment.
        amount: Money,
        /// How many.
        instalments: u32,
    },
    /// A reward for listing, to the firm and its institute.
    ListingReward {
        /// What each group of markets earns.
        tiers: Vec<ListingTier>,
    },
    /// A reward for a science award, to its holder.
    AwardReward {
        /// What each prize earns.
        prizes: Vec<Prize>,
    },
    /// A reward when annual revenue first exceeds a threshold, to the firm and its institute.
    RevenueMilestoneReward {
        /// Thresholds, ascending.
        milestones: Vec<Milestone>,
        /// The last day for reporting last year's accounts, the event date under `reporting_year`.
        reporting_day: MonthDay,
    },
    /// Losses of the sub-fund that are written off.
    FundLossWriteOff,
    /// Pays nothing.
    NoPayment {
        /// Why.
        reason: Text,
    },
}

impl ClauseKind {
    /// The kind's name in files.
    pub const fn name(&self) -> &'static str {
        match self {
            ClauseKind::InstalmentSubsidy { .. } => "instalment_subsidy",
            ClauseKind::ListingReward { .. } => "listing_reward",
            ClauseKind::AwardReward { .. } => "award_reward",
            ClauseKind::RevenueMilestoneReward { .. } => "revenue_milestone_reward",
            ClauseKind::FundLossWriteOff => "fund_loss_write_off",
            ClauseKind::NoPayment { .. } => "no_payment",
        }
    }

    /// The reading switches on which its decisions can depend.
    pub const fn switches(&self) -> &'static [&'static str] {
        match self {
            ClauseKind::InstalmentSubsidy { .. } => {
                &["subsidy_after_expiry", "subsidy_start", "start_before_policy", "evaluation_effect"]
            }
            ClauseKind::ListingReward { .. } => &["listing_sequence", "spin_off_scope"],
            ClauseKind::RevenueMilestoneReward { .. } => {
                &["milestone_jump", "milestone_date", "spin_off_scope"]
            }
            ClauseKind::AwardReward { .. } | ClauseKind::FundLossWriteOff | ClauseKind::NoPayment { .. } => {
                &[]
            }
        }
    }

    /// Whether obligations to pay arise under it (write-offs are contingent and demand no cash).
    pub const fn pays(&self) -> bool {
        !matches!(self, ClauseKind::FundLossWriteOff | ClauseKind::NoPayment { .. })
    }
}

/// A group of markets and what a listing on one of them earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingTier {
    /// Identifier in files.
    pub id: String,
    /// Markets by identifier.
    pub markets: Vec<String>,
    /// To the firm.
    pub spin_off: Money,
    /// To its institute.
    pub institute: Money,
}

/// An award category and what it earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prize {
    /// Category by identifier, such as `provincial.second`.
    pub category: String,
    /// To the holder.
    pub amount: Money,
}

/// A revenue threshold and what passing it earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Identifier in files.
    pub id: String,
    /// Annual revenue must exceed this.
    pub threshold: Money,
    /// To the firm.
    pub spin_off: Money,
    /// To its institute.
    pub institute: Money,
}
