//! M/M/c+M from empty over a finite time, exactly: its chain of births and deaths by uniformisation.

use libm::exp;

/// A station with exponential arrivals, service and patience; rates are per day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Station {
    /// Arrival rate.
    pub(crate) arrivals: f64,
    /// Servers.
    pub(crate) servers: u32,
    /// Service rate of one server.
    pub(crate) service: f64,
    /// Rate at which patience ends while waiting; 0 for patience without end.
    pub(crate) patience: f64,
}

impl Station {
    /// Rate of leaving, by service or impatience, with `n` in the system.
    fn departures(&self, n: usize) -> f64 {
        let busy = n.min(self.servers as usize) as f64;
        let waiting = n.saturating_sub(self.servers as usize) as f64;
        busy * self.service + waiting * self.patience
    }

    /// Steady-state probabilities of 0, 1, 2, ... in the system, up to a factor and until they vanish; 5,000 at most, as
    /// they never do at an overloaded station without impatience.
    pub(crate) fn steady_weights(&self) -> Vec<f64> {
        let mut weights = vec![1.0_f64];
        let mut largest = 1.0_f64;
        while weights[weights.len() - 1] > 1e-18 * largest && weights.len() < 5_000 {
            let n = weights.len();
            weights.push(weights[n - 1] * self.arrivals / self.departures(n));
            largest = largest.max(weights[n]);
        }
        weights
    }
}

/// What is expected of a station within a horizon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transient {
    /// Arrivals.
    pub(crate) arrivals: f64,
    /// Services begun.
    pub(crate) begun: f64,
    /// Services completed.
    pub(crate) completed: f64,
    /// Those who ran out of patience.
    pub(crate) abandoned: f64,
    /// Number in the system at the end.
    pub(crate) in_system_at_end: f64,
    /// Sum of the waits of those whose service began.
    pub(crate) days_waited_by_begun: f64,
}

impl Transient {
    /// Days waited by those whose service began over their number, both expected.
    pub(crate) fn wait_of_begun(&self) -> f64 {
        self.days_waited_by_begun / self.begun
    }
}

/// The powers of a uniformised chain are mixed by the Poisson weights of one step.
fn poisson_weights(mean: f64) -> Vec<f64> {
    let mut weights = vec![exp(-mean)];
    while weights.len() < 8 || weights[weights.len() - 1] > 1e-18 {
        let n = weights.len();
        weights.push(weights[n - 1] * mean / n as f64);
    }
    weights
}

/// `state` one step on: the mixture of its images under the powers of `jump`.
fn step(state: &[f64], weights: &[f64], jump: impl Fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let mut image = state.to_vec();
    let mut mixture = vec![0.0; state.len()];
    for weight in weights {
        for (sum, x) in mixture.iter_mut().zip(&image) {
            *sum += weight * x;
        }
        image = jump(&image);
    }
    mixture
}

/// Expectations over `days` from an empty station.
pub(crate) fn transient(station: &Station, days: f64) -> Transient {
    let n_max = station.steady_weights().len();
    let servers = station.servers as usize;
    let events = station.arrivals + f64::from(station.servers) * station.service + station.patience;
    // Simpson's rule wants an even number of steps, short against the mean time between events.
    let steps = ((days * events * 16.0) as usize / 2 + 1) * 2;
    let length = days / steps as f64;
    let top_rate = station.arrivals + station.departures(n_max) + station.patience;
    let weights = poisson_weights(top_rate * length);

    // Forward: how many are in the system.
    let forward = |p: &[f64]| -> Vec<f64> {
        let birth = |n: usize| if n + 1 < n_max { station.arrivals } else { 0.0 };
        let flow = |n: usize| {
            let from_below = if n > 0 { p[n - 1] * birth(n - 1) } else { 0.0 };
            let from_above = if n + 1 < n_max { p[n + 1] * station.departures(n + 1) } else { 0.0 };
            from_below + from_above - p[n] * (birth(n) + station.departures(n))
        };
        (0..n_max).map(|n| p[n] + flow(n) / top_rate).collect()
    };
    let mut in_system = vec![vec![0.0; n_max]];
    in_system[0][0] = 1.0;
    // Backward: the chance that one with n − 1 ahead in the queue begins service within the time left; entry 0 has begun.
    let backward = |h: &[f64]| -> Vec<f64> {
        let moved = |n: usize| {
            let forward_rate = station.departures(servers + n - 1);
            h[n] + (forward_rate * (h[n - 1] - h[n]) - station.patience * h[n]) / top_rate
        };
        (0..h.len()).map(|n| if n == 0 { h[0] } else { moved(n) }).collect()
    };
    let mut begins = vec![vec![0.0; n_max - servers.min(n_max - 1)]];
    begins[0][0] = 1.0;
    for i in 0..steps {
        in_system.push(step(&in_system[i], &weights, forward));
        begins.push(step(&begins[i], &weights, backward));
    }

    let integral = |rate: &dyn Fn(usize) -> f64| {
        let simpson = |i: usize| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * (i % 2) as f64 };
        (0..=steps).map(|i| simpson(i) * rate(i)).sum::<f64>() * length / 3.0
    };
    let mean = |p: &[f64], of: &dyn Fn(usize) -> f64| p.iter().enumerate().map(|(n, p)| p * of(n)).sum::<f64>();
    let waiting = |n: usize| n.saturating_sub(servers) as f64;
    let serving = |n: usize| n.min(servers) as f64;
    // One who joins n in the system begins at once, or from the place behind n − c waiting.
    let begun_rate = |i: usize| {
        let chance = |n: usize| begins[steps - i].get((n + 1).saturating_sub(servers)).copied().unwrap_or(0.0);
        station.arrivals * mean(&in_system[i], &chance)
    };
    // Every day that somebody waits who will begin in time counts.
    let waited_rate = |i: usize| {
        let chances = |n: usize| begins[steps - i][1..].iter().take(n.saturating_sub(servers)).sum::<f64>();
        mean(&in_system[i], &chances)
    };
    Transient {
        arrivals: station.arrivals * days,
        begun: integral(&begun_rate),
        completed: integral(&|i| station.service * mean(&in_system[i], &serving)),
        abandoned: integral(&|i| station.patience * mean(&in_system[i], &waiting)),
        in_system_at_end: mean(&in_system[steps], &|n| n as f64),
        days_waited_by_begun: integral(&waited_rate),
    }
}
