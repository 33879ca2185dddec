//! A schema takes whatever the readers take.

use proptest::prelude::*;

use super::json::Json;
use super::values::value;
use crate::files::kinds;
use crate::files::tree::Node;
use crate::scenario_file::catalogue::Kind;
use crate::scenario_file::layers::EMBEDDED_POLICIES;

fn validator(kind: Kind) -> jsonschema::Validator {
    let schema = serde_json::to_value(value(kind).constrain(Json::object(), &[])).expect("JSON");
    jsonschema::draft7::new(&schema).expect("a schema")
}

/// Whether the readers take a value of a kind.
fn is_read(kind: Kind, node: &Node) -> Option<bool> {
    Some(match kind {
        Kind::Money => kinds::MONEY.read(node).is_ok(),
        Kind::PositiveMoney => kinds::POSITIVE_MONEY.read(node).is_ok(),
        Kind::Probability => kinds::PROBABILITY.read(node).is_ok(),
        Kind::Share => kinds::SHARE.read(node).is_ok(),
        Kind::Rate => kinds::RATE.read(node).is_ok(),
        Kind::EventRate => kinds::EVENT_RATE.read(node).is_ok(),
        Kind::Variation => kinds::VARIATION.read(node).is_ok(),
        Kind::PositiveRate => kinds::POSITIVE_RATE.read(node).is_ok(),
        Kind::Real => kinds::REAL.read(node).is_ok(),
        Kind::Correlation => kinds::CORRELATION.read(node).is_ok(),
        Kind::Count => kinds::COUNT.read(node).is_ok(),
        Kind::Age => kinds::AGE.read(node).is_ok(),
        Kind::Year => kinds::YEAR.read(node).is_ok(),
        Kind::MonthDay => kinds::MONTH_DAY.read(node).is_ok(),
        Kind::Line => kinds::LINE.read(node).is_ok(),
        Kind::Words => kinds::WORDS.read(node).is_ok(),
        _ => return None,
    })
}

const READ: &[Kind] = &[
    Kind::Money,
    Kind::PositiveMoney,
    Kind::Probability,
    Kind::Share,
    Kind::Rate,
    Kind::EventRate,
    Kind::Variation,
    Kind::PositiveRate,
    Kind::Real,
    Kind::Correlation,
    Kind::Count,
    Kind::Age,
    Kind::Year,
    Kind::MonthDay,
    Kind::Line,
    Kind::Words,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_text_that_is_read_fits_its_pattern(
        text in prop_oneof!["[-+0-9., %eE]{0,6}", "[-+]?[0-9]{1,4}[,.]?[0-9]{0,3} ?[万亿]?[元年%]?", "(19|20|22)[0-9]{2}", "[0-9]{1,2}-[0-9]{1,2}"],
    ) {
        for kind in READ {
            if is_read(*kind, &Node::Text(text.clone())) == Some(true) {
                let written = serde_json::Value::String(text.clone());
                prop_assert!(validator(*kind).is_valid(&written), "{kind:?} is read from {text:?}");
            }
        }
    }

    #[test]
    fn a_number_that_is_read_lies_within_its_bounds(tenths in -30_000i32..30_000, whole in any::<bool>()) {
        let (node, written) = if whole {
            let number = tenths / 10;
            (Node::Integer(number.to_string()), serde_json::Value::from(number))
        } else {
            let number = f64::from(tenths) / 10.0;
            (Node::Float(format!("{number:?}")), serde_json::Value::from(number))
        };
        for kind in READ {
            if is_read(*kind, &node) == Some(true) {
                prop_assert!(validator(*kind).is_valid(&written), "{kind:?} is read from {written}");
            }
        }
    }
}

#[test]
fn what_is_no_value_of_a_kind_does_not_fit() {
    for (kind, texts) in [
        (Kind::Money, vec!["500", "500万", "五百万元", "-5元", "1_000元"]),
        (Kind::Probability, vec!["often", "-0.5", "5 %0"]),
        (Kind::Age, vec!["two", "2.5", "2岁"]),
        (Kind::Year, vec!["22", "1899", "2201"]),
        (Kind::Date, vec!["2022/01/30", "30-01-2022"]),
        (Kind::Id, vec!["", "Biomed", "a b", "高新区"]),
        (Kind::Line, vec!["", "  "]),
        (Kind::PolicyFile, vec!["xinxiang", "policy.tom"]),
    ] {
        for text in texts {
            assert!(!validator(kind).is_valid(&text.into()), "{kind:?} {text:?}");
        }
    }
    for (id, _) in EMBEDDED_POLICIES {
        assert!(validator(Kind::PolicyFile).is_valid(&(*id).into()), "{id}");
    }
}
