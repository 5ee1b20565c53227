# SPDX-License-Identifier: 0BSD
# `bytecode_cache`: more of the file than its beginning, which bytecode.py has read.

_piece_begin = 0  # where in the file cache_piece stands


def code_at(begin, end):
    """Return what is in the file from `begin` to `end`, unless that is gone.

    It is read in pieces, which take the memory of each other: a start needs the code in the order in which it stands there.
    The file is open only meanwhile, since else nobody could replace it on Windows; if somebody has, the sums tell.
    """
    global cache_piece, _piece_begin
    at, piece = _piece_begin, cache_piece
    if begin < at or end > at + len(piece):
        piece = cache_piece = b''
        try:
            piece = read_piece(begin, end)
        except OSError:
            pass
        at, _piece_begin, cache_piece = begin, begin, piece
    return piece[begin - at:end - at]
