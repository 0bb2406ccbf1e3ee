"""What people write where a secret would stand: `<password>`, `****`, `$PASSWORD`."""

from __future__ import annotations

import re

from bot.detection.nobody import listed

_PLACEHOLDER = re.compile(
    r"""
    [<{\[(%].*                                          # <password>, {{ pw }}, [REDACTED], %s
    | \$[A-Za-z_{(].*                                   # $PASSWORD, ${PASSWORD}, $(cat secret)
    | [*•xX.#_-]{3,}                                    # ****, xxxx
    | (?:my|your|the|user|db|new|old|some|our|default|admin)[_-]?
      (?:password|passwd|pwd|pass|secret|token|key|api[_-]?key|username|user|name)(?:[_-]?here)?
    | change[-_ ]?me!?
    | .*(?:example|placeholder|redacted|your[_-]|insert[_-]
        |\.\.\.|xxxx|\*\*\*\*|dummy|sample).*
    | (?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*(?:[(\[].*)?       # config.password, os.environ["X"]
    | [A-Za-z_]\w*[(\[].*                               # get_secret("db"), settings["db"]
    | (?-i:[A-Z]+(?:_[A-Z]+)+)                          # DB_PASSWORD
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_placeholder(value: str) -> bool:
    """Whether the value only says where a secret would stand."""
    return value.lower() in listed("placeholders") or _PLACEHOLDER.fullmatch(value) is not None
