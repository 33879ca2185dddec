//! What every section of a run's page needs besides: the findings, and where each stands.

use std::ops::Deref;

use maud::{Markup, html};

use crate::findings::Findings;

use super::super::page::{Page, nothing};
use super::super::words;
use super::lookup::{Distribution, Index};

/// A run's page in one language.
pub(in crate::report) struct RunPage<'f> {
    pub page: Page,
    pub findings: &'f Findings,
    pub index: &'f Index<'f>,
}

impl Deref for RunPage<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl RunPage<'_> {
    /// The years of the horizon in words: `2022—2025`.
    pub fn horizon(&self) -> String {
        let (first, last) = (self.findings.scenario.first_year, self.findings.scenario.last_year);
        if first == last {
            return first.to_string();
        }
        words::span(self.language, &first.to_string(), &last.to_string())
    }

    /// A cell with a quantile over its 95 % interval.
    pub fn quantile(&self, distribution: &Distribution<'_>, p: &str) -> Markup {
        let Some((at, quantile)) = distribution.quantile(p) else { return nothing() };
        html! {
            td data-from={ (at) "/fen" } {
                (words::fine(self.language, quantile.fen as f64))
                @if self.findings.sample.is_some() {
                    small data-from={ (at) "/interval_fen" } { (self.interval(quantile.interval_fen)) }
                }
            }
        }
    }
}
