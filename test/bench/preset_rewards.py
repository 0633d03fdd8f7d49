"""Ten reward functions, written from their descriptions, timed over the records on stdin (one JSON object a line)."""
import json
import re
import string
import sys
import time


def open_r1_format(r):
    pattern = r"^<think>\n.*?\n</think>\n<answer>\n.*?\n</answer>$"
    return 1.0 if re.match(pattern, r["text"], re.DOTALL | re.MULTILINE) else 0.0


def think_format(r):
    pattern = r"^<think>(?!.*<think>)(.*?)</think>.*$"
    return 1.0 if re.match(pattern, r["text"], re.DOTALL | re.MULTILINE) else 0.0


def tag_count(r):
    total = 0.0
    for tag in ("<think>\n", "\n</think>\n", "\n<answer>\n", "\n</answer>"):
        if r["text"].count(tag) == 1:
            total += 0.25
    return total


def reasoning_steps(r):
    pattern = r"(Step \d+:|^\d+\.|\n-|\n\*|First,|Second,|Next,|Finally,)"
    return min(1.0, len(re.findall(pattern, r["text"])) / 3)


def repetition(r):
    words = r["text"].lower().split()
    if len(words) < 3:
        return 0.0
    grams = [tuple(words[i : i + 3]) for i in range(len(words) - 2)]
    return -(1 - len(set(grams)) / len(grams))


def xmlcount(r):
    text = r["text"]
    count = 0.0
    if text.count("<reasoning>\n") == 1:
        count += 0.125
    if text.count("\n</reasoning>\n") == 1:
        count += 0.125
    if text.count("\n<answer>\n") == 1:
        count += 0.125
        count -= len(text.split("\n</answer>\n")[-1]) * 0.001
    if text.count("\n</answer>") == 1:
        count += 0.125
        count -= (len(text.split("\n</answer>")[-1]) - 1) * 0.001
    return count


def gsm8k(r):
    found = re.findall("#### (\\-?[0-9\\.\\,]+)", r["text"][-300:])
    if not found:
        return 0.0
    return 1.0 if found[-1].replace(",", "").replace("$", "") == r["truth"] else 0.0


def squad(text):
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def qa_em(r):
    found = list(re.finditer(r"<answer>(.*?)</answer>", r["text"], re.DOTALL))
    if not found:
        return 0.0
    if squad(found[-1].group(1).strip()) != squad(r["truth"]):
        return 0.0
    return 0.25 if r["text"].count("<answer>") > 10 or r["text"].count("</answer>") > 10 else 1.0


def f1(r):
    answer, truth = squad(r["text"]).split(), squad(r["truth"]).split()
    for one, other in ((answer, truth), (truth, answer)):
        if " ".join(one) in ("yes", "no", "noanswer") and one != other:
            return 0.0
    counts = {}
    for word in truth:
        counts[word] = counts.get(word, 0) + 1
    common = 0
    for word in answer:
        if counts.get(word, 0) > 0:
            counts[word] -= 1
            common += 1
    if common == 0:
        return 0.0
    precision, recall = common / len(answer), common / len(truth)
    return 2 * precision * recall / (precision + recall)


def choice(r):
    found = re.findall(r"\\boxed\{([^}]+)\}", r["text"].split("</think>")[-1])
    if not found:
        return 0.0
    letter = next((c for c in found[-1] if c.isupper()), None)
    return 1.0 if letter == r["truth"] else 0.0


functions = {
    "open-r1/format": open_r1_format,
    "trl/think_format": think_format,
    "open-r1/tag_count": tag_count,
    "open-r1/reasoning_steps": reasoning_steps,
    "open-r1/repetition_penalty": repetition,
    "unsloth/xmlcount": xmlcount,
    "verl/gsm8k": gsm8k,
    "verl/search_r1_like_qa_em": qa_em,
    "slime/f1": f1,
    "roll/multiple_choice_boxed": choice,
}

records = [json.loads(line) for line in sys.stdin]
answers = {}
for name, function in functions.items():
    values = [function(record) for record in records]
    times = []
    for _ in range(int(sys.argv[1])):
        begun = time.process_time()
        for _ in range(5):
            for record in records:
                function(record)
        times.append((time.process_time() - begun) / 5)
    answers[name] = {"seconds": sorted(times)[len(times) // 2], "values": values}
print(json.dumps(answers))
