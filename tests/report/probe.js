// Reads the page as a user sees it, uses it as a user does, and leaves what it found as JSON in #probe.
'use strict';
const found = {};
const all = (selector) => [...document.querySelectorAll(selector)];
const rows = (table) => all('#' + table + ' tbody tr').map((row) =>
  [...row.cells].map((cell) => (cell.querySelector('summary') || cell).textContent));
// Against the map's corner: the page scrolls when tables grow and shrink.
const map = () => document.getElementById('map').getBoundingClientRect();
const tiles = () => all('#map .tile').map((tile) => {
  const {x, y, width, height} = tile.getBoundingClientRect();
  return {bytes: Number(tile.dataset.bytes), x: x - map().x, y: y - map().y, width, height};
});
function type(id, words) {
  const field = document.getElementById(id);
  field.value = words;
  field.dispatchEvent(new Event('input'));
}
function press(selector, text) {
  all(selector).find((button) => button.textContent === text).click();
}

found.map = {width: map().width, height: map().height};
found.title = document.title;
found.heading = document.querySelector('h1').textContent;
found.shares = all('#shares div').map((row) => row.textContent);
found.tiles = tiles();
found.rows = rows('in');
found.out = rows('out');
found.opened = all('#in .found').map((row) => row.querySelector('summary').textContent);
found.chain = all('#in .found .chain li').map((step) => step.textContent);
found.importers = all('#in .found .importers li').map((step) => step.textContent);
found.elements = all('b, img, script').map((element) => element.outerHTML.slice(0, 40));
found.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;

press('#in th button', 'Name');
found.byName = rows('in').map((row) => row[0]);
press('#in th button', 'Name');
found.byNameDown = rows('in').map((row) => row[0]);
found.sort = all('#in th').map((head) => head.getAttribute('aria-sort'));
type('filter', 'SCRIPT data');
found.filtered = rows('in').map((row) => row[0]);
found.count = document.getElementById('count').textContent;
type('out-filter', 'unknown');
found.outFiltered = rows('out').map((row) => row[0]);

press('#map .chip', 'shop');
found.zoomed = tiles();
found.crumbs = all('#crumbs button').map((button) => button.textContent);
press('#crumbs button', 'all');
found.back = tiles().length;

found.requests = performance.getEntriesByType('resource').map((entry) => entry.name);
const note = document.createElement('pre');
note.id = 'probe';
note.textContent = JSON.stringify(found);
document.body.append(note);
