//! `fiscast completions`.

use std::process::{Command, Stdio};

use super::support::{ended, fiscast};

#[test]
fn every_shell_gets_every_command_and_the_options() {
    let help = ended(fiscast().args(["--lang", "en", "--help"])).stdout;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"run") && commands.contains(&"completions"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = ended(fiscast().args(["completions", shell]));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell}");
        // commands, an option of one of them, and for most shells the values that it takes
        for word in commands.iter().copied().chain(["near-quantile"]) {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
        let values = ["bash", "zsh", "fish"].contains(&shell);
        assert!(!values || run.stdout.contains("with-sub-fund"), "{shell}: what --from offers");
    }
}

#[test]
fn descriptions_are_in_the_language_asked_for() {
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let [zh, en] = ["zh", "en"].map(|language| {
            let run = ended(fiscast().args(["completions", shell, "--lang", language]));
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell} {language}");
            run.stdout
        });
        assert!(zh.contains("检查情景文件和政策文件") && zh.contains("模拟的路径数"), "{shell}");
        assert!(!zh.contains("Check scenario") && !zh.contains("Print help"), "{shell}");
        assert!(en.contains("Check scenario") && en.contains("Print help"), "{shell}");
        assert!(!en.contains("模拟的路径数"), "{shell}");
    }
    // what an option takes is described as well, where the shell shows it
    let zsh = ended(fiscast().args(["completions", "zsh"]).env_remove("FISCAST_LANG")).stdout;
    assert!(zsh.contains("基准情景") && zsh.contains("英文"), "{zsh}");
}

/// A shell that is there takes the text without complaint, and completes from it.
#[cfg(unix)]
#[test]
fn bash_reads_the_completions() {
    if Command::new("bash").arg("-c").arg("true").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: there is no bash");
        return;
    }
    let text = ended(fiscast().args(["completions", "bash"])).stdout;
    let script = format!(
        "{text}\nCOMP_WORDS=(fiscast sch); COMP_CWORD=1; _fiscast fiscast sch fiscast; echo \"${{COMPREPLY[@]}}\""
    );
    let output = Command::new("bash").args(["--norc", "-c", &script]).output().expect("bash");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "schema",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn another_shell_is_told_which_there_are() {
    for (arguments, words) in [
        (vec!["completions", "tcsh"], "bash, elvish, fish, powershell, zsh"),
        (vec!["completions"], "<SHELL>"),
    ] {
        let run = ended(fiscast().args(["--lang", "en"]).args(&arguments));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}
