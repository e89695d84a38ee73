"""The rows of a package of open data put into the tables of an empty register."""
