//! Chance against closed forms: samplers, histories and the sums of a run, and what must not depend on threads,
//! shards or other entities. Every statistical test has a fixed seed and a bound of k standard errors.

#![expect(
    clippy::disallowed_methods,
    reason = "references are computed in another way than the program computes"
)]

mod closed_forms;
mod common_random_numbers;
mod determinism;
mod golden_bits;
mod history_moments;
mod sample;
mod samplers;
