//! The cheapest appropriations against the chance of arrears, with carrying over and without, and where the given ones stand.

use plotters::style::RGBColor;

use crate::findings::{Appropriations, CheapestPlan, GivenBy, PayerAppropriations, RuleAppropriations};
use crate::things::Language;

use super::canvas::{Room, frame};
use super::chart::{ChartError, Format};
use super::paint;
use super::picture::{Align, Look, Picture};
use super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MARGIN, PAPER, QUIET, RULE, SMALL};
use super::words::{grouped, percent};

/// Draws the frontier of the special fund.
///
/// # Errors
/// When a backend fails: out of memory, or a defect.
pub fn draw_frontier(
    found: &Appropriations,
    language: Language,
    format: Format,
) -> Result<Vec<u8>, ChartError> {
    let (title, picture) = picture(found, language);
    match format {
        Format::Svg => paint::svg(&picture, &title),
        Format::Png => paint::png(&picture),
    }
}

/// The chances that the axis names.
const TICKS: [f64; 9] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
/// The colours of the rules, the scenario's own first.
const COLOURS: [RGBColor; 2] = [MAIN, ACCENT];

/// Title and picture.
pub(super) fn picture(found: &Appropriations, language: Language) -> (String, Picture) {
    let fund = &found.payers[0];
    let title = title(found, fund, language);
    let name = language.of(&fund.name);
    let subtitle = match language {
        Language::Chinese => {
            format!("{name}：每年年末欠付概率不超过横轴所示水平时，各年最省安排的合计；竖线为 95% 区间")
        }
        Language::English => format!(
            "{name}: the least sum of yearly appropriations that keeps the chance of arrears in every year within the level below; lines: 95% interval"
        ),
    };
    let mut picture = Picture::default();
    let frame = frame(&mut picture, &title, &subtitle, &foot(found, language));
    let room = Room {
        left: frame.left + 130.0,
        right: frame.right - 40.0,
        top: frame.top + 76.0,
        bottom: frame.bottom - 110.0,
    };
    let plot = Plot::new(room, fund, language);
    plot.axes(&mut picture);
    plot.asked(&mut picture, found);
    for (rule, colour) in fund.rules.iter().zip(COLOURS) {
        plot.curve(&mut picture, rule, colour);
    }
    plot.levels(&mut picture, found, fund);
    plot.given(&mut picture, found, fund);
    plot.legend(&mut picture, fund, &frame);
    (title, picture)
}

/// The finding: what keeps arrears within the chance asked for, under the fund's own rule.
fn title(found: &Appropriations, fund: &PayerAppropriations, language: Language) -> String {
    let amount = language.with_unit(fund.rules[0].cheapest.total_fen as f64);
    let (level, years) = (percent(&found.chance), found.last_year - found.first_year + 1);
    match (language, years) {
        (Language::Chinese, 1) => {
            format!("{} 年安排 {amount}，可把年末欠付的概率控制在 {level} 以内", found.first_year)
        }
        (Language::Chinese, _) => {
            format!("{}年安排合计 {amount}，可把任一年欠付的概率控制在 {level} 以内", counted(years))
        }
        (Language::English, 1) => {
            format!("{amount} in {} keep the chance of arrears within {level}", found.first_year)
        }
        (Language::English, _) => {
            format!("{amount} over {years} years keep the chance of arrears within {level} in each of them")
        }
    }
}

/// How many years, as a title says it.
fn counted(years: i32) -> String {
    const NUMERALS: [&str; 9] = ["两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let numeral = usize::try_from(years - 2).ok().and_then(|index| NUMERALS.get(index));
    numeral.map_or_else(|| format!(" {years} "), |numeral| (*numeral).to_owned())
}

fn foot(found: &Appropriations, language: Language) -> String {
    let (scenario, paths) = (language.of(&found.title), grouped(found.paths as f64, 0));
    let (id, document, seed) = (&found.scenario, &found.document, found.seed);
    match language {
        Language::Chinese => {
            format!(
                "情景：{scenario}（{id}）　{document}　模拟路径 {paths} 条　种子 {seed}　情景推算，非官方预测"
            )
        }
        Language::English => format!(
            "Scenario: {scenario} ({id}), policy {document}, {paths} simulated paths, seed {seed}. A scenario's figures, no official forecast."
        ),
    }
}

/// How unspent appropriation is carried over, in words.
fn rule_words(rule: &RuleAppropriations, language: Language) -> String {
    match (language, rule.carry_over_years) {
        (Language::Chinese, Some(0)) => "不结转".to_owned(),
        (Language::Chinese, Some(years)) => format!("结转 {years} 年"),
        (Language::Chinese, None) => "长期结转".to_owned(),
        (Language::English, Some(0)) => "nothing carried over".to_owned(),
        (Language::English, Some(1)) => "carried over for 1 year".to_owned(),
        (Language::English, Some(years)) => format!("carried over for {years} years"),
        (Language::English, None) => "carried over for ever".to_owned(),
    }
}

/// Where chances and amounts stand: chances by their logarithm.
struct Plot {
    room: Room,
    lowest: f64,
    step: f64,
    highest: f64,
    language: Language,
}

impl Plot {
    fn new(room: Room, fund: &PayerAppropriations, language: Language) -> Self {
        let mut amounts: Vec<f64> = Vec::new();
        for rule in &fund.rules {
            amounts.extend(rule.given.iter().map(|given| given.plan.total_fen as f64));
            for plan in &rule.frontier {
                amounts.push(plan.total_fen as f64);
                amounts.extend(plan.total_interval_fen().into_iter().flatten().map(|fen| fen as f64));
            }
        }
        let least = amounts.iter().copied().fold(f64::INFINITY, f64::min);
        let most = amounts.iter().copied().fold(0.0, f64::max);
        let steps = super::canvas::ticks(most - least, 7.0);
        let step = steps[1] - steps[0];
        let lowest = (least / step).floor() * step;
        let highest = ((most / step).ceil() * step).max(lowest + step);
        Plot { room, lowest, step, highest, language }
    }

    fn x_of(&self, chance: f64) -> f64 {
        let (first, last) = (TICKS[0], TICKS[TICKS.len() - 1]);
        let share = libm::log(chance.clamp(first, last) / first) / libm::log(last / first);
        self.room.left + self.room.width() * share
    }

    fn y_of(&self, fen: f64) -> f64 {
        self.room.bottom - self.room.height() * (fen - self.lowest) / (self.highest - self.lowest)
    }

    fn at(&self, plan: &CheapestPlan) -> (f64, f64) {
        (self.x_of(chance_of(plan)), self.y_of(plan.total_fen as f64))
    }

    fn axes(&self, picture: &mut Picture) {
        let room = &self.room;
        let count = ((self.highest - self.lowest) / self.step).round() as usize;
        for index in 0..=count {
            let fen = self.lowest + index as f64 * self.step;
            let y = self.y_of(fen);
            picture.line(vec![(room.left, y), (room.right, y)], if index == 0 { QUIET } else { RULE }, 2);
            picture.words((room.left - 18.0, y), self.language.tick(fen), AXIS.align(Align::Right));
        }
        picture.words((MARGIN, room.top - 44.0), self.language.unit(), AXIS);
        for tick in TICKS {
            let x = self.x_of(tick);
            picture.line(vec![(x, room.bottom), (x, room.bottom + 12.0)], QUIET, 2);
            let text = format!("{}%", (tick * 1000.0).round() / 10.0);
            picture.words((x, room.bottom + 40.0), text, AXIS.align(Align::Centre));
        }
        let caption = self
            .language
            .say("每年年末欠付概率的上限", "most that the chance of arrears may be, in every year");
        picture.words((room.right, room.bottom + 88.0), caption, AXIS.align(Align::Right));
    }

    /// The chance asked for, from top to bottom.
    fn asked(&self, picture: &mut Picture, found: &Appropriations) {
        let x = self.x_of(found.chance.parse().unwrap_or(TICKS[0]));
        picture.dashes((x, self.room.top), (x, self.room.bottom), QUIET, 2);
    }

    fn curve(&self, picture: &mut Picture, rule: &RuleAppropriations, colour: RGBColor) {
        let inside = |plan: &&CheapestPlan| chance_of(plan) >= TICKS[0] && chance_of(plan) <= 0.5;
        let plans: Vec<&CheapestPlan> = rule.frontier.iter().filter(inside).collect();
        picture.line(plans.iter().map(|plan| self.at(plan)).collect(), colour, 5);
        for plan in plans {
            let at = self.at(plan);
            if let [Some(low), Some(high)] = plan.total_interval_fen() {
                let ends = [low, high].map(|fen| (at.0, self.y_of(fen as f64)));
                picture.line(ends.into(), colour, 4);
            }
            picture.dot(at, 6.0, colour);
        }
    }

    /// What the chance asked for costs under each rule: the dearer one has its words above the curve, the cheaper one below.
    fn levels(&self, picture: &mut Picture, found: &Appropriations, fund: &PayerAppropriations) {
        let level = percent(&found.chance);
        let most = fund.rules.iter().map(|rule| rule.cheapest.total_fen).max().unwrap_or(0);
        for (index, (rule, colour)) in fund.rules.iter().zip(COLOURS).enumerate() {
            let (x, y) = self.at(&rule.cheapest);
            picture.dot((x, y), 15.0, PAPER);
            picture.dot((x, y), 12.0, colour);
            let amount = self.language.with_unit(rule.cheapest.total_fen as f64);
            let text = match self.language {
                Language::Chinese => format!("{level}：{amount}"),
                Language::English => format!("{level}: {amount}"),
            };
            let above = rule.cheapest.total_fen == most && (index > 0 || fund.rules.len() == 1);
            let look = Look { colour, ..LABEL }.bold();
            let (at, look) = match above {
                true => ((x + 22.0, y - 36.0), look),
                false => ((x - 22.0, y + 40.0), look.align(Align::Right)),
            };
            picture.behind(at, &text, look);
            picture.words(at, text, look);
        }
    }

    /// The given appropriations: their total, and the largest yearly chance of arrears under each rule.
    fn given(&self, picture: &mut Picture, found: &Appropriations, fund: &PayerAppropriations) {
        let whose = match found.given {
            GivenBy::Scenario => self.language.say("情景已列", "stated"),
            GivenBy::Asked | GivenBy::Spread => self.language.say("拟议", "asked about"),
        };
        let given: Vec<_> = fund.rules.iter().filter_map(|rule| rule.given.as_ref()).collect();
        let Some(first) = given.first() else { return };
        let y = self.y_of(first.plan.total_fen as f64);
        let mut xs: Vec<f64> = Vec::new();
        for (given, colour) in given.iter().zip(COLOURS) {
            let x = self.x_of(given.plan.largest_chance().share);
            for (radius, colour) in [(16.0, INK), (12.0, PAPER), (8.0, colour)] {
                picture.dot((x, y), radius, colour);
            }
            xs.push(x);
        }
        let amount = self.language.with_unit(first.plan.total_fen as f64);
        let chances: Vec<String> =
            given.iter().map(|given| super::words::chance(given.plan.largest_chance().share)).collect();
        let chances = chances.join(self.language.say("／", " / "));
        let text = match self.language {
            Language::Chinese => format!("{whose} {amount}：欠付概率最高的年度 {chances}"),
            Language::English => format!("{whose} {amount}: {chances} in the worst year"),
        };
        let look = Look { colour: INK, ..SMALL };
        let right = xs.iter().copied().fold(0.0, f64::max) + 28.0;
        let left = xs.iter().copied().fold(f64::INFINITY, f64::min) - 28.0;
        let (at, look) = match right + look.width(&text) <= self.room.right + 40.0 {
            true => ((right, y), look),
            false => ((left, y), look.align(Align::Right)),
        };
        picture.behind(at, &text, look);
        picture.words(at, text, look);
    }

    /// The rules by their colours, above the plot.
    fn legend(&self, picture: &mut Picture, fund: &PayerAppropriations, frame: &Room) {
        let mut x = frame.right;
        let y = self.room.top - 44.0;
        for (rule, colour) in fund.rules.iter().zip(COLOURS).rev() {
            let text = rule_words(rule, self.language);
            let look = Look { colour, ..LABEL }.bold();
            picture.words((x, y), text.clone(), look.align(Align::Right));
            x -= look.width(&text) + 16.0;
            picture.line(vec![(x - 56.0, y), (x, y)], colour, 5);
            picture.dot((x - 28.0, y), 6.0, colour);
            x -= 110.0;
        }
    }
}

fn chance_of(plan: &CheapestPlan) -> f64 {
    plan.chance.parse().unwrap_or(0.0)
}
