"""``propos check``, ``backup``, ``restore``, ``reread``, ``vacuum``, ``export``, ``import`` and ``verify-all``."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import typer

from propos.errors import ArchiveError, ReadError
from propos.keep.archive import Archive
from propos.show.standards import iterate_hits, render_annotation, render_quotation
from propos.show.terminal import Status, messages, output, plain_errors, show_error, with_progress

#: Columns that ``verify-all`` adds to those of the file it is given.
VERDICT_COLUMNS = ("verdict", "wording", "said_by", "coverage", "outlet", "published", "url", "printed", "searched")


def check_archive(url: str | None) -> None:
    """Prints every fault of the archive; status 1 if there is one."""
    faults = 0
    with plain_errors(), Archive(url, must_exist=True) as archive:
        for fault in archive.check():
            output().print(f"{fault.place}: {fault.what}", markup=False)
            faults += 1
        versions = archive.count().versions
    if faults:
        messages().print(f"{faults} faults.")
        raise typer.Exit(Status.FAILED)
    messages().print(f"Sound: {versions} texts, every one as it was kept.")


def back_up_archive(url: str | None, file: Path) -> None:
    """Copies the archive into a new file."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        archive.back_up(file)
    messages().print(f"Backed up to {file}.", markup=False)


def restore_archive(url: str | None, file: Path) -> None:
    """Fills an empty archive from a backup or an export."""
    with plain_errors():
        if not file.is_file():  # told before an archive is made
            raise ArchiveError("there is no such file", place=str(file))
    with plain_errors(), Archive(url) as archive:
        if _is_export(file):
            archive.import_lines(file)
        else:
            archive.restore(file)
        articles = archive.count().articles
    messages().print(f"{articles} articles restored.")


def _is_export(file: Path) -> bool:
    return ".jsonl" in file.suffixes


def reread_archive(url: str | None) -> None:
    """Reads again, by the present rules, what was read by older ones."""
    from propos.pipeline import Failure, reread_pages  # brings the parser along, which no other command here needs

    outcomes: Counter[str] = Counter()
    with plain_errors(), Archive(url, must_exist=True) as archive:
        for source, result in with_progress(reread_pages(archive), what="Reading again"):
            if isinstance(result, Failure):
                show_error(result.error, source)
                outcomes["failed"] += 1
            else:
                outcomes["read again"] += 1
    said = ", ".join(f"{count} {name}" for name, count in outcomes.items())
    messages().print(said or "Nothing was read by older rules.")
    if outcomes["failed"]:
        raise typer.Exit(Status.FAILED)


def tidy_archive(url: str | None) -> None:
    """Gives back unused space and makes the indexes anew."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        archive.tidy()
    messages().print("Unused space is given back, and the indexes are made anew.")


def suggest_meanings(url: str | None) -> None:
    """Compares the statements by meaning that were not yet, and says how many may be variants of others."""
    done = links = 0
    with plain_errors(), Archive(url, must_exist=True) as archive:
        for step in with_progress(
            archive.suggest(), what="Comparing", reached=lambda s: s.done, total_of=lambda s: s.total
        ):
            done, links = step.done, links + step.links
    messages().print(f"{done} statements compared, {links} suggestions." if done else "Nothing new to compare.")


def export_archive(url: str | None, target: Path, kind: str) -> None:
    """Writes the archive for other programs, or for another archive."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        if kind == "jsonl":
            count = archive.export_lines(target)
            messages().print(f"{count} rows written to {target}.", markup=False)
            return
        if kind in ("annotations", "schemaorg"):
            count = _write_objects(archive, target, kind)
            messages().print(f"{count} statements written to {target}.", markup=False)
            return
        files = archive.export_tables(target, "csv" if kind == "csv" else "parquet")
    messages().print(f"{len(files)} files written to {target}.", markup=False)


def _write_objects(archive: Archive, target: Path, kind: str) -> int:
    count = 0
    try:
        with target.open("w", encoding="utf-8") as lines:
            for hit in with_progress(iterate_hits(archive), what="Writing"):
                if kind == "annotations":
                    rendered = render_annotation(hit, archive.load_article(hit.article.id).reading.article.text)
                else:
                    rendered = render_quotation(hit)
                print(json.dumps(rendered, ensure_ascii=False), file=lines)
                count += 1
    except OSError as error:
        raise ArchiveError(f"cannot be written: {error}", place=str(target)) from None
    return count


def verify_all(url: str | None, file: Path | None, until: str | None) -> None:
    """Reads quotations from a CSV file, and prints them as CSV with their verdicts.

    The file has a column ``quote`` and may have a column ``speaker``; all its columns come back in front.
    """
    with plain_errors(), Archive(url, must_exist=True) as archive:
        lines = sys.stdin if file is None else _opened(file)
        rows = csv.DictReader(lines)
        if "quote" not in (rows.fieldnames or ()):
            raise ReadError("needs a first line of column names, one of them: quote", place=str(file or "-"))
        columns = [*(rows.fieldnames or ()), *VERDICT_COLUMNS]
        writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        for row in with_progress(rows, what="Verifying"):
            writer.writerow({**row, **_verdict_row(archive, row, until)})


def _opened(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        raise ReadError(error.strerror or str(error), place=str(file)) from None
    except UnicodeDecodeError:
        raise ReadError("is not UTF-8; save it as CSV UTF-8", place=str(file)) from None


def _verdict_row(archive: Archive, row: dict[str, str], until: str | None) -> dict[str, object]:
    answer = archive.verify(row["quote"] or "", speaker=row.get("speaker") or None, until=until)
    best = next((a for a in answer.appearances if a.hit.id == answer.best_id), None)
    return {
        "verdict": answer.verdict,
        "wording": answer.wording or "",
        "said_by": answer.speaker_name or "",
        "coverage": best.coverage if best else "",
        "outlet": (best.hit.article.outlet or "") if best else "",
        "published": (best.hit.article.published or "") if best else "",
        "url": (best.hit.article.url or "") if best else "",
        "printed": best.hit.text if best else "",
        "searched": answer.searched.articles,
    }
