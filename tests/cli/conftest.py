"""The small register of `tests/register`, for the commands that publish from one."""

from tests.register.conftest import few, put, register

__all__ = ["few", "put", "register"]
