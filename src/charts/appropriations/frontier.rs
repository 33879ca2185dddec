//! The cheapest appropriations against the chance of arrears, with carrying over and without, and where the given ones stand.

use plotters::style::RGBColor;

use crate::findings::{Appropriations, CheapestPlan, GivenBy, PayerAppropriations, RuleAppropriations};
use crate::things::{Language, Text};

use super::super::canvas::{Room, frame};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MARGIN, PAPER, QUIET, RULE, SMALL};
use super::super::words::{chance, grouped, percent};

/// The chances that the axis names.
const TICKS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];
/// How many of them there are where no chance is larger than that of the last.
const USUAL: usize = 9;
/// The colours of the rules, the scenario's own first.
const COLOURS: [RGBColor; 2] = [MAIN, ACCENT];

/// What it shows.
pub(super) fn shows(found: &Appropriations) -> Text {
    let name = &found.payers[0].name;
    Text::new(
        format!("{}：每年年末欠付概率不超过横轴所示水平时，各年最省安排的合计；竖线为 95% 区间", name.zh),
        format!(
            "{}: the least sum of yearly appropriations that keeps the chance of arrears in every year within the level below; lines: 95% interval",
            name.en
        ),
    )
}

/// The numbers: a row for each rule and chance.
pub(super) fn numbers(found: &Appropriations) -> Numbers {
    use NumberUnit::{Money, Words};
    let fund = &found.payers[0];
    let columns = vec![
        NumberColumn::new("rule", "结转", "carrying over", Words),
        NumberColumn::new("chance", "欠付概率不超过", "chance of arrears within", Words),
        NumberColumn::new("total", "最省合计", "cheapest total", Money),
        NumberColumn::new("total_low", "95% 区间下端", "95% interval from", Money),
        NumberColumn::new("total_high", "95% 区间上端", "95% interval to", Money),
    ];
    let rows = fund.rules.iter().flat_map(|rule| {
        rule.frontier.iter().map(move |plan| {
            let [low, high] = plan.total_interval_fen().map(Number::whole_fen);
            vec![
                Number::Words(both(|language| rule_words(rule, language))),
                Number::Words(Text::same(percent(&plan.chance))),
                Number::Fen(plan.total_fen as f64),
                low,
                high,
            ]
        })
    });
    Numbers { title: both(|language| title(found, fund, language)), columns, rows: rows.collect() }
}

/// Title and picture.
pub(super) fn picture(found: &Appropriations, language: Language) -> (String, Picture) {
    let fund = &found.payers[0];
    let title = title(found, fund, language);
    let subtitle = shows(found);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, &title, language.of(&subtitle), &foot(found, language));
    let room = Room {
        left: frame.left + 130.0,
        right: frame.right - 40.0,
        top: frame.top + 76.0,
        bottom: frame.bottom - 110.0,
    };
    let plot = Plot::new(room, fund, language);
    let mut labels = Labels { room, taken: Vec::new() };
    plot.axes(&mut picture);
    let x = plot.x_of(found.chance.parse().unwrap_or(TICKS[0]));
    picture.dashes((x, room.top), (x, room.bottom), QUIET, 2);
    for (rule, colour) in fund.rules.iter().zip(COLOURS) {
        plot.curve(&mut picture, &mut labels, rule, colour);
    }
    plot.given(&mut picture, &mut labels, found, fund);
    for (rule, colour) in fund.rules.iter().zip(COLOURS) {
        plot.level(&mut picture, &mut labels, found, rule, colour);
    }
    for (rule, colour) in fund.rules.iter().zip(COLOURS) {
        plot.name(&mut picture, &mut labels, rule, colour);
    }
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
            format!("{}年安排合计 {amount}，可把每一年欠付的概率都控制在 {level} 以内", counted(years))
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
    ticks: &'static [f64],
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
        let steps = super::super::canvas::ticks(most - least, 7.0);
        let step = steps[1] - steps[0];
        let lowest = (least / step).floor() * step;
        let highest = ((most / step).ceil() * step).max(lowest + step);
        let usual = TICKS[USUAL - 1];
        let given = fund.rules.iter().filter_map(|rule| rule.given.as_ref());
        let more = given.map(|given| given.plan.largest_chance().share).any(|share| share > usual)
            || fund.rules.iter().any(|rule| chance_of(&rule.cheapest) > usual);
        let ticks = if more { &TICKS } else { &TICKS[..USUAL] };
        Plot { room, lowest, step, highest, ticks, language }
    }

    fn x_of(&self, chance: f64) -> f64 {
        let (first, last) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
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
        for tick in self.ticks {
            let x = self.x_of(*tick);
            picture.line(vec![(x, room.bottom), (x, room.bottom + 12.0)], QUIET, 2);
            let text = format!("{}%", (tick * 1000.0).round() / 10.0);
            picture.words((x, room.bottom + 40.0), text, AXIS.align(Align::Centre));
        }
        let caption = self
            .language
            .say("每年年末欠付概率的上限", "most that the chance of arrears may be, in every year");
        picture.words((room.right, room.bottom + 88.0), caption, AXIS.align(Align::Right));
    }

    /// The plans of a curve that lie on the axis.
    fn plans<'r>(&self, rule: &'r RuleAppropriations) -> Vec<&'r CheapestPlan> {
        let (first, last) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        rule.frontier.iter().filter(|plan| (first..=last).contains(&chance_of(plan))).collect()
    }

    fn curve(&self, picture: &mut Picture, labels: &mut Labels, rule: &RuleAppropriations, colour: RGBColor) {
        let plans = self.plans(rule);
        let points: Vec<(f64, f64)> = plans.iter().map(|plan| self.at(plan)).collect();
        labels.avoid(&points);
        picture.line(points, colour, 5);
        for plan in plans {
            let at = self.at(plan);
            if let [Some(low), Some(high)] = plan.total_interval_fen() {
                let ends = [low, high].map(|fen| (at.0, self.y_of(fen as f64)));
                labels.avoid(&ends);
                picture.line(ends.into(), colour, 4);
            }
            picture.dot(at, 6.0, colour);
        }
    }

    /// What the chance asked for costs under a rule.
    fn level(
        &self,
        picture: &mut Picture,
        labels: &mut Labels,
        found: &Appropriations,
        rule: &RuleAppropriations,
        colour: RGBColor,
    ) {
        let at = self.at(&rule.cheapest);
        picture.dot(at, 15.0, PAPER);
        picture.dot(at, 12.0, colour);
        let (level, amount) =
            (percent(&found.chance), self.language.with_unit(rule.cheapest.total_fen as f64));
        let text = match self.language {
            Language::Chinese => format!("{level}：{amount}"),
            Language::English => format!("{level}: {amount}"),
        };
        labels.write(picture, &[at], &text, Look { colour, ..LABEL }.bold());
    }

    /// The given appropriations: their total, and the largest yearly chance of arrears under each rule.
    fn given(
        &self,
        picture: &mut Picture,
        labels: &mut Labels,
        found: &Appropriations,
        fund: &PayerAppropriations,
    ) {
        let given: Vec<_> = fund.rules.iter().filter_map(|rule| rule.given.as_ref()).collect();
        let points: Vec<(f64, f64)> = given
            .iter()
            .map(|given| {
                (self.x_of(given.plan.largest_chance().share), self.y_of(given.plan.total_fen as f64))
            })
            .collect();
        let Some(first) = given.first() else { return };
        picture.line(points.clone(), INK, 2);
        labels.avoid(&points);
        for (at, colour) in points.iter().zip(COLOURS) {
            for (radius, colour) in [(16.0, INK), (12.0, PAPER), (8.0, colour)] {
                picture.dot(*at, radius, colour);
            }
        }
        let chances = given.iter().map(|given| chance(given.plan.largest_chance().share));
        let chances = chances.collect::<Vec<_>>().join(self.language.say("／", " / "));
        let amount = self.language.with_unit(first.plan.total_fen as f64);
        let text = match (self.language, found.given) {
            (Language::Chinese, GivenBy::Scenario) => {
                format!("情景已列 {amount}：最高年度欠付概率 {chances}")
            }
            (Language::Chinese, _) => format!("拟议 {amount}：最高年度欠付概率 {chances}"),
            (Language::English, GivenBy::Scenario) => format!("stated {amount}: {chances} in the worst year"),
            (Language::English, _) => format!("{amount} asked about: {chances} in the worst year"),
        };
        labels.write(picture, &points, &text, Look { colour: INK, ..SMALL });
    }

    /// A rule's name beside its curve, as far left as there is room.
    fn name(&self, picture: &mut Picture, labels: &mut Labels, rule: &RuleAppropriations, colour: RGBColor) {
        let points: Vec<(f64, f64)> = self.plans(rule).into_iter().map(|plan| self.at(plan)).collect();
        labels.write(picture, &points, &rule_words(rule, self.language), Look { colour, ..LABEL }.bold());
    }
}

/// Labels inside a room, which keep off curves, points and each other.
struct Labels {
    room: Room,
    /// Boxes: left, top, right, bottom.
    taken: Vec<[f64; 4]>,
}

impl Labels {
    /// Keeps off a line through points.
    fn avoid(&mut self, points: &[(f64, f64)]) {
        const REACH: f64 = 12.0;
        let around = |(x, y): (f64, f64)| [x - REACH, y - REACH, x + REACH, y + REACH];
        self.taken.extend(points.iter().copied().map(around));
        for pair in points.windows(2) {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let steps = ((dx * dx + dy * dy).sqrt() / REACH).ceil();
            let between = (1..steps as usize).map(|step| step as f64 / steps);
            self.taken.extend(between.map(|share| around((pair[0].0 + dx * share, pair[0].1 + dy * share))));
        }
    }

    /// Writes a text beside the first of some points where it has room, as near as may be; nowhere if there is none.
    fn write(&mut self, picture: &mut Picture, points: &[(f64, f64)], text: &str, look: Look) {
        let width = look.width(text);
        let distances = [44.0, 64.0, 90.0, 130.0, 180.0, 240.0, 320.0];
        let places =
            distances.iter().flat_map(|distance| points.iter().map(move |point| (*point, *distance)));
        for ((x, y), distance) in places {
            let beside = [
                (x + 24.0, y),
                (x - 24.0 - width, y),
                (x + 8.0, y - distance),
                (x - 8.0 - width, y + distance),
                (x + 8.0, y + distance),
                (x - 8.0 - width, y - distance),
            ];
            for (left, middle) in beside {
                let half = look.size * 0.6;
                let wanted = [left, middle - half, left + width, middle + half];
                if self.is_free(wanted) {
                    self.taken.push(wanted);
                    let look = look.align(Align::Left);
                    picture.behind((left, middle), text, look);
                    picture.words((left, middle), text, look);
                    return;
                }
            }
        }
    }

    fn is_free(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let room = &self.room;
        let inside =
            left >= room.left && right <= room.right + 40.0 && top >= room.top && bottom <= room.bottom;
        inside && !self.taken.iter().any(|[l, t, r, b]| left < *r && *l < right && top < *b && *t < bottom)
    }
}

fn chance_of(plan: &CheapestPlan) -> f64 {
    plan.chance.parse().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::findings::{AppropriationQuestion, GivenAppropriations, sample_appropriations};
    use crate::quantities::Money;
    use crate::scenario::{CarryOver, Scenario};
    use crate::scenario_file::load_scenario;

    use super::super::super::layout;
    use super::*;

    fn baseline() -> Scenario {
        let text = include_bytes!("../../../scenarios/baseline.toml");
        let path = std::path::Path::new("baseline.toml");
        let loaded = load_scenario(path, &[], &|_: &std::path::Path| Ok(text.to_vec()));
        loaded.scenario.expect("a valid scenario")
    }

    /// Paths of four years: each payment is a step times a number from 0 to 96.
    fn paid(step: i64, paths: i64) -> Vec<Vec<i64>> {
        (0..paths).map(|path| [3, 7, 11, 13].map(|factor| path * factor % 97 * step).into()).collect()
    }

    #[test]
    fn little_and_much_fit_and_every_curve_has_its_name() {
        let mut scenario = baseline();
        for carry_over in [CarryOver::Years(0), CarryOver::Years(2), CarryOver::Unlimited] {
            scenario.fund.carry_over = carry_over;
            for (step, paths) in
                [(0, 50), (1, 3000), (40_000_000, 1), (40_000_000, 3000), (9_000_000_000, 200)]
            {
                for (chance, given) in [(1, 0), (50, 900), (200, 40_000), (990, 4_000_000)] {
                    let question = AppropriationQuestion {
                        chance: Decimal::new(chance, 3),
                        given: GivenAppropriations::Spread(Money::from_fen(given * Money::WAN.fen())),
                    };
                    let found = sample_appropriations(&scenario, &question, &paid(step, paths));
                    for (language, _) in Language::ALL {
                        let (_, picture) = picture(&found, language);
                        let what = format!("{carry_over:?}, {paths} paths of {step} fen, {chance} ‰");
                        layout::check(&what, &picture);
                        for rule in &found.payers[0].rules {
                            let name = rule_words(rule, language);
                            let named = layout::texts(&picture.marks).iter().any(|(text, _)| *text == name);
                            assert!(named || paths == 1, "{what}: no curve is called {name}");
                        }
                    }
                }
            }
        }
    }
}
