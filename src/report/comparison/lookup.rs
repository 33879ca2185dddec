//! Finding a series of a comparison, together with the place where it stands in differences.json.

use crate::findings::{ScenarioDifferences, SeriesDifference, YearLabel};
use crate::things::{Basis, Payer, Text};

/// A series of one of the other scenarios.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Which<'w> {
    pub basis: Basis,
    pub year: YearLabel,
    pub clause: Option<&'w str>,
    pub county: Option<&'w str>,
    pub payer: Option<Payer>,
}

/// All obligations.
pub(super) const OBLIGATIONS: Which<'static> =
    Which { basis: Basis::Accrual, year: YearLabel::All, clause: None, county: None, payer: None };

/// The cash of all payers over the horizon.
pub(super) const CASH: Which<'static> = Which { basis: Basis::Cash, year: YearLabel::Horizon, ..OBLIGATIONS };

/// A series and the JSON pointer to it.
#[derive(Debug, Clone)]
pub(super) struct Found<'f> {
    pub at: String,
    pub series: &'f SeriesDifference,
}

impl Found<'_> {
    /// Pointers to the difference and to its interval.
    pub fn difference(&self) -> [String; 2] {
        [format!("{}/difference_fen", self.at), format!("{}/interval_fen", self.at)]
    }
}

/// The series of the other scenario at a position.
pub(super) fn find<'f>(found: &'f ScenarioDifferences, other: usize, which: &Which<'_>) -> Option<Found<'f>> {
    let same = |series: &SeriesDifference| {
        series.basis == which.basis
            && series.year == which.year
            && series.clause.as_deref() == which.clause
            && series.county.as_deref() == which.county
            && series.payer == which.payer
            && series.beneficiary.is_none()
    };
    let series = &found.others[other].series;
    let position = series.iter().position(same)?;
    Some(Found { at: format!("/others/{other}/series/{position}"), series: &series[position] })
}

/// Who pays: city and counties together, the city, all counties, and each county.
pub(super) fn payers(found: &ScenarioDifferences) -> Vec<(Text, Option<Payer>, Option<&str>)> {
    let mut payers = vec![
        (Text::new("市县合计", "City and counties"), None, None),
        (Text::new("市级", "City"), Some(Payer::City), None),
        (Text::new("县级合计", "All counties"), Some(Payer::County), None),
    ];
    let counties = found.counties.iter();
    payers
        .extend(counties.map(|county| (county.name.clone(), Some(Payer::County), Some(county.id.as_str()))));
    payers
}

/// Each year of the horizon, the horizon, and what comes later.
pub(super) fn years(found: &ScenarioDifferences) -> Vec<YearLabel> {
    let [first, last] = found.base.horizon;
    let years = (first..=last).map(YearLabel::Year);
    years.chain([YearLabel::Horizon, YearLabel::AfterHorizon]).collect()
}
