//! Lines of Chinese and Latin text for a terminal: how wide they are, and where they may break.

/// The widest line of the help, in columns.
const WIDEST: usize = 100;

/// Signs that may not begin a line.
const NEVER_FIRST: &str = "，。、；：！？）》」』】…%,.;:!?)]}";
/// Signs that may not end a line.
const NEVER_LAST: &str = "（《「『【([{";

/// Columns that a line fills in a terminal: Chinese characters fill two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// The columns that help may fill: the terminal's, `COLUMNS` where there is none, and never more than is read with ease.
pub(super) fn columns_of_terminal() -> usize {
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.or_else(stated).filter(|columns| *columns > 0).map_or(WIDEST, |columns| columns.min(WIDEST))
}

/// Text in lines of at most so many columns, where it can be broken; each of its own lines keeps its indentation.
pub(super) fn wrapped(text: &str, most: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrapped_line(line, most)).collect()
}

fn wrapped_line(line: &str, most: usize) -> Vec<String> {
    let indentation: String = line.chars().take_while(|c| *c == ' ').collect();
    let mut lines = vec![indentation.clone()];
    for piece in pieces(line.trim_start()) {
        let current = lines.last_mut().expect("a line");
        let is_begun = current.len() > indentation.len();
        if is_begun && columns(current) + columns(piece.trim_end()) > most {
            current.truncate(current.trim_end().len());
            lines.push(format!("{indentation}{piece}"));
        } else {
            current.push_str(piece);
        }
    }
    let last = lines.last_mut().expect("a line");
    last.truncate(last.trim_end().len());
    lines
}

/// The text in pieces between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    // a note in brackets stays whole, or breaks behind a sign of its list
    let mut is_note = false;
    for (index, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c) && (!is_note || before == '、')) {
            pieces.push(&text[start..index]);
            start = index;
        }
        before = Some(c);
        is_note = c == '[' || (is_note && c != ']');
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether a line may end with one character and the next begin with the other.
fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_before_and_behind_its_signs() {
        assert_eq!(columns("路径 N，"), 8);
        assert_eq!(wrapped("专项资金，每年", 8), ["专项资", "金，每年"]);
        assert_eq!(wrapped("专项（资金）", 6), ["专项", "（资", "金）"]);
        assert_eq!(wrapped("路径数 --max-paths 的上限", 12), ["路径数", "--max-paths", "的上限"]);
        assert_eq!(wrapped("甲 [默认：乙丙]", 12), ["甲", "[默认：乙丙]"]);
        assert_eq!(wrapped("[可选：甲、乙 丙]", 12), ["[可选：甲、", "乙 丙]"]);
        assert_eq!(wrapped("  甲乙丙", 6), ["  甲乙", "  丙"]);
        assert_eq!(wrapped("甲\n\n乙", 9), ["甲", "", "乙"]);
        assert_eq!(wrapped("--parameter-uncertainty", 9), ["--parameter-uncertainty"]);
    }
}
