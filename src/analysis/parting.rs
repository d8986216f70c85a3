//! Where two runs part: the first step of a case that is not the same in both.

use crate::simulation::trace::Witnessed;

/// Where two runs part.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// The step in the one run and in the other; one of them may be missing.
    pub steps: [Option<Witnessed>; 2],
    /// What the same case did next, in the one run and in the other.
    pub following: [Vec<Witnessed>; 2],
    /// Cases with a step that is not the same in both.
    pub cases: usize,
}

/// Compares the steps of two runs. Cases of one instant are compared household by household, so that nothing hangs on
/// the order in which an arm goes through its seats; `following` steps are told of the case. `None` when they never part.
pub fn parting(one: &[Witnessed], other: &[Witnessed], following: usize) -> Option<Parting> {
    let sorted = |steps: &[Witnessed]| {
        let mut steps = steps.to_vec();
        steps.sort_by_key(|step| (step.at, step.case));
        steps
    };
    let (one, other) = (sorted(one), sorted(other));
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let key = |step: &Witnessed| (step.at, step.case);
    let steps = match (one.get(same).copied(), other.get(same).copied()) {
        (None, None) => return None,
        // Whoever does something that the other does not do at that instant parts.
        (Some(one), Some(other)) if key(&one) < key(&other) => [Some(one), None],
        (Some(one), Some(other)) if key(&one) > key(&other) => [None, Some(other)],
        steps => [steps.0, steps.1],
    };
    let case = steps.iter().flatten().next()?.case;
    let next = |steps: &[Witnessed], told: bool| -> Vec<Witnessed> {
        let of_case = steps[same..].iter().filter(|step| step.case == case);
        of_case.skip(usize::from(told)).take(following).copied().collect()
    };
    let following = [next(&one, steps[0].is_some()), next(&other, steps[1].is_some())];
    Some(Parting { steps, following, cases: cases_that_part(one, other) })
}

/// How many cases have other steps in the one run than in the other.
fn cases_that_part(mut one: Vec<Witnessed>, mut other: Vec<Witnessed>) -> usize {
    // Sorting is stable: the steps of a case stay in their order.
    one.sort_by_key(|step| step.case);
    other.sort_by_key(|step| step.case);
    let mut others = other.chunk_by(|one, other| one.case == other.case).peekable();
    let mut count = 0;
    for steps in one.chunk_by(|one, other| one.case == other.case) {
        while others.next_if(|others| others[0].case < steps[0].case).is_some() {
            count += 1;
        }
        let partner = others.next_if(|others| others[0].case == steps[0].case);
        count += usize::from(partner != Some(steps));
    }
    count + others.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Time;
    use crate::vocabulary::choices::Need;
    use crate::world::witness::{Standing, Step};
    use crate::world::{NONE, State, Tier};

    fn step(at: u32, household: u32, state: State) -> Witnessed {
        let standing =
            Standing { state, tier: Tier::Group, person: NONE, due: Time::NEVER, first_decision: None, petitions: 0 };
        Witnessed {
            at: Time(at),
            case: (household, 0),
            group: 0,
            counterpart: NONE,
            kind: Need::Request,
            topic: 0,
            severity: 0,
            step: Step::Begun,
            standing,
        }
    }

    #[test]
    fn runs_part_at_the_first_step_that_differs_whatever_the_order_of_seats() {
        let one = [
            step(1, 5, State::Waiting),
            step(1, 3, State::Waiting),
            step(9, 3, State::InWork),
            step(12, 3, State::Resolved),
        ];
        let mut other = [one[1], one[0], one[2], one[3]];
        assert_eq!(parting(&one, &other, 3), None);
        other[2] = step(9, 3, State::Arranging);
        let found = parting(&one, &other, 3).unwrap();
        assert_eq!(found.steps, [Some(one[2]), Some(other[2])]);
        assert_eq!((found.following, found.cases), ([vec![one[3]], vec![one[3]]], 1));
    }

    #[test]
    fn a_step_that_one_run_does_not_take_is_told_and_every_case_is_counted() {
        let one = [step(1, 3, State::Waiting), step(9, 3, State::InWork)];
        let other = [step(1, 3, State::Waiting), step(7, 4, State::Waiting)];
        let found = parting(&one, &other, 3).unwrap();
        assert_eq!((found.steps, found.cases), ([None, Some(other[1])], 2));
        assert_eq!(parting(&one, &one[..1], 3).unwrap().steps, [Some(one[1]), None]);
    }
}
