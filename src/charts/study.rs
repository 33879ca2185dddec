//! What the charts of studies share: the foot that names the study, and how a difference is written.

use crate::things::{Language, Text};

use super::words::grouped;

/// The foot: the scenarios, the base first, and their paths.
pub(super) fn foot(scenarios: &[(&str, &Text)], paths: u64, seed: u64, language: Language) -> String {
    const MOST: usize = 4;
    let named = scenarios.iter().take(MOST).map(|(id, title)| match language {
        Language::Chinese => format!("{}（{id}）", title.zh),
        Language::English => format!("{} ({id})", title.en),
    });
    let names = named.collect::<Vec<_>>().join(language.say("、", ", "));
    let more = match (scenarios.len().saturating_sub(MOST), language) {
        (0, _) => String::new(),
        (more, Language::Chinese) => format!("等 {} 个", MOST + more),
        (more, Language::English) => format!(" and {more} more"),
    };
    let paths = grouped(paths as f64, 0);
    let several = scenarios.len() > 1;
    match language {
        Language::Chinese => {
            let common = if several { "相同的" } else { "" };
            format!("情景推算，非官方预测　{common}模拟路径 {paths} 条　种子 {seed}　情景：{names}{more}")
        }
        Language::English => {
            let [common, plural] = if several { [" in common", "s"] } else { [""; 2] };
            format!(
                "A scenario's figures, no official forecast. {paths} paths{common}, seed {seed}. Scenario{plural}: {names}{more}"
            )
        }
    }
}

/// Whether an interval says that there is a difference: 0 lies outside. Without an interval nothing is said.
pub(super) fn differs(interval: Option<[f64; 2]>) -> bool {
    interval.is_some_and(|[low, high]| low > 0.0 || high < 0.0)
}

impl Language {
    /// Half of an interval, with as many decimals as the amount before it; a small one has more.
    fn half(self, fen: f64) -> String {
        match self {
            Language::Chinese if fen >= 5e4 => grouped(fen / 1e6, 1),
            _ => self.error(fen),
        }
    }

    /// An amount with its sign.
    pub(super) fn signed(self, fen: f64) -> String {
        let written = match self {
            Language::Chinese => grouped(fen / 1e6, 1),
            Language::English => self.mean(fen),
        };
        if fen > 0.0 && written.chars().any(|c| c.is_ascii_digit() && c != '0') {
            format!("+{written}")
        } else {
            written
        }
    }

    /// A difference with half its 95 % interval; none where the interval holds 0.
    pub(super) fn change(self, fen: f64, interval: Option<[f64; 2]>) -> String {
        match interval {
            Some([low, high]) if differs(interval) => {
                format!("{} ± {}", self.signed(fen), self.half((high - low) / 2.0))
            }
            Some([0.0, 0.0]) => self.say("不变", "unchanged").to_owned(),
            Some(_) => self.say("无差别", "no difference").to_owned(),
            None => self.signed(fen),
        }
    }

    /// `预计多支出 12.3 万元（95% 区间 12.0—12.6）`, or that there is no difference.
    pub(super) fn costs_more(self, fen: f64, interval: Option<[f64; 2]>) -> String {
        if interval.is_some() && !differs(interval) {
            return self.say("与基准无差别", "no difference from the base").to_owned();
        }
        let amount = format!("{} {}", self.mean(fen.abs()), self.unit());
        let [low, high] = interval.unwrap_or([fen, fen]);
        let (low, high) = if fen < 0.0 { (-high, -low) } else { (low, high) };
        let ends = [self.mean(low), self.mean(high)].join(self.say("—", " to "));
        match (self, fen < 0.0) {
            (Language::Chinese, false) => format!("预计多支出 {amount}（95% 区间 {ends}）"),
            (Language::Chinese, true) => format!("预计少支出 {amount}（95% 区间 {ends}）"),
            (Language::English, false) => format!("{amount} more expected (95% interval {ends})"),
            (Language::English, true) => format!("{amount} less expected (95% interval {ends})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_difference_is_claimed_where_the_interval_holds_nothing() {
        let zh = Language::Chinese;
        assert_eq!(zh.change(2e6, Some([-1e6, 5e6])), "无差别");
        assert_eq!(zh.change(0.0, Some([0.0, 0.0])), "不变");
        assert_eq!(zh.change(2e6, Some([1e6, 3e6])), "+2.0 ± 1.0");
        assert_eq!(zh.change(-2e6, Some([-3e6, -1e6])), "−2.0 ± 1.0");
        assert_eq!(zh.costs_more(2e6, Some([-1e6, 5e6])), "与基准无差别");
        assert_eq!(zh.costs_more(-2e6, Some([-3e6, -1e6])), "预计少支出 2.0 万元（95% 区间 1.0—3.0）");
    }
}
