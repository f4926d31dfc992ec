"""An encrypted connection to one host, for what is no HTTP: under the same rules as a request (see `web`)."""

import socket
import ssl

from ..ports import RequestFailed
from .web import addresses

_CONNECT, _READ = 10.0, 60.0  # seconds


def opened(host: str, port: int, *, inside: bool = False) -> socket.socket:
    """Open a connection as `treefall.ports.Dial` says."""
    trusted = ssl.create_default_context()
    refused = "it has no address"
    for address in addresses(host, port, inside=inside):
        try:
            plain = socket.create_connection((address, port), timeout=_CONNECT)
        except OSError as error:
            refused = f"the connection failed ({type(error).__name__})"
            continue
        try:
            line = trusted.wrap_socket(plain, server_hostname=host)
        except (OSError, ValueError) as error:
            plain.close()
            raise RequestFailed(f"it does not show that it is {host} ({type(error).__name__})", final=True) from error
        line.settimeout(_READ)
        return line
    raise RequestFailed(refused)
