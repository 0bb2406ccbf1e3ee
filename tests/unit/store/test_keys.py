"""Master keys in a file or a setting."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import SealError, SettingsError, StoreError
from bot.store.engine import open_database
from bot.store.keys import check_keys, load_or_create_keys, parse_keys
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from tests.fakes import FixedClock

OLD, NEW = b"o" * 32, b"n" * 32


def encoded(*keys):
    return [base64.b64encode(key).decode() for key in keys]


def test_a_key_file_is_made_once_for_us_alone(tmp_path):
    path = tmp_path / "seal.key"

    made, again = load_or_create_keys(path), load_or_create_keys(path)

    assert (len(made), len(made[0]), made) == (1, 32, again)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_that_make_the_key_at_once_all_get_the_same(tmp_path):
    path = tmp_path / "seal.key"

    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _: load_or_create_keys(path), range(32)))

    assert (len(set(keys)), list(tmp_path.iterdir())) == (1, [path])


def test_a_file_may_hold_several_keys_the_first_to_seal_with(tmp_path):
    path = tmp_path / "seal.key"
    path.touch(mode=0o600)
    path.write_text("\n".join(encoded(NEW, OLD)))

    assert load_or_create_keys(path) == (NEW, OLD)


def test_a_key_file_others_may_read_is_refused(tmp_path):
    path = tmp_path / "seal.key"
    load_or_create_keys(path)
    path.chmod(0o640)

    with pytest.raises(StoreError, match="chmod 600"):
        load_or_create_keys(path)


def test_a_key_file_in_no_folder_is_a_clear_error(tmp_path):
    with pytest.raises(StoreError, match="cannot be read or written"):
        load_or_create_keys(tmp_path / "missing" / "seal.key")


@pytest.mark.parametrize("separator", [",", "\n", " , "])
def test_keys_of_a_setting_stand_apart_by_commas_or_space(separator):
    assert parse_keys(separator.join(encoded(NEW, OLD))) == (NEW, OLD)


@pytest.mark.parametrize("text", ["", "cGFzc3dvcmQ=", "not-base64!", "pässword"])
def test_a_wrong_key_is_refused_without_being_quoted(text):
    with pytest.raises(SettingsError) as refused:
        parse_keys(text)

    assert not text or text not in str(refused.value)


async def test_a_database_sealed_with_other_keys_is_refused(tmp_path):
    database = await open_database(f"sqlite:///{tmp_path / 'house.db'}")
    ours, theirs, rotated = (
        SqlVault(database, AesGcmSealer(keys), FixedClock()) for keys in ([OLD], [NEW], [NEW, OLD])
    )
    await check_keys(ours)

    await check_keys(ours)
    await check_keys(rotated)
    with pytest.raises(SealError):
        await check_keys(theirs)

    await database.close()
