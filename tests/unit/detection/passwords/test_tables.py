"""The cells below a head that names a password are found, by any of the usual separators."""

import pytest

from bot.detection.passwords.tables import table_rows

TABLES = {
    "commas": ("host,user,password\nfax01,admin,Kite4410", ["Kite4410"]),
    "bars": ("| site | pw |\n| hr | Kite4410 |", ["Kite4410"]),
    "tabs": ("site\tpassword\nhr\tKite4410", ["Kite4410"]),
    "semicolons": ("site;pwd\nhr;Kite4410", ["Kite4410"]),
    "quotes": ('"site","password"\n"hr","Kite4410"', ["Kite4410"]),
    "two columns": ("pw,old pw,site\nKite4410,Kite4411,hr", ["Kite4410", "Kite4411"]),
    "many rows": ("a,pw\nb,Kite4410\nc,Kite4411", ["Kite4410", "Kite4411"]),
    "a row of another width": ("a,pw\nb,Kite4410,x\nc,Kite4411", []),
    "another table behind": ("a,pw\nb,Kite4410\nc,d,pw\ne,f,Kite4411", ["Kite4410", "Kite4411"]),
    "no head": ("a,b\nc,Kite4410", []),
    "one column": ("password\nKite4410", []),
    "an empty text": ("", []),
    "a head as long as a page": ("a," * 2000 + "pw\n" + "b," * 2000 + "Kite4410", []),
    "a row as long as a page": ("a,pw\nb," + "c" * 3000, []),
}


@pytest.mark.parametrize(("text", "cells"), TABLES.values(), ids=TABLES.keys())
def test_the_cells_below_a_password_are_found(text, cells):
    found = [cell for row in table_rows(text) for cell in row.passwords]

    assert [text[start:end] for start, end in found] == cells


ACCOUNTS = {
    "beside the password": ("host,user,password\nfax01,jo,Kite4410", ["jo"]),
    "called a login": ("| login | pw |\n| jo_roe | Kite4410 |", ["jo_roe"]),
    "of a service": ("ftp user;ftp password\ngisdrop;Kite4410", ["gisdrop"]),
    "without a password": ("host,user\nfax01,jo", []),
    "not named": ("host,role,password\nfax01,jo,Kite4410", []),
}


@pytest.mark.parametrize(("text", "cells"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_whose_they_are_is_found(text, cells):
    found = [cell for row in table_rows(text) for cell in row.accounts]

    assert [text[start:end] for start, end in found] == cells
