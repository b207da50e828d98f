const [field, status, results, more] = ['q', 'status', 'results', 'more'].map((id) => document.getElementById(id));
const notice = [...status.childNodes];
const step = 20;
let last = 0, found = [], shown = 0, engine = null;

// What is found is text but for its marks, so that nothing of a document is run.
const marked = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map((node) => {
  const made = document.createElement(node.nodeName === 'MARK' ? 'mark' : 'span');
  made.textContent = node.textContent;
  return made;
});
const element = (name, className, ...children) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};
// The last part with an id before the word that counts most.
const place = ({ anchors = [], weighted_locations: found = [] }) => {
  if (!found.length) return '';
  const { location } = found.reduce((best, each) => (each.balanced_score > best.balanced_score ? each : best));
  const part = anchors.filter((each) => each.location <= location).sort((a, b) => a.location - b.location).pop();
  return part && part.location ? '#' + encodeURIComponent(part.id) : '';
};
const item = (result) => {
  const { url, meta, excerpt } = result;
  const link = document.createElement('a');
  link.href = url + place(result);
  link.textContent = meta.title;
  if (meta.language && meta.language !== 'und') link.lang = meta.language;
  link.dir = 'auto';
  const facts = [meta.label, meta.kind, meta.date].filter(Boolean).flatMap((text) => [element('span', '', text), ' ']);
  const words = element('p', 'excerpt', ...marked(excerpt));
  words.dir = 'auto';
  words.lang = link.lang;
  return element('li', '', element('p', 'line', ...facts), element('p', 'subject', link), words);
};
const show = async () => {
  const mine = last;
  const part = await Promise.all(found.slice(shown, shown + step).map((each) => each.data()));
  if (mine !== last) return;
  results.append(...part.map(item));
  shown += part.length;
  more.hidden = shown >= found.length;
};
const search = async () => {
  const words = field.value.trim(), mine = ++last;
  history.replaceState(null, '', words ? '?q=' + encodeURIComponent(words) : location.pathname);
  const answer = words ? await engine.search(words) : null;
  if (mine !== last) return;
  [found, shown] = [answer ? answer.results : [], 0];
  results.replaceChildren();
  more.hidden = true;
  const count = found.length.toLocaleString('en');
  status.textContent = !words ? '' : found.length === 1 ? '1 document' : `${found.length ? count : 'No'} documents`;
  await show();
};
const fail = () => { status.replaceChildren(...notice); };

try {
  engine = await import('../pagefind/pagefind.js');
  await engine.init();
  status.textContent = '';
  let timer = 0;
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => search().catch(fail), 200); });
  field.form.addEventListener('submit', (event) => { event.preventDefault(); search().catch(fail); });
  more.addEventListener('click', () => {
    const next = results.children.length;
    show().then(() => results.children[next]?.querySelector('a').focus(), fail);
  });
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  if (field.value) await search();
  field.focus();
} catch { fail(); }
