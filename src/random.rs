//! Random numbers by address.
//!
//! A draw is a pure function of *(experiment seed, replicate, decision, who, ordinal)*. Nothing is consumed, so a
//! rule that draws more in one arm shifts nothing in another: common random numbers hold at the level of the single
//! decision. The generator is Philox4x64-10 (Salmon, Moraes, Dror and Shaw, SC'11): the seed and the replicate are
//! its key; the decision, the address of who decides and the ordinal are its counter, used as they are, so two
//! addresses never collide. Four words come with each address; [`Words`] turns them into variates by inversion,
//! one uniform a variate.

use libm::{log, sqrt};
use std::convert::Infallible;

const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];
const ROUNDS: usize = 10;

/// One block of Philox4x64-10.
fn philox(mut key: [u64; 2], mut counter: [u64; 4]) -> [u64; 4] {
    for round in 0..ROUNDS {
        if round > 0 {
            key[0] = key[0].wrapping_add(WEYL[0]);
            key[1] = key[1].wrapping_add(WEYL[1]);
        }
        let first = u128::from(MULTIPLIERS[0]) * u128::from(counter[0]);
        let second = u128::from(MULTIPLIERS[1]) * u128::from(counter[2]);
        counter = [
            (second >> 64) as u64 ^ counter[1] ^ key[0],
            second as u64,
            (first >> 64) as u64 ^ counter[3] ^ key[1],
            first as u64,
        ];
    }
    counter
}

macro_rules! decisions {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal),+ $(,)?) => {
        /// Every decision that draws. A number is never used for two decisions and never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u32)]
        pub enum Decision { $($(#[doc = $doc])+ $name = $number),+ }

        impl Decision {
            /// Every decision, in the order of its number, with the sentence that describes it.
            pub const ALL: &'static [(Decision, &'static str)] = &[$((Decision::$name, concat!($($doc),+))),+];
        }
    };
}

decisions! {
    /// Size and place of a group, by (group).
    GroupSize = 1,
    /// Clan shares of a group, by (group, clan rank).
    ClanShare = 2,
    /// Clan, absence, need multiplier and frailty of a household, by (household).
    HouseholdTraits = 3,
    /// Place of a household on the map, by (household).
    HouseholdPlace = 4,
    /// Number of members of a household, by (household).
    HouseholdSize = 5,
    /// Trust baseline and petition belief of a household, by (household).
    HouseholdBeliefs = 6,
    /// A tie between two households of one group, by (lower household, higher household).
    Tie = 7,
    /// Ties of a household to other groups, by (household, tie ordinal).
    DistantTie = 8,
    /// Age, sex, residence of a person, by (person).
    PersonTraits = 9,
    /// Order in which people are taken into the party, by (person).
    PartyMembership = 10,
    /// General and topical skill of a person, by (person, topic block).
    Skill = 11,
    /// Motive, outside wage and capacity of a person, by (person).
    Motive = 12,
    /// Order in which people are taken as village cadres, by (person).
    CadreChoice = 13,
    /// Gap to the next potential need and its mark, effort and patience, by (household, kind with source, ordinal).
    NeedPoint = 20,
    /// Severity, topic, feasibility and evidence of a potential need, by (household, kind with source, ordinal).
    NeedTraits = 21,
    /// Counterpart, right side and effort above the group of a potential need, by (household, kind with source, ordinal).
    NeedParties = 22,
    /// Number of potential offspring of a dispute, by (household, lineage).
    OffspringCount = 23,
    /// Delay, mark, sides and severity of one potential offspring, by (household, lineage with child).
    Offspring = 24,
    /// Effort, patience, tier and evidence of one potential offspring, by (household, lineage).
    OffspringTraits = 25,
    /// Whether a household acts, settles bilaterally or turns to whom, by (need, attempt).
    Voice = 30,
    /// Whether bilateral talks succeed, by (need).
    Bilateral = 31,
    /// Delay until a household tries again to meet somebody, by (need, attempt).
    ContactRetry = 32,
    /// A spell of presence or absence of a person, by (person, ordinal).
    PresenceSpell = 33,
    /// Whether a group moves together, by (group, block of days).
    PresenceRegime = 34,
    /// A spell of the common presence process of a group, by (group, ordinal).
    CommonSpell = 35,
    /// Days until a member finds time for a joint session, by (need, person, session).
    JointGap = 36,
    /// Gap to the next top-down task of a group or of the committee and its hours, by (group, ordinal).
    TopDownTask = 37,
    /// Patience and effort of a case at the committee, by (need, arrival ordinal).
    CommitteeCase = 38,
    /// A member's own reading of a case, by (need, person).
    Signal = 40,
    /// The reading of a case that all deciders share, by (need).
    CommonSignal = 41,
    /// Whether a member who is kin of one party leans to it, by (need, person).
    KinLean = 42,
    /// Whether new evidence changes a member's reading, by (need, person, session).
    NewEvidence = 43,
    /// Whether a mediation session settles, by (need, session).
    Mediation = 44,
    /// When a settlement breaks down, by (need, settlement ordinal).
    Breakdown = 45,
    /// Whether a household comes to an assembly and what it holds right, by (need, household).
    Assembly = 46,
    /// Whether a holder is recognised in a month, by (person, month).
    Recognition = 47,
    /// Whether a member steps forward for a case that nobody owns, by (need, person, round).
    StepForward = 48,
    /// The option chosen by a household whose case failed, by (need, decision ordinal, option).
    Escalation = 50,
    /// What an upper tier does with a petition, by (need, petition ordinal).
    Petition = 51,
    /// Whether a petition is recorded, by (need, petition ordinal).
    Recording = 52,
    /// A household's threshold for joining a petition, by (household).
    JoinThreshold = 53,
    /// Integrity of a person, by (person).
    Integrity = 55,
    /// Whether a person stands for a seat, by (person, role, election).
    Candidacy = 60,
    /// Whether a person votes, by (person, role, election).
    Turnout = 61,
    /// A voter's taste for a candidate, by (voter, candidate with role and election).
    Vote = 62,
    /// Priority of a person for a seat filled without a vote, by (person, role).
    SeatPriority = 63,
    /// Whether an overloaded holder resigns, by (person, month).
    Resignation = 64,
    /// Gap to the next item of news and whether it reaches the committee, by (item).
    NewsItem = 67,
    /// Whether an item entitles a household, confuses it, is claimed and how soon, by (household, item).
    NewsHousehold = 68,
    /// Whether a line carries an item, when, and whether unchanged, by (receiver, sender, item with kind of line).
    NewsLine = 69,
    /// Whether a holder learns of bad news, hides it or garbles it, and whether the committee acts, by (need, person).
    BadNews = 70,
    /// Whether somebody is at home at a visit and speaks of needs never voiced, by (household, visit ordinal).
    Visit = 71,
    /// Whether a holder calls a meeting, on which day, who comes and who puts an item, by (person, group or household; month).
    Meeting = 72,
    /// Topic, cost and common worth of a project a group could choose, by (group, year with place in its list).
    LatentProject = 73,
    /// What projects are worth to a household, or to a clan of a group, by (household, or clan and group; project block).
    ProjectValue = 74,
    /// What a holder makes of the worth of projects, by (person and group, project block).
    ProjectView = 75,
    /// Days of a stage and luck of a project, or whether a household takes part in it, by (group, household or person; project).
    ProjectCourse = 76,
    /// Whether a channel of supervision finds missing money, or accounts are made public, by (group, project with channel).
    Audit = 77,
    /// What a household asked by a drive weighs, whether it is stubborn or waits for a better price, by (household, drive).
    ConsentTraits = 78,
    /// Whether a visit or call wins consent, by (household, drive, attempt).
    ConsentVisit = 79,
    /// Whether a person is an informal fixer and how easily it withdraws, by (person).
    FixerTraits = 80,
    /// Whether and when a broadcast reaches a household, how it mills, whether a neighbour helps, whether it stays at a
    /// warning, by (household, warning, hazard).
    StormHousehold = 81,
    /// When a holder reads the signs of a storm, or when the order comes, by (person or order, hazard).
    StormStart = 82,
    /// When a household that knows of a storm tells whom, by (household, telling, hazard).
    StormWord = 83,
    /// Whether a person without a seat helps, by (person, occasion).
    Volunteer = 84,
    /// Whether a household comes to a labour day, by (household, date).
    LabourDay = 85,
    /// Whether a household turns to a fixer, a team refers to one, the parties settle, and the days, by (need).
    FixerCase = 86,
    /// Wear of a canal, by (group, month).
    CanalWear = 87,
    /// Stratum of a point of a Latin hypercube, by (factor).
    DesignStratum = 90,
    /// Position of a point within its stratum, by (factor, point).
    DesignPosition = 91,
    /// A resample of replicates, by (arm, measure).
    Bootstrap = 92,
    /// The order in which the players of an attribution join, by (player, pair of orders).
    Joining = 410,
    /// Digital shift of Sobol's sequence, by (dimension).
    SobolShift = 400,
    /// Start and order of moves of a trajectory of elementary effects, by (factor) in the replicate of its number.
    MorrisTrajectory = 401,
    /// A resample of the base points of a sensitivity design, by (resample).
    BasePointResample = 402,
    /// Order in which outcomes are dealt to the points of a sweep anew, to see what chance finds, by (shuffle, point).
    Shuffle = 440,
    /// A resample of the worlds of a sweep, by (resample, place).
    WorldResample = 441,
    /// From which set of parameters a calibration takes its next step, and how far, by (population, draw).
    Proposal = 420,
    /// Where the draws of equal weight from a calibration begin, by (whole).
    PosteriorDraw = 421,
}

/// Who an address speaks of: a tag, the village, and up to two identities within it, packed in 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(pub u64);

impl Who {
    /// Bits of the first identity within a village.
    pub const FIRST_BITS: u32 = 24;
    /// Bits of the second identity within a village.
    pub const SECOND_BITS: u32 = 24;

    /// Somebody or something of `village`, by one identity (below 2²⁴).
    pub fn one(village: u32, first: u32) -> Who {
        Who::pair(village, first, 0)
    }

    /// A pair of identities of `village` (each below 2²⁴): two households, a household and a kind.
    pub fn pair(village: u32, first: u32, second: u32) -> Who {
        debug_assert!(village < 1 << 16 && first < 1 << Who::FIRST_BITS && second < 1 << Who::SECOND_BITS);
        Who(u64::from(village) << 48 | u64::from(first) << 24 | u64::from(second))
    }
}

/// The random numbers of one replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streams {
    key: [u64; 2],
}

impl Streams {
    /// The numbers of `replicate` under the experiment's `seed`.
    pub fn new(seed: u64, replicate: u64) -> Streams {
        Streams { key: [seed, replicate] }
    }

    /// The four words at an address.
    #[inline]
    pub fn draw(&self, decision: Decision, who: Who, ordinal: u64) -> Words {
        Words(philox(self.key, [0, ordinal, who.0, u64::from(decision as u32)]))
    }

    /// The first uniform at an address.
    #[inline]
    pub fn uniform(&self, decision: Decision, who: Who, ordinal: u64) -> f64 {
        self.draw(decision, who, ordinal).uniform(0)
    }

    /// A sequence of words at an address, for code written against the `rand` traits.
    pub fn sequence(&self, decision: Decision, who: Who, ordinal: u64) -> Sequence {
        Sequence { key: self.key, counter: [0, ordinal, who.0, u64::from(decision as u32)], words: [0; 4], used: 4 }
    }
}

/// Four independent words of 64 random bits, read as variates by inversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub [u64; 4]);

impl Words {
    /// Word `i` as a uniform variate, strictly between 0 and 1.
    #[inline]
    pub fn uniform(self, i: usize) -> f64 {
        ((self.0[i] >> 11) as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Word `i` as an exponential variate of mean 1.
    #[inline]
    pub fn exponential(self, i: usize) -> f64 {
        -log(self.uniform(i))
    }

    /// Word `i` as a standard normal variate.
    #[inline]
    pub fn normal(self, i: usize) -> f64 {
        normal_quantile(self.uniform(i))
    }

    /// Word `i` as a standard Gumbel variate.
    #[inline]
    pub fn gumbel(self, i: usize) -> f64 {
        -log(-log(self.uniform(i)))
    }

    /// Word `i` as a whole number below `n`.
    #[inline]
    pub fn below(self, i: usize, n: u32) -> u32 {
        ((u128::from(self.0[i]) * u128::from(n)) >> 64) as u32
    }
}

/// Words drawn one after the other from one address; implements the `rand` traits.
#[derive(Clone, Debug)]
pub struct Sequence {
    key: [u64; 2],
    counter: [u64; 4],
    words: [u64; 4],
    used: usize,
}

impl rand_core::TryRng for Sequence {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.try_next_u64()? >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        if self.used == 4 {
            self.words = philox(self.key, self.counter);
            self.counter[0] += 1;
            self.used = 0;
        }
        self.used += 1;
        Ok(self.words[self.used - 1])
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.try_next_u64()?.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Quantile of the standard normal distribution (Wichura 1988, AS 241, relative error about 1e-16).
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q > -0.425 && q < 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE_NUMERATOR, &CENTRE_DENOMINATOR);
    }
    let r = sqrt(-log(if q < 0.0 { p } else { 1.0 - p }));
    let tail = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE_NUMERATOR, &MIDDLE_DENOMINATOR)
    } else {
        ratio(r - 5.0, &TAIL_NUMERATOR, &TAIL_DENOMINATOR)
    };
    if q < 0.0 { -tail } else { tail }
}

fn ratio(r: f64, numerator: &[f64; 8], denominator: &[f64; 8]) -> f64 {
    let polynomial = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, c| sum * r + c);
    polynomial(numerator) / polynomial(denominator)
}

const CENTRE_NUMERATOR: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const CENTRE_DENOMINATOR: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_545,
];
const MIDDLE_NUMERATOR: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const MIDDLE_DENOMINATOR: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const TAIL_NUMERATOR: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const TAIL_DENOMINATOR: [f64; 8] = [
    1.0,
    0.599_832_206_555_887_9,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_7e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::TryRng;

    #[test]
    fn philox_meets_the_published_known_answers() {
        let zeros = philox([0; 2], [0; 4]);
        assert_eq!(zeros, [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b]);
        let ones = philox([u64::MAX; 2], [u64::MAX; 4]);
        assert_eq!(ones, [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0]);
        let digits_of_pi = philox(
            [0x452821e638d01377, 0xbe5466cf34e90c6c],
            [0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89],
        );
        assert_eq!(digits_of_pi, [0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6]);
    }

    #[test]
    fn addresses_agree_with_numpys_philox() {
        let words = philox([7, 3], [0, 5, 9, 11]);
        assert_eq!(words, [3554304587997799272, 12431192670657368144, 9947080735361699738, 3373552814724349351]);
        assert_eq!(
            philox([1234, 0], [0; 4]),
            [1008671839828663045, 14677670102627265119, 5605926093123675112, 9348091655212014011]
        );
    }

    #[test]
    fn no_two_decisions_share_a_number() {
        assert!(Decision::ALL.windows(2).all(|pair| (pair[0].0 as u32) < (pair[1].0 as u32)));
        assert!(Decision::ALL.iter().all(|(_, text)| !text.trim().is_empty()));
    }

    #[test]
    fn a_draw_depends_on_each_part_of_its_address() {
        let base = Streams::new(1, 2).draw(Decision::Signal, Who::pair(0, 3, 4), 5);
        let others = [
            Streams::new(2, 2).draw(Decision::Signal, Who::pair(0, 3, 4), 5),
            Streams::new(1, 3).draw(Decision::Signal, Who::pair(0, 3, 4), 5),
            Streams::new(1, 2).draw(Decision::KinLean, Who::pair(0, 3, 4), 5),
            Streams::new(1, 2).draw(Decision::Signal, Who::pair(1, 3, 4), 5),
            Streams::new(1, 2).draw(Decision::Signal, Who::pair(0, 4, 4), 5),
            Streams::new(1, 2).draw(Decision::Signal, Who::pair(0, 3, 5), 5),
            Streams::new(1, 2).draw(Decision::Signal, Who::pair(0, 3, 4), 6),
        ];
        assert!(others.iter().all(|other| other.0 != base.0));
    }

    #[test]
    fn neighbouring_addresses_are_independent_uniforms() {
        let streams = Streams::new(20180101, 0);
        let n = 40_000_u32;
        let all: Vec<f64> = (0..n).map(|i| streams.uniform(Decision::Vote, Who::one(0, i), 0)).collect();
        let mean = all.iter().sum::<f64>() / f64::from(n);
        let lag = all.windows(2).map(|pair| (pair[0] - 0.5) * (pair[1] - 0.5)).sum::<f64>() / f64::from(n);
        assert!((mean - 0.5).abs() < 4.0 * 0.288_675 / f64::from(n).sqrt(), "mean {mean}");
        assert!(lag.abs() < 4.0 / 12.0 / f64::from(n).sqrt(), "lag-1 covariance {lag}");
    }

    #[test]
    fn normal_quantiles_are_exact_to_printing_precision() {
        for (p, z) in [(0.975, 1.959963984540054), (0.5, 0.0), (1e-10, -6.361340902404056), (0.9, 1.2815515655446004)] {
            assert!((normal_quantile(p) - z).abs() < 1e-13, "{p}: {}", normal_quantile(p));
        }
    }

    #[test]
    fn a_sequence_starts_with_the_words_of_its_address() {
        let streams = Streams::new(9, 9);
        let words = streams.draw(Decision::Bootstrap, Who::one(0, 1), 2).0;
        let mut sequence = streams.sequence(Decision::Bootstrap, Who::one(0, 1), 2);
        let Ok(first) = sequence.try_next_u64();
        assert_eq!(first, words[0]);
    }
}
