/* Where the picture lies on the screen: one scale, one shift; and what is under the pointer. */

const NARROWEST = 0.5;
const WIDEST = 80;

function makeView(data) {
  const { x, y } = data.raw.nodes;
  const px = new Float32Array(data.n);
  const py = new Float32Array(data.n);
  const view = { width: 1, height: 1, density: 1, scale: 1, fitted: 1, dx: 0, dy: 0, px, py };
  const box = extent(x, y);

  view.fit = () => {
    const room = Math.min(view.width, view.height) < 500 ? 0.84 : 0.9;
    view.fitted = Math.min((view.width * room) / box.width, (view.height * room) / box.height);
    view.scale = view.fitted;
    view.dx = view.width / 2 - box.x * view.scale;
    view.dy = view.height / 2 + box.y * view.scale;
  };

  /** Keep what is in the middle there when the window changes. */
  view.resize = (width, height, density) => {
    const zoom = view.scale / view.fitted;
    const [middleX, middleY] = [(view.width / 2 - view.dx) / view.scale, (view.height / 2 - view.dy) / view.scale];
    const isFirst = view.width === 1;
    Object.assign(view, { width, height, density });
    view.fit();
    if (isFirst || zoom === 1) return;
    view.scale = view.fitted * zoom;
    view.dx = width / 2 - middleX * view.scale;
    view.dy = height / 2 - middleY * view.scale;
  };

  view.pan = (dx, dy) => {
    view.dx += dx;
    view.dy += dy;
  };

  view.zoom = (factor, atX = view.width / 2, atY = view.height / 2) => {
    const scale = Math.min(Math.max(view.scale * factor, view.fitted * NARROWEST), view.fitted * WIDEST);
    view.dx = atX - ((atX - view.dx) * scale) / view.scale;
    view.dy = atY - ((atY - view.dy) * scale) / view.scale;
    view.scale = scale;
  };

  /** Where dx, dy and scale should be for a node to stand in the middle, near enough to read. */
  view.towards = (node) => {
    const scale = Math.max(view.scale, view.fitted * 3);
    return { scale, dx: view.width / 2 - x[node] * scale, dy: view.height / 2 + y[node] * scale };
  };

  view.place = () => {
    for (let node = 0; node < data.n; node++) {
      px[node] = x[node] * view.scale + view.dx;
      py[node] = view.dy - y[node] * view.scale;
    }
  };

  /** Points grow with nearness, but slower than the distances between them. */
  const loudest = Math.sqrt(Math.max(1, data.loudness[data.order[0]] ?? 1));
  const least = Math.min(Math.max(70 / Math.sqrt(data.n), 1.7), 5);
  const most = Math.min(Math.max(540 / Math.sqrt(data.n), 8), 22, least + 3 * loudest);
  const size = Float32Array.from(data.loudness, (value) => least + ((most - least) * Math.sqrt(value)) / loudest);
  view.radius = (node) => size[node] * (view.scale / view.fitted) ** 0.45;

  /** The node under a point of the screen, the nearest if several; -1 for none. */
  view.at = (atX, atY) => {
    let [best, nearest] = [-1, Infinity];
    for (let node = 0; node < data.n; node++) {
      if (!data.shown.node[node]) continue;
      const away = Math.hypot(px[node] - atX, py[node] - atY);
      if (away < Math.max(view.radius(node) + 2, 6) && away < nearest) [best, nearest] = [node, away];
    }
    return best;
  };

  view.sees = (node, margin = 40) =>
    px[node] > -margin && px[node] < view.width + margin && py[node] > -margin && py[node] < view.height + margin;
  return view;
}

function extent(x, y) {
  const ends = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  if (!x.length) return { x: 0, y: 0, width: 2, height: 2 };
  const [[left, right], [bottom, top]] = [ends(x), ends(y)];
  return { x: (left + right) / 2, y: (bottom + top) / 2, width: Math.max(right - left, 0.1), height: Math.max(top - bottom, 0.1) };
}
