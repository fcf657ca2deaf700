"""Put on a process's path by the tests: writes down every attempt to reach anything but this machine, and refuses it.

It also makes things go wrong on order (tests/channels/weixin/test_faults.py), so that no such switch is in the product:
FAWEN_TEST_SLOW_TURN names a file with the seconds every turn then takes; FAWEN_TEST_DIE_AT names a moment,
`module:Class.method:before` (or `after`), at which the process is killed once when the file FAWEN_TEST_DIE_NOW is there.
"""

import importlib.abc
import importlib.util
import inspect
import os
import signal
import socket
import sys
import time

LOG = os.environ.get("FAWEN_TEST_CONNECTION_LOG")
SLOW = os.environ.get("FAWEN_TEST_SLOW_TURN")
DIE_AT, DIE_NOW = os.environ.get("FAWEN_TEST_DIE_AT"), os.environ.get("FAWEN_TEST_DIE_NOW")
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


class Patch(importlib.abc.MetaPathFinder):
    """Changes one method as soon as its module has been loaded, and not before: loading it early would change the start."""

    def __init__(self, where, change):
        self.module, self.method = where.split(":")
        self.change = change

    def find_spec(self, name, path=None, target=None):
        if name != self.module:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_change(module):
            load(module)
            owner, _, name = self.method.rpartition(".")
            holder = getattr(module, owner)
            setattr(holder, name, self.change(getattr(holder, name)))

        spec.loader.exec_module = load_and_change
        return spec


def slowed(method):
    async def slow(*args, **kwargs):
        import asyncio

        try:
            with open(SLOW, encoding="utf-8") as file:
                await asyncio.sleep(float(file.read() or 0))
        except FileNotFoundError:
            pass
        return await method(*args, **kwargs)

    return slow


def die():
    if os.path.exists(DIE_NOW):
        os.remove(DIE_NOW)
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)


def deadly(when):
    def change(method):
        def work(*args, **kwargs):
            if when == "before":
                die()
            done = method(*args, **kwargs)
            if when == "after":
                die()
            return done

        async def async_work(*args, **kwargs):
            if when == "before":
                die()
            done = await method(*args, **kwargs)
            if when == "after":
                die()
            return done

        return async_work if inspect.iscoroutinefunction(method) else work

    return change


if SLOW:
    sys.meta_path.insert(0, Patch("channels.turns:Turns._think", slowed))
if DIE_AT:
    place, _, moment = DIE_AT.rpartition(":")
    sys.meta_path.insert(0, Patch(place, deadly(moment)))
