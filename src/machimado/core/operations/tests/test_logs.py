"""Logs say what happened to the house, never to whom."""

import json
import logging

from django.test import Client

from machimado.core.operations.logs import JsonFormatter

SECRET = "髙橋 一郎"


def formatted(logger: str, message: str, *args: object, error: BaseException | None = None) -> dict:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.ERROR, __file__, 1, message, args, info)
    return json.loads(JsonFormatter().format(record))


def test_an_exception_is_its_type_and_its_places():
    try:
        raise ValueError(f"duplicate key (name)=({SECRET})")
    except ValueError as error:
        line = formatted("machimado.test", "failed", error=error)
    assert line["exception"]["type"] == "ValueError"
    assert "test_logs.py" in line["exception"]["places"][-1]
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def test_arguments_are_left_out():
    line = formatted("django.db", "row %s is wrong", SECRET)
    assert line["message"] == "row %s is wrong"


def test_a_request_is_named_by_its_route(db, caplog):
    with caplog.at_level(logging.INFO, logger="machimado.request"):
        Client().get("/healthz", {"q": SECRET})
    (record,) = [r for r in caplog.records if r.name == "machimado.request"]
    line = json.loads(JsonFormatter().format(record))
    assert line["route"] == "operations:health"
    assert SECRET not in json.dumps(line, ensure_ascii=False)
