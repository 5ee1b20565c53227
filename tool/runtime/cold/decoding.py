# SPDX-License-Identifier: 0BSD
# Files that are not stored as the text that they are.


def decode(literal):
    """Return the bytes of a file from its literal without the path: the header line's encoding, then the text."""
    encoding, _, text = literal.partition('\n')
    if encoding == ' [crlf]':
        return text.replace('\n', '\r\n').encode('utf-8', 'surrogateescape')
    from binascii import a2b_base64
    data = a2b_base64(text)
    if encoding == ' [zlib]':
        from zlib import decompress
        data = decompress(data)
    return data
