"""Put on a process's path by the tests: writes down every attempt to reach anything but this machine, and refuses it."""

import os
import socket

LOG = os.environ.get("FAWEN_TEST_CONNECTION_LOG")
HOME = ("127.", "::1", "localhost", "0.0.0.0", "/")

if LOG:
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def note(where):
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"{where}\n")
        raise OSError(f"outside connection refused by the tests: {where}")

    def connect(self, address):
        host = address[0] if isinstance(address, tuple) else str(address)
        if not str(host).startswith(HOME):
            note(address)
        return real_connect(self, address)

    def lookup(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name and not str(name).startswith(HOME):
            note(name)
        return real_lookup(host, *args, **kwargs)

    socket.socket.connect = connect
    socket.getaddrinfo = lookup
