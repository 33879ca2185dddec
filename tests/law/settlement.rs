//! Money is conserved from an obligation to its payers, whatever the shares, lags and amounts.

use std::path::Path as FilePath;
use std::sync::LazyLock;

use fiscast::quantities::{Money, Share};
use fiscast::scenario::{Lag, Scenario};
use fiscast::scenario_file::load_scenario;
use fiscast::settlement::{Ledger, Terms};
use fiscast::simulation::{Engine, Path};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

static BASELINE: LazyLock<Scenario> = LazyLock::new(|| {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/stretch.toml");
    let read = |path: &FilePath| std::fs::read(path);
    load_scenario(&path, &[], &read).scenario.expect("a shipped scenario")
});

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&BASELINE, 11));

proptest! {
    /// Checked against rust_decimal: the county's part is the amount times the share, half a fen rounded up.
    #[test]
    fn the_parts_of_a_split_add_up_and_the_county_part_rounds_half_up(
        fen in 0i64..=1_000_000_000_000,
        numerator in 0i64..=100_000_000,
    ) {
        let share = Decimal::new(numerator, 8);
        let amount = Money::from_fen(fen);
        let county = amount.part(Share::new(share).expect("a share"));
        let exact = Decimal::from(fen) * share;
        let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        prop_assert_eq!(Decimal::from(county.fen()), rounded);
        prop_assert!(county >= Money::ZERO && county <= amount);
        prop_assert_eq!(county + (amount - county), amount);
    }

    /// On a drawn path under any lags: every obligation is paid in full by city and county in one year, or lapses.
    #[test]
    fn a_ledger_pays_or_lapses_each_obligation_in_full(
        number in 0u64..100_000,
        lags in prop::collection::vec(prop_oneof![3 => (0u8..4).prop_map(Some), 1 => Just(None)], 1..9),
    ) {
        let mut path = Path::default();
        ENGINE.path(number, &mut path);
        let law = fiscast::policy::Law::new(
            &BASELINE.policy, BASELINE.readings, &BASELINE.registry, BASELINE.horizon,
        );
        let mut ledger = Ledger::default();
        let mut drawn = lags.iter().cycle();
        ledger.settle(&path.history, &law, &Terms::new(&BASELINE), &mut |_| match drawn.next() {
            Some(Some(years)) => Lag::Years(*years),
            _ => Lag::Never,
        });
        prop_assert_eq!(ledger.obligations.len(), ledger.payments.len());
        let (mut owed, mut paid, mut lapsed) = (Money::ZERO, Money::ZERO, Money::ZERO);
        for (obligation, payment) in ledger.obligations.iter().zip(&ledger.payments) {
            prop_assert_eq!(payment.city + payment.county, obligation.amount);
            owed += obligation.amount;
            match payment.year {
                Some(year) => {
                    prop_assert!(year >= obligation.claim_year && year <= obligation.claim_year.plus(3));
                    paid += obligation.amount;
                }
                None => lapsed += obligation.amount,
            }
        }
        prop_assert_eq!(owed, paid + lapsed);
    }
}

/// One event under one clause has one lag: the firm and its institute are paid in the same year.
#[test]
fn all_obligations_of_one_event_are_paid_together() {
    let mut pairs = 0;
    for number in 0..400 {
        let mut path = Path::default();
        ENGINE.path(number, &mut path);
        let ledger = &path.ledger;
        let settled: Vec<_> = ledger.obligations.iter().zip(&ledger.payments).collect();
        for (at, (one, paid)) in settled.iter().enumerate() {
            for (other, also_paid) in &settled[at + 1..] {
                let same_event = (one.clause, one.institute, one.spin_off, one.event)
                    == (other.clause, other.institute, other.spin_off, other.event);
                if same_event {
                    assert_eq!(paid.year, also_paid.year);
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 100, "the paths must show some: {pairs}");
}

#[test]
fn awkward_shares_split_odd_fen_by_the_stated_rule() {
    let parts = |fen: i64, share: &str| {
        let amount = Money::from_fen(fen);
        let county = amount.part(Share::parse(share).expect("a share"));
        (county.fen(), (amount - county).fen())
    };
    // 1 fen × 0.5 = 0.5 rounds up to the county; 0.3333 × 500万元 is exact in fen; 0.375 × 3 fen = 1.125
    assert_eq!(parts(1, "50%"), (1, 0));
    assert_eq!(parts(3, "50%"), (2, 1));
    assert_eq!(parts(500_000_000, "0.3333"), (166_650_000, 333_350_000));
    assert_eq!(parts(3, "0.375"), (1, 2));
    assert_eq!(parts(4, "0.375"), (2, 2));
    assert_eq!(parts(12_345, "100%"), (12_345, 0));
    assert_eq!(parts(12_345, "0%"), (0, 12_345));
}
