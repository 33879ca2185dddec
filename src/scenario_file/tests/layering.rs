//! Layers: what is merged, what is replaced whole, and what the effective files say.

use std::path::Path;

use super::files::{COMPLETE, Memory, POLICY, errors, marked};
use crate::language::Language;
use crate::quantities::Money;
use crate::scenario::{Assumption, Scenario};
use crate::scenario_file::{FileKind, Loaded, embedded_policy, file_kind, load_policy};

fn scenario(loaded: &Loaded) -> Scenario {
    loaded
        .scenario
        .clone()
        .unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
}

/// The scenario without the places at which its parameters were written.
fn without_places(mut scenario: Scenario) -> Scenario {
    for assumption in &mut scenario.assumptions {
        assumption.origin.file.clear();
        assumption.origin.line = 0;
    }
    scenario
}

fn assumption<'s>(scenario: &'s Scenario, path: &str) -> &'s Assumption {
    scenario.assumptions.iter().find(|assumption| assumption.path == path).expect(path)
}

const HEAD: &str = "extends = \"complete.toml\"\nid = \"upper\"\ntitle = { zh = \"上\", en = \"Upper\" }\n\
                    description = { zh = \"上\", en = \"upper\" }\n";

fn on_top(layer: &str) -> Loaded {
    Memory::complete().with("upper.toml", format!("{HEAD}{layer}")).load("upper.toml", &[])
}

#[test]
fn a_new_value_never_keeps_the_old_source() {
    let upper = scenario(&on_top("[spin_offs]\nformation_rate = \"1.5\"\n"));
    let rate = assumption(&upper, "spin_offs.formation_rate");
    assert_eq!((rate.value.as_str(), &rate.source, &rate.low), ("1.5", &None, &None));
    assert!(!rate.assumption);
    assert_eq!((rate.origin.file.as_str(), rate.origin.line), ("upper.toml", 6));
    assert_eq!(assumption(&upper, "spin_offs.captive_share").origin.file, "complete.toml");
    let upper = scenario(&on_top("[pipeline]\ncount = { weights = { 4 = 1 } }\n"));
    assert_eq!(upper.pipeline.count.choices(), [(4, 1.0)]);
    assert_eq!(assumption(&upper, "pipeline.count").alternatives, []);
    let climate = "[listing.exchange.climate]\nby_year = { 2022 = 1, 2023 = 1, 2024 = 1, 2025 = 1 }\n";
    assert_eq!(assumption(&scenario(&on_top(climate)), "listing.exchange.climate").low, None);
    // and a part of a parameter is no parameter
    let loaded = on_top("[spin_offs.formation_rate]\nlow = \"0.1\"\n");
    assert!(errors(&loaded)[0].message.en.contains("formation_rate.value: is missing"));
}

#[test]
fn whatever_has_an_identifier_is_merged_by_it() {
    let layer = "[institutes.biomed]\ncounty = \"changyuan\"\n[counties.new]\nname = { zh = \"新\", en = \"New\" }\n\
                 [counties.gaoxin.name]\nen = \"Zone\"\n[sectors.biomedicine.spin_offs]\nrevenue_sigma = \"1\"\n\
                 [policy.clauses.creation_subsidy]\namount = \"300万元\"\n";
    let upper = scenario(&on_top(layer));
    assert_eq!(upper.institutes[0].county.index(), 1);
    assert_eq!(upper.institutes[0].existing.len(), 1);
    let names: Vec<_> =
        upper.registry.counties.iter().map(|c| (c.name.zh.as_str(), c.name.en.as_str())).collect();
    assert_eq!(names, [("高新区", "Zone"), ("长垣市", "Changyuan"), ("新", "New")]);
    assert_eq!(upper.sectors[0].revenue_sigma.value(), 1.0);
    assert_eq!(upper.sectors[1].failure.value(), 0.08);
    assert!((upper.sectors[0].formation() - 0.72).abs() < 1e-12);
    let crate::policy::ClauseKind::InstalmentSubsidy { amount, instalments } = upper.policy.clauses[0].kind
    else {
        panic!("the first clause is the subsidy")
    };
    assert_eq!((amount, instalments), (Money::parse("300万元").unwrap(), 3));
    assert_eq!((upper.id.as_str(), upper.policy.id.as_str()), ("upper", "test-policy"));
}

#[test]
fn things_are_taken_out_where_they_are_and_only_there() {
    let layer = "institutes.planned.remove = true\nsub_fund.remove = true\n[policy.clauses.fault_tolerance]\nremove = true\n";
    let upper = scenario(&on_top(layer));
    assert_eq!((upper.institutes.len(), upper.sub_fund), (1, None));
    assert_eq!(upper.policy.clauses.len(), 5);
    let uncertain = "[institutes.biomed]\naccredited.remove = true\nunveiled.remove = true\nspin_offs.remove = true\n\
                     accreditation_probability = \"1\"\naccreditation_years = { weights = { 2023 = 1 } }\n";
    scenario(&on_top(uncertain));
    for (layer, words) in [
        ("[institutes.‸biomde]\nremove = true\n", ["nothing to remove", "is biomed meant?"]),
        ("[policy.clauses.‸listing]\nremove = true\n", ["policy.clauses.listing: nothing to remove", ""]),
        ("[institutes.planned]\nremove = ‸false\n", ["only true can stand here", ""]),
        ("[institutes.planned]\n‸remove = true\ncounty = \"gaoxin\"\n", ["takes out and states in one", ""]),
    ] {
        let (layer, line, column) = marked(&format!("{HEAD}{layer}"));
        let loaded = Memory::complete().with("upper.toml", layer).load("upper.toml", &[]);
        let shown = loaded.diagnostics.render(Language::English, false);
        let errors = errors(&loaded);
        assert_eq!((errors.len(), errors[0].line, errors[0].column), (1, line, column), "{shown}");
        assert!(words.iter().all(|word| shown.contains(word)), "{shown}");
    }
}

#[test]
fn circular_layers_show_their_circle() {
    let files = Memory::complete()
        .with("a.toml", "extends = \"sub/../b.toml\"\n")
        .with("b.toml", "# 乙\nextends = \"./c.toml\"\n")
        .with("c.toml", "extends = \"b.toml\"\n");
    let loaded = files.load("a.toml", &[]);
    let circular = errors(&loaded).into_iter().find(|error| error.message.en.contains("circular")).unwrap();
    assert_eq!(circular.message.en, "extends: circular: \"b.toml\" extends \"c.toml\" extends \"b.toml\"");
    assert_eq!((circular.file.as_str(), circular.line, circular.column), ("c.toml", 1, 11));
    let own = Memory::default().with("p.toml", format!("extends = \"p.toml\"\n{POLICY}"));
    assert!(
        load_policy(Path::new("p.toml"), &own)
            .diagnostics
            .render(Language::English, false)
            .contains("circular")
    );
}

const RATE: &str = "id = \"rate\"\ntitle = { zh = \"率\", en = \"Rate\" }\n[spin_offs]\nformation_rate = \"1\"\ncaptive_share = \"20%\"\n\
                    [institutes.biomed]\ncounty = \"changyuan\"\n";
const REFORM: &str = "extends = \"nowhere.toml\"\nid = \"reform\"\n[policy]\nvalidity.last_day = 2025-12-31\n[spin_offs]\nformation_rate = \"2\"\n";

#[test]
fn overlays_stack_in_order_and_bring_only_their_own_lines() {
    let files = Memory::complete().with("rate.toml", RATE).with("dir/reform.toml", REFORM);
    let stacked = scenario(&files.sound("complete.toml", &["rate.toml", "dir/reform.toml"]));
    assert_eq!(stacked.id, "complete+rate+reform");
    assert_eq!(stacked.title.zh, "完整情景 + 率 + reform");
    assert_eq!(assumption(&stacked, "spin_offs.formation_rate").value, "2");
    assert_eq!(stacked.policy.validity.last_day.to_string(), "2025-12-31");
    assert_eq!(assumption(&stacked, "policy.validity.last_day").origin.file, "dir/reform.toml");
    let other = scenario(&files.sound("complete.toml", &["dir/reform.toml", "rate.toml"]));
    assert_eq!(assumption(&other, "spin_offs.formation_rate").value, "1");
    let inputs = files.sound("complete.toml", &["rate.toml"]).inputs;
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["complete.toml", "rate.toml", "policy.toml"]);
    assert_eq!(inputs[0].sha256.len(), 64);
}

#[test]
fn the_same_overlay_twice_changes_nothing_more() {
    let files = Memory::complete().with("rate.toml", RATE);
    let once = without_places(scenario(&files.sound("complete.toml", &["rate.toml"])));
    let mut twice = without_places(scenario(&files.sound("complete.toml", &["rate.toml", "rate.toml"])));
    (twice.id, twice.title) = (once.id.clone(), once.title.clone());
    assert_eq!(once, twice);
}

#[test]
fn a_stack_of_overlays_equals_a_chain_of_files() {
    let head = |below: &str| {
        format!(
            "extends = \"{below}\"\nid = \"x\"\ndescription = {{ zh = \"供测试使用。\", en = \"For tests.\" }}\n"
        )
    };
    let body = |text: &str| {
        text.lines()
            .filter(|line| {
                !line.starts_with("id") && !line.starts_with("extends") && !line.starts_with("title")
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let title = "title = { zh = \"x\", en = \"x\" }\n";
    let files = Memory::complete()
        .with("rate.toml", RATE)
        .with("reform.toml", REFORM)
        .with("one.toml", head("complete.toml") + title + &body(RATE))
        .with("two.toml", head("one.toml") + title + &body(REFORM));
    let stacked = scenario(&files.sound("complete.toml", &["rate.toml", "reform.toml"]));
    let mut chained = scenario(&files.sound("two.toml", &[]));
    let mut half = scenario(&files.sound("one.toml", &["reform.toml"]));
    for other in [&mut chained, &mut half] {
        (other.id, other.title) = (stacked.id.clone(), stacked.title.clone());
    }
    assert_eq!(without_places(stacked.clone()), without_places(chained));
    assert_eq!(without_places(stacked), without_places(half));
}

#[test]
fn the_effective_files_give_the_same_scenario_again() {
    let files = Memory::complete().with("rate.toml", RATE).with("reform.toml", REFORM);
    for overlays in [&[][..], &["rate.toml", "reform.toml"]] {
        let loaded = files.sound("complete.toml", overlays);
        let written = Memory::default()
            .with("run/scenario.toml", &loaded.effective_scenario)
            .with("run/policy.toml", &loaded.effective_policy);
        let again = written.sound("run/scenario.toml", &[]);
        assert_eq!(without_places(scenario(&loaded)), without_places(scenario(&again)));
        assert_eq!(loaded.effective_scenario, again.effective_scenario);
        assert_eq!(loaded.effective_policy, again.effective_policy);
        assert!(!loaded.effective_scenario.contains("extends"));
    }
}

#[test]
fn the_policy_may_be_the_programs_own_or_a_file_and_is_told_from_a_scenario() {
    assert_eq!(embedded_policy("xinxiang-2022-9").map(|policy| policy.id), Ok("xinxiang-2022-9".into()));
    assert!(embedded_policy("nothing").is_err());
    let files = Memory::complete()
        .with("reform.toml", "extends = \"policy.toml\"\nid = \"reform\"\ntitle = { zh = \"改\", en = \"Reform\" }\n[clauses.science_award]\nremove = true\n");
    let reform = load_policy(Path::new("reform.toml"), &files);
    assert_eq!(
        reform.policy.map(|policy| policy.clauses.len()),
        Some(5),
        "{}",
        reform.diagnostics.render(Language::English, false)
    );
    assert_eq!(file_kind(POLICY), FileKind::Policy);
    assert_eq!(file_kind(COMPLETE), FileKind::Scenario);
    assert_eq!(file_kind("id = \"x\"\n[policy.clauses.a]\nremove = true"), FileKind::Scenario);
    assert_eq!(file_kind("extends = \"xinxiang-2022-9\"\nid = \"reform\""), FileKind::Policy);
    assert_eq!(file_kind("extends = \"base.toml\"\n[validity]\nlast_day = 2025-12-31"), FileKind::Policy);
}

#[test]
fn a_description_may_be_left_out() {
    let upper = "extends = \"complete.toml\"\nid = \"upper\"\ntitle = { zh = \"上\", en = \"Upper\" }\n";
    let loaded = Memory::complete().with("upper.toml", upper).sound("upper.toml", &[]);
    let upper = scenario(&loaded);
    assert_eq!(upper.description, upper.title, "never the one of the file below");
}

/// A scenario chooses; what it leaves open is read by the first option, and the effective file says so.
#[test]
fn readings_that_nobody_chooses_stand_at_their_first_option() {
    use crate::policy::Readings;
    let (above, section) = COMPLETE.split_once("[readings]").unwrap();
    let (_, below) = section.split_once("[drivers]").unwrap();
    let chosen = "[readings]\nlisting_sequence = \"top_up\"\n";
    for (readings, listing_sequence) in
        [("", "cumulative"), ("[readings]\n", "cumulative"), (chosen, "top_up")]
    {
        let text = format!("{above}{readings}[drivers]{below}");
        let loaded = Memory::complete().with("complete.toml", text).sound("complete.toml", &[]);
        let read = scenario(&loaded);
        assert_eq!(read.readings.listing_sequence.word(), listing_sequence);
        let mut others = read.readings;
        others.listing_sequence = Readings::default().listing_sequence;
        assert_eq!(others, Readings::default());
        for (switch, option) in read.readings.chosen() {
            assert!(loaded.effective_scenario.contains(&format!("{switch} = \"{option}\"\n")), "{switch}");
            assert_eq!(assumption(&read, &format!("readings.{switch}")).value, option);
        }
        let written = Memory::default()
            .with("run/scenario.toml", &loaded.effective_scenario)
            .with("run/policy.toml", &loaded.effective_policy);
        assert_eq!(scenario(&written.sound("run/scenario.toml", &[])).readings, read.readings);
    }
    let misspelt = format!("{above}[readings]\nlisting_sequense = \"top_up\"\n[drivers]{below}");
    let loaded = Memory::complete().with("complete.toml", misspelt).load("complete.toml", &[]);
    let errors = errors(&loaded);
    assert_eq!(errors.len(), 1, "{}", loaded.diagnostics.render(Language::English, false));
    assert_eq!(errors[0].message.en, "readings.listing_sequense: unknown key");
    assert_eq!(errors[0].advice.en, "is listing_sequence meant?");
}
