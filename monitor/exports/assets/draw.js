/* The picture itself: a scene of all that is shown, and above it what is chosen. */

const BEND = 0.12;
const SQUARE = Math.sqrt(Math.PI) / 2; // as large as a circle
const BUNDLE = 16; // lines to a path
const MANY = 600; // wide lines in a scene
const LABEL = 28; // signs; the panel has the whole name
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

function readLook() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  const colors = Array.from({ length: OTHER + 1 }, (_, place) => of(`c${place}`));
  return { paper: of("paper"), ink: of("ink"), soft: of("soft"), in: of("in"), out: of("out"), pale: of("pale"), colors };
}

function makeCanvas(canvas) {
  const context = canvas.getContext("2d");
  let isBlank = true;
  const resize = (width, height, density) => {
    canvas.width = Math.max(1, Math.round(width * density));
    canvas.height = Math.max(1, Math.round(height * density));
    context.setTransform(density, 0, 0, density, 0, 0);
    isBlank = true;
  };
  const clear = (view) => {
    if (!isBlank) context.clearRect(0, 0, view.width, view.height); // on paper this would also clear what lies below
    isBlank = false;
  };
  return { context, resize, clear };
}

const cut = (label) => ([...label.slice(0, 2 * LABEL)].length > LABEL ? `${[...label.slice(0, 2 * LABEL)].slice(0, LABEL - 1).join("")}…` : label);

function makePainter(data, view) {
  const { nodes, edges } = data.raw;
  const { px, py } = view;

  /** A bend clockwise from who points to who is pointed at. */
  function trace(context, edge) {
    const [from, to] = [edges.source[edge], edges.target[edge]];
    const [x1, y1, x2, y2] = [px[from], py[from], px[to], py[to]];
    if (Math.max(x1, x2) < 0 || Math.max(y1, y2) < 0 || Math.min(x1, x2) > view.width || Math.min(y1, y2) > view.height) return;
    context.moveTo(x1, y1);
    if (edges.kind[edge] === STEP) context.lineTo(x2, y2);
    else context.quadraticCurveTo((x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND, x2, y2);
  }

  /**
   * Lines one dot wide are ten times as fast as any wider, so where there are many only the heavy are wide; and a
   * path of few lines is faster than one of many, whose crossings the browser would have to sort out.
   */
  function paintEdges(context, look) {
    const crowd = Math.min(1, 60 / Math.sqrt(data.shown.edges + 1)); // many lines, each fainter
    const near = Math.min(2, (view.scale / view.fitted) ** 0.5);
    const wide = widest(MANY);
    data.shown.batches.forEach((batch, place) => {
      const [color, width] = [Math.floor(place / WIDTHS), place % WIDTHS];
      const isStep = color > OTHER;
      context.strokeStyle = isStep ? look.ink : look.colors[color];
      context.globalAlpha = isStep ? 0.6 : Math.min(0.85, (0.2 + 0.16 * width) * crowd * near);
      context.lineWidth = isStep ? 1.5 : width < wide ? 1 / view.density : 0.8 + 0.6 * width;
      for (let from = 0; from < batch.length; from += BUNDLE) {
        context.beginPath();
        for (const edge of batch.slice(from, from + BUNDLE)) trace(context, edge);
        context.stroke();
      }
    });
    context.globalAlpha = 1;
  }

  /** From which width on no more than so many edges are. */
  function widest(most) {
    let count = 0;
    for (let width = WIDTHS - 1; width >= 0; width--) {
      count += data.shown.batches.reduce((total, batch, place) => total + (place % WIDTHS === width ? batch.length : 0), 0);
      if (count > most) return width + 1;
    }
    return 0;
  }

  function outline(context, node, radius) {
    context.beginPath();
    if (nodes.link[node]) {
      context.moveTo(px[node], py[node] - radius * 1.25);
      for (const [across, down] of [[1, 0], [0, 1], [-1, 0]]) context.lineTo(px[node] + across * radius * 1.25, py[node] + down * radius * 1.25);
      context.closePath();
    } else if (nodes.apart[node] || nodes.role[node] === "media") context.rect(px[node] - radius * SQUARE, py[node] - radius * SQUARE, 2 * radius * SQUARE, 2 * radius * SQUARE);
    else context.arc(px[node], py[node], radius, 0, 2 * Math.PI);
  }

  function paintNode(context, node, look) {
    const radius = view.radius(node);
    context.fillStyle = look.colors[data.color[node]];
    context.strokeStyle = look.paper;
    context.lineWidth = 1 / view.density;
    outline(context, node, radius);
    context.fill();
    context.stroke();
    if (nodes.cluster[node] < 0) return;
    context.strokeStyle = look.ink;
    context.lineWidth = 1.3;
    outline(context, node, radius + 2);
    context.stroke();
  }

  function write(context, node, look, isBold) {
    const text = cut(nodes.label[node]);
    context.font = `${isBold ? 600 : 400} 12px ${FONT}`;
    const at = px[node] + view.radius(node) + 5;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = look.paper;
    context.fillStyle = look.ink;
    context.strokeText(text, at, py[node] + 4);
    context.fillText(text, at, py[node] + 4);
  }

  /** Names of the most amplified that fit without lying over each other; more as one comes near. */
  function paintLabels(context, order, most, look) {
    const taken = [];
    for (const node of order) {
      if (taken.length >= most) break;
      if (!data.shown.node[node] || !view.sees(node, 0)) continue;
      const left = px[node] + view.radius(node) + 3;
      const right = left + Math.min(nodes.label[node].length, LABEL) * 7 + 6;
      const top = py[node] - 8;
      if (taken.some((each) => left < each.right && right > each.left && top < each.top + 17 && top + 17 > each.top)) continue;
      taken.push({ left, right, top });
      write(context, node, look, false);
    }
  }

  function scene(canvas, look) {
    canvas.clear(view);
    paintEdges(canvas.context, look);
    for (const node of data.order) if (data.shown.node[node] && view.sees(node)) paintNode(canvas.context, node, look);
  }

  /** Above the scene, so that they go when an account is chosen. */
  function labels(canvas, look) {
    paintLabels(canvas.context, data.order, Math.min(90, 18 * (view.scale / view.fitted)), look);
  }

  function arrow(context, edge) {
    const [from, to] = [edges.source[edge], edges.target[edge]];
    const [dx, dy] = [px[to] - px[from], py[to] - py[from]];
    const length = Math.hypot(dx, dy);
    const radius = view.radius(to) + 2;
    if (length < radius + 8) return;
    const turn = Math.atan2(dy + dx * 2 * BEND, dx - dy * 2 * BEND); // along the end of the bend
    const [tipX, tipY] = [px[to] - Math.cos(turn) * radius, py[to] - Math.sin(turn) * radius];
    context.beginPath();
    context.moveTo(tipX, tipY);
    for (const side of [-0.42, 0.42]) context.lineTo(tipX - Math.cos(turn + side) * 7, tipY - Math.sin(turn + side) * 7);
    context.fill();
  }

  /** One node with all it touches, in full colour. */
  function focus(canvas, node, look, isPinned) {
    const { context } = canvas;
    const near = [...data.neighbours(node)].sort((a, b) => data.loudness[b] - data.loudness[a]);
    for (const edge of data.edgesOf(node)) {
      const color = edges.kind[edge] === STEP ? look.ink : edges.target[edge] === node ? look.in : look.out;
      context.strokeStyle = context.fillStyle = color;
      context.lineWidth = Math.min(4, 0.8 + 0.6 * Math.log2(data.shown.weight[edge]));
      context.globalAlpha = near.length > 200 ? 0.35 : 0.7;
      context.beginPath();
      trace(context, edge);
      context.stroke();
      if (near.length <= 200 && edges.kind[edge] !== STEP) arrow(context, edge);
    }
    context.globalAlpha = 1;
    for (const other of near) paintNode(context, other, look);
    paintNode(context, node, look);
    context.strokeStyle = look.ink;
    context.lineWidth = 2.5;
    outline(context, node, view.radius(node) + 4);
    context.stroke();
    if (isPinned) paintLabels(context, near, 14, look);
    write(context, node, look, true);
  }

  return { scene, labels, focus };
}

/** Bars of posts per day; those in the range darker. */
function paintHistogram(context, width, height, counts, isChosen, look) {
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const step = width / counts.length;
  context.clearRect(0, 0, width, height);
  counts.forEach((count, bin) => {
    const tall = count ? Math.max(1.5, (count / most) * height) : 0;
    context.fillStyle = isChosen(bin) ? look.soft : look.pale;
    context.fillRect(bin * step, height - tall, Math.max(1, step - (step > 3 ? 1 : 0)), tall);
  });
}
