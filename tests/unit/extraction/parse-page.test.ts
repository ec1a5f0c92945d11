import { describe, expect, test } from '@jest/globals';
import type { DomDocument } from '../../../src/extraction/dom.ts';
import { parsePage } from '../../../src/extraction/parse-page.ts';

function parse(source: string): DomDocument {
  const parsed = parsePage(source);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.document;
}

describe('a page becomes a tree with a head and a body, however it is written', () => {
  test.each<[what: string, source: string]>([
    ['whole', '<!doctype html><html><head><title>T</title></head><body><p>One</p><p>Two</p></body></html>'],
    ['without a body', '<title>T</title><p>One<p>Two'],
    ['with a head that is never closed', '<html><head><title>T</title><body><p>One</p><p>Two</p></html>'],
    ['with text after its end', '<html><title>T</title><body><p>One</p></body><p>Two</p></html>'],
    ['with two bodies', '<html><title>T</title><body><p>One</p><body class="x"><p>Two</p></body></html>'],
    [
      'with another page behind it',
      '<html><title>T</title><body><p>One</p><p>Two</p></body></html><html><p>Ad</p>',
    ],
  ])('%s', (_, source) => {
    const document = parse(source);
    expect(document.title).toBe('T');
    expect(document.body.querySelectorAll('p').map(({ textContent }) => textContent)).toEqual(['One', 'Two']);
    expect(document.body.parentElement).toBe(document.documentElement);
  });

  test('texts are whole, whatever references they hold and wherever the input was cut', () => {
    const text = `Größe &amp; Maß &lt;hier&gt; ${'x'.repeat(40_000)}`;
    const { body } = parse(`<body>${text}</body>`);
    expect(body.childNodes).toHaveLength(1);
    expect(body.textContent).toBe(`Größe & Maß <hier> ${'x'.repeat(40_000)}`);
  });

  test('what is never read is left out, and JSON-LD is kept as it is written', () => {
    const document = parse(
      '<style>p{}</style><script>a</script><script type="application/ld+json">{"a":"&amp;<b>"}</script><!-- c --><p onclick="x()" class="k">Text</p><svg><p>d</p></svg>',
    );
    expect(document.documentElement.textContent).toBe('{"a":"&amp;<b>"}Text');
    expect(document.body.querySelectorAll('p')[0]?.attributes).toMatchObject([{ name: 'class', value: 'k' }]);
  });

  test('all texts of the body are told, also those that are pruned later', () => {
    const parsed = parsePage('<title>T</title><body><nav>Menu</nav> <p hidden>Secret</p></body>');
    expect(parsed).toMatchObject({ ok: true, texts: ['Menu', 'Secret'] });
  });
});

describe('the tree changes as Readability changes it', () => {
  const names = (document: DomDocument): string[] =>
    document.body.childNodes.map((node) => (node.nodeType === 1 ? node.localName : node.textContent));

  test('nodes are taken out, put in and put in the place of others, with their neighbours told', () => {
    const document = parse('<body><b>1</b>two<i>3</i></body>');
    const [first, , last] = document.body.childNodes;
    if (first?.nodeType !== 1 || last?.nodeType !== 1) throw new Error('no elements');
    expect(first.nextElementSibling).toBe(last);
    document.body.replaceChild(document.createElement('P'), last);
    expect(names(document)).toEqual(['b', 'two', 'p']);
    document.body.appendChild(first);
    expect(names(document)).toEqual(['two', 'p', 'b']);
    first.appendChild(last);
    expect(first.textContent).toBe('13');
    expect(last.parentElement).toBe(first);
    document.body.firstChild?.remove();
    expect(names(document)).toEqual(['p', 'b']);
    expect(document.body.lastChild?.previousSibling).toBe(document.body.firstElementChild);
  });

  test('what was in an element comes back as it was, and again', () => {
    const document = parse('<body><p class="a">One <b>two</b></p></body>');
    const before = document.body.innerHTML;
    for (const attempt of [1, 2]) {
      document.body.querySelectorAll('b')[0]?.remove();
      document.body.firstElementChild?.setAttribute('class', String(attempt));
      document.body.innerHTML = before;
      expect(document.body.textContent).toBe('One two');
      expect(document.body.firstElementChild?.className).toBe('a');
    }
  });

  test('elements are found by name in the order of the page, only below the one that is asked', () => {
    const document = parse('<body><ul><li><p>1</p></li></ul><h1>2</h1><p>3</p></body>');
    const list = document.body.firstElementChild;
    expect(document.querySelectorAll('H1,p').map(({ textContent }) => textContent)).toEqual(['1', '2', '3']);
    expect(list?.getElementsByTagName('p')).toHaveLength(1);
    expect(list?.getElementsByTagName('*')).toHaveLength(2);
    expect(list?.querySelectorAll('.x')).toEqual([]);
  });
});
