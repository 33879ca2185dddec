//! Finding a key's entry by its path.

use super::entry::{Entry, Form};
use super::{policy_keys, scenario_keys};
use crate::policy::Readings;
use crate::things::Text;

/// The keys of a scenario file; those below `policy` are [`POLICY`].
pub(in crate::scenario_file) const SCENARIO: &[Entry] = scenario_keys::KEYS;
/// The keys of a policy file.
pub(in crate::scenario_file) const POLICY: &[Entry] = policy_keys::KEYS;

/// What the parameter at a path of a scenario is, such as `spin_offs.formation_rate` or
/// `policy.clauses.creation_subsidy.amount`, and what its value counts; none where a scenario has no such key.
pub fn described(path: &str) -> Option<(Text, Text)> {
    let switch = path.strip_prefix("readings.").and_then(Readings::title);
    if let Some(title) = switch {
        return Some((title, Text::default()));
    }
    let entry = entry_of(path)?;
    let text = |(zh, en): (&str, &str)| Text::new(zh, en);
    Some((text(entry.meaning), text(entry.unit)))
}

/// What a word means that was chosen at a path of a scenario, such as `city` at `fund.demand`; none where the value is no
/// word of a few.
pub fn option_described(path: &str, word: &str) -> Option<Text> {
    if let Some(switch) = path.strip_prefix("readings.") {
        return Readings::option_title(switch, word);
    }
    let (_, (zh, en)) = entry_of(path)?.form.options().iter().find(|(option, _)| *option == word)?;
    Some(Text::new(*zh, *en))
}

fn entry_of(path: &str) -> Option<&'static Entry> {
    match path.strip_prefix("policy.") {
        Some(of_policy) if of_policy != "file" => find(POLICY, of_policy),
        _ => find(SCENARIO, path),
    }
}

/// The entry of a path, which may go through a section that has the keys of another one.
pub(in crate::scenario_file) fn find(keys: &'static [Entry], path: &str) -> Option<&'static Entry> {
    let parts: Vec<&str> = path.split('.').collect();
    if let Some(entry) = keys.iter().find(|entry| matches(entry.path, &parts)) {
        return Some(entry);
    }
    let (last, section) = parts.split_last()?;
    let section = keys.iter().find(|entry| matches(entry.path, section))?;
    match section.form {
        Form::Like(other) => find(keys, &format!("{other}.{last}")),
        _ => None,
    }
}

fn matches(pattern: &str, parts: &[&str]) -> bool {
    let mut patterns = pattern.split('.');
    let fits = |pattern: &str, part: &str| match (pattern, part.split_once('[')) {
        ("*", None) => true,
        (pattern, Some((list, _))) => pattern.strip_suffix("[]") == Some(list),
        (pattern, None) => pattern == part,
    };
    parts.iter().all(|part| patterns.next().is_some_and(|pattern| fits(pattern, part)))
        && patterns.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_finds_its_entry_by_identifiers_lists_and_sections_of_like_keys() {
        for (path, zh) in [
            ("spin_offs.formation_rate", "每家产研院每年新设衍生企业数"),
            ("sectors.devices.spin_offs.formation_rate", "每家产研院每年新设衍生企业数"),
            ("institutes.biomed.spin_offs.huayuan.founded", "企业成立日期"),
            ("awards.provincial.rounds[12].weight", "本轮获奖项数的倍数"),
            ("policy.clauses.creation_subsidy.amount", "每期补助金额"),
            ("policy.file", "政策文件"),
            ("readings.subsidy_start", "创建经费补助的起算日"),
        ] {
            assert_eq!(described(path).map(|(meaning, _)| meaning.zh).as_deref(), Some(zh), "{path}");
        }
        for path in
            ["", "spin_offs.formation_rat", "spin_offs.formation_rate.low", "clauses.x.amount", "rounds[0]"]
        {
            assert_eq!(described(path), None, "{path}");
        }
        for (path, word, en) in [
            ("readings.subsidy_start", "unveiled", Some("the unveiling")),
            ("fund.demand", "city", Some("the city's part")),
            ("fund.carry_over_years", "unlimited", Some("without limit")),
            ("fund.carry_over_years", "2", None),
            ("spin_offs.formation_rate", "0.8", None),
        ] {
            assert_eq!(option_described(path, word).map(|text| text.en).as_deref(), en, "{path}");
        }
    }
}
