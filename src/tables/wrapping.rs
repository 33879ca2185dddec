//! Lines of a terminal: how wide a text is, and where its lines may end.
//!
//! Chinese may break between any two characters but for a few (禁则: no line begins with a comma or ends with an opening
//! bracket); English at spaces. In both a number stays with its unit, and an interval in one piece.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a terminal.
pub(super) const WIDTH: usize = 100;
/// How much further than its first line a paragraph's other lines stand.
const HANGING: usize = 2;
/// What no line begins with.
const NEVER_FIRST: &str = "，。、；：？！）》」』】〕”’%‰…—／·~,.;:!?)]}/±=|";
/// What no line ends with.
const NEVER_LAST: &str = "（《「『【〔“‘([{→±=<>第";
/// What a number behind it names: it stays with it.
const NUMBERED: [&str; 7] = ["种子", "产研院", "seed", "path", "institute", "instalment", "firm"];
/// Marks at which a line ends well.
const GOOD_LAST: &str = "，。、；：！？）》”";
/// Not more than this part of a line stays empty for the sake of a good end.
const MOST_EMPTY: usize = 5;
/// Columns of an interval in brackets that stays in one piece.
const INTERVAL: usize = 32;

/// Columns that a line fills: Chinese characters fill two, colours none.
pub(super) fn columns(line: &str) -> usize {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().map_or(0, UnicodeWidthStr::width);
    let after_colour = |part: &str| part.split_once('m').map_or(0, |(_, shown)| shown.width());
    first + parts.map(after_colour).sum::<usize>()
}

/// Every line that is too long for a terminal as several, the further ones indented more than the first.
pub(super) fn fitted(text: &str) -> String {
    text.split('\n').map(|line| paragraph(line, HANGING)).collect::<Vec<_>>().join("\n")
}

/// A paragraph in lines that fit a terminal: those after the first are indented as the first is, and by so many columns more.
pub(super) fn paragraph(text: &str, hanging: usize) -> String {
    if columns(text) <= WIDTH {
        return text.to_owned();
    }
    let words = text.trim_start_matches(' ');
    let indent = text.len() - words.len();
    let further = " ".repeat(indent + hanging);
    let first = format!("{}{words}", "\u{a0}".repeat(indent));
    let mut lines = Vec::new();
    for line in broken(&first, |line| if line == 0 { WIDTH } else { WIDTH - indent - hanging }) {
        lines.push(if lines.is_empty() {
            line.replacen('\u{a0}', " ", indent)
        } else {
            format!("{further}{line}")
        });
    }
    lines.join("\n")
}

/// A text in lines of a width. What cannot be broken and is wider stands on a line of its own.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|part| broken(part, |_| width)).collect()
}

/// The width of the widest part that cannot be broken.
pub(super) fn widest_piece(text: &str) -> usize {
    text.split('\n').flat_map(pieces).map(|piece| columns(piece.trim_end())).max().unwrap_or(0)
}

fn broken(text: &str, width: impl Fn(usize) -> usize) -> Vec<String> {
    let (mut done, mut line) = (Vec::new(), Vec::new());
    for piece in pieces(text) {
        let (filled, room): (usize, usize) = (line.iter().copied().map(columns).sum(), width(done.len()));
        if !line.is_empty() && filled + columns(piece.trim_end()) > room {
            let rest = line.split_off(good_end(&line, room));
            done.push(line.concat().trim_end().to_owned());
            line = rest;
        }
        line.push(piece);
    }
    done.push(line.concat().trim_end().to_owned());
    done
}

/// How many pieces of a full line to leave on it: rather up to a bracket than behind its first words, and up to a mark than into
/// the middle of a Chinese word, which no space shows, where that leaves not too much of the line empty.
fn good_end(line: &[&str], room: usize) -> usize {
    let ends_in_word = |piece: &str| piece.trim_end().ends_with(|c| is_wide(c) && !NEVER_FIRST.contains(c));
    let ends_with_mark = |piece: &str| piece.trim_end().ends_with(|c| GOOD_LAST.contains(c));
    let is_in_word = line.last().is_some_and(|piece| ends_in_word(piece));
    let (mut left, mut is_closed) = (0, false);
    for at in (1..line.len()).rev() {
        left += columns(line[at]);
        if left > room / MOST_EMPTY {
            break;
        }
        is_closed |= line[at].contains(['）', ')']);
        let opens = !is_closed && line[at].starts_with(['（', '(']);
        if opens || is_in_word && ends_with_mark(line[at - 1]) {
            return at;
        }
    }
    line.len()
}

/// The parts of a text between which a line may end, each with the spaces behind it.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut left, mut interval_ends) = (None, 0);
    for (at, right) in text.char_indices() {
        if right == '['
            && let Some(length) = text[at..].find(']').filter(|length| *length < INTERVAL)
        {
            interval_ends = at + length;
        }
        if is_space(right) {
            continue;
        }
        if let Some((end, left)) = left
            && at > interval_ends.max(start)
            && may_end(left, at > end, right)
            && !(right.is_ascii_digit() && NUMBERED.iter().any(|word| text[..end].ends_with(word)))
        {
            pieces.push(&text[start..at]);
            start = at;
        }
        left = Some((at + right.len_utf8(), right));
    }
    pieces.push(&text[start..]);
    pieces
}

/// The ideographic space is one too; the one that never breaks is none.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}'
}

/// Whether a line may end between two characters, with spaces between them or not.
fn may_end(left: char, is_spaced: bool, right: char) -> bool {
    let is_number = left.is_ascii_digit() || left == '%';
    if NEVER_FIRST.contains(right) || NEVER_LAST.contains(left) {
        return false;
    }
    // a number with its unit, a unit of two characters, a number with its interval
    if left.is_ascii_digit() && (is_wide(right) || is_spaced && right.is_alphabetic())
        || "万亿".contains(left) && right == '元'
        || is_number && right == '['
    {
        return false;
    }
    is_spaced || is_wide(left) || is_wide(right)
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fills_as_many_columns_as_it_shows() {
        for (line, wide) in
            [("", 0), ("abc", 3), ("万元", 4), ("　", 2), ("—", 1), ("\u{1b}[1;36m市级\u{1b}[0m!", 5)]
        {
            assert_eq!(columns(line), wide, "{line:?}");
        }
    }

    #[test]
    fn no_line_begins_with_a_comma_or_ends_with_a_bracket() {
        assert_eq!(lines("在证券交易所上市的，除外", 18), ["在证券交易所上市", "的，除外"]);
        assert_eq!(lines("一二三四（五六）七八", 10), ["一二三四", "（五六）", "七八"]);
        assert_eq!(lines("费用“无差别”者", 6), ["费用", "“无差", "别”者"]);
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(lines("一次性给予 500 万元的补助", 17), ["一次性给予", "500 万元的补助"]);
        assert_eq!(lines("共 20 万元", 6), ["共", "20 万元"]);
        assert_eq!(lines("补助500万元", 9), ["补助", "500万元"]);
        assert_eq!(lines("共有第 3 条路径", 8), ["共有", "第 3 条", "路径"]);
        assert_eq!(lines("cost 12.5% ± 0.3% more", 13), ["cost", "12.5% ± 0.3%", "more"]);
        assert_eq!(lines("a share of 48% [43%, 54%] of all", 18), ["a share of", "48% [43%, 54%] of", "all"]);
        assert_eq!(lines("paths, seed 12, amounts", 13), ["paths,", "seed 12,", "amounts"]);
        assert_eq!(lines("2022 = 0.9, 2023 = 0.6", 14), ["2022 = 0.9,", "2023 = 0.6"]);
    }

    #[test]
    fn a_line_rather_ends_at_a_mark_than_in_a_word() {
        assert_eq!(lines("一二三四五六七，八九十", 20), ["一二三四五六七，", "八九十"]);
        assert_eq!(lines("一二，三四五六七八九十一", 20), ["一二，三四五六七八九", "十一"]);
        assert_eq!(lines("at some length (in all)", 22), ["at some length", "(in all)"]);
        assert_eq!(
            lines("一二三四五六七八九十一二三四五（Alpha 一）", 40),
            ["一二三四五六七八九十一二三四五", "（Alpha 一）"]
        );
        assert_eq!(lines("in all cases, two years", 16), ["in all cases,", "two years"]);
    }

    #[test]
    fn what_has_no_place_to_break_stands_alone() {
        assert_eq!(lines("in scenarios/baseline.toml here", 10), ["in", "scenarios/baseline.toml", "here"]);
        assert_eq!(widest_piece("in scenarios/baseline.toml here"), 23);
    }

    #[test]
    fn further_lines_of_a_paragraph_hang() {
        let text = paragraph(&format!("  {}", "word ".repeat(30)), 4);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("  word") && columns(lines[0]) <= WIDTH);
        assert!(lines[1].starts_with("      word"));
        assert_eq!(fitted("short\n\n  as it is\n"), "short\n\n  as it is\n");
    }
}
