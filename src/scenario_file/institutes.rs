//! Institutes: the named ones with the firms they have, and the pipeline.

use super::frame::Names;
use crate::files::diagnostics::{Fault, advice_among};
use crate::files::kinds::{BOOLEAN, DATE, POSITIVE_MONEY, PROBABILITY, date_of, whole, year_of};
use crate::files::reader::Section;
use crate::quantities::{Date, QuantityError, Year};
use crate::scenario::{
    AccreditationWeights, ExistingListing, ExistingSpinOff, NamedInstitute, Pipeline, Timing,
};

/// Reads the named institutes.
pub(super) fn read_institutes(section: &Section<'_>, names: &Names) -> Option<Vec<NamedInstitute>> {
    let read: Vec<Option<NamedInstitute>> =
        section.by_id().into_iter().map(|(id, section)| read_institute(id, &section, names)).collect();
    read.into_iter().collect()
}

fn read_institute(id: &str, section: &Section<'_>, names: &Names) -> Option<NamedInstitute> {
    let name = section.text("name");
    let county = section.named("county", true, &|id| names.county(id));
    let sector = section.named("sector", true, &|id| names.sector(id));
    let timing = read_timing(section, names);
    let existing = match section.optional_section("spin_offs") {
        Some(spin_offs) => {
            if !section.has("accredited") {
                section.reading.error(
                    &spin_offs.path,
                    "firms founded before the run need an institute with a fixed accreditation",
                    "state accredited = DATE in place of the probability, or leave the firms out",
                );
            }
            let read: Vec<_> = spin_offs
                .by_id()
                .into_iter()
                .map(|(id, section)| read_existing(id, &section, names))
                .collect();
            read.into_iter().collect::<Option<Vec<_>>>()
        }
        None => Some(Vec::new()),
    };
    Some(NamedInstitute {
        id: id.to_owned(),
        name: name?,
        county: county?,
        sector: sector?,
        timing: timing?,
        existing: existing?,
    })
}

fn read_timing(section: &Section<'_>, names: &Names) -> Option<Timing> {
    const UNCERTAIN: [&str; 3] = ["accreditation_probability", "accreditation_years", "accreditation_dates"];
    let uncertain: Vec<&str> = UNCERTAIN.into_iter().filter(|key| section.has(key)).collect();
    if section.has("accredited") {
        let timing = read_fixed(section, names);
        for key in &uncertain {
            section.optional(key);
            section.reading.error(
                &section.path_of(key),
                "stands beside a fixed accreditation date",
                "keep either accredited, or the probability with its years or dates",
            );
        }
        return timing.filter(|_| uncertain.is_empty());
    }
    for key in ["unveiled", "accepted"] {
        if section.has(key) {
            section.optional(key);
            section.reading.error(
                &section.path_of(key),
                "is known only with a fixed accreditation date",
                "state accredited = DATE as well, or leave it away",
            );
        }
    }
    if uncertain.is_empty() {
        section.required("accredited", "2022-06-30, or accreditation_probability and accreditation_years");
        return None;
    }
    let probability = section.parameter("accreditation_probability", &PROBABILITY);
    let when = read_when(section, names);
    Some(Timing::Uncertain { probability: probability?, when: when? })
}

fn read_fixed(section: &Section<'_>, names: &Names) -> Option<Timing> {
    let accredited = section.parameter("accredited", &DATE);
    let unveiled = section.optional_parameter("unveiled", &DATE);
    let accepted = section.optional_parameter("accepted", &DATE);
    let accredited = accredited?;
    if let Some(horizon) = names.horizon
        && accredited.year() > horizon.last()
    {
        section.reading.error(
            &section.path_of("accredited"),
            format!("{accredited} lies after the horizon, which ends with {}", horizon.last()),
            "state a day of the horizon or before it, or take the institute out",
        );
        return None;
    }
    for (key, date) in [("unveiled", unveiled), ("accepted", accepted)] {
        if let Some(date) = date.filter(|date| *date < accredited) {
            section.reading.error(
                &section.path_of(key),
                format!("{date} lies before the accreditation on {accredited}"),
                "state the day of the accreditation or a later one",
            );
        }
    }
    Some(Timing::Fixed {
        accredited,
        unveiled: unveiled.unwrap_or(accredited),
        accepted: accepted.unwrap_or(accredited.year().plus(1).last_day()),
    })
}

/// Reads `accreditation_years` or `accreditation_dates`.
fn read_when(section: &Section<'_>, names: &Names) -> Option<AccreditationWeights> {
    if section.has("accreditation_dates") {
        if section.optional("accreditation_years").is_some() {
            section.reading.error(
                &section.path_of("accreditation_years"),
                "stands beside accreditation_dates",
                "keep one of the two; an overlay takes the other out with { remove = true }",
            );
        }
        let find = |text: &str| not_after_horizon(text, date_of, Date::year, names);
        return section.weights("accreditation_dates", true, &find).map(AccreditationWeights::Dates);
    }
    let find = |text: &str| not_after_horizon(text, year_of, |year| year, names);
    section.weights("accreditation_years", true, &find).map(AccreditationWeights::Years)
}

fn not_after_horizon<T: Copy>(
    text: &str,
    read: fn(&str) -> Result<T, QuantityError>,
    year: fn(T) -> Year,
    names: &Names,
) -> Result<T, Fault> {
    let value = read(text).map_err(|error| {
        Fault::new(error.to_string(), "write years like 2023, or days like \"2023-06-30\"")
    })?;
    match names.horizon {
        Some(horizon) if year(value) > horizon.last() => Err(Fault::new(
            format!("{text} lies after the horizon, which ends with {}", horizon.last()),
            "give weights to times in the horizon or before it",
        )),
        _ => Ok(value),
    }
}

fn read_existing(id: &str, section: &Section<'_>, names: &Names) -> Option<ExistingSpinOff> {
    let name = section.text("name");
    let founded = section.parameter("founded", &DATE);
    let revenue = section.parameter("revenue", &POSITIVE_MONEY);
    let highest_rewarded = section.optional_parameter("highest_rewarded", &POSITIVE_MONEY);
    let listing =
        section.optional_section("listing").map(|listing| read_existing_listing(&listing, founded, names));
    let captive = section.plain("captive", true, &BOOLEAN);
    let founded = founded?;
    before_the_run(section, "founded", founded, names);
    Some(ExistingSpinOff {
        id: id.to_owned(),
        name: name?,
        founded,
        revenue: revenue?,
        highest_rewarded,
        listing: match listing {
            Some(listing) => Some(listing?),
            None => None,
        },
        captive: captive?,
    })
}

fn read_existing_listing(
    section: &Section<'_>,
    founded: Option<Date>,
    names: &Names,
) -> Option<ExistingListing> {
    let market = section.named("market", true, &|id| names.market(id));
    let date = section.parameter("date", &DATE);
    let date = date?;
    before_the_run(section, "date", date, names);
    if let Some(founded) = founded.filter(|founded| date < *founded) {
        section.reading.error(
            &section.path_of("date"),
            format!("{date} lies before the founding on {founded}"),
            "state the day of the listing, after the founding",
        );
    }
    Some(ExistingListing { market: market?, date })
}

fn before_the_run(section: &Section<'_>, key: &str, date: Date, names: &Names) {
    if let Some(horizon) = names.horizon
        && date.year() >= horizon.first()
    {
        section.reading.error(
            &section.path_of(key),
            format!("{date} does not lie before the run, which begins with {}", horizon.first()),
            "state here only what happened before it: what comes later is drawn",
        );
    }
}

/// Reads the pipeline.
pub(super) fn read_pipeline(section: &Section<'_>, names: &Names) -> Option<Pipeline> {
    let count = section.weights("count", true, &|text| {
        let number = whole(text).filter(|number| *number <= 1000 && number.to_string() == text);
        number.and_then(|number| u16::try_from(number).ok()).ok_or_else(|| {
            Fault::new(
                format!("{} is no count of 0 to 1000", crate::files::tree::quoted(text)),
                "write numbers of institutes as keys, such as { 2 = \"60%\", 3 = \"40%\" }",
            )
        })
    });
    let when = read_when(section, names);
    let counties = section.weights("counties", true, &|id| names.county(id));
    let sectors = section.weights("sectors", true, &|id| names.sector(id));
    Some(Pipeline { count: count?, when: when?, counties: counties?, sectors: sectors? })
}

/// Checks that the counties to which clauses are limited exist.
pub(super) fn check_clause_counties(policy: &crate::policy::Policy, names: &Names, section: &Section<'_>) {
    let known: Vec<&str> = names.registry.counties.iter().map(|county| county.id.as_str()).collect();
    for clause in &policy.clauses {
        for county in clause.counties.iter().filter(|county| !known.contains(&county.as_str())) {
            section.reading.error(
                &format!("policy.clauses.{}.counties", clause.id),
                format!("unknown county \"{county}\""),
                advice_among(county, &known),
            );
        }
    }
}
