"""What each part of an OOXML file is, by its outermost tag, and where a person finds it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from bot.extraction.office.package import BROKEN_ZIP, Package, Protected
from bot.extraction.office.xml_walk import BROKEN_XML, Root, attribute, local, root_of, walk
from bot.extraction.places import joined

_NATURAL = re.compile(r"(\d+)")
_STOPS = frozenset({"", "document", "workbook", "presentation"})
# How a part is called, by its outermost tag; those not named here go by their owner alone.
_LABELS: Mapping[str, str] = {
    "hdr": "header",
    "ftr": "footer",
    "glossaryDocument": "building blocks",
    "notes": "notes",
    "sldMaster": "slide master",
    "sldLayout": "slide layout",
    "notesMaster": "notes master",
    "handoutMaster": "handout master",
    "chartSpace": "chart",
    "wsDr": "drawing",
    "dataModel": "diagram",
    "coreProperties": "document properties",
    "Properties": "document properties",
    "settings": "document settings",
    "pivotCacheDefinition": "pivot cache",
    "pivotCacheRecords": "pivot cache",
    "externalLink": "link to another workbook",
    "connections": "data connections",
}
_COUNTED = frozenset({"hdr", "ftr", "chartSpace", "dataModel", "sldLayout", "externalLink"})
_CLIMBING_ENDS = frozenset({"sldMaster", "sldLayout", "notesMaster", "handoutMaster"})


@dataclass(frozen=True, slots=True)
class Link:
    """What one part says of another, or of something outside the file."""

    source: str
    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the package, and its outermost tag if it is XML."""

    info: zipfile.ZipInfo
    root: Root | None

    @property
    def key(self) -> str:
        """Its name as links give it: case does not matter."""
        return self.info.filename.lower()

    @property
    def role(self) -> str:
        """What it is: the local name of its outermost tag."""
        return self.root.name if self.root else ""


@dataclass(slots=True)
class Index:
    """All parts of a file, the links between them, and the places known so far."""

    parts: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)  # sheets and slides: a place of their own
    _owners: dict[str, str] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)

    def add_links(self, links: list[Link]) -> None:
        """Take the links of one part; the first that points at a part owns it."""
        self.links += links
        for link in links:
            if not link.outside and self._roles.get(link.source) not in _CLIMBING_ENDS:
                self._owners.setdefault(link.target, link.source)

    def add_part(self, part: Part) -> None:
        """Take a part."""
        self.parts.append(part)
        self._roles[part.key] = part.role

    def place(self, key: str) -> str:
        """Return where a person finds the part: "slide 4, chart 1"."""
        labels: list[str] = []
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            label = self.named.get(key) or self._label(key)
            labels.insert(0, label)
            if key in self.named or self._roles.get(key, "") in _CLIMBING_ENDS:
                break
            key = self._owners.get(key, "")
        return reduce(joined, labels, "")

    def of_role(self, *roles: str) -> list[Part]:
        """Return the parts that are one of these."""
        return [part for part in self.parts if part.role in roles]

    def targets(self, source: str) -> dict[str, str]:
        """Return the parts that a part links to, by the link's id."""
        return {link.id: link.target for link in self.links if link.source == source}

    def _label(self, key: str) -> str:
        role = self._roles.get(key, "")
        label = _LABELS.get(role, "")
        number = re.search(r"(\d+)\.\w+$", key)
        return f"{label} {number[1]}" if number and role in _COUNTED else label


def index_of(package: Package) -> Index:
    """Look at each part's outermost tag and at the links between the parts."""
    index = Index()
    for info in sorted(package.infos, key=lambda info: _natural(info.filename)):
        package.allowance.check_time()
        index.add_part(Part(info, _root(package, info)))
    for part in index.of_role("Relationships"):
        index.add_links(_links(package, part))
    return index


def _natural(name: str) -> list[tuple[int, str]]:
    # Of a digit that int() does not take there is none in \d that isdecimal() refuses.
    pieces = _NATURAL.split(name.lower())
    return [(int(piece[:18]), "") if piece.isdecimal() else (-1, piece) for piece in pieces]


def _root(package: Package, info: zipfile.ZipInfo) -> Root | None:
    try:
        with package.opened(info) as stream:
            return root_of(stream)
    except (*BROKEN_ZIP, Protected):
        return None


def _links(package: Package, part: Part) -> list[Link]:
    folder, _, name = part.info.filename.lower().rpartition("_rels/")
    source = folder + name.removesuffix(".rels")
    links = []
    try:
        with package.opened(part.info) as stream:
            for element in walk(stream, units=frozenset({"Relationship"})):
                target, outside = attribute(element, "Target"), attribute(element, "TargetMode")
                kind = local(attribute(element, "Type").replace("/", "}"))
                is_outside = outside.lower() == "external"
                link_to = target if is_outside else _resolved(folder, target)
                links.append(Link(source, attribute(element, "Id"), kind, link_to, is_outside))
    except (*BROKEN_ZIP, BROKEN_XML, Protected):
        return links  # the part itself is read as well, and found broken there
    return links


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
