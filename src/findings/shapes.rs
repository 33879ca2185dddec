//! The shapes of `findings.json`, and of what was computed without simulating, which has no sample, and so neither counts of paths nor
//! sampling errors. Amounts are in fen (分) unless a name says otherwise; whole fen are exact
//! integers, and sums, which can exceed what other programs hold in a number, are integers in text.

use serde::{Deserialize, Serialize};

use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::Warning;
use super::parameter_names::ChoiceNames;
use super::series_statistics::SeriesStatistics;
use super::study::Drawn;

/// Everything that a run found, or that was computed without simulating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Version of this format.
    pub format: String,
    /// Name and version of the program.
    pub program: String,
    /// The scenario.
    pub scenario: ScenarioFinding,
    /// The policy.
    pub policy: PolicyFinding,
    /// How its open phrases were read.
    pub readings: Vec<NamedReading>,
    /// The seed and the number of paths; absent where all is computed.
    #[serde(flatten)]
    pub sample: Option<Drawn>,
    /// Clauses that the series name, in the document's order.
    pub clauses: Vec<ClauseFinding>,
    /// Counties that the series name, in the scenario's order.
    pub counties: Vec<CountyFinding>,
    /// City and counties against the total, as exact sums over all paths; empty without paths.
    pub split_check: Vec<SplitCheck>,
    /// The recommended appropriations.
    pub recommendations: Vec<Recommendation>,
    /// Stated budgets and the chance that they are exceeded.
    pub budgets: Vec<BudgetFinding>,
    /// The special fund's account by year.
    pub fund: Vec<FundFinding>,
    /// What each clause, county, payer and institute contributes to the tail value at risk of the totals.
    pub contributions: Vec<ContributionFinding>,
    /// Every series.
    pub series: Vec<SeriesFinding>,
    /// Every parameter of the scenario with what it rests on.
    pub assumptions: Vec<AssumptionFinding>,
    /// The names of what the parameters choose among.
    #[serde(default, skip_serializing_if = "ChoiceNames::is_empty")]
    pub names: ChoiceNames,
    /// What a reader should know before trusting the numbers.
    pub warnings: Vec<Warning>,
}

impl Findings {
    /// Whether the scenario's shared drivers have an effect, which was switched off to compute all.
    pub fn drivers_are_switched_off(&self) -> bool {
        self.warnings.iter().any(Warning::is_of_drivers)
    }
}

/// The scenario of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioFinding {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// First year of the horizon.
    pub first_year: i32,
    /// Last year of the horizon.
    pub last_year: i32,
    /// The confidence that tables and charts put first, a decimal in text.
    pub confidence: String,
}

/// The policy of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyFinding {
    /// Identifier.
    pub id: String,
    /// Number of the document.
    pub document: String,
    /// Title.
    pub title: Text,
    /// First day of the validity.
    pub first_day: String,
    /// Last day of the validity.
    pub last_day: String,
}

/// A reading switch and the option chosen, with the words that leave it open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedReading {
    /// The switch.
    pub switch: String,
    /// The option.
    pub option: String,
    /// What the switch decides.
    pub title: Text,
    /// What the option means.
    pub choice: Text,
    /// Where the words stand; empty where the policy names none.
    pub article: String,
    /// The words; empty where the policy names none.
    pub words: String,
}

/// A clause that series name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClauseFinding {
    /// Identifier.
    pub id: String,
    /// Article.
    pub article: String,
    /// Title.
    pub title: Text,
}

/// A county that series name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountyFinding {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// The sums of city and counties against the total on one basis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SplitCheck {
    /// The basis.
    pub basis: Basis,
    /// Sum of the city's parts over all paths, in fen.
    pub city_sum_fen: String,
    /// Sum of the counties' parts, in fen.
    pub county_sum_fen: String,
    /// Sum of the whole amounts, in fen.
    pub total_sum_fen: String,
    /// City + counties − total, in fen: always 0.
    pub difference_fen: String,
}

/// The years that a series covers: a year, `after_horizon`, `horizon` (their sum) or, as `null`, all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearLabel {
    /// One year.
    Year(i32),
    /// After the horizon's last year.
    AfterHorizon,
    /// The sum of the horizon's years.
    Horizon,
    /// All.
    All,
}

impl Serialize for YearLabel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            YearLabel::Year(year) => serializer.serialize_i32(*year),
            YearLabel::AfterHorizon => serializer.serialize_str("after_horizon"),
            YearLabel::Horizon => serializer.serialize_str("horizon"),
            YearLabel::All => serializer.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for YearLabel {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Year(i32),
            Words(String),
            Nothing(()),
        }
        match Written::deserialize(deserializer)? {
            Written::Year(year) => Ok(YearLabel::Year(year)),
            Written::Words(words) if words == "after_horizon" => Ok(YearLabel::AfterHorizon),
            Written::Words(words) if words == "horizon" => Ok(YearLabel::Horizon),
            Written::Words(words) => Err(serde::de::Error::custom(format!("\"{words}\" is no year"))),
            Written::Nothing(()) => Ok(YearLabel::All),
        }
    }
}

/// The smallest whole 万元 that covers the cash demand of a year in at least a share of the paths, or with at least a probability
/// where it was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// A year of the horizon, or the horizon.
    pub year: YearLabel,
    /// Whose; all payers together where absent.
    pub payer: Option<Payer>,
    /// Which county, where the payer is one county.
    pub county: Option<String>,
    /// The share of the paths, or the probability, a decimal in text.
    pub confidence: String,
    /// The amount, a multiple of 1 万元.
    pub amount_fen: i64,
    /// The demand's quantile before rounding up.
    pub quantile_fen: i64,
    /// Its 95 % confidence interval; a side that this many paths cannot give is absent, and both where it was computed.
    pub interval_fen: [Option<i64>; 2],
}

/// A stated budget and how often it is exceeded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BudgetFinding {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// On which basis.
    pub basis: Basis,
    /// For which years.
    pub year: YearLabel,
    /// Whose part; all payers where absent.
    pub payer: Option<Payer>,
    /// Which county.
    pub county: Option<String>,
    /// Which clause.
    pub clause: Option<String>,
    /// The stated amount.
    pub amount_fen: i64,
    /// On how many paths the cost is strictly above it; absent where the probability was computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exceeding_paths: Option<u64>,
    /// Their share, or the probability.
    pub probability: f64,
    /// Standard error of the share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// 95 % confidence interval of the probability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
}

/// The special fund's account of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FundFinding {
    /// The year.
    pub year: i32,
    /// The stated appropriation.
    pub appropriation_fen: i64,
    /// The share of paths with arrears at the end of the year.
    pub arrears_probability: f64,
    /// Its standard error.
    pub arrears_standard_error: f64,
    /// Its 95 % confidence interval.
    pub arrears_interval: [f64; 2],
    /// Mean arrears on the paths that have any.
    pub arrears_mean_if_any_fen: Option<f64>,
    /// Payments of the year that fall on the fund.
    pub payments: SeriesStatistics,
    /// Arrears of earlier years and this year's payments.
    pub demand: SeriesStatistics,
    /// Paid in the year.
    pub paid: SeriesStatistics,
    /// Demand left unpaid at the end of the year.
    pub arrears: SeriesStatistics,
    /// Unspent appropriation carried into the next year.
    pub carried: SeriesStatistics,
    /// Unspent appropriation that lapses at the end of the year.
    pub lapsed: SeriesStatistics,
}

/// A division of a total into parts that add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// By clause.
    Clause,
    /// By the county of the institute.
    County,
    /// By who pays: the city and each county.
    Payer,
    /// By institute; those of the pipeline together.
    Institute,
}

/// What one part contributes to the tail value at risk of a total: its mean over the same weighted paths
/// (docs/model.md §10). The contributions of a dimension add up to the tail value at risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContributionFinding {
    /// The total's basis.
    pub basis: Basis,
    /// The total's years.
    pub year: YearLabel,
    /// The tail, a decimal in text: the mean of the worst share 1 − p.
    pub p: String,
    /// How the total is divided.
    pub dimension: Dimension,
    /// The part by identifier; absent for the pipeline's institutes, the city, and what is owed from before the run.
    pub id: Option<String>,
    /// The part in words.
    pub name: Text,
    /// The contribution.
    pub tvar_fen: f64,
    /// Its standard error; absent where it is not defined.
    pub tvar_se_fen: Option<f64>,
    /// Its share of the total's tail value at risk; absent where that is 0.
    pub share: Option<f64>,
    /// The part's mean over all paths, against which the tail can be held.
    pub mean_fen: f64,
    /// Its share of the total's mean; absent where that is 0.
    pub mean_share: Option<f64>,
}

/// A parameter of the scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssumptionFinding {
    /// Its key, such as `spin_offs.formation_rate`.
    pub key: String,
    /// What it is, in words.
    pub meaning: Text,
    /// The value as written, with its unit where it is money, a percentage or a date.
    pub value: String,
    /// What it counts; empty where the value says it.
    pub unit: Text,
    /// The 5 % quantile of what is plausible.
    pub low: Option<String>,
    /// The 95 % quantile of what is plausible.
    pub high: Option<String>,
    /// Named alternatives: name and value.
    pub alternatives: Vec<(String, String)>,
    /// Where the value comes from.
    pub source: Option<String>,
    /// A note of whoever wrote it.
    pub note: Option<String>,
    /// An estimate that no source states.
    pub assumption: bool,
}

/// One series and its distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesFinding {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub year: YearLabel,
    /// One clause by identifier; all where absent.
    pub clause: Option<String>,
    /// One county by identifier: the institute's, or the payer where the payer is `county`; all where absent.
    pub county: Option<String>,
    /// One payer; all where absent.
    pub payer: Option<Payer>,
    /// One kind of beneficiary; all where absent.
    pub beneficiary: Option<BeneficiaryKind>,
    /// The distribution.
    #[serde(flatten)]
    pub statistics: SeriesStatistics,
}
