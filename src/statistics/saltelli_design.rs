//! The design from which variance-based indices are estimated.

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

/// Saltelli's design: matrices A and B from the two halves of a scrambled Sobol' sequence in twice as many dimensions as there are columns,
/// and for each group of columns the matrix A with that group from B (A. Saltelli et al., "Variance based sensitivity analysis of model
/// output", Computer Physics Communications 181, 2010, 259–270, §2 and figure 1). A row takes 2 + groups evaluations.
///
/// Take a power of two of rows, from row 0 on.
#[derive(Debug, Clone)]
pub struct SaltelliDesign {
    sequence: SobolSequence,
    columns: usize,
    groups: Vec<Vec<usize>>,
}

impl SaltelliDesign {
    /// The design that gives each column an index of its own.
    ///
    /// # Errors
    /// When there is no column or more than half of [`SOBOL_DIMENSIONS`].
    pub fn of_columns(columns: usize, seed: u64) -> Result<Self, DesignError> {
        SaltelliDesign::of_groups(columns, (0..columns).map(|column| vec![column]).collect(), seed)
    }

    /// The design that gives each group of columns an index. Groups may overlap, and a column may be in none: it then varies but
    /// has no index.
    ///
    /// # Errors
    /// Too few or too many columns, an empty group, a column that does not exist.
    pub fn of_groups(columns: usize, groups: Vec<Vec<usize>>, seed: u64) -> Result<Self, DesignError> {
        let sequence = SobolSequence::new(2 * columns, seed)
            .map_err(|SobolDimensionError(_)| DesignError::Columns(columns))?;
        for (group, members) in groups.iter().enumerate() {
            if members.is_empty() {
                return Err(DesignError::EmptyGroup(group));
            }
            if let Some(column) = members.iter().find(|column| **column >= columns) {
                return Err(DesignError::UnknownColumn { group, column: *column });
            }
        }
        Ok(SaltelliDesign { sequence, columns, groups })
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
    /// When `point` has not one number for each column, or there is no such group.
    pub fn point(&self, row: u32, sample: Sample, point: &mut [f64]) {
        assert_eq!(point.len(), self.columns, "a point has a number for each column");
        for (column, number) in point.iter_mut().enumerate() {
            let from_b = match sample {
                Sample::A => false,
                Sample::B => true,
                Sample::Swapped(group) => self.groups[group].contains(&column),
            };
            *number = self.sequence.coordinate(row, if from_b { column + self.columns } else { column });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_row_is_a_with_the_group_from_b() {
        let design = SaltelliDesign::of_groups(3, vec![vec![1], vec![0, 2]], 9).expect("a design");
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
    fn impossible_designs_are_refused() {
        assert_eq!(SaltelliDesign::of_columns(129, 1).unwrap_err(), DesignError::Columns(129));
        assert_eq!(SaltelliDesign::of_columns(0, 1).unwrap_err(), DesignError::Columns(0));
        assert!(SaltelliDesign::of_columns(128, 1).is_ok());
        let empty = SaltelliDesign::of_groups(2, vec![vec![0], vec![]], 1);
        assert_eq!(empty.unwrap_err(), DesignError::EmptyGroup(1));
        let unknown = SaltelliDesign::of_groups(2, vec![vec![0, 2]], 1);
        assert_eq!(unknown.unwrap_err(), DesignError::UnknownColumn { group: 0, column: 2 });
    }
}
