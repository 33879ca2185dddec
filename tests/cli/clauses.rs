//! `fiscast clauses`: every item of part four, with its words, amounts and reasons, and the open readings.

use fiscast::policy::Readings;

use super::support::{ended, fiscast, folder, of_project, write};

/// The text without line breaks and borders, so that words can be found across lines.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '─').collect()
}

#[test]
fn every_item_of_part_four_is_listed_in_both_languages() {
    for (language, words) in [
        ("zh", ["有效期2022-01-30至2024-12-31", "每年500万元，共3期", "不产生支付", "责任单位"]),
        (
            "en",
            ["validfrom2022-01-30to2024-12-31", "500万元ayear,3instalments", "paysnothing", "responsible"],
        ),
    ] {
        let run = ended(fiscast().args(["clauses", "--lang", language]));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]
        {
            assert!(run.stdout.contains(&format!("四（{number}）")), "({number}) is missing");
        }
        let text = joined(&run.stdout);
        for word in words {
            assert!(text.contains(word), "{word} is missing in\n{}", run.stdout);
        }
        // each amount of the document that pays, as it writes it
        for amount in [
            "100万元",
            "25万元",
            "200万元",
            "50万元",
            "40万元",
            "20万元",
            "15万元",
            "2万元",
            "5万元",
            "10万元",
            "1亿元",
        ] {
            assert!(text.contains(amount), "{amount} is missing");
        }
        for (switch, options) in Readings::SWITCHES {
            assert!(run.stdout.contains(switch), "{switch} is missing");
            for option in *options {
                let title = Readings::option_title(switch, option).expect("a title");
                let title = joined(if language == "zh" { &title.zh } else { &title.en });
                assert!(text.contains(option) && text.contains(&title), "{switch} = {option} is missing");
            }
        }
        let widest = run.stdout.lines().skip(1).map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= 110), "{widest:?}");
    }
}

#[test]
fn another_policy_is_shown_from_its_file() {
    let folder = folder();
    let base = of_project("scenarios/policies/xinxiang-2022-9.toml");
    let reform = format!(
        "extends = \"{}\"\nid = \"reform\"\ntitle = {{ zh = \"修订\", en = \"Reform\" }}\n[clauses.creation_subsidy]\namount = \"321万元\"\n",
        base.display().to_string().replace('\\', "/")
    );
    let file = write(folder.path(), "reform.toml", reform);
    let run = ended(fiscast().args(["clauses", "--lang", "zh", "--policy"]).arg(&file));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(joined(&run.stdout).contains("每年321万元"));
    let wrong = write(folder.path(), "wrong.toml", "document = \"x\"\n");
    let run = ended(fiscast().args(["clauses", "--policy"]).arg(&wrong));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("wrong.toml:1:1"));
}
