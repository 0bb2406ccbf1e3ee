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
    "MySQL": "⟦mysql://root:Kite4410@10.0.0.5/payroll⟧",
    "MariaDB, with a driver": "⟦mariadb+pymysql://app:Kite4410@db1/hr⟧",
    "SQLAlchemy": "⟦postgresql+psycopg2://app:Kite4410@db1/hr?sslmode=require⟧",
    "MongoDB": "⟦mongodb+srv://svc:Kite4410@c0.ab1cd.mongodb.net/prod⟧ ok",
    "Redis, no user": "⟦rediss://:Kite4410@cache:6380/0⟧",
    "RabbitMQ": "⟦amqps://mq:Kite4410@mq.corp.net/vh⟧",
    "ClickHouse": "⟦clickhouse://ro:Kite4410@ch:9000/logs⟧",
    "Cassandra": "⟦cassandra://cas:Kite4410@10.0.0.9:9042/ks⟧",
    "Snowflake": "⟦snowflake://JO:Kite4410@ab12345.us-east-1/DB⟧",
    "LDAP": "⟦ldaps://svc-ldap:Kite4410@dc1.corp.net:636⟧",
    "mail": "⟦smtp://alerts:Kite4410@smtp.corp.net:587⟧",
    "mail, the user an address": "⟦smtps://alerts@corp.net:Kite4410@smtp.corp.net⟧",
    "SFTP": "⟦sftp://bank:Kite4410@files.corp.net/in⟧",
    "SSH": "⟦ssh://deploy:Kite4410@bastion⟧",
    "a repository": "git clone ⟦https://deploy:Kite4410@git.corp.net/infra.git⟧",
    "an at sign in the password": "⟦postgres://app:Ki@te4410@db1/hr⟧",
    "an escaped at sign in it": "⟦postgres://app:Ki%40te4410@db1/hr⟧",
    "Kafka's parameters": "⟦kafka://k1:9092?user=app&password=Kite4410⟧",
    "Kafka's parameters, no password": "kafka://k1:9092?user=app&timeout=4410",
    "SQL Server, JDBC": "⟦jdbc:sqlserver://sql1:1433;databaseName=HR;user=sa;password=Kite4410⟧;",
    "Snowflake, JDBC": "⟦jdbc:snowflake://ab1.snowflakecomputing.com/?user=jo&password=Kite4410⟧",
    "Oracle, JDBC": "⟦jdbc:oracle:thin:cases/Kite4410@orcl:1521/CASES⟧",
    "Oracle, JDBC, no password": "jdbc:oracle:thin:@orcl:1521/CASES",
    "Oracle's command": "⟦sqlplus -s hr/Kite4410@//orcl:1521/HR⟧",
    "Oracle's command, no password": "sqlplus hr@orcl",
    "ADO.NET": "⟦Data Source=sql1;Initial Catalog=HR;User ID=app;Password=Kite!4410⟧;",
    "ADO.NET, trusted": "Data Source=sql1;Initial Catalog=HR;Integrated Security=SSPI;",
    "a driver's escaped string": "⟦mssql+pyodbc:///?odbc_connect=DRIVER%3DODBC%3BUID%3Dsa%3BPWD%3DKite4410⟧",
    "libpq": "psql '⟦host=db1 port=5432 user=app password=Kite4410 dbname=hr⟧'",
    "libpq, no password": "psql 'host=db1 port=5432 user=app dbname=hr'",
    "Redis with commas": "⟦c1.redis.cache.windows.net:6380,password=Kite4410=,ssl=True⟧",
    "Redis with commas, no password": "c1.redis.cache.windows.net:6380,ssl=True",
    "a service bus": "⟦Endpoint=sb://ns1.servicebus.windows.net/;SharedAccessKeyName=Root;"
    "SharedAccessKey=Zm9vYmFyYmF6cXV4⟧",
    "an account's database": "⟦AccountEndpoint=https://c1.documents.azure.com:443/;"
    "AccountKey=Zm9vYmFyYmF6cXV4==⟧;",
    "an emulator's key": "AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30"
    "VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==;",
    "a signature for storage": "⟦BlobEndpoint=https://c1.blob.core.windows.net;"
    "SharedAccessSignature=sv=2024&sig=Zm9vYmFy⟧",
    "anonymous": "ftp://anonymous:guest@ftp.gnu.org/pub",
    "words for a password": "postgres://user:password@localhost/db",
    "capitals for a password": "postgres://USER:PASSWORD@HOST:5432/DBNAME",
    "braces for a password": "mysql://{user}:{password}@{host}/{db}",
    "a token alone": "https://corp.io/login@jo:8080",
    "two at once": "⟦redis://:Kite4410@a1⟧ and ⟦redis://:Kite4411@a2⟧",
    "a port": "http://corp.io:8080/a@b",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
