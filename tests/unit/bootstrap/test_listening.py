"""The socket that the bot listens on."""

import asyncio
import socket

import pytest

from bot.bootstrap.listening import open_socket
from bot.errors import SettingsError


async def test_small_answers_do_not_wait_for_company():
    waits = asyncio.get_running_loop().create_future()

    def accept(_reader, writer):
        accepted = writer.get_extra_info("socket")
        waits.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
        writer.close()

    with open_socket("127.0.0.1", 0) as listening:
        async with await asyncio.start_server(accept, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            assert await waits is False
            writer.close()
            await writer.wait_closed()


def test_an_address_in_use_is_a_clear_error():
    with open_socket("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SettingsError, match=f"Cannot listen on 127.0.0.1:{port}"):
            open_socket("127.0.0.1", port)
