"""Sites: static pages of a corpus with indexes, statistics, feeds and a search in the browser."""

from __future__ import annotations

from parlq.formats.html.site.folder import SiteError
from parlq.formats.html.site.options import Options, Site
from parlq.formats.html.site.writing import SiteWriter, write_site

__all__ = ["Options", "Site", "SiteError", "SiteWriter", "write_site"]
