// Hands the hours and the specifications to the chart library, and lets the reader choose the week.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const hours = read("hours");
const { charts, needs } = read("specifications");
const views = [];

// The shared table is columnar; a chart gets rows of only the columns and the week that it needs.
function rows(columns, week) {
  const perWeek = (7 * 86_400_000) / hours.step;
  const first = week ? (week - 1) * perWeek : 0;
  const last = week ? Math.min(first + perWeek, hours.count) : hours.count;
  const all = [];
  for (let step = first; step < last; step++) {
    const row = { hour_beginning: hours.start + step * hours.step };
    for (const name of columns) {
      const column = hours.columns[name];
      row[name] = Array.isArray(column) ? column[step] : column;
    }
    all.push(row);
  }
  return all;
}

// Thousands of small squares are drawn faster, and printed smaller, as one picture.
const asPicture = (name) => name.endsWith("-map");

async function draw(place) {
  const name = place.dataset.chart;
  const specification = charts[name];
  const need = needs[name];
  const isChosen = need?.week === "chosen";
  if (need) specification.datasets = { hours: rows(need.columns, isChosen ? 1 : need.week) };
  const renderer = asPicture(name) ? "canvas" : "svg";
  try {
    const { view } = await window.vegaEmbed(place, specification, { actions: false, ast: true, renderer });
    if (isChosen) views.push({ view, columns: need.columns });
    place.dataset.drawn = "yes";
  } catch (problem) {
    place.dataset.drawn = "no";
    place.innerHTML = "";
    place.append(Object.assign(document.createElement("p"), { className: "problem", textContent: `This chart could not be drawn: ${problem.message}` }));
    console.error(name, problem);
  }
}

function follow(slider) {
  const group = slider.closest(".weeks");
  const show = (week) => {
    slider.value = week;
    group.querySelector("output").textContent = slider.value;
    const chosen = Number(slider.value);
    for (const { view, columns } of views) view.signal("week", chosen).data("hours", rows(columns, chosen)).runAsync();
  };
  slider.addEventListener("input", () => show(slider.value));
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) show(Number(slider.value) + Number(button.dataset.step));
    if (button?.dataset.week) show(button.dataset.week);
  });
}

// A closed table would be missing on paper; what the files say of each input is left to the page.
function openForPrint() {
  const closed = [...document.querySelectorAll("section:not(#inputs) details:not([open])")];
  for (const one of closed) one.open = true;
  window.addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)), { once: true });
}
window.addEventListener("beforeprint", openForPrint);

const slider = document.getElementById("week");
if (slider) follow(slider);
for (const place of document.querySelectorAll(".chart")) await draw(place);
document.documentElement.dataset.ready = "yes";
