"""Text, tables and JSON: what is read, and on which line a person finds it."""

import json

import pytest

from bot.domain.attachment import Extract
from bot.extraction.data.table import READERS
from bot.extraction.pieces import Gap
from tests.unit.extraction.data.reading import pieces

RUSSIAN = "Секретно: зарплата Ивана Петрова, просьба не пересылать"
JAPANESE = "社員番号と給与の一覧です。よろしくお願いします。"
CHINESE = "这是员工的工资表,请勿外传。张三的身份证号码"
KOREAN = "직원 급여 목록입니다. 홍길동의 계좌번호는 다음과 같습니다."
GREEK = "Εμπιστευτικό: ο μισθός του Γιώργου Παπαδόπουλου"
HEBREW = "סודי: המשכורת של יוסי כהן ופרטים נוספים"
FRENCH = "Le numéro de sécurité sociale de l'employé était déjà communiqué à Mme Lefèvre"
LOG = "é" * 30

ENCODINGS = {
    "utf-8": (FRENCH.encode(), FRENCH),
    "utf-8 with a mark": (FRENCH.encode("utf-8-sig"), FRENCH),
    "utf-16 with a mark": (FRENCH.encode("utf-16"), FRENCH),
    "utf-16 little end first without a mark": (FRENCH.encode("utf-16-le"), FRENCH),
    "utf-16 big end first without a mark": (FRENCH.encode("utf-16-be"), FRENCH),
    "utf-32 with a mark": (FRENCH.encode("utf-32"), FRENCH),
    "utf-32 without a mark": (FRENCH.encode("utf-32-be"), FRENCH),
    "western": (FRENCH.encode("cp1252"), FRENCH),
    "russian of Windows": (RUSSIAN.encode("cp1251"), RUSSIAN),
    "russian of Unix": (RUSSIAN.encode("koi8-r"), RUSSIAN),
    "russian of DOS": (RUSSIAN.encode("cp866"), RUSSIAN),
    "japanese": (JAPANESE.encode("shift_jis"), JAPANESE),
    "japanese of Unix": (JAPANESE.encode("euc_jp"), JAPANESE),
    "japanese of mails": (JAPANESE.encode("iso2022_jp"), JAPANESE),
    "chinese": (CHINESE.encode("gb18030"), CHINESE),
    "korean": (KOREAN.encode("euc_kr"), KOREAN),
    "greek": (GREEK.encode("cp1253"), GREEK),
    "hebrew": (HEBREW.encode("cp1255"), HEBREW),
    "a letter beyond ASCII after a long time": (b"x" * 70_000 + b"\xe9", "x" * 70_000 + "é"),
    "utf-8 with one byte of another source": (LOG.encode() + b"\xe9", LOG + "é"),
    "declared by mark-up": (b"<?xml encoding='koi8-r'?>" + "да".encode("koi8-r"), "да"),
}


@pytest.mark.parametrize(("content", "text"), ENCODINGS.values(), ids=ENCODINGS)
def test_text_is_read_in_the_usual_encodings(content, text, tmp_path):
    (extract,) = pieces(READERS["txt"], content, tmp_path)

    assert extract.text.endswith(text)


UNKNOWN = "the encoding of its text is not known"
UNREADABLE = {
    "too little of another alphabet": ("секрет".encode("koi8-r"), UNKNOWN),
    "a byte no western text has": (b"plain words and \x81", UNKNOWN),
    "a false mark": (b"\xff\xfea", "it claims to be utf-16 text and is not"),
    "bytes": (b"a\0b", "it is neither text nor of a kind known here"),
    "control characters throughout": (
        b"x" * 98 + b"\x19\x19",
        "it is neither text nor of a kind known here",
    ),
}


@pytest.mark.parametrize(("content", "because"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_surely_text_is_not_guessed_at(content, because, tmp_path):
    assert pieces(READERS["txt"], content, tmp_path) == [Gap(because, "all of it")]


FILES = {
    "empty": ("txt", b"", []),
    "line ends of all systems": (
        "log",
        b"a\r\nb\rc\nd",
        [Extract("lines 1–4", "a\nb\nc\nd")],
    ),
    "table": (
        "csv",
        b"name,ssn\nAda,123\n,456\n",
        [Extract("rows 1–3", "name; ssn\nname: Ada; ssn: 123\nssn: 456")],
    ),
    "table without headings": (
        "csv",
        b"Ada,123-45\nBob,456-78",
        [Extract("rows 1–2", "Ada; 123-45\nBob; 456-78")],
    ),
    "table with a break in a cell": (
        "csv",
        b'a,b\n"x\ny",z',
        [Extract("rows 1–2", "a; b\na: x y; b: z")],
    ),
    "table with semicolons": (
        "csv",
        b"name;ssn\nAda;1,2",
        [Extract("rows 1–2", "name; ssn\nname: Ada; ssn: 1,2")],
    ),
    "table that names its delimiter": (
        "csv",
        b"sep=|\na,b|ssn\nx|1",
        [Extract("rows 1–3", "sep=\na,b; ssn\na,b: x; ssn: 1")],
    ),
    "table of tabs": (
        "tsv",
        b"name\tssn\nAda\t1",
        [Extract("rows 1–2", "name; ssn\nname: Ada; ssn: 1")],
    ),
    "json": (
        "json",
        b'{"a": 1,\n "e": [{"ssn": "1"}, {"ssn": null}]\n}',
        [Extract("lines 1–3", "a: 1\ne[0].ssn: 1; e[1].ssn: null\n")],
    ),
    "json of one value": ("json", b'"x"', [Extract("line 1", "x")]),
    "json without values": ("json", b'{"a": {}, "b": []}', [Extract("line 1", "a:; b:")]),
    "json with escapes": (
        "json",
        b'{"a": "x\\ny \\u00e9 \\ud800"}',
        [Extract("line 1", "a: x y é ?")],
    ),
    "json that breaks": (
        "json",
        b'{"a": 1,\n"b": oops\n}',
        [Extract("lines 1–2", "a: 1\nb:"), Extract("lines 2–3", '"b": oops\n}')],
    ),
    "json that is torn": (
        "json",
        b'{"a": {"b": 1, "c": "x',
        [Extract("line 1", "a.b: 1; a.c:"), Extract("line 1", '"x')],
    ),
    "lines of json": (
        "jsonl",
        b'{"ssn": 1}\nno json\n{"ssn": 2}',
        [Extract("lines 1–3", "ssn: 1\nno json\nssn: 2")],
    ),
}


@pytest.mark.parametrize(("kind", "content", "expected"), FILES.values(), ids=FILES)
def test_what_is_read_stands_on_the_line_it_has_in_the_file(kind, content, expected, tmp_path):
    assert pieces(READERS[kind], content, tmp_path) == expected


def test_a_long_text_is_cut_into_numbered_blocks(tmp_path):
    content = "\n".join(f"entry {n}" for n in range(1, 402)).encode()

    places = [extract.place for extract in pieces(READERS["log"], content, tmp_path)]

    assert places == ["lines 1–200", "lines 201–400", "line 401"]


def test_a_line_without_end_comes_in_pieces_cut_between_words(tmp_path):
    found = pieces(READERS["txt"], b"word " * 100_000 + b"\nend", tmp_path)

    assert {extract.place for extract in found[:-1]} == {"line 1"}
    assert all(extract.text.endswith("word ") for extract in found[:-1])
    assert "".join(extract.text for extract in found) == "word " * 100_000 + "\nend"


def test_a_table_that_stops_being_one_is_read_on_as_lines(tmp_path):
    content = b'a,b\n1,2\n"unclosed\n' + b"x" * 140_000

    found = pieces(READERS["csv"], content, tmp_path)

    assert [extract.place for extract in found] == ["rows 1–2", "lines 3–4"]


def test_ten_thousand_rows_keep_their_headings(tmp_path):
    content = b"name,ssn\n" + b"Ada,123-45-6789\n" * 10_000

    found = pieces(READERS["csv"], content, tmp_path)

    assert sum(extract.text.count("ssn: 123-45-6789") for extract in found) == 10_000
    assert found[-1].place == "row 10001"


def test_text_over_the_limit_ends_the_reading(tmp_path):
    found = pieces(READERS["txt"], b"four\nfour\n", tmp_path, max_characters=9)

    assert found == [Gap("it holds more than 9 characters of text", "all of it")]


def test_a_path_of_great_depth_is_shown_in_short_and_none_of_its_keys_is_lost(tmp_path):
    value = 1
    for number in reversed(range(100)):
        value = {f"key{number}": value}

    (extract,) = pieces(READERS["json"], json.dumps(value).encode(), tmp_path)

    assert all(f"key{number}" in extract.text for number in range(100))
    assert len(extract.text) < 2_000


HOSTILE = [b'"', b'{"a":', b"[", b'{"a"', b"\\", b'"\\', b"1", b",", b"\r", b'""', b" "]


@pytest.mark.parametrize("scrap", HOSTILE, ids=repr)
@pytest.mark.parametrize("kind", ["json", "jsonl", "csv"])
def test_a_megabyte_of_a_hostile_scrap_is_read_within_the_time(kind, scrap, tmp_path):
    found = pieces(READERS[kind], scrap * (1_000_000 // len(scrap)), tmp_path)

    assert all(isinstance(piece, Extract) for piece in found)
