//! The design from which variance-based indices are estimated.

use super::keyed_words::word;
use crate::language::{Text, Told};

use super::sobol::{SOBOL_DIMENSIONS, SobolDimensionError, SobolSequence};

/// One of the points of a row of the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// The row of matrix A.
    A,
    /// The row of matrix B, independent of that of A.
    B,
    /// The row of A with the columns of this group taken from B: `A_B⁽ⁱ⁾`.
    Swapped(usize),
}

/// A design that is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DesignError {
    /// More columns than half the dimensions of a Sobol' sequence, or none.
    #[error("{0} columns: a design has at least 1 and at most {most}", most = SOBOL_DIMENSIONS / 2)]
    Columns(usize),
    /// Rows that do not part into replicates of a power of two.
    #[error("{0} rows in {1} replicates: each replicate takes as many rows as the others, a power of two")]
    Rows(u32, u32),
    /// A group without a column.
    #[error("group {0} has no column")]
    EmptyGroup(usize),
    /// A group names a column that the design does not have.
    #[error("group {group} names column {column}, which the design does not have")]
    UnknownColumn {
        /// The group.
        group: usize,
        /// The column.
        column: usize,
    },
}

impl Told for DesignError {
    fn told(&self) -> Text {
        let zh = match self {
            DesignError::Columns(columns) => {
                format!("{columns} 列：设计至少 1 列，最多 {} 列", SOBOL_DIMENSIONS / 2)
            }
            DesignError::Rows(rows, replicates) => {
                format!("{rows} 行分为 {replicates} 组：各组行数须相同，且为 2 的幂")
            }
            DesignError::EmptyGroup(group) => format!("第 {group} 组没有列"),
            DesignError::UnknownColumn { group, column } => {
                format!("第 {group} 组列出第 {column} 列，而设计中没有这一列")
            }
        };
        Text::new(zh, self.to_string())
    }
}

/// How many rows a design has, and in how many replicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replication {
    /// All rows.
    pub rows: u32,
    /// Replicates, which share the rows equally.
    pub replicates: u32,
}

impl Replication {
    /// The most replicates that a number of rows is parted into by itself.
    pub const USUAL: u32 = 16;

    /// So many rows, a power of two, in 16 replicates, or each row by itself where there are fewer.
    ///
    /// Fewer and longer replicates are evener, but Student's t is larger and the interval's own width less certain: of 8, 16
    /// and 32 on 1,024 rows, 16 gave the shortest intervals or nearly so (docs/studies.md).
    pub fn of(rows: u32) -> Self {
        Replication { rows, replicates: rows.min(Replication::USUAL) }
    }
}

/// Saltelli's design: matrices A and B from the two halves of a scrambled Sobol' sequence in twice as many dimensions as there are columns,
/// and for each group of columns the matrix A with that group from B (A. Saltelli et al., "Variance based sensitivity analysis of model
/// output", Computer Physics Communications 181, 2010, 259–270, §2 and figure 1). A row takes 2 + groups evaluations.
///
/// The rows are replicates one after the other: each is the first points of the sequence under a scrambling of its own, so that
/// replicates are independent and equally distributed, and their scatter shows the error of a mean over all rows.
#[derive(Debug, Clone)]
pub struct SaltelliDesign {
    /// For each replicate its scrambling.
    sequences: Vec<SobolSequence>,
    /// Rows of a replicate.
    length: u32,
    columns: usize,
    groups: Vec<Vec<usize>>,
}

impl SaltelliDesign {
    /// The design that gives each column an index of its own.
    ///
    /// # Errors
    /// When there is no column or more than half of [`SOBOL_DIMENSIONS`], or rows that do not part.
    pub fn of_columns(columns: usize, replication: Replication, seed: u64) -> Result<Self, DesignError> {
        let alone = (0..columns).map(|column| vec![column]).collect();
        SaltelliDesign::of_groups(columns, alone, replication, seed)
    }

    /// The design that gives each group of columns an index. Groups may overlap, and a column may be in none: it then varies but
    /// has no index.
    ///
    /// # Errors
    /// Too few or too many columns, rows that do not part, an empty group, a column that does not exist.
    pub fn of_groups(
        columns: usize,
        groups: Vec<Vec<usize>>,
        replication: Replication,
        seed: u64,
    ) -> Result<Self, DesignError> {
        let Replication { rows, replicates } = replication;
        let length = rows.checked_div(replicates).unwrap_or(0);
        if !length.is_power_of_two() || length * replicates != rows {
            return Err(DesignError::Rows(rows, replicates));
        }
        let scrambled = |replicate: u32| SobolSequence::new(2 * columns, word(seed, u64::from(replicate)));
        let sequences: Result<Vec<SobolSequence>, _> = (0..replicates).map(scrambled).collect();
        let sequences = sequences.map_err(|SobolDimensionError(_)| DesignError::Columns(columns))?;
        for (group, members) in groups.iter().enumerate() {
            if members.is_empty() {
                return Err(DesignError::EmptyGroup(group));
            }
            if let Some(column) = members.iter().find(|column| **column >= columns) {
                return Err(DesignError::UnknownColumn { group, column: *column });
            }
        }
        Ok(SaltelliDesign { sequences, length, columns, groups })
    }

    /// How many independent replicates.
    pub fn replicates(&self) -> usize {
        self.sequences.len()
    }

    /// How many rows in all replicates.
    pub fn rows(&self) -> u32 {
        self.length * self.sequences.len() as u32
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The groups of columns that have indices, in order.
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// The samples of a row: A, B, and A with each group from B.
    pub fn samples(&self) -> impl Iterator<Item = Sample> + use<> {
        [Sample::A, Sample::B].into_iter().chain((0..self.groups.len()).map(Sample::Swapped))
    }

    /// Writes a sample's point: uniform numbers in (0, 1), one for each column.
    ///
    /// # Panics
    /// When `point` has not one number for each column, or there is no such row or group.
    pub fn point(&self, row: u32, sample: Sample, point: &mut [f64]) {
        assert_eq!(point.len(), self.columns, "a point has a number for each column");
        let (sequence, number) = (&self.sequences[(row / self.length) as usize], row % self.length);
        for (column, coordinate) in point.iter_mut().enumerate() {
            let from_b = match sample {
                Sample::A => false,
                Sample::B => true,
                Sample::Swapped(group) => self.groups[group].contains(&column),
            };
            *coordinate = sequence.coordinate(number, if from_b { column + self.columns } else { column });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_OF_FOUR: Replication = Replication { rows: 8, replicates: 2 };

    #[test]
    fn a_swapped_row_is_a_with_the_group_from_b() {
        let design =
            SaltelliDesign::of_groups(3, vec![vec![1], vec![0, 2]], TWO_OF_FOUR, 9).expect("a design");
        let point = |row, sample| {
            let mut point = [0.0; 3];
            design.point(row, sample, &mut point);
            point
        };
        for row in 0..8 {
            let (a, b) = (point(row, Sample::A), point(row, Sample::B));
            assert!((0..3).all(|column| a[column] != b[column]));
            assert_eq!(point(row, Sample::Swapped(0)), [a[0], b[1], a[2]]);
            assert_eq!(point(row, Sample::Swapped(1)), [b[0], a[1], b[2]]);
        }
        assert_eq!(design.samples().count(), 4);
    }

    #[test]
    fn replicates_are_nets_of_their_own() {
        let design = SaltelliDesign::of_columns(2, TWO_OF_FOUR, 3).expect("a design");
        assert_eq!((design.rows(), design.replicates()), (8, 2));
        let mut point = [0.0; 2];
        let mut quarters = |rows: std::ops::Range<u32>, column: usize| {
            let quarter = |row| {
                design.point(row, Sample::B, &mut point);
                (4.0 * point[column]) as u8
            };
            let mut quarters: Vec<u8> = rows.map(quarter).collect();
            quarters.sort_unstable();
            quarters
        };
        for column in 0..2 {
            // four points each, one in each quarter
            assert_eq!(quarters(0..4, column), [0, 1, 2, 3]);
            assert_eq!(quarters(4..8, column), [0, 1, 2, 3]);
        }
        assert_eq!(Replication::of(1024), Replication { rows: 1024, replicates: 16 });
        assert_eq!(Replication::of(4), Replication { rows: 4, replicates: 4 });
    }

    #[test]
    fn impossible_designs_are_refused() {
        assert_eq!(SaltelliDesign::of_columns(129, TWO_OF_FOUR, 1).unwrap_err(), DesignError::Columns(129));
        assert_eq!(SaltelliDesign::of_columns(0, TWO_OF_FOUR, 1).unwrap_err(), DesignError::Columns(0));
        assert!(SaltelliDesign::of_columns(128, TWO_OF_FOUR, 1).is_ok());
        let empty = SaltelliDesign::of_groups(2, vec![vec![0], vec![]], TWO_OF_FOUR, 1);
        assert_eq!(empty.unwrap_err(), DesignError::EmptyGroup(1));
        let unknown = SaltelliDesign::of_groups(2, vec![vec![0, 2]], TWO_OF_FOUR, 1);
        assert_eq!(unknown.unwrap_err(), DesignError::UnknownColumn { group: 0, column: 2 });
        for (rows, replicates) in [(12, 2), (8, 3), (2, 4), (8, 0), (0, 2)] {
            let parted = SaltelliDesign::of_columns(2, Replication { rows, replicates }, 1);
            assert_eq!(parted.unwrap_err(), DesignError::Rows(rows, replicates));
        }
    }
}
