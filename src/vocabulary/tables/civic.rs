//! Keys of what households do for the village besides their own needs.

use super::SHARE;
use crate::vocabulary::parameters::table;

table! {
    /// Part that households take in village work.
    Participation = "participation" {
        initial: f64 = 0.3, SHARE, "", Guess "0.1 to 0.5; the masses were passive before the reform",
            "Participation of a household at the start; constant when the mechanism is off", "村民参与初始值";
    }
}
