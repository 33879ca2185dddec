//! The pictures of scenarios compared.

use crate::charts::ComparisonKind;

use super::drawing::Drawing;
use super::parts::Pen;

/// A picture of scenarios compared; none where there is nothing to draw.
pub(super) fn drawing(_pen: &Pen<'_>, kind: ComparisonKind) -> Option<Drawing> {
    match kind {}
}
