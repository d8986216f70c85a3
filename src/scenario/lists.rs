//! `[[project]]`, `[[campaign]]`, `[[hazard]]`, `[[target]]`: what a scenario lists by name.

use super::problem::Problem;
use super::tree::{Content, Node};
use super::walk::{Item, Walk};
use crate::vocabulary::{Kind, Lists, Parameter, Value};

impl Walk {
    /// Reads every list; groups are numbered from 1 to `groups`.
    pub(super) fn lists(&mut self, root: &Node, groups: u32) -> Lists {
        let mut lists = Lists::default();
        for (list, parameters) in Lists::TABLES {
            let Some(node) = root.get(list) else { continue };
            if !matches!(node.content, Content::List(_) | Content::Wrong) {
                let problem = Problem::new(&node.place, format!("`{list}` is a list of tables")).found(node.describe());
                self.report(problem.mend(format!("write [[{list}]] with two brackets")));
            }
            for item in node.items() {
                self.item(item, list, parameters, groups, &mut lists);
            }
        }
        lists
    }

    fn item(
        &mut self,
        node: &Node,
        list: &'static str,
        parameters: &'static [Parameter],
        groups: u32,
        lists: &mut Lists,
    ) {
        if !matches!(node.content, Content::Table(_)) {
            self.table(node, &format!("an entry of `{list}`"));
            return;
        }
        let Some(named) = node.get("name") else {
            let problem = Problem::new(&node.place, format!("an entry of `{list}` needs a name"));
            return self.report(problem.mend("add name = \"...\""));
        };
        let Some(name) = self.line(named, "a name") else { return };
        if !self.name(&name, &named.place, "an entry") {
            return;
        }
        let same = Some(Value::Text(name.clone()));
        if (0..lists.len(list)).any(|entry| lists.get(list, entry, "name") == same) {
            let problem = Problem::new(&named.place, format!("there are two entries of `{list}` named `{name}`"));
            self.report(problem.mend("rename one"));
        }
        lists.add(list);
        let entry = lists.len(list) - 1;
        self.fill(node, &format!("{list}.{name}"), parameters, &[], &mut Item { list, entry, lists });
        for parameter in parameters.iter().filter(|parameter| parameter.kind == Kind::Groups) {
            self.groups_exist(node, parameter.key, groups);
        }
    }

    fn groups_exist(&mut self, node: &Node, key: &str, most: u32) {
        for item in node.get(key).map(Node::items).unwrap_or_default() {
            if let Some(Value::Whole(number)) = item.value()
                && number > i64::from(most)
            {
                let problem = Problem::new(&item.place, "there is no such group").found(number.to_string());
                self.report(problem.allowed(format!("1 to {most}")));
            }
        }
    }
}
