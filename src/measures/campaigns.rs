//! The outcomes of drives for consent that begin in the measured time.

use super::over;
use super::series::measured_drives;
use crate::units::Time;
use crate::vocabulary::Measure;
use crate::world::{Drive, World};

/// Sets the measures of drives; they stay empty without one.
pub(super) fn measures(world: &World, set: &mut impl FnMut(Measure, Option<f64>)) {
    let drives: Vec<&Drive> = measured_drives(world).map(|(_, drive)| drive).collect();
    let all = drives.len() as f64;
    let sum = |of: &dyn Fn(&Drive) -> f64| drives.iter().map(|drive| of(drive)).sum::<f64>();
    for (measure, share) in
        [(Measure::CampaignDays50, 0.5), (Measure::CampaignDays90, 0.9), (Measure::CampaignDays100, 1.0)]
    {
        let days: Vec<f64> = drives.iter().filter_map(|drive| days_to(drive, share)).collect();
        set(measure, over(days.iter().sum(), days.len() as f64));
    }
    let lasted = |drive: &Drive| match drive.done {
        Time::NEVER => f64::from(drive.ends.min(world.now).day() - drive.begins.day()),
        done => f64::from(drive.day(done)),
    };
    set(Measure::CampaignDays, over(sum(&lasted), all));
    set(Measure::CampaignCompletedShare, over(sum(&|drive| f64::from(drive.done != Time::NEVER)), all));
    let asked = sum(&|drive| drive.asked.len() as f64);
    let consents = sum(&|drive| f64::from(drive.consents()));
    let talks = sum(&|drive| f64::from(drive.visits + drive.calls));
    set(Measure::CampaignVisitsPerHousehold, over(talks, asked));
    set(Measure::CampaignTiedVisitShare, over(sum(&|drive| f64::from(drive.by_tied)), talks));
    set(Measure::CampaignHoldouts, over(asked - consents, all));
    set(Measure::CampaignHours, over(sum(&|drive| drive.hours), all));
    let pressed = sum(&|drive| drive.asked.iter().filter(|asked| asked.pressed).count() as f64);
    set(Measure::CampaignPressureShare, over(pressed, consents));
    let paid_for = sum(&|drive| if drive.done == Time::NEVER { 0.0 } else { drive.asked.len() as f64 });
    set(Measure::CampaignPriceYuan, over(sum(&|drive| drive.paid.yuan()), paid_for));
}

/// The day of the drive on which a share of those asked had consented; `None` when it never had.
fn days_to(drive: &Drive, share: f64) -> Option<f64> {
    let wanted = libm::ceil(share * drive.asked.len() as f64 - 1e-9) as usize;
    let mut days: Vec<Time> = drive.asked.iter().map(|asked| asked.consented).collect();
    days.sort_unstable();
    let reached = *days.get(wanted.max(1) - 1)?;
    (reached != Time::NEVER).then(|| f64::from(drive.day(reached)))
}
