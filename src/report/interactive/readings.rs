//! The pictures of readings priced.

use crate::charts::ReadingsKind;

use super::drawing::Drawing;
use super::parts::Pen;

/// A picture of readings priced; none where there is nothing to draw.
pub(super) fn drawing(_pen: &Pen<'_>, kind: ReadingsKind) -> Option<Drawing> {
    match kind {}
}
