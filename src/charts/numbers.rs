//! The numbers behind each picture, as a table with the sampling errors that belong to them.

use crate::findings::{SeriesFinding, SeriesStatistics, YearLabel};
use crate::things::{Language, Text};

/// The table of the numbers that a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// The finding that the picture's title states.
    pub title: Text,
    /// The columns.
    pub columns: Vec<NumberColumn>,
    /// The rows, each with a cell for every column; none where the scenario has nothing to show.
    pub rows: Vec<Vec<Number>>,
}

/// A column of a table of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberColumn {
    /// Its stable name in files.
    pub key: &'static str,
    /// Its head.
    pub name: Text,
    /// What its cells hold.
    pub unit: NumberUnit,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberUnit {
    /// Words.
    Words,
    /// Amounts.
    Money,
    /// Shares and chances, 0 to 1.
    Share,
    /// How many paths.
    Count,
    /// How many of something else.
    Whole,
    /// Years, or words for those after the horizon and for sums of years.
    Year,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// Words.
    Words(Text),
    /// An amount in fen.
    Fen(f64),
    /// A share or a chance, 0 to 1.
    Share(f64),
    /// How many.
    Count(u64),
    /// A year.
    Year(i32),
    /// Nothing belongs here, or so few paths cannot give it.
    Nothing,
}

impl Numbers {
    /// Without the columns in which nothing stands, such as the sampling errors of what was computed; one without rows is left as
    /// it is.
    pub(super) fn without_empty_columns(mut self) -> Self {
        let filled = |column: usize| self.rows.iter().any(|row| row[column] != Number::Nothing);
        let kept: Vec<bool> =
            (0..self.columns.len()).map(|column| self.rows.is_empty() || filled(column)).collect();
        let mut columns = kept.iter();
        self.columns.retain(|_| *columns.next().unwrap_or(&true));
        for row in &mut self.rows {
            let mut cells = kept.iter();
            row.retain(|_| *cells.next().unwrap_or(&true));
        }
        self
    }
}

/// A text that is put together in each language.
pub(super) fn both(say: impl Fn(Language) -> String) -> Text {
    Text::new(say(Language::Chinese), say(Language::English))
}

/// Words in a cell.
pub(super) fn words(zh: &str, en: &str) -> Number {
    Number::Words(Text::new(zh, en))
}

impl Number {
    /// An amount that may be absent.
    pub(super) fn fen(amount: Option<f64>) -> Number {
        amount.map_or(Number::Nothing, Number::Fen)
    }

    /// A whole amount that may be absent.
    pub(super) fn whole_fen(amount: Option<i64>) -> Number {
        Number::fen(amount.map(|fen| fen as f64))
    }

    /// A share that may be absent.
    pub(super) fn share(share: Option<f64>) -> Number {
        share.map_or(Number::Nothing, Number::Share)
    }

    /// A year, or the words for years that are not one.
    pub(super) fn years(year: YearLabel) -> Number {
        match year {
            YearLabel::Year(year) => Number::Year(year),
            YearLabel::AfterHorizon => words("以后年度", "later"),
            YearLabel::Horizon => words("预算期合计", "horizon"),
            YearLabel::All => words("合计", "all years"),
        }
    }
}

impl NumberColumn {
    /// A column with its head in both languages.
    pub(super) fn new(key: &'static str, zh: &str, en: &str, unit: NumberUnit) -> Self {
        NumberColumn { key, name: Text::new(zh, en), unit }
    }

    /// The columns of [`mean_cells`].
    pub(super) fn mean() -> [NumberColumn; 2] {
        [
            NumberColumn::new("mean", "期望值", "expected value", NumberUnit::Money),
            NumberColumn::new("mean_se", "期望值标准误", "standard error", NumberUnit::Money),
        ]
    }

    /// The columns of [`quantile_cells`]: keys are the quantile's, and those of its interval's ends.
    pub(super) fn quantile(keys: [&'static str; 3], percent: &str) -> [NumberColumn; 3] {
        let [key, low, high] = keys;
        let of = |zh: &str, en: &str| (format!("{percent} 分位数{zh}"), format!("{percent} quantile{en}"));
        [
            (key, of("", "")),
            (low, of("的 95% 区间下端", ", 95% interval from")),
            (high, of("的 95% 区间上端", ", 95% interval to")),
        ]
        .map(|(key, (zh, en))| NumberColumn::new(key, &zh, &en, NumberUnit::Money))
    }

    /// The columns of the 5 % quantile.
    pub(super) fn q5() -> [NumberColumn; 3] {
        NumberColumn::quantile(["q5", "q5_low", "q5_high"], "5%")
    }

    /// The columns of the 95 % quantile.
    pub(super) fn q95() -> [NumberColumn; 3] {
        NumberColumn::quantile(["q95", "q95_low", "q95_high"], "95%")
    }
}

/// A mean and its standard error.
pub(super) fn mean_cells(statistics: Option<&SeriesStatistics>) -> [Number; 2] {
    [
        Number::fen(statistics.map(|statistics| statistics.mean_fen)),
        Number::fen(statistics.and_then(|statistics| statistics.se_fen)),
    ]
}

/// A quantile and the ends of its 95 % interval.
pub(super) fn quantile_cells(statistics: Option<&SeriesStatistics>, p: &str) -> [Number; 3] {
    let found = statistics.and_then(|found| found.quantiles.iter().find(|quantile| quantile.p == p));
    let [low, high] = found.map_or([None, None], |found| found.interval_fen);
    [Number::whole_fen(found.map(|found| found.fen)), Number::whole_fen(low), Number::whole_fen(high)]
}

/// The distribution of a series that findings may lack.
pub(super) fn statistics(series: Option<&SeriesFinding>) -> Option<&SeriesStatistics> {
    series.map(|series| &series.statistics)
}
