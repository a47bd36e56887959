#!/usr/bin/env python3
"""How runut and others group the same articles, in one run on one machine.

    groups.py copies  RUNUT [--at 0.7]      near-copies of the Reuters pack: runut beside three MinHash libraries
    groups.py stories RUNUT                 B-cubed F1 of five packs of stories: runut beside three textbook methods

RUNUT is the program. The packs are those of ../shared/bench/groups beside the repository. What else is needed:

    pip install datasketch rensa gaoya scikit-learn networkx

MinHash libraries name candidates; these are checked against the true Jaccard similarity here, so that only what is
missed counts against them, and the time of the check is theirs too. The textbook methods get the one setting that is
best for the mean of all packs, chosen on the packs that are scored, which flatters them; runut has the setting it ships.
"""
import argparse
import datetime
import gzip
import json
import pathlib
import re
import subprocess
import tempfile
import time

PACKS = pathlib.Path(__file__).resolve().parents[2].parent / "shared" / "bench" / "groups"
STORIES = ["allsides21", "basil", "newscluster", "ecbplus", "id"]
DAYS = {"tf-idf single pass": 3, "Louvain": 8, "average-link HAC": 8}


def load(name):
    with gzip.open(PACKS / name, "rt") as lines:
        return [json.loads(line) for line in lines]


def run(program, *args, rows):
    """The program's output on these rows, as it is called, and how long it took."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        start = time.perf_counter()
        done = subprocess.run([program, args[0], file.name, *args[1:]], capture_output=True, text=True, check=True)
        return done.stdout, time.perf_counter() - start


def grams(row):
    words = re.findall(r"\w+", f"{row['title']} {row['text']}".lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def copies(program, at):
    rows = load("neardup_reuters.jsonl.gz")
    with gzip.open(PACKS / "neardup_reuters_pairs_w3_j30.tsv.gz", "rt") as lines:
        truth = {frozenset(line.split("\t")[:2]) for line in lines if float(line.split("\t")[2]) >= at}

    def tell(name, found, seconds):
        hit = len(found & truth)
        precision, recall = hit / max(len(found), 1), hit / len(truth)
        print(f"{name:24} precision {precision:.3f}  recall {recall:.3f}  {len(rows) / seconds:9,.0f} articles/s", flush=True)

    run(program, "copies", "--at", str(at), rows=rows)
    out, seconds = run(program, "copies", "--at", str(at), rows=rows)
    tell("runut", {frozenset(line.split("\t")[:2]) for line in out.splitlines()}, seconds)
    for name, candidates in [("datasketch, 128", with_datasketch), ("rensa, 128 in 32 bands", with_rensa), ("gaoya, 25 x 5", with_gaoya)]:
        start = time.perf_counter()
        sets = [grams(row) for row in rows]
        found = set()
        for a, b in candidates(sets, at):
            shared = len(sets[a] & sets[b])
            if shared and shared / (len(sets[a]) + len(sets[b]) - shared) >= at:
                found.add(frozenset((str(rows[a]["id"]), str(rows[b]["id"]))))
        tell(name, found, time.perf_counter() - start)


def with_datasketch(sets, at):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=at, num_perm=128)
    for number, grams in enumerate(sets):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in grams])
        yield from ((int(other), number) for other in index.query(sketch))
        index.insert(str(number), sketch)


def with_rensa(sets, at):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=at, num_perm=128, num_bands=32)
    for number, grams in enumerate(sets):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(grams))
        yield from ((other, number) for other in index.query(sketch))
        index.insert(number, sketch)


def with_gaoya(sets, at):
    from gaoya.minhash import MinHashStringIndex

    # It takes texts apart itself: a set is handed over as words that have no space in them.
    index = MinHashStringIndex(hash_size=32, jaccard_threshold=at, num_bands=25, band_size=5, analyzer="word")
    for number, grams in enumerate(sets):
        text = " ".join(gram.replace(" ", "_") for gram in grams)
        yield from ((other, number) for other in index.query(text))
        index.insert_document(number, text)


def b_cubed(rows, groups):
    truth, guessed, both = {}, {}, {}
    for row, group in zip(rows, groups):
        story = row["story"]
        truth[story] = truth.get(story, 0) + 1
        guessed[group] = guessed.get(group, 0) + 1
        both[story, group] = both.get((story, group), 0) + 1
    scored = [(row["story"], group) for row, group in zip(rows, groups) if not row.get("doubtful")]
    precision = sum(both[pair] / guessed[pair[1]] for pair in scored) / len(scored)
    recall = sum(both[pair] / truth[pair[0]] for pair in scored) / len(scored)
    return 2 * precision * recall / (precision + recall)


def day(row):
    try:
        return datetime.date.fromisoformat(row["published"][:10]).toordinal()
    except ValueError:
        return None


class Pack:
    """The articles of a pack, how alike each two are, and which lie within so many days."""

    def __init__(self, name):
        import numpy
        from sklearn.feature_extraction.text import TfidfVectorizer

        rows = load(f"stories_{name}.jsonl.gz")
        either = lambda row, *keys: next((row[key] for key in keys if row.get(key)), "")
        self.rows = [
            {
                "title": either(row, "title", "headline"), "text": either(row, "body", "text"),
                "published": either(row, "published", "date"), "url": either(row, "url"), "outlet": either(row, "outlet"),
                "story": either(row, "story", "cluster"), "doubtful": row.get("doubtful"),
            }
            for row in rows
        ]
        texts = [f"{row['title']} {row['title']} {row['text'][:2000]}" for row in self.rows]
        vectors = TfidfVectorizer(sublinear_tf=True, max_df=0.5).fit_transform(texts)
        self.vectors = vectors
        self.likeness = (vectors @ vectors.T).toarray()
        days = [day(row) for row in self.rows]
        known = numpy.array([-1 if day is None else day for day in days])
        apart = numpy.abs(known[:, None] - known[None, :])
        apart[(known < 0)[:, None] | (known < 0)[None, :]] = 0
        self.apart = apart
        self.order = sorted(range(len(days)), key=lambda at: (days[at] is None, days[at] or 0, at))


def single_pass(pack, least, days):
    """Joins the group whose centroid is most alike, the earliest article first."""
    import numpy

    groups, of = [], [0] * len(pack.rows)
    for at in pack.order:
        best, chosen = least, None
        for number, members in enumerate(groups):
            if pack.apart[at, members].min() <= days:
                inner = pack.likeness[numpy.ix_(members, members)].sum() ** 0.5
                likeness = pack.likeness[at, members].sum() / inner
                if likeness >= best:
                    best, chosen = likeness, number
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(at)
        of[at] = chosen
    return of


def louvain(pack, least, days):
    import networkx
    import numpy

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(pack.rows)))
    for a, b in zip(*numpy.where((pack.likeness >= least) & (pack.apart <= days))):
        if a < b:
            graph.add_edge(int(a), int(b), weight=float(pack.likeness[a, b]))
    of = [0] * len(pack.rows)
    for number, members in enumerate(networkx.community.louvain_communities(graph, seed=1)):
        for member in members:
            of[member] = number
    return of


def average_link(pack, least, days):
    import numpy
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = numpy.where(pack.apart <= days, 1 - pack.likeness, 1.0).clip(0, 1)
    numpy.fill_diagonal(distance, 0)
    return list(fcluster(linkage(squareform(distance, checks=False), "average"), 1 - least, "distance"))


def stories(program):
    packs = [Pack(name) for name in STORIES]

    def tell(name, scores, note=""):
        each = "  ".join(f"{pack} {score:.3f}" for pack, score in zip(STORIES, scores))
        print(f"{name:20} worst {min(scores):.3f}  mean {sum(scores) / len(scores):.3f}  {each}{note}", flush=True)

    scores = []
    for pack in packs:
        # By number, since two articles of a pack have one id.
        told = [{**row, "id": number, "story": None} for number, row in enumerate(pack.rows)]
        lines = run(program, "group", rows=told)[0].splitlines()
        scores.append(b_cubed(pack.rows, [line["story"] for line in map(json.loads, lines)]))
    tell("runut", scores, "  (as shipped)")
    for name, method in [("tf-idf single pass", single_pass), ("Louvain", louvain), ("average-link HAC", average_link)]:
        tried = []
        for least in [at / 100 for at in range(4, 44, 2)]:
            scores = [b_cubed(pack.rows, method(pack, least, DAYS[name])) for pack in packs]
            tried.append((sum(scores) / len(scores), least, scores))
        _, least, scores = max(tried)
        tell(name, scores, f"  (within {DAYS[name]} days, from {least:.2f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["copies", "stories"])
    parser.add_argument("runut", help="the program")
    parser.add_argument("--at", type=float, default=0.7, help="least Jaccard similarity of copies")
    args = parser.parse_args()
    copies(args.runut, args.at) if args.what == "copies" else stories(args.runut)


if __name__ == "__main__":
    main()
