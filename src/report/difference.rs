//! How a page writes differences: with their intervals, and none where the interval holds 0.

use maud::{Markup, html};

use crate::things::Language;

use super::page::{Page, nothing};
use super::words;

/// What an interval says of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// 0 lies outside of it.
    Differs,
    /// It holds 0.
    None,
    /// Both ends are 0: nothing moves on any path.
    Unchanged,
    /// So few paths give no interval.
    Unknown,
}

/// What an interval says of a difference.
pub(super) fn verdict(interval: Option<[f64; 2]>) -> Verdict {
    match interval {
        None => Verdict::Unknown,
        Some([0.0, 0.0]) => Verdict::Unchanged,
        Some([low, high]) if low > 0.0 || high < 0.0 => Verdict::Differs,
        Some(_) => Verdict::None,
    }
}

impl Page {
    /// A statistic with its sign.
    pub fn signed(&self, fen: f64) -> String {
        let written = words::fine(self.language, fen);
        let nothing = written.chars().all(|c| matches!(c, '0' | '.'));
        if fen > 0.0 && !nothing { format!("+{written}") } else { written }
    }

    /// The ends of the interval of a difference.
    pub fn ends(&self, [low, high]: [f64; 2]) -> String {
        words::span(self.language, &words::fine(self.language, low), &words::fine(self.language, high))
    }

    /// The word where there is no difference.
    pub fn no_difference(&self) -> &'static str {
        self.language.say("无差别", "no difference")
    }

    /// A cell with a difference over its 95 % interval; `from` says where both stand.
    pub fn change(&self, fen: f64, interval: Option<[f64; 2]>, from: [&str; 2]) -> Markup {
        let ends = interval.map(|ends| self.ends(ends)).unwrap_or_default();
        match verdict(interval) {
            Verdict::Unchanged => html! { td { (self.say("不变", "unchanged")) } },
            Verdict::None => html! {
                td { span.none { (self.no_difference()) } small data-from=(from[1]) { (ends) } }
            },
            Verdict::Differs => html! {
                td data-from=(from[0]) { (self.signed(fen)) small data-from=(from[1]) { (ends) } }
            },
            Verdict::Unknown => html! {
                td data-from=(from[0]) { (self.signed(fen)) small { (self.say("路径太少，无区间", "too few paths for an interval")) } }
            },
        }
    }

    /// A cell with a share of the paths.
    pub fn share(&self, share: Option<f64>, from: &str) -> Markup {
        match share {
            Some(share) => html! { td data-from=(from) { (words::percent(share)) } },
            None => nothing(),
        }
    }

    /// `预计多支出 536.62 万元（95% 区间 525.31—547.93）`, or that there is no difference.
    pub fn costs_more(&self, fen: f64, interval: Option<[f64; 2]>) -> Markup {
        let language = self.language;
        let amount = html! { strong { (words::fine(language, fen.abs())) " " (words::unit(language)) } };
        let ends = interval.map(|[low, high]| if fen < 0.0 { [-high, -low] } else { [low, high] });
        let ends = ends.map(|ends| self.ends(ends));
        match (verdict(interval), language) {
            (Verdict::Unchanged, Language::Chinese) => html! { strong { "没有任何变化" } },
            (Verdict::Unchanged, Language::English) => html! { strong { "nothing changes" } },
            (Verdict::None, Language::Chinese) => html! {
                strong { "无差别" } "（差额的 95% 区间 " (interval.map(|ends| self.ends(ends)).unwrap_or_default()) " 万元含 0）"
            },
            (Verdict::None, Language::English) => html! {
                strong { "no difference" } " (the 95% interval of the difference, "
                (interval.map(|ends| self.ends(ends)).unwrap_or_default()) " million yuan, holds 0)"
            },
            (_, Language::Chinese) => html! {
                (if fen < 0.0 { "预计少支出 " } else { "预计多支出 " }) (amount)
                @if let Some(ends) = ends { "（95% 区间 " (ends) "）" }
            },
            (_, Language::English) => html! {
                (amount) (if fen < 0.0 { " less" } else { " more" })
                @if let Some(ends) = ends { " (95% interval " (ends) ")" }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: Page = Page { language: Language::Chinese, word: "zh" };

    #[test]
    fn no_number_is_claimed_where_the_interval_holds_nothing() {
        let cell = ZH.change(2e6, Some([-1e6, 5e6]), ["a", "b"]).into_string();
        assert!(
            cell.contains("无差别") && !cell.contains("data-from=\"a\"") && cell.contains("−1.00 至 5.00"),
            "{cell}"
        );
        let cell = ZH.change(2e6, Some([1e6, 3e6]), ["a", "b"]).into_string();
        assert!(cell.contains("data-from=\"a\">+2.00<"), "{cell}");
        assert!(ZH.change(0.0, Some([0.0, 0.0]), ["a", "b"]).into_string().contains("不变"));
    }

    #[test]
    fn less_is_said_without_a_sign() {
        let words = ZH.costs_more(-2e6, Some([-3e6, -1e6])).into_string();
        assert!(words.contains("预计少支出 <strong>2.00 万元</strong>（95% 区间 1.00—3.00）"), "{words}");
        assert!(ZH.costs_more(2e6, Some([-1e6, 5e6])).into_string().contains("含 0"));
    }
}
