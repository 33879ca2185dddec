//! `fiscast exact`.

use std::io;

use crate::exact::{Accuracy, driver_means, drivers_matter, without_drivers};
use crate::findings::{ExactFindings, Study, exact_findings};
use crate::language::Language;
use crate::scenario::Scenario;
use crate::tables::{budget_csv, exact_table, series_csv};

use super::disk::{paint, say};
use super::exit::{Failure, OrFail, no_json};
use super::study;
use super::verify::{refuse, solved};
use super::verify_arguments::ExactArguments;

/// Computes a scenario without simulating it.
pub(super) fn exact(arguments: &ExactArguments, language: Language) -> Result<(), Failure> {
    let loaded = study::load(&arguments.scenario, &arguments.overlays, language)?;
    let out = arguments.outcome.out.join(format!("{}-exact", loaded.scenario.id));
    loaded.check(&out, "exact", arguments.outcome.force)?;
    let found = computed(&loaded.scenario)?;
    let mut folder = loaded.folder();
    folder.add("budget.csv", budget_csv(&found.answers));
    folder.add("series.csv", series_csv(&found.answers));
    let said = if arguments.outcome.json {
        serde_json::to_string_pretty(&found).or_fail(no_json)?
    } else {
        let written = language.say("结果已写入", "Results are in");
        format!("{}\n{written} {}", exact_table(&found, language, paint()), out.display())
    };
    let repeat = "fiscast exact scenario.toml".to_owned();
    loaded.write(&Study::Exact(Box::new(found)), folder, &out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &format!("{said}\n"));
    Ok(())
}

fn computed(scenario: &Scenario) -> Result<ExactFindings, Failure> {
    let calm = without_drivers(scenario);
    let answer = solved(&calm)?;
    let means = drivers_matter(scenario)
        .then(|| driver_means(scenario, Accuracy::Standard).map_err(|reason| refuse(scenario, reason)));
    Ok(exact_findings(scenario, &answer, means.transpose()?.as_deref()))
}
