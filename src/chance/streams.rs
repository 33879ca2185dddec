//! Named random streams: the draws of one path are a function of (seed, path, entity, purpose) alone.
//!
//! Philox4x64-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) maps a
//! key and a counter to four words. A stream's name is its key and counter, so that no two names share draws
//! and no draw depends on which others were made.

use std::convert::Infallible;

use rand::{TryRng, rand_core};
use rand_distr::{Distribution, Open01};

use crate::quantities::{Date, Year};

/// What a stream is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// The shared drivers of a year.
    Drivers = 1,
    /// The number of pipeline institutes.
    PipelineCount,
    /// Whether a named institute is accredited at all.
    Presence,
    /// When an institute is accredited.
    Accreditation,
    /// County and sector of a pipeline institute.
    Place,
    /// An institute's quality.
    Quality,
    /// Results and transfers of an institute's year.
    Evaluation,
    /// How many firms an institute founds in a year.
    Formation,
    /// A firm's founding: captive or not, first revenue, day.
    Founding,
    /// A firm's year: failure, listing, growth.
    YearOfLife,
    /// Kind, market and day of a listing.
    ListingDetail,
    /// An institute's awards of a round.
    InstituteAward,
    /// A firm's awards of a round.
    SpinOffAward,
    /// The lag of a payment.
    PaymentLag,
    /// How many investments the sub-fund makes for an institute in a year.
    Investments,
    /// Ticket and day of an investment.
    Investment,
    /// In which year an investment fails.
    InvestmentSurvival,
    /// The loss of a failed investment.
    InvestmentLoss,
    /// The value of an uncertain parameter, named by its path.
    Parameter,
}

/// When something is drawn for: a year, a day of it, and a serial number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Calendar year, or 0.
    pub year: i16,
    /// Day of the year, or 0.
    pub ordinal: u16,
    /// Serial number, or 0.
    pub serial: u16,
}

impl When {
    /// Once in a path.
    pub const NONE: When = When { year: 0, ordinal: 0, serial: 0 };

    /// Once a year.
    pub fn year(year: Year) -> Self {
        When { year: year.number() as i16, ..When::NONE }
    }

    /// Four years that share a block; [`Stream::uniform_at`] the year's number tells them apart.
    pub fn four_years(year: Year) -> Self {
        When { year: (year.number() & !3) as i16, ..When::NONE }
    }

    /// Once a day.
    pub fn day(date: Date) -> Self {
        When { ordinal: date.ordinal(), ..When::year(date.year()) }
    }

    /// The same with a serial number.
    #[must_use]
    pub const fn serial(self, serial: u16) -> Self {
        When { serial, ..self }
    }
}

/// The name of a stream within a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamName {
    /// Key of the institute, or 0.
    pub institute: u64,
    /// Key of the firm within the institute, or 0.
    pub spin_off: u64,
    /// What it is drawn for.
    pub purpose: Purpose,
    /// Clause or award level (its 56-bit key), or 0.
    pub subject: u64,
    /// When.
    pub when: When,
}

/// All streams of one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streams {
    seed: u64,
    path: u64,
}

impl Streams {
    /// The streams of path `path` under a seed.
    pub const fn new(seed: u64, path: u64) -> Self {
        Streams { seed, path }
    }

    /// The stream of a name, from its beginning.
    #[inline]
    pub fn stream(&self, name: StreamName) -> Stream {
        let When { year, ordinal, serial } = name.when;
        let when = (u64::from(year as u16) << 48) | (u64::from(ordinal) << 32) | (u64::from(serial) << 16);
        Stream {
            key: [self.seed, ((name.purpose as u64) << 56) | (name.subject & SUBJECT)],
            counter: [self.path, name.institute, name.spin_off, when],
            words: [0; 4],
            next: 4,
        }
    }
}

/// The bits of a subject.
const SUBJECT: u64 = (1 << 56) - 1;
/// The top bit keeps apart what is named by an id and what is named by a number.
const NAMED: u64 = 1 << 63;

/// The key of a clause or award level: a 56-bit FNV-1a hash of its id.
pub fn subject_of(id: &str) -> u64 {
    let hash = fnv1a(id);
    (hash ^ (hash >> 56)) & SUBJECT
}

/// The key of a named institute.
pub fn institute_key_named(id: &str) -> u64 {
    fnv1a(id) | NAMED
}

/// The key of the pipeline's institute of this number.
pub const fn institute_key_pipeline(number: u16) -> u64 {
    number as u64 + 1
}

/// The key of a firm by founding year and number within its institute's year.
pub fn spin_off_key(founding_year: Year, number: u32) -> u64 {
    ((founding_year.number() as u64) << 32) | u64::from(number)
}

/// The key of a firm that exists when the run begins.
pub fn existing_spin_off_key(id: &str) -> u64 {
    fnv1a(id) | NAMED
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// One stream of draws; a [`rand::Rng`].
#[derive(Debug, Clone)]
pub struct Stream {
    key: [u64; 2],
    counter: [u64; 4],
    words: [u64; 4],
    next: u8,
}

impl Stream {
    /// A number in the open interval (0, 1), uniform on a grid of 2⁻⁵².
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        Open01.sample(self)
    }

    /// The uniform number at position `index & 3` of the stream's first block, in the open interval (0, 1): what is
    /// drawn once a year, or once a serial number, takes its number from a block of four.
    #[inline]
    pub fn uniform_at(mut self, index: u32) -> f64 {
        self.next_word();
        self.next = (index & 3) as u8;
        self.uniform()
    }

    #[inline]
    fn next_word(&mut self) -> u64 {
        if self.next == 4 {
            self.words = philox4x64(self.counter, self.key);
            // the low 16 bits count blocks; a name is drawn from at most a few times
            assert!(self.counter[3] & 0xffff != 0xffff, "a stream has at most 65,535 blocks");
            self.counter[3] += 1;
            self.next = 0;
        }
        let word = self.words[usize::from(self.next)];
        self.next += 1;
        word
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next_word() >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next_word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        rand_core::utils::fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

/// Ten rounds of Philox4x64.
#[inline]
fn philox4x64(mut counter: [u64; 4], mut key: [u64; 2]) -> [u64; 4] {
    for round in 0..10 {
        if round > 0 {
            key = [key[0].wrapping_add(0x9E37_79B9_7F4A_7C15), key[1].wrapping_add(0xBB67_AE85_84CA_A73B)];
        }
        let first = u128::from(counter[0]) * 0xD2E7_470E_E14C_6C93;
        let second = u128::from(counter[2]) * 0xCA5A_8263_9512_1157;
        counter = [
            (second >> 64) as u64 ^ counter[1] ^ key[0],
            second as u64,
            (first >> 64) as u64 ^ counter[3] ^ key[1],
            first as u64,
        ];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of the Random123 library (kat_vectors, philox 4x64-10).
    #[test]
    fn philox_gives_the_published_words() {
        assert_eq!(
            philox4x64([0; 4], [0; 2]),
            [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b]
        );
        assert_eq!(
            philox4x64([u64::MAX; 4], [u64::MAX; 2]),
            [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0]
        );
    }
}
