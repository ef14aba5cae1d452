"""The trees that have the last word on each leaf: weighed all at once, they say what each says when walked."""

from __future__ import annotations

import random

import pytest

from convert.forest import Forest, Tree


def grown(chance: random.Random, ends: int, traits: int) -> Tree:
    """A tree with ``ends`` ends, splitting wherever chance has it."""
    tree = Tree([], [], [], [], [])

    def below(many: int) -> int:
        if many == 1:
            tree.value.append(chance.uniform(-1, 1))
            return ~(len(tree.value) - 1)
        node = len(tree.trait)
        tree.trait.append(chance.randrange(traits))
        tree.limit.append(chance.randrange(-4, 5) / 2)
        tree.low.append(0)
        tree.high.append(0)
        first = chance.randrange(1, many)
        tree.low[node], tree.high[node] = below(first), below(many - first)
        return node

    below(ends)
    return tree


def walked(tree: Tree, row: list[float]) -> float:
    node = 0
    while node >= 0:
        node = tree.low[node] if row[tree.trait[node]] <= tree.limit[node] else tree.high[node]
    return tree.value[~node]


@pytest.mark.parametrize("most", [2, 8, 9, 16, 40, 64])
def test_a_forest_says_what_its_trees_say(most: int) -> None:
    chance = random.Random(most)
    trees = [grown(chance, chance.randint(2, most), traits=6) for _ in range(30)]
    forest = Forest(trees)
    for _ in range(300):
        row = [chance.randrange(-5, 6) / 2 for _ in range(6)]
        assert forest.weigh(row) == sum(walked(tree, row) for tree in trees)
