"""Component: who and what a text speaks of, each with all its mentions, and who spoke each quote.

Names come first, since they are surest; then roles, descriptions and pronouns in the order of the text; then, when the
speakers of quotes are known, the "I" inside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from diplo import knowledge, names
from diplo.language import grammar, titles
from diplo.language.entities import descriptions, incumbents, persons, pronouns
from diplo.language.entities.register import Register
from diplo.language.found import FoundQuote
from diplo.records import Kind

_LABELS = "quotes/labels"
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})


_SHOUTED = 5
"""Letters of a word in capitals that is hardly an abbreviation."""


@Language.component(
    "diplo_entities",
    requires=["doc._.names", "doc._.times", "doc._.quotes", "doc._.nested", "doc._.facts", "token.dep", "token.lemma"],
    assigns=["doc._.entities", "doc._.parties", "doc._.speakers", "doc._.nested_speakers"],
)
def find_entities(doc: Doc) -> Doc:
    """Finds the entities of a document and resolves what refers to them; what cannot be resolved stays apart."""
    register = Register(doc)
    for person in persons.cluster(doc):
        register.add_person(person)
    for kind in ("organization", "place", "other"):
        _add_named(register, doc, kind)
    register.note_roles(doc._.facts)
    descriptions.add_role_words(register)
    descriptions.add_demonyms(register)
    incumbents.identify(register)
    for token in doc:
        if register.is_free(token):
            if pronouns.is_third_person(token):
                pronouns.resolve(register, token)
            elif pronouns.is_neuter_or_plural(token):
                pronouns.resolve_to_subject(register, token)
            else:
                descriptions.resolve(register, token)
    doc._.speakers = [_speaker(register, quote) for quote in doc._.quotes]
    doc._.nested_speakers = [_speaker(register, quote) for quote in doc._.nested]
    _add_first_person(register, doc)
    doc._.entities = register.finish()
    doc._.parties = register.parties
    return doc


def _add_named(register: Register, doc: Doc, kind: Kind) -> None:
    """Groups the other names by the name that the world knows them by, abbreviations in brackets included."""
    spans = [span for span in doc._.names if span.label_ == kind]
    short = dict(_abbreviations(spans))
    groups: dict[str, list[Span]] = {}
    for span in spans:
        name = canonical(span.text)
        groups.setdefault(short.get(names.fold(name), names.fold(name)), []).append(span)
    for group in groups.values():
        counts = Counter(span.text for span in group)
        fullest = max(counts, key=lambda text: (len(text.split()), not _is_shouted(text), counts[text], len(text)))
        known = {canonical(span.text) for span in group} - set(counts)
        register.add(kind, fullest, [(span, "name") for span in group], min(known, default=None))


def _is_shouted(name: str) -> bool:
    """Whether a name stands in capitals as in a dateline, and is no abbreviation."""
    return name.isupper() and len(name) >= _SHOUTED


def _abbreviations(spans: list[Span]) -> Iterator[tuple[str, str]]:
    """ "Free Syrian Army (FSA)": the folded letters and the folded name that they stand for."""
    for long, short in pairwise(spans):
        if short.start == long.end + 1 and long.doc[long.end].text == "(" and short.text.isupper():
            yield names.fold(short.text), names.fold(canonical(long.text))


@cache
def _canonical_names() -> dict[str, str]:
    found = {}
    for table in ("entities/organizations", "entities/countries"):
        for row in knowledge.table(table):
            for form in (row["name"], *row["aliases"].split(";")):
                if form:
                    found[names.fold(form)] = row["name"]
    return found


def canonical(name: str) -> str:
    """The name under which an organization or a country is known: "United States" for "U.S."; others stay."""
    return _canonical_names().get(names.fold(name), name)


def _speaker(register: Register, quote: FoundQuote) -> int | None:
    """The entity that a quote's source names: what its head mentions, else the only name inside it."""
    if quote.source is None:
        return None
    if quote.cue is None and quote.source.text.rstrip(".").lower() in knowledge.words(_LABELS, where="initial"):
        return None
    root: Token = quote.source.root
    if (named := _named_last(register, quote.source)) is not None:
        return named
    if root.tag_ in grammar.RELATIVE:
        above = (register.at(noun) for noun in (grammar.antecedent(root), *grammar.ancestors(grammar.antecedent(root))))
        people = (number for number in above if number is not None and register.entities[number].kind == "person")
        return next(people, None) if root.lower_ == "who" else register.at(grammar.antecedent(root))
    for token in (root, *quote.source):
        found = register.at(token)
        if found is not None and register.covers_head(found, token, quote.source):
            return found
    return None


def _named_last(register: Register, source: Span) -> int | None:
    """Ann Lee of "the president and CEO Ann Lee" and "a lawyer, Ann Lee": a role and, at the end, whose it is."""
    doc, last = source.doc, register.at(source[-1])
    if last is None or register.entities[last].kind != "person":
        return None
    first = next((t.i for t in source if register.at(t) == last and t.tag_ in {"NNP", "NNPS"}), source.end)
    if first <= source.root.i or not titles.is_role(source.root) or source.root.tag_ == "NNS":
        return None
    is_run = all(register.at(doc[i]) == last for i in range(first, source.end))
    before = doc[first - 1]
    return last if is_run and (before.text == "," or titles.is_role(before) or before.tag_ == "NNP") else None


def _add_first_person(register: Register, doc: Doc) -> None:
    """ "I" inside quotation marks is whoever is quoted, in the innermost of them."""
    inner = zip(doc._.nested, doc._.nested_speakers, strict=True)
    for quote, speaker in (*inner, *zip(doc._.quotes, doc._.speakers, strict=True)):
        if speaker is None or register.entities[speaker].kind != "person":
            continue
        for span in quote.spans if quote.kind == "direct" else quote.quoted:
            for token in span:
                if token.lower_ in _FIRST_PERSON and register.is_free(token):
                    register.mention(speaker, doc[token.i : token.i + 1], "pronoun", "first-person")
