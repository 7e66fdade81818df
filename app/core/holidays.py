"""On which days nobody works in the Netherlands, besides weekends: the days that the law calls generally recognised.

Source: Algemene termijnenwet, article 3. Its first paragraph names New Year's Day, Easter Monday, Whit Monday, both
days of Christmas, Ascension Day, the King's birthday and the fifth of May; its second paragraph makes Good Friday
equal to those. So Good Friday counts, and so does Liberation Day, every year: who reacts on time by the law is on time
here. What a municipality closes besides these is its own.
"""

from datetime import date, timedelta
from functools import lru_cache

SUNDAY = 6
FIXED = ((1, 1), (5, 5), (12, 25), (12, 26))  # month, day
AFTER_EASTER = (-2, 1, 39, 50)  # days: Good Friday, Easter Monday, Ascension Day, Whit Monday


def is_holiday(day: date) -> bool:
    return day in holidays_of(day.year)


@lru_cache(maxsize=32)
def holidays_of(year: int) -> frozenset[date]:
    easter = easter_of(year)
    moving = (easter + timedelta(days=number) for number in AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in FIXED), *moving, kings_day_of(year)))


def kings_day_of(year: int) -> date:
    """The 27th of April, the birthday of Willem-Alexander; where that is a Sunday it is kept the day before."""
    birthday = date(year, 4, 27)
    return birthday - timedelta(days=1) if birthday.weekday() == SUNDAY else birthday


def easter_of(year: int) -> date:
    """Easter Sunday in the Gregorian calendar.

    Source: J. Meeus, Astronomical Algorithms (1991), chapter 8, after the rule of the anonymous correspondent of
    Nature (1876); it holds for every year from 1583 on.
    """
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
