"""Each operation of the description does with its example what the description says.

The description is walked, so that an operation added tomorrow is called too, and fails here as long as it has no
example. What an example needs is made by the examples of the operations that it follows. What the service answered is
kept in `service/api/examples` and shown in the description; after a change that is meant, write it anew:

    make examples
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest

from service.app import create_app
from service.settings import Settings

DOCUMENT: Any = create_app(Settings()).openapi()
OPERATIONS: dict[str, tuple[str, str, Any]] = {
    operation["operationId"]: (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
KEPT = Path(__file__).parents[3] / "service" / "api" / "examples"
WRITING = bool(os.environ.get("WRITE_EXAMPLES"))

NONE = object()

# What is new each time, or with each version, and how it is shown.
NEW_EACH_TIME = (
    (re.compile(r"(started, no good tick yet,|last good tick) \d+ s"), "last good tick 7 s"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0" * 64),
    (re.compile(r"\d{4}\.\d+\.\d+\+holidays[\d.]+"), "2026.11.22+holidays.0.109"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "https://annua.example.com"),
    (re.compile(r"<[0-9a-f]{32}@"), "<…@"),
    (re.compile(r"(annua_|whsec_|msg_|/calendars/)[\w+/=-]+"), r"\1…"),
    (re.compile(r"(could not be looked up: ).*"), r"\1…"),
)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_does_with_its_example_what_is_described(name: str, sandbox: Any) -> None:
    """Fails too where the operation has no example of its body, of a parameter it needs, or of what it answers."""
    answer = Walk(sandbox).call(name)

    content = described(name, answer)
    if (kind := kind_of(answer)).endswith(("/json", "+json")):
        check(content[kind]["schema"], answer.json())
    if kind == "application/json":
        shown = as_shown(answer.json())
        check(content[kind]["schema"], shown)
        keep(name, answer, shown)
        assert WRITING or alike(content[kind].get("example", NONE), shown), (
            "what it answers has another shape: make examples"
        )


def test_every_kept_answer_is_of_an_operation() -> None:
    assert {path.stem for path in KEPT.glob("*.json")} <= set(OPERATIONS)


def test_an_answer_of_another_shape_is_noticed() -> None:
    assert alike({"id": 1, "items": [], "at": None}, {"id": 2, "items": [3], "at": "2026-03-02"})
    assert not alike({"id": 1}, {"id": "1"})
    assert not alike({"id": 1}, {"id": 1, "secret": ""})


def test_what_is_new_each_time_is_not_shown() -> None:
    """Two runs would differ; and a secret, even one that opens nothing any more, has no place in a repository."""
    assert as_shown({"secret": "annua_Ab-1", "items": [1, 2]}) == {"secret": "annua_…", "items": [1]}


class Walk:
    """Calls operations with their examples, each once, after those that they follow."""

    def __init__(self, api: Any) -> None:
        self.api = api
        self.answers: dict[str, httpx.Response] = {}

    def call(self, name: str) -> httpx.Response:
        """The answer of an operation to its first example."""
        if name not in self.answers:
            method, path, operation = OPERATIONS[name]
            parameters = self._parameters(operation)
            address = path.format_map({key: quote(str(value), safe="") for key, value in parameters["path"].items()})
            answers = [
                self.api.call(
                    method.upper(), address, "admin", params=parameters["query"], headers=headers, content=body
                )
                for headers, body in bodies(operation)
            ]
            for answer in answers:
                assert answer.is_success, f"{method} {address}: {answer.text}"
            self.answers[name] = answers[0]
        return self.answers[name]

    def _parameters(self, operation: Any) -> Mapping[str, dict[str, Any]]:
        """What stands in the address, from examples and from what other operations answered."""
        follows = operation.get("x-follows", {"operations": (), "parameters": {}})
        for before in follows["operations"]:
            self.call(before)
        found: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
        for one in operation.get("parameters", []):
            origin = follows["parameters"].get(one["name"])
            if one["in"] == "path" and origin is not None:
                source, _, pointer = origin.partition("#")
                found["path"][one["name"]] = at(pointer, self.call(source).json())
            elif examples := one["schema"].get("examples"):
                found[one["in"]][one["name"]] = examples[0]
            else:
                assert not one["required"], f"{one['name']} has neither an example nor an origin: see `follows`"
        return found


def bodies(operation: Any) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """The examples of the body of an operation, with what says their kind; one without a body where it takes none."""
    if "requestBody" not in operation:
        yield {}, None
        return
    found = [
        (kind, example)
        for kind, content in operation["requestBody"]["content"].items()
        for example in examples_of(content)
    ]
    assert found, "the body has no example: see `takes`"
    for kind, example in found:
        written = example if isinstance(example, str) and "json" not in kind.partition("+")[0] else json.dumps(example)
        yield {"Content-Type": kind}, written.encode()


def examples_of(content: Any) -> list[Any]:
    """The examples of one kind of body."""
    several = [one["value"] for one in content.get("examples", {}).values()]
    return several + ([content["example"]] if "example" in content else [])


def described(name: str, answer: httpx.Response) -> Any:
    """What the description says of such an answer, by its kind."""
    responses = OPERATIONS[name][2]["responses"]
    assert str(answer.status_code) in responses, f"{answer.status_code} is not described"
    content = responses[str(answer.status_code)]["content"]
    assert kind_of(answer) in content
    return content


def kind_of(answer: httpx.Response) -> str:
    """The media type of an answer."""
    return answer.headers["Content-Type"].partition(";")[0]


def check(schema: Any, value: Any) -> None:
    """Fail where a value isn't as its schema says."""
    whole = {**schema, "components": DOCUMENT["components"]}
    checker = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
    assert not [error.message for error in checker.iter_errors(value)], json.dumps(value)[:2000]


def at(pointer: str, document: Any) -> Any:
    """What a JSON pointer leads to."""
    for part in pointer.split("/")[1:]:
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def as_shown(value: Any) -> Any:
    """An answer with the first element alone of each list, and without what is new each time."""
    if isinstance(value, list):
        return [as_shown(item) for item in value[:1]]
    if isinstance(value, dict):
        return {key: as_shown(item) for key, item in value.items()}
    if isinstance(value, str):
        for pattern, stand_in in NEW_EACH_TIME:
            value = pattern.sub(stand_in, value)
    return value


def alike(one: Any, other: Any) -> bool:
    """Whether two answers have the same keys, and values of the same types; nothing is like everything.

    Values themselves change with the law and with the moment; what they may be is the schema's to say.
    """
    if one is None or other is None:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return not one or not other or alike(one[0], other[0])
    return type(one) is type(other)


def keep(name: str, answer: httpx.Response, shown: Any) -> None:
    """Write an answer down, if asked to."""
    if WRITING:
        KEPT.mkdir(exist_ok=True)
        document = {"status": str(answer.status_code), "kind": kind_of(answer), "answer": shown}
        (KEPT / f"{name}.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
