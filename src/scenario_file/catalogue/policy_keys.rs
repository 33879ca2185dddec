//! The keys of a policy file.

use super::entry::Form::{Ids, Lines, One, Plain, Section, Switches, Text, Word};
use super::entry::Kind::{
    Count, Date, Id, Line, Market, Money, MonthDay, PolicyFile, PositiveMoney, Words, Year,
};
use super::entry::{Entry, Presence, keys};

/// Keys of a policy file; in a scenario the same keys below `policy` change the policy's own.
pub(super) const KEYS: &[Entry] = keys! {
    "extends" May Plain(PolicyFile), "所依据的政策", "the policy that this one changes",
        note "程序自带政策的名称，或以 .toml 结尾的路径；本文件只写不同之处",
        "a policy of the program, or a path ending in .toml; state here only what differs";
    "id" Must Plain(Id), "政策标识", "identifier of the policy";
    "title" Must Text, "政策名称", "title of the policy";
    "document" Must Plain(Line), "文号", "number of the document";
    "issuer" Must Plain(Line), "发文机关", "issuing authority";

    "validity" Must Section, "有效期", "the validity";
    "validity.first_day" Must One(Date), "政策有效期首日", "first day of the validity";
    "validity.last_day" Must One(Date), "政策有效期末日", "last day of the validity";
    "validity.article" Must Plain(Line), "有效期条文所在", "where the validity stands";
    "validity.words" Must Plain(Words), "有效期条文", "the words on the validity";

    "scope" Must Section, "适用范围", "which institutes the document is for";
    "scope.article" Must Plain(Line), "适用范围条文所在", "where the scope stands";
    "scope.words" Must Plain(Words), "适用范围条文", "the words on the scope";

    "split" Must Section, "分级承担", "who bears the cost";
    "split.article" Must Plain(Line), "分级承担条文所在", "where it stands who bears the cost";
    "split.words" Must Plain(Words), "分级承担条文", "the words on who bears the cost";

    "special_fund" Must Section, "专项资金", "the special fund";
    "special_fund.article" Must Plain(Line), "专项资金条文所在", "where the special fund stands";
    "special_fund.words" Must Plain(Words), "专项资金条文", "the words on the special fund";

    "aim" May Section, "产研院家数目标", "how many institutes the document aims at";
    "aim.article" Must Plain(Line), "目标条文所在", "where the aim stands";
    "aim.words" Must Plain(Words), "目标条文", "the words on the aim";
    "aim.least" Must One(Count), "产研院家数目标下限", "fewest institutes that the document aims at", in "家", "institutes";
    "aim.most" Must One(Count), "产研院家数目标上限", "most institutes that the document aims at", in "家", "institutes";
    "aim.by" Must Plain(Year), "目标年度", "year of the aim";

    "evaluation" Must Section, "年度绩效评价", "the yearly evaluation";
    "evaluation.article" Must Plain(Line), "绩效评价条文所在", "where the evaluation stands";
    "evaluation.words" Must Plain(Words), "绩效评价条文", "the words on the evaluation";
    "evaluation.results" Must One(Count), "绩效评价要求的年度新研发科技成果数", "new results in a year that the evaluation asks for",
        in "项", "results";
    "evaluation.transfers" Must One(Count), "绩效评价要求的年度转移转化技术数", "transfers in a year that the evaluation asks for",
        in "项", "transfers";

    "readings" May Switches, "可作不同理解的原文", "words that leave more than one reading";
    "readings.*" Must Section, "可作不同理解的一处原文", "words that leave a reading open";
    "readings.*.article" Must Plain(Line), "条文所在", "where the words stand";
    "readings.*.words" Must Plain(Words), "条文", "the words";

    "clauses" Must Ids, "条款，按文件顺序", "the clauses in the document's order";
    "clauses.*" Must Section, "条款", "a clause";
    "clauses.*.article" Must Plain(Line), "条款所在", "where the clause stands";
    "clauses.*.title" Must Text, "条款名称", "title of the clause";
    "clauses.*.words" Must Plain(Words), "条款原文", "the clause's words";
    "clauses.*.beneficiaries" Must Text, "支持对象", "beneficiaries";
    "clauses.*.units" May Lines(Line), "责任单位", "responsible units";
    "clauses.*.note" May Plain(Words), "说明", "a note";
    "clauses.*.counties" May Lines(Id), "条款仅适用的县（市、区）", "the only counties that the clause is for",
        note "缺省为全市", "all where absent";
    "clauses.*.validity" May Section, "条款自有的有效期", "a validity of the clause's own";
    "clauses.*.validity.first_day" Must One(Date), "条款有效期首日", "first day of the clause's validity";
    "clauses.*.validity.last_day" Must One(Date), "条款有效期末日", "last day of the clause's validity";
    "clauses.*.kind" Must Word(&[
        ("instalment_subsidy", ("分期补助", "a subsidy in yearly instalments")),
        ("listing_reward", ("挂牌上市奖励", "a reward for listings")),
        ("award_reward", ("科技奖励配套", "a reward for science awards")),
        ("revenue_milestone_reward", ("营业收入上台阶奖励", "a reward for passing revenue thresholds")),
        ("fund_loss_write_off", ("子基金损失核销", "losses of the sub-fund are written off")),
        ("no_payment", ("不产生支付", "pays nothing")),
    ]), "条款类别", "kind of clause";
    "clauses.*.amount" Must One(Money), "每期补助金额", "amount of each instalment", of "instalment_subsidy";
    "clauses.*.instalments" Must One(Count), "补助期数", "number of yearly instalments", in "期", "instalments",
        note "1 至 30", "1 to 30", of "instalment_subsidy";
    "clauses.*.tiers" Must Ids, "奖励档次", "tiers of the reward", of "listing_reward";
    "clauses.*.tiers.*" Must Section, "奖励档次", "a tier of the reward", of "listing_reward";
    "clauses.*.tiers.*.markets" Must Lines(Market), "本档次的市场", "markets of the tier",
        note "一个市场只列入一个档次", "a market stands in one tier only", of "listing_reward";
    "clauses.*.tiers.*.spin_off" Must One(Money), "对挂牌上市企业的奖励", "reward to the firm that lists",
        of "listing_reward";
    "clauses.*.tiers.*.institute" Must One(Money), "企业挂牌上市时对产研院的奖励",
        "reward to the institute when its firm lists", of "listing_reward";
    "clauses.*.prizes" Must Ids, "各级科技奖励", "levels of awards", of "award_reward";
    "clauses.*.prizes.*" Must Ids, "一个级别的科技奖励", "a level of awards",
        note "键为情景中的奖励等次", "its keys are the scenario's prizes", of "award_reward";
    "clauses.*.prizes.*.*" Must One(Money), "对获奖单位的奖励", "reward to the holder of the award",
        of "award_reward";
    "clauses.*.reporting_day" Must Plain(MonthDay), "次年报表报出日", "day on which the accounts of the year before are known",
        of "revenue_milestone_reward";
    "clauses.*.milestones" Must Ids, "营业收入档次", "revenue thresholds",
        note "按标准从低到高排列", "in ascending order", of "revenue_milestone_reward";
    "clauses.*.milestones.*" Must Section, "营业收入档次", "a revenue threshold", of "revenue_milestone_reward";
    "clauses.*.milestones.*.threshold" Must One(PositiveMoney), "年营业收入标准", "annual revenue to be passed",
        note "超过方予奖励", "the reward is for more than this", of "revenue_milestone_reward";
    "clauses.*.milestones.*.spin_off" Must One(Money), "对达标企业的奖励", "reward to the firm that passes it",
        of "revenue_milestone_reward";
    "clauses.*.milestones.*.institute" Must One(Money), "企业达标时对产研院的奖励",
        "reward to the institute when its firm passes it", of "revenue_milestone_reward";
    "clauses.*.reason" Must Text, "不产生支付的原因", "why the clause pays nothing", of "no_payment";
};
