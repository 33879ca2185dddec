//! What is read, registered and warned of.

use super::files::{COMPLETE, Memory, replaced};
use crate::files::{Diagnostic, Severity};
use crate::language::Language;
use crate::quantities::Share;
use crate::scenario::{CarryOver, Timing};
use crate::scenario_file::Loaded;
use crate::things::{ClauseId, CountyId, Registry};

#[test]
fn values_arrive_where_they_belong() {
    let scenario = Memory::complete().sound("complete.toml", &[]).scenario.unwrap();
    let markets: Vec<&str> = scenario.registry.markets.iter().map(|market| market.id.as_str()).collect();
    assert_eq!(markets, ["NEEQ", "SSE", "SZSE", "BSE"]);
    assert_eq!(scenario.registry.market("NEEQ"), Some(Registry::FIRST_MARKET));
    let categories: Vec<&str> = scenario.registry.categories.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(categories, ["provincial.first", "provincial.second"]);
    let Timing::Fixed { unveiled, accepted, .. } = scenario.institutes[0].timing else {
        panic!("a fixed date")
    };
    assert_eq!((unveiled.to_string(), accepted.to_string()), ("2021-12-20".into(), "2022-12-31".into()));
    let share = |county: u16, clause: u16| scenario.county_share(CountyId(county), ClauseId(clause));
    assert_eq!(share(0, 0), Share::parse("50%").unwrap());
    assert_eq!(share(1, 0), Share::WHOLE);
    assert_eq!(share(1, 1), Share::parse("12.5%").unwrap());
    assert_eq!(scenario.fund.carry_over, CarryOver::Years(2));
    let lags: Vec<bool> = scenario.lags.iter().map(Option::is_some).collect();
    assert_eq!(lags, [true, true, true, true, false, false]);
    assert_eq!(scenario.policy.clauses[1].validity.last_day.to_string(), "2023-12-31");
    assert_eq!(scenario.policy.clauses[0].validity.last_day.to_string(), "2024-12-31");
    let unlimited = replaced(COMPLETE, "carry_over_years = 2", "carry_over_years = \"unlimited\"");
    let loaded = Memory::complete().with("complete.toml", unlimited).sound("complete.toml", &[]);
    assert_eq!(loaded.scenario.unwrap().fund.carry_over, CarryOver::Unlimited);
}

#[test]
fn every_parameter_is_registered_with_what_it_rests_on() {
    let scenario = Memory::complete().sound("complete.toml", &[]).scenario.unwrap();
    let find = |path: &str| scenario.assumptions.iter().find(|a| a.path == path).expect(path);
    let rate = find("spin_offs.formation_rate");
    assert_eq!(rate.meaning.zh, "每家产研院每年新设衍生企业数");
    assert_eq!((rate.unit.zh.as_str(), rate.unit.en.as_str()), ("家", "firms"));
    assert_eq!((rate.low.as_deref(), rate.high.as_deref()), (Some("0.3"), Some("2.5")));
    assert!(rate.assumption && rate.source.as_deref() == Some("JITRI 2020"));
    assert_eq!(find("pipeline.count").alternatives, [("slow".to_owned(), "3 = 1".to_owned())]);
    assert_eq!(find("pipeline.count").value, "3 = 35%, 4 = 65%");
    assert_eq!(find("awards.provincial.rounds[1].weight").source.as_deref(), Some("颁奖大会"));
    assert_eq!(find("awards.provincial.rounds[1].date").value, "2024-01-10");
    assert_eq!(find("split.rules[2].clauses").value, "listing_reward");
    assert_eq!(find("split.rules[0].county_share").source.as_deref(), Some("财政体制"));
    assert_eq!(find("institutes.biomed.unveiled").value, "2021-12-20");
    assert_eq!(find("sectors.devices.spin_offs.failure_probability").value, "8%");
    let mut paths: Vec<&str> = scenario.assumptions.iter().map(|a| a.path.as_str()).collect();
    paths.sort_unstable();
    let all = paths.len();
    paths.dedup();
    assert_eq!(paths.len(), all, "each is registered once");
}

fn warnings(edits: &[(&str, &str)]) -> (Loaded, Vec<String>) {
    let text = edits.iter().fold(COMPLETE.to_owned(), |text, (from, to)| replaced(&text, from, to));
    let loaded = Memory::complete().with("complete.toml", text).sound("complete.toml", &[]);
    let is_warning = |d: &&Diagnostic| d.severity == Severity::Warning;
    let words = loaded.diagnostics.iter().filter(is_warning).map(|d| d.message.en.clone()).collect();
    (loaded, words)
}

#[test]
fn leaving_the_aim_is_warned_of_with_its_probability() {
    // one named, one with 60 %, and three (35 %) or four (65 %): fewer than five with 0.35 × 0.4 = 14 %
    let (_, words) = warnings(&[]);
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(
        words[0].starts_with("pipeline.count: with probability 14.0% there are fewer than 5"),
        "{words:?}"
    );
    let (_, words) = warnings(&[("{ 3 = \"35%\", 4 = \"65%\" }", "{ 7 = 1 }")]);
    assert!(words[0].contains("with probability 60.0% there are more than 8"), "{words:?}");
    let (_, words) = warnings(&[("{ 3 = \"35%\", 4 = \"65%\" }", "{ 5 = 1 }")]);
    assert_eq!(words, [""; 0]);
}

#[test]
fn a_budget_where_nothing_can_be_owed_is_warned_of() {
    let idle = "[counties.idle]\nname = { zh = \"无\", en = \"Idle\" }\n[sectors.biomedicine]";
    let (_, words) = warnings(&[
        ("[sectors.biomedicine]", idle),
        ("payer = \"city\"", "payer = \"county\"\ncounty = \"idle\""),
        ("{ 3 = \"35%\", 4 = \"65%\" }", "{ 5 = 1 }"),
    ]);
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].starts_with("budgets.total.county: no institute can be in idle"), "{words:?}");
}

#[test]
fn absurd_rates_are_warned_of() {
    let aim = ("{ 3 = \"35%\", 4 = \"65%\" }", "{ 5 = 1 }");
    for (from, to, word) in [
        ("low = \"0.3\", high = \"2.5\", ", "", ""),
        ("growth_mean = \"0.26\"", "growth_mean = \"26%\"", ""),
        ("growth_mean = \"0.26\"", "growth_mean = \"2.6\"", "growth_mean: a mean log growth of 2.6"),
        ("failure_probability = \"7%\"", "failure_probability = \"70%\"", "more than half fail every year"),
        ("cv = \"0.4\"", "cv = \"2.5\"", "quality.cv: 2.5 is more than 2"),
        ("hazard = \"0.02\"", "hazard = \"2\"", "listing.neeq.hazard: 2 is more than 1"),
        (
            "{ biomedicine = \"30%\", devices = \"70%\" }",
            "{ biomedicine = \"30%\", devices = \"7%\" }",
            "sum to 37%",
        ),
        (
            "{ SSE = \"30%\", SZSE = \"70%\" }",
            "{ SSE = \"30%\", HKE = \"70%\" }",
            "pays nothing for the market HKE",
        ),
        (
            "slow = { 3 = \"1\" } }, assumption = true",
            "slow = { 3 = \"1\" } }",
            "neither a source nor assumption",
        ),
    ] {
        let (loaded, words) = warnings(&[(from, to), aim].map(|(from, to)| {
            if word.contains("neither") && from == aim.0 {
                ("# A complete", "# Complete")
            } else {
                (from, to)
            }
        }));
        let about =
            words.iter().filter(|words| !words.starts_with("pipeline.count: with")).collect::<Vec<_>>();
        match word {
            "" => assert!(about.is_empty(), "{to}: {about:?}"),
            word => {
                assert!(
                    about.len() == 1 && about[0].contains(word),
                    "{}",
                    loaded.diagnostics.render(Language::English, false)
                )
            }
        }
    }
}
