"""The one place that asks what time it is. Times are aware and in UTC everywhere in casework; days are China's."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(timezone.utc)


def local_date(moment: datetime) -> date:
    """The day it is in Henan at `moment`."""
    return moment.astimezone(CHINA).date()
