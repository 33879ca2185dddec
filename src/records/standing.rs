//! The standing of an institute or a firm: the records that say when it came to be what it is.

use crate::quantities::Date;
use crate::scenario::{ExistingSpinOff, NamedInstitute, Timing};
use crate::things::{CountyId, Institute, InstituteOrigin, SectorId, SpinOff, SpinOffOrigin, Text};

use super::record::{Objection, Record, RecordedEvent};

/// A day and the record that states it; none where the scenario states it or nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub date: Date,
    pub row: Option<usize>,
}

/// What records may rest on besides each other.
pub(super) struct Ground<'a> {
    pub records: &'a [Record],
    /// Institutes that the scenario names.
    pub named: &'a [NamedInstitute],
    /// The county of an institute of which nothing else says where it is.
    pub county: Option<CountyId>,
    /// Records of later days have not happened yet.
    pub as_of: Date,
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Objections(pub Vec<Objection>);

impl Objections {
    pub fn error(&mut self, row: usize, wrong: impl Into<String>, right: impl Into<String>) {
        self.0.push(Objection { row, is_error: true, wrong: wrong.into(), right: right.into() });
    }

    pub fn warning(&mut self, row: usize, wrong: impl Into<String>, right: impl Into<String>) {
        self.0.push(Objection { row, is_error: false, wrong: wrong.into(), right: right.into() });
    }
}

/// The institute of some records, with the records of its accreditation, unveiling and acceptance.
pub(super) fn institute(
    ground: &Ground<'_>,
    known: Option<usize>,
    name: &Text,
    rows: &[usize],
    objections: &mut Objections,
) -> (Institute, [Option<usize>; 3]) {
    let named = known.map(|position| &ground.named[position]);
    let fixed = named.and_then(|named| match named.timing {
        Timing::Fixed { accredited, unveiled, accepted } => Some([accredited, unveiled, accepted]),
        Timing::Uncertain { .. } => None,
    });
    let mut day = |nth: usize, of: fn(&RecordedEvent) -> bool| {
        let stated = fixed.map(|days| days[nth]);
        only(ground.records, rows, of, stated, objections)
    };
    let accredited = day(0, |event| matches!(event, RecordedEvent::Accreditation { .. }));
    let unveiled = day(1, |event| matches!(event, RecordedEvent::Unveiling));
    let accepted = day(2, |event| matches!(event, RecordedEvent::Acceptance));
    let never = Dated { date: Institute::NEVER, row: None };
    match accredited {
        Some(accredited) => {
            for later in [unveiled, accepted].into_iter().flatten() {
                if let Some(row) = later.row.filter(|_| later.date < accredited.date) {
                    let noun = ground.records[row].event.noun();
                    objections.error(
                        row,
                        format!("{noun} of {} before its accreditation of {}", name.zh, accredited.date),
                        "mend one of the two days",
                    );
                }
            }
        }
        None => objections.warning(
            rows[0],
            format!("no record of the accreditation of {}: nothing is owed for it", name.zh),
            "add its accreditation, or mend the name where another institute is meant",
        ),
    }
    let accredited = accredited.unwrap_or(never);
    let unveiled = unveiled.unwrap_or(Dated { row: accredited.row, ..accredited });
    let accepted = accepted.unwrap_or(match accredited.date {
        Institute::NEVER => never,
        date => Dated { date: date.year().plus(1).last_day(), row: accredited.row },
    });
    let institute = Institute {
        origin: known.map_or(InstituteOrigin::Recorded, |position| InstituteOrigin::Named(position as u16)),
        key: 0,
        accredited: accredited.date,
        unveiled: unveiled.date.max(accredited.date),
        accepted: accepted.date.max(accredited.date),
        county: county(ground, named, name, rows, objections),
        sector: named.map_or(SectorId(0), |named| named.sector),
        quality: 1.0,
    };
    (institute, [accredited.row, unveiled.row, accepted.row])
}

/// Where an institute is: the scenario knows, or its accreditation says, or there is one county alone.
fn county(
    ground: &Ground<'_>,
    named: Option<&NamedInstitute>,
    name: &Text,
    rows: &[usize],
    objections: &mut Objections,
) -> CountyId {
    let stated = rows.iter().find_map(|row| match ground.records[*row].event {
        RecordedEvent::Accreditation { county: Some(county) } => Some((*row, county)),
        _ => None,
    });
    match (named, stated, ground.county) {
        (Some(named), Some((row, county)), _) if named.county != county => {
            objections.error(
                row,
                format!("the scenario has {} in another county", name.zh),
                "leave the county out, or change the scenario",
            );
            county
        }
        (Some(named), ..) => named.county,
        (None, Some((_, county)), _) | (None, None, Some(county)) => county,
        (None, None, None) => {
            let accreditation =
                |row: &&usize| matches!(ground.records[**row].event, RecordedEvent::Accreditation { .. });
            objections.error(
                rows.iter().find(accreditation).copied().unwrap_or(rows[0]),
                format!("it is not said in which county {} is", name.zh),
                "state the county with its accreditation",
            );
            CountyId(0)
        }
    }
}

/// The firm of some records.
pub(super) fn spin_off(
    ground: &Ground<'_>,
    known: Option<(u16, &ExistingSpinOff)>,
    name: &Text,
    rows: &[usize],
    objections: &mut Objections,
) -> SpinOff {
    let stated = known.map(|(_, firm)| firm.founded);
    let founded = only(
        ground.records,
        rows,
        |event| matches!(event, RecordedEvent::Founding { .. }),
        stated,
        objections,
    );
    if founded.is_none() {
        objections.error(
            rows[0],
            format!("no record of the founding of {}", name.zh),
            "add its founding: whether a firm counts as newly founded depends on the day",
        );
    }
    let captive = rows
        .iter()
        .any(|row| matches!(ground.records[*row].event, RecordedEvent::Founding { captive: true }));
    SpinOff {
        origin: known.map_or(SpinOffOrigin::Recorded, |(position, _)| SpinOffOrigin::Existing(position)),
        key: 0,
        institute: crate::things::InstituteIndex(0),
        founded: founded.map_or(Institute::NEVER, |founded| founded.date),
        captive: known.map_or(captive, |(_, firm)| firm.captive),
        prior_revenue: known.map(|(_, firm)| firm.revenue),
        highest_rewarded: known.and_then(|(_, firm)| firm.highest_rewarded),
    }
}

/// The one day of a kind of event that happens once: as recorded, or as the scenario states it.
fn only(
    records: &[Record],
    rows: &[usize],
    of: fn(&RecordedEvent) -> bool,
    stated: Option<Date>,
    objections: &mut Objections,
) -> Option<Dated> {
    let mut found: Option<Dated> = None;
    for row in rows.iter().copied().filter(|row| of(&records[*row].event)) {
        let record = &records[row];
        if let Some(first) = found {
            objections.error(
                row,
                format!(
                    "{}, of which there is one, stands twice: also with the day {}",
                    record.event.noun(),
                    first.date
                ),
                "take one of the two out",
            );
            continue;
        }
        if let Some(stated) = stated.filter(|stated| *stated != record.date) {
            objections.error(
                row,
                format!("{} dated {}, which the scenario has on {stated}", record.event.noun(), record.date),
                "mend the day, or change the scenario",
            );
        }
        found = Some(Dated { date: record.date, row: Some(row) });
    }
    found.or(stated.map(|date| Dated { date, row: None }))
}
