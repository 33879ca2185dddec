//! From the base's obligations to another's, clause by clause: the means of the clauses' differences add up.

use crate::findings::{ScenarioDifferences, Waterfall, WaterfallStep};
use crate::things::{Language, Text};

use super::super::canvas::{Room, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale, Whisker};
use super::super::study::differs;
use super::super::style::{ACCENT_BAR, MAIN_BAR, RULE};
use super::lookup::frame;

/// What it shows.
pub(super) fn shows(found: &ScenarioDifferences, other: usize) -> Text {
    let (base, this) = (&found.base.title, &found.others[other].scenario.title);
    Text::new(
        format!(
            "应付义务的期望值，从“{}”到“{}”逐条款变化，各条款的差额可以相加；± 为 95% 区间的半宽",
            base.zh, this.zh
        ),
        format!(
            "Expected obligations from \"{}\" to \"{}\" clause by clause; the differences add up; ± is half the 95% interval",
            base.en, this.en
        ),
    )
}

/// Title and picture.
pub(super) fn picture(found: &ScenarioDifferences, other: usize, language: Language) -> (String, Picture) {
    let title = title(found, other, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows(found, other));
    draw(&mut picture, found, other, &frame, language);
    (title, picture)
}

/// The finding: the clause that changes most.
fn title(found: &ScenarioDifferences, other: usize, language: Language) -> String {
    let this = &found.others[other];
    let changed = this.waterfall.steps.iter().filter(|step| differs(step.interval_fen));
    let most = changed.max_by(|a, b| a.difference_fen.abs().total_cmp(&b.difference_fen.abs()));
    let Some(step) = most else {
        let none = language.say("各条款均与基准无差别", "no clause differs from the base");
        return format!("{}{}{none}", language.of(&this.scenario.title), language.say("：", ": "));
    };
    let (clause, change) = (title_of(found, step), language.change(step.difference_fen, step.interval_fen));
    match language {
        Language::Chinese => format!("{}：差额主要来自{}，{change} 万元", this.scenario.title.zh, clause.zh),
        Language::English => {
            format!("{}: most comes from {}, {change} million yuan", this.scenario.title.en, clause.en)
        }
    }
}

/// The numbers: both ends, and between them a row for each clause.
pub(super) fn numbers(found: &ScenarioDifferences, other: usize) -> Numbers {
    use NumberUnit::{Money, Words};
    let columns = vec![
        NumberColumn::new("step", "项目", "step", Words),
        NumberColumn::new("before", "此前累计", "before", Money),
        NumberColumn::new("after", "此后累计", "after", Money),
        NumberColumn::new("difference", "差额", "difference", Money),
        NumberColumn::new("difference_low", "差额的 95% 区间下端", "difference, 95% interval from", Money),
        NumberColumn::new("difference_high", "差额的 95% 区间上端", "difference, 95% interval to", Money),
    ];
    let steps = &found.others[other].waterfall;
    let end = |name: Number, fen: f64| {
        vec![name, Number::Nothing, Number::Fen(fen), Number::Nothing, Number::Nothing, Number::Nothing]
    };
    let mut rows = vec![end(Number::Words(found.base.title.clone()), steps.base_mean_fen)];
    rows.extend(steps.steps.iter().map(|step| {
        let ends = step.interval_fen.map_or([None; 2], |ends| ends.map(Some));
        vec![
            Number::Words(title_of(found, step)),
            Number::Fen(step.before_fen),
            Number::Fen(step.after_fen),
            Number::Fen(step.difference_fen),
            Number::fen(ends[0]),
            Number::fen(ends[1]),
        ]
    }));
    rows.push(end(Number::Words(found.others[other].scenario.title.clone()), steps.other_mean_fen));
    if rows.len() == 2 {
        rows.insert(1, end(words("没有条款", "no clause"), steps.base_mean_fen));
    }
    Numbers { title: both(|language| title(found, other, language)), columns, rows }
}

fn title_of(found: &ScenarioDifferences, step: &WaterfallStep) -> Text {
    let clause = found.clauses.iter().find(|clause| clause.id == step.clause);
    clause.map_or_else(|| Text::same(&step.clause), |clause| clause.title.clone())
}

/// Every amount that the picture must hold.
fn reach(steps: &Waterfall) -> (f64, f64) {
    let intervals = steps.steps.iter().flat_map(|step| {
        let half = step.interval_fen.map_or(0.0, |[low, high]| (high - low) / 2.0);
        [step.before_fen, step.after_fen - half, step.after_fen + half]
    });
    let all = intervals.chain([steps.base_mean_fen, steps.other_mean_fen]);
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), fen| (low.min(fen), high.max(fen)));
    // where the change is large against the whole, the whole is shown
    if low < 0.4 * high { (0.0, high) } else { (low, high) }
}

fn draw(picture: &mut Picture, found: &ScenarioDifferences, other: usize, frame: &Room, language: Language) {
    let this = &found.others[other];
    let steps = &this.waterfall;
    let (low, high) = reach(steps);
    let (low, high) = if low < high { (low, high) } else { (low - 1e6, high + 1e6) };
    let ticks = ticks_around(low, high, 7.0, 1e4);
    let from_nothing = ticks[0] == 0.0;
    let end = |title: &Text, fen: f64| Row {
        name: language.of(title).to_owned(),
        detail: language.say("应付义务期望", "expected obligations").to_owned(),
        bars: if from_nothing { vec![Bar::alone(0.0, fen, RULE)] } else { Vec::new() },
        mark: Some(fen),
        figure: language.mean(fen),
        ..Row::default()
    };
    let mut rows = vec![end(&found.base.title, steps.base_mean_fen)];
    rows.extend(steps.steps.iter().map(|step| step_row(found, step, language)));
    rows.push(end(&this.scenario.title, steps.other_mean_fen));
    let tick = |fen: f64| language.fine_tick(fen, ticks[1] - ticks[0]);
    let scale =
        Scale { ticks: ticks.clone(), tick: &tick, unit: language.unit(), base: from_nothing.then_some(0.0) };
    let rest = |more: usize| match language {
        Language::Chinese => format!("其余 {more} 行见数据表"),
        Language::English => format!("{more} further rows: see the table"),
    };
    let room = Room { top: frame.top + 20.0, ..*frame };
    rows::draw(picture, &room, &rows, &scale, &Rest::of_any(&rest));
}

fn step_row(found: &ScenarioDifferences, step: &WaterfallStep, language: Language) -> Row {
    let clause = found.clauses.iter().find(|clause| clause.id == step.clause);
    let half = step.interval_fen.filter(|_| differs(step.interval_fen)).map(|[low, high]| (high - low) / 2.0);
    let colour = match half {
        None => RULE,
        Some(_) if step.after_fen > step.before_fen => ACCENT_BAR,
        Some(_) => MAIN_BAR,
    };
    Row {
        name: language.of(&title_of(found, step)).to_owned(),
        detail: clause.map_or_else(String::new, |clause| clause.article.clone()),
        bars: vec![Bar::alone(step.before_fen, step.after_fen, colour)],
        whiskers: half
            .map(|half| Whisker::alone([step.after_fen - half, step.after_fen + half]))
            .into_iter()
            .collect(),
        mark: None,
        figure: language.change(step.difference_fen, step.interval_fen),
    }
}
