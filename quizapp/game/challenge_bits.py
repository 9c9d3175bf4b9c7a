"""Numbers as few bits, for codes that people type."""

from __future__ import annotations

from collections.abc import Iterator


class OutOfBitsError(Exception):
    """A number goes on behind the last bit."""


class BitWriter:
    """Bits one after the other; ValueError for numbers below 0 or too large for their place."""

    def __init__(self) -> None:
        self._bits: list[str] = []

    def number(self, value: int, width: int) -> None:
        """A number below 2 to the power of `width`."""
        if not 0 <= value < 1 << width:
            raise ValueError(f"{value} does not fit in {width} bits")
        self._bits.append(f"{value:0{width}b}" if width else "")

    def gamma(self, value: int) -> None:
        """A number from 0, in Elias's gamma code: 0 takes one bit, 1 and 2 three, 3 to 6 five."""
        width = (value + 1).bit_length()
        self.number(0, width - 1)
        self.number(value + 1, width)

    def rice(self, value: int, parameter: int) -> None:
        """A number from 0, in Rice's code: its last `parameter` bits, behind the rest of it as so many ones and a 0."""
        self._bits.append("1" * (value >> parameter) + "0")
        self.number(value & ((1 << parameter) - 1), parameter)

    def in_groups(self, size: int) -> Iterator[int]:
        """The value of each `size` bits; the last group is filled up with zeros."""
        bits = "".join(self._bits)
        return (int(bits[place : place + size].ljust(size, "0"), 2) for place in range(0, len(bits), size))


class BitReader:
    """Reads what a `BitWriter` has written; `place` is the number of bits read. OutOfBitsError at the end."""

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self.place = 0

    def number(self, width: int) -> int:
        """A number of `width` bits."""
        end = self.place + width
        if end > len(self._bits):
            raise OutOfBitsError
        bits, self.place = self._bits[self.place : end], end
        return int(bits or "0", 2)

    def gamma(self) -> int:
        """A number in Elias's gamma code."""
        return self.number(self._run("0") + 1) - 1

    def rice(self, parameter: int) -> int:
        """A number in Rice's code."""
        rest = self._run("1")
        self.place += 1
        return (rest << parameter) + self.number(parameter)

    def _run(self, bit: str) -> int:
        """How many of the next bits are this one; they are read, and another one follows."""
        start = self.place
        while self._bits[self.place : self.place + 1] == bit:
            self.place += 1
        if self.place == len(self._bits):
            raise OutOfBitsError
        return self.place - start
