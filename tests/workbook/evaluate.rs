//! A spreadsheet's arithmetic, as far as the workbook uses it: sums, differences, `ROUND` and `SUMIFS`.

use super::book::{Cell, Grid};

/// The value of a formula of a sheet.
pub fn value(grid: &Grid, formula: &str) -> f64 {
    let mut parser = Parser { grid, left: formula };
    let value = parser.sum();
    assert_eq!(parser.left, "", "all of {formula} is read");
    value
}

struct Parser<'a> {
    grid: &'a Grid,
    left: &'a str,
}

impl Parser<'_> {
    fn eat(&mut self, word: &str) -> bool {
        match self.left.strip_prefix(word) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, word: &str) {
        assert!(self.eat(word), "{word} is expected before {}", self.left);
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.term();
        loop {
            if self.eat("+") {
                value += self.term();
            } else if self.eat("-") {
                value -= self.term();
            } else {
                return value;
            }
        }
    }

    fn term(&mut self) -> f64 {
        if self.eat("ROUND(") {
            let value = self.sum();
            self.expect(",6)");
            (value * 1e6).round() / 1e6
        } else if self.eat("SUMIFS(") {
            self.sum_where()
        } else if self.left.starts_with(|c: char| c.is_ascii_digit()) {
            self.number()
        } else {
            let (row, column) = self.cell();
            match self.grid.formulas.get(&(row, column)) {
                Some(formula) => value(self.grid, formula),
                None => self.grid.number(row, column),
            }
        }
    }

    fn number(&mut self) -> f64 {
        let end = self.left.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.left.len());
        let (digits, left) = self.left.split_at(end);
        self.left = left;
        digits.parse().expect("digits")
    }

    /// A cell such as `$A$7`, as row and column from 0.
    fn cell(&mut self) -> (u32, u32) {
        self.eat("$");
        let end = self.left.find(|c: char| !c.is_ascii_uppercase()).expect("a row");
        let (letters, left) = self.left.split_at(end);
        assert!(!letters.is_empty(), "a cell is expected before {left}");
        self.left = left;
        self.eat("$");
        let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
        (self.number() as u32 - 1, column - 1)
    }

    /// A range of one column: its rows and its column.
    fn range(&mut self) -> (u32, u32, u32) {
        let (first, column) = self.cell();
        self.expect(":");
        let (last, same) = self.cell();
        assert_eq!(column, same, "a range of one column");
        (first, last, column)
    }

    fn sum_where(&mut self) -> f64 {
        let (first, last, summed) = self.range();
        let mut chosen: Vec<u32> = (first..=last).collect();
        while self.eat(",") {
            let (start, end, column) = self.range();
            assert_eq!((start, end), (first, last), "ranges of one size");
            self.expect(",");
            let wanted = self.criterion();
            chosen.retain(|row| self.grid.cells.get(&(*row, column)) == Some(&wanted));
        }
        self.expect(")");
        let calculated = |row: &u32| self.grid.formulas.contains_key(&(*row, summed));
        assert!(!(first..=last).any(|row| calculated(&row)), "a sum of formulas");
        let numbers = chosen.iter().filter_map(|row| match self.grid.cells.get(&(*row, summed)) {
            Some(Cell::Number(number)) => Some(*number),
            _ => None,
        });
        numbers.sum()
    }

    /// Words in quotation marks, the content of a cell, or a sum.
    fn criterion(&mut self) -> Cell {
        if self.eat("\"") {
            let (words, left) = self.left.split_once('"').expect("a closing mark");
            self.left = left;
            return Cell::Words(words.to_owned());
        }
        let (row, column) = self.cell();
        let content = self.grid.cells.get(&(row, column)).expect("a criterion").clone();
        match content {
            Cell::Words(words) => {
                // a spreadsheet would read these as a comparison, a pattern or a number
                let plain = !words.contains(['*', '?', '~', '<', '>', '=']);
                let number = words.trim_end_matches('%').parse::<f64>().is_ok();
                assert!(plain && !number, "{words} is no plain criterion");
                Cell::Words(words)
            }
            Cell::Number(number) if self.eat("-") => Cell::Number(number - self.number()),
            number => number,
        }
    }
}
