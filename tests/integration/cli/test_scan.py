"""chatwarden scan, run as a command: what it prints, and the status it ends with."""

import json
import os
import pty
import signal
import subprocess
import zipfile

from tests.integration.cli.conftest import COMMAND
from tests.slack_export import TOKEN, a_file, said, write_export

NER = "named-entity recogniser"
SSN = "536-22-8845"


def finding(label, start, end, confidence, because=NER, part="body"):
    return {
        "label": label,
        "start": start,
        "end": end,
        "confidence": confidence,
        "because": because,
        "part": part,
    }


def nothing_in(identity):
    return {
        "id": identity,
        "findings": [],
        "categories": {},
        "matches": [],
        "actions": [],
        "unfinished": [],
    }


def lines_of(text):
    return [line.rstrip() for line in text.splitlines()]


def test_json_lines_are_answered_in_order_and_bad_ones_in_their_place(scan, tmp_path):
    (tmp_path / "list.csv").write_text(f"name,ssn\nAda Lovelace,{SSN}\n")
    given = [
        json.dumps({"id": "m", "text": "Ada Lovelace has asthma", "audience": "external"}),
        "{nonsense",
        "",
        json.dumps({"id": None, "text": "asthma again", "thread": ["Ada Lovelace is here"]}),
        json.dumps({"text": "see", "attachments": ["list.csv", "gone.pdf"]}),
        json.dumps({"id": 7, "text": "lunch?"}),
        json.dumps({"id": "bad", "text": 5}),
    ]

    done = scan("--jsonl", stdin="\n".join(given))

    part = "attachment:list.csv:rows 1–2"
    because = "valid format and range, its name near"
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "id": "m",
            "findings": [
                finding("PERSON", 0, 12, 0.6),
                finding("MEDICAL_CONDITION", 17, 23, 0.6),
            ],
            "categories": {"PHI": 0.6},
            "matches": [
                {"policy": "house-rules", "rule": "outsiders", "clauses": ["2.b", "1"]},
                {"policy": "house-rules", "rule": "health", "clauses": ["1"]},
            ],
            "actions": ["remove_message", "open_case", "warn_author"],
            "unfinished": [],
        },
        {"id": 2, "line": 2, "error": "it is not JSON: see character 2"},
        {
            "id": None,
            "findings": [finding("MEDICAL_CONDITION", 0, 6, 0.6)],
            "categories": {"PHI": 0.6},
            "matches": [{"policy": "house-rules", "rule": "health", "clauses": ["1"]}],
            "actions": ["open_case", "warn_author"],
            "unfinished": [],
        },
        nothing_in(5)
        | {
            "findings": [
                finding("PERSON", 16, 28, 0.6, part=part),
                finding("US_SSN", 35, 46, 0.95, because, part),
            ],
            "categories": {"PII": 0.95},
            "unfinished": [
                "unscanned: gone.pdf: The file could not be fetched. No such file or directory."
            ],
        },
        nothing_in(7),
        {"id": "bad", "line": 7, "error": '"text" is not a string'},
    ]
    assert (done.stderr, done.returncode) == ("", 2)


def test_json_lines_that_are_all_answered_end_well_whatever_was_found(scan, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "Ada Lovelace has asthma"}')

    done = scan("--jsonl", path)

    assert [match["rule"] for match in json.loads(done.stdout)["matches"]] == ["health"]
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_report_names_line_clause_and_actions_and_masks_every_value(scan, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text(f"Dear team,\n\nAda Lovelace has asthma,\nher ssn is {SSN}\n\nlunch?\n")

    done = scan(notes)

    assert lines_of(done.stdout) == [
        f"{notes}:3 PII 0.95 PHI 0.60",
        f"    {notes}:3  PERSON 0.60, MEDICAL_CONDITION 0.60  •••••• has ••••••,",
        f"    {notes}:4  US_SSN 0.95  her ssn is ••••••",
        "  ✗ House Rules, clause 1  (house-rules/health)",
        "  → open_case, warn_author",
        "Looked at                3",
        "Against a policy         1",
        "Found",
        "  PERSON                 1",
        "  MEDICAL_CONDITION      1",
        "  US_SSN                 1",
        "Categories",
        "  PII                    1",
        "  PHI                    1",
        "Clauses",
        "  House Rules, clause 1  1",
    ]
    assert (done.stderr, done.returncode) == ("", 1)


def test_a_file_that_is_read_in_part_is_reported_and_ends_with_status_2(scan, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("notes.txt", f"Ada's ssn is {SSN}\n")
        archive.writestr("setup.exe", b"MZ\x90\0\x03")

    done = scan("all.zip")

    assert lines_of(done.stdout)[:3] == [
        "all.zip: member “notes.txt”, line 1 PII 0.95",
        "    all.zip: member “notes.txt”, line 1  US_SSN 0.95  Ada's ssn is ••••••",
        "all.zip not wholly looked at: member “setup.exe”: no reader for Windows programs",
    ]
    assert (done.stderr, done.returncode) == ("", 2)


def test_a_terminal_of_another_encoding_gets_its_report_too(environment, tmp_path):
    old = environment | {"PYTHONIOENCODING": "ascii"}
    command = (*COMMAND, "--policy", "house-rules")

    done = subprocess.run(
        command,
        input=f"ssn {SSN}",
        env=old,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "standard input:1  US_SSN 0.95  ssn ??????" in done.stdout
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_clean_text_from_standard_input_ends_with_status_0(scan):
    done = scan("-", stdin="lunch?\n")

    assert lines_of(done.stdout) == ["Looked at         1", "Against a policy  0"]
    assert (done.stderr, done.returncode) == ("", 0)


def test_an_export_is_scanned_by_its_own_audiences_and_its_token_is_not_printed(scan, tmp_path):
    days = {
        "general/2026-03-02.json": [said(f"Ada's ssn is {SSN}")],
        "partners/2026-03-02.json": [
            said(f"ssn: {SSN}"),
            said("list", ts="1772452860.0", files=[a_file()]),
        ],
        "partners/2026-03-03.json": b"[{",
    }
    export = write_export(tmp_path / "export.zip", days)

    done = scan(export)

    assert lines_of(done.stdout)[:12] == [
        "#general 2026-03-02 12:00 PII 0.95",
        "    #general 2026-03-02 12:00  US_SSN 0.95  Ada's ssn is ••••••",
        "#partners 2026-03-02 12:00 PII 0.95",
        "    #partners 2026-03-02 12:00  US_SSN 0.95  ssn: ••••••",
        "  ✗ House Rules, clause 2.b; House Rules, clause 1  (house-rules/outsiders)",
        "  → remove_message, open_case, warn_author",
        "#partners 2026-03-02 12:01",
        "    list list.csv",
        "  ? unscanned: list.csv: the export does not hold the files themselves",
        f"{export} › partners/2026-03-03.json not looked at: it is not JSON in UTF-8",
        "Looked at                     3",
        "Against a policy              1",
    ]
    assert SSN not in done.stdout + done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert (done.stderr, done.returncode) == ("", 2)


def test_an_unknown_policy_is_an_error_that_names_the_known_ones(scan):
    done = scan("--jsonl", policy="nonsense")

    assert (done.stdout, done.returncode) == ("", 2)
    assert "no policy named nonsense; known: " in done.stderr
    assert "house-rules" in done.stderr


def test_an_input_that_is_not_there_is_an_error(scan):
    done = scan("--jsonl", "gone.jsonl")

    assert (done.stdout, done.returncode) == ("", 2)
    assert "gone.jsonl: No such file or directory" in done.stderr


def test_each_line_is_answered_before_the_next_and_an_interrupt_ends_it(environment, tmp_path):
    with subprocess.Popen(
        (*COMMAND, "--jsonl"),
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        answers = []
        for text in ("one", "two"):
            running.stdin.write(json.dumps({"id": text, "text": text}).encode() + b"\n")
            running.stdin.flush()
            answers.append(json.loads(running.stdout.readline())["id"])
        running.send_signal(signal.SIGINT)
        running.wait(timeout=20)
        complaint = running.stderr.read()

    assert answers == ["one", "two"]
    assert running.returncode != 0
    assert b"Fatal" not in complaint


def test_a_terminal_gets_colours_and_a_bar_over_many_files(environment, tmp_path):
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text("Ada Lovelace has asthma")
    ours, theirs = pty.openpty()
    terminal = environment | {"TERM": "xterm-256color"}

    with subprocess.Popen(
        (*COMMAND, "--policy", "house-rules", "."),
        env=terminal,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        shown = _all_of(ours)
    os.close(ours)

    assert running.returncode == 1
    assert "Scanning" in shown
    assert "\x1b[31m" in shown
    assert shown.count("house-rules/health") == 12


def _all_of(descriptor):
    pieces = []
    try:
        while piece := os.read(descriptor, 65536):
            pieces.append(piece)
    except OSError:  # how Linux says that the other end is closed
        pass
    return b"".join(pieces).decode()
