//! Readings: where the text of the policy can be read in more than one way, each way is an option of a named
//! switch (docs/model.md §8).

use serde::{Deserialize, Serialize};

macro_rules! readings {
    ($($(#[$doc:meta])* $field:ident: $name:ident { $($(#[$option_doc:meta])* $option:ident = $word:literal),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $name { $($(#[$option_doc])* $option),+ }

            impl $name {
                /// Every option, the default first.
                pub const OPTIONS: &'static [$name] = &[$($name::$option),+];

                /// The option's name in files.
                pub const fn word(self) -> &'static str {
                    match self { $($name::$option => $word),+ }
                }
            }
        )+

        /// One option for every switch.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub struct Readings { $($(#[$doc])* pub $field: $name),+ }

        impl Readings {
            /// Every switch with the names of its options, the default first.
            pub const SWITCHES: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($field), &[$($word),+])),+];

            /// Each switch with the option chosen.
            pub fn chosen(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field.word())),+]
            }

            /// Chooses an option by the names in files; says whether both names exist.
            #[must_use]
            pub fn choose(&mut self, switch: &str, option: &str) -> bool {
                match switch {
                    $(stringify!($field) => match $name::OPTIONS.iter().find(|candidate| candidate.word() == option) {
                        Some(chosen) => { self.$field = *chosen; true }
                        None => false,
                    },)+
                    _ => false,
                }
            }
        }
    };
}

readings! {
    /// What becomes of instalments that fall due after the validity: 连续支持3年 against 有效期…至2024年12月31日.
    subsidy_after_expiry: SubsidyAfterExpiry {
        /// Paid, where the subsidy started no later than the validity's end.
        #[default]
        Honour = "honour",
        /// Not paid.
        Cut = "cut",
    }
    /// When the subsidy starts: 挂牌后 against 建设完毕并通过验收.
    subsidy_start: SubsidyStart {
        /// On the day of unveiling (挂牌).
        #[default]
        Unveiled = "unveiled",
        /// On the day of accreditation (认定).
        Accredited = "accredited",
        /// On the day of acceptance (验收).
        Accepted = "accepted",
    }
    /// What becomes of a subsidy that starts before the policy: 有效期自发布之日起.
    start_before_policy: StartBeforePolicy {
        /// Its start moves to the policy's first day.
        #[default]
        Eligible = "eligible",
        /// Instalments keep their dates; those dated before the policy are lost.
        Elapsed = "elapsed",
        /// It is not paid.
        Excluded = "excluded",
    }
    /// What a failed evaluation does to the subsidy: 评价结果作为实施支持政策措施的重要依据.
    evaluation_effect: EvaluationEffect {
        /// Nothing.
        #[default]
        Ignore = "ignore",
        /// The next instalment is lost.
        Withhold = "withhold",
        /// The next instalment moves by a year, and is lost if that year's evaluation fails too.
        Defer = "defer",
    }
    /// What an exchange listing after NEEQ earns: 除…外，再….
    listing_sequence: ListingSequence {
        /// Both in full.
        #[default]
        Cumulative = "cumulative",
        /// The later pays the difference, never below 0.
        TopUp = "top_up",
        /// Only the first eligible one.
        FirstOnly = "first_only",
    }
    /// What a year that passes several revenue thresholds earns: 首次超过500万元、1000万元、1亿元…分别.
    milestone_jump: MilestoneJump {
        /// Each of them.
        #[default]
        Each = "each",
        /// Only the highest; the others are used up.
        Highest = "highest",
    }
    /// When a revenue milestone is dated: 年营业收入 against 有效期.
    milestone_date: MilestoneDate {
        /// 31 December of the revenue year.
        #[default]
        RevenueYear = "revenue_year",
        /// The reporting day of the next year, when the accounts are known.
        ReportingYear = "reporting_year",
    }
    /// Which firms count as spin-offs: 产研院将科技成果产业化所新设立的衍生企业.
    spin_off_scope: SpinOffScope {
        /// Those founded on the institute's accreditation or later.
        #[default]
        NewOnly = "new_only",
        /// All.
        All = "all",
        /// The new ones that were not carved out of the lead enterprise.
        NewNotCaptive = "new_not_captive",
    }
}
