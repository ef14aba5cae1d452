// node read_epub.mjs foliate|epubjs BOOK.epub…
//
// Opens each book in a reading engine, in one headless Chromium that can reach nothing but this process, turns its
// pages to the end and prints one line of JSON a book (see `Reading` in reading_engine.py). READERS names the folder
// whose node_modules hold the engines, CHROMIUM the browser; PICTURE, if set, gets the last page seen.

import { createServer } from 'node:http';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';

const MEDIA = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.epub': 'application/epub+zip' };
const TURNS = 600;
const PATIENCE = 120_000;
const [engine, ...books] = process.argv.slice(2);
const modules = join(process.env.READERS, 'node_modules');
const puppeteer = createRequire(join(process.env.READERS, '/'))('puppeteer-core');

const SHARED = `
  const seen = new Map();
  const keep = (key, doc) => seen.set(key, {
    text: doc.body.textContent,
    direction: getComputedStyle(doc.body).direction,
    pictures: [...doc.images].map(image => [image.getAttribute('src') ?? '', image.naturalWidth]),
  });
  const pause = time => new Promise(done => setTimeout(done, time));
  const until = async (test, time) => { for (let spent = 0; spent < time && !test(); spent += 20) await pause(20); };
  const report = fields => { window.reading = { chapters: [...seen.values()], ...fields }; };
`;

const FOLIATE = `<!doctype html><meta charset="utf-8"><style>html,body{margin:0}foliate-view{display:block;width:600px;height:800px}</style>
<script type="module">${SHARED}
try {
  await import('/modules/foliate-js/view.js');
  const bytes = await (await fetch('/book')).blob();
  const view = document.body.appendChild(document.createElement('foliate-view'));
  view.addEventListener('load', ({ detail }) => keep(detail.index, detail.doc));
  let moves = 0;
  view.addEventListener('relocate', () => moves++);
  await view.open(new File([bytes], 'book.epub', { type: 'application/epub+zip' }));
  const spine = view.book.sections.map((section, index) => [section, index]).filter(([section]) => section.linear !== 'no');
  await view.goTo(0);
  await until(() => moves, 3000);
  let pages = 0;
  for (; pages < ${TURNS}; ) {
    pages++;
    const before = moves;
    await view.next();
    await until(() => moves > before, 400);
    if (moves === before) break;
  }
  const flat = items => (items ?? []).flatMap(item => [item.label.trim(), ...flat(item.subitems)]);
  const { title, language } = view.book.metadata;
  report({ title: typeof title === 'string' ? title : Object.values(title)[0], language: [language].flat()[0] ?? '',
    direction: view.book.dir ?? '', contents: flat(view.book.toc), sections: spine.length, pages });
} catch (error) { report({ errors: [String(error?.stack ?? error)] }); }
</script>`;

const EPUBJS = `<!doctype html><meta charset="utf-8"><div id="view" style="width:600px;height:800px"></div>
<script src="/modules/jszip/dist/jszip.min.js"></script><script src="/modules/epubjs/dist/epub.js"></script>
<script type="module">${SHARED}
try {
  const book = ePub(await (await fetch('/book')).arrayBuffer());
  await book.ready;
  const rendition = book.renderTo('view', { width: 600, height: 800, flow: 'paginated', allowScriptedContent: false });
  const look = () => rendition.getContents().forEach(chapter => keep(chapter.sectionIndex, chapter.document));
  await rendition.display();
  let pages = 0;
  for (; pages < ${TURNS}; ) {
    pages++;
    look();
    const place = rendition.currentLocation();
    if (place?.atEnd) break;
    await rendition.next();
    await pause(60);
  }
  const flat = items => items.flatMap(item => [item.label.trim(), ...flat(item.subitems ?? [])]);
  const linear = book.spine.spineItems.filter(item => item.linear !== 'no' && item.linear !== false);
  report({ title: book.packaging.metadata.title, language: book.packaging.metadata.language,
    direction: book.packaging.metadata.direction ?? '', contents: flat(book.navigation.toc), sections: linear.length, pages });
} catch (error) { report({ errors: [String(error?.stack ?? error)] }); }
</script>`;

let current = books[0];
const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.split('?')[0]);
  if (path === '/') return response.setHeader('content-type', 'text/html').end(engine === 'foliate' ? FOLIATE : EPUBJS);
  const file = path === '/book' ? current : join(modules, normalize(path).replace(/^\/modules\//, ''));
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  response.setHeader('content-type', MEDIA[path === '/book' ? '.epub' : extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});

async function read(browser, port) {
  const page = await browser.newPage();
  const outside = new Set();
  const errors = [];
  await page.setViewport({ width: 620, height: 820 });
  page.on('request', request => { if (!/^(http:\/\/127\.0\.0\.1:|blob:|data:|about:)/.test(request.url())) outside.add(request.url().slice(0, 200)); });
  page.on('pageerror', error => errors.push(String(error).slice(0, 300)));
  await page.goto(`http://127.0.0.1:${port}/`);
  let reading;
  try {
    await page.waitForFunction('window.reading', { timeout: PATIENCE });
    reading = await page.evaluate('window.reading');
  } catch (error) {
    reading = { errors: [`it never opened: ${error}`.slice(0, 300)] };
  }
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  await page.close();
  return { ...reading, outside: [...outside], errors: [...(reading.errors ?? []), ...errors] };
}

server.listen(0, '127.0.0.1', async () => {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  for (current of books) console.log(JSON.stringify(await read(browser, server.address().port)));
  await browser.close();
  server.close();
  process.exit(0);
});
