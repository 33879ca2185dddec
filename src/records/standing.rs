//! The standing of an institute or a firm: the records that say when it came to be what it is.

use crate::language::both;
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
    pub fn error(&mut self, row: usize, wrong: Text, right: Text) {
        self.0.push(Objection { row, is_error: true, wrong, right });
    }

    pub fn warning(&mut self, row: usize, wrong: Text, right: Text) {
        self.0.push(Objection { row, is_error: false, wrong, right });
    }
}

pub(super) fn mend_a_day() -> Text {
    both!("请改正两个日期之一", "mend one of the two days")
}

pub(super) fn take_one_out() -> Text {
    both!("请去掉其中一条", "take one of the two out")
}

pub(super) fn name_the_institute() -> Text {
    both!("请写明产研院", "name the institute")
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
                    let ((zh, en), name, day) = (ground.records[row].event.noun(), &name.zh, accredited.date);
                    objections.error(
                        row,
                        both!(
                            "{name} 的{zh}早于其认定日期 {day}",
                            "{en} of {name} before its accreditation of {day}"
                        ),
                        mend_a_day(),
                    );
                }
            }
        }
        None => {
            let name = &name.zh;
            objections.warning(
                rows[0],
                both!(
                    "没有 {name} 的认定记录：对其不产生应付",
                    "no record of the accreditation of {name}: nothing is owed for it"
                ),
                both!(
                    "请补上认定记录；若指另一家产研院，请改名称",
                    "add its accreditation, or mend the name where another institute is meant"
                ),
            )
        }
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
            let name = &name.zh;
            objections.error(
                row,
                both!("情景中 {name} 属于另一县（市、区）", "the scenario has {name} in another county"),
                both!("请去掉县（市、区），或改情景", "leave the county out, or change the scenario"),
            );
            county
        }
        (Some(named), ..) => named.county,
        (None, Some((_, county)), _) | (None, None, Some(county)) => county,
        (None, None, None) => {
            let accreditation =
                |row: &&usize| matches!(ground.records[**row].event, RecordedEvent::Accreditation { .. });
            let name = &name.zh;
            objections.error(
                rows.iter().find(accreditation).copied().unwrap_or(rows[0]),
                both!("未写明 {name} 属于哪个县（市、区）", "it is not said in which county {name} is"),
                both!("请在其认定记录中写明县（市、区）", "state the county with its accreditation"),
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
        let name = &name.zh;
        objections.error(
            rows[0],
            both!("没有 {name} 的设立记录", "no record of the founding of {name}"),
            both!(
                "请补上设立记录：企业是否算新设立取决于这一天",
                "add its founding: whether a firm counts as newly founded depends on the day"
            ),
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
            let ((zh, en), day) = (record.event.noun(), first.date);
            objections.error(
                row,
                both!(
                    "{zh}只有一次，却出现两次：另一条的日期为 {day}",
                    "{en}, of which there is one, stands twice: also with the day {day}"
                ),
                take_one_out(),
            );
            continue;
        }
        if let Some(stated) = stated.filter(|stated| *stated != record.date) {
            let ((zh, en), day) = (record.event.noun(), record.date);
            objections.error(
                row,
                both!(
                    "{zh}的日期为 {day}，而情景中为 {stated}",
                    "{en} dated {day}, which the scenario has on {stated}"
                ),
                both!("请改日期，或改情景", "mend the day, or change the scenario"),
            );
        }
        found = Some(Dated { date: record.date, row: Some(row) });
    }
    found.or(stated.map(|date| Dated { date, row: None }))
}
