//! No line that the program prints is wider than a terminal of 100 columns, in either language, and none begins with a mark
//! that belongs to the line before.

use std::fs;

use unicode_width::UnicodeWidthStr;

use super::support::{Folder, of_project};

const WIDTH: usize = 100;

/// The tutorial with a longer title and longer names than any place has, and amounts of tens of thousands of 万元.
const LONG: &str = r#"
extends = "tutorial.toml"
id = "long-names"
title = { zh = "关于进一步支持产业研究院高质量发展若干政策措施全面延续实施并大幅提高标准的情景", en = "All measures in support of industrial research institutes continued and raised by a great deal" }
[counties.east_district]
name = { zh = "国家级经济技术开发区与高新技术产业开发区联合管理委员会", en = "Joint Administrative Committee of the Economic and the High-tech Development Zone" }
[institutes.alpha]
name = { zh = "河南省高性能医疗器械与先进生物医用材料产业技术研究院有限责任公司", en = "Henan Research Institute of High-performance Medical Devices and Biomedical Materials" }
[policy.clauses.creation_subsidy]
amount = "25000万元"
"#;

fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["baseline.toml", "stretch.toml", "with-sub-fund.toml"] {
        folder.write(name, &fs::read_to_string(of_project("scenarios").join(name)).expect(name));
    }
    folder.write("long.toml", LONG);
    folder
}

/// Fails if a line of what is printed is too wide, or begins with a mark.
fn check(folder: &Folder, arguments: &[&str]) {
    for language in ["zh", "en"] {
        let text = folder.printed(arguments, language);
        assert!(text.lines().count() > 3, "{arguments:?} says something");
        for line in text.lines() {
            let columns = line.width();
            assert!(columns <= WIDTH, "{arguments:?} in {language}: {columns} columns: {line}");
            let first = line.trim_start().chars().next();
            assert!(
                !first.is_some_and(|c| "，。、；：）》」”%".contains(c)),
                "{arguments:?}: begins so: {line}"
            );
            let ideographic = line.starts_with('\u{3000}') || line.contains(" \u{3000}");
            assert!(language == "zh" || !ideographic, "{arguments:?}: an ideographic space: {line}");
        }
    }
}

#[test]
fn a_run_and_its_sub_fund_fit_a_terminal() {
    let folder = folder();
    for scenario in ["stretch.toml", "with-sub-fund.toml", "long.toml"] {
        check(&folder, &["run", scenario, "--paths", "200", "--force"]);
    }
}

#[test]
fn comparisons_fit_a_terminal() {
    let folder = folder();
    check(&folder, &["compare", "baseline.toml", "stretch.toml", "--paths", "100", "--force"]);
    check(&folder, &["compare", "tutorial.toml", "long.toml", "--paths", "100", "--force"]);
}

#[test]
fn studies_fit_a_terminal() {
    let folder = folder();
    check(&folder, &["readings", "long.toml", "--paths", "30", "--force"]);
    check(&folder, &["readings", "stretch.toml", "--alone", "--paths", "30", "--force"]);
    check(&folder, &["sensitivity", "stretch.toml", "--paths", "100", "--force"]);
    let indices = [
        "sensitivity",
        "baseline.toml",
        "--indices",
        "--rows",
        "8",
        "--inner",
        "4",
        "--paths",
        "30",
        "--force",
    ];
    check(&folder, &indices);
}

#[test]
fn appropriations_fit_a_terminal() {
    let folder = folder();
    check(&folder, &["appropriate", "stretch.toml", "--paths", "500", "--force"]);
    check(&folder, &["appropriate", "long.toml", "--paths", "500", "--force"]);
}

#[test]
fn computed_answers_fit_a_terminal() {
    let folder = folder();
    check(&folder, &["exact", "long.toml", "--force"]);
    check(&folder, &["verify", "long.toml", "--paths", "1000", "--force"]);
}

#[test]
fn paths_events_and_files_fit_a_terminal() {
    let folder = folder();
    check(&folder, &["trace", "stretch.toml", "--worst", "1", "--paths", "100"]);
    check(&folder, &["trace", "long.toml", "--path", "3"]);
    check(&folder, &["apply", "events.csv", "--scenario", "complete.toml"]);
    check(&folder, &["clauses"]);
    check(&folder, &["clauses", "--policy", "policy.toml"]);
    check(&folder, &["show", "baseline.toml"]);
    check(&folder, &["show", "baseline.toml", "--diff", "stretch.toml"]);
}

/// What two budgets ask of the same money is answered once, under both names.
#[test]
fn a_budget_with_two_names_is_answered_once() {
    let folder = folder();
    let text = folder.printed(&["exact", "baseline.toml", "--force"], "zh");
    assert_eq!(text.matches("2,100.00 万元").count(), 1, "{text}");
    let line = text.lines().find(|line| line.contains("2,100.00 万元")).expect("the budget");
    assert!(line.contains("专项资金各年安排合计") && line.contains("市级四年安排合计（假设）"), "{line}");
}
