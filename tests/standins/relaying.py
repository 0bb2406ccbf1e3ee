"""Carries bytes between sockets, so that a program without a network can still be spoken to."""

import asyncio
import contextlib

_PIECE = 65_536


def relay_to(connect):
    """Return what a server calls for each connection: carry it on to what `connect` opens."""

    async def carry(reader, writer):
        try:
            far_reader, far_writer = await connect()
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))

    return carry


def to_port(port):
    """Return what opens a connection to a port of this machine, or of this namespace."""
    return lambda: asyncio.open_connection("127.0.0.1", port)


def to_socket(path):
    """Return what opens a connection to a socket in the file system, seen from any namespace."""
    return lambda: asyncio.open_unix_connection(path)


async def _pump(reader, writer):
    with contextlib.suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()
