//! Events of a case.

use crate::event_file::EVENT_WORDS;
use crate::files::diagnostics::{Fault, unknown};
use crate::files::kinds::{BOOLEAN, COUNT, DATE, LINE, MONEY};
use crate::files::reader::Section;
use crate::language::both;
use crate::records::{Record, RecordedEvent};
use crate::things::{CategoryId, CountyId, MarketId, Registry};

/// Reads one event. Where `counties_matter`, since a clause is limited to some, an accreditation must say where the institute is.
pub(super) fn read_event(
    section: &Section<'_>,
    registry: &Registry,
    counties_matter: bool,
) -> Option<Record> {
    let date = section.plain("date", true, &DATE);
    let institute = section.plain("institute", false, &LINE);
    let firm = section.plain("firm", false, &LINE);
    let words: Vec<&'static str> = EVENT_WORDS.iter().map(|word| word.en).collect();
    let event = match section.word("event", &words)? {
        "accreditation" => {
            RecordedEvent::Accreditation { county: county(section, registry, counties_matter)? }
        }
        "unveiling" => RecordedEvent::Unveiling,
        "acceptance" => RecordedEvent::Acceptance,
        "evaluation" => {
            let results = section.plain("results", true, &COUNT);
            let transfers = section.plain("transfers", true, &COUNT);
            RecordedEvent::Evaluation { results: results?, transfers: transfers? }
        }
        "founding" => {
            RecordedEvent::Founding { captive: section.plain("captive", false, &BOOLEAN).unwrap_or(false) }
        }
        "listing" => RecordedEvent::Listing { market: market(section, registry)? },
        "award" => RecordedEvent::Award { category: category(section, registry)? },
        "revenue" => RecordedEvent::Revenue { revenue: section.plain("amount", true, &MONEY)? },
        "failure" => RecordedEvent::Failure,
        _ => {
            let invested = section.plain("invested", true, &DATE);
            let loss = section.plain("amount", true, &MONEY);
            RecordedEvent::FundLoss { invested: invested?, loss: loss? }
        }
    };
    Some(Record { date: date?, institute, firm, event })
}

/// The county of an accreditation; the outer none says that one is named and unknown.
fn county(section: &Section<'_>, registry: &Registry, counties_matter: bool) -> Option<Option<CountyId>> {
    if !section.has("county") && !counties_matter {
        let _ = section.optional("county");
        return Some(None);
    }
    let find = |id: &str| {
        registry.county(id).ok_or_else(|| {
            Fault::new(
                both!("没有这一县（市、区）", "no such county"),
                both!("请写明县（市、区）", "name one"),
            )
        })
    };
    section.named("county", true, &find).map(Some)
}

fn market(section: &Section<'_>, registry: &Registry) -> Option<MarketId> {
    let known: Vec<&str> = registry.markets.iter().map(|market| market.id.as_str()).collect();
    section.named("category", true, &|id| {
        registry.market(id).ok_or_else(|| unknown(("市场", "market"), id, &known))
    })
}

fn category(section: &Section<'_>, registry: &Registry) -> Option<CategoryId> {
    let known: Vec<&str> = registry.categories.iter().map(|category| category.id.as_str()).collect();
    section.named("category", true, &|id| {
        registry.category(id).ok_or_else(|| unknown(("奖项", "award"), id, &known))
    })
}
