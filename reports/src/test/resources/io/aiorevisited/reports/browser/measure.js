// Measures the page that it stands in and posts what is wrong with it to the page around.
// That one says as what it is to be measured, "screen", "dark" or "print", and how wide.
'use strict';
const mediaRules = () => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule);
let asWritten = null;
addEventListener('message', (event) => {
  // The frame gets its width a little after the page around has set it.
  if (innerWidth === event.data.width) measure(event.data.medium);
  else setTimeout(() => dispatchEvent(new MessageEvent('message', { data: event.data })), 1);
});
function measure(medium) {
  const findings = [];
  const find = (what) => { if (findings.length < 6) findings.push(what); };

  asWritten = asWritten || mediaRules().map((rule) => [rule, rule.media.mediaText]);
  for (const [rule, asked] of asWritten) {
    const holds = (medium === 'print' && asked === 'print')
      || (medium === 'dark' && asked.includes('prefers-color-scheme: dark'));
    rule.media.mediaText = holds ? 'all' : asked;
  }
  for (const details of document.querySelectorAll('details')) details.open = true;

  const name = (element) => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '')
    + (element.className && element.className.baseVal === undefined ? '.' + element.className : '')
    + ' "' + (element.textContent || '').trim().slice(0, 40).replace(/\s+/g, ' ') + '"';
  const hidden = (element) => element.closest('.skip') || element.getBoundingClientRect().right < 0;

  const width = document.documentElement.clientWidth;
  const reported = [];
  for (const element of document.body.querySelectorAll(':not(svg *)')) {
    if (hidden(element) || reported.some((outer) => outer.contains(element) && outer.matches('.scroll, table'))) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.right > width + 1) {
      reported.push(element);
      find('reaches ' + Math.round(box.right - width) + ' px beyond the page: ' + name(element));
    }
    if (!(element instanceof SVGElement) && getComputedStyle(element).display !== 'inline'
        && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
      reported.push(element);
      find('holds something ' + (element.scrollWidth - element.clientWidth) + ' px wider than itself: ' + name(element));
    }
  }
  if (document.documentElement.scrollWidth > width + 1) find('the page scrolls sideways');

  for (const svg of document.querySelectorAll('svg.chart')) {
    const title = '"' + svg.querySelector('title').textContent + '"';
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    if (medium === 'screen' && width > 1000 && scale < 0.99) find('shrunk to ' + scale.toFixed(2) + ': ' + title);
    if (frame.height < 40 * scale) find('has no height: ' + title);
    const shapes = [...svg.querySelectorAll('path, circle, rect, line, polygon, polyline, ellipse')]
      .filter((shape) => !shape.closest('defs, clipPath'));
    for (const shape of shapes) {
      const box = shape.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        find('draws outside its box: ' + title + ' ' + shape.outerHTML.slice(0, 80));
      }
    }
    const texts = shapes.filter((shape) => shape.closest('.text, .tick-x, .tick-y'));
    if (texts.length === 0) find('says nothing: ' + title);
    // From left to right: a box that begins behind another's end can't overlap it, nor can those after it.
    const boxes = texts.map((text) => text.getBoundingClientRect()).sort((a, b) => a.left - b.left);
    boxes.forEach((a, i) => {
      for (let j = i + 1; j < boxes.length && boxes[j].left < a.right - 0.7; j++) {
        const b = boxes[j];
        const wide = Math.min(a.right, b.right) - b.left;
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 0.7 && high > 0.7) find('two texts overlap: ' + title + ' at ' + Math.round(b.left - frame.left) + ',' + Math.round(b.top - frame.top));
      }
    });
    const x = texts.filter((text) => text.closest('.tick-x')).length;
    const y = texts.filter((text) => text.closest('.tick-y')).length;
    if (x === 1 || y === 1 || x + y === 0) find('has an axis with fewer than two numbers (' + x + ' across, ' + y + ' up): ' + title);
  }

  const colour = (text) => {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = text;
    const hex = canvas.fillStyle;
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  };
  const root = getComputedStyle(document.documentElement);
  const paper = colour(root.getPropertyValue('--paper').trim());
  for (const ink of ['--ink', '--ink-muted', '--link', '--alert']) {
    const light = colour(root.getPropertyValue(ink).trim());
    const contrast = (Math.max(paper, light) + 0.05) / (Math.min(paper, light) + 0.05);
    if (contrast < 4.5) find('contrast of ' + ink + ' is ' + contrast.toFixed(1));
  }
  parent.postMessage({ findings, charts: document.querySelectorAll('svg.chart').length }, '*');
}
