//! Ctrl-C.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::support::{FEW, contents, fiscast, folder, head, names, write};

#[test]
fn an_interrupted_run_leaves_what_was_there_and_no_half_written_folder() {
    let folder = folder();
    let scenario = write(folder.path(), "x.toml", head("x"));
    let out = folder.path().join("out");
    fiscast().arg("run").arg(&scenario).args(FEW).arg("--out").arg(&out).assert().success();
    let before = contents(&out);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("fiscast"))
        .args(["run", "--lang", "en", "--verbose", "--paths", "4000000000", "--out"])
        .args([&out, &scenario])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut said = String::new();
    // it listens for Ctrl-C before it says that it begins
    while !said.contains("4000000000 paths") {
        assert_ne!(stderr.read_line(&mut said).expect("text"), 0, "it ended: {said}");
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let mut status = None;
    for _ in 0..600 {
        status = child.try_wait().expect("a child");
        if status.is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let Some(status) = status else {
        child.kill().expect("a child");
        panic!("it did not stop within half a minute");
    };
    stderr.read_to_string(&mut said).expect("text");
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("error: interrupted: no results were written"), "{said}");
    assert_eq!(names(&out), ["x"], "no partial folder");
    assert!(contents(&out) == before, "the earlier results still stand");
}
