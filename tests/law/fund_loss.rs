//! Clauses (2) and (6): 对确因不可抗力因素研发或投资失败造成的财政资金损失，经相关程序予以核销处理. A write-off forgives money
//! already spent; validity goes by the day of the investment (docs/model.md §7).

use fiscast::policy::Reason;
use fiscast::quantities::{Date, Horizon, Money};
use fiscast::things::Beneficiary;

use super::support::{FAULT_TOLERANCE, World, day, money, year};

/// Days and fen of what is written off.
fn written_off(world: &World) -> Vec<(Date, i64)> {
    world.decide().written_off.iter().map(|loss| (loss.date, loss.amount.fen())).collect()
}

#[test]
fn a_loss_is_written_off_to_the_fen_and_nothing_is_owed_for_it() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.loses(institute, "2022-06-01", "2023-12-31", Money::from_fen(123_456_789));
    let decisions = world.decide();
    assert_eq!(decisions.owed_under(world.clause_id(FAULT_TOLERANCE)).count(), 0);
    let [loss] = decisions.written_off[..] else { panic!("one loss") };
    assert_eq!(loss.clause, world.clause_id(FAULT_TOLERANCE));
    assert_eq!((loss.date, loss.amount.fen()), (day("2023-12-31"), 123_456_789));
    assert_eq!(loss.beneficiary, Beneficiary::Institute(institute));
    assert_eq!((loss.institute, loss.spin_off, loss.claim_year), (institute, None, year(2023)));
}

#[test]
fn validity_goes_by_the_day_of_the_investment_and_not_of_the_loss() {
    for (invested, lost, covered) in [
        ("2022-01-29", "2023-12-31", false),
        ("2022-01-30", "2023-12-31", true),
        ("2024-12-31", "2025-12-31", true),
        ("2025-01-01", "2026-12-31", false),
        // lost long after the validity
        ("2023-05-01", "2030-12-31", true),
    ] {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        world.loses(institute, invested, lost, money("80万元"));
        let expected = if covered { vec![(day(lost), 80_000_000)] } else { vec![] };
        assert_eq!(written_off(&world), expected, "invested {invested}");
        let refused = if covered { vec![] } else { vec![Reason::OutsideValidity] };
        assert_eq!(world.refused(FAULT_TOLERANCE), refused, "invested {invested}");
    }
}

#[test]
fn a_loss_before_the_run_is_no_part_of_it_though_the_investment_may_be_older() {
    let mut world = World::new();
    world.horizon = Horizon::new(year(2024), year(2025)).expect("two years");
    let institute = world.institute("2021-10-16");
    world.loses(institute, "2022-06-01", "2023-12-31", money("80万元"));
    world.loses(institute, "2022-06-01", "2024-12-31", money("90万元"));
    assert_eq!(written_off(&world), [(day("2024-12-31"), 90_000_000)]);
    assert_eq!(world.refused(FAULT_TOLERANCE), [Reason::BeforeHorizon]);
}

#[test]
fn a_clause_limited_to_other_counties_writes_nothing_off() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.loses(institute, "2022-06-01", "2023-12-31", money("80万元"));
    world.clause(FAULT_TOLERANCE).counties = vec!["weihui".to_owned()];
    assert_eq!(written_off(&world), []);
    assert_eq!(world.refused(FAULT_TOLERANCE), [Reason::OtherCounty]);
}
