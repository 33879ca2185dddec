//! Files: scenario and policy files, from text to a validated scenario.
