//! One layer on top of another.

use crate::files::diagnostics::{Problems, advice_among};
use crate::files::tree::{Entry, Item, Node, Table};
use crate::language::both;

/// Puts a layer on a table: tables are merged key by key, everything else and every table that is one
/// assumption is replaced whole, and `remove = true` takes a key out. `path` names the table in messages.
pub(super) fn put_on(base: &mut Table, layer: Table, path: &str, problems: &Problems) {
    for entry in layer.entries {
        let entry_path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
        if let Some(mark) = entry.table().and_then(|table| table.get("remove")) {
            if removal_is_sound(&entry, mark, &entry_path, problems) {
                take_out(base, &entry, &entry_path, problems);
            }
            continue;
        }
        put_entry(base, entry, &entry_path, problems);
    }
}

fn put_entry(base: &mut Table, entry: Entry, path: &str, problems: &Problems) {
    let Entry { key, key_place, item: Item { node, place } } = entry;
    match node {
        Node::Table(layer) if !layer.is_whole() => {
            match base.get_mut(&key) {
                Some(Entry { item: Item { node: Node::Table(below), .. }, .. }) if !below.is_whole() => {
                    below.inline &= layer.inline;
                    put_on(below, layer, path, problems);
                }
                _ => {
                    // a table that is new may hold removals as well, which then find nothing
                    let mut fresh = Table { entries: Vec::new(), inline: layer.inline };
                    put_on(&mut fresh, layer, path, problems);
                    set(base, Entry { key, key_place, item: Item { node: Node::Table(fresh), place } });
                }
            }
        }
        node => set(base, Entry { key, key_place, item: Item { node, place } }),
    }
}

/// Replaces a key where it stands, or adds it.
fn set(base: &mut Table, entry: Entry) {
    match base.get_mut(&entry.key) {
        Some(below) => *below = entry,
        None => base.entries.push(entry),
    }
}

fn removal_is_sound(entry: &Entry, mark: &Entry, path: &str, problems: &Problems) -> bool {
    let alone = entry.table().is_some_and(|table| table.entries.len() == 1);
    if mark.item.node != Node::Boolean(true) {
        problems.error(
            mark.item.place,
            both!("{path}.remove：此处只能写 true", "{path}.remove: only true can stand here"),
            both!(
                "要去掉 {path}，请写 remove = true；否则删去此键",
                "write remove = true to take {path} out, or leave the key away"
            ),
        );
        false
    } else if !alone {
        problems.error(
            mark.key_place,
            both!("{path}：既去掉又写出", "{path}: takes out and states in one"),
            both!("请只留 remove = true，或将其删去", "keep remove = true alone, or leave it away"),
        );
        false
    } else {
        true
    }
}

fn take_out(base: &mut Table, entry: &Entry, path: &str, problems: &Problems) {
    if base.take(&entry.key).is_none() {
        let known: Vec<&str> = base.entries.iter().map(|entry| entry.key.as_str()).collect();
        problems.error(
            entry.key_place,
            both!(
                "{path}：无可去掉，下层文件没有这一键",
                "{path}: nothing to remove, the layers below have no such key"
            ),
            advice_among(&entry.key, &known),
        );
    }
}
