"""`parlq site`: a folder becomes a site with one command."""

import pytest

from parlq.cli import main


def test_a_folder_becomes_a_site(folder, capsys):
    """A run says what it read and wrote, and what the site lacks; the next one writes nothing."""
    assert 0 == main(["site", "d.json", "-o", "site", "--no-search"])
    out, err = capsys.readouterr()
    assert "" == out
    assert "parlq: no sitemap, as it needs the address of the site (--url)\n" in err
    assert "1 read, " in err
    assert "files written, 0 unchanged, 0 removed\n" in err
    assert (folder / "site/documents/eu/question/ep/2021/E-000101-2021.html").exists()
    assert 0 == main(["site", "d.json", "-o", "site", "--no-search"])
    assert "1 read, 0 files written" in capsys.readouterr().err


def test_bad_files_are_reported_and_skipped(folder, capsys):
    """A file that cannot be read is reported; the others are on the site, and the exit code is 1."""
    (folder / "bad.xml").write_text("<akomaNtoso>")
    assert 1 == main(["site", "d.json", "bad.xml", "-o", "site", "--no-search"])
    err = capsys.readouterr().err
    assert "bad.xml:1:13: error PQ101" in err
    assert "0 removed, 1 skipped for errors\n" in err


def test_a_mistake_does_not_empty_a_site(folder, capsys):
    """When no document can be read, the site stays as it is."""
    assert 0 == main(["site", "d.json", "-o", "site", "--no-search"])
    (folder / "bad.json").write_text('{"schema_version": "1.0"')
    for inputs, code, why in (
        (["gone.json"], 2, "an input cannot be opened"),
        (["d.json", "gone.json"], 2, "an input cannot be opened"),
        (["bad.json"], 1, "no document could be read"),
    ):
        assert code == main(["site", *inputs, "-o", "site", "--no-search"])
        assert f"parlq: nothing written, as {why}\n" in capsys.readouterr().err
    assert (folder / "site/documents").exists()


def test_a_run_that_writes_nothing_leaves_nothing(folder):
    """The folder of a site that was not written is not made; one that was there stays, and is empty."""
    assert 2 == main(["site", "gone.json", "-o", "site", "--no-search"])
    assert not (folder / "site").exists()
    (folder / "site").mkdir()
    assert 2 == main(["site", "gone.json", "-o", "site", "--no-search"])
    assert [] == [*(folder / "site").iterdir()]


def test_filters_and_options(folder, capsys):
    """Filters select works, and the options reach the pages; `-q` prints nothing."""
    assert 0 == main(
        [
            *("site", ".", "-o", "site", "--no-search", "-q", "--kind", "oral"),
            *("--title", "A & B", "--url", "https://q.example"),
        ]
    )
    assert ("", "") == capsys.readouterr()
    assert not (folder / "site/documents").exists()
    start = (folder / "site/index.html").read_text()
    assert '<h1 dir="auto">A &amp; B</h1>' in start
    assert '<link rel="canonical" href="https://q.example/index.html">' in start


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "d.json"], "d.json: cannot be written: file exists"),
        (["-o", "s", "--url", "q"], "'q' is no address such as https://questions.example/"),
        (["-o", "s", "--templates", "gone"], "gone: cannot be read: no such file or directory"),
    ],
)
def test_what_cannot_be_is_a_message(folder, capsys, arguments, message):
    """A folder, address or templates that cannot be used end the run with one line and code 2."""
    assert 2 == main(["site", "d.json", "--no-search", *arguments])
    assert f"parlq: {message}\n" == capsys.readouterr().err


def test_the_indexer_is_measured(folder, capsys):
    """With the search, the run says how much memory it took."""
    pytest.importorskip("pagefind", reason="pagefind is not installed")
    assert 0 == main(["site", "d.json", "-o", "site"])
    assert "parlq: pagefind took " in capsys.readouterr().err
