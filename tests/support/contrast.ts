import type { Page } from 'playwright-core';

/**
 * Texts on a page that can hardly be read: below 4.5:1, or 3:1 where they are large. Looks into components too.
 * Source: WCAG 2.2, success criterion 1.4.3, and its definitions of contrast ratio and relative luminance.
 * @returns each text with its colours and their ratio; what is switched off is passed over, as the criterion has it
 */
export async function hardToRead(page: Page): Promise<string[]> {
  return page.evaluate(SCRIPT);
}

/** Runs in the page, where there is no TypeScript. */
const SCRIPT = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const parent = (element) =>
    element.assignedSlot ?? element.parentElement ?? (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at !== null; at = parent(at)) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
      const text = texts.map((node) => node.data.trim()).join(' ');
      // Text within a component looks as the place where that puts it.
      const holder = texts[0]?.assignedSlot ?? element;
      const written = text || element.placeholder || element.value || '';
      if (typeof written !== 'string' || written === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (element.closest('[disabled], .visually-hidden, option, style, script')) continue;
      const shown = text || element.value ? getComputedStyle(holder) : getComputedStyle(element, '::placeholder');
      const back = behind(holder);
      const front = over(rgba(shown.color), back);
      const size = parseFloat(shown.fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(shown.fontWeight) >= 700) ? 3 : 4.5;
      const reached = ratio(front, back);
      if (reached < least)
        found.push(\`"\${written.slice(0, 40)}" \${shown.color} on rgb(\${back.slice(0, 3).map(Math.round)}): \${reached.toFixed(2)}\`);
    }
  };
  look(document);
  return [...new Set(found)];
})()`;
