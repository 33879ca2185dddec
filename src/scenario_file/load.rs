//! From files to a checked scenario.

use std::path::{Path, PathBuf};

use super::awards::{read_awards, warn_of_near_names};
use super::effective::{policy_text, scenario_text};
use super::frame::{
    Names, read_confidence, read_counties, read_drivers, read_evaluation, read_horizon, read_readings,
    read_sectors,
};
use super::fund::{read_budgets, read_fund, read_opening_payables, read_sub_fund};
use super::institutes::{check_clause_counties, read_institutes, read_pipeline};
use super::keys::check_keys;
use super::layers::{EMBEDDED_POLICIES, Loader, Merged};
use super::policy::{PolicyDraft, read_policy};
use super::spin_offs::{formation_is_bounded, read_listing, read_spin_offs, sector_model};
use super::split::{read_lags, read_split};
use super::warnings::{warn_above, warn_of_aim, warn_of_idle_budgets};
use crate::files::Files;
use crate::files::diagnostics::Diagnostics;
use crate::files::kinds::{ID, VARIATION};
use crate::files::reader::{Reading, Section, id_fault};
use crate::files::source::InputFile;
use crate::files::tree::parse;
use crate::language::{Language, Text, both};
use crate::policy::{ClauseKind, Policy};
use crate::scenario::Scenario;
use crate::things::Registry;

/// What came of loading a scenario.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The scenario; none where an error was found.
    pub scenario: Option<Scenario>,
    /// All errors and warnings.
    pub diagnostics: Diagnostics,
    /// All layers merged, as a file that names `policy.toml` beside it; empty where an error was found.
    pub effective_scenario: String,
    /// The policy with all changes, for `policy.toml`; empty where an error was found.
    pub effective_policy: String,
    /// Every file that was read, with its checksum.
    pub inputs: Vec<InputFile>,
}

/// What came of loading a policy.
#[derive(Debug, Clone)]
pub struct LoadedPolicy {
    /// The policy; none where an error was found.
    pub policy: Option<Policy>,
    /// All errors and warnings.
    pub diagnostics: Diagnostics,
    /// Every file that was read, with its checksum.
    pub inputs: Vec<InputFile>,
}

/// What a file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A scenario, or an overlay.
    Scenario,
    /// A policy.
    Policy,
}

impl FileKind {
    /// What a file with such keys at its top describes: a policy has keys that no scenario has, and the other way round; none
    /// where the keys are of both, or of neither.
    pub(super) fn of_keys<'k>(keys: impl Iterator<Item = &'k str>) -> Option<FileKind> {
        const OF_A_POLICY: [&str; 6] = ["clauses", "document", "issuer", "validity", "scope", "special_fund"];
        const OF_A_SCENARIO: [&str; 12] = [
            "horizon",
            "drivers",
            "counties",
            "sectors",
            "institutes",
            "pipeline",
            "spin_offs",
            "listing",
            "awards",
            "lags",
            "fund",
            "policy",
        ];
        let (mut policy, mut scenario) = (false, false);
        for key in keys {
            policy |= OF_A_POLICY.contains(&key);
            scenario |= OF_A_SCENARIO.contains(&key);
        }
        match (policy, scenario) {
            (true, false) => Some(FileKind::Policy),
            (false, true) => Some(FileKind::Scenario),
            _ => None,
        }
    }
}

/// Tells a policy file from a scenario file: a policy has a key that no scenario has, or extends a policy of the
/// program.
pub fn file_kind(text: &str) -> FileKind {
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    let extends_a_policy = table.get_ref().get("extends").and_then(|value| value.get_ref().as_str());
    if extends_a_policy.is_some_and(|named| EMBEDDED_POLICIES.iter().any(|(id, _)| *id == named)) {
        return FileKind::Policy;
    }
    FileKind::of_keys(table.get_ref().keys().map(|key| key.get_ref().as_ref())).unwrap_or(FileKind::Scenario)
}

/// Reads a scenario with all that it extends, its policy, and overlays on top, the last one uppermost. All
/// problems of all files are found at once.
pub fn load_scenario(path: &Path, overlays: &[PathBuf], files: &dyn Files) -> Loaded {
    let mut loader = Loader::new(files);
    let merged = loader.scenario(path, overlays);
    let scenario = merged.as_ref().and_then(|merged| checked_scenario(&loader, merged));
    let (mut effective_scenario, mut effective_policy) = (String::new(), String::new());
    if let (Some(_), Some(Merged { scenario, policy: Some(policy), .. })) = (&scenario, &merged) {
        effective_scenario = scenario_text(scenario);
        effective_policy = policy_text(policy);
    }
    let inputs = loader.sources.inputs();
    let diagnostics = Diagnostics::new(loader.sources, loader.problems);
    Loaded { scenario, diagnostics, effective_scenario, effective_policy, inputs }
}

/// Reads a policy with all that it extends.
pub fn load_policy(path: &Path, files: &dyn Files) -> LoadedPolicy {
    let mut loader = Loader::new(files);
    let policy = loader.policy(path).and_then(|(table, file)| {
        let reading = Reading::new(&loader.sources, &loader.problems, file);
        let draft = read_policy(&reading.root(&table, ""));
        draft.policy.filter(|_| !loader.problems.any_error())
    });
    let inputs = loader.sources.inputs();
    LoadedPolicy { policy, diagnostics: Diagnostics::new(loader.sources, loader.problems), inputs }
}

/// The policy that is part of the program under a name, such as `xinxiang-2022-9`.
///
/// # Errors
/// An unknown name, or the problems of the policy's text.
pub fn embedded_policy(id: &str) -> Result<Policy, Text> {
    let (_, text) = EMBEDDED_POLICIES
        .iter()
        .find(|(known, _)| *known == id)
        .ok_or_else(|| both!("程序没有名为 {id} 的政策", "no policy of the program is called {id}"))?;
    let mut loader = Loader::new(&|_: &Path| Err(std::io::ErrorKind::NotFound.into()));
    let (file, _) = loader.sources.add(format!("policy:{id}"), text.as_bytes());
    let table = parse(&loader.sources, file, &loader.problems);
    let draft = {
        let reading = Reading::new(&loader.sources, &loader.problems, file);
        read_policy(&reading.root(&table, ""))
    };
    draft.policy.ok_or_else(|| {
        let problems = Diagnostics::new(loader.sources, loader.problems);
        let [zh, en] =
            [Language::Chinese, Language::English].map(|language| problems.render(language, false));
        Text { zh, en }
    })
}

fn checked_scenario(loader: &Loader<'_>, merged: &Merged) -> Option<Scenario> {
    let reading = Reading::new(&loader.sources, &loader.problems, merged.file);
    let draft = merged.policy.as_ref().map(|table| read_policy(&reading.root(table, "policy")));
    let scenario = {
        let root = reading.root(&merged.scenario, "");
        if merged.policy.is_none() && !loader.problems.any_error() {
            root.required("policy.file", "\"xinxiang-2022-9\"");
        }
        read_scenario(&root, draft)
    };
    let mut scenario = scenario.filter(|_| !loader.problems.any_error())?;
    warn_of_aim(&scenario, &reading);
    warn_of_idle_budgets(&scenario, &reading);
    scenario.assumptions = reading.assumptions();
    Some(scenario)
}

fn read_scenario(root: &Section<'_>, draft: Option<PolicyDraft>) -> Option<Scenario> {
    let id = root.plain("id", true, &ID);
    if let (Some(id), Some(entry)) = (&id, root.table.get("id"))
        && let Some(fault) = id_fault(id, "+")
    {
        root.reading.fault(entry.item.place, "id", fault);
    }
    let title = root.text("title");
    let description = match root.optional("description") {
        Some(_) => root.text("description"),
        None => title.clone(),
    };
    let (policy, clauses) = match draft {
        Some(draft) => (draft.policy, Some(draft.clauses)),
        None => (None, None),
    };
    let horizon = root.section("horizon").and_then(|section| read_horizon(&section));
    let mut names = Names { horizon, registry: Registry::default(), clauses };
    let readings = root.section("readings").and_then(|section| read_readings(&section));
    let drivers = root.section("drivers").and_then(|section| read_drivers(&section));
    names.registry.counties =
        root.section("counties").map(|section| read_counties(&section)).unwrap_or_default();
    let sectors = root.section("sectors").map(|section| read_sectors(&section)).unwrap_or_default();
    names.registry.sectors = sectors.iter().map(|(sector, ..)| sector.clone()).collect();
    let common = root.section("spin_offs").map(|section| read_spin_offs(&section, true)).unwrap_or_default();
    let models: Vec<_> = sectors
        .into_iter()
        .map(|(sector, factor, own)| {
            let own = own.map(|section| read_spin_offs(&section, false)).unwrap_or_default();
            let model = sector_model(&common, own, factor);
            model.filter(|model| formation_is_bounded(&sector.id, model, root))
        })
        .collect();
    let listing =
        root.section("listing").and_then(|section| read_listing(&section, &mut names.registry, horizon));
    let awards = root.section("awards").and_then(|section| read_awards(&section, &mut names.registry));
    let institutes = root.section("institutes").and_then(|section| read_institutes(&section, &names));
    let pipeline = root.section("pipeline").and_then(|section| read_pipeline(&section, &names));
    let quality_cv = root.section("quality").and_then(|section| {
        let cv = section.parameter("cv", &VARIATION);
        warn_above(&section, "cv", cv, 2.0);
        cv
    });
    let evaluation = root.section("evaluation").and_then(|section| read_evaluation(&section));
    let lags = root.section("lags").and_then(|section| read_lags(&section, &names));
    let split = root.section("split").and_then(|section| read_split(&section, &names));
    let fund = root.section("fund").and_then(|section| read_fund(&section, &names));
    let confidence = root.section("report").and_then(|section| read_confidence(&section));
    let opening_payables =
        root.optional_section("opening_payables").map(|section| read_opening_payables(&section, &names));
    let budgets = root.optional_section("budgets").map(|section| read_budgets(&section, &names));
    let sub_fund = root.optional_section("sub_fund").map(|section| read_sub_fund(&section));
    if let Some(policy) = &policy {
        check_clause_counties(policy, &names, root);
        if !policy.clauses.iter().any(|clause| clause.kind.pays()) {
            root.reading.error(
                "policy.clauses",
                both!("没有支付的条款，无可预测", "no clause pays, so that there is nothing to forecast"),
                both!(
                    "至少保留一个支付的条款，如 instalment_subsidy",
                    "keep at least one clause of a kind that pays, such as instalment_subsidy"
                ),
            );
        }
        check_keys(policy, institutes.as_deref(), awards.as_deref(), root);
        warn_of_near_names(policy, &names, root);
        if sub_fund.is_some()
            && !policy.clauses.iter().any(|clause| clause.kind == ClauseKind::FundLossWriteOff)
        {
            root.reading.error(
                "sub_fund",
                both!(
                    "政策中没有 fund_loss_write_off 类条款来处理其损失",
                    "the policy has no clause of kind fund_loss_write_off for its losses"
                ),
                both!(
                    "请在政策中加入这类条款，或去掉 sub_fund",
                    "add such a clause to the policy, or take sub_fund out"
                ),
            );
        }
    }
    Some(Scenario {
        id: id?,
        title: title?,
        description: description?,
        horizon: horizon?,
        drivers: drivers?,
        institutes: institutes?,
        pipeline: pipeline?,
        quality_cv: quality_cv?,
        evaluation: evaluation?,
        sectors: models.into_iter().collect::<Option<_>>()?,
        listing: listing?,
        awards: awards?,
        sub_fund: match sub_fund {
            Some(sub_fund) => Some(sub_fund?),
            None => None,
        },
        policy: policy?,
        readings: readings?,
        lags: lags?,
        split: split?,
        fund: fund?,
        opening_payables: opening_payables.unwrap_or_else(|| Some(Vec::new()))?,
        budgets: budgets.unwrap_or_else(|| Some(Vec::new()))?,
        confidence: confidence?,
        registry: names.registry,
        assumptions: Vec::new(),
    })
}
