"""Notices, the report made of them, and the errors with their exit codes."""

from __future__ import annotations

import pickle

import msgspec
import pytest

from convert import errors
from convert.notices import Notice, Report, excerpt


def test_a_notice_on_one_line() -> None:
    notice = Notice("left-out", "text.repeat", "a repeat", source="a.txt", line=4, excerpt="The ferry", count=3)
    assert "\n" not in str(notice)
    assert all(part in str(notice) for part in ("a.txt:4", "a repeat", "×3", "The ferry"))


@pytest.mark.parametrize(
    ("kind", "lossy"), [("left-out", False), ("repaired", False), ("lost", True), ("replaced", True), ("failed", True)]
)
def test_what_counts_as_a_loss(kind: str, lossy: bool) -> None:
    notice = msgspec.convert({"kind": kind, "code": "x", "message": "m"}, Notice)
    assert notice.lossy is lossy
    report = Report(title="T", notices=(notice,))
    assert report.lossy is lossy
    assert bool(report.failed) is (kind == "failed")


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"kind": "ignored", "code": "x", "message": "m"}, Notice)


def test_an_excerpt_is_one_short_line() -> None:
    assert excerpt("a\n b\t c") == "a b c"
    assert excerpt("word " * 50, 20) == "word word word word…"
    assert len(excerpt("x" * 500)) == 60


def test_the_report_as_json_is_stable() -> None:
    report = Report(title="T", notices=(Notice("lost", "x", "m"),))
    assert report.to_json() == report.to_json()
    assert msgspec.json.decode(report.to_json(), type=Report) == report
    assert report.to_json().endswith(b"}\n")


CODES = {"InputError": 3, "UnknownName": 4, "ThemeError": 5, "WriteError": 6, "PluginError": 7}


@pytest.mark.parametrize("name", CODES)
def test_each_error_has_its_exit_code(name: str) -> None:
    kind = getattr(errors, name)
    assert kind.exit_code == CODES[name]
    assert name in (errors.__doc__ or "")
    error = kind("theme", "clasic", ["classic"]) if name == "UnknownName" else kind("what", hint="do this")
    again = pickle.loads(pickle.dumps(error))  # errors cross from a worker process
    assert (type(again), str(again), again.hint) == (kind, str(error), error.hint)
    assert str(error) == f"{error.message} ({error.hint})"


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.exit_code for kind in errors.ConvertError.__subclasses__()]
    assert sorted(codes) == sorted(set(codes)) == sorted(CODES.values())
    assert {errors.EXIT_INPUTS_FAILED, errors.EXIT_LOSSY}.isdisjoint(codes)


def test_the_nearest_name_is_proposed() -> None:
    assert "did you mean 'classic'?" in str(errors.UnknownName("theme", "clasic", ["classic", "modern"]))
    assert "there is classic, modern" in str(errors.UnknownName("theme", "zzz", ["modern", "classic"]))
