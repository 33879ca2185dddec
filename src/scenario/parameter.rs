//! A parameter that can be set: the same scenario with another value, without its files.

use super::fields::{At, Field, KNOWN, Known, carry_over, position};
use super::{AccreditationWeights, Lag, Scenario, Timing, Weights};
use crate::language::{Text, both};
use crate::quantities::{Date, Money, Probability, QuantityError, Rate, Share, Year};
use crate::things::{CategoryId, Market, MarketId};

pub use super::fields::Scale;

/// A parameter of a scenario, found once by its path and set as often as wished.
#[derive(Debug, Clone)]
pub struct Parameter {
    path: String,
    scale: Scale,
    field: Field,
    /// Where its value stands: a rate that sectors have in common stands in each of them.
    places: Vec<At>,
}

/// What a parameter is set to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting<'a> {
    /// Numbers as [`Measure::Numbers`](super::Measure::Numbers) has them: one, or one for each place of a list or year.
    Numbers(&'a [f64]),
    /// A distribution over the choices that the file names.
    Weights(&'a [(String, f64)]),
}

impl Parameter {
    /// The parameter at a path such as `spin_offs.formation_rate`; none where the scenario has no such parameter, or one
    /// that is no number and no distribution.
    pub fn named(scenario: &Scenario, path: &str) -> Option<Parameter> {
        let common = path.strip_prefix("spin_offs.");
        let found = |path: &str| KNOWN.iter().find_map(|known| Some((known, place(scenario, known, path)?)));
        let (known, places) = match common {
            None => {
                let (known, at) = found(path)?;
                (known, vec![at])
            }
            Some(key) => {
                // a sector that states the key for itself is not moved by the common one
                let own = |sector: &str| format!("sectors.{sector}.spin_offs.{key}");
                let sectors = scenario.registry.sectors.iter().map(|sector| own(&sector.id));
                let (known, _) = found(&sectors.clone().next()?)?;
                let moved = sectors.filter(|path| !scenario.states(path));
                (known, moved.filter_map(|path| place(scenario, known, &path)).collect())
            }
        };
        let (_, scale, field) = *known;
        Some(Parameter { path: path.to_owned(), scale, field, places })
    }

    /// Every path that can be a parameter's, with `*` for identifiers; those of `sectors.*.spin_offs` also stand under `spin_offs`.
    pub fn paths() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(path, ..)| *path)
    }

    /// Its path in files.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where its values can lie.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Sets it without looking at the rest of the scenario.
    ///
    /// # Errors
    /// A value that its quantity refuses, or a setting of another kind.
    pub fn put(&self, scenario: &mut Scenario, setting: Setting<'_>) -> Result<(), QuantityError> {
        self.places.iter().try_for_each(|at| put(scenario, self.field, *at, setting))
    }

    /// Sets it as a file with this value would.
    ///
    /// # Errors
    /// As [`Parameter::put`], and a value that contradicts another one.
    pub fn set(&self, scenario: &mut Scenario, setting: Setting<'_>) -> Result<(), QuantityError> {
        self.put(scenario, setting)?;
        scenario.contradiction().map_or(Ok(()), |wrong| Err(QuantityError(wrong)))
    }
}

impl Scenario {
    /// Whether a file states the parameter at a path.
    pub(super) fn states(&self, path: &str) -> bool {
        self.assumptions.iter().any(|assumption| assumption.path == path)
    }
}

/// The positions of the things that a path names, where it fits the pattern.
fn place(scenario: &Scenario, (pattern, ..): &Known, path: &str) -> Option<At> {
    let mut at = [0; 3];
    let mut ids = Vec::new();
    let mut parts = path.split('.');
    let mut above = 0;
    for expected in pattern.split('.') {
        let part = parts.next()?;
        if expected == "*" {
            ids.push(part);
            at[ids.len() - 1] = position(scenario, &pattern[..above - 1], &ids, at)?;
        } else if expected != part {
            return None;
        }
        above += expected.len() + 1;
    }
    parts.next().is_none().then_some(at)
}

fn put(scenario: &mut Scenario, field: Field, at: At, setting: Setting<'_>) -> Result<(), QuantityError> {
    match setting {
        Setting::Numbers(numbers) => put_numbers(scenario, field, at, numbers),
        Setting::Weights(weights) => put_weights(scenario, field, at, weights),
    }
}

fn put_numbers(scenario: &mut Scenario, field: Field, at: At, numbers: &[f64]) -> Result<(), QuantityError> {
    let one = || numbers.first().copied().ok_or_else(|| refused(both!("没有值", "no value")));
    let absent = || refused(both!("情景中没有这一参数", "the scenario has no such parameter"));
    let many = |places: usize| match numbers.len() == places {
        true => Ok(()),
        false => {
            let values = numbers.len();
            Err(refused(both!("{places} 个位置却有 {values} 个值", "{values} values for {places} places")))
        }
    };
    match field {
        Field::Real(find) => *find(scenario, at).ok_or_else(absent)? = finite(one()?)?,
        Field::Correlation(find) => *find(scenario, at).ok_or_else(absent)? = correlation(one()?)?,
        Field::Rate(find) => *find(scenario, at).ok_or_else(absent)? = Rate::new(one()?)?,
        Field::Probability(find) => *find(scenario, at).ok_or_else(absent)? = Probability::new(one()?)?,
        Field::Share(find) => *find(scenario, at).ok_or_else(absent)? = share(one()?)?,
        Field::Money(find) => *find(scenario, at).ok_or_else(absent)? = money(one()?)?,
        Field::Whole(find) => *find(scenario, at).ok_or_else(absent)? = whole(one()?)?,
        Field::Date(find) => *find(scenario, at).ok_or_else(absent)? = day(one()?)?,
        Field::Year(find) => *find(scenario, at).ok_or_else(absent)? = Year::new(one()?.round() as i64)?,
        Field::CarryOver => scenario.fund.carry_over = carry_over(f64::from(whole(one()?)?)),
        Field::Accredited => accredit(scenario, at[0], day(one()?)?).ok_or_else(absent)?,
        Field::Validity { last } => put_in_force(scenario, last, day(one()?)?),
        Field::Rates(find) => {
            let rates = find(scenario, at).ok_or_else(absent)?;
            many(rates.len())?;
            for (rate, number) in rates.iter_mut().zip(numbers) {
                *rate = Rate::new(*number)?;
            }
        }
        Field::Amounts(find) => {
            let amounts = find(scenario, at).ok_or_else(absent)?;
            many(amounts.len())?;
            for (amount, number) in amounts.iter_mut().zip(numbers) {
                *amount = money(*number)?;
            }
        }
        _ => return Err(refused(both!("分布不是数字", "a distribution is no number"))),
    }
    Ok(())
}

fn put_weights(
    scenario: &mut Scenario,
    field: Field,
    at: At,
    stated: &[(String, f64)],
) -> Result<(), QuantityError> {
    let absent = || refused(both!("情景中没有这一参数", "the scenario has no such parameter"));
    match field {
        Field::Counts(find) => {
            let weights = read(stated, |text| text.parse().ok())?;
            *find(scenario, at).ok_or_else(absent)? = weights;
        }
        Field::When(find) => {
            let when = find(scenario, at).ok_or_else(absent)?;
            *when = match when {
                AccreditationWeights::Years(_) => AccreditationWeights::Years(read(stated, year)?),
                AccreditationWeights::Dates(_) => {
                    AccreditationWeights::Dates(read(stated, |text| Date::parse(text).ok())?)
                }
            };
        }
        Field::Counties(find) => {
            let weights = read(stated, |id| scenario.registry.county(id))?;
            *find(scenario, at).ok_or_else(absent)? = weights;
        }
        Field::Sectors(find) => {
            let weights = read(stated, |id| scenario.registry.sector(id))?;
            *find(scenario, at).ok_or_else(absent)? = weights;
        }
        Field::Markets(find) => {
            let weights = read(stated, |id| Some(market(scenario, id)))?;
            *find(scenario, at).ok_or_else(absent)? = weights;
        }
        Field::Prizes(find) => {
            let weights = prizes(scenario, at[0], stated)?;
            *find(scenario, at).ok_or_else(absent)? = weights;
        }
        Field::Lags(find) => *find(scenario, at).ok_or_else(absent)? = read(stated, lag)?,
        _ => return Err(refused(both!("数字不是分布", "a number is no distribution"))),
    }
    Ok(())
}

/// Sets an institute's accreditation; what its file does not state of unveiling and acceptance follows it.
fn accredit(scenario: &mut Scenario, institute: usize, date: Date) -> Option<()> {
    let id = scenario.institutes.get(institute)?.id.clone();
    let stated = |key: &str| scenario.states(&format!("institutes.{id}.{key}"));
    let (unveiling, acceptance) = (stated("unveiled"), stated("accepted"));
    let Timing::Fixed { accredited, unveiled, accepted } = &mut scenario.institutes[institute].timing else {
        return None;
    };
    *accredited = date;
    if !unveiling {
        *unveiled = date;
    }
    if !acceptance {
        *accepted = date.year().plus(1).last_day();
    }
    Some(())
}

/// Sets the first or last day of the policy's validity, which clauses without their own follow.
fn put_in_force(scenario: &mut Scenario, last: bool, day: Date) {
    let own: Vec<bool> = scenario
        .policy
        .clauses
        .iter()
        .map(|clause| scenario.states(&format!("policy.clauses.{}.validity.first_day", clause.id)))
        .collect();
    let policy = &mut scenario.policy;
    let followers = policy.clauses.iter_mut().zip(own).filter(|(_, own)| !own);
    let validities = followers.map(|(clause, _)| &mut clause.validity).chain([&mut policy.validity]);
    validities
        .for_each(|validity| *if last { &mut validity.last_day } else { &mut validity.first_day } = day);
}

fn refused(message: Text) -> QuantityError {
    QuantityError(message)
}

fn finite(number: f64) -> Result<f64, QuantityError> {
    if number.is_finite() {
        Ok(number)
    } else {
        Err(refused(both!("{number} 不是数字", "{number} is no number")))
    }
}

fn correlation(number: f64) -> Result<f64, QuantityError> {
    if (-1.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(refused(both!("{number} 不在 [-1, 1] 之内", "{number} is outside [-1, 1]")))
    }
}

/// A whole amount of fen.
fn money(fen: f64) -> Result<Money, QuantityError> {
    let fen = fen.round();
    // every whole number up to 2^53 is one of a binary number
    if (0.0..9.0e15).contains(&fen) {
        Ok(Money::from_fen(fen as i64))
    } else {
        Err(refused(both!("{fen} 分不是金额", "{fen} fen are no amount of money")))
    }
}

fn whole(number: f64) -> Result<u32, QuantityError> {
    let number = number.round();
    if (0.0..=1.0e6).contains(&number) {
        Ok(number as u32)
    } else {
        Err(refused(both!(
            "{number} 不是 0 到 1000000 的整数",
            "{number} is no whole number from 0 to 1000000"
        )))
    }
}

/// A share in nine digits, as many as one has.
fn share(fraction: f64) -> Result<Share, QuantityError> {
    let billionths = Probability::new(fraction)?.value() * 1.0e9;
    Share::new(rust_decimal::Decimal::new(billionths.round() as i64, 9))
}

fn day(number: f64) -> Result<Date, QuantityError> {
    Date::of_number(number.round() as i64)
}

fn year(text: &str) -> Option<Year> {
    Year::new(text.parse().ok()?).ok()
}

fn lag(text: &str) -> Option<Lag> {
    if text == "never" { Some(Lag::Never) } else { text.parse().ok().map(Lag::Years) }
}

fn market(scenario: &mut Scenario, id: &str) -> MarketId {
    let registry = &mut scenario.registry;
    registry.market(id).unwrap_or_else(|| {
        registry.markets.push(Market { id: id.to_owned() });
        MarketId::from(registry.markets.len() - 1)
    })
}

/// Prizes keep their places: those that the weights leave out have none.
fn prizes(
    scenario: &Scenario,
    level: usize,
    stated: &[(String, f64)],
) -> Result<Weights<CategoryId>, QuantityError> {
    let level = scenario
        .awards
        .get(level)
        .ok_or_else(|| refused(both!("情景中没有这一奖项", "the scenario has no such award")))?;
    let categories = &scenario.registry.categories;
    let name = |prize: &str| format!("{}.{prize}", level.id);
    let known: Vec<&str> =
        level.prizes.choices().iter().map(|(id, _)| categories[id.index()].id.as_str()).collect();
    if let Some((prize, _)) = stated.iter().find(|(prize, _)| !known.contains(&name(prize).as_str())) {
        let level = &level.id;
        return Err(refused(both!(
            "{level} 自身的权重中没有等次 {prize}",
            "{level} has no prize {prize} among its own weights"
        )));
    }
    let weight = |category: &str| {
        stated.iter().find(|(prize, _)| name(prize) == category).map_or(0.0, |(_, weight)| *weight)
    };
    let choices = level.prizes.choices().iter().map(|(id, _)| (*id, weight(&categories[id.index()].id)));
    Weights::new(choices.collect())
}

fn read<T>(
    stated: &[(String, f64)],
    mut find: impl FnMut(&str) -> Option<T>,
) -> Result<Weights<T>, QuantityError> {
    let choices = stated.iter().map(|(text, weight)| {
        let choice = find(text).ok_or_else(|| {
            refused(both!("{text} 不是此参数的选项", "{text} is no choice of this parameter"))
        })?;
        Ok((choice, *weight))
    });
    Weights::new(choices.collect::<Result<_, QuantityError>>()?)
}
