"""From the bytes of a YAML file to the bodies of its dated editions.

A file holds either one body, or `版:`, a list of dated bodies over what they share at the top level.
`継承:` adapts another definition: named paths (`ページ.0.見出し`) replace what they name, `削除:` removes.
"""

import copy
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader  # the same safe YAML, many times faster
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

from machimado.core.definitions.definitions import Body


class DefinitionError(ValueError):
    """A definition that cannot be taken; the message is a Japanese sentence that names the place and what to do."""


class _Loader(SafeLoader):
    """SafeLoader that refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=deep)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise DefinitionError(f"{line}行目:「{key}」が2回書かれています。どちらかを消してください。")
        seen.add(key)
    return dict(SafeLoader.construct_mapping(loader, node, deep=deep))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_stored(text: str) -> Any:
    """What `shelf.dump` wrote."""
    return yaml.load(text, Loader=SafeLoader)  # noqa: S506 (it is the safe one)


def read(text: str) -> list[Body]:
    """The dated bodies in a file, in the order written. Raises DefinitionError."""
    try:
        tree = yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader of our own)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DefinitionError(f"{line}行目: YAMLとして読めません({error.problem})。") from error
    if not isinstance(tree, dict):
        raise DefinitionError("ファイルの一番上は「項目: 値」の形にしてください。")
    editions = tree.pop("版", None)
    if editions is None:
        return [tree]
    if not isinstance(editions, list) or not editions:
        raise DefinitionError("「版」には、施行日のある版を1つ以上並べてください。")
    return [{**copy.deepcopy(tree), **edition} for edition in editions]


def inherit(base: Body, change: Body) -> Body:
    """`base` with the changes of `change`: plain keys replace, 変更 names paths, 削除 lists paths to remove."""
    result = copy.deepcopy(base)
    own = {k: v for k, v in change.items() if k not in {"継承", "変更", "削除"}}
    result.update(own)
    for path, value in change.get("変更", {}).items():
        parent, last = _walk(result, path)
        parent[last] = value
    for path in change.get("削除", []):
        parent, last = _walk(result, path)
        del parent[last]
    return result


def _walk(tree: Any, path: str) -> tuple[Any, Any]:
    """The container that `path` ends in and its last step; a step is a key, an index, or 項目=値 within a list."""
    *steps, last = str(path).split(".")
    here = tree
    for step in steps:
        here = here[_step(here, step, path)]
    return here, _step(here, last, path, may_be_new=True)


def _step(here: Any, step: str, path: str, may_be_new: bool = False) -> Any:
    if isinstance(here, list):
        found = _index(here, step)
        if found is not None:
            return found
    elif isinstance(here, dict) and (step in here or may_be_new):
        return step
    raise DefinitionError(f"継承する定義に「{path}」の「{step}」がありません。道筋を確かめてください。")


def _index(items: list[Any], step: str) -> int | None:
    if step.isdigit():
        return int(step) if int(step) < len(items) else None
    name, _, value = step.partition("=")
    return next((i for i, x in enumerate(items) if isinstance(x, dict) and str(x.get(name)) == value), None)
