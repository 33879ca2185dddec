//! Payment lags and the counties' shares.

use super::frame::Names;
use crate::files::diagnostics::Fault;
use crate::files::kinds::{SHARE, whole};
use crate::files::reader::Section;
use crate::files::source::Place;
use crate::language::{Text, both};
use crate::quantities::Share;
use crate::scenario::{Lag, Weights};

/// Reads the lags: one distribution for each clause that pays.
pub(super) fn read_lags(section: &Section<'_>, names: &Names) -> Option<Vec<Option<Weights<Lag>>>> {
    let Some(clauses) = &names.clauses else {
        // without a policy nobody knows which lags there must be
        section.identifiers();
        return None;
    };
    let mut sound = true;
    for entry in section.identifiers() {
        if let Err(fault) = names.paying_clause(&entry.key) {
            section.reading.fault(entry.key_place, &section.path_of(&entry.key), fault);
            sound = false;
        }
    }
    let mut lags = Vec::new();
    for (id, pays) in clauses {
        let lag = match pays {
            Some(false) => None,
            _ => {
                let lag = section.weights(id, *pays == Some(true), &lag_of);
                sound &= lag.is_some();
                lag
            }
        };
        lags.push(lag);
    }
    sound.then_some(lags)
}

fn lag_of(text: &str) -> Result<Lag, Fault> {
    let years = whole(text).filter(|years| *years <= 30 && years.to_string() == text);
    match (text, years.and_then(|years| u8::try_from(years).ok())) {
        ("never", _) => Ok(Lag::Never),
        (_, Some(years)) => Ok(Lag::Years(years)),
        _ => {
            let quoted = crate::files::tree::quoted(text);
            Err(Fault::new(
                both!("{quoted} 不是兑付年数（从申报到兑付）", "{quoted} is no lag"),
                both!("请写 0 到 30 的整数年，或 never", "write whole years from 0 to 30, or never"),
            ))
        }
    }
}

/// One rule, by positions; an empty list stands for all.
struct Rule {
    path: String,
    place: Place,
    counties: Vec<usize>,
    clauses: Vec<usize>,
    share: Option<Share>,
}

impl Rule {
    /// The most specific rule wins: county and clause, then county, then clause, then neither.
    fn rank(&self) -> u8 {
        u8::from(!self.counties.is_empty()) * 2 + u8::from(!self.clauses.is_empty())
    }

    fn covers(&self, county: usize, clause: usize) -> bool {
        (self.counties.is_empty() || self.counties.contains(&county))
            && (self.clauses.is_empty() || self.clauses.contains(&clause))
    }
}

/// Reads the split: the county's share by county and clause.
pub(super) fn read_split(section: &Section<'_>, names: &Names) -> Option<Vec<Vec<Share>>> {
    let sections = section.tables_of_list("rules", "[{ county_share = \"50%\" }]")?;
    let read: Vec<Option<Rule>> = sections.iter().map(|section| read_rule(section, names)).collect();
    let rules: Vec<Rule> = read.into_iter().collect::<Option<_>>()?;
    let clauses = names.clauses.as_ref()?;
    let mut sound = true;
    let mut split = Vec::new();
    for (county_index, county) in names.registry.counties.iter().enumerate() {
        let mut shares = Vec::new();
        let mut uncovered: Vec<&str> = Vec::new();
        for (clause_index, (clause, pays)) in clauses.iter().enumerate() {
            let covering = rules.iter().filter(|rule| rule.covers(county_index, clause_index));
            match covering.max_by_key(|rule| rule.rank()) {
                Some(rule) => shares.push(rule.share),
                None if *pays == Some(false) => shares.push(Some(Share::NONE)),
                None => uncovered.push(clause),
            }
        }
        if !uncovered.is_empty() {
            section.reading.error(
                &section.path_of("rules"),
                Text::new(
                    format!("县（市、区） {} 的 {} 没有适用的规则", county.id, uncovered.join("、")),
                    format!("no rule covers the county {} for {}", county.id, uncovered.join(", ")),
                ),
                both!(
                    "请为其加一条规则，或加一条不写县（市、区）和条款、适用于其余全部的规则",
                    "add a rule for it, or one without counties and clauses for all that is left"
                ),
            );
            sound = false;
        }
        split.push(shares.into_iter().collect::<Option<Vec<Share>>>());
    }
    sound &= no_duplicates(section, &rules, names, clauses.len());
    split.into_iter().collect::<Option<Vec<_>>>().filter(|_| sound)
}

fn no_duplicates(section: &Section<'_>, rules: &[Rule], names: &Names, clauses: usize) -> bool {
    let mut sound = true;
    for (index, later) in rules.iter().enumerate() {
        let overlaps = |earlier: &&Rule| {
            earlier.rank() == later.rank()
                && (0..names.registry.counties.len().max(1)).any(|county| {
                    (0..clauses).any(|clause| earlier.covers(county, clause) && later.covers(county, clause))
                })
        };
        if let Some(earlier) = rules[..index].iter().find(overlaps) {
            let (line, _) = section.reading.sources.line_and_column(earlier.place);
            let earlier = &earlier.path;
            section.reading.problems.error(
                later.place,
                both!(
                    "与第 {line} 行的 {earlier} 覆盖相同范围，且同样具体",
                    "covers what {earlier} on line {line} covers, and as specifically"
                )
                .about(&later.path),
                both!(
                    "请保留其一，或使其中一条更具体：县（市、区）加条款、县（市、区）、条款、都不写",
                    "keep one of the two, or make one more specific: county and clause, county, clause, neither"
                ),
            );
            sound = false;
        }
    }
    sound
}

fn read_rule(section: &Section<'_>, names: &Names) -> Option<Rule> {
    let mut sound = true;
    let mut found = |key: &str, find: &dyn Fn(&str) -> Result<usize, Fault>| {
        let mut positions = Vec::new();
        sound &= section.table.get(key).is_none_or(
            |entry| matches!(&entry.item.node, crate::files::tree::Node::Array(items) if !items.is_empty()),
        );
        for (id, place) in section.lines(key) {
            match find(&id) {
                Ok(position) => positions.push(position),
                Err(fault) => {
                    section.reading.fault(place, &section.path_of(key), fault);
                    sound = false;
                }
            }
        }
        positions
    };
    let counties = found("counties", &|id| names.county(id).map(|county| county.index()));
    // without a policy a rule's clauses cannot be known
    let clauses = if names.clauses.is_some() {
        found("clauses", &|id| names.clause(id).map(|clause| clause.index()))
    } else {
        section.lines("clauses");
        Vec::new()
    };
    let evidence = section.evidence();
    let share = section.plain("county_share", true, &SHARE);
    for key in ["counties", "clauses", "county_share"] {
        if let Some(entry) = section.table.get(key).filter(|_| sound && share.is_some()) {
            section.enter(&section.path_of(key), &entry.item, evidence.clone(), entry.item.place);
        }
    }
    sound.then(|| Rule { path: section.path.clone(), place: section.place, counties, clauses, share })
}
