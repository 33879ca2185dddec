//! The distribution of the horizon's cash as a small picture of characters.

use std::fmt::Write;

use crate::findings::{Findings, HistogramBin, SeriesFinding, Within, YearLabel};
use crate::things::{Basis, Language};

use super::paint::Paint;
use super::words::{grouped_wan, percent};
use super::wrapping::columns;

/// Columns of the bars: what is left of 80 for margins.
const COLUMNS: usize = 72;
/// Columns left of the bars.
const MARGIN: usize = 3;
/// Lines of the highest bar.
const LINES: usize = 8;
/// A line's part that a bar fills, in eighths.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How often the cash of all payers over the horizon falls where: bars over amounts in 万元, with the median, the mean and
/// the recommended appropriation marked below; none where the findings hold no such series.
pub(super) fn horizon_histogram(findings: &Findings, language: Language, paint: Paint) -> Option<String> {
    let series = findings.series.iter().find(|series| is_total_of_horizon(series))?;
    let bins = &series.statistics.histogram;
    let first = bins.first()?;
    let width = (first.upper_fen - first.lower_fen) as f64;
    let per_bin = (COLUMNS / bins.len()).clamp(1, 3);
    let axis = Axis { lower: first.lower_fen as f64, width, bins: bins.len(), per_bin };
    let mut text = paint.heading(&title(findings, language));
    text.push('\n');
    for line in bars(bins, per_bin) {
        let _ = writeln!(text, "{}{}", " ".repeat(MARGIN), paint.shape(&line));
    }
    let (ticks, labels) = axis.ticks(bins);
    let _ = writeln!(text, "{}{ticks}\n{}{labels}", " ".repeat(MARGIN), " ".repeat(MARGIN));
    for (fen, words, first) in marks(findings, series, language) {
        let amount = format!("{words} {}", grouped_wan(fen));
        let line = axis.mark(fen, &amount);
        let _ = writeln!(text, "{}{}", " ".repeat(MARGIN), if first { paint.accent(&line) } else { line });
    }
    Some(text)
}

fn is_total_of_horizon(series: &SeriesFinding) -> bool {
    series.basis == Basis::Cash
        && series.year == YearLabel::Horizon
        && series.clause.is_none()
        && series.county.is_none()
        && series.payer.is_none()
        && series.beneficiary.is_none()
}

fn title(findings: &Findings, language: Language) -> String {
    let (first, last) = (findings.scenario.first_year, findings.scenario.last_year);
    let (zh, en) = match findings.sample {
        Some(_) => ("按路径数", "paths"),
        None => ("概率", "probability"),
    };
    match language {
        Language::Chinese if first == last => format!("{first} 年市县现金支出的分布（万元，{zh}）"),
        Language::Chinese => format!("{first}—{last} 年市县现金支出合计的分布（万元，{zh}）"),
        Language::English if first == last => {
            format!("Cash of city and counties in {first}: {en} by amount in 万元")
        }
        Language::English => {
            format!("Cash of city and counties, {first} to {last} together: {en} by amount in 万元")
        }
    }
}

/// The amounts to mark, with their words and whether a reader should look at them first.
fn marks(findings: &Findings, series: &SeriesFinding, language: Language) -> Vec<(f64, String, bool)> {
    let median = series.statistics.quantiles.iter().find(|quantile| quantile.p == "0.5");
    let confidence = &findings.scenario.confidence;
    let recommended = findings.recommendations.iter().find(|level| {
        level.payer.is_none() && level.year == YearLabel::Horizon && level.confidence == *confidence
    });
    let mut marks = Vec::new();
    if let Some(median) = median {
        marks.push((median.fen as f64, language.say("中位数", "median").to_owned(), false));
    }
    marks.push((series.statistics.mean_fen, language.say("期望", "expected").to_owned(), false));
    if let Some(recommended) = recommended {
        let level = percent(confidence);
        let words = match language {
            Language::Chinese => format!("{level} 保证程度的建议安排"),
            Language::English => format!("recommended at {level}"),
        };
        marks.push((recommended.amount_fen as f64, words, true));
    }
    marks
}

/// How high a bin's bar is: its paths, or its computed chance in millionths, so that one without a millionth has no bar.
fn weight(bin: &HistogramBin) -> u128 {
    match bin.within {
        Within::Counted { paths, .. } => paths.into(),
        Within::Computed { probability } => (probability * 1e6).round() as u128,
    }
}

/// The bars from their highest line to their lowest. A bin with any path shows at least its foot.
fn bars(bins: &[HistogramBin], per_bin: usize) -> Vec<String> {
    let most = bins.iter().map(weight).max().unwrap_or(1).max(1);
    let eighths = |bin: &HistogramBin| {
        let scaled = (weight(bin) * (LINES * 8) as u128).div_ceil(most);
        usize::try_from(scaled).expect("at most the lines' eighths")
    };
    let line = |line: usize| {
        let below = (LINES - 1 - line) * 8;
        let bar = |bin: &HistogramBin| BLOCKS[eighths(bin).saturating_sub(below).min(8)];
        let text: String = bins.iter().flat_map(|bin| std::iter::repeat_n(bar(bin), per_bin)).collect();
        text.trim_end().to_owned()
    };
    (0..LINES).map(line).collect()
}

/// Where amounts stand.
struct Axis {
    lower: f64,
    width: f64,
    bins: usize,
    per_bin: usize,
}

impl Axis {
    fn columns(&self) -> usize {
        self.bins * self.per_bin
    }

    /// The column of an amount.
    fn column(&self, fen: f64) -> usize {
        let place = ((fen - self.lower) / self.width * self.per_bin as f64).floor();
        (place.max(0.0) as usize).min(self.columns() - 1)
    }

    /// The axis with its ticks, and their labels: each bin's lower edge as often as there is room.
    fn ticks(&self, bins: &[HistogramBin]) -> (String, String) {
        let label = |bin: &HistogramBin| grouped_wan(bin.lower_fen as f64);
        let widest = bins.iter().map(|bin| label(bin).len()).max().unwrap_or(1);
        let every = (widest + 2).div_ceil(self.per_bin).next_multiple_of(5);
        let (mut ticks, mut labels) = (String::new(), String::new());
        for (index, bin) in bins.iter().enumerate() {
            let column = index * self.per_bin;
            let is_tick = index % every == 0;
            ticks.push(if is_tick { '┴' } else { '─' });
            ticks.extend(std::iter::repeat_n('─', self.per_bin - 1));
            if is_tick {
                let _ = write!(labels, "{}{}", " ".repeat(column - labels.len()), label(bin));
            }
        }
        (ticks, labels)
    }

    /// A mark at an amount with its words beside it, on whichever side there is room.
    fn mark(&self, fen: f64, words: &str) -> String {
        let column = self.column(fen);
        let width = columns(words);
        if MARGIN + column + 2 + width <= COLUMNS + MARGIN || column < width + 1 {
            format!("{}▲ {words}", " ".repeat(column))
        } else {
            format!("{}{words} ▲", " ".repeat(column - width - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAN: i64 = 1_000_000;

    fn bins(paths: &[u64]) -> Vec<HistogramBin> {
        let bin = |(index, paths): (usize, &u64)| {
            let lower_fen = index as i64 * 100 * WAN;
            HistogramBin {
                lower_fen,
                upper_fen: lower_fen + 100 * WAN,
                within: Within::Counted { paths: *paths, interval: [0.0, 1.0] },
            }
        };
        paths.iter().enumerate().map(bin).collect()
    }

    #[test]
    fn the_highest_bar_is_full_a_half_is_half_and_one_path_shows() {
        let lines = bars(&bins(&[1, 1000, 500, 0]), 2);
        assert_eq!(lines.len(), LINES);
        assert_eq!(lines[0], "  ██");
        assert_eq!(lines[LINES / 2 - 1], "  ██");
        assert_eq!(lines[LINES / 2], "  ████");
        assert_eq!(lines[LINES - 1], "▁▁████");
    }

    #[test]
    fn amounts_stand_in_the_column_of_their_bin() {
        let axis = Axis { lower: 0.0, width: 100.0 * WAN as f64, bins: 50, per_bin: 1 };
        for (wan, column) in [(0, 0), (99, 0), (100, 1), (4999, 49), (5000, 49), (9000, 49)] {
            assert_eq!(axis.column((wan * WAN) as f64), column, "{wan}");
        }
        let wide = Axis { per_bin: 3, bins: 20, ..axis };
        assert_eq!(wide.column(150.0 * WAN as f64), 4, "the middle third of the second bin");
    }

    #[test]
    fn words_stand_left_of_a_mark_where_the_line_ends() {
        let axis = Axis { lower: 0.0, width: 1.0, bins: 72, per_bin: 1 };
        assert_eq!(axis.mark(3.0, "中位数 3"), "   ▲ 中位数 3");
        let last = axis.mark(71.0, "中位数 71");
        assert!(last.ends_with("中位数 71 ▲") && columns(&last) == 72, "{last:?}");
    }

    #[test]
    fn labels_stand_below_their_ticks_without_touching() {
        let bins = bins(&[1; 51]);
        let axis = Axis { lower: 0.0, width: 100.0 * WAN as f64, bins: 51, per_bin: 1 };
        let (ticks, labels) = axis.ticks(&bins);
        assert_eq!(labels, "0         1,000     2,000     3,000     4,000     5,000");
        let places: Vec<usize> =
            ticks.chars().enumerate().filter(|(_, c)| *c == '┴').map(|(at, _)| at).collect();
        assert_eq!(places, [0, 10, 20, 30, 40, 50]);
    }
}
