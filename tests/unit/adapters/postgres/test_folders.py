"""Where a cluster's files are, and that they are nobody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from skjuts.adapters.postgres import folders as folders_module
from skjuts.adapters.postgres.errors import ClusterClosed
from skjuts.adapters.postgres.folders import get_folders, make_home, make_socket_folder
from skjuts.adapters.postgres.tether import Way

NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")


def test_socket_when_the_data_lie_deep_then_its_path_is_short(tmp_path: Path) -> None:
    """A path of more than 103 bytes is refused by the system, far from its cause."""
    deep = tmp_path / ("en mapp med blanksteg och å" * 6) / "databas"
    found = get_folders(deep)
    assert len(os.fsencode(found.socket / ".s.PGSQL.5432")) <= 103


def test_socket_when_the_temporary_folder_is_deep_then_its_path_is_short_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A temporary folder on macOS has fifty characters, and builds have deeper ones."""
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(folders_module.tempfile, "gettempdir", lambda: str(deep))
    found = get_folders(tmp_path / "databas")
    assert len(os.fsencode(found.socket / ".s.PGSQL.5432")) <= 103


def test_sockets_when_clusters_differ_then_differ(tmp_path: Path) -> None:
    """Two checkouts on a machine must not meet in one database."""
    assert get_folders(tmp_path / "a").socket != get_folders(tmp_path / "b").socket


def test_cluster_when_reached_by_another_path_then_it_is_the_same(tmp_path: Path) -> None:
    """A link to the checkout leads to the same running server."""
    (tmp_path / "riktig").mkdir()
    (tmp_path / "länk").symlink_to(tmp_path / "riktig")
    assert get_folders(tmp_path / "länk" / "db").socket == get_folders(tmp_path / "riktig" / "db").socket


def test_folders_when_made_then_nobody_else_may_enter(tmp_path: Path) -> None:
    """Login asks for no password: the folder is the lock on the door."""
    found = get_folders(tmp_path / "db")
    make_home(found)
    make_socket_folder(found)
    assert found.home.stat().st_mode & 0o777 == 0o700
    assert found.socket.stat().st_mode & 0o777 == 0o700
    found.socket.rmdir()


def test_socket_folder_when_a_link_stands_in_its_place_then_refused(tmp_path: Path) -> None:
    """The temporary folder is everybody's: somebody may have been there first."""
    found = get_folders(tmp_path / "db")
    found.socket.symlink_to(tmp_path)
    try:
        with pytest.raises(ClusterClosed, match="tillhör någon annan"):
            make_socket_folder(found)
    finally:
        found.socket.unlink()


@NEEDS_ROOT
def test_socket_folder_when_somebody_elses_then_refused(tmp_path: Path) -> None:
    """A stranger's folder would let the stranger answer as our database."""
    found = get_folders(tmp_path / "db")
    found.socket.mkdir(mode=0o777)
    os.chown(found.socket, 12345, 12345)
    try:
        with pytest.raises(ClusterClosed):
            make_socket_folder(found)
    finally:
        found.socket.rmdir()


@NEEDS_ROOT
def test_data_when_made_by_another_user_then_refused_and_untouched(tmp_path: Path) -> None:
    """Files of one user cannot be opened by the server of another; the message says so at once."""
    data = tmp_path / "db" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    os.chown(data, 12345, 12345)
    with pytest.raises(ClusterClosed, match="en annan användare"):
        get_folders(tmp_path / "db")
    assert data.stat().st_uid == 12345


@NEEDS_ROOT
def test_root_when_namespaces_are_refused_then_runs_as_nobody_outside_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers often refuse, and nobody cannot enter a private home."""
    monkeypatch.setattr(folders_module, "_may_use_namespace", lambda: False)
    found = get_folders(tmp_path / "db")
    assert found.way is Way.NOBODY
    assert not found.data.is_relative_to(tmp_path)


@NEEDS_ROOT
def test_data_when_made_as_nobody_then_the_way_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same folder in the other way would be a new, empty database."""
    shared = tmp_path / "delat"
    monkeypatch.setattr(folders_module, "_SHARED_STATE", shared)
    monkeypatch.setattr(folders_module, "_may_use_namespace", lambda: False)
    made = get_folders(tmp_path / "db").data
    made.mkdir(parents=True)
    (made / "PG_VERSION").write_text("18\n")
    monkeypatch.setattr(folders_module, "_may_use_namespace", lambda: True)
    assert get_folders(tmp_path / "db").data == made
