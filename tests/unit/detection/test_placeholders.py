"""What stands where a secret would is told from a secret."""

import pytest

from bot.detection.placeholders import is_placeholder


@pytest.mark.parametrize(
    "value",
    [
        "<password>",
        "{{ pw }}",
        "[REDACTED]",
        "%s",
        "$PASSWORD",
        "${PW}",
        "****",
        "xxxx",
        "your-password",
        "my_password",
        "example-key-1",
        "os.environ['PW']",
        "get_secret(name)",
        "DB_PASSWORD",
        "N/A",
        "None",
        "changeme",
    ],
)
def test_a_placeholder_is_known(value):
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "Winter2024!",
        "swordfish",
        "p@ss.word9",
        "hunter2",
        "jdoe_adm",
        "Pa$$w0rd",
        "TIGER_99",
        "xyzzy1",
    ],
)
def test_a_secret_is_no_placeholder(value):
    assert not is_placeholder(value)
