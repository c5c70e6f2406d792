"""Which IP addresses are the public Internet's; the guard and the resolver judge by the same rule.

Besides the special-purpose registries (RFC 6890, Python's `is_global`): multicast, addresses that
carry an IPv4 address inside (a translator on the way would lead to it), and the one metadata
service that stands on a public address.
"""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

_METADATA = frozenset({IPv4Address("168.63.129.16")})
"""Azure's platform address, reachable from every virtual machine there."""
_CARRIERS = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "::/96",  # IPv4-compatible, RFC 4291 §2.5.5.1
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291 §2.5.5.2
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # local NAT64, RFC 8215
        "2002::/16",  # 6to4, RFC 3056
        "2001::/32",  # Teredo, RFC 4380
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    if not address.is_global or address.is_multicast or address in _METADATA:
        return False
    return not (
        isinstance(address, IPv6Address) and any(address in network for network in _CARRIERS)
    )
