/* global document, vegaEmbed */

/**
 * Draws every chart of the page: a figure names its chart document and carries its data. Expressions are
 * interpreted, not compiled, so the page needs no right to evaluate strings.
 */
(() => {
  const readJson = (element) => JSON.parse(element.textContent);
  const { documents, config } = readJson(document.getElementById('charts'));
  const options = {
    config,
    actions: false,
    ast: true,
    defaultStyle: false,
    renderer: 'svg',
    tooltip: { disableDefaultStyle: true },
  };
  document.documentElement.classList.add('scripted');
  const drawn = [...document.querySelectorAll('figure.chart')].map((figure) => {
    const { ...chart } = documents[figure.dataset.chart];
    delete chart.title;
    if (figure.dataset.height) chart.height = Number(figure.dataset.height);
    const datasets = readJson(figure.querySelector('script'));
    return vegaEmbed(figure.querySelector('.plot'), { ...chart, datasets }, options);
  });
  Promise.all(drawn).then(() => document.documentElement.classList.add('drawn-all'));
})();
