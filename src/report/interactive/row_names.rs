//! Names of rows beside a panel, broken into lines before the library draws them: it would break Chinese anywhere, before a
//! closing bracket too.

use crate::charts::line_pieces;

use super::parts::SMALL;

/// Pixels of a line of a name.
pub(super) const LINE: f64 = 15.0;
/// The most lines of a name; what is longer is cut there, and whole in hints and in the table.
const MOST_LINES: usize = 6;

/// About how many pixels a text takes in the fonts of the page, rather too many than too few.
fn width(text: &str) -> f64 {
    let ems = text.chars().map(|character| match character {
        '\u{2e80}'.. => 1.0,
        ' ' | 'i' | 'j' | 'l' | 't' | 'f' | 'r' | '-' | '(' | ')' | '.' | ',' | '\'' => 0.36,
        'A'..='Z' | 'm' | 'w' | '%' | '…' => 0.8,
        _ => 0.56,
    });
    ems.sum::<f64>() * f64::from(SMALL)
}

/// The lines of a name in so many pixels, of about the same length, so that no character is left alone.
pub(super) fn lines(name: &str, pixels: f64) -> Vec<String> {
    let mut lines = filled(name, pixels);
    let (count, mut narrower) = (lines.len(), pixels);
    while count > 1 && narrower > pixels / 2.0 {
        narrower -= f64::from(SMALL) / 2.0;
        let candidate = filled(name, narrower);
        if candidate.len() > count {
            break;
        }
        lines = candidate;
    }
    if count > MOST_LINES {
        lines.truncate(MOST_LINES);
        let last = &mut lines[MOST_LINES - 1];
        while width(last) + width("…") > pixels && last.pop().is_some() {}
        last.push('…');
    }
    lines
}

/// Lines that are filled one after the other; a word that is longer than a line is broken.
fn filled(name: &str, pixels: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in line_pieces(name) {
        let line = lines.last_mut().expect("there is a line");
        if width(line) + width(&piece) <= pixels {
            line.push_str(&piece);
        } else if width(&piece) <= pixels {
            lines.push(piece.trim_start().to_owned());
        } else {
            broken(&mut lines, &piece, pixels);
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Puts a long word on lines of its own.
fn broken(lines: &mut Vec<String>, word: &str, pixels: f64) {
    lines.push(String::new());
    for character in word.trim_start().chars() {
        let line = lines.last_mut().expect("there is a line");
        if width(line) + width(&character.to_string()) > pixels {
            lines.push(character.to_string());
        } else {
            line.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_to_their_lines_and_short_ones_are_not() {
        assert_eq!(lines("红旗区", 100.0), ["红旗区"]);
        let cut = lines(&"很长的名字".repeat(40), 100.0);
        assert_eq!(cut.len(), MOST_LINES);
        assert!(cut[MOST_LINES - 1].ends_with('…'), "{cut:?}");
        assert!(cut.iter().all(|line| width(line) <= 100.0), "{cut:?}");
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let names = [
            "每家产研院每轮获奖项数（省级）",
            "本行业衍生企业设立数的倍数（医疗器械）",
            "甲、乙、丙、丁、戊：己，庚。辛",
            "《新乡市产业研究院》“条件”的家数",
        ];
        for name in names {
            for pixels in (40..220).step_by(3) {
                let broken = lines(name, f64::from(pixels));
                for line in &broken {
                    assert!(
                        !line.starts_with(['）', '、', '，', '。', '：', '》', '”']),
                        "{pixels}: {broken:?}"
                    );
                    assert!(!line.ends_with(['（', '《', '“']), "{pixels}: {broken:?}");
                }
            }
        }
    }

    #[test]
    fn words_are_broken_only_where_they_are_longer_than_a_line() {
        assert_eq!(lines("number of institutes", 80.0), ["number of", "institutes"]);
        assert_eq!(lines("后续产研院的认定年度", 110.0), ["后续产研院", "的认定年度"]);
        assert_eq!(lines("insurmountable", 60.0).concat(), "insurmountable");
    }
}
