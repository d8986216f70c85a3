//! The words that keys with a closed choice take.

use super::parameters::{Kind, Setting, mismatch};
use super::value::{Mismatch, Value};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// The words, in the order of the choices.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// The choices.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word a scenario uses.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl Setting for $name {
            fn read(value: &Value, kind: &Kind) -> Result<$name, Mismatch> {
                match value {
                    Value::Text(word) => match word.as_str() {
                        $($word => Ok($name::$variant),)+
                        _ => Err(mismatch(value, kind)),
                    },
                    _ => Err(mismatch(value, kind)),
                }
            }
            fn write(&self) -> Value {
                Value::Text(self.word().to_string())
            }
        }

        impl Setting for Vec<$name> {
            fn read(value: &Value, kind: &Kind) -> Result<Vec<$name>, Mismatch> {
                match value {
                    Value::List(items) => {
                        let mut read = Vec::new();
                        for item in items {
                            let choice = <$name>::read(item, kind)?;
                            if read.contains(&choice) {
                                return Err(mismatch(item, kind));
                            }
                            read.push(choice);
                        }
                        Ok(read)
                    }
                    _ => Err(mismatch(value, kind)),
                }
            }
            fn write(&self) -> Value {
                Value::List(self.iter().map(|choice| Value::Text(choice.word().to_string())).collect())
            }
        }
    )+};
}

choices! {
    /// Kinds of need.
    Need {
        /// One household wants something.
        Request = "request",
        /// Two households are at odds.
        Dispute = "dispute",
    }

    /// Who elects or appoints to a seat.
    Electorate {
        /// The adult villagers of the group.
        Villagers = "villagers",
        /// The party members of the group.
        PartyMembers = "party_members",
        /// The village committee appoints.
        Committee = "appointed_by_committee",
        /// By lot among who is eligible.
        Lottery = "lottery",
        /// Nobody: the seat is paid staff, taken from outside the group.
        None = "none",
    }

    /// Who may hold a seat.
    Eligibility {
        /// Any resident adult of the group.
        Adults = "adults",
        /// Only party members of the group.
        PartyMembers = "party_members",
        /// Only who is no party member.
        NonMembers = "non_members",
    }

    /// How a case is decided.
    Rule {
        /// Who handles the case decides it.
        HolderAlone = "holder_alone",
        /// The leader decides.
        LeaderDecides = "leader_decides",
        /// More than half of those with a vote.
        Majority = "majority",
        /// All of those with a vote.
        Unanimity = "unanimity",
        /// The member most skilled in the topic decides.
        LeadByTopic = "lead_by_topic",
        /// The households of the group meet and decide by majority.
        Assembly = "assembly",
    }

    /// Who is answerable for a case.
    Roster {
        /// Nobody in particular: one queue for all.
        None = "none",
        /// One member owns the case.
        NamedOwner = "named_owner",
        /// Who is on duty owns what arrives.
        RotatingDuty = "rotating_duty",
    }

    /// Which member comes to own a case under a named owner.
    OwnerBy {
        /// The member whom the household reached.
        Contact = "contact",
        /// The member with the least work waiting.
        LeastLoaded = "least_loaded",
        /// The member most skilled in the topic.
        Topic = "topic",
    }

    /// Whether members step aside.
    Recusal {
        /// Never.
        None = "none",
        /// A member who is kin of exactly one party takes no part.
        KinOfParty = "kin_of_party",
    }

    /// What happens to a seat that nobody can fill.
    Fallback {
        /// It stays empty.
        Vacant = "vacant",
        /// The holder of the same seat in the next group serves here too.
        NeighbouringGroup = "neighbouring_group",
        /// The party branch sends a member from elsewhere in the village.
        AppointedByBranch = "appointed_by_branch",
    }

    /// Who bears the tasks that come from above.
    Bearer {
        /// The holder of the first seat.
        Leader = "leader",
        /// Whoever owns what arrives: the members in turn.
        Owner = "owner",
        /// All in equal parts.
        Shared = "shared",
    }

    /// Whether a synthesised village is the same in every replicate.
    Drawn {
        /// A village anew in each replicate: the answer holds for villages like it.
        EachReplicate = "each_replicate",
        /// One village for all: the answer holds for this one.
        Once = "once",
    }

    /// How party members are spread over the groups.
    PartySpread {
        /// As evenly as their number allows.
        Planned = "planned",
        /// At random among the adults.
        Random = "random",
    }

    /// How a household whose case failed goes on.
    Onward {
        /// It weighs its options.
        Choice = "choice",
        /// Always to the next tier, without weighing.
        NextTier = "next_tier",
    }

    /// When a team starts to move people before a storm.
    StartRule {
        /// When a member who is present reads the signs, or at the order if that comes first.
        OwnReading = "own_reading",
        /// At the order from above.
        Order = "order",
    }

    /// What a drive for consent is about, which says whose consent it needs.
    Ground {
        /// A road: the houses nearest to a straight line through the groups.
        Road = "road",
        /// Land in one piece: the houses nearest to the middle of the groups.
        Land = "land",
    }

    /// What a need or a project is about.
    Topic {
        /// Land and forest.
        Land = "land",
        /// Water and canals.
        Water = "water",
        /// Boundaries between neighbours.
        Boundary = "boundary",
        /// Roads and other works.
        Roads = "roads",
        /// Welfare.
        Welfare = "welfare",
        /// Family.
        Family = "family",
        /// Environment and sanitation.
        Environment = "environment",
        /// Certificates and the rest.
        Certificates = "certificates",
    }

    /// Who runs a project.
    RunBy {
        /// The group up to the cap, else the village.
        Cap = "by_cap",
        /// The group.
        Group = "group",
        /// The village.
        Village = "village",
    }

    /// What a pattern claims of a quantity.
    Claim {
        /// It is more than the margin.
        More = "more",
        /// It is less than minus the margin.
        Less = "less",
        /// It lies within the margin of nothing, by the 90 % interval.
        Equivalent = "equivalent",
        /// It is nearer to nothing than in the reference.
        SmallerEffectThan = "smaller_effect_than",
        /// It is this, within a tolerance.
        Value = "value",
    }

    /// Who decides on a factor of a study.
    FactorRole {
        /// An official chooses it.
        Lever = "lever",
        /// Nobody knows it.
        Uncertainty = "uncertainty",
    }
}
