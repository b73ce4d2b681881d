"""Write web archives by hand, record by record."""

from __future__ import annotations

from onrecord.types import Article

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><nav>Home Sport</nav><article>
<p>“We will rebuild the bridge,” Odalys Brandtveit, the mayor of Fjordby, said on Sunday – and smiled. It is closed.</p>
<p>The harbour stays open to boats of any size, and the ferry crosses twice a day until the end of the storms.</p>
</article></body></html>"""


def page(title: str = "Bridge") -> bytes:
    return PAGE.format(title=title).encode()


def record(body: bytes, url: str = "https://fjord.example/bridge", status: str = "200 OK", **headers: str) -> bytes:
    """Return what a server answered, as an archive keeps it; `headers` are the server's, "_" for "-"."""
    told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    http = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return kept("response", url, "application/http; msgtype=response", http.encode() + b"\r\n" + body)


def kept(kind: str, url: str, type_: str, block: bytes) -> bytes:
    """Return a record of any kind."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-06-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: {type_}\r\n"
    )
    return head.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def is_the_bridge(article: Article) -> bool:
    """Whether the words of the page came out of it."""
    return "“We will rebuild the bridge,” Odalys Brandtveit" in article.text and "– and smiled" in article.text
