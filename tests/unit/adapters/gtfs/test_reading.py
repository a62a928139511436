"""The reader of GTFS: what it makes of a feed, and how it refuses one."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from skjuts.adapters.gtfs import load_timetable, read_feed
from skjuts.adapters.gtfs.build_file import pack
from skjuts.adapters.gtfs.errors import FeedRefused
from skjuts.adapters.gtfs.reading import read_feed_files
from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.timetable.booking import Notice
from skjuts.core.timetable.feed import Access, StopService
from tests.universe.village_feed import FILES, village_files

HEADER = FILES["stop_times.txt"].splitlines()[0]


def write_folder(folder: Path, files: dict[str, bytes]) -> Path:
    """The files as a folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    """The files as a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refusal(**changed: str) -> str:
    """What is said about the village's feed with some files changed."""
    with pytest.raises(FeedRefused) as refused:
        read_feed_files(village_files(**changed), "byn")
    return refused.value.message


def test_feed_when_read_then_stamped_with_its_publisher_version_and_days() -> None:
    """An appeal asks which timetable the decision was built on."""
    stamp = read_feed_files(village_files(), "byn.zip").timetable.stamp
    assert (stamp.name, stamp.publisher, stamp.version) == ("byn.zip", "Påhittad trafik", "7")
    assert (stamp.first_day, stamp.last_day) == (date(2026, 3, 2), date(2026, 3, 15))
    assert len(stamp.content_sha256) == 64
    assert not stamp.is_demonstration


def test_zip_and_folder_when_of_the_same_files_then_the_same_hash(tmp_path: Path) -> None:
    """Repacking a feed does not make it another feed."""
    folder = read_feed(write_folder(tmp_path / "byn", village_files())).timetable.stamp
    packed = read_feed(write_zip(tmp_path / "byn.zip", village_files())).timetable.stamp
    assert folder.content_sha256 == packed.content_sha256


def test_days_when_only_dates_add_them_then_weekday_flags_are_not_trusted() -> None:
    """Swedish feeds bound the validity in calendar.txt and give the real days in calendar_dates.txt."""
    services = read_feed_files(village_files(), "byn").timetable.services
    runs = [services.runs_on(0, date(2026, 3, day)) for day in (2, 6, 7, 8, 9, 16)]
    assert runs == [True, True, False, False, True, False]


def test_days_when_a_date_takes_one_away_then_the_weekday_does_not_run() -> None:
    """A bus that does not run on a holiday must not carry anybody there."""
    weekly = FILES["calendar.txt"].replace("0,0,0,0,0,0,0", "1,1,1,1,1,0,0")
    dates = "service_id,date,exception_type\nvardag,20260303,2\n"
    services = read_feed_files(village_files(calendar=weekly, calendar_dates=dates), "byn").timetable.services
    assert [services.runs_on(0, date(2026, 3, day)) for day in (2, 3, 4, 7)] == [True, False, True, False]


def test_platforms_when_they_say_nothing_then_they_inherit_access_from_their_station() -> None:
    """Unknown is not yes, but what the station says holds for its platforms."""
    stops = read_feed_files(village_files(), "byn").timetable.stops
    by_id = dict(zip(stops.ids, stops.access.tolist(), strict=True))
    assert by_id["staden-a"] == Access.YES
    assert by_id["staden-b"] == Access.NO
    assert "station" not in by_id


def test_changes_when_stated_for_a_station_then_hold_between_its_platforms() -> None:
    """The feed's own least time goes before a general one."""
    changes = read_feed_files(village_files(), "byn").timetable.changes
    assert len(changes) == 4
    assert set(changes.least_s.tolist()) == {300}


def test_called_taxis_when_the_feed_forgets_then_boarding_is_booked() -> None:
    """A taxi of type 1501 does not come uncalled, whatever pickup_type says."""
    times = FILES["stop_times.txt"].replace("sjukhuset,1,2,0,dagen", "sjukhuset,1,0,0,")
    timetable = read_feed_files(village_files(stop_times=times), "byn").timetable
    assert timetable.stop_times.boarding[-2] == StopService.BOOKED


def test_booking_rules_when_stated_at_the_stop_then_hold_for_its_booked_calls() -> None:
    """Swedish feeds were announced with the rule's column in stops.txt."""
    times = FILES["stop_times.txt"].replace("1,2,0,dagen", "1,2,0,")
    lines = FILES["stops.txt"].splitlines()
    stops = "\n".join([f"{lines[0]},pickup_booking_rule_id", *(f"{one},dagen" for one in lines[1:])]) + "\n"
    timetable = read_feed_files(village_files(stop_times=times, stops=stops), "byn").timetable
    rule = timetable.booking_rules[int(timetable.stop_times.boarding_rule[-2])]
    assert (rule.notice, rule.days_before, rule.latest_s) == (Notice.EARLIER_DAY, 1, 15 * 3600)


def test_times_when_open_between_timing_points_then_spread_evenly() -> None:
    """GTFS may leave a time open; a passenger at that stop still needs one."""
    rows = [
        "ut-1,07:00:00,07:00:00,byn,1,0,0,",
        "ut-1,,,staden-a,2,0,0,",
        "ut-1,08:00:00,08:00:00,sjukhuset,3,0,0,",
    ]
    timetable = read_feed_files(village_files(stop_times="\n".join([HEADER, *rows])), "byn").timetable
    assert timetable.stop_times.departure_s[:3].tolist() == [7 * 3600, 7 * 3600 + 1800, 8 * 3600]


def test_frequencies_when_given_then_written_out_as_trips() -> None:
    """An interval is departures, too."""
    every = "trip_id,start_time,end_time,headway_secs\nut-1,06:00:00,08:00:00,3600\n"
    trips = read_feed_files(village_files(frequencies=every), "byn").timetable.trips
    assert [one for one in trips.ids if one.startswith("ut-1")] == ["ut-1@21600", "ut-1@25200"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "stop_times",
            "ut-1,07:30:00,07:30:00",
            "ut-1,06:30:00,06:30:00",
            "stop_times.txt rad 3, kolumn arrival_time",
        ),
        (
            "stop_times",
            "07:00:00,07:00:00,byn",
            "7 prick,07:00:00,byn",
            "stop_times.txt rad 2, kolumn arrival_time",
        ),
        ("stop_times", "staden-a,2", "borta,2", "stop_times.txt rad 3, kolumn stop_id: borta finns inte"),
        ("stop_times", "byn,1,0", "station,1,0", "station är ingen hållplats där fordon stannar"),
        ("stop_times", "hem-1,12:50", "hem-9,12:50", "turen hem-9 finns inte i trips.txt"),
        ("stop_times", "staden-a,2,0", "staden-a,1,0", "tur ut-1 har 1 två gånger"),
        ("stop_times", "dagen", "natten", "bokningsregeln natten finns inte"),
        ("stops", "63.202", "163.202", "stops.txt rad 6, kolumn stop_lat"),
        (
            "stops",
            "staden-b",
            "staden-a",
            "stops.txt rad 5, kolumn stop_id: staden-a finns på en tidigare rad",
        ),
        (
            "trips",
            "45,vardag,ut-1",
            "46,vardag,ut-1",
            "trips.txt rad 2, kolumn route_id: 46 finns inte i routes.txt",
        ),
        ("trips", "45,vardag,ut-1", "45,helg,ut-1", "kolumn service_id: helg finns inte"),
        ("trips", "Staden,1", "Staden,7", "kolumn wheelchair_accessible: 7 är inte något av 0–2"),
        ("routes", ",1501", ",99", "routes.txt rad 4, kolumn route_type: 99 är inget känt slag av trafik"),
        ("calendar_dates", "20260302,1", "20260230,1", "är inget datum"),
        ("calendar_dates", "20260302,1", "20260302,3", "kolumn exception_type"),
        ("calendar", "20260302,20260315", "20260315,20260302", "slutar innan den börjar"),
        ("booking_rules", "2,1,15:00:00", "2,1,", "kolumn prior_notice_last_time: värdet saknas"),
        ("transfers", "station,station", "station,borta", "hållplatsen borta finns inte"),
    ],
)
def test_faulty_feed_when_read_then_refused_by_file_line_and_column(
    file: str, old: str, new: str, said: str
) -> None:
    """Whoever publishes the feed must find the fault; half a timetable would answer wrongly."""
    changed = FILES[f"{file}.txt"].replace(old, new, 1)
    assert changed != FILES[f"{file}.txt"]
    assert said in refusal(**{file: changed})


def test_several_faults_when_read_then_all_are_told_at_once() -> None:
    """One round of mending, not one a fault."""
    message = refusal(
        routes=FILES["routes.txt"].replace("1501", "99"),
        stop_times=FILES["stop_times.txt"].replace("sjukhuset", "borta"),
    )
    assert message.startswith("Tidtabellen har 6 fel:")


def test_feed_when_a_file_is_missing_or_no_utf8_then_refused() -> None:
    """Nothing is guessed."""
    assert "trips.txt: filen saknas." in refusal(trips="")
    files = {**village_files(), "stops.txt": FILES["stops.txt"].replace("Byn", "Byggnåt").encode("latin-1")}
    with pytest.raises(FeedRefused, match=r"stops\.txt rad 2: filen är inte i UTF-8"):
        read_feed_files(files, "byn")


def test_path_when_no_feed_then_unreadable(tmp_path: Path) -> None:
    """A wrong path is not a faulty timetable."""
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")
    for path in (tmp_path / "saknas.zip", tmp_path / "brev.txt", tmp_path):
        with pytest.raises(UnreadableInput):
            read_feed(path)


def test_build_file_when_opened_again_then_the_same_timetable(tmp_path: Path) -> None:
    """What is kept must answer like what was read."""
    feed = write_zip(tmp_path / "byn.zip", zoned_files())
    first = load_timetable(feed, tmp_path / "kept")
    second = load_timetable(feed, tmp_path / "kept")
    assert pack(first) == pack(second)
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".npz"]


def test_build_file_when_damaged_then_read_anew(tmp_path: Path) -> None:
    """A full disk yesterday must not be an error today."""
    feed = write_zip(tmp_path / "byn.zip", village_files())
    whole = pack(load_timetable(feed, tmp_path / "kept"))
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(whole[: len(whole) // 2])
    assert pack(load_timetable(feed, tmp_path / "kept")) == whole


ZONE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "omrade", '
    '"properties": {"stop_name": "Byns område"}, "geometry": {"type": "Polygon", "coordinates": '
    "[[[13.9, 62.9], [14.1, 62.9], [14.1, 63.05], [13.9, 63.05], [13.9, 62.9]]]}}]}"
)


def zoned_files() -> dict[str, bytes]:
    """The village with a zone: fetched at the door, left at a group of stops."""
    windows = "start_pickup_drop_off_window,end_pickup_drop_off_window"
    header = f"trip_id,stop_sequence,location_id,location_group_id,{windows},pickup_type,drop_off_type,"
    header += "safe_duration_offset,pickup_booking_rule_id"
    rows = ["ut-1,1,omrade,,08:00:00,12:00:00,2,1,10,dagen", "ut-1,2,,grupp,08:00:00,12:00:00,1,2,,"]
    files = village_files(
        stop_times="\n".join([header, *rows]),
        location_groups="location_group_id,location_group_name\ngrupp,Staden\n",
        location_group_stops="location_group_id,stop_id\ngrupp,staden-a\ngrupp,staden-b\n",
    )
    return {**files, "locations.geojson": ZONE.encode()}


def test_zones_when_read_then_lead_from_the_area_to_the_group() -> None:
    """GTFS-Flex: the door is in the area, the bus leaves from the group's stops."""
    timetable = read_feed_files(zoned_files(), "byn").timetable
    (service,) = timetable.zone_services
    assert service.origin.holds(63.0, 14.0)
    assert not service.origin.holds(63.1, 14.0)
    assert [timetable.stops.ids[stop] for stop in service.target.stops] == ["staden-a", "staden-b"]
    assert (service.opens_s, service.closes_s, service.offset_s) == (8 * 3600, 12 * 3600, 600)
    assert timetable.booking_rules[service.boarding_rule].id == "dagen"


def test_connections_when_a_day_is_opened_then_stand_in_order_of_departure() -> None:
    """The scan reads them once, forward or backward."""
    from skjuts.core.timetable.opening import OpenFeed

    timetable = read_feed_files(village_files(), "byn").timetable
    net = OpenFeed(timetable).on(date(2026, 3, 3)).net
    assert (np.diff(net.departure_s) >= 0).all()
    assert net.departure_s[0] == 3600 + 600, "the called taxi of the night before"
