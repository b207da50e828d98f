"""Archives that would exhaust the machine or lead out of themselves are refused."""

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile

import pytest
from tests.unit.corpus.test_reading import packed, tarred, zipped

import parlq
from parlq import corpus
from parlq.corpus import archives
from parlq.limits import Limits
from parlq.testing import corpus as made

GOOD = parlq.dumps(next(made(1, kind="question")), format="json")


def rules(file, **options):
    """The rules of the problems of each entry; a value as its letter."""
    return [
        "ok" if each.value is not None else each.problems[0].rule
        for each in corpus.read(file, **options)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../a.json",
        "/a.json",
        "\\a.json",
        "b/../../a.json",
        "C:\\a.json",
        "c:a.json",
        "a/..\\b.json",
        "../a",
    ],
)
def test_names_that_lead_out_are_refused(tmp_path, name):
    """Absolute names and those with `..` are refused, in ZIP and tar; the others are read."""
    members = {name: GOOD, "good.json": GOOD}
    for file, data in {"a.zip": zipped(members), "a.tar": tarred(members)}.items():
        (tmp_path / file).write_bytes(data)
        assert ["PQ801", "ok"] == rules(tmp_path / file)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_links_and_devices_are_refused(tmp_path, kind):
    """Only files are read out of a tar archive."""
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        info = tarfile.TarInfo("a.json")
        info.type, info.linkname = kind, "/etc/hostname"
        archive.addfile(info)
        info = tarfile.TarInfo("b.json")
        info.size = len(GOOD)
        archive.addfile(info, io.BytesIO(GOOD))
    assert ["PQ802", "ok"] == rules(tmp_path / "a.tar")


def test_links_in_zip_are_refused(tmp_path):
    """A symbolic link in a ZIP archive is not followed."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("a.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/hostname")
    assert ["PQ802"] == rules(tmp_path / "a.zip")


BLANKS = GOOD + b" " * 40_000_000


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.json.gz", gzip.compress),
        ("a.json.zst", packed),
        ("a.zip", lambda data: zipped({"a.json": data})),
        ("a.tar.gz", lambda data: gzip.compress(tarred({"a.json": data}))),
        ("a.jsonl.gz", lambda data: gzip.compress(b" " * 40_000_000)),
    ],
)
def test_bombs_are_refused_in_little_memory(tmp_path, name, pack):
    """What unpacks to far more than its size is refused before it fills the memory."""
    (tmp_path / name).write_bytes(pack(BLANKS))
    assert ["PQ803"] == rules(tmp_path / name)[:1]


def test_many_small_members_of_one_content_are_a_bomb(tmp_path):
    """Members that share their data, as in an overlapping archive, count together."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", GOOD + b" " * 3_000_000)
        info = archive.getinfo("a.json")
        for number in range(40):
            other = zipfile.ZipInfo(f"{number}.json")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, field, getattr(info, field))
            other.orig_filename = other.filename
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
    assert "PQ803" in rules(tmp_path / "a.zip") or "PQ800" in rules(tmp_path / "a.zip")


def test_members_over_the_limit_are_refused(tmp_path):
    """A member larger than the limit is refused, and the next one is read."""
    members = {"a.json": GOOD + b" \n" * 1_000_000, "b.json": GOOD}
    for name, data in {"a.zip": zipped(members), "a.tar": tarred(members)}.items():
        (tmp_path / name).write_bytes(data)
        assert ["PQ104", "ok"] == rules(tmp_path / name, limits=Limits(size=1_900_000))


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    """The count is bounded in both kinds of archives, and lifted with the limits."""
    monkeypatch.setattr(archives, "MEMBERS", 3)
    members = {f"{n}.json": GOOD for n in range(5)}
    (tmp_path / "a.zip").write_bytes(zipped(members))
    (tmp_path / "a.tar").write_bytes(tarred(members))
    assert ["PQ804"] == rules(tmp_path / "a.zip")
    assert ["ok", "ok", "ok", "PQ804"] == rules(tmp_path / "a.tar")
    free = Limits(unbounded=True)
    assert (
        ["ok"] * 5
        == rules(tmp_path / "a.zip", limits=free)
        == rules(tmp_path / "a.tar", limits=free)
    )


def test_a_huge_header_of_tar_is_refused(tmp_path):
    """A header that claims gigabytes is not read into memory."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 5 << 30
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + bytes(2048))
    tracemalloc.start()
    try:
        assert ["PQ800"] == rules(tmp_path / "a.tar")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [0, 10, 300, 512, 600, -1, -30, -600, -2000])
def test_archives_cut_off_are_problems(tmp_path, size):
    """Wherever an archive ends too early, that is a problem and no exception."""
    members = {f"{n}.json": GOOD for n in range(3)}
    for name, data in {
        "a.zip": zipped(members),
        "a.tar": tarred(members),
        "a.tar.gz": gzip.compress(tarred(members)),
        "a.jsonl.gz": gzip.compress(GOOD.replace(b"\n", b" ")),
        "a.json.zst": packed(GOOD),
    }.items():
        (tmp_path / name).write_bytes(data[:size])
        found = list(corpus.read(tmp_path / name))
        assert all(each.value is not None or each.problems for each in found)


def test_damaged_headers_of_tar_are_problems(tmp_path):
    """A header with a wrong checksum or a record of a wrong length is a problem."""
    data = bytearray(tarred({"a.json": GOOD, "b.json": GOOD}))
    data[10] ^= 1
    (tmp_path / "a.tar").write_bytes(data)
    assert ["PQ800"] == rules(tmp_path / "a.tar")
    info = tarfile.TarInfo("x")
    record = b"99999 path=a\n"
    info.type, info.size = tarfile.XHDTYPE, len(record)
    (tmp_path / "b.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + record.ljust(512, b"\0"))
    assert ["PQ800"] == rules(tmp_path / "b.tar")


def test_archives_in_archives_are_refused(tmp_path):
    """Each level would multiply what a small file unpacks to."""
    (tmp_path / "a.zip").write_bytes(zipped({"b.zip": zipped({"a.json": GOOD}), "c.json": GOOD}))
    assert ["PQ805", "ok"] == rules(tmp_path / "a.zip")
    (tmp_path / "b.zip.gz").write_bytes(gzip.compress(zipped({"a.json": GOOD})))
    assert ["PQ805"] == rules(tmp_path / "b.zip.gz")


def test_encrypted_members_are_refused(tmp_path):
    """A member that needs a password is a problem of its own."""
    data = bytearray(zipped({"a.json": GOOD}))
    data[6] |= 1
    data[data.rindex(b"PK\1\2") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert ["PQ806"] == rules(tmp_path / "a.zip")


def test_a_directory_that_lies_about_its_size_is_refused(tmp_path):
    """A ZIP directory that would fill the memory is refused before it is read."""
    data = bytearray(zipped({"a.json": GOOD}))
    struct.pack_into("<I", data, data.rindex(b"PK\5\6") + 12, 0x7FFFFFFF)
    (tmp_path / "a.zip").write_bytes(data)
    assert ["PQ804"] == rules(tmp_path / "a.zip")


def header(name, size=0, kind=tarfile.REGTYPE, field=None):
    """A header of tar, perhaps with other bytes in the field of its size."""
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    block = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
    if field is not None:
        block[124:136] = field
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def filled(data):
    """Data in whole blocks."""
    return data + bytes(-len(data) % 512)


def extended(record):
    """A header that states more about the next member."""
    return header("x", len(record), tarfile.XHDTYPE) + filled(record)


MEMBER = header("good.json", len(GOOD)) + filled(GOOD)
NINES = b"9" * 6000
DAMAGED_HEADERS = {
    "a size below nothing": header("a.json", field=b"\xff" * 11 + b"\xfb") + MEMBER,
    "a size below nothing, skipped": header("a.bin", field=b"\xff" * 11 + b"\0") + MEMBER,
    "a size of very many digits": extended(b"6011 size=%s\n" % NINES) + MEMBER,
    "a length of very many digits": extended(NINES + b" size=1\n") + MEMBER,
    "a length within itself": extended(b"3 a=b\n") + MEMBER,
}


@pytest.mark.parametrize("what", DAMAGED_HEADERS)
def test_numbers_in_headers_of_tar_that_make_no_sense(tmp_path, what):
    """They are problems of the archive, not exceptions."""
    (tmp_path / "a.tar").write_bytes(DAMAGED_HEADERS[what] + bytes(1024))
    assert ["PQ800"] == rules(tmp_path / "a.tar")


def test_a_link_hides_no_member(tmp_path):
    """A link has no data, whatever size its header states; the member behind it is read."""
    data = header("a.json", len(MEMBER), tarfile.SYMTYPE) + MEMBER + bytes(1024)
    (tmp_path / "a.tar").write_bytes(data)
    assert ["PQ802", "ok"] == rules(tmp_path / "a.tar")


@pytest.mark.parametrize(
    "begin",
    [header("a.json", len(GOOD), tarfile.GNUTYPE_SPARSE), extended(b"22 GNU.sparse.major=1\n")],
)
def test_sparse_files_are_refused(tmp_path, begin):
    """Their data are not the bytes of the file."""
    member = filled(GOOD) if b"a.json" in begin else MEMBER
    (tmp_path / "a.tar").write_bytes(begin + member + bytes(1024))
    assert ["PQ802"] == rules(tmp_path / "a.tar")


def test_a_name_with_a_nul_is_refused(tmp_path):
    """In ZIP it is not cut off at the NUL, which would skip the member."""
    data = zipped({"aXb.json": GOOD, "good.json": GOOD}).replace(b"aXb", b"a\0b")
    (tmp_path / "a.zip").write_bytes(data)
    assert ["PQ801", "ok"] == rules(tmp_path / "a.zip")


@pytest.mark.parametrize("cut", [1, 3, 30])
def test_zstandard_that_is_cut_off_is_a_problem(tmp_path, cut):
    """The documents before are read; those behind are not lost in silence."""
    line = parlq.dumps(next(made(1, kind="question")), format="json").replace(b"\n", b" ") + b"\n"
    skippable = b"\x50\x2a\x4d\x18\x02\0\0\0ab"
    frames = packed(line) + skippable + packed(line)
    (tmp_path / "whole.jsonl.zst").write_bytes(frames + skippable)
    (tmp_path / "cut.jsonl.zst").write_bytes(frames[:-cut])
    (tmp_path / "odd.jsonl.zst").write_bytes(packed(line) + b"no frame")
    assert ["ok", "ok"] == rules(tmp_path / "whole.jsonl.zst")
    assert ["ok", "PQ800"] == rules(tmp_path / "cut.jsonl.zst")
    assert ["ok", "PQ800"] == rules(tmp_path / "odd.jsonl.zst")
