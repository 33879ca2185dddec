//! What each switch explains of the spread of the combinations.

use plotters::style::RGBColor;

use crate::findings::{EffectsOfSeries, ReadingPrices};
use crate::things::{Language, Text};

use super::super::canvas::Room;
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale};
use super::super::style::{LABEL, MAIN, paler};
use super::super::words::chance;
use super::lookup::{frame, title_of};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "全部理解组合（等权）的应付义务期望值各不相同，每处文字单独解释其中多少（深色），连同与其他文字的交互共多少（浅色）；比例在全部组合上精确计算",
        "Of the variance of expected obligations over all combinations, equally weighted: what each phrase explains alone (dark), and with all its interactions (pale); exact shares over the whole table",
    )
}

/// Title and picture.
pub(super) fn picture(found: &ReadingPrices, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows());
    draw(&mut picture, found, &frame, language);
    (title, picture)
}

/// Switches with their shares, main effect and total, the largest first.
fn ordered(effects: &EffectsOfSeries) -> Vec<(&str, f64, f64)> {
    let shares = effects
        .switches
        .iter()
        .filter_map(|effect| Some((effect.factor.as_str(), effect.main?, effect.total?)));
    let mut shares: Vec<_> = shares.collect();
    shares.sort_by(|a, b| b.2.total_cmp(&a.2));
    shares
}

/// The finding: the switch that explains most.
fn title(found: &ReadingPrices, language: Language) -> String {
    let most = found.effects.first().and_then(|effects| ordered(effects).into_iter().next());
    let Some((switch, main, _)) = most else {
        return language
            .say("各种理解组合的费用相同", "All combinations of readings cost the same")
            .to_owned();
    };
    let switch = title_of(found, switch);
    match language {
        Language::Chinese => format!("各种理解之间的差距，{} 来自一处：{}", chance(main), switch.zh),
        Language::English => {
            format!("{} of the spread between readings comes from one: {}", chance(main), switch.en)
        }
    }
}

/// The numbers: a row for each series and switch.
pub(super) fn numbers(found: &ReadingPrices) -> Numbers {
    use NumberUnit::{Share, Words};
    let columns = vec![
        NumberColumn::new("series", "口径", "series", Words),
        NumberColumn::new("switch", "问题", "question", Words),
        NumberColumn::new("main", "单独解释", "explained alone", Share),
        NumberColumn::new("total", "连同交互", "with interactions", Share),
    ];
    let rows = found.effects.iter().flat_map(|effects| {
        ordered(effects).into_iter().map(|(switch, main, total)| {
            vec![
                Number::Words(effects.series.name.clone()),
                Number::Words(title_of(found, switch)),
                Number::Share(main),
                Number::Share(total),
            ]
        })
    });
    Numbers { title: both(|language| title(found, language)), columns, rows: rows.collect() }
}

fn draw(picture: &mut Picture, found: &ReadingPrices, frame: &Room, language: Language) {
    let shares = found.effects.first().map(ordered).unwrap_or_default();
    if shares.is_empty() {
        let words = language.say("没有什么可解释", "there is nothing to explain");
        picture.words((frame.left, frame.top + 60.0), words, LABEL);
        return;
    }
    let pale: RGBColor = paler(MAIN, 0.35);
    let row = |(switch, main, total): (&str, f64, f64)| Row {
        name: language.of(&title_of(found, switch)).to_owned(),
        bars: vec![Bar::alone(0.0, total, pale), Bar::alone(0.0, main, MAIN)],
        figure: match language {
            Language::Chinese => format!("{}，连同交互 {}", chance(main), chance(total)),
            Language::English => format!("{}, with interactions {}", chance(main), chance(total)),
        },
        ..Row::default()
    };
    let rows: Vec<Row> = shares.into_iter().map(row).collect();
    let tick = |share: f64| format!("{:.0}%", 100.0 * share);
    let scale = Scale { ticks: vec![0.0, 0.25, 0.5, 0.75, 1.0], tick: &tick, unit: "", base: Some(0.0) };
    let rest = |more: usize| match language {
        Language::Chinese => format!("其余 {more} 处解释更少"),
        Language::English => format!("{more} further ones explain less"),
    };
    rows::draw(picture, &Room { top: frame.top + 16.0, ..*frame }, &rows, &scale, &Rest::of_any(&rest));
}
