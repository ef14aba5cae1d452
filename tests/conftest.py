"""What every run says at its end: how many tests of each module passed, were skipped or failed, and how long they took."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

# Modules that take minutes begin first, so that no processor is left alone with one at the end.
_LONG = ("test_fuzz_pdf", "test_epub", "test_fuzz", "test_mutations", "test_web_html")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _LONG.index(item.path.stem) if item.path.stem in _LONG else len(_LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    for outcome in ("passed", "skipped", "failed", "error", "xfailed", "xpassed"):
        for report in terminalreporter.stats.get(outcome, []):
            module = report.nodeid.partition("::")[0]
            counted[module][outcome] += 1
            seconds[module] += getattr(report, "duration", 0.0)  # a module that failed to load has none
    if len(counted) < 2:
        return
    terminalreporter.section("what ran")
    for module in sorted(counted):
        told = ", ".join(f"{number} {outcome}" for outcome, number in counted[module].items())
        terminalreporter.write_line(f"{module:<36} {seconds[module]:7.1f} s  {told}")
