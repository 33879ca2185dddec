//! Gauss–Legendre nodes, polynomial interpolation on them, and the normal distribution.

/// Nodes and weights of a Gauss–Legendre rule on [-1, 1], with barycentric weights for interpolation.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub nodes: Vec<f64>,
    pub weights: Vec<f64>,
    barycentric: Vec<f64>,
}

impl Rule {
    /// The rule of `order` nodes: Newton's method on the Legendre polynomial from Tricomi's guess.
    pub fn new(order: usize) -> Self {
        let n = order as f64;
        let mut rule = Rule { nodes: Vec::new(), weights: Vec::new(), barycentric: Vec::new() };
        for index in 0..order {
            let mut x = -libm::cos(std::f64::consts::PI * (index as f64 + 0.75) / (n + 0.5));
            let mut slope = 1.0;
            for _ in 0..100 {
                let (value, derivative) = legendre(order, x);
                slope = derivative;
                let step = value / derivative;
                x -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            rule.nodes.push(x);
            rule.weights.push(2.0 / ((1.0 - x * x) * slope * slope));
        }
        for (index, x) in rule.nodes.iter().enumerate() {
            let sign = if index % 2 == 0 { 1.0 } else { -1.0 };
            // Wang and Xiang, Mathematics of Computation 81 (2012), theorem 3.1
            rule.barycentric.push(sign * ((1.0 - x * x) * rule.weights[index]).sqrt());
        }
        rule
    }

    /// The values at `x` of the polynomials that are 1 at one node and 0 at all others, into `values`.
    pub fn basis(&self, x: f64, values: &mut [f64]) {
        if let Some(hit) = self.nodes.iter().position(|node| *node == x) {
            values.fill(0.0);
            values[hit] = 1.0;
            return;
        }
        let mut sum = 0.0;
        for ((value, node), weight) in values.iter_mut().zip(&self.nodes).zip(&self.barycentric) {
            *value = weight / (x - node);
            sum += *value;
        }
        values.iter_mut().for_each(|value| *value /= sum);
    }
}

/// The Legendre polynomial of a degree and its derivative.
fn legendre(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=degree {
        let k = k as f64;
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, degree as f64 * (x * value - before) / (x * x - 1.0))
}

/// The standard normal distribution function.
pub(super) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The standard normal density.
pub(super) fn normal_density(z: f64) -> f64 {
    const FACTOR: f64 = 0.398_942_280_401_432_7;
    FACTOR * libm::exp(-0.5 * z * z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_integrates_and_interpolates_polynomials_exactly() {
        for order in [2, 5, 16, 24, 40] {
            let rule = Rule::new(order);
            // x^(2n-1) + x^(2n-2): the odd part cancels, the even one gives 2 / (2n - 1)
            let power = |x: f64, k: usize| (0..k).fold(1.0, |product, _| product * x);
            let integral: f64 = rule
                .nodes
                .iter()
                .zip(&rule.weights)
                .map(|(x, w)| w * (power(*x, 2 * order - 1) + power(*x, 2 * order - 2)))
                .sum();
            assert!((integral - 2.0 / (2 * order - 1) as f64).abs() < 1e-14, "order {order}: {integral}");
            let mut values = vec![0.0; order];
            rule.basis(0.3, &mut values);
            let interpolated: f64 =
                values.iter().zip(&rule.nodes).map(|(value, x)| value * power(*x, order - 1)).sum();
            assert!((interpolated - power(0.3, order - 1)).abs() < 1e-14, "order {order}");
        }
    }

    #[test]
    fn the_normal_distribution_has_its_tabulated_values() {
        // Abramowitz and Stegun, table 26.1: P(1) = 0.841344746068543, P(1.96) = 0.975002104851780
        assert!((normal_below(1.0) - 0.841_344_746_068_543).abs() < 1e-15);
        assert!((normal_below(1.96) - 0.975_002_104_851_780).abs() < 1e-15);
    }
}
