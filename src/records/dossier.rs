//! From records to a history, whatever their order.

use std::collections::BTreeMap;

use crate::language::{Text, both};
use crate::quantities::Date;
use crate::scenario::{ExistingSpinOff, NamedInstitute};
use crate::things::{
    CountyId, Evaluation, Event, History, InstituteIndex, Occurrence, Registry, SpinOffIndex,
};

use super::record::{Objection, Record, RecordedEvent, Subject};
use super::standing::{
    Ground, Objections, institute, mend_a_day, name_the_institute, spin_off, take_one_out,
};

/// A history with the names and records that it came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dossier {
    /// What happened.
    pub history: History,
    /// The name of each institute of the history.
    pub institutes: Vec<Text>,
    /// The name of each firm of the history.
    pub firms: Vec<Text>,
    /// The record of each event of the history; none where the scenario states the event.
    pub event_rows: Vec<Option<usize>>,
    /// For each institute the records of its accreditation, unveiling and acceptance; the accreditation's where a
    /// later one is not recorded, none where the scenario states the day.
    pub standing_rows: Vec<[Option<usize>; 3]>,
}

/// Builds a history of records. Institutes that the scenario names (`named`) have what it states of them, and their firms
/// likewise; an institute of one county alone need not say where it is.
///
/// The history has institutes, firms and events in an order of its own, so that the order of the records does not matter. Events of one
/// firm on one day stand in the order of the registry.
///
/// With `as_of` the records of later days are left out, as if they had not happened yet.
///
/// The second value is everything wrong or strange about the records; with an error among it the history is of no use.
pub fn dossier(
    records: &[Record],
    named: &[NamedInstitute],
    registry: &Registry,
    as_of: Option<Date>,
) -> (Dossier, Vec<Objection>) {
    let county = (registry.counties.len() == 1).then_some(CountyId(0));
    let ground = Ground { records, named, county, as_of: as_of.unwrap_or(Date::LAST) };
    let mut objections = Objections::default();
    let files = Files::sorted(&ground, &mut objections);
    let mut built: Vec<_> = files
        .institutes
        .iter()
        .map(|(key, file)| {
            let name = key.name(named);
            let rows: Vec<usize> = file.every_row();
            let own: &[usize] = if file.rows.is_empty() { &rows } else { &file.rows };
            let (built, standing) = institute(&ground, key.known(), &name, own, &mut objections);
            (built, standing, name, key, file)
        })
        .collect();
    // the scenario's institutes as it lists them, then the others by the day of their accreditation
    built.sort_by_key(|(built, _, _, key, _)| (key.known().is_none(), key.known(), built.accredited));
    let mut dossier = Dossier::default();
    for (institute, standing, name, key, file) in built {
        let index = InstituteIndex::from(dossier.history.institutes.len());
        dossier.history.institutes.push(institute);
        dossier.institutes.push(name);
        dossier.standing_rows.push(standing);
        dossier.add_firms(&ground, index, key, file, &mut objections);
        dossier.add_own_events(&ground, index, &file.rows, &mut objections);
    }
    let mut objections = objections.0;
    objections.sort_by(|one, other| (one.row, &one.wrong.en).cmp(&(other.row, &other.wrong.en)));
    (dossier, objections)
}

/// An institute or a firm by the position at which the scenario knows it, or by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Known(usize),
    Name(&'a str),
}

impl Key<'_> {
    fn known(&self) -> Option<usize> {
        match self {
            Key::Known(position) => Some(*position),
            Key::Name(_) => None,
        }
    }

    fn name(&self, named: &[NamedInstitute]) -> Text {
        match self {
            Key::Known(position) => named[*position].name.clone(),
            Key::Name(name) => Text::same(*name),
        }
    }
}

/// The records of one institute: its own, and its firms'.
#[derive(Default)]
struct File<'a> {
    rows: Vec<usize>,
    firms: BTreeMap<Key<'a>, Vec<usize>>,
}

impl File<'_> {
    fn every_row(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.rows.iter().chain(self.firms.values().flatten()).copied().collect();
        rows.sort_unstable();
        rows
    }
}

/// Records sorted by institute and firm.
#[derive(Default)]
struct Files<'a> {
    institutes: BTreeMap<Key<'a>, File<'a>>,
}

impl<'a> Files<'a> {
    fn sorted(ground: &Ground<'a>, objections: &mut Objections) -> Self {
        let known = known_names(ground.named);
        let key_of =
            |name: &'a str| known.get(name).map_or(Key::Name(name), |position| Key::Known(*position));
        let homes = homes(ground, &key_of);
        let mut files = Files::default();
        let so_far = |(_, record): &(usize, &Record)| record.date <= ground.as_of;
        for (row, record) in ground.records.iter().enumerate().filter(so_far) {
            let Some(institute) = home_of(record, row, &homes, &key_of, objections) else { continue };
            let firm = match (record.event.subject(), &record.firm) {
                (Subject::Institute, Some(_)) => {
                    let (zh, en) = record.event.noun();
                    objections.error(
                        row,
                        both!(
                            "{zh}是产研院的事项，却写了企业",
                            "{en} is an institute's, and a firm is named"
                        ),
                        both!("企业一栏请留空", "leave the firm empty"),
                    );
                    continue;
                }
                (Subject::Firm, None) => {
                    let (zh, en) = record.event.noun();
                    objections.error(
                        row,
                        both!("{zh}是企业的事项，却没写企业", "{en} is a firm's, and no firm is named"),
                        both!("请写明企业", "name the firm"),
                    );
                    continue;
                }
                (_, firm) => firm.as_deref(),
            };
            let existing = institute.known().map_or(&[][..], |position| &ground.named[position].existing);
            let file = files.institutes.entry(institute).or_default();
            match firm {
                None => file.rows.push(row),
                Some(name) => {
                    let known = existing.iter().position(|firm| names(&firm.id, &firm.name).contains(&name));
                    file.firms.entry(known.map_or(Key::Name(name), Key::Known)).or_default().push(row);
                }
            }
        }
        files
    }
}

fn names<'a>(id: &'a str, name: &'a Text) -> [&'a str; 3] {
    [id, &name.zh, &name.en]
}

/// The scenario's institutes by identifier and by name in either language.
fn known_names(named: &[NamedInstitute]) -> BTreeMap<&str, usize> {
    let each = named.iter().enumerate();
    each.flat_map(|(position, named)| names(&named.id, &named.name).map(|name| (name, position))).collect()
}

/// The institutes of each firm by its name: as its founding says, or the scenario.
fn homes<'a>(ground: &Ground<'a>, key_of: &impl Fn(&'a str) -> Key<'a>) -> BTreeMap<&'a str, Vec<Key<'a>>> {
    let mut homes: BTreeMap<&str, Vec<Key<'_>>> = BTreeMap::new();
    for (position, named) in ground.named.iter().enumerate() {
        for firm in &named.existing {
            for name in names(&firm.id, &firm.name) {
                homes.entry(name).or_default().push(Key::Known(position));
            }
        }
    }
    for record in ground.records {
        if let (RecordedEvent::Founding { .. }, Some(firm), Some(institute)) =
            (&record.event, &record.firm, &record.institute)
        {
            homes.entry(firm).or_default().push(key_of(institute));
        }
    }
    for homes in homes.values_mut() {
        homes.sort();
        homes.dedup();
    }
    homes
}

/// The institute of a record: the one that it names, or else the firm's.
fn home_of<'a>(
    record: &'a Record,
    row: usize,
    homes: &BTreeMap<&str, Vec<Key<'a>>>,
    key_of: &impl Fn(&'a str) -> Key<'a>,
    objections: &mut Objections,
) -> Option<Key<'a>> {
    let firm = record.firm.as_deref();
    let of_firm = firm.and_then(|firm| homes.get(firm)).map_or(&[][..], Vec::as_slice);
    match (&record.institute, of_firm) {
        (Some(institute), of_firm) => {
            let key = key_of(institute);
            if !of_firm.is_empty() && !of_firm.contains(&key) {
                let firm = firm.unwrap_or_default();
                objections.error(
                    row,
                    both!(
                        "企业 {firm} 由 {institute} 之外的产研院设立",
                        "the firm {firm} was founded by another institute than {institute}"
                    ),
                    both!("请写设立它的产研院", "name the institute that founded it"),
                );
                return None;
            }
            Some(key)
        }
        (None, [only]) => Some(only.clone()),
        (None, []) => {
            let whose = match firm {
                None => both!("没写产研院", "no institute is named"),
                Some(firm) => both!(
                    "没写产研院，{firm} 的设立记录也未写",
                    "no institute is named, and no record of the founding of {firm} names one"
                ),
            };
            objections.error(row, whose, name_the_institute());
            None
        }
        (None, _) => {
            let firm = firm.unwrap_or_default();
            objections.error(
                row,
                both!("几家产研院都有名为 {firm} 的企业", "several institutes have a firm called {firm}"),
                name_the_institute(),
            );
            None
        }
    }
}

impl Dossier {
    fn add_firms(
        &mut self,
        ground: &Ground<'_>,
        institute: InstituteIndex,
        key: &Key<'_>,
        file: &File<'_>,
        objections: &mut Objections,
    ) {
        let existing = key.known().map_or(&[][..], |position| &ground.named[position].existing);
        let mut firms: Vec<_> = file
            .firms
            .iter()
            .map(|(key, rows)| {
                let known = key.known().map(|position| (position as u16, &existing[position]));
                let name = match key {
                    Key::Known(position) => existing[*position].name.clone(),
                    Key::Name(name) => Text::same(*name),
                };
                let firm = spin_off(ground, known, &name, rows, objections);
                (firm, name, key, known.map(|(_, firm)| firm), rows)
            })
            .collect();
        firms.sort_by_key(|(firm, _, key, ..)| (key.known().is_none(), key.known(), firm.founded));
        for (mut firm, name, _, known, rows) in firms {
            let index = SpinOffIndex::from(self.history.spin_offs.len());
            firm.institute = institute;
            let life = Life { institute, index, founded: firm.founded, name: &name };
            let events = life.events(ground, known, rows, objections);
            self.add_events(events);
            self.history.spin_offs.push(firm);
            self.firms.push(name);
        }
    }

    /// Awards and losses of the institute itself, and its evaluations.
    fn add_own_events(
        &mut self,
        ground: &Ground<'_>,
        institute: InstituteIndex,
        rows: &[usize],
        objections: &mut Objections,
    ) {
        let accredited = self.history.institute(institute).accredited;
        let mut events = Vec::new();
        let mut evaluations: BTreeMap<_, Evaluation> = BTreeMap::new();
        for row in rows.iter().copied() {
            let record = &ground.records[row];
            let occurrence = match record.event {
                RecordedEvent::Award { category } => Occurrence::Award { category },
                RecordedEvent::FundLoss { invested, loss } => {
                    if invested > record.date {
                        let lost = record.date;
                        objections.error(
                            row,
                            both!(
                                "{lost} 的损失早于其投资日期 {invested}",
                                "a loss of {lost} on an investment of {invested}, which is later"
                            ),
                            mend_a_day(),
                        );
                    }
                    Occurrence::FundLoss { invested, loss }
                }
                RecordedEvent::Evaluation { results, transfers } => {
                    must_end_a_year(record, row, objections);
                    let year = record.date.year();
                    if year <= accredited.year() {
                        objections.warning(
                            row,
                            both!(
                                "{year} 年的绩效评价不起作用：评价自认定次年起计",
                                "the evaluation of {year} changes nothing: evaluations count from the year after the accreditation"
                            ),
                            both!("请删去", "leave it out"),
                        );
                        continue;
                    }
                    if evaluations.insert(year, Evaluation { institute, year, results, transfers }).is_some()
                    {
                        objections.error(
                            row,
                            both!("{year} 年评价了两次", "{year} is evaluated twice"),
                            take_one_out(),
                        );
                    }
                    continue;
                }
                _ => continue,
            };
            events.push((
                Event { date: record.date, institute, spin_off: None, serial: 0, occurrence },
                Some(row),
            ));
        }
        self.history.evaluations.extend(evaluations.into_values());
        self.add_events(events);
    }

    /// Adds the events of one firm, or of an institute itself.
    fn add_events(&mut self, mut events: Vec<(Event, Option<usize>)>) {
        events.sort_by_key(|(event, _)| (event.date, rank(&event.occurrence)));
        let mut serials: BTreeMap<(Date, u8, u16), u16> = BTreeMap::new();
        for (mut event, row) in events {
            let (kind, detail, ..) = rank(&event.occurrence);
            let serial = serials.entry((event.date, kind, detail)).or_default();
            event.serial = match event.occurrence {
                // as chance numbers them: a prize more renumbers no other prize
                Occurrence::Award { category } => (category.0 << 8) | (*serial & 0xff),
                _ => *serial,
            };
            *serial = serial.saturating_add(1);
            self.history.events.push(event);
            self.event_rows.push(row);
        }
    }
}

/// The order of one entity's events of a day.
fn rank(occurrence: &Occurrence) -> (u8, u16, Date, i64) {
    let no_day = Date::LAST;
    match occurrence {
        Occurrence::Founding => (0, 0, no_day, 0),
        Occurrence::Failure => (1, 0, no_day, 0),
        Occurrence::Listing { market } => (2, market.0, no_day, 0),
        Occurrence::Award { category } => (3, category.0, no_day, 0),
        Occurrence::Revenue { revenue } => (4, 0, no_day, revenue.fen()),
        Occurrence::FundLoss { invested, loss } => (5, 0, *invested, loss.fen()),
    }
}

/// Revenue and evaluations belong to a year and are dated at its end.
fn must_end_a_year(record: &Record, row: usize, objections: &mut Objections) {
    let last = record.date.year().last_day();
    if record.date != last {
        let ((zh, en), date, year) = (record.event.noun(), record.date, record.date.year());
        objections.error(
            row,
            both!("{zh}的日期为 {date}，不是年末", "{en} dated {date}, which is not the end of its year"),
            both!("{year} 年的请写 {last}", "write {last} for that of {year}"),
        );
    }
}

/// One firm whose events are checked against each other.
struct Life<'a> {
    institute: InstituteIndex,
    index: SpinOffIndex,
    founded: Date,
    name: &'a Text,
}

impl Life<'_> {
    fn events(
        &self,
        ground: &Ground<'_>,
        known: Option<&ExistingSpinOff>,
        rows: &[usize],
        objections: &mut Objections,
    ) -> Vec<(Event, Option<usize>)> {
        let name = &self.name.zh;
        let is_failure = |row: &usize| ground.records[*row].event == RecordedEvent::Failure;
        let failed = rows.iter().copied().filter(is_failure).map(|row| ground.records[row].date).min();
        let mut events = Vec::new();
        let mut seen: BTreeMap<(Date, (u8, u16)), usize> = BTreeMap::new();
        if let Some(listing) = known.and_then(|firm| firm.listing) {
            let occurrence = Occurrence::Listing { market: listing.market };
            seen.insert((listing.date, (2, listing.market.0)), rows[0]);
            events.push((self.event(listing.date, occurrence), None));
        }
        for row in rows.iter().copied() {
            let record = &ground.records[row];
            let ((zh, en), day) = (record.event.noun(), record.date);
            let Some(occurrence) = occurrence_of_firm(record) else { continue };
            if self.founded != crate::things::Institute::NEVER && record.date < self.founded {
                let founded = self.founded;
                objections.error(
                    row,
                    both!(
                        "{name} 于 {day} 的{zh}早于其设立日期 {founded}",
                        "{en} of {name} on {day}, before its founding on {founded}"
                    ),
                    mend_a_day(),
                );
            }
            let over = failed.filter(|failed| occurrence != Occurrence::Failure && record.date >= *failed);
            if let Some(failed) = over {
                objections.error(
                    row,
                    both!(
                        "{name} 于 {day} 有{zh}，而企业已于 {failed} 退出",
                        "{en} of {name} on {day}, though the firm ended on {failed}"
                    ),
                    both!(
                        "请改正两个日期之一，或去掉退出",
                        "mend one of the two days, or take the failure out"
                    ),
                );
            }
            if matches!(occurrence, Occurrence::Revenue { .. }) {
                must_end_a_year(record, row, objections);
            }
            let (kind, detail, ..) = rank(&occurrence);
            let day = if occurrence == Occurrence::Failure { self.founded } else { record.date };
            let twice = seen.insert((day, (kind, detail)), row).is_some();
            if twice && !matches!(occurrence, Occurrence::Award { .. }) {
                objections.error(
                    row,
                    both!(
                        "{name} 的{zh}只有一次，却出现两次",
                        "{en} of {name}, of which there is one, stands twice"
                    ),
                    take_one_out(),
                );
            }
            events.push((self.event(record.date, occurrence), Some(row)));
        }
        events
    }

    fn event(&self, date: Date, occurrence: Occurrence) -> Event {
        Event { date, institute: self.institute, spin_off: Some(self.index), serial: 0, occurrence }
    }
}

/// A firm's event in the words of a history; its founding is its standing, not an event.
fn occurrence_of_firm(record: &Record) -> Option<Occurrence> {
    match record.event {
        RecordedEvent::Listing { market } => Some(Occurrence::Listing { market }),
        RecordedEvent::Award { category } => Some(Occurrence::Award { category }),
        RecordedEvent::Revenue { revenue } => Some(Occurrence::Revenue { revenue }),
        RecordedEvent::Failure => Some(Occurrence::Failure),
        _ => None,
    }
}
