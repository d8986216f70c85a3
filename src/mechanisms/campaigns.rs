#![doc = include_str!("../../docs/model/campaigns.md")]

mod households;
mod rounds;

use crate::mechanisms::trust;
use crate::units::{Fen, Time};
use crate::world::{Context, Drive, EventKind, NONE, Payer, Purpose, World};

/// The hour of visits, in the evening, when people are at home.
const VISITING_HOUR: f64 = 19.0;

/// Works out whom each drive asks and puts its first day on the agenda.
pub fn begin(cx: Context<'_>, world: &mut World) {
    if !cx.rules.parameters.mechanisms.campaigns {
        return;
    }
    for (number, campaign) in cx.rules.lists.campaign.iter().enumerate() {
        let drive = households::prepare(cx, campaign);
        post_day(world, &drive, drive.begins.day(), number as u32);
        world.drives.push(drive);
    }
}

fn post_day(world: &mut World, drive: &Drive, day: u32, number: u32) {
    let at = Time::from_days(f64::from(day) + VISITING_HOUR / 24.0);
    if at < drive.ends {
        world.agenda.post(at, EventKind::CampaignDay as u8, number);
    }
}

/// A day of a drive: the price may rise, members make their round, and the drive ends when enough have consented.
pub fn spend_day(cx: Context<'_>, world: &mut World, number: u32) {
    let campaign = &cx.rules.lists.campaign[number as usize];
    let mut drive = std::mem::take(&mut world.drives[number as usize]);
    let day = world.now.day();
    let days_gone = day - drive.begins.day();
    if households::may_rise(campaign, &drive) && days_gone > 0 && days_gone.is_multiple_of(campaign.price_step_days) {
        drive.price_yuan = (drive.price_yuan + campaign.price_step_yuan).min(campaign.price_most_yuan);
    }
    rounds::hold(cx, world, campaign, &mut drive);
    if drive.consents() >= drive.needed {
        succeed(cx, world, &mut drive);
    } else {
        post_day(world, &drive, day + 1, number);
    }
    world.drives[number as usize] = drive;
}

/// Enough have consented: they are paid, and everybody asked sees something done.
fn succeed(cx: Context<'_>, world: &mut World, drive: &mut Drive) {
    let consent = &cx.rules.parameters.consent;
    drive.done = world.now;
    let consented = drive.asked.iter().filter(|asked| asked.consented != Time::NEVER);
    drive.paid = consented.map(|asked| Fen::from_yuan(asked.price_yuan * asked.units)).sum();
    if world.measured() && drive.paid != Fen(0) {
        world.tally.ledger.enter(Payer::Government, Purpose::Compensation, drive.paid);
    }
    world.beliefs.at(world.now);
    for asked in &drive.asked {
        let group = cx.village.households.group[asked.household as usize];
        let tier = rounds::Crew::of(cx, world, group).tier;
        trust::encounter(cx, world, asked.household, (tier, NONE), 1.0, consent.completion_experience);
        if cx.rules.parameters.mechanisms.participation {
            let participation = &mut world.participation[asked.household as usize];
            *participation = (*participation + consent.completion_participation).min(1.0);
        }
    }
}
