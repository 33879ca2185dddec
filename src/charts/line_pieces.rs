//! Where a line may end.

/// What no line begins with.
const CLOSING: &str = "，。；：、！？）》〉」』】〕”’％%…—·";
/// What no line ends with.
const OPENING: &str = "（《〈「『【〔“‘";

/// The pieces of a text between which a line may end: words with the space before them, and Chinese characters one by one
/// with the punctuation that belongs to them.
pub fn line_pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for character in text.chars() {
        match pieces.last_mut() {
            Some(piece) if belongs(piece, character) => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
    }
    pieces
}

/// Whether a character stays on the line of the piece before it.
fn belongs(piece: &str, character: char) -> bool {
    let Some(previous) = piece.chars().last() else { return false };
    if CLOSING.contains(character) {
        return true;
    }
    if OPENING.contains(previous) {
        return character != ' ';
    }
    // a word follows its space
    character.is_ascii_graphic() && (previous.is_ascii_graphic() || previous == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_with_what_it_belongs_to() {
        assert_eq!(line_pieces("项数（省级）"), ["项", "数", "（省", "级）"]);
        assert_eq!(line_pieces("“新三板”、A股"), ["“新", "三", "板”、", "A", "股"]);
        assert_eq!(line_pieces("a firm (Beijing)"), ["a", " firm", " (Beijing)"]);
        assert_eq!(line_pieces("（NEEQ）"), ["（NEEQ）"]);
        assert_eq!(line_pieces(""), [""; 0]);
    }
}
