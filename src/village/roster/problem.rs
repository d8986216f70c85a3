//! What can be wrong with a roster, and how to mend it.

use crate::vocabulary::Language;
use std::fmt;

/// A file of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterFile {
    /// `groups.csv`.
    Groups,
    /// `households.csv`.
    Households,
    /// `people.csv`.
    People,
}

impl RosterFile {
    /// The name of the file.
    pub fn name(self) -> &'static str {
        match self {
            RosterFile::Groups => "groups.csv",
            RosterFile::Households => "households.csv",
            RosterFile::People => "people.csv",
        }
    }

    /// The file whose ids this file refers to.
    pub(super) fn above(self) -> RosterFile {
        match self {
            RosterFile::Groups | RosterFile::Households => RosterFile::Groups,
            RosterFile::People => RosterFile::Households,
        }
    }
}

/// Something wrong with a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterProblem {
    /// In this file.
    pub file: RosterFile,
    /// On this line, counted from 1; `None` when the file as a whole is meant.
    pub line: Option<u64>,
    /// In this column, by its English heading.
    pub column: Option<&'static str>,
    /// What is wrong.
    pub cause: Cause,
}

impl RosterProblem {
    /// Where: file, line and column.
    pub fn place(&self, language: Language) -> String {
        let mut place = self.file.name().to_string();
        if let Some(line) = self.line {
            place += &match language {
                Language::English => format!(", line {line}"),
                Language::Chinese => format!("，第 {line} 行"),
            };
        }
        if let Some(column) = self.column {
            place += &match language {
                Language::English => format!(", column {column}"),
                Language::Chinese => format!("，{column} 列"),
            };
        }
        place
    }
}

impl fmt::Display for RosterProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cause, mend] = self.cause.texts(Language::English);
        write!(f, "{}: {cause}; {mend}", self.place(Language::English))
    }
}

impl std::error::Error for RosterProblem {}

/// What is wrong with a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The file has no rows.
    NoRows,
    /// The file is not in UTF-8 from this line on.
    NotUtf8,
    /// The line cannot be split into cells.
    Unreadable {
        /// What the reader of CSV says.
        detail: String,
    },
    /// A row has more cells than there are headings.
    TooManyCells {
        /// Cells.
        cells: usize,
        /// Headings.
        headings: usize,
    },
    /// A column that must be there is not.
    MissingColumn {
        /// Headings that would do.
        headings: Vec<&'static str>,
    },
    /// Two headings mean one column.
    DuplicateColumn {
        /// The later heading.
        heading: String,
    },
    /// A heading means nothing but is close to one that does.
    MisspeltColumn {
        /// The heading.
        heading: String,
        /// What it resembles.
        near: &'static str,
    },
    /// A cell that must be filled is empty.
    EmptyCell,
    /// An id comes twice.
    DuplicateId {
        /// The id.
        id: String,
        /// Where it came first.
        first_line: u64,
    },
    /// An id that no row has.
    UnknownId {
        /// The id.
        id: String,
        /// The file that should list it.
        file: RosterFile,
        /// An id that differs only in leading zeros.
        near: Option<String>,
    },
    /// A group without households.
    EmptyGroup {
        /// Its id.
        id: String,
    },
    /// A household without people.
    EmptyHousehold {
        /// Its id.
        id: String,
    },
    /// Neither yes nor no.
    NotYesOrNo {
        /// What was written.
        found: String,
    },
    /// Not an age.
    NotAnAge {
        /// What was written.
        found: String,
    },
    /// Not a sex.
    NotASex {
        /// What was written.
        found: String,
    },
    /// Not a number of metres.
    NotMetres {
        /// What was written.
        found: String,
    },
    /// One coordinate without the other.
    HalfAPlace,
    /// A party member or cadre who is no adult.
    Minor {
        /// Age in years.
        age: u8,
    },
    /// Somebody lives in a household where nobody does.
    ResidentOfAbsent {
        /// Id of the household.
        household: String,
    },
}

impl Cause {
    /// What is wrong, as a clause.
    pub fn text(&self, language: Language) -> String {
        let [cause, _] = self.texts(language);
        cause
    }

    /// How to mend it, as a clause.
    pub fn mend(&self, language: Language) -> String {
        let [_, mend] = self.texts(language);
        mend
    }

    fn texts(&self, language: Language) -> [String; 2] {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> [String; 2] {
        let (cause, mend) = match self {
            Cause::NoRows => {
                ("the file has no rows".into(), "write a line of headings and one line for each entry".into())
            }
            Cause::NotUtf8 => ("the text is not in UTF-8".into(), "save the file as \"CSV UTF-8\"".into()),
            Cause::Unreadable { detail } => {
                (format!("the line cannot be read ({detail})"), "close every quotation mark".into())
            }
            Cause::TooManyCells { cells, headings } => (
                format!("{cells} cells under {headings} headings"),
                "quote a text that contains a comma, or remove the surplus".into(),
            ),
            Cause::MissingColumn { headings } => {
                ("the column is missing".into(), format!("add a column headed {}", headings.join(" or ")))
            }
            Cause::DuplicateColumn { heading } => {
                (format!("\"{heading}\" is the second heading of this column"), "remove one of the two columns".into())
            }
            Cause::MisspeltColumn { heading, near } => (
                format!("no column is called \"{heading}\""),
                format!("write \"{near}\", or rename the column if it means something else"),
            ),
            Cause::EmptyCell => ("the cell is empty".into(), "fill it in or remove the line".into()),
            Cause::DuplicateId { id, first_line } => {
                (format!("\"{id}\" is already on line {first_line}"), "give each line an id of its own".into())
            }
            Cause::UnknownId { id, file, near } => (
                format!("{} has no \"{id}\"", file.name()),
                match near {
                    Some(near) => format!("it has \"{near}\": write the same leading zeros in both files"),
                    None => "add it there or correct it here".into(),
                },
            ),
            Cause::EmptyGroup { id } => (
                format!("group \"{id}\" has no households"),
                "list its households in households.csv or remove the group".into(),
            ),
            Cause::EmptyHousehold { id } => (
                format!("household \"{id}\" has no people"),
                "list its people in people.csv or remove the household".into(),
            ),
            Cause::NotYesOrNo { found } => {
                (format!("\"{found}\" is neither yes nor no"), "write yes, no, 是 or 否".into())
            }
            Cause::NotAnAge { found } => (
                format!("\"{found}\" is not an age"),
                "write whole years from 0 to 120, or leave the cell empty".into(),
            ),
            Cause::NotASex { found } => {
                (format!("\"{found}\" is not a sex"), "write f, m, 女 or 男, or leave the cell empty".into())
            }
            Cause::NotMetres { found } => (
                format!("\"{found}\" is not a number of metres"),
                "write a plain number such as 1250.5, or leave both coordinates empty".into(),
            ),
            Cause::HalfAPlace => (
                "one coordinate is given without the other".into(),
                "fill in both east_m and north_m, or neither".into(),
            ),
            Cause::Minor { age } => (
                format!("party members and cadres are adults, and this person is {age}"),
                "correct the age or the mark".into(),
            ),
            Cause::ResidentOfAbsent { household } => (
                format!("household \"{household}\" is absent, so nobody of it is resident"),
                "correct one of the two".into(),
            ),
        };
        [cause, mend]
    }

    fn chinese(&self) -> [String; 2] {
        let (cause, mend) = match self {
            Cause::NoRows => ("文件没有数据行".into(), "请写一行表头，每条记录一行".into()),
            Cause::NotUtf8 => ("文字不是 UTF-8 编码".into(), "请另存为“CSV UTF-8”格式".into()),
            Cause::Unreadable { detail } => (format!("该行无法读取（{detail}）"), "请检查引号是否成对".into()),
            Cause::TooManyCells { cells, headings } => {
                (format!("表头 {headings} 列，该行 {cells} 格"), "含逗号的文字请加引号，或删去多余的格".into())
            }
            Cause::MissingColumn { headings } => {
                ("缺少该列".into(), format!("请添加表头为 {} 的列", headings.join(" 或 ")))
            }
            Cause::DuplicateColumn { heading } => (format!("“{heading}”与前面的表头同义"), "请删去其中一列".into()),
            Cause::MisspeltColumn { heading, near } => {
                (format!("没有名为“{heading}”的列"), format!("请改为“{near}”；如另有含义，请换一个表头"))
            }
            Cause::EmptyCell => ("单元格为空".into(), "请填写或删去该行".into()),
            Cause::DuplicateId { id, first_line } => {
                (format!("编号“{id}”已在第 {first_line} 行出现"), "请给每行不同的编号".into())
            }
            Cause::UnknownId { id, file, near } => (
                format!("{} 中没有“{id}”", file.name()),
                match near {
                    Some(near) => format!("其中有“{near}”：请在两个文件中写同样的前导零"),
                    None => "请在该文件中添加，或改正此处".into(),
                },
            ),
            Cause::EmptyGroup { id } => {
                (format!("小组“{id}”没有住户"), "请在 households.csv 中列出，或删去该组".into())
            }
            Cause::EmptyHousehold { id } => (format!("“{id}”户没有人口"), "请在 people.csv 中列出，或删去该户".into()),
            Cause::NotYesOrNo { found } => (format!("“{found}”既不是“是”也不是“否”"), "请写 是、否、yes 或 no".into()),
            Cause::NotAnAge { found } => (format!("“{found}”不是年龄"), "请写 0 至 120 的整数周岁，或留空".into()),
            Cause::NotASex { found } => (format!("“{found}”不是性别"), "请写 女、男、f 或 m，或留空".into()),
            Cause::NotMetres { found } => {
                (format!("“{found}”不是米数"), "请写数字，如 1250.5，或两个坐标都留空".into())
            }
            Cause::HalfAPlace => ("只有一个坐标".into(), "east_m 与 north_m 请都填写或都留空".into()),
            Cause::Minor { age } => (format!("党员和村干部应为成年人，此人 {age} 岁"), "请改正年龄或标记".into()),
            Cause::ResidentOfAbsent { household } => {
                (format!("“{household}”户常年无人，不应有常住人口"), "请改正其中之一".into())
            }
        };
        [cause, mend]
    }
}
