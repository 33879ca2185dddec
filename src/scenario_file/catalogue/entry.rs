//! What the catalogue says of one key.

/// Words in Chinese and English.
pub(in crate::scenario_file) type Words = (&'static str, &'static str);

/// One key of a file.
#[derive(Debug)]
pub(in crate::scenario_file) struct Entry {
    /// Where it stands: `institutes.*.accredited`, with `*` for an identifier and `[]` for a place in a list.
    pub path: &'static str,
    /// Whether it must be there.
    pub presence: Presence,
    /// What can stand there.
    pub form: Form,
    /// What it is.
    pub meaning: Words,
    /// What its value counts; empty where the value or the meaning says it.
    pub unit: Words,
    /// What else a writer should know; empty where there is nothing.
    pub remark: Words,
    /// The kinds of clauses that have the key; empty where all have it, or where it is no clause's.
    pub of_kinds: &'static [&'static str],
}

/// Whether a key must be there once all layers are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario_file) enum Presence {
    /// It must.
    Must,
    /// It may be left out.
    May,
    /// It or another one: an institute has a date of accreditation, or a probability.
    Either,
}

/// What can stand at a key.
#[derive(Debug, Clone, Copy)]
pub(in crate::scenario_file) enum Form {
    /// A section with keys of its own.
    Section,
    /// A section with the keys of another one, none of which must be there.
    Like(&'static str),
    /// A section whose keys are identifiers.
    Ids,
    /// A section whose keys are the reading switches.
    Switches,
    /// The chosen option of every reading switch.
    Readings,
    /// A list of tables, each with its own source.
    Tables,
    /// A text in both languages.
    Text,
    /// A value that may be written as a table with what it rests on.
    One(Kind),
    /// A list of such values that is one assumption.
    List(Kind),
    /// One value for each year.
    ByYear(Kind),
    /// A distribution.
    Weights(Choices),
    /// A value that may be written as a table, or a word in its place.
    OneOr(Kind, &'static [WordOption]),
    /// A word of a few that may be written as a table.
    Choice(&'static [WordOption]),
    /// A plain value.
    Plain(Kind),
    /// A plain value, or a word in its place.
    PlainOr(Kind, &'static [WordOption]),
    /// A plain word of a few.
    Word(&'static [WordOption]),
    /// A list of texts.
    Lines(Kind),
}

/// A word with what it means.
pub(in crate::scenario_file) type WordOption = (&'static str, Words);

/// Between what a distribution divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario_file) enum Choices {
    /// Numbers of institutes.
    Counts,
    /// Years.
    Years,
    /// Days.
    Dates,
    /// Identifiers.
    Ids,
    /// Markets.
    Markets,
    /// Whole years from claim to payment, or never.
    Lags,
}

/// A kind of value, as [`crate::files::kinds`] reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario_file) enum Kind {
    Money,
    PositiveMoney,
    Probability,
    Share,
    Rate,
    EventRate,
    Variation,
    PositiveRate,
    Real,
    Correlation,
    Count,
    Age,
    Year,
    Date,
    MonthDay,
    Boolean,
    /// A text on one line.
    Line,
    /// A text that may have several lines.
    Words,
    /// A scenario's identifier, which overlays lengthen by `+`.
    ScenarioId,
    /// An identifier.
    Id,
    /// A market, which may have capitals.
    Market,
    /// A path ending in `.toml`.
    File,
    /// A policy of the program, or a path ending in `.toml`.
    PolicyFile,
}

/// Writes a table of entries: the key with its presence and form, its meaning, and, where there is something to say, its
/// unit, a remark, and the kinds of clauses that have it.
macro_rules! keys {
    ($($path:literal $presence:ident $form:expr, $zh:literal, $en:literal
        $(, in $unit_zh:literal, $unit_en:literal)?
        $(, note $note_zh:literal, $note_en:literal)?
        $(, of $($kind:literal)+)?;)+) => {
        &[$(Entry {
            path: $path,
            presence: Presence::$presence,
            form: $form,
            meaning: ($zh, $en),
            unit: keys!(@words $($unit_zh, $unit_en)?),
            remark: keys!(@words $($note_zh, $note_en)?),
            of_kinds: &[$($($kind),+)?],
        }),+]
    };
    (@words) => { ("", "") };
    (@words $zh:literal, $en:literal) => { ($zh, $en) };
}
pub(super) use keys;
