/* What the page carries, as arrays that are walked in a millisecond, and what of it the filters let through. */

const ANYBODY = -1;
const NOBODY = -2;
const UNKNOWN = -0x80000000; // a day that nobody knows: outside every range
const OTHER = 8; // the colour of all communities but the largest
const WIDTHS = 4;
const STEP = 5; // the kind "coordination"

const dayOf = (seconds) => Math.floor((seconds + 7 * 3600) / 86400); // in WIB

/** One row per part of an edge; an edge that names no parts is one that lasts from its first day to its last. */
function unfold(edges) {
  const starts = new Int32Array(edges.parts.length + 1);
  edges.parts.forEach((flat, edge) => { starts[edge + 1] = starts[edge] + Math.max(flat.length / 3, 1); });
  const size = starts[edges.parts.length];
  const parts = { starts, first: new Int32Array(size), last: new Int32Array(size), set: new Int32Array(size), weight: new Int32Array(size) };
  const put = (at, first, last, set, weight) => {
    parts.first[at] = first ?? UNKNOWN;
    parts.last[at] = last ?? UNKNOWN;
    parts.set[at] = set;
    parts.weight[at] = weight;
  };
  edges.parts.forEach((flat, edge) => {
    const at = starts[edge];
    const [first, last] = [edges.first[edge], edges.last[edge]].map((time) => (time === null ? null : dayOf(time)));
    if (!flat.length) put(at, first ?? last, last ?? first, -1, edges.weight[edge]);
    for (let i = 0; i < flat.length; i += 3) put(at + i / 3, flat[i], flat[i], flat[i + 1], flat[i + 2]);
  });
  return parts;
}

/** For each node where in `edges` those that touch it stand. */
function touching(count, edges) {
  const starts = new Int32Array(count + 1);
  for (const ends of [edges.source, edges.target]) for (const node of ends) starts[node + 1] += 1;
  for (let node = 0; node < count; node++) starts[node + 1] += starts[node];
  const next = starts.slice(0, count);
  const list = new Int32Array(starts[count]);
  for (const ends of [edges.source, edges.target]) ends.forEach((node, edge) => { list[next[node]++] = edge; });
  return { starts, list };
}

function tally(values) {
  const counts = new Map();
  for (const value of values) if (value >= 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function makeData(raw) {
  const { nodes, edges, sets } = raw;
  const n = nodes.label.length;
  const m = edges.source.length;
  const parts = unfold(edges);
  const touch = touching(n, edges);
  const communities = tally(nodes.community);
  const color = new Map(communities.slice(0, OTHER).map(([community], place) => [community, place]));
  const days = range(parts);
  const isAmplified = nodes.got.some((got) => got > 0);
  // Without reposts or quotes nothing is amplified; then connections are shown, and called so.
  const loudness = isAmplified ? nodes.got : nodes.got.map((_, node) => touch.starts[node + 1] - touch.starts[node]);
  const shown = { weight: new Int32Array(m), node: new Uint8Array(n), degree: new Int32Array(n), got: new Int32Array(n), made: new Int32Array(n), batches: [], accounts: 0, edges: 0, posts: 0 };

  const data = {
    raw, n, m, parts, touch, communities, days, shown,
    clusters: new Map(tally(nodes.cluster)),
    color: Uint8Array.from(nodes.community, (community) => color.get(community) ?? OTHER),
    isAmplified, loudness,
    order: Int32Array.from(nodes.got.keys()).sort((a, b) => loudness[b] - loudness[a] || nodes.made[b] - nodes.made[a] || a - b),
    posts: sum(edges.weight, (edge) => edges.kind[edge] !== STEP),
    undated: edges.kind.reduce((total, kind, edge) => total + (kind === STEP ? 0 : undated(parts, edge)), 0),
    kinds: raw.kinds.map((_, kind) => edges.kind.reduce((count, each) => count + (each === kind), 0)),
    start: () => ({ kinds: raw.kinds.map(() => true), least: 1, from: days.first, to: days.last, entity: ANYBODY, clusters: false }),
    isWhole: (filter) => filter.from <= days.first && filter.to >= days.last,
  };

  let current = null; // what was asked last

  /** Which sets of candidates a filter lets through; null where it does not ask. */
  function named(entity) {
    if (entity === ANYBODY) return null;
    return sets.map((set) => (entity === NOBODY ? !set.length : set.includes(entity)));
  }

  /** Parts of an edge that a filter lets through. */
  function* passing(edge, { filter, whole, names }) {
    for (let part = parts.starts[edge]; part < parts.starts[edge + 1]; part++) {
      if (!whole && (parts.last[part] < filter.from || parts.first[part] > filter.to)) continue;
      if (names && !names[parts.set[part]]) continue; // what does not say whom it names is not shown as if it did
      yield part;
    }
  }

  function weigh(edge, asked) {
    const { kinds, clusters, least } = asked.filter;
    const inCluster = (node) => nodes.cluster[node] >= 0;
    if (!kinds[edges.kind[edge]]) return 0;
    if (clusters && !inCluster(edges.source[edge]) && !inCluster(edges.target[edge])) return 0;
    let weight = 0;
    for (const part of passing(edge, asked)) weight += parts.weight[part];
    return weight >= least ? weight : 0;
  }

  /** Weigh all edges anew, and gather by colour and width what is drawn in one stroke. */
  data.apply = (filter) => {
    const asked = (current = { filter, whole: data.isWhole(filter), names: named(filter.entity) });
    shown.batches = Array.from({ length: (OTHER + 2) * WIDTHS }, () => []);
    for (const each of [shown.node, shown.degree, shown.got, shown.made]) each.fill(0);
    shown.edges = shown.posts = 0;
    for (let edge = 0; edge < m; edge++) {
      const weight = (shown.weight[edge] = weigh(edge, asked));
      if (weight) show(edge, weight);
    }
    const all = asked.whole && !asked.names && !filter.clusters && filter.least === 1 && filter.kinds.every(Boolean);
    stamps.fill(-1);
    for (let node = 0; node < n; node++) {
      if (all && touch.starts[node] === touch.starts[node + 1]) shown.node[node] = 1; // an account alone
      shown.degree[node] = degree(node);
    }
    shown.accounts = shown.node.reduce((count, each) => count + each, 0);
  };

  function show(edge, weight) {
    const [source, target, kind] = [edges.source[edge], edges.target[edge], edges.kind[edge]];
    shown.node[source] = shown.node[target] = 1;
    shown.edges += 1;
    if (kind !== STEP) shown.posts += weight;
    if (kind < 2) {
      shown.got[target] += weight;
      shown.made[source] += weight;
    }
    const width = Math.min(WIDTHS - 1, Math.floor(Math.log2(weight) / 1.5));
    shown.batches[(kind === STEP ? OTHER + 1 : data.color[source]) * WIDTHS + width].push(edge);
  }

  /** Edges of a node that the filters let through. */
  data.edgesOf = function* edgesOf(node) {
    for (let i = touch.starts[node]; i < touch.starts[node + 1]; i++) if (shown.weight[touch.list[i]]) yield touch.list[i];
  };

  const stamps = new Int32Array(n).fill(-1); // for whom a node was counted last

  function degree(node) {
    let count = 0;
    stamps[node] = node;
    for (let i = touch.starts[node]; i < touch.starts[node + 1]; i++) {
      const edge = touch.list[i];
      const other = edges.source[edge] === node ? edges.target[edge] : edges.source[edge];
      if (!shown.weight[edge] || stamps[other] === node) continue;
      stamps[other] = node;
      count += 1;
    }
    return count;
  }

  data.neighbours = (node) => {
    const found = new Set();
    for (const edge of data.edgesOf(node)) found.add(edges.source[edge] === node ? edges.target[edge] : edges.source[edge]);
    found.delete(node);
    return found;
  };

  /** Parts of an edge that the filters let through. */
  data.partsOf = (edge) => passing(edge, current);

  /** Posts per bin of days, whatever the range: what there would be to see. */
  data.histogram = (filter, bins) => {
    const counts = new Float64Array(bins);
    const asked = { filter, whole: true, names: named(filter.entity) };
    const span = days.last - days.first + 1;
    for (let edge = 0; edge < m; edge++) {
      if (edges.kind[edge] === STEP || !weigh(edge, asked)) continue;
      for (const part of passing(edge, asked)) {
        if (parts.first[part] !== UNKNOWN) counts[Math.floor(((parts.first[part] - days.first) * bins) / span)] += parts.weight[part];
      }
    }
    return counts;
  };
  return data;
}

function range(parts) {
  let [first, last] = [Infinity, -Infinity];
  parts.first.forEach((day, part) => {
    if (day === UNKNOWN) return;
    first = Math.min(first, day);
    last = Math.max(last, parts.last[part]);
  });
  return first > last ? { first: 0, last: 0, known: false } : { first, last, known: true };
}

function undated(parts, edge) {
  let weight = 0;
  for (let part = parts.starts[edge]; part < parts.starts[edge + 1]; part++) if (parts.first[part] === UNKNOWN) weight += parts.weight[part];
  return weight;
}

function sum(values, wanted) {
  return values.reduce((total, value, place) => total + (wanted(place) ? value : 0), 0);
}
