//! No difference is called one where its interval holds 0.

use serde_json::Value;

use super::page::{embedded, figures, part, shown};
use super::support::{all, fiscast, of_project};

/// The interval that belongs to a difference, by pointer.
fn interval_of(pointer: &str) -> Option<String> {
    let (at, key) = pointer.rsplit_once('/')?;
    let of_options = at.starts_with("/options/") || at.starts_with("/parameters/");
    match key {
        "difference" => Some(format!("{at}/difference_interval")),
        "difference_fen" if of_options => Some(format!("{at}/difference_interval_fen")),
        "quantile_difference_fen" => Some(format!("{at}/quantile_interval_fen")),
        "difference_fen" if at.contains("/quantiles/") => None,
        "difference_fen" => Some(format!("{at}/interval_fen")),
        _ if at.ends_with("/difference_fen") => {
            Some(format!("{}/difference_interval_fen/{key}", at.trim_end_matches("/difference_fen")))
        }
        _ => None,
    }
}

fn holds_nothing(interval: &Value) -> bool {
    interval.as_array().is_some_and(|ends| {
        let ends: Vec<f64> = ends.iter().map(|end| end.as_f64().expect("a number")).collect();
        ends[0] <= 0.0 && ends[1] >= 0.0
    })
}

#[test]
fn no_figure_is_a_difference_whose_interval_holds_nothing() {
    for studied in all() {
        let mut looked = 0;
        for (pointer, text) in figures(part(&studied.page, "zh")) {
            let Some(interval) = interval_of(&pointer) else { continue };
            let interval = studied.findings.pointer(&interval).unwrap_or_else(|| panic!("no {interval}"));
            assert!(!holds_nothing(interval), "{pointer} is shown as {text}");
            looked += 1;
        }
        // appropriations and what was computed are levels, and no differences
        let of_levels = ["appropriate.json", "exact.json"].contains(&studied.files[0]);
        assert!(looked > 15 || of_levels, "{:?}: {looked}", studied.files);
        // and there are such differences, so that the page has something to be silent of
        assert!(of_levels || shown(part(&studied.page, "zh")).contains("无差别"), "{:?}", studied.files);
    }
}

#[test]
fn a_scenario_against_itself_differs_in_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let overlay = folder.path().join("same.toml");
    std::fs::write(&overlay, "id = \"same\"\n").expect("an overlay");
    let base = of_project("scenarios/baseline.toml");
    let other = format!("{}+{}", base.display(), overlay.display());
    let mut command = fiscast();
    command.arg("compare").arg(&base).args([other.as_str(), "--paths", "200", "--out"]).arg(folder.path());
    command.assert().success();
    let entries =
        std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").path());
    let results = entries.into_iter().find(|path| path.is_dir()).expect("the results");
    let page = std::fs::read_to_string(results.join("report.html")).expect("a page");
    for (word, nothing) in [("zh", "没有任何变化"), ("en", "nothing changes")] {
        let part = part(&page, word);
        assert!(shown(part).contains(nothing), "{word}");
        let claimed: Vec<_> =
            figures(part).into_iter().filter(|(pointer, _)| interval_of(pointer).is_some()).collect();
        assert_eq!(claimed, [], "{word}");
    }
    let data = embedded(&page);
    for (name, picture) in data["zh"].as_object().expect("pictures") {
        let title = picture["title"].as_str().expect("a title");
        assert!(title.contains("无差别") || title.contains("没有差别"), "{name}: {title}");
    }
}
