//! 四（六）建立符合创新规律的容错机制，对确因不可抗力因素研发或投资失败造成的财政资金损失，经相关程序予以核销处理.

use fiscast::things::InstituteIndex;

use crate::town::{Town, day};

const INSTITUTE: InstituteIndex = InstituteIndex(0);

fn town() -> Town {
    let mut town = Town::new();
    town.policy.clauses.retain(|clause| clause.id == "fault_tolerance");
    town.institute("2022-02-01");
    town
}

#[test]
fn a_loss_is_written_off_and_never_paid() {
    let mut town = town();
    town.loss(INSTITUTE, "2025-12-31", "2023-05-01", "123.45元");
    assert!(town.owed().is_empty());
    assert_eq!(town.written_off(), ["fault_tolerance 2025-12-31 institute0 123.45元"]);
}

#[test]
fn the_day_of_the_investment_decides_on_the_validity_not_that_of_the_loss() {
    for (invested, covered) in
        [("2022-01-29", false), ("2022-01-30", true), ("2024-12-31", true), ("2025-01-01", false)]
    {
        let mut town = town();
        town.history.institutes[0].accredited = day("2021-10-16");
        town.loss(INSTITUTE, "2025-12-31", invested, "100万元");
        assert_eq!(!town.written_off().is_empty(), covered, "invested {invested}");
        let reason = ["fault_tolerance: outside the validity"];
        assert_eq!(town.refused(), if covered { &[][..] } else { &reason[..] });
    }
}

#[test]
fn a_loss_before_the_run_is_not_reported_again() {
    let mut town = town();
    town.horizon = (2024, 2025);
    town.loss(INSTITUTE, "2023-12-31", "2022-05-01", "100万元");
    assert!(town.written_off().is_empty());
    assert_eq!(town.refused(), ["fault_tolerance: before the run's first year"]);
}
