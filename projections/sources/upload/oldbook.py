"""Which cells of an older workbook (XLS) are formulas; its reader gives only their last values.

The file is a small file system: sectors in chains told by a table, and a directory. One of its
files, ``Workbook``, is a row of records, each with its kind and length in front; a formula is one.
Microsoft: [MS-CFB] Compound File Binary, [MS-XLS] 2.4.127 Formula.
"""

import struct

ENTRY, SMALL = 128, 64
NAMES = ("Workbook", "Book")
SHORT = 4096
"""Files shorter than this lie in small sectors inside the first file of the directory [bytes]."""
FORMULAS = (0x0006, 0x0206, 0x0406)
LAST = 0xFFFFFFFA
"""Sector numbers from here on end a chain or mark a free place."""


def formulas(content: bytes) -> list[str]:
    """The cells that are formulas, as ``C5``.

    Raises
    ------
    ValueError
        If the bytes are no such file, or it is broken.
    """
    try:
        return [_cell(row, column) for row, column in _formulas(_stream(content))]
    except (struct.error, IndexError) as problem:
        raise ValueError("broken") from problem


def _formulas(stream: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in FORMULAS:
            found.append(struct.unpack_from("<HH", stream, at + 4))
        at += 4 + length
    return found


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _stream(content: bytes) -> bytes:
    """The bytes of the workbook inside the file."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError("sector size")
    first, _, _, small_table = struct.unpack_from("<IIII", content, 48)
    tables = list(struct.unpack_from("<109I", content, 76))
    more = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if more >= LAST:
            break
        *others, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        tables += others
    table = list[int]()
    for sector in tables:
        if sector < LAST:
            table += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    directory = _chain(content, table, first, size, size)
    entries = [directory[at : at + ENTRY] for at in range(0, len(directory), ENTRY)]
    root = entries[0]
    for one in entries:
        name = one[: max(0, struct.unpack_from("<H", one, 64)[0] - 2)].decode(
            "utf-16-le", "replace"
        )
        if name in NAMES:
            start, length = struct.unpack_from("<II", one, 116)
            if length >= SHORT:
                return _chain(content, table, start, size, size)[:length]
            inside = _chain(content, table, struct.unpack_from("<I", root, 116)[0], size, size)
            packed = _chain(content, table, small_table, size, size)
            small = list(struct.unpack(f"<{len(packed) // 4}I", packed))
            return _chain(inside, small, start, SMALL, 0)[:length]
    raise ValueError("no workbook")


def _chain(content: bytes, table: list[int], first: int, size: int, skip: int) -> bytes:
    """The sectors of a chain end to end."""
    found, sector = list[bytes](), first
    while sector < LAST:
        if len(found) > len(table):
            raise ValueError("a chain without end")
        found.append(content[skip + sector * size : skip + (sector + 1) * size])
        sector = table[sector]
    return b"".join(found)
