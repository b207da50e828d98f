"""Files that are replaced keep what they had, and nothing is left beside them, whatever happens."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

import parlq
from parlq.io.files import write_bytes

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners, links and modes of POSIX")
ROOT = os.name == "posix" and os.geteuid() == 0


def facts(path):
    """Mode, owner and group of a file."""
    status = os.stat(path)
    return oct(stat.S_IMODE(status.st_mode)), status.st_uid, status.st_gid


@pytest.fixture
def file(tmp_path):
    """A file with a mode that no mask gives."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o641)
    return path


@pytest.mark.skipif(not ROOT, reason="only root gives files away")
def test_owner_and_group_are_kept(file):
    """A file that root writes anew still belongs to whom it did."""
    os.chown(file, 1234, 2345)
    write_bytes(file, b"new")
    assert (("0o641", 1234, 2345), b"new") == (facts(file), file.read_bytes())


@pytest.mark.parametrize(
    ("mode", "refused", "expected"),
    [
        (0o6775, {"owner"}, 0o775),
        (0o660, {"owner"}, 0o660),
        (0o660, {"owner", "group"}, 0o600),
        (0o775, {"owner", "group"}, 0o755),
        (0o664, {"owner", "group"}, 0o644),
    ],
)
def test_what_cannot_be_given_away_grants_no_more(file, monkeypatch, mode, refused, expected):
    """Where the owner or group cannot be kept, the new one gets no rights that it had not."""
    file.chmod(mode)
    own = os.stat(file)

    def fchown(handle, uid, gid):
        if ("owner" in refused and uid != -1) or "group" in refused:
            raise PermissionError(1, "Operation not permitted")

    real = os.fstat

    def fstat(handle):
        found = list(real(handle))
        found[4], found[5] = own.st_uid + 1, own.st_gid + 1  # as if another had made the file
        return os.stat_result(found)

    monkeypatch.setattr("os.fchown", fchown)
    monkeypatch.setattr("os.fstat", fstat)
    write_bytes(file, b"new")
    monkeypatch.undo()
    assert oct(expected) == facts(file)[0]


def test_hard_links_are_refused(file, tmp_path):
    """One of several names of a file is neither parted from the others nor are they changed."""
    os.link(file, tmp_path / "b")
    with pytest.raises(OSError, match=r"is one of 2 names of the same file \(hard links\)"):
        write_bytes(file, b"new")
    assert [b"old", b"old"] == [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert os.path.samefile(file, tmp_path / "b")


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes as Linux has them")
def test_extended_attributes_are_kept(file):
    """Attributes of users, and access control lists, are those of the old file."""
    try:
        os.setxattr(file, "user.source", b"https://archive.example/")
    except OSError:
        pytest.skip("no extended attributes on this file system")
    write_bytes(file, b"new")
    assert b"https://archive.example/" == os.getxattr(file, "user.source")


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes as Linux has them")
def test_without_its_list_the_group_gets_nothing(file, monkeypatch):
    """Where an access control list cannot be kept, its mask does not become rights of the group."""

    def refused(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.listxattr", lambda _: ["system.posix_acl_access"])
    monkeypatch.setattr("os.getxattr", refused)
    write_bytes(file, b"new")
    assert "0o601" == facts(file)[0]


def test_the_mask_of_the_process_is_never_touched(tmp_path, monkeypatch):
    """Threads that write while others do give each file the mode of the mask, every time."""
    mask = os.umask(0o027)
    try:
        monkeypatch.setattr("os.umask", lambda _: pytest.fail("the mask is of all threads"))

        def write(name):
            for number in range(100):
                write_bytes(tmp_path / f"{name}{number}", b"new")

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        monkeypatch.undo()
        os.umask(mask)
    assert {"0o640"} == {facts(path)[0] for path in tmp_path.iterdir()}


def test_new_files_are_never_readable_before_they_have_their_mode(file, monkeypatch):
    """A private file is private from the beginning, while it is written, too."""
    file.chmod(0o600)
    seen = []
    real = os.fsync

    def fsync(handle):
        seen.append(oct(stat.S_IMODE(os.fstat(handle).st_mode)))
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    write_bytes(file, b"new")
    assert ["0o600"] == seen


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path, monkeypatch):
    """A named pipe as output that has no reader is an error after a while."""
    monkeypatch.setattr("parlq.io.replacing_files._PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="is a named pipe that nothing reads"):
        write_bytes(tmp_path / "pipe", b"new")


# Signals.

WAITING = """
    import os, sys, time
    real = os.fsync

    def fsync(handle):
        real(handle)
        print("ready", flush=True)
        time.sleep(60)

    os.fsync = fsync
"""
API = "from parlq.io.files import write_bytes\nwrite_bytes('a', b'new')\n"
COMMAND = "from parlq.cli import main\nsys.exit(main(['format', 'a.json']))\n"
FIX = "from parlq.cli import main\nsys.exit(main(['validate', '--fix', 'a.json']))\n"
REPORT = (
    "from parlq.cli import main\nsys.exit(main(['validate', 'a.json', '--report', 'sarif:a']))\n"
)


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize(
    "code", [API, COMMAND, FIX, REPORT], ids=["api", "format", "fix", "report"]
)
def test_signals_leave_nothing_beside(file, code, number):
    """A process that is told to end does, by that signal, with the old file and nothing else."""
    folder = file.parent
    data = parlq.dumps(parlq.Answer(date=None), format="json").replace(b": ", b":")
    (folder / "a.json").write_bytes(b"\xef\xbb\xbf" + data)
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WAITING) + code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(parlq.__file__).parent.parent)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    while process.stdout.readline() != b"ready\n":
        assert process.poll() is None, process.stderr.read()
    assert 3 == len(os.listdir(folder))  # the two, and the new one beside
    process.send_signal(getattr(signal, number))
    process.communicate(timeout=60)
    assert process.returncode in {-getattr(signal, number), 128 + getattr(signal, number)}
    assert ["a", "a.json"] == sorted(os.listdir(folder))
    assert b"old" == file.read_bytes()


def test_handlers_are_put_back(file):
    """After a file is written, signals do what they did before; those of others are not replaced."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    mine = signal.signal(signal.SIGHUP, lambda *_: None)
    try:
        own = signal.getsignal(signal.SIGHUP)
        write_bytes(file, b"new")
        assert signal.SIG_DFL is signal.getsignal(signal.SIGTERM)
        assert own is signal.getsignal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGHUP, mine)


WORKER = """
    import signal
    from multiprocessing import Pipe
    from parlq.lint.settings.settings import Settings
    from parlq.corpus.pool import main_loop
    from parlq.lint.workers import work_of

    ours, theirs = Pipe()
    ours.send(["a.json"])
    main_loop(theirs, work_of(Settings(paths=("a.json",), fix=True)), [])
"""


def test_workers_that_are_dismissed_leave_nothing_beside(file):
    """A worker that is told to end while it writes a file leaves the old one, and nothing else."""
    folder = file.parent
    data = b"\xef\xbb\xbf" + parlq.dumps(parlq.Answer(date=None), format="json")
    (folder / "a.json").write_bytes(data)
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WAITING) + textwrap.dedent(WORKER)],
        stdout=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(parlq.__file__).parent.parent)},
    )
    assert process.stdout.readline() == b"ready\n"
    process.terminate()
    process.communicate(timeout=60)
    assert -signal.SIGTERM == process.returncode
    assert ["a", "a.json"] == sorted(os.listdir(folder))
    assert data == (folder / "a.json").read_bytes()


def test_a_name_with_a_nul_is_an_error_of_the_system():
    """No file has such a name; Python raises a ValueError for it."""
    with pytest.raises(OSError, match="has a NUL"):
        write_bytes("a\0b.json", b"x")
