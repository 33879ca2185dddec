// Draws the pictures with the embedded chart library, switches the language, and saves numbers and pictures.
// What is drawn, and every word and number of it, comes from the page's own JSON.
(() => {
  'use strict';
  const root = document.documentElement;
  const parts = [...document.querySelectorAll('.part')];
  const pictures = JSON.parse(document.getElementById('pictures').textContent);
  const charts = new Map();
  let family = '';
  const measure = document.createElement('canvas').getContext('2d');

  // ---- numbers on axes

  const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
  const amount = (value) => plain.format(value).replace('-', '−');
  const percent = (value) => `${amount(value * 100)}%`;

  // ---- shapes that the library does not have: a bar between two amounts, a line across, a thin stem

  function shape(series) {
    const { kind, width, line, dashed, opacity, lying } = series.shape;
    return (params, api) => {
      const item = series.data[params.dataIndex];
      const place = api.value(0);
      const at = (value) => (lying ? api.coord([value, place]) : api.coord([place, value]));
      const [from, to] = [at(api.value(1)), at(kind === 'level' ? api.value(1) : api.value(2))];
      const band = lying ? api.size([0, 1])[1] : api.size([1, 0])[0];
      const half = Math.min(band * width, 132) / 2;
      const [across, along] = lying ? [1, 0] : [0, 1];
      const box = {};
      box[across ? 'y' : 'x'] = from[across] - half;
      box[across ? 'height' : 'width'] = 2 * half;
      box[along ? 'y' : 'x'] = Math.min(from[along], to[along]);
      box[along ? 'height' : 'width'] = Math.abs(to[along] - from[along]);
      const colour = api.visual('color');
      if (kind === 'range') return { type: 'rect', shape: box, style: { fill: colour, opacity } };
      const stroke = { stroke: colour, lineWidth: line, lineDash: dashed ? [5, 4] : null, fill: 'none' };
      const segment = (a, b) => ({ type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: stroke });
      const beside = (point, by) => (across ? [point[0], point[1] + by] : [point[0] + by, point[1]]);
      const cap = (point) => segment(beside(point, -half), beside(point, half));
      const children = kind === 'level' ? [cap(from)] : [segment(from, to)];
      if (kind === 'stem' && half >= 1) children.push(cap(from), cap(to));
      if (item.text) {
        const style = { text: item.text, fill: colour, font: `bold 13px ${family}`, backgroundColor: '#ffffff', padding: [1, 3] };
        if (kind === 'level') {
          children.push({ type: 'text', x: from[0], y: from[1] - line, style: { ...style, align: 'center', verticalAlign: 'bottom' } });
        } else {
          // on the stem's end and left of the next stem, which is higher: no line runs through it
          measure.font = style.font;
          if (item.short && params.coordSys.width < 420) style.text = item.short;
          const { x, width: room } = params.coordSys;
          const next = series.data[params.dataIndex + 1];
          const wide = measure.measureText(style.text).width + 6;
          const right = Math.min(to[0] - 4 + wide, x + room, next ? api.coord(next.value)[0] - 6 : Infinity);
          // a level high on the curve has the curve on its left, and no name where only that side has room
          const free = from[1] - to[1] > 24 || right - wide > to[0] - 12;
          if (free && to[0] >= x && to[0] <= x + room) {
            children.push({ type: 'text', x: Math.max(right - wide, x), y: to[1] - 2, style: { ...style, align: 'left', verticalAlign: 'bottom' } });
          }
        }
      }
      return { type: 'group', children };
    };
  }

  // ---- the hint: built of elements, so that no name in it can be markup

  const hint = (note) => (params) => {
    const found = [].concat(params).reverse().filter((entry) => {
      if (!entry.data || !entry.data.hint) return false;
      const { near } = entry.data;
      return near === undefined || Math.abs(entry.data.value[0] - entry.axisValue) <= near;
    });
    if (found.length === 0) return '';
    const box = document.createElement('div');
    box.className = 'hint';
    const add = (parent, tag, text, name) => {
      const element = parent.appendChild(document.createElement(tag));
      element.textContent = text;
      if (name) element.className = name;
      return element;
    };
    if (found[0].axisType !== 'xAxis.value' && found[0].name) add(box, 'strong', found[0].name);
    for (const entry of found) {
      const line = add(box, 'div', '', 'line');
      add(line, 'i', '').style.background = entry.color;
      add(line, 'bdi', entry.data.hint[0], 'label');
      add(line, 'bdi', entry.data.hint[1]);
    }
    add(box, 'small', note);
    return box;
  };

  // ---- what the JSON names becomes a function

  function revive(option) {
    option = structuredClone(option);
    const label = (axisLabel) => {
      const named = axisLabel && axisLabel.formatter;
      if (named === 'amount') axisLabel.formatter = amount;
      if (named === 'percent') axisLabel.formatter = percent;
      if (named === 'fitted') {
        const { fitted } = axisLabel;
        axisLabel.formatter = (_, index) => fitted[index];
      }
    };
    const axes = (some) => ['xAxis', 'yAxis'].forEach((key) => [].concat(some[key] || []).forEach((axis) => label(axis.axisLabel)));
    axes(option);
    (option.media || []).forEach((medium) => axes(medium.option));
    option.tooltip.formatter = hint(option.tooltip.note);
    for (const series of option.series) {
      if (series.renderItem) series.renderItem = shape(series);
      if (series.label) series.label.formatter = (entry) => entry.data.text;
      if (series.near) series.data.forEach((item) => { item.near = series.near; });
    }
    option.textStyle.fontFamily = family;
    return option;
  }

  // ---- a legend takes as many lines as its names need, and what stands below it moves down by as much

  function laidOut(option, width, height) {
    const { legend } = option;
    if (!legend) return { option, height };
    measure.font = `${legend.textStyle.fontSize}px ${family}`;
    let [lines, used] = [1, 0];
    for (const { name } of legend.data) {
      // the library keeps 5 pixels between mark and name, and around the whole
      const wide = legend.itemWidth + 5 + measure.measureText(name).width;
      if (used > 0 && used + wide > width - 12) [lines, used] = [lines + 1, 0];
      used += wide + legend.itemGap;
    }
    const more = (lines - 1) * (legend.textStyle.lineHeight + legend.itemGap);
    const pixels = (length) => (typeof length === 'string' && length.endsWith('%') ? (parseFloat(length) * height) / 100 : length);
    const lower = (some) => [].concat(some.grid || [], some.title || []).forEach((one) => {
      one.top = pixels(one.top) + more;
      if (one.height) one.height = pixels(one.height);
    });
    lower(option);
    (option.media || []).forEach((medium) => lower(medium.option));
    return { option, height: height + more };
  }

  function draw(part) {
    for (const element of part.querySelectorAll('.chart')) {
      const picture = pictures[part.id][element.dataset.chart];
      if (charts.has(element) || !picture) continue;
      element.closest('figure').classList.add('drawn');
      const chart = echarts.init(element, null, { renderer: 'svg' });
      let width = 0;
      const fit = () => {
        if (element.clientWidth === width || element.clientWidth === 0) return;
        width = element.clientWidth;
        element.style.height = '';
        const fitted = laidOut(revive(picture.option), width, element.clientHeight);
        element.style.height = `${fitted.height}px`;
        chart.resize();
        chart.setOption(fitted.option);
      };
      fit();
      charts.set(element, chart);
      new ResizeObserver(fit).observe(element);
    }
  }

  // ---- saving

  function save(href, name) {
    const link = document.createElement('a');
    link.href = href;
    link.download = name;
    link.click();
  }

  function saveNumbers(picture) {
    const href = URL.createObjectURL(new Blob([picture.csv], { type: 'text/csv;charset=utf-8' }));
    save(href, `${picture.file}.csv`);
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  // the library paints the picture on a canvas; its title goes above
  function savePicture(picture, bare) {
    const [width, margin, ratio] = [1200, 40, 2];
    const fitted = laidOut(revive(picture.option), width, bare);
    const { height } = fitted;
    const room = document.createElement('div');
    room.style.cssText = `position:absolute;left:-9999px;width:${width}px;height:${height}px`;
    document.body.append(room);
    const chart = echarts.init(room, null, { renderer: 'canvas' });
    chart.setOption(fitted.option);
    const painted = chart.renderToCanvas({ pixelRatio: ratio, backgroundColor: '#ffffff' });
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    const font = `bold 26px ${family}`;
    pen.font = font;
    const lines = [''];
    for (const word of picture.title.match(/[ -~]+?(?: |$|(?=[^ -~]))|[^ -~]/gu) || []) {
      const longer = lines[lines.length - 1] + word;
      if (pen.measureText(longer).width > width && lines[lines.length - 1]) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    const head = margin + lines.length * 36 + 16;
    canvas.width = (width + 2 * margin) * ratio;
    canvas.height = (head + height + margin) * ratio;
    pen.scale(ratio, ratio);
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = getComputedStyle(root).getPropertyValue('--ink');
    pen.font = font;
    lines.forEach((line, index) => pen.fillText(line, margin, margin + 26 + index * 36));
    pen.drawImage(painted, margin, head, width, height);
    chart.dispose();
    room.remove();
    save(canvas.toDataURL('image/png'), `${picture.file}.png`);
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const part = button.closest('.part');
    const { csv, png } = button.dataset;
    if (csv) saveNumbers(pictures[part.id][csv]);
    if (png) savePicture(pictures[part.id][png], parseFloat(getComputedStyle(button.closest('figure').querySelector('.chart')).getPropertyValue('--height')));
  });

  // ---- the language is in the address, and the switch keeps the place

  function show() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = (target && target.closest('.part')) || parts[0];
    for (const other of parts) other.hidden = other !== part;
    root.lang = part.lang;
    document.title = part.dataset.title;
    family = getComputedStyle(part).fontFamily;
    draw(part);
    if (target && target !== part) target.scrollIntoView();
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('.languages a');
    if (!link) return;
    const part = link.closest('.part');
    const passed = [...part.querySelectorAll('main > section')].filter((section) => section.getBoundingClientRect().top < 120);
    const other = link.getAttribute('href').slice(1);
    if (passed.length > 0) {
      event.preventDefault();
      location.hash = passed[passed.length - 1].id.replace(part.id, other);
    }
  });

  root.classList.add('scripted');
  window.addEventListener('hashchange', show);
  show();
})();
