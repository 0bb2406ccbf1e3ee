"""Connection strings are found if their password is in them."""

import pytest

from bot.detection.detectors.connection_string import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "a URL": "use ⟦postgres://app:s3cr3tpw@db.corp.io:5432/prod⟧ now",
    "a URL, ending a sentence": "It's ⟦redis://:s3cr3tpw@cache.corp.io:6379⟧.",
    "ODBC": "⟦Server=db1;Database=prod;Uid=app;Pwd=s3cr3tpw⟧;",
    "Azure": "⟦DefaultEndpointsProtocol=https;AccountName=corp;AccountKey=Zm9vYmFyYmF6cXV4==⟧;",
    "JDBC": "⟦jdbc:mysql://db.corp.io/prod?user=app&password=s3cr3tpw⟧",
    "a default of another host": "⟦amqp://guest:guest@mq.corp.io:5672⟧",
    "a default of the own machine": "amqp://guest:guest@localhost:5672",
    "no password": "postgres://app@db.corp.io/prod",
    "a placeholder": "postgres://app:<password>@db.corp.io/prod",
    "a variable": "postgres://app:$DB_PASSWORD@db.corp.io/prod",
    "ODBC with a placeholder": "Server=db1;Uid=app;Pwd=****;",
    "ODBC without": "Server=db1;Database=prod;Uid=app;",
    "a port": "http://corp.io:8080/a@b",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
