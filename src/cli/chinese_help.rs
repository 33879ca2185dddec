//! The Chinese help: its form, and what commands have in common.

use super::chinese_commands::COMMANDS;
use super::chinese_studies::STUDIES;

/// What the help says of a command in Chinese.
pub(super) struct CommandWords {
    /// The command's name; the program's for the program.
    pub name: &'static str,
    /// One line, without a full stop.
    pub about: &'static str,
    /// Further sentences of `--help`; nothing where there are none.
    pub more: &'static str,
    /// Lines of usage in place of those that the arguments give.
    pub usage: &'static [&'static str],
    /// What stands before the examples, which are the English help's.
    pub before: &'static str,
    /// What stands behind the examples.
    pub after: &'static str,
    /// Arguments by their id.
    pub arguments: &'static [(&'static str, &'static str)],
    /// Values that an argument takes: its id, the value, its meaning.
    pub values: &'static [(&'static str, &'static str, &'static str)],
}

impl CommandWords {
    /// Nothing said.
    pub const NONE: CommandWords = CommandWords {
        name: "",
        about: "",
        more: "",
        usage: &[],
        before: "",
        after: "",
        arguments: &[],
        values: &[],
    };

    /// What is said of an argument, here or for all commands.
    pub fn argument(&self, id: &str) -> Option<&'static str> {
        let found = |words: &'static [(&str, &'static str)]| words.iter().find(|(known, _)| *known == id);
        found(self.arguments).or_else(|| found(SHARED)).map(|(_, words)| *words)
    }

    /// What is said of a value, here or for all commands.
    pub fn value(&self, id: &str, name: &str) -> Option<&'static str> {
        let all = self.values.iter().chain(SHARED_VALUES);
        all.into_iter().find(|(of, known, _)| *of == id && *known == name).map(|(_, _, words)| *words)
    }
}

/// What is said of a command.
pub(super) fn words_of(name: &str) -> Option<&'static CommandWords> {
    every_command().find(|words| words.name == name)
}

/// What is said of every command.
pub(super) fn every_command() -> impl Iterator<Item = &'static CommandWords> {
    [&PROGRAM, &HELP].into_iter().chain(COMMANDS).chain(STUDIES)
}

/// The program itself.
const PROGRAM: CommandWords = CommandWords {
    name: "fiscast",
    about: "测算扶持政策的支出：逐年、分支付方、按置信水平",
    more: "fiscast 按情景文件模拟产研院及其衍生企业的发展，对每一条路径逐条适用政策条款，\
           回答专项资金每年应安排多少、由市级和各县（市、区）各承担多少。",
    after: "退出码：0 完成，1 失败，2 输入有误。\n\nEnglish: fiscast --lang en --help",
    ..CommandWords::NONE
};

/// The command that shows help, which the parser adds.
const HELP: CommandWords =
    CommandWords { name: "help", about: "显示本帮助，或某个命令的帮助", ..CommandWords::NONE };

/// Arguments that several commands have, by their id; a command may say otherwise.
pub(super) const SHARED: &[(&str, &str)] = &[
    ("scenario", "情景文件"),
    ("scenarios", "情景文件，可以有多个"),
    ("overlays", "在情景之上叠加的文件；可重复使用，后者优先"),
    ("paths", "模拟的路径数"),
    ("seed", "随机数的种子"),
    ("threads", "线程数；0 表示用尽本机的线程。结果与线程数无关"),
    ("out", "结果文件夹所在的位置"),
    ("force", "替换其他结果，连同文件夹中的其他内容"),
    ("json", "输出 JSON；金额以分为单位"),
    ("lang", "输出的语言：表格、提示和本帮助；不写则按环境变量 FISCAST_LANG"),
    ("verbose", "每个情景开始模拟时，在标准错误中说明"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
];

/// Values of arguments that several commands have.
pub(super) const SHARED_VALUES: &[(&str, &str, &str)] = &[("lang", "zh", "中文"), ("lang", "en", "英文")];

/// Placeholders of values that are words; those of one letter stay.
pub(super) const PLACEHOLDERS: &[(&str, &str)] = &[
    ("AMOUNT", "金额"),
    ("AMOUNT,…", "金额,…"),
    ("BASE", "对照情景"),
    ("CHANCE", "概率"),
    ("COMMAND", "命令"),
    ("DATE", "日期"),
    ("DIR", "文件夹"),
    ("EVENTS", "事项表"),
    ("FILE", "文件"),
    ("FORMAT", "格式"),
    ("KIND", "种类"),
    ("LANG", "语言"),
    ("LEVEL", "分位"),
    ("NAME", "名称"),
    ("NAME=PATHS", "名称=参数路径,…"),
    ("OTHER", "其他情景"),
    ("OVERLAY", "叠加文件"),
    ("PATH", "参数路径"),
    ("READING", "理解"),
    ("RESULTS_DIR", "结果文件夹"),
    ("SCENARIO", "情景"),
    ("SHARE", "比例"),
    ("SHELL", "命令行程序"),
];

/// A placeholder in Chinese; nothing where it is no word.
pub(super) fn placeholder(name: &str) -> Option<&'static str> {
    PLACEHOLDERS.iter().find(|(known, _)| *known == name).map(|(_, words)| *words)
}
