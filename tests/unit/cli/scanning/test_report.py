"""The report a person reads."""

import io

from rich.console import Console

from bot.cli.scanning.records import Record, Refused, Scanned, Spot
from bot.cli.scanning.report import Report
from bot.domain.decision import Action, ActionKind
from tests.builders import clause, decision, finding, match, message, result


def report(*outcomes, **console):
    out = io.StringIO()
    written = Report(Console(file=out, width=160, **console))
    for outcome in outcomes:
        written.show(outcome)
    written.finish()
    return out.getvalue(), written.tally.status


def scanned(text="calm", *, findings=(), matches=(), categories=None, unfinished=()):
    actions = (Action(kind=ActionKind.WARN_AUTHOR, cites=(matches[0].key,)),) if matches else ()
    return Scanned(
        record=Record(
            id=1,
            message=message(text),
            spot=Spot(source="notes.txt", unit="line", first=11),
        ),
        result=result(findings=findings, categories=categories or {}),
        decision=decision(matches=matches, actions=actions),
        unfinished=unfinished,
    )


def leaky(**changes):
    found = finding(start=14, end=25)
    text = "first line\nssn123-45-6789 he said"
    return scanned(
        text, **{"findings": (found,), "matches": (match(),), "categories": {"PII": 0.93}} | changes
    )


def lines(text):
    return [line.rstrip() for line in text.splitlines()]


def test_a_match_is_told_with_its_line_excerpt_clause_and_actions():
    text, status = report(leaky())

    assert lines(text) == [
        "notes.txt:12 PII 0.93",
        "    notes.txt:12  US_SSN 0.95  ssn•••••• he said",
        "  ✗ NC CC&PS Instant Messaging, clause 3.b  (nc-ccps-im/confidential)",
        "  → warn_author",
        "Looked at                                 1",
        "Against a policy                          1",
        "Found",
        "  US_SSN                                  1",
        "Categories",
        "  PII                                     1",
        "Clauses",
        "  NC CC&PS Instant Messaging, clause 3.b  1",
    ]
    assert status == 1


def test_a_clean_scan_says_so_and_nothing_else():
    text, status = report(scanned(), scanned())

    assert lines(text) == ["Looked at         2", "Against a policy  0"]
    assert status == 0


def test_names_alone_are_counted_but_not_listed():
    text, status = report(scanned("Ada", findings=(finding(label="PERSON", start=0, end=3),)))

    assert "notes.txt" not in text
    assert lines(text)[-2:] == ["Found", "  PERSON          1"]
    assert status == 0


def test_conduct_without_a_value_shows_the_beginning_of_the_text():
    text, _ = report(scanned("I will find you", matches=(match(findings=()),)))

    assert lines(text)[:2] == ["notes.txt:11", "    I will find you"]


def test_what_was_not_looked_at_is_named_and_is_no_clean_scan():
    text, status = report(scanned(), Refused(because="it is not text", where="a.dat"))

    assert lines(text)[0] == "a.dat not looked at: it is not text"
    assert status == 2


def test_an_unfinished_look_is_named_and_outweighs_a_match():
    text, status = report(leaky(unfinished=("unscanned: a.pdf: no reader",)))

    assert "  ? unscanned: a.pdf: no reader" in lines(text)
    assert status == 2


def test_findings_of_one_line_share_a_line_of_the_report():
    found = (finding(start=0, end=3, label="PERSON"), finding(start=8, end=14))

    shown, _ = report(scanned("Ada has asthma", findings=found, matches=(match(),)))

    assert lines(shown)[1] == "    notes.txt:11  PERSON 0.95, US_SSN 0.95  •••••• has ••••••"


def test_clauses_that_are_cited_as_often_are_listed_in_the_order_of_the_decision():
    cited = tuple(clause(number=number) for number in ("3.b", "1.b", "2.a", "1.a", "3.c"))

    text, _ = report(leaky(matches=(match(clauses=cited),)))

    told = lines(text)
    listed = [line.split()[-2] for line in told[told.index("Clauses") + 1 :] if line]
    assert listed == ["3.b", "1.b", "2.a", "1.a", "3.c"]


def test_many_places_are_cut_and_counted():
    found = tuple(finding(start=n * 5, end=n * 5 + 4) for n in range(30))

    shown, _ = report(scanned("1234\n" * 30, findings=found, matches=(match(),)))

    assert sum("  US_SSN 0.95  ••••••" in line for line in lines(shown)) == 12
    assert "    and 18 more" in lines(shown)


def test_markup_and_colour_codes_in_a_text_are_printed_as_they_are():
    shown, _ = report(scanned("[bold]no[/bold] \x1b[31mred", matches=(match(findings=()),)))

    assert "    [bold]no[/bold] �[31mred" in lines(shown)


def test_a_terminal_gets_colours():
    shown, _ = report(leaky(), force_terminal=True, color_system="standard", no_color=False)

    assert "\x1b[31m" in shown
