"""The description of the API: one that a generator can use, and that says what is true."""

from typing import Any

import jsonschema
import pytest

from service.app import create_app
from service.settings import Settings

METHODS = ("get", "post", "put", "patch")


@pytest.fixture(scope="module")
def document() -> Any:
    """The description; making it opens nothing."""
    return create_app(Settings()).openapi()


def operations(document: Any) -> list[tuple[str, str, Any]]:
    return [(path, method, operation) for path, item in document["paths"].items() for method, operation in item.items()]


def test_it_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"] == "3.1.0"


def test_each_operation_has_a_name_of_its_own_a_sentence_and_a_tag(document: Any) -> None:
    found = operations(document)

    names = [operation["operationId"] for _, _, operation in found]
    assert len(set(names)) == len(names)
    tags = {tag["name"] for tag in document["tags"]}
    for path, method, operation in found:
        assert operation["summary"], path
        assert operation["description"].partition("\n")[0].endswith((".", ":")), path
        assert set(operation["tags"]) <= tags, path
        assert method in METHODS


def test_every_reference_leads_somewhere(document: Any) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [name for item in value for name in references(item)]
        if not isinstance(value, dict):
            return []
        own = [value["$ref"]] if "$ref" in value else []
        return own + [name for item in value.values() for name in references(item)]

    prefix = "#/components/schemas/"
    assert {name.removeprefix(prefix) for name in references(document)} <= set(document["components"]["schemas"])


def test_every_schema_is_one(document: Any) -> None:
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_what_goes_wrong_has_one_schema(document: Any) -> None:
    for path, _, operation in operations(document):
        for status, answer in operation["responses"].items():
            if int(status) >= 400 and path.startswith("/v1"):
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, path


def test_every_call_needs_a_key_but_those_that_tell_of_no_case(document: Any) -> None:
    open_ones = {path for path, _, operation in operations(document) if "security" not in operation}

    assert open_ones == {"/livez", "/readyz", "/metrics", "/v1/schemas/{name}.json"}


def test_every_post_can_be_repeated_but_those_that_a_repeat_does_nothing_to(document: Any) -> None:
    posts = {path: operation for path, method, operation in operations(document) if method == "post"}

    named = {path for path, one in posts.items() if "Idempotency-Key" in {p["name"] for p in one.get("parameters", [])}}
    asking = {"/v1/deadlines/compute", "/v1/what-if", "/v1/cases/{reference}/what-if"}
    assert set(posts) - named == asking | {"/v1/cases/bulk", "/v1/sandbox/tick"}


def test_every_example_fits_its_schema(document: Any) -> None:
    schemas = document["components"]["schemas"]
    count = 0
    for path, _, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        if "example" in content:
            schema = content["schema"] | {"components": {"schemas": schemas}}
            assert not list(jsonschema.Draft202012Validator(schema).iter_errors(content["example"])), path
            count += 1
    assert count >= 10
