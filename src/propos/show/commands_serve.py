"""``propos serve`` and ``propos doctor``: the web pages, and whether everything is in place."""

from __future__ import annotations

import errno
import importlib.util
import platform
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import typer
from rich.text import Text

from propos import __version__
from propos.errors import ProposError
from propos.show.terminal import Status, counted, messages, output, plain_errors

#: Addresses at which a server is reached from everywhere: no name of its own can be told from them.
EVERYWHERE = ("0.0.0.0", "::", "")


def serve_archive(url: str | None, *, host: str, port: int, allowed: list[str]) -> None:
    """Serves the pages until interrupted; whoever calls while they are being loaded is answered when they are."""
    with _listen(host, port) as listener:
        import uvicorn

        from propos.keep.archive import Archive
        from propos.show.web.app import create_app

        with plain_errors(), Archive(url) as archive:
            app = create_app(archive, hosts=[*allowed, *(() if host in EVERYWHERE else (host,))])
            shown = f"[{host}]" if ":" in host else "127.0.0.1" if host in EVERYWHERE else host
            messages().print(Text("propos is at ").append(f"http://{shown}:{port}", style="bold"))
            messages().print(Text("Ctrl-C stops it.", style="dim"))
            config = uvicorn.Config(app, log_level="warning", server_header=False)
            uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address; ends the command with advice if nothing can."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        messages().print(Text("✗ ", style="red").append(_why_not(host, port, error)))
        raise typer.Exit(Status.FAILED) from None
    return listener


def _why_not(host: str, port: int, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} needs special rights. Take one above 1023, for example: propos serve --port 8000"
    if isinstance(error, socket.gaierror) or getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
        return f"There is no address {host!r} on this machine. Leave --host out to serve this machine only."
    return (
        f"Port {port} on {host} is taken, perhaps by another propos. "
        f"Take another one, for example: propos serve --port {port + 1 if port < 65535 else 8000}"
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, how it is, and what to do if it is not well."""

    what: str
    state: Literal["ok", "missing", "broken"]
    detail: str


def check_health(url: str | None) -> None:
    """Prints how environment, language models and archive are; status 1 if something is not well."""
    console = output()
    failed = False
    for finding in (*_environment(), *_languages(), _encoder(), _archive(url)):
        well = finding.state == "ok"
        failed |= finding.state == "broken"
        sign = Text("✓ " if well else "✗ " if finding.state == "broken" else "– ", style="green" if well else "yellow")
        console.print(sign.append(f"{finding.what}: ", style="bold").append(finding.detail, style="default"))
    if failed:
        raise typer.Exit(Status.FAILED)


def _environment() -> Iterator[Finding]:
    yield Finding("propos", "ok", __version__)
    yield Finding("Python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in ("spacy", "trafilatura", "sqlalchemy", "fastapi"):
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "broken", "not installed; run: make setup")


def _languages() -> Iterator[Finding]:
    from propos.lang import load_language, supported_languages

    for code in supported_languages():
        try:
            models = load_language(code).pack.models
        except ProposError as error:
            yield Finding(f"language {code}", "broken", str(error))
            continue
        installed = next((name for name in models if importlib.util.find_spec(name)), None)
        if installed:
            yield Finding(f"language {code}", "ok", f"{installed} {_model_version(installed)}")
        else:
            yield Finding(f"language {code}", "broken", f"no parser; install one of: {', '.join(models)}")


def _encoder() -> Finding:
    from propos.keep.encoders import INSTALL, load_encoder

    try:
        encoder = load_encoder()
    except ProposError as error:
        return Finding("encoder", "broken", str(error))
    if encoder is None:
        return Finding("encoder", "missing", f"no paraphrases and translations are suggested; {INSTALL}")
    return Finding("encoder", "ok", encoder.name)


def _model_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _archive(url: str | None) -> Finding:
    from propos.keep.archive import Archive

    try:
        with Archive(url, must_exist=True) as archive:
            counts = archive.count()
            return Finding(
                "archive",
                "ok",
                f"{_without_password(archive.url)}: {counted(counts.articles, 'article')}, "
                f"{counted(counts.statements, 'statement')}",
            )
    except ProposError as error:
        return Finding("archive", "broken", str(error))


def _without_password(url: str | None) -> str:
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True) if url else ""
