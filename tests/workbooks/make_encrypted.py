#!/usr/bin/env python3
"""Workbooks encrypted with the password that Excel uses when nobody gives one, in the four ways it has; and one with a real
password, which must stay closed. Written from [MS-OFFCRYPTO] with other libraries than the program's:

    pip install msoffcrypto-tool cryptography olefile
    python3 tests/workbooks/make_encrypted.py
"""
import hashlib
import io
import pathlib
import struct

import olefile
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile

HERE = pathlib.Path(__file__).parent
OUT = HERE / "chiffres"
DEFAULT = "VelvetSweatshop"


def sha1(*parts):
    return hashlib.sha1(b"".join(parts)).digest()


def rc4(key, data):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def ecb(key, data):
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def container(streams):
    """A compound file of 512-byte sectors; every stream is made long enough to need no small sectors."""
    sector = 512
    streams = [(name, data.ljust(4096, b"\0")) for name, data in streams]
    counts = [-(-len(data) // sector) for _, data in streams]
    fat_sectors = 1
    while fat_sectors * 128 < fat_sectors + 1 + sum(counts):
        fat_sectors += 1
    fat = [0xFFFFFFFD] * fat_sectors + [0xFFFFFFFE]
    starts = []
    for count in counts:
        first = len(fat)
        starts.append(first)
        fat += list(range(first + 1, first + count)) + [0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))

    def entry(name, kind, left, right, child, start, size):
        wide = (name + "\0").encode("utf-16-le")
        return wide.ljust(64, b"\0") + struct.pack("<HBB3I16sI8s8sIQ", len(wide), kind, 1, left, right, child, bytes(16), 0, bytes(8), bytes(8), start, size)

    none = 0xFFFFFFFF
    # Readers that follow the tree want the shorter name at the left.
    names = sorted(range(len(streams)), key=lambda rank: (len(streams[rank][0]), streams[rank][0]))
    root = names[-1]
    entries = [entry("Root Entry", 5, none, none, root + 1, 0xFFFFFFFE, 0)]
    for rank, ((name, data), start) in enumerate(zip(streams, starts)):
        left = names[0] + 1 if rank == root and len(names) > 1 else none
        entries.append(entry(name, 2, left, none, none, start, len(data)))
    while len(entries) < 4:
        entries.append(entry("", 0, none, none, none, 0, 0))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *(list(range(fat_sectors)) + [none] * (109 - fat_sectors)))
    body = struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries)
    for (_, data), count in zip(streams, counts):
        body += data.ljust(count * sector, b"\0")
    return header + body


def standard(package, password):
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    hashed = sha1(salt, password.encode("utf-16-le"))
    for rank in range(50000):
        hashed = sha1(struct.pack("<I", rank), hashed)
    last = sha1(hashed, struct.pack("<I", 0))
    derived = lambda filler: sha1(bytes(filler ^ (last[i] if i < 20 else 0) for i in range(64)))
    key = (derived(0x36) + derived(0x5C))[:16]
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header
    info += struct.pack("<I", 16) + salt + ecb(key, verifier) + struct.pack("<I", 20) + ecb(key, sha1(verifier).ljust(32, b"\0"))
    padded = package + bytes(-len(package) % 16)
    return container([("EncryptionInfo", info), ("EncryptedPackage", struct.pack("<Q", len(package)) + ecb(key, padded))])


def records(stream):
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, length
        at += 4 + length


def binary(stream, password, crypto_api):
    """The stream of an old workbook, encrypted by blocks of 1024 bytes."""
    salt, verifier = bytes(range(16)), bytes(range(50, 66))
    wide = password.encode("utf-16-le")
    if crypto_api:
        base = sha1(salt, wide)
        key_of = lambda block: sha1(base, struct.pack("<I", block))[:16]
        name = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
        header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + name
        closed = rc4(key_of(0), verifier + sha1(verifier))
        data = struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header
        data += struct.pack("<I", 16) + salt + closed[:16] + struct.pack("<I", 20) + closed[16:]
    else:
        short = hashlib.md5(wide).digest()[:5]
        base = hashlib.md5((short + salt) * 16).digest()[:5]
        key_of = lambda block: hashlib.md5(base + struct.pack("<I", block)).digest()
        closed = rc4(key_of(0), verifier + hashlib.md5(verifier).digest())
        data = struct.pack("<HHH", 1, 1, 1) + salt + closed
    # The record comes right after the beginning, and what the sheets' records point at moves.
    _, _, length = next(records(stream))
    record = struct.pack("<HH", 0x2F, len(data)) + data
    clear = bytearray(stream[:4 + length] + record + stream[4 + length:])
    for at, kind, _ in records(clear):
        if kind == 0x85:
            position, = struct.unpack_from("<I", clear, at + 4)
            struct.pack_into("<I", clear, at + 4, position + len(record))
    out = bytearray(clear)
    pads = {}
    for at, kind, length in records(clear):
        start = at + 4 + {0x85: 4}.get(kind, 0)
        if kind in (0x0809, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138, 0x2F):
            continue
        for place in range(start, at + 4 + length):
            block = place // 1024
            if block not in pads:
                pads[block] = rc4(key_of(block), bytes(1024))
            out[place] = clear[place] ^ pads[block][place % 1024]
    return container([("Workbook", bytes(out))])


def main():
    OUT.mkdir(exist_ok=True)
    package = (HERE / "simple.xlsx").read_bytes()
    for name, password in (("agile.xlsx", DEFAULT), ("agile-vrai-mot-de-passe.xlsx", "secret")):
        with open(OUT / name, "wb") as out:
            OOXMLFile(io.BytesIO(package)).encrypt(password, out)
    (OUT / "standard.xlsx").write_bytes(standard(package, DEFAULT))
    stream = olefile.OleFileIO(str(HERE / "simple.xls")).openstream("Workbook").read()
    (OUT / "rc4.xls").write_bytes(binary(stream, DEFAULT, False))
    (OUT / "cryptoapi.xls").write_bytes(binary(stream, DEFAULT, True))
    (OUT / "rc4-vrai-mot-de-passe.xls").write_bytes(binary(stream, "secret", False))


main()
