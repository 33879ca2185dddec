//! How a workbook writes differences: their intervals, and whether there is one.

use super::cell::Cell;

/// Whether an interval says that there is a difference.
pub(super) fn verdict(interval: Option<[f64; 2]>) -> Cell {
    Cell::words(match interval {
        None => "未定 open",
        Some([low, high]) if low > 0.0 || high < 0.0 => "有差别 differs",
        Some([0.0, 0.0]) => "不变 unchanged",
        Some(_) => "无差别 none",
    })
}

/// The ends of an interval.
pub(super) fn ends(interval: Option<[f64; 2]>) -> [Cell; 2] {
    match interval {
        Some(ends) => ends.map(Cell::Fen),
        None => [Cell::dash(), Cell::dash()],
    }
}
