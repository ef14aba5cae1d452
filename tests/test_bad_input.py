"""Bad input, bad places and bad moments: one clear line, the documented exit code, and nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import SAMPLE, command, environment, one_clear_line, readpack

PROSE = "The ferry crosses the sound again, twice a day and once on Sundays, as it did before the war.\n\n"
ROOT_USER = os.geteuid() == 0
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def text_of(path: Path) -> str:
    """All the words of a pack in JSON."""
    shown: list[str] = []
    pending: list[object] = [json.loads(path.read_bytes())]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
        elif isinstance(item, str):
            shown.append(item)
    return "\n".join(shown)


# --- what is read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"], ids=["nothing", "blanks", "a mark", "a mark and lines"]
)
def test_p5_an_empty_file(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(data)
    one_clear_line(readpack("convert", tmp_path / "empty.txt", "-o", tmp_path / "p.json"), 3, "empty.txt", "empty")
    assert not (tmp_path / "p.json").exists()


RUBBISH = {
    "noise": bytes((n * n * 31 + n * 7) % 256 for n in range(50_000)),
    "zeros": b"\0" * 10_000,
    "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "zip": b"PK\x03\x04" + b"\x14\0" * 64,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "program": b"\x7fELF\x02\x01\x01" + b"\0" * 64,
}


@pytest.mark.parametrize("kind", RUBBISH)
def test_p5_binary_rubbish(kind: str, tmp_path: Path) -> None:
    (tmp_path / "rubbish.txt").write_bytes(RUBBISH[kind])
    one_clear_line(readpack("convert", tmp_path / "rubbish.txt", "-o", tmp_path / "p.json"), 3, "rubbish.txt")
    one_clear_line(readpack("inspect", tmp_path / "rubbish.txt"), 3, "rubbish.txt")


def test_p2_a_truncated_utf8_file(tmp_path: Path) -> None:
    data = (PROSE * 3 + "The last word is Qzétoile").encode()
    (tmp_path / "cut.txt").write_bytes(data[: data.index("étoile".encode()) + 1])
    done = readpack("convert", tmp_path / "cut.txt", "-o", tmp_path / "p.json", "-v")
    assert done.code == 0, done.err
    assert "The last word is Qz" in text_of(tmp_path / "p.json")
    assert any(line.startswith(("replaced: ", "repaired: ")) for line in done.lines), done.err


def test_p3_a_line_of_50_mb(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b" ".join(b"w%d" % number for number in range(5_650_000)))
    assert 49_000_000 < (tmp_path / "line.txt").stat().st_size < 50_000_000
    done = readpack("convert", tmp_path / "line.txt", "-o", tmp_path / "p.json", "-v")
    if done.code == 0:
        told = " ".join(text_of(tmp_path / "p.json").split())
        assert all(f"w{number}" in told for number in (0, 1_999_999, 3_000_000, 5_649_999))
    else:
        one_clear_line(done, 3, "line.txt")


def test_p3_a_file_of_200_mb(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.write(PROSE.encode())
        file.truncate(200_000_000)
    one_clear_line(readpack("convert", tmp_path / "huge.txt", "-o", tmp_path / "p.json"), 3, "huge.txt", "50 MB")


def test_p3_an_endless_input(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", "/dev/zero", "-o", tmp_path / "p.json"), 3, "/dev/zero", "50 MB")


STRANGE = {
    "control characters": "a\x00b\x0bc\x0cd\x1be\x7ff\x85g",
    "noncharacters": "a\ufffeb\uffffc\ufdd0d\U0001ffffe",
    "overrides": "a\u202eb\u202dc\u2067d",
    "a mark within": "a\ufeffb",
}


@pytest.mark.parametrize("kind", STRANGE)
def test_p7_strange_characters_are_replaced_and_told(kind: str, tmp_path: Path) -> None:
    (tmp_path / "strange.txt").write_text(
        f"A Headline\n\n{PROSE}It said {STRANGE[kind]} and went on for a while.\n\n{PROSE[::-1]}{PROSE}", encoding="utf-8"
    )
    done = readpack("convert", tmp_path / "strange.txt", "-o", tmp_path / "p.json", "-v")
    assert done.code == 0, done.err
    shown = text_of(tmp_path / "p.json")
    forbidden = {chr(code) for code in (0, 0xB, 0xC, 0x1B, 0x7F, 0x85, 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFF, 0x202E, 0x202D)}
    assert forbidden.isdisjoint(shown)
    assert "and went on for a while." in shown
    if kind != "a mark within":
        assert any(line.startswith("replaced: ") for line in done.lines), done.err


def test_p7_lone_surrogates(tmp_path: Path) -> None:
    """In UTF-8 they are three bytes that decode to nothing (CESU); in JSON an escape that stands alone."""
    (tmp_path / "s.txt").write_bytes(f"A Headline\n\n{PROSE}It said ".encode() + b"\xed\xa0\x80 and went on for a while.\n")
    assert readpack("convert", tmp_path / "s.txt", "-o", tmp_path / "p.json").code == 0
    assert "and went on for a while." in text_of(tmp_path / "p.json")
    article = '{"type":"Article","title":"a\\ud800b","body":[{"type":"Paragraph","children":[{"type":"Text","text":"c\\udfffd"}]}]}'
    (tmp_path / "s.json").write_text(article, encoding="utf-8")
    done = readpack("convert", tmp_path / "s.json", "-o", tmp_path / "q.json")
    assert done.code in (0, 3), done.err
    assert "Traceback" not in done.err
    if done.code == 0:
        text_of(tmp_path / "q.json").encode("utf-8")


@pytest.mark.parametrize(
    "title",
    ["T" * 600, "word " * 120, "", "   ", "\u200b\u200b", "\u202e\u202d"],
    ids=["one word", "words", "none", "blank", "invisible", "controls"],
)
def test_a_title_of_600_characters_or_none(title: str, tmp_path: Path) -> None:
    article = {"type": "Article", "title": title, "body": [{"type": "Paragraph", "children": [{"type": "Text", "text": PROSE}]}]}
    (tmp_path / "a.json").write_text(json.dumps(article), encoding="utf-8")
    done = readpack("convert", tmp_path / "a.json", "-o", tmp_path / "p.json")
    assert done.code == 0, done.err
    made = json.loads((tmp_path / "p.json").read_bytes())["title"]
    assert 0 < len(made) <= 500
    assert made.strip() == made


def test_a_folder_for_an_input(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", tmp_path, "-o", tmp_path / "p.json"), 3, "folder")


@pytest.mark.skipif(ROOT_USER, reason="root may read every file")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "mine.txt").chmod(0)
    one_clear_line(readpack("convert", tmp_path / "mine.txt", "-o", tmp_path / "p.json"), 3, "mine.txt", "Permission denied")


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 300 + ".txt", "no/such/folder/x.txt"])
def test_a_path_that_can_not_be(name: str, tmp_path: Path) -> None:
    """Python's own interface takes what a shell can't pass on, such as NUL."""
    import convert

    with pytest.raises(convert.InputError) as caught:
        convert.read(str(tmp_path / name))
    assert caught.value.hint


def test_no_prose_at_all(tmp_path: Path) -> None:
    (tmp_path / "menu.txt").write_text("Share\nTT\nPrint\n", encoding="utf-8")
    done = readpack("convert", tmp_path / "menu.txt", "-o", tmp_path / "p.json")
    one_clear_line(done, 3, "menu.txt")


def test_json_that_is_no_model(tmp_path: Path) -> None:
    for number, data in enumerate(
        [b"{", b"[1, 2]", b'{"type":"Pack"}', b'{"type":"Script"}', b"[" * 100_000, b'{"type":"Article","title":1,"body":[]}']
    ):
        (tmp_path / f"{number}.json").write_bytes(data)
        one_clear_line(readpack("convert", tmp_path / f"{number}.json", "-o", tmp_path / "p.json"), 3, f"{number}.json")


def test_p2_a_model_5_000_deep_keeps_its_words(tmp_path: Path) -> None:
    """Past what a JSON decoder takes it is refused by name; below that it is flattened and whole."""
    for depth, allowed in ((400, (0,)), (5_000, (0, 3)), (100_000, (3,))):
        block = '{"type":"Quote","children":[' * depth + '{"type":"Paragraph","children":[{"type":"Text","text":"deepest"}]}' + "]}" * depth
        (tmp_path / "deep.json").write_text(f'{{"type":"Article","title":"T","body":[{block}]}}', encoding="utf-8")
        done = readpack("convert", tmp_path / "deep.json", "-o", tmp_path / f"{depth}.json")
        assert done.code in allowed, (depth, done.err[-500:])
        assert "Traceback" not in done.err
        if done.code == 0:
            assert "deepest" in text_of(tmp_path / f"{depth}.json")


# --- where it is written ------------------------------------------------------------------------------


def test_p6_a_missing_output_folder(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "none" / "p.json")
    one_clear_line(done, 6, "none", "folder")
    assert not (tmp_path / "none").exists()
    assert "reading" not in done.err, "it should be told before the work is done"


def test_p6_a_folder_for_an_output(tmp_path: Path) -> None:
    (tmp_path / "p.json").mkdir()
    one_clear_line(readpack("convert", SAMPLE, "-o", tmp_path / "p.json"), 6, "p.json", "folder")


@needs_full
def test_p6_a_full_disk() -> None:
    one_clear_line(readpack("convert", SAMPLE, "-t", "json", "-o", FULL), 6, "/dev/full", "No space left")


@needs_full
def test_p6_a_full_disk_behind_standard_output(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            command("convert", SAMPLE, "-q", "-t", "json", "-o", "-"), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert done.returncode == 6
    assert done.stderr.decode().count("\n") == 1
    assert b"No space left" in done.stderr


LITTLE_ROOM = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)); from convert.cli import main; main()"


def test_p6_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files fails a write halfway, as a disk does."""
    (tmp_path / "p.json").write_bytes(b"the old one")
    program = [sys.executable, "-c", LITTLE_ROOM, "convert", str(SAMPLE), "-q", "-o", str(tmp_path / "p.json")]
    done = subprocess.run(program, capture_output=True, env=environment(), check=False)
    assert done.returncode == 6, done.stderr
    assert done.stderr.decode().count("\n") == 1
    assert (tmp_path / "p.json").read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["p.json"]


@pytest.mark.skipif(ROOT_USER, reason="root may write to every folder")
def test_p6_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(b"the old one")
    tmp_path.chmod(0o555)
    try:
        one_clear_line(readpack("convert", SAMPLE, "-o", tmp_path / "p.json"), 6, "p.json", "Permission denied")
    finally:
        tmp_path.chmod(0o755)
    assert (tmp_path / "p.json").read_bytes() == b"the old one"


def test_p6_a_folder_nobody_can_write_to() -> None:
    one_clear_line(readpack("convert", SAMPLE, "-t", "json", "-o", "/proc/p.json"), 6, "/proc/p.json")


def test_p6_a_failing_article_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(b"the old one")
    assert readpack("convert", "nowhere.txt", "-o", tmp_path / "p.json").code == 3
    assert (tmp_path / "p.json").read_bytes() == b"the old one"


SLOW_WRITER = """
import sys, time, convert.writers.json as module
plain = module.write
def write(pack, theme, profile, target, notify):
    plain(pack, theme, profile, target, notify)
    target.flush()
    print("half way", flush=True)
    time.sleep(60)
module.write = write
from convert.cli import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["kill -9", "terminate", "interrupt"])
def test_p6_killed_while_writing(number: signal.Signals, tmp_path: Path) -> None:
    target = tmp_path / "p.json"
    target.write_bytes(b"the old one")
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITER, "convert", str(SAMPLE), "-q", "-o", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline() == b"half way\n"
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode != 0
    assert b"Traceback" not in said
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["p.json"], "nothing is left beside it"


def test_p6_a_new_file_takes_the_place_and_mode_of_the_old(tmp_path: Path) -> None:
    target, link = tmp_path / "p.json", tmp_path / "link.json"
    target.write_bytes(b"the old one")
    target.chmod(0o640)
    link.symlink_to(target)
    assert readpack("convert", SAMPLE, "-o", link).code == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert json.loads(target.read_bytes())["type"] == "Pack"


def test_p6_an_input_reached_through_a_link_is_not_overwritten(tmp_path: Path) -> None:
    article, link = tmp_path / "a.txt", tmp_path / "b.json"
    article.write_text(PROSE * 3, encoding="utf-8")
    link.symlink_to(article)
    one_clear_line(readpack("convert", article, "-o", link), 6, "b.json", "input")
    assert article.read_text(encoding="utf-8") == PROSE * 3


def test_a_named_pipe_takes_the_pack(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with subprocess.Popen(["cat", str(tmp_path / "pipe.json")], stdout=subprocess.PIPE) as reader:
        done = readpack("convert", SAMPLE, "-o", tmp_path / "pipe.json")
        if done.code:
            reader.kill()  # nothing will ever come for it
        assert done.code == 0, done.err
        assert reader.stdout
        assert json.loads(reader.stdout.read())["type"] == "Pack"
