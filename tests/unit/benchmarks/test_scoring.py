"""How findings are held against marks."""

from benchmarks.detection.scoring import Score, exact, overlapping, score

NAME = (0, 10, "PERSON")
OTHER_NAME = (20, 30, "PERSON")
PLACE = (0, 10, "LOCATION")


def test_a_finding_that_overlaps_a_mark_of_its_label_is_right():
    assert score([({NAME}, {(9, 15, "PERSON")})], "PERSON") == Score(1, 1, 1, 1)


def test_a_finding_that_only_touches_a_mark_is_wrong():
    assert score([({NAME}, {(10, 15, "PERSON")})], "PERSON") == Score(1, 0, 1, 0)


def test_a_finding_of_another_label_meets_no_mark():
    assert score([({NAME}, {PLACE})], "PERSON") == Score(0, 0, 1, 0)


def test_strictly_a_finding_must_begin_and_end_as_the_mark_does():
    pairs = [({NAME, OTHER_NAME}, {NAME, (20, 29, "PERSON")})]

    assert score(pairs, "PERSON", exact) == Score(2, 1, 2, 1)


def test_one_finding_over_two_marks_is_one_right_finding_and_two_marks_met():
    assert score([({NAME, OTHER_NAME}, {(0, 30, "PERSON")})], "PERSON") == Score(1, 1, 2, 2)


def test_two_findings_in_one_mark_are_two_right_findings_and_one_mark_met():
    pairs = [({NAME}, {(0, 4, "PERSON"), (5, 10, "PERSON")})]

    assert score(pairs, "PERSON") == Score(2, 2, 1, 1)


def test_a_finding_is_held_against_the_marks_of_its_own_text_alone():
    assert score([({NAME}, set()), (set(), {NAME})], "PERSON") == Score(1, 0, 1, 0)


def test_overlap_does_not_ask_which_comes_first():
    assert [overlapping(NAME, (5, 25, "X")), overlapping((5, 25, "X"), NAME)] == [True, True]


def test_figures_are_parts_of_findings_and_of_marks():
    found = Score(found=4, right=3, marked=6, met=3)

    assert (found.precision, found.recall, found.f1) == (0.75, 0.5, 0.6)


def test_without_findings_and_marks_all_figures_are_nought():
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)
