"""What a user waits for: the whole process, from the shell's fork to its end, cold caches aside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "docs" / "samples" / "coast.txt"
RUNS = 15


def seconds(command: list[str]) -> list[float]:
    """How long each of `RUNS` runs of ``command`` took; one before them warms the caches."""
    taken: list[float] = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return taken[1:]


def main() -> None:
    program = str(Path(sys.executable).with_name("readpack"))
    with tempfile.TemporaryDirectory() as folder:
        pack = [program, "convert", str(SAMPLE), "-q", "-o"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "readpack --help": [program, "--help"],
            "readpack convert --help": [program, "convert", "--help"],
            **{f"two articles to {suffix.upper()}": [*pack, f"{folder}/p.{suffix}"] for suffix in ("json", "epub", "docx", "pdf")},
        }
        print(f"{'whole process, seconds':<26} {'best':>6} {'median':>7} {'worst':>6}   ({RUNS} runs)")
        for name, command in commands.items():
            taken = seconds(command)
            print(f"{name:<26} {min(taken):6.2f} {statistics.median(taken):7.2f} {max(taken):6.2f}")


if __name__ == "__main__":
    main()
