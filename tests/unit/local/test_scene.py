"""The scripted conversation hangs together."""

from bot.local.people import PEOPLE, PLACES
from bot.local.scene import SCENE, Doing


def test_everybody_speaks_where_they_belong():
    strangers = [step for step in SCENE if step.by not in PLACES[step.place].members]

    assert strangers == []


def test_a_step_is_about_an_earlier_one_of_the_same_conversation():
    keys, faults = {}, []
    for step in SCENE:
        if step.about and keys.get(step.about) != step.place:
            faults.append(step)
        keys[step.key] = step.place

    assert faults == []


def test_only_authors_edit_and_answer():
    authors, faults = {}, []
    for step in SCENE:
        if step.doing in {Doing.EDIT, Doing.ANSWER} and authors[step.about] != step.by:
            faults.append(step)
        authors[step.key] = step.by

    assert faults == []


def test_it_shows_every_place_and_most_people():
    assert {step.place for step in SCENE} == set(PLACES)
    assert {step.by for step in SCENE} == set(PEOPLE) - {"helen"}
