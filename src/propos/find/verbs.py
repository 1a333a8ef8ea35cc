"""Whether a word that may be a verb is one, where the parser may have taken it for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from propos.find.tree import Tree

if TYPE_CHECKING:
    from propos.find.cues import Lexicon

VERBAL = frozenset({"VERB", "AUX"})


def plain(word: str) -> str:
    """A word with straight apostrophes."""
    return word.replace("’", "'")


def is_verb(tree: Tree, lexicon: Lexicon, token: int, pronoun: int) -> bool:
    """Whether a word is a verb, by its tag or by what stands around it.

    Args:
        tree: The article's tokens.
        lexicon: The words that report speech.
        token: A word that may be a verb by its form.
        pronoun: The pronoun of an inversion behind it; -1 if there is none.
    """
    if tree.tags[token] in VERBAL or pronoun >= 0:
        return True
    if token == 0 or tree.tags[token] in ("PRON", "DET", "ADP", "NUM", "CCONJ", "SCONJ", "PUNCT"):
        return False
    before = tree.words[token - 1]
    if tree.tags[token] == "ADJ" and tree.tags[token - 1] == "PUNCT" and token > 1:
        return lexicon.has("be", tree.words[token - 2]) or _by_somebody(tree, lexicon, token)  # "s'est « indignée"
    if lexicon.has("inverted", before) or _begins_phrase(tree, lexicon, token):
        return True
    if tree.tags[token] == "ADJ" and (lexicon.has("be", before) or _by_somebody(tree, lexicon, token)):
        return True
    if before in lexicon.sets["subjects"] or (tree.tags[token - 1] in ("NOUN", "PROPN") and _is_missed(tree, token)):
        return True
    if tree.tags[token - 1] in ("DET", "ADP", "NUM", "ADJ"):
        return False
    if tree.tags[token - 1] == "CCONJ":
        return tree.tags[token] == "NOUN" and tree.tags[token + 1 : token + 2] in (["DET"], ["ADP"], ["SCONJ"])
    if lexicon.has("have", before) or lexicon.has("reflexive", before):
        return True
    following = token + 1
    while following < len(tree) and tree.tags[following] == "ADV":
        following += 1
    return tree.tags[token - 1] == "PUNCT" and following < len(tree) and tree.tags[following] in ("DET", "PROPN")


def leads_on(tree: Tree, lexicon: Lexicon, token: int) -> bool:
    """Whether "that" follows a word at once, so that it is a verb whatever the parser makes of it."""
    return token + 1 < len(tree) and lexicon.has("that", tree.words[token + 1])


def _by_somebody(tree: Tree, lexicon: Lexicon, token: int) -> bool:
    """Whether an adjective is a participle with an agent ("une loi jugée « inutile » par X")."""
    return any(lexicon.has("by", tree.words[tree.lefts[k]]) for k in tree.children[token] if k > token)


def _begins_phrase(tree: Tree, lexicon: Lexicon, token: int) -> bool:
    """Whether the infinitive of a cue of two verbs follows at once ("fait remarquer")."""
    following = tree.words[token + 1] if token + 1 < len(tree) else ""
    kinds = lexicon.forms.get(following, ())
    if not any(kind == "infinitive" for _, kind in kinds):
        return False
    readings = lexicon.forms.get(tree.words[token], ())
    return any(e.with_ == (following,) for lemma, _ in readings for e in lexicon.entries[lemma])


def _is_missed(tree: Tree, token: int) -> bool:
    """Whether the words around a noun or adjective, up to the next marks, have no verb: then the parser missed it."""
    start, end = tree.sentence(token)
    first = next((i + 1 for i in range(token - 1, start - 1, -1) if tree.tags[i] == "PUNCT"), start)
    after = next((i for i in range(token + 1, end) if tree.tags[i] == "PUNCT"), end)
    if any("VerbForm=Fin" in tree.shapes[i] for i in range(first, after)):
        return False
    following = tree.tags[token + 1 : token + 2] + tree.words[token + 1 : token + 2]
    return bool({"ADP", "DET", "ADV", "SCONJ", ":", "«"} & set(following))
