//! Readings: where the text of the policy can be read in more than one way, each way is an option of a named
//! switch (docs/model.md §8).

use serde::{Deserialize, Serialize};

use crate::things::Text;

macro_rules! readings {
    ($($(#[$doc:meta])* $field:ident: $name:ident ($zh:literal, $en:literal) {
        $($(#[$option_doc:meta])* $option:ident = $word:literal ($option_zh:literal, $option_en:literal)),+ $(,)?
    })+) => {
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

            /// Every switch by name.
            pub fn names() -> Vec<&'static str> {
                Self::SWITCHES.iter().map(|(switch, _)| *switch).collect()
            }

            /// What a switch decides, in words; none where there is no such switch.
            pub fn title(switch: &str) -> Option<Text> {
                match switch {
                    $(stringify!($field) => Some(Text::new($zh, $en)),)+
                    _ => None,
                }
            }

            /// An option in words; none where there is no such option.
            pub fn option_title(switch: &str, option: &str) -> Option<Text> {
                match (switch, option) {
                    $($((stringify!($field), $word) => Some(Text::new($option_zh, $option_en)),)+)+
                    _ => None,
                }
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
    subsidy_after_expiry: SubsidyAfterExpiry ("有效期满后到期的创建经费补助", "Instalments that fall due after the validity") {
        /// Paid, where the subsidy started no later than the validity's end.
        #[default]
        Honour = "honour" ("有效期内已起算的照付", "paid where the subsidy started within the validity"),
        /// Not paid.
        Cut = "cut" ("不再支付", "not paid"),
    }
    /// When the subsidy starts: 挂牌后 against 建设完毕并通过验收.
    subsidy_start: SubsidyStart ("创建经费补助的起算日", "The first day of the creation subsidy") {
        /// On the day of unveiling (挂牌).
        #[default]
        Unveiled = "unveiled" ("挂牌之日", "the unveiling"),
        /// On the day of accreditation (认定).
        Accredited = "accredited" ("省政府认定之日", "the accreditation by the province"),
        /// On the day of acceptance (验收).
        Accepted = "accepted" ("通过验收之日", "the acceptance"),
    }
    /// What becomes of a subsidy that starts before the policy: 有效期自发布之日起.
    start_before_policy: StartBeforePolicy ("起算日早于文件发布的补助", "A subsidy that would start before the policy") {
        /// Its start moves to the policy's first day.
        #[default]
        Eligible = "eligible" ("自发布之日起算，连续三年", "starts on the day of issue, with every instalment"),
        /// Instalments keep their dates; those dated before the policy are lost.
        Elapsed = "elapsed" ("按原日期计算，发布前到期的各期不补", "keeps its dates; instalments dated before the policy are lost"),
        /// It is not paid.
        Excluded = "excluded" ("不予补助", "is not paid"),
    }
    /// What a failed evaluation does to the subsidy: 评价结果作为实施支持政策措施的重要依据.
    evaluation_effect: EvaluationEffect ("绩效评价未达标的后果", "The effect of a failed evaluation") {
        /// Nothing.
        #[default]
        Ignore = "ignore" ("不影响补助", "none"),
        /// The next instalment is lost.
        Withhold = "withhold" ("取消下一年度的一期", "the next instalment is lost"),
        /// The next instalment moves by a year, and is lost if that year's evaluation fails too.
        Defer = "defer" ("顺延一年，再次未达标则取消", "the next instalment moves by a year and is lost if that year fails too"),
    }
    /// What an exchange listing after NEEQ earns: 除…外，再….
    listing_sequence: ListingSequence ("新三板挂牌后又在交易所上市", "An exchange listing after NEEQ") {
        /// Both in full.
        #[default]
        Cumulative = "cumulative" ("两次均全额奖励", "both are paid in full"),
        /// The later pays the difference, never below 0.
        TopUp = "top_up" ("第二次补足差额", "the later pays the difference"),
        /// Only the first eligible one.
        FirstOnly = "first_only" ("只奖励首次", "only the first is paid"),
    }
    /// What a year that passes several revenue thresholds earns: 首次超过500万元、1000万元、1亿元…分别.
    milestone_jump: MilestoneJump ("一年内超过多档营业收入标准", "Several revenue thresholds passed in one year") {
        /// Each of them.
        #[default]
        Each = "each" ("各档分别奖励", "each is paid"),
        /// Only the highest; the others are used up.
        Highest = "highest" ("只奖励最高一档", "only the highest is paid"),
    }
    /// When a revenue milestone is dated: 年营业收入 against 有效期.
    milestone_date: MilestoneDate ("营业收入超过标准的认定日", "The day on which revenue passes a threshold") {
        /// 31 December of the revenue year.
        #[default]
        RevenueYear = "revenue_year" ("营业收入所属年度末", "the end of the revenue year"),
        /// The reporting day of the next year, when the accounts are known.
        ReportingYear = "reporting_year" ("次年报表报出之日", "the reporting day of the next year"),
    }
    /// Which firms count as spin-offs: 产研院将科技成果产业化所新设立的衍生企业.
    spin_off_scope: SpinOffScope ("计入的衍生企业", "Which firms count as spin-offs") {
        /// Those founded on the institute's accreditation or later.
        #[default]
        NewOnly = "new_only" ("产研院认定后新设立的", "those founded on or after the accreditation"),
        /// All.
        All = "all" ("全部", "all"),
        /// The new ones that were not carved out of the lead enterprise.
        NewNotCaptive = "new_not_captive" ("认定后新设立且非牵头企业分立的", "new ones not carved out of the lead enterprise"),
    }
}
