"""The commands of the README that stamp a pack with the time (RFC 3161) work, against an authority made here.

usage: stamp.py [README.md]

Takes the commands as they are written, and lets curl send to a server of this machine, on this machine: it wants the media
type that RFC 3161 (3.4) asks of a query, and openssl answers for the authority. Then sums that changed, and certificates that
are not the authority's, must be refused.
"""

import http.server
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

CONFIGURATION = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Racine d'essai
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def run(command, where):
    return subprocess.run(command, cwd=where, capture_output=True, text=True)


def authority(folder):
    """Keys and certificates of an authority, and of another that nobody asked."""
    (folder / "tsa.cnf").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "serial").write_text("01\n")
    for root in ("ca", "other"):
        made = run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{root}.key", "-out", f"{root}.pem",
                    "-days", "3650", "-config", "tsa.cnf", "-extensions", "ca"], folder)
        assert made.returncode == 0, made.stderr
    for command in (
        ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-config", "tsa.cnf",
         "-subj", "/CN=Horodatage d'essai"],
        ["openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
         "-days", "3650", "-extfile", "tsa.cnf", "-extensions", "stamping"],
    ):
        made = run(command, folder)
        assert made.returncode == 0, made.stderr


def server(folder):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query.tsq").write_bytes(query)
            made = run(["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"], folder)
            sound = made.returncode == 0 and self.headers["Content-Type"] == "application/timestamp-query"
            self.send_response(200 if sound else 400)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "reply.tsr").read_bytes() if sound else b"")

        def log_message(self, *_):
            pass

    one = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    return one


def main(readme):
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    commands = re.search(r"<!-- commande:horodatage -->\n```sh\n(.*?)```", text, re.S)[1].splitlines()
    assert len(commands) == 3, commands
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        authority(folder)
        pack = folder / "pack"
        (pack / "interne").mkdir(parents=True)
        sums = pack / "interne/SHA256SUMS"
        sums.write_text("0" * 64 + "  interne/manifest.json\n")
        one = server(folder)
        environment = os.environ | {
            "AUTORITE": f"http://127.0.0.1:{one.server_port}/", "CERTIFICATS": str(folder / "ca.pem"), "no_proxy": "127.0.0.1",
        }

        def shell(command, **more):
            return subprocess.run(["sh", "-c", command], cwd=pack, env=environment | more, capture_output=True, text=True)

        for command in commands:
            done = shell(command)
            print(command)
            if done.returncode:
                print(done.stdout + done.stderr)
                return 1
        wrong = []
        if shell(commands[2], CERTIFICATS=str(folder / "other.pem")).returncode == 0:
            wrong.append("les certificats d’une autre autorité sont acceptés")
        sums.write_text("1" * 64 + "  interne/manifest.json\n")
        if shell(commands[2]).returncode == 0:
            wrong.append("des empreintes changées sont acceptées")
        one.shutdown()
        for what in wrong:
            print(what)
        print("horodatage : les commandes du README marchent, ce qui a changé est refusé" if not wrong else "horodatage : en défaut")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["README.md"])))
