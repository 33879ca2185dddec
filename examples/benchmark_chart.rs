//! Draws `results/benchmarks/history.svg` from `history.csv`: instructions per path and paths per second of each
//! record. `benches/record.sh` runs it.

use std::error::Error;
use std::ops::Range;

use plotters::prelude::*;
use plotters::style::{FontStyle, register_font};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/results/benchmarks");
const FONT: &[u8] = include_bytes!("../assets/fonts/FiscastSansSC-Regular.otf");
const FAMILY: &str = "Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
const INSTRUCTIONS: RGBColor = RGBColor(0xc9, 0x4f, 0x00);
const SPEED: RGBColor = RGBColor(0x00, 0x5a, 0x9c);

struct Record {
    label: String,
    /// Thousands of instructions per path.
    instructions: f64,
    /// Thousands of paths per second.
    speed: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    register_font(FAMILY, FontStyle::Normal, FONT).map_err(|_| "the embedded font is no font")?;
    let mut records = Vec::new();
    for row in csv::Reader::from_path(format!("{FOLDER}/history.csv"))?.records() {
        let row = row?;
        records.push(Record {
            label: format!("{}  {}", &row[0], &row[2]),
            instructions: row[3].parse::<f64>()? / 1000.0,
            speed: row[4].parse::<f64>()? / 1000.0,
        });
    }
    let path = format!("{FOLDER}/history.svg");
    let root = SVGBackend::new(&path, (900, 620)).into_drawing_area();
    root.fill(&WHITE)?;
    let halves = root.split_evenly((2, 1));
    panel(
        &halves[0],
        "Thousand instructions per baseline path (fewer is better)",
        INSTRUCTIONS,
        &records,
        |r| r.instructions,
    )?;
    panel(
        &halves[1],
        "Thousand paths per second, a whole run of a million paths (more is better)",
        SPEED,
        &records,
        |r| r.speed,
    )?;
    root.present()?;
    println!("{path}");
    Ok(())
}

fn panel<DB: DrawingBackend>(
    area: &DrawingArea<DB, plotters::coord::Shift>,
    title: &str,
    colour: RGBColor,
    records: &[Record],
    value: impl Fn(&Record) -> f64,
) -> Result<(), Box<dyn Error>>
where
    DB::ErrorType: 'static,
{
    let most = records.iter().map(&value).fold(1.0, f64::max);
    let places: Range<f64> = -0.5..records.len() as f64 - 0.5;
    let mut chart = ChartBuilder::on(area)
        .caption(title, (FAMILY, 22))
        .margin(14)
        .x_label_area_size(38)
        .y_label_area_size(70)
        .build_cartesian_2d(places, 0.0..most * 1.25)?;
    // every record has its label while they are few, and about ten have one when they are many
    let every = records.len() / 10 + 1;
    let label = |at: &f64| {
        let index = at.round();
        let whole = (at - index).abs() < 1e-9 && index >= 0.0;
        let record = records.get(index as usize).filter(|_| whole && (index as usize).is_multiple_of(every));
        record.map_or_else(String::new, |record| record.label.clone())
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(records.len().clamp(1, 60) * 2 + 1)
        .x_label_formatter(&label)
        .label_style((FAMILY, 17))
        .light_line_style(WHITE)
        .draw()?;
    let points: Vec<(f64, f64)> = records.iter().enumerate().map(|(at, r)| (at as f64, value(r))).collect();
    chart.draw_series(LineSeries::new(points.iter().copied(), colour.stroke_width(2)))?;
    chart.draw_series(points.iter().map(|point| Circle::new(*point, 4, colour.filled())))?;
    if let Some((at, latest)) = points.last() {
        let text = format!("{latest:.1}");
        chart.draw_series(std::iter::once(Text::new(text, (*at, latest + most * 0.16), (FAMILY, 20))))?;
    }
    Ok(())
}
