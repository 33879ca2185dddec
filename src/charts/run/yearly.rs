//! The fan of years: the cash that each year's budget must hold, or the obligations that arise in it.

use plotters::style::RGBColor;

use crate::findings::{BudgetFinding, Findings, Recommendation, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::super::canvas::{Room, amount_axis, ticks};
use super::super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics,
};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MARGIN, PAPER, QUIET, SMALL, paler};
use super::super::words::percent;
use super::lookup::{confidence, frame, quantile, recommendation, series};

/// The numbers of one year, in fen.
struct Year {
    year: i32,
    /// Quantiles at 5, 25, 50, 75 and 95 %.
    quantiles: [f64; 5],
    mean: f64,
    /// The recommended appropriation, on the cash basis.
    recommended: Option<f64>,
    /// A dashed line beside: the stated appropriation, or on the accrual basis the expected cash.
    beside: Option<f64>,
}

/// Which fan: cash of one payer, or of all together, or obligations as they arise.
#[derive(Debug, Clone, Copy)]
struct Fan {
    basis: Basis,
    payer: Option<Payer>,
}

/// Title and picture of the fan of a basis, for one payer or for all together.
pub(super) fn picture(
    findings: &Findings,
    language: Language,
    basis: Basis,
    payer: Option<Payer>,
) -> (String, Picture) {
    let fan = Fan { basis, payer };
    let years = years(findings, fan);
    let title = title(findings, &years, language, fan);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, &subtitle(findings, language, fan));
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 96.0,
        right: frame.right - if years.len() <= LABELLED { 120.0 } else { 40.0 },
        bottom: frame.bottom - 70.0,
    };
    let largest = years.iter().map(|y| {
        let beside = y.recommended.unwrap_or(0.0).max(y.beside.unwrap_or(0.0));
        y.quantiles[4].max(beside)
    });
    let ticks = ticks(largest.fold(0.0, f64::max) * 1.06, 6.0);
    amount_axis(&mut picture, &room, &ticks, language);
    let plot = Plot::new(&room, ticks[ticks.len() - 1], years.len(), language, fan);
    for (index, year) in years.iter().enumerate() {
        plot.draw_year(&mut picture, year, index);
    }
    let labelled =
        years.len() <= LABELLED && years.iter().enumerate().all(|(index, year)| plot.has_room(year, index));
    for (index, year) in years.iter().enumerate() {
        if labelled {
            plot.label_right(&mut picture, year, index);
        }
        // beside obligations the 95 % quantile has its name, and needs no second figure
        if years.len() <= FIGURED && !(labelled && fan.basis != Basis::Cash) {
            plot.figure(&mut picture, year, index);
        }
    }
    let beside = years.iter().any(|year| year.beside.is_some());
    let figured = !labelled && years.len() <= FIGURED;
    legend(&mut picture, &frame, language, fan, [beside, figured], &percent(confidence(findings)));
    (title, picture)
}

/// The numbers of the fan.
pub(super) fn numbers(findings: &Findings, basis: Basis, payer: Option<Payer>) -> Numbers {
    let fan = Fan { basis, payer };
    let found = years(findings, fan);
    let mut columns = vec![NumberColumn::new("year", "年度", "year", NumberUnit::Year)];
    columns.extend(NumberColumn::mean());
    columns.extend(NumberColumn::q5());
    columns.extend(NumberColumn::quantile(["q25", "q25_low", "q25_high"], "25%"));
    columns.extend(NumberColumn::quantile(["q50", "q50_low", "q50_high"], "50%"));
    columns.extend(NumberColumn::quantile(["q75", "q75_low", "q75_high"], "75%"));
    columns.extend(NumberColumn::q95());
    columns.extend(more_columns(findings, fan));
    let row = |year: &Year| {
        let series = statistics(fan.series(findings, year.year));
        let mut cells = vec![Number::Year(year.year)];
        cells.extend(mean_cells(series));
        cells.extend(QUANTILES.iter().flat_map(|p| quantile_cells(series, p)));
        cells.extend(more_cells(findings, fan, year));
        cells
    };
    Numbers {
        title: both(|language| title(findings, &found, language, fan)),
        columns,
        rows: found.iter().map(row).collect(),
    }
}

/// On the cash basis, the recommended and the stated appropriation; on the accrual basis, the cash of the same year.
fn more_columns(findings: &Findings, fan: Fan) -> Vec<NumberColumn> {
    use NumberUnit::{Money, Share};
    if fan.basis != Basis::Cash {
        return vec![
            NumberColumn::new("cash_mean", "同年现金支出期望值", "expected cash of the year", Money),
            NumberColumn::new("cash_mean_se", "同年现金支出期望值标准误", "its standard error", Money),
        ];
    }
    let level = percent(confidence(findings));
    let recommended =
        (format!("覆盖 {level} 情形的建议安排"), format!("recommended to cover {level} of outcomes"));
    vec![
        NumberColumn::new("recommended", &recommended.0, &recommended.1, Money),
        NumberColumn::new(
            "recommended_low",
            "取整前的 95% 区间下端",
            "before rounding, 95% interval from",
            Money,
        ),
        NumberColumn::new(
            "recommended_high",
            "取整前的 95% 区间上端",
            "before rounding, 95% interval to",
            Money,
        ),
        NumberColumn::new("stated", "情景中已列安排", "appropriation stated", Money),
        NumberColumn::new("exceeded", "支出超过已列安排的概率", "chance that it is exceeded", Share),
        NumberColumn::new("exceeded_low", "概率的 95% 区间下端", "chance, 95% interval from", Share),
        NumberColumn::new("exceeded_high", "概率的 95% 区间上端", "chance, 95% interval to", Share),
    ]
}

fn more_cells(findings: &Findings, fan: Fan, year: &Year) -> Vec<Number> {
    if fan.basis != Basis::Cash {
        return mean_cells(statistics(Fan { basis: Basis::Cash, ..fan }.series(findings, year.year))).into();
    }
    let recommended = fan.recommendation(findings, year.year);
    let stated = fan.stated(findings, year.year);
    let [low, high] = recommended.map_or([None, None], |found| found.interval_fen);
    vec![
        Number::whole_fen(recommended.map(|found| found.amount_fen)),
        Number::whole_fen(low),
        Number::whole_fen(high),
        Number::whole_fen(stated.map(|budget| budget.amount_fen)),
        Number::share(stated.map(|budget| budget.probability)),
        Number::share(stated.and_then(|budget| budget.interval).map(|interval| interval[0])),
        Number::share(stated.and_then(|budget| budget.interval).map(|interval| interval[1])),
    ]
}

impl Fan {
    fn series(self, findings: &Findings, year: i32) -> Option<&SeriesFinding> {
        series(findings, self.basis, YearLabel::Year(year), |series| {
            series.payer == self.payer && series.county.is_none() && series.clause.is_none()
        })
    }

    fn recommendation(self, findings: &Findings, year: i32) -> Option<&Recommendation> {
        recommendation(findings, self.payer, None, YearLabel::Year(year), confidence(findings))
    }

    fn stated(self, findings: &Findings, year: i32) -> Option<&BudgetFinding> {
        let id = format!("fund.{year}");
        findings.budgets.iter().find(|budget| budget.id == id && budget.payer == self.payer)
    }
}

/// How strong the blocks of the 90 % and the 50 % range are.
const WIDE: f64 = 0.22;
const NARROW: f64 = 0.57;
/// What the blocks of a year span.
const QUANTILES: [&str; 5] = ["0.05", "0.25", "0.5", "0.75", "0.95"];

fn years(findings: &Findings, fan: Fan) -> Vec<Year> {
    let cash = fan.basis == Basis::Cash;
    let year = |year: i32| {
        let series = fan.series(findings, year);
        let stated = || fan.stated(findings, year).map(|budget| budget.amount_fen as f64);
        let of_cash = || {
            let series = Fan { basis: Basis::Cash, ..fan }.series(findings, year);
            series.map(|series| series.statistics.mean_fen)
        };
        let recommended = || fan.recommendation(findings, year).map_or(0.0, |found| found.amount_fen as f64);
        Year {
            year,
            quantiles: QUANTILES.map(|p| series.map_or(0.0, |series| quantile(series, p))),
            mean: series.map_or(0.0, |series| series.statistics.mean_fen),
            recommended: cash.then(recommended),
            beside: if cash { stated() } else { of_cash() },
        }
    };
    (findings.scenario.first_year..=findings.scenario.last_year).map(year).collect()
}

/// The finding: the year that needs most.
fn title(findings: &Findings, years: &[Year], language: Language, fan: Fan) -> String {
    let size = |year: &Year| year.recommended.unwrap_or(year.mean);
    let most = years.iter().fold(&years[0], |most, year| if size(year) > size(most) { year } else { most });
    let year = most.year;
    if fan.basis != Basis::Cash {
        let (mean, level) = (language.with_unit(most.mean), language.with_unit(most.quantiles[4]));
        return match language {
            Language::Chinese => {
                format!("{year} 年新产生的应付义务最多：期望 {mean}，95% 的情形不超过 {level}")
            }
            Language::English => {
                format!("Most falls due in {year}: {mean} expected, at most {level} in 95% of outcomes")
            }
        };
    }
    let (amount, confidence) = (language.with_unit(size(most)), percent(confidence(findings)));
    match (language, fan.payer) {
        (Language::Chinese, Some(_)) => format!("{year} 年市级安排 {amount}可覆盖 {confidence} 的情形"),
        (Language::Chinese, None) => format!("{year} 年市县合计安排 {amount}可覆盖 {confidence} 的情形"),
        (Language::English, Some(_)) => {
            format!("In {year} the city needs {amount} to cover {confidence} of outcomes")
        }
        (Language::English, None) => {
            format!("In {year} city and counties need {amount} to cover {confidence} of outcomes")
        }
    }
}

fn subtitle(findings: &Findings, language: Language, fan: Fan) -> String {
    if fan.basis != Basis::Cash {
        let words = language.say(
            "各年度新产生的应付义务（权责发生制），市县合并：中位数、50% 与 90% 区间；虚线为同年现金支出的期望值",
            "Obligations by the year in which they arise (accrual), city and counties pooled: median with 50% and 90% ranges; dashed: expected cash of the same year",
        );
        return words.to_owned();
    }
    let who = match fan.payer {
        Some(_) => language.say("市级专项资金", "the city's special fund"),
        None => language.say("市县合并", "city and counties pooled"),
    };
    let confidence = percent(confidence(findings));
    match language {
        Language::Chinese => format!(
            "各年度现金支出，{who}：中位数、50% 与 90% 区间；橙色为覆盖 {confidence} 情形的建议安排（向上取整到万元）"
        ),
        Language::English => format!(
            "Cash demand by year, {who}: median with 50% and 90% ranges; orange: the appropriation that covers {confidence} of outcomes"
        ),
    }
}

/// At most so many years have labels beside their blocks, and at most so many a figure above them.
const LABELLED: usize = 8;
const FIGURED: usize = 12;

/// Where years and amounts stand.
struct Plot {
    room: Room,
    top: f64,
    slot: f64,
    /// Half the width of a year's blocks, and of the lines across them.
    half: f64,
    wide: f64,
    count: usize,
    language: Language,
    fan: Fan,
}

impl Plot {
    fn new(room: &Room, top: f64, count: usize, language: Language, fan: Fan) -> Self {
        let slot = room.width() / count as f64;
        let half = (slot * if count <= LABELLED { 0.2 } else { 0.24 }).min(110.0);
        Plot { room: *room, top, slot, half, wide: half * 1.25, count, language, fan }
    }

    fn y_of(&self, fen: f64) -> f64 {
        self.room.bottom - self.room.height() * fen / self.top
    }

    fn middle(&self, index: usize) -> f64 {
        self.room.left + self.slot * (index as f64 + 0.5)
    }

    fn draw_year(&self, picture: &mut Picture, year: &Year, index: usize) {
        let (middle, half, wide) = (self.middle(index), self.half, self.wide);
        let [low, lower, median, upper, high] = year.quantiles.map(|fen| self.y_of(fen));
        picture.block((middle - half, high), (2.0 * half, low - high), paler(MAIN, WIDE), 1.0);
        picture.block((middle - half, upper), (2.0 * half, lower - upper), paler(MAIN, NARROW), 1.0);
        picture.block((middle - half, median - 3.0), (2.0 * half, 6.0), MAIN, 1.0);
        picture.dot((middle, self.y_of(year.mean)), 10.0, PAPER);
        picture.dot((middle, self.y_of(year.mean)), 7.0, INK);
        if let Some(recommended) = year.recommended {
            picture.block((middle - wide, self.y_of(recommended) - 4.0), (2.0 * wide, 8.0), ACCENT, 1.0);
        }
        if let Some(beside) = year.beside {
            let y = self.y_of(beside);
            picture.dashes((middle - wide, y), (middle + wide, y), INK, 4);
        }
        if index.is_multiple_of(self.count / 16 + 1) {
            let at = (middle, self.room.bottom + 40.0);
            picture.words(at, year.year.to_string(), AXIS.align(Align::Centre));
        }
    }

    /// The amount that matters most, next to its line: above it; below it where a dashed line would come between; above
    /// both where there is no room below.
    fn figure(&self, picture: &mut Picture, year: &Year, index: usize) {
        const NEAR: f64 = 34.0;
        // a text's half height, and a little air
        const HALF: f64 = 20.0;
        let (amount, colour) = year.recommended.map_or((year.quantiles[4], MAIN), |amount| (amount, ACCENT));
        let bold = Look { colour, ..LABEL }.bold().align(Align::Centre);
        let (middle, mark) = (self.middle(index), self.y_of(amount));
        let free = |y: f64, lines: &[f64]| {
            let (top, bottom) = (mark.min(y - HALF), mark.max(y + HALF));
            // a line on the mark itself parts nothing
            lines.iter().all(|line| (line - mark).abs() < 6.0 || *line < top || *line > bottom)
        };
        let dashed: Vec<f64> = year.beside.map(|fen| self.y_of(fen)).into_iter().collect();
        let below = [&dashed[..], &[self.y_of(year.mean), self.y_of(year.quantiles[2])]].concat();
        let y = match dashed.first() {
            Some(_) if free(mark - NEAR, &dashed) => mark - NEAR,
            Some(_) if free(mark + NEAR, &below) && mark + NEAR + HALF < self.room.bottom => mark + NEAR,
            Some(line) => line.min(mark) - NEAR,
            None => mark - NEAR,
        };
        let text = self.language.amount(amount);
        picture.behind((middle, y), &text, bold);
        picture.words((middle, y), text, bold);
    }

    /// Median, mean and the dashed line with their heights, and of obligations the 95 % quantile, the lowest first.
    fn labels(&self, year: &Year) -> Vec<(f64, String, RGBColor)> {
        let language = self.language;
        let median = year.quantiles[2];
        let mut labels = vec![
            (median, format!("{} {}", language.say("中位", "median"), language.amount(median)), MAIN),
            (year.mean, format!("{} {}", language.say("期望", "mean"), language.mean(year.mean)), INK),
        ];
        if let Some(beside) = year.beside {
            let text = match self.fan.basis {
                Basis::Cash => format!("{} {}", language.say("已列", "stated"), language.amount(beside)),
                _ => format!("{} {}", language.say("现金", "cash"), language.mean(beside)),
            };
            labels.push((beside, text, QUIET));
        }
        if self.fan.basis != Basis::Cash {
            let high = year.quantiles[4];
            labels.push((high, format!("95% {}", language.amount(high)), MAIN));
        }
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        labels
    }

    /// Where labels begin beside a year, and how far they may reach: to the next year, or to the edge.
    fn beside(&self, index: usize) -> (f64, f64) {
        let x = self.middle(index) + self.wide + 14.0;
        (x, (x + self.slot - 2.0 * self.wide - 34.0).min(super::super::style::WIDTH - MARGIN) - x)
    }

    fn has_room(&self, year: &Year, index: usize) -> bool {
        let (_, width) = self.beside(index);
        self.labels(year).iter().all(|(_, text, _)| SMALL.width(text) <= width)
    }

    /// The labels beside the blocks, moved apart where they would overlap.
    fn label_right(&self, picture: &mut Picture, year: &Year, index: usize) {
        const APART: f64 = 32.0;
        let (x, _) = self.beside(index);
        // from the lowest up, so that no label is pushed below the axis
        let mut below = f64::INFINITY;
        for (fen, text, colour) in self.labels(year) {
            let y = self.y_of(fen).min(below - APART).min(self.room.bottom - 18.0);
            below = y;
            let look = Look { colour, ..SMALL };
            picture.behind((x, y), &text, look);
            picture.words((x, y), text, look);
        }
    }
}

/// The legend, right above the plot.
fn legend(
    picture: &mut Picture,
    frame: &Room,
    language: Language,
    fan: Fan,
    [beside, figured]: [bool; 2],
    confidence: &str,
) {
    let y = frame.top + 18.0;
    let mut x = frame.left + 230.0;
    let mut item = |picture: &mut Picture, text: &str, draw: &dyn Fn(&mut Picture, f64)| {
        draw(picture, x);
        picture.words((x + 74.0, y), text, SMALL);
        x += 74.0 + SMALL.width(text) + 56.0;
    };
    let cash = fan.basis == Basis::Cash;
    if cash {
        let recommended = match language {
            Language::Chinese => format!("建议安排（{confidence}）"),
            Language::English => format!("recommended ({confidence})"),
        };
        item(picture, &recommended, &|p, x| p.block((x, y - 4.0), (60.0, 8.0), ACCENT, 1.0));
    }
    if beside {
        let text = match cash {
            true => language.say("情景中已列安排", "appropriation stated in the scenario"),
            false => language.say("同年现金支出期望", "expected cash of the year"),
        };
        item(picture, text, &|p, x| p.dashes((x, y), (x + 60.0, y), INK, 4));
    }
    item(picture, language.say("中位数", "median"), &|p, x| p.block((x, y - 3.0), (60.0, 6.0), MAIN, 1.0));
    item(picture, language.say("期望", "mean"), &|p, x| p.dot((x + 40.0, y), 7.0, INK));
    item(picture, language.say("50% 区间", "50% range"), &|p, x| {
        p.block((x, y - 14.0), (60.0, 28.0), paler(MAIN, NARROW), 1.0);
    });
    item(picture, language.say("90% 区间", "90% range"), &|p, x| {
        p.block((x, y - 14.0), (60.0, 28.0), paler(MAIN, WIDE), 1.0)
    });
    if figured && !cash {
        // no mark of its own: the figures stand in this colour
        let text = language.say("蓝色数字：95% 分位数", "blue figures: 95% quantile");
        picture.words((x, y), text, Look { colour: MAIN, ..SMALL }.bold());
    }
}
