// Hands the hours and the specifications to the chart library, and lets the reader choose the week.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const hours = read("hours");
const { charts, columns } = read("specifications");
const views = [];

// The shared table is columnar; a chart gets rows of only the columns that it names.
function rows(names) {
  const all = new Array(hours.count);
  for (let step = 0; step < hours.count; step++) {
    const row = { hour_beginning: hours.start + step * hours.step };
    for (const name of names) {
      const column = hours.columns[name];
      row[name] = Array.isArray(column) ? column[step] : column;
    }
    all[step] = row;
  }
  return all;
}

// Thousands of small squares are drawn faster, and printed smaller, as one picture.
const asPicture = (name) => name.endsWith("-map");

async function draw(place) {
  const name = place.dataset.chart;
  const specification = charts[name];
  if (columns[name]) specification.datasets = { hours: rows(columns[name]) };
  const renderer = asPicture(name) ? "canvas" : "svg";
  try {
    const { view } = await window.vegaEmbed(place, specification, { actions: false, ast: true, renderer });
    if (specification.params?.some((one) => one.name === "week")) views.push(view);
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
    for (const view of views) view.signal("week", Number(slider.value)).runAsync();
  };
  slider.addEventListener("input", () => show(slider.value));
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) show(Number(slider.value) + Number(button.dataset.step));
    if (button?.dataset.week) show(button.dataset.week);
  });
}

// A closed table would be missing on paper.
function openForPrint() {
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const one of closed) one.open = true;
  window.addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)), { once: true });
}
window.addEventListener("beforeprint", openForPrint);

const slider = document.getElementById("week");
if (slider) follow(slider);
for (const place of document.querySelectorAll(".chart")) await draw(place);
document.documentElement.dataset.ready = "yes";
