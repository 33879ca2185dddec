//! From a file to cases.

use std::path::Path;

use super::events::read_event;
use crate::files::diagnostics::{Diagnostics, Fault, Problems, unknown};
use crate::files::kinds::{COUNT, DATE, LINE, MONEY, SHARE, YEAR};
use crate::files::reader::{Reading, Section};
use crate::files::source::{FileId, Place, Sources};
use crate::files::tree::{Node, Table, parse, quoted};
use crate::files::{Files, MOST_BYTES};
use crate::findings::{ExpectedDue, ExpectedRefusal, LegalCase, differences};
use crate::language::{both, system_reason};
use crate::policy::{Policy, Readings, Reason};
use crate::quantities::Share;
use crate::records::{Record, registry_of_records};
use crate::scenario::Lag;
use crate::scenario_file::{EMBEDDED_POLICIES, embedded_policy, load_policy};
use crate::things::{ClauseId, County, Registry, Text};

/// A case with the line at which it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCase {
    /// The line of its title, from 1.
    pub line: usize,
    /// The case.
    pub case: LegalCase,
}

/// What came of reading a file of cases.
#[derive(Debug, Clone)]
pub struct LoadedCases {
    /// The cases; of no use where an error was found.
    pub cases: Vec<LoadedCase>,
    /// The policy that they apply; none where it could not be read.
    pub policy: Option<Policy>,
    /// The names that they use.
    pub registry: Registry,
    /// All errors and warnings of the file.
    pub diagnostics: Diagnostics,
    /// Those of the policy's file, where it is not part of the program.
    pub policy_diagnostics: Option<Diagnostics>,
}

/// The policy of a file that names none.
const USUAL_POLICY: &str = EMBEDDED_POLICIES[0].0;

/// Reads a file of cases and the policy that it names. The events of each case are checked against each other.
pub fn load_cases(path: &Path, files: &dyn Files) -> LoadedCases {
    let mut sources = Sources::default();
    let problems = Problems::default();
    let (file, table) = read_table(path, files, &mut sources, &problems);
    let mut loaded = Policies { path, files, diagnostics: None };
    let reading = Reading::new(&sources, &problems, file);
    let (cases, policy, registry) = match &table {
        Some(table) => read_file(&reading.root(table, ""), &mut loaded),
        None => (Vec::new(), None, Registry::default()),
    };
    let policy_diagnostics = loaded.diagnostics;
    LoadedCases {
        cases,
        policy,
        registry,
        diagnostics: Diagnostics::new(sources, problems),
        policy_diagnostics,
    }
}

fn read_table(
    path: &Path,
    files: &dyn Files,
    sources: &mut Sources,
    problems: &Problems,
) -> (FileId, Option<Table>) {
    let name = path.display().to_string();
    let (bytes, fault) = match files.read(path) {
        Err(error) => {
            let reason = system_reason(&error);
            let wrong = both!("无法读取：{reason}", "cannot be read: {error}");
            (Vec::new(), Some(Fault::new(wrong, both!("请检查路径", "check the path"))))
        }
        Ok(bytes) if bytes.len() > MOST_BYTES => {
            let wrong = both!("超过 {MOST_BYTES} 字节", "has more than {MOST_BYTES} bytes");
            let right = both!("请把案例分成几个文件", "divide the cases into several files");
            (Vec::new(), Some(Fault::new(wrong, right)))
        }
        Ok(bytes) => (bytes, None),
    };
    let (file, invalid) = sources.add(name.clone(), &bytes);
    let not_text = |_| {
        let right = both!("请以 UTF-8 编码保存", "save it as UTF-8");
        Fault::new(both!("不是 UTF-8 文本", "is no text in UTF-8"), right)
    };
    let fault = fault.or(invalid.map(not_text));
    if let Some(fault) = fault {
        problems.error(Place::top_of(file), fault.wrong.about(&name), fault.right);
        return (file, None);
    }
    let table = parse(sources, file, problems);
    (file, Some(table))
}

/// Finds the policy of a file of cases.
struct Policies<'a> {
    path: &'a Path,
    files: &'a dyn Files,
    diagnostics: Option<Diagnostics>,
}

impl Policies<'_> {
    fn find(&mut self, name: &str) -> Result<Policy, Fault> {
        if EMBEDDED_POLICIES.iter().any(|(id, _)| *id == name) {
            return embedded_policy(name)
                .map_err(|problems| Fault::new(problems, both!("请改正政策", "mend the policy")));
        }
        if !name.ends_with(".toml") {
            let ids: Vec<&str> = EMBEDDED_POLICIES.iter().map(|(id, _)| *id).collect();
            let (quoted, ids) = (quoted(name), ids.join(", "));
            return Err(Fault::new(
                both!("程序没有名为 {quoted} 的政策", "no policy of the program is called {quoted}"),
                both!(
                    "请写 {ids}，或以 .toml 结尾的政策文件路径",
                    "write {ids} or the path of a policy file that ends with .toml"
                ),
            ));
        }
        let file = self.path.parent().unwrap_or(Path::new("")).join(name);
        let loaded = load_policy(&file, self.files);
        self.diagnostics = Some(loaded.diagnostics);
        loaded.policy.ok_or_else(|| {
            let file = file.display();
            Fault::new(
                both!("政策 {file} 有错误", "the policy {file} has errors"),
                both!("请先改正政策文件", "mend the policy file first"),
            )
        })
    }
}

fn read_file(root: &Section<'_>, policies: &mut Policies<'_>) -> (Vec<LoadedCase>, Option<Policy>, Registry) {
    let name = root.plain("policy", false, &LINE).unwrap_or_else(|| USUAL_POLICY.to_owned());
    let policy = match policies.find(&name) {
        Ok(policy) => policy,
        Err(fault) => {
            root.reading.fault(root.reading.place("policy"), "policy", fault);
            // nothing else can be judged
            for key in ["given", "case"] {
                let _ = root.optional(key);
            }
            return (Vec::new(), None, Registry::default());
        }
    };
    let registry =
        registry_of_records(&Registry { counties: counties(root.table), ..Registry::default() }, &policy);
    let given = if root.has("given") {
        root.tables_of_list("given", "[{ date = 2022-03-01, … }]").unwrap_or_default()
    } else {
        let _ = root.optional("given");
        Vec::new()
    };
    let counties_matter = counties_matter(&policy);
    let read =
        |section: &Section<'_>| Some((read_event(section, &registry, counties_matter)?, section.place));
    let given: Option<Vec<(Record, Place)>> = every(given, read);
    let sections = root.tables_of_list("case", "[[case]]").unwrap_or_default();
    let cases = sections
        .iter()
        .filter_map(|section| {
            let case = read_case(section, &policy, &registry, given.as_deref())?;
            let place = section.reading.place(&section.path_of("title"));
            Some(LoadedCase { line: section.reading.sources.line_and_column(place).0, case })
        })
        .collect();
    (cases, Some(policy), registry)
}

/// Whether a clause is limited to the institutes of some counties.
fn counties_matter(policy: &Policy) -> bool {
    policy.clauses.iter().any(|clause| !clause.counties.is_empty())
}

/// Every county that an event names; one without a name where none does.
fn counties(table: &Table) -> Vec<County> {
    let mut ids: Vec<String> = Vec::new();
    collect_counties(&Node::Table(table.clone()), &mut ids);
    ids.sort();
    ids.dedup();
    if ids.is_empty() {
        ids.push("county".to_owned());
    }
    ids.into_iter().map(|id| County { name: Text::same(id.clone()), id }).collect()
}

fn collect_counties(node: &Node, ids: &mut Vec<String>) {
    match node {
        Node::Array(items) => items.iter().for_each(|item| collect_counties(&item.node, ids)),
        Node::Table(table) => {
            for entry in &table.entries {
                match &entry.item.node {
                    Node::Text(id) if entry.key == "county" && table.get("event").is_some() => {
                        ids.push(id.clone())
                    }
                    node => collect_counties(node, ids),
                }
            }
        }
        _ => {}
    }
}

fn read_case(
    section: &Section<'_>,
    policy: &Policy,
    registry: &Registry,
    given: Option<&[(Record, Place)]>,
) -> Option<LegalCase> {
    let title = section.text("title");
    let article = section.line("article");
    let clauses = read_clauses(section, policy);
    let readings = match section.optional_section("readings") {
        Some(section) => read_readings(&section),
        None => Some(Readings::default()),
    };
    let county_share = section.plain("county_share", false, &SHARE);
    let lag = read_lag(section);
    let first_year = section.plain("first_year", false, &YEAR);
    let events = section.tables_of_list("events", "[{ date = 2022-03-01, … }]");
    // an event that could not be read has been reported; without it the others would contradict each other
    let events: Option<Vec<(Record, Place)>> = events.and_then(|events| {
        let counties_matter = counties_matter(policy);
        let event = |event: &Section<'_>| Some((read_event(event, registry, counties_matter)?, event.place));
        every(events, event)
    });
    // a clause that is unknown has been reported; the rest is read all the same
    let known = clauses.clone().unwrap_or_default();
    let owed =
        section.tables_of_list("owed", "[]").map(|owed| every(owed, |due| read_due(due, policy, &known)));
    let refused = if section.has("refused") {
        let refused = section.tables_of_list("refused", "[]");
        refused.map(|refused| every(refused, |refusal| read_refusal(refusal, policy, &known)))
    } else {
        let _ = section.optional("refused");
        Some(Some(Vec::new()))
    };
    let mut records = given?.to_vec();
    records.extend(events?);
    let (records, places): (Vec<Record>, Vec<Place>) = records.into_iter().unzip();
    let case = LegalCase {
        title: title?,
        article: article?,
        clauses: clauses?,
        readings: readings?,
        county_share: county_share.unwrap_or(Share::NONE),
        lag: lag?,
        first_year: first_year.unwrap_or(policy.validity.first_day.year()),
        records,
        owed: owed??,
        refused: Some(refused??).filter(|_| section.has("refused")),
    };
    for objection in differences(&case, policy, registry).err().unwrap_or_default() {
        section.reading.problems.error(places[objection.row], objection.wrong, objection.right);
    }
    Some(case)
}

/// What stands in every section; all are read, so that each mistake is told, and none is kept where one has a mistake.
fn every<'r, T>(sections: Vec<Section<'r>>, read: impl Fn(&Section<'r>) -> Option<T>) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = sections.iter().map(read).collect();
    read.into_iter().collect()
}

fn clause_named(policy: &Policy, id: &str) -> Result<ClauseId, Fault> {
    let ids: Vec<&str> = policy.clauses.iter().map(|clause| clause.id.as_str()).collect();
    let position = ids.iter().position(|known| *known == id).map(ClauseId::from);
    position.ok_or_else(|| unknown(("条款", "clause"), id, &ids))
}

/// One clause, or a list of several.
fn read_clauses(section: &Section<'_>, policy: &Policy) -> Option<Vec<ClauseId>> {
    let entry = section.required("clause", "\"listing_reward\"")?;
    let names: Vec<(String, Place)> = match &entry.item.node {
        Node::Text(id) => vec![(id.clone(), entry.item.place)],
        _ => section.lines("clause"),
    };
    let mut clauses = Vec::new();
    for (id, place) in names {
        match clause_named(policy, &id) {
            Ok(clause) => clauses.push(clause),
            Err(fault) => section.reading.fault(place, &section.path_of("clause"), fault),
        }
    }
    Some(clauses).filter(|clauses| !clauses.is_empty())
}

fn read_readings(section: &Section<'_>) -> Option<Readings> {
    let mut readings = Readings::default();
    let mut sound = true;
    for (switch, options) in Readings::SWITCHES {
        if section.has(switch) {
            sound &= section.word(switch, options).is_some_and(|option| readings.choose(switch, option));
        } else {
            let _ = section.optional(switch);
        }
    }
    sound.then_some(readings)
}

fn read_lag(section: &Section<'_>) -> Option<Lag> {
    let Some(entry) = section.optional("lag") else { return Some(Lag::Years(0)) };
    let years = |text: &str| text.parse::<u8>().ok().filter(|years| *years <= 30).map(Lag::Years);
    let lag = match &entry.item.node {
        Node::Text(word) if word == "never" => Some(Lag::Never),
        Node::Integer(number) => years(number),
        _ => None,
    };
    if lag.is_none() {
        let wrong = entry.item.node.described().then("不是兑付年数（从申报到兑付）", " is no lag");
        let right =
            both!("请写 0 到 30 的年数，或 \"never\"", "write a number of years from 0 to 30, or \"never\"");
        let fault = Fault::new(wrong, right);
        section.reading.fault(entry.item.place, &section.path_of("lag"), fault);
    }
    lag
}

/// The clause of an entry: its own, or the case's only one.
fn clause_of(section: &Section<'_>, policy: &Policy, clauses: &[ClauseId]) -> Option<ClauseId> {
    let find = |id: &str| {
        clause_named(policy, id).and_then(|clause| {
            if clauses.is_empty() || clauses.contains(&clause) {
                Ok(clause)
            } else {
                Err(Fault::new(
                    both!("{id} 不是本案例的条款", "{id} is none of the case's clauses"),
                    both!("请加入案例的 clause", "add it to the case's clause"),
                ))
            }
        })
    };
    section.named("clause", clauses.len() > 1, &find).or((clauses.len() == 1).then(|| clauses[0]))
}

fn read_due(section: &Section<'_>, policy: &Policy, clauses: &[ClauseId]) -> Option<ExpectedDue> {
    let clause = clause_of(section, policy, clauses);
    let date = section.plain("date", true, &DATE);
    let to = section.plain("to", true, &LINE);
    let amount = section.plain("amount", true, &MONEY);
    let claim_year = section.plain("claim_year", false, &YEAR);
    let payment_year = section.plain("payment_year", false, &YEAR);
    let lapses = section.plain("lapses", false, &crate::files::kinds::BOOLEAN);
    if lapses == Some(false) || (lapses.is_some() && payment_year.is_some()) {
        let place = section.table.get("lapses").map_or(section.place, |entry| entry.item.place);
        let fault = Fault::new(
            both!("支付有其年度，失效的没有", "a payment has its year, and what lapses has none"),
            both!(
                "请只写 lapses = true，或只写 payment_year",
                "write lapses = true alone, or payment_year alone"
            ),
        );
        section.reading.fault(place, &section.path_of("lapses"), fault);
    }
    let (city, county) = (section.plain("city", false, &MONEY), section.plain("county", false, &MONEY));
    Some(ExpectedDue {
        clause: clause?,
        date: date?,
        to: to?,
        amount: amount?,
        claim_year,
        paid: if lapses == Some(true) { Some(None) } else { payment_year.map(Some) },
        city,
        county,
    })
}

fn read_refusal(section: &Section<'_>, policy: &Policy, clauses: &[ClauseId]) -> Option<ExpectedRefusal> {
    let clause = clause_of(section, policy, clauses);
    let of = section.plain("of", true, &LINE);
    let date = section.plain("date", false, &DATE);
    let instalment = section.plain("instalment", false, &COUNT);
    if section.has("date") == section.has("instalment") {
        let fault = Fault::new(
            both!(
                "须写事项日期或补助的期次之一",
                "needs either the day of the event or the number of the instalment"
            ),
            both!(
                "补助的一期写 instalment = 1，其他写 date = 2023-05-01",
                "write instalment = 1 for an instalment of a subsidy, date = 2023-05-01 for anything else"
            ),
        );
        section.reading.fault(section.place, &section.path, fault);
    }
    let known = Reason::ALL.map(Reason::word);
    let find = |word: &str| match known.contains(&word) {
        true => Ok(word.to_owned()),
        false => Err(unknown(("理由", "reason"), word, &known)),
    };
    let reason = section.named("reason", true, &find);
    Some(ExpectedRefusal { clause: clause?, of: of?, date, instalment, reason: reason? })
}
