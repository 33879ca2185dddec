//! Kinds of values: how each is read from a file, and what to write where it is wrong.

use rust_decimal::Decimal;

use super::diagnostics::Fault;
use super::tree::{Node, quoted};
use crate::language::{Text, Told, both};
use crate::quantities::{Date, Money, MonthDay, Probability, QuantityError, Rate, Share, Year};

/// A kind of value.
pub(crate) struct Kind<T> {
    /// What it is in both languages, such as `金额` and `an amount of money`; Chinese that begins with a digit or a word of the
    /// format has the space before it.
    pub what: (&'static str, &'static str),
    /// How one is written.
    pub example: &'static str,
    read: fn(&Node) -> Option<Result<T, QuantityError>>,
}

impl<T> Kind<T> {
    /// Reads a value.
    pub fn read(&self, node: &Node) -> Result<T, Fault> {
        let ((zh, en), example) = (self.what, self.example);
        let advice = || both!("请写{zh}，如 {example}", "write {en}, such as {example}");
        match (self.read)(node) {
            Some(Ok(value)) => Ok(value),
            Some(Err(error)) => Err(Fault::new(error.told(), advice())),
            None => Err(Fault::new(
                node.described().then(&format!("不是{zh}"), &format!(" is not {en}")),
                advice(),
            )),
        }
    }
}

/// Values that a range can enclose.
pub(crate) trait Ranged {
    /// Its place on an axis.
    fn position(&self) -> f64;
}

macro_rules! ranged {
    ($($name:ty: $value:ident => $position:expr),+ $(,)?) => {
        $(impl Ranged for $name { fn position(&self) -> f64 { let $value = self; $position } })+
    };
}

ranged! {
    f64: value => *value,
    u8: value => f64::from(*value),
    u32: value => f64::from(*value),
    Probability: value => value.value(),
    Rate: value => value.value(),
    // exact: amounts from files stay below 2^53 fen
    Money: value => value.fen() as f64,
    Share: value => { let (numerator, denominator) = value.ratio(); numerator as f64 / denominator as f64 },
    Year: value => f64::from(value.number()),
    Date: value => value.number() as f64,
}

pub(crate) const MONEY: Kind<Money> =
    Kind {
        what: ("带单位的金额", "an amount of money with its unit"), example: "\"500万元\"", read: money
    };
pub(crate) const POSITIVE_MONEY: Kind<Money> = Kind {
    what: ("大于 0 且带单位的金额", "an amount of money above 0 with its unit"),
    example: "\"500万元\"",
    read: positive_money,
};
pub(crate) const PROBABILITY: Kind<Probability> = Kind {
    what: (" [0, 1] 之内的概率", "a probability in [0, 1]"),
    example: "\"12%\" or \"0.12\"",
    read: probability,
};
pub(crate) const SHARE: Kind<Share> =
    Kind {
        what: (" [0, 1] 之内的比例", "a share in [0, 1]"), example: "\"12%\" or \"0.12\"", read: share
    };
pub(crate) const RATE: Kind<Rate> =
    Kind { what: ("不为负的数", "a number that is not negative"), example: "\"0.8\"", read: rate };
/// How often something happens; the limit keeps a slip of the pen from filling the memory.
pub(crate) const EVENT_RATE: Kind<Rate> =
    Kind {
        what: (" 0 到 1000 的发生率", "a rate from 0 to 1000"), example: "\"0.8\"", read: event_rate
    };
/// How far things of one kind differ; the limit keeps a few of them from filling the memory.
pub(crate) const VARIATION: Kind<Rate> = Kind {
    what: (" 0 到 10 的变异系数", "a coefficient of variation from 0 to 10"),
    example: "\"0.4\"",
    read: variation,
};
pub(crate) const POSITIVE_RATE: Kind<Rate> =
    Kind { what: ("大于 0 的数", "a number above 0"), example: "\"0.8\"", read: positive_rate };
pub(crate) const REAL: Kind<f64> = Kind { what: ("数字", "a number"), example: "\"0.26\"", read: real };
pub(crate) const CORRELATION: Kind<f64> = Kind {
    what: (" [-1, 1] 之内的相关系数", "a correlation in [-1, 1]"),
    example: "\"0.3\"",
    read: correlation,
};
pub(crate) const COUNT: Kind<u32> = Kind { what: ("整数", "a whole number"), example: "3", read: count };
pub(crate) const AGE: Kind<u32> =
    Kind { what: ("整数年", "a whole number of years"), example: "2 or \"2年\"", read: age };
pub(crate) const YEAR: Kind<Year> = Kind { what: ("年份", "a year"), example: "2022", read: year };
pub(crate) const DATE: Kind<Date> = Kind { what: ("日期", "a date"), example: "2022-01-30", read: date };
pub(crate) const MONTH_DAY: Kind<MonthDay> =
    Kind { what: ("月和日", "month and day"), example: "\"04-30\"", read: month_day };
pub(crate) const BOOLEAN: Kind<bool> =
    Kind { what: (" true 或 false", "true or false"), example: "true", read: boolean };
/// A line of text without control characters.
pub(crate) const LINE: Kind<String> =
    Kind { what: ("一行文本", "a text on one line"), example: "\"…\"", read: line };
/// A name of a file's own.
pub(crate) const ID: Kind<String> =
    Kind { what: ("标识", "an identifier"), example: "\"my-scenario\"", read: line };
/// Text that may have several lines.
pub(crate) const WORDS: Kind<String> =
    Kind { what: ("文本", "a text"), example: "\"连续支持3年\"", read: words };

/// The text of a number, or of what stands in quotation marks for one.
fn number_text(node: &Node) -> Option<&str> {
    match node {
        Node::Text(text) | Node::Integer(text) | Node::Float(text) => Some(text.trim()),
        _ => None,
    }
}

/// A plain decimal or a percentage as an exact fraction.
fn fraction(node: &Node) -> Option<Result<Decimal, QuantityError>> {
    let text = number_text(node)?;
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    // stricter than the decimal library, which takes underscores and spaces
    let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    let value = Some(number)
        .filter(|_| plain)
        .and_then(|number| number.parse().ok().or_else(|| Decimal::from_scientific(number).ok()));
    Some(match value {
        Some(value) if percent => Ok(value / Decimal::ONE_HUNDRED),
        Some(value) => Ok(value),
        None => Err({
            let quoted = quoted(text);
            refused(both!("{quoted} 不是数字", "{quoted} is no number"))
        }),
    })
}

fn refused(message: Text) -> QuantityError {
    QuantityError(message)
}

/// The nearest binary number: the decimal's digits are read once, and rounded once.
fn binary(value: Decimal) -> f64 {
    value.to_string().parse().expect("a decimal is written as a number")
}

fn real(node: &Node) -> Option<Result<f64, QuantityError>> {
    Some(fraction(node)?.map(binary))
}

fn rate(node: &Node) -> Option<Result<Rate, QuantityError>> {
    Some(fraction(node)?.and_then(|value| {
        Rate::new(binary(value)).map_err(|_| refused(both!("{value} 为负", "{value} is negative")))
    }))
}

/// The most events of one kind that a year or a round may bring on average.
pub(crate) const MOST_EVENTS: f64 = 1000.0;

fn event_rate(node: &Node) -> Option<Result<Rate, QuantityError>> {
    rate_up_to(MOST_EVENTS, node)
}

fn variation(node: &Node) -> Option<Result<Rate, QuantityError>> {
    rate_up_to(10.0, node)
}

fn rate_up_to(most: f64, node: &Node) -> Option<Result<Rate, QuantityError>> {
    Some(rate(node)?.and_then(|value| {
        if value.value() <= most {
            Ok(value)
        } else {
            let value = value.value();
            Err(refused(both!("{value} 大于 {most}", "{value} is above {most}")))
        }
    }))
}

fn positive_rate(node: &Node) -> Option<Result<Rate, QuantityError>> {
    Some(rate(node)?.and_then(|value| {
        if value.value() > 0.0 { Ok(value) } else { Err(refused(both!("0 太小", "0 is too small"))) }
    }))
}

fn correlation(node: &Node) -> Option<Result<f64, QuantityError>> {
    Some(real(node)?.and_then(|value| {
        if (-1.0..=1.0).contains(&value) {
            Ok(value)
        } else {
            Err(refused(both!("{value} 不在 [-1, 1] 之内", "{value} is outside [-1, 1]")))
        }
    }))
}

fn probability(node: &Node) -> Option<Result<Probability, QuantityError>> {
    let written = number_text(node)?;
    Some(fraction(node)?.and_then(|value| {
        Probability::new(binary(value))
            .map_err(|_| refused(both!("{written} 不在 [0, 1] 之内", "{written} is outside [0, 1]")))
    }))
}

fn share(node: &Node) -> Option<Result<Share, QuantityError>> {
    Some(fraction(node)?.and_then(Share::new))
}

fn money(node: &Node) -> Option<Result<Money, QuantityError>> {
    match node {
        Node::Text(text) => Some(Money::parse(text).and_then(|amount| {
            if !groups_thousands(text) {
                let quoted = quoted(text);
                Err(refused(both!(
                    "{quoted} 用了分位符，但不是每三位一个逗号",
                    "{quoted} is grouped, but not by three digits with commas"
                )))
            } else if amount < Money::ZERO {
                let quoted = quoted(text);
                Err(refused(both!("{quoted} 为负", "{quoted} is negative")))
            } else {
                Ok(amount)
            }
        })),
        Node::Integer(number) | Node::Float(number) => Some(Err(refused(both!(
            "数字 {number} 缺少单位 元、万元 或 亿元",
            "the number {number} lacks its unit 元, 万元 or 亿元"
        )))),
        _ => None,
    }
}

/// Whether every comma has one to three digits before and three after it, and no underscore stands for one:
/// `1,2亿元` is a slip for 1.2, not 12.
fn groups_thousands(amount: &str) -> bool {
    let number = amount.trim().trim_end_matches(['元', '万', '亿', ' ']);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or_default();
    let mut groups = groups.peekable();
    let first_fits = groups.peek().is_none() || (1..=3).contains(&first.len());
    !amount.contains('_') && !fraction.contains(',') && first_fits && groups.all(|group| group.len() == 3)
}

fn positive_money(node: &Node) -> Option<Result<Money, QuantityError>> {
    Some(money(node)?.and_then(|amount| {
        if amount > Money::ZERO { Ok(amount) } else { Err(refused(both!("金额为 0", "the amount is 0"))) }
    }))
}

/// A whole number that is not negative, in plain digits.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn count(node: &Node) -> Option<Result<u32, QuantityError>> {
    let text = number_text(node)?;
    const MOST: u32 = 1_000_000;
    Some(match whole(text) {
        Some(number) if number <= MOST => Ok(number),
        Some(number) => Err(refused(both!(
            "{number} 超过最大计数 {MOST}",
            "{number} is beyond the largest count, {MOST}"
        ))),
        None => {
            let quoted = quoted(text);
            Err(refused(both!("{quoted} 不是 0 以上的整数", "{quoted} is no whole number from 0")))
        }
    })
}

fn age(node: &Node) -> Option<Result<u32, QuantityError>> {
    let text = number_text(node)?;
    let number = text.strip_suffix('年').map_or(text, str::trim_end);
    Some(match whole(number) {
        Some(years) if years <= 200 => Ok(years),
        Some(years) => Err(refused(both!(
            "{years} 年超过最大年限 200 年",
            "{years} years are beyond the largest age, 200"
        ))),
        None => {
            let quoted = quoted(text);
            Err(refused(both!("{quoted} 不是整数年", "{quoted} is no whole number of years")))
        }
    })
}

/// Years of this program's calendar.
pub(crate) fn year_of(text: &str) -> Result<Year, QuantityError> {
    match whole(text) {
        Some(number @ 1900..=2200) => Year::new(i64::from(number)),
        _ => {
            let quoted = quoted(text);
            Err(refused(both!("{quoted} 不是 1900 到 2200 的年份", "{quoted} is no year of 1900 to 2200")))
        }
    }
}

fn year(node: &Node) -> Option<Result<Year, QuantityError>> {
    match node {
        Node::Integer(text) | Node::Text(text) => Some(year_of(text)),
        _ => None,
    }
}

/// A day of this program's calendar.
pub(crate) fn date_of(text: &str) -> Result<Date, QuantityError> {
    let date = Date::parse(text).map_err(|_| {
        let quoted = quoted(text);
        refused(both!("{quoted} 不是日历上的日期", "{quoted} is no day of the calendar"))
    })?;
    year_of(&date.year().to_string())?;
    // the calendar library also takes times and other forms
    if date.to_string() == text {
        Ok(date)
    } else {
        let quoted = quoted(text);
        Err(refused(both!("{quoted} 不是单纯的日期", "{quoted} is no plain day")))
    }
}

fn date(node: &Node) -> Option<Result<Date, QuantityError>> {
    match node {
        Node::Date(text) => Some(date_of(text)),
        Node::Text(text) => {
            let quoted = quoted(text);
            Some(Err(refused(both!(
                "文本 {quoted} 带引号，日期不带引号",
                "the text {quoted} stands in quotation marks, a date does not"
            ))))
        }
        _ => None,
    }
}

fn month_day(node: &Node) -> Option<Result<MonthDay, QuantityError>> {
    match node {
        Node::Text(text) => Some(MonthDay::parse(text)),
        _ => None,
    }
}

fn boolean(node: &Node) -> Option<Result<bool, QuantityError>> {
    match node {
        Node::Boolean(value) => Some(Ok(*value)),
        _ => None,
    }
}

fn line(node: &Node) -> Option<Result<String, QuantityError>> {
    checked_text(node, |c| c.is_control())
}

fn words(node: &Node) -> Option<Result<String, QuantityError>> {
    checked_text(node, |c| c.is_control() && c != '\n' && c != '\t')
}

fn checked_text(node: &Node, refuse: fn(char) -> bool) -> Option<Result<String, QuantityError>> {
    let Node::Text(text) = node else { return None };
    Some(match text.chars().find(|c| refuse(*c)) {
        _ if text.trim().is_empty() => Err(refused(both!("文本为空", "the text is empty"))),
        Some(c) => {
            let c = c.escape_default();
            Err(refused(both!("文本中有控制字符 {c}", "the text has the control character {c}")))
        }
        None => Ok(text.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Node {
        Node::Text(words.into())
    }

    #[test]
    fn numbers_are_exact_in_every_form() {
        assert_eq!(REAL.read(&text("12%")), Ok(0.12));
        assert_eq!(REAL.read(&Node::Float("1e-3".into())), Ok(0.001));
        assert_eq!(REAL.read(&Node::Float("0.1".into())), Ok(0.1));
        assert_eq!(SHARE.read(&Node::Float("0.1".into())).unwrap().ratio(), (1, 10));
        assert_eq!(AGE.read(&text("2年")), Ok(2));
        for wrong in ["", "5_0", "0x10", "half", "--1", "1 2", "nan"] {
            assert!(REAL.read(&text(wrong)).is_err(), "{wrong:?} must be refused");
        }
    }

    #[test]
    fn wrong_values_are_told_what_to_write() {
        let fault = MONEY.read(&Node::Integer("500".into())).unwrap_err();
        assert_eq!(fault.wrong.en, "the number 500 lacks its unit 元, 万元 or 亿元");
        assert_eq!(fault.right.en, "write an amount of money with its unit, such as \"500万元\"");
        assert!(PROBABILITY.read(&text("120%")).unwrap_err().wrong.en.contains("120% is outside [0, 1]"));
        assert!(MONEY.read(&text("-5元")).unwrap_err().wrong.en.contains("negative"));
        for wrong in ["1,2亿元", "1,2345元", ",500元", "5_0万元", "1234,567元", "0.5,5万元"] {
            assert!(MONEY.read(&text(wrong)).unwrap_err().wrong.en.contains("by three digits"), "{wrong}");
        }
        for right in ["1,234,567.5元", "12,345 元", "-0元", "1234567元", "0.123456万元"] {
            assert!(MONEY.read(&text(right)).is_ok(), "{right}");
        }
        assert!(DATE.read(&text("2022-01-30")).unwrap_err().wrong.en.contains("quotation marks"));
        assert!(DATE.read(&Node::Date("2022-01-30T10:00:00".into())).is_err());
        assert!(LINE.read(&text("a\u{1b}[31m")).unwrap_err().wrong.en.contains("\\u{1b}"));
    }
}
