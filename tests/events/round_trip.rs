//! What a simulated path obliges to is what its events oblige to when they are written as a table and read again.

use fiscast::event_file::written_history;
use fiscast::findings::{names_of, obligations_of_records};
use fiscast::language::Language;
use fiscast::scenario::Scenario;
use fiscast::simulation::{Engine, Path};
use fiscast::things::{Beneficiary, Obligation, Text};

use super::support::{every_reading, load, scenario, shipped};

/// An obligation by names and not by positions, which differ: clause, day, claim year, county, institute, firm, beneficiary, amount.
type Named = (u16, String, i32, u16, String, Option<String>, String, i64);

fn named(obligations: &[Obligation], institutes: &[Text], firms: &[Text]) -> Vec<Named> {
    let mut named: Vec<Named> = obligations
        .iter()
        .map(|owed| {
            let to = match owed.beneficiary {
                Beneficiary::Institute(index) => &institutes[index.index()].zh,
                Beneficiary::SpinOff(index) => &firms[index.index()].zh,
            };
            (
                owed.clause.0,
                owed.date.to_string(),
                owed.claim_year.number(),
                owed.county.0,
                institutes[owed.institute.index()].zh.clone(),
                owed.spin_off.map(|firm| firms[firm.index()].zh.clone()),
                to.clone(),
                owed.amount.fen(),
            )
        })
        .collect();
    named.sort();
    named
}

/// How many obligations the paths of a scenario have; each path must give its own back.
fn obligations_given_back(name: &str, scenario: &Scenario, paths: std::ops::Range<u64>) -> usize {
    let engine = Engine::new(scenario, 1);
    let mut path = Path::default();
    let mut count = 0;
    for number in paths {
        engine.path(number, &mut path);
        let (institutes, firms) = names_of(scenario, &path.history);
        let table = written_history(scenario, &path.history, &institutes, &firms);
        let events = load(scenario, &table);
        assert_eq!(
            events.diagnostics.errors(),
            0,
            "{name}, path {number}: {}",
            events.diagnostics.render(Language::English, false)
        );
        let (dossier, given_back) = obligations_of_records(scenario, &events.records);
        let simulated = [&path.ledger.obligations[..], &path.ledger.write_offs].concat();
        assert_eq!(
            named(&given_back, &dossier.institutes, &dossier.firms),
            named(&simulated, &institutes, &firms),
            "{name}, path {number}"
        );
        count += simulated.len();
    }
    count
}

#[test]
fn a_thousand_paths_of_every_shipped_scenario_give_back_their_obligations() {
    for name in shipped() {
        let count = obligations_given_back(&name, &scenario(&name), 0..1000);
        // an institute that is paid in full has three instalments
        assert!(count > 3000, "{name}: {count} obligations on 1000 paths");
    }
}

#[test]
fn paths_give_back_their_obligations_under_every_reading() {
    let mut lively = scenario("scenarios/stretch.toml");
    for (number, readings) in every_reading().into_iter().enumerate() {
        lively.readings = readings;
        let number = number as u64;
        obligations_given_back(&format!("{readings:?}"), &lively, number..number + 1);
    }
}
