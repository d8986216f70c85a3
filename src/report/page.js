// Long tables can be sorted by any column; without scripts they stay as they are.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.setAttribute("aria-label", head.dataset.sort);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const number = (text) => (/^[+−-]?[\d,.]+/.test(text) ? parseFloat(text.replace("−", "-").replaceAll(",", "")) : NaN);
      const order = (one, other) => {
        const [a, b] = [one, other].map((row) => row.cells[column].textContent);
        const [x, y] = [number(a), number(b)];
        return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, document.documentElement.lang) : x - y;
      };
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort((one, other) => (up ? order(one, other) : order(other, one))));
    });
  });
}
