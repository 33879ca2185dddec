//! The keys of a scenario file.

use super::entry::Choices::{Counts, Dates, Ids as IdChoices, Lags, Markets, Years};
use super::entry::Form::{
    ByYear, Choice, Ids, Like, Lines, List, One, OneOr, Plain, PlainOr, Readings, Section, Tables, Text,
    Weights, Word,
};
use super::entry::Kind::{
    Age, Boolean, Correlation, Date, EventRate, File, Id, Market, Money, PolicyFile, PositiveMoney,
    PositiveRate, Probability, Rate, Real, ScenarioId, Share, Variation, Year,
};
use super::entry::{Entry, Presence, keys};

/// Keys of a scenario file besides those of the policy.
pub(super) const KEYS: &[Entry] = keys! {
    "extends" May Plain(File), "所依据的情景文件", "the scenario file that this one changes",
        note "本文件只写不同之处；路径相对于本文件", "state here only what differs; the path is relative to this file";
    "id" Must Plain(ScenarioId), "情景标识", "identifier of the scenario";
    "title" Must Text, "情景名称", "title of the scenario";
    "description" May Text, "情景说明", "what the scenario is for";

    "horizon" Must Section, "模拟年份", "the simulated years";
    "horizon.first" Must Plain(Year), "首个年度", "first year";
    "horizon.last" Must Plain(Year), "末个年度", "last year", note "至多 30 年", "30 years at most";

    "policy" Must Section, "所用政策，以及对其中条款的调整", "the policy, and what the scenario changes in it";
    "policy.file" Must Plain(PolicyFile), "政策文件", "the policy",
        note "程序自带政策的名称，或以 .toml 结尾的路径", "a policy of the program, or a path ending in .toml";

    "readings" May Readings, "对政策未明之处的理解", "how open phrases of the policy are read";

    "drivers" Must Section, "年度共同因素", "good and bad years, shared by all firms";
    "drivers.economy_persistence" Must One(Correlation), "经济景气的年际延续性",
        "how far the economy carries over from one year to the next", in "相关系数", "correlation";
    "drivers.market_persistence" Must One(Correlation), "资本市场景气的年际延续性",
        "how far the capital market carries over from one year to the next", in "相关系数", "correlation";
    "drivers.correlation" Must One(Correlation), "经济景气与资本市场景气的关联程度",
        "how far economy and capital market move together", in "相关系数", "correlation";

    "counties" Must Ids, "县（市、区）和管委会", "counties, districts and committees";
    "counties.*" Must Section, "县（市、区）或管委会", "a county, district or committee";
    "counties.*.name" Must Text, "县（市、区）名称", "name of the county";

    "sectors" Must Ids, "行业", "sectors";
    "sectors.*" Must Section, "行业", "a sector";
    "sectors.*.name" Must Text, "行业名称", "name of the sector";
    "sectors.*.formation_factor" Must One(Rate), "本行业衍生企业设立数的倍数",
        "factor of the sector on the number of spin-offs founded";
    "sectors.*.spin_offs" May Like("spin_offs"), "本行业衍生企业的不同参数", "what differs for the sector's spin-offs";

    "institutes" Must Ids, "已知的产研院", "the institutes known by name";
    "institutes.*" Must Section, "产研院", "an institute";
    "institutes.*.name" Must Text, "产研院名称", "name of the institute";
    "institutes.*.county" Must Plain(Id), "产研院所在县（市、区）", "county of the institute";
    "institutes.*.sector" Must Plain(Id), "产研院所属行业", "sector of the institute";
    "institutes.*.accredited" Either One(Date), "省政府认定日期", "day of the accreditation by the province",
        note "日期未定的，改写 accreditation_probability 及年份或日期",
        "where it is open: accreditation_probability with years or dates";
    "institutes.*.unveiled" May One(Date), "挂牌日期", "day of the unveiling",
        note "缺省为认定日期", "the accreditation where absent";
    "institutes.*.accepted" May One(Date), "通过验收日期", "day of the acceptance",
        note "缺省为认定次年 12 月 31 日", "31 December of the year after the accreditation where absent";
    "institutes.*.accreditation_probability" Either One(Probability), "获得认定的概率",
        "probability of being accredited";
    "institutes.*.accreditation_years" Either Weights(Years), "可能的认定年度", "possible years of the accreditation",
        in "年度 = 概率", "year = probability";
    "institutes.*.accreditation_dates" Either Weights(Dates), "可能的认定日期", "possible days of the accreditation",
        in "日期 = 概率", "day = probability";
    "institutes.*.spin_offs" May Ids, "模拟开始前已有的衍生企业", "spin-offs founded before the run";
    "institutes.*.spin_offs.*" Must Section, "已有的衍生企业", "a spin-off founded before the run";
    "institutes.*.spin_offs.*.name" Must Text, "企业名称", "name of the firm";
    "institutes.*.spin_offs.*.founded" Must One(Date), "企业成立日期", "day of the founding";
    "institutes.*.spin_offs.*.revenue" Must One(PositiveMoney), "模拟开始前一年的年化营业收入",
        "annualised revenue of the year before the run";
    "institutes.*.spin_offs.*.highest_rewarded" May One(PositiveMoney), "已获奖励的最高营业收入标准",
        "highest revenue threshold rewarded already";
    "institutes.*.spin_offs.*.listing" May Section, "最近一次挂牌上市", "the firm's latest listing";
    "institutes.*.spin_offs.*.listing.market" Must Plain(Market), "挂牌上市的市场", "market of the listing";
    "institutes.*.spin_offs.*.listing.date" Must One(Date), "挂牌上市日期", "day of the listing";
    "institutes.*.spin_offs.*.captive" Must Plain(Boolean), "是否由牵头企业分立",
        "whether the firm was carved out of the lead enterprise";

    "pipeline" Must Section, "名单未知的后续产研院", "further institutes that nobody can name yet";
    "pipeline.count" Must Weights(Counts), "后续产研院家数", "number of further institutes",
        in "家数 = 概率", "institutes = probability";
    "pipeline.accreditation_years" Either Weights(Years), "后续产研院的认定年度",
        "years in which further institutes are accredited", in "年度 = 概率", "year = probability";
    "pipeline.accreditation_dates" Either Weights(Dates), "后续产研院的认定日期",
        "days on which further institutes are accredited", in "日期 = 概率", "day = probability";
    "pipeline.counties" Must Weights(IdChoices), "后续产研院所在县（市、区）", "counties of further institutes",
        in "县（市、区） = 概率", "county = probability";
    "pipeline.sectors" Must Weights(IdChoices), "后续产研院所属行业", "sectors of further institutes",
        in "行业 = 概率", "sector = probability";

    "quality" Must Section, "产研院之间的强弱差异", "how institutes differ in strength";
    "quality.cv" Must One(Variation), "产研院之间的强弱差异", "how much institutes differ in strength",
        in "变异系数", "coefficient of variation";

    "evaluation" Must Section, "年度绩效评价所计的工作量", "what the yearly evaluation counts";
    "evaluation.results_rate" Must One(EventRate), "每家产研院每年新研发科技成果数",
        "new results of an institute in a year", in "项", "results";
    "evaluation.transfers_rate" Must One(EventRate), "每家产研院每年转移转化技术数",
        "technologies that an institute transfers in a year", in "项", "transfers";

    "spin_offs" Must Section, "衍生企业的设立和成长", "how spin-offs are founded and grow";
    "spin_offs.formation_rate" Must One(EventRate), "每家产研院每年新设衍生企业数",
        "spin-offs that an institute founds in a year", in "家", "firms";
    "spin_offs.formation_ramp" Must List(Rate), "认定后各年新设企业数的系数",
        "factor on the number of spin-offs founded, by year since the accreditation", in "倍", "times",
        note "依次为认定当年、次年……，末项沿用至以后各年", "the accreditation year, the next …; the last holds for all later years";
    "spin_offs.failure_probability" Must One(Probability), "衍生企业年退出率",
        "probability that a spin-off fails in a year";
    "spin_offs.captive_share" Must One(Probability), "衍生企业中由牵头企业分立的比例",
        "share of spin-offs carved out of the lead enterprise";
    "spin_offs.captive_revenue_median" Must One(PositiveMoney), "牵头企业分立的企业首年年化营业收入的中位数",
        "median first annualised revenue of a carved-out firm";
    "spin_offs.captive_revenue_sigma" Must One(Rate), "牵头企业分立的企业首年营业收入的离散程度",
        "spread of the first revenue of carved-out firms", in "对数标准差", "log standard deviation";
    "spin_offs.revenue_median" Must One(PositiveMoney), "其他衍生企业首年年化营业收入的中位数",
        "median first annualised revenue of other spin-offs";
    "spin_offs.revenue_sigma" Must One(Rate), "其他衍生企业首年营业收入的离散程度",
        "spread of the first revenue of other spin-offs", in "对数标准差", "log standard deviation";
    "spin_offs.growth_mean" Must One(Real), "衍生企业营业收入的年均增长", "mean yearly growth of a spin-off's revenue",
        in "对数增长率", "log growth";
    "spin_offs.growth_sigma" Must One(Rate), "营业收入年增长的波动程度", "how much yearly growth varies",
        in "对数标准差", "log standard deviation";
    "spin_offs.growth_economy_loading" Must One(Real), "经济景气对营业收入增长的影响",
        "what a good year of the economy adds to growth", in "对数增长率／单位景气", "log growth per unit of the economy";

    "listing" Must Section, "挂牌上市", "listings";
    "listing.market_loading" Must One(Real), "资本市场景气对挂牌上市的影响",
        "what a good year of the capital market adds to listings",
        in "对数频率／单位景气", "log frequency per unit of the market";
    "listing.neeq" Must Section, "新三板挂牌", "listing on NEEQ";
    "listing.neeq.market" Must Plain(Market), "新三板的市场标识", "identifier of the market";
    "listing.neeq.hazard" Must One(EventRate), "符合条件的企业每年在新三板挂牌的频率",
        "how often a firm that qualifies joins NEEQ in a year", in "次／年", "listings a year";
    "listing.neeq.climate" Must ByYear(Rate), "新三板挂牌频率的分年系数", "factor of each year on how often firms join NEEQ",
        in "年度 = 倍数", "year = factor";
    "listing.neeq.min_age" Must One(Age), "在新三板挂牌的企业最少成立年数", "fewest years since the founding for NEEQ",
        in "年", "years";
    "listing.neeq.min_revenue" Must One(Money), "在新三板挂牌的企业最低年营业收入", "lowest annual revenue for NEEQ";
    "listing.exchange" Must Section, "证券交易所上市", "listing on a stock exchange";
    "listing.exchange.hazard" Must One(EventRate), "符合条件的企业每年在交易所上市的频率",
        "how often a firm that qualifies lists on an exchange in a year", in "次／年", "listings a year";
    "listing.exchange.climate" Must ByYear(Rate), "交易所上市频率的分年系数", "factor of each year on how often firms list on an exchange",
        in "年度 = 倍数", "year = factor";
    "listing.exchange.min_age" Must One(Age), "在交易所上市的企业最少成立年数",
        "fewest years since the founding for an exchange", in "年", "years";
    "listing.exchange.min_revenue" Must One(Money), "在交易所上市的企业最低年营业收入",
        "lowest annual revenue for an exchange";
    "listing.exchange.uplift" Must One(Rate), "新三板企业上市频率的倍数",
        "factor for firms on NEEQ on how often they list on an exchange";
    "listing.exchange.direct_markets" Must Weights(Markets), "直接上市企业的市场分布",
        "where firms list that were not on NEEQ", in "市场 = 概率", "market = probability";
    "listing.exchange.neeq_markets" Must Weights(Markets), "新三板企业上市的市场分布",
        "where firms list that were on NEEQ", in "市场 = 概率", "market = probability";

    "awards" Must Ids, "科技奖励", "science awards";
    "awards.*" Must Section, "一个级别的科技奖励", "a level of awards";
    "awards.*.institute_rate" Must One(EventRate), "每家产研院每轮获奖项数",
        "awards of an institute in a round, all prizes together", in "项", "awards";
    "awards.*.spin_off_rate" Must One(EventRate), "每家衍生企业每轮获奖项数",
        "awards of a spin-off in a round, all prizes together", in "项", "awards";
    "awards.*.spin_off_min_age" Must One(Age), "衍生企业获奖的最少成立年数",
        "fewest years since the founding for an award", in "年", "years";
    "awards.*.prizes" Must Weights(IdChoices), "奖项的等次分布", "how awards divide into prizes",
        in "等次 = 概率", "prize = probability";
    "awards.*.rounds" Must Tables, "评奖轮次", "rounds of the award", note "按日期先后排列", "in order of date";
    "awards.*.rounds[].date" Must Plain(Date), "颁奖日期", "day of the award";
    "awards.*.rounds[].weight" Must Plain(Rate), "本轮获奖项数的倍数", "factor of the round on the number of awards";

    "lags" Must Ids, "从申报到兑付的年数", "years from claim to payment",
        note "每个产生支付的条款一行", "one line for each clause that pays";
    "lags.*" Must Weights(Lags), "从申报到兑付的年数", "years from claim to payment", in "年数 = 概率", "years = probability",
        note "never 为逾期未报或不予受理", "never: missed or refused";

    "split" Must Section, "市县分担", "how city and counties share";
    "split.rules" Must Tables, "县级承担比例的规则", "rules for the county's share",
        note "越具体的规则越优先", "the most specific rule wins";
    "split.rules[].counties" May Lines(Id), "规则适用的县（市、区）", "counties that the rule is for",
        note "缺省为全部", "all where absent";
    "split.rules[].clauses" May Lines(Id), "规则适用的条款", "clauses that the rule is for",
        note "缺省为全部", "all where absent";
    "split.rules[].county_share" Must Plain(Share), "县级承担比例", "the county's share";

    "fund" Must Section, "市级专项资金", "the city's special fund";
    "fund.demand" Must Choice(&[
        ("city", ("市级承担部分", "the city's part")),
        ("whole", ("市县全部支出", "the whole, counties' parts included")),
    ]), "专项资金负担的支出", "what the fund pays";
    "fund.appropriations" Must ByYear(Money), "各年度专项资金安排", "appropriation of each year",
        in "年度 = 金额", "year = amount";
    "fund.carry_over_years" Must OneOr(Age, &[("unlimited", ("不限年数", "without limit"))]), "未用资金可结转的年数",
        "years for which unspent money carries over", in "年", "years", note "0、1、2 或 unlimited", "0, 1, 2 or unlimited";
    "fund.opening_balance" Must One(Money), "期初结余", "money left when the run begins";
    "fund.opening_arrears" Must One(Money), "期初欠付", "arrears when the run begins";

    "report" Must Section, "报告", "the report";
    "report.confidence" Must Plain(Share), "图表首先列示的保证程度", "the confidence that tables and charts put first";

    "opening_payables" May Ids, "期初已欠未付的款项", "what is owed when the run begins";
    "opening_payables.*" Must Section, "一笔期初欠款", "an amount owed when the run begins";
    "opening_payables.*.clause" Must Plain(Id), "欠款所依据的条款", "its clause";
    "opening_payables.*.beneficiary" Must Word(&[
        ("institute", ("产研院", "the institute")),
        ("spin_off", ("衍生企业", "the spin-off")),
    ]), "受益对象", "who receives it";
    "opening_payables.*.county" Must Plain(Id), "产研院所在县（市、区）", "county of the institute";
    "opening_payables.*.amount" Must One(PositiveMoney), "期初欠款金额", "amount owed when the run begins";
    "opening_payables.*.payment_year" Must One(Year), "期初欠款的支付年度", "year in which it is paid";

    "budgets" May Ids, "另需检验是否够用的安排", "further budgets whose exceedance is reported";
    "budgets.*" Must Section, "一项安排", "a budget";
    "budgets.*.title" Must Text, "安排的名称", "title of the budget";
    "budgets.*.amount" Must One(Money), "安排的金额", "amount of the budget";
    "budgets.*.basis" Must Word(&[
        ("cash", ("按支付年度", "by the year of payment")),
        ("accrual", ("按支付责任发生年度", "by the year in which the obligation arises")),
    ]), "计算口径", "basis";
    "budgets.*.year" Must PlainOr(Year, &[
        ("horizon", ("模拟期合计", "the horizon's years together")),
        ("all", ("含模拟期以后的合计", "all years, later ones included")),
    ]), "安排的年度", "its year";
    "budgets.*.payer" May Word(&[
        ("city", ("市级", "the city")),
        ("county", ("县级", "the counties, or one of them")),
    ]), "支付方", "its payer";
    "budgets.*.county" May Plain(Id), "县（市、区）", "its county";
    "budgets.*.clause" May Plain(Id), "条款", "its clause",
        note "与支付方、县（市、区）不并列", "in place of payer and county";

    "sub_fund" May Section, "启用子基金", "switches the sub-fund on";
    "sub_fund.commitment" Must One(Money), "子基金规模", "size of the sub-fund";
    "sub_fund.investment_rate" Must One(EventRate), "每家产研院每年获得投资笔数",
        "investments by institute and year", in "笔", "investments";
    "sub_fund.ticket_median" Must One(PositiveMoney), "单笔投资额的中位数", "median of an investment";
    "sub_fund.ticket_sigma" Must One(Rate), "单笔投资额的离散程度", "spread of an investment",
        in "对数标准差", "log standard deviation";
    "sub_fund.failure_probability" Must One(Probability), "投资项目年失败率",
        "probability that an investment fails in a year";
    "sub_fund.loss_alpha" Must One(PositiveRate), "损失率分布的第一参数", "first parameter of the lost share",
        in "贝塔分布参数", "of a beta distribution";
    "sub_fund.loss_beta" Must One(PositiveRate), "损失率分布的第二参数", "second parameter of the lost share",
        in "贝塔分布参数", "of a beta distribution";
    "sub_fund.qualifying_probability" Must One(Probability), "损失符合核销条件的概率",
        "probability that a loss may be written off";
    "sub_fund.public_share" Must One(Share), "损失中财政出资的比例", "public share of the loss";
};
