//! Settlement: obligations become payments.
