//! The policy: the document and its clauses.

use std::collections::BTreeMap;

use super::clauses::read_kind;
use crate::files::diagnostics::{Fault, unknown};
use crate::files::kinds::{COUNT, DATE, ID, LINE, WORDS, YEAR};
use crate::files::reader::Section;
use crate::language::both;
use crate::policy::{Aim, Citation, Clause, EvaluationStandard, Policy, Readings, Validity};

/// A policy as far as it could be read, and its clauses by name with whether they pay, so that the scenario
/// can be checked against them even where a clause has a mistake.
pub(super) struct PolicyDraft {
    pub policy: Option<Policy>,
    pub clauses: Vec<(String, Option<bool>)>,
}

/// Reads a policy.
pub(super) fn read_policy(section: &Section<'_>) -> PolicyDraft {
    let id = section.plain("id", true, &ID);
    if let (Some(id), Some(entry)) = (&id, section.table.get("id"))
        && let Some(fault) = crate::files::reader::id_fault(id, "")
    {
        section.reading.fault(entry.item.place, &section.path_of("id"), fault);
    }
    let title = section.text("title");
    let document = section.line("document");
    let issuer = section.line("issuer");
    let validity =
        section.section("validity").map(|validity| (read_validity(&validity), citation(&validity)));
    let cited = |key: &str| section.section(key).and_then(|section| citation(&section));
    let scope = cited("scope");
    let split = cited("split");
    let special_fund = cited("special_fund");
    let aim = section.optional_section("aim").map(|section| read_aim(&section));
    let evaluation = section.section("evaluation").and_then(|section| read_evaluation(&section));
    let readings = read_open_words(section);
    let (validity, validity_citation) = validity.unwrap_or_default();
    let mut names = Vec::new();
    let clauses = section.section("clauses").and_then(|section| {
        if section.table.entries.is_empty() {
            section.reading.error(
                &section.path,
                both!("没有条款", "has no clause"),
                both!("请写出文件的条款，每条一节", "state the document's clauses, one section each"),
            );
        }
        let read: Vec<Option<Clause>> = section
            .by_id()
            .into_iter()
            .map(|(id, section)| {
                let clause = read_clause(id, &section, validity);
                names.push((id.to_owned(), kind_pays(&section)));
                clause
            })
            .collect();
        read.into_iter().collect::<Option<Vec<Clause>>>()
    });
    let build = || {
        Some(Policy {
            id: id?,
            title: title?,
            document: document?,
            issuer: issuer?,
            validity: validity?,
            validity_citation: validity_citation?,
            scope: scope?,
            split: split?,
            special_fund: special_fund?,
            aim: match aim {
                Some(aim) => Some(aim?),
                None => None,
            },
            evaluation: evaluation?,
            readings,
            clauses: clauses?,
        })
    };
    PolicyDraft { policy: build(), clauses: names }
}

fn kind_pays(section: &Section<'_>) -> Option<bool> {
    match &section.table.get("kind")?.item.node {
        crate::files::tree::Node::Text(kind) => {
            super::clauses::KINDS.iter().find(|(name, _)| name == kind).map(|(_, pays)| *pays)
        }
        _ => None,
    }
}

fn citation(section: &Section<'_>) -> Option<Citation> {
    let (article, words) = (section.line("article"), section.plain("words", true, &WORDS));
    Some(Citation { article: article?, words: words? })
}

fn read_validity(section: &Section<'_>) -> Option<Validity> {
    let first_day = section.parameter("first_day", &DATE);
    let last_day = section.parameter("last_day", &DATE);
    let (first_day, last_day) = (first_day?, last_day?);
    if last_day < first_day {
        section.reading.error(
            &section.path_of("last_day"),
            both!("{last_day} 早于首日 {first_day}", "{last_day} lies before the first day, {first_day}"),
            both!("末日应不早于首日", "let the last day be the first one or a later one"),
        );
        return None;
    }
    Some(Validity { first_day, last_day })
}

fn read_aim(section: &Section<'_>) -> Option<Aim> {
    let citation = citation(section);
    let least = section.parameter("least", &COUNT);
    let most = section.parameter("most", &COUNT);
    let by = section.plain("by", true, &YEAR);
    let (least, most) = (least?, most?);
    if most < least {
        section.reading.error(
            &section.path_of("most"),
            both!("{most} 小于 least {least}", "{most} is less than least, {least}"),
            both!("most 应不小于 least", "let most be least or more"),
        );
        return None;
    }
    Some(Aim { citation: citation?, least, most, by: by? })
}

fn read_evaluation(section: &Section<'_>) -> Option<EvaluationStandard> {
    let citation = citation(section);
    let results = section.parameter("results", &COUNT);
    let transfers = section.parameter("transfers", &COUNT);
    Some(EvaluationStandard { citation: citation?, results: results?, transfers: transfers? })
}

fn read_open_words(section: &Section<'_>) -> BTreeMap<String, Citation> {
    let Some(section) = section.optional_section("readings") else { return BTreeMap::new() };
    let known: Vec<&str> = Readings::SWITCHES.iter().map(|(switch, _)| *switch).collect();
    let mut readings = BTreeMap::new();
    for (switch, inner) in section.by_id() {
        let citation = citation(&inner);
        if !known.contains(&switch) {
            let Fault { wrong, right } = unknown(("理解", "reading"), switch, &known);
            section.reading.error(&inner.path, wrong, right);
        } else if let Some(citation) = citation {
            readings.insert(switch.to_owned(), citation);
        }
    }
    readings
}

fn read_clause(id: &str, section: &Section<'_>, validity: Option<Validity>) -> Option<Clause> {
    let citation = citation(section);
    let title = section.text("title");
    let beneficiaries = section.text("beneficiaries");
    let units = section.lines("units").into_iter().map(|(unit, _)| unit).collect();
    let note = section.plain("note", false, &WORDS).unwrap_or_default();
    let counties = section.lines("counties").into_iter().map(|(county, _)| county).collect();
    let own = section.optional_section("validity").map(|section| read_validity(&section));
    let kind = section.plain("kind", true, &LINE).and_then(|kind| read_kind(&kind, section));
    Some(Clause {
        id: id.to_owned(),
        title: title?,
        citation: citation?,
        beneficiaries: beneficiaries?,
        units,
        validity: own.unwrap_or(validity)?,
        counties,
        note,
        kind: kind?,
    })
}
