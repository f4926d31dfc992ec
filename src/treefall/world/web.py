"""The network: one request, one answer, no redirect, and nothing inside a private network unless the person named it.

A name is resolved once, every address that it stands for is looked at, and the connection goes to one of these very
addresses: a name that means something else a moment later leads nowhere.
"""

import atexit
import os
import socket
from collections.abc import Iterator, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from ..ports import Answer, RequestFailed

if TYPE_CHECKING:
    from ssl import SSLContext

    from httpx2 import URL, Client, Response

_LARGEST = 64 << 20  # bytes of an answer, unpacked
_CONNECT, _READ = 10.0, 60.0  # seconds
_SCHEMES = ("http", "https")
_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 inside of IPv6, for networks that have only this


def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    inside: bool = False,
) -> Answer:
    """Send one request as `treefall.ports.Request` says."""
    from httpx2 import HTTPError, InvalidURL, TimeoutException  # noqa: PLC0415 - heavy, and only for the network

    try:
        return _asked(method, url, headers or {}, body, inside=inside)
    except InvalidURL as error:
        raise RequestFailed("that is no URL", final=True) from error
    except TimeoutException as error:
        raise RequestFailed("it took too long to answer") from error
    except (HTTPError, UnicodeError) as error:  # in their own words could stand what was sent
        raise RequestFailed(f"the connection failed ({type(error).__name__})") from error


def _asked(method: str, url: str, headers: Mapping[str, str], body: bytes, *, inside: bool) -> Answer:
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - heavy, and only for the network

    from httpx2 import URL, ConnectError  # noqa: PLC0415

    where = URL(url)
    if where.scheme not in _SCHEMES or not where.host or where.userinfo:
        raise RequestFailed("only http and https are spoken, to a host without a password", final=True)
    proxy = "" if proxy_bypass(where.host) else getproxies().get(where.scheme, "")
    client = _client(os.getpid(), f"{where.scheme}://{where.netloc.decode()}", proxy)
    sent = {**headers, "host": where.netloc.decode()}
    named = {"sni_hostname": where.host}
    refused = ConnectError("")
    for target in _targets(where, by_name=bool(proxy), inside=inside):
        try:
            with client.stream(method, target, headers=sent, content=body, extensions=named) as response:
                return Answer(response.status_code, dict(response.headers), b"".join(_read(response)))
        except ConnectError as error:
            refused = error
    raise refused


@lru_cache(maxsize=32)
def _client(process: int, origin: str, proxy: str) -> "Client":
    """Return what keeps the connections of one process to one origin: they are shared with no other."""
    from httpx2 import Client, Timeout  # noqa: PLC0415

    del process, origin
    patience = Timeout(_READ, connect=_CONNECT)
    client = Client(verify=_trusted(), timeout=patience, proxy=proxy or None, trust_env=False)
    atexit.register(client.close)
    return client


@lru_cache(maxsize=1)
def _trusted() -> "SSLContext":
    """Return the person's own authorities: nothing else is taken from the environment, and no password from .netrc."""
    from httpx2 import create_ssl_context  # noqa: PLC0415

    return create_ssl_context()


def _read(response: "Response") -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > _LARGEST:
            raise RequestFailed(f"its answer is larger than {_LARGEST >> 20} MB", final=True)
        yield chunk


def _targets(where: "URL", *, by_name: bool, inside: bool) -> "list[URL]":
    """Return what is connected to: each address of the host, or the host itself where a proxy looks up its name."""
    if by_name and not _is_address(where.host):
        return [where]
    each = addresses(where.host, where.port or where.scheme, inside=inside)
    return [where] if by_name else [where.copy_with(host=address) for address in each]


def _is_address(host: str) -> bool:
    try:
        return bool(socket.inet_aton(host))  # every form that an address is written in, such as 2130706433
    except OSError:
        return ":" in host


def addresses(host: str, port: int | str, *, inside: bool) -> list[str]:
    """Return the addresses of the host, all of which may be asked.

    Raises:
        RequestFailed: it has none, or lies in a private network and not `inside`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RequestFailed(f"{host} has no address") from error
    each = list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in found))
    if not inside and not all(map(is_public, each)):
        raise RequestFailed(f"{host} lies in a private network", final=True)
    return each


def is_public(text: str) -> bool:
    """Say whether the IP address `text` lies in the open internet, whatever it is wrapped in."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        if address.teredo or address.sixtofour:
            return False
        if address in _TRANSLATED:
            return is_public(str(IPv4Address(int(address) & 0xFFFF_FFFF)))
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
    return address.is_global and not address.is_multicast
