//! What a run that aims at a precision has reached.

use crate::findings::PrecisionFinding;
use crate::things::Language;

use super::words::{grouped, percent, wan};
use super::wrapping::fitted;

/// How many paths it took, which quantile is known how closely, and what was asked.
pub fn precision_text(found: &PrecisionFinding, language: Language) -> String {
    let (level, asked) = (percent(&found.p), percent(&found.asked));
    let (paths, amount) = (grouped(&found.paths.to_string()), wan(found.quantile_fen as f64));
    let half = match (found.half_width, found.is_reached) {
        (Some(share), _) => format!("{:.3}%", 100.0 * share),
        (None, true) => "0%".to_owned(),
        (None, false) => language.say("无法给出", "unknown").to_owned(),
    };
    let words = match language {
        Language::Chinese => {
            let ending = if found.is_reached { "" } else { "，未达到" };
            format!(
                "精度：模拟 {paths} 条路径；市县合并、各年合计现金支出的 {level} 分位数为 {amount} 万元，其 95% 区间半宽占 {half}（要求 {asked}{ending}）。"
            )
        }
        Language::English => {
            let ending = if found.is_reached { "" } else { ", which was not reached" };
            format!(
                "Precision: {paths} paths; the {level} quantile of the cash of city and counties over the horizon is {amount} 万元, half its 95% interval {half} of it (asked for: {asked}{ending})."
            )
        }
    };
    fitted(&words)
}
