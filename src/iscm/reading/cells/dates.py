"""Words to dates: a cell's (`parse_date`), those in running text (`find_dates`), a document's habits."""

from iscm.reading.cells.date_cells import DateReading, detect_order, find_month_heading, parse_date
from iscm.reading.cells.date_finding import FoundDate, find_dates
from iscm.reading.cells.date_points import DateOrder

__all__ = ["DateOrder", "DateReading", "FoundDate", "detect_order", "find_dates", "find_month_heading", "parse_date"]
