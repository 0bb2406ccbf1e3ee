"""Runs the Agents Playground in a network namespace that has nothing but a loopback of its own.

    unshare --map-root-user --net python -m tests.standins.playground_inside FOLDER PORT BOT_PORT …

Two sockets in the folder are its only ways out: `inside` leads to the Playground, `outside` to
the bot. Started by tests.standins.playground.
"""

import asyncio
import fcntl
import socket
import struct
import sys
from pathlib import Path

from tests.standins.relaying import relay_to, to_port, to_socket

_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1


def raise_loopback():
    """Switch on the loopback of this namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        told = fcntl.ioctl(asking, _GET_FLAGS, struct.pack("16sH14x", b"lo", 0))
        _name, flags = struct.unpack("16sH14x", told)
        fcntl.ioctl(asking, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


async def run(folder, port, bot_port, command):
    """Relay both ways until the Playground ends."""
    outside = to_socket(folder / "outside")
    await asyncio.start_unix_server(relay_to(to_port(port)), folder / "inside")
    await asyncio.start_server(relay_to(outside), "127.0.0.1", bot_port)
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


def main():
    folder, port, bot_port, *command = sys.argv[1:]
    raise_loopback()
    sys.exit(asyncio.run(run(Path(folder), int(port), int(bot_port), command)))


if __name__ == "__main__":
    main()
