//! What `fiscast run` shows on the terminal: table, histogram, colours, JSON or nothing.

use std::fs;

use fiscast::findings::Findings;
use fiscast::things::Basis;

use super::support::{FEW, ended, fiscast, folder, of_project, write};

fn tutorial() -> std::path::PathBuf {
    of_project("scenarios/tutorial.toml")
}

#[test]
fn json_is_the_findings_and_nothing_else() {
    let folder = folder();
    let run = ended(fiscast().args(["run", "--json", "--out"]).args([folder.path(), &tutorial()]).args(FEW));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = fs::read_to_string(folder.path().join("tutorial/findings.json")).expect("findings.json");
    assert!(run.stdout == written, "standard output is not findings.json");
    let findings: Findings = serde_json::from_str(&run.stdout).expect("one JSON document");
    let paths = findings.sample.map(|drawn| drawn.paths);
    assert_eq!((findings.scenario.id.as_str(), paths), ("tutorial", Some(200)));
    assert!(run.stderr.starts_with("warning: pipeline.count"), "problems stay on standard error");
}

#[test]
fn json_of_two_scenarios_is_refused_before_anything_runs() {
    let folder = folder();
    let scenarios = [tutorial(), of_project("scenarios/baseline.toml")];
    let run = ended(fiscast().args(["run", "--json"]).args(&scenarios).args(FEW).current_dir(folder.path()));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("error: --json prints the findings of one scenario"), "{}", run.stderr);
    assert_eq!(super::support::names(folder.path()), [""; 0]);
    let both = ended(fiscast().args(["run", "--json", "--quiet"]).arg(tutorial()));
    assert_eq!((both.code, both.stdout.as_str()), (Some(2), ""));
}

#[test]
fn quiet_says_nothing_but_problems_and_writes_all() {
    let folder = folder();
    for flag in ["--quiet", "-q"] {
        let run = ended(fiscast().args(["run", flag, "--out"]).args([folder.path(), &tutorial()]).args(FEW));
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
        assert!(run.stderr.starts_with("warning: pipeline.count"), "{}", run.stderr);
        assert!(folder.path().join("tutorial/budget.csv").is_file());
    }
    let wrong = write(folder.path(), "wrong.toml", "id = 1\n");
    let run = ended(fiscast().args(["run", "--quiet"]).arg(wrong));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("error: "));
}

/// Columns that a line fills: Chinese characters fill two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

#[test]
fn the_histogram_fits_80_columns_and_its_marks_are_the_findings() {
    let folder = folder();
    for (name, language, title, words) in [
        ("tutorial", "zh", "市县现金支出合计的分布", ["中位数", "期望", "建议安排"]),
        ("baseline", "en", "Cash of city and counties, ", ["median", "expected", "recommended"]),
        ("other-cities/example", "zh", "市县现金支出合计的分布", ["中位数", "期望", "建议安排"]),
    ] {
        let scenario = of_project(&format!("scenarios/{name}.toml"));
        let mut command = fiscast();
        command.args(["run", "--paths", "1000", "--lang", language, "--out"]);
        let run = ended(command.args([folder.path(), &scenario]));
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let lines = run.stdout.lines().skip_while(|line| !line.contains(title));
        let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect();
        assert!(lines.len() > 10, "{name}: {}", run.stdout);
        assert!(lines.iter().all(|line| width(line) <= 80), "{lines:#?}");
        let id = if name.contains('/') { "example-city" } else { name };
        let findings = fs::read(folder.path().join(id).join("findings.json")).expect("findings.json");
        let findings: Findings = serde_json::from_slice(&findings).expect("JSON");
        let total = findings.series.iter().find(|series| {
            series.basis == Basis::Cash
                && series.year == fiscast::findings::YearLabel::Horizon
                && (series.clause.is_none() && series.county.is_none())
                && (series.payer.is_none() && series.beneficiary.is_none())
        });
        let total = &total.expect("the horizon's cash").statistics;
        let whole = |fen: f64| fiscast::tables::grouped_wan(fen);
        let median = total.quantiles.iter().find(|quantile| quantile.p == "0.5").expect("the median").fen;
        let level = findings.recommendations.iter().find(|level| {
            level.payer.is_none()
                && level.year == fiscast::findings::YearLabel::Horizon
                && level.confidence == findings.scenario.confidence
        });
        let level = level.expect("the level").amount_fen;
        for (word, fen) in words.iter().zip([median as f64, total.mean_fen, level as f64]) {
            let line = lines.iter().find(|line| line.contains(word) && line.contains('▲')).expect(word);
            assert!(line.contains(&whole(fen)), "{name}: {line}");
            // the mark points into the bin that holds its amount
            let before = &line[..line.find('▲').expect("a mark")];
            let bins = &total.histogram;
            let per_bin = (72 / bins.len()).clamp(1, 3);
            let bin = (width(before) - 3) / per_bin;
            let holds = bins[bin].lower_fen as f64 <= fen && fen < bins[bin].upper_fen as f64;
            assert!(holds || bin + 1 == bins.len(), "{name}: {line} points at {:?}", bins[bin]);
        }
        // the highest bar reaches the first line below the title
        assert!(lines[1].contains('█'), "{lines:#?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn colours_are_on_a_terminal_only_and_never_with_no_color() {
    use std::process::Command;
    let program = assert_cmd::cargo::cargo_bin!("fiscast").display().to_string();
    let folder = folder();
    let command = format!(
        "'{program}' run '{}' --paths 50 --force --out '{}'",
        tutorial().display(),
        folder.path().display()
    );
    let on_terminal = |no_color: &str, terminal: &str| {
        let mut script = Command::new("script");
        script.args(["-qec", &command, "/dev/null"]).env("NO_COLOR", no_color).env("TERM", terminal);
        script.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(coloured) = on_terminal("", "xterm") else {
        eprintln!("skipped: there is no `script` to make a terminal");
        return;
    };
    let heading = "\u{1b}[1m各年度现金支出的建议安排\u{1b}[0m";
    assert!(coloured.contains(heading), "{coloured:?}");
    for (no_color, terminal) in [("1", "xterm"), ("", "dumb")] {
        let plain = on_terminal(no_color, terminal).expect("as before");
        let table = plain.split("入门情景（tutorial）").nth(1).expect("the table");
        assert!(!table.contains("\u{1b}["), "{no_color} {terminal}: {table:?}");
        assert!(table.contains("各年度现金支出的建议安排"));
    }
    let in_a_pipe =
        ended(fiscast().args(["run", "--force", "--out"]).args([folder.path(), &tutorial()]).args(FEW));
    assert!(!in_a_pipe.stdout.contains('\u{1b}') && !in_a_pipe.stderr.contains('\u{1b}'));
}
