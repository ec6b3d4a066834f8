/* The page put together: one state, one frame drawn when something changed, and what keys and pointer do. */

const NUDGE = 60; // pixels a key moves the picture
const ZOOM = 1.35;
const SLOW = 55; // milliseconds for two frames, 33 where nothing holds them up
const REST = 140; // milliseconds without a move
const GLIDE = 260; // milliseconds to a place jumped to

const data = makeData(JSON.parse(byId("data").textContent));
const speech = makeSpeech(data.raw);
const view = makeView(data);
const painter = makePainter(data, view);
const [scene, overlay] = [makeCanvas(byId("scene")), makeCanvas(byId("map"))];
const still = matchMedia("(prefers-reduced-motion: reduce)");
let look = readLook();
let pending = 0;
let [isSlow, isMoving, resting] = [false, false, 0];
let drawn = null; // how the scene lay when it was drawn
const stale = { filter: true, table: true, scene: true, focus: true };

const app = { filter: data.start(), pinned: -1, hover: -1, isTable: false };

function wake(...what) {
  for (const each of what) stale[each] = true;
  pending ||= requestAnimationFrame(frame);
}

function frame() {
  pending = 0;
  const { filter, table, scene: picture, focus } = stale;
  Object.assign(stale, { filter: false, table: table && !app.isTable, scene: false, focus: false });
  if (filter) refresh();
  if (table && app.isTable) updateTable();
  if (picture) view.place();
  if (picture && isSlow && isMoving && !filter) shift();
  else if (picture) paintScene();
  if (picture || focus) paintFocus();
  if (!performance.getEntriesByName("drawn").length) performance.mark("drawn");
}

/** Draw all, and see how long the browser was busy with it: what is slow is moved as it is, and drawn when it rests. */
function paintScene() {
  const began = performance.now();
  painter.scene(scene, look);
  drawn = { scale: view.scale, dx: view.dx, dy: view.dy };
  byId("scene").style.transform = "";
  requestAnimationFrame(() => requestAnimationFrame(() => { isSlow = performance.now() - began > SLOW; }));
}

function shift() {
  const grown = view.scale / drawn.scale;
  byId("scene").style.transform = `translate(${view.dx - drawn.dx * grown}px, ${view.dy - drawn.dy * grown}px) scale(${grown})`;
}

/** After a key, a wheel or a drag moved the picture. */
function moved(act) {
  act();
  isMoving = true;
  clearTimeout(resting);
  resting = setTimeout(() => {
    isMoving = false;
    if (byId("scene").style.transform) wake("scene");
  }, REST);
  wake("scene");
}

function refresh() {
  data.apply(app.filter);
  updateFilters(app.filter);
  updateTime(app.filter, look);
  showPanel(subject(), app.pinned >= 0);
}

function paintFocus() {
  overlay.clear(view);
  if (app.pinned >= 0) painter.focus(overlay, app.pinned, look, true);
  else painter.labels(overlay, look);
  if (app.hover >= 0 && app.hover !== app.pinned) painter.focus(overlay, app.hover, look, false);
  byId("scene").classList.toggle("dim", app.pinned >= 0);
}

const subject = () => (app.hover >= 0 ? app.hover : app.pinned);

app.change = (changes) => {
  Object.assign(app.filter, changes);
  wake("filter", "table", "scene");
};

app.tell = (sentence) => { byId("said").textContent = sentence; };

app.pin = (node) => {
  app.pinned = node;
  app.hover = -1;
  showPanel(node, true);
  wake("focus");
};

/** Go to a node, choose it and say so. */
app.jump = (node) => {
  const { nodes } = data.raw;
  setTable(false);
  byId("map").focus({ preventScroll: true });
  app.pin(node);
  app.tell(speech.say("said", { label: nodes.label[node].slice(0, 200), role: speech.role(node), degree: speech.accounts(data.shown.degree[node]), got: speech.amplified(nodes.got[node]) }));
  glide(view.towards(node));
};

function glide(target) {
  const start = { scale: view.scale, dx: view.dx, dy: view.dy };
  const began = performance.now();
  const move = (now) => {
    const done = still.matches ? 1 : Math.min(1, Math.max(0, (now - began) / GLIDE));
    const eased = 1 - (1 - done) ** 3;
    moved(() => {
      for (const key of ["scale", "dx", "dy"]) view[key] = start[key] + (target[key] - start[key]) * eased;
    });
    if (done < 1) requestAnimationFrame(move);
  };
  move(began);
}

function setTable(isTable) {
  app.isTable = isTable;
  byId("stage").hidden = isTable;
  byId("sheet").hidden = !isTable;
  byId("as-map").setAttribute("aria-pressed", !isTable);
  byId("as-table").setAttribute("aria-pressed", isTable);
  if (isTable) wake("table");
}

/** The next account by amplification, of those shown. */
function walk(stride) {
  const shown = data.order.filter((node) => data.shown.node[node]);
  if (!shown.length) return;
  const place = shown.indexOf(app.pinned);
  app.jump(shown[place < 0 ? 0 : (place + stride + shown.length) % shown.length]);
}

const MAP_KEYS = {
  ArrowLeft: () => moved(() => view.pan(NUDGE, 0)),
  ArrowRight: () => moved(() => view.pan(-NUDGE, 0)),
  ArrowUp: () => moved(() => view.pan(0, NUDGE)),
  ArrowDown: () => moved(() => view.pan(0, -NUDGE)),
  PageDown: () => walk(1),
  PageUp: () => walk(-1),
  Enter: () => app.hover >= 0 && app.pin(app.hover),
};

const PAGE_KEYS = {
  "+": () => moved(() => view.zoom(ZOOM)),
  "=": () => moved(() => view.zoom(ZOOM)),
  "-": () => moved(() => view.zoom(1 / ZOOM)),
  0: () => moved(view.fit),
  "/": () => byId("search").focus(),
  Escape: () => app.pin(-1),
};

function listenToKeys() {
  byId("map").addEventListener("keydown", (event) => obey(event, MAP_KEYS));
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[type=search], select")) obey(event, PAGE_KEYS);
  });
}

function obey(event, keys) {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

function listenToPointer() {
  const map = byId("map");
  const held = new Map(); // pointers that are down: two of them pinch
  let travelled = 0;

  const place = (event) => {
    const box = map.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function drag(event) {
    const [before, now] = [held.get(event.pointerId), place(event)];
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled < 4) return;
    map.classList.add("moving");
    if (other) {
      const spread = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      moved(() => view.zoom(spread(now) / spread(before), other.x, other.y));
    } else moved(() => view.pan(now.x - before.x, now.y - before.y));
  }

  function hover(node) {
    if (node === app.hover) return;
    app.hover = node;
    map.classList.toggle("on", node >= 0);
    showPanel(subject(), app.pinned >= 0 && node < 0);
    wake("focus");
  }

  map.addEventListener("pointerdown", (event) => {
    map.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place(event));
    travelled = 0;
  });
  map.addEventListener("pointermove", (event) => {
    if (held.has(event.pointerId)) return drag(event);
    const { x, y } = place(event);
    return hover(view.at(x, y));
  });
  map.addEventListener("pointerup", (event) => {
    const { x, y } = place(event);
    if (travelled < 4) app.pin(view.at(x, y));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    map.addEventListener(end, (event) => {
      held.delete(event.pointerId);
      map.classList.remove("moving");
    });
  }
  map.addEventListener("pointerleave", () => hover(-1));
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = place(event);
    const turned = event.deltaY * (event.deltaMode ? 20 : 1);
    moved(() => view.zoom(Math.exp(-Math.max(-300, Math.min(300, turned)) * 0.002), x, y));
  }, { passive: false });
}

/** Paper is white, has more dots than a screen, and keeps the shape of the map. */
function print(isPaper) {
  document.documentElement.classList.toggle("paper", isPaper);
  fill(isPaper ? 3 : devicePixelRatio);
}

/** As many dots as the screen has. */
function fill(density = devicePixelRatio) {
  const { clientWidth: width, clientHeight: height } = byId("stage");
  if (!width || !height) return;
  document.documentElement.style.setProperty("--shape", `${width}/${height}`);
  for (const canvas of [scene, overlay]) canvas.resize(width, height, density);
  view.resize(width, height, density);
  look = readLook();
  isMoving = false;
  stale.scene = true;
  updateTime(app.filter, look);
  frame();
}

const updateFilters = makeFilters(data, speech, app);
const updateTime = makeTime(data, speech, app);
const updateTable = makeTable(data, speech, app);
const showPanel = makePanel(data, speech, (node) => (node < 0 ? app.pin(-1) : app.jump(node)));

makeSearch(data, speech, app);
makeLegend(data, speech);
listenToKeys();
listenToPointer();
byId("zoom-in").addEventListener("click", PAGE_KEYS["+"]);
byId("zoom-out").addEventListener("click", PAGE_KEYS["-"]);
byId("zoom-reset").addEventListener("click", PAGE_KEYS[0]);
byId("as-map").addEventListener("click", () => setTable(false));
byId("as-table").addEventListener("click", () => setTable(true));
new ResizeObserver(() => document.documentElement.matches(".paper") || fill()).observe(byId("stage"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => fill());
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
