/* What a person can turn: filters, time, search, table. Each returns how it is brought up to date. */

const STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10000];
const MATCHES = 8;
const LANE = 20; // pixels of a row of phases
const LETTER = 6.4;
const TICK = 250; // milliseconds a day stays when played
const TICKS = 90; // a long time is played in strides

function option(value, text, properties = {}) {
  return element("option", { value, ...properties }, text);
}

function makeFilters(data, speech, app) {
  const { raw } = data;
  const { say, number } = speech;
  const steps = STEPS.filter((step) => step <= raw.edges.weight.reduce((a, b) => Math.max(a, b), 1));
  const change = (changes) => app.change(changes);

  const boxes = raw.kinds.map((kind, place) => {
    const box = element("input", { type: "checkbox", onchange: () => change({ kinds: boxes.map((each) => each.checked) }) });
    box.hidden = !data.kinds[place];
    if (data.kinds[place]) {
      byId("kinds").append(element("label", { className: "check" }, box, element("span", {}, say(`kind_${kind}`)), element("em", {}, number(data.kinds[place]))));
    }
    return box;
  });
  byId("least").max = steps.length - 1;
  byId("least").addEventListener("input", (event) => change({ least: steps[event.target.value] }));
  byId("clusters").addEventListener("change", (event) => change({ clusters: event.target.checked }));
  byId("by-cluster").hidden = !data.clusters.size;
  byId("by-entity").hidden = !raw.entities.length;
  byId("entity").append(option(ANYBODY, say("entity_all")), ...raw.entities.map((name, place) => option(place, name)), option(NOBODY, say("entity_nobody")));
  byId("entity").addEventListener("change", (event) => change({ entity: Number(event.target.value) }));
  byId("clear").addEventListener("click", () => {
    change(data.start());
    byId("map").focus();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("left-out").hidden = !raw.leftOut;
  byId("left-out").textContent = say("left_out", { count: raw.leftOut });

  function count(shown, all, key) {
    return element("p", {}, element("b", {}, number(shown)), " ", element("span", {}, say(key, { all })));
  }

  /** The filters that are on, in words: what is printed must say what it leaves out. */
  function chosen(filter) {
    const said = [];
    if (filter.least > 1) said.push(`${say("least")} ${say("least_unit", { count: filter.least })}`);
    if (!data.isWhole(filter)) said.push(say("days", { first: speech.day(filter.from), last: speech.day(filter.to) }));
    if (filter.entity !== ANYBODY) said.push(`${say("entity")} ${filter.entity === NOBODY ? say("entity_nobody") : raw.entities[filter.entity]}`);
    if (!filter.kinds.every(Boolean)) said.push(raw.kinds.filter((_, place) => filter.kinds[place] && data.kinds[place]).map((kind) => say(`kind_${kind}`)).join(", ") || say("nothing"));
    if (filter.clusters) said.push(say("clusters"));
    return said.join(" · ");
  }

  return (filter) => {
    const { shown } = data;
    const step = steps.indexOf(filter.least);
    const counts = [[shown.accounts, data.n, raw.nodes.link.includes(1) ? "shown_nodes" : "shown_accounts"], [shown.edges, data.m, "shown_edges"], [shown.posts, data.posts, "shown_posts"]];
    byId("counts").replaceChildren(...counts.map((each) => count(...each)));
    byId("chosen").textContent = chosen(filter);
    byId("clear").hidden = !byId("chosen").textContent;
    byId("least").value = step;
    byId("least-said").textContent = say("least_unit", { count: filter.least });
    byId("least").setAttribute("aria-valuetext", byId("least-said").textContent);
    byId("entity").value = filter.entity;
    byId("clusters").checked = filter.clusters;
    boxes.forEach((box, place) => { box.checked = filter.kinds[place]; });
    byId("empty").textContent = say(data.m ? "nothing" : "no_data");
    byId("empty").hidden = shown.accounts > 0;
    byId("map").setAttribute("aria-label", say("map_label", { accounts: number(shown.accounts), edges: number(shown.edges) }));
  };
}

function makeTime(data, speech, app) {
  const { days, raw } = data;
  const { say } = speech;
  const [from, to] = [byId("from"), byId("to")];
  const span = days.last - days.first + 1;
  const periods = raw.periods.map(([name, first, last]) => ({ name, from: Math.max(first, days.first), to: Math.min(last, days.last) }));
  const brush = makeCanvas(byId("histogram"));
  let [playing, laid] = [0, 0];

  for (const input of [from, to]) Object.assign(input, { min: days.first, max: days.last });
  from.addEventListener("input", () => own({ from: Number(from.value), to: Math.max(Number(from.value), Number(to.value)) }));
  to.addEventListener("input", () => own({ to: Number(to.value), from: Math.min(Number(from.value), Number(to.value)) }));
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  byId("phase").append(option("all", say("phase_all")), ...periods.map((period, place) => option(place, period.name, { disabled: period.from > period.to })), option("own", say("phase_own"), { hidden: true }));
  byId("phase").addEventListener("change", (event) => {
    const period = periods[event.target.value];
    own(period ? { from: period.from, to: period.to } : { from: days.first, to: days.last });
  });
  byId("by-phase").hidden = !days.known || !periods.some((period) => period.from <= period.to);
  for (const part of byId("time").children) part.hidden = !days.known;
  byId("undated").hidden = days.known && !data.undated;
  byId("undated").textContent = days.known ? say("undated_some", { count: data.undated }) : say("undated");

  function own(range) {
    stop();
    app.change(range);
  }

  /** Under their days bars of the phases with their names, in as many lanes as keep names apart. */
  function lay(width) {
    laid = width;
    const lanes = [];
    const made = periods.filter((each) => each.from <= each.to).sort((a, b) => a.from - b.from).map((period) => {
      const [left, right] = [period.from, period.to + 1].map((day) => ((day - days.first) / span) * width);
      const room = Math.min(period.name.length * LETTER + 8, width);
      const start = Math.min(left, width - room);
      const free = lanes.findIndex((end) => end < start);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = Math.max(right, start + room);
      const bar = element("i");
      const name = element("span", { title: period.name }, period.name);
      Object.assign(bar.style, { left: `${left}px`, width: `${Math.max(2, right - left - 1)}px`, top: `${lane * LANE}px` });
      Object.assign(name.style, { left: `${start}px`, top: `${lane * LANE + 3}px` });
      return [bar, name];
    });
    byId("periods").replaceChildren(...made.flat());
    byId("periods").style.height = `${lanes.length * LANE}px`;
  }

  /** From the first day on, one more day at a time; from where the range ends if it does not end the data. */
  function play() {
    const stride = Math.max(1, Math.ceil(span / TICKS));
    let last = app.filter.to < days.last ? app.filter.to : app.filter.from;
    byId("play").textContent = say("pause");
    playing = setInterval(() => {
      last = Math.min(days.last, last + stride);
      app.change({ to: last });
      if (last >= days.last) stop();
    }, TICK);
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    byId("play").textContent = say("play");
  }

  return (filter, look) => {
    if (!days.known) return;
    const { clientWidth: width, clientHeight: height } = byId("histogram");
    if (width !== laid) lay(width);
    const bins = Math.max(1, Math.min(span, Math.floor(width / 4)));
    const dayAt = (bin) => days.first + Math.floor((bin * span) / bins);
    brush.resize(width, height, devicePixelRatio);
    paintHistogram(brush.context, width, height, data.histogram(filter, bins), (bin) => dayAt(bin + 1) > filter.from && dayAt(bin) <= filter.to, look);
    const place = data.isWhole(filter) ? "all" : periods.findIndex((each) => each.from === filter.from && each.to === filter.to);
    byId("phase").value = place === -1 ? "own" : place;
    const [first, last] = [speech.day(filter.from), speech.day(filter.to)];
    byId("days").textContent = say("days", { first, last });
    Object.assign(from, { value: filter.from }).setAttribute("aria-valuetext", first);
    Object.assign(to, { value: filter.to }).setAttribute("aria-valuetext", last);
    from.style.zIndex = filter.from > days.first + span / 2 ? 1 : 0; // so that two thumbs on one place can part
  };
}

function makeSearch(data, speech, app) {
  const { label } = data.raw.nodes;
  const low = label.map((name) => name.toLowerCase());
  const [input, found] = [byId("search"), byId("found")];
  let [matches, active] = [[], 0];

  function find() {
    const wanted = input.value.trim().toLowerCase();
    const hits = wanted ? [...data.order].filter((node) => low[node].includes(wanted)) : [];
    matches = [...hits.filter((node) => low[node].startsWith(wanted)), ...hits.filter((node) => !low[node].startsWith(wanted))].slice(0, MATCHES);
    active = 0;
    if (wanted) app.tell(hits.length ? speech.say("found", { count: hits.length }) : speech.say("none_found"));
    show();
  }

  function show() {
    found.replaceChildren(...matches.map((node, place) => {
      const item = element("li", { id: `found-${place}`, role: "option", "aria-selected": place === active }, label[node].slice(0, 200));
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        jump(node);
      });
      return item;
    }));
    found.hidden = !matches.length;
    input.setAttribute("aria-expanded", matches.length > 0);
    if (matches.length) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    matches = [];
    show();
  }

  function jump(node) {
    input.value = "";
    close();
    app.jump(node);
  }

  const keys = {
    ArrowDown: () => { active = (active + 1) % Math.max(1, matches.length); },
    ArrowUp: () => { active = (active + matches.length - 1) % Math.max(1, matches.length); },
  };
  input.addEventListener("input", find);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && matches.length) jump(matches[active]);
    if (event.key === "Escape") byId("map").focus();
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
    show();
  });
}

function makeTable(data, speech, app) {
  const { nodes } = data.raw;
  const { say, number } = speech;
  const amplified = (key, value) => ({ key, value, text: (node) => (data.isAmplified ? number(value(node)) : say("absent")), isNumber: true });
  const numbered = (key, value) => ({ key, value, text: (node) => number(value(node)), isNumber: true });
  const group = (key, values) => ({ key, value: (node) => (values[node] < 0 ? null : values[node]), text: (node) => (values[node] < 0 ? "" : number(values[node])), isNumber: true });
  const columns = [
    { key: "account", value: (node) => nodes.label[node], text: (node) => element("button", { type: "button", title: nodes.label[node].slice(0, 500), onclick: () => app.jump(node) }, cut(nodes.label[node])) },
    { key: "role", value: (node) => speech.role(node), text: (node) => speech.role(node) },
    amplified("got_shown", (node) => data.shown.got[node]),
    amplified("got", (node) => nodes.got[node]),
    amplified("made_shown", (node) => data.shown.made[node]),
    numbered("degree", (node) => data.shown.degree[node]),
    group("community_number", nodes.community),
    group("group", nodes.cluster),
    { key: "first", value: (node) => nodes.first[node], text: (node) => speech.time(nodes.first[node]) },
    { key: "last", value: (node) => nodes.last[node], text: (node) => speech.time(nodes.last[node]) },
  ];
  const sorted = { column: columns.find(({ key }) => key === (data.isAmplified ? "got_shown" : "degree")), down: true };
  byId("top").append(...[50, 200, 1000].map((count) => option(count, say("top_of", { count }))));
  byId("top").addEventListener("change", update);
  const heads = columns.map((column) => {
    const button = element("button", { type: "button", title: say("sort", { column: say(column.key) }), onclick: () => sortBy(column) }, say(column.key));
    return element("th", { scope: "col", className: column.isNumber ? "n" : "" }, button);
  });
  byId("heads").append(...heads);

  function sortBy(column) {
    sorted.down = sorted.column === column ? !sorted.down : Boolean(column.isNumber);
    sorted.column = column;
    update();
  }

  function compare(a, b) {
    const [x, y] = [sorted.column.value(a), sorted.column.value(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a - b; // what is not known comes last
    const order = typeof x === "string" ? x.localeCompare(y, data.raw.lang) : x - y;
    return (sorted.down ? -order : order) || a - b;
  }

  /** The most amplified of those shown, in the order asked for. */
  function update() {
    const shown = [...data.order].filter((node) => data.shown.node[node]);
    const rows = shown.sort(compare).slice(0, Number(byId("top").value));
    heads.forEach((head, place) => head.setAttribute("aria-sort", columns[place] !== sorted.column ? "none" : sorted.down ? "descending" : "ascending"));
    byId("caption").textContent = say("caption", { column: say(sorted.column.key), shown: rows.length, all: shown.length });
    byId("rows").replaceChildren(...rows.map((node) => element("tr", {}, ...columns.map((column, place) => element(place ? "td" : "th", place ? { className: column.isNumber ? "n" : "" } : { scope: "row" }, column.text(node))))));
  }
  return update;
}

function makeLegend(data, speech) {
  const items = data.communities.slice(0, OTHER).map(([community, count], place) =>
    element("li", {}, element("i", { className: `key dot c${place}` }), element("span", {}, speech.say("community", { number: community })), element("span", {}, speech.number(count))));
  const coloured = data.communities.slice(0, OTHER).reduce((total, [, count]) => total + count, 0);
  const rest = coloured < data.n ? [element("li", {}, element("i", { className: "key dot c8" }), element("span", {}, speech.say("legend_other")), element("span", {}, speech.number(data.n - coloured)))] : [];
  byId("communities").append(...items, ...rest);
  const { nodes } = data.raw;
  byId("diamond").hidden = !nodes.link.includes(1);
  byId("square").hidden = !nodes.apart.includes(1) && !nodes.role.includes("media");
  byId("size-said").textContent = speech.say(data.isAmplified ? "legend_size" : "legend_degree");
  byId("ring").hidden = !data.clusters.size;
  byId("straight").hidden = !data.kinds[STEP];
}
