//! The words for events in tables.

/// A kind of event as tables name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventWord {
    /// In English, and in case files.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// Other Chinese words for it.
    also: &'static [&'static str],
}

impl EventWord {
    /// Whether a cell means it.
    pub(crate) fn is(&self, cell: &str) -> bool {
        self.en == cell || self.zh == cell || self.also.contains(&cell)
    }
}

/// Every kind of event.
pub const EVENT_WORDS: [EventWord; 10] = [
    EventWord { en: "accreditation", zh: "认定", also: &["省政府认定"] },
    EventWord { en: "unveiling", zh: "挂牌", also: &["产研院挂牌", "揭牌"] },
    EventWord { en: "acceptance", zh: "验收", also: &["通过验收"] },
    EventWord { en: "evaluation", zh: "绩效评价", also: &["评价"] },
    EventWord { en: "founding", zh: "设立", also: &["成立", "新设立"] },
    EventWord { en: "listing", zh: "上市", also: &["挂牌上市", "新三板挂牌", "首发上市"] },
    EventWord { en: "award", zh: "获奖", also: &["科技奖励", "获得科技进步奖"] },
    EventWord { en: "revenue", zh: "年营业收入", also: &["营业收入"] },
    EventWord { en: "failure", zh: "退出", also: &["注销", "破产", "退出经营"] },
    EventWord { en: "fund_loss", zh: "基金损失", also: &["子基金损失"] },
];
