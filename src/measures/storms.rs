//! What storms brought, and who helped without a seat.

use super::over;
use super::series::measured_storms;
use crate::vocabulary::Measure;
use crate::world::storms::{House, Source, Storm};
use crate::world::{Context, World};

/// Sets the measures of storms that struck in the measured time; empty without any.
pub(super) fn measures(cx: Context<'_>, world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let storms: Vec<&Storm> = measured_storms(world).collect();
    if !storms.is_empty() {
        let number = storms.len() as f64;
        let mean = |of: fn(&Storm) -> f64| over(storms.iter().map(|storm| of(storm)).sum(), number);
        let houses = || storms.iter().flat_map(|storm| &storm.houses);
        let sum = |of: fn(&House) -> u32| f64::from(houses().map(of).sum::<u32>());
        let exposed = sum(|house| if house.moved { 0 } else { house.people });
        let people = sum(|house| house.people);
        set(Measure::StormMovedShare, over(people - exposed, people));
        set(Measure::StormAllMovedShare, mean(|storm| f64::from(storm.houses.iter().all(|house| house.moved))));
        set(Measure::StormExposed, Some(exposed));
        set(Measure::StormFrailLeft, Some(sum(|house| if house.moved { 0 } else { house.frail })));
        set(Measure::StormLastDoorMinutes, mean(|storm| storm.last_door_minutes));
        set(Measure::StormHelperMinutes, Some(storms.iter().map(|storm| storm.helper_exposure_minutes).sum()));
        set(Measure::StormHelpers, mean(|storm| f64::from(storm.helpers[0] + storm.helpers[1])));
        let heard = sum(|house| u32::from(house.heard.is_some()));
        set(Measure::StormHeardShare, over(heard, houses().count() as f64));
        for (measure, source) in [
            (Measure::StormKnockedShare, Source::Knock),
            (Measure::StormPhonedShare, Source::Broadcast),
            (Measure::StormInformalShare, Source::Neighbour),
        ] {
            set(measure, over(houses().filter(|house| house.heard == Some(source)).count() as f64, heard));
        }
    }
    let mechanisms = &cx.rules.parameters.mechanisms;
    if mechanisms.storms || mechanisms.works {
        let [came, called] = world.tally.members_called.map(f64::from);
        set(Measure::VolunteerMemberShare, over(came, called));
        let group_years = cx.village.groups.len() as f64 * cx.rules.calendar.measured_years();
        set(Measure::VolunteerHours, over(world.tally.volunteer_hours, group_years));
    }
}
