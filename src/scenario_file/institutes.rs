//! Institutes: the named ones with the firms they have, and the pipeline.

use super::frame::Names;
use crate::files::diagnostics::{Fault, advice_among};
use crate::files::kinds::{BOOLEAN, DATE, POSITIVE_MONEY, PROBABILITY, date_of, whole, year_of};
use crate::files::reader::Section;
use crate::language::{Told, both};
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
                    both!(
                        "模拟期之前成立的企业须属于认定日期已定的产研院",
                        "firms founded before the run need an institute with a fixed accreditation"
                    ),
                    both!(
                        "请以 accredited = 日期 代替概率，或去掉这些企业",
                        "state accredited = DATE in place of the probability, or leave the firms out"
                    ),
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
                both!("与已定的认定日期同时出现", "stands beside a fixed accreditation date"),
                both!(
                    "请只留 accredited，或只留概率及其年份或日期",
                    "keep either accredited, or the probability with its years or dates"
                ),
            );
        }
        return timing.filter(|_| uncertain.is_empty());
    }
    for key in ["unveiled", "accepted"] {
        if section.has(key) {
            section.optional(key);
            section.reading.error(
                &section.path_of(key),
                both!("只有认定日期已定时才可知", "is known only with a fixed accreditation date"),
                both!(
                    "请同时写 accredited = 日期，或删去此键",
                    "state accredited = DATE as well, or leave it away"
                ),
            );
        }
    }
    if uncertain.is_empty() {
        section.required_as(
            "accredited",
            &both!(
                "2022-06-30，或写 accreditation_probability 与 accreditation_years",
                "2022-06-30, or accreditation_probability and accreditation_years"
            ),
        );
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
        let last = horizon.last();
        section.reading.error(
            &section.path_of("accredited"),
            both!(
                "{accredited} 在模拟期之后，模拟期止于 {last} 年",
                "{accredited} lies after the horizon, which ends with {last}"
            ),
            both!(
                "请写模拟期之内或之前的日期，或去掉这一产研院",
                "state a day of the horizon or before it, or take the institute out"
            ),
        );
        return None;
    }
    for (key, date) in [("unveiled", unveiled), ("accepted", accepted)] {
        if let Some(date) = date.filter(|date| *date < accredited) {
            section.reading.error(
                &section.path_of(key),
                both!(
                    "{date} 早于认定日期 {accredited}",
                    "{date} lies before the accreditation on {accredited}"
                ),
                both!("请写认定当日或其后的日期", "state the day of the accreditation or a later one"),
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
                both!("与 accreditation_dates 同时出现", "stands beside accreditation_dates"),
                both!(
                    "请保留其一；叠加文件可用 {{ remove = true }} 去掉另一个",
                    "keep one of the two; an overlay takes the other out with {{ remove = true }}"
                ),
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
        let right = both!(
            "请写年份如 2023，或日期如 \"2023-06-30\"",
            "write years like 2023, or days like \"2023-06-30\""
        );
        Fault::new(error.told(), right)
    })?;
    match names.horizon {
        Some(horizon) if year(value) > horizon.last() => {
            let last = horizon.last();
            Err(Fault::new(
                both!(
                    "{text} 在模拟期之后，模拟期止于 {last} 年",
                    "{text} lies after the horizon, which ends with {last}"
                ),
                both!("权重只给模拟期之内或之前的时间", "give weights to times in the horizon or before it"),
            ))
        }
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
            both!("{date} 早于成立日期 {founded}", "{date} lies before the founding on {founded}"),
            both!("请写成立之后的上市日期", "state the day of the listing, after the founding"),
        );
    }
    Some(ExistingListing { market: market?, date })
}

fn before_the_run(section: &Section<'_>, key: &str, date: Date, names: &Names) {
    if let Some(horizon) = names.horizon
        && date.year() >= horizon.first()
    {
        let first = horizon.first();
        section.reading.error(
            &section.path_of(key),
            both!(
                "{date} 不早于模拟期，模拟期始于 {first} 年",
                "{date} does not lie before the run, which begins with {first}"
            ),
            both!(
                "此处只写模拟期之前已发生的事：其后的由模拟抽取",
                "state here only what happened before it: what comes later is drawn"
            ),
        );
    }
}

/// Reads the pipeline.
pub(super) fn read_pipeline(section: &Section<'_>, names: &Names) -> Option<Pipeline> {
    let count = section.weights("count", true, &|text| {
        let number = whole(text).filter(|number| *number <= 1000 && number.to_string() == text);
        number.and_then(|number| u16::try_from(number).ok()).ok_or_else(|| {
            let quoted = crate::files::tree::quoted(text);
            Fault::new(
                both!("{quoted} 不是 0 到 1000 的个数", "{quoted} is no count of 0 to 1000"),
                both!(
                    "请以产研院个数为键，如 {{ 2 = \"60%\", 3 = \"40%\" }}",
                    "write numbers of institutes as keys, such as {{ 2 = \"60%\", 3 = \"40%\" }}"
                ),
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
                both!("没有名为 \"{county}\" 的县（市、区）", "unknown county \"{county}\""),
                advice_among(county, &known),
            );
        }
    }
}
