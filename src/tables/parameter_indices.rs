//! Where the spread comes from, as text and CSV.

use std::fmt::Write;

use crate::findings::{Index, OutputIndices, OutputState, ParameterIndices, WithInterval};
use crate::things::Language;

use super::csv_text::CsvText;
use super::grid::Grid;
use super::words::{grouped, wan};
use super::wrapping::fitted;

/// How many parameters are shown for each output.
const SHOWN: usize = 8;

/// For each output what is luck and what ignorance, and which parameters and groups the ignorance is of.
pub fn indices_text(found: &ParameterIndices, language: Language) -> String {
    let mut text = String::new();
    let [draws, paths] = found.split_draws.map(|number| grouped(&number.to_string()));
    let (rows, inner) = (grouped(&found.rows.to_string()), grouped(&found.inner_paths.to_string()));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "\n预测的离散来自哪里：各参数按其区间同时抽取（{rows} 行设计、每点 {inner} 条相同路径；{draws} 次抽取、每次 {paths} 条独立路径）"
        ),
        Language::English => writeln!(
            text,
            "\nWhere the spread comes from: all parameters drawn from their ranges ({rows} rows, {inner} paths in common at each point; {draws} draws with {paths} paths of their own)"
        ),
    };
    for output in &found.outputs {
        write_output(&mut text, output, language);
    }
    let note = language.say(
        "注：单独＝该参数已知时方差减少的比例；合计＝其余参数均已知时仍剩的比例；方括号为 95% 区间；区间含 0 的写作“未能分辨”。",
        "First: the share of the variance that would go if it were known; total: what would remain if all others were. 95% intervals in brackets; one that holds 0 reads \"not resolved\".",
    );
    let _ = writeln!(text, "{note}");
    fitted(&text)
}

fn write_output(text: &mut String, output: &OutputIndices, language: Language) {
    let _ = writeln!(text, "\n{}", language.of(&output.name));
    if let Some(split) = &output.split {
        let spread = |found: &WithInterval| spread(output, found.value);
        let share = share(&split.share_of_ignorance);
        let (ignorance, luck) = (spread(&split.ignorance), spread(&split.luck));
        let _ = match language {
            Language::Chinese => {
                writeln!(
                    text,
                    "  参数不明占方差的 {share}，其余为随机波动（标准差：参数 {ignorance}，随机波动 {luck}）"
                )
            }
            Language::English => writeln!(
                text,
                "  not knowing the parameters makes {share} of the variance, luck the rest (standard deviations {ignorance} and {luck})"
            ),
        };
    }
    if output.state != OutputState::Known {
        let _ = writeln!(text, "  {}", why_not(output, language));
        return;
    }
    let heads = [
        language.say("参数或类别", "Parameter or group"),
        language.say("单独", "First"),
        language.say("合计", "Total"),
    ];
    let mut table = Grid::new(1, heads);
    // a tenth of a percent is the finest that is shown
    let matters =
        |index: &&Index| index.total.value >= 0.0005 && index.total.interval.is_none_or(|[low, _]| low > 0.0);
    for index in &output.groups {
        table.row(row(index, "▪ ", language));
    }
    for index in output.parameters.iter().filter(matters).take(SHOWN) {
        table.row(row(index, "  ", language));
    }
    let _ = writeln!(text, "{}", table.plain());
}

fn row(index: &Index, mark: &str, language: Language) -> [String; 3] {
    let words = |found: &WithInterval| match found.interval {
        // a share is not below 0: an estimate whose interval begins there shows none
        Some([low, _]) if low <= 0.0 => language.say("未能分辨", "not resolved").to_owned(),
        _ => share(found),
    };
    [format!("{mark}{}", language.of(&index.name)), words(&index.first), words(&index.total)]
}

fn why_not(output: &OutputIndices, language: Language) -> &'static str {
    match output.state {
        OutputState::Constant => language.say(
            "各参数取何值结果都相同，无从分解",
            "the same whatever the parameters: nothing to share out",
        ),
        OutputState::NotFinite => language.say(
            "部分取值下结果不是有限数，未作估计",
            "some evaluations are no finite numbers: not estimated",
        ),
        _ => language.say(
            "变动不超出抽样误差，请增加路径或行数",
            "it varies no more than by chance: take more paths or rows",
        ),
    }
}

/// A standard deviation: money in 万元, a chance in points.
fn spread(output: &OutputIndices, variance: f64) -> String {
    let deviation = variance.max(0.0).sqrt();
    if output.output == "arrears" { format!("{deviation:.3}") } else { format!("{} 万元", wan(deviation)) }
}

fn share(found: &WithInterval) -> String {
    // below half of a tenth of a percent there is something, and nothing to show of it
    if found.value < 0.0005 && found.interval.is_some_and(|[low, high]| low > 0.0 && high < 0.0005) {
        return "< 0.05%".to_owned();
    }
    let value = format!("{:.1}%", 100.0 * found.value);
    match found.interval {
        Some([low, high]) => format!("{value} [{:.1}%, {:.1}%]", 100.0 * low, 100.0 * high),
        None => value,
    }
}

/// A row for each output and each parameter or group; then the split of each output. Variances of money are in yuan².
pub fn indices_csv(found: &ParameterIndices) -> Vec<u8> {
    let mut table = CsvText::new();
    table.row(
        [
            "指标 output",
            "类型 kind",
            "参数或类别 id",
            "名称 name",
            "单独 first",
            "下限 first_low",
            "上限 first_high",
            "合计 total",
            "下限 total_low",
            "上限 total_high",
        ]
        .map(str::to_owned),
    );
    let cells = |found: &WithInterval, scale: f64| {
        let ends = found
            .interval
            .map_or([String::new(), String::new()], |ends| ends.map(|end| (end / scale).to_string()));
        let [low, high] = ends;
        [(found.value / scale).to_string(), low, high]
    };
    for output in &found.outputs {
        for (kind, indices) in [("group", &output.groups), ("parameter", &output.parameters)] {
            for index in indices {
                let head = [
                    output.output.clone(),
                    kind.to_owned(),
                    index.id.clone(),
                    format!("{} {}", index.name.zh, index.name.en),
                ];
                table.row(head.into_iter().chain(cells(&index.first, 1.0)).chain(cells(&index.total, 1.0)));
            }
        }
        // fen² in yuan²
        let scale = if output.output == "arrears" { 1.0 } else { 1e4 };
        let parts = output.split.iter().flat_map(|split| {
            [
                ("ignorance", &split.ignorance, scale),
                ("luck", &split.luck, scale),
                ("share_of_ignorance", &split.share_of_ignorance, 1.0),
            ]
        });
        for (part, found, scale) in parts {
            let head = [output.output.clone(), "spread".to_owned(), part.to_owned(), String::new()];
            table.row(
                head.into_iter().chain(cells(found, scale)).chain(std::iter::repeat_n(String::new(), 3)),
            );
        }
    }
    table.finish()
}
