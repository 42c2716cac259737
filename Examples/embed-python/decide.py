#!/usr/bin/env python3
"""Decides requests with a rule base: decide.py LIBRARY RULES REQUESTS

LIBRARY is the path of libBatonC.so. Nothing is built and nothing installed: ctypes is part of Python.
"""

import ctypes
import json
import sys


class BatonError(Exception):
    """A call that failed: its code and its message."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Rules:
    """A rule base. Any number of threads may use one."""

    def __init__(self, library, path):
        self._baton = ctypes.CDLL(library)
        text = [ctypes.c_char_p, ctypes.c_size_t]
        answer = [ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_size_t)]
        rules = ctypes.c_void_p
        self._baton.baton_open.argtypes = text + [ctypes.POINTER(rules)] + answer
        self._baton.baton_identity.argtypes = [rules] + answer
        self._baton.baton_decide.argtypes = [rules] + text + text + answer
        self._baton.baton_decide_batch.argtypes = [rules] + text + text + answer
        self._baton.baton_free.argtypes = [ctypes.c_void_p]
        self._baton.baton_free.restype = None
        self._baton.baton_close.argtypes = [rules]
        self._baton.baton_close.restype = None
        self._rules = rules()
        path = path.encode()
        self._call(self._baton.baton_open, path, len(path), ctypes.byref(self._rules))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._baton.baton_close(self._rules)
        self._rules = None

    def _call(self, function, *arguments):
        answer, length = ctypes.c_void_p(), ctypes.c_size_t()
        status = function(*arguments, ctypes.byref(answer), ctypes.byref(length))
        text = ctypes.string_at(answer, length.value) if answer else b""
        self._baton.baton_free(answer)
        if status != 0:
            raise BatonError(status, text.decode())
        return text

    def identity(self):
        """The rule base's name, version and hash."""
        return json.loads(self._call(self._baton.baton_identity, self._rules))

    def decide(self, request, **options):
        """The decision about one request, both as dictionaries."""
        request, options = json.dumps(request).encode(), json.dumps(options).encode()
        return json.loads(
            self._call(
                self._baton.baton_decide, self._rules, request, len(request), options, len(options)))

    def decide_batch(self, requests, **options):
        """The decisions about many requests, both as the bytes of NDJSON."""
        options = json.dumps(options).encode()
        return self._call(
            self._baton.baton_decide_batch,
            self._rules, requests, len(requests), options, len(options))


def main():
    library, path, requests = sys.argv[1:]
    with Rules(library, path) as rules:
        identity = rules.identity()
        print(identity["name"], identity["version"])

        request = {"kind": "incident", "service": "payroll", "impact": "high", "urgency": "high"}
        world = {"now": "2026-05-12T09:30:00+01:00"}
        decision = rules.decide(request, world=world)
        print(decision["to"], "because", decision["why"]["route"]["because"])

        with open(requests, "rb") as file:
            lines = rules.decide_batch(
                file.read(), world=world, fields=["request", "priority", "to"], jobs=2)
        print(lines.decode(), end="")

        try:
            rules.decide(request, fields=["prioritty"])
        except BatonError as error:
            print(error)


if __name__ == "__main__":
    main()
