//! What payers pay year by year, on every path: equal courses of payments are kept once, with the number of paths that take
//! them, so that even a million paths fit into memory and nothing is lost.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::run::{Engine, Path, Progress, SimulationError};

/// Paths that one task simulates.
const PATHS_PER_TASK: u64 = 2048;

/// The different courses of one payer's yearly payments in ascending order, each with the number of paths that take it:
/// 8 bytes for each year and 8 for the number. It is a function of the set of paths alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentCourses {
    years: usize,
    /// Payments in fen, one course after the other.
    payments: Vec<i64>,
    /// How many paths take each course.
    paths: Vec<u64>,
}

impl PaymentCourses {
    /// The courses of paths given one by one, all of `years` years.
    ///
    /// # Panics
    /// When a path has another number of years, or there are none.
    pub fn new<'p>(years: usize, paths: impl IntoIterator<Item = &'p [i64]>) -> Self {
        assert!(years > 0, "a course has years");
        let mut rows: Vec<&[i64]> = paths.into_iter().collect();
        rows.sort_unstable();
        let mut courses = PaymentCourses { years, payments: Vec::new(), paths: Vec::new() };
        for row in rows {
            assert_eq!(row.len(), years, "a payment for each year");
            courses.push(row, 1);
        }
        courses
    }

    /// How many years a course has.
    pub fn years(&self) -> usize {
        self.years
    }

    /// How many paths there are.
    pub fn total(&self) -> u64 {
        self.paths.iter().sum()
    }

    /// Each course with the number of paths that take it.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&[i64], u64)> {
        self.payments.chunks_exact(self.years).zip(self.paths.iter().copied())
    }

    /// Adds a course that does not stand before the last one.
    fn push(&mut self, course: &[i64], paths: u64) {
        let last = self.payments.len().checked_sub(self.years).map(|from| &self.payments[from..]);
        if last == Some(course) {
            *self.paths.last_mut().expect("a last course") += paths;
        } else {
            self.payments.extend_from_slice(course);
            self.paths.push(paths);
        }
    }

    /// The courses of both.
    fn merged(&self, other: &PaymentCourses) -> PaymentCourses {
        let mut merged = PaymentCourses { years: self.years, payments: Vec::new(), paths: Vec::new() };
        let (mut mine, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let next = match (mine.peek(), theirs.peek()) {
                (Some(one), Some(two)) if one.0 <= two.0 => mine.next(),
                (_, Some(_)) => theirs.next(),
                (_, None) => mine.next(),
            };
            let Some((course, paths)) = next else { return merged };
            merged.push(course, paths);
        }
    }
}

/// Draws and settles the paths of `range` and gathers the courses of payments: one for each of `payers`, which name the cells of
/// their years.
///
/// # Errors
/// When `stop` is raised or the threads cannot be started.
pub fn payment_courses(
    engine: &Engine,
    payers: &[Vec<usize>],
    range: Range<u64>,
    threads: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Vec<PaymentCourses>, SimulationError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let none = || payers.iter().map(|cells| PaymentCourses::new(cells.len(), [])).collect();
    let tasks = range.end.saturating_sub(range.start).div_ceil(PATHS_PER_TASK);
    let gathered = pool.install(|| {
        (0..tasks)
            .into_par_iter()
            .map(|task| {
                if stop.load(Ordering::Relaxed) {
                    return none();
                }
                let first = range.start + task * PATHS_PER_TASK;
                let last = range.end.min(first + PATHS_PER_TASK);
                let courses = task_courses(engine, payers, first..last);
                progress.advance(last - first);
                courses
            })
            .reduce(none, |one: Vec<PaymentCourses>, other| {
                one.iter().zip(&other).map(|(one, other)| one.merged(other)).collect()
            })
    });
    if stop.load(Ordering::Relaxed) { Err(SimulationError::Interrupted) } else { Ok(gathered) }
}

fn task_courses(engine: &Engine, payers: &[Vec<usize>], range: Range<u64>) -> Vec<PaymentCourses> {
    let (mut path, mut row) = (Path::default(), vec![0; engine.layout().len()]);
    let mut payments: Vec<Vec<i64>> = vec![Vec::new(); payers.len()];
    for number in range {
        engine.path(number, &mut path);
        engine.observe(&path, &mut row);
        for (payments, cells) in payments.iter_mut().zip(payers) {
            payments.extend(cells.iter().map(|cell| row[*cell]));
        }
    }
    let of_payer = |(payments, cells): (&Vec<i64>, &Vec<usize>)| {
        PaymentCourses::new(cells.len(), payments.chunks_exact(cells.len()))
    };
    payments.iter().zip(payers).map(of_payer).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn courses_in_parts_merge_to_the_courses_of_all(
            payments in prop::collection::vec(prop::collection::vec(0i64..3, 2), 0..40),
            at in 0usize..40,
        ) {
            let rows: Vec<&[i64]> = payments.iter().map(Vec::as_slice).collect();
            let (front, back) = rows.split_at(at.min(rows.len()));
            let of = |rows: &[&[i64]]| PaymentCourses::new(2, rows.iter().copied());
            let all = of(&rows);
            prop_assert_eq!(&of(front).merged(&of(back)), &all);
            prop_assert_eq!(&of(back).merged(&of(front)), &all);
            // each course stands once, with the number of paths that take it
            for (course, paths) in all.iter() {
                prop_assert_eq!(paths as usize, rows.iter().filter(|row| **row == course).count());
            }
            prop_assert_eq!(all.total() as usize, rows.len());
        }
    }
}
