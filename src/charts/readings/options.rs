//! What each option alone costs more or less than the scenario's own: yuan per interpretation.

use crate::findings::{OptionPrice, PricedDifference, ReadingPrices};
use crate::things::{Language, Payer, Text};

use super::super::canvas::{Room, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale, Whisker};
use super::super::study::differs;
use super::super::style::{ACCENT_BAR, LABEL, MAIN_BAR};
use super::lookup::{frame, obligations, option_title, title_of};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "每处文字单独换一种理解，应付义务期望值的增减：橙色为市级、蓝色为县级；横线为合计的 95% 区间，± 为其半宽",
        "One phrase at a time read otherwise: change of expected obligations, the city's part in orange, the counties' in blue; the whisker is the 95% interval of the whole, ± half of it",
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

/// The options, the largest change first.
fn ordered(found: &ReadingPrices) -> Vec<(&OptionPrice, &PricedDifference)> {
    let priced = found.options.iter().filter_map(|option| Some((option, obligations(option, None)?)));
    let mut options: Vec<_> = priced.collect();
    options.sort_by(|(_, a), (_, b)| b.difference_fen.abs().total_cmp(&a.difference_fen.abs()));
    options
}

/// The finding: the option that adds most.
fn title(found: &ReadingPrices, language: Language) -> String {
    let options = ordered(found);
    let dearest = options.iter().filter(|(_, priced)| differs(priced.difference_interval_fen));
    let dearest = dearest.max_by(|(_, a), (_, b)| a.difference_fen.abs().total_cmp(&b.difference_fen.abs()));
    let Some((option, priced)) = dearest else {
        return language
            .say("单独换一种理解，均与本情景无差别", "No single reading makes a difference")
            .to_owned();
    };
    let (switch, words) =
        (title_of(found, &option.switch), option_title(found, &option.switch, &option.option));
    let change = language.change(priced.difference_fen, priced.difference_interval_fen);
    match language {
        Language::Chinese => format!("影响最大的一处：{}——读作“{}”，{change} 万元", switch.zh, words.zh),
        Language::English => {
            format!("What matters most: {}, read as \"{}\": {change} million yuan", switch.en, words.en)
        }
    }
}

/// The numbers: a row for each option.
pub(super) fn numbers(found: &ReadingPrices) -> Numbers {
    use NumberUnit::{Money, Share, Words};
    let columns = vec![
        NumberColumn::new("switch", "问题", "question", Words),
        NumberColumn::new("option", "理解", "reading", Words),
        NumberColumn::new("difference", "应付义务期望的增减", "change of expected obligations", Money),
        NumberColumn::new("difference_low", "95% 区间下端", "95% interval from", Money),
        NumberColumn::new("difference_high", "95% 区间上端", "95% interval to", Money),
        NumberColumn::new("city", "其中市级", "the city's part", Money),
        NumberColumn::new("counties", "其中县级", "the counties' part", Money),
        NumberColumn::new("more", "增加的路径占比", "share of paths with more", Share),
        NumberColumn::new("less", "减少的路径占比", "share of paths with less", Share),
    ];
    let rows = ordered(found).into_iter().map(|(option, priced)| {
        let ends = priced.difference_interval_fen.map_or([None; 2], |ends| ends.map(Some));
        let part = |payer| Number::fen(obligations(option, Some(payer)).map(|found| found.difference_fen));
        vec![
            Number::Words(title_of(found, &option.switch)),
            Number::Words(option_title(found, &option.switch, &option.option)),
            Number::Fen(priced.difference_fen),
            Number::fen(ends[0]),
            Number::fen(ends[1]),
            part(Payer::City),
            part(Payer::County),
            Number::Share(priced.more),
            Number::Share(priced.less),
        ]
    });
    Numbers { title: both(|language| title(found, language)), columns, rows: rows.collect() }
}

fn draw(picture: &mut Picture, found: &ReadingPrices, frame: &Room, language: Language) {
    let options = ordered(found);
    if options.is_empty() {
        picture.words(
            (frame.left, frame.top + 60.0),
            language.say("没有其他理解", "there is no other reading"),
            LABEL,
        );
        return;
    }
    let rows: Vec<Row> =
        options.iter().map(|(option, priced)| row(found, option, priced, language)).collect();
    let bars = rows.iter().flat_map(|row| row.bars.iter().flat_map(|bar| [bar.from, bar.to]));
    let all = bars
        .chain(rows.iter().flat_map(|row| row.whiskers.iter().flat_map(|whisker| whisker.ends)))
        .chain([0.0]);
    let (low, high) = all.fold((0.0, 0.0), |(low, high): (f64, f64), fen| (low.min(fen), high.max(fen)));
    let (low, high) = if low < high { (low, high) } else { (-1e6, 1e6) };
    let ticks = ticks_around(low, high, 7.0, 1e4);
    let step = ticks[1] - ticks[0];
    let tick = |fen: f64| language.fine_tick(fen, step);
    let scale = Scale { ticks, tick: &tick, unit: language.unit(), base: Some(0.0) };
    let rest = |more: usize| match language {
        Language::Chinese => format!("其余 {more} 种理解影响更小，见数据表"),
        Language::English => format!("{more} further readings matter less: see the table"),
    };
    rows::draw(picture, &Room { top: frame.top + 16.0, ..*frame }, &rows, &scale, &Rest::of_any(&rest));
}

/// The parts of city and counties, on each side of 0 one after the other, and the whole's interval.
fn row(found: &ReadingPrices, option: &OptionPrice, priced: &PricedDifference, language: Language) -> Row {
    let mut bars = Vec::new();
    let (mut less, mut more) = (0.0, 0.0);
    for (payer, colour) in [(Payer::City, ACCENT_BAR), (Payer::County, MAIN_BAR)] {
        let fen = obligations(option, Some(payer)).map_or(0.0, |part| part.difference_fen);
        let side = if fen < 0.0 { &mut less } else { &mut more };
        bars.push(Bar::alone(*side, *side + fen, colour));
        *side += fen;
    }
    let interval = priced.difference_interval_fen.filter(|[low, high]| low < high);
    Row {
        name: language.of(&option_title(found, &option.switch, &option.option)).to_owned(),
        detail: language.of(&title_of(found, &option.switch)).to_owned(),
        bars,
        whiskers: interval.map(Whisker::alone).into_iter().collect(),
        mark: None,
        figure: language.change(priced.difference_fen, priced.difference_interval_fen),
    }
}
