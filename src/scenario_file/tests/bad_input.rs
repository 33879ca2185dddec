//! Every kind of bad input gets one clear message at the right line and column.

use super::files::{COMPLETE, Memory, POLICY, errors, marked, replaced};
use crate::language::Language;
use crate::scenario_file::Loaded;

/// Spoils the complete scenario by one edit, and checks that exactly one error stands at the mark `‸`.
fn expect(from: &str, to: &str, words: &[&str]) {
    expect_edits("complete.toml", &[(from, to)], words);
}

/// Spoils the policy.
fn expect_in_policy(from: &str, to: &str, words: &[&str]) {
    expect_edits("policy.toml", &[(from, to)], words);
}

fn expect_edits(file: &str, edits: &[(&str, &str)], words: &[&str]) {
    let sound = if file == "policy.toml" { POLICY } else { COMPLETE };
    let text = edits.iter().fold(sound.to_owned(), |text, (from, to)| replaced(&text, from, to));
    let (text, line, column) = marked(&text);
    check(&Memory::complete().with(file, &text).load("complete.toml", &[]), file, line, column, words);
}

fn check(loaded: &Loaded, file: &str, line: usize, column: usize, words: &[&str]) {
    let shown = loaded.diagnostics.render(Language::English, false);
    let errors = errors(loaded);
    assert_eq!(errors.len(), 1, "one error is expected with {words:?}:\n{shown}");
    assert!(loaded.scenario.is_none() && loaded.effective_scenario.is_empty());
    let found = (errors[0].file.as_str(), errors[0].line, errors[0].column);
    assert_eq!(found, (file, line, column), "{words:?}:\n{shown}");
    // a file without a line to show is named alone
    let named = [format!("--> {file}:{line}:{column}\n"), format!("--> {file}\n")];
    assert!(named.iter().any(|place| shown.contains(place)), "{shown}");
    for word in words {
        assert!(shown.contains(word), "{word:?} is missing in:\n{shown}");
    }
}

#[test]
fn the_complete_scenario_has_no_problem() {
    let loaded = Memory::complete().sound("complete.toml", &[]);
    let errors = loaded.diagnostics.errors();
    assert_eq!(errors, 0, "{}", loaded.diagnostics.render(Language::English, false));
}

#[test]
fn keys_that_nobody_asks_for_are_errors() {
    expect("formation_ramp = [", "‸formation_rampp = [", &["unknown key", "is formation_ramp meant?"]);
    expect("[quality]\n", "[quality]\n‸colour = 1\n", &["quality.colour: unknown key"]);
    expect(
        "source = \"JITRI 2020\"",
        "‸sorce = \"JITRI 2020\"",
        &["formation_rate.sorce", "is source meant?"],
    );
    expect("[report]", "[‸extra]\n[report]", &["extra: unknown key"]);
    expect("low = \"0.3\"", "‸lo = \"0.3\"", &["unknown key", "is low meant?"]);
    expect_in_policy("instalments = 3", "‸instalment = 3", &["unknown key", "is instalments meant?"]);
}

#[test]
fn keys_that_are_not_there_are_errors_at_their_section() {
    expect(
        "[quality]\ncv = \"0.4\"",
        "[‸quality]",
        &["quality.cv: is missing", "add cv = \"0.4\" under [quality]"],
    );
    expect_edits(
        "complete.toml",
        &[("transfers_rate = \"18\"\n", ""), ("[evaluation]", "[‸evaluation]")],
        &["evaluation.transfers_rate: is missing", "under [evaluation]"],
    );
    expect_edits(
        "complete.toml",
        &[("[report]\nconfidence = \"95%\"\n", ""), ("# A complete", "‸# A complete")],
        &["report: is missing", "add a section [report]"],
    );
    expect_edits(
        "complete.toml",
        &[
            ("science_award = { weights = { 0 = \"15%\", 1 = \"80%\", never = \"5%\" } }\n", ""),
            ("[lags]", "[‸lags]"),
        ],
        &["lags.science_award: is missing"],
    );
    expect_in_policy("[scope]\narticle = \"末段\"", "[‸scope]", &["policy.scope.article: is missing"]);
    expect_edits(
        "complete.toml",
        &[("file = \"policy.toml\"\n", ""), ("# A complete", "‸# A complete")],
        &["policy.file: is missing"],
    );
}

#[test]
fn wrong_units_and_wrong_types_say_what_to_write() {
    expect(
        "revenue_median = \"250万元\"",
        "revenue_median = ‸250",
        &["the number 250 lacks its unit", "\"500万元\""],
    );
    expect(
        "opening_balance = \"0元\"",
        "opening_balance = ‸\"5万\"",
        &["fund.opening_balance", "is no amount of money"],
    );
    expect(
        "formation_ramp = [\"0.4\"",
        "formation_ramp = [‸\"800万元\"",
        &["formation_ramp[0]", "is no number"],
    );
    expect("cv = \"0.4\"", "cv = ‸\"-0.4\"", &["-0.4 is negative"]);
    expect("accredited = 2021-10-16", "accredited = ‸\"2021-10-16\"", &["quotation marks", "2022-01-30"]);
    expect("min_age = \"2年\"", "min_age = ‸2.5", &["\"2.5\" is no whole number of years", "2 or \"2年\""]);
    expect("captive = false", "captive = ‸\"no\"", &["is not true or false"]);
    expect("revenue_sigma = \"1.2\"", "revenue_sigma = ‸[\"1.2\"]", &["a list is not a number"]);
    expect(
        "direct_markets = { weights = { SSE = \"30%\", SZSE = \"70%\" } }",
        "direct_markets = ‸\"SSE\"",
        &["is no distribution"],
    );
    expect("revenue_median = \"250万元\"", "revenue_median = ‸\"0元\"", &["the amount is 0", "above 0"]);
    expect("results_rate = \"30\"", "results_rate = ‸\"1e9\"", &["is above 1000"]);
    expect_edits(
        "complete.toml",
        &[("[quality]\ncv = \"0.4\"\n", ""), ("id = \"complete\"", "id = \"complete\"\nquality = ‸3")],
        &["the number 3 stands where a table belongs", "[quality]"],
    );
    expect_in_policy("reporting_day = \"04-30\"", "reporting_day = ‸\"02-29\"", &["is no day of every year"]);
    expect_in_policy(
        "amount = \"500万元\"",
        "amount = ‸500",
        &["clauses.creation_subsidy.amount", "lacks its unit"],
    );
}

#[test]
fn probabilities_and_shares_stay_between_0_and_1() {
    expect(
        "captive_share = \"12%\"",
        "captive_share = ‸\"120%\"",
        &["120% is outside [0, 1]", "\"12%\" or \"0.12\""],
    );
    expect("captive_share = \"12%\"", "captive_share = ‸12", &["12 is outside [0, 1]"]);
    expect(
        "accreditation_probability = \"60%\"",
        "accreditation_probability = ‸\"-1%\"",
        &["outside [0, 1]"],
    );
    expect(
        "county_share = \"0.125\"",
        "county_share = ‸\"1.25\"",
        &["rules[2].county_share: 1.25 is outside [0, 1]"],
    );
    expect("confidence = \"95%\"", "confidence = ‸\"100%\"", &["is no level of confidence"]);
}

#[test]
fn weights_must_say_something() {
    expect(
        "sectors = { weights = { biomedicine = \"30%\", devices = \"70%\" } }",
        "sectors = { weights = ‸{ biomedicine = 0, devices = 0 } }",
        &["pipeline.sectors: the weights sum to 0"],
    );
    expect(
        "sectors = { weights = { biomedicine = \"30%\"",
        "sectors = { weights = { biomedicine = ‸\"-30%\"",
        &["negative"],
    );
    expect(
        "count = { weights = { 3 =",
        "count = { weights = { ‸three =",
        &["is no count", "{ 2 = \"60%\", 3 = \"40%\" }"],
    );
    expect(
        "slow = { 3 = \"1\" }",
        "slow = ‸{ 3 = 0 }",
        &["pipeline.count.alternatives.slow: the weights sum to 0"],
    );
    expect(
        "listing_reward = { weights = { 0 =",
        "listing_reward = { weights = { ‸soon =",
        &["is no lag", "or never"],
    );
}

#[test]
fn values_stay_within_their_own_range() {
    expect(
        "{ value = \"0.8\", low = \"0.3\"",
        "{ value = ‸\"0.2\", low = \"0.3\"",
        &["lies below its low", "enclose the value"],
    );
    expect("{ value = \"0.8\", low", "{ value = ‸\"2.6\", low", &["lies above its high"]);
    expect(
        "by_year = { 2022 = \"0.90\", 2023 = \"0.66\"",
        "by_year = ‸{ 2022 = \"0.90\", 2023 = \"0.06\"",
        &["the value of 2023 lies below its low"],
    );
    expect(
        "low = \"0\", high = \"0.6\"",
        "low = ‸\"-2\", high = \"0.6\"",
        &["correlation.low: -2 is outside [-1, 1]"],
    );
    expect_edits(
        "complete.toml",
        &[
            (", source = \"JITRI 2020\", assumption = true", ""),
            ("formation_rate = {", "‸formation_rate = {"),
        ],
        &["states neither a source nor assumption = true"],
    );
}

#[test]
fn prizes_are_few_enough_to_draw_apart() {
    let prizes: Vec<String> = (0..255).map(|number| format!("p{number} = 1")).collect();
    let prizes = format!("{{ weights = {{ first = \"40%\", {}", prizes.join(", "));
    expect_edits(
        "complete.toml",
        &[("{ weights = { first = \"40%\"", &prizes), ("[awards.provincial]", "[‸awards.provincial]")],
        &["awards: all levels together have 257 prizes", "name at most 256"],
    );
}

#[test]
fn correlations_are_correlations() {
    expect(
        "value = \"0.3\", low = \"0\", high = \"0.6\"",
        "value = ‸\"1.3\"",
        &["drivers.correlation: 1.3 is outside [-1, 1]", "a correlation in [-1, 1]"],
    );
    expect("market_persistence = \"0.4\"", "market_persistence = ‸\"-40\"", &["outside [-1, 1]"]);
    expect(
        "market_persistence = \"0.4\"",
        "market_persistence = ‸[[1, 0.4], [0.4, 1]]",
        &["a list is not a correlation"],
    );
}

#[test]
fn names_that_lead_nowhere_suggest_the_nearest_one() {
    expect(
        "county = \"changyuan\"",
        "county = ‸\"changyaun\"",
        &["unknown county \"changyaun\"", "is changyuan meant?"],
    );
    expect(
        "sector = \"devices\"",
        "sector = ‸\"software\"",
        &["unknown sector", "known here: biomedicine, devices"],
    );
    expect(
        "{ gaoxin = \"30%\",",
        "{ ‸gaoxn = \"30%\",",
        &["pipeline.counties.gaoxn: unknown county", "is gaoxin meant?"],
    );
    expect(
        "{ biomedicine = \"30%\",",
        "{ ‸biomedicin = \"30%\",",
        &["unknown sector", "is biomedicine meant?"],
    );
    expect(
        "clauses = [\"listing_reward\"]",
        "clauses = [‸\"listing_rewards\"]",
        &["unknown clause", "is listing_reward meant?"],
    );
    expect("clause = \"listing_reward\"", "clause = ‸\"project_priority\"", &["pays nothing"]);
    expect("market = \"NEEQ\", date", "market = ‸\"NEQ\", date", &["unknown market", "is NEEQ meant?"]);
    expect(
        "[lags]",
        "[lags]\n‸fault_tolerance = { weights = { 0 = 1 } }",
        &["the clause fault_tolerance pays nothing"],
    );
    expect("[lags]", "[lags]\n‸listing = { weights = { 0 = 1 } }", &["unknown clause"]);
    expect(
        "subsidy_start = \"unveiled\"",
        "subsidy_start = ‸\"unveild\"",
        &["is unveiled meant? options: unveiled, accredited"],
    );
    expect("demand = \"city\"", "demand = ‸\"county\"", &["options: city, whole"]);
    expect_in_policy(
        "kind = \"no_payment\"",
        "kind = ‸\"no_paiment\"",
        &["unknown kind of clause", "is no_payment meant?"],
    );
    expect_in_policy(
        "counties = [\"gaoxin\", \"changyuan\"]",
        "counties = ‸[\"gaoxi\"]",
        &["unknown county", "is gaoxin meant?"],
    );
    expect_in_policy(
        "[readings.subsidy_start]",
        "[readings.‸subsidy_star]",
        &["unknown reading", "is subsidy_start meant?"],
    );
}

#[test]
fn dates_of_institutes_and_firms_are_in_order() {
    expect(
        "accredited = 2021-10-16",
        "accredited = ‸2026-01-01",
        &["lies after the horizon, which ends with 2025"],
    );
    expect(
        "accreditation_years = { weights = { 2022 =",
        "accreditation_years = { weights = { ‸2026 =",
        &["2026 lies after the horizon"],
    );
    expect("\"2024-06-30\" = \"50%\"", "‸\"2027-06-30\" = \"50%\"", &["lies after the horizon"]);
    expect(
        "value = 2021-12-20",
        "value = ‸2021-10-15",
        &["unveiled: 2021-10-15 lies before the accreditation"],
    );
    expect(
        "accredited = 2021-10-16\n",
        "accredited = 2021-10-16\naccepted = ‸2021-01-01\n",
        &["lies before the accreditation"],
    );
    expect_edits(
        "complete.toml",
        &[
            ("founded = 2020-05-01", "founded = ‸2022-01-01"),
            ("listing = { market = \"NEEQ\", date = 2021-06-01 }\n", ""),
        ],
        &["does not lie before the run"],
    );
    expect("date = 2021-06-01", "date = ‸2022-06-01", &["does not lie before the run"]);
    expect("date = 2021-06-01", "date = ‸2020-04-30", &["lies before the founding"]);
    expect("revenue = \"800万元\"", "revenue = ‸\"0元\"", &["above 0"]);
    expect_edits(
        "complete.toml",
        &[
            ("accreditation_probability = \"60%\"", "accredited = 2023-01-01"),
            ("accreditation_dates = {", "accreditation_dates = ‸{"),
        ],
        &["stands beside a fixed accreditation date", "keep either"],
    );
    expect(
        "accreditation_probability = \"60%\"\n",
        "accreditation_probability = \"60%\"\nunveiled = ‸2024-01-01\n",
        &["known only with a fixed"],
    );
    expect(
        "sector = \"devices\"\n",
        "sector = \"devices\"\n‸spin_offs = {}\n",
        &["need an institute with a fixed accreditation"],
    );
    expect_in_policy("last_day = 2024-12-31", "last_day = ‸2021-12-31", &["lies before the first day"]);
}

#[test]
fn lists_and_maps_are_complete_and_in_order() {
    expect("last = 2025", "last = ‸2021", &["the last year 2021 lies before the first, 2022"]);
    expect(
        "by_year = { 2022 = \"350万元\", 2023",
        "by_year = ‸{ 2023",
        &["fund.appropriations: no value for 2022", "2022 to 2025"],
    );
    expect(
        "appropriations = { by_year = {",
        "appropriations = ‸{ value = {",
        &["is no map of years", "{ by_year = { 2022 = \"500万元\""],
    );
    expect("date = 2024-01-10", "date = ‸2022-12-31", &["rounds[1].date", "does not lie after 2022-12-31"]);
    expect("[\"0.4\", \"0.8\", \"1\", \"1.2\"]", "‸[]", &["the list is empty"]);
    expect("carry_over_years = 2", "carry_over_years = ‸3", &["write 0, 1, 2 or \"unlimited\""]);
    expect("payment_year = 2022", "payment_year = ‸2021", &["lies before the run"]);
    expect("year = 2024", "year = ‸2030", &["2030 lies outside the horizon"]);
    expect(
        "payer = \"city\"",
        "payer = \"city\"\nclause = ‸\"listing_reward\"",
        &["a payer and a county, or a clause"],
    );
    expect(
        "payer = \"city\"",
        "payer = \"city\"\ncounty = ‸\"gaoxin\"",
        &["budgets.total.county: stands beside the payer city", "write payer = \"county\""],
    );
    expect_in_policy(
        "threshold = \"1000万元\"",
        "threshold = ‸\"500万元\"",
        &["500万元 is not above 500万元 of m500"],
    );
    expect_in_policy("\"HKEX\"]", "\"HKEX\", ‸\"NEEQ\"]", &["has a tier already"]);
    expect_in_policy("instalments = 3", "instalments = ‸0", &["write 1 to 30"]);
}

#[test]
fn the_split_covers_every_county_once() {
    expect_edits(
        "complete.toml",
        &[("    { county_share = \"50%\", source = \"财政体制\" },\n", ""), ("rules = [", "rules = ‸[")],
        &["no rule covers the county gaoxin for creation_subsidy, listing_reward"],
    );
    expect(
        "county_share = \"100%\" },",
        "county_share = \"100%\" },\n    ‸{ counties = [\"gaoxin\", \"changyuan\"], county_share = \"1\" },",
        &["split.rules[2]: covers what split.rules[1] on line"],
    );
    expect(
        "{ counties = [\"changyuan\"], county_share",
        "{ counties = ‸[], county_share",
        &["the list is empty"],
    );
}

#[test]
fn identifiers_and_texts_are_plain() {
    expect("[budgets.total]", "[budgets.‸never]", &["is a word of the format"]);
    expect("[budgets.total]", "[budgets.‸\"../总额\"]", &["has the character"]);
    expect("zh = \"完整情景\"", "zh = ‸\"a\\u001b[31m\"", &["control character \\u{1b}"]);
    expect("en = \"For tests.\"", "en = ‸\" \"", &["the text is empty"]);
    expect("id = \"complete\"", "id = ‸\"../../etc\"", &["has the character ."]);
    expect(
        "title = { zh = \"总额\", en = \"Total\" }",
        "title = ‸\"Total\"",
        &["{ zh = \"…\", en = \"…\" }"],
    );
}

#[test]
fn syntax_errors_are_located_and_drag_nothing_along() {
    expect("cv = \"0.4\"", "cv = \"0.4‸", &["no valid TOML", "double quotation marks"]);
    expect("cv = \"0.4\"", "cv = \"0.4\"\n‸cv = \"0.5\"", &["no valid TOML"]);
    let broken = replaced(COMPLETE, "uplift = \"3\"", "uplift = ");
    let broken = replaced(&broken, "captive_share = \"12%\"", "captive_share = \"120%\"");
    let loaded = Memory::complete().with("complete.toml", broken).load("complete.toml", &[]);
    assert_eq!(errors(&loaded).len(), 2, "{}", loaded.diagnostics.render(Language::English, false));
    let loaded = Memory::complete().with("complete.toml", b"id = \"a\"\n\xff\xfe").load("complete.toml", &[]);
    check(&loaded, "complete.toml", 2, 1, &["no UTF-8 text"]);
    for empty in ["", "\u{feff}", "\n \n# nothing\n"] {
        let loaded = Memory::complete().with("complete.toml", empty).load("complete.toml", &[]);
        check(&loaded, "complete.toml", 1, 1, &["the file states nothing", "extends = \"baseline.toml\""]);
    }
    let loaded = Memory::complete().with("complete.toml", "id = \"a\"").load("complete.toml", &[]);
    assert!(
        loaded.diagnostics.errors() > 10
            && loaded.diagnostics.render(Language::English, true).contains("complete.toml")
    );
}

#[test]
fn files_that_are_not_there_are_named_where_they_are_named() {
    check(
        &Memory::default().load("nowhere.toml", &[]),
        "nowhere.toml",
        1,
        1,
        &["there is no file \"nowhere.toml\""],
    );
    expect(
        "file = \"policy.toml\"",
        "file = ‸\"law/policy.toml\"",
        &["law/policy.toml", "relative to that file"],
    );
    expect("file = \"policy.toml\"", "file = ‸\"xinxiang-2022-8\"", &["is xinxiang-2022-9 meant?"]);
    expect(
        "id = \"complete\"",
        "id = \"complete\"\nextends = ‸\"base.toml\"",
        &["base.toml", "there is no file"],
    );
    expect("id = \"complete\"", "id = \"complete\"\nextends = ‸7", &["the number 7 is no name of a file"]);
}

#[test]
fn the_caret_stands_right_under_chinese_text() {
    let text =
        replaced(COMPLETE, "{ zh = \"高新区\", en = \"High-tech Zone\" }", "{ zh = \"高新区\", en = 7 }");
    let loaded = Memory::complete().with("complete.toml", text).load("complete.toml", &[]);
    let shown = loaded.diagnostics.render(Language::English, false);
    // each Chinese character fills two columns of a terminal
    let expected = "\
29 | name = { zh = \"高新区\", en = 7 }
   |                              ^
";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.contains("complete.toml:29:27"), "{shown}");
    assert!(loaded.diagnostics.render(Language::English, true).contains("\u{1b}["));
}

#[test]
fn ten_mistakes_of_one_file_are_reported_at_once() {
    let edits = [
        ("first = 2022", "first = 2022\n‸frist = 2021"),
        ("subsidy_start = \"unveiled\"", "subsidy_start = ‸\"unveild\""),
        ("value = \"0.3\", low = \"0\"", "value = ‸\"3\", low = \"0\""),
        ("county = \"changyuan\"", "county = ‸\"changyaun\""),
        ("accredited = 2021-10-16", "accredited = ‸2031-10-16"),
        ("{ value = \"0.8\", low", "{ value = ‸\"8\", low"),
        ("captive_share = \"12%\"", "captive_share = ‸\"112%\""),
        ("min_revenue = \"5000万元\"", "min_revenue = ‸5000"),
        (
            "direct_markets = { weights = { SSE = \"30%\", SZSE = \"70%\" } }",
            "direct_markets = { weights = ‸{ SSE = 0 } }",
        ),
        ("loss_beta = \"1.5\"", "‸loss_betta = \"1.5\""),
    ];
    let mut text = COMPLETE.to_owned();
    for (from, to) in edits {
        text = replaced(&text, from, to);
    }
    let mut places = Vec::new();
    while text.contains('‸') {
        let (plain, line, column) = marked(&text);
        places.push((line, column));
        text = plain;
    }
    let loaded = Memory::complete().with("complete.toml", text).load("complete.toml", &[]);
    let found: Vec<(usize, usize)> = errors(&loaded).iter().map(|error| (error.line, error.column)).collect();
    assert_eq!(found, places, "{}", loaded.diagnostics.render(Language::English, false));
    assert_eq!(found.len(), 10);
}

/// Never silent: without a scenario there is an error, and nothing panics on a file cut anywhere.
#[test]
fn a_mutilated_file_is_always_told_of() {
    let told = |file: &str, text: &str| {
        let loaded = Memory::complete().with(file, text).load("complete.toml", &[]);
        let shown = loaded.diagnostics.render(Language::English, false);
        assert_eq!(loaded.scenario.is_none(), loaded.diagnostics.errors() > 0, "{text}\n{shown}");
    };
    for (file, text) in [("complete.toml", COMPLETE), ("policy.toml", POLICY)] {
        let lines: Vec<&str> = text.lines().collect();
        for skipped in 0..lines.len() {
            let with = |replacement: &[&str]| {
                [&lines[..skipped], replacement, &lines[skipped + 1..]].concat().join("\n")
            };
            told(file, &with(&[]));
            told(file, &with(&[lines[skipped], lines[skipped]]));
            told(file, &with(&["= = ["]));
            told(file, &with(&[&lines[skipped].replace('"', "")]));
            told(file, &with(&[&lines[skipped].replace(['0', '1', '2', '5'], "-9")]));
            told(file, &with(&[&lines[skipped].replace(" = ", " = [").replace('{', "[")]));
        }
        for (cut, _) in text.char_indices().step_by(11) {
            told(file, &text[..cut]);
        }
    }
}
