//! The coverage table: every clause of a policy with its words, what it pays or why it pays nothing, and the readings
//! that its words leave open.

use std::fmt::Write;

use crate::policy::{Citation, Clause, ClauseKind, Policy, Readings};
use crate::things::Language;

use super::grid::{Grid, Side};
use super::wrapping::fitted;

/// Columns of names.
const NAMES: usize = 24;
/// Columns of what is said of each.
const WORDS: usize = 71;

/// What a policy's clauses pay, to whom, who answers for it, and how each is modelled; then guarantees that touch money
/// and the open readings, the default first.
pub fn coverage_table(policy: &Policy, language: Language) -> String {
    let mut text = String::new();
    let title = language.say(&policy.title.zh, &policy.title.en);
    let gap = language.say("　", "  ");
    let _ = writeln!(text, "{}{gap}{title}", policy.document);
    let _ = writeln!(
        text,
        "{} {} {} {}\n",
        language.say("有效期", "valid from"),
        policy.validity.first_day,
        language.say("至", "to"),
        policy.validity.last_day
    );
    let mut clauses = ruled_table([language.say("条款", "clause"), language.say("内容", "content")]);
    for clause in &policy.clauses {
        let name = format!(
            "{}\n{}\n{}",
            clause.citation.article,
            language.say(&clause.title.zh, &clause.title.en),
            clause.id
        );
        clauses.row([name, content(clause, policy, language)]);
    }
    let guarantees = [
        (language.say("有效期", "validity"), &policy.validity_citation),
        (language.say("适用范围", "scope"), &policy.scope),
        (language.say("分级承担", "who bears it"), &policy.split),
        (language.say("专项资金", "special fund"), &policy.special_fund),
        (language.say("绩效评价", "evaluation"), &policy.evaluation.citation),
    ];
    let aim = policy.aim.iter().map(|aim| (language.say("目标", "aim"), &aim.citation));
    for (name, citation) in guarantees.into_iter().chain(aim) {
        clauses.row([format!("{}\n{name}", citation.article), quoted(citation)]);
    }
    let _ = writeln!(text, "{}", clauses.plain());
    let heading = language.say(
        "可有不同理解之处（第一个选项为默认）",
        "Where the words leave more than one reading (the first option is the default)",
    );
    let _ = writeln!(text, "\n{heading}");
    let mut readings =
        ruled_table([language.say("开关", "switch"), language.say("选项与原文", "options and words")]);
    for (switch, options) in Readings::SWITCHES {
        let words = policy
            .readings
            .get(*switch)
            .map(|citation| format!("{}{gap}{}", citation.article, quoted(citation)));
        let unsaid = language.say("（政策文件未引原文）", "(the policy file quotes no words for it)");
        let mut lines: Vec<String> = options
            .iter()
            .map(|option| {
                let title = Readings::option_title(switch, option).expect("an option has a title");
                format!("{option}{}{}", language.say("：", ": "), language.of(&title))
            })
            .collect();
        lines.push(words.unwrap_or_else(|| unsaid.to_owned()));
        let title = Readings::title(switch).expect("a switch has a title");
        readings.row([format!("{}\n{switch}", language.of(&title)), lines.join("\n")]);
    }
    let _ = writeln!(text, "{}", readings.plain());
    fitted(&text)
}

fn quoted(citation: &Citation) -> String {
    format!("“{}”", citation.words)
}

fn content(clause: &Clause, policy: &Policy, language: Language) -> String {
    let mut lines = vec![quoted(&clause.citation)];
    let (label, paid) = (language.say("支付：", "pays: "), payments(&clause.kind, language));
    match &clause.kind {
        ClauseKind::NoPayment { reason } => {
            let reason = language.say(&reason.zh, &reason.en);
            lines.push(format!("{}{reason}", language.say("不产生支付：", "pays nothing: ")));
        }
        ClauseKind::FundLossWriteOff => lines.push(paid),
        _ => lines.push(format!("{label}{paid}")),
    }
    let beneficiaries = language.say(&clause.beneficiaries.zh, &clause.beneficiaries.en);
    lines.push(format!("{}{beneficiaries}", language.say("对象：", "for: ")));
    if !clause.units.is_empty() {
        lines.push(format!(
            "{}{}",
            language.say("责任单位：", "responsible: "),
            clause.units.join(language.say("、", ", "))
        ));
    }
    if !clause.counties.is_empty() {
        lines.push(format!(
            "{}{}",
            language.say("仅限：", "only: "),
            clause.counties.join(language.say("、", ", "))
        ));
    }
    if clause.validity != policy.validity {
        let (first, last) = (clause.validity.first_day, clause.validity.last_day);
        lines.push(match language {
            Language::Chinese => format!("有效期：{first} 至 {last}"),
            Language::English => format!("valid: {first} to {last}"),
        });
    }
    if !clause.note.is_empty() {
        lines.push(format!("{}{}", language.say("说明：", "note: "), clause.note));
    }
    lines.push(format!("{}{}", language.say("建模方式：", "modelled as: "), clause.kind.name()));
    lines.join("\n")
}

/// The amounts of a clause in words.
fn payments(kind: &ClauseKind, language: Language) -> String {
    let pair = |spin_off: String, institute: String| match language {
        Language::Chinese => format!("企业 {spin_off}、产研院 {institute}"),
        Language::English => format!("{spin_off} to the firm and {institute} to the institute"),
    };
    let parts: Vec<String> = match kind {
        ClauseKind::InstalmentSubsidy { amount, instalments } => vec![match language {
            Language::Chinese if *instalments == 1 => format!("一次性 {}", amount.with_unit()),
            Language::Chinese => format!("每年 {}，共 {instalments} 期", amount.with_unit()),
            Language::English if *instalments == 1 => format!("{} once", amount.with_unit()),
            Language::English => format!("{} a year, {instalments} instalments", amount.with_unit()),
        }],
        ClauseKind::ListingReward { tiers } => tiers
            .iter()
            .map(|tier| {
                let amounts = pair(tier.spin_off.with_unit(), tier.institute.with_unit());
                format!("{} {amounts}", tier.markets.join("/"))
            })
            .collect(),
        ClauseKind::AwardReward { prizes } => {
            prizes.iter().map(|prize| format!("{} {}", prize.category, prize.amount.with_unit())).collect()
        }
        ClauseKind::RevenueMilestoneReward { milestones, .. } => milestones
            .iter()
            .map(|milestone| {
                let amounts = pair(milestone.spin_off.with_unit(), milestone.institute.with_unit());
                format!("> {} {amounts}", milestone.threshold.with_unit())
            })
            .collect(),
        ClauseKind::FundLossWriteOff => {
            vec![
                language
                    .say(
                        "不支付；启用子基金的情景中，损失核销作为或有损失列示",
                        "no payment; losses are written off as contingent, where a scenario has a sub-fund",
                    )
                    .to_owned(),
            ]
        }
        ClauseKind::NoPayment { .. } => Vec::new(),
    };
    parts.join(language.say("；", "; "))
}

fn ruled_table(head: [&str; 2]) -> Grid {
    Grid::new(1, head).with_side(1, Side::Left).with_most(0, NAMES).with_most(1, WORDS).with_rules()
}
