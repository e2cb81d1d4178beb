"""What the manual tells whoever looks after the server, done as it stands there."""

import html
import re
import shutil
import socket
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from resources import moving, path, server, serving
from resources.refusals import Refusal
from resources.rights import GROUPS
from resources.roles import Role
from resources.server import Address
from resources.shared import SharedOffice
from tests.cluster import PASSWORD, Cluster, binaries
from tests.sessions.hall import hall

GUIDE = html.unescape((path("manual") / "server.html").read_text("utf-8"))
BLOCKS = re.findall(r"<pre>(.*?)</pre>", GUIDE, re.DOTALL)


def block(beginning):
    """Return the one block of the guide that begins so."""
    (found,) = [text for text in BLOCKS if text.startswith(beginning)]
    return found


def certificate(folder, name):
    """Make `name`.crt and `name`.key for this computer, as the guide's openssl does."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / f"{name}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.fixture(scope="module")
def place():
    """A server set up by the guide: its own database, a certificate, only hostssl."""
    made = Cluster()
    data = made.room / "data"
    certificate(data, "server")
    certificate(made.room, "another")
    (data / "server.key").chmod(0o600)
    if made._as:
        for name in ("server.key", "server.crt"):
            shutil.chown(data / name, "postgres", "postgres")
    rule = block("hostssl").replace("192.168.1.0/24", "127.0.0.1/32")
    (data / "pg_hba.conf").write_text(f"local all all trust\n{rule}\n")
    made.stop()
    with (data / "postgresql.conf").open("a") as file:
        file.write(block("listen_addresses").replace("'*'", "'127.0.0.1'") + "\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made.port = free.getsockname()[1]
    made.options += [f"port={made.port}"]
    made.tcp = True
    made.start()
    made.ask(block("CREATE DATABASE"))
    admin = made.superuser("inakurashi")
    serving.prepare(admin)
    serving.let_in(admin, "hana", PASSWORD, frozenset({Role.ADMIN}))
    yield made
    made.close()


def far(cluster, more):
    url = f"postgresql://hana@localhost:{cluster.port}/inakurashi?{more}"
    return Address(url).with_password(PASSWORD)


def test_the_certificate_opens_the_way_and_another_one_does_not(place, tmp_path):
    right, wrong = place.room / "data" / "server.crt", place.room / "another.crt"
    shutil.copy(right, tmp_path / "server.crt")
    office = SharedOffice.open(
        far(place, f"sslmode=verify-full&sslrootcert={tmp_path / 'server.crt'}"), tmp_path
    )
    with office.read() as db:
        assert db.connection().connection.driver_connection.pgconn.ssl_in_use
    office.close()
    with pytest.raises(Refusal, match="could not prove by its certificate"):
        server.connect(far(place, f"sslmode=verify-full&sslrootcert={wrong}"))
    with pytest.raises(Refusal, match="not let this user in from this computer"):
        server.connect(far(place, "sslmode=disable"))


def test_a_copy_by_the_guide_comes_back_whole(place, tmp_path):
    with pytest.raises(Refusal, match="looks after the server"):
        SharedOffice.open(place.superuser("inakurashi"), tmp_path / "before")
    safe = f"sslmode=verify-full&sslrootcert={place.room / 'data' / 'server.crt'}"
    office = SharedOffice.open(far(place, safe), tmp_path / "before")
    with office.change() as db:
        hall(db)
    for statement in block("CREATE ROLE").splitlines():
        place.ask(statement)
    reach = ["--host", str(place.room), "--port", str(place.port)]
    dump = tmp_path / "inakurashi.dump"

    def run(line, **change):
        words = [change.get(word, word) for word in line.split()]
        program, *rest = words
        subprocess.run([str(binaries() / program), *reach, *rest], check=True, cwd=tmp_path)

    run(block("pg_dump "))
    with office.read() as db:
        before = {table.name: moving.digest(db, table) for table in moving.tables()}
    office.close()
    place.ask("DROP DATABASE inakurashi WITH (FORCE)")
    assert dump.is_file()
    run(block("pg_restore"))
    back = SharedOffice.open(
        far(place, f"sslmode=verify-full&sslrootcert={place.room / 'data' / 'server.crt'}"),
        tmp_path,
    )
    with back.read() as db:
        assert {table.name: moving.digest(db, table) for table in moving.tables()} == before
    with pytest.raises(Refusal, match="role does not allow"), back.change() as db:
        db.connection().exec_driver_sql("DELETE FROM journal")
    back.close()
    assert len(GROUPS) == 5
