//! Teams: decisions with common evidence, and presence with common absences.

/// Probability that a majority of members, right with probabilities `right`, decides rightly.
///
/// With probability `common` all judge by one uniform u, member i rightly iff u < pᵢ: then the median member decides.
/// An odd number of members.
pub(crate) fn majority(right: &[f64], common: f64) -> f64 {
    let mut sorted = right.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Chances of 0, 1, 2, ... right judgements among independent members.
    let mut counts = vec![1.0];
    for p in right {
        let with = |k: usize| if k > 0 { counts[k - 1] * p } else { 0.0 };
        let without = |k: usize| counts.get(k).map_or(0.0, |count| count * (1.0 - p));
        counts = (0..=counts.len()).map(|k| with(k) + without(k)).collect();
    }
    let independent: f64 = counts[right.len() / 2 + 1..].iter().sum();
    common * sorted[right.len() / 2] + (1.0 - common) * independent
}

/// Probabilities of a right, a wrong and no decision under unanimity, evidence as in [`majority`].
pub(crate) fn unanimity(right: &[f64], common: f64) -> [f64; 3] {
    let lowest = right.iter().copied().fold(1.0, f64::min);
    let highest = right.iter().copied().fold(0.0, f64::max);
    let rightly = common * lowest + (1.0 - common) * right.iter().product::<f64>();
    let wrongly = common * (1.0 - highest) + (1.0 - common) * right.iter().map(|p| 1.0 - p).product::<f64>();
    [rightly, wrongly, 1.0 - rightly - wrongly]
}

/// Probability that any of `n` holders is present, each `present` of the time, who with probability `common` follow the
/// group's own coming and going.
pub(crate) fn any_present(n: i32, present: f64, common: f64) -> f64 {
    let absent = 1.0 - present;
    1.0 - (common * absent + (1.0 - common) * libm::pow(absent, f64::from(n)))
}
