//! The Chinese help of the studies: questions asked of several simulations, or of none.

use super::chinese_help::CommandWords;

/// The studies.
pub(super) const STUDIES: &[CommandWords] = &[
    CommandWords {
        name: "compare",
        about: "在相同的随机数上比较情景：各比对照情景多花或少花多少，逐条路径比较",
        more: "各情景逐家产研院、逐个企业共用抽样，因此差额逐条路径可比，随机波动大多相互抵消。",
        before: "情景可以是文件、带叠加文件的 scenario.toml+overlay.toml，或结果文件夹。",
        after: "结果写入 文件夹/compare-各情景标识/：report.html（报告）、differences.xlsx（工作簿）、charts/（图）、\
                differences.csv、quantiles.csv、parameters.csv、differences.json、各情景、各政策和清单。",
        arguments: &[
            ("base", "对照情景，其他情景与它比较"),
            ("others", "其他情景，1 至 11 个"),
            ("overlays", "在每个情景之上叠加的文件；可重复使用"),
            ("seed", "各情景共用的随机数种子；不写则用结果文件夹的种子，没有结果文件夹时为 1"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "readings",
        about: "为政策中可有不同理解之处定价：每项理解的每个选项，单独及组合，路径相同",
        more: "历史只抽取一次，再按每个选项结算，因此差额逐条路径精确可比。每个选项与情景自身的理解比较，另列全部组合的价格。",
        after: "结果写入 文件夹/情景标识-readings/：report.html（报告）、readings.xlsx（工作簿）、charts/（图）、\
                readings.csv、combinations.csv、readings.json、情景、政策和清单。",
        arguments: &[
            ("switches", "只比较这一项理解的各选项；可重复使用。不写则比较全部理解"),
            ("alone", "不计算组合"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "sensitivity",
        about: "哪些前提左右支出：逐个参数在取值范围内变动，路径相同",
        more: "凡有上下限或备选值的参数，逐一取到各值，其余不变，随机数相同；差额逐条路径可比。",
        after: "结果写入 文件夹/情景标识-sensitivity/：report.html（报告）、sensitivity.xlsx（工作簿）、charts/（图）、\
                tornado.csv、sensitivity.json、情景、政策和清单；用 --indices 时另有 indices.csv。",
        arguments: &[
            ("parameters", "只变动这个参数，写它在文件中的路径；可重复使用。不写则变动全部有范围的参数"),
            (
                "indices",
                "同时从取值范围内抽取全部参数，说明支出的波动由何而来：每个参数和每组参数的方差指数，\
                 以及参数不明与随机波动各占多少。耗时约为运行一次的五十倍",
            ),
            (
                "groups",
                "把这些参数合为一组计算指数，写作 名称=参数路径,参数路径；可重复使用。不写则按模型的各部分分组",
            ),
            ("rows", "指数设计的行数，须为 2 的幂；每行对每个参数和每组各计算一次，另加两次"),
            ("inner", "每次计算的路径数，各次相同"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "appropriate",
        about: "求使欠付少有的最省年度安排，并检验已定的安排额",
        more: "在专项资金的各年安排额之下，欠付的概率有多大、金额有多大；并求出使每年欠付概率不超过限度的最省安排，\
               在模拟路径上精确求解，再用同样多的另一批路径检验：分别对专项资金和各县（市、区），结转与不结转各一。",
        after: "结果写入 文件夹/情景标识-appropriate/：report.html（报告）、appropriate.xlsx（工作簿）、charts/（图）、\
                appropriations.csv、frontier.csv、appropriate.json、情景、政策和清单。",
        arguments: &[
            ("chance", "每年欠付概率的上限；不写则为 1 减去情景的置信水平"),
            ("appropriations", "要检验的专项资金安排额，每年一个，用逗号隔开；不写则用情景中的安排额"),
            ("total", "把这一总额分配到各年，使欠付概率最高的年度尽可能低"),
            ("paths", "用于求解的路径数；另用同样多的路径检验"),
        ],
        ..CommandWords::NONE
    },
    CommandWords {
        name: "exact",
        about: "不经模拟算出预算表：精确分布，没有抽样误差",
        more: "预算表、全部序列及其分布都直接由模型算出，不经模拟；共同因素的影响不计，\
               受其影响的条款另给出计入后的期望。",
        after: "结果写入 文件夹/情景标识-exact/：report.html（报告）、exact.xlsx（工作簿）、charts/（图）、\
                budget.csv、series.csv、exact.json、情景、政策和清单。",
        ..CommandWords::NONE
    },
    CommandWords {
        name: "verify",
        about: "检验模拟：与不经模拟算出的精确分布逐项对照",
        more: "每个序列的分布直接由模型算出，与模拟路径对照两次：一次不计共同因素的影响，一次计入，只对照不受其影响的条款。",
        after: "差异超出随机波动所能解释时，退出码为 1。结果写入 文件夹/情景标识-verify/：report.html（报告）、charts/（图）、\
                verification.csv、verification.json、情景、政策和清单。",
        arguments: &[
            ("paths", "每次模拟的路径数，至少 1000；再少则什么也检验不出"),
            ("all", "输出全部序列，最不可能的在前"),
        ],
        ..CommandWords::NONE
    },
];
