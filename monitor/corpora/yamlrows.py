"""A list of entries in YAML, read as text: no value becomes a date, a number or a Norwegian no."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml

from monitor.corpora.load import unreadable
from monitor.errors import BadCorpus
from monitor.words import say

__all__ = ["yaml_rows"]


def yaml_rows(path: Path, fields: Collection[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the entries with their line numbers, every value as it is written.

    No object is made of the file, so that a tag can run nothing and an alias can grow nothing.

    Raises
    ------
    BadCorpus
        It is no YAML, no list of entries, or an entry has a field twice or one that is not among
        ``fields``; says the line.
    """
    for entry in _entries(path):
        row: dict[str, str] = {}
        if not isinstance(entry, yaml.MappingNode):
            raise _shape(path, entry, "register_entry")
        for key, value in entry.value:
            name = key.value.strip().lower() if isinstance(key, yaml.ScalarNode) else ""
            if name not in fields or name in row:
                raise BadCorpus(
                    "register_key",
                    path,
                    line=_line(key),
                    field=name or say("corpora.no_text"),
                    columns=", ".join(fields),
                )
            if not isinstance(value, yaml.ScalarNode):
                raise _shape(path, value, "register_value")
            row[name] = "" if value.tag.endswith(":null") else value.value.strip()
        if any(row.values()):
            yield _line(entry), row


def _entries(path: Path) -> list[yaml.Node]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line + 1 if mark else 1
        raise BadCorpus("register_yaml", path, line=line, problem=problem.problem) from problem
    except yaml.YAMLError as problem:  # a sign that no YAML may hold
        raise BadCorpus("register_yaml", path, line=1, problem=str(problem)) from problem
    except RecursionError as problem:
        raise BadCorpus("register_yaml", path, line=1, problem="[[[[") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(path, problem) from problem
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise _shape(path, root, "register_list")
    entries: list[yaml.Node] = root.value
    return entries


def _shape(path: Path, node: yaml.Node, expected: str) -> BadCorpus:
    said = say(f"corpora.{expected}")
    return BadCorpus("register_yaml_shape", path, line=_line(node), expected=said)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
