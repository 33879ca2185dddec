//! What stands in a results folder is not lost.

use std::path::Path;

use super::support::{Ended, FEW, contents, ended, fiscast, folder, head, names, write};

fn run(scenario: &Path, out: &Path, further: &[&str]) -> Ended {
    ended(fiscast().arg("run").arg(scenario).args(FEW).arg("--out").arg(out).args(further))
}

#[test]
fn results_of_the_same_scenario_are_replaced_whatever_the_seed() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
    let first = contents(&out.join("x"));
    assert_eq!(run(&scenario, &out, &["--seed", "2"]).code, Some(0));
    let second = contents(&out.join("x"));
    assert_ne!(first["findings.json"], second["findings.json"]);
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
    assert_eq!(contents(&out.join("x")), first);
    assert_eq!(names(&out), ["x"], "nothing is left beside the folder");
}

#[test]
fn results_of_another_scenario_are_replaced_only_with_force() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
    let before = contents(&out);
    let other = write(folder.path(), "other.toml", head("x") + "[quality]\ncv = \"0.3\"\n");
    let refused = run(&other, &out, &[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    for words in ["holds the results of another scenario", "--force", "--out"] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    assert!(contents(&out) == before, "nothing is lost");
    assert_eq!(run(&other, &out, &["--force"]).code, Some(0));
    assert_ne!(contents(&out)["x/scenario.toml"], before["x/scenario.toml"]);
    assert_eq!(names(&out), ["x"]);
}

#[test]
fn a_folder_that_is_no_results_folder_is_never_replaced() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    write(&out, "x/thesis.txt", "years of work");
    for further in [&[][..], &["--force"]] {
        let refused = run(&scenario, &out, further);
        assert_eq!(refused.code, Some(2));
        assert!(refused.stderr.contains("is no results folder"), "{}", refused.stderr);
        assert_eq!(contents(&out)["x/thesis.txt"], b"years of work");
    }
    // nor is one whose manifest is no manifest, nor a file of the folder's name
    let out = folder.path().join("broken");
    write(&out, "x/manifest.json", "{\"name\": \"of something else\"}");
    assert_eq!(run(&scenario, &out, &["--force"]).code, Some(2));
    let out = folder.path().join("file");
    write(&out, "x", "a file");
    assert_eq!(run(&scenario, &out, &["--force"]).code, Some(2));
    assert_eq!(contents(&out)["x"], b"a file");
    // an empty one holds nothing to lose
    let out = folder.path().join("empty");
    std::fs::create_dir_all(out.join("x")).expect("a folder");
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
}

#[test]
fn what_a_user_put_into_a_results_folder_is_not_lost() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
    write(&out, "x/notes.txt", "for the meeting");
    write(&out, "x/charts/own.svg", "<svg/>");
    let refused = run(&scenario, &out, &[]);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    for words in ["charts/own.svg, notes.txt", "move them away", "--force"] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    assert_eq!(contents(&out)["x/notes.txt"], b"for the meeting");
    assert_eq!(run(&scenario, &out, &["--force"]).code, Some(0));
    assert!(!contents(&out).contains_key("x/notes.txt"));
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_the_run() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = write(folder.path(), "file", "a file");
    // so many paths would take hours
    let run = ended(
        fiscast().arg("run").arg(&scenario).args(["--paths", "4000000000", "--out"]).arg(out.join("results")),
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let told =
        format!("error: {} is a file, not a folder: choose another folder with --out\n", out.display());
    assert_eq!(run.stderr, told);
}

#[test]
fn results_of_another_command_or_of_another_partner_are_kept() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    assert_eq!(run(&scenario, &out, &[]).code, Some(0));
    let before = contents(&out);
    let table = write(folder.path(), "events.csv", "日期,产研院,企业,事项\n2023-05-01,biomed,甲公司,设立\n");
    let mut apply = fiscast();
    apply.arg("apply").arg(table).arg("--scenario").arg(&scenario).arg("--out").arg(out.join("x"));
    let refused = ended(&mut apply);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("`fiscast run`, not of `fiscast apply`"), "{}", refused.stderr);
    assert!(contents(&out) == before, "nothing is lost");
    // a comparison rests on every scenario, not on the first alone
    let other = |cv: &str| write(folder.path(), "y.toml", head("y") + &format!("[quality]\ncv = \"{cv}\"\n"));
    let compare = |other: &Path| {
        let mut command = fiscast();
        command.arg("compare").arg(&scenario).arg(other).args(FEW).arg("--out").arg(&out);
        ended(&mut command)
    };
    let first = other("0.3");
    assert_eq!(compare(&first).code, Some(0));
    assert_eq!(compare(&first).code, Some(0));
    let refused = compare(&other("0.4"));
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("holds the results of another scenario"), "{}", refused.stderr);
}
