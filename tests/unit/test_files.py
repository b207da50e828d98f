"""Reading within bounds, and writing whole or not at all."""

import os
import socket
import stat
import threading

import pytest

from parlq.io.files import encoded, read_bytes, read_stream, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError

ROOT = not hasattr(os, "geteuid") or os.geteuid() == 0
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, modes and pipes as POSIX has them")


def refusal(path, limits=DEFAULT):
    """The one problem of a file that cannot be read."""
    with pytest.raises(InputError) as caught:
        read_bytes(path, limits)
    (problem,) = caught.value.problems
    return problem


def test_files_are_read_whole(tmp_path):
    """A file of exactly the size of the limit is read."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert b"12345" == read_bytes(path, Limits(size=5))


def test_files_beyond_the_limit_are_refused(tmp_path):
    """A file larger than the limit is refused without being read."""
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(DEFAULT.size * 10)  # sparse
    assert ("PQ104", str(path)) == (refusal(path).rule, refusal(path).file)


@pytest.mark.parametrize("name", ["missing", "", "a\0b", "x" * 5000, "missing/file"])
def test_what_cannot_be_opened_is_a_problem(tmp_path, name):
    """No name of a file makes reading fail in another way."""
    path = str(tmp_path / name) if name else ""
    problem = refusal(path)
    assert ("PQ100", path, True) == (
        problem.rule,
        problem.file,
        problem.message.startswith("cannot be read: "),
    )


def test_folders_are_refused(tmp_path):
    """A folder is no input."""
    assert "PQ100" == refusal(tmp_path).rule


@pytest.mark.skipif(ROOT, reason="nothing is forbidden to root")
def test_forbidden_files_are_refused(tmp_path):
    """A file that may not be read is a problem."""
    path = tmp_path / "a"
    path.touch(0o000)
    assert "PQ100" == refusal(path).rule


def test_forbidden_files_are_refused_as_the_system_says(tmp_path, monkeypatch):
    """The reason that the system gives is told."""

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a").touch()
    monkeypatch.setattr("os.open", forbidden)
    assert "cannot be read: permission denied" == refusal(tmp_path / "a").message


@POSIX
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices_are_refused(name):
    """A device may never end, or act when it is opened."""
    if not os.path.exists(name):
        pytest.skip(f"no {name} here")
    problem = refusal(name, Limits(size=1000))
    assert ("PQ100", True) == (problem.rule, "is a device, not a file" in problem.message)


@POSIX
def test_pipes_and_sockets_are_refused(tmp_path, monkeypatch):
    """A named pipe would be waited for, and a socket cannot be opened."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
        assert "cannot be read: is a named pipe, not a file" in refusal("pipe").message
        assert "cannot be read: is a socket, not a file" in refusal("socket").message
    (tmp_path / "link").symlink_to("pipe")
    assert "cannot be read: is a named pipe, not a file" in refusal("link").message


@POSIX
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path, monkeypatch):
    """What is opened is looked at once more."""
    path = tmp_path / "a"
    path.touch()
    real = os.stat

    def changed(name, *arguments, **options):
        status = real(name, *arguments, **options)
        if name == str(path):
            path.unlink()
            os.mkfifo(path)
        return status

    monkeypatch.setattr("os.stat", changed)
    assert "is a named pipe" in refusal(path).message


@POSIX
@pytest.mark.skipif(not os.path.exists("/dev/fd/0"), reason="no /dev/fd here")
def test_what_the_shell_has_opened_is_read():
    """A name of an open descriptor stands for it, be it a pipe or a file."""
    out, into = os.pipe()
    os.write(into, b"through")
    os.close(into)
    try:
        assert b"through" == read_bytes(f"/dev/fd/{out}", DEFAULT)
    finally:
        os.close(out)
    assert "bad file descriptor" in refusal(f"/dev/fd/{out}").message


def test_streams_that_do_not_wait_are_an_error_of_the_system():
    """A stream that has nothing yet, and does not wait for it, is not taken for its end."""
    from types import SimpleNamespace

    with pytest.raises(BlockingIOError):
        read_stream(SimpleNamespace(read=lambda _: None), DEFAULT)


def test_writing_makes_a_file(tmp_path):
    """A new file has what was written, and nothing lies beside it."""
    write_bytes(tmp_path / "a.json", b"new")
    assert [("a.json", b"new")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


@POSIX
def test_writing_keeps_the_mode(tmp_path):
    """A file that is written anew keeps its permissions; a new one follows the mask."""
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)
    write_bytes(path, b"new")
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o027)
    try:
        write_bytes(tmp_path / "b", b"new")
    finally:
        os.umask(mask)
    assert 0o640 == stat.S_IMODE((tmp_path / "b").stat().st_mode)


@POSIX
def test_writing_follows_links(tmp_path):
    """A link stays a link, and what it leads to is written."""
    (tmp_path / "inner").mkdir()
    real, link = tmp_path / "inner" / "real", tmp_path / "link"
    link.symlink_to(real)
    for content in (b"first", b"second"):
        write_bytes(link, content)
        assert (True, content) == (link.is_symlink(), real.read_bytes())


@POSIX
def test_writing_to_a_pipe_or_device(tmp_path):
    """What is no file is written to directly."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    seen = []
    reader = threading.Thread(target=lambda: seen.append(path.read_bytes()))
    reader.start()
    write_bytes(path, b"through")
    reader.join()
    assert [b"through"] == seen
    write_bytes(os.devnull, b"gone")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_failure_leaves_the_old_file(tmp_path, monkeypatch, call):
    """Whatever step fails, the old file is there byte for byte, and nothing beside it."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(path, b"new" * 1000)
    assert [("a", b"old")] == [(found.name, found.read_bytes()) for found in tmp_path.iterdir()]


def test_interruption_leaves_the_old_file(tmp_path, monkeypatch):
    """A user who gives up finds the old file."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"new")
    assert [("a", b"old")] == [(found.name, found.read_bytes()) for found in tmp_path.iterdir()]


def test_folders_are_not_written(tmp_path):
    """A folder in the way is an error of the system."""
    with pytest.raises(OSError, match=r"."):
        write_bytes(tmp_path, b"new")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("<?xml version='1.0' encoding='latin-1'?><é/>", "<?xml version='1.0'?><é/>"),
        ('\ufeff<?xml version="1.0" encoding="x"?>', '<?xml version="1.0"?>'),
        ('<a encoding="x"/>', '<a encoding="x"/>'),
        ('{"encoding": "x"}', '{"encoding": "x"}'),
    ],
)
def test_text_is_in_utf8_whatever_it_says(text, data):
    """A declared encoding goes, since text has none."""
    assert data.encode() == encoded(text)


def test_a_folder_that_is_not_there_is_named_by_the_file(tmp_path):
    """The error names the file that was asked for, not the one that would have been beside it."""
    path = tmp_path / "none" / "a.json"
    with pytest.raises(FileNotFoundError) as caught:
        write_bytes(path, b"{}")
    assert os.path.realpath(path) == caught.value.filename
