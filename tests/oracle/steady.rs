//! Queues in their steady state.

use super::transient::Station;

/// Erlang's C: the probability of waiting at `servers` with an offered load (arrivals over service rate) below them.
pub(crate) fn erlang_c(servers: u32, load: f64) -> f64 {
    // Erlang's B by its recursion, then C from B.
    let b = (1..=servers).fold(1.0, |b, k| load * b / (f64::from(k) + load * b));
    let spare = 1.0 - load / f64::from(servers);
    b / (spare + b * (1.0 - spare))
}

/// Mean wait in M/M/c without abandonment.
pub(crate) fn mmc_wait(servers: u32, arrivals: f64, service: f64) -> f64 {
    erlang_c(servers, arrivals / service) / (f64::from(servers) * service - arrivals)
}

/// What M/M/c+M settles to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErlangA {
    /// Probability of finding all servers busy.
    pub(crate) waits: f64,
    /// Probability of running out of patience.
    pub(crate) abandons: f64,
    /// Mean number waiting.
    pub(crate) queue: f64,
    /// Mean number in the system.
    pub(crate) in_system: f64,
    /// Mean wait of those who begin service.
    pub(crate) wait_of_served: f64,
}

/// Erlang's A: M/M/c+M in its steady state.
pub(crate) fn erlang_a(station: &Station) -> ErlangA {
    let weights = station.steady_weights();
    let total: f64 = weights.iter().sum();
    let servers = station.servers as usize;
    let busy = f64::from(station.servers) * station.service;
    let (mut waits, mut queue, mut in_system, mut served, mut waited) = (0.0, 0.0, 0.0, 0.0, 0.0);
    // Of one who finds `ahead` in the queue: the chance to outlast each step forward, and the time of the steps, which
    // given that are exponential at the rates of step and patience together.
    let (mut outlasts, mut steps) = (1.0, 0.0);
    for (k, weight) in weights.iter().enumerate() {
        let p = weight / total;
        in_system += p * k as f64;
        let Some(ahead) = k.checked_sub(servers) else {
            served += p;
            continue;
        };
        let rate = busy + ahead as f64 * station.patience;
        outlasts *= rate / (rate + station.patience);
        steps += 1.0 / (rate + station.patience);
        waits += p;
        queue += p * ahead as f64;
        served += p * outlasts;
        waited += p * outlasts * steps;
    }
    let abandons = station.patience * queue / station.arrivals;
    ErlangA { waits, abandons, queue, in_system, wait_of_served: waited / served }
}

/// Mean wait in M/G/1 (Pollaczek and Khinchine): service of mean `service_time` and coefficient of variation √`cv2`.
pub(crate) fn mg1_wait(arrivals: f64, service_time: f64, cv2: f64) -> f64 {
    let residual = 0.5 * arrivals * service_time * service_time * (1.0 + cv2);
    residual / (1.0 - arrivals * service_time)
}

/// Mean waits of the classes of M/G/1 with non-preemptive priority, the first class first (Cobham).
///
/// A class is (arrival rate, mean of service, mean square of service).
pub(crate) fn cobham_waits(classes: &[(f64, f64, f64)]) -> Vec<f64> {
    let residual: f64 = classes.iter().map(|(rate, _, square)| 0.5 * rate * square).sum();
    let mut load = 0.0;
    let wait = |&(rate, mean, _): &(f64, f64, f64)| {
        let before = 1.0 - load;
        load += rate * mean;
        residual / (before * (1.0 - load))
    };
    classes.iter().map(wait).collect()
}
