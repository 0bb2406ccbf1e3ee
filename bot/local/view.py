"""What one person sees of the chat: the only place that decides who may see what."""

from __future__ import annotations

from bot.domain.notice import safe_name
from bot.local.choice import ChosenPolicies
from bot.local.directory import audience_of
from bot.local.notices import Drawn, draw_checked, draw_notice, draw_warning, gone_words
from bot.local.people import ORGANISATIONS, PEOPLE, PLACES, Person, Place, places_of
from bot.local.posts import GONE, AdminNote, Post, PostState
from bot.local.room import Room


def draw_post(post: Post, viewer: Person) -> Drawn | None:
    """Return a post as that person sees it; None if they are not in its conversation."""
    if viewer.id not in PLACES[post.conversation].members:
        return None
    mine = post.author == viewer.id
    is_readable = post.state is PostState.VISIBLE or (mine and post.state is PostState.HIDDEN)
    return {
        "id": post.id,
        "conversation": post.conversation,
        "thread": post.thread,
        "author": draw_person(PEOPLE[post.author]),
        "at": post.sent_at.isoformat(),
        "mine": mine,
        "edited": post.revision > 0,
        "state": post.state.value,
        "gone": gone_words(post.state, mine=mine),
        "text": post.text if is_readable else "",
        "files": _files(post) if is_readable else [],
        "announced": [draw_notice(notice) for notice in post.announced],
        **(_private(post) if mine else _for_the_others(post)),
    }


def draw_note(note: AdminNote) -> Drawn:
    """Return an admin's note as the page draws it."""
    return {"id": note.id, "at": note.at.isoformat(), "told": list(note.told)} | draw_notice(
        note.notice
    )


def draw_policies(choice: ChosenPolicies) -> list[Drawn]:
    """Return all policies at hand, and which of them govern."""
    return [
        {"id": identity, "title": title, "chosen": identity in choice.chosen}
        for identity, title in choice.titles.items()
    ]


def draw_person(person: Person) -> Drawn:
    """Return a person as the page draws them."""
    return {
        "id": person.id,
        "name": person.name,
        "initials": person.initials,
        "role": person.role,
        "organisation": ORGANISATIONS[person.home],
        "outside": person.standing.value == "external",
    }


def draw_room(room: Room, choice: ChosenPolicies, viewer: Person) -> Drawn:
    """Return everything that person sees."""
    posts = (draw_post(post, viewer) for post in room.posts())
    return {
        "me": viewer.id,
        "people": [draw_person(person) for person in PEOPLE.values()],
        "places": [_place(place, viewer) for place in places_of(viewer)],
        "posts": [post for post in posts if post],
        "notes": [draw_note(note) for note in room.notes()],
        "policies": draw_policies(choice),
    }


def _place(place: Place, viewer: Person) -> Drawn:
    others = [PEOPLE[who].name for who in place.members if who != viewer.id]
    is_direct = place.is_private
    return {
        "id": place.id,
        "kind": place.kind.value,
        "name": others[0] if is_direct else place.name,
        "about": place.about,
        "members": [PEOPLE[who].name for who in place.members],
        "audience": audience_of(place).kind.value,
        "because": audience_of(place).because,
    }


def _private(post: Post) -> Drawn:
    return {
        "warning": draw_warning(post.warned, post) if post.warned else None,
        "checked": draw_checked(post.checked, post),
        "cautions": [],
    }


def _for_the_others(post: Post) -> Drawn:
    shown = () if post.state in GONE else post.cautions
    return {"warning": None, "checked": None, "cautions": [draw_notice(n) for n in shown]}


def _files(post: Post) -> list[Drawn]:
    return [
        {
            "id": file.id,
            "name": safe_name(file.name),
            "size": file.size,
            "removed": file.is_removed,
        }
        for file in post.files
    ]
