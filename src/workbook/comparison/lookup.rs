//! What the sheets of a comparison share: its scenarios, who pays, and whether there is a difference.

use crate::findings::{
    ComparedScenario, ScenarioDifference, ScenarioDifferences, SeriesDifference, YearLabel,
};
use crate::things::{Basis, Payer, Text};

/// Every scenario, the base first.
pub(super) fn scenarios(found: &ScenarioDifferences) -> impl Iterator<Item = &ComparedScenario> {
    std::iter::once(&found.base).chain(found.others.iter().map(|other| &other.scenario))
}

/// A series of the other scenario.
pub(super) fn series<'f>(
    other: &'f ScenarioDifference,
    (basis, year): (Basis, YearLabel),
    clause: Option<&str>,
    (payer, county): (Option<Payer>, Option<&str>),
) -> Option<&'f SeriesDifference> {
    other.series.iter().find(|series| {
        (series.basis, series.year, series.payer) == (basis, year, payer)
            && series.clause.as_deref() == clause
            && series.county.as_deref() == county
            && series.beneficiary.is_none()
    })
}

/// A payer with its name: no payer for all together, a county for one.
pub(super) type NamedPayer<'f> = (Text, (Option<Payer>, Option<&'f str>));

/// Who pays: city and counties together, the city, all counties, and each county.
pub(super) fn payers(found: &ScenarioDifferences) -> Vec<NamedPayer<'_>> {
    let mut payers = vec![
        (Text::new("市县合并", "City and counties"), (None, None)),
        (Text::new("市级", "City"), (Some(Payer::City), None)),
        (Text::new("县级合并", "All counties"), (Some(Payer::County), None)),
    ];
    let counties = found.counties.iter();
    payers.extend(
        counties.map(|county| (county.name.clone(), (Some(Payer::County), Some(county.id.as_str())))),
    );
    payers
}
