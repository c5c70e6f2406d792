"""Pictures and documents made on the spot: small, valid, and the same for the same name."""

import hashlib
import struct
import zlib
from functools import lru_cache

WIDTH, HEIGHT = 480, 300


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@lru_cache(maxsize=256)
def build_png(name: str, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A dusk over hills in colours drawn from the name: an 8-bit RGB PNG (ISO/IEC 15948)."""
    seed = hashlib.sha256(name.encode()).digest()
    sky, ground = seed[:3], seed[3:6]
    horizon = height * (45 + seed[6] % 25) // 100
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # filter type "None"
        rows += _row(y, width, height, horizon, sky, ground)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _row(y: int, width: int, height: int, horizon: int, sky: bytes, ground: bytes) -> bytes:
    if y < horizon:
        light = 150 + 105 * y // max(horizon, 1)
        pixel = bytes((channel // 3 + 170) * light // 255 for channel in sky)
        return pixel * width
    depth = 255 - 130 * (y - horizon) // max(height - horizon, 1)
    near = bytes((channel // 2 + 40) * depth // 255 for channel in ground)
    far = bytes(channel * 4 // 5 for channel in near)
    step = 24 + (y - horizon) // 3
    left = (near * step + far * step) * (width // (2 * step) + 1)
    return left[: width * 3]


@lru_cache(maxsize=64)
def build_pdf(title: str) -> bytes:
    """One A4 page that names the document in ASCII: PDF 1.4 with a correct cross-reference table."""
    line = title.encode("ascii", "replace").decode().replace("(", "[").replace(")", "]")
    stream = f"BT /F1 14 Tf 56 780 Td ({line}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
