//! A grid over log revenue, for one way of growing (docs/exact.md, "A firm's life").
//!
//! What a firm can still earn is a smooth function of its log revenue between thresholds and jumps at them. The grid
//! therefore has panels that end at every threshold, each with Gauss–Legendre nodes: integrals over a Gaussian step
//! then converge faster than any power of the panel's width, and a threshold is never inside a panel.

use super::quadrature::{Rule, normal_below, normal_density};

/// Beyond so many standard deviations a growth step is left to the unbounded ends.
const REACH: f64 = 9.0;
/// Width of a panel in standard deviations of a growth step.
const PANEL: f64 = 3.0;
/// Margin of the grid in standard deviations of all growth steps: what starts further away passes no threshold within
/// the run but with probability 1e-12.
const MARGIN: f64 = 7.0;
/// More nodes than this are refused.
const MOST_NODES: usize = 3000;

/// How log revenue moves in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Growth {
    pub mean: f64,
    pub sigma: f64,
}

#[derive(Debug, Clone, Copy)]
struct Panel {
    left: f64,
    right: f64,
}

/// Panels, nodes, and two ends that stand for everything below and above them.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    rule: Rule,
    panels: Vec<Panel>,
    /// Log revenue at the nodes; the last two stand for the ends.
    pub nodes: Vec<f64>,
    low: f64,
    high: f64,
}

/// The probabilities of a year's growth from every node to every node.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    first: usize,
    weights: Vec<f64>,
    below: f64,
    above: f64,
}

impl Grid {
    /// A grid whose panels end at `edges` and whose functions are smooth at the scale of one growth step, for
    /// `years` steps at most, whose drift lies in `drifts`; none where it would need too many nodes.
    pub fn new(edges: &[f64], sigma: f64, drifts: [f64; 2], years: usize, order: usize) -> Option<Self> {
        let mut edges: Vec<f64> = edges.iter().copied().filter(|edge| edge.is_finite()).collect();
        let steps = years as f64;
        let spread = MARGIN * sigma * steps.sqrt();
        let lowest = edges.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let highest = edges.iter().copied().reduce(f64::max).unwrap_or(0.0);
        let low = lowest - spread - (steps * drifts[1]).max(0.0);
        let high = highest + spread - (steps * drifts[0]).min(0.0);
        if sigma == 0.0 {
            // without chance, what happens after j years depends on thresholds moved by j years of growth
            let shifted = (1..=years).flat_map(|j| edges.iter().map(move |edge| edge - j as f64 * drifts[0]));
            let shifted: Vec<f64> = shifted.collect();
            edges.extend(shifted);
        }
        edges.extend([low, high]);
        edges.sort_unstable_by(f64::total_cmp);
        edges.dedup();
        let mut panels = Vec::new();
        for pair in edges.windows(2) {
            let width = pair[1] - pair[0];
            let count = if sigma == 0.0 { 1.0 } else { (width / (PANEL * sigma)).ceil().max(1.0) };
            if panels.len() as f64 + count > (MOST_NODES / order) as f64 {
                return None;
            }
            let count = count as usize;
            let at = |index: usize| {
                if index == count { pair[1] } else { pair[0] + width * index as f64 / count as f64 }
            };
            panels.extend((0..count).map(|index| Panel { left: at(index), right: at(index + 1) }));
        }
        let rule = Rule::new(order);
        let inside = panels.iter().flat_map(|panel| rule.nodes.iter().map(move |x| panel.at(*x)));
        let nodes = inside.chain([f64::MIN, f64::MAX]).collect();
        Some(Grid { rule, panels, nodes, low, high })
    }

    /// The number of nodes, both ends included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn below(&self) -> usize {
        self.nodes.len() - 2
    }

    fn above(&self) -> usize {
        self.nodes.len() - 1
    }

    fn order(&self) -> usize {
        self.rule.nodes.len()
    }

    /// The panel that holds a point; a point on an edge belongs to the panel above it.
    fn panel_of(&self, x: f64) -> usize {
        self.panels.partition_point(|panel| panel.right <= x)
    }

    /// The weights by which node values give the value at a point, added to `weights`.
    pub fn add_point(&self, x: f64, factor: f64, weights: &mut [f64]) {
        if x < self.low {
            weights[self.below()] += factor;
        } else if x >= self.high {
            weights[self.above()] += factor;
        } else {
            let index = self.panel_of(x);
            let mut basis = vec![0.0; self.order()];
            self.rule.basis(self.panels[index].local(x), &mut basis);
            let nodes = &mut weights[index * self.order()..(index + 1) * self.order()];
            for (weight, value) in nodes.iter_mut().zip(basis) {
                *weight += factor * value;
            }
        }
    }

    /// The weights by which node values give the integral over `[from, to)` against a normal density, added to
    /// `weights`.
    pub fn add_normal(&self, density: Growth, from: f64, to: f64, factor: f64, weights: &mut [f64]) {
        let z = |x: f64| (x - density.mean) / density.sigma;
        let mass = |from: f64, to: f64| {
            // the upper tails where both are large, so that no digits are lost
            if from > density.mean {
                normal_below(-z(from)) - normal_below(-z(to))
            } else {
                normal_below(z(to)) - normal_below(z(from))
            }
        };
        if from < self.low {
            weights[self.below()] += factor * mass(from, to.min(self.low));
        }
        if to > self.high {
            weights[self.above()] += factor * mass(from.max(self.high), to);
        }
        let reach = REACH * density.sigma;
        let from = from.max(self.low).max(density.mean - reach);
        let to = to.min(self.high).min(density.mean + reach);
        if from >= to {
            return;
        }
        for index in self.panel_of(from)..self.panels.len() {
            let panel = self.panels[index];
            if panel.left >= to {
                break;
            }
            let nodes = index * self.order()..(index + 1) * self.order();
            self.add_part(
                &panel,
                density,
                [from.max(panel.left), to.min(panel.right)],
                factor,
                &mut weights[nodes],
            );
        }
    }

    /// Likewise over a part of one panel, in pieces at most as wide as the density's standard deviation.
    fn add_part(
        &self,
        panel: &Panel,
        density: Growth,
        [from, to]: [f64; 2],
        factor: f64,
        weights: &mut [f64],
    ) {
        let pieces = ((to - from) / density.sigma).ceil().max(1.0);
        let width = (to - from) / pieces;
        let mut basis = vec![0.0; self.order()];
        for piece in 0..pieces as usize {
            let part =
                Panel { left: from + width * piece as f64, right: from + width * (piece as f64 + 1.0) };
            for (node, weight) in self.rule.nodes.iter().zip(&self.rule.weights) {
                let x = part.at(*node);
                let density_here = normal_density((x - density.mean) / density.sigma) / density.sigma;
                self.rule.basis(panel.local(x), &mut basis);
                let mass = factor * weight * 0.5 * width * density_here;
                for (weight, value) in weights.iter_mut().zip(&basis) {
                    *weight += mass * value;
                }
            }
        }
    }

    /// A year's growth.
    pub fn kernel(&self, growth: Growth) -> Kernel {
        Kernel {
            rows: (0..self.below())
                .map(|node| self.row(self.nodes[node] + growth.mean, growth.sigma))
                .collect(),
        }
    }

    fn row(&self, centre: f64, sigma: f64) -> Row {
        if sigma == 0.0 {
            let mut weights = vec![0.0; self.len()];
            self.add_point(centre, 1.0, &mut weights);
            let (below, above) = (weights[self.below()], weights[self.above()]);
            let first = weights.iter().position(|weight| *weight != 0.0).unwrap_or(0).min(self.below());
            let first = if first < self.below() { first / self.order() * self.order() } else { 0 };
            let last = if below + above == 0.0 { first + self.order() } else { first };
            return Row { first, weights: weights[first..last].to_vec(), below, above };
        }
        let (from, to) = (centre - REACH * sigma, centre + REACH * sigma);
        let panels = self.panel_of(from)..self.panels.partition_point(|panel| panel.left < to);
        let first = panels.start * self.order();
        let mut weights = Vec::new();
        for panel in self.panels.get(panels).unwrap_or_default() {
            let half = 0.5 * (panel.right - panel.left) / sigma;
            for (node, weight) in self.rule.nodes.iter().zip(&self.rule.weights) {
                weights.push(weight * half * normal_density((panel.at(*node) - centre) / sigma));
            }
        }
        let below = normal_below((self.low - centre) / sigma);
        let above = normal_below((centre - self.high) / sigma);
        Row { first, weights, below, above }
    }
}

impl Panel {
    fn at(&self, local: f64) -> f64 {
        0.5 * (self.left + self.right) + 0.5 * (self.right - self.left) * local
    }

    fn local(&self, x: f64) -> f64 {
        (2.0 * x - self.left - self.right) / (self.right - self.left)
    }
}

impl Kernel {
    /// Expected values after the step: `values` and `result` hold `width` numbers for each node.
    pub fn expect(&self, values: &[f64], width: usize, result: &mut [f64]) {
        let inside = self.rows.len();
        let (nodes, ends) = values.split_at(inside * width);
        let (below, above) = ends.split_at(width);
        for (row, out) in self.rows.iter().zip(result.chunks_exact_mut(width)) {
            out.fill(0.0);
            let reached = nodes[row.first * width..].chunks_exact(width);
            for (weight, value) in row.weights.iter().zip(reached) {
                add_times(out, *weight, value);
            }
            add_times(out, row.below, below);
            add_times(out, row.above, above);
        }
        // the ends are so far from every threshold that a firm there stays there
        result[inside * width..].copy_from_slice(ends);
    }

    /// The masses after the step, from masses at the nodes.
    pub fn carry(&self, masses: &[f64], result: &mut [f64]) {
        let inside = self.rows.len();
        result.fill(0.0);
        for (row, mass) in self.rows.iter().zip(masses) {
            if *mass == 0.0 {
                continue;
            }
            for (weight, out) in row.weights.iter().zip(&mut result[row.first..]) {
                *out += mass * weight;
            }
            result[inside] += mass * row.below;
            result[inside + 1] += mass * row.above;
        }
        result[inside] += masses[inside];
        result[inside + 1] += masses[inside + 1];
    }
}

fn add_times(out: &mut [f64], factor: f64, values: &[f64]) {
    for (out, value) in out.iter_mut().zip(values) {
        *out += factor * value;
    }
}
