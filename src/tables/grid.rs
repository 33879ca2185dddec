//! A table of the terminal that is never wider than a terminal: names wrap in their cells, and where numbers need more
//! room than there is, the table goes on below with its names again.

use super::paint::Paint;
use super::wrapping::{WIDTH, columns, lines, widest_piece};

/// Columns of a rule: what is left of a terminal's.
const ROOM: usize = WIDTH - 2;
/// Spaces between columns, wide where there is room.
const GAPS: [usize; 2] = [3, 2];
/// A column of names is not made narrower than this.
const NARROW: usize = 16;

/// Where a cell's text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Centre,
    Right,
}

/// A cell: text, of several lines or one, and whether a reader should look at it first.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    text: String,
    is_accented: bool,
}

impl Cell {
    pub fn accented(text: impl Into<String>) -> Self {
        Cell { text: text.into(), is_accented: true }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell { text, is_accented: false }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell { text: text.to_owned(), is_accented: false }
    }
}

enum Row {
    Cells(Vec<Cell>),
    /// A line across all columns.
    Across(Cell),
}

/// A table with its head.
pub(super) struct Grid {
    head: Vec<Cell>,
    sides: Vec<Side>,
    /// The first columns, which hold names: they wrap, and stand in every part of a table that goes on below.
    names: usize,
    /// A width that a column never exceeds.
    most: Vec<Option<usize>>,
    rows: Vec<Row>,
    has_rules: bool,
}

/// Some of the columns side by side, with their widths and the spaces between them.
struct Block {
    columns: Vec<usize>,
    widths: Vec<usize>,
    gap: usize,
}

impl Grid {
    /// A table whose first columns hold names, at the left, and the others numbers, at the right.
    pub fn new<C: Into<Cell>>(names: usize, head: impl IntoIterator<Item = C>) -> Self {
        let head: Vec<Cell> = head.into_iter().map(Into::into).collect();
        let side = |column| if column < names { Side::Left } else { Side::Right };
        let (sides, most) = ((0..head.len()).map(side).collect(), vec![None; head.len()]);
        Grid { head, sides, names, most, rows: Vec::new(), has_rules: false }
    }

    /// Puts a column's text elsewhere.
    pub fn with_side(mut self, column: usize, side: Side) -> Self {
        self.sides[column] = side;
        self
    }

    /// Makes a column wrap at a width.
    pub fn with_most(mut self, column: usize, width: usize) -> Self {
        self.most[column] = Some(width);
        self
    }

    /// Rules between rows.
    pub fn with_rules(mut self) -> Self {
        self.has_rules = true;
        self
    }

    /// Adds a row; cells that are missing are empty.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let mut cells: Vec<Cell> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.head.len(), Cell::default());
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a line across all columns.
    pub fn across(&mut self, cell: impl Into<Cell>) {
        self.rows.push(Row::Across(cell.into()));
    }

    /// The table without colours.
    pub fn plain(&self) -> String {
        self.text(Paint::Plain)
    }

    /// The table, without a line's end at its end.
    pub fn text(&self, paint: Paint) -> String {
        let blocks: Vec<String> = self.blocks().iter().map(|block| self.block_text(block, paint)).collect();
        blocks.join("\n\n")
    }

    /// The width that a column takes where nothing wraps.
    fn natural(&self, column: usize) -> usize {
        let of = |cell: &Cell| cell.text.split('\n').map(columns).max().unwrap_or(0);
        let width = self.cells(column).map(of).max().unwrap_or(0);
        self.most[column].map_or(width, |most| width.min(most.max(self.least(column))))
    }

    /// The width below which a column cannot be made.
    fn least(&self, column: usize) -> usize {
        let piece = self.cells(column).map(|cell| widest_piece(&cell.text)).max().unwrap_or(0);
        piece.max(self.most[column].map_or(NARROW, |most| NARROW.min(most)))
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        let rows = self.rows.iter().filter_map(move |row| match row {
            Row::Cells(cells) => Some(&cells[column]),
            Row::Across(_) => None,
        });
        std::iter::once(&self.head[column]).chain(rows)
    }

    /// The columns in as few parts as fit, each with the names.
    fn blocks(&self) -> Vec<Block> {
        let names: Vec<usize> = (0..self.names).collect();
        let least = |column: usize| {
            if column < self.names {
                self.least(column).min(self.natural(column))
            } else {
                self.natural(column)
            }
        };
        let needed = |chosen: &[usize]| -> usize {
            chosen.iter().map(|column| least(*column)).sum::<usize>()
                + GAPS[1] * chosen.len().saturating_sub(1)
        };
        let mut parts = vec![names.clone()];
        for column in self.names..self.head.len() {
            let last = parts.last_mut().expect("one part");
            last.push(column);
            if last.len() > self.names + 1 && needed(last) > ROOM {
                last.pop();
                parts.push([names.clone(), vec![column]].concat());
            }
        }
        parts.into_iter().map(|columns| self.block(columns)).collect()
    }

    /// Columns with the widest gap that fits; where none does, the widest names are made narrower until they do.
    fn block(&self, columns: Vec<usize>) -> Block {
        let mut widths: Vec<usize> = columns.iter().map(|column| self.natural(*column)).collect();
        let total = |widths: &[usize], gap| widths.iter().sum::<usize>() + gap * (widths.len() - 1);
        let gap = GAPS.into_iter().find(|gap| total(&widths, *gap) <= ROOM).unwrap_or(GAPS[1]);
        while total(&widths, gap) > ROOM {
            let can_shrink = |place: &usize| widths[*place] > self.least(columns[*place]);
            let names = (0..columns.len())
                .filter(|place| columns[*place] < self.names || self.most[columns[*place]].is_some());
            let Some(place) = names.filter(can_shrink).max_by_key(|place| widths[*place]) else { break };
            widths[place] -= 1;
        }
        Block { columns, widths, gap }
    }

    fn block_text(&self, block: &Block, paint: Paint) -> String {
        let width = block.widths.iter().sum::<usize>() + block.gap * (block.widths.len() - 1) + 2;
        let rule = "─".repeat(width);
        let head: Vec<&Cell> = block.columns.iter().map(|column| &self.head[*column]).collect();
        let mut text = vec![rule.clone()];
        text.extend(self.row_lines(block, &head, true, paint));
        text.push(rule.clone());
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0 && self.has_rules {
                text.push(rule.clone());
            }
            match row {
                Row::Cells(cells) => {
                    let cells: Vec<&Cell> = block.columns.iter().map(|column| &cells[*column]).collect();
                    text.extend(self.row_lines(block, &cells, false, paint));
                }
                Row::Across(cell) => text.extend(across(cell, paint)),
            }
        }
        text.push(rule);
        text.join("\n")
    }

    /// The lines of a row; a head's cells stand at its foot, others at their row's top.
    fn row_lines(&self, block: &Block, cells: &[&Cell], is_head: bool, paint: Paint) -> Vec<String> {
        let parts: Vec<Vec<String>> = (0..cells.len())
            .map(|place| {
                let is_name = block.columns[place] < self.names;
                lines_of_cell(&cells[place].text, block.widths[place], is_name)
            })
            .collect();
        let height = parts.iter().map(Vec::len).max().unwrap_or(1);
        let line = |at: usize| {
            let mut line = " ".to_owned();
            for (place, (part, width)) in parts.iter().zip(&block.widths).enumerate() {
                let skipped = if is_head { height - part.len() } else { 0 };
                let words = at.checked_sub(skipped).and_then(|at| part.get(at)).map_or("", String::as_str);
                let left = match self.sides[block.columns[place]] {
                    Side::Left => 0,
                    Side::Centre => (width - columns(words).min(*width)) / 2,
                    Side::Right => width - columns(words).min(*width),
                };
                let right = width.saturating_sub(left + columns(words)) + block.gap;
                let shown = if cells[place].is_accented && !words.is_empty() {
                    paint.accent(words)
                } else {
                    words.to_owned()
                };
                line.push_str(&format!("{}{shown}{}", " ".repeat(left), " ".repeat(right)));
            }
            line.trim_end().to_owned()
        };
        (0..height).map(line).collect()
    }
}

/// A cell's lines; what wraps keeps its indentation, and a name's lines are about as long as each other.
fn lines_of_cell(text: &str, width: usize, is_name: bool) -> Vec<String> {
    let wrap = |line: &str| {
        if columns(line) <= width {
            return vec![line.to_owned()];
        }
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let (mut wrapped, mut narrower) = (lines(words, width - indent), width - indent);
        while is_name && narrower > 1 {
            narrower -= 1;
            let tried = lines(words, narrower);
            if tried.len() > wrapped.len() {
                break;
            }
            wrapped = tried;
        }
        wrapped.into_iter().map(|words| format!("{}{words}", " ".repeat(indent))).collect()
    };
    text.split('\n').flat_map(wrap).collect()
}

fn across(cell: &Cell, paint: Paint) -> Vec<String> {
    let painted = |line: String| if cell.is_accented { paint.accent(&line) } else { line };
    let lines = lines_of_cell(&cell.text, ROOM, false);
    lines.into_iter().map(|line| format!(" {}", painted(line)).trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_their_heads() {
        let mut grid = Grid::new(1, ["支付方", "期望\n±"]);
        grid.row(["市级", "1,774.94"]);
        grid.across("其中");
        grid.row(["高新区", "0.50"]);
        let rule = "─".repeat(19);
        let expected = format!(
            "{rule}\n              期望\n 支付方          ±\n{rule}\n 市级     1,774.94\n 其中\n 高新区       0.50\n{rule}"
        );
        assert_eq!(grid.plain(), expected);
    }

    #[test]
    fn long_names_wrap_before_numbers_go_below() {
        let mut grid = Grid::new(1, ["name", "a", "b", "c"]);
        let number = "9".repeat(20);
        grid.row(["河南省高性能医疗器械产业研究院有限责任公司", &number, &number, &number]);
        let text = grid.plain();
        assert_eq!(text.lines().count(), 6, "{text}");
        assert!(text.lines().all(|line| columns(line) <= WIDTH), "{text}");
    }

    #[test]
    fn numbers_that_have_no_room_go_below_with_the_names_again() {
        let mut grid = Grid::new(1, ["name", "a", "b", "c", "d"]);
        let number = "9".repeat(25);
        grid.row(["市级", &number, &number, &number, &number]);
        let text = grid.plain();
        assert_eq!(text.matches("市级").count(), 2, "{text}");
        assert_eq!(text.matches(&number).count(), 4, "{text}");
        assert!(text.lines().all(|line| columns(line) <= WIDTH), "{text}");
    }
}
