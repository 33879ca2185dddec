//! The Chinese help of commands that run, show and decide.

use super::chinese_help::CommandWords;

/// Every command but the studies.
pub(super) const COMMANDS: &[CommandWords] = &[
    CommandWords {
        name: "run",
        about: "模拟情景，输出预算表，写入结果文件夹",
        more: "每个情景各运行一次；叠加文件对每个情景都生效。",
        after: "结果写入 文件夹/情景标识/：report.html（报告）、budget.xlsx（工作簿）、budget.csv、series.csv、\
                fund.csv、findings.json、实际使用的 scenario.toml 与 policy.toml、manifest.json（清单）和 charts/（图）；\
                用 --parameter-uncertainty 时另有 uncertainty.csv 和 uncertainty.json。\
                情景、种子、路径数相同，结果逐字节相同，与线程数无关。",
        arguments: &[
            (
                "precision",
                "模拟到所要求的精度，如 0.5%：期内现金支出在情景置信水平上的分位数，其 95% 区间的半宽不超过该分位数的这一比例；\
                 路径数从 10,000 起逐次加倍",
            ),
            ("max_paths", "--precision 最多可用的路径数"),
            ("seed", "随机数的种子；用同一种子运行的情景共用同一批抽样"),
            ("parameter_uncertainty", "同时在各参数的取值范围内抽取参数，并列给出更宽的分布"),
            ("outer", "抽取参数的次数，路径在各次之间平分；不写则每条路径各抽一次"),
            ("force", "替换另一情景的结果，连同文件夹中的其他内容"),
            ("json", "输出 findings.json 的内容，不输出表格；只能有一个情景"),
            ("quiet", "除问题外不输出任何内容"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "report",
        about: "不再模拟，由结果文件夹重新生成报告",
        more: "报告是一个 HTML 文件，离线可打开，A4 可打印，中英文：结论、图、表、假设、抽样误差和来源。\
               它由文件夹中已有的结果生成，与运行或研究当时写出的报告逐字节相同。",
        arguments: &[
            ("results", "运行或任何一项研究写出的文件夹"),
            ("out", "报告写到何处；不写则为该文件夹中的 report.html"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "check",
        about: "检查情景文件和政策文件，一次列出全部问题",
        more: "每个问题都注明文件、行和列。有错误时退出码为 2；警告不计。",
        arguments: &[
            ("files", "情景文件和政策文件，可以有多个"),
            ("overlays", "在每个情景之上叠加的文件；可重复使用"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "chart",
        about: "由结果文件夹绘制一幅图，或输出图中的数字",
        more: "不再模拟：图取自运行或研究留在文件夹中的结果。选择 csv 时输出图中的数字，连同标准误和 95% 区间，供 Excel、WPS 使用。",
        after: "运行和 exact 的图：distribution（期内现金支出及超过某一金额的概率）、yearly-cash（市级专项资金）、\
                yearly-cash-all（全部支付方）、yearly-accrual（各年新增应付义务）、clauses（各条款）、\
                payers（市级和各县（市、区））、commitments（预测期之后的支付）；运行另有 contributions（最差 5% 情形由什么造成）和 \
                fund（专项资金收支）。\n\
                compare：curves、years、difference、waterfall；其他情景不止一个时带其标识，如 difference-low。\n\
                readings：options、combinations、effects。sensitivity：tornado；用 --indices 时另有 indices、luck。\n\
                appropriate：frontier。verify：obligations，以及各年的 cash-2022 等。\n\
                写错图名时，会列出该文件夹的全部图名。",
        arguments: &[
            ("results", "运行或任何一项研究写出的文件夹"),
            ("kind", "哪一幅图；图名见下"),
            ("format", "生成何种文件；不写则按 --out 的后缀，没有后缀时为 svg"),
            ("out", "写入此文件；不写则直接输出 svg 或 csv"),
        ],
        values: &[
            ("format", "svg", "矢量图，文字仍为文字"),
            ("format", "png", "2560 × 1440 像素"),
            ("format", "csv", "图中的数字"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "apply",
        about: "对真实事项逐件认定：应付什么、依据哪一条、由谁承担，或为何不付",
        more: "其中没有随机性：用模拟所用的同一套条款，认定 Excel 或 WPS 存成 CSV 的事项表。\
               事项相互矛盾时报错并注明所在行。各列的含义见 docs/events.md。",
        usage: &[
            "fiscast apply [选项] <事项表> --scenario <情景>",
            "fiscast apply --template [--scenario <情景>] > events.csv",
        ],
        after: "用 --out 时写入：obligations.csv（应付）、refusals.csv（不付）、clauses.csv、determination.json，\
                以及所依据的事项表、情景和政策。",
        arguments: &[
            ("events", "真实事项的表格，CSV 文件"),
            ("scenario", "按哪个情景的政策、理解、县（市、区）和分担比例"),
            ("as_of", "不计此日之后的事项，并说明截至此日应付多少"),
            ("template", "输出一份事项表样本，每种事项一例，供改写"),
            ("out", "结果写入此文件夹"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "clauses",
        about: "逐条列出政策条款支付什么、给谁，或为何不产生支付",
        more: "每一条款的条目与原文、金额、受益方、责任单位、建模方式，以及文字可有不同理解之处。",
        arguments: &[("policy", "政策文件；不写则用程序自带的政策")],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "cases",
        about: "按条款认定案例文件，指出与其所写应付金额不一致之处",
        more: "案例写明事项、理解和应付金额；文件写法见 docs/legal-cases.md。有案例不成立时退出码为 1。",
        arguments: &[("files", "案例文件，可以有多个")],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "trace",
        about: "从头到尾讲述一条模拟路径，或支出最高的几条路径",
        more: "内容依次为：共同因素、产研院、企业、按日期排列的事项、所产生的应付义务及依据的条款、何时由谁支付、何者失效、\
               何者不付及原因、专项资金账户。情景和种子相同时，路径与 run 的完全相同。",
        usage: &[
            "fiscast trace [选项] <情景> --path <K>",
            "fiscast trace [选项] <情景> --worst <N>",
            "fiscast trace [选项] <情景> --near-quantile <分位>",
        ],
        arguments: &[
            ("path", "路径编号，从 0 起"),
            ("worst", "期内现金支出最高的几条路径"),
            ("near_quantile", "期内现金支出处于这一分位数的一条路径，如 95%"),
            ("paths", "在多少条路径中查找，不写为 100000；用 --path 时为与之比较的路径数"),
            ("json", "输出 JSON，含全部事项；金额以分为单位"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "show",
        about: "列出情景的全部参数及来源，或两个情景的差别",
        more: "显示各层叠加后的实际情景：每个取值的单位、合理范围、来源、是否为假设，以及写明它的文件和行。",
        arguments: &[("diff", "只列出此情景与之不同之处")],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "new",
        about: "新建一份带注释的情景文件",
        more: "文件自成一体，放在何处都可用；不会覆盖已有文件。",
        arguments: &[
            ("name", "情景标识，由 a-z、0-9、_ 和 - 组成；在当前文件夹写入 名称.toml"),
            ("from", "以哪个自带情景为起点"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "schema",
        about: "输出情景文件或政策文件的 JSON Schema，供编辑器使用",
        more: "编辑器据此补全键名、显示含义和单位、指出写错的键名。情景文件在首行写明：#:schema scenario.schema.json",
        arguments: &[("kind", "哪一种文件")],
        values: &[("kind", "scenario", "情景文件和叠加文件"), ("kind", "policy", "政策文件")],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "completions",
        about: "输出命令行补全脚本",
        more: "把输出的内容放到命令行程序查找补全的位置。",
        after: "zsh：存为 $fpath 中某个文件夹里的 _fiscast。powershell：在 $PROFILE 中加一行。",
        arguments: &[("shell", "命令行程序（shell）的名称")],
        ..CommandWords::NONE
    },
];
