/* Words and elements. Whatever comes from the data becomes a text node: it is shown, never obeyed. */

const LISTED = 6;

function makeSpeech(raw) {
  const number = new Intl.NumberFormat(raw.lang, { maximumFractionDigits: 4 });
  const day = new Intl.DateTimeFormat(raw.lang, { dateStyle: "medium", timeZone: "UTC" });
  const time = new Intl.DateTimeFormat(raw.lang, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Jakarta" });
  const written = (fact) => (typeof fact === "number" ? number.format(fact) : fact);
  const hasAmplified = raw.nodes.got.some((got) => got > 0);
  const hasLinks = raw.nodes.link.includes(1);
  const say = (key, facts = {}) => raw.words[key].replace(/\{(\w+)\}/g, (_, name) => written(facts[name]));
  return {
    say,
    number: (value) => number.format(value),
    day: (value) => day.format(value * 86400000),
    time: (seconds) => (seconds === null ? say("unknown") : time.format(seconds * 1000)),
    role: (node) => (raw.nodes.link[node] ? say("role_link") : raw.words[`role_${raw.nodes.role[node]}`] ?? raw.nodes.role[node]),
    amplified: (count) => (hasAmplified ? say("times", { count }) : say("absent")),
    accounts: (count) => say(hasLinks ? "nodes" : "accounts", { count }),
    chance: (value) => (value === null ? say("unknown") : value < 0.001 ? `< ${number.format(0.001)}` : number.format(Number(value.toPrecision(2)))),
  };
}

const byId = (id) => document.getElementById(id);

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

/** What is known of one node, in the panel at the side. */
function makePanel(data, speech, choose) {
  const { nodes, edges, entities } = data.raw;
  const { say, number } = speech;
  const link = (node) => element("button", { type: "button", onclick: () => choose(node) }, nodes.label[node]);

  /** Weights by other node, of the edges that come or go. */
  function sides(node) {
    const [come, go] = [new Map(), new Map()];
    for (const edge of data.edgesOf(node)) {
      if (edges.kind[edge] === STEP) continue;
      const [side, other] = edges.target[edge] === node ? [come, edges.source[edge]] : [go, edges.target[edge]];
      side.set(other, (side.get(other) ?? 0) + data.shown.weight[edge]);
    }
    return [come, go].map((side) => [...side].sort((a, b) => b[1] - a[1] || a[0] - b[0]));
  }

  function list(key, rows, name) {
    if (!rows.length) return [];
    const items = rows.slice(0, LISTED).map(([other, weight]) => element("li", {}, link(other), element("span", {}, say("times", { count: weight }))));
    const rest = rows.length > LISTED ? [element("li", { className: "soft" }, say("more", { count: rows.length - LISTED }))] : [];
    return [element("h4", { className: name }, `${say(key)} · ${speech.accounts(rows.length)}`), element("ul", {}, ...items, ...rest)];
  }

  /** Candidates that posts of or to a node name; one post may name several. */
  function named(node) {
    const counts = new Map();
    let untold = 0; // of fewer accounts than may be told of
    for (const edge of data.edgesOf(node)) {
      for (const part of data.partsOf(edge)) {
        if (data.parts.set[part] < 0 && edges.kind[edge] !== STEP) untold += data.parts.weight[part];
        for (const entity of data.raw.sets[data.parts.set[part]] ?? []) counts.set(entity, (counts.get(entity) ?? 0) + data.parts.weight[part]);
      }
    }
    if (!entities.length) return [];
    const rows = [...counts].sort((a, b) => b[1] - a[1]);
    const items = rows.map(([entity, weight]) => element("li", {}, element("span", {}, entities[entity]), element("span", {}, say("times", { count: weight }))));
    const rest = untold ? [element("li", { className: "soft" }, say("named_untold", { count: untold }))] : [];
    const nobody = items.length || untold ? [] : [element("li", { className: "soft" }, say("named_nobody"))];
    return [
      element("h4", {}, say("named")),
      element("ul", { id: "named" }, ...items, ...rest, ...nobody),
      element("p", { className: "soft" }, say("named_about")),
    ];
  }

  function step(node) {
    const cluster = nodes.cluster[node];
    if (cluster < 0) return [];
    const pairs = [...data.edgesOf(node)].filter((edge) => edges.kind[edge] === STEP).sort((a, b) => data.shown.weight[b] - data.shown.weight[a]);
    const largest = (place) => {
      const values = pairs.map((edge) => edges.chance[edge][place]);
      return speech.chance(values.includes(null) ? null : Math.max(...values));
    };
    const facts = { number: cluster, count: data.clusters.get(cluster), pairs: pairs.length };
    const told = pairs.length ? say("step_about", { ...facts, p: largest(1), q: largest(2) }) : say("step_hidden", facts);
    const items = pairs.slice(0, LISTED).map((edge) => {
      const expected = edges.chance[edge][0];
      const said = say("step_pair", { weight: data.shown.weight[edge], expected: speech.chance(expected) });
      return element("li", {}, link(edges.source[edge] === node ? edges.target[edge] : edges.source[edge]), element("span", {}, said));
    });
    return [element("div", { className: "step" }, element("h4", {}, say("step")), element("p", {}, told), element("ul", {}, ...items), element("p", { className: "soft" }, say("step_caveat")))];
  }

  function facts(node) {
    const community = nodes.community[node];
    const rows = [
      ["role", speech.role(node)],
      ["degree", speech.accounts(data.shown.degree[node])],
      ["got", speech.amplified(nodes.got[node])],
      ["made", speech.amplified(nodes.made[node])],
      ["pagerank", nodes.pagerank[node] === null || !data.isAmplified ? say("absent") : number(nodes.pagerank[node])],
      ["first", speech.time(nodes.first[node])],
      ["last", speech.time(nodes.last[node])],
    ];
    if (nodes.id[node] !== null) rows.unshift(["id", nodes.id[node]]);
    const tags = [community < 0 ? null : say("community", { number: community }), nodes.public[node] ? say("public") : null, nodes.apart[node] ? say("apart") : null];
    return [
      element("p", { className: "tag" }, tags.filter(Boolean).join(" · ")),
      ...(data.shown.node[node] ? [] : [element("p", { className: "hides" }, say("hidden"))]),
      element("dl", {}, ...rows.flatMap(([key, value]) => [element("dt", {}, say(key)), element("dd", {}, value)])),
    ];
  }

  function loudest() {
    const values = data.isAmplified ? data.shown.got : data.shown.degree;
    const rows = [...data.order].filter((node) => values[node]).sort((a, b) => values[b] - values[a]).slice(0, 10);
    const items = rows.map((node) => element("li", {}, link(node), element("span", {}, data.isAmplified ? say("times", { count: values[node] }) : number(values[node]))));
    return [element("h2", {}, say(data.isAmplified ? "choose" : "choose_degree")), element("ul", {}, ...items), element("p", { className: "soft" }, say("choose_about"))];
  }

  return (node, isPinned) => {
    if (node < 0) return byId("details").replaceChildren(...loudest());
    const [come, go] = sides(node);
    const release = isPinned ? [element("button", { type: "button", className: "quiet", onclick: () => choose(-1) }, say("close"))] : [];
    return byId("details").replaceChildren(
      element("div", { className: "row" }, element("h3", {}, nodes.label[node]), ...release),
      ...facts(node), ...step(node), ...list("comes_from", come, "in"), ...list("goes_to", go, "out"), ...named(node),
    );
  };
}
