(() => {
  const choose = (tag) => {
    const radio = document.getElementById('m-' + tag);
    if (radio) radio.checked = true;
    return radio !== null;
  };
  // A link to a part that does not show selects the language of the part.
  const follow = (otherwise) => {
    let part = null;
    try { part = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no id */ }
    const text = part && part.closest('.v');
    if (text && text.checkVisibility()) return;
    if (text) choose(text.dataset.lang);
    else otherwise();
    if (part) part.scrollIntoView();
  };
  // Two texts with the same number of blocks have these in step; a row of the grid for each.
  const step = () => {
    for (const texts of document.querySelectorAll('.texts')) {
      const bodies = [...texts.querySelectorAll('.v > .body')].filter((body) => body.checkVisibility());
      const [count, other] = bodies.map((body) => body.children.length);
      const even = bodies.length === 2 && count === other;
      texts.classList.toggle('step', even);
      texts.style.setProperty('--blocks', even ? count : 1);
    }
  };
  addEventListener('change', step);
  addEventListener('hashchange', () => follow(() => {}));
  follow(() => navigator.languages.some((tag) => choose(tag) || choose(tag.split('-')[0])));
})();
