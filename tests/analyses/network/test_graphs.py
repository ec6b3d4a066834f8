"""PageRank, bridges and communities, held against networkx and against what was planted."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from sklearn.metrics import adjusted_rand_score

from monitor.analyses.network import (
    adjusted_rand,
    betweenness,
    communities,
    from_networkx,
    interactions,
    louvain,
    modularity,
    pagerank,
    to_networkx,
)


def a_graph(seed, accounts=60, edges=240):
    """Make a weighted graph without loops; some accounts point at nobody."""
    random = np.random.default_rng(seed)
    dense = np.zeros((accounts, accounts))
    source, target = random.integers(0, accounts - 5, edges), random.integers(0, accounts, edges)
    np.add.at(dense, (source, target), 1.0)
    np.fill_diagonal(dense, 0)
    return csr_array(dense)


def groups(seed, count=6, each=20):
    """Make groups whose members interact far more often with each other."""
    random = np.random.default_rng(seed)
    home = np.repeat(np.arange(count), each)
    chance = np.where(home[:, None] == home[None, :], 0.4, 0.012)
    return csr_array(np.triu(random.random(chance.shape) < chance, 1).astype(float)), home


def in_networkx(graph):
    return nx.from_scipy_sparse_array(graph, create_using=nx.DiGraph)


@pytest.mark.parametrize("seed", range(3))
def test_pagerank_is_networkx(seed):
    """Weights, dangling accounts and damping mean what they mean there."""
    graph = a_graph(seed)
    theirs = nx.pagerank(in_networkx(graph), tol=1e-12, max_iter=500)
    assert pagerank(graph, tolerance=1e-10) == pytest.approx(
        [theirs[node] for node in range(60)], abs=1e-8
    )


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_pagerank_is_shares_whatever_the_graph(edges):
    """Empty, disconnected or looped: everybody has some rank, and all of it is one."""
    dense = np.zeros((10, 10))
    for source, target in edges:
        dense[source, target] += 1
    rank = pagerank(csr_array(dense))
    assert rank.sum() == pytest.approx(1)
    assert (rank > 0).all()


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_betweenness_from_every_account_is_exact(seed, directed):
    """With no fewer samples than accounts it is networkx' number, and without error."""
    graph = a_graph(seed, edges=130)
    peer = in_networkx(graph)
    theirs = nx.betweenness_centrality(peer if directed else peer.to_undirected())
    found = betweenness(graph, samples=60, directed=directed)
    assert found.value == pytest.approx([theirs[node] for node in range(60)])
    assert not found.error.any()


def test_sampled_betweenness_is_right_on_average_and_knows_its_error():
    """Many samples of ten accounts average to the truth; the errors are as large as they say."""
    graph = a_graph(1, edges=130)
    truth = betweenness(graph, samples=60).value
    found = [betweenness(graph, samples=10, seed=seed) for seed in range(300)]
    values = np.array([each.value for each in found])
    best = np.argsort(-truth)[:5]
    assert values.mean(axis=0)[best] == pytest.approx(truth[best], rel=0.1)
    said = np.mean([each.error[best] for each in found], axis=0)
    assert said == pytest.approx(values.std(axis=0)[best], rel=0.25)


def test_a_planted_bridge_is_the_bridge():
    """Two circles of acquaintances that meet in one account."""
    peer = nx.barbell_graph(8, 1)
    graph, nodes = from_networkx(peer)
    assert nodes[int(betweenness(graph).value.argmax())] == 8


def test_planted_groups_are_found_and_found_again():
    """Clear groups come out of every seed; stability says so."""
    graph, home = groups(1)
    found = communities(graph)
    assert adjusted_rand(found.labels, home) == 1
    assert found.stability.value == 1


def test_groups_of_a_random_graph_are_not_stable():
    """Chance has communities too, but other ones at each seed: the figure that warns."""
    found = communities(a_graph(1, accounts=200, edges=1_200))
    assert found.modularity.value > 0.2
    assert found.stability.value < 0.6


@pytest.mark.parametrize("seed", range(4))
def test_modularity_is_no_lower_than_networkx(seed):
    """On groups that blur, the best of five runs is no worse than the best of theirs."""
    random = np.random.default_rng(seed)
    home = np.arange(300) % 10
    chance = np.where(home[:, None] == home[None, :], 0.15, 0.03)
    upper = np.triu(random.random(chance.shape) < chance, 1)
    peer = nx.from_numpy_array(upper | upper.T)
    theirs = max(
        nx.community.modularity(peer, nx.community.louvain_communities(peer, seed=each))
        for each in range(5)
    )
    assert communities(csr_array(upper.astype(float))).modularity.value >= theirs - 1e-9


def test_modularity_is_networkx_with_weights():
    """The same formula, weights of both directions added."""
    graph = a_graph(3)
    both = csr_array(graph + graph.T)
    labels = np.arange(60) % 4
    peer = nx.from_scipy_sparse_array(both)
    sets = [set(np.flatnonzero(labels == each).tolist()) for each in range(4)]
    assert modularity(both, labels) == pytest.approx(nx.community.modularity(peer, sets))


@given(st.integers(0, 1_000), st.integers(2, 30), st.integers(0, 90))
def test_communities_hang_together_and_beat_one_each(seed, accounts, edges):
    """Any graph: same seed, same answer; each community is connected; Q is no less than alone."""
    random = np.random.default_rng(seed)
    dense = np.zeros((accounts, accounts))
    dense[random.integers(0, accounts, edges), random.integers(0, accounts, edges)] = 1
    np.fill_diagonal(dense, 0)
    both = csr_array(np.maximum(dense, dense.T))
    found = louvain(both, seed=seed)
    peer = nx.from_numpy_array(both.toarray())
    for each in range(int(found.labels.max()) + 1):
        assert nx.is_connected(peer.subgraph(np.flatnonzero(found.labels == each).tolist()))
    assert (louvain(both, seed=seed).labels == found.labels).all()
    assert found.modularity >= modularity(both, np.arange(accounts)) - 1e-9
    sizes = np.bincount(found.labels)
    assert (np.diff(sizes) <= 0).all()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=50))
def test_the_rand_index_is_scikit_learns(pairs):
    """And symmetric."""
    a, b = zip(*pairs, strict=True)
    assert adjusted_rand(a, b) == pytest.approx(adjusted_rand_score(a, b))
    assert adjusted_rand(a, b) == adjusted_rand(b, a)


def test_an_empty_network_says_so():
    """Nobody pointed at anybody: no communities, a reason, no crash."""
    found = communities(csr_array((3, 3)))
    assert found.labels.tolist() == [-1, -1, -1]
    assert found.modularity.value is None
    assert found.modularity.why == "network.no_interactions"
    assert betweenness(csr_array((3, 3))).samples == 0
    assert pagerank(csr_array((0, 0))).tolist() == []


def test_networkx_goes_in_and_out():
    """What a notebook makes of it is what it was made of; kinds are kept apart."""
    rows = interactions(
        ["x:a", "x:a", "x:c"], ["x:b", "x:b", "x:b"], ["repost", "mention", "reply"]
    )
    made = to_networkx(rows, {"place": range(3)})
    assert made["x:a"]["x:b"] == {
        "repost": 1, "quote": 0, "reply": 0, "mention": 1, "link": 0, "weight": 2,
    }  # fmt: skip
    graph, nodes = from_networkx(made)
    assert graph[[nodes.index("x:a")], [nodes.index("x:b")]].tolist() == [2]
    assert rows.accounts[made.nodes["x:c"]["place"]] == "x:c"
