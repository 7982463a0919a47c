// A click shows the material tiled three times each way; the filter hides what does not match.
document.addEventListener('click', event => event.target.classList.contains('tile') && event.target.classList.toggle('tiled'));
document.getElementById('filter').addEventListener('input', event => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of document.querySelectorAll('section')) {
    const title = section.querySelector('h2').textContent.toLowerCase();
    let shown = 0;
    for (const figure of section.querySelectorAll('figure')) {
      figure.hidden = !words.every(word => title.includes(word) || figure.dataset.text.includes(word));
      shown += figure.hidden ? 0 : 1;
    }
    section.hidden = shown === 0;
  }
});
