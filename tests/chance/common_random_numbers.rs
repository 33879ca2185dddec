//! Two scenarios with one seed share the draws of everything that both have (docs/model.md §11).

use std::collections::BTreeMap;

use fiscast::quantities::Date;
use fiscast::scenario::Scenario;
use fiscast::things::{History, Occurrence};

use crate::sample::{histories, scenario};

const PATHS: u64 = 300;

/// An institute's dates and county, its firms, and every event, by the keys under which they are drawn.
type Story = (Vec<String>, Vec<(u64, Date, u16, String)>);

fn stories(history: &History) -> BTreeMap<u64, Story> {
    let mut stories: BTreeMap<u64, Story> = BTreeMap::new();
    for institute in &history.institutes {
        let line = format!(
            "{} {} {} {}",
            institute.accredited, institute.unveiled, institute.county.0, institute.quality
        );
        stories.entry(institute.key).or_default().0.push(line);
    }
    for firm in &history.spin_offs {
        let story = stories.entry(history.institute(firm.institute).key).or_default();
        story.0.push(format!("{} {} {}", firm.key, firm.founded, firm.captive));
    }
    for event in &history.events {
        let story = stories.entry(history.institute(event.institute).key).or_default();
        let firm = event.spin_off.map_or(0, |firm| history.spin_off(firm).key);
        story.1.push((firm, event.date, event.serial, format!("{:?}", event.occurrence)));
    }
    stories
}

fn all(scenario: &Scenario) -> Vec<BTreeMap<u64, Story>> {
    histories(scenario, 5, PATHS).iter().map(stories).collect()
}

/// The institutes that are in the first and not in the second, path by path; the others must be the same.
#[track_caller]
fn others_are_the_same(with: &Scenario, without: &Scenario) -> usize {
    let mut gone = 0;
    for (more, fewer) in all(with).iter().zip(&all(without)) {
        for (key, story) in fewer {
            assert_eq!(more.get(key), Some(story), "an institute of both scenarios");
        }
        gone += more.len() - fewer.len();
    }
    gone
}

const WITHOUT_MEMBRANE: &str = "[institutes.membrane]\nremove = true\n";

#[test]
fn removing_an_institute_leaves_every_other_ones_events() {
    let gone =
        others_are_the_same(&scenario("stretch.toml", ""), &scenario("stretch.toml", WITHOUT_MEMBRANE));
    assert_eq!(gone as u64, PATHS, "one institute of each path");
}

#[test]
fn adding_an_institute_leaves_every_other_ones_events() {
    let added = r#"
[institutes.another]
name = { zh = "又一家", en = "Another" }
county = "weihui"
sector = "materials"
accredited = 2023-05-05
accepted = 2024-12-31
"#;
    let gone = others_are_the_same(&scenario("baseline.toml", added), &scenario("baseline.toml", ""));
    assert_eq!(gone as u64, PATHS);
}

#[test]
fn a_longer_pipeline_begins_with_the_shorter_one() {
    let of = |count: u16| {
        scenario(
            "baseline.toml",
            &format!("[pipeline]\ncount = {{ weights = {{ {count} = \"100%\" }}, assumption = true }}\n"),
        )
    };
    assert_eq!(others_are_the_same(&of(5), &of(2)) as u64, 3 * PATHS);
}

/// The events of one kind, on every path.
fn events(scenario: &Scenario, chosen: impl Fn(&Occurrence) -> bool) -> Vec<String> {
    let histories = histories(scenario, 5, PATHS);
    let lines = histories.iter().enumerate().flat_map(|(path, history)| {
        let of_kind = history.events.iter().filter(|event| chosen(&event.occurrence));
        of_kind.map(move |event| format!("{path} {event:?}")).collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn a_change_of_one_purpose_moves_no_other() {
    let base = scenario("stretch.toml", "");
    let is_award = |occurrence: &Occurrence| matches!(occurrence, Occurrence::Award { .. });
    let awards = scenario(
        "stretch.toml",
        "[awards.provincial]\ninstitute_rate = { value = \"0.05\", assumption = true }\n",
    );
    assert_eq!(events(&base, |o| !is_award(o)), events(&awards, |o| !is_award(o)));
    assert_ne!(events(&base, is_award), events(&awards, is_award));

    let is_listing = |occurrence: &Occurrence| matches!(occurrence, Occurrence::Listing { .. });
    let listings = scenario(
        "stretch.toml",
        "[listing.neeq]\nhazard = { value = \"0.5\", assumption = true }\nmin_age = { value = 1, assumption = true }\n",
    );
    assert_eq!(events(&base, |o| !is_listing(o)), events(&listings, |o| !is_listing(o)));
    assert_ne!(events(&base, is_listing), events(&listings, is_listing));

    // evaluations, drawn where a reading asks for them, and the law move nothing that happens
    let evaluated =
        scenario("stretch.toml", "[readings]\nevaluation_effect = \"defer\"\nspin_off_scope = \"all\"\n");
    assert_eq!(events(&base, |_| true), events(&evaluated, |_| true));
}

#[test]
fn the_sub_fund_moves_nothing_else() {
    let is_loss = |occurrence: &Occurrence| matches!(occurrence, Occurrence::FundLoss { .. });
    let (without, with) = (scenario("baseline.toml", ""), scenario("with-sub-fund.toml", ""));
    assert_eq!(events(&without, |_| true), events(&with, |o| !is_loss(o)));
    assert!(!events(&with, is_loss).is_empty());
}

/// Firms fail by the same uniform number: a higher probability only adds failures, and takes firms no other way.
#[test]
fn a_higher_failure_probability_only_brings_failures_forward() {
    let of = |percent: u32| {
        scenario(
            "stretch.toml",
            &format!("[spin_offs]\nfailure_probability = {{ value = \"{percent}%\", assumption = true }}\n"),
        )
    };
    let failures = |scenario: &Scenario| {
        let mut failed = BTreeMap::new();
        for (path, history) in histories(scenario, 5, PATHS).iter().enumerate() {
            for event in history.events.iter().filter(|event| event.occurrence == Occurrence::Failure) {
                let firm = history.spin_off(event.spin_off.expect("a firm"));
                failed.insert((path, history.institute(event.institute).key, firm.key), event.date);
            }
        }
        failed
    };
    let (few, many) = (failures(&of(5)), failures(&of(20)));
    assert!(many.len() > 2 * few.len());
    for (firm, date) in &few {
        assert!(many[firm] <= *date, "a firm that fails under 5 % fails under 20 %, no later");
    }
}
