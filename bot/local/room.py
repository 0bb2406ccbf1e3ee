"""The chat as it stands: every change is told to the open pages. In memory on purpose.

What must outlive a restart (the events, the decisions, the cases) is kept by the road itself;
an event that is taken up after a restart brings its post back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.decision import Decision
from bot.domain.notice import Notice
from bot.local.feed import Feed, What
from bot.local.posts import (
    GONE,
    AdminNote,
    Answer,
    Checked,
    Post,
    PostState,
    SharedFile,
    Warned,
)
from bot.local.uploads import Uploads
from bot.local.wire import Posted
from bot.ports import Clock

_MOST_POSTS = 500


@dataclass(slots=True, kw_only=True)
class Room:
    """All posts and notes of the chat."""

    clock: Clock
    feed: Feed = field(default_factory=Feed)
    uploads: Uploads = field(default_factory=Uploads)
    _posts: dict[str, Post] = field(default_factory=dict)
    _notes: dict[str, AdminNote] = field(default_factory=dict)
    _cleared: set[str] = field(default_factory=set)

    def put(self, posted: Posted) -> None:
        """Show a message, or its newer revision; an older or a known one changes nothing."""
        if posted.id in self._cleared:  # on its way when the chat was emptied
            return
        known = self._posts.get(posted.id)
        if known and (known.state in GONE or known.revision >= posted.revision):
            return
        now = self.clock.now()
        if known:
            post = replace(known, text=posted.text, revision=posted.revision, arrived_at=now)
        else:
            self._make_way()
            post = _first_shown(posted, self)
        self._posts[post.id] = post
        self.feed.publish(What.POST, post.id)

    def find(self, identity: str) -> Post | None:
        """Return the post, None if the chat has none of that id."""
        return self._posts.get(identity)

    def posts(self) -> Sequence[Post]:
        """Return all posts, oldest first."""
        return tuple(self._posts.values())

    def notes(self) -> Sequence[AdminNote]:
        """Return what the admins were told, oldest first."""
        return tuple(self._notes.values())

    def warn(self, post: Post, notice: Notice, decision: Decision) -> None:
        """Show the author a warning about one revision of their post."""
        revision = int(decision.ref.revision)
        self._change(post, warned=Warned(revision=revision, notice=notice, decision=decision))

    def caution(self, post: Post, notices: tuple[Notice, ...]) -> None:
        """Tell everybody but the author not to open the files of a post."""
        self._change(post, cautions=notices)

    def announce(self, post: Post, notice: Notice) -> None:
        """Tell everybody in the conversation something about a post."""
        self._change(post, announced=(notice,))

    def hide(self, post: Post) -> None:
        """Keep a post from everybody but its author; what is gone stays gone."""
        if post.state not in GONE:
            self._change(post, state=PostState.HIDDEN)

    def remove(self, post: Post, state: PostState) -> None:
        """Dispose of what a post says and of its files; only the gap stays."""
        for file in post.files:
            self.uploads.drop(file.id)
        files = tuple(replace(file, is_removed=True) for file in post.files)
        self._change(post, state=state, text="", files=files)

    def remove_files(self, post: Post, ids: Collection[str]) -> None:
        """Dispose of these files of a post; its text and its other files stay."""
        for identity in ids:
            self.uploads.drop(identity)
        self._change(
            post,
            files=tuple(
                replace(file, is_removed=file.is_removed or file.id in ids) for file in post.files
            ),
        )

    def note_for_admins(self, note: AdminNote) -> None:
        """Show the admins a note."""
        self._notes[note.id] = note
        self.feed.publish(What.ADMIN, note.id)

    def has_note(self, identity: str) -> bool:
        """Whether the admins were shown that note."""
        return identity in self._notes

    def answered(self, post: Post, answer: Answer) -> None:
        """Note what the author answered to the warning."""
        if post.warned:
            self._change(post, warned=replace(post.warned, answer=answer))

    def looked_at(self, post: Post, checked: Checked) -> None:
        """Note that the look at a revision is over."""
        self._change(post, checked=checked)

    def clear(self) -> None:
        """Empty the chat; what is still being looked at does not come back."""
        self._cleared.update(post.id for post in self._posts.values() if post.checked is None)
        self._posts.clear()
        self._notes.clear()
        self.uploads.clear()
        self.feed.publish(What.ALL)

    def _change(self, post: Post, **changes: object) -> None:
        current = self._posts.get(post.id)
        if current is None:  # the chat was emptied meanwhile
            return
        self._posts[post.id] = replace(current, **changes)  # type: ignore[arg-type]  # named above
        self.feed.publish(What.POST, post.id)

    def _make_way(self) -> None:
        while len(self._posts) >= _MOST_POSTS:
            oldest = self._posts.pop(next(iter(self._posts)))
            for file in oldest.files:
                self.uploads.drop(file.id)


def _first_shown(posted: Posted, room: Room) -> Post:
    return Post(
        id=posted.id,
        conversation=posted.conversation,
        author=posted.author,
        text=posted.text,
        sent_at=posted.sent_at,
        arrived_at=room.clock.now(),
        thread=posted.thread,
        revision=posted.revision,
        files=tuple(
            SharedFile(
                id=file.id,
                name=file.name,
                size=file.size,
                is_removed=room.uploads.find(file.id) is None,
            )
            for file in posted.files
        ),
    )
