//! What a reader should know before trusting the numbers.

use serde::{Deserialize, Serialize};

use crate::things::Text;

/// A warning with a stable code and the words for a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable code, such as `quantile_not_resolved`.
    pub code: String,
    /// What it means and what to do.
    pub message: Text,
}

/// The code of the warning that the shared drivers' effect is switched off.
const DRIVERS_SWITCHED_OFF: &str = "drivers_switched_off";

impl Warning {
    /// What was computed is that of a scenario whose shared drivers have no effect.
    pub(super) fn drivers_switched_off() -> Self {
        Warning {
            code: DRIVERS_SWITCHED_OFF.to_owned(),
            message: Text::new(
                "年度共同因素（经济与资本市场）的影响已设为零，因此与 run 的结果略有差别。",
                "The effect of the shared drivers (economy and capital market) is switched off, so that the answers differ a little from those of run.",
            ),
        }
    }

    /// What cannot be computed, and why.
    pub(super) fn left_out(reason: &Text) -> Self {
        Warning {
            code: "left_out".to_owned(),
            message: Text::new(format!("未包括：{}。", reason.zh), format!("Left out: {}.", reason.en)),
        }
    }

    /// Whether it is the one of [`Warning::drivers_switched_off`].
    pub(super) fn is_of_drivers(&self) -> bool {
        self.code == DRIVERS_SWITCHED_OFF
    }
    /// Some quantiles' confidence intervals have no end: too few paths.
    pub(super) fn unresolved(levels: &[String], needed: u64) -> Self {
        let list = levels.join(", ");
        Warning {
            code: "quantile_not_resolved".to_owned(),
            message: Text::new(
                format!("路径数不足，{list} 分位数的置信区间没有端点；至少需要 {needed} 条路径。"),
                format!(
                    "too few paths for the {list} quantiles: their confidence intervals have no end; at least {needed} paths are needed."
                ),
            ),
        }
    }

    /// Some series are counted with a relative error.
    pub(super) fn approximate(series: usize, error: f64) -> Self {
        let percent = format!("{:.4}%", 100.0 * error);
        Warning {
            code: "quantiles_within_relative_error".to_owned(),
            message: Text::new(
                format!(
                    "{series} 个序列的金额格点过密，分位数取上界，相对误差不超过 {percent}；均值和合计仍然精确。"
                ),
                format!(
                    "{series} series have too fine a lattice: their quantiles are upper bounds within {percent}; means and sums are exact."
                ),
            ),
        }
    }
}
