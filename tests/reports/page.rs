//! A page, read back.

/// The cells of the rows of a page's table whose caption contains `caption`.
pub(crate) fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let table = page.split("<table").find(|table| {
        table.split("<caption>").nth(1).is_some_and(|rest| rest.split("</caption>").next().unwrap().contains(caption))
    });
    let body = table.unwrap_or_else(|| panic!("no table on {caption}")).split("<tbody>").nth(1).unwrap();
    let row = |row: &str| {
        let cells = row.split("<t").skip(1).map(|cell| cell.split_once('>').unwrap().1);
        // What is drawn beside the text is no text, nor where a name may be broken.
        let text = |cell: &str| cell.split("</t").next().unwrap().split("<svg").next().unwrap().replace("<wbr>", "");
        cells.map(text).collect()
    };
    body.split("</tbody>").next().unwrap().split("<tr>").skip(1).map(row).collect()
}

/// A number as the report writes it, and how far the true one may lie from it.
pub(crate) fn number(text: &str) -> (f64, f64) {
    let percent = text.contains('%');
    let text = text.replace('\u{2212}', "-").replace([',', '%', '+', '[', ']'], "");
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let scale = if percent { 0.01 } else { 1.0 };
    (text.trim().parse::<f64>().unwrap() * scale, (0.5 * libm::pow(10.0, -(decimals as f64)) + 1e-9) * scale)
}

/// Holds a page to needing nothing but itself.
pub(crate) fn fetches_nothing(page: &str) {
    let fetches = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for word in ["http:", "https:", "src=", "<link", "@import", "url(//"] {
        assert!(!fetches.contains(word), "the page has {word}");
    }
}
