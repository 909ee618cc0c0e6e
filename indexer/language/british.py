"""American spelling as British spelling, so that each finds the other."""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = {
    "airplane": "aeroplane",
    "aluminum": "aluminium",
    "artifact": "artefact",
    "check": "check",
    "gray": "grey",
    "inquiry": "enquiry",
    "jewelry": "jewellery",
    "maneuver": "manoeuvre",
    "mustache": "moustache",
    "pajama": "pyjama",
    "plow": "plough",
    "practise": "practice",
    "practicing": "practising",
    "practiced": "practised",
    "program": "programme",
    "skeptic": "sceptic",
    "skillful": "skilful",
    "sulfur": "sulphur",
    "tire": "tyre",
    "willful": "wilful",
    "woolen": "woollen",
}
"""Words that follow no rule; a plural in -s follows its singular."""

SIZED = re.compile(r"(?:cap|down|over|out|re|right|super|under|up|mid)siz")
"""Words in which -ize belongs to `size` and is kept."""

_OUR = "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|misdemean|neighb"
_OUR += "|od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig"
_ELL = (
    "bevel|cancel|channel|chisel|counsel|dial|duel|enamel|equal|fuel|funnel|gravel|grovel|initial|jewel|label"
)
_ELL += "|level|libel|marvel|medal|model|panel|pedal|pencil|quarrel|rival|shovel|signal|spiral|stencil|swivel"
_ELL += "|total|towel|travel|trowel|tunnel|unravel"
_OUR_ENDINGS = "s|ed|ing|ings|er|ers|ist|ists|able|ably|ful|less|ite|ites|hood|hoods|ly|man|men|al|ally|y|ies"
_CENTRED = (
    "cent|cal|fib|goit|lit|louv|lust|mit|och|sab|sepulch|somb|spect|theat|kilomet|centimet|millimet|nanomet"
)

RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z]{3}[a-z])iz(e[drs]?|ers?|ing|ations?|ational|able)$"), r"is\1"),
    (re.compile(r"(?<=l)yz(e[drs]?|ers?|ing)$"), r"ys\1"),
    (re.compile(rf"^({_OUR})or({_OUR_ENDINGS})?$"), r"\1our\2"),
    (re.compile(rf"^({_ELL[:]})(ed|ing|ings|er|ers|or|ors|ist|ists|ous|ously)$"), r"\1l\2"),
    (re.compile(rf"^({_CENTRED})er(s?)$"), r"\1re\2"),
    (re.compile(r"^(cent)er(ed|ing)$"), r"\1r\2"),
    (re.compile(r"^(anal|catal|dial|monol|prol)og(s?)$"), r"\1ogue\2"),
    (re.compile(r"^(catal)og(ed|er|ers|ing)$"), r"\1ogu\2"),
    (re.compile(r"^(def|off|lic|pret)ense(s?)$"), r"\1ence\2"),
    (re.compile(r"^(enrol|fulfil|instil|distil)l(s|ments?)?$"), r"\1\2"),
    (re.compile(r"^(instal)l(ments?)$"), r"\1\2"),
    (re.compile(r"^(m|sm)old(s|ed|er|ers|ing|ings|y)?$"), r"\1ould\2"),
    (re.compile(r"^(an|ortho|pa)e(sthe|di|stheti)"), r"\1e\2"),
    (re.compile(r"^p(a?)ediatr"), "paediatr"),
    (re.compile(r"^an(a?)esthe"), "anaesthe"),
    (re.compile(r"^orthop(a?)ed"), "orthopaed"),
    (re.compile(r"^gyn(a?)ecolog"), "gynaecolog"),
    (re.compile(r"^h(a?)ematolog"), "haematolog"),
    (re.compile(r"^encyclop(a?)ed"), "encyclopaed"),
    (re.compile(r"^arch(a?)eolog"), "archaeolog"),
    (re.compile(r"^hom(o?)eopath"), "homeopath"),
    (re.compile(r"^(o?)estrogen"), "oestrogen"),
    (re.compile(r"^di(a)?rrh(o?)ea"), "diarrhoea"),
)
"""Patterns with their British spelling; the first that matches is used."""

_ANY = re.compile("|".join(pattern.pattern for pattern, _ in RULES))
"""What any of the patterns matches: most words match none, and one look is enough for them."""


@lru_cache(maxsize=8192)
def british(word: str) -> str:
    """A lower-case word in British spelling."""
    if word in WORDS:
        return WORDS[word]
    if word[-1:] == "s" and word[:-1] in WORDS:
        return WORDS[word[:-1]] + "s"
    if SIZED.match(word) or not _ANY.search(word):
        return word
    for pattern, replacement in RULES:
        changed, count = pattern.subn(replacement, word)
        if count:
            return changed
    return word
