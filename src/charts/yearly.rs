//! The fan of years: the cash that each year's budget must hold, or the obligations that arise in it.

use crate::findings::{BudgetFinding, Findings, Recommendation, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::canvas::{Room, amount_axis, confidence, frame, quantile, recommendation, series, ticks};
use super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics,
};
use super::picture::{Align, Look, Picture};
use super::style::{ACCENT, AXIS, INK, LABEL, MAIN, PAPER, QUIET, SMALL, paler};
use super::words::percent;

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
        right: frame.right - 40.0,
        bottom: frame.bottom - 70.0,
    };
    let largest = years.iter().map(|y| {
        let beside = y.recommended.unwrap_or(0.0).max(y.beside.unwrap_or(0.0));
        y.quantiles[4].max(beside)
    });
    let ticks = ticks(largest.fold(0.0, f64::max) * 1.06, 6.0);
    amount_axis(&mut picture, &room, &ticks, language);
    let top = ticks[ticks.len() - 1];
    let y_of = |fen: f64| room.bottom - room.height() * fen / top;
    let slot = room.width() / years.len() as f64;
    for (index, year) in years.iter().enumerate() {
        let middle = room.left + slot * (index as f64 + 0.5);
        draw_year(&mut picture, year, (middle, slot), &y_of, language, fan, years.len());
        if index % (years.len() / 16 + 1) == 0 {
            picture.words((middle, room.bottom + 40.0), year.year.to_string(), AXIS.align(Align::Centre));
        }
    }
    let beside = years.iter().any(|year| year.beside.is_some());
    legend(&mut picture, &frame, language, fan, beside, &percent(confidence(findings)));
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
        NumberColumn::new("exceeded", "支出超过已列安排的可能性", "chance that it is exceeded", Share),
        NumberColumn::new("exceeded_low", "可能性的 95% 区间下端", "chance, 95% interval from", Share),
        NumberColumn::new("exceeded_high", "可能性的 95% 区间上端", "chance, 95% interval to", Share),
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
        Number::share(stated.map(|budget| budget.interval[0])),
        Number::share(stated.map(|budget| budget.interval[1])),
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

fn draw_year(
    picture: &mut Picture,
    year: &Year,
    (middle, slot): (f64, f64),
    y_of: &impl Fn(f64) -> f64,
    language: Language,
    fan: Fan,
    count: usize,
) {
    let [low, lower, median, upper, high] = year.quantiles.map(y_of);
    let half = (slot * 0.24).min(110.0);
    picture.block((middle - half, high), (2.0 * half, low - high), paler(MAIN, WIDE), 1.0);
    picture.block((middle - half, upper), (2.0 * half, lower - upper), paler(MAIN, NARROW), 1.0);
    picture.block((middle - half, median - 3.0), (2.0 * half, 6.0), MAIN, 1.0);
    picture.dot((middle, y_of(year.mean)), 10.0, PAPER);
    picture.dot((middle, y_of(year.mean)), 7.0, INK);
    let wide = half * 1.25;
    if let Some(recommended) = year.recommended {
        picture.block((middle - wide, y_of(recommended) - 4.0), (2.0 * wide, 8.0), ACCENT, 1.0);
    }
    if let Some(beside) = year.beside {
        let y = y_of(beside);
        picture.dashes((middle - wide, y), (middle + wide, y), INK, 4);
    }
    if count <= 12 {
        let (amount, colour) = year.recommended.map_or((year.quantiles[4], MAIN), |amount| (amount, ACCENT));
        let bold = Look { colour, ..LABEL }.bold().align(Align::Centre);
        let (text, y) = (language.amount(amount), y_of(amount) - 34.0);
        picture.behind((middle, y), &text, bold);
        picture.words((middle, y), text, bold);
    }
    if count <= 8 {
        let room = (middle + wide + 14.0, slot - slot * 0.5 - wide - 14.0);
        label_right(picture, year, room, y_of, language, fan);
    }
}

/// Median, mean and stated appropriation beside the bar, moved apart where they would overlap.
fn label_right(
    picture: &mut Picture,
    year: &Year,
    (x, width): (f64, f64),
    y_of: &impl Fn(f64) -> f64,
    language: Language,
    fan: Fan,
) {
    const APART: f64 = 32.0;
    let mut labels = vec![
        (
            y_of(year.quantiles[2]),
            format!("{} {}", language.say("中位", "median"), language.amount(year.quantiles[2])),
            MAIN,
        ),
        (y_of(year.mean), format!("{} {}", language.say("期望", "mean"), language.mean(year.mean)), INK),
    ];
    if let Some(beside) = year.beside {
        let text = match fan.basis {
            Basis::Cash => format!("{} {}", language.say("已列", "stated"), language.amount(beside)),
            _ => format!("{} {}", language.say("现金", "cash"), language.mean(beside)),
        };
        labels.push((y_of(beside), text, QUIET));
    }
    labels.sort_by(|a, b| b.0.total_cmp(&a.0));
    // from the lowest up, so that no label is pushed below the axis
    let mut below = f64::INFINITY;
    for (y, text, colour) in labels {
        let y = y.min(below - APART).min(y_of(0.0) - 18.0);
        below = y;
        let look = Look { colour, ..SMALL };
        if look.width(&text) <= width {
            picture.behind((x, y), &text, look);
            picture.words((x, y), text, look);
        }
    }
}

/// The legend, right above the plot.
fn legend(picture: &mut Picture, frame: &Room, language: Language, fan: Fan, beside: bool, confidence: &str) {
    let y = frame.top + 18.0;
    let mut x = frame.left + 150.0;
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
}
