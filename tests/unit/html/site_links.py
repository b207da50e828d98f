"""Follows every link of a site on disk, as a browser would that reads it as files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class _Links(HTMLParser):
    """The addresses of a page, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in {"href", "src", "action"} and value is not None:
                self.targets.append(value)
            elif name == "id":
                self.ids.add(value)


def _feed(text: str) -> list[str]:
    return [each.get("href") for each in ET.fromstring(text).iter() if each.get("href")]


def dead_links(top: Path, address: str = "") -> list[tuple[str, str]]:
    """The links inside a site that lead nowhere: the file, and the address.

    Args:
        top: the folder of the site.
        address: at which the site says that it is; links to it are links to the folder.
    """
    files = [path for path in sorted(top.rglob("*")) if path.suffix in {".html", ".xml"}]
    pages = {path: _Links(path.read_text("utf-8")) for path in files if path.suffix == ".html"}
    base, dead = f"{top.as_uri()}/", []
    for path in files:
        found = pages[path].targets if path in pages else _feed(path.read_text("utf-8"))
        for target in found:
            whole = urljoin(path.as_uri(), target)
            if address and whole.startswith(address):
                whole = base + whole[len(address) :]
            parts = urlsplit(whole)
            if parts.scheme != "file":
                continue
            file, part = Path(unquote(parts.path)), unquote(parts.fragment)
            if not file.is_file() or (part and part not in pages[file].ids):
                dead.append((str(path.relative_to(top)), target))
    return dead
