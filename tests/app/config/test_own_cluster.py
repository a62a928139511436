"""Processes of tests start at the same time and must not meet in each other's files."""

from __future__ import annotations

import os

from tests import platform_database


def test_a_process_of_tests_has_a_cluster_and_a_key_file_of_its_own() -> None:
    """Another process would start just so, while this one runs."""
    server, keys = platform_database.start_free_cluster()
    try:
        assert str(keys) != os.environ["SKJUTS_SECRETS"]
        assert server.admin_dsn != os.environ[platform_database.ADMIN]
        assert keys.is_file()
    finally:
        server.stop()
