//! The line where a field over a grid is zero, by marching squares.

type Point = (f64, f64);

/// The field at cell (column, row), constant beyond the middles of the outermost cells.
struct Field<'a> {
    columns: usize,
    rows: usize,
    values: &'a [Option<f64>],
}

impl Field<'_> {
    /// Value at a node of the grid of middles, with a ring of nodes on the edge around it.
    fn at(&self, column: usize, row: usize) -> Option<f64> {
        let inside = |node: usize, count: usize| node.saturating_sub(1).min(count - 1);
        self.values[inside(row, self.rows) * self.columns + inside(column, self.columns)]
    }

    /// Where a node is, in cells.
    fn place(node: usize, count: usize) -> f64 {
        (node as f64 - 0.5).clamp(0.0, count as f64)
    }
}

/// Lines along which `values` (row by row, `columns` a row, one at the middle of each cell) are zero, in cells from the
/// first corner. Squares with a missing corner have none.
pub(super) fn zero_lines(columns: usize, values: &[Option<f64>]) -> Vec<Vec<Point>> {
    if columns == 0 || values.is_empty() {
        return Vec::new();
    }
    let field = Field { columns, rows: values.len() / columns, values };
    let mut segments = Vec::new();
    for row in 0..=field.rows {
        for column in 0..=field.columns {
            square(&field, column, row, &mut segments);
        }
    }
    chained(segments)
}

/// The segments within the square whose first node is given.
fn square(field: &Field<'_>, column: usize, row: usize, segments: &mut Vec<[Point; 2]>) {
    // Around the square.
    let nodes = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
    let mut corners = [((0.0, 0.0), 0.0); 4];
    for (corner, (column, row)) in corners.iter_mut().zip(nodes) {
        let Some(value) = field.at(column, row).filter(|value| value.is_finite()) else { return };
        *corner = ((Field::place(column, field.columns), Field::place(row, field.rows)), value);
    }
    let mut crossings: Vec<Point> = Vec::new();
    for (i, (from, one)) in corners.iter().enumerate() {
        let (to, other) = corners[(i + 1) % 4];
        // Zero counts as above, so that every square has none, two or four crossings.
        if (*one >= 0.0) != (other >= 0.0) {
            let share = one / (one - other);
            crossings.push((from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)));
        }
    }
    match crossings.as_slice() {
        [a, b] => segments.push([*a, *b]),
        // A saddle: the mean of the corners tells which sides are joined.
        [a, b, c, d] => {
            let middle = corners.iter().map(|corner| corner.1).sum::<f64>() >= 0.0;
            let pairs = if middle == (corners[0].1 >= 0.0) { [[*a, *b], [*c, *d]] } else { [[*d, *a], [*b, *c]] };
            segments.extend(pairs);
        }
        _ => {}
    }
}

/// Segments joined into lines at equal ends.
fn chained(mut segments: Vec<[Point; 2]>) -> Vec<Vec<Point>> {
    let same = |a: Point, b: Point| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
    segments.retain(|[a, b]| !same(*a, *b));
    let mut lines = Vec::new();
    while let Some([a, b]) = segments.pop() {
        let mut line = std::collections::VecDeque::from([a, b]);
        loop {
            let ends = [line[0], line[line.len() - 1]];
            let next = segments.iter().enumerate().find_map(|(i, [a, b])| {
                ends.iter().enumerate().find_map(|(end, at)| match (same(*a, *at), same(*b, *at)) {
                    (true, _) => Some((i, end, *b)),
                    (_, true) => Some((i, end, *a)),
                    _ => None,
                })
            });
            let Some((i, end, point)) = next else { break };
            segments.swap_remove(i);
            if end == 0 { line.push_front(point) } else { line.push_back(point) }
        }
        lines.push(line.into());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_front_is_one_straight_line_from_edge_to_edge() {
        // Zero where column + 0.5 = 2.25.
        let values: Vec<Option<f64>> = (0..12).map(|i| Some((i % 4) as f64 + 0.5 - 2.25)).collect();
        let lines = zero_lines(4, &values);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|(x, _)| (x - 2.25).abs() < 1e-12), "{lines:?}");
        let rows: Vec<f64> = lines[0].iter().map(|(_, y)| *y).collect();
        assert!(rows.contains(&0.0) && rows.contains(&3.0));
    }

    #[test]
    fn an_island_is_a_closed_line_and_gaps_have_none() {
        let mut values: Vec<Option<f64>> = vec![Some(1.0); 25];
        values[12] = Some(-1.0);
        let lines = zero_lines(5, &values);
        assert_eq!((lines.len(), lines[0].len()), (1, 5));
        assert_eq!(lines[0].first(), lines[0].last());
        values[12] = None;
        assert!(zero_lines(5, &values).is_empty());
        assert!(zero_lines(5, &[Some(0.0); 25]).is_empty() && zero_lines(0, &[]).is_empty());
    }
}
