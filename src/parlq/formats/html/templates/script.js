(() => {
  const choose = (tag) => {
    const radio = document.getElementById('m-' + tag);
    if (radio) radio.checked = true;
    return radio !== null;
  };
  // A link to a part that does not show selects the language of the part.
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; }
    const part = document.getElementById(id);
    const text = part && part.closest('.v');
    if (!text || text.checkVisibility()) return;
    choose(text.dataset.lang);
    part.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  if (location.hash) follow();
  else navigator.languages.some((tag) => choose(tag) || choose(tag.split('-')[0]));
})();
