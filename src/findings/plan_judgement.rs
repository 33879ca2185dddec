//! What becomes of stated appropriations: how likely arrears are under them, and how large.

use std::collections::VecDeque;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::quantities::Money;
use crate::scenario::SpecialFund;
use crate::settlement::{FundTerms, FundYear, keep_account};
use crate::simulation::PaymentCourses;
use crate::statistics::{Moments, OrderStatistics, Proportion};

use super::intervals::normal_interval;
use super::series_statistics::QuantileFinding;

/// The quantiles of arrears, in thousandths.
const QUANTILES: [i64; 4] = [900, 950, 990, 999];

/// Appropriations and the arrears under them. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JudgedPlan {
    /// What all years are granted together.
    pub total_fen: i64,
    /// Each year.
    pub years: Vec<JudgedYear>,
    /// Arrears at the end of one year at least.
    pub any_year: ChanceFinding,
}

/// A year's appropriation and the arrears at its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JudgedYear {
    /// The year.
    pub year: i32,
    /// Its appropriation.
    pub appropriation_fen: i64,
    /// How likely arrears are.
    pub chance: ChanceFinding,
    /// How large they are where there are any; absent where there are none on any path.
    pub if_any: Option<MeanFinding>,
    /// How large they are over all paths.
    pub mean: MeanFinding,
    /// Their quantiles over all paths.
    pub quantiles: Vec<QuantileFinding>,
    /// What lapses at the end of the year, over all paths.
    pub lapsed: MeanFinding,
}

/// A share of the paths.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChanceFinding {
    /// On how many paths.
    pub paths: u64,
    /// Their share.
    pub share: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Its 95 % interval (Wilson).
    pub interval: [f64; 2],
}

/// A mean with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeanFinding {
    /// The mean.
    pub fen: f64,
    /// Its standard error; absent for a single path.
    pub se_fen: Option<f64>,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub interval_fen: Option<[f64; 2]>,
}

impl JudgedPlan {
    /// The largest yearly chance of arrears.
    pub fn largest_chance(&self) -> ChanceFinding {
        let chances = self.years.iter().map(|year| year.chance);
        chances.max_by_key(|chance| chance.paths).unwrap_or(self.any_year)
    }
}

/// Keeps an account on every course of payments; says its years and how many paths take it.
pub(super) fn keep(courses: &PaymentCourses, account: &SpecialFund, mut see: impl FnMut(&[FundYear], u64)) {
    let terms = FundTerms::new(account, courses.years());
    let (mut payments, mut unspent, mut years) = (Vec::new(), VecDeque::new(), Vec::new());
    for (course, paths) in courses.iter() {
        payments.clear();
        payments.extend(course.iter().map(|fen| Money::from_fen(*fen)));
        keep_account(&terms, &payments, &mut unspent, &mut years);
        see(&years, paths);
    }
}

/// What is counted of one year.
#[derive(Default)]
struct Counted {
    arrears: Vec<(i64, u64)>,
    lapsed: Moments,
}

/// Judges an account's appropriations on courses of payments that begin with a year; there is at least one path.
pub fn judge(courses: &PaymentCourses, account: &SpecialFund, first_year: i32) -> JudgedPlan {
    let mut counted: Vec<Counted> = (0..courses.years()).map(|_| Counted::default()).collect();
    let mut with_any = 0;
    keep(courses, account, |years, paths| {
        for (counted, year) in counted.iter_mut().zip(years) {
            if year.arrears > Money::ZERO {
                counted.arrears.push((year.arrears.fen(), paths));
            }
            counted.lapsed.add_many(year.lapsed.fen(), paths);
        }
        with_any += if years.iter().any(|year| year.arrears > Money::ZERO) { paths } else { 0 };
    });
    let n = courses.total();
    let ranks = QUANTILES.map(|thousandths| {
        let p = Decimal::new(thousandths, 3);
        (p, OrderStatistics::new(n, p))
    });
    let years = counted.into_iter().zip(&account.appropriations).enumerate();
    JudgedPlan {
        total_fen: account.appropriations.iter().copied().sum::<Money>().fen(),
        years: years
            .map(|(index, (counted, appropriation))| {
                counted.judged(first_year + index as i32, *appropriation, n, &ranks)
            })
            .collect(),
        any_year: chance(with_any, n),
    }
}

impl Counted {
    fn judged(
        mut self,
        year: i32,
        appropriation: Money,
        n: u64,
        ranks: &[(Decimal, OrderStatistics)],
    ) -> JudgedYear {
        self.arrears.sort_unstable();
        let mut if_any = Moments::default();
        self.arrears.iter().for_each(|(arrears, paths)| if_any.add_many(*arrears, *paths));
        let mut all = if_any;
        all.add_many(0, n - if_any.count());
        let quantile = |(p, ranks): &(Decimal, OrderStatistics)| QuantileFinding {
            p: p.normalize().to_string(),
            fen: at_rank(&self.arrears, n, ranks.rank),
            interval_fen: [ranks.lower, ranks.upper].map(|rank| Some(at_rank(&self.arrears, n, rank?))),
        };
        JudgedYear {
            year,
            appropriation_fen: appropriation.fen(),
            chance: chance(if_any.count(), n),
            if_any: (if_any.count() > 0).then(|| mean(&if_any)),
            mean: mean(&all),
            quantiles: ranks.iter().map(quantile).collect(),
            lapsed: mean(&self.lapsed),
        }
    }
}

/// The arrears of a rank, from 1, among those of `n` paths; the paths not listed have none.
fn at_rank(arrears: &[(i64, u64)], n: u64, rank: u64) -> i64 {
    let mut left = n + 1 - rank;
    for (amount, paths) in arrears.iter().rev() {
        if *paths >= left {
            return *amount;
        }
        left -= paths;
    }
    0
}

pub(super) fn chance(paths: u64, n: u64) -> ChanceFinding {
    let proportion = Proportion::new(paths, n);
    ChanceFinding {
        paths,
        share: proportion.share,
        standard_error: proportion.standard_error,
        interval: proportion.interval,
    }
}

fn mean(moments: &Moments) -> MeanFinding {
    let (fen, se_fen) = (moments.mean().unwrap_or(0.0), moments.standard_error());
    MeanFinding { fen, se_fen, interval_fen: se_fen.map(|error| normal_interval(fen, error)) }
}
