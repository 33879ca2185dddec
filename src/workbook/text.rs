//! What a cell can hold, and how much room words take.

/// The most that Excel keeps in a cell, in units of UTF-16.
const LONGEST: usize = 32_767;

/// The text of a cell: whole, but for what Excel cannot hold. A character that XML forbids becomes `�`, and what
/// goes beyond the longest cell is cut with `…`; `findings.json` has the text as it was.
pub(super) fn cell_text(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let legal: String = plain.chars().map(|c| if is_legal(c) { c } else { '\u{fffd}' }).collect();
    if legal.encode_utf16().count() <= LONGEST {
        return legal;
    }
    let mut left = LONGEST - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    let cut: String = legal.chars().take_while(fits).collect();
    cut + "…"
}

fn is_legal(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// A name inside a longer line, such as a title or a page's head: one line, without marks that turn the direction of
/// what follows, and at most `columns` wide.
pub(super) fn within_a_line(name: &str, columns: usize) -> String {
    let spaced = cell_text(name).replace(['\n', '\t'], " ");
    let plain: String = spaced.chars().filter(|c| !turns_direction(*c)).collect();
    if width(&plain) <= columns {
        return plain;
    }
    let mut used = 1;
    let cut = plain.chars().take_while(|c| {
        used += width_of(*c);
        used <= columns
    });
    cut.collect::<String>() + "…"
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// How wide a text is, in columns: a Chinese character takes two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2014}'..='\u{2015}' | '\u{2018}'..='\u{201d}' | '\u{2026}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}');
    if wide { 2 } else { 1 }
}

/// How many lines a text takes in a room of so many columns.
pub(super) fn lines(text: &str, columns: usize) -> usize {
    text.split('\n').map(|line| width(line).div_ceil(columns.max(1)).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_all_that_excel_can_hold() {
        assert_eq!(cell_text("=1+1"), "=1+1");
        assert_eq!(cell_text("甲\r\n乙\u{1}丙\u{ffff}"), "甲\n乙\u{fffd}丙\u{fffd}");
        let longest = "新".repeat(32_767);
        assert_eq!(cell_text(&longest), longest);
        assert_eq!(cell_text(&(longest.clone() + "乡")), "新".repeat(32_766) + "…");
        // a character beyond the basic plane counts twice and is never split: 16,383 of them and the … fill the cell
        assert_eq!(cell_text(&"𠀀".repeat(16_384)), "𠀀".repeat(16_383) + "…");
    }

    #[test]
    fn a_name_keeps_to_its_line() {
        assert_eq!(within_a_line("红旗区", 6), "红旗区");
        assert_eq!(within_a_line("红旗区", 5), "红旗…");
        assert_eq!(within_a_line("\u{202e}abc\nd", 20), "abc d");
    }

    #[test]
    fn lines_are_counted_by_width() {
        assert_eq!(lines("新乡市", 6), 1);
        assert_eq!(lines("新乡市", 5), 2);
        assert_eq!(lines("a\n\nb", 5), 3);
    }
}
