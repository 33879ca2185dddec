//! Finding an entry of readings priced, together with the place where it stands in readings.json.

use crate::findings::{OptionPrice, PricedDifference, ReadingPrices, SwitchFinding, YearLabel};
use crate::things::{Basis, Payer, Text};

/// A series of the readings.
pub(super) type Which = (Basis, YearLabel, Option<Payer>);

/// All obligations.
pub(super) const OBLIGATIONS: Which = (Basis::Accrual, YearLabel::All, None);
/// The cash of the horizon.
pub(super) const CASH: Which = (Basis::Cash, YearLabel::Horizon, None);

/// The same of one payer.
pub(super) const fn of(payer: Payer, (basis, year, _): Which) -> Which {
    (basis, year, Some(payer))
}

/// What an option changes of a series, and the JSON pointer to it.
pub(super) fn priced(
    found: &ReadingPrices,
    option: usize,
    (basis, year, payer): Which,
) -> Option<(String, &PricedDifference)> {
    let all = &found.options[option].series;
    let position = all.iter().position(|priced| {
        let series = &priced.series;
        (series.basis, series.year, series.payer) == (basis, year, payer) && series.county.is_none()
    })?;
    Some((format!("/options/{option}/series/{position}"), &all[position]))
}

/// The option that changes obligations most, of those that make a difference.
pub(super) fn dearest(found: &ReadingPrices) -> Option<(usize, &OptionPrice, String, &PricedDifference)> {
    let all = found.options.iter().enumerate();
    let priced = all.filter_map(|(position, option)| {
        let (at, priced) = priced(found, position, OBLIGATIONS)?;
        let [low, high] = priced.difference_interval_fen?;
        (low > 0.0 || high < 0.0).then_some((position, option, at, priced))
    });
    priced.max_by(|a, b| a.3.difference_fen.abs().total_cmp(&b.3.difference_fen.abs()))
}

/// A switch by its name in files.
pub(super) fn switch<'f>(found: &'f ReadingPrices, name: &str) -> Option<&'f SwitchFinding> {
    found.switches.iter().find(|switch| switch.switch == name)
}

/// What an option of a switch means.
pub(super) fn meaning(switch: &SwitchFinding, option: &str) -> Text {
    let known = switch.options.iter().find(|(name, _)| name == option);
    known.map_or_else(|| Text::same(option), |(_, title)| title.clone())
}
