"""The command line: every option, every exit code, every stream."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from convert.formats import READERS, SOURCES, WRITERS
from tests.command import ARABIC, SAMPLE, Done, command, environment, one_clear_line, readpack

TEXT = (
    b"The Ferry Comes Back\n\nAfter eleven years the ferry crosses the sound again, twice a day and once on Sundays.\n\n"
    b"Its captain is the grandson of the last one, and he keeps the same hours.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_bytes(TEXT)
    return path


def packed(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_bytes()))


# --- outputs ------------------------------------------------------------------------------------------


def test_a_text_becomes_a_pack(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", article, "-o", tmp_path / "pack.json")
    assert done.code == 0
    assert done.out == b""
    assert packed(tmp_path / "pack.json")["title"] == "The Ferry Comes Back"


def test_several_outputs_read_the_inputs_once(article: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    done = readpack("convert", article, "-o", first, "-o", second)
    assert done.code == 0
    assert first.read_bytes() == second.read_bytes()
    assert [line.split()[0] for line in done.lines].count("reading") == 1
    assert [line.split()[0] for line in done.lines].count("writing") == 2


def test_several_inputs_keep_their_order(tmp_path: Path) -> None:
    readpack("convert", ARABIC, SAMPLE, "-o", tmp_path / "pack.json")
    pack = packed(tmp_path / "pack.json")
    languages = [article["language"] for section in pack["sections"] for article in section["articles"]]  # type: ignore[attr-defined]
    assert languages == ["ar", "en", "en"]


def test_to_says_the_format_whatever_the_suffix(article: Path, tmp_path: Path) -> None:
    assert readpack("convert", article, "-t", "json", "-o", tmp_path / "pack.bin").code == 0
    assert packed(tmp_path / "pack.bin")["type"] == "Pack"


def test_from_says_how_to_read(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_bytes(TEXT)
    one_clear_line(readpack("convert", tmp_path / "odd.json", "-o", tmp_path / "y.json"), 3, "odd.json", "not JSON")
    assert readpack("convert", tmp_path / "odd.json", "-f", "text", "-o", tmp_path / "y.json").code == 0


def test_standard_input_and_output() -> None:
    done = readpack("convert", "-", "-t", "json", "-o", "-", stdin=TEXT)
    assert done.code == 0
    assert json.loads(done.out)["title"] == "The Ferry Comes Back"
    assert "standard output" in done.err


def test_the_words_of_the_pack(article: Path, tmp_path: Path) -> None:
    done = readpack(
        "convert", article, "-o", tmp_path / "p.json", "--title", "Crossings", "--subtitle", "Of the sound",
        "--author", "A. Ro", "--author", "B. Wen",
        "--language", "en-GB", "--date", "2026-01-31", "--cover", "--toc", "--toc-depth", "3",
    )  # fmt: skip
    assert done.code == 0, done.err
    pack = packed(tmp_path / "p.json")
    told = {name: pack.get(name) for name in ("title", "subtitle", "editors", "language", "created", "cover", "contents")}
    assert told == {
        "title": "Crossings",
        "subtitle": "Of the sound",
        "editors": ["A. Ro", "B. Wen"],
        "language": "en-GB",
        "created": "2026-01-31T00:00:00Z",
        "cover": None,  # on, as in the model's default, which JSON leaves out
        "contents": 3,
    }


def test_cover_and_contents_are_for_several_articles(article: Path, tmp_path: Path) -> None:
    readpack("convert", article, "-o", tmp_path / "one.json")
    readpack("convert", SAMPLE, "-o", tmp_path / "two.json")
    readpack("convert", SAMPLE, "--no-cover", "--no-toc", "-o", tmp_path / "bare.json")
    shown = {
        name: (packed(tmp_path / f"{name}.json").get("cover", True), packed(tmp_path / f"{name}.json").get("contents", 2))
        for name in ("one", "two", "bare")
    }
    assert shown == {"one": (False, 0), "two": (True, 2), "bare": (False, 0)}


def test_report(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", "--report", tmp_path / "report.json")
    assert done.code == 0
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert [article["title"] for article in report["articles"]] == [
        "The Last Tide Mill on the Sarn Still Grinds by the Moon",
        "A Library Card for Everything Else",
    ]
    (output,) = report["outputs"]
    assert {name: output[name] for name in ("path", "format", "size")} == {
        "path": str(tmp_path / "p.json"),
        "format": "json",
        "size": (tmp_path / "p.json").stat().st_size,
    }
    assert {notice["kind"] for notice in report["notices"]} == {"left-out"}
    assert all(notice["line"] > 0 for notice in report["notices"])


def test_report_to_standard_output(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", article, "-q", "-o", tmp_path / "p.json", "--report", "-")
    assert json.loads(done.out)["title"] == "The Ferry Comes Back"


def test_css_and_theme_are_taken(article: Path, tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: black }", encoding="utf-8")
    theme = tmp_path / "mine"
    theme.mkdir()
    (theme / "theme.toml").write_text('name = "mine"\nextends = "classic"\n[styles.body]\nsize = 12\nleading = 17\n', encoding="utf-8")
    done = readpack("convert", article, "-o", tmp_path / "p.json", "--css", tmp_path / "own.css", "--theme", theme, "--page-size", "Letter")
    assert done.code == 0, done.err


def test_p13_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [tmp_path / "a.json", tmp_path / "b.json", tmp_path / "a.epub", tmp_path / "b.epub"]
    for seed in ("1", "2"):
        first, second = made["12".index(seed) :: 2]
        done = readpack(
            "convert", SAMPLE, ARABIC, "-o", first, "-o", second, env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1767225600"}
        )
        assert done.code == 0, done.err
    assert made[0].read_bytes() == made[1].read_bytes()
    assert made[2].read_bytes() == made[3].read_bytes()


# --- what it says -------------------------------------------------------------------------------------


def test_the_table_at_the_end(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", "--title", "Coast")
    assert re.search(r"^Coast: 2 articles, 1,\d\d\d words, \d min$", done.err, re.MULTILINE)
    assert re.search(r"^ +\d+ words +\d min +A Library Card for Everything Else$", done.err, re.MULTILINE)
    assert re.search(rf"^ +\d+ kB +json +{re.escape(str(tmp_path / 'p.json'))}$", done.err, re.MULTILINE)
    assert re.search(r"^notices: \d+ left-out \(-v shows each\)$", done.err, re.MULTILINE)


def test_a_long_table_is_short(tmp_path: Path) -> None:
    articles = [
        {"type": "Article", "title": f"T{n}", "body": [{"type": "Paragraph", "children": [{"type": "Text", "text": "x"}]}]}
        for n in range(30)
    ]
    (tmp_path / "many.json").write_text(json.dumps(articles), encoding="utf-8")
    done = readpack("convert", tmp_path / "many.json", "-o", tmp_path / "p.json")
    assert "and 18 more" in done.err
    assert len(done.lines) < 20


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-q", "-o", tmp_path / "p.json")
    assert (done.code, done.out, done.err) == (0, b"", "")


def test_quiet_still_says_what_went_wrong(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", "nowhere.txt", "-q", "-o", tmp_path / "p.json"), 3, "nowhere.txt")


def test_quiet_still_says_which_input_failed(article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = readpack("convert", broken, article, "-o", tmp_path / "pack.json", "-q")
    assert done.code == 8
    assert len(done.lines) == 1
    assert done.lines[0].startswith(f"failed: {broken}: this is a picture")


def test_verbose_shows_each_notice_with_its_line(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-v", "-o", tmp_path / "p.json")
    shown = [line for line in done.lines if line.startswith("left-out: ")]
    assert len(shown) > 8
    assert all(re.search(r"coast\.txt:\d+", line) for line in shown)


def test_no_line_moves_the_cursor(tmp_path: Path) -> None:
    name = tmp_path / "evil\x1b[2J\nname.txt"
    name.write_bytes(TEXT)
    done = readpack("convert", name, "-v", "-o", tmp_path / "p.json")
    assert done.code == 0
    assert "\x1b" not in done.err
    assert sum("evil" in line for line in done.lines) == 1


def on_a_terminal(*arguments: object, **more: str) -> tuple[int, str]:
    """The exit code and all that a terminal showed."""
    try:
        leader, follower = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had: {error}")
    process = subprocess.Popen(
        command(*arguments), stdin=follower, stdout=follower, stderr=follower, env=environment(TERM="xterm-256color", **more)
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            chunk = os.read(leader, 65_536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(leader)
    return process.wait(timeout=60), shown.decode("utf-8", "replace")


def test_a_terminal_gets_colours_and_one_progress_line(tmp_path: Path) -> None:
    code, shown = on_a_terminal("convert", SAMPLE, "-o", tmp_path / "p.json")
    assert code == 0
    assert re.search(r"\x1b\[[0-9;]*[1-9][0-9;]*m", shown)
    assert "2 articles" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


def test_no_color_is_honoured(tmp_path: Path) -> None:
    code, shown = on_a_terminal("convert", SAMPLE, "-o", tmp_path / "p.json", NO_COLOR="1")
    assert code == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-9][;m]", shown)


def test_elsewhere_lines_are_plain(tmp_path: Path) -> None:
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", env={"TERM": "xterm-256color"})
    assert "\x1b" not in done.err
    assert done.lines[0] == f"reading {SAMPLE}"


def test_a_terminal_is_not_filled_with_bytes(article: Path) -> None:
    code, shown = on_a_terminal("convert", article, "-t", "epub", "-o", "-")
    assert code == 2
    assert "a terminal can't show epub" in shown


# --- exit codes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert"], "Missing argument"),
        (["convert", "x.txt", "--nonsense"], "No such option"),
        (["convert", "x.txt", "-o"], "requires an argument"),
        (["convert", "x.txt", "-o", "y.json", "--toc-depth", "9"], "--toc-depth"),
        (["convert", "x.txt", "-o", "y.json", "--toc-depth", "two"], "--toc-depth"),
        (["pack", "x.txt"], "No such command"),
        (["inspect"], "Missing argument"),
        (["convert", "", "-o", "y.json"], "name is empty"),
        (["convert", "x.txt", "-o", ""], "name is empty"),
    ],
)
def test_2_wrong_usage(arguments: list[str], said: str) -> None:
    done = readpack(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_2_no_output_is_named(article: Path) -> None:
    one_clear_line(readpack("convert", article), 2, "no output is named", "-o ferry.epub")
    one_clear_line(readpack("convert", "-", stdin=TEXT), 2, "-o pack.epub")
    one_clear_line(readpack("convert", article.parent), 2, f"-o {article.parent.name}.epub")
    one_clear_line(readpack("convert", "*.md"), 2, "-o pack.epub")


def test_2_standard_output_needs_a_format(article: Path) -> None:
    one_clear_line(readpack("convert", article, "-o", "-"), 2, "-t epub")


def test_2_standard_input_is_read_once(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", "-", "-", "-o", tmp_path / "p.json", stdin=TEXT), 2, "once")


def test_3_an_input_that_is_not_there(tmp_path: Path) -> None:
    one_clear_line(readpack("convert", "nowhere.txt", "-o", tmp_path / "p.json"), 3, "nowhere.txt", "No such file")
    assert not (tmp_path / "p.json").exists()


def test_4_a_date_or_a_language_there_is_not(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", article, "-o", tmp_path / "p.json", "--date", "soon")
    one_clear_line(done, 4, "soon", "2026-01-31")
    one_clear_line(readpack("convert", article, "-o", tmp_path / "p.json", "--language", "x y"), 4, "x y", "pt-BR")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "p.epubb"], ["epubb", "did you mean 'epub'"]),
        (["-o", "p"], ["output format", "-t"]),
        (["-t", "pfd", "-o", "p.json"], ["pfd", "did you mean 'pdf'"]),
        (["-f", "txet", "-o", "p.json"], ["txet", "did you mean 'text'"]),
        (["--theme", "clasic", "-o", "p.json"], ["clasic", "did you mean 'classic'"]),
        (["--page-size", "a44", "-o", "p.json"], ["a44", "did you mean 'a4'"]),
        (["--individual", "-o", "{titel}.json"], ["titel", "did you mean 'title'"]),
    ],
)
def test_4_a_name_that_stands_for_nothing(article: Path, tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    done = readpack("convert", article, *arguments, cwd=tmp_path)
    one_clear_line(done, 4, *words)
    assert "reading" not in done.err, "it should be told before the work is done"


@pytest.mark.parametrize("seconds", ["yesterday", "99999999999999", "-1e9", "\u00b2"])
def test_4_a_source_date_epoch_that_is_none(article: Path, tmp_path: Path, seconds: str) -> None:
    done = readpack("convert", article, "-o", tmp_path / "p.json", env={"SOURCE_DATE_EPOCH": seconds})
    one_clear_line(done, 4, "SOURCE_DATE_EPOCH", seconds)


def test_5_a_theme_that_can_not_be_used(article: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "theme.toml").write_text('name = "broken"\nextends = "classic"\n[styles.bodyy]\nsize = 12\n', encoding="utf-8")
    one_clear_line(readpack("convert", article, "--theme", tmp_path / "broken", "-o", tmp_path / "p.json"), 5, "bodyy", "body")
    one_clear_line(readpack("convert", article, "--css", "no.css", "-o", tmp_path / "p.json"), 5, "no.css: No such file")


def test_6_an_output_that_would_overwrite_its_input(article: Path) -> None:
    done = readpack("convert", article, "-t", "json", "-o", article.parent / "." / "ferry.txt")
    one_clear_line(done, 6, "ferry.txt", "input")
    assert article.read_bytes() == TEXT


def test_6_two_outputs_in_one_place(article: Path, tmp_path: Path) -> None:
    one_clear_line(readpack("convert", article, "-o", tmp_path / "p.json", "--report", tmp_path / "p.json"), 6, "p.json")


def test_6_what_stands_in_the_way_is_told_before_the_work_is_done(article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for arguments, said in (
        (["-t", "json", "-o", tmp_path], "this is a folder"),
        (["-o", tmp_path / "p.json", "--report", tmp_path], "this is a folder"),
        (["--individual", "-t", "json", "-o", tmp_path / "file"], "this is a file"),
        (["--individual", "-o", tmp_path / "one.json"], "one file"),
    ):
        done = readpack("convert", article, *arguments)
        one_clear_line(done, 6, said)
        assert "reading" not in done.err


def test_a_file_name_of_any_bytes(tmp_path: Path) -> None:
    source, target = os.fsencode(tmp_path) + b"/in\xff.txt", os.fsencode(tmp_path) + b"/out\xff.epub"
    Path(os.fsdecode(source)).write_bytes(TEXT)
    done = readpack("convert", os.fsdecode(source), "-o", os.fsdecode(target), "--report", tmp_path / "report.json")
    assert done.code == 0, done.err
    assert Path(os.fsdecode(target)).exists()
    assert "in\ufffd.txt" in done.err
    assert packed(tmp_path / "report.json")["outputs"][0]["path"].endswith("/out\ufffd.epub")  # type: ignore[index]


def test_8_some_inputs_failed(article: Path, tmp_path: Path) -> None:
    done = readpack("convert", "nowhere.txt", article, "-o", tmp_path / "p.json")
    assert done.code == 8
    assert packed(tmp_path / "p.json")["title"] == "The Ferry Comes Back"
    assert any(line.startswith("failed: nowhere.txt: No such file") for line in done.lines)


def test_strict_stops_at_the_first_that_fails(article: Path, tmp_path: Path) -> None:
    one_clear_line(readpack("convert", article, "nowhere.txt", "--strict", "-o", tmp_path / "p.json"), 3, "nowhere.txt")
    assert not (tmp_path / "p.json").exists()


def test_9_lossy(tmp_path: Path) -> None:
    picture = {"type": "Figure", "image": {"type": "Image", "src": "https://example.org/a.png", "alt": "A sea"}}
    (tmp_path / "a.json").write_text(json.dumps({"type": "Article", "title": "T", "body": [picture]}), encoding="utf-8")
    assert readpack("convert", tmp_path / "a.json", "-o", tmp_path / "p.json").code == 0
    done = readpack("convert", tmp_path / "a.json", "-o", tmp_path / "p.json", "--fail-if-lossy")
    assert done.code == 9
    assert (tmp_path / "p.json").exists()
    assert any(line.startswith("lost: ") for line in done.lines)


def test_lines_left_out_are_no_loss(tmp_path: Path) -> None:
    assert readpack("convert", SAMPLE, "-o", tmp_path / "p.json", "--fail-if-lossy").code == 0


def test_p5_a_bug_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import convert.assemble\nconvert.assemble._bound = None\n", encoding="utf-8")
    bug = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parent.parent}"}
    done = readpack("convert", SAMPLE, "-o", tmp_path / "p.json", env=bug)
    one_clear_line(done, 1, "a bug in readpack", "assemble.py", "READPACK_TRACEBACK=1")
    assert "Traceback" in readpack("convert", SAMPLE, "-o", tmp_path / "p.json", env={**bug, "READPACK_TRACEBACK": "1"}).err
    assert "Traceback" in readpack("convert", SAMPLE, "-vv", "-o", tmp_path / "p.json", env=bug).err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_p6_an_interrupted_run_leaves_nothing(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        command("convert", "-", "-o", tmp_path / "p.json"), stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stderr and process.stdin
    assert process.stderr.readline() == b"reading standard input\n"
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    articles = [{"type": "Article", "title": "T" * 400, "body": []} for _ in range(3_000)]
    (tmp_path / "many.json").write_text(json.dumps(articles), encoding="utf-8")
    for arguments in (
        ["inspect", tmp_path / "many.json"],
        ["inspect", "--json", tmp_path / "many.json"],
        ["convert", tmp_path / "many.json", "-q", "-t", "json", "-o", "-"],
    ):
        process = subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 141, said
        assert said == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["convert", "--help"], ["formats"], ["themes"], ["--version"], ["inspect", SAMPLE], ["convert", SAMPLE, "--list"]],
)
def test_p6_a_full_disk_behind_what_is_shown(arguments: list[object]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    one_clear_line(Done(done.returncode, b"", done.stderr.decode()), 6, "standard output", "No space left")


@pytest.mark.parametrize(
    ("closed", "arguments", "code", "said"),
    [
        ("<&-", "inspect -", 3, "standard input: this is empty"),
        (">&-", f"inspect {SAMPLE}", 6, "standard output"),
        (">&-", f"convert {SAMPLE} -t json -o -", 6, "standard output"),
        ("2>&-", f"convert {SAMPLE} -o p.pdf", 0, ""),
        ("2>/dev/full", f"convert {SAMPLE} -o p.pdf", 0, ""),
        ("<&- >&- 2>&-", f"convert {SAMPLE} -o p.pdf", 0, ""),
    ],
)
def test_p5_a_stream_that_is_closed(tmp_path: Path, closed: str, arguments: str, code: int, said: str) -> None:
    line = f"{sys.executable} -m convert {arguments} {closed}"
    done = subprocess.run(["sh", "-c", line], stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path, env=environment(), check=False)
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert said in told
    assert told.count("readpack: ") == (1 if code else 0)
    assert not any(word in told for word in ("Traceback", "ignored", "bug"))
    assert code or (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


# --- the other commands -------------------------------------------------------------------------------


def test_version() -> None:
    import convert

    assert readpack("--version").out.decode() == f"readpack {convert.__version__}\n"


def test_no_command_shows_the_help() -> None:
    done = readpack()
    assert "convert" in done.out.decode() + done.err
    assert "Usage: readpack" in done.out.decode() + done.err


def test_formats_and_themes() -> None:
    formats = readpack("formats").out.decode().splitlines()
    assert [line.split()[0] for line in formats[1:-1]] == sorted(READERS.keys() | WRITERS.keys())
    assert formats[-1].split()[: len(SOURCES) + 1] == ["containers", *sorted(SOURCES)]
    assert readpack("themes").out.decode().startswith("classic ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    done = readpack("--show-completion", shell, env={"SHELL": f"/bin/{shell}", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert done.code == 0, done.err
    assert b"_READPACK_COMPLETE" in done.out


def test_completion_knows_the_formats() -> None:
    done = readpack(env={"_READPACK_COMPLETE": "complete_bash", "COMP_WORDS": "readpack convert -t ", "COMP_CWORD": "3"})
    assert set(done.out.decode().split()) == WRITERS.keys()


def test_inspect_shows_an_outline() -> None:
    lines = readpack("inspect", SAMPLE).out.decode().splitlines()
    assert lines[0] == "1  The Last Tide Mill on the Sarn Still Grinds by the Moon"
    assert any(line.split()[:2] == ["authors", "Nell"] for line in lines)
    assert any("Heading 1" in line and "A Clock Nobody Can Set" in line for line in lines)
    assert any("credit: Photo: Ines Cardew/Coastal Record" in line or "Ines Cardew/Coastal Record" in line for line in lines)


def test_inspect_shows_every_line_of_a_long_article(tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    long.write_text("# Long\n\n" + "".join(f"Paragraph {number} of many.\n\n" for number in range(2500)), encoding="utf-8")
    lines = readpack("inspect", long).out.decode().splitlines()
    told = [line.partition("Paragraph   ")[2] for line in lines if "Paragraph" in line]
    assert told == [f"Paragraph {number} of many." for number in range(2500)]


def test_inspect_as_json_reads_back(tmp_path: Path) -> None:
    shown = readpack("inspect", "--json", SAMPLE).out
    again = readpack("inspect", "--json", "-", stdin=shown)
    assert again.out == shown
    assert len(json.loads(shown)) == 2


def test_inspect_explains_every_line() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    verdicts = json.loads(readpack("inspect", "--explain", "--json", SAMPLE).out)
    assert [verdict["text"] for verdict in verdicts] == lines
    assert {verdict["role"] for verdict in verdicts} >= {"title", "caption", "paragraph", "heading", "left-out", "blank"}
    shown = readpack("inspect", "--explain", SAMPLE).out.decode().splitlines()
    assert len(shown) == len(lines)
    assert re.match(r" +5 +1 left-out +\(.+\) TT$", shown[4])


SLOW = b"# A list\n\n" + b"- a word or two of it, and some more besides\n" * 200_000
LARGE = b"# A line\n\n" + b"words " * 7_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such bounds")
@pytest.mark.parametrize(
    ("limit", "data", "said"),
    [
        ("read_seconds=1", SLOW, "it was not read after 1 seconds"),
        ("read_memory=200000000", LARGE, "reading it takes more memory than 200 MB"),
    ],
    ids=["seconds", "memory"],
)
@pytest.mark.parametrize("how", ["--json", "--explain"])
def test_inspect_ends_at_the_limits_of_reading(how: str, limit: str, data: bytes, said: str, tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    long.write_bytes(data)
    one_clear_line(readpack("inspect", how, long, env={"READPACK_LIMITS": limit}), 3, "long.md", said)


def test_help_loads_nothing_heavy() -> None:
    heavy = ("lxml", "PIL", "weasyprint", "ebooklib", "docx", "babel", "fontTools", "rich", "onnxruntime", "py3langid")
    ours = ("convert.readers.", "convert.writers.")
    program = (
        "import sys\nsys.argv = ['readpack', 'convert', '--help']\nfrom convert.cli import main\n"
        "try: main()\nexcept SystemExit: pass\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment(), check=True)
    assert "Usage: readpack convert" in done.stdout
    assert [name for name in done.stderr.split() if name.partition(".")[0] in heavy or name.startswith(ours)] == []


# --- many inputs --------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "in"
    (here / "world").mkdir(parents=True)
    for name, title, date, language in (
        ("b.md", "Second", "2026-02-03", "en"),
        ("a.md", "First", "2026-03-01", "fr"),
        ("world/c.md", "Third", "2025-12-31", "en"),
    ):
        text = f"---\ntitle: {title}\ndate: {date}\nlang: {language}\n---\n\nSee [the first](/nowhere) and [b](../b.md#x).\n"
        (here / name).write_text(text, encoding="utf-8")
    return here


def sections(path: Path) -> list[tuple[str, list[str]]]:
    return [(section["title"], [article["title"] for article in section["articles"]]) for section in packed(path)["sections"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        ([], [("", ["First", "Second", "Third"])]),
        (["--section-by", "folder"], [("", ["First", "Second"]), ("world", ["Third"])]),
        (["--section-by", "date"], [("December 2025", ["Third"]), ("February 2026", ["Second"]), ("March 2026", ["First"])]),
        (["--section-by", "language", "--reverse"], [("English", ["Third", "Second"]), ("Français", ["First"])]),
        (["--sort", "date"], [("", ["Third", "Second", "First"])]),
        (["--sort", "title", "--reverse"], [("", ["Third", "Second", "First"])]),
    ],
)
def test_sections_and_order(folder: Path, tmp_path: Path, arguments: list[str], made: list[tuple[str, list[str]]]) -> None:
    done = readpack("convert", folder, "--language", "en", *arguments, "-o", tmp_path / "p.json")
    assert done.code == 0, done.err
    assert sections(tmp_path / "p.json") == made


def test_4_an_order_there_is_not(folder: Path, tmp_path: Path) -> None:
    one_clear_line(readpack("convert", folder, "--sort", "titel", "-o", tmp_path / "p.json"), 4, "titel", "did you mean 'title'")
    one_clear_line(readpack("convert", folder, "--section-by", "sit", "-o", tmp_path / "p.json"), 4, "sit", "did you mean 'site'")


def test_list_shows_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = readpack("convert", folder, "nowhere.txt", "--list", "--section-by", "folder", "-q")
    assert done.code == 8
    lines = [" ".join(line.split()) for line in done.out.decode().splitlines()]
    assert lines == [
        f"5 words markdown {folder}/a.md First",
        f"5 words markdown {folder}/b.md Second",
        "world",
        f"5 words markdown {folder}/world/c.md Third",
        "failed nowhere.txt: No such file or directory (check the path and its permissions)",
    ]
    assert done.err == ""
    assert sorted(tmp_path.rglob("*")) == before
    one_clear_line(readpack("convert", "nowhere.txt", "--list", "-q"), 3, "nowhere.txt")


def test_individual_writes_a_file_for_each(folder: Path, tmp_path: Path) -> None:
    done = readpack("convert", folder, "--individual", "-t", "json", "-o", tmp_path / "books", "--sort", "title", "--report", "-")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "books").iterdir()) == ["01-first.json", "02-second.json", "03-third.json"]
    assert packed(tmp_path / "books" / "02-second.json")["title"] == "Second"
    report = json.loads(done.out)
    assert [article["title"] for article in report["articles"]] == ["First", "Second", "Third"]
    assert len(report["outputs"]) == 3


def test_individual_by_a_pattern_in_several_formats_twice(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = readpack(
            "convert", folder, "--individual", "-o", folder / "own" / "{date} {title}.md", "-o", folder / "own" / "{title}.txt", "-v"
        )
        assert done.code == 0, done.err
        made = sorted(path.name for path in (folder / "own").iterdir())
        assert made == [
            "2025-12-31 third.md", "2026-02-03 second.md", "2026-03-01 first.md", "first.txt", "second.txt", "third.txt"
        ]  # fmt: skip
    assert "what this run writes is not read" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--individual", "-o", "books"], "-t epub"),
        (["--individual", "-t", "epub", "-o", "-"], "standard output"),
        (["--individual", "-t", "epub", "-o", "books", "--title", "One"], "--title"),
        (["--individual", "-t", "epub", "-o", "books", "--section-by", "site"], "--section-by"),
    ],
)
def test_2_individual_that_can_not_be_meant(article: Path, arguments: list[str], said: str) -> None:
    one_clear_line(readpack("convert", article, *arguments), 2, said)


def test_p6_individual_overwrites_no_input(folder: Path) -> None:
    (folder / "first.md").write_bytes((folder / "a.md").read_bytes())
    (folder / "a.md").unlink()
    before = (folder / "first.md").read_bytes()
    one_clear_line(readpack("convert", folder, "--individual", "-q", "-o", folder / "{title}.md"), 6, "first.md", "input")
    assert (folder / "first.md").read_bytes() == before


def test_a_pack_in_json_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    words = ["--title", "T", "--subtitle", "S", "--author", "E", "--date", "2026-05-01", "--section-by", "folder", "--toc-depth", "3"]
    assert readpack("convert", folder, *words, "-o", tmp_path / "p.json").code == 0
    assert readpack("convert", tmp_path / "p.json", "-o", tmp_path / "q.json").code == 0
    assert (tmp_path / "q.json").read_bytes() == (tmp_path / "p.json").read_bytes()
    assert readpack("convert", tmp_path / "p.json", "--title", "Other", "--no-toc", "-o", tmp_path / "r.json").code == 0
    first, other = packed(tmp_path / "p.json"), packed(tmp_path / "r.json")
    changed = {"title", "contents", "identifier"}
    assert {name: other.get(name) for name in first if name not in changed} == {name: first[name] for name in first if name not in changed}
    assert (other["title"], other["contents"]) == ("Other", 0)
    assert readpack("convert", tmp_path / "p.json", "--section-by", "language", "-o", tmp_path / "s.json").code == 0
    assert [title for title, _ in sections(tmp_path / "s.json")] == ["Français", "English"]
