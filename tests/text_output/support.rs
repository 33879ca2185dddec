//! The program in a folder of small files.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// Events of one institute: what is due, what the validity or a tier leaves out, and what pays nothing by itself.
pub const EVENTS: &str = "\
日期,产研院,企业,事项,金额,类别,县（市、区）,新研发科技成果,转移转化技术,牵头企业分立,投资日期
2022-03-01,Alpha,,认定,,,高新区,,,,
2022-04-01,Alpha,,挂牌,,,,,,,
2023,Alpha,,绩效评价,,,,9,6,,
2022-06-01,Alpha,Beta,设立,,,,,,否,
2023-05-01,Alpha,Beta,上市,,新三板,,,,,
2024-05-01,Alpha,Beta,上市,,上交所,,,,,
2024-01-10,Alpha,Beta,获奖,,省二等奖,,,,,
2025-02-10,Alpha,,获奖,,省一等奖,,,,,
2023,Alpha,Beta,年营业收入,1200万元,,,,,,
2025,Alpha,Beta,年营业收入,3000万元,,,,,,
2024-12-31,Alpha,,基金损失,80万元,,,,,,2022-09-01
";

/// A folder with the complete scenario of the tests, its policy, a table of events and the tutorial.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        let folder = Folder(tempfile::tempdir().expect("a temporary folder"));
        for file in
            ["tests/bad_input/complete.toml", "tests/bad_input/policy.toml", "scenarios/tutorial.toml"]
        {
            let name = Path::new(file).file_name().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(of_project(file)).expect(file);
            // one line more or less at the top is no other output
            folder.write(
                &name,
                text.strip_prefix("#:schema ../schemas/scenario.schema.json\n").unwrap_or(&text),
            );
        }
        folder.write("events.csv", EVENTS);
        folder
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("a file to write");
    }

    /// What a successful command prints on standard output.
    pub fn printed(&self, arguments: &[&str], language: &str) -> String {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("fiscast"));
        command.env_remove("NO_COLOR").env_remove("COLUMNS").current_dir(self.0.path());
        let output = command.args(arguments).args(["--lang", language]).output().expect("the program starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {stderr}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
