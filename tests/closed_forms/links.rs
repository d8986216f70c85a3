//! The petition loop, link by link: with any of them weakened fewer villages end in unrest.

use super::support::{runs, value};
use microgov::vocabulary::Measure;

/// Believed return at the end above which a village is in unrest; quiet ones end below .1.
const UNREST: f64 = 0.3;
const REPLICATES: u64 = 6;

/// How many villages of an arm end in unrest, by the belief they begin with.
fn in_unrest(arm: &str) -> [usize; 3] {
    [0.2, 0.4, 0.6].map(|belief| {
        let setting = format!("petitions.belief_initial={belief}");
        let file = "closed_forms/weak_links.toml";
        let beliefs =
            runs((file, &[setting.as_str()], arm), REPLICATES, false, |run| value(run, Measure::PetitionBelief));
        beliefs.iter().filter(|belief| **belief > UNREST).count()
    })
}

#[test]
fn the_basin_of_unrest_shrinks_with_each_link_that_is_weakened() {
    let whole = in_unrest("loop");
    println!("loop: {whole:?}");
    assert!(whole[0] < whole[1] && whole[1] >= 4 && whole[2] == REPLICATES as usize, "two basins: {whole:?}");
    for arm in ["prompt", "fewer_join", "unheard", "firm"] {
        let weak = in_unrest(arm);
        println!("{arm}: {weak:?}");
        assert!(weak.iter().zip(&whole).all(|(weak, whole)| weak <= whole), "{arm}: {weak:?} of {whole:?}");
        let [weak, whole] = [weak, whole].map(|counts| counts.iter().sum::<usize>());
        assert!(weak + 3 <= whole, "{arm}: {weak} of {whole}");
    }
}
