//! Every kind of bad input gets one clear message: file, line and column, the line itself, what is wrong and
//! what would be right.

use super::support::{Ended, ended, fiscast, folder, head, names, write};

/// What is wrong, the lines that an overlay of the baseline has for it with `‸` where the message points, and
/// words of the message and its advice.
type Case = (&'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "an unknown key",
        "[spin_offs]\n‸formation_rat = \"1\"\n",
        &["spin_offs.formation_rat: unknown key", "formation_rate"],
    ),
    (
        "an unknown section",
        "[‸sub_found]\ncommitment = \"1亿元\"\n",
        &["sub_found: unknown key", "is sub_fund meant?"],
    ),
    (
        "a misspelt reading",
        "[readings]\n‸listing_sequense = \"top_up\"\n",
        &["unknown key", "is listing_sequence meant?"],
    ),
    (
        "a missing key",
        "[institutes.‸new]\nname = { zh = \"新\", en = \"New\" }\ncounty = \"gaoxin\"\nsector = \"devices\"\n",
        &["institutes.new.accredited: is missing", "add accredited = 2022-06-30"],
    ),
    (
        "a parameter that rests on nothing",
        "[quality]\n‸cv = { value = \"0.4\" }\n",
        &["quality.cv: states neither a source nor assumption = true", "add source"],
    ),
    (
        "money without a unit",
        "[fund]\nopening_balance = ‸500\n",
        &["the number 500 lacks its unit 元, 万元 or 亿元", "\"500万元\""],
    ),
    (
        "money with half a unit",
        "[fund]\nopening_balance = ‸\"5万\"\n",
        &["is no amount of money", "\"500万元\""],
    ),
    (
        "money where a rate belongs",
        "[spin_offs]\nformation_rate = ‸\"800万元\"\n",
        &["\"800万元\" is no number", "a rate from 0 to 1000"],
    ),
    ("negative money", "[fund]\nopening_balance = ‸\"-5万元\"\n", &["\"-5万元\" is negative", "\"500万元\""]),
    ("a fraction of a fen", "[fund]\nopening_balance = ‸\"0.001元\"\n", &["a fraction of a fen", "0.01元"]),
    ("a decimal comma", "[fund]\nopening_balance = ‸\"1,2亿元\"\n", &["not by three digits", "\"500万元\""]),
    (
        "a probability above 1",
        "[spin_offs]\ncaptive_share = ‸\"120%\"\n",
        &["120% is outside [0, 1]", "such as \"12%\" or \"0.12\""],
    ),
    (
        "a percentage without its sign",
        "[spin_offs]\ncaptive_share = ‸12\n",
        &["12 is outside [0, 1]", "such as \"12%\""],
    ),
    (
        "weights that sum to 0",
        "[pipeline]\nsectors = { weights = ‸{ materials = 0, devices = \"0%\" } }\n",
        &["pipeline.sectors: the weights sum to 0", "a weight above 0"],
    ),
    (
        "a negative weight",
        "[pipeline]\nsectors = { weights = { devices = ‸\"-1\" } }\n",
        &["-1 is negative", "not negative"],
    ),
    (
        "an accreditation after the horizon",
        "[institutes.device]\naccredited = ‸2026-01-01\n",
        &["2026-01-01 lies after the horizon, which ends with 2025", "a day of the horizon"],
    ),
    (
        "a pipeline after the horizon",
        "[pipeline]\naccreditation_years = { weights = { ‸2030 = \"100%\" } }\n",
        &["2030 lies after the horizon", "times in the horizon"],
    ),
    (
        "an unveiling before the accreditation",
        "[institutes.device]\nunveiled = ‸2020-01-01\n",
        &["2020-01-01 lies before the accreditation on 2021-10-16", "or a later one"],
    ),
    (
        "a value below its own low",
        "[quality]\ncv = { value = ‸\"0.1\", low = \"0.2\", high = \"0.6\", assumption = true }\n",
        &["quality.cv: the value lies below its low", "they enclose the value"],
    ),
    (
        "a value above its own high",
        "[quality]\ncv = { value = ‸\"0.7\", low = \"0.2\", high = \"0.6\", assumption = true }\n",
        &["quality.cv: the value lies above its high", "they enclose the value"],
    ),
    (
        "an unknown county",
        "[institutes.device]\ncounty = ‸\"changyaun\"\n",
        &["unknown county \"changyaun\"", "is changyuan meant?"],
    ),
    (
        "an unknown sector",
        "[institutes.device]\nsector = ‸\"software\"\n",
        &["unknown sector \"software\"", "known here: biomedicine, materials, devices"],
    ),
    (
        "an unknown clause",
        "[split]\nrules = [{ county_share = \"1\" }, { clauses = [‸\"listing\"], county_share = \"0\" }]\n",
        &["unknown clause \"listing\"", "listing_reward"],
    ),
    (
        "a correlation above 1",
        "[drivers]\ncorrelation = ‸\"1.5\"\n",
        &["1.5 is outside [-1, 1]", "a correlation in [-1, 1]"],
    ),
    (
        "a correlation that is a matrix",
        "[drivers]\ncorrelation = ‸[[1, 0.3], [0.3, 1]]\n",
        &["a list is not a correlation", "such as \"0.3\""],
    ),
    (
        "a county that no split rule covers",
        "[split]\nrules = ‸[\n{ counties = [\"gaoxin\", \"weibin\", \"hongqi\", \"muye\", \"fengquan\", \"xinxiang_county\", \"huojia\", \"yuanyang\", \"yanjin\", \"fengqiu\", \"weihui\", \"huixian\", \"jingkai\", \"pingyuan\"], county_share = \"50%\" }]\n",
        &["no rule covers the county changyuan", "one without counties and clauses"],
    ),
    (
        "two rules for one case",
        "[split]\nrules = [{ county_share = \"50%\" }, ‸{ county_share = \"40%\" }]\n",
        &["covers what split.rules[0] on line 6 covers", "keep one of the two"],
    ),
    ("invalid TOML", "[quality]\ncv ‸\"0.4\"\n", &["this is no valid TOML", "write key = value"]),
    (
        "a text without its end",
        "[quality]\ncv = \"0.4‸\n",
        &["this is no valid TOML", "in double quotation marks on one line"],
    ),
    (
        "a wrong type",
        "[policy.clauses.creation_subsidy]\ninstalments = ‸[3]\n",
        &["policy.clauses.creation_subsidy.instalments: a list is not a whole number", "such as 3"],
    ),
    (
        "a value for a section",
        "quality = ‸3\n",
        &["quality: the number 3 stands where a table belongs", "[quality]"],
    ),
    (
        "a day that is not in the calendar",
        "[institutes.device]\naccredited = ‸2023-02-30\n",
        &["invalid date", "write a day of the calendar, such as 2022-01-30"],
    ),
    (
        "a date in quotation marks",
        "[institutes.device]\naccredited = ‸\"2023-02-28\"\n",
        &["stands in quotation marks, a date does not", "2022-01-30"],
    ),
    (
        "a date with a time",
        "[institutes.device]\naccredited = ‸2023-02-28T10:00:00\n",
        &["is no plain day", "2022-01-30"],
    ),
    (
        "a section that stands twice",
        "[institutes.device]\ncounty = \"gaoxin\"\nsector = \"devices\"\n[institutes.‸device]\ncounty = \"weihui\"\nsector = \"devices\"\n",
        &["duplicate key", "a key may stand only once"],
    ),
    (
        "a key that stands twice",
        "[quality]\ncv = \"0.3\"\n‸cv = \"0.4\"\n",
        &["duplicate key", "merge the two"],
    ),
    (
        "names with the same key of a random stream",
        "[awards.mfoc33wli2qba]\ninstitute_rate = 0\nspin_off_rate = 0\nspin_off_min_age = 0\nprizes = { weights = { a = 1 } }\nrounds = []\n[awards.‸j10y1pwqer3ba]\ninstitute_rate = 0\nspin_off_rate = 0\nspin_off_min_age = 0\nprizes = { weights = { a = 1 } }\nrounds = []\n",
        &["the names mfoc33wli2qba and j10y1pwqer3ba have the same key", "rename one of the two"],
    ),
    (
        "a name that is a word of the format",
        "[budgets.‸weights]\ntitle = { zh = \"x\", en = \"x\" }\namount = \"1元\"\nbasis = \"cash\"\nyear = \"all\"\n",
        &["weights", "is a word of the format", "write an identifier"],
    ),
    (
        "a name with a path in it",
        "[budgets.‸\"../x\"]\ntitle = { zh = \"x\", en = \"x\" }\namount = \"1元\"\nbasis = \"cash\"\nyear = \"all\"\n",
        &["has the character .", "a-z, 0-9, _ and -"],
    ),
    (
        "an unknown reading",
        "[readings]\nsubsidy_start = ‸\"unveild\"\n",
        &["\"unveild\" is no option", "is unveiled meant? options: unveiled, accredited, accepted"],
    ),
    (
        "a horizon that runs backwards",
        "[horizon]\nfirst = 2025\nlast = ‸2022\n",
        &["the last year 2022 lies before the first, 2025", "let last be first or later"],
    ),
    ("a NUL byte", "ti‸\0tle = 1\n", &["invalid unquoted key", "letters, digits, _ and -"]),
    (
        "a NUL byte in a text",
        "[quality]\ncv = \"0‸\0\"\n",
        &["this is no valid TOML", "double quotation marks"],
    ),
    (
        "a huge amount",
        "[fund]\nopening_balance = ‸\"1e300万元\"\n",
        &["\"1e300\" in \"1e300万元\" is no number"],
    ),
    (
        "an amount beyond all budgets",
        "[fund]\nopening_balance = ‸\"1001亿元\"\n",
        &["beyond the largest amount, 1000亿元", "\"500万元\""],
    ),
    ("a huge rate", "[spin_offs]\nformation_rate = ‸1e300\n", &["\"1e300\" is no number", "from 0 to 1000"]),
    ("a huge number", "[spin_offs]\ngrowth_mean = ‸1e999\n", &["\"1e999\" is no number", "such as \"0.26\""]),
    ("a huge year", "[horizon]\nlast = ‸99999999999999999999\n", &["is no year of 1900 to 2200", "2022"]),
    ("NaN", "[spin_offs]\nformation_rate = ‸nan\n", &["\"nan\" is no number", "from 0 to 1000"]),
    ("infinity", "[spin_offs]\ngrowth_mean = ‸-inf\n", &["\"-inf\" is no number", "such as \"0.26\""]),
    (
        "rates whose product would fill the memory",
        "[sectors.devices]\nformation_factor = ‸\"1e9\"\n",
        &["founds 960000000 firms a year, above 1000", "lower this factor"],
    ),
    (
        "a round that would fill the memory",
        "[awards.national]\nrounds = [{ date = 2024-01-01, weight = ‸\"1e9\" }]\n",
        &["brings 10000000 awards to one holder", "lower the weight"],
    ),
    (
        "institutes that differ beyond reason",
        "[quality]\ncv = ‸\"1e9\"\n",
        &["1000000000 is above 10", "0 to 10"],
    ),
    (
        "brackets without end",
        // as deep as the parser goes
        "x = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[‸[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        &["recursion", "close the brackets"],
    ),
    (
        "something to remove that is not there",
        "[institutes.‸devise]\nremove = true\n",
        &["nothing to remove", "is device meant?"],
    ),
];

/// What is not as it should be where one error at a place is expected.
fn faults(checked: &Ended, place: &str, line: &str, words: &[&str]) -> Vec<String> {
    let shown = &checked.stderr;
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    expect(checked.code == Some(2), format!("exit code {:?}", checked.code));
    expect(shown.matches("error: ").count() == 1, "not one error".to_owned());
    expect(shown.contains(&format!("--> {place}\n")), format!("not at {place}"));
    expect(shown.contains("= help: "), "no advice".to_owned());
    expect(!shown.contains("panicked"), "a panic".to_owned());
    for words in words.iter().chain([&line]) {
        expect(shown.contains(words), format!("{words:?} is missing"));
    }
    faults
}

/// What of an error in Chinese is not Chinese, or stands elsewhere.
fn not_chinese(checked: &Ended, place: &str) -> Option<String> {
    let shown = &checked.stderr;
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let said = |head: &str| shown.lines().find_map(|line| line.split_once(head)).map(|(_, words)| words);
    let told = [said("错误: "), said("= 建议: ")];
    let holds = checked.code == Some(2)
        && shown.contains(&format!("--> {place}\n"))
        && told.iter().all(|words| words.is_some_and(|words| words.contains(is_chinese)));
    (!holds).then(|| format!("not one error in Chinese at {place}:\n{shown}"))
}

/// Expects one error at a place of a file.
fn expect(what: &str, checked: &Ended, place: &str, line: &str, words: &[&str]) {
    let faults = faults(checked, place, line, words);
    assert!(faults.is_empty(), "{what}: {faults:?}\n{}", checked.stderr);
}

#[test]
fn every_kind_of_bad_input_gets_one_clear_message_at_its_place() {
    let folder = folder();
    let mut wrong = Vec::new();
    for (what, snippet, words) in CASES {
        let marked = head("bad") + snippet;
        let (before, after) = marked.split_once('‸').unwrap_or_else(|| panic!("{what}: no mark"));
        let start = before.rfind('\n').map_or(0, |index| index + 1);
        let (line, column) = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
        let shown: String = format!("{}{}", &before[start..], after.lines().next().unwrap_or_default());
        // control characters are shown by pictures, long lines are cut
        let shown: String = shown.replace('\0', "␀").chars().take(60).collect();
        write(folder.path(), "bad.toml", format!("{before}{after}"));
        let checked = ended(fiscast().args(["check", "bad.toml"]).current_dir(folder.path()));
        let place = format!("bad.toml:{line}:{column}");
        let found = faults(&checked, &place, shown.trim_end(), words);
        if !found.is_empty() {
            wrong.push(format!("{what}: {found:?}\n{}", checked.stderr));
        }
        let run = ended(fiscast().args(["run", "bad.toml"]).current_dir(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{what}");
        assert_eq!(run.stderr, checked.stderr, "{what}: run says what check says");
        let chinese = ended(fiscast().args(["check", "bad.toml", "--lang", "zh"]).current_dir(folder.path()));
        wrong.extend(not_chinese(&chinese, &place).map(|fault| format!("{what}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(names(folder.path()), ["bad.toml"], "nothing is written");
}

#[test]
fn layers_that_lead_nowhere_are_told_where_they_are_named() {
    let folder = folder();
    let check = |name: &str| ended(fiscast().args(["check", name]).current_dir(folder.path()));
    write(folder.path(), "missing.toml", "extends = \"basline.toml\"\n");
    let words = ["there is no file \"basline.toml\"", "a path in a file is relative to that file"];
    expect(
        "a missing file",
        &check("missing.toml"),
        "missing.toml:1:11",
        "extends = \"basline.toml\"",
        &words,
    );
    write(folder.path(), "policy.toml", head("bad") + "[policy]\nfile = \"law.toml\"\n");
    let words = ["there is no file \"law.toml\"", "relative to that file"];
    expect("a missing policy", &check("policy.toml"), "policy.toml:6:8", "file = \"law.toml\"", &words);
    write(folder.path(), "a.toml", "extends = \"sub/b.toml\"\n");
    write(folder.path(), "sub/b.toml", "# 乙\nextends = \"../a.toml\"\n");
    let words = ["extends: circular: \"a.toml\" extends \"sub/b.toml\" extends \"a.toml\"", "extend nothing"];
    let circular = check("a.toml");
    assert!(circular.stderr.contains(&format!("--> sub{}b.toml:2:11", std::path::MAIN_SEPARATOR)));
    assert_eq!(circular.code, Some(2));
    assert!(words.iter().all(|words| circular.stderr.contains(words)), "{}", circular.stderr);
    write(folder.path(), "self.toml", "extends = \"self.toml\"\n");
    assert!(check("self.toml").stderr.contains("\"self.toml\" extends \"self.toml\""));
}

#[test]
fn files_that_are_no_scenario_are_told_as_a_whole() {
    let folder = folder();
    let check = |name: &str, bytes: &[u8]| {
        write(folder.path(), name, bytes);
        ended(fiscast().args(["check", name]).current_dir(folder.path()))
    };
    let words = ["the file states nothing", "extends = \"baseline.toml\""];
    expect("an empty file", &check("empty.toml", b""), "empty.toml", "", &words);
    expect("comments alone", &check("comments.toml", b"\n# none\n"), "comments.toml:1:1", "", &words);
    let latin = [head("bad").as_bytes(), b"[quality]\ncv = \"\xff\xfe\"\n"].concat();
    let words = ["the file is no UTF-8 text from here on", "save it with the encoding UTF-8"];
    expect("no UTF-8", &check("latin.toml", &latin), "latin.toml:6:7", "cv = \"", &words);
    let utf16: Vec<u8> = "id = \"x\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xff, 0xfe], utf16.as_slice()].concat();
    expect("UTF-16", &check("utf16.toml", &utf16), "utf16.toml:1:1", "", &words);
    // what an editor on Windows saves is a scenario like any other
    let windows = format!("\u{feff}{}", head("windows").replace('\n', "\r\n"));
    assert_eq!(check("windows.toml", windows.as_bytes()).code, Some(0));
}

#[test]
fn lines_of_any_length_and_problems_of_any_number_are_told_in_no_time() {
    const MEGABYTE: usize = 1 << 20;
    let folder = folder();
    let check = |text: String| {
        write(folder.path(), "long.toml", text);
        let checked = ended(fiscast().args(["check", "long.toml"]).current_dir(folder.path()));
        assert_eq!(checked.code, Some(2));
        assert!(checked.stderr.len() < 200_000, "{} bytes are shown", checked.stderr.len());
        checked.stderr
    };
    for line in [
        format!("# {}\n", "长".repeat(10 * MEGABYTE / 3)),
        format!("x = [{}]\n", "[],".repeat(10 * MEGABYTE / 3)),
    ] {
        let shown = check(head("long") + &line);
        assert!(shown.contains("the file \"long.toml\" has more than 500000 bytes"), "{shown}");
        assert!(shown.contains("--> long.toml\n") && shown.contains("= help: check the name"), "{shown}");
    }
    let shown = check(format!("{}{} = 1\n", head("long"), "x".repeat(400_000)));
    assert!(shown.contains("unknown key") && shown.contains("--> long.toml:5:1\n") && shown.len() < 3000);
    let shown = check(format!("{}[fund]\nopening_balance = \"{}元\"\n", head("long"), "9".repeat(400_000)));
    assert!(shown.contains("--> long.toml:6:19\n") && shown.len() < 3000, "{shown}");
    let list = "\"a\",".repeat(100_000);
    let shown = check(format!("{}[spin_offs]\nformation_ramp = [{list}]\n", head("long")));
    assert!(shown.contains("spin_offs.formation_ramp[0]: \"a\" is no number"), "{shown}");
    assert!(shown.contains("this and further problems are not shown"), "{shown}");
    assert_eq!(shown.matches("error: ").count(), 201);
}

#[test]
fn an_overlay_whose_name_fits_no_folder_is_told_at_the_overlay() {
    let folder = folder();
    write(folder.path(), "base.toml", head("base"));
    for (name, text, place, words) in [
        ("My Overlay.toml", "[quality]\ncv = \"0.3\"\n", "My Overlay.toml:1:1", "has the character M"),
        ("o.toml", "id = \"高\"\n", "o.toml:1:6", "has the character 高"),
        ("o.toml", "id = \"..\"\n", "o.toml:1:6", "has the character ."),
        ("o.toml", "id = \"\"\n", "o.toml:1:6", "1 to"),
    ] {
        write(folder.path(), name, text);
        let checked =
            ended(fiscast().args(["check", "base.toml", "--with", name]).current_dir(folder.path()));
        let line = text.lines().next().unwrap_or_default();
        expect(name, &checked, place, line, &[words, "becomes part of the scenario's id", "rename its file"]);
    }
}

#[test]
fn a_policy_of_which_nothing_pays_is_refused() {
    let folder = folder();
    let mut text = head("bad");
    for clause in ["creation_subsidy", "listing_reward", "science_award", "revenue_milestone"] {
        text += &format!("[policy.clauses.{clause}]\nremove = true\n[lags.{clause}]\nremove = true\n");
    }
    write(folder.path(), "bad.toml", text);
    let checked = ended(fiscast().args(["check", "bad.toml"]).current_dir(folder.path()));
    assert_eq!(checked.code, Some(2));
    let words = ["policy.clauses: no clause pays", "keep at least one clause", "--> policy:xinxiang-2022-9:"];
    assert!(words.iter().all(|words| checked.stderr.contains(words)), "{}", checked.stderr);
}

#[test]
fn a_file_cannot_send_control_characters_to_the_terminal() {
    let folder = folder();
    for lines in ["\"\\u001b[31m\" = 1\n", "[quality]\ncv = \"\\u001b]0;x\\u0007\"\n", "x = \u{1b}[31m\n"] {
        write(folder.path(), "bad.toml", head("bad") + lines);
        let checked = ended(fiscast().args(["check", "bad.toml"]).current_dir(folder.path()));
        assert_eq!(checked.code, Some(2));
        assert!(!checked.stderr.contains(['\u{1b}', '\u{7}']), "{}", checked.stderr);
    }
}
