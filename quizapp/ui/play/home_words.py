"""Numbers, times and dates in the words and order of the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt


def number(value: int) -> str:
    """A number with the separators of the language, such as 1,583."""
    return QLocale().toString(value)


def counted(plural: str, count: int) -> str:
    """A translated plural, in which Qt wrote `count` plainly, with the separators of the language."""
    return plural.replace(str(count), number(count), 1)


def duration(elapsed_ms: int) -> str:
    """Minutes and seconds, such as 1:32; with hours from an hour on."""
    seconds = elapsed_ms // 1000
    minutes, hours = seconds // 60, seconds // 3600
    if hours:
        return f"{hours}:{minutes % 60:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def date_with_year(at_ms: int) -> str:
    """The local date of a moment in UTC milliseconds, such as 21 Nov 2026."""
    return QLocale().toString(_moment(at_ms).date(), QCoreApplication.translate("Words", "d MMM yyyy"))


def date(at_ms: int) -> str:
    """The local date of a moment; the year stands only where it is not this one."""
    day = _moment(at_ms).date()
    if day.year() != QDate.currentDate().year():
        return date_with_year(at_ms)
    return QLocale().toString(day, QCoreApplication.translate("Words", "d MMM"))


def day(at_ms: int) -> str:
    """Today, yesterday, or the date."""
    days_ago = _moment(at_ms).date().daysTo(QDate.currentDate())
    if days_ago == 0:
        return QCoreApplication.translate("Words", "today")
    if days_ago == 1:
        return QCoreApplication.translate("Words", "yesterday")
    return date(at_ms)


def moment(at_ms: int) -> str:
    """Day and time of a moment, such as "today, 14:02"."""
    time = QLocale().toString(_moment(at_ms).time(), QLocale.FormatType.ShortFormat)
    return QCoreApplication.translate("Words", "{day}, {time}").format(day=day(at_ms), time=time)


def iso_date(day_text: str) -> str:
    """A local date (ISO 8601), such as 21 Nov; "" for what is no date."""
    there = QDate.fromString(day_text, Qt.DateFormat.ISODate)
    return QLocale().toString(there, QCoreApplication.translate("Words", "d MMM")) if there.isValid() else ""


def weekday_date(day_text: str) -> str:
    """A local date (ISO 8601) with its weekday, in the order of the language; "" for what is no date."""
    there = QDate.fromString(day_text, Qt.DateFormat.ISODate)
    return QLocale().toString(there, QLocale.FormatType.LongFormat) if there.isValid() else ""


def coming_day(at_ms: int) -> str:
    """Today with the time, tomorrow, or the date."""
    days = QDate.currentDate().daysTo(_moment(at_ms).date())
    if days <= 0:
        return moment(at_ms)
    return QCoreApplication.translate("Words", "tomorrow") if days == 1 else date(at_ms)


def _moment(at_ms: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(at_ms)
