"""What the marks in an article's text mean, in the language of the interface."""

from __future__ import annotations

from propos.model import Actor, Event, Figure, Rejected, Statement, TimeExpression
from propos.show.web.labels import label_of
from propos.show.web.moments import Moments
from propos.show.web.translations import Formats, load_messages
from propos.show.web.translations import mark as _


class Describer:
    """Says in one line what a mark means.

    Args:
        lang: Interface language.
    """

    def __init__(self, lang: str) -> None:
        self._translate = load_messages(lang).gettext
        self._formats = Formats(lang)
        self._moment = Moments(lang)

    def __call__(self, marked: Statement | Actor | TimeExpression | Figure | Event | Rejected) -> str:
        """One line about what is marked."""
        match marked:
            case Statement():
                return self._statement(marked)
            case Actor():
                return f"{marked.name} · {self._label('actor', marked.kind)}"
            case TimeExpression():
                return self._time(marked)
            case Figure():
                return self._figure(marked)
            case Event():
                who = ", ".join(marked.who)
                return _joined(self._label("plover", marked.type), who, self._label("event", marked.status))
            case Rejected():
                return self._translate(_("not a statement: {reason}")).format(
                    reason=self._label("rejected", marked.reason)
                )

    def _label(self, of_set: str, value: str) -> str:
        return self._translate(label_of(of_set, value))

    def _statement(self, statement: Statement) -> str:
        name = statement.speaker_name or self._translate(_("speaker unknown"))
        number = statement.id.removeprefix("s")
        return self._translate(_("Statement {number}: {name}")).format(number=number, name=name)

    def _time(self, time: TimeExpression) -> str:
        value = self._moment(time.value) or self._translate(_("not a possible date"))
        return _joined(value, self._label("time", time.type))

    def _figure(self, figure: Figure) -> str:
        due = self._moment(figure.due)
        return _joined(self.value_of(figure), figure.measure, self._label("figure", figure.status), due)

    def value_of(self, figure: Figure) -> str:
        """Number and unit of a figure; empty if it has no number."""
        bounds = [self._formats.number(value) for value in (figure.value, figure.upper) if value is not None]
        value, unit = "–".join(bounds), figure.unit or ""
        if bounds and unit == "percent":
            return f"{value}\u00a0%" if self._formats.lang == "fr" else f"{value}%"
        return f"{value}\u00a0{self._label('unit', unit)}".strip() if bounds else ""


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
