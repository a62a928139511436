"""A village, a town and a hospital as a GTFS feed in memory: small enough to work out by hand.

Line 45 runs Byn–Staden–Sjukhuset twice a weekday each way, the last home at 16.10. All invented.
"""

from __future__ import annotations

from skjuts.adapters.gtfs.reading import read_feed_files
from skjuts.core.timetable.feed import Timetable

HOME = (63.000, 14.000)
VISIT = (63.200, 14.000)

FILES = {
    "feed_info.txt": (
        "feed_publisher_name,feed_publisher_url,feed_lang,feed_version,feed_start_date,feed_end_date\n"
        "Påhittad trafik,https://example.org/,sv,7,20260302,20260315\n"
    ),
    "stops.txt": (
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\n"
        "byn,Byn,63.002,14.0,0,,1\n"
        "station,Staden,63.1,14.0,1,,1\n"
        "staden-a,Staden läge A,63.1,14.0,0,station,0\n"
        "staden-b,Staden läge B,63.101,14.0,0,station,2\n"
        "sjukhuset,Sjukhuset,63.202,14.0,0,,1\n"
    ),
    "routes.txt": (
        "route_id,route_short_name,route_long_name,route_type\n"
        "45,45,Byn–Staden,700\n"
        "1,1,Stadslinjen,700\n"
        "n,N1,Närtrafik,1501\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "vardag,0,0,0,0,0,0,0,20260302,20260315\n"
    ),
    "calendar_dates.txt": "service_id,date,exception_type\n"
    + "".join(f"vardag,202603{day:02d},1\n" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)),
    "trips.txt": (
        "route_id,service_id,trip_id,trip_headsign,wheelchair_accessible\n"
        "45,vardag,ut-1,Staden,1\n"
        "45,vardag,ut-2,Staden,1\n"
        "1,vardag,in-1,Sjukhuset,1\n"
        "1,vardag,in-2,Sjukhuset,0\n"
        "45,vardag,hem-1,Byn,1\n"
        "45,vardag,hem-2,Byn,1\n"
        "n,vardag,natt-1,Byn,1\n"
    ),
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type,"
        "pickup_booking_rule_id\n"
        "ut-1,07:00:00,07:00:00,byn,1,0,0,\n"
        "ut-1,07:30:00,07:30:00,staden-a,2,0,0,\n"
        "ut-2,10:00:00,10:00:00,byn,1,0,0,\n"
        "ut-2,10:30:00,10:30:00,staden-a,2,0,0,\n"
        "in-1,07:40:00,07:40:00,staden-a,1,0,0,\n"
        "in-1,08:00:00,08:00:00,sjukhuset,2,0,0,\n"
        "in-2,10:40:00,10:40:00,staden-a,1,0,0,\n"
        "in-2,11:00:00,11:00:00,sjukhuset,2,0,0,\n"
        "hem-1,12:00:00,12:00:00,sjukhuset,1,0,0,\n"
        "hem-1,12:50:00,12:50:00,byn,2,0,0,\n"
        "hem-2,16:10:00,16:10:00,sjukhuset,1,0,0,\n"
        "hem-2,17:00:00,17:00:00,byn,2,0,0,\n"
        "natt-1,25:10:00,25:10:00,sjukhuset,1,2,0,dagen\n"
        "natt-1,25:50:00,25:50:00,byn,2,0,0,\n"
    ),
    "booking_rules.txt": (
        "booking_rule_id,booking_type,prior_notice_last_day,prior_notice_last_time,phone_number,message\n"
        "dagen,2,1,15:00:00,0771-00 00 00,Beställ dagen före\n"
    ),
    "transfers.txt": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nstation,station,2,300\n",
}


def village_files(**changed: str) -> dict[str, bytes]:
    """The feed's files; keywords replace one by its name without ending."""
    files = {**FILES, **{f"{name}.txt": text for name, text in changed.items()}}
    return {name: text.encode() for name, text in files.items() if text}


def village_timetable() -> Timetable:
    """The feed, read."""
    return read_feed_files(village_files(), "byn.zip").timetable
