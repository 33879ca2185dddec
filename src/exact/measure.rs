//! Finite measures on whole amounts: the small distributions of which everything is made.

/// A finite signed measure on whole numbers of steps, by ascending amount.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Measure {
    atoms: Vec<(i64, f64)>,
}

impl Measure {
    /// Nothing for certain.
    pub fn certain_nothing() -> Self {
        Measure { atoms: vec![(0, 1.0)] }
    }

    /// `amount` with probability `probability`, else nothing.
    pub fn perhaps(amount: i64, probability: f64) -> Self {
        let mut measure = Measure::default();
        measure.add(0, 1.0 - probability);
        measure.add(amount, probability);
        measure
    }

    /// Amounts with their masses.
    pub fn atoms(&self) -> &[(i64, f64)] {
        &self.atoms
    }

    /// Adds a mass at an amount.
    pub fn add(&mut self, amount: i64, mass: f64) {
        if mass == 0.0 {
            return;
        }
        match self.atoms.binary_search_by_key(&amount, |(at, _)| *at) {
            Ok(position) => self.atoms[position].1 += mass,
            Err(position) => self.atoms.insert(position, (amount, mass)),
        }
    }

    /// Adds another measure times a factor.
    pub fn add_scaled(&mut self, other: &Measure, factor: f64) {
        for (amount, mass) in &other.atoms {
            self.add(*amount, mass * factor);
        }
    }

    /// The measure times a factor.
    pub fn scaled(&self, factor: f64) -> Measure {
        Measure { atoms: self.atoms.iter().map(|(amount, mass)| (*amount, mass * factor)).collect() }
    }

    /// The measure of the sum of two independent amounts.
    pub fn convolved(&self, other: &Measure) -> Measure {
        let mut sum = Measure::default();
        for (left, mass) in &self.atoms {
            for (right, other_mass) in &other.atoms {
                sum.add(left + right, mass * other_mass);
            }
        }
        sum
    }

    /// Whether it puts no mass on anything but nothing.
    pub fn is_nothing(&self) -> bool {
        self.atoms.iter().all(|(amount, _)| *amount == 0)
    }

    /// Its mass.
    pub fn mass(&self) -> f64 {
        self.atoms.iter().map(|(_, mass)| mass).sum()
    }

    /// The integrals of `x` and `x²`.
    pub fn moments(&self) -> (f64, f64) {
        self.atoms.iter().fold((0.0, 0.0), |(first, second), (amount, mass)| {
            let amount = *amount as f64;
            (first + amount * mass, second + amount * amount * mass)
        })
    }

    /// The integral of `exp(s x)`.
    pub fn exponential_moment(&self, s: f64) -> f64 {
        self.atoms.iter().map(|(amount, mass)| mass * libm::exp(s * *amount as f64)).sum()
    }

    /// The largest amount, at least 0.
    pub fn largest(&self) -> i64 {
        self.atoms.last().map_or(0, |(amount, _)| (*amount).max(0))
    }
}
