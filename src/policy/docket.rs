//! What the law decides: what is owed, what is written off, and what is refused and why.

use serde::{Serialize, Serializer};

use crate::things::{ClauseId, Event, InstituteIndex, Obligation, SpinOffIndex, Text};

/// Takes down what the law decides.
///
/// The mass run keeps obligations and ignores refusals, whose words are then never made; an audit keeps both.
pub trait Docket {
    /// An obligation to pay has arisen.
    fn owe(&mut self, obligation: Obligation);
    /// A loss of the sub-fund is written off: a contingent loss, no payment.
    fn write_off(&mut self, obligation: Obligation);
    /// Something that a clause looks at pays nothing.
    fn refuse(&mut self, _refusal: impl FnOnce() -> Refusal) {}
}

/// Something that pays nothing under a clause, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The clause.
    pub clause: ClauseId,
    /// The institute concerned.
    pub institute: InstituteIndex,
    /// The firm concerned.
    pub spin_off: Option<SpinOffIndex>,
    /// The event, unless it is an instalment.
    pub event: Option<Event>,
    /// The number of the instalment, from 1, if it is one.
    pub instalment: Option<u32>,
    /// Why.
    pub reason: Reason,
}

/// Why something pays nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its day lies outside the clause's validity.
    OutsideValidity,
    /// The institute is accredited only later.
    InstituteNotYetAccredited,
    /// The clause is limited to other counties.
    OtherCounty,
    /// The firm is older than its institute (reading `spin_off_scope`).
    FirmNotNew,
    /// The firm was carved out of the lead enterprise (reading `spin_off_scope`).
    FirmCaptive,
    /// The market has no tier in the policy.
    MarketWithoutTier,
    /// An earlier listing was rewarded already, under `top_up` with as much (reading `listing_sequence`).
    ListedBefore,
    /// The award category has no prize in the policy.
    CategoryWithoutPrize,
    /// Revenue exceeds no threshold.
    ThresholdNotExceeded,
    /// Every threshold that revenue exceeds was exceeded before.
    ThresholdUsedUp,
    /// Only the highest threshold passed in a year is paid (reading `milestone_jump`).
    HigherThresholdPaid,
    /// It arose before the run's first year.
    BeforeHorizon,
    /// The subsidy starts before the policy (reading `start_before_policy`).
    StartBeforePolicy,
    /// The subsidy starts after the validity.
    StartAfterValidity,
    /// The instalment falls due after the validity (reading `subsidy_after_expiry`).
    DueAfterValidity,
    /// The evaluation failed (reading `evaluation_effect`).
    EvaluationFailed,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 16] = [
        Reason::OutsideValidity,
        Reason::InstituteNotYetAccredited,
        Reason::OtherCounty,
        Reason::FirmNotNew,
        Reason::FirmCaptive,
        Reason::MarketWithoutTier,
        Reason::ListedBefore,
        Reason::CategoryWithoutPrize,
        Reason::ThresholdNotExceeded,
        Reason::ThresholdUsedUp,
        Reason::HigherThresholdPaid,
        Reason::BeforeHorizon,
        Reason::StartBeforePolicy,
        Reason::StartAfterValidity,
        Reason::DueAfterValidity,
        Reason::EvaluationFailed,
    ];

    /// The reason as files name it.
    pub const fn word(self) -> &'static str {
        match self {
            Reason::OutsideValidity => "outside_validity",
            Reason::InstituteNotYetAccredited => "institute_not_yet_accredited",
            Reason::OtherCounty => "other_county",
            Reason::FirmNotNew => "firm_not_new",
            Reason::FirmCaptive => "firm_captive",
            Reason::MarketWithoutTier => "market_without_tier",
            Reason::ListedBefore => "listed_before",
            Reason::CategoryWithoutPrize => "category_without_prize",
            Reason::ThresholdNotExceeded => "threshold_not_exceeded",
            Reason::ThresholdUsedUp => "threshold_used_up",
            Reason::HigherThresholdPaid => "higher_threshold_paid",
            Reason::BeforeHorizon => "before_horizon",
            Reason::StartBeforePolicy => "start_before_policy",
            Reason::StartAfterValidity => "start_after_validity",
            Reason::DueAfterValidity => "due_after_validity",
            Reason::EvaluationFailed => "evaluation_failed",
        }
    }

    /// The reading switch under which it arises, where another option might pay.
    pub const fn switch(self) -> Option<&'static str> {
        match self {
            Reason::FirmNotNew | Reason::FirmCaptive => Some("spin_off_scope"),
            Reason::ListedBefore => Some("listing_sequence"),
            Reason::HigherThresholdPaid => Some("milestone_jump"),
            Reason::StartBeforePolicy => Some("start_before_policy"),
            Reason::DueAfterValidity => Some("subsidy_after_expiry"),
            Reason::EvaluationFailed => Some("evaluation_effect"),
            Reason::OutsideValidity
            | Reason::InstituteNotYetAccredited
            | Reason::OtherCounty
            | Reason::MarketWithoutTier
            | Reason::CategoryWithoutPrize
            | Reason::ThresholdNotExceeded
            | Reason::ThresholdUsedUp
            | Reason::BeforeHorizon
            | Reason::StartAfterValidity => None,
        }
    }

    /// The reason in words.
    pub fn words(self) -> Text {
        let (zh, en) = match self {
            Reason::OutsideValidity => ("不在有效期内", "outside the validity"),
            Reason::InstituteNotYetAccredited => {
                ("产研院当时尚未经省政府认定", "the institute was not yet accredited")
            }
            Reason::OtherCounty => {
                ("条款仅适用于其他县（市、区）", "the clause is limited to other counties")
            }
            Reason::FirmNotNew => {
                ("企业成立早于产研院认定", "the firm is older than its institute's accreditation")
            }
            Reason::FirmCaptive => ("企业由牵头企业分立", "the firm was carved out of the lead enterprise"),
            Reason::MarketWithoutTier => ("政策未列该市场", "the policy names no reward for the market"),
            Reason::ListedBefore => ("此前上市（挂牌）已获奖励", "an earlier listing was rewarded"),
            Reason::CategoryWithoutPrize => ("政策未列该奖项", "the policy names no reward for the award"),
            Reason::ThresholdNotExceeded => ("未超过任何标准", "no threshold is exceeded"),
            Reason::ThresholdUsedUp => {
                ("所超过的标准此前已经超过", "every threshold exceeded was exceeded before")
            }
            Reason::HigherThresholdPaid => {
                ("同年仅奖励最高一档", "only the highest threshold of the year is paid")
            }
            Reason::BeforeHorizon => ("早于预测期", "before the run's first year"),
            Reason::StartBeforePolicy => ("补助起始早于政策发布", "the subsidy starts before the policy"),
            Reason::StartAfterValidity => ("补助起始晚于有效期", "the subsidy starts after the validity"),
            Reason::DueAfterValidity => ("到期日晚于有效期", "the instalment falls due after the validity"),
            Reason::EvaluationFailed => ("绩效评价未达标", "the performance evaluation failed"),
        };
        Text::new(zh, en)
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
