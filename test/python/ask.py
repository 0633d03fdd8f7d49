"""Answers cases of patterns with Python's own re: one JSON value a line in, one out."""
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")


def groups(match):
    if match is None:
        return None
    spans = [match.span(i) for i in range(match.re.groups + 1)]
    return [None if span == (-1, -1) else list(span) for span in spans]


def answer(case):
    flags = 0
    for letter in case["flags"]:
        flags |= getattr(re, letter.upper())
    try:
        pattern = re.compile(case["pattern"], flags)
    except re.error:
        return "refused"
    text = case["text"]
    ask = case["ask"]
    if ask == "search":
        return groups(pattern.search(text))
    if ask == "match":
        return groups(pattern.match(text))
    if ask == "fullmatch":
        return groups(pattern.fullmatch(text))
    if ask == "finditer":
        return [groups(match) for match in pattern.finditer(text)]
    if ask == "sub":
        return pattern.sub(lambda match: "<" + match.group() + ">", text)
    return pattern.split(text)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
